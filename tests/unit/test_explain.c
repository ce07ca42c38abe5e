// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "explain.h"

#include <string.h>

// What each rule of the default policy is told with is looked at by eye; here is what could go
// wrong in silence.
static const char text[] =
    "severity grave en \"g\"\n"
    "type visit { day: date  kind: text }\n"
    "record house { id: id  visits: list of visit  complete: sections }\n"
    "parameter since: date default 2020-01-01\n"
    "reading when_due asks en \"when?\" { now default, later }\n"
    "act rules { title en \"Rules\" number \"1\" in force from since audits house\n"
    "  dated visit by 1 month after visit.day }\n"
    "template inner() { rule *-x severity grave for each visit\n"
    "  require visit.kind is recorded duty en \"d\" }\n"
    "template outer() { apply inner() as *-deep }\n"
    "chapter 1 of rules { paragraph 1 en \"First\" { apply outer() as P1 }\n"
    "  paragraph 2 { rule P2-a severity grave\n"
    "    for each visit where under when_due { now: true, later: visit.day after since }\n"
    "    require visit.kind is recorded duty en \"d\" } }\n"
    "appendix 1 of rules en \"Form\" { rule F1-1 severity grave require id is recorded\n"
    "  duty en \"d\" }\n";

struct place {
    struct qg_policy policy;
    struct qg_text out;
};

static int set_up(void **state) {
    static struct place place;
    *state = &place;
    place.out = (struct qg_text){0};
    qg_policy_init(&place.policy);
    return qg_policy_add_text(&place.policy, QG_STR("p"), qg_str_of(text)) != QG_OK ||
           qg_policy_compile(&place.policy) != QG_OK || place.policy.program == NULL;
}

static int tear_down(void **state) {
    struct place *place = *state;
    qg_policy_free(&place->policy);
    qg_text_free(&place->out);
    return 0;
}

static const char *explain(struct place *place, const char *name, bool json) {
    struct qg_explain_options options = {QG_LANG_EN, json};
    qg_text_clear(&place->out);
    assert_true(qg_explain(&place->policy, qg_str_of(name), &options, &place->out));
    return place->out.at;
}

static void a_rule_of_a_template_in_a_template_is_found_in_its_paragraph(void **state) {
    const char *told = explain(*state, "P1-deep-x", false);
    assert_non_null(strstr(told, "paragraph: 1, First\n"));
    assert_non_null(strstr(told, "requires: visit.kind is recorded\n"));
    assert_non_null(strstr(told, "written as: apply outer() as P1 (p:11)\n"));
}

// The dates of the act ask how a month ends, and the loop asks for its reading: neither is the
// rule.
static void readings_say_how_they_enter(void **state) {
    const char *told = explain(*state, "P2-a", true);
    assert_non_null(strstr(told, "{\"name\": \"month_end\""));
    assert_non_null(strstr(told, "\"through\": [\"day\"]"));
    assert_non_null(strstr(told, "{\"name\": \"when_due\""));
    assert_non_null(strstr(told, "\"through\": [\"subject\"]"));
    assert_null(strstr(told, "\"through\": [\"rule\"]"));
}

static void parameters_and_facts_of_loops_and_of_the_act_count_too(void **state) {
    const char *told = explain(*state, "P2-a", false);
    assert_non_null(strstr(told, "parameters: since: date default 2020-01-01 (p:4)\n"));
    assert_non_null(strstr(told, "facts of the record: visit.day, visit.kind, house.visits\n"));
}

static void an_appendix_is_a_part_of_the_act_without_a_chapter(void **state) {
    const char *told = explain(*state, "F1-1", false);
    assert_non_null(strstr(told, "F1-1 (rules, Appendix 1)\n"));
    assert_non_null(strstr(told, "part of the act: Appendix 1, Form\n"));
    assert_null(strstr(told, "chapter:"));
}

static void a_paragraph_has_two_names(void **state) {
    struct place *place = *state;
    char first[512];
    (void)strncpy(first, explain(place, "2", false), sizeof first - 1);
    first[sizeof first - 1] = '\0';
    assert_string_equal(first, explain(place, "P2", false));
}

static void what_nothing_is_called_is_refused_and_the_nearest_named(void **state) {
    struct place *place = *state;
    struct qg_explain_options options = {QG_LANG_EN, false};
    assert_false(qg_explain(&place->policy, QG_STR("P2-b"), &options, &place->out));
    assert_int_equal(place->out.len, 0);
    qg_explain_suggest(&place->policy, QG_STR("P2-b"), &place->out);
    assert_string_equal(place->out.at, "; did you mean `P2-a`?");
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_rule_of_a_template_in_a_template_is_found_in_its_paragraph),
        CASE(readings_say_how_they_enter),
        CASE(parameters_and_facts_of_loops_and_of_the_act_count_too),
        CASE(an_appendix_is_a_part_of_the_act_without_a_chapter),
        CASE(a_paragraph_has_two_names),
        CASE(what_nothing_is_called_is_refused_and_the_nearest_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
