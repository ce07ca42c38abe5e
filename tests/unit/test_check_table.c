// SPDX-License-Identifier: Apache-2.0
//
// Decision tables: what is said of them, and what they give. What a table gives for inputs that
// are known in part is held against going through all the values that they may have.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "checked.h"
#include "compile.h"
#include "interval.h"
#include "machine.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

// ---- What is said ------------------------------------------------------------------------------

static void a_gap_is_named_with_the_row_that_would_fill_it(void **state) {
    (void)state;
    checked_reports(
        "table t(s: status, n: count): count { when decided, at least 3: 1 when postponed, "
        "any: 2 }",
        "E0321 no row of `t` is for s = decided and n = 0\n");
    checked_reports("table t(b: bool): count { when true: 1 }",
                    "E0321 no row of `t` is for b = false\n");
    checked_reports(
        "table t(d: date): count { when not after 2020-02-28: 1 when after 2020-02-29: 2 }",
        "E0321 no row of `t` is for d = 2020-02-29\n");
}

static void stretches_join_without_a_gap_or_an_overlap(void **state) {
    (void)state;
    const char *unused = "W0604 the definition `t` is never used\n";
    checked_reports("table t(n: count): count { when at most 3: 1 when more than 3: 2 }", unused);
    checked_reports("table t(n: count): count { when less than 3: 1 when at least 3: 2 }", unused);
    checked_reports(
        "table t(n: count): count { when 0 to 3: 1 when {4, 6, 5}: 2 when at least 7: 3 }", unused);
    checked_reports("table t(d: date): count { when before 2020-01-01: 1 when from 2020-01-01: 2 }",
                    unused);
    checked_reports(
        "table t(d: date): count { when not after 2020-01-01: 1 when after 2020-01-01: 2 }",
        unused);
    checked_reports("table t(d: date): count { when 1900-01-01 to 2199-12-31: 1 }", unused);
    checked_reports("table t(n: count): count { when 0 to 2147483647: 1 }", unused);
}

static void rows_that_meet_at_one_value_overlap(void **state) {
    (void)state;
    checked_reports("table t(n: count): count { when at most 3: 1 when at least 3: 2 }",
                    "E0322 two rows of `t` are for n = 3\n");
    checked_reports(
        "table t(d: date): count { when not after 2020-01-01: 1 when from 2020-01-01: 2 }",
        "E0322 two rows of `t` are for d = 2020-01-01\n");
    checked_reports(
        "table t(s: status, b: bool): count { when decided, any: 1 when any, true: 2 else: 3 }",
        "E0322 two rows of `t` are for s = decided and b = true\n");
}

static void overlaps_are_told_before_gaps(void **state) {
    (void)state;
    checked_reports("table t(n: count): count { when 3: 1 when 3: 2 }",
                    "E0322 two rows of `t` are for n = 3\n");
}

static void a_result_is_an_expression_over_the_inputs(void **state) {
    (void)state;
    char *listing = checked_listing("table t(n: count, b: bool): count { "
                                    "when any, true: n + 1 when any, false: n }");
    assert_non_null(strstr(listing, "(if (<= b false) n (+ n 1))"));
    free(listing);
    checked_reports("table t(n: count): count { when any: n + missing_name }",
                    "E0201 nothing is called `missing_name` here\n");
    checked_reports("table t(n: count): date { when any: n }",
                    "E0302 a date is needed here, this is a count\n");
}

static void a_table_of_a_type_is_a_derived_field_with_inputs(void **state) {
    (void)state;
    char *listing = checked_listing("table due of hearing(s: status): date { "
                                    "when decided: date when postponed: 1 month after date }");
    assert_non_null(strstr(listing, "define hearing.due(hearing, s)"));
    free(listing);
}

static void mistakes_in_cells_are_told_once_however_many_columns_there_are(void **state) {
    (void)state;
    checked_reports("table t(n: count, s: status): count { across s: decided, postponed "
                    "when 2020-01-01: 1, 2 when 5 to 4: 3, 4 else: 0 }",
                    "E0302 this does not fit `n`, which is a count\n"
                    "E0323 no value of `n` is in this cell\n");
}

// `count` inputs of a table whose one row asks for nothing.
static void write_inputs(struct qg_text *text, int count) {
    qg_text_addz(text, "table t(i0: bool");
    for (int i = 1; i < count; i++)
        qg_text_printf(text, ", i%d: bool", i);
    qg_text_addz(text, "): count { else: 1 }");
}

// QG_TABLE_INPUTS
static void a_table_has_eight_inputs_and_no_more(void **state) {
    (void)state;
    struct qg_text eight = {0}, nine = {0};
    write_inputs(&eight, 8);
    write_inputs(&nine, 9);
    checked_reports(eight.at, "W0604 the definition `t` is never used\n");
    checked_reports(nine.at, "E0324 a table has at most 8 inputs, this one has 9\n");
    qg_text_free(&eight);
    qg_text_free(&nine);
}

