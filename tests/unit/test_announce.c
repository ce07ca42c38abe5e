// SPDX-License-Identifier: Apache-2.0
//
// What is told of a record before its findings: whose it is, and the days and limits of those of
// its meetings of which there is something to tell.

#include "check_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define TYPES                                                                                      \
    "severity RC1 warrants en \"grave\"\n"                                                         \
    "type owner { id: id  name: text }\n"                                                          \
    "type person { name: text }\n"                                                                 \
    "type sitting { date: date en \"sitting\"  typed_on: date  held: bool }\n"                     \
    "type notice { served: date en \"notice served\"  typed_on: date }\n"                          \
    "type meeting { id: id  notice: section notice  sittings: section list of sitting\n"           \
    "  complete: sections }\n"                                                                     \
    "record club of owner.id called owner.name about person.name { id: id  owner: owner\n"         \
    "  person: person  meetings: section partial list of meeting  complete: sections }\n"          \
    "act rules { title en \"Rules\"  number \"1\"  audits club  verdict for each meeting }\n"      \
    "chapter 1 of rules for each meeting { paragraph 1 {\n"

#define EACH_SITTING(requirement)                                                                  \
    TYPES "  rule P1-a severity RC1 for each sitting " requirement " duty en \"d\" } }\n"

#define CLUB(meetings)                                                                             \
    "{\"record\":\"club\",\"id\":\"k\",\"owner\":{\"name\":\"O\\u0026 Co\",\"id\":\"o\"},"         \
    "\"person\":{\"name\":\"Aliya\"},\"meetings\":[" meetings "]}"

#define MEETING(id, served, held)                                                                  \
    "{\"id\":\"" id "\",\"notice\":{\"served\":" served ",\"typed_on\":\"2024-01-01\"},"           \
    "\"sittings\":[{\"date\":" held "}]}"

static void expect(const char *policy, const char *records, const char *expected) {
    struct qg_check_text text = {.policy = policy, .records = records, .headings = true};
    qg_expect_lines(&text, expected);
}

#define HEADING "heading id k of o called O& Co about Aliya\n"

static void test_a_month_that_was_not_kept_gives_the_first_day_that_was_allowed(void **state) {
    (void)state;
    // Served on 31 January: a month on is 29 February 2024; the sitting was the day before.
    expect(EACH_SITTING("require meeting.notice.served at least 1 month before sitting.date"),
           CLUB(MEETING("c1", "\"2024-01-31\"", "\"2024-02-28\"")),
           HEADING "course c1\n"
                   "day 2024-01-31 /meetings/0/notice/served as notice served\n"
                   "day 2024-02-28 /meetings/0/sittings/0/date as sitting\n"
                   "limit P1-a 2024-02-29 /meetings/0/sittings/0/date as sitting\n"
                   "violated P1-a c1/0 RC1 boundary\n"
                   "verdict c1 recertification_warranted RC1: P1-a\n");
}

static void test_a_term_that_was_not_met_gives_its_last_day(void **state) {
    (void)state;
    // Within ten days of the notice: 10 January and ten days on.
    expect(EACH_SITTING("require sitting.date not later than 10 days after meeting.notice.served"),
           CLUB(MEETING("c1", "\"2024-01-10\"", "\"2024-02-01\"")),
           HEADING "course c1\n"
                   "day 2024-01-10 /meetings/0/notice/served as notice served\n"
                   "limit P1-a 2024-01-20 /meetings/0/sittings/0/date as sitting\n"
                   "day 2024-02-01 /meetings/0/sittings/0/date as sitting\n"
                   "violated P1-a c1/0 RC1\n"
                   "verdict c1 recertification_warranted RC1: P1-a\n");
}

static void test_what_must_come_strictly_later_may_come_the_day_after(void **state) {
    (void)state;
    // More than ten days: the 20th is too early, the 21st is not.
    expect(EACH_SITTING("require sitting.date > 10 days after meeting.notice.served"),
           CLUB(MEETING("c1", "\"2024-01-10\"", "\"2024-01-15\"")),
           HEADING "course c1\n"
                   "day 2024-01-10 /meetings/0/notice/served as notice served\n"
                   "day 2024-01-15 /meetings/0/sittings/0/date as sitting\n"
                   "limit P1-a 2024-01-21 /meetings/0/sittings/0/date as sitting\n"
                   "violated P1-a c1/0 RC1\n"
                   "verdict c1 recertification_warranted RC1: P1-a\n");
}

static void test_what_is_forbidden_up_to_a_day_is_allowed_from_the_next_one_on(void **state) {
    (void)state;
    expect(EACH_SITTING("forbid sitting.date not later than 10 days after meeting.notice.served"),
           CLUB(MEETING("c1", "\"2024-01-10\"", "\"2024-01-15\"")),
           HEADING "course c1\n"
                   "day 2024-01-10 /meetings/0/notice/served as notice served\n"
                   "day 2024-01-15 /meetings/0/sittings/0/date as sitting\n"
                   "limit P1-a 2024-01-21 /meetings/0/sittings/0/date as sitting\n"
                   "violated P1-a c1/0 RC1\n"
                   "verdict c1 recertification_warranted RC1: P1-a\n");
}

