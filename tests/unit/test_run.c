// SPDX-License-Identifier: Apache-2.0
//
// The checker as a whole, on policies of a few lines: what each outcome means, what silences
// what, what is missing, which verdict follows. Expectations are derived beside each case.

#include "check_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

// A club that meets: enough of an act to say everything the checker has to.
#define CLUB                                                                                       \
    "severity RC1 warrants en \"grave\" severity ADV en \"advice\"\n"                              \
    "enum level { high, low }\n"                                                                   \
    "enum state { decided, postponed }\n"                                                          \
    "type member { id: id }\n"                                                                     \
    "type sitting { date: date  present: list of id  votes: count  status: state }\n"              \
    "type notice { served: date }\n"                                                               \
    "type meeting { id: id  level: level  notice: section notice\n"                                \
    "  members: section list of member  sittings: section list of sitting  complete: sections }\n" \
    "record club { id: id  open_to_all: bool  joined: date\n"                                      \
    "  meetings: section partial list of meeting  complete: sections }\n"                          \
    "act rules { title en \"Rules\"  number \"1\"  adopted 2020-01-01\n"                           \
    "  in force from 2020-01-01  audits club  verdict for each meeting\n"                          \
    "  dated sitting by sitting.date }\n"

static void check(const char *policy, const char *records, bool all, const char *expected) {
    struct qg_check_text text = {.policy = policy, .records = records, .show_all = all};
    qg_expect_lines(&text, expected);
}

// One paragraph with one rule for each sitting: at least two thirds of the members are present.
#define QUORUM                                                                                     \
    CLUB "chapter 1 of rules { paragraph 1 {\n"                                                    \
         "  rule P1-a severity RC1 for each meeting for each sitting\n"                            \
         "    require common(sitting.present, meeting.members.id) is at least 2/3 of "             \
         "length(meeting.members)\n"                                                               \
         "    duty en \"quorum\" } }\n"

static void test_four_of_five_are_a_quorum_and_three_are_not(void **state) {
    (void)state;
    // 3 * 4 = 12 >= 2 * 5 = 10, but 3 * 3 = 9 < 10.
    check(QUORUM,
          "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\",\"members\":["
          "{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"d\"},{\"id\":\"e\"}],"
          "\"sittings\":[{\"date\":\"2024-01-01\",\"present\":[\"a\",\"b\",\"c\",\"d\"]},"
          "{\"date\":\"2024-02-01\",\"present\":[\"a\",\"b\",\"c\"]}]}]}",
          false, "violated P1-a c1/1 RC1\nverdict c1 recertification_warranted RC1: P1-a\n");
}

static void test_an_unknown_attendance_is_undetermined_and_names_what_is_missing(void **state) {
    (void)state;
    check(QUORUM,
          "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\",\"members\":["
          "{\"id\":\"a\"}],\"sittings\":[{\"date\":\"2024-01-01\"}]}]}",
          false,
          "undetermined P1-a c1/0 RC1 missing=/meetings/0/sittings/0/present\n"
          "verdict c1 undetermined RC1: P1-a\n");
}

static void test_a_missing_list_of_sittings_leaves_one_undetermined_instance(void **state) {
    (void)state;
    // Nothing shows whether there were sittings; attested, there were none.
    check(QUORUM,
          "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\",\"members\":[{\"id\":"
          "\"a\"}]}]}",
          false,
          "undetermined P1-a c1/-1 RC1 missing=/meetings/0/sittings\nverdict c1 undetermined RC1: "
          "P1-a\n");
    check(QUORUM,
          "{\"record\":\"club\",\"id\":\"k\",\"complete\":[\"sittings\"],"
          "\"meetings\":[{\"id\":\"c1\",\"members\":[]}]}",
          false, "verdict c1 clean\n");
}

