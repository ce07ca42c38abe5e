// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "format_text.h"
#include "policy_files.h"
#include "readfile.h"
#include "source.h"

// ---- Helpers ---------------------------------------------------------------------------------

static void assert_texts(struct qg_str got, struct qg_str expected, const char *name) {
    if (got.at == NULL || expected.at == NULL) {
        assert_int_equal(got.len, expected.len);
        return;
    }
    if (qg_str_equal(got, expected))
        return;
    (void)fprintf(stderr, "%s: got\n%.*s\nexpected\n%.*s\n", name, QG_STR_ARG(got),
                  QG_STR_ARG(expected));
    fail();
}

// The text is laid out so, and that layout stays as it is.
static void check(const char *text, const char *expected) {
    struct qg_text once = {0}, again = {0};
    assert_true(qg_format_text(qg_str_of(text), &once));
    assert_texts(qg_text_str(&once), qg_str_of(expected), "layout");
    assert_true(qg_format_text(qg_text_str(&once), &again));
    assert_texts(qg_text_str(&again), qg_str_of(expected), "second layout");
    qg_text_free(&once);
    qg_text_free(&again);
}

// The text already is as it should be.
static void check_stays(const char *text) {
    check(text, text);
}

// ---- What fits and what does not -------------------------------------------------------------

static void what_fits_stands_on_one_line(void **state) {
    (void)state;
    check("define   a=b\n+\nc", "define a = b + c\n");
    check("enum colour{red,green,}", "enum colour { red, green }\n");
    check("type   t{ a : date }", "type t { a: date }\n");
    check("type t{a:date b:list   of id}", "type t {\n  a: date\n  b: list of id\n}\n");
}

static void a_line_has_a_hundred_columns(void **state) {
    (void)state;
    // "define " + 40 + " = " + 50 = 100 columns; with one more it is too long.
    check_stays("define a234567890123456789012345678901234567890 = "
                "b2345678901234567890123456789012345678901234567890\n");
    check_stays("define a2345678901234567890123456789012345678901 =\n"
                "  b2345678901234567890123456789012345678901234567890\n");
}

static void columns_are_letters_not_bytes(void **state) {
    (void)state;
    check_stays("define ұ234567890123456789012345678901234567890 = "
                "ү2345678901234567890123456789012345678901234567890\n");
}

static void a_chain_breaks_at_its_loosest_word(void **state) {
    (void)state;
    check("define x = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = 1 and bbbbbbbbbbbbbbbbbbbbbbbbbbb = 2 or "
          "cccccccccccccccccccccccccccccc = 3 and (ddddddddddddd = 4 or eeeeeeeeeeeeeeeee = 5 and "
          "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff = 6)",
          "define x =\n"
          "  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = 1 and bbbbbbbbbbbbbbbbbbbbbbbbbbb = 2\n"
          "  or cccccccccccccccccccccccccccccc = 3\n"
          "    and (ddddddddddddd = 4\n"
          "      or eeeeeeeeeeeeeeeee = 5\n"
          "        and fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff = 6)\n");
}

static void a_condition_of_several_links_begins_beside_its_where(void **state) {
    (void)state;
    check(
        "chapter 1 of a { rule R severity s require some order where order.kind = approve_list "
        "and order.names_person is recorded and order.date not after certified_on duty en \"d\" }",
        "chapter 1 of a {\n"
        "  rule R\n"
        "    severity s\n"
        "    require some order where order.kind = approve_list\n"
        "      and order.names_person is recorded\n"
        "      and order.date not after certified_on\n"
        "    duty en \"d\"\n"
        "}\n");
}

static void an_element_is_chosen_by_a_condition_on_its_own_line(void **state) {
    (void)state;
    check("define position_on of dossier (day: date) = latest position by position.appointed_on "
          "where position.appointed_on not after day and position.left_on not before day",
          "define position_on of dossier (day: date) =\n"
          "  latest position by position.appointed_on\n"
          "    where position.appointed_on not after day and position.left_on not before day\n");
}

