// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mutate.h"

#include "policy.h"

#define RECORDS                                                                                    \
    "severity S warrants\ntype thing { id: id  n: count }\n"                                       \
    "record box { id: id  things: list of thing }\n"                                               \
    "act a { title en \"A\" number \"1\" audits box verdict for each thing }\n"
#define CHAPTER(rules)   "chapter 1 of a for each thing { paragraph 1 {\n" rules "} }\n"
#define RULE(id, demand) "rule " id " severity S require " demand " duty en \"d\"\n"
#define BIG              "flag big when n >= 2 remark en \"r\"\n" RULE("P1-a", "true")
#define TEST(n, expectation)                                                                       \
    "test \"" n " " expectation "\" { given { record: \"box\", id: \"b\", things: [{ id: \"t\", "  \
    "n: " n " }] } expect " expectation " }\n"

static const char *const fates[] = {"killed", "survived", "refused", "same"};

// What becomes of the alterations of a policy, one a line.
static void check(const char *text, uint32_t jobs, const char *expected) {
    struct qg_policy policy;
    struct qg_proof proof;
    struct qg_mutation mutation;
    struct qg_text out = {0};
    struct qg_mutate_options options = {QG_STR(""), jobs};
    qg_policy_init(&policy);
    assert_int_equal(qg_policy_add_text(&policy, QG_STR("t.qagida"), qg_str_of(text)), QG_OK);
    assert_int_equal(qg_policy_compile(&policy), QG_OK);
    assert_non_null(policy.program);
    assert_int_equal(qg_proof_init(&proof, policy.compilation, &out), QG_OK);
    assert_int_equal(qg_mutate(&mutation, &proof, &options), QG_OK);
    for (uint32_t i = 0; i < mutation.alterations.items.len; i++) {
        const struct qg_alteration *a = &mutation.alterations.items.at[i];
        qg_text_printf(&out, "%.*s -> %.*s %s\n", QG_STR_ARG(a->from), QG_STR_ARG(a->to),
                       fates[mutation.fates[i]]);
    }
    assert_string_equal(out.at != NULL ? out.at : "", expected);
    qg_mutation_free(&mutation);
    qg_proof_free(&proof);
    qg_policy_free(&policy);
    qg_text_free(&out);
}

static void tests_on_both_sides_of_a_number_notice_everything(void **state) {
    (void)state;
    check(RECORDS CHAPTER(RULE("P1-a", "n >= 2")) TEST("2", "P1-a satisfied")
              TEST("1", "P1-a violated"),
          1, ">= -> > killed\n>= -> <= killed\n2 -> 3 killed\n2 -> 1 killed\n");
}

static void a_test_far_from_the_number_notices_little(void **state) {
    (void)state;
    check(RECORDS CHAPTER(RULE("P1-a", "n >= 2")) TEST("9", "P1-a satisfied"), 2,
          ">= -> > survived\n>= -> <= killed\n2 -> 3 survived\n2 -> 1 survived\n");
}

static void a_verdict_notices_what_no_rule_was_named_for(void **state) {
    (void)state;
    check(RECORDS CHAPTER(RULE("P1-a", "n = 2")) TEST("2", "verdict clean"), 1,
          "= -> != killed\n2 -> 3 killed\n2 -> 1 killed\n");
}

static void another_rule_is_no_witness(void **state) {
    (void)state;
    check(RECORDS CHAPTER(RULE("P1-a", "n = 2") "rule P1-b severity S require true duty en \"d\"\n")
              TEST("2", "P1-b satisfied"),
          1, "= -> != survived\n2 -> 3 survived\n2 -> 1 survived\ntrue -> false killed\n");
}

static void a_rule_that_is_silenced_is_a_witness(void **state) {
    (void)state;
    check(RECORDS CHAPTER("rule P1-a severity S require n < 5 silences P1-b duty en \"d\"\n"
                          "rule P1-b severity S require n is even duty en \"d\"\n")
              TEST("5", "P1-b violated silenced by P1-a"),
          1,
          "< -> <= killed\n< -> > survived\n5 -> 6 killed\n5 -> 4 survived\nis even -> is odd "
          "killed\n");
}

static void a_flag_is_noticed_by_who_expects_it_and_who_does_not(void **state) {
    (void)state;
    check(RECORDS CHAPTER(BIG) TEST("2", "flag big") TEST("1", "no flag big"), 1,
          ">= -> > killed\n>= -> <= killed\n2 -> 3 killed\n2 -> 1 killed\n"
          "true -> false survived\n");
    check(RECORDS CHAPTER(BIG) TEST("9", "flag big"), 1,
          ">= -> > survived\n>= -> <= killed\n2 -> 3 survived\n2 -> 1 survived\n"
          "true -> false survived\n");
}

static void a_flag_that_asks_for_a_breach_is_a_witness_of_rules(void **state) {
    (void)state;
    check(RECORDS CHAPTER(RULE("P1-a", "n = 2") "flag bad when true with breach S remark en "
                                                "\"r\"\n") TEST("3", "flag bad"),
          1, "= -> != killed\n2 -> 3 killed\n2 -> 1 survived\ntrue -> false killed\n");
}

static void what_does_not_compile_or_does_nothing_is_told_apart(void **state) {
    (void)state;
    check(RECORDS "define unused of thing = n = 7\n" CHAPTER(RULE("P1-a", "n is at least 1/2 of 4"))
              TEST("2", "P1-a satisfied") TEST("1", "P1-a violated"),
          1,
          "= -> != same\n7 -> 8 same\n7 -> 6 same\n"
          "at least -> at most killed\nat least -> more than killed\nat least -> within refused\n"
          "1 -> 2 killed\n1 -> 0 killed\n2 -> 3 survived\n2 -> 1 killed\n4 -> 5 killed\n"
          "4 -> 3 survived\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tests_on_both_sides_of_a_number_notice_everything),
        cmocka_unit_test(a_test_far_from_the_number_notices_little),
        cmocka_unit_test(a_verdict_notices_what_no_rule_was_named_for),
        cmocka_unit_test(another_rule_is_no_witness),
        cmocka_unit_test(a_rule_that_is_silenced_is_a_witness),
        cmocka_unit_test(a_flag_is_noticed_by_who_expects_it_and_who_does_not),
        cmocka_unit_test(a_flag_that_asks_for_a_breach_is_a_witness_of_rules),
        cmocka_unit_test(what_does_not_compile_or_does_nothing_is_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
