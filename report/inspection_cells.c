// SPDX-License-Identifier: Apache-2.0

#include "inspection_cells.h"

#include "date.h"
#include "message.h"
#include "shown.h"
#include "words.h"

#include <inttypes.h>

const char *qg_inspection_gap(enum qg_gap gap, int lang) {
    static const enum qg_word words[] = {
        [QG_GAP_MISSING] = QG_WORD_NOT_RECORDED,
        [QG_GAP_UNREADABLE] = QG_WORD_VALUE_UNREADABLE,
        [QG_GAP_OPEN] = QG_WORD_OPEN,
    };
    return qg_word(words[gap], lang);
}

void qg_inspection_date(const struct qg_run_facts *facts, int32_t day, struct qg_text *out) {
    const struct qg_record words = {.schema = &facts->program->schema};
    qg_value_add(&words, (struct qg_shape){.kind = QG_KIND_DATE}, (struct qg_value){day, day},
                 facts->lang, out);
}

void qg_inspection_subject(const struct qg_run_facts *facts, const struct qg_subject *subject,
                           struct qg_text *out) {
    struct qg_str title = {0};
    if (subject->is_number)
        title = qg_str_of(qg_word(QG_WORD_NUMBERED, facts->lang));
    else if (subject->title != NULL)
        title = qg_phrase_in(subject->title, facts->lang);
    qg_shown_add(out, title.len > 0 ? title : subject->noun);
    if (subject->id.len > 0) {
        qg_text_char(out, ' ');
        qg_shown_add(out, subject->id);
    } else if (subject->is_number) {
        qg_text_printf(out, " %" PRId32, subject->index);
    } else if (subject->index >= 0) { // people count from one
        qg_text_printf(out, " %s %" PRId64, qg_word(QG_WORD_NUMBERED, facts->lang),
                       (int64_t)subject->index + 1);
    }
}

// A new line, but not at the beginning.
static void line(struct qg_text *out) {
    if (out->len > 0)
        qg_text_char(out, '\n');
}

// ---- facts ----

// The value of a fact as a reader writes it: a text without its quotes, a date in his order.
static void value(const struct qg_run_facts *facts, struct qg_str json, struct qg_text *out) {
    bool text = json.len >= 2 && json.at[0] == '"' && !qg_str_contains(json, QG_STR("\\"));
    struct qg_str inner = text ? qg_str_slice(json, 1, json.len - 1) : json;
    int32_t day;
    if (qg_str_equal(json, QG_STR("null")))
        qg_text_addz(out, qg_word(QG_WORD_NOT_RECORDED, facts->lang));
    else if (text && qg_date_parse(inner.at, inner.len, &day))
        qg_inspection_date(facts, day, out);
    else
        qg_shown_add(out, inner);
}

static void place(const struct qg_location *at, struct qg_text *out) {
    qg_shown_add(out, at->file);
    if (at->line > 0)
        qg_text_printf(out, ":%" PRIu64 ":%" PRIu32, at->line, at->column);
}

// "notice served, /certifications/1/notice/served_on"
static void name(const struct qg_inspection *i, struct qg_str pointer, struct qg_text *out) {
    struct qg_str label = qg_inspection_label(i, pointer);
    qg_shown_add(out, label);
    qg_text_addz(out, label.len > 0 ? ", " : "");
    qg_shown_add(out, pointer);
}

static void fact(const struct qg_inspection *i, const struct qg_fact *f, struct qg_text *out) {
    const struct qg_run_facts *facts = i->facts;
    line(out);
    if (f->elsewhere != NULL) {
        qg_shown_add(out, f->elsewhere->record);
        qg_text_char(out, ' ');
    }
    name(i, f->pointer, out);
    qg_text_addz(out, ": ");
    if (f->title != NULL && qg_phrase_in(f->title, facts->lang).len > 0)
        qg_shown_add(out, qg_phrase_in(f->title, facts->lang));
    else
        value(facts, f->value, out);
}

static void facts_cell(const struct qg_inspection *i, const struct qg_finding *f,
                       struct qg_text *out) {
    for (uint32_t e = 0; e < f->evidence_count; e++)
        fact(i, &f->evidence[e], out);
    for (uint32_t m = 0; m < f->missing_count; m++) {
        line(out);
        qg_shown_add(out, f->missing[m]);
        qg_text_printf(out, ": %s", qg_inspection_gap(f->gaps[m], i->facts->lang));
    }
    if (f->location.file.len == 0)
        return;
    line(out);
    qg_text_char(out, '(');
    place(&f->location, out);
    qg_text_char(out, ')');
}

// ---- what is the matter ----

static void labelled(const struct qg_run_facts *facts, enum qg_word word, struct qg_str says,
                     struct qg_text *out) {
    if (says.len == 0)
        return;
    line(out);
    qg_text_printf(out, "%s: ", qg_word(word, facts->lang));
    qg_shown_add(out, says);
}

