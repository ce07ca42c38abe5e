// SPDX-License-Identifier: Apache-2.0

#include "replay.h"

#include "facts.h"
#include "locate.h"

// Each tree has the steps of a whole record to itself: probes cost what the check did.
void qg_replay_start(struct qg_replay *replay) {
    qg_machine_reset(replay->machine);
    replay->left = QG_STEPS;
    replay->shown.len = 0;
}

void qg_replay_free(struct qg_replay *replay) {
    qg_vec_free(&replay->shown);
}

// ---- Steps -------------------------------------------------------------------------------------

struct qg_why_step *qg_replay_step(struct qg_replay *replay, struct qg_why_step *above,
                                   enum qg_why_role role) {
    struct qg_why_step *step = NULL;
    if (replay->left > 0)
        step = qg_arena_alloc(replay->arena, sizeof *step);
    else if (above != NULL)
        above->cut = true;
    if (step == NULL) {
        replay->failed = replay->failed || replay->left > 0;
        return NULL;
    }
    replay->left--;
    step->role = role;
    if (above != NULL && above->last != NULL)
        above->last->next = step;
    else if (above != NULL)
        above->first = step;
    if (above != NULL)
        above->last = step;
    return step;
}

// ---- Values ------------------------------------------------------------------------------------

// Keeps what was built, which is then done with.
static struct qg_str keep(struct qg_replay *replay, struct qg_text *text) {
    struct qg_str kept = {0};
    if (text->failed || (text->len > 0 && !qg_text_keep(replay->arena, text, &kept)))
        replay->failed = true;
    qg_text_free(text);
    return kept;
}

struct qg_str qg_replay_json(struct qg_replay *replay, uint32_t ref, int32_t field) {
    struct qg_text text = {0};
    qg_fact_json(replay->machine->record, ref, field, &text);
    return keep(replay, &text);
}

// An element goes by its place in the record, a list by its length.
static void reference_json(const struct qg_replay *replay, struct qg_shape shape, int32_t value,
                           struct qg_text *out) {
    const struct qg_record *record = replay->machine->record;
    struct qg_text pointer = {0};
    if (shape.kind == QG_KIND_LIST) {
        qg_text_number(out, value > 0 ? record->slots[value + QG_LIST_COUNT] : 0);
    } else if (value == 0) {
        qg_text_addz(out, "null");
    } else {
        qg_record_pointer(record, (uint32_t)value, QG_NONE, &pointer);
        qg_json_quote(out, qg_text_str(&pointer));
    }
    out->failed = out->failed || pointer.failed;
    qg_text_free(&pointer);
}

struct qg_str qg_replay_value(struct qg_replay *replay, struct qg_shape shape,
                              struct qg_value value) {
    bool reference = shape.kind == QG_KIND_OBJECT || shape.kind == QG_KIND_LIST;
    struct qg_text text = {0};
    if (value.lo != value.hi || (reference && value.lo < 0))
        return (struct qg_str){0};
    if (reference)
        reference_json(replay, shape, value.lo, &text);
    else
        qg_value_json(replay->machine->record, shape, value.lo, &text);
    return keep(replay, &text);
}

void qg_replay_place(struct qg_replay *replay, uint32_t ref, int32_t field,
                     struct qg_location *out) {
    struct qg_text pointer = {0};
    qg_record_pointer(replay->machine->record, ref, field, &pointer);
    size_t offset = qg_locate(replay->raw->text, qg_text_str(&pointer));
    struct qg_place place = qg_locate_place(replay->raw->text, replay->raw->place, 0, offset);
    *out = (struct qg_location){replay->file, place.line, place.column, keep(replay, &pointer)};
}

// ---- Expressions -------------------------------------------------------------------------------

static const struct qg_outline_node *node_at(const struct qg_replay *replay, int32_t node) {
    return &replay->outline->nodes[node];
}

