// SPDX-License-Identifier: Apache-2.0
//
// The sentences of the language. Actions only call a constructor (build.h) with the bytes that were
// read; nothing is looked up here. Lists are left-recursive. A declaration with many clauses grows
// one clause at a time: `rule` is a rule so far, and each production adds to it.
//
// Where two readings of a sentence were possible, the choice is written down as a precedence:
//
//   - `some`, `no`, `every` …, `if`, and whatever ends in `where E`, reach as far right as they can,
//     so that `some child where a and b` has both in its condition;
//   - `1 year and 6 months` is one duration (the scanner tells this `and` from the other);
//   - `6 months after X` at the beginning of an operand is a date, but `X + 6 months before Y` asks
//     whether the sum lies before Y;
//   - `severity A when E` without `else` is a severity and a condition of the rule.
//
// Recovery: `error` stands in every list, so that one mistake costs one element; braces that
// belong to something not understood are matched, so that it does not end what is around it.

%require "3.8"
%language "c"
%define api.pure full
%define api.prefix {qg_parser_}
%define api.token.prefix {QG_T_}
%define api.token.raw
%define api.value.type union
%define api.location.type {struct qg_span}
%define parse.lac full
%define parse.error custom
%locations
%expect 0

%param {struct qg_parser *p}

%code requires {
#include "build.h"
}

%code provides {
// Runs over the tokens of p->scan and fills p->file; QG_OK, or what went wrong with the machine.
enum qg_fault qg_parser_run(struct qg_parser *p);
}

%code {
#include "syntax_error.h"

// The whole stack is laid out at once, so that running out of it can only mean a text nested
// beyond reason: at the tree's own limit the widest constructs take about 1500 places.
#define YYINITDEPTH 2000
#define YYMAXDEPTH  2000

// Worked out before every action, so this is also where to stop once memory ran out.
#define YYLLOC_DEFAULT(out, right, count)                                                          \
    do {                                                                                           \
        if (p->fault != QG_OK)                                                                     \
            YYABORT;                                                                               \
        (out) = join(&YYRHSLOC(right, 0), (count));                                                \
    } while (0)

// A term whose last day stays where it falls.
static const struct qg_roll no_roll = {.span = {QG_SOURCE_NONE, 0, 0}};

// The span of `count` symbols, of which the first follows `before`; none are an empty place.
static struct qg_span join(const YYLTYPE *before, int count);

static int qg_parser_lex(YYSTYPE *value, struct qg_span *span, struct qg_parser *p);
static void qg_parser_error(const struct qg_span *span, struct qg_parser *p, const char *message);
}

// ---- Tokens: each is named in tokens.def as well, which adds its class -----------------------

%token END 0 "end of file"

%token NAME "a name" RULEID "a rule id"
%token <int64_t> INT "a number"
%token <int32_t> DATE "a date" MONTHDAY "a month and a day"
%token <struct qg_str> STRING "a text" STRING_HEAD "a text up to {"
%token <struct qg_str> STRING_MIDDLE "a text from } to {" STRING_TAIL "a text from }"

%token LBRACE "{" RBRACE "}" LPAREN "(" RPAREN ")" LBRACKET "[" RBRACKET "]"
%token COMMA "," COLON ":" DOT "."
%token EQUAL "=" UNEQUAL "!=" LESS "<" LESS_EQUAL "<=" MORE ">" MORE_EQUAL ">="
%token PLUS "+" MINUS "-" TIMES "*" SLASH "/"
%token IN_FORCE "in force" AS_OF "as of" AND_DURATION "and (a further unit)"
%token IN_PART "in (a part of the act)"

%token REQUIRE "require" FORBID "forbid" WHEN "when" FOR "for" LET "let" DATED "dated"
%token OVER "over" PER "per" AGREE "agree"
%token VOIDS "voids" SILENCES "silences" GOVERNS "governs"
%token DUTY "duty" BREACH "breach" REMARK "remark"
%token LIFTS "lifts" OVERRIDES "overrides" EXCEPT "except"
%token GIVEN "given" EXPECT "expect" BECAUSE "because" WITH "with" WITHOUT "without" AS "as"

%token RULE "rule" APPLY "apply" PROVISION "provision" EXEMPTION "exemption"
%token FLAG "flag"
%token PARAGRAPH "paragraph" DEFINE "define" SEVERITY "severity" PARAMETER "parameter"
%token READING "reading" SCHEDULE "schedule" TABLE "table" USE "use" ENUM "enum" RECORD "record"
%token CALENDAR "calendar" TEMPLATE "template" ACT "act" CHAPTER "chapter"
%token AMENDMENT "amendment" EXTEND "extend"
%token APPENDIX "appendix" PREAMBLE "preamble" FIXTURE "fixture" TEST "test"

%token AND "and" OR "or" NOT "not" IS "is" IN "in" OF "of" IF "if" THEN "then" ELSE "else"
%token UNDER "under" WHERE "where" HAS "has" HAVE "have" EACH "each" ANY "any" ALL "all"
%token THE "the"
%token SOME "some" NO "no" EVERY "every" AT "at" LEAST "least" MOST "most" EXACTLY "exactly"
%token THAN "than" MORE_WORD "more" WITHIN "within" BEFORE "before" AFTER "after"
%token EARLIER "earlier" LATER "later" EARLIEST "earliest" LATEST "latest"
%token BETWEEN "between" COVERS "covers" OVERLAPS "overlaps" SHARES "shares" EQUALS "equals"
%token EXISTS "exists" COUNT "count" SUM "sum" HALF "half" TRUE "true" FALSE "false"
%token UNKNOWN "unknown"

%token EN "en" RU "ru" KK "kk" A "a" TO "to" ON "on" BY "by" FROM "from"
%token UNTIL "until" SINCE "since" DAY "day" DAYS "days" WEEK "week" WEEKS "weeks"
%token MONTH "month" MONTHS "months" YEAR "year" YEARS "years" WORKING "working" OFF "off"
%token PROVISIONAL "provisional" OLD "old" YOUNGER "younger" RECORDED "recorded"
%token ODD "odd" EVEN "even" NONE "none" TYPE "type" LIST "list" SECTION "section"
%token OPTIONAL "optional" PARTIAL "partial" ONGOING "ongoing"
%token DEFAULT "default" REQUIRED "required" ASKS "asks"
%token WARRANTS "warrants" TITLE "title" NUMBER "number" ADOPTED "adopted" AUDITS "audits"
%token CALLED "called" ABOUT "about"
%token KEEPER "keeper" KEEPS "keeps"
%token VERDICT "verdict" SOURCE "source" CHECKABLE "checkable" PRIORITY "priority"
%token POINTS "points" SET "set"
%token REPEAL "repeal" REPLACE "replace" INSERT "insert" REPEALED "repealed" CITES "cites"
%token BOUNDARY "boundary" READING_DEPENDENT "reading_dependent" SILENCED "silenced"
%token MISSING "missing" ACROSS "across" LESS_WORD "less"

// ---- Precedence, loosest first ---------------------------------------------------------------

%precedence SHORT                      // a rule that ends here, against one that goes on
%precedence "when" "dated" "in" "to" "before" "after" error
%left "or"
%left "and" "and (a further unit)"
%precedence NEGATION

// ---- What the symbols carry ------------------------------------------------------------------

%nterm <struct qg_name> name name_any dotted rule_id marked_id number number_opt after_opt
%nterm <struct qg_name> about_opt field_name
%nterm <struct qg_name> of_type
%nterm <struct qg_name *> name_item dotted_item string_item
%nterm <struct qg_names> names dotteds strings body_opt
%nterm <struct qg_enum_value *> enum_value
%nterm <struct qg_enum_values> enum_values
%nterm <struct qg_str> string
%nterm <struct qg_message_syntax *> message message_open
%nterm <struct qg_expr *> hole
%nterm <enum qg_lang> lang
%nterm <struct qg_langs> langs langs_opt

%nterm <struct qg_expr *> expr question tail open reaching roll sum shift base product term
%nterm <struct qg_expr *> postfix primary
%nterm <struct qg_expr *> measure duration set argument_value
%nterm <struct qg_exprs> exprs call_arguments
%nterm <struct qg_quota> quota
%nterm <struct qg_expr *> portion
%nterm <enum qg_compare> relation
%nterm <struct qg_range *> reach range
%nterm <struct qg_roll> roll_opt rolling
%nterm <enum qg_unit> unit
%nterm <struct qg_under_case *> under_case
%nterm <struct qg_under_cases> under_cases
%nterm <struct qg_ref *> ref place
%nterm <struct qg_refs> refs

