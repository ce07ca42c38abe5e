// SPDX-License-Identifier: Apache-2.0
#include "native.h"

#include "loop.h"
#include "remember.h"

const struct qg_native *qg_native_of(const struct qg_program *program,
                                     const struct qg_native *const *natives) {
    char fingerprint[QG_FINGERPRINT_SIZE];
    for (; *natives != NULL; natives++)
        if (qg_program_fingerprint(program, (*natives)->prefix, fingerprint) &&
            strcmp((*natives)->fingerprint, fingerprint) == 0)
            return *natives;
    return NULL;
}

uint64_t qg_native_word(struct qg_machine *m, uint32_t function, uint32_t count,
                        const uint64_t *args) {
    const struct qg_callee *callee = &m->callees[function];
    struct qg_value values[QG_RECENT_ARGS]; // what is remembered takes no more
    struct qg_keep keep;
    for (uint32_t i = 0; i < count && i < QG_RECENT_ARGS; i++)
        values[i] = qg_unpack(args[i]);
    if (qg_recall(&keep, m, callee, values))
        return qg_pack(values[0]);
    if (!qg_machine_charge(m, callee->cost))
        return qg_pack(values[0]);
    uint64_t result = m->settings->native->bodies[function](m, values);
    if (!m->exhausted)
        qg_keep(m, &keep, qg_unpack(result));
    return result;
}
