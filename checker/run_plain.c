// SPDX-License-Identifier: Apache-2.0
//
// The plain run: outcomes alone, as fast as may be. A call is no call of C: it notes where it was
// made and goes on in the callee's code.
#include "loop.h"
#include "remember.h"

// A call under way.
struct call {
    const struct qg_instr *ip;        // where it was made
    const struct qg_callee *function; // by whom; NULL: from outside
    struct qg_keep keep;              // what becomes of its result
};

static inline void copy_values(struct qg_value *to, const struct qg_value *from, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        to[i] = from[i];
}

#define WHY(trace) (void)0

// A call: answered at once (and then ANSWERED with its value), or gone into.
#define MAKE_CALL(ANSWERED)                                                                        \
    do {                                                                                           \
        const struct qg_callee *callee = &m->callees[ip->imm];                                     \
        struct qg_value *frame = r + function->registers, known;                                   \
        if (qg_is_answered(&known, m, callee, B))                                                  \
            ANSWERED(known);                                                                       \
        copy_values(frame, &B, callee->args);                                                      \
        if (callee->how != QG_CALL_ANEW && qg_recall(&call->keep, m, callee, frame))               \
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

#define END_RULE(applies_, holds_)                                                                 \
    do {                                                                                           \
        *check = (struct qg_check){(applies_), (holds_)};                                          \
        return;                                                                                    \
    } while (0)

// One loop for all instructions: this function is long, and so is its like in run_traced.c. The
// arguments stand in the first frame, where the result of a function comes to stand; that of a rule
// goes to `check`. `call` is where the next call is noted; the one before it is that which the
// function answers. NOLINTNEXTLINE(readability-function-size)
static void run(struct qg_machine *m, const struct qg_callee *function, struct call *call,
                struct qg_check *check) {
    const struct qg_program *program = m->program;
    const struct qg_instr *code = m->fused, *ip = code + function->entry;
    const struct qg_field_view *fields = m->fields;
    int32_t *slots = m->record->slots;
    struct qg_value *r = m->stack;
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
            if (function->how != QG_CALL_ANEW)
                qg_keep(m, &call->keep, result);
            if (call->function == NULL) {
                *r = result;
                return;
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
    if (check != NULL)
        *check = QG_UNDECIDED;
}

static struct qg_check judged(const struct qg_chain *chain, int32_t rule) {
    struct qg_machine *m = chain->machine;
    const struct qg_callee *function = &m->callees[rule];
    struct call calls[QG_CALL_DEPTH + 1];
    struct qg_check check = QG_UNDECIDED;
    if (!qg_machine_charge(m, function->cost))
        return check;
    copy_values(m->stack, chain->args, function->args);
    run(m, function, calls, &check);
    return check;
}

void qg_run_batch(struct qg_batch *batch) {
    for (uint32_t i = 0; i < batch->count; i++)
        qg_batch_take(batch, i, judged(batch->chains[i], batch->check));
}

struct qg_value qg_run_plain(struct qg_machine *m, const struct qg_callee *function,
                             const struct qg_value *args) {
    struct call calls[QG_CALL_DEPTH + 2];
    calls[0].function = NULL;
    copy_values(m->stack, args, function->args);
    if (!qg_recall(&calls[0].keep, m, function, m->stack) && qg_machine_charge(m, function->cost))
        run(m, function, calls + 1, NULL);
    return m->stack[0];
}
