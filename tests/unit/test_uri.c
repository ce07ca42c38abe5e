// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "uri.h"

static void assert_uri(const char *path, const char *uri) {
    struct qg_text text = {0};
    qg_uri_add(&text, qg_str_of(path));
    assert_string_equal(text.at, uri);
    qg_text_free(&text);
}

static void a_relative_path_is_a_relative_reference(void **state) {
    (void)state;
    assert_uri("data/export.json", "data/export.json");
    assert_uri("./data//./export.json", "data/export.json");
    assert_uri("../export.json", "../export.json");
    assert_uri("-", "-");
}

static void an_absolute_path_is_a_file(void **state) {
    (void)state;
    assert_uri("/srv/export.json", "file:///srv/export.json");
}

static void what_a_reference_cannot_hold_is_spelled_out(void **state) {
    (void)state;
    assert_uri("an export.json", "an%20export.json");
    assert_uri("100%.json", "100%25.json");
    assert_uri("a?b#c.json", "a%3Fb%23c.json");
    assert_uri("год.json", "%D0%B3%D0%BE%D0%B4.json");
    assert_uri("a\xff", "a%FF");
}

// "javascript:x" would be a scheme and its text.
static void a_colon_makes_no_scheme(void **state) {
    (void)state;
    assert_uri("javascript:x", "javascript%3Ax");
}

static void a_path_in_a_tree_has_no_dot_in_front(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_tree_path_add(&text, QG_STR("././a b.json"));
    assert_string_equal(text.at, "a b.json");
    qg_text_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_relative_path_is_a_relative_reference),
        cmocka_unit_test(an_absolute_path_is_a_file),
        cmocka_unit_test(what_a_reference_cannot_hold_is_spelled_out),
        cmocka_unit_test(a_colon_makes_no_scheme),
        cmocka_unit_test(a_path_in_a_tree_has_no_dot_in_front),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
