// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "grid_text.h"
#include "workbook.h"
#include "xlsx.h"

#define HEADER                                                                                     \
    "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>A</v></c><c r=\"B1\" t=\"str\"><v>B</v></c>"            \
    "<c r=\"C1\" t=\"str\"><v>C</v></c></row>"

static void expect(const struct workbook_of *of, const char *expected) {
    struct qg_text bytes = {0};
    workbook_make(of, &bytes);
    qg_expect_grid(qg_text_str(&bytes), NULL, expected);
    qg_text_free(&bytes);
}

static void expect_zip(const struct workbook_part *parts, const char *expected) {
    struct qg_text bytes = {0};
    workbook_zip(parts, &bytes);
    qg_expect_grid(qg_text_str(&bytes), NULL, expected);
    qg_text_free(&bytes);
}

static void texts_are_shared_or_stand_in_their_cells(void **state) {
    (void)state;
    const struct workbook_of of = {
        .sheet = HEADER "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c>"
                        "<c r=\"B2\" t=\"inlineStr\"><is><t>in</t><rPh sb=\"0\" eb=\"1\"><t>say"
                        "</t></rPh></is></c><c r=\"C2\" t=\"s\"><v>0</v></c></row>",
        .strings = "<si><t>zero</t></si><si><r><t>о</t></r><r><rPr><b/></rPr><t>дин</t></r>"
                   "<rPh sb=\"0\" eb=\"1\"><t>say</t></rPh></si>"};
    expect(&of, "2: один|in|zero\n");
}

static void empty_cells_and_rows_leave_gaps(void **state) {
    (void)state;
    const struct workbook_of of = {
        .sheet = HEADER "<row r=\"3\"><c r=\"C3\"><v>3</v></c></row><row r=\"5\"><c r=\"A5\"/>"
                        "<c r=\"B5\" t=\"str\"><v></v></c></row><row><c t=\"str\"><v>x</v></c>"
                        "<c><v>7</v></c></row>"};
    expect(&of, "3: -|-|3\n6: x|7|-\n");
}

static void formulas_count_with_their_values(void **state) {
    (void)state;
    const struct workbook_of of = {
        .sheet = HEADER "<row r=\"2\"><c r=\"A2\"><f>1+1</f><v>2</v></c><c r=\"B2\" t=\"e\">"
                        "<f>1/0</f><v>#DIV/0!</v></c><c r=\"C2\" t=\"b\"><v>1</v></c></row>"};
    expect(&of, "2: 2|?#DIV/0!|true\n");
}

#define STYLES                                                                                     \
    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/><numFmt numFmtId=\"165\" "            \
    "formatCode=\"dd/mm/yyyy\\ hh:mm\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"             \
    "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"      \
    "<xf numFmtId=\"165\"/></cellXfs>"

static void dates_are_numbers_in_a_format(void **state) {
    (void)state;
    struct workbook_of of = {.sheet = HEADER "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45444</v></c>"
                                             "<c r=\"B2\" s=\"2\"><v>17</v></c>"
                                             "<c r=\"C2\" s=\"3\"><v>45444.4375</v></c></row>"
                                             "<row r=\"3\"><c r=\"A3\"><v>45444</v></c>"
                                             "<c r=\"B3\" s=\"9\"><v>17</v></c></row>",
                             .styles = STYLES};
    expect(&of, "2: 2024-06-01|00017|2024-06-01T10:30\n3: 45444|17|-\n");
    of.workbook = "date1904=\"1\"";
    expect(&of, "2: 2028-06-02|00017|2028-06-02T10:30\n3: 45444|17|-\n");
}

static const char *number(const char *value, uint8_t style, bool from_1904) {
    static char out[64];
    struct qg_text text = {0};
    qg_xlsx_number(&text, value, style, from_1904);
    snprintf(out, sizeof out, "%s", text.at);
    qg_text_free(&text);
    return out;
}

