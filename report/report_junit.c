// SPDX-License-Identifier: Apache-2.0
//
// `junit`: for whatever shows the results of tests. A suite is an act, a case one of its rules, the
// same ones in every run, so that a service can tell when a rule began to be broken. What is wrong
// with the data is a suite of its own. The counts of a suite stand before its cases, so all of it
// is written at the end; of the findings a few of each rule are kept (sheaf.h).

#include "writer.h"

#include "annotation.h"
#include "identity.h"
#include "junit.h"
#include "sheaf.h"
#include "words.h"

#include <inttypes.h>
#include <stdlib.h>

enum { NAME_LIMIT = 160 }; // bytes of a duty in the name of a case

// What comes of a case, and why.
enum ending { PASSED, FAILED, ERROR, SKIPPED };

struct conclusion {
    enum ending ending;
    enum qg_word word; // what of
    uint64_t count;
};

// ---- while the run goes on ----

static enum qg_fault begin(struct qg_writer *w) {
    struct qg_sheaves *sheaves = w->state = calloc(1, sizeof *sheaves);
    return sheaves == NULL ? QG_FAULT_MEMORY : qg_sheaves_init(sheaves, w->facts->program);
}

// "export.ndjson:12:33: message (record D-7 / certification c2)"
static void line(const struct qg_writer *w, const struct qg_finding *f, struct qg_text *out) {
    const struct qg_location *at = qg_shown_place(f);
    if (at->file.len > 0) {
        qg_text_add(out, at->file);
        qg_text_printf(out, ":%" PRIu64 ":%" PRIu32 ": ", at->line, at->column);
    }
    qg_says_add(f, w->facts->lang, QG_SHEAF_MESSAGE, out);
    qg_text_addz(out, " (");
    qg_identity_subject(f, out);
    qg_text_addz(out, ")\n");
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    struct qg_text *kept = qg_sheaves_take(w->state, w->facts->program, f);
    if (kept != NULL)
        line(w, f, kept);
    return kept != NULL && kept->failed ? QG_FAULT_MEMORY : QG_OK;
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    (void)w, (void)v; // what it rests on is told
    return QG_OK;
}

// ---- conclusions ----

static uint64_t due(const struct qg_writer *w, const struct qg_tally *tally, uint32_t rule,
                    enum qg_outcome outcome) {
    const struct qg_sheaves *sheaves = w->state;
    uint64_t all = qg_rule_tally(w->facts->program, tally, rule, outcome);
    uint64_t excused = sheaves->rules[rule].excused[outcome];
    return all > excused ? all - excused : 0;
}

static uint64_t excused(const struct qg_sheaf *sheaf) {
    return sheaf->excused[QG_VIOLATED] + sheaf->excused[QG_UNDETERMINED];
}

// What weighs most of what came out, in this order; a rule that nothing came out of was not asked.
static struct conclusion conclude(const struct qg_writer *w, const struct qg_tally *tally,
                                  uint32_t rule) {
    const struct qg_sheaves *sheaves = w->state;
    const struct conclusion order[] = {
        {FAILED, QG_WORD_VIOLATED, due(w, tally, rule, QG_VIOLATED)},
        {SKIPPED, QG_WORD_UNDETERMINED, due(w, tally, rule, QG_UNDETERMINED)},
        {SKIPPED, QG_WORD_EXCUSED, excused(&sheaves->rules[rule])},
        {PASSED, QG_WORD_SATISFIED, qg_rule_tally(w->facts->program, tally, rule, QG_SATISFIED)},
        {SKIPPED, QG_WORD_EXEMPT, qg_rule_tally(w->facts->program, tally, rule, QG_EXEMPT)},
        {SKIPPED, QG_WORD_NOT_IN_FORCE,
         qg_rule_tally(w->facts->program, tally, rule, QG_NOT_IN_FORCE)},
    };
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (order[i].count > 0)
            return order[i];
    return (struct conclusion){SKIPPED, QG_WORD_NOT_APPLICABLE,
                               qg_rule_tally(w->facts->program, tally, rule, QG_NOT_APPLICABLE)};
}

