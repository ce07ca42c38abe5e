// SPDX-License-Identifier: Apache-2.0

#include "policy.h"
#include "profile_report.h"
#include "ran.h"
#include "session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char statute[] =
    "severity grave warrants en \"grave\"\n"
    "type sitting {\n"
    "  date: date\n"
    "  present: list of id\n"
    "}\n"
    "record club {\n"
    "  id: id\n"
    "  members: list of id\n"
    "  sittings: list of sitting\n"
    "}\n"
    "act statute { title en \"Statute\" number \"7\" audits club }\n"
    "define large of club = length(club.members) >= 3\n"
    "chapter 1 of statute {\n"
    "  paragraph 1 { rule P1-a severity grave for each sitting\n"
    "    require sitting.date is recorded duty en \"Dated.\" }\n"
    "  paragraph 2 { rule P2-a severity grave for each sitting\n"
    "    require common(sitting.present, club.members) >= 1 duty en \"Attended.\" }\n"
    "  paragraph 3 { rule P3-a severity grave require club.large duty en \"Large.\" }\n"
    "  paragraph 4 { rule P4-a severity grave require club.large duty en \"Large still.\" }\n"
    "}\n";

static const char records[] =
    "{\"record\":\"club\",\"id\":\"k\",\"members\":[\"a\",\"b\",\"c\"],\"sittings\":["
    "{\"date\":\"2024-01-09\",\"present\":[\"a\"]},{\"date\":\"2024-02-09\",\"present\":[\"b\"]}]}"
    "\n";

// A profile of these records.
struct profiled {
    struct qg_policy policy;
    struct qg_session session;
    struct qg_profile profile;
    struct qg_profile_rows rows;
};

static void profile_timed(struct profiled *p, enum qg_profile_order order, const char *text,
                          bool timed) {
    struct qg_run run;
    struct qg_text problem = {0};
    qg_policy_init(&p->policy);
    p->policy.unoptimised = true; // so that no pass of the compiler has a say in the numbers
    assert_int_equal(qg_policy_add_text(&p->policy, QG_STR("statute.qagida"), qg_str_of(statute)),
                     QG_OK);
    assert_int_equal(qg_policy_compile(&p->policy), QG_OK);
    const struct qg_program *program = p->policy.program;
    assert_non_null(program);
    assert_int_equal(qg_session_init(&p->session, program, NULL), QG_OK);
    assert_true(qg_profile_init(&p->profile, program));
    p->profile.timed = timed;
    p->session.settings.profile = &p->profile;
    assert_true(qg_session_settle(&p->session, &problem));
    ran(&run, program, &p->session.settings, qg_str_of(text), 1);
    qg_run_free(&run);
    qg_text_free(&problem);
    assert_int_equal(qg_profile_rows_make(&p->rows, program, &p->profile, order), QG_OK);
}

static void profile(struct profiled *p, enum qg_profile_order order, const char *text) {
    profile_timed(p, order, text, false);
}

static void release(struct profiled *p) {
    qg_profile_rows_free(&p->rows);
    qg_profile_free(&p->profile);
    qg_session_free(&p->session);
    qg_policy_free(&p->policy);
}

// The row of a rule; NULL if it has none.
static const struct qg_profile_row *row_of(const struct profiled *p, const char *rule) {
    for (uint32_t i = 0; i < p->rows.first[QG_PROFILE_SCOPES]; i++) {
        const struct qg_rule *r = &p->policy.program->rules[p->rows.all.at[i].index];
        if (qg_str_equal(r->id, qg_str_of(rule)))
            return &p->rows.all.at[i];
    }
    return NULL;
}

// const yes; recorded; outcome: three instructions at each of two sittings.
static void a_step_is_an_instruction_that_ran(void **state) {
    (void)state;
    struct profiled p = {0};
    profile(&p, QG_PROFILE_BY_PLACE, records);
    const struct qg_profile_row *row = row_of(&p, "P1-a");
    assert_non_null(row);
    assert_int_equal(row->times, 2);
    assert_int_equal(row->steps, 2 * 3);
    release(&p);
}

