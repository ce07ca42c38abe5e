// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "loaded.h"

#include "starve.h"

#include <string.h>

// A string for which a buffer has to grow, and a number behind it, which sets errno back.
static const char text[] = "{\"a\": \"0123456789012345678901234567890123456789\", \"b\": 1}";

static bool load(void) {
    json_error_t error;
    json_t *value = qg_load_json(text, strlen(text), 0, &error);
    if (value == NULL)
        return false;
    assert_int_equal(json_string_length(json_object_get(value, "a")), 40);
    assert_int_equal(json_integer_value(json_object_get(value, "b")), 1);
    json_decref(value);
    return true;
}

static void json_without_memory_is_not_read_in_part(void **state) {
    (void)state;
    json_object_seed(1);
    starve(load);
}

static void json_is_read_as_by_jansson(void **state) {
    (void)state;
    json_error_t error;
    json_t *value = qg_load_json("[1] x", 5, JSON_DISABLE_EOF_CHECK, &error);
    assert_int_equal(json_array_size(value), 1);
    assert_int_equal(error.position, 3);
    json_decref(value);
    assert_null(qg_load_json("[1] x", 5, 0, &error));
    assert_int_equal(json_error_code(&error), json_error_end_of_input_expected);
    assert_null(qg_load_json("", 0, 0, &error));
    assert_int_equal(json_error_code(&error), json_error_premature_end_of_input);
    assert_null(qg_load_json("[1", 2, 0, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_without_memory_is_not_read_in_part),
        cmocka_unit_test(json_is_read_as_by_jansson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
