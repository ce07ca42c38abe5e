// SPDX-License-Identifier: Apache-2.0
#include "blocks.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct qg_block block_of(uint32_t rule, uint8_t depth, int32_t ref) {
    struct qg_block block = {.rule = rule, .depth = depth, .outcome = QG_UNDETERMINED};
    block.args[0] = (struct qg_value){1, 1};
    block.args[depth - 1] = (struct qg_value){ref, ref};
    return block;
}

static uint32_t count_of(const struct qg_blocks *blocks, uint8_t depth, int32_t ref) {
    uint32_t count = 0;
    const struct qg_block *block = qg_blocks_first(blocks, depth, ref);
    for (; block != NULL; block = qg_blocks_next(blocks, block))
        count++;
    return count;
}

static void nothing_is_found_in_nothing(void **state) {
    (void)state;
    struct qg_blocks blocks = {0};
    assert_null(qg_blocks_first(&blocks, 1, 1));
    qg_blocks_clear(&blocks);
    qg_blocks_free(&blocks);
}

static void blocks_are_found_by_depth_and_element_at_once_and_as_they_grow_many(void **state) {
    (void)state;
    struct qg_blocks blocks = {0};
    for (int32_t ref = 1000; ref > 0; ref--) { // against the order of the record
        assert_true(qg_blocks_add(&blocks, block_of(7, 2, ref)));
        assert_int_equal(count_of(&blocks, 2, ref), 1);
        assert_int_equal(count_of(&blocks, 3, ref), 0);
    }
    assert_true(qg_blocks_add(&blocks, block_of(8, 2, 500)));
    assert_true(qg_blocks_add(&blocks, block_of(9, 3, 500)));
    assert_int_equal(count_of(&blocks, 2, 500), 2);
    assert_int_equal(count_of(&blocks, 3, 500), 1);
    assert_int_equal(qg_blocks_first(&blocks, 3, 500)->rule, 9);
    assert_int_equal(count_of(&blocks, 2, 1000), 1);
    assert_int_equal(count_of(&blocks, 2, 1001), 0);
    qg_blocks_clear(&blocks);
    assert_int_equal(count_of(&blocks, 2, 500), 0);
    qg_blocks_free(&blocks);
}

static void a_block_covers_the_chains_that_begin_with_its_own(void **state) {
    (void)state;
    struct qg_block block = block_of(7, 2, 40);
    const struct qg_value inside[] = {{1, 1}, {40, 40}, {52, 52}}, beside[] = {{1, 1}, {41, 41}};
    assert_true(qg_block_covers(&block, inside));
    assert_false(qg_block_covers(&block, beside));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_found_in_nothing),
        cmocka_unit_test(blocks_are_found_by_depth_and_element_at_once_and_as_they_grow_many),
        cmocka_unit_test(a_block_covers_the_chains_that_begin_with_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
