// SPDX-License-Identifier: Apache-2.0
//
// What stands around expressions: definitions, loops around rules, templates, references,
// exemptions, messages.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "checked.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

// The part of the listing that begins with `section` begins with `expected`.
static void lists(const char *text, const char *section, const char *expected) {
    char *listing = checked_listing(text);
    const char *at = checked_section(listing, section);
    if (strncmp(at, expected, strlen(expected)) != 0)
        assert_string_equal(*at != '\0' ? at : listing, expected);
    free(listing);
}

#define CHAPTER(head, items) "chapter 1 of rules_1 " head " {\n paragraph 1 {\n" items "\n }\n}\n"

// ---- Definitions ------------------------------------------------------------------------------

static void a_circle_of_definitions_is_reported_once(void **state) {
    (void)state;
    checked_reports("define a = b + 1\ndefine b = a + 1\n", "E0209 `a` is defined by itself\n");
}

static void definitions_call_each_other_twenty_three_deep_and_no_deeper(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_text_addz(&text, "define d1 = 1\n");
    for (int i = 2; i <= 23; i++)
        qg_text_printf(&text, "define d%d = d%d + 1\n", i, i - 1);
    checked_reports(text.at, "W0604 the definition `d23` is never used\n");
    qg_text_addz(&text, "define d24 = d23 + 1\n");
    checked_reports(text.at, "E0210 `d24` goes through more than 23 definitions\n");
    qg_text_free(&text);
}

static void a_type_in_two_places_has_nothing_around_it(void **state) {
    (void)state;
    // `member` stands in hearing.secretary and in commission.members.
    checked_reports("define asked of member = level = ministry\n",
                    "E0201 nothing is called `level` here\n");
}

static void a_schedule_counts_from_periods_or_else_from_a_day(void **state) {
    (void)state;
    lists("schedule regular of dossier { every 3 years of periods else since born }\n",
          "0 define regular.count",
          "0 define regular.count(dossier, day)\n"
          "    value (if (recorded .periods dossier) "
          "(due-count after 36m (list .periods dossier) day) "
          "(grid-count after 36m (field .born dossier) day))\n"
          "  1 define regular.due(dossier, n)\n"
          "    value (if (recorded .periods dossier) (accrued after 36m (list .periods dossier) n) "
          "(grid-nth after 36m (field .born dossier) n))\n");
}

// ---- Loops around rules -----------------------------------------------------------------------

static void rules_in_the_same_loops_share_a_scope(void **state) {
    (void)state;
    lists(CHAPTER("for each certification where level = ministry",
                  "rule P1-a severity RC1 for each hearing where heard require votes > 1\n"
                  "rule P1-b severity RC1 for each hearing where heard require votes > 2\n"
                  "rule P1-c severity RC1 require level = ministry"),
          "scopes\n",
          "scopes\n"
          "  0 dossier depth 1 rules 0 children 1\n"
          "  1 certification depth 2 parent 0 list 0 where 1 rules 1 children 1\n"
          "  2 hearing depth 3 parent 1 list 2 where 3 dated 4 rules 2 children 0\n");
}

static void a_loop_over_what_is_in_scope_narrows_that_loop(void **state) {
    (void)state;
    lists(
        CHAPTER(
            "for each certification where level = ministry",
            "rule P1-a severity RC1 for each certification where id = \"c\" require level = vote"),
        "where(dossier, certification)\n    value (and",
        "where(dossier, certification)\n    value (and (= (field .level certification) ministry) "
        "(= (field .id certification) \"c\"))\n");
}

static void the_first_loop_chooses_the_record(void **state) {
    (void)state;
    lists(CHAPTER("", "rule P1-a severity RC1 for each day in runs require day after 2020-01-01\n"
                      "rule P1-b severity RC1 for each institution require name = \"x\""),
          "scopes\n",
          "scopes\n"
          "  0 dossier depth 1 rules 0 children 0\n"
          "  1 institution depth 1 rules 1 children 1\n"
          "  2 day depth 2 parent 1 list 0 rules 1 children 0\n");
}

static void for_any_leaves_the_loops_around_behind(void **state) {
    (void)state;
    checked_reports(CHAPTER("for each certification for each hearing",
                            "rule P1-a severity RC1 for any certification require hearing.heard"),
                    "E0201 nothing is called `hearing` here\n");
}

