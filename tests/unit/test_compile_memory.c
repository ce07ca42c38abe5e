// SPDX-License-Identifier: Apache-2.0
//
// Memory that runs out while a policy is compiled (starve.h).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "qagida/qagida.h"

#include "starve.h"

#include <string.h>

// Scopes of scopes that exemptions open one after the other, until their tables have to grow.
static const char policy[] =
    "severity grave warrants en \"grave\"\n"
    "type vote { by: id choice: count }\n"
    "type sitting { date: date votes: list of vote }\n"
    "record club { id: id sittings: list of sitting members: list of id }\n"
    "act statute { title en \"S\" number \"1\" audits club }\n"
    "chapter 1 of statute {\n"
    "  paragraph 1 for each sitting {\n"
    "    rule P1-a severity grave for each vote require vote.choice <= 1 duty en \"D\"\n"
    "    rule P1-b severity grave require sitting.date is recorded duty en \"D\"\n"
    "  }\n"
    "  paragraph 2 {\n"
    "    exemption x1 en \"X\" for each sitting where date is recorded lifts paragraph 1 when "
    "length(members) = 1\n"
    "    exemption x2 en \"X\" for each sitting where date is not recorded lifts paragraph 1 when "
    "length(members) = 2\n"
    "    exemption x3 en \"X\" for each sitting for each vote where choice = 3 lifts paragraph 1 "
    "when by is recorded\n"
    "    exemption x4 en \"X\" for each sitting for each vote where choice = 4 lifts paragraph 1 "
    "when by is recorded\n"
    "    exemption x5 en \"X\" for each sitting for each vote where choice = 5 lifts paragraph 1 "
    "when by is recorded\n"
    "    exemption x6 en \"X\" for each sitting for each vote where choice = 6 lifts paragraph 1 "
    "when by is recorded\n"
    "    exemption x7 en \"X\" for each sitting for each vote where choice = 7 lifts paragraph 1 "
    "when by is recorded\n"
    "    exemption x8 en \"X\" for each sitting for each vote where choice = 8 lifts paragraph 1 "
    "when by is recorded\n"
    "    exemption x9 en \"X\" for each sitting for each vote where choice = 9 lifts paragraph 1 "
    "when by is recorded\n"
    "    exemption x10 en \"X\" for each sitting for each vote where choice = 10 lifts paragraph 1 "
    "when by is recorded\n"
    "    exemption x11 en \"X\" for each sitting for each vote where choice = 11 lifts paragraph 1 "
    "when by is recorded\n"
    "  }\n"
    "}\n";

static bool compile(void) {
    qagida_policy *made = qagida_policy_new();
    if (made == NULL)
        return false;
    bool ok = qagida_policy_add_text(made, "p.qagida", policy, strlen(policy)) == QAGIDA_OK;
    qagida_status status = ok ? qagida_policy_compile(made) : QAGIDA_MEMORY;
    if (status != QAGIDA_MEMORY && status != QAGIDA_OK)
        print_error("%d: %s\n", (int)status, qagida_policy_message(made));
    assert_true(status == QAGIDA_MEMORY || status == QAGIDA_OK);
    qagida_policy_free(made);
    return status == QAGIDA_OK;
}

static void a_policy_without_memory_is_a_fault_and_no_wrong_policy(void **state) {
    (void)state;
    starve(compile);
}

// Where a table of scopes has grown and its fellow has not, no further scope may be opened.
static void what_one_request_that_failed_left_uneven_is_not_gone_on_with(void **state) {
    (void)state;
    starve_once(compile);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_policy_without_memory_is_a_fault_and_no_wrong_policy),
        cmocka_unit_test(what_one_request_that_failed_left_uneven_is_not_gone_on_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
