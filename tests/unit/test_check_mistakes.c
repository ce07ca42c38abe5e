// SPDX-License-Identifier: Apache-2.0
//
// Mistakes that hardly anybody makes, and what is said of them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "checked.h"

#define ACT(rest)      "act b { title en \"B\" ru \"Б\" kk \"Б\" " rest " }\n"
#define CHAPTER(items) "chapter 1 of rules_1 {\n paragraph 1 {\n" items "\n }\n}\n"

static void an_act_says_what_it_audits_and_what_verdicts_are_for(void **state) {
    (void)state;
    checked_reports(ACT(""), "E0411 the act `b` does not say what it audits\n");
    checked_reports(ACT("audits dossier verdict for each level"),
                    "E0302 verdicts are given for elements, not for values\n");
    checked_reports(ACT("audits dossier verdict for each hearing"),
                    "E0302 verdicts are given for a record or for each element of one of its "
                    "lists\n");
}

static void a_template_is_given_each_argument_once(void **state) {
    (void)state;
#define ASKING "template asking(what: bool) { rule *-a severity RC1 require what }\n"
    checked_reports(ASKING CHAPTER("apply asking(what: true, what: false) as P3"),
                    "E0405 the argument `what` is given twice\n");
    checked_reports(ASKING CHAPTER("apply asking() as P3"),
                    "E0405 the argument `what` is missing\n");
#undef ASKING
}

static void a_calendar_has_years_and_days_that_there_are(void **state) {
    (void)state;
    checked_reports("calendar kz { source \"x\" year 2021 { off 02-29 } }\n",
                    "E0111 the year 2021 has no such day\n");
    checked_reports("calendar kz { source \"x\" year 2199 { } year 2200 { } }\n",
                    "E0414 this year is out of range\n");
    checked_reports("calendar kz { source \"x\" }\n", "E0414 `kz` covers no years\n");
}

static void a_definition_does_not_stand_in_for_a_field(void **state) {
    (void)state;
    checked_reports("define born of dossier = 2020-01-01\n",
                    "E0204 `dossier` has a field `born` already\n");
    checked_reports("define odd of level = 1\n",
                    "E0302 an enum has no fields; a record or a type does\n");
}

static void what_does_not_go_together_is_named(void **state) {
    (void)state;
    checked_fails("votes + date", "E0301 a count and a date do not go together\n");
    checked_fails("(if heard then votes else date) = 1",
                  "E0301 a count and a date do not go together\n");
    checked_fails("dossier.certifications = 1",
                  "E0301 a list of `certification` cannot be compared with a count\n");
    checked_fails("votes is at least votes of votes",
                  "E0302 a ratio such as `2/3` is needed here\n");
}

static void lists_alone_are_partial_and_plain_values_alone_are_parameters(void **state) {
    (void)state;
    checked_reports("type odd { n: partial count }\n", "E0302 only a list can be partial\n");
    checked_reports("parameter who: member required\n", "E0302 a parameter is a plain value\n");
}

static void a_test_names_what_there_is(void **state) {
    (void)state;
    checked_reports("fixture a = { id: \"1\" }\ntest \"t\" { given a expect flag P1-b }\n",
                    "E0416 there is no flag `P1-b`\n");
    checked_reports("fixture a = b with id = \"1\"\nfixture b = a with id = \"2\"\n",
                    "E0416 these fixtures are made of each other\n"
                    "E0416 these fixtures are made of each other\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_act_says_what_it_audits_and_what_verdicts_are_for),
        cmocka_unit_test(a_template_is_given_each_argument_once),
        cmocka_unit_test(a_calendar_has_years_and_days_that_there_are),
        cmocka_unit_test(a_definition_does_not_stand_in_for_a_field),
        cmocka_unit_test(what_does_not_go_together_is_named),
        cmocka_unit_test(lists_alone_are_partial_and_plain_values_alone_are_parameters),
        cmocka_unit_test(a_test_names_what_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
