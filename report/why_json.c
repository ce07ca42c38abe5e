// SPDX-License-Identifier: Apache-2.0
//
// The explanation as JSON, of the shape that docs/formats.md gives: one object for each record,
// one record a line. What is always there is always there, null or empty where there is nothing;
// what only some steps have is left out of the others.

#include "why_report.h"

#include "date.h"
#include "facts.h"
#include "json_parts.h"

#include <inttypes.h>

// The lists of a record, in the order in which they are written.
enum { FINDINGS, VERDICTS, SHUT, ABSENT, LISTS };

static const char *const lists[LISTS] = {"findings", "verdicts", "shut", "absent"};

static void json_or_null(struct qg_text *out, const char *name, struct qg_str json) {
    qg_json_member(out, name);
    qg_text_add(out, json.len > 0 ? json : QG_STR("null"));
}

static void place(struct qg_text *out, const struct qg_location *at) {
    qg_json_member_string(out, "file", at->file);
    qg_text_printf(out, ", \"line\": %" PRIu64 ", \"column\": %" PRIu32, at->line, at->column);
}

static void truth(struct qg_text *out, const char *name, struct qg_value value) {
    qg_json_member(out, name);
    qg_text_addz(out, value.lo != value.hi ? "null" : value.lo != 0 ? "true" : "false");
}

// ---- Steps -------------------------------------------------------------------------------------

static const char *role_name(enum qg_why_role role) {
    static const char *const names[] = {
        [QG_STEP_PART] = "part",
        [QG_STEP_SCOPE] = "scope",
        [QG_STEP_DATED] = "in_force",
        [QG_STEP_FROM] = "in_force_from",
        [QG_STEP_UNTIL] = "in_force_until",
        [QG_STEP_WHEN] = "when",
        [QG_STEP_EXCEPT] = "except",
        [QG_STEP_REQUIRE] = "require",
        [QG_STEP_FORBID] = "forbid",
        [QG_STEP_EXEMPTION] = "exemption",
        [QG_STEP_SEVERITY] = "severity",
        [QG_STEP_ELEMENT] = "element",
        [QG_STEP_MEMBER] = "member",
    };
    return names[role];
}

static const char *kind_name(enum qg_outline_kind kind) {
    static const char *const names[] = {
        [QG_OUTLINE_VALUE] = "value",
        [QG_OUTLINE_FACT] = "fact",
        [QG_OUTLINE_RECORDED] = "recorded",
        [QG_OUTLINE_AND] = "and",
        [QG_OUTLINE_OR] = "or",
        [QG_OUTLINE_IF] = "if",
        [QG_OUTLINE_TABLE] = "table",
        [QG_OUTLINE_ROW] = "row",
        [QG_OUTLINE_CHOOSE] = "reading",
        [QG_OUTLINE_MOVED] = "moved",
        [QG_OUTLINE_TERM] = "term",
        [QG_OUTLINE_ROLL] = "working_day",
        [QG_OUTLINE_CALL] = "call",
        [QG_OUTLINE_LET] = "let",
        [QG_OUTLINE_LOOP] = "loop",
        [QG_OUTLINE_SETS] = "sets",
        [QG_OUTLINE_DUE] = "due",
        [QG_OUTLINE_DUE_COUNT] = "due_count",
    };
    return names[kind];
}

static void day(struct qg_text *out, const char *name, struct qg_value value) {
    char text[QG_DATE_TEXT];
    qg_json_member(out, name);
    if (value.lo != value.hi || value.lo == QG_DATE_ONGOING) {
        qg_text_addz(out, "null");
        return;
    }
    qg_date_format(value.lo, text);
    qg_json_quote(out, qg_str_of(text));
}

static void period(struct qg_text *out, const struct qg_period *p) {
    qg_json_member(out, "period");
    qg_text_printf(out,
                   "{\"months\": %" PRId32 ", \"days\": %" PRId32 ", \"working_days\": %" PRId32
                   ", \"sign\": %d}",
                   p->months, p->days, p->workdays, p->sign);
}

static void fact(struct qg_text *out, const struct qg_why_step *step) {
    qg_json_member(out, "fact");
    if (step->at.line == 0) {
        qg_text_addz(out, "null");
        return;
    }
    qg_text_char(out, '{');
    qg_json_member_string(out, "pointer", step->at.pointer);
    place(out, &step->at);
    qg_json_member_bool(out, "recorded", step->recorded);
    qg_json_member_bool(out, "unreadable", step->unreadable);
    json_or_null(out, "value", step->as_recorded);
    qg_text_char(out, '}');
}

