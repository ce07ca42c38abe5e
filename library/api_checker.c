// SPDX-License-Identifier: Apache-2.0

#include "api.h"

#include "cores.h"
#include "seed.h"
#include "version.h"
#include "words.h"

#include <stdlib.h>

qagida_checker *qagida_checker_new(const qagida_policy *policy) {
    if (policy->policy.program == NULL)
        return NULL;
    struct qagida_checker *checker = calloc(1, sizeof *checker);
    if (checker == NULL)
        return NULL;
    checker->policy = policy;
    checker->nowhere.fd = -1;
    checker->options.lang = QG_LANG_EN;
    checker->options.version = qg_version();
    checker->options.reader.seed = qg_seed();
    qg_arena_init(&checker->arena, "one callback");
    qg_outputs_init(&checker->outputs, &checker->nowhere);
    if (qg_session_init(&checker->session, policy->policy.program, policy->policy.native) == QG_OK)
        return checker;
    qagida_checker_free(checker);
    return NULL;
}

void qagida_checker_free(qagida_checker *checker) {
    if (checker == NULL)
        return;
    qg_audit_free(&checker->audit);
    qg_outputs_free(&checker->outputs);
    qg_session_free(&checker->session);
    qg_arena_free(&checker->arena);
    qg_text_free(&checker->message);
    free(checker);
}

// ---- settings ----

// Clears the message of the call before; false, with a message, once records were checked.
static bool still_open(struct qagida_checker *checker) {
    qg_text_free(&checker->message);
    if (checker->started)
        qg_text_addz(&checker->message, "settings come before the first record");
    return !checker->started;
}

static qagida_status set(bool done) {
    return done ? QAGIDA_OK : QAGIDA_INVALID;
}

qagida_status qagida_checker_set_as_of(qagida_checker *checker, const char *date) {
    bool done = still_open(checker) &&
                qg_session_as_of(&checker->session, qg_str_of(date), &checker->message);
    checker->options.as_of_given = checker->options.as_of_given || done;
    return set(done);
}

qagida_status qagida_checker_set_parameter(qagida_checker *checker, const char *name,
                                           const char *value) {
    return set(still_open(checker) && qg_session_parameter(&checker->session, qg_str_of(name),
                                                           qg_str_of(value), &checker->message));
}

qagida_status qagida_checker_set_reading(qagida_checker *checker, const char *name,
                                         const char *value) {
    return set(still_open(checker) && qg_session_reading(&checker->session, qg_str_of(name),
                                                         qg_str_of(value), &checker->message));
}

qagida_status qagida_checker_set_language(qagida_checker *checker, const char *language) {
    int lang = qg_lang_named(qg_str_of(language));
    if (!still_open(checker))
        return QAGIDA_INVALID;
    if (lang < 0)
        qg_text_printf(&checker->message, "unknown language `%s`", language);
    else
        checker->options.lang = lang;
    return set(lang >= 0);
}

qagida_status qagida_checker_select(qagida_checker *checker, const char *rules) {
    return set(still_open(checker) &&
               qg_session_select(&checker->session, qg_str_of(rules), &checker->message));
}

qagida_status qagida_checker_ignore(qagida_checker *checker, const char *rules) {
    return set(still_open(checker) &&
               qg_session_ignore(&checker->session, qg_str_of(rules), &checker->message));
}

qagida_status qagida_checker_show(qagida_checker *checker, const char *what) {
    struct qg_str name = qg_str_of(what);
    if (!still_open(checker))
        return QAGIDA_INVALID;
    if (qg_str_equal(name, QG_STR("silenced"))) {
        checker->options.run.show_silenced = true;
        return QAGIDA_OK;
    }
    for (int i = 0; i < QG_OUTCOMES; i++) {
        if (!qg_str_equal(name, qg_str_of(qg_outcome_name((enum qg_outcome)i))))
            continue;
        checker->options.run.show[i] = true;
        return QAGIDA_OK;
    }
    qg_text_printf(&checker->message, "unknown outcome `%s`", what);
    return QAGIDA_INVALID;
}

qagida_status qagida_checker_set_jobs(qagida_checker *checker, unsigned jobs) {
    if (!still_open(checker))
        return QAGIDA_INVALID;
    uint32_t threads = jobs > 0 ? jobs : qg_cores();
    checker->options.jobs = threads < QG_JOBS_LIMIT ? threads : QG_JOBS_LIMIT;
    return QAGIDA_OK;
}

