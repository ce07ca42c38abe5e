// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "parse.h"
#include "tree_print.h"

// ---- Helpers ---------------------------------------------------------------------------------

// A text, parsed.
struct parsed {
    struct qg_sources sources;
    struct qg_diag_list diags;
    struct qg_arena arena;
    struct qg_file *file;
    struct qg_text out; // scratch
};

static void parse(struct parsed *p, struct qg_str text) {
    uint32_t source;
    *p = (struct parsed){0};
    qg_diag_init(&p->diags);
    qg_arena_init(&p->arena, "tree");
    assert_int_equal(qg_sources_add(&p->sources, QG_STR("t"), text, &source), QG_OK);
    assert_int_equal(qg_parse_file(&p->arena, &p->sources, source, &p->diags, &p->file), QG_OK);
    assert_non_null(p->file);
    qg_diag_sort(&p->diags);
}

static void drop(struct parsed *p) {
    qg_text_free(&p->out);
    qg_arena_free(&p->arena);
    qg_diag_free(&p->diags);
    qg_sources_free(&p->sources);
}

static const char *codes(struct parsed *p) {
    qg_text_clear(&p->out);
    qg_text_addz(&p->out, "");
    for (uint32_t i = 0; i < p->diags.items.len; i++)
        qg_text_printf(&p->out, "%s%s", i == 0 ? "" : " ", p->diags.items.at[i]->code);
    return p->out.at != NULL ? p->out.at : "";
}

// The text has no mistakes and its tree is listed so.
static void check_tree(const char *text, const char *listing) {
    struct parsed p;
    parse(&p, qg_str_of(text));
    assert_string_equal(codes(&p), "");
    qg_text_clear(&p.out);
    qg_tree_print(p.file, &p.out);
    assert_string_equal(p.out.at, listing);
    drop(&p);
}

// The expression has no mistakes and is listed so.
static void check_expr(const char *text, const char *listing) {
    struct parsed p;
    struct qg_text whole = {0};
    qg_text_printf(&whole, "define x = %s", text);
    parse(&p, qg_text_str(&whole));
    assert_string_equal(codes(&p), "");
    assert_int_equal(p.file->decls.count, 1);
    qg_text_clear(&p.out);
    qg_expr_print(p.file->decls.first->as.define.value, &p.out);
    assert_string_equal(p.out.at, listing);
    qg_text_free(&whole);
    drop(&p);
}

static void check_codes(const char *text, const char *expected) {
    struct parsed p;
    parse(&p, qg_str_of(text));
    assert_string_equal(codes(&p), expected);
    drop(&p);
}

// The first diagnostic says exactly this.
static void check_message(const char *text, const char *message) {
    struct parsed p;
    parse(&p, qg_str_of(text));
    assert_true(p.diags.items.len > 0);
    qg_text_clear(&p.out);
    qg_text_add(&p.out, p.diags.items.at[0]->message);
    assert_string_equal(p.out.at, message);
    drop(&p);
}

// ---- Declarations ----------------------------------------------------------------------------

static void an_empty_file_has_an_empty_tree(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, QG_STR("# nothing yet\n"));
    assert_int_equal(p.file->decls.count, 0);
    assert_int_equal(qg_diag_errors(&p.diags), 0);
    drop(&p);
}

static void uses_severities_and_enums_are_read(void **state) {
    (void)state;
    check_tree("use certification, calendar.kz\n"
               "severity RC1 warrants en \"first\" ru \"p\"\n"
               "severity RC2\n"
               "enum level { ministry, institution, by en \"by\" kk \"b\", }\n",
               "(use certification calendar.kz)\n"
               "(severity RC1 warrants\n"
               "  (text (en \"first\") (ru \"p\")))\n"
               "(severity RC2)\n"
               "(enum level\n"
               "  (value ministry)\n"
               "  (value institution)\n"
               "  (value by (en \"by\") (kk \"b\")))\n");
}

static void fields_may_have_any_name_and_every_type(void **state) {
    (void)state;
    check_tree("record dossier {\n"
               "  complete: sections\n"
               "  from: date  to: date or ongoing\n"
               "  rule: bool\n"
               "  date: time\n"
               "  orders: section list of order\n"
               "  dissents: optional list of id\n"
               "  certifications: section partial list of certification\n"
               "  votes: count\n"
               "}\n"
               "type order en \"order\" ru \"p\" { kind: order_kind }\n",
               "(record dossier\n"
               "  (field complete sections)\n"
               "  (field from date)\n"
               "  (field to date or-ongoing)\n"
               "  (field rule bool)\n"
               "  (field date time)\n"
               "  (field orders section list-of order)\n"
               "  (field dissents optional list-of id)\n"
               "  (field certifications section partial list-of certification)\n"
               "  (field votes count))\n"
               "(type order\n"
               "  (text (en \"order\") (ru \"p\"))\n"
               "  (field kind order_kind))\n");
}