static void a_sentence_that_ends_in_a_block_breaks_there(void **state) {
    (void)state;
    check("chapter 1 of a { rule R require sitting.votes_for is more than half of under base "
          "{present: length(sitting.present), everybody: length(meeting.members)} }",
          "chapter 1 of a {\n"
          "  rule R\n"
          "    require sitting.votes_for is more than half of under base {\n"
          "      present: length(sitting.present),\n"
          "      everybody: length(meeting.members)\n"
          "    }\n"
          "}\n");
}

static void phrases_of_one_language_stay_in_their_parentheses(void **state) {
    (void)state;
    check_stays("chapter 1 of a {\n"
                "  paragraph 1 { apply t(body: (en \"x\"), rule: P1-a, of: paragraph 2) as P1 }\n"
                "}\n");
    check("chapter 1 of a { paragraph 1 { apply t(body: (en \"x\" ru \"y\")) as P1 } }",
          "chapter 1 of a {\n"
          "  paragraph 1 {\n"
          "    apply t(\n"
          "      body: (\n"
          "        en \"x\"\n"
          "        ru \"y\"\n"
          "      )\n"
          "    ) as P1\n"
          "  }\n"
          "}\n");
}

static void the_columns_of_a_table_are_aligned(void **state) {
    (void)state;
    check("table t(kind:rank,seats:count):count{when full,at least 10:30 # many\n"
          "# none of them\n\n\nwhen junior,{1,3 to 5,}:20 else:0}",
          "table t(kind: rank, seats: count): count {\n"
          "  when full,   at least 10:   30 # many\n"
          "  # none of them\n"
          "\n"
          "  when junior, { 1, 3 to 5 }: 20\n"
          "  else:                       0\n"
          "}\n");
}

static void the_results_of_a_table_stand_below_their_columns(void **state) {
    (void)state;
    check("table t of member(c:work,g:group):count{across g:g1,g2,{g3,g4} when managing:3,10,4 "
          "when agility:100,3,f(x) else:0}",
          "table t of member (c: work, g: group): count {\n"
          "  across g:      g1,  g2, { g3, g4 }\n"
          "  when managing: 3,   10, 4\n"
          "  when agility:  100, 3,  f(x)\n"
          "  else:          0\n"
          "}\n");
}

static void a_table_with_wide_cells_is_not_aligned(void **state) {
    (void)state;
    check("table t(a:b,c:count):count{when "
          "{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbbbbbbbbbbbb,"
          "cccccccccccccccccccccccccc,dddddddddddddddddddddddddddd},5:1 when b,at least 6:2}",
          "table t(a: b, c: count): count {\n"
          "  when { aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbb, "
          "cccccccccccccccccccccccccc,\n"
          "    dddddddddddddddddddddddddddd }, 5: 1\n"
          "  when b, at least 6: 2\n"
          "}\n");
}

static void a_choice_breaks_before_else_first(void **state) {
    (void)state;
    check("define x = if hearing.decision = fit then vote.fit_and_more_letters else if "
          "hearing.decision = recertify then vote.recertify else vote.unfit",
          "define x =\n"
          "  if hearing.decision = fit then vote.fit_and_more_letters\n"
          "  else if hearing.decision = recertify then vote.recertify\n"
          "  else vote.unfit\n");
}

static void a_sentence_breaks_behind_its_subject(void **state) {
    (void)state;
    check("define x = some_very_long_name.some_field_of_it not earlier than 6 months after "
          "another_very_long_name.another_field_of_it",
          "define x =\n"
          "  some_very_long_name.some_field_of_it\n"
          "    not earlier than 6 months after another_very_long_name.another_field_of_it\n");
}

