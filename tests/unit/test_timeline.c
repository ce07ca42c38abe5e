// SPDX-License-Identifier: Apache-2.0
//
// The acts over time: which texts there are, when each is the law, what is known before anything
// is checked of a day.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "law.h"
#include "static_day.h"

#include "date.h"
#include "parts.h"

static const char statute[] = "severity RC1 warrants en \"grave\"\n"
                              "type sitting { date: date votes: count }\n"
                              "record club { id: id sittings: list of sitting }\n"
                              "parameter known: date default 2020-05-05\n"
                              "parameter open: date default unknown\n"
                              "reading which { annex default, heading }\n"
                              "act rules { title en \"R\" adopted 2019-01-01 audits club }\n"
                              "chapter 1 of rules {\n"
                              "  paragraph 1 { rule P1 severity RC1 for each sitting\n"
                              "    require votes >= 1 duty en \"d\" }\n"
                              "  paragraph 2 { rule P2 severity RC1 for each sitting\n"
                              "    require votes >= 2 duty en \"d\" }\n"
                              "}\n";

#define AMENDMENT(name, dates, changes)                                                            \
    "amendment " name " to rules { title en \"A\" " dates " " changes " }\n"

// Compiles the statute with amendments, and a draft behind it if that is not NULL.
static void compile(struct qg_compilation *c, const char *amendments, const char *draft) {
    const struct qg_policy_text texts[] = {
        {QG_STR("a.qagida"), qg_str_of(statute), 0},
        {QG_STR("b.qagida"), qg_str_of(amendments), 0},
        {QG_STR("c.qagida"), qg_str_of(draft != NULL ? draft : ""), 1}};
    assert_int_equal(qg_compilation_init(c), QG_OK);
    assert_int_equal(qg_compile(c, texts, draft != NULL ? 3 : 2, NULL, NULL), QG_OK);
    assert_non_null(c->program);
}

static void expect_acts(const char *amendments, const char *draft, const char *expected) {
    struct qg_compilation c;
    struct qg_text said = {0};
    compile(&c, amendments, draft);
    qg_timeline_print(&c, &said);
    assert_string_equal(said.at, expected);
    qg_text_free(&said);
    qg_compilation_free(&c);
}

static void amendments_take_their_places_by_day_not_by_declaration(void **state) {
    (void)state;
    expect_acts(
        AMENDMENT("late", "in force from 2022-01-01", "in paragraph 1 replace 1 with 3")
            AMENDMENT("early", "in force from 2021-01-01", "in paragraph 2 replace 2 with 3"),
        NULL,
        "world 0\n"
        "  text 0 from the beginning\n"
        "  text 1 from 2021-01-01: early begins\n"
        "  text 2 from 2022-01-01: late begins\n");
}

static void amendments_of_one_day_make_one_text(void **state) {
    (void)state;
    expect_acts(AMENDMENT("one", "in force from 2021-01-01", "in paragraph 1 replace 1 with 3")
                    AMENDMENT("two", "in force from 2021-01-01", "in paragraph 2 replace 2 with 3"),
                NULL,
                "world 0\n"
                "  text 0 from the beginning\n"
                "  text 2 from 2021-01-01: two begins\n");
}

static void a_temporary_one_gives_the_text_before_back(void **state) {
    (void)state;
    expect_acts(AMENDMENT("while", "in force from 2021-01-01 in force until 2022-01-01",
                          "in paragraph 1 replace 1 with 3"),
                NULL,
                "world 0\n"
                "  text 0 from the beginning\n"
                "  text 1 from 2021-01-01: while begins\n"
                "  text 0 from 2022-01-01: while ends\n");
}

static void an_unknown_day_is_not_before_the_adoption(void **state) {
    (void)state;
    expect_acts(AMENDMENT("vague", "adopted 2020-02-02 in force from open",
                          "in paragraph 1 replace 1 with 3"),
                NULL,
                "world 0\n"
                "  text 0 from the beginning\n"
                "  text 1 from a day not before 2020-02-02: vague begins\n");
}

