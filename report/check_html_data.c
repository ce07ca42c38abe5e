// SPDX-License-Identifier: Apache-2.0
//
// The events of a run as the page's script reads them (decode in page_data.js is the other half).

#include "check_html.h"

#include "shown.h"

#include <inttypes.h>

// What the table of strings may hold. A run goes on for as long as it likes; its page repeats, from
// some point on, what is new to it.
enum { STRINGS_LIMIT = 1 << 18, STRING_BYTES_LIMIT = 16 << 20 };

// ---- strings ----

// Nothing that HTML or JSON could take for its own: of `s`, which was made fit to be shown and thus
// holds no control character, three are left.
static void quoted(struct qg_str s, struct qg_text *out) {
    qg_text_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '<') {
            qg_text_addz(out, "\\u003c");
            continue;
        }
        if (s.at[i] == '"' || s.at[i] == '\\')
            qg_text_char(out, '\\');
        qg_text_char(out, s.at[i]);
    }
    qg_text_char(out, '"');
}

static bool has_room(const struct qg_check_page *page, size_t len) {
    return qg_intern_count(&page->strings) < STRINGS_LIMIT &&
           len <= STRING_BYTES_LIMIT - page->string_bytes;
}

static void new_string(struct qg_check_page *page, struct qg_str s, struct qg_text *out) {
    if (has_room(page, s.len)) {
        page->string_bytes += s.len;
        out->failed = qg_intern_add(&page->strings, s) == 0 || out->failed;
        quoted(s, out);
        return;
    }
    qg_text_char(out, '[');
    quoted(s, out);
    qg_text_char(out, ']');
}

void qg_check_html_string(struct qg_check_page *page, struct qg_str s, struct qg_text *out) {
    qg_text_clear(&page->shown);
    qg_shown_add(&page->shown, s);
    struct qg_str shown = qg_text_str(&page->shown);
    uint32_t known = shown.len > 0 ? qg_intern_find(&page->strings, shown) : 0;
    if (shown.len == 0 || known > 0)
        qg_text_number(out, known);
    else
        new_string(page, shown, out);
    out->failed = out->failed || page->shown.failed;
}

// In every language; where one is wanting, in the first there is.
static void texts(struct qg_check_page *page, const struct qg_str in[QG_LANGS],
                  struct qg_text *out) {
    struct qg_str spare = {0};
    for (int lang = QG_LANGS - 1; lang >= 0; lang--)
        spare = in[lang].len > 0 ? in[lang] : spare;
    if (spare.len == 0) {
        qg_text_char(out, '0');
        return;
    }
    for (int lang = 0; lang < QG_LANGS; lang++) {
        qg_text_char(out, lang == 0 ? '[' : ',');
        qg_check_html_string(page, in[lang].len > 0 ? in[lang] : spare, out);
    }
    qg_text_char(out, ']');
}

void qg_check_html_phrase(struct qg_check_page *page, const struct qg_phrase *phrase,
                          struct qg_text *out) {
    if (phrase == NULL)
        qg_text_char(out, '0');
    else
        texts(page, phrase->in, out);
}

// ---- lists ----

static void string(struct qg_check_page *page, struct qg_str s, struct qg_text *out) {
    qg_text_char(out, ',');
    qg_check_html_string(page, s, out);
}

static void number(int64_t n, struct qg_text *out) {
    qg_text_char(out, ',');
    qg_text_number(out, n);
}

static void list(uint32_t at, struct qg_text *out) {
    qg_text_addz(out, at == 0 ? "[" : ",[");
}

// ---- places and elements ----

// [file, line, column, pointer]
static void location(struct qg_check_page *page, const struct qg_location *at,
                     struct qg_text *out) {
    qg_text_char(out, '[');
    qg_check_html_string(page, at->file, out);
    qg_text_printf(out, ",%" PRIu64 ",%" PRIu32, at->line, at->column);
    string(page, at->pointer, out);
    qg_text_char(out, ']');
}

// [noun, title, id, index, whether it is a number]
static void subject(struct qg_check_page *page, const struct qg_subject *s, struct qg_text *out) {
    qg_text_char(out, '[');
    qg_check_html_string(page, s->noun, out);
    qg_text_char(out, ',');
    qg_check_html_phrase(page, s->title, out);
    string(page, s->id, out);
    number(s->index, out);
    number(s->is_number, out);
    qg_text_char(out, ']');
}

