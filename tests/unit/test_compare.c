// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compare.h"

#include "compare_tour.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

// One rule P3-a about a case, which is all that is audited. The example that the schema makes of it
// has every date on 2024-01-15, every truth yes, every count 1, every word the first of its enum.
#define CASES(rule)                                                                                \
    "severity grave warrants en \"grave\" "                                                        \
    "enum kind { plain, swift, silent } "                                                          \
    "record case { id: id served: date heard: date urgent: bool votes: count kind: kind "          \
    "members: list of id present: list of id } "                                                   \
    "act statute { title en \"Statute\" number \"7\" adopted 2019-05-01 "                          \
    "in force from 2019-06-01 audits case } "                                                      \
    "chapter 1 of statute { paragraph 3 { " rule " } }"
#define RULE(requires)                                                                             \
    "rule P3-a severity grave require " requires " duty en \"What is demanded.\" "
#define DRAFT_CALLED(name, changes)                                                                \
    "amendment " name " to statute { title en \"D\" number \"1\" adopted 2020-01-01 "              \
    "in force from 2022-03-01 " changes " }"
#define DRAFT(changes)     DRAFT_CALLED("d", changes)
#define DRAFT_OF(requires) DRAFT("in paragraph 3 replace " RULE(requires))

#define LIMIT 20000

static void add_text(struct qg_policy *policy, const char *name, const char *text) {
    assert_int_equal(qg_policy_add_text(policy, qg_str_of(name), qg_str_of(text)), QG_OK);
}

static void compile(struct qg_policy *policy, const char *law, const char *const drafts[2]) {
    struct qg_text trouble = {0};
    qg_policy_init(policy);
    add_text(policy, "law.qagida", law);
    for (int i = 0; i < 2 && drafts[i] != NULL; i++) {
        qg_policy_begin_draft(policy);
        add_text(policy, "draft.qagida", drafts[i]);
    }
    policy->backdate = true;
    assert_int_equal(qg_policy_compile(policy), QG_OK);
    qg_policy_render(policy, &trouble, false);
    assert_string_equal(policy->program == NULL && trouble.len > 0 ? trouble.at : "", "");
    qg_text_free(&trouble);
    assert_non_null(policy->program);
}

static void set_up(struct qg_session *session, struct qg_policy *policy) {
    struct qg_text problem = {0};
    assert_int_equal(qg_session_init(session, policy->program, NULL), QG_OK);
    session->worlds = UINT32_MAX;
    assert_true(qg_session_settle(session, &problem));
    qg_text_free(&problem);
}

// The report of a comparison: the law against the draft, or the first draft against the second.
static void compare_into(struct qg_text *out, const char *law, const char *const drafts[2],
                         const struct qg_compare_format *format) {
    struct qg_policy policy;
    struct qg_session session;
    struct qg_compare_seeds seeds;
    struct qg_text problem = {0};
    bool two = drafts[1] != NULL;
    compile(&policy, law, drafts);
    set_up(&session, &policy);
    assert_int_equal(qg_compare_seeds_init(&seeds, &policy, &problem), QG_OK);
    struct qg_run_facts run = {.program = policy.program,
                               .version = "test",
                               .as_of = QG_NONE,
                               .parameters = session.parameters,
                               .readings = session.readings};
    struct qg_compare_facts facts = {.run = &run, .names = {"before", "after"}};
    struct qg_comparison c = {.session = &session,
                              .seeds = &seeds,
                              .worlds = {two ? 1 : 0, two ? 2 : 1},
                              .limit = LIMIT,
                              .facts = &facts,
                              .format = format};
    assert_int_equal(qg_compare(&c, out), QG_OK);
    qg_compare_seeds_free(&seeds);
    qg_session_free(&session);
    qg_policy_free(&policy);
    qg_text_free(&problem);
}

