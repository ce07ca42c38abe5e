// SPDX-License-Identifier: Apache-2.0
//
// The way back from a record to the cells it was made of, when memory runs out: whoever asks is
// told the right place or that it failed, never another place.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "finding.h"
#include "import.h"
#include "policy_text.h"
#include "scratch.h"
#include "starve.h"

#include <unistd.h>

static const char rules[] = "severity RC1 warrants en \"bad\"\n"
                            "type part { name: text }\n"
                            "record club { id: id  parts: list of part }\n"
                            "act a { title en \"A\" audits club }\n"
                            "chapter 1 of a { paragraph 1 { rule P1-a severity RC1\n"
                            "  require length(parts) <= 2 duty en \"Few parts.\" } }\n";

// Of an element with a name of two columns it takes memory to say whether it is there.
static const char map[] = "record: club\n"
                          "from: clubs\n"
                          "sources:\n"
                          "  clubs: {file: '*'}\n"
                          "fields:\n"
                          "  id: Id\n"
                          "  parts:\n"
                          "    - name: {columns: [A, B]}\n"
                          "    - name: {columns: [C, D]}\n"
                          "    - name: {columns: [E, F]}\n";

struct place {
    const char *pointer;
    uint32_t column; // of the table, from 1
};

static struct qg_import import; // as work that is starved takes no argument
static const struct place *asked;

static bool find(void) {
    struct qg_location at = {.line = 1, .column = 1, .pointer = qg_str_of(asked->pointer)};
    bool found = import.origin.place(import.origin.user, &at);
    if (found) {
        assert_int_equal(at.line, 2);
        assert_int_equal(at.column, asked->column);
    }
    import.gathered.key.failed = false;
    return found;
}

static void a_place_is_the_right_one_or_none(void **state) {
    (void)state;
    // The second part has no name at all, so that the third one is the second element.
    const struct place places[] = {{"/id", 1}, {"/parts/0/name", 2}, {"/parts/1/name", 6}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        asked = &places[i];
        starve(find);
        starve_once(find);
    }
}

static int set_up(void **state) {
    static struct qg_policy policy;
    static char paths[2][SCRATCH_PATH];
    const char *const files[] = {paths[1]};
    *state = &policy;
    policy_text(&policy, rules);
    close(scratch_file(paths[0]));
    close(scratch_file(paths[1]));
    scratch_write(paths[0], qg_str_of(map));
    scratch_write(paths[1], QG_STR("Id,A,B,C,D,E,F\nk1,a,b,,,e,f\n"));
    enum qg_fault fault = qg_import_open(&import, &policy.program->schema, paths[0], files, 1, 7);
    assert_string_equal(import.problem.len > 0 ? import.problem.at : "", "");
    unlink(paths[0]);
    unlink(paths[1]);
    return fault == QG_OK ? 0 : -1;
}

static int tear_down(void **state) {
    qg_import_free(&import);
    qg_policy_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_the_right_one_or_none),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
