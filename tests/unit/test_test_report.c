// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "test_report.h"

#include <string.h>

static const struct qg_test_failure late = {
    {6, 3}, QG_STR_INIT("expect P2-a satisfied"), QG_STR_INIT("- satisfied\n+ violated\n")};

static const struct qg_test_case two[] = {
    {.file = QG_STR_INIT("a.qagida"), .title = QG_STR_INIT("in time # \\ always"), .place = {1, 6}},
    {.file = QG_STR_INIT("a.qagida"),
     .title = QG_STR_INIT("late"),
     .place = {4, 6},
     .because = QG_STR_INIT("a day\x1b[31m"),
     .failures = &late,
     .failure_count = 1},
};

static struct qg_text report(enum qg_test_format format, uint32_t count, bool colour) {
    struct qg_text out = {0};
    qg_test_report(format, (struct qg_test_cases){two, count}, colour, &out);
    return out;
}

static void text_tells_what_failed_and_how_many(void **state) {
    (void)state;
    struct qg_text out = report(QG_TEST_TEXT, 2, false);
    assert_string_equal(out.at, "a.qagida:4:6: failed: late\n"
                                "    a.qagida:6:3: expect P2-a satisfied\n"
                                "      - satisfied\n"
                                "      + violated\n"
                                "    because: a day\\u{1b}[31m\n"
                                "2 tests, 1 failed\n");
    qg_text_free(&out);
}

static void colour_is_for_what_differs(void **state) {
    (void)state;
    struct qg_text out = report(QG_TEST_TEXT, 2, true);
    assert_non_null(strstr(out.at, "      \x1b[31m- satisfied\x1b[0m\n"));
    assert_non_null(strstr(out.at, "      \x1b[32m+ violated\x1b[0m\n"));
    qg_text_free(&out);
}

static void tap_begins_with_its_plan_and_escapes_what_would_be_a_directive(void **state) {
    (void)state;
    struct qg_text out = report(QG_TEST_TAP, 1, false);
    assert_string_equal(out.at, "TAP version 14\n1..1\nok 1 - in time \\# \\\\ always\n");
    qg_text_free(&out);
}

static void tap_tells_a_failure_in_yaml(void **state) {
    (void)state;
    struct qg_text out = report(QG_TEST_TAP, 2, false);
    assert_non_null(strstr(out.at, "not ok 2 - late\n"
                                   "  ---\n"
                                   "  message: \"expect P2-a satisfied\"\n"
                                   "  at:\n"
                                   "    file: \"a.qagida\"\n"
                                   "    line: 4\n"
                                   "    column: 6\n"
                                   "  because: \"a day\\u001b[31m\"\n"
                                   "  failures:\n"
                                   "    - what: \"expect P2-a satisfied\"\n"
                                   "      at:\n"
                                   "        file: \"a.qagida\"\n"
                                   "        line: 6\n"
                                   "        column: 3\n"
                                   "      diff:\n"
                                   "        - \"- satisfied\"\n"
                                   "        - \"+ violated\"\n"
                                   "  ...\n"));
    qg_text_free(&out);
}

static void junit_counts_by_file_and_holds_no_control_characters(void **state) {
    (void)state;
    struct qg_text out = report(QG_TEST_JUNIT, 2, false);
    assert_non_null(strstr(out.at, "<testsuite name=\"a.qagida\" tests=\"2\" failures=\"1\""));
    assert_non_null(strstr(out.at, "<failure message=\"expect P2-a satisfied\">"));
    assert_null(strchr(out.at, '\x1b'));
    qg_text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_tells_what_failed_and_how_many),
        cmocka_unit_test(colour_is_for_what_differs),
        cmocka_unit_test(tap_begins_with_its_plan_and_escapes_what_would_be_a_directive),
        cmocka_unit_test(tap_tells_a_failure_in_yaml),
        cmocka_unit_test(junit_counts_by_file_and_holds_no_control_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
