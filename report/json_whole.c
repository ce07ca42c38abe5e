// SPDX-License-Identifier: Apache-2.0

#include "json_whole.h"

#include "date.h"
#include "facts.h"
#include "json_catalogue.h"
#include "json_parts.h"

#include <inttypes.h>

static void separate(struct qg_text *out, uint32_t at) {
    if (at > 0)
        qg_text_addz(out, ", ");
}

static void open_list(struct qg_text *out, const char *name) {
    qg_json_member(out, name);
    qg_text_char(out, '[');
}

static void member_number(struct qg_text *out, const char *name, int64_t number) {
    qg_json_member(out, name);
    qg_text_number(out, number);
}

static bool are_given(const struct qg_str texts[QG_LANGS]) {
    for (int lang = 0; lang < QG_LANGS; lang++)
        if (texts[lang].len > 0)
            return true;
    return false;
}

// The members of one element of the chain that a finding is about.
static void subject_members(const struct qg_titles *titles, const struct qg_subject *subject,
                            struct qg_text *out) {
    qg_json_member_string(out, "noun", subject->noun);
    if (subject->id.len > 0)
        qg_json_member_string(out, "id", subject->id);
    if (subject->index != QG_NONE)
        member_number(out, subject->is_number ? "number" : "index", subject->index);
    qg_json_member_title(out, titles, subject->title);
}

// Which of the versions of the rule, counted from its first one.
static uint32_t version_of(const struct qg_program *program, int32_t rule) {
    uint32_t first = (uint32_t)rule;
    while (first > 0 && qg_str_equal(program->rules[first - 1].id, program->rules[rule].id))
        first--;
    return (uint32_t)rule - first;
}

// ---- finding ----

