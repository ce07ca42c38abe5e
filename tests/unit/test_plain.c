// SPDX-License-Identifier: Apache-2.0
//
// Scalars read by words instead of bytes: that nothing is taken for a value that is none.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "plain.h"

#include "input.h"

// A text with the padding that words may be read from.
struct padded {
    char bytes[64 + QG_INPUT_PADDING];
};

static struct padded pad(const char *text) {
    struct padded padded = {{0}};
    memcpy(padded.bytes, text, strlen(text));
    return padded;
}

static void expect_date(const char *text, int32_t day) {
    struct padded in = pad(text);
    int32_t out = -7;
    const char *after = qg_plain_date(in.bytes, &out);
    assert_ptr_equal(after, day < 0 ? NULL : in.bytes + 12);
    if (day >= 0)
        assert_int_equal(out, day);
}

static void expect_count(const char *text, int32_t count, size_t len) {
    struct padded in = pad(text);
    int32_t out = -7;
    const char *after = qg_plain_count(in.bytes, &out);
    assert_ptr_equal(after, len == 0 ? NULL : in.bytes + len);
    if (len > 0)
        assert_int_equal(out, count);
}

static void each_day_of_three_centuries_has_its_number(void **state) {
    (void)state;
    char text[64];
    for (int32_t day = QG_DATE_MIN; day <= QG_DATE_MAX; day++) {
        struct qg_ymd ymd = qg_date_split(day);
        snprintf(text, sizeof text, "\"%04d-%02d-%02d\"", ymd.year, ymd.month, ymd.day);
        expect_date(text, day);
    }
}

static void a_day_that_never_was_is_no_date(void **state) {
    (void)state;
    static const char *const texts[] = {
        "\"1900-02-29\"",  "\"2100-02-29\"", "\"2023-02-29\"", "\"2024-04-31\"", "\"2024-00-10\"",
        "\"2024-13-10\"",  "\"2024-01-00\"", "\"2024-01-32\"", "\"1899-12-31\"", "\"2200-01-01\"",
        "\"2024/01/01\"",  "\"2024-1-001\"", "\"2024-01-0:\"", "\"2024-01-01",   "2024-01-01\"",
        "\"2024-01-01T\"", "\"20:4-01-01\"", "\"2024-0\\-1\"", "\"\"",           "\"\xD0\xB4\xD0",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_date(texts[i], -1);
    expect_date("\"2000-02-29\"", 36583); // 100 years with 24 leap days, and 59 days
}

static void a_count_has_seven_digits_at_most_and_nothing_else(void **state) {
    (void)state;
    expect_count("0,", 0, 1);
    expect_count("7}", 7, 1);
    expect_count("1234567]", 1234567, 7);
    expect_count("9999999 ", 9999999, 7);
    expect_count("100,200", 100, 3);
    static const char *const others[] = {"12345678,", "01,", "1.5",   "1e3",
                                         "1E3",       "-1",  "\"1\"", ""};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        expect_count(others[i], 0, 0);
}

static void a_truth_is_one_of_two_words(void **state) {
    (void)state;
    int32_t out;
    struct padded yes = pad("true,"), no = pad("false}"), half = pad("fals,"), other = pad("truf");
    assert_ptr_equal(qg_plain_bool(yes.bytes, &out), yes.bytes + 4);
    assert_int_equal(out, 1);
    assert_ptr_equal(qg_plain_bool(no.bytes, &out), no.bytes + 5);
    assert_int_equal(out, 0);
    assert_null(qg_plain_bool(half.bytes, &out));
    assert_null(qg_plain_bool(other.bytes, &out));
}

static void a_plain_text_has_no_escape_and_no_doubtful_byte(void **state) {
    (void)state;
    struct qg_str text = QG_STR("not read yet");
    struct padded shortest = pad("\"\","), sixteen = pad("\"0123456789abcdef\""),
                  long_one =
                      pad("\"\xD0\x94\xD0\xBE\xD1\x81\xD1\x8C\xD0\xB5 0123456789 \xD0\xB8\""),
                  escape = pad("\"a\\n\""), bad = pad("\"a\xFF\""), open = pad("\"abc");
    assert_ptr_equal(qg_plain_text(shortest.bytes, &text), shortest.bytes + 2);
    assert_int_equal(text.len, 0);
    assert_ptr_equal(qg_plain_text(sixteen.bytes, &text), sixteen.bytes + 18);
    assert_int_equal(text.len, 16);
#if defined(__SSE2__) // the only machine that looks for the end of a long text in long strides
    assert_non_null(qg_plain_text(long_one.bytes, &text));
#endif
    if (qg_plain_text(long_one.bytes, &text) != NULL)
        assert_int_equal(text.len, 24);
    assert_null(qg_plain_text(escape.bytes, &text));
    assert_null(qg_plain_text(bad.bytes, &text));
    assert_null(qg_plain_text(open.bytes, &text));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_day_of_three_centuries_has_its_number),
        cmocka_unit_test(a_day_that_never_was_is_no_date),
        cmocka_unit_test(a_count_has_seven_digits_at_most_and_nothing_else),
        cmocka_unit_test(a_truth_is_one_of_two_words),
        cmocka_unit_test(a_plain_text_has_no_escape_and_no_doubtful_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