// What is told of the one rule that differs; owned by `*report`.
static json_t *told(json_t **report, const char *law, const char *draft) {
    struct qg_text out = {0};
    const char *const drafts[2] = {draft, NULL};
    compare_into(&out, law, drafts, &qg_compare_json);
    *report = json_loadb(out.at, out.len, 0, NULL);
    qg_text_free(&out);
    assert_non_null(*report);
    assert_int_equal(json_array_size(json_object_get(*report, "rules")), 1);
    return json_array_get(json_object_get(*report, "rules"), 0);
}

static const char *result_of(json_t *rule) {
    return json_string_value(json_object_get(rule, "result"));
}

static const char *state_of(json_t *rule, const char *side) {
    json_t *finding = json_array_get(json_object_get(rule, "findings"), 0);
    return json_string_value(json_object_get(json_object_get(finding, side), "state"));
}

static void assert_record(json_t *rule, const char *expected) {
    char *record = json_dumps(json_object_get(rule, "record"), JSON_COMPACT);
    assert_string_equal(record, expected);
    free(record);
}

// That the two disagree so on exactly this record.
static void assert_witness(const char *law, const char *draft, const char *record,
                           const char *before, const char *after) {
    json_t *report, *rule = told(&report, law, draft);
    assert_string_equal(result_of(rule), "disagreement");
    assert_record(rule, record);
    assert_string_equal(state_of(rule, "before"), before);
    assert_string_equal(state_of(rule, "after"), after);
    json_decref(report);
}

// ---- thresholds ----

static void a_quorum_is_told_apart_by_three_members_of_whom_two_come(void **state) {
    (void)state;
    // Of n members m come with 2/3 <= m/n < 3/4: for n = 1 and 2 there is no such m, for n = 3 it
    // is
    // 2. The ids are those of the example, then invented ones.
    assert_witness(CASES(RULE("common(present, members) is at least 2/3 of length(members)")),
                   DRAFT("in paragraph 3 replace 2/3 with 3/4"),
                   "{\"record\":\"case\",\"members\":[\"members-1\",\"present-1\",\"x1\"],"
                   "\"present\":[\"members-1\",\"present-1\"]}",
                   "satisfied", "violated");
}

static void a_shorter_notice_is_told_apart_by_a_day_less_than_a_month(void **state) {
    (void)state;
    // Heard on 15 January. Served on 15 December, a month before, both are content; a day later it
    // is less than a month and more than 21 days.
    assert_witness(CASES(RULE("heard not before 1 month after served")),
                   DRAFT("in paragraph 3 replace 1 month with 21 days"),
                   "{\"record\":\"case\",\"served\":\"2023-12-16\",\"heard\":\"2024-01-15\"}",
                   "violated", "satisfied");
}

static void thirty_days_and_a_month_differ_where_the_month_has_another_length(void **state) {
    (void)state;
    // The month before 15 January has 31 days, so that 16 December is 30 days before and not a
    // month.
    assert_witness(CASES(RULE("heard not before 1 month after served")),
                   DRAFT("in paragraph 3 replace 1 month with 30 days"),
                   "{\"record\":\"case\",\"served\":\"2023-12-16\",\"heard\":\"2024-01-15\"}",
                   "violated", "satisfied");
}

static void a_number_is_told_apart_by_what_lies_between(void **state) {
    (void)state;
    assert_witness(CASES(RULE("votes >= 3")), DRAFT("in paragraph 3 replace 3 with 5"),
                   "{\"record\":\"case\",\"votes\":3}", "satisfied", "violated");
}

static void a_word_more_is_told_apart_by_that_word(void **state) {
    (void)state;
    assert_witness(CASES(RULE("kind in { plain, swift }")),
                   DRAFT_OF("kind in { plain, swift, silent }"),
                   "{\"record\":\"case\",\"kind\":\"silent\"}", "violated", "satisfied");
}

