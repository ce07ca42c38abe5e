// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hand_page.h"
#include "html_page.h"

#include <string.h>

static void open_page(struct hand_page *page, int lang) {
    hand_page_set_up(page, &hand_page_program, lang);
    hand_page_open(page, "html");
}

static const char *end_page(struct hand_page *page) {
    uint64_t by_rule[2][QG_OUTCOMES] = {{[QG_VIOLATED] = 4, [QG_UNDETERMINED] = 2}};
    struct qg_tally tally = {.records = 7,
                             .certifications = 5,
                             .verdicts = {[QG_VERDICT_CLEAN] = 2, [QG_VERDICT_WARRANTED] = 3},
                             .findings = {[QG_VIOLATED] = 4, [QG_UNDETERMINED] = 2},
                             .by_rule = by_rule};
    assert_int_equal(page->writer.end(&page->writer, &tally), QG_OK);
    return page->text.at;
}

static void tell(struct hand_page *page, const struct qg_finding *finding) {
    assert_int_equal(page->writer.finding(&page->writer, finding), QG_OK);
}

// The events, and nothing else of the page.
static const char *events_of(const char *page) {
    const char *events = strstr(page, "id=\"events\">[\n");
    assert_non_null(events);
    return events + strlen("id=\"events\">[\n");
}

static uint32_t count_of(const char *page, const char *what) {
    uint32_t count = 0;
    for (; (page = strstr(page, what)) != NULL; page += strlen(what))
        count++;
    return count;
}

// ---- events ----

static void a_finding_comes_in_all_languages(void **state) {
    (void)state;
    struct hand_page page;
    const struct qg_finding late = hand_page_finding();
    open_page(&page, QG_LANG_RU);
    assert_true((page.writer.wants & QG_WANTS_LANGUAGES) != 0);
    tell(&page, &late);
    const char *events = events_of(end_page(&page));
    assert_true(strncmp(events,
                        "[\"f\",0,1,0,0,[[\"dossier\",0,\"D-7\",-1,0],"
                        "[\"certification\",0,\"c2\",1,0]],[\"export.json\",12,33,0],"
                        "[\"Served late\",\"Вручено поздно\",\"Кеш тапсырылды\"],0,",
                        strlen("[\"f\",0,1,0,0,[[\"dossier\",0,\"D-7\",-1,0],"
                               "[\"certification\",0,\"c2\",1,0]],[\"export.json\",12,33,0],"
                               "[\"Served late\",\"Вручено поздно\",\"Кеш тапсырылды\"],0,")) == 0);
    hand_page_close(&page);
}

static void where_a_language_is_wanting_another_stands_in(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_finding late = hand_page_finding();
    late.message[QG_LANG_EN] = late.message[QG_LANG_KK] = (struct qg_str){0};
    open_page(&page, QG_LANG_RU);
    tell(&page, &late);
    const char *events = events_of(end_page(&page));
    const char *first = strstr(events, "[\"Вручено поздно\",");
    assert_non_null(first);
    assert_int_equal(count_of(events, "Вручено"), 1); // the others are its number
    hand_page_close(&page);
}

static void a_string_is_a_number_from_its_second_time_on(void **state) {
    (void)state;
    struct hand_page page;
    const struct qg_finding late = hand_page_finding();
    open_page(&page, QG_LANG_EN);
    for (int i = 0; i < 3; i++)
        tell(&page, &late);
    const char *events = events_of(end_page(&page));
    assert_int_equal(count_of(events, "Served late"), 1);
    assert_int_equal(count_of(events, "export.json"), 1);
    assert_int_equal(count_of(events, "[\"f\","), 3);
    hand_page_close(&page);
}

