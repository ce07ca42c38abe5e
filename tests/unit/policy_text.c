// SPDX-License-Identifier: Apache-2.0
#include "policy_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

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

const char policy_of_signatures[] =
    "severity RC1 warrants en \"bad\"\n"
    "record dossier { id: id  signed: bool }\n"
    "act a { title en \"A\" audits dossier }\n"
    "chapter 1 of a { paragraph 2 { rule P2-a severity RC1 require signed\n"
    "  duty en \"It is signed.\" breach en \"{id} is not signed.\" } }\n";

int policy_of_signatures_set_up(void **state) {
    struct qg_policy *policy = malloc(sizeof *policy);
    assert_non_null(policy);
    policy_text(policy, policy_of_signatures);
    *state = policy;
    return 0;
}

int policy_of_signatures_tear_down(void **state) {
    qg_policy_free(*state);
    free(*state);
    return 0;
}
