// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grid_text.h"

#define EXPECT(bytes, expected) qg_expect_grid(QG_STR(bytes), NULL, expected)

static struct qg_source_file source(const char *encoding, char delimiter, uint64_t header,
                                    uint64_t first) {
    return (struct qg_source_file){.encoding = qg_str_of(encoding),
                                   .delimiter = delimiter,
                                   .quote = '"',
                                   .header_row = header,
                                   .first_row = first};
}

// ---- CSV ----

static void the_header_tells_what_separates_cells(void **state) {
    (void)state;
    EXPECT("A;B;C\n1;2;3\n", "2: 1|2|3\n");
    EXPECT("A,B,C\n1,2,3\n", "2: 1|2|3\n");
    EXPECT("A\tB\tC\n1\t2\t3\n", "2: 1|2|3\n");
    EXPECT("A;B;\"C, and; more\"\n1;2;3\n", "2: 1|2|-\nD0421 1:1 C\n");
}

static void columns_are_found_by_name_in_any_order(void **state) {
    (void)state;
    EXPECT("X;C; A ;B\n0;3;1;2\n", "2: 1|2|3\n");
    EXPECT("A;C\n1;3\n", "2: 1|-|3\nD0421 1:1 B\n");
    EXPECT("A;B;C;B\n1;2;3;4\n", "2: 1|2|3\nD0423 1:4 B\n");
}

static void quotes_hold_separators_quotes_and_lines(void **state) {
    (void)state;
    EXPECT("A;B;C\n\"1;1\";\"say \"\"x\"\"\";\"two\nlines\"\n4;5;6\n",
           "2: 1;1|say \"x\"|two\nlines\n4: 4|5|6\n");
    EXPECT("A;B;C\nsay \"x\";2;3\n", "2: say \"x\"|2|3\n");
    EXPECT("A;B;C\n1;\"2;3\n", "refused: file: the cell that is quoted in the row of line 2 is "
                               "never closed\n");
    const struct qg_source_file single = {
        .encoding = QG_STR(""), .quote = '\'', .header_row = 1, .first_row = 2};
    qg_expect_grid(QG_STR("A;B;C\n'1;1';\"2;3\n"), &single, "2: 1;1|\"2|3\n");
}

static void line_ends_and_empty_lines_do_not_matter(void **state) {
    (void)state;
    EXPECT("A;B;C\r\n1;2;3\r\n\r\n4;5;6", "2: 1|2|3\n4: 4|5|6\n");
    EXPECT("A;B;C\n   \n;;\n4;5;6\n", "4: 4|5|6\n");
    EXPECT("A;B;C\n", "");
    EXPECT("", "refused: file: there is no header: line 1 is empty\n");
}

static void short_rows_are_filled_up_and_wide_ones_told_of(void **state) {
    (void)state;
    EXPECT("A;B;C\n1\n1;2;3;4\n1;2;3;;\n", "2: 1|-|-\n3: 1|2|3\n4: 1|2|3\nD0414 3:4 4\n");
}

static void a_title_may_stand_above_the_header(void **state) {
    (void)state;
    const struct qg_source_file below = source("", 0, 3, 5);
    qg_expect_grid(QG_STR("Staff, 2024\n\nA;B;C\n1;2;3\n4;5;6\n"), &below, "5: 4|5|6\n");
    const struct qg_source_file given = source("", ',', 1, 2);
    qg_expect_grid(QG_STR("A,B;B,C\n1,2;2,3\n"), &given, "2: 1|-|3\nD0421 1:1 B\n");
}

static void an_encoding_is_declared_or_shows(void **state) {
    (void)state;
    const struct qg_source_file cyrillic = source("windows-1251", 0, 1, 2);
    const struct qg_source_file utf16 = source("utf-16le", 0, 1, 2);
    EXPECT("\xEF\xBB\xBF"
           "A;B;C\nда;2;3\n",
           "2: да|2|3\n");
    qg_expect_grid(QG_STR("A;B;C\n\xE4\xE0;2;3\n"), &cyrillic, "2: да|2|3\n");
    qg_expect_grid(QG_STR("A;B;C\nда;2;3\n"), &cyrillic,
                   "2: да|2|3\nnote file: read as utf-8, which it is, though windows-1251 is "
                   "declared\n");
    qg_expect_grid(QG_STR("A\0;\0B\0;\0C\0\n\0"
                          "1\0;\0"
                          "2\0;\0\x10\x04\n\0"),
                   &utf16, "2: 1|2|А\n");
}