static void a_draft_is_the_law_in_its_own_world_alone(void **state) {
    (void)state;
    expect_acts(AMENDMENT("law", "in force from 2021-01-01", "in paragraph 1 replace 1 with 3"),
                AMENDMENT("draft", "in force from 2022-01-01", "repeal paragraph 2"),
                "world 0\n"
                "  text 0 from the beginning\n"
                "  text 1 from 2021-01-01: law begins\n"
                "world 1\n"
                "  text 0 from the beginning\n"
                "  text 1 from 2021-01-01: law begins\n"
                "  text 2 from 2022-01-01: draft begins\n");
}

// ---- the law of a day ----

static int32_t day(const char *text) {
    int32_t out;
    assert_true(qg_date_parse(text, strlen(text), &out));
    return out;
}

// The stage and whether it is in doubt: "1", "2?".
static void expect_law(const struct qg_compilation *c, const char *on, const char *expected) {
    struct qg_law law;
    struct qg_text said = {0};
    qg_law_on(c, 0, on != NULL ? day(on) : QG_NONE, &law);
    qg_text_printf(&said, "%u%s", law.stage, law.doubt != NULL ? "?" : "");
    assert_string_equal(said.at, expected);
    assert_non_null(law.typed);
    qg_text_free(&said);
}

static void an_amendment_is_the_law_from_its_first_day(void **state) {
    (void)state;
    struct qg_compilation c;
    compile(&c, AMENDMENT("one", "in force from 2021-01-01", "in paragraph 1 replace 1 with 3"),
            NULL);
    expect_law(&c, "2020-12-31", "0");
    expect_law(&c, "2021-01-01", "1");
    expect_law(&c, NULL, "1");
    qg_compilation_free(&c);
}

static void a_day_that_may_have_come_leaves_doubt(void **state) {
    (void)state;
    struct qg_compilation c;
    compile(
        &c,
        AMENDMENT("one", "adopted 2020-02-02 in force from later of (open, 2020-03-03)",
                  "in paragraph 1 replace 1 with 3")
            AMENDMENT("two", "in force from earlier of (open, 2021-01-01)", "repeal paragraph 2"),
        NULL);
    expect_law(&c, "2020-03-03", "2?");
    expect_law(&c, "2199-12-31", "2");
    qg_compilation_free(&c);
}

static void the_amendments_of_a_text_come_in_their_order(void **state) {
    (void)state;
    struct qg_compilation c;
    struct qg_law law;
    const struct qg_decl *list[QG_EDITION_LIMIT + 1];
    compile(&c,
            AMENDMENT("late", "in force from 2022-01-01", "in paragraph 1 replace 1 with 3")
                AMENDMENT("early", "in force from 2021-01-01", "in paragraph 2 replace 2 with 3"),
            NULL);
    qg_law_on(&c, 0, QG_NONE, &law);
    assert_int_equal(qg_law_amendments(&law, list), 2);
    assert_true(qg_str_equal(list[0]->name.text, QG_STR("early")));
    assert_true(qg_str_equal(list[1]->name.text, QG_STR("late")));
    qg_compilation_free(&c);
}

// Amendments in force on one day after the other, each of which makes a text of its own.
static uint32_t errors_of_amendments(int count) {
    struct qg_compilation c;
    struct qg_text text = {0};
    for (int i = 0; i < count; i++)
        qg_text_printf(&text,
                       "amendment a%d to rules { title en \"A\" in force from 2020-%02d-%02d\n"
                       "  in paragraph 1 replace %d with %d }\n",
                       i, 1 + i / 28, 1 + i % 28, i + 1, i + 2);
    const struct qg_policy_text texts[] = {{QG_STR("a.qagida"), qg_str_of(statute), 0},
                                           {QG_STR("b.qagida"), qg_text_str(&text), 0}};
    assert_int_equal(qg_compilation_init(&c), QG_OK);
    assert_int_equal(qg_compile(&c, texts, 2, NULL, NULL), QG_OK);
    uint32_t errors = qg_diag_errors(&c.diags);
    assert_int_equal(c.program != NULL, errors == 0);
    qg_compilation_free(&c);
    qg_text_free(&text);
    return errors;
}