static void cases_of_a_reading_have_a_line_each(void **state) {
    (void)state;
    check("define due of dossier(day:date):date=under clock{grid:cycle.due(cycle.count(day)),"
          "last_certification:3 years after last_before(day).certified_on,}",
          "define due of dossier (day: date): date = under clock {\n"
          "  grid: cycle.due(cycle.count(day)),\n"
          "  last_certification: 3 years after last_before(day).certified_on\n"
          "}\n");
}

// ---- Declarations ----------------------------------------------------------------------------

static void each_of_several_languages_has_its_line(void **state) {
    (void)state;
    check("severity A warrants en \"a\" ru \"b\"", "severity A warrants\n  en \"a\"\n  ru \"b\"\n");
    check("severity A\nwarrants en\n\"a\"", "severity A warrants en \"a\"\n");
}

static void texts_side_by_side_are_aligned(void **state) {
    (void)state;
    check_stays(
        "severity A\n"
        "  en \"a text that is as long as a text can be before somebody has to break it \"\n"
        "     \"into two of them, or three\"\n");
    check("severity A en \"a\"\n\n\"b\"", "severity A en \"a\" \"b\"\n");
}

static void holes_of_a_text_are_written_plainly(void **state) {
    (void)state;
    check("severity A en \"a {  f( x ,y )+1  } b { z }\"",
          "severity A en \"a {f(x, y) + 1} b {z}\"\n");
}

static void a_head_that_breaks_leaves_the_brace_alone(void **state) {
    (void)state;
    check(
        "chapter 2 of a en \"x\" for each b where c=d when e{paragraph 48 - 1{apply m.t( )as P1}}",
        "chapter 2 of a en \"x\" for each b where c = d when e {\n"
        "  paragraph 48-1 { apply m.t() as P1 }\n"
        "}\n");
    check("chapter 2 of a en \"x\" ru \"y\" for each b{}",
          "chapter 2 of a\n  en \"x\"\n  ru \"y\"\n  for each b\n{}\n");
}

static void numbers_and_acts_that_give_no_verdicts(void **state) {
    (void)state;
    check("act a{verdict  none audits b}chapter 1 of a{paragraph 6 . 2{provision P points to "
          "paragraph 6 .1,paragraph 48 - 1}}",
          "act a {\n  verdict none\n  audits b\n}\n"
          "chapter 1 of a {\n"
          "  paragraph 6.2 { provision P points to paragraph 6.1, paragraph 48-1 }\n"
          "}\n");
}

static void clauses_keep_the_order_of_the_author(void **state) {
    (void)state;
    check("chapter 1 of a { rule R duty kk \"k\" when b severity s when c else t let n = 1 "
          "silences P1,paragraph 2 forbid d for each e in f.g dated h voids the i when j }",
          "chapter 1 of a {\n"
          "  rule R\n"
          "    duty kk \"k\"\n"
          "    when b\n"
          "    severity s when c else t\n"
          "    let n = 1\n"
          "    silences P1, paragraph 2\n"
          "    forbid d\n"
          "    for each e in f.g\n"
          "    dated h\n"
          "    voids the i\n"
          "    when j\n"
          "}\n");
}

static void numbers_and_dates_stay_as_they_are_written(void **state) {
    (void)state;
    check("define x = 007 + 1 month after 2019-08-26 + 2/4",
          "define x = 007 + 1 month after 2019-08-26 + 2/4\n");
    check("fixture f = { a: - 5, b: 1 . 50, \"c\": -0.5, d: 2019-01-01 }",
          "fixture f = { a: -5, b: 1.50, \"c\": -0.5, d: 2019-01-01 }\n");
}

static void a_calendar_aligns_its_days(void **state) {
    (void)state;
    check("calendar c { source \"s\" year 2019 provisional { off 01-01,01-02 working 05-04 } }",
          "calendar c {\n"
          "  source \"s\"\n"
          "  year 2019 provisional {\n"
          "    off 01-01, 01-02\n"
          "    working 05-04\n"
          "  }\n"
          "}\n");
}

