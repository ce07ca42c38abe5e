// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "session.h"

#include "date.h"

#include <string.h>

// A policy of three rules, two parameters and one reading beside the built-in ones.
static const struct qg_str values[] = {QG_STR_INIT("present"), QG_STR_INIT("all_members")};
static const struct qg_reading readings[] = {
    {.name = QG_STR_INIT("majority_base"), .values = values, .count = 2, .preset = 0},
};
static const struct qg_parameter parameters[] = {
    {.name = QG_STR_INIT("effective_on"), .shape = {.kind = QG_KIND_DATE}, .preset = {100, 100}},
    {.name = QG_STR_INIT("limit"), .shape = {.kind = QG_KIND_COUNT}, .required = true},
};
static const struct qg_severity severities[] = {{.name = QG_STR_INIT("RC1")},
                                                {.name = QG_STR_INIT("RC2")}};
static const struct qg_act acts[] = {{.name = QG_STR_INIT("order_300")}};
static const struct qg_rule rules[] = {
    {.id = QG_STR_INIT("P46-a"),
     .paragraph = QG_STR_INIT("46"),
     .severity = 0,
     .severity_fn = -1,
     .worlds = 1},
    {.id = QG_STR_INIT("P46-b"),
     .paragraph = QG_STR_INIT("46"),
     .severity = 1,
     .severity_fn = -1,
     .worlds = 1},
    {.id = QG_STR_INIT("P48.3-b"),
     .paragraph = QG_STR_INIT("48"),
     .severity = 1,
     .severity_fn = -1,
     .worlds = 1},
};
static const struct qg_program program = {
    .readings = readings,
    .reading_count = 1,
    .parameters = parameters,
    .parameter_count = 2,
    .severities = severities,
    .severity_count = 2,
    .acts = acts,
    .act_count = 1,
    .rules = rules,
    .rule_count = 3,
};

struct place {
    struct qg_session session;
    struct qg_text problem;
};

static int set_up(void **state) {
    static struct place place;
    *state = &place;
    place.problem = (struct qg_text){0};
    return qg_session_init(&place.session, &program, NULL) == QG_OK ? 0 : -1;
}

static int tear_down(void **state) {
    struct place *place = *state;
    qg_session_free(&place->session);
    qg_text_free(&place->problem);
    return 0;
}

static void assert_problem(struct place *place, const char *text) {
    assert_string_equal(place->problem.at, text);
    qg_text_clear(&place->problem);
}

static void without_an_audit_date_it_is_unknown(void **state) {
    struct place *place = *state;
    assert_true(place->session.settings.as_of.lo < place->session.settings.as_of.hi);
    assert_true(qg_session_as_of(&place->session, QG_STR("2024-02-29"), &place->problem));
    int32_t day;
    assert_true(qg_date_parse("2024-02-29", 10, &day));
    assert_int_equal(place->session.settings.as_of.lo, day);
    assert_int_equal(place->session.settings.as_of.hi, day);
}

static void a_date_that_is_none_is_refused(void **state) {
    struct place *place = *state;
    assert_false(qg_session_as_of(&place->session, QG_STR("2023-02-29"), &place->problem));
    assert_problem(place, "`2023-02-29` is not a date (YYYY-MM-DD, 1900 to 2199)");
}

static void a_parameter_takes_a_value_of_its_type(void **state) {
    struct place *place = *state;
    assert_true(qg_session_parameter(&place->session, QG_STR("limit"), QG_STR("2147483647"),
                                     &place->problem));
    assert_int_equal(place->session.parameters[1].lo, INT32_MAX);
    assert_false(qg_session_parameter(&place->session, QG_STR("limit"), QG_STR("2147483648"),
                                      &place->problem));
    assert_problem(place, "parameter `limit` is a whole number, not `2147483648`");
    assert_false(qg_session_parameter(&place->session, QG_STR("effective_on"), QG_STR("soon"),
                                      &place->problem));
    assert_problem(place, "parameter `effective_on` is a date (YYYY-MM-DD, 1900 to 2199), "
                          "not `soon`");
}

