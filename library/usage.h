// SPDX-License-Identifier: Apache-2.0
//
// What functions of a program use, told from their code: the parameters and fields that they read,
// themselves or through the definitions they call, and those definitions.

#ifndef QG_USAGE_H
#define QG_USAGE_H

#include "program.h"

#include <stdbool.h>

struct qg_usage {
    const struct qg_program *program; // not owned
    bool *functions;                  // owned; [function_count]: looked at
    bool *called;                     // owned; [function_count]: called by one that was added
    bool *parameters, *fields;        // owned; [parameter_count], [schema.field_count]
};

// Nothing is used yet. False when memory is out; to be freed either way.
bool qg_usage_init(struct qg_usage *usage, const struct qg_program *program);
void qg_usage_free(struct qg_usage *usage);

// Adds what a function uses; QG_NONE adds nothing.
void qg_usage_add(struct qg_usage *usage, int32_t function);

#endif