static struct qg_value ask(struct qg_replay *replay, const struct qg_replay_frame *frame,
                           int32_t probe) {
    return qg_machine_value(replay->machine, probe, frame->vars);
}

static struct qg_value value_of(struct qg_replay *replay, const struct qg_replay_frame *frame,
                                int32_t node) {
    return node == QG_NONE ? (struct qg_value){0, 1}
                           : ask(replay, frame, node_at(replay, node)->probe);
}

static void replay_children(struct qg_replay *replay, struct qg_replay_frame *frame,
                            struct qg_why_step *step) {
    const int32_t *children = replay->outline->children + step->node->first;
    for (uint32_t i = 0; i < step->node->count; i++)
        qg_replay_node(replay, frame, step, QG_STEP_PART, children[i]);
}

// The parts of a conjunction (`decides` 0) or a disjunction (1). In brief those that agree with
// the whole: of a no the parts that are no, of an unknown those that are unknown.
static void replay_logic(struct qg_replay *replay, struct qg_replay_frame *frame,
                         struct qg_why_step *step, int32_t decides) {
    const int32_t *children = replay->outline->children + step->node->first;
    bool decided = step->value.lo == step->value.hi;
    bool all = !frame->brief || (decided && step->value.lo != decides);
    for (uint32_t i = 0; i < step->node->count; i++) {
        struct qg_value value = all ? step->value : value_of(replay, frame, children[i]);
        if (value.lo == step->value.lo && value.hi == step->value.hi)
            qg_replay_node(replay, frame, step, QG_STEP_PART, children[i]);
    }
}

static void replay_fact(struct qg_replay *replay, struct qg_replay_frame *frame,
                        struct qg_why_step *step) {
    struct qg_value element = ask(replay, frame, step->node->base);
    if (element.lo > 0) {
        uint32_t ref = (uint32_t)element.lo;
        const struct qg_field *field = &replay->machine->program->schema.fields[step->node->field];
        qg_replay_place(replay, ref, step->node->field, &step->at);
        int32_t slot = replay->machine->record->slots[ref + field->slot];
        step->recorded = slot >= 0;
        step->unreadable = slot == QG_SLOT_UNREADABLE;
        if (step->recorded)
            step->as_recorded = qg_replay_json(replay, ref, step->node->field);
    }
    replay_children(replay, frame, step);
}

static void replay_branches(struct qg_replay *replay, struct qg_replay_frame *frame,
                            struct qg_why_step *step) {
    const int32_t *children = replay->outline->children + step->node->first;
    struct qg_value condition = ask(replay, frame, step->node->base);
    bool taken[] = {true, condition.hi == 1, condition.lo == 0};
    for (uint32_t i = 0; i < 3; i++)
        if (taken[i] && children[i] != QG_NONE)
            qg_replay_node(replay, frame, step, QG_STEP_PART, children[i]);
}

// The rows of a table that may be the one: as a rule there is one and it is. `else` is, if no other
// surely is.
static void replay_rows(struct qg_replay *replay, struct qg_replay_frame *frame,
                        struct qg_why_step *above, const struct qg_outline_node *table) {
    const int32_t *rows = replay->outline->children + table->first;
    bool found = false;
    for (uint32_t i = 0, possible = 0; i < table->count && !found; i++) {
        const struct qg_outline_node *row = node_at(replay, rows[i]);
        struct qg_value is_it = row->base != QG_NONE ? ask(replay, frame, row->base)
                                                     : (struct qg_value){possible == 0, 1};
        found = is_it.lo == 1;
        if (is_it.hi == 0)
            continue;
        possible++;
        qg_replay_node(replay, frame, above, QG_STEP_PART, rows[i]);
        if (above->last != NULL && above->last->node == row)
            above->last->counts = is_it;
    }
}