static void parameters_and_readings_are_read(void **state) {
    (void)state;
    check_tree("parameter effective_on: date default 2019-09-08\n"
               "parameter limit: count required\n"
               "reading base asks en \"of whom?\" { present default en \"p\", all, }\n",
               "(parameter effective_on date\n"
               "  (default 2019-09-08))\n"
               "(parameter limit count required)\n"
               "(reading base\n"
               "  (asks (en \"of whom?\"))\n"
               "  (value present default (en \"p\"))\n"
               "  (value all))\n");
}

static void calendars_hold_years_with_their_days(void **state) {
    (void)state;
    check_tree("calendar kz {\n"
               "  source \"law \" \"on holidays\"\n"
               "  year 2019 { source \"x\" off 01-01, 01-02 working 05-04 }\n"
               "  year 2020 provisional { off 02-29 }\n"
               "}\n",
               "(calendar kz\n"
               "  (source \"law on holidays\")\n"
               "  (year 2019\n"
               "    (source \"x\")\n"
               "    (off 01-01)\n"
               "    (off 01-02)\n"
               "    (working 05-04))\n"
               "  (year 2020 provisional\n"
               "    (off 02-29)))\n");
}

static void definitions_schedules_and_templates_are_read(void **state) {
    (void)state;
    check_tree(
        "define first of certification (day: date): date = earliest hearing by hearing.date\n"
        "define twice(n: count) = 2 * n\n"
        "schedule regular of dossier { every 3 years of employment.periods else since start }\n"
        "schedule halves of institution { every 6 months since start }\n"
        "template quorum(share: ratio, term: duration, grade: severity,) {\n"
        "  rule *-a require n is at least share of m\n"
        "  provision *.1-b points to *-a\n"
        "}\n",
        "(define first\n"
        "  (of certification)\n"
        "  (parameter day date)\n"
        "  (result date)\n"
        "  (value (earliest (over hearing) hearing.date)))\n"
        "(define twice\n"
        "  (parameter n count)\n"
        "  (value (* 2 n)))\n"
        "(schedule regular\n"
        "  (of dossier)\n"
        "  (every (duration 36m))\n"
        "  (periods employment.periods)\n"
        "  (since start))\n"
        "(schedule halves\n"
        "  (of institution)\n"
        "  (every (duration 6m))\n"
        "  (since start))\n"
        "(template quorum\n"
        "  (parameter share ratio)\n"
        "  (parameter term duration)\n"
        "  (parameter grade severity)\n"
        "  (rule *-a\n"
        "    (require (at-least-share n share m)))\n"
        "  (provision *.1-b\n"
        "    (points-to *-a)))\n");
}

static void tables_are_definitions_whose_value_is_rows(void **state) {
    (void)state;
    check_tree("table t of member(a: rank, b: count, on: date): count {\n"
               "  when { full, from, }, at least 5, before 2020-01-01: 1\n"
               "  when any, { 1 to 3, 7, less than 9 }, not after 2020-01-01: if b then 1 else 2\n"
               "  else: 3\n"
               "}\n"
               "table c(a: bool, b: bool): count { across b: true, false when true: 1, 2 }\n",
               "(define t\n"
               "  (of member)\n"
               "  (parameter a rank)\n"
               "  (parameter b count)\n"
               "  (parameter on date)\n"
               "  (result count)\n"
               "  (value (table (row (when (set full from) (at-least 5) (before 2020-01-01)) 1)"
               " (row (when any (set (to 1 3) 7 (less-than 9)) (not-after 2020-01-01)) (if b 1 2))"
               " (row (else) 3))))\n"
               "(define c\n"
               "  (parameter a bool)\n"
               "  (parameter b bool)\n"
               "  (result count)\n"
               "  (value (table (across true false) (row (when true) 1 2))))\n");
}

static void a_row_that_is_not_understood_costs_one_row(void **state) {
    (void)state;
    check_codes("table t(a: count): count { when 1: 2 wen 3: 4 when 5: 6 else 7 } define c = ",
                "E0101 E0101 E0101");
    check_codes("table t(a: count): count { rows } define c = ", "E0101 E0101");
}

