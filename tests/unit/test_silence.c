// SPDX-License-Identifier: Apache-2.0
//
// A violated rule silences others for its own element and for no other, however many elements of a
// record are in breach.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check_text.h"

enum { SITTINGS = 150 }; // more breaches than the first table of them holds

static const char policy[] = "severity RC1 warrants en \"grave\"\n"
                             "type sitting { called: bool  signed: bool }\n"
                             "record club { id: id  sittings: list of sitting }\n"
                             "act rules { title en \"Rules\"  audits club }\n"
                             "chapter 1 of rules for each sitting { paragraph 1 {\n"
                             "  rule P1-a severity RC1 require called duty en \"duty\"\n"
                             "    silences P1-b\n"
                             "  rule P1-b severity RC1 require signed duty en \"duty\" } }\n";

// None is signed, and every other one was not called either.
static void a_breach_silences_what_its_own_element_lacks_besides(void **state) {
    (void)state;
    struct qg_text records = {0}, expected = {0}, lines = {0};
    qg_text_addz(&records, "{\"record\":\"club\",\"id\":\"k\",\"sittings\":[");
    for (int i = 0; i < SITTINGS; i++)
        qg_text_printf(&records, "%s{\"called\":%s,\"signed\":false}", i > 0 ? "," : "",
                       i % 2 == 0 ? "false" : "true");
    qg_text_addz(&records, "]}\n");
    for (int i = 0; i < SITTINGS; i++)
        qg_text_printf(&expected,
                       i % 2 == 0 ? "violated P1-a %d RC1\nviolated P1-b %d RC1 silenced-by P1-a\n"
                                  : "satisfied P1-a %d RC1\nviolated P1-b %d RC1\n",
                       i, i);
    qg_text_addz(&expected, "verdict  recertification_warranted RC1: P1-a P1-b\n");
    qg_check_lines(
        &(struct qg_check_text){.policy = policy, .records = records.at, .show_all = true}, &lines);
    assert_string_equal(lines.at, expected.at);
    qg_text_free(&records);
    qg_text_free(&expected);
    qg_text_free(&lines);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_breach_silences_what_its_own_element_lacks_besides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
