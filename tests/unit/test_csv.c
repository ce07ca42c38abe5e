// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "csv.h"

#include <string.h>

// A row of this one cell.
static void assert_cell(struct qg_str cell, const char *written) {
    struct qg_text out = {0};
    struct qg_csv csv = {&out, false};
    qg_csv_cell(&csv, cell);
    assert_string_equal(out.at != NULL ? out.at : "", written);
    qg_text_free(&out);
}

static void cells_are_parted_by_commas_and_rows_by_line_breaks(void **state) {
    (void)state;
    struct qg_text out = {0};
    struct qg_csv csv = {&out, false};
    qg_csv_cellz(&csv, "a");
    qg_csv_number(&csv, 7);
    qg_csv_empty(&csv);
    qg_csv_end(&csv);
    qg_csv_empty(&csv);
    qg_csv_cellz(&csv, "b");
    qg_csv_end(&csv);
    assert_string_equal(out.at, "a,7,\r\n,b\r\n");
    qg_text_free(&out);
}

static void what_would_end_a_cell_is_quoted(void **state) {
    (void)state;
    assert_cell(QG_STR("a,b"), "\"a,b\"");
    assert_cell(QG_STR("say \"no\""), "\"say \"\"no\"\"\"");
    assert_cell(QG_STR("a\r\nb"), "\"a\r\nb\"");
    assert_cell(QG_STR(" a"), "\" a\"");
    assert_cell(QG_STR("Кворум, №1"), "\"Кворум, №1\"");
    assert_cell(QG_STR("plain text"), "plain text");
    assert_cell(QG_STR(""), "");
}

static void what_a_spreadsheet_would_run_is_text(void **state) {
    (void)state;
    assert_cell(QG_STR("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    assert_cell(QG_STR("+1"), "'+1");
    assert_cell(QG_STR("-1"), "'-1");
    assert_cell(QG_STR("@SUM"), "'@SUM");
    assert_cell(QG_STR("\t=1"), "'\t=1");
    assert_cell(QG_STR("\n=1"), "\"'\n=1\"");
    assert_cell(QG_STR("D-7"), "D-7");
}

static void what_a_terminal_would_obey_is_spelled_out(void **state) {
    (void)state;
    assert_cell(QG_STR("a\x1b[31m"), "a\\u{1b}[31m");
    assert_cell(QG_STR("a\xc2\x9b\x7f"), "a\\u{9b}\\u{7f}");
    assert_cell(QG_STR("a\xff"), "a\\xff");
    assert_cell(QG_STR("a\tb"), "a\tb");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_parted_by_commas_and_rows_by_line_breaks),
        cmocka_unit_test(what_would_end_a_cell_is_quoted),
        cmocka_unit_test(what_a_spreadsheet_would_run_is_text),
        cmocka_unit_test(what_a_terminal_would_obey_is_spelled_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