static void a_heading_tells_whose_record_it_is_and_its_time_line(void **state) {
    (void)state;
    struct hand_page page;
    const struct qg_phrase sitting = {{QG_STR("sitting"), QG_STR("заседание"), QG_STR("отырыс")}};
    const struct qg_moment moments[] = {
        {.pointer = QG_STR("/h/0/date"), .title = &sitting, .from = 45000, .to = 45000, .rule = -1},
        {.pointer = QG_STR("/h/0/date"), .from = 45030, .to = 45030, .term = true, .rule = 0}};
    const struct qg_course course = {
        .of = {.noun = QG_STR("certification"), .id = QG_STR("c2"), .index = 1},
        .moments = moments,
        .count = 2};
    const struct qg_heading heading = {
        .record = {.noun = QG_STR("dossier"), .id = QG_STR("D-7"), .index = -1},
        .location = {.file = QG_STR("e.json"), .line = 12, .column = 1},
        .body = QG_STR("I-01"),
        .body_name = QG_STR("Архив"),
        .person = QG_STR("Айжан"),
        .courses = &course,
        .course_count = 1};
    open_page(&page, QG_LANG_EN);
    assert_true((page.writer.wants & QG_WANTS_HEADINGS) != 0);
    assert_int_equal(page.writer.heading(&page.writer, &heading), QG_OK);
    const char *events = events_of(end_page(&page));
    assert_non_null(strstr(events,
                           "[\"h\",[\"dossier\",0,\"D-7\",-1,0],[\"e.json\",12,1,0],"
                           "\"I-01\",\"Архив\",\"Айжан\",[[[\"certification\",0,\"c2\",1,0],"
                           "[[\"/h/0/date\",[\"sitting\",\"заседание\",\"отырыс\"],45000,"
                           "45000,0,-1],["));
    assert_non_null(strstr(events, ",0,45030,45030,1,0]]]]]"));
    hand_page_close(&page);
}

static void a_verdict_comes_with_its_grounds_and_flags(void **state) {
    (void)state;
    struct hand_page page;
    const int32_t grounds[] = {0};
    const struct qg_raised flags[] = {{.flag = 3, .remark = {QG_STR("Dismissed")}}};
    const struct qg_verdict verdict = {
        .record = QG_STR("D-7"),
        .certification = {.noun = QG_STR("certification"), .id = QG_STR("c2"), .index = 1},
        .kind = QG_VERDICT_WARRANTED,
        .grounds = grounds,
        .ground_count = 1,
        .flags = flags,
        .flag_count = 1,
        .priority = true};
    open_page(&page, QG_LANG_EN);
    assert_int_equal(page.writer.verdict(&page.writer, &verdict), QG_OK);
    const char *events = events_of(end_page(&page));
    assert_non_null(strstr(events, "[\"v\",\"D-7\",[\"certification\",0,\"c2\",1,0],0,2,0,[0],"
                                   "[[3,[\"Dismissed\","));
    assert_non_null(strstr(events, "]]],1],\n0]</script>"));
    hand_page_close(&page);
}

static void an_excuse_is_told_with_its_reason(void **state) {
    (void)state;
    struct hand_page page;
    const struct qg_excuse excuse = {.kind = QG_EXCUSE_EXCEPTION,
                                     .reason = QG_STR("a court decides"),
                                     .owner = QG_STR("legal"),
                                     .expires = 45959};
    struct qg_finding late = hand_page_finding();
    late.excused = &excuse;
    open_page(&page, QG_LANG_EN);
    tell(&page, &late);
    assert_non_null(
        strstr(events_of(end_page(&page)), ",[1,\"a court decides\",\"legal\",45959]],\n"));
    hand_page_close(&page);
}

// ---- safety ----