static void test_a_day_that_is_not_recorded_has_a_limit_all_the_same(void **state) {
    (void)state;
    expect(EACH_SITTING("require sitting.date not later than 10 days after meeting.notice.served"),
           CLUB(MEETING("c1", "\"2024-01-10\"", "null")),
           HEADING "course c1\n"
                   "day 2024-01-10 /meetings/0/notice/served as notice served\n"
                   "limit P1-a 2024-01-20 /meetings/0/sittings/0/date as sitting\n"
                   "undetermined P1-a c1/0 RC1 missing=/meetings/0/sittings/0/date\n"
                   "verdict c1 undetermined RC1: P1-a\n");
}

static void test_a_meeting_without_anything_to_tell_has_no_course(void **state) {
    (void)state;
    expect(EACH_SITTING("require sitting.date not later than 10 days after meeting.notice.served"),
           CLUB(MEETING("c1", "\"2024-01-10\"",
                        "\"2024-01-20\"") "," MEETING("c2", "\"2024-01-10\"", "\"2024-01-21\"")),
           HEADING "course c2\n"
                   "day 2024-01-10 /meetings/1/notice/served as notice served\n"
                   "limit P1-a 2024-01-20 /meetings/1/sittings/0/date as sitting\n"
                   "day 2024-01-21 /meetings/1/sittings/0/date as sitting\n"
                   "violated P1-a c2/0 RC1 boundary\n"
                   "verdict c1 clean\n"
                   "verdict c2 recertification_warranted RC1: P1-a\n");
}

static void test_terms_that_decide_nothing_are_not_told(void **state) {
    (void)state;
    // The term is kept; what is wrong is that nobody says the sitting was held.
    expect(EACH_SITTING("require sitting.held and "
                        "sitting.date not later than 10 days after meeting.notice.served"),
           CLUB("{\"id\":\"c1\",\"notice\":{\"served\":\"2024-01-10\"},\"sittings\":["
                "{\"date\":\"2024-01-12\",\"held\":false}]}"),
           HEADING "course c1\n"
                   "day 2024-01-10 /meetings/0/notice/served as notice served\n"
                   "day 2024-01-12 /meetings/0/sittings/0/date as sitting\n"
                   "violated P1-a c1/0 RC1\n"
                   "verdict c1 recertification_warranted RC1: P1-a\n");
}

static void test_a_limit_met_in_a_definition_counts_too(void **state) {
    (void)state;
    expect("define latest_day of meeting: date = 10 days after notice.served\n" EACH_SITTING(
               "require sitting.date not after meeting.latest_day"),
           CLUB(MEETING("c1", "\"2024-01-10\"", "\"2024-01-21\"")),
           HEADING "course c1\n"
                   "day 2024-01-10 /meetings/0/notice/served as notice served\n"
                   "limit P1-a 2024-01-20 /meetings/0/sittings/0/date as sitting\n"
                   "day 2024-01-21 /meetings/0/sittings/0/date as sitting\n"
                   "violated P1-a c1/0 RC1\n"
                   "verdict c1 recertification_warranted RC1: P1-a\n");
}

static void test_a_record_that_does_not_say_whose_it_is_has_an_empty_heading(void **state) {
    (void)state;
    expect(EACH_SITTING("require sitting.held"),
           "{\"record\":\"club\",\"owner\":{\"id\":7},\"complete\":[\"meetings\"]}",
           "heading\nviolated D0203\n");
}

#define PLAIN                                                                                      \
    "severity RC1 warrants en \"grave\"\n"                                                         \
    "type meeting { id: id  called_on: date  held_on: date }\n"                                    \
    "record club { id: id  founded: date  meetings: list of meeting }\n"                           \
    "act rules { title en \"Rules\"  number \"1\"  audits club  verdict for each meeting }\n"      \
    "chapter 1 of rules for each meeting { paragraph 1 {\n"                                        \
    "  rule P1-a severity RC1 require held_on after called_on duty en \"d\" } }\n"

static void test_where_no_day_has_a_title_all_days_of_a_meeting_are_told(void **state) {
    (void)state;
    expect(PLAIN,
           "{\"record\":\"club\",\"id\":\"k\",\"founded\":\"2000-01-01\",\"meetings\":["
           "{\"id\":\"c1\",\"called_on\":\"2024-03-02\",\"held_on\":\"2024-03-01\"}]}",
           "heading id k\n"
           "course c1\n"
           "day 2024-03-01 /meetings/0/held_on\n"
           "day 2024-03-02 /meetings/0/called_on\n"
           "violated P1-a c1 RC1\n"
           "verdict c1 recertification_warranted RC1: P1-a\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_month_that_was_not_kept_gives_the_first_day_that_was_allowed),
        cmocka_unit_test(test_a_term_that_was_not_met_gives_its_last_day),
        cmocka_unit_test(test_what_must_come_strictly_later_may_come_the_day_after),
        cmocka_unit_test(test_what_is_forbidden_up_to_a_day_is_allowed_from_the_next_one_on),
        cmocka_unit_test(test_a_day_that_is_not_recorded_has_a_limit_all_the_same),
        cmocka_unit_test(test_a_meeting_without_anything_to_tell_has_no_course),
        cmocka_unit_test(test_terms_that_decide_nothing_are_not_told),
        cmocka_unit_test(test_a_limit_met_in_a_definition_counts_too),
        cmocka_unit_test(test_a_record_that_does_not_say_whose_it_is_has_an_empty_heading),
        cmocka_unit_test(test_where_no_day_has_a_title_all_days_of_a_meeting_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
