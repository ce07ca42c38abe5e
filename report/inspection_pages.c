// SPDX-License-Identifier: Apache-2.0

#include "inspection_pages.h"

#include "inspection.h"

#include "message.h"
#include "shown.h"
#include "words.h"

#include <inttypes.h>

struct page {
    const struct qg_run_facts *facts;
    const struct qg_inspected *who;
    struct qg_text *paper;
};

static struct qg_str word(const struct page *p, enum qg_word which) {
    return qg_str_of(qg_word(which, p->facts->lang));
}

// A field whose value was written into `value`, which is given back.
static void field(const struct page *p, enum qg_word name, struct qg_text *value) {
    qg_paper_field(p->paper, word(p, name), qg_text_str(value));
    p->paper->failed = p->paper->failed || value->failed;
    qg_text_free(value);
}

// A line to write on.
static void blank(const struct page *p, enum qg_word name) {
    qg_paper_field(p->paper, word(p, name), (struct qg_str){0});
}

static void count_field(const struct page *p, struct qg_str name, uint64_t number) {
    struct qg_text value = {0};
    qg_text_printf(&value, "%" PRIu64, number);
    qg_paper_field(p->paper, name, qg_text_str(&value));
    p->paper->failed = p->paper->failed || value.failed;
    qg_text_free(&value);
}

// ---- before ----

static void add_name(const struct page *p, struct qg_text *out) {
    bool known = p->who->name.len + p->who->id.len > 0;
    qg_shown_add(out, p->who->name.len > 0 ? p->who->name : p->who->id);
    if (!known)
        qg_text_add(out, word(p, QG_WORD_ACT_NO_INSTITUTION));
}

static void title(const struct page *p) {
    struct qg_text name = {0};
    struct qg_paper_block block = {
        .kind = QG_BLOCK_TITLE, .count = 2, .cells = {word(p, QG_WORD_ACT_TITLE)}};
    add_name(p, &name);
    block.cells[1] = qg_text_str(&name);
    qg_paper_add(p->paper, &block);
    p->paper->failed = p->paper->failed || name.failed;
    qg_text_free(&name);
}

static void institution(const struct page *p) {
    struct qg_text name = {0}, id = {0};
    add_name(p, &name);
    field(p, QG_WORD_ACT_INSTITUTION, &name);
    qg_shown_add(&id, p->who->id);
    if (p->who->id.len > 0)
        field(p, QG_WORD_ACT_INSTITUTION_ID, &id);
    else
        qg_text_free(&id);
}

// "Title, No. 300, 2019-08-26"
static void laws(const struct page *p) {
    const struct qg_program *program = p->facts->program;
    struct qg_text value = {0};
    for (uint32_t i = 0; i < program->act_count; i++) {
        const struct qg_act *act = &program->acts[i];
        struct qg_str title = qg_phrase_in(&act->title, p->facts->lang);
        qg_text_addz(&value, i > 0 ? "\n" : "");
        qg_shown_add(&value, title.len > 0 ? title : act->name);
        if (act->number.len > 0) {
            qg_text_addz(&value, ", № ");
            qg_shown_add(&value, act->number);
        }
        if (act->adopted != QG_NONE) {
            qg_text_addz(&value, ", ");
            qg_inspection_date(p->facts, act->adopted, &value);
        }
    }
    field(p, QG_WORD_ACT_LAW, &value);
}

static void audit_date(const struct page *p) {
    struct qg_text value = {0};
    if (p->facts->as_of == QG_NONE)
        qg_text_add(&value, word(p, QG_WORD_NOT_RECORDED));
    else
        qg_inspection_date(p->facts, p->facts->as_of, &value);
    field(p, QG_WORD_ACT_AS_OF, &value);
}

static void results(const struct page *p) {
    uint64_t judged = 0;
    for (int v = 0; v < QG_VERDICTS; v++)
        judged += p->who->verdicts[v];
    qg_paper_heading(p->paper, 1, word(p, QG_WORD_ACT_RESULTS));
    count_field(p, word(p, QG_WORD_ACT_RECORDS), p->who->records);
    count_field(p, word(p, QG_WORD_ACT_JUDGED), judged);
    for (int v = QG_VERDICTS - 1; v >= 0; v--) {
        struct qg_text name = {0};
        qg_text_printf(&name, "– %s", qg_word_verdict((enum qg_verdict_kind)v, p->facts->lang));
        count_field(p, qg_text_str(&name), p->who->verdicts[v]);
        p->paper->failed = p->paper->failed || name.failed;
        qg_text_free(&name);
    }
    count_field(p, word(p, QG_WORD_ACT_BREACHES), p->who->breaches);
    count_field(p, word(p, QG_WORD_ACT_OPEN), p->who->open);
    qg_paper_line(p->paper, QG_BLOCK_TEXT, word(p, QG_WORD_ACT_HONEST));
    bool nothing = p->who->breaches + p->who->open == 0;
    qg_paper_line(p->paper, QG_BLOCK_TEXT,
                  word(p, nothing ? QG_WORD_ACT_NOTHING : QG_WORD_ACT_CLEAN_COUNTED));
}

void qg_inspection_front(const struct qg_run_facts *facts, const struct qg_inspected *who,
                         struct qg_text *paper) {
    static const enum qg_word blanks[] = {QG_WORD_ACT_NUMBER, QG_WORD_ACT_DRAWN_UP,
                                          QG_WORD_ACT_BODY, QG_WORD_ACT_GROUND,
                                          QG_WORD_ACT_INSPECTORS};
    const struct page p = {facts, who, paper};
    title(&p);
    qg_paper_line(paper, QG_BLOCK_NOTE, word(&p, QG_WORD_ACT_DRAFT));
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++)
        blank(&p, blanks[i]);
    institution(&p);
    blank(&p, QG_WORD_ACT_PERIOD);
    laws(&p);
    audit_date(&p);
    results(&p);
}

