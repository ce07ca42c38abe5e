// SPDX-License-Identifier: Apache-2.0
#include "policy_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

const struct qg_program *policy_text(struct qg_policy *policy, const char *text) {
    struct qg_text trouble = {0};
    qg_policy_init(policy);
    assert_int_equal(qg_policy_add_text(policy, QG_STR("t.qagida"), qg_str_of(text)), QG_OK);
    assert_int_equal(qg_policy_compile(policy), QG_OK);
    qg_policy_render(policy, &trouble, false);
    assert_string_equal(policy->program == NULL && trouble.len > 0 ? trouble.at : "", "");
    qg_text_free(&trouble);
    assert_non_null(policy->program);
    return policy->program;
}
