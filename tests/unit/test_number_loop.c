// SPDX-License-Identifier: Apache-2.0
//
// A loop over numbers, up to its limit of 4096 trips (QG_NUMBER_LOOP_LIMIT) and beyond. Nothing may
// be lost there: what is beyond is one number that may be any of the rest, so a rule that all of
// them keep is satisfied, one that all of them break is violated, and any other is undetermined.
#include "check_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

// A rule for each number from 1 to `last`, which has to be below `bound`.
static void expect(int last, int bound, const char *lines) {
    char policy[512], record[64];
    snprintf(policy, sizeof policy,
             "severity RC1 warrants en \"grave\"\n"
             "record club { id: id  last: count }\n"
             "act rules { title en \"Rules\"  audits club }\n"
             "chapter 1 of rules for each club { paragraph 1 {\n"
             "  rule P1 severity RC1 for each n in 1 to club.last require n < %d } }\n",
             bound);
    snprintf(record, sizeof record, "{\"record\": \"club\", \"id\": \"c\", \"last\": %d}", last);
    const struct qg_check_text check = {.policy = policy, .records = record};
    qg_expect_lines(&check, lines);
}

static void every_number_up_to_the_limit_is_judged_by_itself(void **state) {
    (void)state;
    expect(4096, 4097, "verdict  clean\n");
    expect(4096, 4096, "violated P1 4096 RC1\nverdict  recertification_warranted RC1: P1\n");
}

static void a_single_number_beyond_is_still_itself(void **state) {
    (void)state;
    expect(4097, 4098, "verdict  clean\n");
    expect(4097, 4097, "violated P1 4097 RC1\nverdict  recertification_warranted RC1: P1\n");
}

static void several_numbers_beyond_are_settled_only_where_they_agree(void **state) {
    (void)state;
    expect(4098, 4099, "verdict  clean\n");
    expect(4098, 4098, "undetermined P1 4097 RC1\nverdict  undetermined RC1: P1\n");
    expect(4098, 4097, "violated P1 4097 RC1\nverdict  recertification_warranted RC1: P1\n");
}

static void a_range_as_wide_as_numbers_get_ends(void **state) {
    (void)state;
    expect(2147483647, 4097, "violated P1 4097 RC1\nverdict  recertification_warranted RC1: P1\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_up_to_the_limit_is_judged_by_itself),
        cmocka_unit_test(a_single_number_beyond_is_still_itself),
        cmocka_unit_test(several_numbers_beyond_are_settled_only_where_they_agree),
        cmocka_unit_test(a_range_as_wide_as_numbers_get_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
