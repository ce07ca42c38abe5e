// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile.h"
#include "policy.h"

#include <string.h>

static void compile_builtin(struct qg_policy *policy) {
    qg_policy_init(policy);
    assert_int_equal(qg_policy_add_builtin(policy), QG_OK);
    assert_int_equal(qg_policy_compile(policy), QG_OK);
    assert_non_null(policy->program);
}

static void the_outlined_program_begins_with_the_plain_one(void **state) {
    (void)state;
    struct qg_policy policy;
    compile_builtin(&policy);
    const struct qg_program *plain = policy.program; // stays in the compilation's arena
    assert_int_equal(qg_policy_outline(&policy), QG_OK);
    const struct qg_program *outlined = policy.program;
    assert_true(outlined->function_count > plain->function_count);
    assert_int_equal(policy.compilation->outline->function_count, plain->function_count);
    assert_memory_equal(outlined->code, plain->code, plain->code_count * sizeof *plain->code);
    assert_int_equal(outlined->rule_count, plain->rule_count);
    for (uint32_t i = 0; i < plain->rule_count; i++) {
        assert_int_equal(outlined->rules[i].check, plain->rules[i].check);
        assert_int_equal(outlined->rules[i].readings, plain->rules[i].readings);
    }
    qg_policy_free(&policy);
}

// The values of an expression are those around it and its loops: a probe takes at least the
// function's arguments, and its place is within the policy's texts.
static void every_node_has_a_probe_and_a_place(void **state) {
    (void)state;
    struct qg_policy policy;
    compile_builtin(&policy);
    assert_int_equal(qg_policy_outline(&policy), QG_OK);
    const struct qg_outline *outline = policy.compilation->outline;
    for (uint32_t i = 0; i < outline->function_count; i++) {
        const struct qg_outline_function *f = &outline->functions[i];
        if (f->body == QG_NONE)
            continue;
        const struct qg_outline_node *body = &outline->nodes[f->body];
        const struct qg_function *probe = &policy.program->functions[body->probe];
        assert_int_equal(probe->args, policy.program->functions[i].args);
        assert_int_equal(probe->purpose, QG_FN_MESSAGE);
        assert_true(qg_sources_slice(&policy.compilation->sources, body->span).len > 0);
    }
    qg_policy_free(&policy);
}

// Every rule of the act shows what it requires; what it forbids is told apart.
static void rules_say_whether_they_require_or_forbid(void **state) {
    (void)state;
    struct qg_policy policy;
    uint32_t forbidden = 0;
    compile_builtin(&policy);
    assert_int_equal(qg_policy_outline(&policy), QG_OK);
    for (uint32_t i = 0; i < policy.program->rule_count; i++) {
        const struct qg_rule *rule = &policy.program->rules[i];
        const struct qg_outline_function *says =
            &policy.compilation->outline->functions[rule->check];
        assert_true(qg_str_equal(says->name, rule->id));
        assert_true(says->forbids || rule->kind != QG_RULE_PROHIBITION);
        forbidden += says->forbids;
    }
    assert_true(forbidden > 0);
    qg_policy_free(&policy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_outlined_program_begins_with_the_plain_one),
        cmocka_unit_test(every_node_has_a_probe_and_a_place),
        cmocka_unit_test(rules_say_whether_they_require_or_forbid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
