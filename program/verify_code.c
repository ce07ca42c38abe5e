// SPDX-License-Identifier: Apache-2.0
//
// Abstract interpretation of each function: what shape every register has before every
// instruction. Control goes forward but for the ends of loops, so one pass over the code in its
// order meets every way into an instruction but those; passes are repeated until the loops bring
// nothing new. Shapes only ever lose precision where ways meet, so this ends.
#include "verify_state.h"

static bool goes_on(uint8_t op) {
    return op != QG_OP_JUMP && op != QG_OP_RETURN && op != QG_OP_OUTCOME;
}

static bool pass(struct qg_code *c) {
    qg_code_enter(c);
    for (c->at = c->function->entry; c->at < c->function->end; c->at++) {
        c->ip = &c->program->code[c->at];
        if (c->ip->op >= QG_OP_LIMIT)
            return qg_code_refuse(c, "code: no such instruction");
        if (!qg_code_arrive(c))
            return false;
        if (!c->now.reached)
            continue;
        if (!qg_code_step(c))
            return false;
        c->now.reached = goes_on(c->ip->op);
    }
    c->at--;
    return !c->now.reached || qg_code_refuse(c, "code: runs past the end of its function");
}

static bool check_masks(struct qg_code *c) {
    if ((c->readings & ~c->function->readings) != 0)
        return qg_code_refuse(c, "code: uses a reading that its function does not name");
    return !c->terms || c->function->terms || qg_code_refuse(c, "code: uses terms unannounced");
}

static bool check_function(struct qg_code *c, uint32_t index) {
    c->function = &c->program->functions[index];
    c->at = c->function->entry;
    c->readings = 0;
    c->terms = false;
    qg_arena_reset(&c->arena);
    c->states = qg_arena_array(&c->arena, c->function->end - c->function->entry, sizeof *c->states);
    c->now.registers =
        qg_arena_array(&c->arena, c->function->registers + 1U, sizeof *c->now.registers);
    if (c->states == NULL || c->now.registers == NULL)
        return qg_flaw_starve(c->out);
    do {
        c->moved = false;
        if (!pass(c))
            return false;
    } while (c->moved);
    return check_masks(c);
}

// ---- Calls -------------------------------------------------------------------------------------

// How deep calls go from this function. The recursion ends where they go deeper than they may,
// which a cycle does.
static bool measure(struct qg_code *c, uint32_t index, uint32_t level) {
    const struct qg_function *function = &c->program->functions[index];
    uint8_t deepest = 0;
    c->at = function->entry;
    if (level > QG_CALL_DEPTH)
        return qg_code_refuse(c, "code: calls nest too deep, or in a circle");
    for (uint32_t i = function->entry; i < function->end; i++) {
        const struct qg_instr *ip = &c->program->code[i];
        if (ip->op != QG_OP_CALL)
            continue;
        c->at = i;
        if (!qg_is_index(ip->imm, c->program->function_count))
            return qg_code_refuse(c, "code: calls no function");
        if (c->depths[ip->imm] == 0 && !measure(c, (uint32_t)ip->imm, level + 1))
            return false;
        deepest = c->depths[ip->imm] > deepest ? c->depths[ip->imm] : deepest;
    }
    if (level + deepest > QG_CALL_DEPTH)
        return qg_code_refuse(c, "code: calls nest too deep, or in a circle");
    c->depths[index] = (uint8_t)(deepest + 1);
    return true;
}

// The type whose fields hold regions of each type, where it is only one.
static void find_owners(struct qg_code *c) {
    const struct qg_schema *schema = &c->program->schema;
    for (uint32_t i = 0; i < schema->type_count; i++)
        c->owners[i] = QG_NONE;
    for (uint32_t i = 0; i < schema->field_count; i++) {
        const struct qg_field *field = &schema->fields[i];
        bool holds = field->kind == QG_KIND_OBJECT ||
                     (field->kind == QG_KIND_LIST && field->element == QG_KIND_OBJECT);
        if (!holds || c->owners[field->type] == field->owner)
            continue;
        c->owners[field->type] = c->owners[field->type] == QG_NONE ? field->owner : -2;
    }
    for (uint32_t i = 0; i < schema->type_count; i++)
        if (c->owners[i] < 0 || schema->types[i].is_record)
            c->owners[i] = QG_NONE;
}

static bool check_functions(struct qg_code *c) {
    for (uint32_t i = 0; i < c->program->function_count; i++)
        if (c->depths[i] == 0 && !measure(c, i, 0))
            return false;
    for (uint32_t i = 0; i < c->program->function_count; i++)
        if (!check_function(c, i))
            return false;
    return true;
}

bool qg_verify_code(const struct qg_program *program, struct qg_flaw *out) {
    struct qg_code c = {.program = program, .out = out};
    struct qg_arena tables;
    qg_arena_init(&c.arena, "verify");
    qg_arena_init(&tables, "verify tables");
    c.depths = qg_arena_array(&tables, program->function_count, sizeof *c.depths);
    c.owners = qg_arena_array(&tables, program->schema.type_count, sizeof *c.owners);
    bool ok = c.depths != NULL && c.owners != NULL ? true : qg_flaw_starve(out);
    if (ok) {
        find_owners(&c);
        ok = check_functions(&c);
    }
    qg_arena_free(&tables);
    qg_arena_free(&c.arena);
    return ok;
}
