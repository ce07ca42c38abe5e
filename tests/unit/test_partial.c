// SPDX-License-Identifier: Apache-2.0
//
// Policies of several files of which one is broken: the others are checked, and nothing is said
// that only follows from what went lost.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "compile.h"

// What the tests speak of; in a file of its own.
static const char records[] = "severity RC1 warrants en \"grave\"\n"
                              "reading base { some default, all_of_them }\n"
                              "type sitting { date: date votes: count }\n"
                              "record club { id: id founded: date sittings: list of sitting }\n"
                              "act rules { title en \"R\" audits club }\n"
                              "define votes_of of sitting = votes\n";

#define CHAPTER(number, items)                                                                     \
    "chapter " number " of rules { paragraph " number " { " items " } }\n"
#define RULE(id, clauses) "rule " id " severity RC1 " clauses " duty en \"d\" "

// The diagnostics of two files, "NAME CODE; …" in the order of the texts.
static void reports(const char *first, const char *second, const char *expected) {
    struct qg_compilation c;
    struct qg_text said = {0};
    const struct qg_policy_text texts[] = {{QG_STR("a.qagida"), qg_str_of(first), 0},
                                           {QG_STR("b.qagida"), qg_str_of(second), 0}};
    assert_int_equal(qg_compilation_init(&c), QG_OK);
    assert_int_equal(qg_compile(&c, texts, 2, NULL, NULL), QG_OK);
    assert_null(c.program);
    qg_diag_sort(&c.diags);
    for (uint32_t i = 0; i < c.diags.items.len; i++) {
        const struct qg_diag *d = c.diags.items.at[i];
        struct qg_str at = qg_sources_slice(&c.sources, d->labels[0].span);
        qg_text_printf(&said, "%s%c %s %.*s", i > 0 ? "; " : "",
                       'a' + (int)d->labels[0].span.source, d->code, QG_STR_ARG(at));
    }
    assert_string_equal(said.at, expected);
    qg_text_free(&said);
    qg_compilation_free(&c);
}

// The records, and a chapter in which `clauses` is not understood.
static const char *broken_after_records(struct qg_text *text, const char *rest) {
    qg_text_clear(text);
    qg_text_addz(text, records);
    qg_text_addz(text, rest);
    return text->at;
}

static void a_whole_file_is_checked_beside_a_broken_one(void **state) {
    (void)state;
    struct qg_text first = {0};
    const char *a = broken_after_records(&first, CHAPTER("1", RULE("P1-a", "requires 1 = 1")));
    reports(a, CHAPTER("2", RULE("P2-a", "require founded = 3") RULE("P2-a", "require 1 = 1")),
            "a E0101 requires; b E0301 founded = 3; b E0401 P2-a");
    reports(a, CHAPTER("2", RULE("P2-a", "require fuonded = founded")),
            "a E0101 requires; b E0201 fuonded");
    qg_text_free(&first);
}

static void of_a_broken_file_nothing_but_that_is_said(void **state) {
    (void)state;
    struct qg_text first = {0};
    const char *a = broken_after_records(
        &first, CHAPTER("1", RULE("P1-a", "requires 1 = 1") RULE("P1-b", "require fuonded = 3")));
    reports(a, CHAPTER("2", RULE("P2-a", "require 1 = 1")), "a E0101 requires");
    qg_text_free(&first);
}

static void a_name_that_the_broken_file_mentions_may_be_declared_there(void **state) {
    (void)state;
    struct qg_text first = {0};
    const char *a = broken_after_records(&first, "define late(day: date) = day aftr founded\n"
                                                 "parametre grace: count default 3\n");
    reports(a,
            CHAPTER("2", RULE("P2-a", "require late(founded)") RULE("P2-b", "require grace = 3")
                             RULE("P2-c", "require graze = 3")),
            "a E0101 aftr; b E0201 graze");
    qg_text_free(&first);
}

static void what_hangs_on_a_lost_declaration_by_another_name_is_held_back(void **state) {
    (void)state;
    // `sitting` is known, but nobody knows any more that clubs have a list of them; and the rule
    // of the chapter that follows comes from a template applied in what was lost.
    reports("severity RC1 warrants en \"grave\"\n"
            "record club { id: id  hearings list of sitting }\n"
            "act rules { title en \"R\" audits club }\n"
            "chapter 1 of rules { paragraph 1 { apply mostly() az P1 } }\n",
            "type sitting { date: date votes: count }\n"
            "template mostly() { rule *-a severity RC1 require 1 = 1 duty en \"d\" }\n" CHAPTER(
                "2", RULE("P2-a", "for each sitting require votes > 1 silences P1-a")),
            "a E0101 list; a E0101 az");
}

static void what_uses_a_declaration_that_was_half_understood_is_held_back(void **state) {
    (void)state;
    struct qg_text first = {0};
    const char *a =
        broken_after_records(&first, "schedule jubilee of club { every 3 yeers since founded }\n"
                                     "reading seats { one default, }}\n"
                                     "enum colour { red, 3 }\n");
    reports(a,
            CHAPTER("2", RULE("P2-a", "require jubilee.count(founded) > under seats { one: 1 }")
                             RULE("P2-b", "require founded = 3")),
            "a E0101 yeers; a E0101 }; a E0101 3; b E0301 founded = 3");
    qg_text_free(&first);
}

static void a_module_that_is_not_there_breaks_the_file_that_uses_it(void **state) {
    (void)state;
    struct qg_text first = {0};
    const char *a = broken_after_records(
        &first, "use elsewhere\n" CHAPTER("1", RULE("P1-a", "require thing = 1")));
    reports(a, CHAPTER("2", RULE("P2-a", "require founded = 3")),
            "a E0206 elsewhere; b E0301 founded = 3");
    qg_text_free(&first);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_file_is_checked_beside_a_broken_one),
        cmocka_unit_test(of_a_broken_file_nothing_but_that_is_said),
        cmocka_unit_test(a_name_that_the_broken_file_mentions_may_be_declared_there),
        cmocka_unit_test(what_hangs_on_a_lost_declaration_by_another_name_is_held_back),
        cmocka_unit_test(what_uses_a_declaration_that_was_half_understood_is_held_back),
        cmocka_unit_test(a_module_that_is_not_there_breaks_the_file_that_uses_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
