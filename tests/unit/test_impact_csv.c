// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "impact_sample.h"

#include <string.h>

#define HEADER                                                                                     \
    "draft,turn,record,certification,act,paragraph,rule,amendment,verdict_before,verdict_after,"   \
    "state_before,state_after,message,file,line,column,pointer,institution.id\r\n"

static void a_finding_that_differs_is_a_row(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_csv, QG_LANG_EN);
    impact_sample_tell(&s);
    assert_string_equal(
        impact_sample_end(&s),
        HEADER "d1,newly_unlawful,D-7,c2,order_300,35,P35-b,d1_notice,clean,"
               "recertification_warranted,satisfied,violated,Served late,export.json,12,33,"
               "/certifications/1/notice/served_on,inst-3\r\n");
    impact_sample_close(&s);
}

static void a_rule_that_the_draft_repeals_is_cited_as_it_was(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_csv, QG_LANG_RU);
    s.differs.rules[1] = QG_NONE;
    s.differs.states[0] = QG_VIOLATED;
    s.differs.states[1] = QG_IMPACT_NO_RULE;
    s.changed.verdicts[0] = s.changed.verdicts[1] = QG_VERDICT_UNDETERMINED;
    impact_sample_tell(&s);
    assert_string_equal(
        impact_sample_end(&s),
        HEADER "d1,same_verdict,D-7,c2,order_300,35,P35-b,,undetermined,undetermined,violated,"
               "no_rule,Вручено поздно,export.json,12,33,/certifications/1/notice/served_on,"
               "inst-3\r\n");
    impact_sample_close(&s);
}

static void a_verdict_that_differs_alone_is_a_row_with_the_place_of_the_record(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_csv, QG_LANG_EN);
    s.changed.draft = 2;
    s.changed.finding_count = 0;
    s.changed.certification.id = QG_STR("");
    s.changed.verdicts[1] = QG_IMPACT_NO_VERDICT;
    impact_sample_tell(&s);
    assert_string_equal(impact_sample_end(&s),
                        HEADER "d2,no_longer_judged,D-7,1,order_300,,,,clean,none,,,,export.json,"
                               "10,1,,inst-3\r\n");
    impact_sample_close(&s);
}

static void nothing_that_changes_is_a_header_alone(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_csv, QG_LANG_KK);
    assert_string_equal(impact_sample_end(&s), HEADER);
    impact_sample_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_that_differs_is_a_row),
        cmocka_unit_test(a_rule_that_the_draft_repeals_is_cited_as_it_was),
        cmocka_unit_test(a_verdict_that_differs_alone_is_a_row_with_the_place_of_the_record),
        cmocka_unit_test(nothing_that_changes_is_a_header_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