static void test_a_rule_before_the_act_was_in_force_is_not_in_force(void **state) {
    (void)state;
    // 2019-12-31 is the day before; 2020-01-01 is the first day.
    check(QUORUM,
          "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\",\"members\":["
          "{\"id\":\"a\"}],\"sittings\":[{\"date\":\"2019-12-31\",\"present\":[]},"
          "{\"date\":\"2020-01-01\",\"present\":[\"a\"]}]}]}",
          true, "not_in_force P1-a c1/0 RC1\nsatisfied P1-a c1/1 RC1\nverdict c1 clean\n");
}

#define NOTICE                                                                                     \
    CLUB "chapter 1 of rules { paragraph 1 {\n"                                                    \
         "  rule P1-a severity RC1 for each meeting\n"                                             \
         "    require notice.served is recorded duty en \"served\"\n"                              \
         "  rule P1-b severity RC1 for each meeting for each sitting\n"                            \
         "    require notice.served at least 1 month before sitting.date\n"                        \
         "    duty en \"in time\" } }\n"

static void test_a_month_of_notice_counts_to_the_corresponding_day(void **state) {
    (void)state;
    // 31 January + 1 month = 28 February 2023: served in time, on the last day: boundary; and
    // only if the month's end is clamped, not carried to 1 March: dependent on that reading.
    check(NOTICE,
          "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\",\"notice\":"
          "{\"served\":\"2023-01-31\"},\"sittings\":[{\"date\":\"2023-02-28\"},"
          "{\"date\":\"2023-03-05\"},{\"date\":\"2023-02-26\"}]}]}",
          true,
          "satisfied P1-a c1 RC1\n"
          "satisfied P1-b c1/0 RC1 boundary reading-dependent\n"
          "satisfied P1-b c1/1 RC1\n"
          "violated P1-b c1/2 RC1\n"
          "verdict c1 recertification_warranted RC1: P1-b\n");
}

static void test_attested_and_missing_is_not_recorded_but_compares_as_unknown(void **state) {
    (void)state;
    check(
        NOTICE,
        "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\",\"complete\":[\"notice\"],"
        "\"sittings\":[{\"date\":\"2023-02-28\"}]}]}",
        false,
        "violated P1-a c1 RC1\n"
        "undetermined P1-b c1/0 RC1 missing=/meetings/0/notice/served\n"
        "verdict c1 recertification_warranted RC1: P1-a\n");
}

#define VOID                                                                                       \
    CLUB "chapter 1 of rules { paragraph 1 {\n"                                                    \
         "  rule P1-a severity RC1 for each meeting for each sitting\n"                            \
         "    require length(sitting.present) >= 2 voids the sitting silences paragraph 2\n"       \
         "    duty en \"two\" }\n"                                                                 \
         "  paragraph 2 { rule P2-a severity RC1 for each meeting for each sitting\n"              \
         "    require sitting.votes >= 2 duty en \"votes\" } }\n"

static void test_a_void_sitting_silences_the_vote_of_that_sitting_only(void **state) {
    (void)state;
    const char *records =
        "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\",\"sittings\":["
        "{\"date\":\"2024-01-01\",\"present\":[\"a\"],\"votes\":1},"
        "{\"date\":\"2024-01-02\",\"present\":[\"a\",\"b\"],\"votes\":1}]}]}";
    check(VOID, records, false,
          "violated P1-a c1/0 RC1\nviolated P2-a c1/1 RC1\n"
          "verdict c1 recertification_warranted RC1: P1-a P2-a\n");
    check(VOID, records, true,
          "violated P1-a c1/0 RC1\n"
          "violated P2-a c1/0 RC1 silenced-by P1-a\n"
          "satisfied P1-a c1/1 RC1\n"
          "violated P2-a c1/1 RC1\n"
          "verdict c1 recertification_warranted RC1: P1-a P2-a\n");
}

#define SCOPED                                                                                     \
    CLUB "chapter 1 of rules { paragraph 1 {\n"                                                    \
         "  rule P1-a severity ADV governs act require open_to_all duty en \"open\" }\n"           \
         "  paragraph 2 { rule P2-a severity RC1 for each meeting\n"                               \
         "    require notice.served is recorded duty en \"served\" } }\n"

