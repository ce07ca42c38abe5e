// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// Memory that runs out while the page of a check is written (starve.h).

#include "writer.h"

#include "starve.h"

static const struct qg_parameter parameters[] = {
    {.name = QG_STR_INIT("effective_on"), .shape = {.kind = QG_KIND_DATE}}};
static const struct qg_program program = {.parameters = parameters, .parameter_count = 1};

static enum qg_fault swallow(void *user, const char *at, size_t len) {
    (void)user, (void)at, (void)len;
    return QG_OK;
}

static enum qg_fault tell(struct qg_writer *w) {
    const struct qg_finding finding = {.rule = QG_NONE,
                                       .outcome = QG_VIOLATED,
                                       .severity = QG_NONE,
                                       .location = {.file = QG_STR("e.json"), .line = 3},
                                       .message = {QG_STR("Not a day")},
                                       .silenced_by = QG_NONE,
                                       .data_code = QG_STR("D0206")};
    const struct qg_tally tally = {.records = 1, .data_findings = 1};
    enum qg_fault fault = w->begin(w);
    if (fault == QG_OK)
        fault = w->finding(w, &finding);
    return fault == QG_OK ? w->end(w, &tally) : fault;
}

static bool write_page(void) {
    const struct qg_value values[] = {{43714, 43714}};
    const struct qg_run_facts facts = {
        .program = &program, .version = "1", .as_of = 45959, .parameters = values};
    struct qg_writer writer;
    if (!qg_writer_open(&writer, "html", &facts, (struct qg_output){NULL, swallow}))
        return false;
    enum qg_fault fault = tell(&writer);
    qg_writer_close(&writer);
    assert_true(fault == QG_OK || fault == QG_FAULT_MEMORY);
    return fault == QG_OK;
}

static void a_page_without_memory_fails_and_says_so(void **state) {
    (void)state;
    starve(write_page);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_page_without_memory_fails_and_says_so)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
