// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "alter.h"

#include "parse.h"
#include "text.h"

struct text {
    struct qg_arena arena;
    struct qg_sources sources;
    struct qg_diag_list diags;
    struct qg_file *file;
    struct qg_alterations found;
};

static void read_text(struct text *t, const char *policy) {
    uint32_t source;
    *t = (struct text){0};
    qg_arena_init(&t->arena, "test");
    qg_diag_init(&t->diags);
    assert_int_equal(qg_sources_add(&t->sources, QG_STR("t"), qg_str_of(policy), &source), QG_OK);
    assert_int_equal(qg_parse_file(&t->arena, &t->sources, source, &t->diags, &t->file), QG_OK);
    assert_int_equal(qg_diag_errors(&t->diags), 0);
    assert_int_equal(qg_alterations_list(&t->found, &t->arena, &t->sources, &t->file, 1), QG_OK);
}

static void free_text(struct text *t) {
    qg_alterations_free(&t->found);
    qg_diag_free(&t->diags);
    qg_sources_free(&t->sources);
    qg_arena_free(&t->arena);
}

// The alterations of `policy`, as they are shown, one a line.
static void check(const char *policy, const char *expected) {
    struct text t;
    struct qg_text out = {0};
    read_text(&t, policy);
    for (uint32_t i = 0; i < t.found.items.len; i++) {
        const struct qg_alteration *a = &t.found.items.at[i];
        qg_text_printf(&out, "%.*s: %.*s -> %.*s #%u\n", QG_STR_ARG(a->place), QG_STR_ARG(a->from),
                       QG_STR_ARG(a->to), (unsigned)a->occurrence);
    }
    assert_string_equal(out.at != NULL ? out.at : "", expected);
    qg_text_free(&out);
    free_text(&t);
}

// The policy as the alteration number `at` leaves it.
static void check_altered(const char *policy, uint32_t at, const char *expected) {
    struct text t;
    struct qg_text out = {0};
    read_text(&t, policy);
    assert_true(at < t.found.items.len);
    const struct qg_alteration *a = &t.found.items.at[at];
    struct qg_str whole = qg_str_of(policy);
    qg_text_add(&out, qg_str_slice(whole, 0, a->span.start));
    qg_text_add(&out, a->with);
    qg_text_add(&out, qg_str_slice(whole, a->span.end, whole.len));
    assert_string_equal(out.at, expected);
    qg_text_free(&out);
    free_text(&t);
}

static void numbers_become_their_neighbours(void **state) {
    (void)state;
    check("define x = f(5, 0, 2/3)", "define x: 5 -> 6 #1\n"
                                     "define x: 5 -> 4 #1\n"
                                     "define x: 0 -> 1 #1\n"
                                     "define x: 2 -> 3 #1\n"
                                     "define x: 2 -> 1 #1\n"
                                     "define x: 3 -> 4 #1\n"
                                     "define x: 3 -> 2 #1\n");
}

static void a_duration_changes_its_number_and_its_unit(void **state) {
    (void)state;
    check("define x = f(1 month)", "define x: 1 month -> 2 months #1\n"
                                   "define x: 1 month -> 0 months #1\n"
                                   "define x: 1 month -> 30 days #1\n"
                                   "define x: 1 month -> 1 week #1\n");
    check("define x = f(3 years)", "define x: 3 years -> 4 years #1\n"
                                   "define x: 3 years -> 2 years #1\n"
                                   "define x: 3 years -> 1095 days #1\n"
                                   "define x: 3 years -> 3 months #1\n");
    check("define x = f(10 working days)", "define x: 10 working days -> 11 working days #1\n"
                                           "define x: 10 working days -> 9 working days #1\n"
                                           "define x: 10 working days -> 10 days #1\n");
    check("define x = f(2 weeks)", "define x: 2 weeks -> 3 weeks #1\n"
                                   "define x: 2 weeks -> 1 week #1\n"
                                   "define x: 2 weeks -> 10 working days #1\n"
                                   "define x: 2 weeks -> 2 days #1\n");
}

static void a_date_becomes_the_day_before_and_the_day_after(void **state) {
    (void)state;
    check("parameter p: date default 2020-02-29", "parameter p: 2020-02-29 -> 2020-03-01 #1\n"
                                                  "parameter p: 2020-02-29 -> 2020-02-28 #1\n");
}

static void rows_of_a_table_are_left_out_and_their_cells_altered(void **state) {
    (void)state;
    check("enum rank { full, junior }\n"
          "table t(r: rank, n: count): count { when full, less than 5: 1 else: 2 }",
          "table t: when full, less than 5: 1 -> (nothing) #1\n"
          "table t: full -> junior #1\n"
          "table t: less than -> at most #1\n"
          "table t: 5 -> 6 #1\n"
          "table t: 5 -> 4 #1\n"
          "table t: 1 -> 2 #1\n"
          "table t: 1 -> 0 #1\n"
          "table t: else: 2 -> (nothing) #1\n"
          "table t: 2 -> 3 #1\n"
          "table t: 2 -> 1 #1\n");
    check("enum rank { full, junior }\ntable t(r: rank): count { when junior: 0 }",
          "table t: when junior: 0 -> (nothing) #1\n"
          "table t: junior -> full #1\n"
          "table t: 0 -> 1 #1\n");
}