static void acts_and_their_parts_are_read(void **state) {
    (void)state;
    check_tree(
        "act order_300 {\n"
        "  title en \"Rules\"\n"
        "  number \"300\"\n"
        "  adopted 2019-08-26\n"
        "  in force from effective_on\n"
        "  in force until 2030-01-01\n"
        "  audits dossier, institution\n"
        "  verdict for each certification\n"
        "  calendar kazakhstan\n"
        "  dated hearing by hearing.date\n"
        "}\n"
        "act advice { verdict none }\n"
        "preamble of order_300 { paragraph 1 { } }\n"
        "chapter 3 of order_300 en \"III\" for each certification where level = institution\n"
        "  when concluded { paragraph 48-1 { } paragraph 6.2.1 { } paragraph 48-10 en \"x\" for "
        "each hearing { } }\n"
        "appendix 1 of order_300 { provision F1-a points to paragraph 48-1, paragraph 6.2, act }\n",
        "(act order_300\n"
        "  (title (en \"Rules\"))\n"
        "  (number \"300\")\n"
        "  (adopted 2019-08-26)\n"
        "  (in-force-from effective_on)\n"
        "  (in-force-until 2030-01-01)\n"
        "  (audits dossier institution)\n"
        "  (verdict-for-each certification)\n"
        "  (calendar kazakhstan)\n"
        "  (dated hearing hearing.date))\n"
        "(act advice\n"
        "  (verdict none))\n"
        "(preamble\n"
        "  (of order_300)\n"
        "  (paragraph 1))\n"
        "(chapter 3\n"
        "  (of order_300)\n"
        "  (text (en \"III\"))\n"
        "  (for-each certification (where (= level institution)))\n"
        "  (when concluded)\n"
        "  (paragraph 48-1)\n"
        "  (paragraph 6.2.1)\n"
        "  (paragraph 48-10\n"
        "    (text (en \"x\"))\n"
        "    (for-each hearing)))\n"
        "(appendix 1\n"
        "  (of order_300)\n"
        "  (provision F1-a\n"
        "    (points-to paragraph-48-1 paragraph-6.2 act)))\n");
}

// ---- Rules -----------------------------------------------------------------------------------

#define PARAGRAPH(items) "chapter 1 of o { paragraph 1 { " items " } }"
#define LISTED(items)    "(chapter 1\n  (of o)\n  (paragraph 1" items "))\n"

static void a_rule_takes_its_clauses_in_any_order(void **state) {
    (void)state;
    check_tree(PARAGRAPH("rule P1-a duty en \"d\" require b let b = c voids the meeting "
                         "silences P2-a, paragraph 3 for each hearing where open severity RC1 "
                         "when e governs chapter 2 dated f for any person breach en \"b {g.h}.\" "
                         "remark ru \"r\" when i"),
               LISTED("\n    (rule P1-a"
                      "\n      (severity RC1)"
                      "\n      (for-each hearing (where open))"
                      "\n      (for-any person)"
                      "\n      (let b c)"
                      "\n      (when e)"
                      "\n      (when i)"
                      "\n      (require b)"
                      "\n      (dated f)"
                      "\n      (voids meeting)"
                      "\n      (silences P2-a paragraph-3)"
                      "\n      (governs chapter-2)"
                      "\n      (duty (en \"d\"))"
                      "\n      (breach (en \"b \" g.h \".\"))"
                      "\n      (remark (ru \"r\")))"));
}

static void a_severity_may_depend_on_conditions(void **state) {
    (void)state;
    check_tree(PARAGRAPH("rule r severity RC1 when x = unfit else RC2 when y else RC3 forbid z"),
               LISTED("\n    (rule r"
                      "\n      (severity RC1 when (= x unfit) else RC2 when y else RC3)"
                      "\n      (forbid z))"));
}

static void a_star_is_an_id_by_itself(void **state) {
    (void)state;
    check_tree(PARAGRAPH("rule * require a * b silences *, P1 "
                         "apply t(of: *, n: 2 * c) as * with silences *"),
               LISTED("\n    (rule *"
                      "\n      (require (* a b))"
                      "\n      (silences * P1))"
                      "\n    (apply *"
                      "\n      (template t)"
                      "\n      (argument of *)"
                      "\n      (argument n (* 2 c))"
                      "\n      (silences *))"));
}

static void templates_are_applied_with_arguments_of_every_kind(void **state) {
    (void)state;
    check_tree(PARAGRAPH("apply commission.quorum(share: 2/3, most: half, term: 3 weeks, "
                         "at: (en \"x\"), rule: P1-a, place: paragraph 4, who: chair, n: (2),) "
                         "as P46 with silences paragraph 47, F2-mem "
                         "apply minutes() as F1"),
               LISTED("\n    (apply P46"
                      "\n      (template commission.quorum)"
                      "\n      (argument share 2/3)"
                      "\n      (argument most 1/2)"
                      "\n      (argument term (duration 21d))"
                      "\n      (argument at (phrase (en \"x\")))"
                      "\n      (argument rule P1-a)"
                      "\n      (argument place paragraph-4)"
                      "\n      (argument who chair)"
                      "\n      (argument n 2)"
                      "\n      (silences paragraph-47 F2-mem))"
                      "\n    (apply F1"
                      "\n      (template minutes))"));
}

