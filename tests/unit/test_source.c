// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "source.h"

#include <stdlib.h>

static const struct qg_source *add(struct qg_sources *list, const char *name, struct qg_str text) {
    uint32_t index;
    assert_int_equal(qg_sources_add(list, qg_str_of(name), text, &index), QG_OK);
    return qg_sources_at(list, index);
}

static void assert_place(const struct qg_source *source, uint32_t offset, uint32_t line,
                         uint32_t column) {
    struct qg_place place = qg_source_place(source, offset);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void assert_line(const struct qg_source *source, uint32_t number, const char *expected) {
    assert_true(qg_str_equal(qg_source_line(source, number), qg_str_of(expected)));
}

static void offsets_become_lines_and_columns_from_one(void **state) {
    (void)state;
    struct qg_sources list = {0};
    const struct qg_source *source = add(&list, "a", QG_STR("act x {\n  rule\n\n}"));
    assert_place(source, 0, 1, 1);
    assert_place(source, 7, 1, 8);
    assert_place(source, 8, 2, 1);
    assert_place(source, 10, 2, 3);
    assert_place(source, 15, 3, 1);
    assert_place(source, 16, 4, 1);
    assert_place(source, 17, 4, 2);
    assert_place(source, 4000, 4, 2);
    qg_sources_free(&list);
}

static void a_column_is_a_code_point(void **state) {
    (void)state;
    struct qg_sources list = {0};
    const struct qg_source *source = add(&list, "a", QG_STR("x\nқаулы 300"));
    assert_place(source, 2 + 10, 2, 6);
    assert_place(source, 2 + 11, 2, 7);
    qg_sources_free(&list);
}

static void lines_come_without_their_breaks(void **state) {
    (void)state;
    struct qg_sources list = {0};
    const struct qg_source *source = add(&list, "a", QG_STR("one\r\ntwo\n\nfour"));
    assert_line(source, 1, "one");
    assert_line(source, 2, "two");
    assert_line(source, 3, "");
    assert_line(source, 4, "four");
    assert_line(source, 0, "");
    assert_line(source, 5, "");
    qg_sources_free(&list);
}

static void an_empty_text_is_one_empty_line(void **state) {
    (void)state;
    struct qg_sources list = {0};
    const struct qg_source *source = add(&list, "a", (struct qg_str){NULL, 0});
    assert_int_equal(source->lines.len, 1);
    assert_place(source, 0, 1, 1);
    assert_line(source, 1, "");
    qg_sources_free(&list);
}

static void sources_stay_where_they_are_while_others_are_added(void **state) {
    (void)state;
    struct qg_sources list = {0};
    char name[] = "first", text[] = "text";
    const struct qg_source *first = add(&list, name, qg_str_of(text));
    name[0] = text[0] = '?';
    for (int i = 0; i < 100; i++)
        add(&list, "other", QG_STR("x"));
    assert_ptr_equal(qg_sources_at(&list, 0), first);
    assert_string_equal(first->name.at, "first");
    assert_memory_equal(first->text.at, "text\0\0", 6);
    assert_ptr_equal(first->buffer, first->text.at);
    assert_null(qg_sources_at(&list, 101));
    assert_null(qg_sources_at(&list, QG_SOURCE_NONE));
    qg_sources_free(&list);
    assert_null(qg_sources_at(&list, 0));
}

static void a_span_gives_its_bytes(void **state) {
    (void)state;
    struct qg_sources list = {0};
    add(&list, "a", QG_STR("require quorum"));
    struct qg_str word = qg_sources_slice(&list, (struct qg_span){0, 8, 14});
    assert_true(qg_str_equal(word, QG_STR("quorum")));
    assert_int_equal(qg_sources_slice(&list, QG_SPAN_NONE).len, 0);
    struct qg_span both = qg_span_join((struct qg_span){0, 8, 14}, (struct qg_span){0, 2, 9});
    assert_int_equal(both.start, 2);
    assert_int_equal(both.end, 14);
    qg_sources_free(&list);
}

static void a_text_of_the_greatest_length_is_taken_and_a_byte_more_is_not(void **state) {
    (void)state;
    struct qg_sources list = {0};
    uint32_t index = 77;
    char *bytes = malloc((size_t)QG_SOURCE_BYTES_MAX + 1);
    assert_non_null(bytes);
    memset(bytes, ' ', (size_t)QG_SOURCE_BYTES_MAX + 1);
    struct qg_str text = {bytes, (size_t)QG_SOURCE_BYTES_MAX + 1};
    assert_int_equal(qg_sources_add(&list, QG_STR("a"), text, &index), QG_FAULT_LIMIT);
    assert_int_equal(index, 77);
    text.len--;
    assert_int_equal(qg_sources_add(&list, QG_STR("a"), text, &index), QG_OK);
    assert_int_equal(index, 0);
    free(bytes);
    qg_sources_free(&list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offsets_become_lines_and_columns_from_one),
        cmocka_unit_test(a_column_is_a_code_point),
        cmocka_unit_test(lines_come_without_their_breaks),
        cmocka_unit_test(an_empty_text_is_one_empty_line),
        cmocka_unit_test(sources_stay_where_they_are_while_others_are_added),
        cmocka_unit_test(a_span_gives_its_bytes),
        cmocka_unit_test(a_text_of_the_greatest_length_is_taken_and_a_byte_more_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
