// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "excerpt.h"

static void becomes(const char *policy, const char *expected) {
    struct qg_text out = {0};
    qg_excerpt_add(&out, qg_str_of(policy));
    assert_string_equal(out.at != NULL ? out.at : "", expected);
    qg_text_free(&out);
}

static void white_space_becomes_single_and_none_is_left_at_the_ends(void **state) {
    (void)state;
    becomes(" a\n\t  b \r\n", "a b");
    becomes("", "");
    becomes(" \n", "");
}

static void comments_go_and_what_follows_them_stays(void **state) {
    (void)state;
    becomes("a # why\n  and b", "a and b");
    becomes("# why\na", "a");
    becomes("a #", "a");
}

static void what_stands_in_quotes_is_left_alone(void **state) {
    (void)state;
    becomes("x = \"a  # b\"  y", "x = \"a  # b\" y");
    becomes("\"a \\\" # b\" c", "\"a \\\" # b\" c");
    becomes("\"open  end", "\"open  end");
    becomes("\"open \\", "\"open \\");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_space_becomes_single_and_none_is_left_at_the_ends),
        cmocka_unit_test(comments_go_and_what_follows_them_stays),
        cmocka_unit_test(what_stands_in_quotes_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