// const, list, list, common, const, le, outcome, twice; and what `common` pays: four steps for each
// value of the one list and the three of the other.
static void comparisons_of_lists_are_steps_of_who_asks(void **state) {
    (void)state;
    struct profiled p = {0};
    profile(&p, QG_PROFILE_BY_PLACE, records);
    const struct qg_profile_row *row = row_of(&p, "P2-a");
    assert_int_equal(row->times, 2);
    assert_int_equal(row->steps, 2 * (7 + 4 * (1 + 3)));
    release(&p);
}

// const, call, outcome; the first has to have the definition computed: list, length,
// const, le, return.
static void what_is_remembered_is_paid_by_the_first(void **state) {
    (void)state;
    struct profiled p = {0};
    profile(&p, QG_PROFILE_BY_PLACE, records);
    assert_int_equal(row_of(&p, "P3-a")->steps, 3 + 5);
    assert_int_equal(row_of(&p, "P4-a")->steps, 3);
    const struct qg_profile_row *large = &p.rows.all.at[p.rows.first[QG_PROFILE_DEFINITIONS]];
    assert_int_equal(large->times, 1);
    assert_int_equal(large->steps, 5);
    release(&p);
}

static void rules_scopes_and_others_add_up_to_the_whole(void **state) {
    (void)state;
    struct profiled p = {0};
    uint64_t sum = 0;
    profile(&p, QG_PROFILE_BY_STEPS, records);
    for (uint32_t i = 0; i < p.rows.first[QG_PROFILE_DEFINITIONS]; i++)
        sum += p.rows.all.at[i].steps;
    assert_int_equal(sum, p.rows.steps);
    assert_int_equal(sum, p.profile.steps);
    release(&p);
}

static void rows_stand_in_the_order_asked_for(void **state) {
    (void)state;
    struct profiled p = {0};
    profile(&p, QG_PROFILE_BY_STEPS, records);
    for (uint32_t i = 1; i < p.rows.first[QG_PROFILE_SCOPES]; i++)
        assert_true(p.rows.all.at[i - 1].steps >= p.rows.all.at[i].steps);
    assert_ptr_equal(row_of(&p, "P2-a"), &p.rows.all.at[0]);
    release(&p);
}

// The first of every sixteen turns: P1-a has two, P3-a one. No step is counted for looking at a
// clock.
static void time_is_sampled_beside_the_steps(void **state) {
    (void)state;
    struct profiled p, plain;
    profile(&plain, QG_PROFILE_BY_STEPS, records);
    profile_timed(&p, QG_PROFILE_BY_TIME, records, true);
    for (uint32_t i = 0; i < 2; i++) {
        const struct qg_profile_row *row = row_of(&p, i == 0 ? "P1-a" : "P3-a");
        assert_non_null(row);
        assert_int_equal(row->samples, 1);
    }
    assert_int_equal(row_of(&plain, "P1-a")->samples, 0);
    assert_int_equal(p.profile.steps, plain.profile.steps);
    release(&plain);
    release(&p);
}

static void nothing_judged_is_an_empty_profile(void **state) {
    (void)state;
    struct profiled p = {0};
    struct qg_text out = {0};
    profile(&p, QG_PROFILE_BY_STEPS, "");
    const struct qg_profile_facts facts = {.rows = &p.rows};
    qg_profile_report(QG_PROFILE_TEXT, &facts, &out);
    assert_string_equal(out.at, "records: 0; steps: 0, 0 a record\n");
    qg_text_free(&out);
    release(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_is_an_instruction_that_ran),
        cmocka_unit_test(comparisons_of_lists_are_steps_of_who_asks),
        cmocka_unit_test(what_is_remembered_is_paid_by_the_first),
        cmocka_unit_test(rules_scopes_and_others_add_up_to_the_whole),
        cmocka_unit_test(rows_stand_in_the_order_asked_for),
        cmocka_unit_test(time_is_sampled_beside_the_steps),
        cmocka_unit_test(nothing_judged_is_an_empty_profile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
