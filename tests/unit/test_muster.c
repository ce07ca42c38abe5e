// SPDX-License-Identifier: Apache-2.0
//
// Populations and agreement over whole runs: what comes of the parts of an input, merged, is what
// comes of the input, to the byte; and both are what a person who counts by hand would say.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "json_parts.h"
#include "policy_text.h"
#include "ran.h"
#include "session.h"
#include "together.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char rules[] =
    "severity advice en \"advice\"\n"
    "type sitting { number: text  day: date  present: list of id }\n"
    "record servant { id: id  body: id  corps: text  trained: date  sittings: list of sitting }\n"
    "act a { title en \"A\" number \"1\" audits servant }\n"
    "chapter 1 of a { paragraph 1 {\n"
    "  rule P1-a severity advice over all servant where corps = \"b\" per body\n"
    "    require at least 1/3 have trained within 1 month before as_of\n"
    "    duty en \"{having} of {members} in {group}, {share}\"\n"
    "  rule P1-b severity advice over all sitting per body, sitting.number\n"
    "    agree on sitting.day, sitting.present duty en \"one sitting\"\n"
    "  rule P1-c severity advice over all sitting require at most 5 have sitting.day is recorded\n"
    "    duty en \"few\" } }\n";

enum { RECORDS = 24, LINE = 400 };

struct world {
    struct qg_policy policy;
    struct qg_session session;
    const struct qg_program *program;
    char lines[RECORDS][LINE]; // each ends in a line feed
};

// One record after the other, everything in them drawn from so few values that they meet often,
// and a fifth of it not recorded.
static unsigned draw(uint64_t *state, unsigned below) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 33) % below;
}

static const char *one_of(uint64_t *state, const char *const *texts) {
    unsigned at = draw(state, 5);
    return at < 4 ? texts[at] : "null";
}

static void write_record(char *out, unsigned at, uint64_t *state) {
    static const char *const bodies[] = {"\"X\"", "\"Y\"", "\"X\"", "\"Z\""};
    static const char *const corps[] = {"\"b\"", "\"b\"", "\"b\"", "\"a\""};
    static const char *const days[] = {"\"2024-02-28\"", "\"2024-02-29\"", "\"2024-03-31\"",
                                       "\"2023-01-01\""};
    static const char *const numbers[] = {"\"1\"", "\"2\"", "\"2\"", "\"3\""};
    static const char *const present[] = {"[\"p\", \"q\"]", "[\"q\", \"p\", \"p\"]", "[\"p\"]",
                                          "[]"};
    int len = snprintf(out, LINE,
                       "{\"record\": \"servant\", \"id\": \"s%u\", \"body\": %s, \"corps\": %s, "
                       "\"trained\": %s, \"sittings\": ",
                       at, one_of(state, bodies), one_of(state, corps), one_of(state, days));
    if (draw(state, 9) == 0)
        snprintf(out + len, LINE - (size_t)len, "null}\n");
    else
        snprintf(out + len, LINE - (size_t)len,
                 "[{\"number\": %s, \"day\": %s, \"present\": %s}, {\"number\": %s}]}\n",
                 one_of(state, numbers), one_of(state, days), one_of(state, present),
                 one_of(state, numbers));
}

static int set_up(void **state) {
    struct world *w = calloc(1, sizeof *w);
    *state = w;
    w->program = policy_text(&w->policy, rules);
    struct qg_text problem = {0};
    assert_int_equal(qg_session_init(&w->session, w->program, NULL), QG_OK);
    assert_true(qg_session_as_of(&w->session, QG_STR("2024-05-01"), &problem));
    return 0;
}

static int tear_down(void **state) {
    struct world *w = *state;
    qg_session_free(&w->session);
    qg_policy_free(&w->policy);
    free(w);
    return 0;
}

static void fill(struct world *w, uint64_t seed) {
    for (unsigned i = 0; i < RECORDS; i++)
        write_record(w->lines[i], i, &seed);
}

