// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as records under the policy for Order 300: compiled to C and interpreted, it says the
// same of them.

#include "fuzz.h"

#include "judged.h"
#include "natives.h"

#include <stdlib.h>

enum { LONGEST = 1 << 16 };

// Both ways, made ready once; a fuzz target has nowhere else to keep them.
static struct qg_judge compiled, interpreted;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct qg_program *program = qg_built_in.program;
    struct qg_text left = {0}, right = {0};
    struct qg_str bytes = {(const char *)data, size};
    if (size > LONGEST)
        return 0;
    if (compiled.session.program == NULL &&
        (!qg_judge_open(&compiled, program, qg_built_in.native) ||
         !qg_judge_open(&interpreted, program, NULL)))
        abort();
    bool ended = qg_judge_records(&compiled, QG_ENGINE_BULK, bytes, &left);
    if (qg_judge_records(&interpreted, QG_ENGINE_BULK, bytes, &right) != ended ||
        !qg_str_equal(qg_text_str(&left), qg_text_str(&right)))
        abort();
    qg_text_free(&left);
    qg_text_free(&right);
    return 0;
}