// The days around the 29 February 1900 that this count has, and the calendar has not.
static void both_counts_of_days_begin_where_they_should(void **state) {
    (void)state;
    assert_string_equal(number("1", QG_XLSX_DATE, false), "1900-01-01");
    assert_string_equal(number("59", QG_XLSX_DATE, false), "1900-02-28");
    assert_string_equal(number("61", QG_XLSX_DATE, false), "1900-03-01");
    assert_string_equal(number("36526", QG_XLSX_DATE, false), "2000-01-01");
    assert_string_equal(number("0", QG_XLSX_DATE, true), "1904-01-01");
    assert_string_equal(number("35064", QG_XLSX_DATE, true), "2000-01-01");
    assert_string_equal(number("-1", QG_XLSX_DATE, false), "-1");
    assert_string_equal(number("2958466", QG_XLSX_DATE, false), "2958466");
}

static void times_are_parts_of_a_day(void **state) {
    (void)state;
    assert_string_equal(number("0.5", QG_XLSX_TIME, false), "12:00");
    assert_string_equal(number("0.423611111111111", QG_XLSX_TIME, false), "10:10");
    assert_string_equal(number("45444.99999", QG_XLSX_DATE_TIME, false), "2024-06-01T23:59");
    assert_string_equal(number("45444.99999", QG_XLSX_DATE, false), "2024-06-01");
}

static void numbers_are_shown_as_they_are(void **state) {
    (void)state;
    assert_string_equal(number("12", QG_XLSX_PLAIN, false), "12");
    assert_string_equal(number("12.0", QG_XLSX_PLAIN, false), "12");
    assert_string_equal(number("1E3", QG_XLSX_PLAIN, false), "1000");
    assert_string_equal(number("0.1", QG_XLSX_PLAIN, false), "0.1");
    assert_string_equal(number("-7", QG_XLSX_PLAIN, false), "-7");
    assert_string_equal(number("what", QG_XLSX_DATE, false), "what");
    assert_string_equal(number("12", QG_XLSX_PAD + 5, false), "00012");
    assert_string_equal(number("1234567", QG_XLSX_PAD + 5, false), "1234567");
}

