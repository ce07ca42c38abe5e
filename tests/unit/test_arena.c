// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "arena.h"

#include <stdalign.h>

static void what_is_handed_out_is_zeroed_even_after_a_reset(void **state) {
    (void)state;
    struct qg_arena arena;
    qg_arena_init(&arena, "test");
    for (int round = 0; round < 3; round++) {
        unsigned char *at = qg_arena_alloc(&arena, 1000);
        assert_non_null(at);
        for (int i = 0; i < 1000; i++)
            assert_int_equal(at[i], 0);
        memset(at, 0xAA, 1000);
        qg_arena_reset(&arena);
    }
    qg_arena_free(&arena);
}

static void every_piece_is_aligned_for_any_type(void **state) {
    (void)state;
    struct qg_arena arena;
    qg_arena_init(&arena, "test");
    for (size_t size = 0; size < 100; size++) {
        void *at = qg_arena_alloc(&arena, size);
        assert_non_null(at);
        assert_int_equal((uintptr_t)at % alignof(max_align_t), 0);
    }
    qg_arena_free(&arena);
}

static void pieces_do_not_overlap(void **state) {
    (void)state;
    struct qg_arena arena;
    unsigned char *pieces[300];
    qg_arena_init(&arena, "test");
    for (size_t i = 0; i < 300; i++) {
        pieces[i] = qg_arena_alloc(&arena, i);
        memset(pieces[i], (int)(i % 251), i);
    }
    for (size_t i = 0; i < 300; i++) {
        for (size_t k = 0; k < i; k++)
            assert_int_equal(pieces[i][k], i % 251);
    }
    qg_arena_free(&arena);
}

static void a_piece_larger_than_any_chunk_is_handed_out_whole(void **state) {
    (void)state;
    struct qg_arena arena;
    const size_t size = 5u * 1024 * 1024;
    qg_arena_init(&arena, "test");
    assert_non_null(qg_arena_alloc(&arena, 10));
    char *at = qg_arena_alloc(&arena, size);
    assert_non_null(at);
    at[0] = at[size - 1] = 'x';
    assert_true(qg_arena_bytes(&arena) >= size);
    qg_arena_free(&arena);
}

static void an_impossible_size_gives_null(void **state) {
    (void)state;
    struct qg_arena arena;
    qg_arena_init(&arena, "test");
    assert_null(qg_arena_alloc(&arena, SIZE_MAX));
    assert_null(qg_arena_alloc(&arena, SIZE_MAX / 2 + 1));
    assert_null(qg_arena_array(&arena, SIZE_MAX / 4, 8));
    assert_null(qg_arena_copy(&arena, "", SIZE_MAX));
    assert_non_null(qg_arena_array(&arena, 0, 8));
    qg_arena_free(&arena);
}

static void a_copy_ends_with_a_nul(void **state) {
    (void)state;
    struct qg_arena arena;
    qg_arena_init(&arena, "test");
    assert_string_equal(qg_arena_copy(&arena, "quorum", 4), "quor");
    assert_string_equal(qg_arena_copy(&arena, NULL, 0), "");
    qg_arena_free(&arena);
}

// With QG_ARENA_DEBUG a reset keeps nothing, so only "no more than before" holds in both modes.
static void rounds_of_the_same_work_do_not_grow_the_arena(void **state) {
    (void)state;
    struct qg_arena arena;
    size_t after_first = 0;
    qg_arena_init(&arena, "test");
    for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 2000; i++)
            assert_non_null(qg_arena_alloc(&arena, 40));
        if (round == 0)
            after_first = qg_arena_bytes(&arena);
        assert_true(qg_arena_bytes(&arena) <= 2 * after_first);
        qg_arena_reset(&arena);
        assert_true(qg_arena_bytes(&arena) <= after_first);
    }
    qg_arena_free(&arena);
    assert_int_equal(qg_arena_bytes(&arena), 0);
}

static void a_freed_arena_can_be_used_again(void **state) {
    (void)state;
    struct qg_arena arena;
    qg_arena_init(&arena, "test");
    qg_arena_reset(&arena);
    qg_arena_free(&arena);
    assert_non_null(qg_arena_alloc(&arena, 8));
    assert_string_equal(arena.name, "test");
    qg_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_handed_out_is_zeroed_even_after_a_reset),
        cmocka_unit_test(every_piece_is_aligned_for_any_type),
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(a_piece_larger_than_any_chunk_is_handed_out_whole),
        cmocka_unit_test(an_impossible_size_gives_null),
        cmocka_unit_test(a_copy_ends_with_a_nul),
        cmocka_unit_test(rounds_of_the_same_work_do_not_grow_the_arena),
        cmocka_unit_test(a_freed_arena_can_be_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
