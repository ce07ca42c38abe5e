// SPDX-License-Identifier: Apache-2.0
#include "retain.h"

#include <string.h>

// Puts a copy in the place of what `*text` shows.
static bool own_text(struct qg_arena *arena, struct qg_str *text) {
    if (text->len == 0)
        return true;
    text->at = qg_arena_copy(arena, text->at, text->len);
    return text->at != NULL;
}

static bool own_texts(struct qg_arena *arena, struct qg_str texts[QG_LANGS]) {
    bool ok = true;
    for (int lang = 0; lang < QG_LANGS; lang++)
        ok = ok && own_text(arena, &texts[lang]);
    return ok;
}

// A copy of `count` elements; of none, no matter what.
static void *own_array(struct qg_arena *arena, const void *from, size_t count, size_t size) {
    void *to = qg_arena_array(arena, count, size);
    if (to != NULL && count > 0)
        memcpy(to, from, count * size);
    return to;
}

// ---- findings ----

static bool own_facts(struct qg_arena *arena, struct qg_finding *f) {
    struct qg_fact *facts = own_array(arena, f->evidence, f->evidence_count, sizeof *facts);
    bool ok = facts != NULL;
    f->evidence = facts;
    for (uint32_t i = 0; i < f->evidence_count && ok; i++)
        ok = own_text(arena, &facts[i].pointer) && own_text(arena, &facts[i].value);
    return ok;
}

static bool own_missing(struct qg_arena *arena, struct qg_finding *f) {
    struct qg_str *missing = own_array(arena, f->missing, f->missing_count, sizeof *missing);
    f->missing = missing;
    f->gaps = own_array(arena, f->gaps, f->missing_count, sizeof *f->gaps);
    bool ok = missing != NULL && f->gaps != NULL;
    for (uint32_t i = 0; i < f->missing_count && ok; i++)
        ok = own_text(arena, &missing[i]);
    return ok;
}

static bool own_readings(struct qg_arena *arena, struct qg_finding *f) {
    f->readings = own_array(arena, f->readings, f->reading_count, sizeof *f->readings);
    return f->readings != NULL;
}

const struct qg_finding *qg_retain_finding(struct qg_arena *arena, const struct qg_finding *from) {
    struct qg_finding *f = own_array(arena, from, 1, sizeof *f);
    bool ok = f != NULL;
    for (uint8_t i = 0; ok && i < f->subject_count; i++)
        ok = own_text(arena, &f->subject[i].id);
    return ok && own_text(arena, &f->location.pointer) && own_texts(arena, f->message) &&
                   own_texts(arena, f->remark) && own_facts(arena, f) && own_missing(arena, f) &&
                   own_readings(arena, f)
               ? f
               : NULL;
}

// ---- verdicts ----

static bool own_flags(struct qg_arena *arena, struct qg_verdict *v) {
    uint32_t count = v->flag_count + v->remedy_count;
    struct qg_raised *flags = own_array(arena, v->flags, count, sizeof *flags);
    bool ok = flags != NULL;
    v->flags = flags;
    for (uint32_t i = 0; i < count && ok; i++)
        ok = own_texts(arena, flags[i].remark);
    return ok;
}

const struct qg_verdict *qg_retain_verdict(struct qg_arena *arena, const struct qg_verdict *from) {
    struct qg_verdict *v = own_array(arena, from, 1, sizeof *v);
    if (v == NULL)
        return NULL;
    v->grounds = own_array(arena, v->grounds, v->ground_count, sizeof *v->grounds);
    return v->grounds != NULL && own_text(arena, &v->record) &&
                   own_text(arena, &v->certification.id) && own_flags(arena, v)
               ? v
               : NULL;
}

// ---- headings ----

static bool own_course(struct qg_arena *arena, struct qg_course *course) {
    struct qg_moment *moments = own_array(arena, course->moments, course->count, sizeof *moments);
    bool ok = moments != NULL && own_text(arena, &course->of.id);
    course->moments = moments;
    for (uint32_t i = 0; i < course->count && ok; i++)
        ok = own_text(arena, &moments[i].pointer);
    return ok;
}

static bool own_courses(struct qg_arena *arena, struct qg_heading *h) {
    struct qg_course *courses = own_array(arena, h->courses, h->course_count, sizeof *courses);
    bool ok = courses != NULL;
    h->courses = courses;
    for (uint32_t i = 0; i < h->course_count && ok; i++)
        ok = own_course(arena, &courses[i]);
    return ok;
}

const struct qg_heading *qg_retain_heading(struct qg_arena *arena, const struct qg_heading *from) {
    struct qg_heading *h = own_array(arena, from, 1, sizeof *h);
    return h != NULL && own_text(arena, &h->record.id) && own_text(arena, &h->body) &&
                   own_text(arena, &h->body_name) && own_text(arena, &h->person) &&
                   own_courses(arena, h)
               ? h
               : NULL;
}
