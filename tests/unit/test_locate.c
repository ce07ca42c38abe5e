// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "input.h"
#include "locate.h"

// The offset of `pointer` in a text that is padded as texts of records are.
static size_t locate(const char *text, const char *pointer) {
    char padded[512] = {0};
    assert_true(strlen(text) + QG_INPUT_PADDING < sizeof padded);
    snprintf(padded, sizeof padded, "%s", text);
    return qg_locate((struct qg_str){padded, strlen(text)}, qg_str_of(pointer));
}

static size_t locate_key(const char *text, const char *pointer) {
    char padded[512] = {0};
    assert_true(strlen(text) + QG_INPUT_PADDING < sizeof padded);
    snprintf(padded, sizeof padded, "%s", text);
    return qg_locate_key((struct qg_str){padded, strlen(text)}, qg_str_of(pointer));
}

static void a_pointer_leads_to_the_first_byte_of_its_value(void **state) {
    (void)state;
    assert_int_equal(locate(" {\"a\":1}", ""), 1);
    assert_int_equal(locate("{\"a\":1,\"b\" : {\"c\":[10,[20 ,21]]}}", "/a"), 5);
    assert_int_equal(locate("{\"a\":1,\"b\" : {\"c\":[10,[20 ,21]]}}", "/b"), 13);
    assert_int_equal(locate("{\"a\":1,\"b\" : {\"c\":[10,[20 ,21]]}}", "/b/c/0"), 19);
    assert_int_equal(locate("{\"a\":1,\"b\" : {\"c\":[10,[20 ,21]]}}", "/b/c/1/1"), 27);
}

static void brackets_and_quotes_in_strings_lead_nobody_astray(void **state) {
    (void)state;
    assert_int_equal(locate("{\"a\":\"}]\\\",{\",\"b\":2}", "/b"), 18);
}

static void keys_are_compared_without_escapes_on_either_side(void **state) {
    (void)state;
    assert_int_equal(locate("{\"\\u0061\":7}", "/a"), 10);
    assert_int_equal(locate("{\"a/b\":1,\"a~b\":2,\"\":3}", "/a~1b"), 7);
    assert_int_equal(locate("{\"a/b\":1,\"a~b\":2,\"\":3}", "/a~0b"), 15);
    assert_int_equal(locate("{\"a/b\":1,\"a~b\":2,\"\":3}", "/"), 20);
}

static void what_is_missing_is_located_at_the_last_value_on_the_way(void **state) {
    (void)state;
    assert_int_equal(locate("{\"a\":{\"b\":[1]}}", "/a/x/y"), 5);
    assert_int_equal(locate("{\"a\":{\"b\":[1]}}", "/a/b/1"), 10);
    assert_int_equal(locate("{\"a\":{\"b\":[1]}}", "/a/b/0/c"), 11);
    assert_int_equal(locate("{\"a\":[]}", "/a/0"), 5);
    assert_int_equal(locate("{\"a\":[1]}", "/a/x"), 5);
    assert_int_equal(locate("{\"a\":[1]}", "/a/99999999999999999999"), 5);
}

static void the_key_of_a_member_can_be_found_instead_of_its_value(void **state) {
    (void)state;
    assert_int_equal(locate_key("{\"a\":{ \"b\":[1]}}", "/a/b"), 7);
    assert_int_equal(locate_key("{\"a\":{ \"b\":[1]}}", "/a/b/0"), 12);
}

static void text_that_is_not_json_gives_some_place_within_it(void **state) {
    (void)state;
    static const char text[] = "{\"a\":[1,{\"b\":tru";
    for (size_t len = 0; len < sizeof text; len++) {
        char padded[256] = {0};
        memcpy(padded, text, len);
        assert_true(qg_locate((struct qg_str){padded, len}, QG_STR("/a/1/b/c")) <= len);
    }
}

// All pointers at once give what each gives alone, in whatever order they are asked for.
static void many_pointers_are_found_as_each_by_itself(void **state) {
    (void)state;
    static const char *const pointers[] = {
        "/b/c/10",   "/b",   "/b/c/2", "",       "/b/c/1/1", "/a!",
        "/a",        "/a/x", "/b/c/1", "/d",     "/b/c",     "/a~1b",
        "/b/c/10/x", "/e/0", "/b/c/1", "/e/1/f", "/b/c/11",  "/c",
    };
    enum { COUNT = sizeof pointers / sizeof pointers[0] };
    static const char text[] =
        " {\"a\":1,\"a!\":2,\"b\" : {\"c\":[10,[20 ,21],3,4,5,6,7,8,9,9,{}]},"
        "\"a/b\":[], \"\\u0065\":[1,{\"f\":0}],\"a\":9}";
    struct qg_sought sought[COUNT];
    char padded[512] = {0};
    snprintf(padded, sizeof padded, "%s", text);
    for (uint32_t i = 0; i < COUNT; i++)
        sought[i] = (struct qg_sought){.pointer = qg_str_of(pointers[i]), .order = i};
    qg_locate_all((struct qg_str){padded, strlen(text)}, sought, COUNT);
    for (int i = 0; i < COUNT; i++) {
        const char *pointer = pointers[sought[i].order];
        assert_true(qg_str_equal(sought[i].pointer, qg_str_of(pointer)));
        assert_int_equal(sought[i].value, locate(text, pointer));
        assert_int_equal(sought[i].key, locate_key(text, pointer));
    }
}

static void of_equal_keys_the_first_counts(void **state) {
    (void)state;
    assert_int_equal(locate("{\"a\":{\"b\":1},\"a\":{\"b\":2,\"c\":3}}", "/a/b"), 10);
    assert_int_equal(locate("{\"a\":{\"b\":1},\"a\":{\"b\":2,\"c\":3}}", "/a/c"), 5);
}

static void columns_count_code_points_and_lines_begin_anew(void **state) {
    (void)state;
    struct qg_str text = QG_STR("{\"имя\":1,\n \"b\":2}");
    struct qg_place first = {7, 3};
    struct qg_place one = qg_locate_place(text, first, 0, 9);
    struct qg_place two = qg_locate_place(text, one, 9, 17);
    assert_int_equal(one.line, 7);
    assert_int_equal(one.column, 3 + 6); // { " и м я " are six
    assert_int_equal(two.line, 8);
    assert_int_equal(two.column, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pointer_leads_to_the_first_byte_of_its_value),
        cmocka_unit_test(brackets_and_quotes_in_strings_lead_nobody_astray),
        cmocka_unit_test(keys_are_compared_without_escapes_on_either_side),
        cmocka_unit_test(what_is_missing_is_located_at_the_last_value_on_the_way),
        cmocka_unit_test(the_key_of_a_member_can_be_found_instead_of_its_value),
        cmocka_unit_test(text_that_is_not_json_gives_some_place_within_it),
        cmocka_unit_test(many_pointers_are_found_as_each_by_itself),
        cmocka_unit_test(of_equal_keys_the_first_counts),
        cmocka_unit_test(columns_count_code_points_and_lines_begin_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
