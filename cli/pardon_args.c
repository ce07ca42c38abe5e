// SPDX-License-Identifier: Apache-2.0

#include "pardon_args.h"

#include "audit_inputs.h"
#include "readfile.h"
#include "seed.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

// ---- the key ----

// A line's end behind the key belongs to the file, not to the key.
static struct qg_str trimmed(struct qg_str key) {
    while (key.len > 0 && (key.at[key.len - 1] == '\n' || key.at[key.len - 1] == '\r'))
        key.len--;
    return key;
}

static int use_key(struct qg_pardon_files *out, struct qg_str key, const char *where) {
    struct qg_text problem = {0};
    if (key.len >= QG_REDACT_KEY_LEAST) {
        qg_redaction_init(&out->redaction, key);
        return QG_EXIT_OK;
    }
    qg_text_printf(&problem,
                   "the key in %s has %zu bytes, and one of less than %d can be guessed; make one: "
                   "head -c 32 /dev/urandom | base64 > redact.key",
                   where, key.len, (int)QG_REDACT_KEY_LEAST);
    int status = qg_console_complain(qg_text_str(&problem));
    qg_text_free(&problem);
    return status;
}

static int read_key(struct qg_pardon_files *out, const char *path) {
    struct qg_text text = {0};
    int status;
    enum qg_fault fault = qg_readfile(path, QG_REDACT_KEY_BYTES, &text);
    if (fault == QG_OK)
        status = use_key(out, trimmed(qg_text_str(&text)), path);
    else
        status = qg_console_complain_of(
            qg_str_of(path),
            qg_str_of(fault == QG_FAULT_READ ? qg_readfile_reason(errno) : "too long for a key"));
    qg_text_free(&text);
    return status;
}

static int make_key(struct qg_pardon_files *out) {
    char key[32];
    if (getrandom(key, sizeof key, 0) != (ssize_t)sizeof key)
        return qg_console_complain(QG_STR("there is no randomness for a key; give one: "
                                          "--redact-key-file FILE"));
    qg_redaction_init(&out->redaction, (struct qg_str){key, sizeof key});
    qg_console_complain(QG_STR("redacted with a key of this run alone; for the same pseudonyms in "
                               "the next give --redact-key-file FILE"));
    return QG_EXIT_OK;
}

static int load_key(struct qg_pardon_files *out, const struct qg_pardon_args *args) {
    const char *variable = getenv(QG_REDACT_KEY_VARIABLE);
    out->redacts = args->redact != 0 || args->key_file != NULL;
    if (!out->redacts)
        return QG_EXIT_OK;
    if (args->key_file != NULL)
        return read_key(out, args->key_file);
    return variable != NULL ? use_key(out, qg_str_of(variable), QG_REDACT_KEY_VARIABLE)
                            : make_key(out);
}

// ---- the files ----

// Complains of each line.
static int complain_lines(enum qg_fault fault, const struct qg_text *problem) {
    struct qg_str rest = qg_text_str(problem);
    if (fault == QG_FAULT_MEMORY || problem->failed || rest.len == 0)
        return qg_console_fault(fault);
    while (rest.len > 0) {
        const char *stop = memchr(rest.at, '\n', rest.len);
        size_t len = stop != NULL ? (size_t)(stop - rest.at) : rest.len;
        qg_console_complain(qg_str_slice(rest, 0, len));
        rest = qg_str_slice(rest, len + 1, rest.len);
    }
    return QG_EXIT_FAILED;
}

static int load_baseline(struct qg_pardon_files *out, const char *path) {
    struct qg_text problem = {0};
    qg_baseline_init(&out->baseline, qg_seed(), qg_pardon_files_redaction(out));
    enum qg_fault fault = qg_baseline_read(&out->baseline, path, &problem);
    int status = fault == QG_OK ? QG_EXIT_OK : complain_lines(fault, &problem);
    out->pardon.baseline = &out->baseline;
    out->pardon.baseline_name = path;
    qg_text_free(&problem);
    return status;
}

static int load_exceptions(struct qg_pardon_files *out, const char *path,
                           const struct qg_program *program) {
    struct qg_text problem = {0};
    enum qg_fault fault = qg_exceptions_read(&out->exceptions, path, program,
                                             qg_pardon_files_redaction(out), qg_seed(), &problem);
    int status = fault == QG_OK ? QG_EXIT_OK : complain_lines(fault, &problem);
    out->pardon.exceptions = &out->exceptions;
    qg_text_free(&problem);
    return status;
}

int qg_pardon_args_load(struct qg_pardon_files *out, const struct qg_pardon_args *args,
                        const struct qg_program *program) {
    *out = (struct qg_pardon_files){0};
    int status = load_key(out, args);
    out->pardons = args->baseline != NULL || args->exceptions != NULL;
    if (status == QG_EXIT_OK && args->baseline != NULL)
        status = load_baseline(out, args->baseline);
    if (status == QG_EXIT_OK && args->exceptions != NULL)
        status = load_exceptions(out, args->exceptions, program);
    return status;
}

void qg_pardon_files_free(struct qg_pardon_files *files) {
    if (files->pardon.baseline != NULL)
        qg_baseline_free(&files->baseline);
    if (files->pardon.exceptions != NULL)
        qg_exceptions_free(&files->exceptions);
}

const struct qg_redaction *qg_pardon_files_redaction(const struct qg_pardon_files *files) {
    return files->redacts ? &files->redaction : NULL;
}

struct qg_pardon *qg_pardon_files_pardon(struct qg_pardon_files *files) {
    return files->pardons ? &files->pardon : NULL;
}