// ---- behind ----

static void digests(const struct page *p) {
    const struct qg_program *program = p->facts->program;
    struct qg_text value = {0};
    for (uint32_t i = 0; i < program->act_count; i++) {
        qg_text_addz(&value, i > 0 ? "\n" : "");
        qg_shown_add(&value, program->acts[i].name);
        qg_text_addz(&value, ", sha256 ");
        qg_text_add(&value, program->acts[i].digest);
    }
    field(p, QG_WORD_ACT_POLICY, &value);
}

static void parameters(const struct page *p) {
    const struct qg_program *program = p->facts->program;
    const struct qg_record words = {.schema = &program->schema};
    struct qg_text value = {0};
    for (uint32_t i = 0; i < program->parameter_count; i++) {
        qg_text_addz(&value, i > 0 ? "\n" : "");
        qg_shown_add(&value, program->parameters[i].name);
        qg_text_addz(&value, " = ");
        qg_value_add(&words, program->parameters[i].shape, p->facts->parameters[i], p->facts->lang,
                     &value);
    }
    if (value.len > 0 || value.failed)
        field(p, QG_WORD_ACT_PARAMETERS, &value);
    else
        qg_text_free(&value);
}

static void weights(const struct page *p) {
    const struct qg_program *program = p->facts->program;
    struct qg_text value = {0};
    for (uint32_t i = 0; i < program->severity_count; i++) {
        const struct qg_severity *severity = &program->severities[i];
        qg_text_addz(&value, i > 0 ? "\n" : "");
        qg_shown_add(&value, severity->name);
        if (qg_phrase_in(&severity->title, p->facts->lang).len > 0) {
            qg_text_addz(&value, " – ");
            qg_shown_add(&value, qg_phrase_in(&severity->title, p->facts->lang));
        }
    }
    if (value.len > 0 || value.failed)
        field(p, QG_WORD_ACT_WEIGHTS, &value);
    else
        qg_text_free(&value);
}

// Whether the reader has to be told how it was read: something depends on it, or it was set.
static bool is_told(const struct page *p, uint32_t reading) {
    bool matters = reading < QG_READING_LIMIT && (p->who->readings >> reading & 1) != 0;
    return matters || p->facts->readings[reading] != p->facts->program->readings[reading].preset;
}

static void reading_row(const struct page *p, uint32_t at) {
    const struct qg_reading *reading = &p->facts->program->readings[at];
    uint16_t chosen = p->facts->readings[at];
    struct qg_str asks = qg_phrase_in(&reading->asks, p->facts->lang), says = {0};
    struct qg_text question = {0}, answer = {0};
    if (reading->value_texts != NULL)
        says = qg_phrase_in(&reading->value_texts[chosen], p->facts->lang);
    qg_shown_add(&question, asks);
    qg_text_addz(&question, asks.len > 0 ? "\n" : "");
    qg_shown_add(&question, reading->name);
    qg_shown_add(&answer, says);
    qg_text_addz(&answer, says.len > 0 ? "\n" : "");
    qg_shown_add(&answer, reading->values[chosen]);
    const struct qg_paper_block row = {
        .kind = QG_BLOCK_ROW, .count = 2, .cells = {qg_text_str(&question), qg_text_str(&answer)}};
    qg_paper_add(p->paper, &row);
    p->paper->failed = p->paper->failed || question.failed || answer.failed;
    qg_text_free(&question);
    qg_text_free(&answer);
}

static void readings(const struct page *p) {
    uint32_t told = 0, count = p->facts->program->reading_count;
    const struct qg_paper_block head = {
        .kind = QG_BLOCK_TABLE,
        .count = 2,
        .widths = {60, 40},
        .cells = {word(p, QG_WORD_ACT_QUESTION), word(p, QG_WORD_ACT_READ_AS)}};
    if (count == 0)
        return;
    qg_paper_heading(p->paper, 2, word(p, QG_WORD_ACT_READINGS));
    for (uint32_t i = 0; i < count; i++) {
        if (!is_told(p, i))
            continue;
        if (told++ == 0)
            qg_paper_add(p->paper, &head);
        reading_row(p, i);
    }
    if (told > 0)
        qg_paper_table_end(p->paper);
    if (told < count)
        qg_paper_line(p->paper, QG_BLOCK_TEXT, word(p, QG_WORD_ACT_READINGS_REST));
    if (p->facts->strict_readings)
        qg_paper_line(p->paper, QG_BLOCK_TEXT, word(p, QG_WORD_STRICT));
}

static void signatures(const struct page *p) {
    static const enum qg_word who[] = {QG_WORD_ACT_SIGN_INSPECTOR, QG_WORD_ACT_SIGN_INSTITUTION,
                                       QG_WORD_ACT_SIGN_REFUSAL};
    qg_paper_heading(p->paper, 1, word(p, QG_WORD_ACT_SIGNATURES));
    for (size_t i = 0; i < sizeof who / sizeof who[0]; i++)
        qg_paper_line(p->paper, QG_BLOCK_SIGNATURE, word(p, who[i]));
}

void qg_inspection_back(const struct qg_run_facts *facts, const struct qg_inspected *who,
                        struct qg_text *paper) {
    const struct page p = {facts, who, paper};
    struct qg_text version = {0};
    qg_paper_heading(paper, 1, word(&p, QG_WORD_ACT_BASIS));
    digests(&p);
    parameters(&p);
    weights(&p);
    qg_text_printf(&version, "Qagida %s", facts->version);
    field(&p, QG_WORD_ACT_COMPILED_BY, &version);
    readings(&p);
    signatures(&p);
}