static struct conclusion conclude_data(const struct qg_sheaf *sheaf) {
    if (sheaf->due[QG_VIOLATED] > 0)
        return (struct conclusion){ERROR, QG_WORD_DATA, sheaf->due[QG_VIOLATED]};
    if (excused(sheaf) > 0)
        return (struct conclusion){SKIPPED, QG_WORD_EXCUSED, excused(sheaf)};
    return (struct conclusion){.ending = PASSED};
}

static void add_total(struct qg_junit_totals *totals, enum ending ending) {
    totals->tests++;
    totals->failures += ending == FAILED;
    totals->errors += ending == ERROR;
    totals->skipped += ending == SKIPPED;
}

static void add_totals(struct qg_junit_totals *to, const struct qg_junit_totals *more) {
    to->tests += more->tests;
    to->failures += more->failures;
    to->errors += more->errors;
    to->skipped += more->skipped;
}

static struct qg_junit_totals totals_of_act(const struct qg_writer *w, const struct qg_tally *tally,
                                            int32_t act) {
    const struct qg_program *program = w->facts->program;
    struct qg_junit_totals totals = {0};
    for (uint32_t i = 0; i < program->rule_count; i = qg_rule_versions_end(program, i))
        if (program->rules[i].act == act)
            add_total(&totals, conclude(w, tally, i).ending);
    return totals;
}

static struct qg_junit_totals totals_of_data(const struct qg_writer *w) {
    const struct qg_sheaves *sheaves = w->state;
    struct qg_junit_totals totals = {0};
    for (int i = 0; i < QG_DATA_CODES; i++)
        add_total(&totals, conclude_data(&sheaves->data[i]).ending);
    return totals;
}

// ---- cases ----

// The findings that were kept, and how many more there were.
static void list(const struct qg_writer *w, const struct qg_text *kept, uint64_t count,
                 struct qg_text *out) {
    qg_text_add(out, qg_text_str(kept));
    if (count > QG_SHEAF_KEPT)
        qg_text_printf(out, "%s: %" PRIu64 "\n", qg_word(QG_WORD_FURTHER, w->facts->lang),
                       count - QG_SHEAF_KEPT);
}

static void ending(const struct qg_writer *w, struct qg_xml *xml,
                   const struct conclusion *conclusion, const struct qg_text *says) {
    struct qg_text message = {0};
    qg_text_printf(&message, "%s: %" PRIu64, qg_word(conclusion->word, w->facts->lang),
                   conclusion->count);
    if (conclusion->ending == FAILED)
        qg_junit_failure(xml, qg_text_str(&message), qg_text_str(says));
    if (conclusion->ending == ERROR)
        qg_junit_error(xml, qg_text_str(&message), qg_text_str(says));
    if (conclusion->ending == SKIPPED)
        qg_junit_skipped(xml, qg_text_str(&message), qg_text_str(says));
    xml->out->failed = xml->out->failed || message.failed;
    qg_text_free(&message);
}

// How often what came out, and what is open beside a breach.
static void the_rest(const struct qg_writer *w, const struct qg_tally *tally, uint32_t rule,
                     bool failed, struct qg_xml *xml) {
    const struct qg_sheaves *sheaves = w->state;
    struct qg_text says = {0};
    for (int i = 0; i < QG_OUTCOMES; i++) {
        uint64_t count = qg_rule_tally(w->facts->program, tally, rule, (enum qg_outcome)i);
        if (count > 0)
            qg_text_printf(&says, "%s: %" PRIu64 "\n",
                           qg_word_outcome((enum qg_outcome)i, w->facts->lang), count);
    }
    if (failed)
        list(w, &sheaves->rules[rule].undetermined, due(w, tally, rule, QG_UNDETERMINED), &says);
    if (says.len > 0)
        qg_junit_output(xml, qg_text_str(&says));
    xml->out->failed = xml->out->failed || says.failed;
    qg_text_free(&says);
}

