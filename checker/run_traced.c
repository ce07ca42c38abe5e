// SPDX-License-Identifier: Apache-2.0
//
// The tracing run: the same instructions, and for every register the facts that its value rests
// on. Only what will be reported is run so; calls are calls of C.
#include "loop.h"

static void run(struct qg_machine *m, const struct qg_callee *function, struct qg_value *r);

// The whys of a frame's registers.
static inline struct qg_why **whys_of(const struct qg_machine *m, const struct qg_value *frame) {
    return m->why + (frame - m->stack);
}

static bool run_anew(struct qg_machine *m, const struct qg_callee *callee, struct qg_value *frame) {
    if (qg_machine_charge(m, callee->cost))
        run(m, callee, frame);
    return !m->exhausted;
}

static bool run_into_memo(struct qg_machine *m, const struct qg_callee *callee,
                          struct qg_value *frame) {
    uint32_t slot = (uint32_t)frame->lo + (uint32_t)callee->memo;
    struct qg_why **why = whys_of(m, frame);
    const struct qg_memo_entry *entry = qg_memo_find(&m->memo, slot);
    if (entry != NULL && entry->traced) {
        *frame = entry->value;
        *why = entry->why;
        return true;
    }
    if (!run_anew(m, callee, frame))
        return false;
    qg_memo_put(&m->memo,
                (struct qg_memo_entry){.slot = slot, .value = *frame, .why = *why, .traced = true});
    return true;
}

bool qg_run_traced(struct qg_machine *m, const struct qg_callee *function, struct qg_value *frame) {
    return function->how == QG_CALL_SLOTS && frame->lo > 0 ? run_into_memo(m, function, frame)
                                                           : run_anew(m, function, frame);
}

static bool call(struct qg_machine *m, const struct qg_callee *callee, struct qg_value *frame,
                 const struct qg_value *args) {
    for (uint32_t i = 0; i < callee->args; i++) {
        frame[i] = args[i];
        whys_of(m, frame)[i] = whys_of(m, args)[i];
    }
    return qg_run_traced(m, callee, frame);
}

// The two results of a rule are put where callers look for them; they may stand there already, in
// the other order.
static void end_rule(struct qg_value *r, struct qg_why **w, const struct qg_instr *ip) {
    struct qg_value applies = r[ip->a], holds = r[ip->b];
    struct qg_why *why_applies = w[ip->a], *why_holds = w[ip->b];
    r[0] = applies;
    r[1] = holds;
    w[0] = why_applies;
    w[1] = why_holds;
}

#define WHY(trace) (trace)

// One loop for all instructions.
// NOLINTNEXTLINE(readability-function-size)
static void run(struct qg_machine *m, const struct qg_callee *function, struct qg_value *r) {
    const struct qg_program *program = m->program;
    const struct qg_instr *code = program->code, *ip = code + function->entry;
    const struct qg_field_view *fields = m->fields;
    int32_t *slots = m->record->slots;
    struct qg_why **w = whys_of(m, r);
#if defined(__GNUC__)
    static const void *const labels[] = {
#define QG_OP(name, mnemonic, form, effect) &&op_##name,
#include "opcodes.def"
#undef QG_OP
    };
#endif
    // clang-format off
    START {
#include "machine_ops.h"

        OP(CALL) {
            struct qg_value *frame = r + function->registers;
            if (!call(m, &m->callees[ip->imm], frame, &B))
                GIVE_UP;
            PUT(*frame, *whys_of(m, frame));
        }
        OP(RETURN)
            w[0] = w[ip->a];
            r[0] = A;
            return;
        OP(OUTCOME)
            end_rule(r, w, ip);
            return;
    }
    // clang-format on
give_up:
    r[0] = qg_anything_of((enum qg_kind)function->result);
    r[1] = QG_TRUTH_UNKNOWN;
    w[0] = w[1] = NULL;
}
