// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "suggest.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

static const struct qg_str fields[] = {
    QG_STR_INIT("present_ids"), QG_STR_INIT("invited_ids"), QG_STR_INIT("presided_by"),
    QG_STR_INIT("date"),        QG_STR_INIT("place"),       QG_STR_INIT("кворум"),
};

// The suggestion among the fields, or the empty text.
static const char *suggested(const char *wanted) {
    struct qg_str out;
    return qg_suggest(qg_str_of(wanted), fields, COUNT(fields), &out) ? out.at : "";
}

static void one_slip_of_any_kind_is_forgiven(void **state) {
    (void)state;
    assert_string_equal(suggested("pressent_ids"), "present_ids");
    assert_string_equal(suggested("presnt_ids"), "present_ids");
    assert_string_equal(suggested("presint_ids"), "present_ids");
    assert_string_equal(suggested("preesnt_ids"), "present_ids");
}

static void letters_are_code_points(void **state) {
    (void)state;
    assert_string_equal(suggested("кварум"), "кворум");
    assert_string_equal(suggested("квроум"), "кворум");
}

static void a_third_of_the_length_may_be_wrong_and_no_more(void **state) {
    (void)state;
    assert_string_equal(suggested("dote"), "date");
    assert_string_equal(suggested("dose"), "");
    assert_string_equal(suggested("prexxxt_ids"), "present_ids");
    assert_string_equal(suggested("xxxxxxt_ids"), "");
    assert_string_equal(suggested("x"), "");
    assert_string_equal(suggested(""), "");
}

static void a_name_is_not_suggested_for_itself(void **state) {
    (void)state;
    assert_string_equal(suggested("date"), "");
}

static void a_tie_goes_to_the_first_in_byte_order_however_they_are_listed(void **state) {
    (void)state;
    const struct qg_str up[] = {QG_STR_INIT("cart"), QG_STR_INIT("cast"), QG_STR_INIT("care")};
    const struct qg_str down[] = {QG_STR_INIT("care"), QG_STR_INIT("cast"), QG_STR_INIT("cart")};
    struct qg_str out;
    assert_true(qg_suggest(QG_STR("cant"), up, 3, &out));
    assert_string_equal(out.at, "cart");
    assert_true(qg_suggest(QG_STR("cant"), down, 3, &out));
    assert_string_equal(out.at, "cart");
}

static void a_name_of_the_greatest_length_is_helped_and_a_longer_one_is_not(void **state) {
    (void)state;
    char wanted[QG_SUGGEST_LENGTH + 2], name[QG_SUGGEST_LENGTH + 2];
    struct qg_str out, known;
    memset(wanted, 'a', sizeof wanted);
    memset(name, 'a', sizeof name);
    name[0] = 'b';
    known = (struct qg_str){name, QG_SUGGEST_LENGTH};
    assert_true(qg_suggest((struct qg_str){wanted, QG_SUGGEST_LENGTH}, &known, 1, &out));
    assert_false(qg_suggest((struct qg_str){wanted, QG_SUGGEST_LENGTH + 1}, &known, 1, &out));
    known.len++;
    assert_false(qg_suggest((struct qg_str){wanted, QG_SUGGEST_LENGTH}, &known, 1, &out));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_slip_of_any_kind_is_forgiven),
        cmocka_unit_test(letters_are_code_points),
        cmocka_unit_test(a_third_of_the_length_may_be_wrong_and_no_more),
        cmocka_unit_test(a_name_is_not_suggested_for_itself),
        cmocka_unit_test(a_tie_goes_to_the_first_in_byte_order_however_they_are_listed),
        cmocka_unit_test(a_name_of_the_greatest_length_is_helped_and_a_longer_one_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