// ---- Runs over parts --------------------------------------------------------------------------

static void stop(struct qg_run *run) {
    qg_run_free(run);
    free(run);
}

// Records from .. to of the input, each on its own line of it.
static struct qg_run *run_part(struct world *w, unsigned from, unsigned to) {
    struct qg_run *run = malloc(sizeof *run);
    struct qg_text text = {0};
    assert_non_null(run);
    qg_text_fill(&text, '\n', from);
    for (unsigned i = from; i < to && i < RECORDS; i++)
        qg_text_addz(&text, w->lines[i]);
    qg_text_char(&text, '\n');
    ran(run, w->program, &w->session.settings, qg_text_str(&text), 7);
    qg_text_free(&text);
    return run;
}

// ---- What is told -----------------------------------------------------------------------------

struct told {
    const struct qg_program *program;
    struct qg_text text;
    struct qg_tally tally;
};

static enum qg_fault add_finding(void *user, const struct qg_finding *finding) {
    struct told *told = user;
    struct qg_run_facts facts = {.program = told->program};
    qg_json_finding(&facts, finding, &told->text);
    qg_text_char(&told->text, '\n');
    return QG_OK;
}

static void tell(const struct world *w, const struct qg_muster *muster, struct told *out) {
    static const bool languages[QG_LANGS] = {true},
                      show[QG_OUTCOMES] = {true, true, true, true, true, true};
    *out = (struct told){.program = w->program};
    assert_int_equal(qg_tally_init(&out->tally, w->program), QG_OK);
    struct qg_together_listener listener = {.languages = languages,
                                            .show = show,
                                            .tally = &out->tally,
                                            .user = out,
                                            .finding = add_finding};
    assert_int_equal(qg_together_tell(muster, &listener), QG_OK);
}

static void forget(struct told *told) {
    qg_text_free(&told->text);
    qg_tally_free(&told->tally);
}

static void expect_told(const struct world *w, const struct qg_muster *muster,
                        const struct told *expected) {
    struct told told;
    tell(w, muster, &told);
    assert_string_equal(told.text.at, expected->text.at);
    forget(&told);
}

static void merge(struct qg_run *into, struct qg_run *part) {
    assert_int_equal(qg_muster_merge(&into->muster, &part->muster), QG_OK);
    stop(part);
}

// ---- Tests ------------------------------------------------------------------------------------

static void two_parts_merged_are_the_whole_wherever_it_is_cut(void **state) {
    struct world *w = *state;
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct told whole;
        fill(w, seed);
        struct qg_run *run = run_part(w, 0, RECORDS);
        tell(w, &run->muster, &whole);
        assert_true(whole.text.len > 1000);
        for (unsigned cut = 0; cut <= RECORDS; cut += 3) {
            struct qg_run *first = run_part(w, 0, cut);
            merge(first, run_part(w, cut, RECORDS));
            expect_told(w, &first->muster, &whole);
            stop(first);
        }
        stop(run);
        forget(&whole);
    }
}

static void single_records_merged_in_any_grouping_are_the_whole(void **state) {
    struct world *w = *state;
    struct qg_run *parts[RECORDS];
    struct told whole;
    fill(w, 99);
    struct qg_run *run = run_part(w, 0, RECORDS);
    tell(w, &run->muster, &whole);
    for (unsigned i = 0; i < RECORDS; i++)
        parts[i] = run_part(w, i, i + 1);
    for (unsigned step = 1; step < RECORDS; step *= 2) // neighbours first, then neighbours of those
        for (unsigned i = 0; i + step < RECORDS; i += 2 * step)
            merge(parts[i], parts[i + step]);
    expect_told(w, &parts[0]->muster, &whole);
    stop(parts[0]);
    stop(run);
    forget(&whole);
}

static unsigned count_of(const char *text, const char *what) {
    unsigned count = 0;
    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
        count++;
    return count;
}