%nterm <struct qg_decl *> declaration outer item rule apply exemption provision flag define reading
%nterm <struct qg_decl *> schedule table table_open
%nterm <struct qg_expr *> bound
%nterm <struct qg_cells> cells
%nterm <struct qg_cell_syntax *> cell
%nterm <struct qg_stretches> stretches
%nterm <struct qg_stretch_syntax *> stretch
%nterm <struct qg_row_syntax *> row
%nterm <struct qg_decl *> parameter division division_open paragraph paragraph_open
%nterm <struct qg_decl *> act act_open calendar calendar_open test test_open severity_decl
%nterm <struct qg_decl *> amendment amendment_open new_item
%nterm <struct qg_part> part
%nterm <struct qg_change *> change
%nterm <struct qg_changes> changes
%nterm <struct qg_decls> items
%nterm <struct qg_type_syntax *> type type_opt plain_type
%nterm <struct qg_field_syntax *> field slot
%nterm <struct qg_fields> fields slots slots_opt slot_list
%nterm <bool> section_opt optional_opt partial_opt warrants_opt provisional_opt default_opt
%nterm <struct qg_expr *> else_since
%nterm <struct qg_reading_value *> reading_value
%nterm <struct qg_reading_values> reading_values
%nterm <struct qg_calendar_year *> calendar_year
%nterm <struct qg_monthdays> monthdays
%nterm <struct qg_grades> severity
%nterm <struct qg_scope_syntax *> scope
%nterm <struct qg_argument *> argument
%nterm <struct qg_arguments> arguments argument_list
%nterm <struct qg_json_syntax *> json object members member elements
%nterm <struct qg_name> key
%nterm <struct qg_fixture> fixture_value
%nterm <struct qg_steps> path
%nterm <struct qg_edit *> edit removal
%nterm <struct qg_edits> edits removals edit_list
%nterm <struct qg_expect *> expect

%%

// ---- A file ----------------------------------------------------------------------------------

file:
  declarations
;

declarations:
  %empty
| declarations declaration[d]      { qg_build_top(p, $d, @d); }
| declarations error
| declarations error "{" items "}"
;

declaration:
  outer
| severity_decl
| parameter
| reading
| define
| table
| schedule
;

// What cannot stand in a chapter. A `severity` cannot either, but there the word begins a clause.
outer:
  "use" dotteds[n]                 { $$ = qg_build_use(p, $n, @$); }
| "enum" name[n] "{" enum_values[v] comma_opt "}"
                                   { $$ = qg_build_enum(p, $n, $v, @$); }
| "enum" name[n] "{" error "}"     { $$ = qg_build_enum(p, $n, (struct qg_enum_values){0}, @$); }
| "type" name[n] langs_opt[l] "{" fields[f] "}"
                                   { $$ = qg_build_record(p, QG_DECL_TYPE, $n, $l, $f, @$); }
| "record" name[n] langs_opt[l] body_opt[b] about_opt[a] "{" fields[f] "}"
                                   { $$ = qg_build_record(p, QG_DECL_RECORD, $n, $l, $f, @$);
                                     qg_build_heading($$, $b, $a); }
| calendar
| "template" name[n] slots[s] "{" items[i] "}" { $$ = qg_build_template(p, $n, $s, $i, @$); }
| "keeper" name[n] langs_opt[l] "keeps" dotteds[k]
                                   { $$ = qg_build_keeper(p, $n, $l, $k, @$); }
| "extend" name[n] "{" fields[f] "}"
                                   { $$ = qg_build_extend(p, $n, $f, @$); }
| act
| amendment
| division
| "fixture" name[n] "=" fixture_value[v]       { $$ = qg_build_fixture(p, $n, $v, @$); }
| test
;

// Where a record names the body that it is from and the person whom it is about.
body_opt:
  %empty                           { $$ = (struct qg_names){0}; }
| "of" dotted_item[i]              { QG_TREE_START($$, $i); }
| "of" dotted_item[i] "called" dotted_item[n]
                                   { QG_TREE_START($$, $i); QG_TREE_APPEND($$, $$, $n); }
;

about_opt:
  %empty                           { $$ = qg_build_no_name(@$); }
| "about" dotted[n]                { $$ = $n; }
;

severity_decl:
  "severity" name[n] warrants_opt[w] langs_opt[l]
                                   { $$ = qg_build_severity(p, $n, $w, $l, @$); }
;

warrants_opt:
  %empty                           { $$ = false; }
| "warrants"                       { $$ = true; }
;

// ---- Words -----------------------------------------------------------------------------------

name:
  NAME                             { $$ = qg_build_name(p, @$); }
| soft                             { $$ = qg_build_name(p, @$); }
| lang                             { $$ = qg_build_name(p, @$); }
;

name_any:
  name
| hard                             { $$ = qg_build_name(p, @$); }
| "or"                             { $$ = qg_build_name(p, @$); }
;

soft:
  "a" | "to" | "on" | "by" | "from" | "until" | "since"
| "day" | "days" | "week" | "weeks" | "month" | "months" | "year" | "years" | "working" | "off"
| "provisional" | "old" | "younger" | "recorded" | "odd" | "even" | "none" | "type" | "list"
| "section" | "optional" | "partial" | "ongoing" | "default" | "required" | "asks" | "warrants" | "keeper" | "keeps"
| "title"
| "number" | "adopted" | "audits" | "verdict" | "source" | "checkable" | "priority" | "points"
| "called" | "about" | "set" | "repeal" | "replace" | "insert" | "repealed" | "cites"
| "boundary" | "reading_dependent" | "silenced" | "missing" | "across" | "less"
;

// All others but `or`, which is left out because `a: date or ongoing` stands among fields.
hard:
  "require" | "forbid" | "when" | "for" | "let" | "dated" | "voids" | "silences" | "governs"
| "over" | "per" | "agree" | "have"
| "duty" | "breach" | "remark" | "lifts" | "overrides" | "except" | "given" | "expect" | "because"
| "with" | "without" | "as" | "rule" | "apply" | "provision" | "exemption" | "flag" | "paragraph" | "define"
| "severity" | "parameter" | "reading" | "schedule" | "table" | "use" | "enum" | "record" | "calendar"
| "template" | "act" | "amendment" | "extend" | "chapter" | "appendix" | "preamble" | "fixture" | "test" | "and" | "not"
| "is" | "in" | "of" | "if" | "then" | "else" | "under" | "where" | "has" | "each" | "any" | "all"
| "the" | "some" | "no" | "every" | "at" | "least" | "most" | "exactly" | "than" | "more" | "within"
| "before" | "after" | "earlier" | "later" | "earliest" | "latest" | "between" | "covers"
| "overlaps" | "shares" | "equals" | "exists" | "count" | "sum" | "half" | "true" | "false"
| "unknown"
;

names:
  name_item[n]                     { QG_TREE_START($$, $n); }
| names[l] "," name_item[n]        { QG_TREE_APPEND($$, $l, $n); }
;

name_item:
  name[n]                          { $$ = qg_build_name_item(p, $n); }
;

enum_values:
  enum_value[v]                    { QG_TREE_START($$, $v); }
| enum_values[l] "," enum_value[v] { QG_TREE_APPEND($$, $l, $v); }
;

enum_value:
  name_any[n] langs_opt[l]         { $$ = qg_build_enum_value(p, $n, $l, @$); }
;

// `calendar.kz`, one name with dots. That module's first word is the only hard one.
dotted:
  name
| "calendar"                       { $$ = qg_build_name(p, @$); }
| dotted[d] "." name_any[n]        { $$ = qg_build_dotted(p, $d, $n); }
;

dotteds:
  dotted_item[n]                   { QG_TREE_START($$, $n); }
| dotteds[l] "," dotted_item[n]    { QG_TREE_APPEND($$, $l, $n); }
;

dotted_item:
  dotted[d]                        { $$ = qg_build_name_item(p, $d); }
;

rule_id:
  NAME                             { $$ = qg_build_name(p, @$); }
| marked_id
;

// An id that no expression can be taken for; `*` by itself is the prefix of a template.
marked_id:
  RULEID                           { $$ = qg_build_name(p, @$); }
| "*"                              { $$ = qg_build_name(p, @$); }
;

// The number of a paragraph as an act counts them: 48, 48-1, 6.2.
number:
  INT                              { $$ = qg_build_name(p, @$); }
| INT "-" INT                      { $$ = qg_build_tight(p, @$); }
| MONTHDAY                         { $$ = qg_build_name(p, @$); }
| number "." INT                   { $$ = qg_build_tight(p, @$); }
;

number_opt:
  %empty                           { $$ = qg_build_no_name(@$); }
| number
;

// Behind which part an amendment inserts one.
after_opt:
  %empty                           { $$ = qg_build_no_name(@$); }
| "after" number[n]                { $$ = $n; }
;

comma_opt:
  %empty
| ","
;

// ---- Texts -----------------------------------------------------------------------------------

string:
  STRING
| string[a] STRING[b]              { $$ = qg_build_concat(p, $a, $b); }
;

strings:
  string_item[s]                   { QG_TREE_START($$, $s); }
| strings[l] "," string_item[s]    { QG_TREE_APPEND($$, $l, $s); }
;