static void test_a_scope_rule_shuts_the_act_or_leaves_one_finding(void **state) {
    (void)state;
    // Open: the rules run. Not open: not applicable, no verdict. Unknown: one finding alone.
    check(SCOPED,
          "{\"record\":\"club\",\"id\":\"k\",\"open_to_all\":true,\"meetings\":[{\"id\":\"c1\"}]}",
          false,
          "undetermined P2-a c1 RC1 missing=/meetings/0/notice/served\n"
          "verdict c1 undetermined RC1: P2-a\n");
    check(SCOPED,
          "{\"record\":\"club\",\"id\":\"k\",\"open_to_all\":false,\"meetings\":[{\"id\":\"c1\"}]}",
          true, "not_applicable P1-a ADV\n");
    check(SCOPED, "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\"}]}", true,
          "undetermined P1-a ADV missing=/open_to_all\nverdict c1 undetermined ADV: P1-a\n");
}

#define READINGS                                                                                   \
    CLUB "reading base asks en \"of whom?\" { present default, everybody }\n"                      \
         "chapter 1 of rules { paragraph 1 { rule P1-a severity RC1\n"                             \
         "  for each meeting for each sitting\n"                                                   \
         "  require sitting.votes is more than half of under base {\n"                             \
         "    present: length(sitting.present), everybody: length(meeting.members) }\n"            \
         "  duty en \"majority\" } }\n"

static void test_a_reading_that_matters_is_named_and_strict_readings_need_them_all(void **state) {
    (void)state;
    // One vote of two present is no majority; nor of three members. Two of three present are, but
    // not of five members: another reading undoes it.
    const char *split =
        "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\",\"members\":[{\"id\":\"a\"}"
        "],"
        "\"sittings\":[{\"date\":\"2024-01-01\",\"present\":[\"a\",\"b\"],\"votes\":1}]}]}";
    struct qg_check_text text = {.policy = READINGS, .records = split};
    // 2*1 > 2 is false, 2*1 > 1 is true.
    qg_expect_lines(&text, "violated P1-a c1/0 RC1 reading-dependent\n"
                           "verdict c1 recertification_warranted RC1: P1-a\n");
    text.strict = true;
    qg_expect_lines(&text, "undetermined P1-a c1/0 RC1 reading-dependent\n"
                           "verdict c1 undetermined RC1: P1-a\n");
}

#define EXEMPT                                                                                     \
    CLUB "chapter 1 of rules { paragraph 1 {\n"                                                    \
         "  rule P1-a severity RC1 for each meeting\n"                                             \
         "    require notice.served is recorded duty en \"served\"\n"                              \
         "  exemption high_level en \"high\" for each meeting lifts P1-a when level = high } }\n"

static void test_an_exemption_lifts_a_rule_only_when_it_is_certain(void **state) {
    (void)state;
    check(EXEMPT,
          "{\"record\":\"club\",\"id\":\"k\",\"complete\":[\"notice\"],\"meetings\":["
          "{\"id\":\"c1\",\"level\":\"high\"},{\"id\":\"c2\",\"level\":\"low\"},{\"id\":\"c3\"}]}",
          true,
          "exempt P1-a c1 RC1 as high_level\n"
          "violated P1-a c2 RC1\n"
          "violated P1-a c3 RC1\n"
          "verdict c1 clean\n"
          "verdict c2 recertification_warranted RC1: P1-a\n"
          "verdict c3 recertification_warranted RC1: P1-a\n");
}

static void test_a_partial_list_is_whole_only_when_attested(void **state) {
    (void)state;
    const char *policy = CLUB "chapter 1 of rules { paragraph 1 { rule P1-a severity RC1\n"
                              "  require some meeting where level = high duty en \"one\" } }\n";
    check(policy, "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[]}", false,
          "undetermined P1-a RC1 missing=/meetings\n");
    check(policy, "{\"record\":\"club\",\"id\":\"k\",\"complete\":[\"meetings\"],\"meetings\":[]}",
          false, "violated P1-a RC1\n");
}