// ---- Fixtures and tests ----------------------------------------------------------------------

static void members_fill_the_line_and_broken_ones_stand_alone(void **state) {
    (void)state;
    check("fixture f = {a:1,long_name_of_a_list:[\"0123456789012345678901234567890123456789\","
          "\"0123456789012345678901234567890123456789\"],b:[],c:{},d:[{e:1}]}",
          "fixture f = {\n"
          "  a: 1,\n"
          "  long_name_of_a_list: [\n"
          "    \"0123456789012345678901234567890123456789\", "
          "\"0123456789012345678901234567890123456789\",\n"
          "  ],\n"
          "  b: [], c: {}, d: [{ e: 1 }],\n"
          "}\n");
}

static void changes_of_a_fixture_have_their_own_line(void **state) {
    (void)state;
    check("fixture f = g with a[0].b = 1, c = null without d , e[1] with h = 2",
          "fixture f = g\n"
          "  with a[0].b = 1, c = null\n"
          "  without d, e[1]\n"
          "  with h = 2\n");
}

static void a_test_has_a_line_for_each_clause(void **state) {
    (void)state;
    check(
        "test \"a\" \"b\" { given f set parameter m.p = 1 + 1 set reading r = v as\n of 2024-01-01 "
        "expect P1 violated severity s not boundary on \"c\" hearing 0 missing \"/a\",\"/b\" "
        "expect verdict clean because \"x\" }",
        "test \"a\" \"b\" {\n"
        "  given f\n"
        "  set parameter m.p = 1 + 1\n"
        "  set reading r = v\n"
        "  as of 2024-01-01\n"
        "  expect P1 violated severity s not boundary on \"c\" hearing 0 missing \"/a\", \"/b\"\n"
        "  expect verdict clean\n"
        "  because \"x\"\n"
        "}\n");
}

// ---- Comments and empty lines ----------------------------------------------------------------

static void comments_stay_where_they_stood(void **state) {
    (void)state;
    check_stays("# the file\n"
                "\n"
                "use a # behind\n"
                "\n"
                "# of the act\n"
                "act s { # behind a brace\n"
                "  # first\n"
                "  number \"7\"\n"
                "\n"
                "  # last\n"
                "}\n"
                "# the end\n");
}

static void a_comment_breaks_the_line_that_it_stands_in(void **state) {
    (void)state;
    check("enum e { a, # first\n b }", "enum e {\n  a, # first\n  b\n}\n");
    check("define x = a # why\n and b", "define x =\n  a # why\n  and b\n");
    check("use a # why\n, # then\n b", "use a, # why\n  # then\n  b\n");
    check("use a # why\n, b", "use a, # why\n  b\n");
    check("fixture f = { a: 1 # one\n }", "fixture f = {\n  a: 1, # one\n}\n");
}

static void one_empty_line_is_kept_between_items(void **state) {
    (void)state;
    check("\n\nuse a\n\n\n\nuse b\nuse c\n\n", "use a\n\nuse b\nuse c\n");
    check("type t {\n\na: date\n\n\nb: date\n\n}", "type t {\n  a: date\n\n  b: date\n}\n");
}

static void what_is_no_word_is_left_out(void **state) {
    (void)state;
    check("\xEF\xBB\xBF"
          "use a # c \t \r\n",
          "use a # c\n");
    check("", "");
    check("\n \n", "");
    check(" # alone", "# alone\n");
}

static void a_text_with_errors_is_not_laid_out(void **state) {
    (void)state;
    struct qg_text out = {0};
    assert_false(qg_format_text(QG_STR("use a use"), &out));
    assert_int_equal(out.len, 0);
    qg_text_free(&out);
}

// ---- Of every policy there is ----------------------------------------------------------------

typedef void check_policy(const char *name, struct qg_str text);