string_item:
  string[s]                        { $$ = qg_build_name_item(p, qg_build_text_name($s, @s)); }
;

message:
  STRING[s]                        { $$ = qg_build_piece(p, NULL, $s, @s); }
| message[m] STRING[s]             { $$ = qg_build_piece(p, $m, $s, @s); }
| message_open[m] STRING_TAIL[s]   { $$ = qg_build_piece(p, $m, $s, @s); }
;

message_open:
  STRING_HEAD[s] hole[h]           { $$ = qg_build_hole(p, qg_build_piece(p, NULL, $s, @s), $h); }
| message[m] STRING_HEAD[s] hole[h]
                                   { $$ = qg_build_hole(p, qg_build_piece(p, $m, $s, @s), $h); }
| message_open[m] STRING_MIDDLE[s] hole[h]
                                   { $$ = qg_build_hole(p, qg_build_piece(p, $m, $s, @s), $h); }
;

hole:
  expr
| error                            { $$ = qg_build_error(p, @$); }
;

lang:
  "en"                             { $$ = QG_LANG_EN; }
| "ru"                             { $$ = QG_LANG_RU; }
| "kk"                             { $$ = QG_LANG_KK; }
;

langs:
  lang[l] message[m]               { $$ = qg_build_langs(p, qg_build_no_langs(), $l, $m, @$); }
| langs[s] lang[l] message[m]      { $$ = qg_build_langs(p, $s, $l, $m, qg_span_join(@l, @m)); }
;

langs_opt:
  %empty                           { $$ = qg_build_no_langs(); }
| langs
;

// ---- Types -----------------------------------------------------------------------------------

type:
  plain_type
| "list" "of" type[t]              { $$ = qg_build_list_type(p, $t, @$); }
| NAME "or" "ongoing"              { $$ = qg_build_ongoing_type(p, qg_build_name(p, @NAME), @$); }
;

plain_type:
  NAME                             { $$ = qg_build_type(p, qg_build_name(p, @$), @$); }
| NAME "." NAME                    { $$ = qg_build_type(p, qg_build_tight(p, @$), @$); }
| "count"                          { $$ = qg_build_type(p, qg_build_name(p, @$), @$); }
| "severity"                       { $$ = qg_build_type(p, qg_build_name(p, @$), @$); }
| "rule"                           { $$ = qg_build_type(p, qg_build_name(p, @$), @$); }
;

type_opt:
  %empty                           { $$ = NULL; }
| ":" type[t]                      { $$ = $t; }
;

fields:
  %empty                           { $$ = (struct qg_fields){0}; }
| fields[l] field[f]               { QG_TREE_APPEND($$, $l, $f); }
| fields error
;

field:
  field_name[n] ":" section_opt[s] optional_opt[o] partial_opt[w] type[t] langs_opt[l]
              { $$ = qg_build_field(p, $n, $s, $o, $w, $t, @$); $$->title = $l; }
| hard ":" section_opt[s] optional_opt[o] partial_opt[w] type[t] langs_opt[l]
              { $$ = qg_build_field(p, qg_build_name(p, @hard), $s, $o, $w, $t, @$);
                $$->title = $l; }
;

// Behind a field, the word for a language begins its title; before a colon it is a name to the
// scanner.
field_name:
  NAME                             { $$ = qg_build_name(p, @$); }
| soft                             { $$ = qg_build_name(p, @$); }
;

section_opt:
  %empty                           { $$ = false; }
| "section"                        { $$ = true; }
;

optional_opt:
  %empty                           { $$ = false; }
| "optional"                       { $$ = true; }
;

partial_opt:
  %empty                           { $$ = false; }
| "partial"                        { $$ = true; }
;

// The parameters of a template or a definition.
slots:
  "(" ")"                          { $$ = (struct qg_fields){0}; }
| "(" slot_list[l] comma_opt ")"   { $$ = $l; }
;

slots_opt:
  %empty                           { $$ = (struct qg_fields){0}; }
| slots
;

slot_list:
  slot[s]                          { QG_TREE_START($$, $s); }
| slot_list[l] "," slot[s]         { QG_TREE_APPEND($$, $l, $s); }
;

slot:
  name[n] ":" type[t]              { $$ = qg_build_field(p, $n, false, false, false, $t, @$); }
;

// ---- Parameters, readings, calendars, definitions, schedules ----------------------------------

parameter:
  "parameter" name[n] ":" type[t] "default" expr[e]
                                   { $$ = qg_build_parameter(p, $n, $t, $e, @$); }
| "parameter" name[n] ":" type[t] "required"
                                   { $$ = qg_build_parameter(p, $n, $t, NULL, @$); }
;

reading:
  "reading" name[n] "{" reading_values[v] comma_opt "}"
                                   { $$ = qg_build_reading(p, $n, qg_build_no_langs(), $v, @$); }
| "reading" name[n] "asks" langs[l] "{" reading_values[v] comma_opt "}"
                                   { $$ = qg_build_reading(p, $n, $l, $v, @$); }
| "reading" name[n] "{" error "}"  { $$ = qg_build_broken_reading(p, $n, @$); }
| "reading" name[n] "asks" langs "{" error "}"
                                   { $$ = qg_build_broken_reading(p, $n, @$); }
;

reading_values:
  reading_value[v]                 { QG_TREE_START($$, $v); }
| reading_values[l] "," reading_value[v]   { QG_TREE_APPEND($$, $l, $v); }
;

reading_value:
  name_any[n] default_opt[d] langs_opt[l]  { $$ = qg_build_reading_value(p, $n, $d, $l, @$); }
;

default_opt:
  %empty                           { $$ = false; }
| "default"                        { $$ = true; }
;

calendar:
  calendar_open "}"
;

calendar_open:
  "calendar" name[n] "{"           { $$ = qg_build_decl(p, QG_DECL_CALENDAR, $n, @$); }
| calendar_open[c] "source" string[s]      { $$ = qg_build_calendar_source(p, $c, $s, @s); }
| calendar_open[c] calendar_year[y] "}"    { $$ = qg_build_calendar_year($c, $y, @y); }
| calendar_open error
;

calendar_year:
  "year" INT[n] provisional_opt[w] "{"     { $$ = qg_build_year(p, $n, $w, @$); }
| calendar_year[y] "source" string[s]      { $$ = qg_build_year_source(p, $y, $s, @2); }
| calendar_year[y] "off" monthdays[d]      { $$ = qg_build_days(p, $y, $d, false); }
| calendar_year[y] "working" monthdays[d]  { $$ = qg_build_days(p, $y, $d, true); }
| calendar_year error
;

provisional_opt:
  %empty                           { $$ = false; }
| "provisional"                    { $$ = true; }
;

monthdays:
  MONTHDAY[d]                      { $$ = qg_build_monthday(p, (struct qg_monthdays){0}, $d, @d); }
| monthdays[l] "," MONTHDAY[d]     { $$ = qg_build_monthday(p, $l, $d, @d); }
;

define:
  "define" name[n] of_type[o] slots_opt[s] type_opt[t] "=" expr[e]
                                   { $$ = qg_build_define(p, $n, $o, $s, $t, $e, @$); }
;

// ---- Decision tables -------------------------------------------------------------------------

table:
  table_open[t] "}"                { $$ = qg_build_table_end(p, $t, @$); }
;

table_open:
  "table" name[n] of_type[o] slots[s] ":" type[t] "{"
                                   { $$ = qg_build_table(p, $n, $o, $s, $t, @$); }
| table_open[t] "across" name[n] ":" cells[c]
                 { $$ = qg_build_table_across(p, $t, $n, $c, qg_span_join(@2, @c)); }
| table_open[t] row[r]             { $$ = qg_build_table_row($t, $r, @r); }
| table_open error
;

row:
  "when" cells[c] ":" exprs[e]     { $$ = qg_build_row(p, $c, $e, qg_span_join(@1, @c)); }
| "else" ":" exprs[e]              { $$ = qg_build_row(p, (struct qg_cells){0}, $e, @1); }
;

cells:
  cell[c]                          { QG_TREE_START($$, $c); }
| cells[l] "," cell[c]             { QG_TREE_APPEND($$, $l, $c); }
;

cell:
  "any"                            { $$ = qg_build_cell(p, (struct qg_stretches){0}, @$); }
| stretch[s]                       { $$ = qg_build_cell_of(p, $s, @$); }
| "{" stretches[l] comma_opt "}"   { $$ = qg_build_cell(p, $l, @$); }
;

stretches:
  stretch[s]                       { QG_TREE_START($$, $s); }
| stretches[l] "," stretch[s]      { QG_TREE_APPEND($$, $l, $s); }
;

stretch:
  bound[v]                         { $$ = qg_build_stretch(p, QG_STRETCH_ONE, $v, NULL, @$); }
