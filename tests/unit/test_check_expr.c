// SPDX-License-Identifier: Apache-2.0
//
// Expressions about a hearing: what they become, and what is said where they make no sense.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "checked.h"

#include <stdlib.h>

static void becomes(const char *expression, const char *expected) {
    char *value = checked_value(expression);
    assert_string_equal(value, expected);
    free(value);
}

#define VOTES  "(field .votes hearing)"
#define DATE   "(field .date hearing)"
#define SERVED "(field .served_on (nested .notice (owner 1 hearing)))"

static void spellings_of_order_become_two_comparisons(void **state) {
    (void)state;
    becomes("votes < 3", "(< " VOTES " 3)");
    becomes("votes > 3", "(< 3 " VOTES ")");
    becomes("votes <= 3", "(<= " VOTES " 3)");
    becomes("date before 2020-01-31", "(< " DATE " 2020-01-31)");
    becomes("date not before 2020-01-31", "(<= 2020-01-31 " DATE ")");
    becomes("date between 2020-01-01 and 2020-01-31",
            "(and (<= 2020-01-01 " DATE ") (<= " DATE " 2020-01-31))");
}

static void a_term_runs_forward_from_its_earlier_day(void **state) {
    (void)state;
    becomes("certification.notice.served_on at least 1 month before date",
            "(<= (term after 1m " SERVED ") " DATE ")");
    becomes("date at least 3 weeks after 2020-01-01", "(<= (term after 21d 2020-01-01) " DATE ")");
    becomes("date within 5 days after 2020-01-01",
            "(and (<= 2020-01-01 " DATE ") (<= " DATE " (term after 5d 2020-01-01)))");
    becomes("date within 5 days before 2020-01-09",
            "(and (<= " DATE " 2020-01-09) (<= 2020-01-09 (term after 5d " DATE ")))");
    becomes("date not later than 1 year after 2020-01-01",
            "(<= " DATE " (term after 12m 2020-01-01))");
    becomes("date not later than 1 day before 2020-01-09",
            "(<= (term after 1d " DATE ") 2020-01-09)");
}

static void plain_arithmetic_and_ages_are_no_terms(void **state) {
    (void)state;
    becomes("date = 1 month after 2020-01-31", "(= " DATE " (move after 1m 2020-01-31))");
    becomes("date = 2020-01-31 - 2 days", "(= " DATE " (move before 2d 2020-01-31))");
    becomes("dossier.born is younger than 3 years on date",
            "(< " DATE " (move after 36m (field .born (owner 2 hearing))))");
    becomes("dossier.born is at least 18 years old on date",
            "(<= (move after 216m (field .born (owner 2 hearing))) " DATE ")");
}

static void unknown_is_of_the_kind_that_its_place_asks_for(void **state) {
    (void)state;
    becomes("heard and unknown", "(and (field .heard hearing) (unknown))");
    becomes("date before later of (2020-01-01, unknown)",
            "(< " DATE " (max 2020-01-01 (unknown)))");
    becomes("status = unknown", "(= (field .status hearing) (unknown))");
    becomes("votes < 3 + unknown", "(< " VOTES " (+ 3 (unknown)))");
}

static void a_bare_name_is_an_enum_value_where_an_enum_is_wanted(void **state) {
    (void)state;
    becomes("status = decided", "(= (field .status hearing) decided)");
    becomes("decided = status", "(= decided (field .status hearing))");
    becomes("status in { decided, postponed }", "(in 0x3 (field .status hearing))");
    becomes("status = (if heard then decided else postponed)",
            "(= (field .status hearing) (if (field .heard hearing) decided postponed))");
}

static void a_field_of_that_enum_is_preferred_to_a_value_of_the_same_name(void **state) {
    (void)state;
    // `vote` is both a field of the hearing, of the enum level, and one of level's values.
    becomes("certification.level = vote",
            "(= (field .level (owner 1 hearing)) (field .vote hearing))");
}

