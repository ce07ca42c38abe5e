// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "compose.h"

// An act of 20 bytes and an amendment whose words go into it.
static uint32_t add(struct qg_sources *list, const char *name, const char *text) {
    uint32_t index;
    assert_int_equal(qg_sources_add(list, qg_str_of(name), qg_str_of(text), &index), QG_OK);
    return index;
}

static struct qg_span span(uint32_t source, uint32_t start, uint32_t end) {
    return (struct qg_span){source, start, end};
}

static void assert_text(const struct qg_sources *list, uint32_t source, const char *expected) {
    struct qg_str text = qg_sources_at(list, source)->text;
    assert_int_equal(text.len, strlen(expected));
    assert_memory_equal(text.at, expected, text.len);
}

static void assert_origin(const struct qg_sources *list, struct qg_span at, uint32_t source,
                          uint32_t start, uint32_t end) {
    struct qg_span from = qg_sources_origin(list, at);
    assert_int_equal(from.source, source);
    assert_int_equal(from.start, start);
    assert_int_equal(from.end, end);
}

static uint32_t compose(struct qg_sources *list, uint32_t source, struct qg_replacement *r,
                        uint32_t count) {
    uint32_t made;
    assert_null(qg_compose_sort(r, count));
    assert_int_equal(qg_compose(list, source, r, count, &made), QG_OK);
    return made;
}

static void a_replaced_word_comes_from_the_amendment_and_the_rest_from_the_act(void **state) {
    (void)state;
    struct qg_sources list = {0};
    uint32_t act = add(&list, "act", "every 3 years since"),
             draft = add(&list, "draft", "5 months");
    struct qg_replacement r = {.at = span(act, 6, 13), .with = {span(draft, 0, 8)}};
    uint32_t made = compose(&list, act, &r, 1);
    assert_text(&list, made, "every 5 months since");
    assert_origin(&list, span(made, 0, 5), act, 0, 5);
    assert_origin(&list, span(made, 6, 14), draft, 0, 8);
    assert_origin(&list, span(made, 8, 14), draft, 2, 8);
    assert_origin(&list, span(made, 15, 20), act, 14, 19);
    assert_origin(&list, span(made, 0, 20), act, 0, 6); // as far as the first stretch goes
    assert_true(qg_str_equal(qg_sources_place(&list, span(made, 6, 14)).name, QG_STR("draft")));
    qg_sources_free(&list);
}

static void marks_stand_for_the_change_that_made_them(void **state) {
    (void)state;
    struct qg_sources list = {0};
    uint32_t act = add(&list, "act", "a{b}"), draft = add(&list, "draft", "repeal b");
    struct qg_replacement r = {.at = span(act, 2, 3), .before = QG_STR("# gone\n")};
    r.because = span(draft, 0, 8);
    uint32_t made = compose(&list, act, &r, 1);
    assert_text(&list, made, "a{# gone\n}");
    assert_origin(&list, span(made, 2, 4), draft, 0, 2);
    assert_origin(&list, span(made, 9, 10), act, 3, 4);
    qg_sources_free(&list);
}

static void origins_hold_through_two_generations(void **state) {
    (void)state;
    struct qg_sources list = {0};
    uint32_t act = add(&list, "act", "one two three");
    uint32_t first = add(&list, "first", "TWO"), second = add(&list, "second", "O");
    struct qg_replacement r = {.at = span(act, 4, 7), .with = {span(first, 0, 3)}};
    uint32_t once = compose(&list, act, &r, 1);
    struct qg_replacement again[] = {
        {.at = span(once, 13, 13), .with = {span(second, 0, 1)}},
        {.at = span(once, 0, 3), .with = {span(second, 0, 1)}},
    };
    uint32_t twice = compose(&list, once, again, 2);
    assert_text(&list, twice, "O TWO threeO");
    assert_origin(&list, span(twice, 0, 1), second, 0, 1);
    assert_origin(&list, span(twice, 1, 2), act, 3, 4);
    assert_origin(&list, span(twice, 2, 5), first, 0, 3);
    assert_origin(&list, span(twice, 6, 11), act, 8, 13);
    assert_origin(&list, span(twice, 11, 12), second, 0, 1);
    qg_sources_free(&list);
}

static void a_text_as_it_was_given_is_its_own_origin(void **state) {
    (void)state;
    struct qg_sources list = {0};
    uint32_t act = add(&list, "act", "text");
    assert_origin(&list, span(act, 1, 3), act, 1, 3);
    assert_int_equal(qg_sources_origin(&list, QG_SPAN_NONE).source, QG_SOURCE_NONE);
    qg_sources_free(&list);
}

static void replacements_are_sorted_and_those_at_one_place_stay_in_order(void **state) {
    (void)state;
    struct qg_replacement list[] = {
        {.at = {0, 9, 9}, .before = QG_STR("c")},
        {.at = {0, 2, 5}, .before = QG_STR("a")},
        {.at = {0, 9, 9}, .before = QG_STR("d")},
        {.at = {0, 5, 5}, .before = QG_STR("b")},
    };
    assert_null(qg_compose_sort(list, 4));
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(list[i].before.at[0], 'a' + (int)i);
}

static void replacements_that_overlap_are_told(void **state) {
    (void)state;
    struct qg_replacement list[] = {{.at = {0, 4, 8}}, {.at = {0, 2, 5}}};
    const struct qg_replacement *second = qg_compose_sort(list, 2);
    assert_non_null(second);
    assert_int_equal(second->at.start, 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_replaced_word_comes_from_the_amendment_and_the_rest_from_the_act),
        cmocka_unit_test(marks_stand_for_the_change_that_made_them),
        cmocka_unit_test(origins_hold_through_two_generations),
        cmocka_unit_test(a_text_as_it_was_given_is_its_own_origin),
        cmocka_unit_test(replacements_are_sorted_and_those_at_one_place_stay_in_order),
        cmocka_unit_test(replacements_that_overlap_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