| name[n]   { $$ = qg_build_stretch(p, QG_STRETCH_ONE, qg_build_name_expr(p, $n), NULL, @$); }
| "true"    { $$ = qg_build_stretch(p, QG_STRETCH_ONE, qg_build_bool(p, true, @$), NULL, @$); }
| "false"   { $$ = qg_build_stretch(p, QG_STRETCH_ONE, qg_build_bool(p, false, @$), NULL, @$); }
| bound[v] "to" bound[w]           { $$ = qg_build_stretch(p, QG_STRETCH_TO, $v, $w, @$); }
| "at" "least" bound[v]            { $$ = qg_build_stretch(p, QG_STRETCH_AT_LEAST, $v, NULL, @$); }
| "at" "most" bound[v]             { $$ = qg_build_stretch(p, QG_STRETCH_AT_MOST, $v, NULL, @$); }
| "more" "than" bound[v]           { $$ = qg_build_stretch(p, QG_STRETCH_MORE_THAN, $v, NULL, @$); }
| "less" "than" bound[v]           { $$ = qg_build_stretch(p, QG_STRETCH_LESS_THAN, $v, NULL, @$); }
| "from" bound[v]                  { $$ = qg_build_stretch(p, QG_STRETCH_FROM, $v, NULL, @$); }
| "before" bound[v]                { $$ = qg_build_stretch(p, QG_STRETCH_BEFORE, $v, NULL, @$); }
| "after" bound[v]                 { $$ = qg_build_stretch(p, QG_STRETCH_AFTER, $v, NULL, @$); }
| "not" "after" bound[v]           { $$ = qg_build_stretch(p, QG_STRETCH_NOT_AFTER, $v, NULL, @$); }
;

bound:
  INT[n]                           { $$ = qg_build_int(p, $n, @$); }
| DATE[d]                          { $$ = qg_build_date(p, $d, @$); }
;

of_type:
  %empty                           { $$ = qg_build_no_name(@$); }
| "of" NAME                        { $$ = qg_build_name(p, @NAME); }
;

schedule:
  "schedule" name[n] "of" NAME[t] "{" "every" measure[m] "of" expr[e] else_since[s] "}"
          { $$ = qg_build_schedule(p, $n, qg_build_name(p, @t), $m, $e, $s, @$); }
| "schedule" name[n] "of" NAME[t] "{" "every" measure[m] "since" expr[s] "}"
          { $$ = qg_build_schedule(p, $n, qg_build_name(p, @t), $m, NULL, $s, @$); }
| "schedule" name[n] "of" NAME[t] "{" error[x] "}"
          { $$ = qg_build_schedule(p, $n, qg_build_name(p, @t), qg_build_error(p, @x), NULL,
                                   qg_build_error(p, @x), @$); }
;

else_since:
  %empty                           { $$ = NULL; }
| "else" "since" expr[e]           { $$ = $e; }
;

// ---- Acts and their parts --------------------------------------------------------------------

act:
  act_open "}"
;

act_open:
  "act" name[n] "{"                { $$ = qg_build_act(p, $n, @$); }
| act_open[a] "title" langs[l]     { $$ = qg_build_act_title(p, $a, $l, @2); }
| act_open[a] "number" string[s]   { $$ = qg_build_act_number(p, $a, $s, @2); }
| act_open[a] "adopted" expr[e]    { $$ = qg_build_act_expr(p, $a, QG_ACT_ADOPTED, $e, @2); }
| act_open[a] "in force" "from" expr[e]    { $$ = qg_build_act_expr(p, $a, QG_ACT_FROM, $e, @2); }
| act_open[a] "in force" "until" expr[e]   { $$ = qg_build_act_expr(p, $a, QG_ACT_UNTIL, $e, @2); }
| act_open[a] "audits" names[n]    { $$ = qg_build_act_audits(p, $a, $n, @2); }
| act_open[a] "verdict" "for" "each" name[n]   { $$ = qg_build_act_verdict(p, $a, $n, @2); }
| act_open[a] "verdict" "none"     { $$ = qg_build_act_no_verdict(p, $a, @2); }
| act_open[a] "calendar" dotted[d] { $$ = qg_build_act_calendar(p, $a, $d, @2); }
| act_open[a] "dated" name[n] "by" expr[e]
                                   { $$ = qg_build_act_dated(p, $a, $n, $e, qg_span_join(@2, @e)); }
| act_open[a] "repealed" "by" string[s]    { $$ = qg_build_act_repealed(p, $a, $s, @2, @s); }
| act_open[a] "cites" string[s] "adopted" DATE[d]
                                   { $$ = qg_build_act_cites(p, $a, $s, $d, qg_span_join(@2, @d)); }
| act_open error
;

// An amendment is an act that changes another. Its dates are sums, since a comparison could go on
// with `in`.
amendment:
  amendment_open "}"
;

amendment_open:
  "amendment" name[n] "to" name[a] "{"     { $$ = qg_build_amendment(p, $n, $a, @$); }
| amendment_open[a] "title" langs[l]       { $$ = qg_build_act_title(p, $a, $l, @2); }
| amendment_open[a] "number" string[s]     { $$ = qg_build_act_number(p, $a, $s, @2); }
| amendment_open[a] "adopted" sum[e]       { $$ = qg_build_act_expr(p, $a, QG_ACT_ADOPTED, $e, @2); }
| amendment_open[a] "in force" "from" sum[e]
                                   { $$ = qg_build_act_expr(p, $a, QG_ACT_FROM, $e, @2); }
| amendment_open[a] "in force" "until" sum[e]
                                   { $$ = qg_build_act_expr(p, $a, QG_ACT_UNTIL, $e, @2); }
| amendment_open[a] "dated" name[n] "by" sum[e]
                                   { $$ = qg_build_act_dated(p, $a, $n, $e, qg_span_join(@2, @e)); }
| amendment_open[a] "repealed" "by" string[s]
                                   { $$ = qg_build_act_repealed(p, $a, $s, @2, @s); }
| amendment_open[a] "cites" string[s] "adopted" DATE[d]
                                   { $$ = qg_build_act_cites(p, $a, $s, $d, qg_span_join(@2, @d)); }
| amendment_open[a] change[c]      { $$ = qg_build_changes(p, $a, NULL, qg_build_one_change($c)); }
| amendment_open[a] "in (a part of the act)" part[w] change[c]
                                   { $$ = qg_build_changes(p, $a, &$w, qg_build_one_change($c)); }
| amendment_open[a] "in (a part of the act)" part[w] "{" changes[l] "}"
                                   { $$ = qg_build_changes(p, $a, &$w, $l); }
| amendment_open error
| amendment_open error "{" items "}"
;

changes:
  change[c]                        { $$ = qg_build_one_change($c); }
| changes[l] change[c]             { QG_TREE_APPEND($$, $l, $c); }
;

change:
  "repeal" part[w]                 { $$ = qg_build_repeal(p, $w, @$); }
| "replace" sum[a] "with" sum[b]   { $$ = qg_build_reword(p, $a, $b, @$); }
| "replace" new_item[d]            { $$ = qg_build_change(p, QG_CHANGE_REPLACE, $d, @$); }
| "insert" new_item[d]             { $$ = qg_build_change(p, QG_CHANGE_INSERT, $d, @$); }
;

new_item:
  item[d]                          { $$ = qg_build_end($d, @d); }
| division[d]                      { $$ = qg_build_end($d, @d); }
;

// What an amendment can name.
part:
  "paragraph" number[n]            { $$ = qg_build_part(QG_DECL_PARAGRAPH, QG_DIVISION_PARAGRAPH, $n, @$); }
| "chapter" number[n]              { $$ = qg_build_part(QG_DECL_DIVISION, QG_DIVISION_CHAPTER, $n, @$); }
| "appendix" number_opt[n]         { $$ = qg_build_part(QG_DECL_DIVISION, QG_DIVISION_APPENDIX, $n, @$); }
| "preamble"    { $$ = qg_build_part(QG_DECL_DIVISION, QG_DIVISION_PREAMBLE, qg_build_no_name(@$), @$); }
| "rule" rule_id[n]                { $$ = qg_build_part(QG_DECL_RULE, 0, $n, @$); }
| "apply" rule_id[n]               { $$ = qg_build_part(QG_DECL_APPLY, 0, $n, @$); }
| "exemption" name[n]              { $$ = qg_build_part(QG_DECL_EXEMPTION, 0, $n, @$); }
| "provision" rule_id[n]           { $$ = qg_build_part(QG_DECL_PROVISION, 0, $n, @$); }
| "flag" rule_id[n]                { $$ = qg_build_part(QG_DECL_FLAG, 0, $n, @$); }
| "define" name[n]                 { $$ = qg_build_part(QG_DECL_DEFINE, 0, $n, @$); }
| "table" name[n]                  { $$ = qg_build_part(QG_DECL_DEFINE, 0, $n, @$); }
| "schedule" name[n]               { $$ = qg_build_part(QG_DECL_SCHEDULE, 0, $n, @$); }
| "parameter" name[n]              { $$ = qg_build_part(QG_DECL_PARAMETER, 0, $n, @$); }
| "reading" name[n]                { $$ = qg_build_part(QG_DECL_READING, 0, $n, @$); }
;

