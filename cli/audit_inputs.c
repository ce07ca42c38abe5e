// SPDX-License-Identifier: Apache-2.0

#include "audit_inputs.h"

#include "progress.h"

#include <string.h>
#include <unistd.h>

bool qg_audit_inputs_find(struct qg_words *files, struct qg_text *problem) {
    if (files->len > 0)
        return true;
    if (isatty(STDIN_FILENO) != 0)
        qg_text_addz(problem, "no file of records is named");
    else if (!qg_words_add(files, "-"))
        qg_text_addz(problem, "out of memory");
    return problem->len == 0;
}

static void note(void *user, struct qg_str line) {
    if (user != NULL)
        qg_progress_clear(user);
    qg_console_complain(line);
}

struct qg_audit_notes qg_audit_inputs_notes(void) {
    return (struct qg_audit_notes){NULL, note};
}

// Lets the audit tell the progress how far it is, and its notes make room for themselves.
static void watch(struct qg_audit *audit, struct qg_progress *progress) {
    audit->options.read = progress != NULL ? qg_progress_read : NULL;
    audit->options.read_user = audit->notes.user = progress;
}

static enum qg_fault audit_one(struct qg_audit *audit, const struct qg_inputs *inputs,
                               const char *path) {
    bool renamed = inputs->stdin_name != NULL && strcmp(path, "-") == 0;
    return renamed ? qg_audit_fd(audit, STDIN_FILENO, inputs->stdin_name)
                   : qg_audit_file(audit, path);
}

enum qg_fault qg_audit_inputs_run(struct qg_audit *audit, struct qg_console *console,
                                  const struct qg_inputs *inputs) {
    struct qg_progress progress;
    enum qg_fault fault = QG_OK;
    qg_progress_begin(&progress, console, inputs->files);
    if (progress.animates)
        watch(audit, &progress);
    for (uint32_t i = 0; i < inputs->files->len && fault == QG_OK; i++) {
        qg_progress_next(&progress, i);
        fault = audit_one(audit, inputs, inputs->files->at[i]);
    }
    watch(audit, NULL);
    qg_progress_end(&progress);
    return fault == QG_OK ? qg_audit_end(audit) : fault;
}

static enum qg_fault remark(void *user, const struct qg_location *at,
                            const struct qg_data_finding *finding) {
    return qg_audit_remark(user, at, finding);
}

enum qg_fault qg_audit_inputs_run_import(struct qg_audit *audit, const struct qg_import *import) {
    const struct qg_import_listener listener = {remark, audit};
    enum qg_fault fault = qg_audit_origin(audit, &import->origin);
    if (fault == QG_OK)
        fault = qg_import_tell(import, &listener);
    return fault == QG_OK ? qg_audit_end(audit) : fault;
}

const char *const qg_fail_on_names[] = {"violated", "undetermined", "never", NULL};

int qg_audit_inputs_conclude(const struct qg_audit *audit, enum qg_fail_on fail_on) {
    switch (qg_audit_conclusion(audit, fail_on)) {
    case QG_CONCLUSION_CLEAN:
        return QG_EXIT_OK;
    case QG_CONCLUSION_FINDINGS:
        return QG_EXIT_FINDINGS;
    case QG_CONCLUSION_INCOMPLETE:
        return qg_console_complain(QG_STR("not everything could be read"));
    case QG_CONCLUSION_NOTHING:
        return qg_console_complain(
            QG_STR("nothing was checked: there is no record that the policy audits"));
    }
    return QG_EXIT_FAILED;
}