// [record, location]
static void elsewhere(struct qg_check_page *page, const struct qg_elsewhere *at,
                      struct qg_text *out) {
    qg_text_char(out, '[');
    qg_check_html_string(page, at->record, out);
    qg_text_char(out, ',');
    location(page, &at->location, out);
    qg_text_char(out, ']');
}

// ---- headings ----

// [pointer, title, from, to, whether a term, rule]
static void moment(struct qg_check_page *page, const struct qg_moment *m, struct qg_text *out) {
    qg_check_html_string(page, m->pointer, out);
    qg_text_char(out, ',');
    qg_check_html_phrase(page, m->title, out);
    number(m->from, out);
    number(m->to, out);
    number(m->term, out);
    number(m->rule, out);
    qg_text_char(out, ']');
}

// [element, [moment, …]]
static void course(struct qg_check_page *page, const struct qg_course *c, struct qg_text *out) {
    subject(page, &c->of, out);
    qg_text_addz(out, ",[");
    for (uint32_t i = 0; i < c->count; i++) {
        list(i, out);
        moment(page, &c->moments[i], out);
    }
    qg_text_addz(out, "]]");
}

// ["h", record, location, body, its name, person, [course, …]]
void qg_check_html_heading(struct qg_check_page *page, const struct qg_heading *heading,
                           struct qg_text *out) {
    qg_text_addz(out, "[\"h\",");
    subject(page, &heading->record, out);
    qg_text_char(out, ',');
    location(page, &heading->location, out);
    string(page, heading->body, out);
    string(page, heading->body_name, out);
    string(page, heading->person, out);
    qg_text_addz(out, ",[");
    for (uint32_t i = 0; i < heading->course_count; i++) {
        list(i, out);
        course(page, &heading->courses[i], out);
    }
    qg_text_addz(out, "]]");
}

// ---- findings ----

static void subjects(struct qg_check_page *page, const struct qg_finding *f, struct qg_text *out) {
    qg_text_addz(out, ",[");
    for (uint8_t i = 0; i < f->subject_count; i++) {
        qg_text_addz(out, i > 0 ? "," : "");
        subject(page, &f->subject[i], out);
    }
    qg_text_addz(out, "],");
}

// [pointer, value as JSON, title, elsewhere or 0], …
static void evidence(struct qg_check_page *page, const struct qg_finding *f, struct qg_text *out) {
    qg_text_addz(out, ",[");
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        const struct qg_fact *fact = &f->evidence[i];
        list(i, out);
        qg_check_html_string(page, fact->pointer, out);
        string(page, fact->value, out);
        qg_text_char(out, ',');
        qg_check_html_phrase(page, fact->title, out);
        qg_text_char(out, ',');
        if (fact->elsewhere != NULL)
            elsewhere(page, fact->elsewhere, out);
        else
            qg_text_char(out, '0');
        qg_text_char(out, ']');
    }
    qg_text_char(out, ']');
}

// [pointer, gap], …
static void missing(struct qg_check_page *page, const struct qg_finding *f, struct qg_text *out) {
    qg_text_addz(out, ",[");
    for (uint32_t i = 0; i < f->missing_count; i++) {
        list(i, out);
        qg_check_html_string(page, f->missing[i], out);
        number(f->gaps[i], out);
        qg_text_char(out, ']');
    }
    qg_text_char(out, ']');
}

// [reading, value, outcome], …
static void readings(struct qg_check_page *page, const struct qg_finding *f, struct qg_text *out) {
    qg_text_addz(out, ",[");
    for (uint32_t i = 0; i < f->reading_count; i++) {
        list(i, out);
        qg_check_html_string(page, f->readings[i].reading, out);
        string(page, f->readings[i].value, out);
        number(f->readings[i].outcome, out);
        qg_text_char(out, ']');
    }
    qg_text_char(out, ']');
}

// members, having, share, exemplary, how many, [example, …]
static void figures(struct qg_check_page *page, const struct qg_together *t, struct qg_text *out) {
    qg_text_printf(out, ",[%" PRIu64 ",%" PRIu64 "],[%" PRIu64 ",%" PRIu64 "]", t->members.least,
                   t->members.most, t->having.least, t->having.most);
    qg_text_printf(out, ",[%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 "],%d,%" PRIu64 ",[",
                   t->share.least.part, t->share.least.whole, t->share.most.part,
                   t->share.most.whole, (int)t->exemplary, t->examples_of);
    for (uint32_t i = 0; i < t->example_count; i++) {
        qg_text_addz(out, i > 0 ? "," : "");
        elsewhere(page, &t->examples[i], out);
    }
    qg_text_char(out, ']');
}