division:
  division_open[d] "{" items[i] "}"        { $$ = qg_build_items(p, $d, $i); }
;

division_open:
  "chapter" number[n] after_opt[b] "of" name[a] langs_opt[l]
                     { $$ = qg_build_division_after(
                           qg_build_division(p, QG_DIVISION_CHAPTER, $n, $a, $l, @1), $b, @b); }
| "appendix" number_opt[n] after_opt[b] "of" name[a] langs_opt[l]
                     { $$ = qg_build_division_after(
                           qg_build_division(p, QG_DIVISION_APPENDIX, $n, $a, $l, @1), $b, @b); }
| "preamble" "of" name[a] langs_opt[l]
        { $$ = qg_build_division(p, QG_DIVISION_PREAMBLE, qg_build_no_name(@1), $a, $l, @1); }
| division_open[d] scope[s]        { $$ = qg_build_division_scope($d, $s); }
| division_open[d] "when" expr[e]  { $$ = qg_build_division_when($d, $e); }
| "chapter" error    { $$ = qg_build_broken_division(p, QG_DIVISION_CHAPTER, @1); }
| "appendix" error   { $$ = qg_build_broken_division(p, QG_DIVISION_APPENDIX, @1); }
| "preamble" error   { $$ = qg_build_broken_division(p, QG_DIVISION_PREAMBLE, @1); }
| division_open error
;

paragraph:
  paragraph_open[d] "{" items[i] "}"       { $$ = qg_build_items(p, $d, $i); }
;

paragraph_open:
  "paragraph" number[n] after_opt[b] langs_opt[l]
      { $$ = qg_build_division_after(
            qg_build_division(p, QG_DIVISION_PARAGRAPH, $n, qg_build_no_name(@1), $l, @1),
            $b, @b); }
| paragraph_open[d] scope[s]       { $$ = qg_build_division_scope($d, $s); }
| paragraph_open[d] "when" expr[e] { $$ = qg_build_division_when($d, $e); }
| "paragraph" error  { $$ = qg_build_broken_division(p, QG_DIVISION_PARAGRAPH, @1); }
| paragraph_open error
;

scope:
  "for" "each" range[r]            { $$ = qg_build_scope(p, false, $r, @$); }
| "for" "any" range[r]             { $$ = qg_build_scope(p, true, $r, @$); }
;

items:
  %empty                           { $$ = (struct qg_decls){0}; }
| items[l] item[i]                 { QG_TREE_APPEND($$, $l, $i); }
| items[l] outer[d]                { qg_build_misplaced(p, $d, @d); $$ = $l; }
| items error
| items[l] error "{" items "}"     { $$ = $l; }
;

item:
  rule[d] %prec SHORT              { $$ = qg_build_rule_end(p, $d, @d); }
| exemption[d] %prec SHORT         { $$ = qg_build_exemption_end(p, $d, @d); }
| flag[d] %prec SHORT              { $$ = qg_build_flag_end(p, $d, @d); }
| paragraph[d]                     { $$ = qg_build_end($d, @d); }
| apply
| provision
| define
| table
| reading
| schedule
| parameter
;

// ---- Rules -----------------------------------------------------------------------------------

rule:
  "rule" rule_id[n]                { $$ = qg_build_rule(p, $n, @$); }
| rule[r] severity[s] %prec SHORT  { $$ = qg_build_rule_severity(p, $r, $s, @s); }
| rule[r] severity[s] "when" expr[e]
                     { $$ = qg_build_rule_when(qg_build_rule_severity(p, $r, $s, @s), $e); }
| rule[r] scope[s]                 { $$ = qg_build_rule_scope($r, $s); }
| rule[r] "dated" expr[e]          { $$ = qg_build_rule_dated(p, $r, $e, @2); }
| rule[r] "let" name[n] "=" expr[e]
                     { $$ = qg_build_rule_let(p, $r, $n, $e, qg_span_join(@2, @e)); }
| rule[r] "when" expr[e]           { $$ = qg_build_rule_when($r, $e); }
| rule[r] "require" expr[e]        { $$ = qg_build_rule_demand(p, $r, false, $e, @2); }
| rule[r] "over" "all" range[a]    { $$ = qg_build_rule_over(p, $r, $a, qg_span_join(@2, @a)); }
| rule[r] "per" exprs[l]           { $$ = qg_build_rule_per(p, $r, $l, @2); }
| rule[r] "require" quota[q] "have" expr[e]
                     { $$ = qg_build_rule_quota(p, $r, $q, $e, @2); }
| rule[r] "agree" "on" exprs[l]    { $$ = qg_build_rule_agree(p, $r, $l, @2); }
| rule[r] "forbid" expr[e]         { $$ = qg_build_rule_demand(p, $r, true, $e, @2); }
| rule[r] "voids" "the" name[n]    { $$ = qg_build_rule_voids(p, $r, $n, @2); }
| rule[r] "silences" refs[l]       { $$ = qg_build_rule_silences($r, $l); }
| rule[r] "governs" refs[l]        { $$ = qg_build_rule_governs($r, $l); }
| rule[r] "duty" langs[l]          { $$ = qg_build_rule_text(p, $r, QG_TEXT_DUTY, $l, @2); }
| rule[r] "breach" langs[l]        { $$ = qg_build_rule_text(p, $r, QG_TEXT_BREACH, $l, @2); }
| rule[r] "remark" langs[l]        { $$ = qg_build_rule_text(p, $r, QG_TEXT_REMARK, $l, @2); }
| rule[r] error                    { $$ = qg_build_rule_broken(p, $r, @2); }
| rule[r] error "{" error "}"      { $$ = qg_build_rule_broken(p, $r, @2); }
;

severity:
  "severity" name[n]               { $$ = qg_build_grade(p, (struct qg_grades){0}, $n, @$); }
| severity[s] "when" expr[e] "else" name[n]
                                   { $$ = qg_build_grade(p, qg_build_grade_when($s, $e), $n, @n); }
;

// How many of all of them, as a share or as a number.
quota:
  "at" "least" portion[n]          { $$ = (struct qg_quota){QG_SHARE_AT_LEAST, $n, @$}; }
| "more" "than" portion[n]         { $$ = (struct qg_quota){QG_SHARE_MORE_THAN, $n, @$}; }
| "at" "most" portion[n]           { $$ = (struct qg_quota){QG_SHARE_AT_MOST, $n, @$}; }
;

portion:
  name[n]                          { $$ = qg_build_name_expr(p, $n); }
| INT[n]                           { $$ = qg_build_int(p, $n, @$); }
| INT[a] "/" INT[b]                { $$ = qg_build_ratio(p, $a, $b, @$); }
| "half"                           { $$ = qg_build_ratio(p, 1, 2, @$); }
;

refs:
  ref[r]                           { QG_TREE_START($$, $r); }
| refs[l] "," ref[r]               { QG_TREE_APPEND($$, $l, $r); }
;

ref:
  rule_id[n]                       { $$ = qg_build_ref(p, QG_REF_RULE, $n, @$); }
| place
;

place:
  "paragraph" number[n]            { $$ = qg_build_ref(p, QG_REF_PARAGRAPH, $n, @$); }
| "chapter" number[n]              { $$ = qg_build_ref(p, QG_REF_CHAPTER, $n, @$); }
| "appendix" number[n]             { $$ = qg_build_ref(p, QG_REF_APPENDIX, $n, @$); }
| "preamble"           { $$ = qg_build_ref(p, QG_REF_PREAMBLE, qg_build_no_name(@$), @$); }
| "act"                { $$ = qg_build_ref(p, QG_REF_ACT, qg_build_no_name(@$), @$); }
;

apply:
  "apply" dotted[d] "(" arguments[a] ")" "as" rule_id[n]
                     { $$ = qg_build_apply(p, $n, $d, $a, (struct qg_refs){0}, @$); }
| "apply" dotted[d] "(" arguments[a] ")" "as" rule_id[n] "with" "silences" refs[l]
                     { $$ = qg_build_apply(p, $n, $d, $a, $l, @$); }
;

arguments:
  %empty                           { $$ = (struct qg_arguments){0}; }
| argument_list comma_opt
| error                            { $$ = (struct qg_arguments){0}; }
;

argument_list:
  argument[a]                      { QG_TREE_START($$, $a); }
| argument_list[l] "," argument[a] { QG_TREE_APPEND($$, $l, $a); }
;

argument:
  name_any[n] ":" argument_value[v]    { $$ = qg_build_argument(p, $n, $v, @$); }
;

argument_value:
  expr
| "(" langs[l] ")"                 { $$ = qg_build_phrase(p, $l, @$); }
| marked_id[n]           { $$ = qg_build_ref_expr(p, qg_build_ref(p, QG_REF_RULE, $n, @$)); }
| place[r]                         { $$ = qg_build_ref_expr(p, $r); }
;