static void a_long_list_is_tried_around_the_number_it_is_compared_with(void **state) {
    (void)state;
    json_t *report, *rule = told(&report, CASES(RULE("length(members) >= 30")),
                                 DRAFT("in paragraph 3 replace 30 with 31"));
    assert_string_equal(result_of(rule), "disagreement");
    json_t *members = json_object_get(json_object_get(rule, "record"), "members");
    assert_int_equal(json_array_size(members), 30);
    json_decref(report);
}

static void two_alterations_are_made_where_one_will_not_do(void **state) {
    (void)state;
    // The example is plain and has one vote; to differ it has to be silent and to have three.
    assert_witness(CASES(RULE("kind = plain or votes < 3")),
                   DRAFT_OF("kind in { plain, silent } "
                            "or votes < 3"),
                   "{\"record\":\"case\",\"votes\":3,\"kind\":\"silent\"}", "violated",
                   "satisfied");
}

// ---- more and fewer rules ----

static void an_exemption_more_is_told_apart_by_a_breach_that_it_lifts(void **state) {
    (void)state;
    // The example is a breach already: one vote, and urgent.
    assert_witness(
        CASES(RULE("votes >= 3")),
        DRAFT("in paragraph 3 insert exemption haste en \"haste\" lifts P3-a when urgent"),
        "{\"record\":\"case\",\"urgent\":true,\"votes\":1}", "violated", "exempt");
}

static void a_repealed_rule_is_told_apart_by_a_breach_of_it(void **state) {
    (void)state;
    assert_witness(
        CASES(RULE("votes >= 3") "rule P3-b severity grave require urgent duty en \"D\""),
        DRAFT("repeal rule P3-a"), "{\"record\":\"case\",\"votes\":1}", "violated", "no_rule");
}

static void a_new_rule_is_told_apart_by_a_breach_of_it(void **state) {
    (void)state;
    assert_witness(CASES(RULE("votes >= 3")),
                   DRAFT("in paragraph 3 insert rule P3-b severity grave "
                         "require not urgent duty en \"D\""),
                   "{\"record\":\"case\",\"urgent\":true}", "no_rule", "violated");
}

static void another_severity_is_a_disagreement(void **state) {
    (void)state;
    assert_witness("severity slight en \"slight\" " CASES(RULE("votes >= 3")),
                   DRAFT("in paragraph 3 replace rule P3-a severity slight require votes >= 3 "
                         "duty en \"What is demanded.\""),
                   "{\"record\":\"case\",\"votes\":1}", "violated", "violated");
}

static void a_changed_scope_rule_is_told_apart_by_what_it_governs(void **state) {
    (void)state;
    // Under the draft the act binds swift cases only, and the example is a plain one.
    json_t *report,
        *rule =
            told(&report,
                 CASES("rule P3-s severity grave governs P3-a require urgent duty en \"S\" " RULE(
                     "votes >= 3")),
                 DRAFT("in paragraph 3 replace rule P3-s severity grave governs P3-a "
                       "require kind = swift duty en \"S\""));
    assert_string_equal(json_string_value(json_object_get(rule, "rule")), "P3-s");
    assert_string_equal(result_of(rule), "disagreement");
    assert_record(rule, "{\"record\":\"case\",\"urgent\":true,\"votes\":1,\"kind\":\"plain\"}");
    json_decref(report);
}

static void a_rule_about_a_population_is_not_searched(void **state) {
    (void)state;
    json_t *report, *rule = told(&report,
                                 CASES("rule P3-a severity grave over all case require at least "
                                       "1/3 have urgent duty en \"D\""),
                                 DRAFT("in paragraph 3 replace 1/3 with half"));
    assert_string_equal(result_of(rule), "population");
    json_decref(report);
}

// ---- what it begins with ----