static void test_a_verdict_may_be_given_for_the_record_itself(void **state) {
    (void)state;
    check("severity RC1 warrants en \"grave\"\n"
          "record club { id: id  open_to_all: bool }\n"
          "act rules { title en \"Rules\" number \"1\" audits club verdict for each club }\n"
          "chapter 1 of rules { paragraph 1 {\n"
          "  rule P1-a severity RC1 require open_to_all duty en \"open\" } }\n",
          "{\"record\":\"club\",\"id\":\"k\",\"open_to_all\":false}", false,
          "violated P1-a RC1\nverdict  recertification_warranted RC1: P1-a\n");
}

static void test_an_act_may_give_no_verdicts_beside_one_that_does(void **state) {
    (void)state;
    check("severity RC1 warrants en \"grave\"\n"
          "record club { id: id  open_to_all: bool }\n"
          "record guest { id: id  signed: bool }\n"
          "act advice { title en \"Advice\" number \"2\" audits guest verdict none }\n"
          "act rules { title en \"Rules\" number \"1\" audits club }\n"
          "chapter 1 of advice { paragraph 1 {\n"
          "  rule A1-a severity RC1 require signed duty en \"signed\" } }\n"
          "chapter 1 of rules { paragraph 1 {\n"
          "  rule P1-a severity RC1 require open_to_all duty en \"open\" } }\n",
          "{\"record\":\"guest\",\"id\":\"g\",\"signed\":false}\n"
          "{\"record\":\"club\",\"id\":\"k\",\"open_to_all\":true}",
          false, "violated A1-a RC1\nverdict  clean\n");
}

static void test_a_record_that_costs_too_much_is_undetermined_and_says_so(void **state) {
    (void)state;
    // Three loops over 300 members within each other are 27 million trips; QG_STEP_LIMIT is 20.
    struct qg_text records = {0};
    struct qg_text out = {0};
    qg_text_addz(&records,
                 "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\",\"members\":[");
    for (int i = 0; i < 300; i++)
        qg_text_printf(&records, "%s{\"id\":\"m%d\"}", i > 0 ? "," : "", i);
    qg_text_addz(&records, "]}]}");
    struct qg_check_text text = {
        .policy = CLUB
        "chapter 1 of rules { paragraph 1 { rule P1-a severity RC1 for each meeting\n"
        "  require every a in meeting.members has (every b in meeting.members has\n"
        "    (every c in meeting.members has (a.id = a.id and b.id = b.id and c.id = c.id)))\n"
        "  duty en \"costly\"\n"
        "  rule P1-b severity RC1 when exists_c1 else ADV for each meeting\n"
        "  require meeting.level = high duty en \"cheap, but too late\" } }\n"
        "define exists_c1 of meeting = some member in meeting.members where member.id = \"m1\"\n",
        .records = records.at};
    qg_check_lines(&text, &out);
    qg_text_char(&out, '\0');
    assert_non_null(strstr(out.at, "D0303"));
    assert_non_null(strstr(out.at, "undetermined P1-a c1 RC1"));
    // Nobody knows any more how grave this one is: the mildest that it may be.
    assert_non_null(strstr(out.at, "undetermined P1-b c1 ADV"));
    assert_non_null(strstr(out.at, "verdict c1 undetermined"));
    qg_text_free(&records);
    qg_text_free(&out);
}

static void many_members(struct qg_text *records, int count) {
    qg_text_clear(records);
    qg_text_addz(records,
                 "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"id\":\"c1\",\"members\":[");
    for (int i = 0; i < count; i++)
        qg_text_printf(records, "%s{\"id\":\"m%d\"}", i > 0 ? "," : "", i);
    qg_text_addz(records, "]}]}");
}

// ---- the budget of steps ----

