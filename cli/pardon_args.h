// SPDX-License-Identifier: Apache-2.0
//
// What a command line says of the gate and of redaction: the baseline, the exceptions, the key of
// the pseudonyms; and what was loaded of it.
#ifndef QG_PARDON_ARGS_H
#define QG_PARDON_ARGS_H

#include "console.h"
#include "pardon.h"

// Pseudonyms are as hard to guess as their key.
enum { QG_REDACT_KEY_LEAST = 16, QG_REDACT_KEY_BYTES = 4096 };

#define QG_REDACT_KEY_VARIABLE "QAGIDA_REDACT_KEY"

struct qg_pardon_args {
    const char *baseline, *exceptions; // files; NULL: none
    const char *key_file;              // likewise; implies `redact`
    int redact;
};

// What was loaded of it.
struct qg_pardon_files {
    bool redacts, pardons;
    struct qg_redaction redaction;
    struct qg_baseline baseline;
    struct qg_exceptions exceptions;
    struct qg_pardon pardon; // points at the two before it
};

// Takes the key from its file, else from the variable; without either it is one of this run, and a
// note says so. Then loads the files, which are about `program`. Gives QG_EXIT_OK, or complains.
// The struct must not move, and is to be freed whatever this gave.
int qg_pardon_args_load(struct qg_pardon_files *out, const struct qg_pardon_args *args,
                        const struct qg_program *program);
void qg_pardon_files_free(struct qg_pardon_files *files);

// What a run is to use; NULL: nothing of the kind.
const struct qg_redaction *qg_pardon_files_redaction(const struct qg_pardon_files *files);
struct qg_pardon *qg_pardon_files_pardon(struct qg_pardon_files *files);

#endif