static void a_test_of_the_rule_is_the_first_to_begin_with(void **state) {
    (void)state;
    json_t *report,
        *rule = told(
            &report,
            CASES(RULE("votes >= 3")) "test \"others\" { given { record: \"case\", id: \"k\" } "
                                      "expect no violated } "
                                      "test \"four\" { given { record: \"case\", id: \"k\", "
                                      "votes: 4 } expect P3-a satisfied }",
            DRAFT("in paragraph 3 replace 3 with 5"));
    assert_string_equal(json_string_value(json_object_get(rule, "seed")), "test \"four\"");
    assert_int_equal(json_integer_value(json_object_get(rule, "altered")), 0);
    assert_record(rule, "{\"record\":\"case\",\"votes\":4}");
    json_decref(report);
}

static void what_hangs_on_missing_data_is_shown_for_want_of_better(void **state) {
    (void)state;
    // Both hold of every record that says how many votes there were and whether it was urgent. Of
    // the two, `urgent` has fewer values to try, so that it is left out first.
    assert_witness(CASES(RULE("votes >= 3 or votes < 3 ")), DRAFT_OF("urgent or not urgent"),
                   "{\"record\":\"case\",\"votes\":1}", "satisfied", "undetermined");
}

// ---- agreement ----

static void two_ways_to_say_the_same_agree_on_the_whole_grid(void **state) {
    (void)state;
    json_t *report, *rule = told(&report, CASES(RULE("votes >= 3")), DRAFT_OF("votes > 2"));
    json_t *search = json_object_get(rule, "search");
    assert_string_equal(result_of(rule), "agreement");
    assert_true(json_is_true(json_object_get(search, "exhaustive")));
    // `votes` alone: what the example has (1), nothing, 0, and 3 and 2 with their neighbours 1
    // to 4.
    assert_int_equal(json_integer_value(json_object_get(search, "fields")), 1);
    assert_int_equal(json_integer_value(json_object_get(search, "dossiers")), 6);
    json_decref(report);
}

static void other_words_for_the_same_rule_are_not_searched(void **state) {
    (void)state;
    json_t *report, *rule = told(&report, CASES(RULE("votes >= 3")),
                                 DRAFT("in paragraph 3 replace rule P3-a severity grave "
                                       "require votes >= 3 duty en \"Said otherwise.\""));
    assert_string_equal(result_of(rule), "wording");
    assert_null(json_object_get(rule, "search"));
    json_decref(report);
}

static void nothing_differs_between_two_drafts_that_say_the_same(void **state) {
    (void)state;
    struct qg_text out = {0};
    const char *const drafts[2] = {DRAFT_CALLED("d", "in paragraph 3 replace 3 with 5"),
                                   DRAFT_CALLED("e", "in paragraph 3 replace 3 with 5")};
    compare_into(&out, CASES(RULE("votes >= 3")), drafts, &qg_compare_json);
    assert_non_null(strstr(out.at, "\"rules\": []"));
    qg_text_free(&out);
}

// ---- two drafts ----

static void two_drafts_are_held_against_each_other(void **state) {
    (void)state;
    struct qg_text out = {0};
    const char *const drafts[2] = {DRAFT_CALLED("d", "in paragraph 3 replace 3 with 5"),
                                   DRAFT_CALLED("e", "in paragraph 3 replace 3 with 6")};
    compare_into(&out, CASES(RULE("votes >= 3")), drafts, &qg_compare_json);
    json_t *report = json_loadb(out.at, out.len, 0, NULL);
    json_t *rule = json_array_get(json_object_get(report, "rules"), 0);
    assert_record(rule, "{\"record\":\"case\",\"votes\":5}");
    json_decref(report);
    qg_text_free(&out);
}

static void the_same_comparison_gives_the_same_bytes(void **state) {
    (void)state;
    struct qg_text first = {0}, second = {0};
    const char *law = CASES(RULE("common(present, members) is at least 2/3 of length(members)"));
    const char *const drafts[2] = {DRAFT("in paragraph 3 replace 2/3 with 3/4"), NULL};
    compare_into(&first, law, drafts, &qg_compare_text);
    compare_into(&second, law, drafts, &qg_compare_text);
    assert_string_equal(first.at, second.at);
    qg_text_free(&first);
    qg_text_free(&second);
}

