// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"

static void every_fault_has_a_text_of_its_own(void **state) {
    (void)state;
    for (int a = QG_OK; a <= QG_FAULT_BUG; a++) {
        assert_true(strlen(qg_fault_text((enum qg_fault)a)) > 0);
        for (int b = QG_OK; b < a; b++)
            assert_string_not_equal(qg_fault_text((enum qg_fault)a),
                                    qg_fault_text((enum qg_fault)b));
    }
}

static void an_unheard_of_fault_is_an_internal_error(void **state) {
    (void)state;
    assert_string_equal(qg_fault_text((enum qg_fault)77), "internal error");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_a_text_of_its_own),
        cmocka_unit_test(an_unheard_of_fault_is_an_internal_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