static void what_a_stranger_wrote_cannot_become_markup(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_finding late = hand_page_finding();
    open_page(&page, QG_LANG_EN);
    late.subject[0].id = QG_STR("</script><script>alert(1)</script>");
    late.subject[1].id = QG_STR("<!--<img src=x onerror=alert(1)>");
    late.location.file = QG_STR("\\\"]\xe2\x80\xa8\xe2\x80\xae\x01\xff");
    tell(&page, &late);
    const char *whole = end_page(&page), *events = events_of(whole);
    const char *end = strstr(events, "</script>");
    for (const char *at = events; at < end; at++)
        assert_true(*at != '<');
    assert_non_null(strstr(events, "\"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\""));
    // quoted once as a text that can be shown, and once as JSON
    assert_non_null(strstr(events, "\"\\\\\\\"]\\\\u{2028}\\\\u{202e}\\\\u{1}\\\\xff\""));
    assert_int_equal(count_of(whole, "<script"), 4); // facts, events, counts, the script
    hand_page_close(&page);
}

static void it_loads_nothing_and_runs_only_what_it_names(void **state) {
    (void)state;
    struct hand_page page;
    open_page(&page, QG_LANG_EN);
    const char *whole = end_page(&page);
    assert_null(strstr(whole, "src="));
    assert_null(strstr(whole, "<link"));
    assert_null(strstr(whole, "@import"));
    assert_null(strstr(whole, "innerHTML"));
    assert_null(strstr(whole, " style="));
    assert_null(strstr(whole, "unsafe"));
    assert_non_null(strstr(whole, "content=\"default-src 'none'; style-src 'sha256-"));
    hand_page_close(&page);
}

// ---- the frame ----

// Of the empty string, as everybody knows it.
static void the_policy_names_digests_in_base_64(void **state) {
    (void)state;
    struct qg_text head = {0};
    const char *const nothing[] = {NULL};
    const struct qg_html_page page = {.lang = "kk", .title = "T", .styles = nothing};
    qg_html_page_head(&page, &head);
    assert_non_null(strstr(head.at, "style-src 'sha256-47DEQpj8HBSa+/"
                                    "TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; script-src 'none'; "));
    assert_non_null(strstr(head.at, "<html lang=\"kk\">"));
    qg_text_free(&head);
}

static void without_scripts_the_counts_can_be_read(void **state) {
    (void)state;
    struct hand_page page;
    open_page(&page, QG_LANG_EN);
    const char *plain = strstr(end_page(&page), "<noscript>");
    assert_non_null(plain);
    assert_non_null(strstr(plain, "<tr><th scope=\"row\">re-certification warranted</th>"
                                  "<td class=\"n\">3</td></tr>"));
    assert_non_null(strstr(plain, "<tr><th scope=\"row\">P35-b</th><td>35</td>"
                                  "<td class=\"n\">4</td><td class=\"n\">2</td></tr>"));
    assert_non_null(strstr(plain, "2025-10-31"));
    hand_page_close(&page);
}

static void it_opens_in_the_language_that_was_asked_for(void **state) {
    (void)state;
    struct hand_page page;
    open_page(&page, QG_LANG_KK);
    const char *whole = end_page(&page);
    assert_non_null(strstr(whole, "<html lang=\"kk\">"));
    assert_non_null(strstr(whole, "<title>Тексеру есебі</title>"));
    assert_non_null(strstr(whole, "\"CHECK_TITLE\":[\"Report of a check\",\"Отчёт о проверке\","
                                  "\"Тексеру есебі\"]"));
    hand_page_close(&page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_comes_in_all_languages),
        cmocka_unit_test(where_a_language_is_wanting_another_stands_in),
        cmocka_unit_test(a_string_is_a_number_from_its_second_time_on),
        cmocka_unit_test(a_heading_tells_whose_record_it_is_and_its_time_line),
        cmocka_unit_test(a_verdict_comes_with_its_grounds_and_flags),
        cmocka_unit_test(an_excuse_is_told_with_its_reason),
        cmocka_unit_test(what_a_stranger_wrote_cannot_become_markup),
        cmocka_unit_test(it_loads_nothing_and_runs_only_what_it_names),
        cmocka_unit_test(the_policy_names_digests_in_base_64),
        cmocka_unit_test(without_scripts_the_counts_can_be_read),
        cmocka_unit_test(it_opens_in_the_language_that_was_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