// ---- tours ----

// A grid of three sites with 2, 3 and 1 values; the last value of the second is sharp.
static void make_grid(struct qg_compare_sites *grid) {
    static const uint32_t values[] = {2, 3, 1}, order[] = {2, 0, 1};
    *grid = (struct qg_compare_sites){0};
    for (uint32_t i = 0; i < 3; i++) {
        struct qg_compare_site site = {.depth = 1};
        for (uint32_t v = 0; v < values[i]; v++)
            assert_true(qg_vec_push(&site.values,
                                    (struct qg_compare_value){json_integer(v), i == 1 && v == 2}));
        assert_true(qg_vec_push(&grid->items, site));
        grid->order[i] = order[i];
    }
}

static uint32_t stops(const struct qg_compare_sites *grid, uint32_t level, bool sharp) {
    struct qg_compare_tour tour = {.sites = grid, .level = level, .sharp = sharp};
    enum qg_compare_turn turn;
    uint32_t count = 0;
    while ((turn = qg_compare_tour_next(&tour)) != QG_TURN_END) {
        count += turn == QG_TURN_HERE;
        for (uint32_t i = 1; turn == QG_TURN_HERE && i < level; i++)
            assert_true(tour.at[i - 1].site < tour.at[i].site);
    }
    return count;
}

static void tours_go_through_every_combination_once(void **state) {
    (void)state;
    struct qg_compare_sites grid;
    make_grid(&grid);
    // One: 2 + 3 + 1 = 6, two: 2*3 + 2*1 + 3*1 = 11, three: 2*3*1 = 6. Sharp: one of the three
    // values of the second site, together with 1, with 2 + 1, with 2 others.
    static const uint32_t all[] = {1, 6, 11, 6}, sharp[] = {0, 1, 3, 2};
    for (uint32_t level = 0; level <= 3; level++) {
        assert_int_equal(stops(&grid, level, true), sharp[level]);
        assert_int_equal(stops(&grid, level, false), all[level] - sharp[level]);
    }
    assert_int_equal(stops(&grid, 4, false), 0);
    qg_compare_sites_free(&grid);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quorum_is_told_apart_by_three_members_of_whom_two_come),
        cmocka_unit_test(a_shorter_notice_is_told_apart_by_a_day_less_than_a_month),
        cmocka_unit_test(thirty_days_and_a_month_differ_where_the_month_has_another_length),
        cmocka_unit_test(a_number_is_told_apart_by_what_lies_between),
        cmocka_unit_test(a_word_more_is_told_apart_by_that_word),
        cmocka_unit_test(a_long_list_is_tried_around_the_number_it_is_compared_with),
        cmocka_unit_test(two_alterations_are_made_where_one_will_not_do),
        cmocka_unit_test(an_exemption_more_is_told_apart_by_a_breach_that_it_lifts),
        cmocka_unit_test(a_repealed_rule_is_told_apart_by_a_breach_of_it),
        cmocka_unit_test(a_new_rule_is_told_apart_by_a_breach_of_it),
        cmocka_unit_test(another_severity_is_a_disagreement),
        cmocka_unit_test(a_changed_scope_rule_is_told_apart_by_what_it_governs),
        cmocka_unit_test(a_rule_about_a_population_is_not_searched),
        cmocka_unit_test(a_test_of_the_rule_is_the_first_to_begin_with),
        cmocka_unit_test(what_hangs_on_missing_data_is_shown_for_want_of_better),
        cmocka_unit_test(two_ways_to_say_the_same_agree_on_the_whole_grid),
        cmocka_unit_test(other_words_for_the_same_rule_are_not_searched),
        cmocka_unit_test(nothing_differs_between_two_drafts_that_say_the_same),
        cmocka_unit_test(two_drafts_are_held_against_each_other),
        cmocka_unit_test(the_same_comparison_gives_the_same_bytes),
        cmocka_unit_test(tours_go_through_every_combination_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