static void a_format_tells_days_from_numbers(void **state) {
    (void)state;
    static const struct {
        const char *code;
        uint8_t style;
    } cases[] = {{"General", QG_XLSX_PLAIN},
                 {"0.00", QG_XLSX_PLAIN},
                 {"dd.mm.yyyy", QG_XLSX_DATE},
                 {"[$-419]d\\ mmmm\\ yyyy;@", QG_XLSX_DATE},
                 {"dd/mm/yy h:mm", QG_XLSX_DATE_TIME},
                 {"h:mm", QG_XLSX_TIME},
                 {"mm:ss", QG_XLSX_TIME},
                 {"#,##0\" days\"", QG_XLSX_PLAIN},
                 {"0\\d", QG_XLSX_PLAIN},
                 {"[Red]0", QG_XLSX_PLAIN},
                 {"00000", QG_XLSX_PAD + 5},
                 {"0", QG_XLSX_PLAIN},
                 {"\"unclosed", QG_XLSX_PLAIN},
                 {"", QG_XLSX_PLAIN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(qg_xlsx_style_of(164, cases[i].code), cases[i].style);
    assert_int_equal(qg_xlsx_style_of(14, NULL), QG_XLSX_DATE);
    assert_int_equal(qg_xlsx_style_of(20, NULL), QG_XLSX_TIME);
    assert_int_equal(qg_xlsx_style_of(22, NULL), QG_XLSX_DATE_TIME);
    assert_int_equal(qg_xlsx_style_of(1, NULL), QG_XLSX_PLAIN);
}

// ---- what is refused ----

static void a_sheet_is_named_where_there_are_several(void **state) {
    (void)state;
    struct qg_text bytes = {0};
    const struct workbook_of of = {.sheet = HEADER};
    struct qg_source_file source = {
        .encoding = QG_STR(""), .sheet = QG_STR("T"), .header_row = 1, .first_row = 2};
    workbook_make(&of, &bytes);
    qg_expect_grid(qg_text_str(&bytes), &source,
                   "refused: file: no sheet is called `T`; there are: S\n");
    source.sheet = QG_STR("S");
    source.header_row = 7;
    qg_expect_grid(qg_text_str(&bytes), &source,
                   "refused: file: sheet `S`: there is no header: row 7 is empty\n");
    qg_text_free(&bytes);
}

static void a_zip_that_is_no_workbook_is_refused(void **state) {
    (void)state;
    const struct workbook_part empty[] = {{"readme", "x", 0}, {0}};
    const struct workbook_part other[] = {{"_rels/.rels", "<Relationships/>", 0}, {0}};
    expect_zip(empty, "refused: file: a damaged workbook: _rels/.rels: it is missing\n");
    expect_zip(other, "refused: file: a ZIP file that is no workbook\n");
    qg_expect_grid(QG_STR("PK\x03\x04 and no more"), NULL,
                   "refused: file: a damaged workbook: it is no ZIP file to its end\n");
}

static void a_part_that_is_no_xml_is_refused(void **state) {
    (void)state;
    const struct workbook_of of = {.sheet = HEADER "<row><c></row>"};
    expect(&of, "refused: file: a damaged workbook: xl/sheets/one.xml: mismatched tag\n");
}

static void entities_are_not_declared(void **state) {
    (void)state;
    const struct workbook_part parts[] = {
        {"_rels/.rels",
         "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
         "<Relationships>&b;</Relationships>",
         0},
        {0}};
    expect_zip(parts, "refused: file: a damaged workbook: _rels/.rels: it declares a document "
                      "type, which is not read\n");
}

// A part of spaces packs to next to nothing; what it unpacks to is counted all the same.
static void what_unpacks_to_more_than_is_read_is_refused(void **state) {
    (void)state;
    const char *sheet = HEADER "<row r=\"2\"><c r=\"A2\"><v>7</v></c></row>";
    struct workbook_of of = {.sheet = sheet, .unpacked = QG_XLSX_BYTES};
    expect(&of, "2: 7|-|-\n");
    of.unpacked++;
    expect(&of, "refused: file: a damaged workbook: xl/sheets/one.xml: it unpacks to more than is "
                "read\n");
}

// Whatever byte of a workbook is another one, it is read or refused.
static void damage_is_met_everywhere(void **state) {
    (void)state;
    struct qg_text bytes = {0};
    const struct workbook_of of = {.sheet = HEADER "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
                                   .styles = STYLES};
    workbook_make(&of, &bytes);
    for (size_t i = 4; i < bytes.len; i++) {
        struct qg_text out = {0};
        bytes.at[i] ^= 0x55;
        qg_grid_lines(qg_text_str(&bytes), NULL, &out);
        assert_false(out.failed);
        bytes.at[i] ^= 0x55;
        qg_text_free(&out);
    }
    qg_text_free(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_shared_or_stand_in_their_cells),
        cmocka_unit_test(empty_cells_and_rows_leave_gaps),
        cmocka_unit_test(formulas_count_with_their_values),
        cmocka_unit_test(dates_are_numbers_in_a_format),
        cmocka_unit_test(both_counts_of_days_begin_where_they_should),
        cmocka_unit_test(times_are_parts_of_a_day),
        cmocka_unit_test(numbers_are_shown_as_they_are),
        cmocka_unit_test(a_format_tells_days_from_numbers),
        cmocka_unit_test(a_sheet_is_named_where_there_are_several),
        cmocka_unit_test(a_zip_that_is_no_workbook_is_refused),
        cmocka_unit_test(a_part_that_is_no_xml_is_refused),
        cmocka_unit_test(entities_are_not_declared),
        cmocka_unit_test(what_unpacks_to_more_than_is_read_is_refused),
        cmocka_unit_test(damage_is_met_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