// What only some kinds of expression have.
static void particulars(const struct qg_why_writer *w, const struct qg_why_step *step) {
    const struct qg_outline_node *node = step->node;
    struct qg_text *out = w->out;
    if (node->kind == QG_OUTLINE_FACT || node->kind == QG_OUTLINE_RECORDED)
        fact(out, step);
    if (node->kind == QG_OUTLINE_MOVED || node->kind == QG_OUTLINE_TERM) {
        day(out, "start", step->start);
        period(out, &node->period);
    }
    if (node->kind == QG_OUTLINE_DUE) {
        qg_text_printf(out, ", \"times\": %" PRId32, step->start.hi);
        period(out, &node->period);
    }
    if (node->kind == QG_OUTLINE_DUE_COUNT) {
        day(out, "until", step->start);
        period(out, &node->period);
    }
    if (node->kind == QG_OUTLINE_ROW) {
        qg_json_member_string(out, "column", node->name);
        truth(out, "certain", step->counts);
    }
    if (node->kind == QG_OUTLINE_ROLL) {
        day(out, "start", step->start);
        qg_json_member_string(out, "calendar", w->facts->program->calendars[node->index].name);
    }
    if (node->kind == QG_OUTLINE_CHOOSE)
        qg_json_member_string(out, "reading", w->facts->program->readings[node->index].name);
    if (node->kind == QG_OUTLINE_LOOP && node->inner != QG_NONE && step->inner.hi > 1)
        qg_text_printf(out, ", \"counted\": [%" PRId32 ", %" PRId32 "]", step->inner.lo,
                       step->inner.hi);
}

static void element(struct qg_text *out, const struct qg_why_step *step) {
    qg_json_member_string(out, "pointer", step->at.pointer);
    truth(out, "counts", step->counts);
    qg_json_member_bool(out, "chosen", step->chosen);
}

static void text_of(const struct qg_why_writer *w, const struct qg_why_step *step) {
    struct qg_text text = {0};
    qg_why_expression(w->sources, step->node->span, &text);
    qg_json_member_string(w->out, "text", qg_text_str(&text));
    w->out->failed = w->out->failed || text.failed;
    qg_text_free(&text);
    struct qg_file_place at = qg_sources_place(w->sources, step->node->span);
    if (at.name.len == 0)
        return;
    struct qg_location written = {
        .file = at.name, .line = at.place.line, .column = at.place.column};
    qg_json_member(w->out, "written");
    qg_text_char(w->out, '{');
    place(w->out, &written);
    qg_text_char(w->out, '}');
}

// A value that is not known may still be bounded.
static void value(struct qg_text *out, const struct qg_why_step *step) {
    bool known = step->json.len > 0;
    json_or_null(out, "value", step->json);
    qg_json_member_bool(out, "known", known);
    if (!known && step->shape.kind == QG_KIND_COUNT)
        qg_text_printf(out, ", \"least\": %" PRId32 ", \"most\": %" PRId32, step->value.lo,
                       step->value.hi);
}

static void steps(const struct qg_why_writer *w, const struct qg_why_step *above);

// As deep as the steps are, which the replay bounds.
static void one_step(const struct qg_why_writer *w, const struct qg_why_step *step) {
    struct qg_text *out = w->out;
    qg_text_char(out, '{');
    qg_json_member_string(out, "role", qg_str_of(role_name(step->role)));
    if (step->node != NULL) {
        qg_json_member_string(out, "kind", qg_str_of(kind_name(step->node->kind)));
        text_of(w, step);
    }
    if (step->name.len > 0)
        qg_json_member_string(out, "name", step->name);
    value(out, step);
    if (step->node != NULL)
        particulars(w, step);
    if (step->role == QG_STEP_ELEMENT)
        element(out, step);
    if (step->repeated)
        qg_json_member_bool(out, "shown_above", true);
    if (step->cut)
        qg_json_member_bool(out, "left_out", true);
    steps(w, step);
    qg_text_char(out, '}');
}

static void steps(const struct qg_why_writer *w, const struct qg_why_step *above) {
    qg_json_member(w->out, "steps");
    qg_text_char(w->out, '[');
    for (const struct qg_why_step *s = above != NULL ? above->first : NULL; s != NULL;
         s = s->next) {
        one_step(w, s);
        qg_text_addz(w->out, s->next != NULL ? ", " : "");
    }
    qg_text_char(w->out, ']');
}

// ---- Days and answers --------------------------------------------------------------------------

static void outcome(struct qg_text *out, const char *name, enum qg_outcome which) {
    qg_json_member_string(out, name, qg_str_of(qg_outcome_name(which)));
}

static void days(struct qg_text *out, const struct qg_explained *e) {
    qg_json_member(out, "days");
    if (!e->finding->boundary) {
        qg_text_addz(out, "null");
        return;
    }
    qg_text_char(out, '{');
    outcome(out, "later", e->days[QG_DAY_LATER]);
    outcome(out, "sooner", e->days[QG_DAY_SOONER]);
    outcome(out, "rounded_up", e->days[QG_DAY_ROUNDED]);
    qg_text_char(out, '}');
}

