// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "str.h"
#include "utf8.h"

#define NOWHERE SIZE_MAX

// The offset of the first malformed sequence, or NOWHERE for valid text. The bytes are looked at
// behind every length of ASCII from 0 to 17, so that they meet every phase of the fast path.
static size_t bad_at(struct qg_str s) {
    char padded[128];
    size_t first = NOWHERE;
    for (size_t pad = 0; pad < 18; pad++) {
        size_t bad = NOWHERE;
        memset(padded, 'a', pad);
        memcpy(padded + pad, s.at, s.len);
        bool valid = qg_utf8_valid(padded, pad + s.len, &bad);
        assert_int_equal(valid, bad == NOWHERE);
        size_t here = valid ? NOWHERE : bad - pad;
        if (pad > 0)
            assert_int_equal(here, first);
        first = here;
    }
    return first;
}

static void text_in_four_scripts_is_valid(void **state) {
    (void)state;
    assert_int_equal(bad_at(QG_STR("")), NOWHERE);
    assert_int_equal(bad_at(QG_STR("quorum")), NOWHERE);
    assert_int_equal(bad_at(QG_STR("Әділет министрлігі")), NOWHERE);
    assert_int_equal(bad_at(QG_STR("法 € 𝄞 \0 x")), NOWHERE);
    assert_true(qg_utf8_valid(NULL, 0, NULL));
}

static void the_borders_of_each_length_are_valid(void **state) {
    (void)state;
    assert_int_equal(bad_at(QG_STR("\x7F\xC2\x80\xDF\xBF")), NOWHERE);
    assert_int_equal(bad_at(QG_STR("\xE0\xA0\x80\xEF\xBF\xBF")), NOWHERE);
    assert_int_equal(bad_at(QG_STR("\xED\x9F\xBF\xEE\x80\x80")), NOWHERE);
    assert_int_equal(bad_at(QG_STR("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF")), NOWHERE);
}

static void overlong_forms_are_refused(void **state) {
    (void)state;
    assert_int_equal(bad_at(QG_STR("ab\xC0\x80")), 2);
    assert_int_equal(bad_at(QG_STR("\xC1\xBF")), 0);
    assert_int_equal(bad_at(QG_STR("\xE0\x9F\xBF")), 0);
    assert_int_equal(bad_at(QG_STR("\xF0\x8F\xBF\xBF")), 0);
}

static void surrogates_and_what_lies_beyond_the_last_code_point_are_refused(void **state) {
    (void)state;
    assert_int_equal(bad_at(QG_STR("\xED\xA0\x80")), 0);
    assert_int_equal(bad_at(QG_STR("\xED\xBF\xBF")), 0);
    assert_int_equal(bad_at(QG_STR("\xF4\x90\x80\x80")), 0);
    assert_int_equal(bad_at(QG_STR("\xF5\x80\x80\x80")), 0);
    assert_int_equal(bad_at(QG_STR("x\xFF")), 1);
}

static void truncated_and_stray_bytes_are_refused(void **state) {
    (void)state;
    assert_int_equal(bad_at(QG_STR("да\xD0")), 4);
    assert_int_equal(bad_at(QG_STR("\xE2\x82")), 0);
    assert_int_equal(bad_at(QG_STR("\xF0\x9D\x84")), 0);
    assert_int_equal(bad_at(QG_STR("\x80")), 0);
    assert_int_equal(bad_at(QG_STR("\xE2\x28\xA1")), 0);
    assert_int_equal(bad_at(QG_STR("\xD0\xB4\xD0"
                                   "x")),
                     2);
}

static void every_code_point_survives_encoding_and_decoding(void **state) {
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char bytes[4];
        int len = qg_utf8_encode(bytes, c);
        const char *at = bytes;
        assert_true(qg_utf8_valid(bytes, (size_t)len, NULL));
        assert_int_equal(qg_utf8_decode(&at, bytes + len), c);
        assert_ptr_equal(at, bytes + len);
    }
}

static void what_is_no_code_point_is_encoded_as_a_replacement(void **state) {
    (void)state;
    const uint32_t none[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        char bytes[4];
        assert_int_equal(qg_utf8_encode(bytes, none[i]), 3);
        assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    }
}

static void a_bad_byte_is_stepped_over_alone(void **state) {
    (void)state;
    const char bytes[] = "\xE2\x82"
                         "a";
    const char *at = bytes, *end = bytes + 3;
    assert_int_equal(qg_utf8_decode(&at, end), QG_UTF8_REPLACEMENT);
    assert_ptr_equal(at, bytes + 1);
    assert_int_equal(qg_utf8_decode(&at, end), QG_UTF8_REPLACEMENT);
    assert_int_equal(qg_utf8_decode(&at, end), 'a');
    assert_ptr_equal(at, end);
}

static void counting_counts_code_points(void **state) {
    (void)state;
    assert_int_equal(qg_utf8_count(NULL, 0), 0);
    assert_int_equal(qg_utf8_count("quorum of nine", 14), 14);
    assert_int_equal(qg_utf8_count("кворум", 12), 6);
    assert_int_equal(qg_utf8_count("x€𝄞y", 9), 4);
    assert_int_equal(qg_utf8_count("кворум из девяти €Қ", 36), 19);
    assert_int_equal(qg_utf8_count("кворум\xD0", 13), 7);
    assert_int_equal(qg_utf8_count("a\xFF\xFF"
                                   "b",
                                   4),
                     4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_in_four_scripts_is_valid),
        cmocka_unit_test(the_borders_of_each_length_are_valid),
        cmocka_unit_test(overlong_forms_are_refused),
        cmocka_unit_test(surrogates_and_what_lies_beyond_the_last_code_point_are_refused),
        cmocka_unit_test(truncated_and_stray_bytes_are_refused),
        cmocka_unit_test(every_code_point_survives_encoding_and_decoding),
        cmocka_unit_test(what_is_no_code_point_is_encoded_as_a_replacement),
        cmocka_unit_test(a_bad_byte_is_stepped_over_alone),
        cmocka_unit_test(counting_counts_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
