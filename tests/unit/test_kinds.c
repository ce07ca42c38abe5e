// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kinds.h"

#include "policy_text.h"

// A type that is no record, and three records of which the third is audited.
static const char clubs[] = "severity grave en \"grave\"\n"
                            "type member { id: id }\n"
                            "record guest { id: id }\n"
                            "record visit { id: id }\n"
                            "record club { id: id  members: list of member }\n"
                            "act statute { title en \"S\" audits club }\n"
                            "chapter 1 of statute { paragraph 1 {\n"
                            "  rule P1 severity grave require id is recorded duty en \"D.\" } }\n";

static void assert_no_kind(const struct qg_program *program, const char *name,
                           const char *expected) {
    struct qg_text problem = {0};
    assert_int_equal(qg_kinds_find(program, qg_str_of(name), &problem), QG_NONE);
    assert_string_equal(problem.at, expected);
    qg_text_free(&problem);
}

static void a_kind_is_found_by_its_name(void **state) {
    struct qg_policy policy;
    struct qg_text problem = {0};
    (void)state;
    const struct qg_program *program = policy_text(&policy, clubs);
    int32_t visit = qg_kinds_find(program, QG_STR("visit"), &problem);
    assert_int_not_equal(visit, QG_NONE);
    assert_true(qg_str_equal(program->schema.types[visit].name, QG_STR("visit")));
    assert_int_equal(problem.len, 0);
    qg_policy_free(&policy);
}

static void a_kind_that_is_not_there_is_refused_with_the_nearest_or_all(void **state) {
    struct qg_policy policy;
    (void)state;
    const struct qg_program *program = policy_text(&policy, clubs);
    assert_no_kind(program, "gest", "the policy declares no record `gest`; did you mean `guest`?");
    assert_no_kind(program, "member",
                   "the policy declares no record `member`; it has `guest`, `visit`, `club`");
    qg_policy_free(&policy);
}

static void the_main_kind_is_the_first_that_is_audited(void **state) {
    struct qg_policy policy;
    struct qg_text problem = {0};
    (void)state;
    const struct qg_program *program = policy_text(&policy, clubs);
    assert_int_equal(qg_kinds_main(program), qg_kinds_find(program, QG_STR("club"), &problem));
    qg_policy_free(&policy);
}

static void where_none_is_audited_it_is_the_first_declared(void **state) {
    struct qg_policy policy;
    struct qg_text problem = {0};
    (void)state;
    const struct qg_program *program =
        policy_text(&policy, "type t { n: count }  record b { id: id }  record a { id: id }");
    assert_int_equal(qg_kinds_main(program), qg_kinds_find(program, QG_STR("b"), &problem));
    qg_policy_free(&policy);
}

static void a_policy_without_records_has_no_kind(void **state) {
    struct qg_policy policy;
    (void)state;
    const struct qg_program *program = policy_text(&policy, "type t { n: count }");
    assert_int_equal(qg_kinds_main(program), QG_NONE);
    assert_no_kind(program, "t", "the policy declares no record `t`");
    qg_policy_free(&policy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kind_is_found_by_its_name),
        cmocka_unit_test(a_kind_that_is_not_there_is_refused_with_the_nearest_or_all),
        cmocka_unit_test(the_main_kind_is_the_first_that_is_audited),
        cmocka_unit_test(where_none_is_audited_it_is_the_first_declared),
        cmocka_unit_test(a_policy_without_records_has_no_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
