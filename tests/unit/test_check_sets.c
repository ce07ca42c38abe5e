// SPDX-License-Identifier: Apache-2.0
//
// Lists where they are read: as sets, by quantifiers, by functions and schedules. What is refused
// of them is refused in words that name what stands there.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check_text.h"
#include "checked.h"

#include <stdlib.h>

#define MEMBERS "certification.commission.members"

static void a_set_is_made_of_plain_values_that_are_there(void **state) {
    (void)state;
    checked_fails("all of " MEMBERS ".nme in present_ids",
                  "E0202 an element `member` has no field `nme`\n");
    checked_fails("all of present_ids.id in present_ids", "E0202 an id has no field `id`\n");
    checked_fails("all of " MEMBERS " in present_ids",
                  "E0312 the elements of a set have to be plain values\n");
    checked_fails("all of certifications.hearings in present_ids",
                  "E0312 the elements of a set have to be plain values\n");
    checked_fails("votes in persent_ids", "E0208 no list of `persent_ids` is in reach\n");
}

static void what_is_no_list_is_no_set_either(void **state) {
    (void)state;
#define NO_LIST "E0302 a list is needed here, this is a count\n"
    checked_fails("all of votes in present_ids", NO_LIST);
    checked_fails("distinct(votes) > 1", NO_LIST);
    checked_fails("common(present_ids, votes) > 1", NO_LIST);
    checked_fails("length(votes) > 1", NO_LIST);
    checked_fails("some m in votes where m.id = m.role", NO_LIST);
    checked_fails("exactly 2 x in votes", NO_LIST);
}

static void sets_of_different_things_have_nothing_to_share(void **state) {
    (void)state;
    checked_fails("present_ids equals " MEMBERS ".role",
                  "E0301 the elements of one are an id, of the other a text\n");
    checked_fails("vote in present_ids",
                  "E0302 an id is needed here, this is a value of `level`\n");
    checked_fails("certification in present_ids",
                  "E0302 an id is needed here, this is an element `certification`\n");
}

static void a_fold_takes_dates_of_elements(void **state) {
    (void)state;
    checked_fails("(latest of p.from for each p in votes) before date", NO_LIST);
    checked_fails("(latest of votes for each period) before date",
                  "E0302 a date is needed here, this is a count\n");
    checked_fails("(the x in present_ids where x = secretary.id) exists",
                  "E0302 a list of elements is needed here, this is a list (`present_ids`)\n");
}

#define SCHEDULE "schedule regular of dossier { every 3 years of periods else since born }\n"

static void a_schedule_answers_two_questions(void **state) {
    (void)state;
    checked_reports(SCHEDULE "define asked of hearing = regular.next(date)\n",
                    "E0220 a schedule has no `next`\n");
    checked_reports(SCHEDULE "define asked of institution = regular.count(2020-01-01)\n",
                    "E0212 no `dossier` is in scope here\n");
}

static void a_function_takes_as_many_as_it_is_made_for(void **state) {
    (void)state;
    checked_fails("length() > 1", "E0303 1 argument is needed here, and 0 are given\n");
    checked_fails("length(present_ids, present_ids) > 1",
                  "E0303 1 argument is needed here, and 2 are given\n");
    checked_fails("accrued(votes, 3 years) before date",
                  "E0302 a list of periods is needed here, this is a count\n");
    checked_fails("accrued(present_ids, 3 years) before date",
                  "E0302 a list of periods is needed here, this is a list (`present_ids`)\n");
    checked_fails("accrued(dossier.periods, votes) before date",
                  "E0302 a duration is needed here\n");
}

// Each is a part of the other; how often something stands in one, and where, does not matter.
static void equal_sets_have_the_same_elements(void **state) {
    (void)state;
    qg_expect_lines(
        &(struct qg_check_text){
            .policy = "severity RC1 warrants en \"grave\"\n"
                      "type member { id: id }\n"
                      "type sitting { id: id  members: list of member  present: list of id }\n"
                      "record club { id: id  sittings: list of sitting  usual: list of id }\n"
                      "act rules { title en \"Rules\"  audits club }\n"
                      "chapter 1 of rules { paragraph 1 {\n"
                      "  rule P1-a severity RC1 for each sitting\n"
                      "    require sitting.members.id equals sitting.present duty en \"duty\"\n"
                      "  rule P1-b severity RC1\n"
                      "    require (the s in sittings where s.id = \"2\").members.id equals usual\n"
                      "    duty en \"duty\" } }\n",
            .records = "{\"record\":\"club\",\"id\":\"k\",\"usual\":[\"b\",\"a\"],\"sittings\":["
                       "{\"id\":\"1\",\"members\":[{\"id\":\"a\"}],\"present\":[\"a\",\"b\"]},"
                       "{\"id\":\"2\",\"members\":[{\"id\":\"a\"},{\"id\":\"b\"}],"
                       "\"present\":[\"b\",\"a\",\"b\"]},"
                       "{\"id\":\"3\",\"members\":[{\"id\":\"a\"},{\"id\":\"b\"}],"
                       "\"present\":[\"b\"]}]}\n",
            .show_all = true},
        "satisfied P1-b RC1\n"
        "violated P1-a 1 RC1\n"
        "satisfied P1-a 2 RC1\n"
        "violated P1-a 3 RC1\n"
        "verdict  recertification_warranted RC1: P1-a\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_is_made_of_plain_values_that_are_there),
        cmocka_unit_test(what_is_no_list_is_no_set_either),
        cmocka_unit_test(sets_of_different_things_have_nothing_to_share),
        cmocka_unit_test(a_fold_takes_dates_of_elements),
        cmocka_unit_test(a_schedule_answers_two_questions),
        cmocka_unit_test(a_function_takes_as_many_as_it_is_made_for),
        cmocka_unit_test(equal_sets_have_the_same_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
