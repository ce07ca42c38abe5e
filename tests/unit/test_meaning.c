// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "date.h"
#include "meaning.h"
#include "trim.h"

#define CHECK(format, text, expected) assert_string_equal(read_day(format, text), expected)

// What a format makes of a text: "2024-06-01", "2024-06-01 10:30" or "no".
static const char *read_day(const char *format, const char *text) {
    static char out[64];
    int32_t day, minutes;
    if (!qg_meaning_day(qg_str_of(format), qg_str_of(text), &day, &minutes))
        return "no";
    qg_date_format(day, out);
    if (minutes >= 0)
        snprintf(out + QG_DATE_TEXT - 1, sizeof out - QG_DATE_TEXT + 1, " %02d:%02d", minutes / 60,
                 minutes % 60);
    return out;
}

static void dates_are_read_by_their_format(void **state) {
    (void)state;
    CHECK("dd.mm.yyyy", "01.06.2024", "2024-06-01");
    CHECK("dd.mm.yyyy", "1.6.2024", "no");
    CHECK("d.m.yyyy", "1.6.2024", "2024-06-01");
    CHECK("d.m.yyyy", "01.06.2024", "2024-06-01");
    CHECK("yyyy/mm/dd", "2024/06/01", "2024-06-01");
    CHECK("DD.MM.YYYY", "01.06.2024", "2024-06-01");
    CHECK("dd.mm.yyyy", "01.06.2024 ", "no");
    CHECK("dd.mm.yyyy", "01.06.24", "no");
}

static void days_that_there_are_not_are_refused(void **state) {
    (void)state;
    CHECK("dd.mm.yyyy", "29.02.2024", "2024-02-29");
    CHECK("dd.mm.yyyy", "29.02.2023", "no");
    CHECK("dd.mm.yyyy", "31.04.2024", "no");
    CHECK("dd.mm.yyyy", "00.04.2024", "no");
    CHECK("dd.mm.yyyy", "01.13.2024", "no");
    CHECK("dd.mm.yyyy", "01.01.2200", "no");
}

static void an_m_behind_an_hour_is_a_minute(void **state) {
    (void)state;
    CHECK("dd.mm.yyyy hh:mm", "01.06.2024 09:05", "2024-06-01 09:05");
    CHECK("d.m.yyyy h:mm:ss", "1.6.2024 0:00:00", "2024-06-01 00:00");
    CHECK("dd.MM.yyyy HH:mm", "01.06.2024 23:59", "2024-06-01 23:59");
    CHECK("dd.mm.yyyy hh:mm", "01.06.2024 24:00", "no");
    CHECK("dd.mm.yyyy hh:mm", "01.06.2024 10:60", "no");
}

static void formats_name_each_part_once(void **state) {
    (void)state;
    const char *why;
    assert_true(qg_meaning_is_format(QG_STR("dd.mm.yyyy"), false, &why));
    assert_true(qg_meaning_is_format(QG_STR("dd.mm.yyyy h:mm:ss"), false, &why));
    assert_true(qg_meaning_is_format(QG_STR("dd.mm.yyyy hh:mm"), true, &why));
    assert_false(qg_meaning_is_format(QG_STR("dd.mm.yyyy"), true, &why));
    assert_false(qg_meaning_is_format(QG_STR("dd.mm.yy"), false, &why));
    assert_false(qg_meaning_is_format(QG_STR("ddd.mm.yyyy"), false, &why));
    assert_false(qg_meaning_is_format(QG_STR("mm.yyyy"), false, &why));
    assert_false(qg_meaning_is_format(QG_STR("dd.dd.mm.yyyy"), false, &why));
    assert_false(qg_meaning_is_format(QG_STR("dd.mm.yyyy hh"), true, &why));
    assert_false(qg_meaning_is_format(QG_STR(""), false, &why));
}

// The JSON of a count; "no" if it is none.
static const char *count(const char *text) {
    static char out[64];
    static const struct qg_formats formats = {0};
    static const struct qg_meanings none = {0};
    struct qg_text json = {0};
    bool ok = qg_meaning_value(&json, QG_KIND_COUNT, &formats, NULL, &none, qg_str_of(text));
    snprintf(out, sizeof out, "%s", ok ? json.at : "no");
    qg_text_free(&json);
    return out;
}

static void counts_may_have_groups_and_empty_fractions(void **state) {
    (void)state;
    assert_string_equal(count("12"), "12");
    assert_string_equal(count("0"), "0");
    assert_string_equal(count("007"), "7");
    assert_string_equal(count("1 234,00"), "1234");
    assert_string_equal(count("1\xC2\xA0"
                              "234"),
                        "1234");
    assert_string_equal(count("3.0"), "3");
    assert_string_equal(count("3,5"), "no");
    assert_string_equal(count("1.234"), "no"); // a thousand, or one and a bit: nobody knows
    assert_string_equal(count("-1"), "no");
    assert_string_equal(count("12,"), "no");
    assert_string_equal(count(",0"), "no");
    assert_string_equal(count("12a"), "no");
    assert_string_equal(count("99999999999999999999"), "no");
}

static const char *folded(const char *text) {
    static char out[64];
    struct qg_text small = {0};
    qg_fold(qg_str_of(text), &small);
    snprintf(out, sizeof out, "%s", small.at != NULL ? small.at : "");
    qg_text_free(&small);
    return out;
}

static void words_are_compared_as_people_read_them(void **state) {
    (void)state;
    assert_string_equal(folded("  Да "), "да");
    assert_string_equal(folded("НЕ  СООТВЕТСТВУЕТ"), "не соответствует");
    assert_string_equal(folded("ӘҒҚҢӨҰҮҺІЁ"), "әғқңөұүһіё");
    assert_string_equal(folded("Yes\xC2\xA0"
                               "Sir"),
                        "yes sir");
    assert_string_equal(folded(""), "");
    assert_true(qg_same_words(QG_STR("Дата\n заседания"), QG_STR(" Дата заседания")));
    assert_false(qg_same_words(QG_STR("Дата"), QG_STR("Дата заседания")));
    assert_false(qg_same_words(QG_STR("дата"), QG_STR("Дата")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_by_their_format),
        cmocka_unit_test(days_that_there_are_not_are_refused),
        cmocka_unit_test(an_m_behind_an_hour_is_a_minute),
        cmocka_unit_test(formats_name_each_part_once),
        cmocka_unit_test(counts_may_have_groups_and_empty_fractions),
        cmocka_unit_test(words_are_compared_as_people_read_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