static void comparisons_and_connectives_are_taken_for_others(void **state) {
    (void)state;
    check("define x = a < b and not (c or d)", "define x: < -> <= #1\n"
                                               "define x: < -> > #1\n"
                                               "define x: and -> or #1\n"
                                               "define x: and not (c or d) -> (nothing) #1\n"
                                               "define x: a < b and -> (nothing) #1\n"
                                               "define x: not -> (nothing) #1\n"
                                               "define x: or -> and #1\n"
                                               "define x: or d -> (nothing) #1\n"
                                               "define x: c or -> (nothing) #1\n");
    check("define x = a not before b", "define x: not -> (nothing) #1\n"
                                       "define x: not before -> after #1\n"
                                       "define x: before -> not after #1\n"
                                       "define x: before -> after #1\n");
}

static void what_happens_twice_in_a_place_is_counted(void **state) {
    (void)state;
    check("define x = a and b and c\ndefine y of t = a and b",
          "define x: and -> or #1\n"
          "define x: and b -> (nothing) #1\n"
          "define x: a and -> (nothing) #1\n"
          "define x: and -> or #2\n"
          "define x: and c -> (nothing) #1\n"
          "define y of t: and -> or #1\n"
          "define y of t: and b -> (nothing) #1\n"
          "define y of t: a and -> (nothing) #1\n");
}

static void a_word_of_an_enum_becomes_the_next_one(void **state) {
    (void)state;
    check("enum k { red, green }\ndefine x = f(red, green, a.red)", "define x: red -> green #1\n"
                                                                    "define x: green -> red #1\n");
}

static void a_severity_becomes_the_next_one(void **state) {
    (void)state;
    check("severity HIGH\nseverity LOW\n"
          "chapter 1 of a { paragraph 2 { rule P2-a severity HIGH require x } }",
          "rule P2-a: HIGH -> LOW #1\n");
}

static void a_condition_is_left_out_with_all_that_it_holds(void **state) {
    (void)state;
    check_altered("define x = (a or (some m where b)) and f(c, d) and e", 1,
                  "define x = (a ) and f(c, d) and e");
    check("chapter 1 of a { paragraph 2 { rule P2-a when b require f(c or d, e) } }",
          "rule P2-a: or -> and #1\n"
          "rule P2-a: or d -> (nothing) #1\n"
          "rule P2-a: c or -> (nothing) #1\n");
}

static void every_becomes_some(void **state) {
    (void)state;
    check_altered("define x = every m where a = b has c", 0,
                  "define x = some m where (a = b) and c");
    check_altered("define x = every m has c", 0, "define x = some m where c");
}

static void younger_and_old_are_opposites(void **state) {
    (void)state;
    check_altered("define x = p is younger than limit on d", 0,
                  "define x = p is at least limit old on d");
    check_altered("define x = p is at least limit old on d", 3,
                  "define x = p is younger than limit  on d");
}

static void another_value_of_a_reading_becomes_the_default(void **state) {
    (void)state;
    check("reading r { one default en \"1\", two en \"2\" }", "reading r: one -> two #1\n");
    check_altered("reading r { one default en \"1\", two en \"2\" }", 0,
                  "reading r { two default en \"1\", one en \"2\" }");
    check_altered("reading r { one, two, three default }", 0,
                  "reading r { one, three, two default }");
}

static void only_what_decides_is_altered(void **state) {
    (void)state;
    check("use a\n"
          "# 5 and 6\n"
          "calendar c { year 2023 { off 05-01 } }\n"
          "chapter 4 of a { paragraph 5 {\n"
          "  provision P5-a points to chapter 7\n"
          "  rule P5-b require x silences paragraph 6\n"
          "    breach en \"{a and b} or {c + 1}\"\n"
          "  apply t(n: 4) as P6\n"
          "} }\n"
          "fixture f = { n: 7 }\n"
          "test \"t\" { given f expect P5-b violated hearing 1 }\n",
          "apply P6: 4 -> 5 #1\napply P6: 4 -> 3 #1\n");
}

static void a_rule_of_a_template_is_named_with_it(void **state) {
    (void)state;
    check("template t(n: count) { rule *-a require a = n }", "rule *-a of t: = -> != #1\n");
}

static void scopes_and_conditions_of_chapters_are_altered(void **state) {
    (void)state;
    check("chapter 4 of a for each m where x = 1 when b and c { }",
          "chapter 4: = -> != #1\n"
          "chapter 4: 1 -> 2 #1\n"
          "chapter 4: 1 -> 0 #1\n"
          "chapter 4: and -> or #1\n"
          "chapter 4: and c -> (nothing) #1\n"
          "chapter 4: b and -> (nothing) #1\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_become_their_neighbours),
        cmocka_unit_test(a_duration_changes_its_number_and_its_unit),
        cmocka_unit_test(a_date_becomes_the_day_before_and_the_day_after),
        cmocka_unit_test(rows_of_a_table_are_left_out_and_their_cells_altered),
        cmocka_unit_test(comparisons_and_connectives_are_taken_for_others),
        cmocka_unit_test(what_happens_twice_in_a_place_is_counted),
        cmocka_unit_test(a_word_of_an_enum_becomes_the_next_one),
        cmocka_unit_test(a_severity_becomes_the_next_one),
        cmocka_unit_test(a_condition_is_left_out_with_all_that_it_holds),
        cmocka_unit_test(every_becomes_some),
        cmocka_unit_test(younger_and_old_are_opposites),
        cmocka_unit_test(another_value_of_a_reading_becomes_the_default),
        cmocka_unit_test(only_what_decides_is_altered),
        cmocka_unit_test(a_rule_of_a_template_is_named_with_it),
        cmocka_unit_test(scopes_and_conditions_of_chapters_are_altered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