exemption:
  "exemption" name[n] langs_opt[l] { $$ = qg_build_exemption(p, $n, $l, @$); }
| exemption[x] scope[s]            { $$ = qg_build_exemption_scope($x, $s); }
| exemption[x] "lifts" refs[l]     { $$ = qg_build_exemption_lifts($x, $l); }
| exemption[x] "when" expr[e]      { $$ = qg_build_exemption_when($x, $e); }
| exemption[x] "overrides" names[l]    { $$ = qg_build_exemption_overrides($x, $l); }
| exemption[x] "except" name[n] "when" expr[e]
                     { $$ = qg_build_exemption_except(p, $x, $n, $e, qg_span_join(@2, @e)); }
| exemption[x] error               { $$ = qg_build_exemption_broken(p, $x, @2); }
| exemption[x] error "{" error "}" { $$ = qg_build_exemption_broken(p, $x, @2); }
;

provision:
  "provision" rule_id[n] "not" "checkable" "because" langs[l]
                     { $$ = qg_build_provision(p, $n, $l, (struct qg_refs){0}, @$); }
| "provision" rule_id[n] "points" "to" refs[l]
                     { $$ = qg_build_provision(p, $n, qg_build_no_langs(), $l, @$); }
;

flag:
  "flag" rule_id[n]                { $$ = qg_build_flag(p, $n, @$); }
| flag[f] "priority"               { $$ = qg_build_flag_priority(p, $f, @2); }
| flag[f] scope[s]                 { $$ = qg_build_flag_scope($f, $s); }
| flag[f] "when" expr[e]           { $$ = qg_build_flag_when($f, $e); }
| flag[f] "by" expr[e]             { $$ = qg_build_flag_by(p, $f, $e, @2); }
| flag[f] "with" "breach" names[l] { $$ = qg_build_flag_breaches($f, $l); }
| flag[f] "remark" langs[l]        { $$ = qg_build_flag_remark(p, $f, $l, @2); }
| flag[f] error                    { $$ = qg_build_flag_broken(p, $f, @2); }
| flag[f] error "{" error "}"      { $$ = qg_build_flag_broken(p, $f, @2); }
;

// ---- Expressions -----------------------------------------------------------------------------

exprs:
  expr[e]                          { QG_TREE_START($$, $e); }
| exprs[l] "," expr[e]             { QG_TREE_APPEND($$, $l, $e); }
;

expr:
  question
| open
| expr[a] "or" expr[b]             { $$ = qg_build_pair(p, QG_EXPR_OR, $a, $b, @$); }
| expr[a] and expr[b] %prec "and"  { $$ = qg_build_pair(p, QG_EXPR_AND, $a, $b, @$); }
| "not" expr[e] %prec NEGATION     { $$ = qg_build_not(p, $e, @$); }
;

and:
  "and"
| "and (a further unit)"
;

open:
  reaching
| sum[a] "+" reaching[b]           { $$ = qg_build_arith(p, QG_ARITH_ADD, $a, $b, @$); }
| sum[a] "-" reaching[b]           { $$ = qg_build_arith(p, QG_ARITH_SUBTRACT, $a, $b, @$); }
;

// What ends in an expression and reaches as far right as it can.
reaching:
  "some" range[r]               { $$ = qg_build_quantify(p, QG_QUANTIFIER_SOME, 0, $r, NULL, @$); }
| "no" range[r]                 { $$ = qg_build_quantify(p, QG_QUANTIFIER_NO, 0, $r, NULL, @$); }
| "the" reach[r] "where" expr[e] %prec SHORT
                                   { $$ = qg_build_the(p, qg_build_where($r, $e, @e), @$); }
| "every" range[r] "has" expr[e] %prec SHORT
                                { $$ = qg_build_quantify(p, QG_QUANTIFIER_EVERY, 0, $r, $e, @$); }
| "at" "least" INT[n] range[r]
                          { $$ = qg_build_quantify(p, QG_QUANTIFIER_AT_LEAST, $n, $r, NULL, @$); }
| "at" "most" INT[n] range[r]
                          { $$ = qg_build_quantify(p, QG_QUANTIFIER_AT_MOST, $n, $r, NULL, @$); }
| "exactly" INT[n] range[r]
                          { $$ = qg_build_quantify(p, QG_QUANTIFIER_EXACTLY, $n, $r, NULL, @$); }
| "count" "of" reach[r] "where" expr[e] %prec SHORT
              { $$ = qg_build_fold(p, QG_FOLD_COUNT, NULL, qg_build_where($r, $e, @e), @$); }
| "sum" "of" sum[v] "for" "each" reach[r] "where" expr[e] %prec SHORT
              { $$ = qg_build_fold(p, QG_FOLD_SUM, $v, qg_build_where($r, $e, @e), @$); }
| "earliest" "of" sum[v] "for" "each" reach[r] "where" expr[e] %prec SHORT
              { $$ = qg_build_fold(p, QG_FOLD_EARLIEST, $v, qg_build_where($r, $e, @e), @$); }
| "latest" "of" sum[v] "for" "each" reach[r] "where" expr[e] %prec SHORT
              { $$ = qg_build_fold(p, QG_FOLD_LATEST, $v, qg_build_where($r, $e, @e), @$); }
| "earliest" reach[r] "by" postfix[v] "where" expr[e] %prec SHORT
              { $$ = qg_build_choose(p, false, qg_build_where($r, $e, @e), $v, @$); }
| "latest" reach[r] "by" postfix[v] "where" expr[e] %prec SHORT
              { $$ = qg_build_choose(p, true, qg_build_where($r, $e, @e), $v, @$); }
| "if" expr[c] "then" expr[a] "else" expr[b] %prec SHORT
                                   { $$ = qg_build_if(p, $c, $a, $b, @$); }
;

range:
  reach
| reach[r] "where" expr[e] %prec SHORT { $$ = qg_build_where($r, $e, @e); }
;

reach:
  name[n] %prec SHORT              { $$ = qg_build_range(p, QG_RANGE_NOUN, $n, NULL, NULL, @$); }
| name[n] "in" postfix[a] %prec SHORT
                                   { $$ = qg_build_range(p, QG_RANGE_LIST, $n, $a, NULL, @$); }
| name[n] "in" postfix[a] "to" postfix[b]
                                   { $$ = qg_build_range(p, QG_RANGE_NUMBERS, $n, $a, $b, @$); }
;

// Comparisons do not chain.
question:
  roll
| roll[a] relation[op] tail[b]     { $$ = qg_build_compare(p, $op, $a, $b, @$); }
| roll[a] "in" set[b]              { $$ = qg_build_compare(p, QG_COMPARE_IN, $a, $b, @$); }
| roll[a] "not" "in" set[b]        { $$ = qg_build_compare(p, QG_COMPARE_NOT_IN, $a, $b, @$); }
| roll[a] "before" tail[b]         { $$ = qg_build_compare(p, QG_COMPARE_BEFORE, $a, $b, @$); }
| roll[a] "after" tail[b]          { $$ = qg_build_compare(p, QG_COMPARE_AFTER, $a, $b, @$); }
| roll[a] "not" "before" tail[b]   { $$ = qg_build_compare(p, QG_COMPARE_NOT_BEFORE, $a, $b, @$); }
| roll[a] "not" "after" tail[b]    { $$ = qg_build_compare(p, QG_COMPARE_NOT_AFTER, $a, $b, @$); }
| roll[a] "covers" tail[b]         { $$ = qg_build_compare(p, QG_COMPARE_COVERS, $a, $b, @$); }
| roll[a] "equals" tail[b]         { $$ = qg_build_compare(p, QG_COMPARE_SAME_SET, $a, $b, @$); }
| roll[a] "shares" "none" "with" tail[b]
                                   { $$ = qg_build_compare(p, QG_COMPARE_SHARES_NONE, $a, $b, @$); }
| "all" "of" sum[a] "in" tail[b]   { $$ = qg_build_compare(p, QG_COMPARE_ALL_IN, $a, $b, @$); }
| roll[a] "overlaps" sum[b]        { $$ = qg_build_compare(p, QG_COMPARE_OVERLAPS, $a, $b, @$); }
| roll[a] "overlaps" sum[b] "to" sum[c]
                                   { $$ = qg_build_between(p, QG_EXPR_OVERLAPS, $a, $b, $c, @$); }
| roll[a] "between" sum[b] and sum[c]
                                   { $$ = qg_build_between(p, QG_EXPR_BETWEEN, $a, $b, $c, @$); }
