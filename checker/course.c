// SPDX-License-Identifier: Apache-2.0

#include "course.h"

#include "date.h"
#include "facts.h"
#include "redact.h"
#include "why.h"

#include <stdlib.h>

// ---- Terms ------------------------------------------------------------------------------------

static const struct qg_phrase *title_of(const struct qg_schema *schema, int32_t field) {
    const struct qg_phrase *title = field >= 0 ? &schema->fields[field].title : NULL;
    return title != NULL && qg_phrase_given(title) ? title : NULL;
}

static bool pointer_to(const struct qg_record *record, struct qg_arena *arena, uint32_t ref,
                       int32_t field, struct qg_str *out) {
    struct qg_text text = {0};
    if (ref > 0)
        qg_record_pointer(record, ref, field, &text);
    bool kept = qg_text_keep(arena, &text, out);
    qg_text_free(&text);
    return kept;
}

static bool is_told(const struct qg_terms *terms, const struct qg_moment *term) {
    for (uint32_t i = 0; i < terms->count; i++)
        if (terms->at[i].from == term->from && qg_str_equal(terms->at[i].pointer, term->pointer))
            return true;
    return false;
}

bool qg_terms_collect(struct qg_machine *m, struct qg_arena *arena,
                      const struct qg_instance *instance, struct qg_why *holds,
                      struct qg_terms *out) {
    const struct qg_limit *limits = NULL;
    bool asked = instance->outcome == QG_VIOLATED || instance->outcome == QG_UNDETERMINED;
    uint32_t count = asked ? qg_why_limits(m, holds, &limits) : 0;
    struct qg_moment *terms = qg_arena_array(arena, (size_t)count + 1, sizeof *terms);
    *out = (struct qg_terms){terms, 0};
    if (terms == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        struct qg_fact_ref at = limits[i].measured;
        if (limits[i].day < 0 || limits[i].day > QG_DATE_MAX)
            continue; // no day that a record could name
        struct qg_moment *term = &terms[out->count];
        *term = (struct qg_moment){.title = title_of(m->record->schema, at.field),
                                   .from = limits[i].day,
                                   .to = limits[i].day,
                                   .term = true,
                                   .rule = (int32_t)instance->rule};
        if (!pointer_to(m->record, arena, at.ref, at.field, &term->pointer))
            return false;
        out->count += !is_told(out, term);
    }
    return true;
}

// ---- Days -------------------------------------------------------------------------------------

// Goes through everything below a region. Without `moments` it counts.
struct walk {
    const struct qg_record *record;
    struct qg_arena *arena;
    bool titled; // only days with a title
    struct qg_moment *moments;
    uint32_t count;
    bool failed;
};

static bool has_titles(const struct qg_schema *schema) {
    for (uint32_t i = 0; i < schema->field_count; i++)
        if (title_of(schema, (int32_t)i) != NULL)
            return true;
    return false;
}

static void take_day(struct walk *w, uint32_t ref, int32_t field, int32_t day) {
    const struct qg_phrase *title = title_of(w->record->schema, field);
    char name[QG_PSEUDONYM + 1];
    if (day < 0 || day == QG_DATE_ONGOING || (w->titled && title == NULL) ||
        qg_redact_day(w->record, day, name)) // a birth is nothing that happened in it
        return;
    if (w->moments != NULL) {
        struct qg_moment *moment = &w->moments[w->count];
        *moment = (struct qg_moment){.title = title, .from = day, .to = day, .rule = QG_NONE};
        w->failed |= !pointer_to(w->record, w->arena, ref, field, &moment->pointer);
    }
    w->count++;
}

static void take_region(struct walk *w, uint32_t ref, uint16_t type);

static void take_list(struct walk *w, int32_t list, uint16_t type) {
    const int32_t *slots = w->record->slots;
    for (int32_t at = list > 0 ? slots[list + QG_LIST_FIRST] : 0; at > 0;
         at = slots[at + QG_AT_NEXT])
        take_region(w, (uint32_t)at, type);
}

// Recursion is as deep as types hold types, which is limited.
static void take_region(struct walk *w, uint32_t ref, uint16_t type) {
    const struct qg_schema *schema = w->record->schema;
    uint32_t first = schema->types[type].first_field;
    for (uint32_t i = first; i < first + schema->types[type].field_count; i++) {
        const struct qg_field *field = &schema->fields[i];
        int32_t slot = w->record->slots[ref + field->slot];
        if (field->kind == QG_KIND_DATE)
            take_day(w, ref, (int32_t)i, slot);
        else if (field->kind == QG_KIND_OBJECT)
            take_region(w, ref + field->slot, field->type);
        else if (field->kind == QG_KIND_LIST && field->element == QG_KIND_OBJECT)
            take_list(w, slot, field->type);
    }
}

// ---- The course -------------------------------------------------------------------------------

bool qg_course_concerns(const struct qg_told *told, uint32_t ref) {
    const struct qg_finding *finding = told->finding;
    bool open = finding->outcome == QG_VIOLATED || finding->outcome == QG_UNDETERMINED;
    if (!open || finding->rule == QG_NONE || finding->silenced_by != QG_NONE)
        return false;
    for (uint8_t i = 0; i < finding->subject_count; i++)
        if (finding->subject[i].ref == ref)
            return true;
    return false;
}

static void add_terms(struct walk *w, const struct qg_told *told, uint32_t count, uint32_t ref) {
    for (uint32_t i = 0; i < count; i++) {
        if (!qg_course_concerns(&told[i], ref))
            continue;
        for (uint32_t k = 0; k < told[i].terms.count; k++)
            w->moments[w->count++] = told[i].terms.at[k];
    }
}

static uint32_t most_terms(const struct qg_told *told, uint32_t count) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++)
        most += told[i].terms.count;
    return most;
}

// By day; recorded days before terms; else in the order of the record and of the rules.
static int by_day(const void *left, const void *right) {
    const struct qg_moment *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->term != b->term)
        return a->term ? 1 : -1;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    return qg_str_compare(a->pointer, b->pointer);
}

bool qg_course_make(const struct qg_record *record, struct qg_arena *arena,
                    const struct qg_subject *of, const struct qg_told *told, uint32_t count,
                    struct qg_course *out) {
    struct walk w = {.record = record, .arena = arena, .titled = has_titles(record->schema)};
    uint16_t type = qg_record_type(record, of->ref);
    take_region(&w, of->ref, type);
    w.moments =
        qg_arena_array(arena, (size_t)w.count + most_terms(told, count) + 1, sizeof *w.moments);
    w.count = 0;
    if (w.moments == NULL)
        return false;
    take_region(&w, of->ref, type);
    add_terms(&w, told, count, of->ref);
    if (w.count > 1)
        qsort(w.moments, w.count, sizeof *w.moments, by_day);
    *out = (struct qg_course){.of = *of, .moments = w.moments, .count = w.count};
    return !w.failed;
}
