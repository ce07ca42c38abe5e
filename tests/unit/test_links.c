// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "links.h"

static const struct qg_links links = {.host = QG_STR_INIT("desk"),
                                      .folder = QG_STR_INIT("/home/a b")};

static void assert_name(const char *file, uint64_t line, const char *expected) {
    struct qg_text out = {0};
    qg_links_name(&links, qg_str_of(file), line, &out);
    assert_string_equal(out.at != NULL ? out.at : "", expected);
    qg_text_free(&out);
}

static void a_place_is_named_by_host_path_and_line(void **state) {
    (void)state;
    assert_name("/data/export.ndjson", 12, "file://desk/data/export.ndjson#12");
    assert_name("/data/export.ndjson", 0, "file://desk/data/export.ndjson");
}

static void a_relative_name_is_seen_from_the_folder(void **state) {
    (void)state;
    assert_name("x.json", 1, "file://desk/home/a%20b/x.json#1");
}

static void what_a_uri_does_not_take_is_encoded(void **state) {
    (void)state;
    assert_name("/a#b?c%d\x1b;\"", 0, "file://desk/a%23b%3Fc%25d%1B%3B%22");
    assert_name("/қ", 0, "file://desk/%D2%9B");
}

static void the_standard_input_is_no_place(void **state) {
    (void)state;
    assert_name("-", 3, "");
    assert_name("", 0, "");
}

static void a_link_has_two_halves_and_none_without_a_name(void **state) {
    (void)state;
    struct qg_text out = {0};
    qg_links_open(QG_STR("file://desk/a"), &out);
    qg_text_addz(&out, "a");
    qg_links_close(QG_STR("file://desk/a"), &out);
    qg_links_open((struct qg_str){0}, &out);
    qg_links_close((struct qg_str){0}, &out);
    assert_string_equal(out.at, "\x1b]8;;file://desk/a\x1b\\a\x1b]8;;\x1b\\");
    qg_text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_named_by_host_path_and_line),
        cmocka_unit_test(a_relative_name_is_seen_from_the_folder),
        cmocka_unit_test(what_a_uri_does_not_take_is_encoded),
        cmocka_unit_test(the_standard_input_is_no_place),
        cmocka_unit_test(a_link_has_two_halves_and_none_without_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
