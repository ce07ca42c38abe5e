// SPDX-License-Identifier: Apache-2.0
//
// The counting run: the same instructions as in the plain one, none of them fused, and for each
// function how many were executed (profile.h). Calls are calls of C.
#include "profile.h"

#include "loop.h"
#include "remember.h"

#include <stdlib.h>
#include <time.h>

bool qg_profile_init(struct qg_profile *profile, const struct qg_program *program) {
    *profile = (struct qg_profile){0};
    profile->functions = calloc((size_t)program->function_count + 1, sizeof *profile->functions);
    return profile->functions != NULL;
}

void qg_profile_free(struct qg_profile *profile) {
    free(profile->functions);
    *profile = (struct qg_profile){0};
}

// ---- Steps -------------------------------------------------------------------------------------

// The steps that calls and loops pay beforehand are those of the instructions to come, which are
// counted one by one.
static inline bool pays_for_itself(uint8_t op) {
    return op != QG_OP_CALL && op != QG_OP_NEXT && op != QG_OP_NEXT_VALUE && op != QG_OP_RETURN &&
           op != QG_OP_OUTCOME;
}

static inline void count_steps(struct qg_profile *profile, struct qg_profiled *here,
                               const struct qg_machine *m, uint8_t op) {
    uint64_t steps = 1;
    if (profile->pays && profile->left > m->steps)
        steps += (uint64_t)(profile->left - m->steps);
    profile->left = m->steps;
    profile->pays = pays_for_itself(op);
    profile->steps += steps;
    here->steps += steps;
}

// ---- The run -----------------------------------------------------------------------------------

static void run(struct qg_machine *m, const struct qg_callee *function, struct qg_value *r);

// Leaves the result in `frame`, where the arguments stand.
static bool answer(struct qg_machine *m, const struct qg_callee *callee, struct qg_value *frame) {
    struct qg_keep keep;
    if (qg_recall(&keep, m, callee, frame))
        return true;
    if (!qg_machine_charge(m, callee->cost))
        return false;
    run(m, callee, frame);
    if (!m->exhausted)
        qg_keep(m, &keep, *frame);
    return !m->exhausted;
}

static bool call(struct qg_machine *m, const struct qg_callee *callee, struct qg_value *frame,
                 const struct qg_value *args) {
    for (uint32_t i = 0; i < callee->args; i++)
        frame[i] = args[i];
    return answer(m, callee, frame);
}

static void end_rule(struct qg_value *r, const struct qg_instr *ip) {
    struct qg_value applies = r[ip->a], holds = r[ip->b];
    r[0] = applies;
    r[1] = holds;
}

#define WHY(trace) (void)0
#define COUNT      count_steps(profile, here, m, ip->op)
#undef DISPATCH
#undef START
#if defined(__GNUC__)
#define DISPATCH                                                                                   \
    do {                                                                                           \
        COUNT;                                                                                     \
        goto *labels[ip->op];                                                                      \
    } while (0)
#define START DISPATCH;
#else
#define DISPATCH goto dispatch
#define START                                                                                      \
    dispatch:                                                                                      \
    COUNT;                                                                                         \
    switch (ip->op)
#endif

// One loop for all instructions.
// NOLINTNEXTLINE(readability-function-size)
static void run(struct qg_machine *m, const struct qg_callee *function, struct qg_value *r) {
    const struct qg_program *program = m->program;
    const struct qg_instr *code = program->code, *ip = code + function->entry;
    const struct qg_field_view *fields = m->fields;
    int32_t *slots = m->record->slots;
    struct qg_profile *profile = m->settings->profile;
    struct qg_profiled *here = &profile->functions[function - m->callees];
#if defined(__GNUC__)
    static const void *const labels[] = {
#define QG_OP(name, mnemonic, form, effect) &&op_##name,
#include "opcodes.def"
#undef QG_OP
    };
#endif
    here->runs++;
    // clang-format off
    START {
#include "machine_ops.h"

        OP(CALL) {
            struct qg_value *frame = r + function->registers;
            if (!call(m, &m->callees[ip->imm], frame, &B))
                GIVE_UP;
            PUT(*frame, NULL);
        }
        OP(RETURN)
            r[0] = A;
            return;
        OP(OUTCOME)
            end_rule(r, ip);
            return;
    }
    // clang-format on
give_up:
    r[0] = qg_anything_of((enum qg_kind)function->result);
    r[1] = QG_TRUTH_UNKNOWN;
}

// ---- Turns -------------------------------------------------------------------------------------

static uint64_t clock_now(void) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

// A turn under way.
struct turn {
    struct qg_profiled *of;
    uint64_t steps, began; // of all functions before it; 0: it is not timed
};

static struct turn begin(struct qg_profile *profile, const struct qg_machine *m,
                         uint32_t function) {
    struct qg_profiled *of = &profile->functions[function];
    bool timed = profile->timed && of->turns % QG_PROFILE_SAMPLE == 0;
    of->turns++;
    profile->left = m->steps;
    profile->pays = false;
    return (struct turn){of, profile->steps, timed ? clock_now() : 0};
}

static void end(struct qg_profile *profile, const struct turn *turn) {
    turn->of->turn_steps += profile->steps - turn->steps;
    if (turn->began == 0)
        return;
    turn->of->nanoseconds += clock_now() - turn->began;
    turn->of->samples++;
}

static struct qg_check judge(const struct qg_chain *chain, int32_t rule) {
    struct qg_machine *m = chain->machine;
    const struct qg_callee *function = &m->callees[rule];
    if (!qg_machine_charge(m, function->cost))
        return QG_UNDECIDED;
    for (uint32_t i = 0; i < function->args; i++)
        m->stack[i] = chain->args[i];
    run(m, function, m->stack);
    return m->exhausted ? QG_UNDECIDED : (struct qg_check){m->stack[0], m->stack[1]};
}

void qg_count_batch(struct qg_batch *batch) {
    for (uint32_t i = 0; i < batch->count; i++) {
        const struct qg_machine *m = batch->chains[i]->machine;
        struct qg_profile *profile = m->settings->profile;
        struct turn turn = begin(profile, m, (uint32_t)batch->check);
        struct qg_check check = judge(batch->chains[i], batch->check);
        end(profile, &turn);
        qg_batch_take(batch, i, check);
    }
}

struct qg_value qg_count_value(struct qg_machine *m, const struct qg_callee *function,
                               const struct qg_value *args) {
    struct qg_profile *profile = m->settings->profile;
    struct turn turn = begin(profile, m, (uint32_t)(function - m->callees));
    bool known = call(m, function, m->stack, args);
    end(profile, &turn);
    return known ? m->stack[0] : qg_anything_of((enum qg_kind)function->result);
}