static void exemptions_and_provisions_are_read(void **state) {
    (void)state;
    check_tree(PARAGRAPH("exemption pregnant en \"p\" for each hearing lifts paragraph 4, P35-a "
                         "when x overrides veteran, old except asked when y except late when z "
                         "provision P1-b not checkable because en \"no\""),
               LISTED("\n    (exemption pregnant"
                      "\n      (text (en \"p\"))"
                      "\n      (for-each hearing)"
                      "\n      (lifts paragraph-4 P35-a)"
                      "\n      (when x)"
                      "\n      (overrides veteran old)"
                      "\n      (except asked y)"
                      "\n      (except late z))"
                      "\n    (provision P1-b"
                      "\n      (because (en \"no\")))"));
}

static void flags_are_read(void **state) {
    (void)state;
    check_tree(PARAGRAPH("flag P1-b priority for any certification when x when y "
                         "with breach RC1, RC2 remark en \"see {z}\""),
               LISTED("\n    (flag P1-b priority"
                      "\n      (for-any certification)"
                      "\n      (when x)"
                      "\n      (when y)"
                      "\n      (with-breach RC1 RC2)"
                      "\n      (remark (en \"see \" z)))"));
}

// ---- Expressions -----------------------------------------------------------------------------

static void literals_are_read(void **state) {
    (void)state;
    check_expr("12", "12");
    check_expr("\"a\" \"b\"", "\"ab\"");
    check_expr("2024-02-29", "2024-02-29");
    check_expr("true", "true");
    check_expr("unknown", "unknown");
    check_expr("2/3", "2/3");
    check_expr("1 year and 6 months", "(duration 18m)");
    check_expr("3 weeks and 1 day", "(duration 22d)");
    check_expr("10 working days", "(duration 10w)");
    check_expr("1 month and 1 day and 1 working day", "(duration 1m 1d 1w)");
}

static void words_of_the_language_are_names_where_they_mean_nothing_else(void **state) {
    (void)state;
    check_expr("title = number", "(= title number)");
    check_expr("a.from before b.rule.of", "(before a.from b.rule.of)");
    check_expr("day + days", "(+ day days)");
    check_expr("source in { type, default, by }", "(in source (set type default by))");
    check_expr("some list where to after from", "(some (over list (where (after to from))))");
}

static void logic_binds_not_then_and_then_or(void **state) {
    (void)state;
    check_expr("a or b and not c = d and e", "(or a (and (and b (not (= c d))) e))");
    check_expr("(a or b) and c", "(and (or a b) c)");
    check_expr("not a not in b", "(not (not-in a b))");
}

static void comparisons_keep_their_form(void **state) {
    (void)state;
    check_expr("a != b", "(!= a b)");
    check_expr("a <= b + c * 2 - 1", "(<= a (- (+ b (* c 2)) 1))");
    check_expr("a not in { b, c, }", "(not-in a (set b c))");
    check_expr("a in b.c", "(in a b.c)");
    check_expr("a is recorded", "(is-recorded a)");
    check_expr("a.b is not recorded", "(is-not-recorded a.b)");
    check_expr("a exists and b is odd or c is even",
               "(or (and (exists a) (is-odd b)) (is-even c))");
    check_expr("a not before b", "(not-before a b)");
    check_expr("a not after b", "(not-after a b)");
    check_expr("a between b and c and d", "(and (between a b c) d)");
    check_expr("a covers b", "(covers a b)");
    check_expr("a overlaps b", "(overlaps a b)");
    check_expr("a overlaps b to c", "(overlaps a b c)");
    check_expr("all of a in b.c", "(all-in a b.c)");
    check_expr("a shares none with b", "(shares-none a b)");
    check_expr("a equals b", "(same-set a b)");
}

static void terms_keep_the_sentence_they_were_written_in(void **state) {
    (void)state;
    check_expr("a at least 1 month before b", "(at-least-before a (duration 1m) b)");
    check_expr("a at least lead after b", "(at-least-after a lead b)");
    check_expr("a within 6 months after b to a working day and c",
               "(and (within-after a (duration 6m) b (to-working-day)) c)");
    check_expr("a within 1 day before b to a working day of calendar.kz",
               "(within-before a (duration 1d) b (to-working-day calendar.kz))");
    check_expr("a not earlier than 6 months after b", "(not-earlier-after a (duration 6m) b)");
    check_expr("a not later than 3 days after b to a working day",
               "(not-later-after a (duration 3d) b (to-working-day))");
    check_expr("a not later than 3 days before b", "(not-later-before a (duration 3d) b)");
}

static void ages_and_shares_are_read(void **state) {
    (void)state;
    check_expr("child is younger than 3 years on day", "(younger child (duration 36m) day)");
    check_expr("child is at least 14 years old on day", "(at-least-old child (duration 168m) day)");
    check_expr("n is at least 2/3 of m", "(at-least-share n 2/3 m)");
    check_expr("n is more than half of m + 1", "(more-than-share n 1/2 (+ m 1))");
    check_expr("n is at most share of m", "(at-most-share n share m)");
}