static void of_file(const char *path, check_policy *check_it) {
    struct qg_text text = {0}, tree = {0};
    assert_int_equal(qg_readfile(path, QG_SOURCE_BYTES_MAX, &text), QG_OK);
    if (qg_tree_text(qg_text_str(&text), &tree))
        check_it(path, qg_text_str(&text));
    qg_text_free(&text);
    qg_text_free(&tree);
}

static void of_files(const char *folder, uint32_t at_least, check_policy *check_it) {
    struct qg_policy_files files = {0};
    struct qg_text problem = {0};
    assert_int_equal(qg_policy_files_add(&files, folder, &problem), QG_OK);
    assert_true(files.paths.len >= at_least);
    for (uint32_t i = 0; i < files.paths.len; i++)
        of_file(files.paths.at[i], check_it);
    qg_policy_files_free(&files);
    qg_text_free(&problem);
}

static struct qg_str until(struct qg_str text, size_t from, const char *mark) {
    size_t end = from;
    while (end < text.len && !qg_str_starts(qg_str_slice(text, end, text.len), qg_str_of(mark)))
        end++;
    return qg_str_slice(text, from, end);
}

// The blocks of a page, one by one.
static uint32_t of_page(const char *path, check_policy *check_it) {
    struct qg_text page = {0};
    uint32_t count = 0;
    assert_int_equal(qg_readfile(path, QG_SOURCE_BYTES_MAX, &page), QG_OK);
    struct qg_str text = qg_text_str(&page);
    for (size_t at = 0; (at += until(text, at, "\n```qagida").len) < text.len; count++) {
        at += 1 + until(text, at + 1, "\n").len + 1;
        struct qg_str block = until(text, at, "```\n");
        check_it(path, block);
        at += block.len;
    }
    qg_text_free(&page);
    return count;
}

static void of_examples(check_policy *check_it) {
    assert_true(of_page("docs/language.md", check_it) > 15);
    assert_true(of_page("README.md", check_it) > 0);
}

static void of_all(check_policy *check_it) {
    of_files("policies", 30, check_it);
    of_files("stdlib", 7, check_it);
    of_files("tests", 80, check_it);
    of_examples(check_it);
}

static void check_same(const char *name, struct qg_str text) {
    struct qg_text once = {0};
    assert_true(qg_format_text(text, &once));
    assert_texts(qg_text_str(&once), text, name);
    qg_text_free(&once);
}

static void policies_and_examples_are_laid_out_so(void **state) {
    (void)state;
    of_files("policies", 30, check_same);
    of_files("stdlib", 7, check_same);
    of_examples(check_same);
}

// It means the same, has the same comments, and is a fixed point.
static void check_kept(const char *name, struct qg_str text) {
    struct qg_text once = {0}, again = {0}, before = {0}, after = {0};
    assert_true(qg_format_text(text, &once));
    assert_true(qg_tree_text(text, &before));
    assert_true(qg_tree_text(qg_text_str(&once), &after));
    assert_texts(qg_text_str(&after), qg_text_str(&before), name);
    assert_int_equal(qg_comments_of(qg_text_str(&once)), qg_comments_of(text));
    assert_true(qg_format_text(qg_text_str(&once), &again));
    assert_texts(qg_text_str(&again), qg_text_str(&once), name);
    qg_text_free(&once);
    qg_text_free(&again);
    qg_text_free(&before);
    qg_text_free(&after);
}

static void a_layout_means_what_its_text_meant(void **state) {
    (void)state;
    of_all(check_kept);
}

static void check_relaid(const char *name, struct qg_str text) {
    struct qg_text bare = {0}, tree = {0}, relaid_tree = {0};
    (void)qg_tree_text(text, &tree);
    for (uint32_t seed = 1; seed <= 2; seed++) {
        qg_text_clear(&bare);
        qg_text_clear(&relaid_tree);
        qg_relayout_text(text, seed, true, &bare);
        check_kept(name, qg_text_str(&bare));
        (void)qg_tree_text(qg_text_str(&bare), &relaid_tree);
        assert_texts(qg_text_str(&relaid_tree), qg_text_str(&tree), name);
    }
    qg_text_free(&bare);
    qg_text_free(&tree);
    qg_text_free(&relaid_tree);
}