static void bytes_that_cannot_be_decoded_spoil_their_cell_alone(void **state) {
    (void)state;
    const struct qg_source_file cyrillic = source("windows-1251", 0, 1, 2);
    EXPECT("A;B;C\n\xE4\xE0;2;3\n",
           "2: !\xEF\xBF\xBD\xEF\xBF\xBD|2|3\nnote file: 2 bytes are no utf-8; declare its "
           "encoding in the map: `encoding: windows-1251`, say\n");
    // 0x98 is no character of windows-1251.
    qg_expect_grid(QG_STR("A;B;C\n\x98\xE4;2;3\n"), &cyrillic,
                   "2: !\xEF\xBF\xBDд|2|3\nnote file: 1 bytes are no windows-1251\n");
}

// ---- JSON ----

static struct qg_source_file at_path(const char *path) {
    return (struct qg_source_file){.encoding = QG_STR(""), .path = qg_str_of(path)};
}

static void elements_of_a_list_are_rows(void **state) {
    (void)state;
    EXPECT("[{\"A\": 1, \"B\": \" x \",\n \"C\": true},\n {\"A\": 2.50, \"B\": null, \"C\": [1, "
           "\"b\"]}]",
           "1: 1|x|true\n3: 2.5|-|[1;b;\n");
    EXPECT("{\"A\": 1}\n{\"A\": 2}\n\n{\"A\": 3}\n", "1: 1|-|-\n2: 2|-|-\n4: 3|-|-\n");
}

static void a_path_leads_to_the_rows(void **state) {
    (void)state;
    const struct qg_source_file deep = at_path("d.rows"), nowhere = at_path("d.none");
    const struct qg_source_file within = at_path("d.rows[]x.list");
    const struct qg_str text =
        QG_STR("{\"d\": {\"rows\": [{\"x\": {\"list\": [{\"A\": 1}, {\"A\": 2}]}},\n"
               "{\"A\": 9, \"x\": {\"list\": []}}, {\"x\": {\"list\": {\"A\": 3}}}]}}");
    qg_expect_grid(text, &deep, "1: -|-|-\n2: 9|-|-\n2: -|-|-\n");
    qg_expect_grid(text, &within, "1: 1|-|-\n1: 2|-|-\n2: 3|-|-\n");
    qg_expect_grid(text, &nowhere, "refused: file: there is nothing at `d.none`\n");
}

static void json_that_is_none_is_refused_with_its_place(void **state) {
    (void)state;
    EXPECT("[{\"A\": 1},\n {\"A\" 2}]", "refused: file: line 2, column 8: ':' expected near '2'\n");
    EXPECT("[{\"A\": 1, \"A\": 2}]",
           "refused: file: line 1, column 14: duplicate object key near '\"A\"'\n");
}

static void an_old_workbook_is_refused_with_a_remedy(void **state) {
    (void)state;
    EXPECT("\xD0\xCF\x11\xE0 and more",
           "refused: file: a workbook in the old format (.xls); save it as .xlsx\n");
}

static void columns_are_called_as_in_a_sheet(void **state) {
    (void)state;
    static const struct {
        uint32_t number;
        const char *letters;
    } cases[] = {{1, "A"}, {26, "Z"}, {27, "AA"}, {52, "AZ"}, {702, "ZZ"}, {703, "AAA"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct qg_text out = {0};
        qg_column_letters(cases[i].number, &out);
        assert_string_equal(out.at, cases[i].letters);
        qg_text_free(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_tells_what_separates_cells),
        cmocka_unit_test(columns_are_found_by_name_in_any_order),
        cmocka_unit_test(quotes_hold_separators_quotes_and_lines),
        cmocka_unit_test(line_ends_and_empty_lines_do_not_matter),
        cmocka_unit_test(short_rows_are_filled_up_and_wide_ones_told_of),
        cmocka_unit_test(a_title_may_stand_above_the_header),
        cmocka_unit_test(an_encoding_is_declared_or_shows),
        cmocka_unit_test(bytes_that_cannot_be_decoded_spoil_their_cell_alone),
        cmocka_unit_test(elements_of_a_list_are_rows),
        cmocka_unit_test(a_path_leads_to_the_rows),
        cmocka_unit_test(json_that_is_none_is_refused_with_its_place),
        cmocka_unit_test(an_old_workbook_is_refused_with_a_remedy),
        cmocka_unit_test(columns_are_called_as_in_a_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