| roll[a] "is" "recorded"          { $$ = qg_build_is(p, QG_IS_RECORDED, $a, @$); }
| roll[a] "is" "not" "recorded"    { $$ = qg_build_is(p, QG_IS_NOT_RECORDED, $a, @$); }
| roll[a] "is" "odd"               { $$ = qg_build_is(p, QG_IS_ODD, $a, @$); }
| roll[a] "is" "even"              { $$ = qg_build_is(p, QG_IS_EVEN, $a, @$); }
| roll[a] "exists"                 { $$ = qg_build_is(p, QG_IS_THERE, $a, @$); }
| roll[a] "at" "least" measure[d] "before" sum[b]
              { $$ = qg_build_term(p, QG_TERM_AT_LEAST_BEFORE, $a, $d, $b, no_roll, @$); }
| roll[a] "at" "least" measure[d] "after" sum[b]
              { $$ = qg_build_term(p, QG_TERM_AT_LEAST_AFTER, $a, $d, $b, no_roll, @$); }
| roll[a] "within" measure[d] "before" sum[b] roll_opt[w]
              { $$ = qg_build_term(p, QG_TERM_WITHIN_BEFORE, $a, $d, $b, $w, @$); }
| roll[a] "within" measure[d] "after" sum[b] roll_opt[w]
              { $$ = qg_build_term(p, QG_TERM_WITHIN_AFTER, $a, $d, $b, $w, @$); }
| roll[a] "not" "earlier" "than" measure[d] "after" sum[b]
              { $$ = qg_build_term(p, QG_TERM_NOT_EARLIER_AFTER, $a, $d, $b, no_roll, @$); }
| roll[a] "not" "earlier" "than" measure[d] "before" sum[b]
              { $$ = qg_build_term(p, QG_TERM_NOT_EARLIER_BEFORE, $a, $d, $b, no_roll, @$); }
| roll[a] "not" "later" "than" measure[d] "after" sum[b] roll_opt[w]
              { $$ = qg_build_term(p, QG_TERM_NOT_LATER_AFTER, $a, $d, $b, $w, @$); }
| roll[a] "not" "later" "than" measure[d] "before" sum[b]
              { $$ = qg_build_term(p, QG_TERM_NOT_LATER_BEFORE, $a, $d, $b, no_roll, @$); }
| roll[a] "is" "younger" "than" measure[d] "on" sum[b]
                                   { $$ = qg_build_age(p, true, $a, $d, $b, @$); }
| roll[a] "is" "at" "least" measure[d] "old" "on" sum[b]
                                   { $$ = qg_build_age(p, false, $a, $d, $b, @$); }
| roll[a] "is" "at" "least" measure[d] "of" sum[b]
                                   { $$ = qg_build_share(p, QG_SHARE_AT_LEAST, $a, $d, $b, @$); }
| roll[a] "is" "more" "than" measure[d] "of" sum[b]
                                   { $$ = qg_build_share(p, QG_SHARE_MORE_THAN, $a, $d, $b, @$); }
| roll[a] "is" "at" "most" measure[d] "of" sum[b]
                                   { $$ = qg_build_share(p, QG_SHARE_AT_MOST, $a, $d, $b, @$); }
;

relation:
  "="                              { $$ = QG_COMPARE_EQUAL; }
| "!="                             { $$ = QG_COMPARE_UNEQUAL; }
| "<"                              { $$ = QG_COMPARE_LESS; }
| "<="                             { $$ = QG_COMPARE_AT_MOST; }
| ">"                              { $$ = QG_COMPARE_MORE; }
| ">="                             { $$ = QG_COMPARE_AT_LEAST; }
;

// The right side of a comparison may reach on to the right.
tail:
  roll
| open
;

set:
  tail
| "{" exprs[l] comma_opt "}"       { $$ = qg_build_set(p, $l, @$); }
| "{" error "}"                    { $$ = qg_build_error(p, @$); }
;

roll:
  sum
| sum[s] rolling[w]                { $$ = qg_build_roll(p, $s, $w, @$); }
;

roll_opt:
  %empty                           { $$ = no_roll; }
| rolling
;

rolling:
  "to" "a" "working" "day"         { $$ = qg_build_rolling(qg_build_no_name(@$), @$); }
| "to" "a" "working" "day" "of" dotted[d]  { $$ = qg_build_rolling($d, @$); }
;

sum:
  product
| shift
| sum[a] "+" product[b]            { $$ = qg_build_arith(p, QG_ARITH_ADD, $a, $b, @$); }
| sum[a] "-" product[b]            { $$ = qg_build_arith(p, QG_ARITH_SUBTRACT, $a, $b, @$); }
;

// `6 months after X`, a date.
shift:
  duration[d] "after" base[b]      { $$ = qg_build_shift(p, false, $d, $b, @$); }
| duration[d] "before" base[b]     { $$ = qg_build_shift(p, true, $d, $b, @$); }
;

base:
  term
| shift
;

product:
  term
| product[a] "*" term[b]           { $$ = qg_build_arith(p, QG_ARITH_MULTIPLY, $a, $b, @$); }
;

term:
  postfix
| duration %prec SHORT
| "count" "of" reach[r]            { $$ = qg_build_fold(p, QG_FOLD_COUNT, NULL, $r, @$); }
| "sum" "of" sum[v] "for" "each" reach[r]
                                   { $$ = qg_build_fold(p, QG_FOLD_SUM, $v, $r, @$); }
| "earliest" "of" sum[v] "for" "each" reach[r]
                                   { $$ = qg_build_fold(p, QG_FOLD_EARLIEST, $v, $r, @$); }
| "latest" "of" sum[v] "for" "each" reach[r]
                                   { $$ = qg_build_fold(p, QG_FOLD_LATEST, $v, $r, @$); }
| "earliest" reach[r] "by" postfix[v]  { $$ = qg_build_choose(p, false, $r, $v, @$); }
| "latest" reach[r] "by" postfix[v]    { $$ = qg_build_choose(p, true, $r, $v, @$); }
;

// A duration or a ratio: written out, or a name for one.
measure:
  postfix
| duration
;

duration:
  INT[n] unit[u]                   { $$ = qg_build_duration(p, $n, $u, @$); }
| duration[d] "and (a further unit)" INT[n] unit[u]
                                   { $$ = qg_build_duration_more(p, $d, $n, $u, @$); }
;

unit:
  "year"                           { $$ = QG_UNIT_YEAR; }
| "years"                          { $$ = QG_UNIT_YEAR; }
| "month"                          { $$ = QG_UNIT_MONTH; }
| "months"                         { $$ = QG_UNIT_MONTH; }
| "week"                           { $$ = QG_UNIT_WEEK; }
| "weeks"                          { $$ = QG_UNIT_WEEK; }
| "day"                            { $$ = QG_UNIT_DAY; }
| "days"                           { $$ = QG_UNIT_DAY; }
| "working" "day"                  { $$ = QG_UNIT_WORKDAY; }
| "working" "days"                 { $$ = QG_UNIT_WORKDAY; }
;

postfix:
  primary
| postfix[a] "." name_any[n]       { $$ = qg_build_member(p, $a, $n, @$); }
| postfix[a] "(" call_arguments[l] ")" { $$ = qg_build_call(p, $a, $l, @$); }
;

call_arguments:
  %empty                           { $$ = (struct qg_exprs){0}; }
| exprs[l] comma_opt               { $$ = $l; }
;

primary:
  name[n]                          { $$ = qg_build_name_expr(p, $n); }
| INT[n]                           { $$ = qg_build_int(p, $n, @$); }
| INT[a] "/" INT[b]                { $$ = qg_build_ratio(p, $a, $b, @$); }
| "half"                           { $$ = qg_build_ratio(p, 1, 2, @$); }
| string[s]                        { $$ = qg_build_string(p, $s, @$); }
| DATE[d]                          { $$ = qg_build_date(p, $d, @$); }
| "true"                           { $$ = qg_build_bool(p, true, @$); }
| "false"                          { $$ = qg_build_bool(p, false, @$); }
| "unknown"                        { $$ = qg_build_unknown(p, @$); }
| "(" expr[e] ")"                  { $$ = $e; }
| "(" error ")"                    { $$ = qg_build_error(p, @$); }
| "earlier" "of" "(" exprs[l] comma_opt ")"    { $$ = qg_build_pick(p, false, $l, @$); }
| "later" "of" "(" exprs[l] comma_opt ")"      { $$ = qg_build_pick(p, true, $l, @$); }
| "under" dotted[d] "{" under_cases[l] comma_opt "}"   { $$ = qg_build_under(p, $d, $l, @$); }
| "under" dotted "{" error "}"     { $$ = qg_build_error(p, @$); }
;

under_cases:
  under_case[c]                    { QG_TREE_START($$, $c); }
| under_cases[l] "," under_case[c] { QG_TREE_APPEND($$, $l, $c); }
;

under_case:
  name_any[n] ":" expr[e]          { $$ = qg_build_under_case(p, $n, $e, @$); }
;

// ---- Fixtures and tests ----------------------------------------------------------------------

fixture_value:
  object[j]                        { $$ = qg_build_fixture_literal($j, @$); }