// "P46-a At least two thirds …", of the class "order_300.46".
static void open_case(const struct qg_writer *w, const struct qg_rule *rule, struct qg_xml *xml) {
    struct qg_text name = {0}, class = {0}, duty = {0};
    qg_duty_add(w->facts->program, rule, w->facts->lang, &duty);
    qg_text_printf(&name, "%.*s ", QG_STR_ARG(rule->id));
    qg_clipped_add(&name, qg_text_str(&duty), NAME_LIMIT);
    qg_text_printf(&class, "%.*s.%.*s", QG_STR_ARG(w->facts->program->acts[rule->act].name),
                   QG_STR_ARG(rule->paragraph));
    qg_junit_open_case(
        xml, &(struct qg_junit_case){.name = qg_text_str(&name), .class = qg_text_str(&class)});
    xml->out->failed = xml->out->failed || name.failed || class.failed || duty.failed;
    qg_text_free(&name);
    qg_text_free(&class);
    qg_text_free(&duty);
}

static void rule_case(const struct qg_writer *w, const struct qg_tally *tally, uint32_t rule,
                      struct qg_xml *xml) {
    const struct qg_sheaves *sheaves = w->state;
    struct conclusion conclusion = conclude(w, tally, rule);
    bool failed = conclusion.ending == FAILED;
    struct qg_text says = {0};
    open_case(w, &w->facts->program->rules[rule], xml);
    if (failed)
        list(w, &sheaves->rules[rule].violated, conclusion.count, &says);
    else if (conclusion.word == QG_WORD_UNDETERMINED)
        list(w, &sheaves->rules[rule].undetermined, conclusion.count, &says);
    ending(w, xml, &conclusion, &says);
    the_rest(w, tally, rule, failed, xml);
    qg_xml_close(xml);
    xml->out->failed = xml->out->failed || says.failed;
    qg_text_free(&says);
}

static void data_case(const struct qg_writer *w, enum qg_data_code code, struct qg_xml *xml) {
    const struct qg_sheaf *sheaf = &((const struct qg_sheaves *)w->state)->data[code];
    struct conclusion conclusion = conclude_data(sheaf);
    struct qg_text says = {0};
    qg_junit_open_case(
        xml, &(struct qg_junit_case){.name = qg_data_code(code), .class = QG_STR("data")});
    list(w, &sheaf->violated, sheaf->due[QG_VIOLATED], &says);
    ending(w, xml, &conclusion, &says);
    qg_xml_close(xml);
    xml->out->failed = xml->out->failed || says.failed;
    qg_text_free(&says);
}

// ---- suites ----

static enum qg_fault act_suite(struct qg_writer *w, const struct qg_tally *tally, uint32_t act,
                               struct qg_xml *xml) {
    const struct qg_program *program = w->facts->program;
    enum qg_fault fault = QG_OK;
    qg_junit_open_suite(xml, program->acts[act].name, totals_of_act(w, tally, (int32_t)act));
    for (uint32_t i = 0; i < program->rule_count && fault == QG_OK;
         i = qg_rule_versions_end(program, i)) {
        if (program->rules[i].act != (int32_t)act)
            continue;
        rule_case(w, tally, i, xml);
        fault = qg_writer_flush(w, false);
    }
    qg_xml_close(xml);
    return fault;
}

static void data_suite(struct qg_writer *w, struct qg_xml *xml) {
    qg_junit_open_suite(xml, QG_STR("data"), totals_of_data(w));
    for (int i = 0; i < QG_DATA_CODES; i++)
        data_case(w, (enum qg_data_code)i, xml);
    qg_xml_close(xml);
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    struct qg_xml xml;
    struct qg_junit_totals all = totals_of_data(w);
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < w->facts->program->act_count; i++) {
        struct qg_junit_totals totals = totals_of_act(w, tally, (int32_t)i);
        add_totals(&all, &totals);
    }
    qg_junit_open(&xml, &w->text, all);
    for (uint32_t i = 0; i < w->facts->program->act_count && fault == QG_OK; i++)
        fault = act_suite(w, tally, i, &xml);
    data_suite(w, &xml);
    qg_xml_close(&xml);
    return fault == QG_OK ? qg_writer_flush(w, true) : fault;
}

static void release(struct qg_writer *w) {
    if (w->state != NULL)
        qg_sheaves_free(w->state);
    free(w->state);
}

void qg_junit_writer(struct qg_writer *w) {
    w->begin = begin;
    w->finding = finding;
    w->verdict = verdict;
    w->end = end;
    w->free = release;
}