static void dates_are_computed(void **state) {
    (void)state;
    check_expr("6 months after a", "(shift-after (duration 6m) a)");
    check_expr("1 day before 6 months after a + 2 days",
               "(+ (shift-before (duration 1d) (shift-after (duration 6m) a)) (duration 2d))");
    check_expr("a + 6 months before b", "(before (+ a (duration 6m)) b)");
    check_expr("a before 6 months after b", "(before a (shift-after (duration 6m) b))");
    check_expr("a + 3 days to a working day", "(roll (+ a (duration 3d)) (to-working-day))");
    check_expr("earlier of (a, b)", "(earlier-of a b)");
    check_expr("later of (a, 3 days after b,).c", "(later-of a (shift-after (duration 3d) b)).c");
}

static void counting_ranges_over_nouns_lists_and_numbers(void **state) {
    (void)state;
    check_expr("count of hearings", "(count (over hearings))");
    check_expr("count of hearings >= 2", "(>= (count (over hearings)) 2)");
    check_expr("2 <= count of hearing where a and b",
               "(<= 2 (count (over hearing (where (and a b)))))");
    check_expr("count of a + count of b where c",
               "(+ (count (over a)) (count (over b (where c))))");
    check_expr("sum of v.fit for each v in votes where v.open",
               "(sum v.fit (over v in votes (where v.open)))");
    check_expr("sum of n for each n in 1 to f(k)", "(sum n (over n from-to 1 (call f k)))");
    check_expr("earliest of a + 1 day for each b", "(earliest-of (+ a (duration 1d)) (over b))");
    check_expr("latest of a for each b where c", "(latest-of a (over b (where c)))");
    check_expr("latest hearing by hearing.date where a or b",
               "(latest (over hearing (where (or a b))) hearing.date)");
    check_expr("(earliest hearing by date).place", "(earliest (over hearing) date).place");
    check_expr("the m in members where m.id = x", "(the (over m in members (where (= m.id x))))");
}

static void quantifiers_reach_to_the_right(void **state) {
    (void)state;
    check_expr("a and some b where c or d", "(and a (some (over b (where (or c d)))))");
    check_expr("(some b where c) or d", "(or (some (over b (where c))) d)");
    check_expr("no b and c", "(and (no (over b)) c)");
    check_expr("every b where c has d and e", "(every (over b (where c)) (and d e))");
    check_expr("every b where some c where d has e",
               "(every (over b (where (some (over c (where d))))) e)");
}

static void quantifiers_count(void **state) {
    (void)state;
    check_expr("at least 2 hearings where a", "(at-least 2 (over hearings (where a)))");
    check_expr("at most 1 day where a", "(at-most 1 (over day (where a)))");
    check_expr("exactly 1 m in members", "(exactly 1 (over m in members))");
}

static void choices_are_read(void **state) {
    (void)state;
    check_expr("if a then b else if c then d else e or f", "(if a b (if c d (or e f)))");
    check_expr("under commission.base { all: a, cast: b or c, } = d",
               "(= (under commission.base (all a) (cast (or b c))) d)");
    check_expr("f()", "(call f)");
    check_expr("a.g(b, c.d(e))", "(call a.g b (call c.d e))");
}

// ---- Fixtures and tests ----------------------------------------------------------------------

static void fixtures_hold_json_or_change_another_one(void **state) {
    (void)state;
    check_tree("fixture a = { \"record\": \"dossier\", id: \"x\\\"y\", from: 2020-01-02,\n"
               "  list: [1, -2, 3.5, true, false, null, [], {},], }\n"
               "fixture b = a with x[0].rule = \"k\", y = [] without z, w.v[2]\n",
               "(fixture a\n"
               "  (json {\"record\": \"dossier\", \"id\": \"x\\\"y\", \"from\": \"2020-01-02\", "
               "\"list\": [1, -2, 3.5, true, false, null, [], {}]}))\n"
               "(fixture b\n"
               "  (base a)\n"
               "  (with x[0].rule \"k\")\n"
               "  (with y [])\n"
               "  (without z)\n"
               "  (without w.v[2]))\n");
}

