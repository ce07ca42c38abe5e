// SPDX-License-Identifier: Apache-2.0
//
// What compiled policies are written in: they include this file and nothing else. The statements
// are those of c_source.def, over the same operands and kernels as the interpreter's.
#ifndef QG_NATIVE_OPS_H
#define QG_NATIVE_OPS_H

#include "fold.h"
#include "native.h"
#include "op_info.h"
#include "operands.h"
#include "remember.h"

// The frame of a function. Not every function reads every one of its names.
#define QG_REGISTERS_OF(count)                                                                     \
    struct qg_value r[count];                                                                      \
    int32_t *slots = m->record->slots;                                                             \
    (void)slots;

#define QG_PAY(steps)                                                                              \
    if (QG_RARELY(!qg_machine_charge(m, (steps))))                                                 \
        goto stop;
#define QG_STOP_IF_EXHAUSTED                                                                       \
    if (QG_RARELY(m->exhausted))                                                                   \
        goto stop;

#define QG_EACH(element, list, none)                                                               \
    {                                                                                              \
        int32_t first = (list).lo > 0 ? slots[(list).lo + QG_LIST_FIRST] : 0;                      \
        if (first == 0)                                                                            \
            goto none;                                                                             \
        (element) = qg_exactly(first);                                                             \
    }
#define QG_NEXT(element, steps, again)                                                             \
    {                                                                                              \
        int32_t next = (element).lo > 0 ? slots[(element).lo + QG_AT_NEXT] : 0;                    \
        if (next != 0) {                                                                           \
            (element) = qg_exactly(next);                                                          \
            QG_PAY(steps)                                                                          \
            goto again;                                                                            \
        }                                                                                          \
    }
#define QG_EACH_VALUE(value, cursor, list, none)                                                   \
    {                                                                                              \
        int32_t count = (list).lo > 0 ? slots[(list).lo + QG_LIST_COUNT] : 0, at = (list).lo + 1;  \
        if (count == 0)                                                                            \
            goto none;                                                                             \
        (cursor) = (struct qg_value){at, at + count - 1};                                          \
        (value) = qg_value_at(slots, at);                                                          \
    }
#define QG_NEXT_VALUE(value, cursor, steps, again)                                                 \
    if ((cursor).lo < (cursor).hi) {                                                               \
        (value) = qg_value_at(slots, ++(cursor).lo);                                               \
        QG_PAY(steps)                                                                              \
        goto again;                                                                                \
    }

// Whether the result of a function stands in the memo slots of the region, and is that of the
// present readings and mode.
static inline bool qg_is_kept(struct qg_value *out, const struct qg_machine *m,
                              const int32_t *slots, uint32_t function, struct qg_value region) {
    if (QG_RARELY(m->altered) || region.lo <= 0)
        return false;
    const int32_t *memo = slots + region.lo + m->callees[function].memo;
    if (memo[0] == QG_SLOT_UNCOMPUTED)
        return false; // and `out`, which may be where the region stands, is left alone
    memcpy(out, memo, sizeof *out);
    return true;
}
#define QG_UNLESS_KEPT(result, function, region)                                                   \
    if (!qg_is_kept(&(result), m, slots, (function), (region)))

static inline void qg_pick_start(struct qg_value pick[QG_PICK_REGISTERS]) {
    pick[QG_PICK_BEST] = pick[QG_PICK_KEY] = pick[QG_PICK_RIVAL] = qg_exactly(0);
}

// The body of what answers for a function: as qg_native_call does, with all that is known when the
// policy is compiled. `cost` are the function's steps, `call` is the call itself, and the arguments
// are named once more at the end. Values are words. What is returned once the steps have run out
// means nothing.
#define QG_IN_SLOTS(function, cost, count, call, region)                                           \
    {                                                                                              \
        int32_t ref = qg_unpack(region).lo;                                                        \
        if (QG_RARELY(m->altered || ref <= 0))                                                     \
            return qg_native_word(m, function, count, (const uint64_t[]){region});                 \
        int32_t *memo = m->record->slots + ref + m->callees[function].memo;                        \
        if (memo[0] != QG_SLOT_UNCOMPUTED)                                                         \
            return qg_pack((struct qg_value){memo[0], memo[1]});                                   \
        QG_PAY(cost)                                                                               \
        uint64_t result = (call);                                                                  \
        QG_STOP_IF_EXHAUSTED                                                                       \
        memo[0] = qg_unpack(result).lo;                                                            \
        memo[1] = qg_unpack(result).hi;                                                            \
        return result;                                                                             \
    stop:                                                                                          \
        return 0;                                                                                  \
    }
#define QG_IN_RECENT(function, cost, count, call, ...)                                             \
    {                                                                                              \
        const uint64_t args[] = {__VA_ARGS__};                                                     \
        if (QG_RARELY(m->altered))                                                                 \
            return qg_native_word(m, function, count, args);                                       \
        struct qg_recent_entry *place = qg_recent_place(&m->recent, function, args, count);        \
        if (qg_recent_holds(&m->recent, place, function, args, count))                             \
            return place->value;                                                                   \
        uint64_t ticket = qg_recent_take(&m->recent, place, function, args, count);                \
        QG_PAY(cost)                                                                               \
        uint64_t result = (call);                                                                  \
        QG_STOP_IF_EXHAUSTED                                                                       \
        qg_recent_keep(&m->recent, place, ticket, result);                                         \
        return result;                                                                             \
    stop:                                                                                          \
        return 0;                                                                                  \
    }

// What judges a rule for a batch; `call` takes the machine `m` and the arguments `args`.
#define QG_JUDGES(cost, call)                                                                      \
    {                                                                                              \
        for (uint32_t i = 0; i < batch->count; i++) {                                              \
            struct qg_machine *m = batch->chains[i]->machine;                                      \
            const struct qg_value *args = batch->chains[i]->args;                                  \
            struct qg_check check = QG_UNDECIDED;                                                  \
            if (qg_machine_charge(m, (cost)))                                                      \
                check = (call);                                                                    \
            qg_batch_take(batch, i, QG_RARELY(m->exhausted) ? QG_UNDECIDED : check);               \
        }                                                                                          \
    }

// How the machine calls a function that is never remembered.
#define QG_ANEW(cost, call)                                                                        \
    {                                                                                              \
        (void)args;                                                                                \
        return qg_machine_charge(m, (cost)) ? (call) : 0;                                          \
    }

#endif