void qagida_checker_on_finding(qagida_checker *checker, qagida_finding_callback *callback,
                               void *user) {
    checker->on_finding = callback;
    checker->finding_user = user;
}

void qagida_checker_on_verdict(qagida_checker *checker, qagida_verdict_callback *callback,
                               void *user) {
    checker->on_verdict = callback;
    checker->verdict_user = user;
}

// ---- checking ----

static void note(void *user, struct qg_str line) {
    struct qagida_checker *checker = user;
    if (checker->message.len > 0)
        qg_text_char(&checker->message, '\n');
    qg_text_add(&checker->message, line);
}

static qagida_status start(struct qagida_checker *checker) {
    struct qg_writer listener = qg_api_listener(checker);
    struct qg_audit_notes notes = {checker, note};
    if (!qg_session_settle(&checker->session, &checker->message))
        return QAGIDA_INVALID;
    checker->options.run.languages[checker->options.lang] = true;
    checker->started = true;
    enum qg_fault fault = qg_outputs_add_writer(&checker->outputs, &listener);
    if (fault == QG_OK)
        fault = qg_audit_init(&checker->audit, &checker->session, &checker->outputs,
                              &checker->options, notes);
    return qg_api_status(fault);
}

// Makes the audit at the first input.
static qagida_status ready(struct qagida_checker *checker) {
    qg_text_free(&checker->message);
    if (checker->finished) {
        qg_text_addz(&checker->message, "the checker has finished");
        return QAGIDA_INVALID;
    }
    if (checker->started && !checker->audit.running) {
        qg_text_addz(&checker->message, "the checker could not start");
        return QAGIDA_INVALID;
    }
    return checker->started ? QAGIDA_OK : start(checker);
}

static qagida_status finish(struct qagida_checker *checker, enum qg_fault fault,
                            uint32_t unopened) {
    if (fault == QG_OK && checker->audit.unopened > unopened)
        return QAGIDA_INPUT;
    return qg_api_status(fault);
}

qagida_status qagida_check_bytes(qagida_checker *checker, const char *bytes, size_t length,
                                 const char *name) {
    qagida_status status = ready(checker);
    uint32_t unopened = checker->audit.unopened;
    return status != QAGIDA_OK
               ? status
               : finish(checker,
                        qg_audit_memory(&checker->audit, (struct qg_str){bytes, length}, name),
                        unopened);
}

qagida_status qagida_check_file(qagida_checker *checker, const char *path) {
    qagida_status status = ready(checker);
    uint32_t unopened = checker->audit.unopened;
    return status != QAGIDA_OK ? status
                               : finish(checker, qg_audit_file(&checker->audit, path), unopened);
}

qagida_status qagida_check_descriptor(qagida_checker *checker, int descriptor, const char *name) {
    qagida_status status = ready(checker);
    uint32_t unopened = checker->audit.unopened;
    return status != QAGIDA_OK
               ? status
               : finish(checker, qg_audit_fd(&checker->audit, descriptor, name), unopened);
}

qagida_status qagida_checker_finish(qagida_checker *checker) {
    qagida_status status = ready(checker);
    if (status != QAGIDA_OK)
        return status;
    checker->finished = true;
    return qg_api_status(qg_audit_end(&checker->audit));
}

const qagida_totals *qagida_checker_totals(qagida_checker *checker) {
    const struct qg_tally *tally = &checker->audit.run.tally;
    checker->totals = (qagida_totals){
        .records = tally->records,
        .not_audited = tally->not_audited,
        .unreadable = tally->unreadable,
        .certifications = tally->certifications,
        .violated = tally->findings[QG_VIOLATED],
        .undetermined = tally->findings[QG_UNDETERMINED],
        .data = tally->data_findings,
        .warranted = tally->verdicts[QG_VERDICT_WARRANTED],
        .open = tally->verdicts[QG_VERDICT_UNDETERMINED],
        .clean = tally->verdicts[QG_VERDICT_CLEAN],
        .priority = tally->priorities,
    };
    return &checker->totals;
}

const char *qagida_checker_message(const qagida_checker *checker) {
    return checker->message.at != NULL ? checker->message.at : "";
}
