// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

//
// Memory that runs out while a report is written (starve.h), in each of the formats.
#include "lang.h"
#include "sample_report.h"
#include "starve.h"
#include "writer.h"

#include <string.h>

static const char *format;

static enum qg_fault drop(void *user, const char *at, size_t len) {
    (void)user, (void)at, (void)len;
    return QG_OK;
}

static enum qg_fault write_all(struct qg_writer *w) {
    static const struct qg_excuse known = {.kind = QG_EXCUSE_BASELINE};
    static uint64_t by_rule[SAMPLE_RULES][QG_OUTCOMES];
    const struct qg_tally tally = {.records = 3, .by_rule = by_rule};
    struct qg_finding findings[] = {sample_breach(), sample_question(), sample_data_finding(),
                                    sample_breach()};
    findings[3].excused = &known;
    struct qg_text problem = {0};
    enum qg_fault fault = w->ready != NULL ? w->ready(w, &problem) : QG_OK;
    qg_text_free(&problem);
    if (fault == QG_OK)
        fault = w->begin(w);
    for (size_t i = 0; i < sizeof findings / sizeof findings[0] && fault == QG_OK; i++)
        fault = w->finding(w, &findings[i]);
    return fault == QG_OK ? w->end(w, &tally) : fault;
}

static bool write_report(void) {
    const struct qg_run_facts facts = {
        .program = &sample_program, .version = "1", .as_of = QG_NONE, .lang = QG_LANG_RU};
    struct qg_writer writer;
    assert_true(qg_writer_open(&writer, format, &facts, (struct qg_output){NULL, drop}));
    enum qg_fault fault = write_all(&writer);
    qg_writer_close(&writer);
    return fault == QG_OK;
}

static void a_report_short_of_memory_says_so(void **state) {
    (void)state;
    for (const char *const *name = qg_writer_formats(); *name != NULL; name++) {
        format = *name;
        if (strcmp(format, "act-pdf") != 0) // Pango ends the process when memory is out
            starve(write_report);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_report_short_of_memory_says_so)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