// QG_SCOPE_DEPTH
static void a_rule_stands_in_six_loops_at_most(void **state) {
    (void)state;
#define LOOP(n) "for each m" #n " in commission.members "
    checked_reports(CHAPTER("for each certification",
                            "rule P1-a severity RC1 " LOOP(1) LOOP(2) LOOP(3) LOOP(4)
                                LOOP(5) "require m5.id = m1.id"),
                    "");
    checked_reports(CHAPTER("for each certification",
                            "rule P1-a severity RC1 " LOOP(1) LOOP(2) LOOP(3) LOOP(4) LOOP(5)
                                LOOP(6) "require m6.id = m1.id"),
                    "E0404 a rule can stand in at most 6 loops\n");
#undef LOOP
}

// ---- Templates --------------------------------------------------------------------------------

static void arguments_mean_what_they_mean_where_they_are_written(void **state) {
    (void)state;
    // `level` is a field of the certification at the application; in the template a variable of
    // the same name is in scope, and must not be taken for it.
    lists("template stands(what: bool) {\n"
          "  rule *-a severity RC1 for each level in commission.members require what\n}\n" CHAPTER(
              "for each certification", "apply stands(what: level = ministry) as P7"),
          "rule P7-a",
          "rule P7-a(dossier, certification, member)\n"
          "    require (= (field .level certification) ministry)\n");
}

static void a_template_within_its_own_application_is_refused(void **state) {
    (void)state;
    checked_reports("template again(n: count) { apply again(n: n) as P3 }\n" CHAPTER(
                        "for each certification", "apply again(n: 2) as P2"),
                    "E0406 `again` is applied within its own application\n");
}

static void a_star_by_itself_is_the_prefix(void **state) {
    (void)state;
    lists("template noted() { rule * severity RC1 require id = id }\n"
          "template both() { apply noted() as * rule *-b severity RC1 require id = id silences * "
          "}\n" CHAPTER("for each certification", "apply both() as P7"),
          "rule P7(",
          "rule P7(dossier, certification)\n"
          "    require (= (field .id certification) (field .id certification))\n");
    checked_reports(CHAPTER("", "rule * severity RC1 require id = \"a\""),
                    "E0407 `*` stands for the prefix of a template's application\n");
}

#define SOON(require)                                                                              \
    "template soon(term: duration, first: date) {\n"                                               \
    "  rule *-a severity RC1 for each hearing require " require "\n}\n" CHAPTER(                   \
        "for each certification", "apply soon(term: 3 days, first: notice.served_on) as P8")

static void the_name_of_a_duration_moves_a_day_as_the_duration_does(void **state) {
    (void)state;
    const char *moved = "rule P8-a(dossier, certification, hearing)\n"
                        "    require (<= (field .date hearing) (move after 3d "
                        "(field .served_on (nested .notice certification))))\n";
    lists(SOON("date not after (term after first)"), "rule P8-a", moved);
    lists(SOON("date not after (3 days after first)"), "rule P8-a", moved);
    lists(SOON("date = (term before first)"), "rule P8-a",
          "rule P8-a(dossier, certification, hearing)\n"
          "    require (= (field .date hearing) (move before 3d "
          "(field .served_on (nested .notice certification))))\n");
    lists("calendar kz { source \"x\" year 2020 { off 01-01 } }\n" SOON(
              "date not after (term after first) to a working day of kz"),
          "rule P8-a",
          "rule P8-a(dossier, certification, hearing)\n"
          "    require (<= (field .date hearing) (roll kz (move after 3d "
          "(field .served_on (nested .notice certification)))))\n");
}

static void a_working_day_that_could_be_either_is_asked_about(void **state) {
    (void)state;
    // `3 days after X to a working day` moves the sum; after a name the grammar sees X moved.
    checked_reports("calendar kz { source \"x\" year 2020 { off 01-01 } }\n" SOON(
                        "date not after (term after first to a working day of kz)"),
                    "E0301 which of the two days is moved to a working day?\n");
}

// ---- References -------------------------------------------------------------------------------

static void rules_stand_in_the_order_of_citation(void **state) {
    (void)state;
    lists(
        "appendix 1 of rules_1 for each certification { rule F1-a severity RC1 require id = id }\n"
        "chapter 2 of rules_1 for each certification {\n"
        "  paragraph 10 { rule P10-a severity RC1 require id = id silences chapter 1, P10-a }\n"
        "  paragraph 9 { rule P9-a severity RC1 require id = id governs act }\n}\n"
        "chapter 1 of rules_1 for each certification {\n"
        "  paragraph 2 { rule P2-a severity RC1 forbid id = id }\n}\n",
        "rules\n",
        "rules\n"
        "  P2-a [2] prohibition scope 1 check 1 severity RC1\n"
        "  P9-a [9] scope scope 1 check 2 severity RC1 governs P2-a, P10-a, F1-a\n"
        "  P10-a [10] obligation scope 1 check 3 severity RC1 silences P2-a\n"
        "  F1-a [Appendix 1] form scope 1 check 4 severity RC1\n");
}