static void path(const struct qg_titles *titles, const struct qg_finding *f, struct qg_text *out) {
    open_list(out, "path");
    for (uint8_t i = 0; i < f->subject_count; i++) {
        qg_text_addz(out, i > 0 ? ", {" : "{");
        subject_members(titles, &f->subject[i], out);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void evidence_titles(const struct qg_titles *titles, const struct qg_finding *f,
                            struct qg_text *out) {
    uint32_t titled = 0;
    for (uint32_t i = 0; i < f->evidence_count; i++)
        titled += f->evidence[i].title != NULL;
    if (titled == 0)
        return;
    open_list(out, "evidence_titles");
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        int32_t number = qg_titles_number(titles, f->evidence[i].title);
        separate(out, i);
        if (number < 0)
            qg_text_addz(out, "null");
        else
            qg_text_number(out, number);
    }
    qg_text_char(out, ']');
}

static void gaps(const struct qg_finding *f, struct qg_text *out) {
    static const char *const names[] = {
        [QG_GAP_MISSING] = "missing", [QG_GAP_UNREADABLE] = "unreadable", [QG_GAP_OPEN] = "open"};
    uint32_t odd = 0;
    for (uint32_t i = 0; i < f->missing_count; i++)
        odd += f->gaps[i] != QG_GAP_MISSING;
    if (odd == 0)
        return;
    open_list(out, "gaps");
    for (uint32_t i = 0; i < f->missing_count; i++) {
        separate(out, i);
        qg_text_printf(out, "\"%s\"", names[f->gaps[i]]);
    }
    qg_text_char(out, ']');
}

static void together(const struct qg_titles *titles, const struct qg_together *t,
                     struct qg_text *out) {
    if (t == NULL)
        return;
    qg_json_member(out, "together");
    qg_text_char(out, '{');
    qg_json_member_string(out, "noun", t->noun);
    qg_json_member_bool(out, "agreement", t->agreement);
    qg_json_member_string(out, "per", t->per);
    qg_json_member_string(out, "group", t->group);
    qg_json_member(out, "examples_of");
    qg_text_printf(out, "%" PRIu64, t->examples_of);
    qg_json_member_title(out, titles, t->title);
    qg_text_char(out, '}');
}

void qg_json_whole_finding(const struct qg_run_facts *facts, const struct qg_titles *titles,
                           const struct qg_finding *f, struct qg_text *out) {
    qg_text_char(out, '{');
    qg_json_finding_members(facts, f, out);
    qg_json_member_texts(out, "messages", f->message);
    if (are_given(f->remark))
        qg_json_member_texts(out, "remarks", f->remark);
    if (f->rule != QG_NONE && version_of(facts->program, f->rule) > 0)
        member_number(out, "version", version_of(facts->program, f->rule));
    path(titles, f, out);
    evidence_titles(titles, f, out);
    gaps(f, out);
    together(titles, f->together, out);
    qg_text_char(out, '}');
}

// ---- verdict ----

// Where a ground is a later version of its rule, which version each of them is.
static void ground_versions(const struct qg_program *program, const struct qg_verdict *v,
                            struct qg_text *out) {
    uint32_t later = 0;
    for (uint32_t i = 0; i < v->ground_count; i++)
        later += version_of(program, v->grounds[i]) > 0;
    if (later == 0)
        return;
    open_list(out, "ground_versions");
    for (uint32_t i = 0; i < v->ground_count; i++) {
        separate(out, i);
        qg_text_number(out, version_of(program, v->grounds[i]));
    }
    qg_text_char(out, ']');
}

static void breaches(const struct qg_program *program, const struct qg_verdict *v,
                     struct qg_text *out) {
    uint32_t count = 0;
    open_list(out, "breaches");
    for (uint32_t i = 0; i < program->severity_count && i < QG_GRADED_LIMIT; i++) {
        if ((v->breaches >> i & 1) == 0)
            continue;
        separate(out, count++);
        qg_json_quote(out, program->severities[i].name);
    }
    qg_text_char(out, ']');
}

static void member_day(struct qg_text *out, const char *name, int32_t day) {
    char text[QG_DATE_TEXT];
    qg_date_format(day, text);
    qg_json_member_string(out, name, qg_str_of(text));
}

static void raised(const struct qg_verdict *v, struct qg_text *out) {
    uint32_t count = v->flag_count + v->remedy_count;
    if (count == 0)
        return;
    open_list(out, "raised");
    for (uint32_t i = 0; i < count; i++) {
        qg_text_addz(out, i > 0 ? ", {" : "{");
        member_number(out, "flag", v->flags[i].flag);
        if (v->flags[i].due != QG_NONE)
            member_day(out, "by", v->flags[i].due);
        qg_json_member_texts(out, "remarks", v->flags[i].remark);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

void qg_json_whole_verdict(const struct qg_run_facts *facts, const struct qg_titles *titles,
                           const struct qg_verdict *v, struct qg_text *out) {
    const struct qg_program *program = facts->program;
    qg_text_char(out, '{');
    qg_json_verdict_members(facts, v, out);
    qg_json_member_string(out, "act", program->acts[v->act].name);
    qg_json_member(out, "subject");
    qg_text_char(out, '{');
    subject_members(titles, &v->certification, out);
    qg_text_char(out, '}');
    breaches(program, v, out);
    ground_versions(program, v, out);
    raised(v, out);
    qg_text_char(out, '}');
}

// ---- record ----

static void moment(const struct qg_run_facts *facts, const struct qg_titles *titles,
                   const struct qg_moment *m, struct qg_text *out) {
    member_day(out, "day", m->from);
    if (m->to != m->from)
        member_day(out, "to", m->to);
    qg_json_member_string(out, "pointer", m->pointer);
    qg_json_member_title(out, titles, m->title);
    if (!m->term)
        return;
    qg_json_member_string(out, "limit_of", facts->program->rules[m->rule].id);
    uint32_t version = version_of(facts->program, m->rule);
    if (version > 0)
        member_number(out, "version", version);
}

static void course(const struct qg_run_facts *facts, const struct qg_titles *titles,
                   const struct qg_course *c, struct qg_text *out) {
    subject_members(titles, &c->of, out);
    open_list(out, "days");
    for (uint32_t i = 0; i < c->count; i++) {
        qg_text_addz(out, i > 0 ? ", {" : "{");
        moment(facts, titles, &c->moments[i], out);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void member_given(struct qg_text *out, const char *name, struct qg_str value) {
    if (value.len > 0)
        qg_json_member_string(out, name, value);
}

void qg_json_whole_heading(const struct qg_run_facts *facts, const struct qg_titles *titles,
                           const struct qg_heading *h, struct qg_text *out) {
    qg_text_char(out, '{');
    subject_members(titles, &h->record, out);
    qg_json_member_location(out, &h->location);
    member_given(out, "body", h->body);
    member_given(out, "body_name", h->body_name);
    member_given(out, "person", h->person);
    if (h->course_count == 0)
        return;
    open_list(out, "courses");
    for (uint32_t i = 0; i < h->course_count; i++) {
        qg_text_addz(out, i > 0 ? ", {" : "{");
        course(facts, titles, &h->courses[i], out);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}
