// SPDX-License-Identifier: Apache-2.0
//
// Which texts the program says are only ever printed, so that the reader need not compare them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "policy_text.h"

static const char POLICY[] = "severity grave warrants en \"g\"\n"
                             "type seat { name: text rank: text }\n"
                             "record club {\n"
                             "  id: id\n"
                             "  title: text\n"
                             "  motto: text\n"
                             "  place: text\n"
                             "  tags: list of text\n"
                             "  notes: list of text\n"
                             "  seats: list of seat\n"
                             "  ranks: list of text\n"
                             "}\n"
                             "act statute { title en \"S\" audits club }\n"
                             "chapter 1 of statute { paragraph 1 {\n"
                             "  rule P1\n"
                             "    severity grave\n"
                             "    when motto is recorded and place = \"hall\"\n"
                             "    require length(tags) > 0 and common(seats.rank, ranks) > 0\n"
                             "    duty en \"D\"\n"
                             "} }\n";

static bool is_unread(const struct qg_program *program, const char *name) {
    for (uint32_t i = 0; i < program->schema.field_count; i++)
        if (qg_str_equal(program->schema.fields[i].name, qg_str_of(name)))
            return program->schema.fields[i].unread;
    fail_msg("no field %s", name);
    return false;
}

static void a_text_is_unread_unless_an_instruction_looks_at_it(void **state) {
    (void)state;
    struct qg_policy policy;
    const struct qg_program *program = policy_text(&policy, POLICY);
    assert_true(is_unread(program, "title"));
    assert_true(is_unread(program, "motto")); // whether it is recorded is all that is asked
    assert_true(is_unread(program, "notes"));
    assert_true(is_unread(program, "name"));
    assert_false(is_unread(program, "place"));
    assert_false(is_unread(program, "tags"));
    assert_false(is_unread(program, "rank"));
    assert_false(is_unread(program, "ranks"));
    assert_false(is_unread(program, "id")); // two records must not have the same
    assert_false(is_unread(program, "seats"));
    qg_policy_free(&policy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_unread_unless_an_instruction_looks_at_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