// ---- Exemptions -------------------------------------------------------------------------------

static void what_overrides_comes_first(void **state) {
    (void)state;
    lists(CHAPTER("for each certification",
                  "rule P1-a severity RC1 require id = id\n"
                  "exemption young lifts paragraph 1 when born after 2000-01-01\n"
                  "exemption old lifts paragraph 1 when born before 1960-01-01 overrides young\n"
                  "  except late when id = \"late\""),
          "  P1-a [1]",
          "  P1-a [1] obligation scope 1 check 1 severity RC1 exempt by old, young\n");
}

static void an_exemption_in_inner_loops_cannot_lift_an_outer_rule(void **state) {
    (void)state;
    checked_reports(CHAPTER("for each certification",
                            "rule P1-a severity RC1 require id = id\n"
                            "exemption busy for each hearing lifts P1-a when heard"),
                    "E0408 `busy` cannot be decided for what this names\n");
}

// ---- Messages ---------------------------------------------------------------------------------

static void every_language_prints_the_same_values(void **state) {
    (void)state;
    checked_reports(CHAPTER("for each certification",
                            "rule P1-a severity RC1 require id = id\n"
                            "breach en \"{id} {level}\" ru \"{level}\" kk \"{level}{id}\""),
                    "E0502 the Russian text lacks this placeholder\n");
    checked_reports(
        CHAPTER("for each certification",
                "rule P1-a severity RC1 require id = id breach en \"{id}\" ru \"{id}\""),
        "W0601 this text is not given in Kazakh\n");
}

// ---- Many mistakes ----------------------------------------------------------------------------

static void ten_mistakes_give_ten_diagnostics(void **state) {
    (void)state;
    char *report = checked_report(
        "type note { on: dat }\n"
        "parameter limit: count default 2020-01-01\n"
        "define late of hearing = date after limit\n"
        "define both = late\n" CHAPTER(
            "for each certification",
            "rule P1-a severity RC1 require levl = ministry\n"
            "rule P1-a severity RC1 require id = id\n"
            "rule P1-b severity RC3 require id = id silences P9-z\n"
            "rule P1-c severity RC1 for each herring require votes > 1\n"
            "rule P1-d severity RC1 require notice.served_on is recorded breach en \"{notice}\" "
            "ru \"{id}\" kk \"{id}\"\n"));
    int lines = 0;
    for (const char *at = report; *at != '\0'; at++)
        lines += *at == '\n';
    assert_int_equal(lines, 10);
    free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_circle_of_definitions_is_reported_once),
        cmocka_unit_test(definitions_call_each_other_twenty_three_deep_and_no_deeper),
        cmocka_unit_test(a_type_in_two_places_has_nothing_around_it),
        cmocka_unit_test(a_schedule_counts_from_periods_or_else_from_a_day),
        cmocka_unit_test(rules_in_the_same_loops_share_a_scope),
        cmocka_unit_test(a_loop_over_what_is_in_scope_narrows_that_loop),
        cmocka_unit_test(the_first_loop_chooses_the_record),
        cmocka_unit_test(for_any_leaves_the_loops_around_behind),
        cmocka_unit_test(a_rule_stands_in_six_loops_at_most),
        cmocka_unit_test(arguments_mean_what_they_mean_where_they_are_written),
        cmocka_unit_test(a_template_within_its_own_application_is_refused),
        cmocka_unit_test(a_star_by_itself_is_the_prefix),
        cmocka_unit_test(the_name_of_a_duration_moves_a_day_as_the_duration_does),
        cmocka_unit_test(a_working_day_that_could_be_either_is_asked_about),
        cmocka_unit_test(rules_stand_in_the_order_of_citation),
        cmocka_unit_test(what_overrides_comes_first),
        cmocka_unit_test(an_exemption_in_inner_loops_cannot_lift_an_outer_rule),
        cmocka_unit_test(every_language_prints_the_same_values),
        cmocka_unit_test(ten_mistakes_give_ten_diagnostics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
