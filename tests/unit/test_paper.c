// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "paper.h"

static void assert_str(struct qg_str s, const char *expected) {
    assert_int_equal(s.len, strlen(expected));
    if (s.len > 0)
        assert_memory_equal(s.at, expected, s.len);
}

static void what_is_written_is_read_in_its_order(void **state) {
    (void)state;
    struct qg_text paper = {0};
    struct qg_paper_block block;
    const struct qg_paper_block table = {.kind = QG_BLOCK_TABLE,
                                         .count = 2,
                                         .widths = {30, 70},
                                         .cells = {QG_STR("who"), QG_STR("what\nand why")}};
    qg_paper_heading(&paper, 2, QG_STR("one"));
    qg_paper_add(&paper, &table);
    qg_paper_table_end(&paper);
    qg_paper_field(&paper, QG_STR("name"), (struct qg_str){0});
    struct qg_str rest = qg_text_str(&paper);
    assert_true(qg_paper_next(&rest, &block));
    assert_int_equal(block.kind, QG_BLOCK_HEADING);
    assert_int_equal(block.level, 2);
    assert_str(block.cells[0], "one");
    assert_true(qg_paper_next(&rest, &block));
    assert_int_equal(block.kind, QG_BLOCK_TABLE);
    assert_int_equal(block.widths[1], 70);
    assert_str(block.cells[1], "what\nand why");
    assert_true(qg_paper_next(&rest, &block));
    assert_int_equal(block.kind, QG_BLOCK_TABLE_END);
    assert_int_equal(block.count, 0);
    assert_true(qg_paper_next(&rest, &block));
    assert_int_equal(block.kind, QG_BLOCK_FIELD);
    assert_str(block.cells[0], "name");
    assert_str(block.cells[1], "");
    assert_false(qg_paper_next(&rest, &block));
    qg_text_free(&paper);
}

static void bytes_that_are_cut_off_are_no_paper(void **state) {
    (void)state;
    struct qg_text paper = {0};
    struct qg_paper_block block;
    qg_paper_field(&paper, QG_STR("name"), QG_STR("value"));
    for (size_t len = 0; len < paper.len; len++) {
        struct qg_str rest = {paper.at, len};
        assert_false(qg_paper_next(&rest, &block));
    }
    qg_text_free(&paper);
}

static void kinds_and_counts_that_do_not_exist_are_refused(void **state) {
    (void)state;
    struct qg_text paper = {0};
    struct qg_paper_block block;
    qg_paper_field(&paper, QG_STR("name"), QG_STR("value"));
    struct qg_str rest = qg_text_str(&paper);
    paper.at[0] = QG_BLOCKS;
    assert_false(qg_paper_next(&rest, &block));
    paper.at[0] = QG_BLOCK_FIELD;
    paper.at[2] = QG_PAPER_CELLS + 1;
    rest = qg_text_str(&paper);
    assert_false(qg_paper_next(&rest, &block));
    qg_text_free(&paper);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_in_its_order),
        cmocka_unit_test(bytes_that_are_cut_off_are_no_paper),
        cmocka_unit_test(kinds_and_counts_that_do_not_exist_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
