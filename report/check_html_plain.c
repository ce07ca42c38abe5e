// SPDX-License-Identifier: Apache-2.0

#include "check_html.h"

#include "date.h"
#include "html.h"
#include "words.h"

static void row(struct qg_text *out, const char *name, uint64_t count) {
    qg_html_row(out, qg_str_of(name));
    qg_html_count(out, count);
    qg_html_row_end(out);
}

static void table(struct qg_text *out, enum qg_word caption, int lang) {
    qg_html_table(
        out, qg_word(caption, lang),
        (const char *const[]){qg_word(QG_WORD_VALUE, lang), qg_word(QG_WORD_COUNT, lang), NULL});
}

static void records(const struct qg_tally *t, int lang, struct qg_text *out) {
    table(out, QG_WORD_RECORDS, lang);
    row(out, qg_word(QG_WORD_TOTAL, lang), t->records);
    row(out, qg_word(QG_WORD_NOT_AUDITED, lang), t->not_audited);
    row(out, qg_word(QG_WORD_UNREADABLE, lang), t->unreadable);
    qg_html_table_end(out);
}

static void verdicts(const struct qg_tally *t, int lang, struct qg_text *out) {
    table(out, QG_WORD_CERTIFICATIONS, lang);
    row(out, qg_word(QG_WORD_TOTAL, lang), t->certifications);
    for (int kind = QG_VERDICTS - 1; kind >= 0; kind--)
        row(out, qg_word_verdict((enum qg_verdict_kind)kind, lang), t->verdicts[kind]);
    qg_html_table_end(out);
}

static void findings(const struct qg_tally *t, int lang, struct qg_text *out) {
    table(out, QG_WORD_FINDINGS, lang);
    row(out, qg_word_outcome(QG_VIOLATED, lang), t->findings[QG_VIOLATED]);
    row(out, qg_word_outcome(QG_UNDETERMINED, lang), t->findings[QG_UNDETERMINED]);
    row(out, qg_word(QG_WORD_DATA, lang), t->data_findings);
    qg_html_table_end(out);
}

// What the versions of a rule come to together; nothing of a rule that found nothing.
static void rule(const struct qg_program *program, const struct qg_tally *t, uint32_t first,
                 uint32_t end, struct qg_text *out) {
    uint64_t violated = 0, open = 0;
    for (uint32_t i = first; i < end; i++) {
        violated += t->by_rule[i][QG_VIOLATED];
        open += t->by_rule[i][QG_UNDETERMINED];
    }
    if (violated + open == 0)
        return;
    qg_html_row(out, program->rules[first].id);
    qg_html_cell(out, program->rules[first].paragraph);
    qg_html_count(out, violated);
    qg_html_count(out, open);
    qg_html_row_end(out);
}

static void by_rule(const struct qg_program *program, const struct qg_tally *t, int lang,
                    struct qg_text *out) {
    qg_html_table(out, qg_word(QG_WORD_FINDINGS_BY_PARAGRAPH, lang),
                  (const char *const[]){qg_word(QG_WORD_THE_RULE, lang),
                                        qg_word(QG_WORD_PARAGRAPH, lang),
                                        qg_word_outcome(QG_VIOLATED, lang),
                                        qg_word_outcome(QG_UNDETERMINED, lang), NULL});
    for (uint32_t i = 0, end; t->by_rule != NULL && i < program->rule_count; i = end) {
        end = qg_rule_versions_end(program, i);
        rule(program, t, i, end, out);
    }
    qg_html_table_end(out);
}

// "order_300, sha256 …" of each act, and the day.
static void circumstances(const struct qg_run_facts *facts, struct qg_text *out) {
    char day[QG_DATE_TEXT];
    for (uint32_t i = 0; i < facts->program->act_count; i++) {
        qg_text_printf(out, "<p>%s: ", qg_word(QG_WORD_POLICY, facts->lang));
        qg_html_text(out, facts->program->acts[i].name);
        qg_text_addz(out, ", sha256 ");
        qg_html_text(out, facts->program->acts[i].digest);
        qg_text_addz(out, "</p>\n");
    }
    if (facts->as_of == QG_NONE)
        return;
    qg_date_format(facts->as_of, day);
    qg_text_printf(out, "<p>%s: %s</p>\n", qg_word(QG_WORD_AS_OF, facts->lang), day);
}

void qg_check_html_plain(const struct qg_run_facts *facts, const struct qg_tally *tally,
                         struct qg_text *out) {
    int lang = facts->lang;
    qg_text_printf(out, "<noscript>\n<main>\n<h1>%s</h1>\n<p>%s</p>\n",
                   qg_word(QG_WORD_CHECK_TITLE, lang), qg_word(QG_WORD_NO_SCRIPT, lang));
    circumstances(facts, out);
    records(tally, lang, out);
    verdicts(tally, lang, out);
    findings(tally, lang, out);
    by_rule(facts->program, tally, lang, out);
    qg_text_addz(out, "</main>\n</noscript>\n");
}