// Only what the reading in force says; what the others give is said of the finding as a whole.
static void replay_choice(struct qg_replay *replay, struct qg_replay_frame *frame,
                          struct qg_why_step *step) {
    uint16_t in_force = replay->machine->readings[step->node->index];
    const struct qg_reading *reading = &replay->machine->program->readings[step->node->index];
    int32_t child = replay->outline->children[step->node->first + in_force];
    step->name = reading->values[in_force];
    if (child != QG_NONE)
        qg_replay_node(replay, frame, step, QG_STEP_PART, child);
}

// Whether this was shown in full before, for the same arguments; notes it if it will be now.
static bool was_shown(struct qg_replay *replay, const struct qg_replay_frame *frame,
                      const void *what, const struct qg_value *args, uint32_t count) {
    struct qg_shown_part part = {.what = what};
    if (count > QG_SCOPE_DEPTH)
        return false;
    for (uint32_t i = 0; i < count; i++)
        part.args[i] = args[i];
    for (uint32_t i = 0; i < replay->shown.len; i++) {
        bool same = replay->shown.at[i].what == what;
        for (uint32_t k = 0; k < count && same; k++)
            same = replay->shown.at[i].args[k].lo == args[k].lo &&
                   replay->shown.at[i].args[k].hi == args[k].hi;
        if (same)
            return true;
    }
    if (!frame->brief && !qg_vec_push(&replay->shown, part))
        replay->failed = true;
    return false;
}

// The value of a let is one node, wherever it is used.
static void replay_let(struct qg_replay *replay, struct qg_replay_frame *frame,
                       struct qg_why_step *step) {
    const struct qg_outline_node *node = step->node;
    step->name = node->name;
    if (node->count == 0)
        return;
    const void *value = node_at(replay, replay->outline->children[node->first]);
    struct qg_replay_frame outside = *frame;
    outside.count = frame->args;
    step->repeated = was_shown(replay, frame, value, NULL, 0);
    if (!step->repeated)
        replay_children(replay, &outside, step);
}

// How far a condition is as it must be: 1 it surely is, 0 it surely is not, -1 nobody knows.
static int is_met(struct qg_replay *replay, const struct qg_replay_frame *frame, int32_t node) {
    struct qg_value value = value_of(replay, frame, node);
    if (value.lo != value.hi)
        return -1;
    return node_at(replay, node)->exception ? value.lo == 0 : value.lo == 1;
}

// The conditions of a function. In brief, where some fail, only those.
static void conditions(struct qg_replay *replay, struct qg_replay_frame *frame,
                       struct qg_why_step *above, int32_t function) {
    const struct qg_outline_function *says = &replay->outline->functions[function];
    const int32_t *nodes = replay->outline->children + says->first_when;
    int worst = 1;
    for (uint32_t i = 0; i < says->when_count; i++) {
        int met = is_met(replay, frame, nodes[i]);
        worst = met == 1 || worst == 0 ? worst : met;
    }
    for (uint32_t i = 0; i < says->when_count; i++)
        if (!frame->brief || is_met(replay, frame, nodes[i]) == worst)
            qg_replay_node(replay, frame, above,
                           node_at(replay, nodes[i])->exception ? QG_STEP_EXCEPT : QG_STEP_WHEN,
                           nodes[i]);
}

static void body(struct qg_replay *replay, struct qg_replay_frame *frame, struct qg_why_step *above,
                 enum qg_why_role role, int32_t function) {
    int32_t node = replay->outline->functions[function].body;
    if (node != QG_NONE)
        qg_replay_node(replay, frame, above, role, node);
}