// Each record says on which day sitting 1 of X was: d, e, d, nothing, f, e. The first day stands;
// e and f are new, and are told once each.
static void each_further_value_is_told_once_against_the_first(void **state) {
    static const char *const days[] = {"\"2024-01-01\"", "\"2024-01-02\"", "\"2024-01-01\"",
                                       "null",           "\"2024-01-03\"", "\"2024-01-02\""};
    struct world *w = *state;
    struct told told;
    for (unsigned i = 0; i < RECORDS; i++)
        snprintf(w->lines[i], LINE,
                 "{\"record\": \"servant\", \"id\": \"s%u\", \"body\": \"X\", \"sittings\": "
                 "[{\"number\": \"1\", \"day\": %s}]}\n",
                 i, i < 6 ? days[i] : "null");
    struct qg_run *run = run_part(w, 0, 6);
    tell(w, &run->muster, &told);
    assert_int_equal(told.tally.by_rule[1][QG_VIOLATED], 2);
    assert_int_equal(told.tally.by_rule[1][QG_SATISFIED], 0);
    assert_int_equal(count_of(told.text.at, "\"value\": \"2024-01-01\", \"record\": \"s0\""), 2);
    assert_int_equal(count_of(told.text.at, "\"record\": \"s1\", \"certification\""), 1);
    assert_int_equal(count_of(told.text.at, "\"record\": \"s4\", \"certification\""), 1);
    stop(run);
    forget(&told);
}

// 2024-03-31 and a month is the last of April, the day before the audit, or else the first of May,
// the day of the audit: S is in time under the second reading only.
static void a_share_that_hangs_on_a_reading_says_so(void **state) {
    struct world *w = *state;
    struct told told;
    snprintf(w->lines[0], LINE,
             "{\"record\": \"servant\", \"id\": \"S\", \"body\": \"X\", \"corps\": \"b\", "
             "\"trained\": \"2024-03-31\", \"sittings\": []}\n");
    struct qg_run *run = run_part(w, 0, 1);
    tell(w, &run->muster, &told);
    assert_non_null(strstr(told.text.at, "\"message\": \"0 of 1 in X, 0 %\""));
    assert_non_null(strstr(told.text.at, "\"value\": \"clamp\", \"outcome\": \"violated\""));
    assert_non_null(strstr(told.text.at, "\"value\": \"next_day\", \"outcome\": \"satisfied\""));
    stop(run);
    forget(&told);
}

// Six sittings are recorded, and one record does not say how many more: at most 5 is broken either
// way. Of two and such a record nothing is certain.
static void a_list_that_is_not_recorded_may_hold_any_number(void **state) {
    struct world *w = *state;
    struct told told;
    for (unsigned i = 0; i < 7; i++)
        snprintf(w->lines[i], LINE,
                 i < 6 ? "{\"record\": \"servant\", \"id\": \"s%u\", \"sittings\": "
                         "[{\"day\": \"2024-01-01\"}]}\n"
                       : "{\"record\": \"servant\", \"id\": \"s%u\"}\n",
                 i);
    struct qg_run *run = run_part(w, 0, 7);
    tell(w, &run->muster, &told);
    assert_int_equal(told.tally.by_rule[2][QG_VIOLATED], 1);
    stop(run);
    forget(&told);
    run = run_part(w, 4, 7);
    tell(w, &run->muster, &told);
    assert_int_equal(told.tally.by_rule[2][QG_UNDETERMINED], 1);
    stop(run);
    forget(&told);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_parts_merged_are_the_whole_wherever_it_is_cut),
        cmocka_unit_test(single_records_merged_in_any_grouping_are_the_whole),
        cmocka_unit_test(each_further_value_is_told_once_against_the_first),
        cmocka_unit_test(a_share_that_hangs_on_a_reading_says_so),
        cmocka_unit_test(a_list_that_is_not_recorded_may_hold_any_number),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
