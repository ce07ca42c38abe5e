// SPDX-License-Identifier: Apache-2.0
//
// The plain run: outcomes alone, as fast as may be. A call is no call of C: it notes where it was
// made and goes on in the callee's code. Rules of one batch follow each other the same way.
#include "loop.h"

// What becomes of a result besides going to the caller.
enum keep {
    KEEP_NOWHERE,
    KEEP_IN_SLOTS,  // the memo slots of the record
    KEEP_IN_RECENT, // recent.h
    KEEP_IN_MEMO    // memo.h
};

// A call under way.
struct call {
    const struct qg_instr *ip;        // where it was made
    const struct qg_callee *function; // by whom; NULL: from outside
    enum keep keep;                   //
    uint32_t slot;                    // IN_SLOTS, IN_MEMO
    struct qg_recent_entry *place;    // IN_RECENT
    uint64_t ticket;                  //
};

// These answer a call from what is remembered; else they note where its result is to be kept. The
// arguments stand in `frame`, and there the answer comes to stand.

static bool recall_from_slots(const struct qg_machine *m, struct qg_value *frame,
                              struct call *call) {
    const int32_t *memo = m->record->slots + call->slot;
    call->keep = KEEP_IN_SLOTS;
    if (memo[0] == QG_SLOT_UNCOMPUTED)
        return false;
    *frame = (struct qg_value){memo[0], memo[1]};
    return true;
}

static bool recall_from_memo(const struct qg_machine *m, struct qg_value *frame,
                             struct call *call) {
    const struct qg_memo_entry *entry = qg_memo_find(&m->memo, call->slot);
    call->keep = KEEP_IN_MEMO;
    if (entry != NULL)
        *frame = entry->value;
    return entry != NULL;
}

static bool recall_from_recent(struct qg_machine *m, const struct qg_callee *callee,
                               struct qg_value *frame, struct call *call) {
    uint32_t function = (uint32_t)(callee - m->callees);
    call->place = qg_recent_place(&m->recent, function, frame, callee->args);
    call->keep = KEEP_IN_RECENT;
    if (qg_recent_holds(&m->recent, call->place, function, frame, callee->args)) {
        *frame = call->place->value;
        return true;
    }
    call->ticket = qg_recent_take(&m->recent, call->place, function, frame, callee->args);
    return false;
}

static bool recall(struct qg_machine *m, const struct qg_callee *callee, struct qg_value *frame,
                   struct call *call) {
    bool unaltered = qg_is_unaltered(m, callee);
    call->keep = KEEP_NOWHERE;
    if (callee->how == QG_CALL_SLOTS && frame->lo > 0) {
        call->slot = (uint32_t)frame->lo + (uint32_t)callee->memo;
        return unaltered ? recall_from_slots(m, frame, call) : recall_from_memo(m, frame, call);
    }
    return callee->how == QG_CALL_RECENT && unaltered && recall_from_recent(m, callee, frame, call);
}

static void keep(struct qg_machine *m, const struct call *call, struct qg_value value) {
    if (call->keep == KEEP_IN_SLOTS) {
        m->record->slots[call->slot] = value.lo;
        m->record->slots[call->slot + 1] = value.hi;
    } else if (call->keep == KEEP_IN_RECENT) {
        qg_recent_keep(&m->recent, call->place, call->ticket, value);
    } else if (call->keep == KEEP_IN_MEMO) {
        qg_memo_put(&m->memo, (struct qg_memo_entry){.slot = call->slot, .value = value});
    }
}

// Most calls are answered by a memo slot, here and now.
static inline bool is_answered(const struct qg_machine *m, const struct qg_callee *callee,
                               struct qg_value ref, struct qg_value *out) {
    if (callee->how != QG_CALL_SLOTS || ref.lo <= 0 || !qg_is_unaltered(m, callee))
        return false;
    const int32_t *memo = m->record->slots + ref.lo + callee->memo;
    *out = (struct qg_value){memo[0], memo[1]};
    return memo[0] != QG_SLOT_UNCOMPUTED;
}

static inline void copy_values(struct qg_value *to, const struct qg_value *from, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        to[i] = from[i];
}

// The steps of the whole batch, but for those of loops and calls.
static bool charge_batch(struct qg_machine *m, const struct qg_batch *batch) {
    uint64_t cost = 0;
    for (uint32_t i = 0; i < batch->count; i++)
        cost += m->callees[batch->checks[i]].cost;
    return qg_machine_charge(m, cost);
}

#define WHY(trace) (void)0

// A call: answered at once (and then ANSWERED with its value), or gone into.
#define MAKE_CALL(ANSWERED)                                                                        \
    do {                                                                                           \
        const struct qg_callee *callee = &m->callees[ip->imm];                                     \
        struct qg_value *frame = r + function->registers, known;                                   \
        if (is_answered(m, callee, B, &known))                                                     \
            ANSWERED(known);                                                                       \
        copy_values(frame, &B, callee->args);                                                      \
        if (recall(m, callee, frame, call))                                                        \
            ANSWERED(*frame);                                                                      \
        if (!qg_machine_charge(m, callee->cost))                                                   \
            GIVE_UP;                                                                               \
        call->ip = ip;                                                                             \
        call->function = function;                                                                 \
        call++;                                                                                    \
        function = callee;                                                                         \
        r = frame;                                                                                 \
        GO(callee->entry);                                                                         \
    } while (0)
