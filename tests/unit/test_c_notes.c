// SPDX-License-Identifier: Apache-2.0

#include "policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char statute[] = "severity grave warrants en \"grave\"\n"
                              "record club {\n"
                              "  id: id\n"
                              "  members: list of id\n"
                              "}\n"
                              "act statute { title en \"Statute\" number \"7\" audits club }\n"
                              "chapter 1 of statute {\n"
                              "  paragraph 3 {\n"
                              "    rule P3-a\n"
                              "      severity grave\n"
                              "      when club.id is recorded # why?\?/ \\\n"
                              "      require length(club.members) >= 2\n"
                              "      duty en \"Two members \\\\\\\\ at least.\"\n"
                              "  }\n"
                              "}\n";

// The policy as C; to be freed.
static char *written(void) {
    struct qg_policy policy;
    struct qg_text out = {0};
    qg_policy_init(&policy);
    assert_int_equal(qg_policy_add_text(&policy, QG_STR("club.qagida"), qg_str_of(statute)), QG_OK);
    assert_int_equal(qg_policy_compile(&policy), QG_OK);
    struct qg_text said = {0};
    qg_policy_render(&policy, &said, false);
    if (policy.program == NULL)
        fail_msg("%s", said.at);
    assert_true(qg_policy_print(&policy, QG_STAGE_C, &out));
    qg_text_free(&said);
    qg_policy_free(&policy);
    return out.at;
}

static void a_rule_stands_under_its_citation_and_its_duty(void **state) {
    (void)state;
    char *c = written();
    assert_non_null(strstr(c, "\n// Rule P3-a: statute, paragraph 3, club.qagida:9\n"
                              "// Two members // at least.\n"
                              "static struct qg_check f"));
    assert_non_null(strstr(c, "_P3_a(struct qg_machine *m, uint64_t a0) {"));
    free(c);
}

static void a_statement_stands_under_its_line_and_names_its_field(void **state) {
    (void)state;
    char *c = written();
    assert_non_null(strstr(c, "\n    // 12: require length(club.members) >= 2\n"));
    assert_non_null(strstr(c, " // club.members\n"));
    free(c);
}

// A backslash or a trigraph for one at its end would make the next line part of the comment.
static void no_text_of_a_policy_gets_out_of_its_comment(void **state) {
    (void)state;
    char *c = written();
    assert_non_null(strstr(c, "\n    // 11: when club.id is recorded # why?./ /\n"));
    assert_null(strstr(c, "?\?"));
    assert_null(strstr(c, "\\\n"));
    free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_stands_under_its_citation_and_its_duty),
        cmocka_unit_test(a_statement_stands_under_its_line_and_names_its_field),
        cmocka_unit_test(no_text_of_a_policy_gets_out_of_its_comment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
