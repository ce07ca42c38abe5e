// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "impact_sample.h"

#include <string.h>

static uint32_t count_of(const char *page, const char *what) {
    uint32_t count = 0;
    for (; (page = strstr(page, what)) != NULL; page += strlen(what))
        count++;
    return count;
}

static void a_changed_certification_is_told_with_its_law_and_its_facts(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_html, QG_LANG_EN);
    impact_sample_tell(&s);
    const char *page = impact_sample_end(&s);
    assert_non_null(strstr(page, "<html lang=\"en\">"));
    assert_non_null(strstr(page, "<article data-draft=\"1\" data-turn=\"newly_unlawful\" "
                                 "data-rule=\"P35-b\" data-group0=\"inst-3\">\n"
                                 "<h3>D-7, certification c2</h3>\n"
                                 "<p><strong>newly unlawful</strong>: clean → re-certification "
                                 "warranted</p>\n"
                                 "<p>draft d1; export.json:10:1; institution.id = inst-3</p>\n"));
    assert_non_null(strstr(page, "<tr><th scope=\"row\">P35-b<br>order_300, paragraph 35, as "
                                 "amended by d1_notice</th><td>satisfied</td><td>violated</td>"
                                 "<td>Served late\n<ul>\n"
                                 "<li><code>/certifications/1/notice/served_on</code>: "
                                 "&quot;2023-03-01&quot;</li>\n</ul></td>"
                                 "<td>12:33 <code>"));
    impact_sample_close(&s);
}

static void the_totals_stand_before_the_certifications(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_html, QG_LANG_EN);
    impact_sample_tell(&s);
    const char *page = impact_sample_end(&s);
    const char *summary = strstr(page, "id=\"summary\""), *first = strstr(page, "<article");
    assert_true(summary != NULL && first != NULL && summary < first);
    assert_non_null(strstr(page, "<tr><th scope=\"row\">the law as it stands</th><td class=\"n\">0"
                                 "</td><td class=\"n\">0</td><td class=\"n\">3</td>"));
    assert_non_null(strstr(page, "<tr><th scope=\"row\">d1</th><td class=\"n\">1</td>"
                                 "<td class=\"n\">0</td><td class=\"n\">2</td>"));
    assert_non_null(strstr(page, "<tr><th scope=\"row\">clean</th><td class=\"n\">2</td>"
                                 "<td class=\"n\">0</td><td class=\"n\">1</td>"));
    assert_non_null(strstr(page, "<tr><th scope=\"row\">P35-b</th><td>35</td><td class=\"n\">0</td>"
                                 "<td class=\"n\">1</td>"));
    assert_non_null(strstr(page, "<output id=\"shown\">1</output> / 1"));
    impact_sample_close(&s);
}

static void every_chart_has_numbers_and_a_table(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_html, QG_LANG_EN);
    impact_sample_tell(&s);
    const char *page = impact_sample_end(&s);
    // the verdicts; of d1 the turns, the rules, the institutions; of d2 the turns
    assert_int_equal(count_of(page, "<figure>"), 5);
    assert_int_equal(count_of(page, "role=\"img\" aria-label=\""), 5);
    assert_non_null(strstr(page, "P35-b after</text>"));
    assert_non_null(strstr(page, ">1 + 0 + 2</text>"));
    assert_non_null(strstr(page, "<caption>by institution.id</caption>"));
    impact_sample_close(&s);
}

static void what_a_stranger_wrote_cannot_become_markup(void **state) {
    (void)state;
    struct impact_sample s;
    const struct qg_str hostile[] = {QG_STR("\"><script>")};
    impact_sample_open(&s, qg_impact_html, QG_LANG_EN);
    s.changed.record = s.late.message[QG_LANG_EN] = s.changed.place.file = hostile[0];
    s.changed.certification.id = s.late.location.pointer = hostile[0];
    s.changed.groups = hostile;
    impact_sample_tell(&s);
    const char *page = impact_sample_end(&s);
    assert_int_equal(count_of(page, "<script>"), 1);
    assert_int_equal(count_of(page, "&quot;&gt;&lt;script&gt;"), 7);
    impact_sample_close(&s);
}

static void it_loads_nothing(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_html, QG_LANG_EN);
    impact_sample_tell(&s);
    const char *page = impact_sample_end(&s);
    assert_null(strstr(page, "://"));
    assert_null(strstr(page, "src="));
    assert_null(strstr(page, "<link"));
    assert_null(strstr(page, "@import"));
    impact_sample_close(&s);
}

static void it_speaks_the_language_that_was_asked_for(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_html, QG_LANG_KK);
    impact_sample_tell(&s);
    const char *page = impact_sample_end(&s);
    assert_non_null(strstr(page, "<html lang=\"kk\">"));
    assert_non_null(strstr(page, "Кеш тапсырылды"));
    assert_null(strstr(page, "newly unlawful"));
    impact_sample_close(&s);
}

static void without_a_change_it_says_so(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_html, QG_LANG_EN);
    const char *page = impact_sample_end(&s);
    assert_null(strstr(page, "<article"));
    assert_non_null(strstr(page, "<p>nothing changes</p>\n<form"));
    impact_sample_close(&s);
}

static void many_certifications_wait_on_the_disk(void **state) {
    (void)state;
    struct impact_sample s;
    impact_sample_open(&s, qg_impact_html, QG_LANG_EN);
    for (int i = 0; i < 2000; i++)
        impact_sample_tell(&s);
    assert_int_equal(count_of(impact_sample_end(&s), "<article "), 2000);
    impact_sample_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_certification_is_told_with_its_law_and_its_facts),
        cmocka_unit_test(the_totals_stand_before_the_certifications),
        cmocka_unit_test(every_chart_has_numbers_and_a_table),
        cmocka_unit_test(what_a_stranger_wrote_cannot_become_markup),
        cmocka_unit_test(it_loads_nothing),
        cmocka_unit_test(it_speaks_the_language_that_was_asked_for),
        cmocka_unit_test(without_a_change_it_says_so),
        cmocka_unit_test(many_certifications_wait_on_the_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