#define ANSWER(value) PUT(value, NULL)
#define ANSWER_JUMP_NO(value)                                                                      \
    do {                                                                                           \
        struct qg_value answer = (value);                                                          \
        FIRST(answer);                                                                             \
        GO_IF(answer.hi == 0, ip->imm);                                                            \
    } while (0)

// The end of a rule: on to the next one of the batch, with the arguments in place again.
#define END_RULE(applies_, holds_)                                                                 \
    do {                                                                                           \
        batch->out[judged] = (struct qg_check){(applies_), (holds_)};                              \
        if (++judged == batch->count)                                                              \
            return judged;                                                                         \
        function = &m->callees[batch->checks[judged]];                                             \
        copy_values(r, batch->args, function->args);                                               \
        GO(function->entry);                                                                       \
    } while (0)

// One loop for all instructions: this function is long, and so is its like in run_traced.c. The
// first of `calls` is already begun where a function is run and not a batch.
// NOLINTNEXTLINE(readability-function-size)
static uint32_t run(struct qg_machine *m, const struct qg_callee *function,
                    const struct qg_batch *batch, struct call *call) {
    const struct qg_program *program = m->program;
    const struct qg_instr *code = m->fused, *ip = code + function->entry;
    const struct qg_field_view *fields = m->fields;
    int32_t *slots = m->record->slots;
    struct qg_value *r = m->stack;
    uint32_t judged = 0;
#if defined(__GNUC__)
    static const void *const labels[] = {
#define QG_OP(name, mnemonic, form, effect) &&op_##name,
#include "opcodes.def"
#undef QG_OP
#define QG_FUSE(first, second, operand) &&op_##first##_##second,
#include "fuse.def"
#undef QG_FUSE
    };
#endif
    // clang-format off
    START {
#include "machine_ops.h"

        OP(CALL)
            MAKE_CALL(ANSWER);
        OP(RETURN) {
            struct qg_value result = A;
            call--;
            if (call->keep != KEEP_NOWHERE)
                keep(m, call, result);
            if (call->function == NULL) {
                *r = result;
                return 0;
            }
            function = call->function;
            ip = call->ip;
            r -= function->registers;
            PUT(result, NULL);
        }
        OP(OUTCOME)
            END_RULE(A, B);

        // Pairs (fuse.def). Each half writes what it would by itself.
        OP(NESTED_LOAD) {
            struct qg_value region = qg_nested(&fields[ip->imm], B);
            FIRST(region);
            PUT(qg_loaded(&fields[ip->imm], qg_slot_of(slots, &fields[ip->imm], region)), NULL);
        }
        OP(NESTED_RECORDED) {
            struct qg_value region = qg_nested(&fields[ip->imm], B);
            FIRST(region);
            PUT(qg_recorded_of(m, region.lo, ip->imm), NULL);
        }
        OP(NESTED_LIST) {
            struct qg_value region = qg_nested(&fields[ip->imm], B);
            FIRST(region);
            PUT(qg_list_of(m, region.lo, ip->imm), NULL);
        }
        OP(LOAD_EQ_I) {
            struct qg_value value = qg_loaded(&fields[ip->imm], qg_slot_of(slots, &fields[ip->imm], B));
            FIRST(value);
            PUT(qg_equal(value, qg_exactly(ip->imm)), NULL);
        }
        OP(LIST_EACH) {
            struct qg_value list = qg_list_of(m, B.lo, ip->imm);
            FIRST(list);
            int32_t first = list.lo > 0 ? slots[list.lo + QG_LIST_FIRST] : 0;
            if (first == 0)
                GO(ip->imm);
            PUT(qg_exactly(first), NULL);
        }
        OP(AND_JUMP_NO) {
            struct qg_value both = qg_and(B, C);
            FIRST(both);
            GO_IF(both.hi == 0, ip->imm);
        }
        OP(OR_JUMP_YES) {
            struct qg_value either = qg_or(B, C);
            FIRST(either);
            GO_IF(either.lo == 1, ip->imm);
        }
        OP(EQ_I_JUMP_NO) {
            struct qg_value equal = qg_equal(B, qg_exactly(ip->imm));
            FIRST(equal);
            GO_IF(equal.hi == 0, ip->imm);
        }
        OP(RECORDED_JUMP_NO) {
            struct qg_value recorded = qg_recorded_of(m, B.lo, ip->imm);
            FIRST(recorded);
            GO_IF(recorded.hi == 0, ip->imm);
        }
        OP(CALL_JUMP_NO)
            MAKE_CALL(ANSWER_JUMP_NO);
        OP(AND_OUTCOME) {
            FIRST(qg_and(B, C));
            END_RULE(A, B);
        }
    }
    // clang-format on
give_up:
    return judged;
}

uint32_t qg_run_batch(struct qg_machine *m, const struct qg_batch *batch) {
    const struct qg_callee *first = &m->callees[batch->checks[0]];
    struct call calls[QG_CALL_DEPTH + 1];
    if (!charge_batch(m, batch))
        return 0;
    copy_values(m->stack, batch->args, first->args);
    return run(m, first, batch, calls);
}

void qg_run_plain(struct qg_machine *m, const struct qg_callee *function) {
    struct call calls[QG_CALL_DEPTH + 2];
    calls[0].function = NULL;
    if (recall(m, function, m->stack, calls) || !qg_machine_charge(m, function->cost))
        return;
    (void)run(m, function, NULL, calls + 1);
}
