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

static struct qg_value call(struct qg_machine *m, uint32_t function, struct qg_value *args) {
    const struct qg_callee *callee = &m->callees[function];
    struct qg_keep keep;
    if (qg_recall(&keep, m, callee, args))
        return *args;
    if (!qg_machine_charge(m, callee->cost))
        return *args;
    struct qg_value result = qg_unpack(m->settings->native->values[function](m, args));
    if (!m->exhausted)
        qg_keep(m, &keep, result);
    return result;
}

uint64_t qg_native_word(struct qg_machine *m, uint32_t function, uint32_t count,
                        const uint64_t *args) {
    struct qg_value values[QG_RECENT_ARGS]; // what is remembered takes no more
    for (uint32_t i = 0; i < count && i < QG_RECENT_ARGS; i++)
        values[i] = qg_unpack(args[i]);
    return qg_pack(call(m, function, values));
}

struct qg_value qg_native_value_of(struct qg_machine *m, uint32_t function,
                                   const struct qg_value *args) {
    const struct qg_callee *callee = &m->callees[function];
    if (m->exhausted)
        return (struct qg_value){0, 0};
    if (callee->how == QG_CALL_ANEW)
        return qg_machine_charge(m, callee->cost)
                   ? qg_unpack(m->settings->native->values[function](m, args))
                   : (struct qg_value){0, 0};
    struct qg_value copy[QG_RECENT_ARGS];
    for (uint32_t i = 0; i < callee->args && i < QG_RECENT_ARGS; i++)
        copy[i] = args[i];
    return call(m, function, copy);
}

void qg_native_batch(const struct qg_batch *batch) {
    const struct qg_machine *first = batch->chains[0]->machine;
    qg_native_check *check = first->settings->native->checks[batch->check];
    uint32_t cost = first->callees[batch->check].cost;
    for (uint32_t i = 0; i < batch->count; i++) {
        struct qg_machine *m = batch->chains[i]->machine;
        if (qg_machine_charge(m, cost))
            batch->out[i] = check(m, batch->chains[i]->args);
        if (QG_RARELY(m->exhausted))
            batch->out[i] = QG_UNDECIDED;
    }
}