static void readings(const struct qg_run_facts *facts, const struct qg_finding *f,
                     struct qg_text *out) {
    for (uint32_t i = 0; i < f->reading_count; i++) {
        const struct qg_reading_outcome *reading = &f->readings[i];
        labelled(facts, QG_WORD_READING, reading->reading, out);
        qg_text_addz(out, " = ");
        qg_shown_add(out, reading->value);
        qg_text_printf(out, ": %s", qg_word_outcome(reading->outcome, facts->lang));
    }
}

static void excuse(const struct qg_run_facts *facts, const struct qg_excuse *e,
                   struct qg_text *out) {
    if (e == NULL)
        return;
    line(out);
    if (e->kind == QG_EXCUSE_BASELINE) {
        qg_text_addz(out, qg_word(QG_WORD_ACT_EXCUSED_BASELINE, facts->lang));
        return;
    }
    qg_text_printf(out, "%s: ", qg_word(QG_WORD_ACT_EXCUSED_EXCEPTION, facts->lang));
    qg_shown_add(out, e->reason);
    qg_text_addz(out, " (");
    qg_shown_add(out, e->owner);
    qg_text_addz(out, ", ");
    qg_inspection_date(facts, e->expires, out);
    qg_text_char(out, ')');
}

// Elements within the certification that it is about: "hearing 0".
static void within(const struct qg_run_facts *facts, const struct qg_finding *f,
                   struct qg_text *out) {
    for (uint8_t i = f->subject_count > 1 && f->subject[1].is_number ? 1 : 2; i < f->subject_count;
         i++) {
        line(out);
        qg_inspection_subject(facts, &f->subject[i], out);
    }
}

static void matter_cell(const struct qg_run_facts *facts, const struct qg_finding *f,
                        struct qg_text *out) {
    qg_shown_add(out, f->message[facts->lang]);
    within(facts, f, out);
    if (f->voids_meeting && f->outcome == QG_VIOLATED) {
        line(out);
        qg_text_addz(out, qg_word(QG_WORD_VOIDS, facts->lang));
    }
    if (f->boundary) {
        line(out);
        qg_text_addz(out, qg_word(QG_WORD_BOUNDARY, facts->lang));
    }
    readings(facts, f, out);
    labelled(facts, QG_WORD_REMARK, f->remark[facts->lang], out);
    excuse(facts, f->excused, out);
}

// "46", "приложение 1"
static void paragraph(const struct qg_run_facts *facts, struct qg_str cited, struct qg_text *out) {
    static const struct qg_str appendix = QG_STR_INIT("Appendix");
    bool is_appendix = qg_str_starts(cited, appendix) && facts->lang != QG_LANG_EN;
    if (is_appendix)
        qg_text_addz(out, qg_word(QG_WORD_APPENDIX, facts->lang));
    qg_shown_add(out, qg_str_slice(cited, is_appendix ? appendix.len : 0, cited.len));
}

// "46", "P46-a", "RC1", each on a line; the act where there are several.
static void citation_cell(const struct qg_run_facts *facts, const struct qg_finding *f,
                          struct qg_text *out) {
    const struct qg_program *program = facts->program;
    const struct qg_rule *rule = &program->rules[f->rule];
    if (program->act_count > 1)
        qg_shown_add(out, program->acts[rule->act].name);
    line(out);
    paragraph(facts, rule->paragraph, out);
    line(out);
    qg_shown_add(out, rule->id);
    if (f->severity != QG_NONE) {
        line(out);
        qg_shown_add(out, program->severities[f->severity].name);
    }
    if (rule->amendment != QG_NONE)
        labelled(facts, QG_WORD_AMENDED, program->amendments[rule->amendment].name, out);
}

// ---- rows ----

static void add_row(struct qg_text cells[3], struct qg_text *rows) {
    struct qg_paper_block row = {.kind = QG_BLOCK_ROW, .count = 3};
    for (int i = 0; i < 3; i++) {
        row.cells[i] = qg_text_str(&cells[i]);
        rows->failed = rows->failed || cells[i].failed;
    }
    qg_paper_add(rows, &row);
    for (int i = 0; i < 3; i++)
        qg_text_free(&cells[i]);
}

void qg_inspection_finding_row(const struct qg_inspection *i, const struct qg_finding *finding,
                               struct qg_text *rows) {
    struct qg_text cells[3] = {{0}};
    citation_cell(i->facts, finding, &cells[0]);
    matter_cell(i->facts, finding, &cells[1]);
    facts_cell(i, finding, &cells[2]);
    add_row(cells, rows);
}

void qg_inspection_unreadable_row(const struct qg_inspection *i, const struct qg_finding *finding,
                                  struct qg_text *rows) {
    struct qg_text cells[3] = {{0}};
    qg_shown_add(&cells[0], finding->location.pointer);
    line(&cells[0]);
    place(&finding->location, &cells[0]);
    qg_shown_add(&cells[1], finding->message[i->facts->lang]);
    qg_text_add(&cells[2], finding->data_code);
    add_row(cells, rows);
}