// Rows for the counts from 0 on, the last of them for all the others.
static void write_rows(struct qg_text *text, int count) {
    qg_text_addz(text, "table t(n: count): count {\n");
    for (int i = 0; i + 1 < count; i++)
        qg_text_printf(text, "when %d: %d\n", i, i % 7);
    qg_text_printf(text, "when at least %d: 9 }", count - 1);
}

// QG_TABLE_ROWS
static void a_table_has_a_thousand_rows_and_no_more(void **state) {
    (void)state;
    struct qg_text whole = {0}, more = {0};
    write_rows(&whole, 1000);
    write_rows(&more, 1001);
    checked_reports(whole.at, "W0604 the definition `t` is never used\n");
    checked_reports(more.at, "E0324 a table has at most 1000 rows, counting each column\n");
    qg_text_free(&whole);
    qg_text_free(&more);
}

// (QUESTIONS in check_table_tree.c.) Even and odd counts: no question about an input leaves out any
// row until it is the last one, so that there are ten answers to each, and ten times ten to two of
// them.
static void write_parities(struct qg_text *text, int inputs) {
    static const char *const cells[] = {"{ 0, 2, 4, 6, 8 }", "{ 1, 3, 5, 7, at least 9 }"};
    qg_text_addz(text, "table t(i0: count");
    for (int i = 1; i < inputs; i++)
        qg_text_printf(text, ", i%d: count", i);
    qg_text_addz(text, "): count {\n");
    for (int row = 0; row < 1 << inputs; row++) {
        for (int i = 0; i < inputs; i++)
            qg_text_printf(text, "%s%s", i == 0 ? "when " : ", ", cells[row >> i & 1]);
        qg_text_printf(text, ": %d\n", row);
    }
    qg_text_addz(text, "}");
}

static void a_table_that_takes_too_many_questions_is_refused(void **state) {
    (void)state;
    struct qg_text three = {0}, four = {0};
    write_parities(&three, 3);
    write_parities(&four, 4);
    checked_reports(three.at, "W0604 the definition `t` is never used\n");
    checked_reports(four.at,
                    "E0310 telling the rows of this table apart takes too many questions\n");
    qg_text_free(&three);
    qg_text_free(&four);
}

// ---- What it gives -----------------------------------------------------------------------------

enum { ROUNDS = 400, ROWS = 6, INPUTS = 3, VALUES = 4 };

struct world {
    uint64_t seed;
    uint32_t inputs, rows;
    bool has[ROWS][INPUTS][VALUES];
    bool otherwise;
    struct qg_text text;
    struct qg_compilation c;
};

static uint32_t below(struct world *w, uint32_t limit) {
    w->seed = w->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(w->seed >> 33) % limit;
}

// A cell of words or of counts, which have the last value as `at least 3`.
static void write_cell(struct world *w, uint32_t row, uint32_t input) {
    static const char *const words[] = {"v0", "v1", "v2", "v3"};
    static const char *const counts[] = {"0", "1", "2", "at least 3"};
    const char *before = "{ ";
    bool any = below(w, 3) == 0;
    uint32_t sure = below(w, VALUES);
    for (uint32_t v = 0; v < VALUES; v++) {
        w->has[row][input][v] = any || v == sure || below(w, 2) == 0;
        if (any || !w->has[row][input][v])
            continue;
        qg_text_printf(&w->text, "%s%s", before, input == 0 ? words[v] : counts[v]);
        before = ", ";
    }
    qg_text_addz(&w->text, any ? "any" : " }");
}

// The row that is for known inputs is the first that has them; it gives its own number.
static void write_table(struct world *w) {
    w->inputs = 1 + below(w, INPUTS);
    w->rows = 1 + below(w, ROWS);
    w->otherwise = below(w, 2) == 0;
    qg_text_addz(&w->text, "enum word { v0, v1, v2, v3 }\ntable t(i0: word");
    for (uint32_t i = 1; i < w->inputs; i++)
        qg_text_printf(&w->text, ", i%u: count", (unsigned)i);
    qg_text_addz(&w->text, "): count {\n");
    for (uint32_t row = 0; row < w->rows; row++) {
        for (uint32_t i = 0; i < w->inputs; i++) {
            qg_text_addz(&w->text, i == 0 ? "when " : ", ");
            write_cell(w, row, i);
        }
        qg_text_printf(&w->text, ": %u\n", (unsigned)row);
    }
    qg_text_addz(&w->text, w->otherwise ? "else: 9 }\n" : "}\n");
    qg_text_addz(&w->text, "record r { id: id } act a { title en \"A\" number \"1\" audits r }\n"
                           "severity s en \"s\" chapter 1 of a { rule P-a severity s require t(v0");
    for (uint32_t i = 1; i < w->inputs; i++)
        qg_text_addz(&w->text, ", 1");
    qg_text_addz(&w->text, ") > 0 duty en \"d\" }");
}

