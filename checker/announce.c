// SPDX-License-Identifier: Apache-2.0

#include "announce.h"

#include "origin.h"
#include "subject.h"

// The id or text that a path leads to; empty where it is not recorded or cannot be read.
static struct qg_str text_at(const struct qg_record *record, const struct qg_path *path) {
    uint32_t ref = QG_RECORD_ROOT;
    int32_t symbol = 0;
    for (uint32_t i = 0; i < path->count; i++) {
        const struct qg_field *field = &record->schema->fields[path->fields[i]];
        symbol = record->slots[ref + field->slot];
        ref += field->slot;
    }
    return symbol > 0 ? qg_record_text(record, symbol) : (struct qg_str){0};
}

static struct qg_subject subject_of(const struct qg_record *record) {
    const struct qg_type *type = &record->schema->types[record->type];
    return (struct qg_subject){.noun = type->name,
                               .title = &type->title,
                               .id = qg_region_id(record, record->type, QG_RECORD_ROOT),
                               .index = QG_NONE,
                               .ref = QG_RECORD_ROOT};
}

static bool is_worth_telling(const struct qg_announced *what, const struct qg_verdict *verdict) {
    bool worth = verdict->kind != QG_VERDICT_CLEAN || verdict->flag_count > 0;
    for (uint32_t i = 0; i < what->told_count && !worth; i++)
        worth = qg_course_concerns(&what->told[i], verdict->certification.ref);
    return worth;
}

// Two acts may give a verdict for the same element.
static bool is_there(const struct qg_course *courses, uint32_t count, uint32_t ref) {
    for (uint32_t i = 0; i < count; i++)
        if (courses[i].of.ref == ref)
            return true;
    return false;
}

static bool add_course(const struct qg_announced *what, struct qg_arena *arena,
                       const struct qg_verdict *verdict, struct qg_course *courses,
                       uint32_t *count) {
    if (is_there(courses, *count, verdict->certification.ref) || !is_worth_telling(what, verdict))
        return true;
    return qg_course_make(&what->of->record, arena, &verdict->certification, what->told,
                          what->told_count, &courses[(*count)++]);
}

static bool add_courses(const struct qg_announced *what, struct qg_arena *arena,
                        struct qg_heading *out) {
    uint32_t acts = what->of->machine.program->act_count, most = 0;
    for (uint32_t act = 0; act < acts; act++)
        most += what->verdict_counts[act];
    struct qg_course *courses = qg_arena_array(arena, (size_t)most + 1, sizeof *courses);
    bool ok = courses != NULL;
    for (uint32_t act = 0; act < acts && ok; act++)
        for (uint32_t i = 0; i < what->verdict_counts[act] && ok; i++)
            ok = add_course(what, arena, &what->verdicts[act][i], courses, &out->course_count);
    out->courses = courses;
    return ok;
}

bool qg_announce(const struct qg_announced *what, struct qg_arena *arena, struct qg_heading *out) {
    const struct qg_record *record = &what->of->record;
    const struct qg_type *type = &record->schema->types[record->type];
    const struct qg_place *place = &what->of->raw->place;
    *out = (struct qg_heading){
        .record = subject_of(record),
        .location = {.file = what->of->file, .line = place->line, .column = place->column},
        .body = text_at(record, &type->body),
        .body_name = text_at(record, &type->body_name),
        .person = text_at(record, &type->person),
    };
    return qg_origin_place(what->of->raw->origin, &out->location) && add_courses(what, arena, out);
}