static void tests_say_what_they_expect(void **state) {
    (void)state;
    check_tree("test \"three of five\" {\n"
               "  given clean with a = 1\n"
               "  as of 2024-01-01\n"
               "  set parameter effective_on = 2019-09-08\n"
               "  set reading commission.base = all\n"
               "  expect P46-a violated boundary not reading_dependent severity RC1\n"
               "    silenced by P21-a on \"c1\" hearing 0 missing \"/a\", \"/b/0\"\n"
               "  expect P4-c exempt as pregnant not boundary\n"
               "  expect level not_in_force reading_dependent\n"
               "  expect verdict warranted by RC1 on \"c1\"\n"
               "  expect no undetermined\n"
               "  expect flag P54-b on \"c1\"\n"
               "  expect no flag P54-b\n"
               "  because \"3 * 3 = 9 < \" \"10\"\n"
               "}\n",
               "(test \"three of five\"\n"
               "  (base clean)\n"
               "  (with a 1)\n"
               "  (as-of 2024-01-01)\n"
               "  (set-parameter effective_on 2019-09-08)\n"
               "  (set-reading commission.base all)\n"
               "  (expect P46-a violated\n"
               "    (severity RC1)\n"
               "    (silenced-by P21-a) boundary not-reading-dependent\n"
               "    (on \"c1\")\n"
               "    (element hearing 0)\n"
               "    (missing \"/a\")\n"
               "    (missing \"/b/0\"))\n"
               "  (expect P4-c exempt\n"
               "    (category pregnant) not-boundary)\n"
               "  (expect level not_in_force reading-dependent)\n"
               "  (expect verdict warranted\n"
               "    (severity RC1)\n"
               "    (on \"c1\"))\n"
               "  (expect no undetermined)\n"
               "  (expect flag P54-b\n"
               "    (on \"c1\"))\n"
               "  (expect no flag P54-b)\n"
               "  (because \"3 * 3 = 9 < 10\"))\n");
}

// ---- Places ----------------------------------------------------------------------------------

static void spans_are_true_even_inside_a_text(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, QG_STR(PARAGRAPH("rule r require b breach en \"x {c.d + 1} y\"")));
    assert_int_equal(qg_diag_errors(&p.diags), 0);
    const struct qg_decl *paragraph = p.file->decls.first->as.division.items.first;
    const struct qg_decl *rule = paragraph->as.division.items.first;
    const struct qg_message_syntax *breach = rule->as.rule.breach.in[QG_LANG_EN];
    struct qg_str hole = qg_sources_slice(&p.sources, breach->first->next->hole->span);
    struct qg_str whole = qg_sources_slice(&p.sources, rule->span);
    assert_true(qg_str_equal(hole, QG_STR("c.d + 1")));
    assert_true(qg_str_equal(whole, QG_STR("rule r require b breach en \"x {c.d + 1} y\"")));
    drop(&p);
}

// ---- Mistakes --------------------------------------------------------------------------------

static void ten_mistakes_give_ten_diagnostics(void **state) {
    (void)state;
    check_codes("enum level { ministry institution }\n"
                "record dossier { id: id  kind off: text  born: date }\n"
                "calendar kz { year 2023 { off 02-29 } }\n"
                "define x = (a + ) > 3\n"
                "act o { title \"no language\" adopted 2023-02-30 }\n"
                "chapter two of o {\n"
                "  paragraph 4 {\n"
                "    rule P4-a require a == b\n"
                "    rule P4-b require x at least 3 before\n"
                "    rule P4-c severity RC1\n"
                "  }\n"
                "}\n"
                "test \"t\" { given a expect P1-a violatd }\n",
                "E0101 E0101 E0111 E0101 E0101 E0007 E0101 E0010 E0101 E0104 E0107");
}

static void a_block_that_is_not_understood_does_not_end_what_is_around_it(void **state) {
    (void)state;
    check_codes("chapter 1 of o { paragraf 2 { rule r { b } } paragraph 3 { rule c } }",
                "E0101 E0101 E0104");
    check_codes("recrod x { a: b { c } } define c = ", "E0101 E0101");
    check_codes("define a = under r { b } define c = ", "E0101 E0101");
    check_codes("fixture f = { a: [1 2], b: } define c = ", "E0101 E0101 E0101");
}

static void what_stands_outside_is_one_mistake_inside(void **state) {
    (void)state;
    const char *template = "template t(r: rule) { rule *-a require x in { a, b } } ";
    struct qg_text text = {0};
    qg_text_printf(&text, "chapter 1 of o { paragraph 1 { rule r require a %s rule s } }",
                   template);
    check_codes(text.at, "E0105 E0104"); // and what follows is still read
    qg_text_clear(&text);
    qg_text_printf(&text, "%s template u() { %s }", template, template);
    check_codes(text.at, "E0105");
    qg_text_free(&text);
    check_message("chapter 1 of o { enum a { b } }",
                  "`enum` cannot stand in a chapter, a paragraph or a template");
}

static void a_brace_that_is_forgotten_is_one_mistake(void **state) {
    (void)state;
    check_codes("chapter 1 of o { paragraph 1 { rule r require a }\n"
                "chapter 2 of o { paragraph 2 { rule s require b } }\n"
                "enum c { d }\n"
                "test \"t\" { given a expect no violated }\n",
                "E0105");
    check_codes("chapter 1 of o { paragraph 1 { rule r require a }", "E0101");
}

