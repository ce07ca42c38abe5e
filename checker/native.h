// SPDX-License-Identifier: Apache-2.0
//
// A program that was compiled to C (qg_program_c) and linked in. The machine runs it in place of
// the interpreter's plain run where its fingerprint is that of the program at hand; outcomes and
// even the steps paid are the same.
#ifndef QG_NATIVE_H
#define QG_NATIVE_H

#include "batch.h"

typedef void qg_native_judge(struct qg_batch *batch);

// A field as the compiled code numbers it: by the names of its type and its own.
struct qg_native_field {
    const char *type, *name; // NULL at the end of the list
};

struct qg_native {
    const char *fingerprint;
    struct qg_prefix prefix; // what of a program it stands for
    const struct qg_native_field *fields;
    qg_native_judge *const *judges;  // [prefix.functions]; NULL for what is no rule
    qg_native_value *const *entries; // [prefix.functions]; by which the machine calls what is none
    qg_native_value *const *bodies;  // [prefix.functions]; without what remembers it, where it is
                                     // remembered, else NULL
};

// That of `natives`, a list that ends with NULL, which is of this program; NULL if none is.
const struct qg_native *qg_native_of(const struct qg_program *program,
                                     const struct qg_native *const *natives);

// Calls a function that may be remembered, whatever the readings and the mode; the result means
// nothing once the machine is exhausted. The arguments and the result are words.
uint64_t qg_native_word(struct qg_machine *m, uint32_t function, uint32_t count,
                        const uint64_t *args);

#endif