static void a_misspelt_parameter_is_refused_with_the_nearest(void **state) {
    struct place *place = *state;
    assert_false(qg_session_parameter(&place->session, QG_STR("efective_on"), QG_STR("2019-09-08"),
                                      &place->problem));
    assert_problem(place, "unknown parameter `efective_on`; did you mean `effective_on`?");
}

static void a_reading_takes_one_of_its_values(void **state) {
    struct place *place = *state;
    assert_true(qg_session_reading(&place->session, QG_STR("majority_base"), QG_STR("all_members"),
                                   &place->problem));
    assert_int_equal(place->session.readings[0], 1);
    assert_false(qg_session_reading(&place->session, QG_STR("majority_base"), QG_STR("votes"),
                                    &place->problem));
    assert_problem(place, "reading `majority_base` has no value `votes` (its values: present, "
                          "all_members)");
    assert_false(qg_session_reading(&place->session, QG_STR("majority_bass"), QG_STR("present"),
                                    &place->problem));
    assert_problem(place, "unknown reading `majority_bass`; did you mean `majority_base`?");
}

// Settles with `limit` given and compares which rules are looked at.
static void assert_enabled(struct place *place, bool a, bool b, bool c) {
    assert_true(
        qg_session_parameter(&place->session, QG_STR("limit"), QG_STR("2"), &place->problem));
    assert_true(qg_session_settle(&place->session, &place->problem));
    assert_int_equal(place->session.enabled[0], a);
    assert_int_equal(place->session.enabled[1], b);
    assert_int_equal(place->session.enabled[2], c);
}

static void with_nothing_selected_every_rule_is_looked_at(void **state) {
    assert_enabled(*state, true, true, true);
}

static void a_paragraph_selects_its_rules(void **state) {
    struct place *place = *state;
    assert_true(qg_session_select(&place->session, QG_STR("46"), &place->problem));
    assert_enabled(place, true, true, false);
}

static void a_star_selects_by_the_beginning(void **state) {
    struct place *place = *state;
    assert_true(qg_session_select(&place->session, QG_STR("P48*"), &place->problem));
    assert_enabled(place, false, false, true);
}

static void a_severity_is_ignored_by_its_name(void **state) {
    struct place *place = *state;
    assert_true(qg_session_ignore(&place->session, QG_STR("RC2"), &place->problem));
    assert_enabled(place, true, false, false);
}

static void what_is_ignored_is_not_selected(void **state) {
    struct place *place = *state;
    assert_true(qg_session_select(&place->session, QG_STR("46"), &place->problem));
    assert_true(qg_session_ignore(&place->session, QG_STR("P46-a"), &place->problem));
    assert_enabled(place, false, true, false);
}

static void a_pattern_that_means_nothing_is_refused(void **state) {
    struct place *place = *state;
    assert_false(qg_session_select(&place->session, QG_STR("P46-c"), &place->problem));
    assert_problem(place, "unknown rule, paragraph or severity `P46-c`; did you mean `P46-a`?");
}

static void a_required_parameter_must_be_given(void **state) {
    struct place *place = *state;
    assert_false(qg_session_settle(&place->session, &place->problem));
    assert_problem(place, "the policy needs a value for the parameter `limit`");
}

static void a_run_without_rules_is_refused(void **state) {
    struct place *place = *state;
    assert_true(qg_session_ignore(&place->session, QG_STR("order_300"), &place->problem));
    assert_false(qg_session_settle(&place->session, &place->problem));
    assert_problem(place, "no rule is left to look at");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(without_an_audit_date_it_is_unknown),
        TEST(a_date_that_is_none_is_refused),
        TEST(a_parameter_takes_a_value_of_its_type),
        TEST(a_misspelt_parameter_is_refused_with_the_nearest),
        TEST(a_reading_takes_one_of_its_values),
        TEST(with_nothing_selected_every_rule_is_looked_at),
        TEST(a_paragraph_selects_its_rules),
        TEST(a_star_selects_by_the_beginning),
        TEST(a_severity_is_ignored_by_its_name),
        TEST(what_is_ignored_is_not_selected),
        TEST(a_pattern_that_means_nothing_is_refused),
        TEST(a_required_parameter_must_be_given),
        TEST(a_run_without_rules_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
