// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sweep.h"

#include <string.h>

static const struct qg_act acts[] = {{.name = QG_STR_INIT("order_300")},
                                     {.name = QG_STR_INIT("ethics")}};
static const struct qg_parameter parameters[] = {
    {.name = QG_STR_INIT("seats"), .shape = {.kind = QG_KIND_COUNT}, .preset = {5, 5}},
    {.name = QG_STR_INIT("since"), .shape = {.kind = QG_KIND_DATE}, .preset = {43714, 43714}},
    {.name = QG_STR_INIT("told"), .shape = {.kind = QG_KIND_DATE}, .required = true},
};

static struct qg_program program_of(uint32_t act_count) {
    return (struct qg_program){
        .acts = acts, .act_count = act_count, .parameters = parameters, .parameter_count = 3};
}

// The value that a change names as the one that stands; NULL where it names none.
static void assert_stands(const char *change, const char *present) {
    const struct qg_program program = program_of(1);
    struct qg_sweep_change read;
    struct qg_text problem = {0};
    bool ok = qg_sweep_change_read(&read, &program,
                                   (struct qg_sweep_wish){.what = qg_str_of(change)}, &problem);
    assert_int_equal(ok, present != NULL);
    if (ok) {
        assert_true(qg_str_equal(read.present, qg_str_of(present)));
        assert_true(qg_str_equal(read.act, QG_STR("order_300")));
    } else {
        assert_non_null(strstr(problem.at, "--change ends in `replace … with`"));
    }
    qg_text_free(&problem);
}

static void what_stands_is_between_replace_and_with(void **state) {
    (void)state;
    assert_stands("in paragraph 35 replace 1 month with", "1 month");
    assert_stands("in paragraph 35\n  replace  2/3\n  with ", "2/3");
    assert_stands("replace 3 with", "3");
    assert_stands("in rule P9-replace replace replaced with", "replaced");
}

static void a_change_without_them_is_none(void **state) {
    (void)state;
    assert_stands("", NULL);
    assert_stands("with", NULL);
    assert_stands("in paragraph 35 replace 1 month", NULL);
    assert_stands("in paragraph 35 replace 1 monthwith", NULL);
    assert_stands("in paragraph 35 repeal 1 month with", NULL);
    assert_stands("in paragraph 35 replace with", NULL);
}

static void of_several_acts_one_is_named(void **state) {
    (void)state;
    const struct qg_program program = program_of(2);
    struct qg_sweep_wish wish = {.what = QG_STR("replace 3 with")};
    struct qg_sweep_change read;
    struct qg_text problem = {0};
    assert_false(qg_sweep_change_read(&read, &program, wish, &problem));
    assert_string_equal(problem.at, "the policy has several acts; say which: --act (`order_300`, "
                                    "`ethics`)");
    wish.act = QG_STR("ethics");
    assert_true(qg_sweep_change_read(&read, &program, wish, &problem));
    assert_true(qg_str_equal(read.act, QG_STR("ethics")));
    qg_text_free(&problem);
}

// The change that replaces a parameter's default, or what is wrong with it; to be freed.
static struct qg_text parameter_change(const char *name) {
    const struct qg_program program = program_of(1);
    struct qg_sweep_change read;
    struct qg_text out = {0};
    struct qg_arena arena;
    qg_arena_init(&arena, "test");
    if (qg_sweep_change_parameter(&read, &arena, &program,
                                  (struct qg_sweep_wish){.what = qg_str_of(name)}, &out))
        qg_text_add(&out, read.text);
    qg_arena_free(&arena);
    return out;
}

static void assert_parameter(const char *name, const char *expected) {
    struct qg_text out = parameter_change(name);
    assert_string_equal(out.at, expected);
    qg_text_free(&out);
}

static void the_default_of_a_parameter_is_what_stands(void **state) {
    (void)state;
    assert_parameter("seats", "in parameter seats replace 5 with");
    assert_parameter("since", "in parameter since replace 2019-09-08 with");
    assert_parameter("told", "--parameter: `told` has no default to be replaced");
    assert_parameter("seat", "--parameter: there is no parameter `seat` (there is `seats`, "
                             "`since`, `told`)");
}

static void a_draft_names_the_option_and_shows_the_change_on_its_own_line(void **state) {
    (void)state;
    const struct qg_sweep_change change = {.act = QG_STR("order_300"),
                                           .text = QG_STR("in paragraph 35 replace 1 month with"),
                                           .option = "--change"};
    struct qg_policy policy;
    qg_policy_init(&policy);
    assert_int_equal(qg_sweep_add_draft(&policy, &change, QG_STR("10 days")), QG_OK);
    assert_int_equal(qg_sweep_add_draft(&policy, &change, QG_STR("6 weeks")), QG_OK);
    assert_true(policy.backdate);
    assert_int_equal(policy.texts.len, 2);
    assert_int_equal(policy.texts.at[1].draft, 2);
    assert_true(qg_str_equal(policy.texts.at[1].name, QG_STR("--change with --values `6 weeks`")));
    assert_true(qg_str_equal(policy.texts.at[1].text,
                             QG_STR("amendment sweep_2 to order_300 { in force from 1900-01-01\n"
                                    "in paragraph 35 replace 1 month with 6 weeks\n}\n")));
    qg_policy_free(&policy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_is_between_replace_and_with),
        cmocka_unit_test(a_change_without_them_is_none),
        cmocka_unit_test(of_several_acts_one_is_named),
        cmocka_unit_test(the_default_of_a_parameter_is_what_stands),
        cmocka_unit_test(a_draft_names_the_option_and_shows_the_change_on_its_own_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