// Whether a club of so many members, each of whom is held against each, has steps enough; 0 is the
// budget that every record has.
static bool suffices(int64_t steps, int members) {
    struct qg_text records = {0}, out = {0};
    many_members(&records, members);
    const struct qg_check_text text = {
        .policy =
            CLUB "chapter 1 of rules { paragraph 1 { rule P1-a severity RC1 for each meeting\n"
                 "  require every a in meeting.members has (every b in meeting.members has\n"
                 "    a.id = a.id and b.id = b.id) duty en \"costly\" } }\n",
        .records = records.at,
        .steps = steps};
    qg_check_lines(&text, &out);
    qg_text_char(&out, '\0');
    bool enough = strstr(out.at, "D0303") == NULL;
    assert_int_equal(strstr(out.at, "undetermined P1-a") == NULL, enough);
    qg_text_free(&records);
    qg_text_free(&out);
    return enough;
}

// The least budget that suffices. More is always enough, so halving finds it.
static int64_t cost(int members) {
    int64_t low = 0, high = 100000;
    assert_true(suffices(high, members));
    while (high - low > 1) {
        int64_t middle = (low + high) / 2;
        if (suffices(middle, members))
            high = middle;
        else
            low = middle;
    }
    return high;
}

static void test_the_last_step_of_the_budget_is_taken_and_no_other(void **state) {
    (void)state;
    // What n members cost is a + b n + c n^2, so its second differences are 2c.
    enum { FIRST = 10 };
    int64_t costs[4];
    for (int i = 0; i < 4; i++)
        costs[i] = cost(FIRST + i);
    int64_t rise = costs[1] - costs[0], bend = costs[2] - costs[1] - rise;
    assert_int_equal(costs[3] - costs[2], rise + 2 * bend);
    // As many members as QG_STEP_LIMIT is enough for, and one more.
    int members = FIRST;
    for (int64_t sum = costs[0]; sum + rise <= QG_STEP_LIMIT; rise += bend, members++)
        sum += rise;
    assert_true(suffices(0, members));
    assert_false(suffices(0, members + 1));
}

static void test_of_one_record_so_many_findings_are_told(void **state) {
    (void)state;
    struct qg_text records = {0};
    struct qg_text out = {0};
    struct qg_check_text text = {
        .policy = CLUB
        "chapter 1 of rules { paragraph 1 { rule P1-a severity RC1 for each meeting\n"
        "  for each member in meeting.members require member.id = \"x\" duty en \"all\" } }\n"};
    for (int more = 0; more < 3; more++) {
        many_members(&records, QG_TOLD_LIMIT + more);
        text.records = records.at;
        qg_text_clear(&out);
        qg_check_lines(&text, &out);
        assert_int_equal(strstr(out.at, "D0304") != NULL, more > 0);
        assert_non_null(strstr(out.at, "violated P1-a c1/m99999 RC1\n"));
        assert_null(strstr(out.at, "/m100000 "));
    }
    qg_text_free(&records);
    qg_text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_four_of_five_are_a_quorum_and_three_are_not),
        cmocka_unit_test(test_an_unknown_attendance_is_undetermined_and_names_what_is_missing),
        cmocka_unit_test(test_a_missing_list_of_sittings_leaves_one_undetermined_instance),
        cmocka_unit_test(test_a_rule_before_the_act_was_in_force_is_not_in_force),
        cmocka_unit_test(test_a_month_of_notice_counts_to_the_corresponding_day),
        cmocka_unit_test(test_attested_and_missing_is_not_recorded_but_compares_as_unknown),
        cmocka_unit_test(test_a_void_sitting_silences_the_vote_of_that_sitting_only),
        cmocka_unit_test(test_a_scope_rule_shuts_the_act_or_leaves_one_finding),
        cmocka_unit_test(test_a_reading_that_matters_is_named_and_strict_readings_need_them_all),
        cmocka_unit_test(test_an_exemption_lifts_a_rule_only_when_it_is_certain),
        cmocka_unit_test(test_a_partial_list_is_whole_only_when_attested),
        cmocka_unit_test(test_a_verdict_may_be_given_for_the_record_itself),
        cmocka_unit_test(test_an_act_may_give_no_verdicts_beside_one_that_does),
        cmocka_unit_test(test_a_record_that_costs_too_much_is_undetermined_and_says_so),
        cmocka_unit_test(test_the_last_step_of_the_budget_is_taken_and_no_other),
        cmocka_unit_test(test_of_one_record_so_many_findings_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