static void what_may_stand_once_is_refused_twice(void **state) {
    (void)state;
    check_codes(PARAGRAPH("rule r require b forbid c severity X severity Y dated d dated e "
                          "voids the f voids the g duty en \"h\" en \"i\" duty en \"j\""),
                "E0103 E0103 E0103 E0103 E0103 E0103");
    check_codes("act o { number \"1\" number \"2\" adopted a adopted b calendar c calendar d }",
                "E0103 E0103 E0103");
    check_codes("test \"t\" { given a as of 2020-01-01 as of 2020-01-02 expect no violated }",
                "E0103");
    check_codes(PARAGRAPH("rule r over all b per c per d agree on e agree on f"), "E0103 E0103");
    check_codes(PARAGRAPH("rule r over all b agree on e require at least half have f"), "E0103");
}

static void each_mistake_of_sense_has_its_code(void **state) {
    (void)state;
    check_codes(PARAGRAPH("rule r"), "E0104");
    check_codes(PARAGRAPH("paragraph 2 { }"), "E0105");
    check_codes("template t() { paragraph 2 { } }", "E0105");
    check_codes("appendix 1 of o { paragraph 2 { } }", "E0105");
    check_codes(PARAGRAPH("exemption a lifts b"), "E0106");
    check_codes(PARAGRAPH("exemption a when b"), "E0106");
    check_codes(PARAGRAPH("flag f when b"), "E0106");
    check_codes(PARAGRAPH("flag f remark en \"b\""), "E0106");
    check_codes(PARAGRAPH("flag f when when remark en \"b\""), "E0101");
    check_codes(PARAGRAPH("flag f priority when b priority remark en \"c\" remark en \"d\""),
                "E0103 E0103");
    check_codes("test \"t\" { given a expect b violate }", "E0107");
    check_codes("define a = 2/0", "E0108");
    check_codes("define a = (b + c)(d)", "E0109");
    // QG_PERIOD_DAYS_MAX, QG_PERIOD_MONTHS_MAX and QG_PERIOD_WORKDAYS_MAX.
    check_codes("define a = 3660000 days", "");
    check_codes("define a = 3660001 days", "E0110");
    check_codes("define a = 120000 months", "");
    check_codes("define a = 120001 months", "E0110");
    check_codes("define a = 10000 working days", "");
    check_codes("define a = 10001 working days", "E0110");
    check_codes("calendar a { year 2100 { off 02-29, 13-01, 04-31, 12-31 } }", "E0111 E0111 E0111");
    check_codes("type a { b: text or ongoing }", "E0112");
    check_codes("fixture a = { b: c }", "E0113");
    check_codes("fixture a = { b: 1, \"b\": 2 }", "E0114");
    check_codes("test \"t\" { expect no violated }", "E0115");
    check_codes("test \"t\" { given a }", "E0115");
}

static void messages_name_what_stands_there_and_what_could(void **state) {
    (void)state;
    check_message("define a = ", "unexpected the end of the file, expected an expression");
    check_message("define a = (b", "unexpected the end of the file, expected an operator or `)`");
    check_message("enum { }", "unexpected `{`, expected a name");
    check_message("define a = 3 yeers", "unexpected `yeers`, expected a unit of time, an operator, "
                                        "a declaration or the end of the file");
    check_message("act o { number 300 }", "unexpected `300`, expected a text in quotes");
    check_message(PARAGRAPH("rule r requires b"),
                  "unexpected `requires`, expected a clause such as `require`, "
                  "an item such as `rule` or `}`");
    check_message("fixture a = { b: \"c {d}\" }", "unexpected text with `{`, expected a name, "
                                                  "a number, a date, a text in quotes or `{`");
}

// ---- Limits ----------------------------------------------------------------------------------

static struct qg_text repeat(const char *begin, const char *again, int times, const char *middle,
                             const char *after, const char *end) {
    struct qg_text text = {0};
    qg_text_addz(&text, begin);
    for (int i = 0; i < times; i++)
        qg_text_addz(&text, again);
    qg_text_addz(&text, middle);
    for (int i = 0; i < times; i++)
        qg_text_addz(&text, after);
    qg_text_addz(&text, end);
    return text;
}

static void check_repeat(const char *begin, const char *again, int times, const char *middle,
                         const char *after, const char *end, const char *expected) {
    struct qg_text text = repeat(begin, again, times, middle, after, end);
    check_codes(text.at, expected);
    qg_text_free(&text);
}

static void expressions_nest_up_to_the_limit_and_no_further(void **state) {
    (void)state;
    int most = QG_TREE_DEPTH_LIMIT - 1;
    check_repeat("define a = ", "not ", most, "b", "", "", "");
    check_repeat("define a = ", "not ", most + 1, "b", "", "", "E0102");
    check_repeat("define a = b", "", most, "", " and b", "", "");
    check_repeat("define a = b", "", most + 1, "", " and b", "", "E0102");
    check_repeat("define a = ", "f(", most, "b", ")", "", "");
    check_repeat("define a = ", "f(", most + 1, "b", ")", "", "E0102");
    check_repeat("define a = ", "if c then d else ", most, "b", "", "", "");
    check_repeat("define a = ", "every c where d has ", most, "b", "", "", "");
}