static void alternative(struct qg_text *out, const struct qg_alternative *a) {
    static const char *const names[] = {
        [QG_ANSWER_RANGE] = "range",     [QG_ANSWER_VALUE] = "value",
        [QG_ANSWER_OTHER] = "other",     [QG_ANSWER_EMPTY] = "empty_list",
        [QG_ANSWER_PRESENT] = "present", [QG_ANSWER_ABSENT] = "attested_absent",
    };
    qg_text_char(out, '{');
    qg_json_member_string(out, "answer", qg_str_of(names[a->kind]));
    if (a->kind == QG_ANSWER_RANGE) {
        json_or_null(out, "from", a->from);
        json_or_null(out, "to", a->to);
    } else if (a->kind == QG_ANSWER_VALUE) {
        json_or_null(out, "value", a->from);
    }
    outcome(out, "outcome", a->outcome);
    qg_text_char(out, '}');
}

static void answers(struct qg_text *out, const struct qg_answers *a) {
    qg_text_char(out, '{');
    qg_json_member_string(out, "pointer", a->at.pointer);
    place(out, &a->at);
    qg_json_member_bool(out, "unreadable", a->unreadable);
    qg_json_member_bool(out, "decides", a->decides);
    qg_json_member(out, "alternatives");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < a->count; i++) {
        qg_text_addz(out, i > 0 ? ", " : "");
        alternative(out, &a->alternatives[i]);
    }
    qg_text_char(out, ']');
    qg_json_member_bool(out, "left_out", a->cut);
    qg_text_char(out, '}');
}

// ---- A record ----------------------------------------------------------------------------------

// Goes on to list `which`, closing those before it.
static void go_to(struct qg_why_writer *w, int which) {
    while (w->list < which) {
        qg_text_addz(w->out, w->list >= 0 ? "]" : "");
        w->list++;
        qg_json_member(w->out, lists[w->list]);
        qg_text_char(w->out, '[');
        w->begun = false;
    }
}

static void item(struct qg_why_writer *w, int which) {
    go_to(w, which);
    qg_text_addz(w->out, w->begun ? ", " : "");
    w->begun = true;
}

static void begin(struct qg_why_writer *w, struct qg_str kind, struct qg_str id,
                  const struct qg_location *at) {
    qg_text_char(w->out, '{');
    qg_json_head(w->facts, w->out);
    qg_json_member(w->out, "record");
    qg_text_char(w->out, '{');
    qg_json_member_string(w->out, "kind", kind);
    qg_json_member_string(w->out, "id", id);
    place(w->out, at);
    qg_text_char(w->out, '}');
    w->list = -1;
}

static void finding(struct qg_why_writer *w, const struct qg_explained *e) {
    item(w, FINDINGS);
    qg_text_addz(w->out, "{\"finding\": ");
    qg_json_finding(w->facts, e->finding, w->out);
    steps(w, e->steps);
    days(w->out, e);
    qg_json_member(w->out, "answers");
    qg_text_char(w->out, '[');
    for (uint32_t i = 0; i < e->answer_count; i++) {
        qg_text_addz(w->out, i > 0 ? ", " : "");
        answers(w->out, &e->answers[i]);
    }
    qg_text_addz(w->out, "]}");
}

static void shut(struct qg_why_writer *w, const struct qg_shut *s) {
    item(w, SHUT);
    qg_text_char(w->out, '{');
    qg_json_member_string(w->out, "rule", s->rule->id);
    outcome(w->out, "outcome", s->outcome);
    qg_json_member_string(w->out, "noun", s->subject.noun);
    qg_json_member_string(w->out, "id", s->subject.id);
    qg_text_printf(w->out, ", \"rules\": %" PRIu32, s->shown);
    steps(w, s->steps);
    qg_text_char(w->out, '}');
}

static void absent(struct qg_why_writer *w, const struct qg_rule *rule,
                   const struct qg_why_step *above) {
    item(w, ABSENT);
    qg_text_char(w->out, '{');
    qg_json_member_string(w->out, "rule", rule->id);
    steps(w, above);
    qg_text_char(w->out, '}');
}

static void verdict(struct qg_why_writer *w, const struct qg_verdict *v) {
    item(w, VERDICTS);
    qg_json_verdict(w->facts, v, w->out);
}

static void end(struct qg_why_writer *w) {
    go_to(w, LISTS - 1);
    qg_text_addz(w->out, "]}\n");
    w->begun = false;
}

const struct qg_why_format qg_why_json = {
    .name = "json",
    .begin = begin,
    .finding = finding,
    .shut = shut,
    .absent = absent,
    .verdict = verdict,
    .end = end,
};