| name[n] edits[e]                 { $$ = qg_build_fixture_change($n, $e, @$); }
;

edits:
  %empty                           { $$ = (struct qg_edits){0}; }
| edits[l] "with" edit_list[m]     { QG_TREE_CONCAT($$, $l, $m); }
| edits[l] "without" removals[m]   { QG_TREE_CONCAT($$, $l, $m); }
;

edit_list:
  edit[e]                          { QG_TREE_START($$, $e); }
| edit_list[l] "," edit[e]         { QG_TREE_APPEND($$, $l, $e); }
;

edit:
  path[w] "=" json[j]              { $$ = qg_build_edit(p, $w, $j, @$); }
;

removals:
  removal[e]                       { QG_TREE_START($$, $e); }
| removals[l] "," removal[e]       { QG_TREE_APPEND($$, $l, $e); }
;

removal:
  path[w]                          { $$ = qg_build_edit(p, $w, NULL, @$); }
;

path:
  name_any[n]                      { $$ = qg_build_step(p, (struct qg_steps){0}, $n, @n); }
| path[l] "." name_any[n]          { $$ = qg_build_step(p, $l, $n, @n); }
| path[l] "[" INT[i] "]"           { $$ = qg_build_index(p, $l, $i, qg_span_join(@2, @4)); }
;

json:
  object
| "[" "]"                          { $$ = qg_build_json(p, QG_JSON_ARRAY, @$); }
| "[" elements[l] comma_opt "]"    { $$ = qg_build_json_end(p, $l, @$); }
| "[" error "]"                    { $$ = qg_build_json(p, QG_JSON_NULL, @$); }
| string[s]                        { $$ = qg_build_json_text(p, QG_JSON_STRING, $s, @$); }
| DATE                             { $$ = qg_build_json_raw(p, QG_JSON_STRING, @$); }
| INT                              { $$ = qg_build_json_raw(p, QG_JSON_NUMBER, @$); }
| "-" INT                          { $$ = qg_build_json_raw(p, QG_JSON_NUMBER, @$); }
| INT "." INT                      { $$ = qg_build_json_raw(p, QG_JSON_NUMBER, @$); }
| "-" INT "." INT                  { $$ = qg_build_json_raw(p, QG_JSON_NUMBER, @$); }
| "true"                           { $$ = qg_build_json(p, QG_JSON_TRUE, @$); }
| "false"                          { $$ = qg_build_json(p, QG_JSON_FALSE, @$); }
| name[n]                          { $$ = qg_build_json_word(p, $n); }
;

object:
  "{" "}"                          { $$ = qg_build_json(p, QG_JSON_OBJECT, @$); }
| "{" members[l] comma_opt "}"     { $$ = qg_build_json_end(p, $l, @$); }
| "{" error "}"                    { $$ = qg_build_json(p, QG_JSON_NULL, @$); }
;

members:
  member[m]                        { $$ = qg_build_json_first(p, QG_JSON_OBJECT, $m, @$); }
| members[l] "," member[m]         { $$ = qg_build_json_child(p, $l, $m); }
;

member:
  key[k] ":" json[j]               { $$ = qg_build_json_key($j, $k); }
;

key:
  name_any
| STRING[s]                        { $$ = qg_build_text_name($s, @s); }
;

elements:
  json[j]                          { $$ = qg_build_json_first(p, QG_JSON_ARRAY, $j, @$); }
| elements[l] "," json[j]          { $$ = qg_build_json_child(p, $l, $j); }
;

test:
  test_open[t] "}"                 { $$ = qg_build_test_end(p, $t, @t); }
;

test_open:
  "test" string[s] "{"
                   { $$ = qg_build_decl(p, QG_DECL_TEST, qg_build_text_name($s, @s), @$); }
| test_open[t] "given" fixture_value[v]    { $$ = qg_build_test_given(p, $t, $v); }
| test_open[t] "as of" DATE[d]
                   { $$ = qg_build_test_as_of(p, $t, qg_build_date(p, $d, @d), @2); }
| test_open[t] "set" "parameter" dotted[n] "=" expr[e]
                   { $$ = qg_build_test_set(p, $t, false, $n, $e, qg_span_join(@2, @e)); }
| test_open[t] "set" "reading" dotted[n] "=" name_any[v]
                   { $$ = qg_build_test_set(p, $t, true, $n, qg_build_name_expr(p, $v),
                                            qg_span_join(@2, @v)); }
| test_open[t] expect[e]           { $$ = qg_build_test_expect($t, $e, @e); }
| test_open[t] "because" string[s] { $$ = qg_build_test_because(p, $t, $s, @2); }
| test_open[t] error               { $$ = qg_build_test_broken($t); }
;

expect:
  "expect" rule_id[r] NAME[o]
               { $$ = qg_build_expect(p, QG_EXPECT_OUTCOME, $r, qg_build_name(p, @o), @$); }
| "expect" "verdict" name[v]
               { $$ = qg_build_expect_verdict(p, $v, @$); }
| "expect" "no" NAME[o]
               { $$ = qg_build_expect(p, QG_EXPECT_NONE, qg_build_no_name(@1),
                                      qg_build_name(p, @o), @$); }
| "expect" "flag" rule_id[r]       { $$ = qg_build_expect_flag(p, QG_EXPECT_FLAG, $r, @$); }
| "expect" "no" "flag" rule_id[r]  { $$ = qg_build_expect_flag(p, QG_EXPECT_NO_FLAG, $r, @$); }
| expect[x] "as" name[n]           { $$ = qg_build_expect_category(p, $x, $n, @2); }
| expect[x] "severity" name[n]     { $$ = qg_build_expect_severity(p, $x, $n, @2); }
| expect[x] "by" name[n]           { $$ = qg_build_expect_severity(p, $x, $n, @2); }
| expect[x] "by" DATE[d]           { $$ = qg_build_expect_due(p, $x, $d, @2); }
| expect[x] "silenced" "by" rule_id[n]     { $$ = qg_build_expect_silenced(p, $x, $n, @2); }
| expect[x] "boundary"             { $$ = qg_build_expect_boundary(p, $x, QG_FLAG_SET, @2); }
| expect[x] "not" "boundary"       { $$ = qg_build_expect_boundary(p, $x, QG_FLAG_CLEAR, @3); }
| expect[x] "reading_dependent"    { $$ = qg_build_expect_dependent(p, $x, QG_FLAG_SET, @2); }
| expect[x] "not" "reading_dependent"  { $$ = qg_build_expect_dependent(p, $x, QG_FLAG_CLEAR, @3); }
| expect[x] "on" string[s]         { $$ = qg_build_expect_on(p, $x, $s, @2); }
| expect[x] NAME[n] INT[i]         { $$ = qg_build_expect_index(p, $x, qg_build_name(p, @n), $i); }
| expect[x] "missing" strings[l]   { $$ = qg_build_expect_missing(p, $x, $l, @2); }
;

%%

static struct qg_span join(const YYLTYPE *before, int count) {
    if (count == 0)
        return (struct qg_span){before[0].source, before[0].end, before[0].end};
    return qg_span_join(before[1], before[count]);
}

static int qg_parser_lex(YYSTYPE *value, struct qg_span *span, struct qg_parser *p) {
    union qg_scan_value scanned;
    int token = qg_scan_next(p->scan, &scanned, span);
    if (p->scan->fault != QG_OK)
        p->fault = p->scan->fault;
    switch (token) {
    case QG_T_INT:
        value->QG_T_INT = scanned.number;
        break;
    case QG_T_DATE:
    case QG_T_MONTHDAY:
        value->QG_T_DATE = (int32_t)scanned.number;
        break;
    case QG_T_STRING:
    case QG_T_STRING_HEAD:
    case QG_T_STRING_MIDDLE:
    case QG_T_STRING_TAIL:
        value->QG_T_STRING = scanned.text;
        break;
    default:
        break;
    }
    return token;
}

// Syntax errors have their own way (below); what is left is a stack that is full.
static void qg_parser_error(const struct qg_span *span, struct qg_parser *p, const char *message) {
    (void)message;
    qg_build_too_deep(p, *span);
}

static int yyreport_syntax_error(const yypcontext_t *context, struct qg_parser *p) {
    yysymbol_kind_t expected[YYNTOKENS];
    if (p->misplaced && yypcontext_token(context) == YYSYMBOL_YYEOF)
        return 0; // the brace that is missing here was asked for there
    int count = yypcontext_expected_tokens(context, expected, YYNTOKENS);
    if (count < 0)
        return count;
    struct qg_token_set set = {0};
    for (int i = 0; i < count; i++)
        qg_token_set_add(&set, (int)expected[i]);
    qg_syntax_error(p, (int)yypcontext_token(context), *yypcontext_location(context), &set);
    return 0;
}

enum qg_fault qg_parser_run(struct qg_parser *p) {
    (void)qg_parser_parse(p);
    return p->fault;
}