// QG_EDITION_LIMIT, of which the first text is the statute as it was adopted.
static void a_policy_has_sixty_four_texts(void **state) {
    (void)state;
    assert_int_equal(errors_of_amendments(63), 0);
    assert_int_equal(errors_of_amendments(64), 1);
    assert_int_equal(errors_of_amendments(200), 1);
}

// ---- days before anything is checked ----

static void expect_range(const char *force_from, const char *lo, const char *hi) {
    struct qg_compilation c;
    struct qg_text text = {0};
    qg_text_printf(&text,
                   "amendment one to rules { title en \"A\" in force from %s\n"
                   "in paragraph 1 replace 1 with 3 }\n",
                   force_from);
    compile(&c, text.at, NULL);
    const struct qg_act_decl *act = &c.files[1]->decls.first->as.act;
    struct qg_day_range range = qg_static_day(&c, act->force_from);
    assert_int_equal(range.lo, lo != NULL ? day(lo) : QG_DATE_MIN);
    assert_int_equal(range.hi, hi != NULL ? day(hi) : QG_DATE_MAX);
    qg_text_free(&text);
    qg_compilation_free(&c);
}

static void a_day_is_known_as_far_as_its_parts_are(void **state) {
    (void)state;
    expect_range("2021-01-01", "2021-01-01", "2021-01-01");
    expect_range("known", "2020-05-05", "2020-05-05");
    expect_range("open", NULL, NULL);
    expect_range("later of (open, 2021-01-01)", "2021-01-01", NULL);
    expect_range("earlier of (open, 2021-01-01)", NULL, "2021-01-01");
    expect_range("later of (known, 2020-01-01)", "2020-05-05", "2020-05-05");
    expect_range("under which { annex: 2022-10-26, heading: 2023-10-26 }", "2022-10-26",
                 "2022-10-26");
}

// ---- parts ----

static void parts_are_found_by_name_and_within_others(void **state) {
    (void)state;
    struct qg_compilation c;
    struct qg_law law;
    compile(&c, AMENDMENT("one", "in force from 2021-01-01", "repeal paragraph 2"), NULL);
    for (int stage = 0; stage < 2; stage++) {
        struct qg_found_parts found = {0};
        struct qg_part part = {.kind = QG_DECL_RULE, .name = {.text = QG_STR("P2")}};
        struct qg_part in = {.kind = QG_DECL_PARAGRAPH,
                             .division = QG_DIVISION_PARAGRAPH,
                             .name = {.text = QG_STR("1")}};
        qg_law_on(&c, 0, stage == 0 ? day("2020-01-01") : QG_NONE, &law);
        assert_true(qg_parts_find(&found, &c, law.edition, QG_STR("rules"), &part, &in));
        assert_int_equal(found.items.len, 0);
        assert_true(qg_parts_find(&found, &c, law.edition, QG_STR("rules"), &part, NULL));
        assert_int_equal(found.items.len, stage == 0 ? 1 : 0);
        assert_int_equal(stage == 0 ? found.items.at[0].depth : 3, 3); // chapter, paragraph, rule
        qg_vec_free(&found.items);
        assert_true(qg_parts_find(&found, &c, law.edition, QG_STR("other"), &part, NULL));
        assert_int_equal(found.items.len, 0);
    }
    qg_compilation_free(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amendments_take_their_places_by_day_not_by_declaration),
        cmocka_unit_test(amendments_of_one_day_make_one_text),
        cmocka_unit_test(a_temporary_one_gives_the_text_before_back),
        cmocka_unit_test(an_unknown_day_is_not_before_the_adoption),
        cmocka_unit_test(a_draft_is_the_law_in_its_own_world_alone),
        cmocka_unit_test(an_amendment_is_the_law_from_its_first_day),
        cmocka_unit_test(a_day_that_may_have_come_leaves_doubt),
        cmocka_unit_test(the_amendments_of_a_text_come_in_their_order),
        cmocka_unit_test(a_policy_has_sixty_four_texts),
        cmocka_unit_test(a_day_is_known_as_far_as_its_parts_are),
        cmocka_unit_test(parts_are_found_by_name_and_within_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