static void compile(struct world *w, uint64_t seed) {
    *w = (struct world){.seed = seed};
    write_table(w);
    struct qg_policy_text text = {.name = QG_STR("t"), .text = qg_text_str(&w->text)};
    assert_int_equal(qg_compilation_init(&w->c), QG_OK);
    w->c.lenient = true;
    assert_int_equal(qg_compile(&w->c, &text, 1, NULL, NULL), QG_OK);
    assert_non_null(w->c.program);
}

static int32_t table_of(const struct qg_program *program) {
    for (uint32_t i = 0; i < program->function_count; i++)
        if (qg_str_equal(program->functions[i].name, QG_STR("t")))
            return (int32_t)i;
    return QG_NONE;
}

// What the table gives for known inputs.
static struct qg_value gives(const struct world *w, const int32_t *values) {
    for (uint32_t row = 0; row < w->rows; row++) {
        uint32_t i = 0;
        while (i < w->inputs && w->has[row][i][values[i]])
            i++;
        if (i == w->inputs)
            return qg_exactly((int32_t)row);
    }
    return w->otherwise ? qg_exactly(9) : (struct qg_value){0, INT32_MAX};
}

// The hull of what it gives for all that the inputs may be.
static struct qg_value may_give(const struct world *w, const struct qg_value *inputs) {
    int32_t at[INPUTS];
    struct qg_value all = {INT32_MAX, 0};
    uint32_t moved;
    for (uint32_t i = 0; i < w->inputs; i++)
        at[i] = inputs[i].lo;
    do {
        struct qg_value one = gives(w, at);
        all.lo = one.lo < all.lo ? one.lo : all.lo;
        all.hi = one.hi > all.hi ? one.hi : all.hi;
        for (moved = 0; moved < w->inputs && at[moved] == inputs[moved].hi; moved++)
            at[moved] = inputs[moved].lo;
        if (moved < w->inputs)
            at[moved]++;
    } while (moved < w->inputs);
    return all;
}

static void compare(struct world *w, struct qg_machine *machine) {
    struct qg_value inputs[INPUTS];
    for (int round = 0; round < 20; round++) {
        for (uint32_t i = 0; i < w->inputs; i++) {
            int32_t lo = (int32_t)below(w, VALUES);
            inputs[i] = (struct qg_value){lo, lo + (int32_t)below(w, (uint32_t)(VALUES - lo))};
        }
        qg_machine_reset(machine);
        struct qg_value got = qg_machine_value(machine, table_of(w->c.program), inputs);
        struct qg_value expected = may_give(w, inputs);
        if (got.lo != expected.lo || got.hi != expected.hi)
            fail_msg("%s: [%d,%d], not [%d,%d]", w->text.at, got.lo, got.hi, expected.lo,
                     expected.hi);
    }
}

static void a_table_gives_what_the_rows_that_may_be_the_one_give(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        struct world w;
        struct qg_record record;
        struct qg_machine machine;
        struct qg_views views;
        uint16_t readings[2] = {0, 0};
        struct qg_settings settings = {.readings = readings};
        compile(&w, seed);
        assert_int_equal(qg_record_init(&record, &w.c.program->schema, 1), QG_OK);
        assert_int_equal(qg_views_init(&views, w.c.program, NULL), QG_OK);
        assert_int_equal(qg_machine_init(&machine, w.c.program, &views, &settings, &record, NULL),
                         QG_OK);
        compare(&w, &machine);
        qg_machine_free(&machine);
        qg_views_free(&views);
        qg_record_free(&record);
        qg_compilation_free(&w.c);
        qg_text_free(&w.text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gap_is_named_with_the_row_that_would_fill_it),
        cmocka_unit_test(stretches_join_without_a_gap_or_an_overlap),
        cmocka_unit_test(rows_that_meet_at_one_value_overlap),
        cmocka_unit_test(overlaps_are_told_before_gaps),
        cmocka_unit_test(a_result_is_an_expression_over_the_inputs),
        cmocka_unit_test(a_table_of_a_type_is_a_derived_field_with_inputs),
        cmocka_unit_test(mistakes_in_cells_are_told_once_however_many_columns_there_are),
        cmocka_unit_test(a_table_has_eight_inputs_and_no_more),
        cmocka_unit_test(a_table_has_a_thousand_rows_and_no_more),
        cmocka_unit_test(a_table_that_takes_too_many_questions_is_refused),
        cmocka_unit_test(a_table_gives_what_the_rows_that_may_be_the_one_give),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
