// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rule_digest.h"

#include "policy.h"

// Three rules: P1-a uses a definition and silences P1-b; P1-c stands by itself.
#define POLICY(few, number, message, silenced)                                                     \
    "severity S\ntype thing { n: count }\nrecord box { id: id  things: list of thing }\n"          \
    "act a { title en \"A\" number \"1\" audits box }\n"                                           \
    "define enough of thing = n >= " few "\n"                                                      \
    "chapter 1 of a for each thing { paragraph 1 {\n"                                              \
    "  rule P1-a severity S require enough silences " silenced " duty en \"" message "\"\n"        \
    "  rule P1-b severity S require n > " number " duty en \"b\"\n"                                \
    "  rule P1-c severity S require n != 8 duty en \"c\"\n} }\n"

enum { P1_A, P1_B, P1_C, RULES };

static void take(uint64_t out[RULES], const char *text) {
    struct qg_policy policy;
    qg_policy_init(&policy);
    assert_int_equal(qg_policy_add_text(&policy, QG_STR("t.qagida"), qg_str_of(text)), QG_OK);
    assert_int_equal(qg_policy_compile(&policy), QG_OK);
    assert_non_null(policy.program);
    assert_int_equal(policy.program->rule_count, RULES);
    assert_int_equal(qg_rule_digests(out, policy.program), QG_OK);
    qg_policy_free(&policy);
}

// Which rules differ between the two policies: bit 0 for P1-a, and so on.
static unsigned differing(const char *one, const char *other) {
    uint64_t a[RULES], b[RULES];
    unsigned bits = 0;
    take(a, one);
    take(b, other);
    for (int r = 0; r < RULES; r++)
        bits |= (unsigned)(a[r] != b[r]) << r;
    return bits;
}

enum { A = 1 << P1_A, B = 1 << P1_B };

static void the_same_text_gives_the_same_digests(void **state) {
    (void)state;
    assert_int_equal(differing(POLICY("2", "3", "a", "P1-b"), POLICY("2", "3", "a", "P1-b")), 0);
}

static void comments_and_messages_have_no_part_in_them(void **state) {
    (void)state;
    assert_int_equal(
        differing(POLICY("2", "3", "a", "P1-b"), "# moved\n\n" POLICY("2", "3", "other", "P1-b")),
        0);
}

static void a_rule_changes_with_its_own_text(void **state) {
    (void)state;
    assert_int_equal(differing(POLICY("2", "3", "a", "P1-b"), POLICY("2", "4", "a", "P1-b")), B);
}

static void a_rule_changes_with_its_definitions_and_with_what_silences_it(void **state) {
    (void)state;
    assert_int_equal(differing(POLICY("2", "3", "a", "P1-b"), POLICY("1", "3", "a", "P1-b")),
                     A | B);
}

static void a_rule_changes_when_it_is_silenced_no_more(void **state) {
    (void)state;
    unsigned changed = differing(POLICY("2", "3", "a", "P1-b"), POLICY("2", "3", "a", "P1-c"));
    assert_int_equal(changed & A, 0);
    assert_int_equal(changed & B, B);
}

// Beside two rules: F-a asks for a breach, F-b does not.
#define FLAGGED(number, few)                                                                       \
    "severity S warrants\ntype thing { id: id  n: count }\n"                                       \
    "record box { id: id  things: list of thing }\n"                                               \
    "act a { title en \"A\" number \"1\" audits box verdict for each thing }\n"                    \
    "chapter 1 of a for each thing { paragraph 1 {\n"                                              \
    "  rule P1-a severity S require n > " number " duty en \"a\"\n"                                \
    "  flag F-a when n > 7 with breach S remark en \"r\"\n"                                        \
    "  flag F-b when n > " few " remark en \"r\"\n} }\n"

enum { FLAGGED_RULE = 1, FLAG_OF_BREACH = 2, FLAG_ALONE = 4 };

static unsigned flags_differing(const char *one, const char *other) {
    uint64_t digests[2][3];
    const char *const texts[] = {one, other};
    unsigned bits = 0;
    for (int i = 0; i < 2; i++) {
        struct qg_policy policy;
        qg_policy_init(&policy);
        assert_int_equal(qg_policy_add_text(&policy, QG_STR("t.qagida"), qg_str_of(texts[i])),
                         QG_OK);
        assert_int_equal(qg_policy_compile(&policy), QG_OK);
        assert_non_null(policy.program);
        assert_int_equal(policy.program->rule_count + policy.program->flag_count, 3);
        assert_int_equal(qg_rule_digests(digests[i], policy.program), QG_OK);
        qg_policy_free(&policy);
    }
    for (int i = 0; i < 3; i++)
        bits |= (unsigned)(digests[0][i] != digests[1][i]) << i;
    return bits;
}

static void a_flag_changes_with_its_own_condition(void **state) {
    (void)state;
    assert_int_equal(flags_differing(FLAGGED("3", "4"), FLAGGED("3", "4")), 0);
    assert_int_equal(flags_differing(FLAGGED("3", "4"), FLAGGED("3", "5")), FLAG_ALONE);
}

static void a_flag_that_asks_for_a_breach_changes_with_the_rules(void **state) {
    (void)state;
    assert_int_equal(flags_differing(FLAGGED("3", "4"), FLAGGED("2", "4")),
                     FLAGGED_RULE | FLAG_OF_BREACH);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_text_gives_the_same_digests),
        cmocka_unit_test(comments_and_messages_have_no_part_in_them),
        cmocka_unit_test(a_rule_changes_with_its_own_text),
        cmocka_unit_test(a_rule_changes_with_its_definitions_and_with_what_silences_it),
        cmocka_unit_test(a_rule_changes_when_it_is_silenced_no_more),
        cmocka_unit_test(a_flag_changes_with_its_own_condition),
        cmocka_unit_test(a_flag_that_asks_for_a_breach_changes_with_the_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