static void a_text_with_random_breaks_and_comments_keeps_its_meaning(void **state) {
    (void)state;
    of_all(check_relaid);
}

// The layout of a text whose tokens are broken up at random, without empty lines.
static void layout_of(struct qg_str text, uint32_t seed, struct qg_text *out) {
    struct qg_text relaid = {0}, formatted = {0};
    qg_relayout_text(text, seed, false, &relaid);
    assert_true(qg_format_text(qg_text_str(&relaid), &formatted));
    qg_without_blanks(qg_text_str(&formatted), out);
    qg_text_free(&relaid);
    qg_text_free(&formatted);
}

static void check_canonical(const char *name, struct qg_str text) {
    struct qg_text one = {0}, other = {0};
    layout_of(text, 3, &one);
    layout_of(text, 4, &other);
    assert_texts(qg_text_str(&other), qg_text_str(&one), name);
    qg_text_free(&one);
    qg_text_free(&other);
}

static void the_layout_does_not_hang_on_the_line_breaks_of_the_text(void **state) {
    (void)state;
    of_all(check_canonical);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_stands_on_one_line),
        cmocka_unit_test(a_line_has_a_hundred_columns),
        cmocka_unit_test(columns_are_letters_not_bytes),
        cmocka_unit_test(a_chain_breaks_at_its_loosest_word),
        cmocka_unit_test(a_condition_of_several_links_begins_beside_its_where),
        cmocka_unit_test(an_element_is_chosen_by_a_condition_on_its_own_line),
        cmocka_unit_test(a_sentence_that_ends_in_a_block_breaks_there),
        cmocka_unit_test(phrases_of_one_language_stay_in_their_parentheses),
        cmocka_unit_test(the_columns_of_a_table_are_aligned),
        cmocka_unit_test(the_results_of_a_table_stand_below_their_columns),
        cmocka_unit_test(a_table_with_wide_cells_is_not_aligned),
        cmocka_unit_test(a_choice_breaks_before_else_first),
        cmocka_unit_test(a_sentence_breaks_behind_its_subject),
        cmocka_unit_test(cases_of_a_reading_have_a_line_each),
        cmocka_unit_test(each_of_several_languages_has_its_line),
        cmocka_unit_test(texts_side_by_side_are_aligned),
        cmocka_unit_test(holes_of_a_text_are_written_plainly),
        cmocka_unit_test(a_head_that_breaks_leaves_the_brace_alone),
        cmocka_unit_test(numbers_and_acts_that_give_no_verdicts),
        cmocka_unit_test(clauses_keep_the_order_of_the_author),
        cmocka_unit_test(numbers_and_dates_stay_as_they_are_written),
        cmocka_unit_test(a_calendar_aligns_its_days),
        cmocka_unit_test(members_fill_the_line_and_broken_ones_stand_alone),
        cmocka_unit_test(changes_of_a_fixture_have_their_own_line),
        cmocka_unit_test(a_test_has_a_line_for_each_clause),
        cmocka_unit_test(comments_stay_where_they_stood),
        cmocka_unit_test(a_comment_breaks_the_line_that_it_stands_in),
        cmocka_unit_test(one_empty_line_is_kept_between_items),
        cmocka_unit_test(what_is_no_word_is_left_out),
        cmocka_unit_test(a_text_with_errors_is_not_laid_out),
        cmocka_unit_test(policies_and_examples_are_laid_out_so),
        cmocka_unit_test(a_layout_means_what_its_text_meant),
        cmocka_unit_test(a_text_with_random_breaks_and_comments_keeps_its_meaning),
        cmocka_unit_test(the_layout_does_not_hang_on_the_line_breaks_of_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
