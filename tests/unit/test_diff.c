// SPDX-License-Identifier: Apache-2.0
//
// What two texts of a policy say differently.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "compile.h"
#include "diff.h"
#include "policy_text.h"

static const char head[] = "severity RC1 warrants en \"grave\"\n"
                           "severity RC2 en \"slight\"\n"
                           "enum rank { full, junior, honorary }\n"
                           "type member { id: id rank: rank since: date }\n"
                           "type sitting { date: date votes: count members: list of member }\n"
                           "record club { id: id sittings: list of sitting }\n"
                           "act rules { title en \"R\" audits club }\n";

#define CHAPTER(items) "chapter 1 of rules { paragraph 1 { " items " } }\n"
#define RULE(clauses)  "rule P1 severity RC1 for each sitting " clauses " duty en \"d\" "

// One line for each detail: "changed rule P1 requirement: 2 -> 3".
static void say(const struct qg_diff *diff, struct qg_text *out) {
    static const char *const hows[] = {"added", "removed", "changed", "worded"};
    for (uint32_t i = 0; i < diff->items.len; i++) {
        const struct qg_diff_item *item = &diff->items.at[i];
        if (item->details.items.len == 0)
            qg_text_printf(out, "%s %s %.*s\n", hows[item->how], item->what,
                           QG_STR_ARG(item->name));
        for (uint32_t k = 0; k < item->details.items.len; k++) {
            const struct qg_diff_detail *d = &item->details.items.at[k];
            qg_text_printf(out, "%s %s %.*s %s%s%.*s: %.*s -> %.*s\n", hows[item->how], item->what,
                           QG_STR_ARG(item->name), d->aspect, d->through.len > 0 ? " by " : "",
                           QG_STR_ARG(d->through), QG_STR_ARG(d->said[QG_BEFORE]),
                           QG_STR_ARG(d->said[QG_AFTER]));
        }
    }
}

static void compile(struct qg_policy *policy, const char *start, const char *text) {
    struct qg_text whole = {0};
    qg_text_addz(&whole, start);
    qg_text_addz(&whole, text);
    policy_text(policy, whole.at);
    qg_text_free(&whole);
}

static struct qg_contrast_side side_of(const struct qg_policy *policy) {
    return (struct qg_contrast_side){policy->compilation->typed, &policy->compilation->sources};
}

static void expect_with(const char *head_before, const char *before, const char *head_after,
                        const char *after, const char *expected) {
    struct qg_policy a, b;
    struct qg_diff diff;
    struct qg_text said = {0};
    compile(&a, head_before, before);
    compile(&b, head_after, after);
    assert_int_equal(qg_diff(&diff, side_of(&a), side_of(&b)), QG_OK);
    say(&diff, &said);
    assert_string_equal(said.at != NULL ? said.at : "", expected);
    bool same = strstr(expected, "changed") == NULL && strstr(expected, "added") == NULL &&
                strstr(expected, "removed") == NULL;
    assert_int_equal(qg_diff_same(&diff), same);
    qg_text_free(&said);
    qg_diff_free(&diff);
    qg_policy_free(&a);
    qg_policy_free(&b);
}

static void expect(const char *before, const char *after, const char *expected) {
    expect_with(head, before, head, after, expected);
}

static void numbers_that_differ_are_told_by_themselves(void **state) {
    (void)state;
    expect(CHAPTER(RULE("require votes >= 2 and sitting.date after 2020-01-01")),
           CHAPTER(RULE("require votes >= 3 and sitting.date after 2021-01-01")),
           "changed rule P1 requirement: 2 -> 3\n"
           "changed rule P1 requirement: 2020-01-01 -> 2021-01-01\n");
}

static void words_and_sets_of_words_are_values(void **state) {
    (void)state;
    expect(CHAPTER(RULE("require no member where member.rank = full")),
           CHAPTER(RULE("require no member where member.rank = junior")),
           "changed rule P1 requirement: full -> junior\n");
    expect(CHAPTER(RULE("require no member where member.rank in { full, junior }")),
           CHAPTER(RULE("require no member where member.rank in { junior, honorary }")),
           "changed rule P1 requirement: { full, junior } -> { junior, honorary }\n");
}

static void a_ratio_is_what_it_comes_to(void **state) {
    (void)state;
    expect(CHAPTER(RULE("require votes is at least 1/2 of length(members)")),
           CHAPTER(RULE("require votes is at least 2/4 of length(members)")), "");
    expect(CHAPTER(RULE("require votes is at least 1/2 of length(members)")),
           CHAPTER(RULE("require votes is at least 2/3 of length(members)")),
           "changed rule P1 requirement: 1/2 -> 2/3\n");
}

static void clauses_come_and_go(void **state) {
    (void)state;
    expect(CHAPTER(RULE("when votes > 0 require some member where member.rank = full")),
           CHAPTER(RULE("require (some member where member.since is recorded) and "
                        "(some member where member.rank = full)")),
           "changed rule P1 condition: votes > 0 -> \n"
           "changed rule P1 requirement:  -> some member where member.since is recorded\n");
}

static void the_order_of_clauses_and_the_names_of_loops_are_no_difference(void **state) {
    (void)state;
    expect(CHAPTER(RULE("require votes > 0 and every m in sitting.members has m.rank = full")),
           CHAPTER(RULE("require (every x in sitting.members has x.rank = full) and votes > 0")),
           "");
}

