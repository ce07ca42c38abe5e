// SPDX-License-Identifier: Apache-2.0
//
// Why a rule was not judged at all for a record: the loops around it, element by element, down to
// where a list ends or a filter says no.
#include "explained.h"

#include "kernels.h"
#include "subject.h"

struct absence {
    struct qg_replay *replay;
    const struct qg_scope *chain[QG_SCOPE_DEPTH]; // from the record on inwards
    uint8_t depth;
    struct qg_value args[QG_SCOPE_DEPTH];
};

static void enter(struct absence *a, struct qg_why_step *above, uint8_t level);

// The filter of the scope at `level`, and what is inside if it lets the element through.
static void pass(struct absence *a, struct qg_why_step *above, uint8_t level) {
    const struct qg_scope *scope = a->chain[level];
    if (scope->where != QG_NONE) {
        struct qg_value open = qg_machine_value(a->replay->machine, scope->where, a->args);
        qg_replay_body(a->replay, above, QG_STEP_SCOPE, scope->where, a->args, true);
        if (above->last != NULL)
            above->last->name = scope->noun;
        if (open.hi == 0)
            return;
    }
    if (level + 1 < a->depth)
        enter(a, above, (uint8_t)(level + 1));
}

static void visit_element(struct absence *a, struct qg_why_step *above, uint8_t level,
                          int32_t ref) {
    const struct qg_scope *scope = a->chain[level];
    struct qg_why_step *step = qg_replay_step(a->replay, above, QG_STEP_ELEMENT);
    if (step == NULL)
        return;
    a->args[level] = (struct qg_value){ref, ref};
    step->shape = (struct qg_shape){.kind = QG_KIND_BOOL, .list = QG_NONE};
    step->counts = step->value = scope->where == QG_NONE
                                     ? QG_TRUTH_YES
                                     : qg_machine_value(a->replay->machine, scope->where, a->args);
    step->json = qg_replay_value(a->replay, step->shape, step->value);
    step->name = qg_region_id(a->replay->machine->record, scope->type, ref);
    qg_replay_place(a->replay, (uint32_t)ref, QG_NONE, &step->at);
    pass(a, step, level);
}

// Loops nest at most QG_SCOPE_DEPTH deep, and so does this.
static void enter(struct absence *a, struct qg_why_step *above, uint8_t level) {
    const struct qg_scope *scope = a->chain[level];
    const int32_t *slots = a->replay->machine->record->slots;
    if (scope->kind == QG_SCOPE_RECORD) {
        pass(a, above, level);
        return;
    }
    qg_replay_body(a->replay, above, QG_STEP_PART, scope->list, a->args, true);
    if (scope->kind == QG_SCOPE_NUMBERS) {
        qg_replay_body(a->replay, above, QG_STEP_PART, scope->last, a->args, true);
        return;
    }
    struct qg_value list = qg_machine_value(a->replay->machine, scope->list, a->args);
    int32_t ref = list.lo > 0 ? slots[list.lo + QG_LIST_FIRST] : 0;
    for (; ref != 0 && !a->replay->failed; ref = slots[ref + QG_AT_NEXT])
        visit_element(a, above, level, ref);
}

const struct qg_why_step *qg_explain_absence(struct qg_replay *replay, uint32_t rule) {
    const struct qg_program *program = replay->machine->program;
    struct absence a = {.replay = replay, .args = {{1, 1}}};
    qg_replay_start(replay);
    struct qg_why_step *root = qg_replay_step(replay, NULL, QG_STEP_PART);
    for (int32_t at = program->rules[rule].scope; at != QG_NONE; at = program->scopes[at].parent) {
        a.chain[program->scopes[at].depth - 1] = &program->scopes[at];
        a.depth++;
    }
    if (root != NULL && a.chain[0] != NULL && a.chain[0]->type == replay->machine->record->type)
        enter(&a, root, 0);
    return replay->failed ? NULL : root;
}
