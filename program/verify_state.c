// SPDX-License-Identifier: Apache-2.0

#include "verify_state.h"

#include <string.h>

void qg_code_enter(struct qg_code *c) {
    for (uint32_t i = 0; i < c->function->registers; i++)
        c->now.registers[i] =
            i < c->function->args
                ? qg_abstract_declared(&c->program->schema, &c->function->arg_shapes[i])
                : (struct qg_abstract){0};
    c->now.reached = true;
}

bool qg_code_flow(struct qg_code *c, uint32_t target) {
    struct qg_code_state *state = &c->states[target - c->function->entry];
    size_t count = c->function->registers;
    bool moved = !state->reached;
    if (state->registers == NULL)
        state->registers = qg_arena_array(&c->arena, count, sizeof *state->registers);
    if (state->registers == NULL)
        return qg_flaw_starve(c->out);
    if (!state->reached && count > 0)
        memcpy(state->registers, c->now.registers, count * sizeof *state->registers);
    for (size_t i = 0; state->reached && i < count; i++) {
        struct qg_abstract met = qg_abstract_meet(state->registers[i], c->now.registers[i]);
        moved = moved || !qg_abstract_equal(met, state->registers[i]);
        state->registers[i] = met;
    }
    state->reached = true;
    c->moved = c->moved || (moved && target <= c->at);
    return true;
}

bool qg_code_arrive(struct qg_code *c) {
    struct qg_code_state *state = &c->states[c->at - c->function->entry];
    if (!state->reached)
        return true;
    if (c->now.reached && !qg_code_flow(c, c->at))
        return false;
    memcpy(c->now.registers, state->registers, c->function->registers * sizeof *state->registers);
    c->now.reached = true;
    return true;
}