static void fields_and_words_that_were_added_move_nothing(void **state) {
    (void)state;
    static const char wider[] =
        "severity RC1 warrants en \"grave\"\n"
        "severity RC2 en \"slight\"\n"
        "enum rank { visiting, full, junior, honorary }\n"
        "type guest { id: id }\n"
        "type member { name: text id: id rank: rank since: date }\n"
        "type sitting { place: text date: date votes: count members: list of member }\n"
        "record club { id: id sittings: list of sitting }\n"
        "act rules { title en \"R\" audits club }\n";
    const char *text = CHAPTER(RULE("require no member where member.rank in { full, junior }"));
    expect_with(head, text, wider, text,
                "changed enum rank values: full, junior, honorary -> visiting, full, junior, "
                "honorary\n"
                "added field guest.id\n"
                "added field member.name\n"
                "added field sitting.place\n");
}

static void a_rule_that_changes_by_a_definition_is_traced_to_it(void **state) {
    (void)state;
    expect("define few = 2\ndefine enough of sitting = votes >= few\n" CHAPTER(
               RULE("require sitting.enough")),
           "define few = 3\ndefine enough of sitting = votes >= few\n" CHAPTER(
               RULE("require sitting.enough")),
           "changed rule P1 value by sitting.enough rests on few: 2 -> 3\n"
           "changed definition few value: 2 -> 3\n");
}

static void scopes_are_compared_by_what_they_range_over(void **state) {
    (void)state;
    expect(CHAPTER(RULE("require votes > 0")),
           CHAPTER("rule P1 severity RC1 for each sitting where "
                   "date after 2020-01-01 require votes > 0 "
                   "duty en \"d\""),
           "changed rule P1 scope:  -> date after 2020-01-01\n");
}

static void what_a_rule_silences_is_told_of_rules_that_both_have(void **state) {
    (void)state;
    expect(CHAPTER(RULE("require votes > 0 silences P2") "rule P2 severity RC2 for each sitting "
                                                         "require votes > 1 duty en \"d\""),
           CHAPTER(RULE("require votes > 0") "rule P2 severity RC1 for each sitting require votes "
                                             "> 1 duty en \"d\""),
           "changed rule P1 silences: P2 -> \n"
           "changed rule P2 severity: RC2 -> RC1\n");
    expect(CHAPTER(RULE("require votes > 0 silences P2") "rule P2 severity RC2 for each sitting "
                                                         "require votes > 1 duty en \"d\""),
           CHAPTER(RULE("require votes > 0")), "removed rule P2\n");
}

static void grades_of_severity_are_compared_by_their_names(void **state) {
    (void)state;
    static const char more[] = "severity RC0 warrants en \"gravest\"\n"
                               "severity RC1 warrants en \"grave\"\n"
                               "severity RC2 en \"slight\"\n"
                               "type sitting { date: date votes: count }\n"
                               "record club { id: id sittings: list of sitting }\n"
                               "act rules { title en \"R\" audits club }\n";
    static const char fewer[] = "severity RC1 warrants en \"grave\"\n"
                                "severity RC2 en \"slight\"\n"
                                "type sitting { date: date votes: count }\n"
                                "record club { id: id sittings: list of sitting }\n"
                                "act rules { title en \"R\" audits club }\n";
    const char *text = CHAPTER("rule P1 severity RC1 when votes > 1 else RC2 for each sitting "
                               "require votes > 0 duty en \"d\"");
    expect_with(fewer, text, more, text, "added severity RC0\n");
    expect_with(fewer, text, fewer,
                CHAPTER("rule P1 severity RC2 when votes > 3 else RC1 for each sitting "
                        "require votes > 0 duty en \"d\""),
                "changed rule P1 severity: 1 -> 3\n"
                "changed rule P1 severity: RC1 -> RC2\n"
                "changed rule P1 severity: RC2 -> RC1\n");
}

static void messages_are_words(void **state) {
    (void)state;
    expect(CHAPTER(RULE("require votes > 0 breach en \"{votes} votes.\"")),
           CHAPTER(RULE("require votes > 0 breach en \"Votes: {votes}.\"")),
           "worded rule P1 breach: {votes} votes. -> Votes: {votes}.\n");
}

static void exemptions_are_told_where_they_stand_and_where_they_lift(void **state) {
    (void)state;
    expect(CHAPTER(RULE("require votes > 0") "exemption small lifts P1 for each sitting "
                                             "when length(sitting.members) < 3"),
           CHAPTER(RULE("require votes > 0") "exemption small lifts P1 for each sitting "
                                             "when length(sitting.members) < 4"),
           "changed rule P1 exemption: 3 -> 4\n"
           "changed exemption small condition: 3 -> 4\n");
    expect(CHAPTER(RULE("require votes > 0") "exemption small lifts P1 for each sitting "
                                             "when length(sitting.members) < 3"),
           CHAPTER(RULE("require votes > 0")),
           "changed rule P1 lifted by: small -> \n"
           "removed exemption small\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_that_differ_are_told_by_themselves),
        cmocka_unit_test(words_and_sets_of_words_are_values),
        cmocka_unit_test(a_ratio_is_what_it_comes_to),
        cmocka_unit_test(clauses_come_and_go),
        cmocka_unit_test(the_order_of_clauses_and_the_names_of_loops_are_no_difference),
        cmocka_unit_test(fields_and_words_that_were_added_move_nothing),
        cmocka_unit_test(a_rule_that_changes_by_a_definition_is_traced_to_it),
        cmocka_unit_test(scopes_are_compared_by_what_they_range_over),
        cmocka_unit_test(what_a_rule_silences_is_told_of_rules_that_both_have),
        cmocka_unit_test(grades_of_severity_are_compared_by_their_names),
        cmocka_unit_test(messages_are_words),
        cmocka_unit_test(exemptions_are_told_where_they_stand_and_where_they_lift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