static void nouns_reach_lists_through_embedded_objects(void **state) {
    (void)state;
    becomes("some member where role = \"chair\"",
            "(some member (list .members (nested .commission (owner 1 hearing))) where "
            "(= (field .role member) \"chair\"))");
    becomes("at least 2 members where heard",
            "(<= 2 (count members (list .members (nested .commission (owner 1 hearing))) where "
            "(field .heard hearing)))");
    becomes(
        "no m in certification.commission.members where m.id = certification.commission.chair_id",
        "(not (some m (list .members (nested .commission (owner 1 hearing))) where "
        "(= (field .id m) (field .chair_id (nested .commission (owner 1 hearing))))))");
}

static void sets_are_lists_or_one_field_of_their_elements(void **state) {
    (void)state;
    becomes("all of present_ids in certification.commission.members.id",
            "(subset .id (list .present_ids hearing) "
            "(list .members (nested .commission (owner 1 hearing))))");
    becomes("secretary.id not in present_ids",
            "(not (member (field .id (nested .secretary hearing)) (list .present_ids hearing)))");
    becomes("length(present_ids) is at least 2/3 of length(members)",
            "(at-least 2/3 (length (list .present_ids hearing)) "
            "(length (list .members (nested .commission (owner 1 hearing)))))");
}

static void an_embedded_object_exists_where_it_is_recorded(void **state) {
    (void)state;
    becomes("certification.notice exists", "(recorded .notice (owner 1 hearing))");
    becomes("(the m in certification.commission.members where m.id = secretary.id) exists",
            "(exists (the m (list .members (nested .commission (owner 1 hearing))) where "
            "(= (field .id m) (field .id (nested .secretary hearing)))))");
}

static void a_period_covers_both_its_ends(void **state) {
    (void)state;
    becomes("some period where period covers date",
            "(some period (list .periods (owner 2 hearing)) where "
            "(and (<= (field .from period) " DATE ") (<= " DATE " (field .to period))))");
}

static void what_does_not_go_together_is_named_in_words(void **state) {
    (void)state;
    checked_fails("starts_at before date", "E0301 a time cannot be compared with a date\n");
    checked_fails("votes = date", "E0301 a count cannot be compared with a date\n");
    checked_fails("heard and votes", "E0302 a yes or no is needed here, this is a count\n");
    checked_fails("status = ministry", "E0213 `ministry` is no value of `status`\n");
    checked_fails("date at least 3 before 2020-01-01", "E0302 a duration is needed here\n");
    checked_fails("3 * votes = votes * votes",
                  "E0307 one side of `*` has to be a number as such\n");
}

static void one_mistake_gives_one_diagnostic(void **state) {
    (void)state;
    checked_fails("not (vots > 3 and heard) or vots = decided",
                  "E0201 nothing is called `vots` here\n"
                  "E0201 nothing is called `vots` here\n");
    checked_fails("some m in membrs where m.id = m.role and m.x",
                  "E0208 no list of `membrs` is in reach\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_order_become_two_comparisons),
        cmocka_unit_test(a_term_runs_forward_from_its_earlier_day),
        cmocka_unit_test(plain_arithmetic_and_ages_are_no_terms),
        cmocka_unit_test(unknown_is_of_the_kind_that_its_place_asks_for),
        cmocka_unit_test(a_bare_name_is_an_enum_value_where_an_enum_is_wanted),
        cmocka_unit_test(a_field_of_that_enum_is_preferred_to_a_value_of_the_same_name),
        cmocka_unit_test(nouns_reach_lists_through_embedded_objects),
        cmocka_unit_test(sets_are_lists_or_one_field_of_their_elements),
        cmocka_unit_test(an_embedded_object_exists_where_it_is_recorded),
        cmocka_unit_test(a_period_covers_both_its_ends),
        cmocka_unit_test(what_does_not_go_together_is_named_in_words),
        cmocka_unit_test(one_mistake_gives_one_diagnostic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