// The recursion ends where calls do: definitions do not call themselves (QG_CALL_DEPTH).
static void replay_call(struct qg_replay *replay, struct qg_replay_frame *frame,
                        struct qg_why_step *step) {
    const struct qg_outline_node *node = step->node;
    const int32_t *args = replay->outline->children + node->first_arg;
    const struct qg_outline_function *says = &replay->outline->functions[node->index];
    struct qg_replay_frame inner = {
        .args = node->args_count, .count = node->args_count, .brief = frame->brief};
    step->name = says->name;
    for (uint32_t i = 0; i < node->args_count; i++)
        inner.vars[i] = ask(replay, frame, args[i]);
    replay_children(replay, frame, step);
    step->repeated = was_shown(replay, frame, says, inner.vars, inner.count);
    if (!step->repeated)
        body(replay, &inner, step, QG_STEP_PART, node->index);
}

static void replay_kind(struct qg_replay *replay, struct qg_replay_frame *frame,
                        struct qg_why_step *step) {
    switch (step->node->kind) {
    case QG_OUTLINE_AND:
        replay_logic(replay, frame, step, 0);
        break;
    case QG_OUTLINE_OR:
        replay_logic(replay, frame, step, 1);
        break;
    case QG_OUTLINE_FACT:
    case QG_OUTLINE_RECORDED:
        replay_fact(replay, frame, step);
        break;
    case QG_OUTLINE_IF:
        replay_branches(replay, frame, step);
        break;
    case QG_OUTLINE_CHOOSE:
        replay_choice(replay, frame, step);
        break;
    case QG_OUTLINE_LET:
        replay_let(replay, frame, step);
        break;
    case QG_OUTLINE_CALL:
        replay_call(replay, frame, step);
        break;
    case QG_OUTLINE_MOVED:
    case QG_OUTLINE_TERM:
    case QG_OUTLINE_ROLL:
    case QG_OUTLINE_DUE:
    case QG_OUTLINE_DUE_COUNT:
        step->start = ask(replay, frame, step->node->base);
        replay_children(replay, frame, step);
        break;
    case QG_OUTLINE_LOOP:
        qg_replay_elements(replay, frame, step);
        break;
    case QG_OUTLINE_SETS:
        qg_replay_members(replay, frame, step);
        break;
    case QG_OUTLINE_TABLE: // has no step of its own
        break;
    case QG_OUTLINE_ROW:
    case QG_OUTLINE_VALUE:
        replay_children(replay, frame, step);
        break;
    }
}

// As deep as the text is nested, and as definitions call each other.
void qg_replay_node(struct qg_replay *replay, struct qg_replay_frame *frame,
                    struct qg_why_step *above, enum qg_why_role role, int32_t at) {
    if (node_at(replay, at)->kind == QG_OUTLINE_TABLE && above != NULL) {
        replay_rows(replay, frame, above, node_at(replay, at));
        return;
    }
    struct qg_why_step *step = qg_replay_step(replay, above, role);
    if (step == NULL)
        return;
    step->node = node_at(replay, at);
    step->shape = step->node->shape;
    step->value = ask(replay, frame, step->node->probe);
    step->json = qg_replay_value(replay, step->shape, step->value);
    if (step->node->inner != QG_NONE)
        step->inner = ask(replay, frame, step->node->inner);
    replay_kind(replay, frame, step);
}

static struct qg_replay_frame frame_of(const struct qg_replay *replay, int32_t function,
                                       const struct qg_value *args, bool brief) {
    uint32_t count = replay->machine->program->functions[function].args;
    struct qg_replay_frame frame = {.args = count, .count = count, .brief = brief};
    for (uint32_t i = 0; i < count; i++)
        frame.vars[i] = args[i];
    return frame;
}

void qg_replay_conditions(struct qg_replay *replay, struct qg_why_step *above, int32_t function,
                          const struct qg_value *args, bool brief) {
    struct qg_replay_frame frame = frame_of(replay, function, args, brief);
    conditions(replay, &frame, above, function);
}

void qg_replay_body(struct qg_replay *replay, struct qg_why_step *above, enum qg_why_role role,
                    int32_t function, const struct qg_value *args, bool brief) {
    struct qg_replay_frame frame = frame_of(replay, function, args, brief);
    body(replay, &frame, above, role, function);
}
