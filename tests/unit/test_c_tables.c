// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "c_tables.h"
#include "natives.h"
#include "policy.h"

#include <string.h>

static struct qg_text printed(const struct qg_program *program) {
    struct qg_text out = {0};
    qg_program_c_tables(program, "x", &out);
    assert_false(out.failed);
    return out;
}

static void expect(const struct qg_program *program, const char *expected) {
    struct qg_text out = printed(program);
    if (strstr(out.at, expected) == NULL)
        fail_msg("\n%s\nhas no\n%s\n", out.at, expected);
    qg_text_free(&out);
}

static void numbers_keep_their_sign_and_their_width(void **state) {
    (void)state;
    static const int32_t image[] = {0, -1, INT32_MIN, INT32_MAX};
    static const struct qg_type types[] = {
        {.slots = 4, .image = image, .id_field = -1, .sections_field = -1}};
    static const struct qg_flag flags[] = {{.breaches = UINT64_MAX, .worlds = 7}};
    static const struct qg_period periods[] = {{.months = 2, .calendar = -1, .sign = -1}};
    const struct qg_program program = {.schema = {.types = types, .type_count = 1},
                                       .flags = flags,
                                       .flag_count = 1,
                                       .periods = periods,
                                       .period_count = 1};
    expect(&program, ".image = (const int32_t[]){0, -1, INT32_MIN, 2147483647}");
    expect(&program, ".id_field = -1");
    expect(&program, ".breaches = UINT64_C(18446744073709551615)");
    expect(&program, ".worlds = 7");
    expect(&program, ".months = 2, .calendar = -1, .sign = -1}");
}

// Octal of three digits, so that a digit may follow; the question mark begins trigraphs.
static void strings_are_escaped_so_that_every_compiler_reads_them_alike(void **state) {
    (void)state;
    static const struct qg_severity severities[] = {
        {.name = QG_STR_INIT("a\"b\\c\n1?\?/"), .title = {{{0}, QG_STR_INIT("үш"), {0}}}}};
    const struct qg_program program = {.severities = severities, .severity_count = 1};
    expect(&program, "TEXT(\"a\\042b\\134c\\0121\\077\\077/\")");
    expect(&program, "{.in = {{0}, TEXT(\"үш\"), {0}}}");
}

static void what_is_not_there_is_left_out(void **state) {
    (void)state;
    const struct qg_program program = {0};
    struct qg_text out = printed(&program);
    assert_non_null(strstr(out.at, "const struct qg_program qg_program_x = {"));
    assert_null(strstr(out.at, ".rules"));
    qg_text_free(&out);
}

// A structure none of whose fields has anything to say is still an element of its list.
static void an_empty_element_stands_as_zero(void **state) {
    (void)state;
    static const struct qg_ratio ratios[] = {{0, 0}, {1, 2}};
    const struct qg_program program = {.ratios = ratios, .ratio_count = 2};
    expect(&program, "{0},\n");
    expect(&program, "{.num = 1, .den = 2}},\n");
}

// The C compiler's reading of the tables and our own compiler's of the policy are the same program.
static void the_program_that_is_linked_in_is_the_policy_compiled_anew(void **state) {
    (void)state;
    struct qg_policy policy;
    qg_policy_init(&policy);
    assert_int_equal(qg_policy_add_builtin(&policy), QG_OK);
    assert_int_equal(qg_policy_compile(&policy), QG_OK);
    assert_non_null(policy.program);
    assert_non_null(qg_built_in.program);
    struct qg_text anew = printed(policy.program), linked = printed(qg_built_in.program);
    assert_true(qg_str_equal(qg_text_str(&anew), qg_text_str(&linked)));
    assert_ptr_equal(policy.native, qg_built_in.native);
    qg_text_free(&anew);
    qg_text_free(&linked);
    qg_policy_free(&policy);
}

static void only_the_built_in_policy_alone_is_taken_as_it_was_linked_in(void **state) {
    (void)state;
    struct qg_policy alone, with_more;
    qg_policy_init(&alone);
    qg_policy_init(&with_more);
    assert_int_equal(qg_policy_add_builtin(&alone), QG_OK);
    assert_int_equal(qg_policy_make_program(&alone), QG_OK);
    assert_ptr_equal(alone.program, qg_built_in.program);
    assert_int_equal(qg_policy_add_builtin(&with_more), QG_OK);
    assert_int_equal(qg_policy_add_text(&with_more, QG_STR("more"), QG_STR("")), QG_OK);
    assert_int_equal(qg_policy_make_program(&with_more), QG_OK);
    assert_ptr_not_equal(with_more.program, qg_built_in.program);
    qg_policy_free(&alone);
    qg_policy_free(&with_more);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_keep_their_sign_and_their_width),
        cmocka_unit_test(strings_are_escaped_so_that_every_compiler_reads_them_alike),
        cmocka_unit_test(what_is_not_there_is_left_out),
        cmocka_unit_test(an_empty_element_stands_as_zero),
        cmocka_unit_test(the_program_that_is_linked_in_is_the_policy_compiled_anew),
        cmocka_unit_test(only_the_built_in_policy_alone_is_taken_as_it_was_linked_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
