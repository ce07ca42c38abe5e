// SPDX-License-Identifier: Apache-2.0
//
// Loops and relations of lists, element by element: what is a number or a truth in the program is
// here the elements that make it up.
#include "replay.h"

#include "kernels.h"
#include "subject.h"

// The list of a loop on its way through: elements, or plain values.
struct walker {
    const struct qg_record *record;
    bool scalars;
    int32_t at;   // element or slot
    int32_t left; // still to come
};

static struct walker begin(const struct qg_record *record, struct qg_value list, bool scalars) {
    struct walker w = {.record = record, .scalars = scalars};
    if (list.lo <= 0)
        return w;
    w.left = record->slots[list.lo + QG_LIST_COUNT];
    w.at = scalars ? list.lo + 1 : record->slots[list.lo + QG_LIST_FIRST];
    return w;
}

static void advance(struct walker *w) {
    w->left--;
    w->at = w->scalars ? w->at + 1 : w->record->slots[w->at + QG_AT_NEXT];
}

// What the loop's variable is; a value that could not be read may be any.
static struct qg_value variable(const struct walker *w) {
    int32_t value = w->scalars ? w->record->slots[w->at] : w->at;
    return value >= 0 ? (struct qg_value){value, value} : (struct qg_value){0, INT32_MAX};
}

static struct qg_shape element_shape(const struct qg_field *list) {
    return (struct qg_shape){.kind = list->element,
                             .enumeration = list->enumeration,
                             .type = list->type,
                             .list = QG_NONE};
}

static struct qg_shape truth(void) {
    return (struct qg_shape){.kind = QG_KIND_BOOL, .list = QG_NONE};
}

// Says which element it is: by its id, else by its value or its place.
static void identify(struct qg_replay *replay, const struct walker *w, const struct qg_field *list,
                     struct qg_why_step *step) {
    step->name = w->scalars ? qg_replay_value(replay, element_shape(list), variable(w))
                            : qg_region_id(w->record, list->type, w->at);
    if (!w->scalars)
        qg_replay_place(replay, (uint32_t)w->at, QG_NONE, &step->at);
}

static struct qg_value ask_or(struct qg_replay *replay, const struct qg_replay_frame *frame,
                              int32_t probe, struct qg_value otherwise) {
    return probe == QG_NONE ? otherwise : qg_machine_value(replay->machine, probe, frame->vars);
}

// Of elements that surely do not count, the value is nobody's business.
static void replay_element(struct qg_replay *replay, struct qg_replay_frame *frame,
                           const struct qg_why_step *loop, struct qg_why_step *step) {
    const struct qg_outline_node *node = loop->node;
    step->counts = ask_or(replay, frame, node->matches, QG_TRUTH_YES);
    step->shape = node->value == QG_NONE ? truth() : node->shape;
    step->value = ask_or(replay, frame, node->value, step->counts);
    if (node->value != QG_NONE && node->body != QG_NONE)
        step->shape = replay->outline->nodes[node->body].shape;
    step->json = qg_replay_value(replay, step->shape, step->value);
    if (node->where != QG_NONE)
        qg_replay_node(replay, frame, step, QG_STEP_WHEN, node->where);
    if (node->body != QG_NONE && step->counts.hi == 1)
        qg_replay_node(replay, frame, step, QG_STEP_PART, node->body);
}

void qg_replay_elements(struct qg_replay *replay, struct qg_replay_frame *frame,
                        struct qg_why_step *step) {
    const struct qg_outline_node *node = step->node;
    const struct qg_field *list = &replay->machine->program->schema.fields[node->field];
    struct qg_value all = qg_machine_value(replay->machine, node->base, frame->vars);
    struct walker w = begin(replay->machine->record, all, list->element != QG_KIND_OBJECT);
    bool brief = frame->brief;
    for (uint32_t i = 0; i < node->count; i++)
        qg_replay_node(replay, frame, step, QG_STEP_PART,
                       replay->outline->children[node->first + i]);
    if (frame->count == QG_REGISTERS) // too many variables for any probe to have them all
        return;
    frame->brief = true;
    frame->count++;
    for (; w.left > 0; advance(&w)) {
        struct qg_why_step *element = qg_replay_step(replay, step, QG_STEP_ELEMENT);
        if (element == NULL)
            break;
        frame->vars[frame->count - 1] = variable(&w);
        identify(replay, &w, list, element);
        replay_element(replay, frame, step, element);
        element->chosen = node->loop == QG_OUTLINE_PICK && !w.scalars && step->value.lo == w.at;
    }
    frame->count--;
    frame->brief = brief;
}

// ---- Two lists ---------------------------------------------------------------------------------

static int32_t set_index(const struct qg_program *program, const struct qg_set *set) {
    for (uint32_t i = 0; i < program->set_count; i++) {
        const struct qg_set *s = &program->sets[i];
        if (s->left == set->left && s->left_field == set->left_field && s->right == set->right &&
            s->right_field == set->right_field)
            return (int32_t)i;
    }
    return QG_NONE;
}

// The value of the left list's element at hand, as the relation reads it.
static struct qg_value left_value(const struct qg_replay *replay, const struct walker *w,
                                  int32_t field) {
    if (field == QG_NONE)
        return variable(w);
    uint32_t slot = replay->machine->program->schema.fields[field].slot;
    int32_t value = w->record->slots[(uint32_t)w->at + slot];
    return value >= 0 ? (struct qg_value){value, value} : (struct qg_value){0, INT32_MAX};
}

void qg_replay_members(struct qg_replay *replay, struct qg_replay_frame *frame,
                       struct qg_why_step *step) {
    const struct qg_outline_node *node = step->node;
    struct qg_machine *m = replay->machine;
    const struct qg_field *list = &m->program->schema.fields[node->set.left];
    struct qg_shape shape = element_shape(list);
    struct qg_value left = qg_machine_value(m, node->base, frame->vars);
    struct qg_value right = qg_machine_value(m, node->other, frame->vars);
    struct walker w = begin(m->record, left, node->set.left_field == QG_NONE);
    int32_t set = set_index(m->program, &node->set);
    if (node->set.left_field != QG_NONE)
        shape.kind = m->program->schema.fields[node->set.left_field].kind;
    for (uint32_t i = 0; i < node->count; i++)
        qg_replay_node(replay, frame, step, QG_STEP_PART,
                       replay->outline->children[node->first + i]);
    for (; w.left > 0 && set != QG_NONE; advance(&w)) {
        struct qg_why_step *member = qg_replay_step(replay, step, QG_STEP_MEMBER);
        if (member == NULL)
            break;
        struct qg_value value = left_value(replay, &w, node->set.left_field);
        member->name = qg_replay_value(replay, shape, value);
        member->shape = truth();
        member->value = qg_sets_member(m, value, right, set);
        member->json = qg_replay_value(replay, member->shape, member->value);
    }
}
