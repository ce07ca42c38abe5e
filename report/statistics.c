// SPDX-License-Identifier: Apache-2.0

#include "statistics.h"

#include "shown.h"
#include "utf8.h"
#include "words.h"

#include <inttypes.h>
#include <string.h>

// The columns, and how wide they are.
static const enum qg_outcome columns[] = {QG_VIOLATED, QG_UNDETERMINED,   QG_SATISFIED,
                                          QG_EXEMPT,   QG_NOT_APPLICABLE, QG_NOT_IN_FORCE};

enum { COLUMNS = sizeof columns / sizeof columns[0], LABEL = 22, GAP = 2 };

struct row {
    uint64_t counts[QG_OUTCOMES];
};

// ---- lines ----

static void pad(struct qg_text *out, size_t begun, size_t width) {
    size_t taken = qg_utf8_count(out->at + begun, out->len - begun);
    qg_text_fill(out, ' ', taken < width ? width - taken : 1);
}

// The name of a row: an act's name goes before, where there are several.
static void label(struct qg_str act, struct qg_str name, struct qg_text *out) {
    size_t begun = out->len;
    qg_shown_add(out, act);
    if (act.len > 0)
        qg_text_char(out, ' ');
    qg_shown_add(out, name);
    if (!out->failed)
        pad(out, begun, LABEL);
}

static size_t width_of(const struct qg_run_facts *facts, int column) {
    const char *word = qg_word_outcome(columns[column], facts->lang);
    return qg_utf8_count(word, strlen(word)) + GAP;
}

static void heading(const struct qg_run_facts *facts, enum qg_word word, struct qg_text *out) {
    qg_text_char(out, '\n');
    label((struct qg_str){0}, qg_str_of(qg_word(word, facts->lang)), out);
    for (int i = 0; i < COLUMNS; i++)
        qg_text_printf(out, "  %s", qg_word_outcome(columns[i], facts->lang));
    qg_text_char(out, '\n');
}

static void numbers(const struct qg_run_facts *facts, const struct row *row, struct qg_text *out) {
    for (int i = 0; i < COLUMNS; i++)
        qg_text_printf(out, "%*" PRIu64, (int)width_of(facts, i), row->counts[columns[i]]);
    qg_text_char(out, '\n');
}

// ---- tables ----

static void add(struct row *row, const struct qg_tally *tally, uint32_t rule) {
    for (int k = 0; k < QG_OUTCOMES; k++)
        row->counts[k] += tally->by_rule[rule][k];
}

// A row of a table, with the heading before the first; nothing of what is neither wrong nor open.
static void line(const struct qg_run_facts *facts, enum qg_word by, struct qg_str act,
                 struct qg_str name, const struct row *row, bool *begun, struct qg_text *out) {
    if (row->counts[QG_VIOLATED] + row->counts[QG_UNDETERMINED] == 0)
        return;
    if (!*begun)
        heading(facts, by, out);
    *begun = true;
    label(act, name, out);
    numbers(facts, row, out);
}

static struct qg_str act_of(const struct qg_run_facts *facts, const struct qg_rule *rule) {
    return facts->program->act_count > 1 ? facts->program->acts[rule->act].name
                                         : (struct qg_str){0};
}

// What rules that stand together have in common.
typedef struct qg_str key(const struct qg_rule *rule);

static struct qg_str rule_id(const struct qg_rule *rule) {
    return rule->id;
}

static struct qg_str rule_paragraph(const struct qg_rule *rule) {
    return rule->paragraph;
}

static void in_order(const struct qg_run_facts *facts, const struct qg_tally *tally,
                     enum qg_word by, key *of, struct qg_text *out) {
    const struct qg_program *program = facts->program;
    bool begun = false;
    for (uint32_t i = 0; i < program->rule_count;) {
        const struct qg_rule *rule = &program->rules[i];
        struct row row = {{0}};
        for (; i < program->rule_count && program->rules[i].act == rule->act &&
               qg_str_equal(of(&program->rules[i]), of(rule));
             i++)
            add(&row, tally, i);
        line(facts, by, act_of(facts, rule), of(rule), &row, &begun, out);
    }
}

static void by_severity(const struct qg_run_facts *facts, const struct qg_tally *tally,
                        struct qg_text *out) {
    const struct qg_program *program = facts->program;
    bool begun = false;
    for (int32_t severity = QG_NONE; severity < (int32_t)program->severity_count; severity++) {
        struct row row = {{0}};
        for (uint32_t i = 0; i < program->rule_count; i++)
            if (program->rules[i].severity == severity)
                add(&row, tally, i);
        struct qg_str name = severity == QG_NONE ? qg_str_of(qg_word(QG_WORD_NONE, facts->lang))
                                                 : program->severities[severity].name;
        line(facts, QG_WORD_SEVERITY, (struct qg_str){0}, name, &row, &begun, out);
    }
}

static void total(const struct qg_run_facts *facts, const struct qg_tally *tally,
                  struct qg_text *out) {
    struct row row = {{0}};
    for (uint32_t i = 0; i < facts->program->rule_count; i++)
        add(&row, tally, i);
    heading(facts, QG_WORD_OUTCOMES, out);
    label((struct qg_str){0}, qg_str_of(qg_word(QG_WORD_TOTAL, facts->lang)), out);
    numbers(facts, &row, out);
}

void qg_statistics_add(const struct qg_run_facts *facts, const struct qg_tally *tally,
                       struct qg_text *out) {
    in_order(facts, tally, QG_WORD_RULES, rule_id, out);
    in_order(facts, tally, QG_WORD_PARAGRAPH, rule_paragraph, out);
    by_severity(facts, tally, out);
    total(facts, tally, out);
}
