// SPDX-License-Identifier: Apache-2.0
//
// A policy that `qagida build` compiled: the last words of its C, and what a library loads of it.
//
// The C of a policy ends with QG_COMPILED. The same text serves both for a command of its own, in
// which the policy stands where Order 300 stands in `qagida`, and for a shared object, in which the
// library finds it by the one name that is visible. What was built by other headers than the
// library's is refused by the version and by the sizes of what they share.
#ifndef QG_COMPILED_H
#define QG_COMPILED_H

#include "natives.h"
#include "record.h"
#include "text.h"

#include "qagida/qagida.h"

struct qg_compiled_layout {
    uint32_t version;                                                      // QAGIDA_VERSION_NUMBER
    uint32_t ops, instruction, function, program, native, record, machine; // how many; sizes
};

#define QG_COMPILED_LAYOUT                                                                         \
    {                                                                                              \
        QAGIDA_VERSION_NUMBER, QG_OP_LIMIT, sizeof(struct qg_instr), sizeof(struct qg_function),   \
            sizeof(struct qg_program), sizeof(struct qg_native), sizeof(struct qg_record),         \
            sizeof(struct qg_machine)                                                              \
    }

struct qg_compiled {
    struct qg_compiled_layout layout;
    const struct qg_program *program;
    const struct qg_native *native;
};

#define QG_COMPILED(name)                                                                          \
    const struct qg_native *const qg_natives[] = {&qg_native_##name, NULL};                        \
    const struct qg_built_in qg_built_in = {&qg_program_##name, &qg_native_##name, true};          \
    QAGIDA_API extern const struct qg_compiled qg_compiled_policy;                                 \
    const struct qg_compiled qg_compiled_policy = {QG_COMPILED_LAYOUT, &qg_program_##name,         \
                                                   &qg_native_##name};

// Loads a shared object with a policy. NULL with the reason in `problem`. `module` is to be closed
// with qg_compiled_close when nothing uses the policy any more.
const struct qg_compiled *qg_compiled_open(void **module, const char *path,
                                           struct qg_text *problem);
void qg_compiled_close(void *module); // NULL is fine

#endif