// [noun, title, per, group], and the figures where it is about a share
static void together(struct qg_check_page *page, const struct qg_together *t, struct qg_text *out) {
    if (t == NULL) {
        qg_text_addz(out, ",0");
        return;
    }
    qg_text_addz(out, ",[");
    qg_check_html_string(page, t->noun, out);
    qg_text_char(out, ',');
    qg_check_html_phrase(page, t->title, out);
    string(page, t->per, out);
    string(page, t->group, out);
    if (!t->agreement)
        figures(page, t, out);
    qg_text_char(out, ']');
}

// [kind, reason, owner, expires]
static void excuse(struct qg_check_page *page, const struct qg_excuse *e, struct qg_text *out) {
    if (e == NULL) {
        qg_text_addz(out, ",0");
        return;
    }
    qg_text_printf(out, ",[%d", (int)e->kind);
    string(page, e->reason, out);
    string(page, e->owner, out);
    number(e->expires, out);
    qg_text_char(out, ']');
}

// Bits of a finding.
enum { VOIDS = 1, BOUNDARY = 2 };

// ["f", rule, outcome, severity, bits, subjects, location, message, remark, evidence, missing,
//  readings, category, rule that silences it, code, together, excuse]
void qg_check_html_finding(struct qg_check_page *page, const struct qg_finding *f,
                           struct qg_text *out) {
    qg_text_printf(
        out, "[\"f\",%" PRId32 ",%d,%" PRId32 ",%d", f->rule, (int)f->outcome, f->severity,
        (f->voids_meeting && f->outcome == QG_VIOLATED ? VOIDS : 0) | (f->boundary ? BOUNDARY : 0));
    subjects(page, f, out);
    location(page, &f->location, out);
    qg_text_char(out, ',');
    texts(page, f->message, out);
    qg_text_char(out, ',');
    texts(page, f->remark, out);
    evidence(page, f, out);
    missing(page, f, out);
    readings(page, f, out);
    string(page, f->category, out);
    number(f->silenced_by, out);
    string(page, f->data_code, out);
    together(page, f->together, out);
    excuse(page, f->excused, out);
    qg_text_char(out, ']');
}

// ---- verdicts ----

// [flag, remark], …
static void flags(struct qg_check_page *page, const struct qg_verdict *v, struct qg_text *out) {
    qg_text_addz(out, ",[");
    for (uint32_t i = 0; i < v->flag_count; i++) {
        list(i, out);
        qg_text_number(out, v->flags[i].flag);
        qg_text_char(out, ',');
        texts(page, v->flags[i].remark, out);
        qg_text_char(out, ']');
    }
    qg_text_char(out, ']');
}

// ["v", record, element, act, kind, strongest, [ground, …], flags, priority]
void qg_check_html_verdict(struct qg_check_page *page, const struct qg_verdict *v,
                           struct qg_text *out) {
    qg_text_addz(out, "[\"v\",");
    qg_check_html_string(page, v->record, out);
    qg_text_char(out, ',');
    subject(page, &v->certification, out);
    qg_text_printf(out, ",%" PRId32 ",%d,%" PRId32 ",[", v->act, (int)v->kind, v->strongest);
    for (uint32_t i = 0; i < v->ground_count; i++)
        qg_text_printf(out, "%s%" PRId32, i > 0 ? "," : "", v->grounds[i]);
    qg_text_char(out, ']');
    flags(page, v, out);
    number(v->priority, out);
    qg_text_char(out, ']');
}

// ---- counts ----

// Only what a saved report keeps as well.
void qg_check_html_counts(const struct qg_tally *t, struct qg_text *out) {
    qg_text_printf(out,
                   "{\"records\":%" PRIu64 ",\"not_audited\":%" PRIu64 ",\"unreadable\":%" PRIu64
                   ",\"certifications\":%" PRIu64 ",\"priorities\":%" PRIu64,
                   t->records, t->not_audited, t->unreadable, t->certifications, t->priorities);
    qg_text_addz(out, ",\"verdicts\":[");
    for (int i = 0; i < QG_VERDICTS; i++)
        qg_text_printf(out, "%s%" PRIu64, i > 0 ? "," : "", t->verdicts[i]);
    qg_text_printf(out,
                   "],\"violated\":%" PRIu64 ",\"undetermined\":%" PRIu64 ",\"data\":%" PRIu64
                   ",\"excused\":%" PRIu64 "}",
                   t->findings[QG_VIOLATED], t->findings[QG_UNDETERMINED], t->data_findings,
                   t->excused[QG_VIOLATED] + t->excused[QG_UNDETERMINED] + t->excused_data);
}