static void json_nests_up_to_the_limit_and_no_further(void **state) {
    (void)state;
    int most = QG_TREE_DEPTH_LIMIT - 1;
    check_repeat("fixture a = { b: ", "[", most - 1, "1", "]", "}", "");
    check_repeat("fixture a = { b: ", "[", most, "1", "]", "}", "E0102");
}

static void a_text_nested_beyond_reason_is_one_diagnostic(void **state) {
    (void)state;
    check_repeat("define a = ", "(", 100000, "b", ")", "", "E0102");
    check_repeat("fixture a = ", "{ b: ", 100000, "1", "}", "", "E0102");
    check_repeat("chapter 1 of o { ", "paragraph 1 { ", 100000, "", "} ", "}", "E0102");
}

static void a_very_long_list_is_no_trouble(void **state) {
    (void)state;
    check_repeat("enum a { b", "", 100000, "", ", b", " }", "");
}

static void a_text_that_ends_anywhere_is_survived(void **state) {
    (void)state;
    static const char text[] =
        "use a.b record d { x: list of y } act o { title en \"t {a.b} u\" }\n"
        "chapter 1 of o { paragraph 4 { rule P4-a severity A when b else C require a at least\n"
        "3 days before b breach en \"x {under r { a: 1 }}\" apply q(s: 2/3) as P4 } }\n"
        "fixture f = { a: [1, {}] } test \"t\" { given f expect P4-a violated }";
    for (size_t len = 0; len < sizeof text; len++) {
        struct parsed p;
        parse(&p, (struct qg_str){text, len});
        drop(&p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_has_an_empty_tree),
        cmocka_unit_test(uses_severities_and_enums_are_read),
        cmocka_unit_test(fields_may_have_any_name_and_every_type),
        cmocka_unit_test(parameters_and_readings_are_read),
        cmocka_unit_test(calendars_hold_years_with_their_days),
        cmocka_unit_test(definitions_schedules_and_templates_are_read),
        cmocka_unit_test(tables_are_definitions_whose_value_is_rows),
        cmocka_unit_test(a_row_that_is_not_understood_costs_one_row),
        cmocka_unit_test(acts_and_their_parts_are_read),
        cmocka_unit_test(a_rule_takes_its_clauses_in_any_order),
        cmocka_unit_test(a_severity_may_depend_on_conditions),
        cmocka_unit_test(templates_are_applied_with_arguments_of_every_kind),
        cmocka_unit_test(a_star_is_an_id_by_itself),
        cmocka_unit_test(exemptions_and_provisions_are_read),
        cmocka_unit_test(flags_are_read),
        cmocka_unit_test(literals_are_read),
        cmocka_unit_test(words_of_the_language_are_names_where_they_mean_nothing_else),
        cmocka_unit_test(logic_binds_not_then_and_then_or),
        cmocka_unit_test(comparisons_keep_their_form),
        cmocka_unit_test(terms_keep_the_sentence_they_were_written_in),
        cmocka_unit_test(ages_and_shares_are_read),
        cmocka_unit_test(dates_are_computed),
        cmocka_unit_test(counting_ranges_over_nouns_lists_and_numbers),
        cmocka_unit_test(quantifiers_reach_to_the_right),
        cmocka_unit_test(quantifiers_count),
        cmocka_unit_test(choices_are_read),
        cmocka_unit_test(fixtures_hold_json_or_change_another_one),
        cmocka_unit_test(tests_say_what_they_expect),
        cmocka_unit_test(spans_are_true_even_inside_a_text),
        cmocka_unit_test(ten_mistakes_give_ten_diagnostics),
        cmocka_unit_test(a_block_that_is_not_understood_does_not_end_what_is_around_it),
        cmocka_unit_test(what_stands_outside_is_one_mistake_inside),
        cmocka_unit_test(a_brace_that_is_forgotten_is_one_mistake),
        cmocka_unit_test(what_may_stand_once_is_refused_twice),
        cmocka_unit_test(each_mistake_of_sense_has_its_code),
        cmocka_unit_test(messages_name_what_stands_there_and_what_could),
        cmocka_unit_test(expressions_nest_up_to_the_limit_and_no_further),
        cmocka_unit_test(json_nests_up_to_the_limit_and_no_further),
        cmocka_unit_test(a_text_nested_beyond_reason_is_one_diagnostic),
        cmocka_unit_test(a_very_long_list_is_no_trouble),
        cmocka_unit_test(a_text_that_ends_anywhere_is_survived),
    };
    return cmocka_run_group_tests_name("parser", tests, NULL, NULL);
}
