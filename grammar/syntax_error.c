// SPDX-License-Identifier: Apache-2.0
#include "syntax_error.h"

#include "parser.h"
#include "tokens.h"

// No more than this many possibilities are named.
#define NAMED 5

// How much of an unexpected word is quoted.
#define QUOTED 40

// Several tokens that a person knows under one name. The group stands for them when every token
// of `needs` could come; it then takes out those of `covers` and, if `soft` or `hard`, the words
// of that class. Both lists end with 0, which is no token that could come.
struct group {
    const char *text;
    int needs[4];
    bool soft, hard;
    int covers[36];
};

static const struct group groups[] = {
    {"a word", {QG_T_NAME, QG_T_REQUIRE, QG_T_USE, 0}, true, true, {QG_T_NAME, 0}},
    {"an expression",
     {QG_T_NAME, QG_T_INT, QG_T_LPAREN, 0},
     true,
     false,
     {QG_T_NAME,      QG_T_INT,      QG_T_DATE,
      QG_T_STRING,    QG_T_LPAREN,   QG_T_HALF,
      QG_T_TRUE,      QG_T_FALSE,    QG_T_COUNT,
      QG_T_SUM,       QG_T_SOME,     QG_T_NO,
      QG_T_EVERY,     QG_T_AT,       QG_T_EXACTLY,
      QG_T_ALL,       QG_T_IF,       QG_T_UNDER,
      QG_T_NOT,       QG_T_THE,      QG_T_UNKNOWN,
      QG_T_LATER,     QG_T_EARLIER,  QG_T_LATEST,
      QG_T_RULEID,    QG_T_EARLIEST, QG_T_ACT,
      QG_T_CHAPTER,   QG_T_APPENDIX, QG_T_PREAMBLE,
      QG_T_PARAGRAPH, QG_T_TIMES,    0}},
    {"a rule id", {QG_T_RULEID, QG_T_TIMES, 0}, false, false, {QG_T_RULEID, QG_T_TIMES, 0}},
    {"a name", {QG_T_NAME, 0}, true, false, {QG_T_NAME, 0}},
    {"a unit of time",
     {QG_T_YEAR, QG_T_DAYS, 0},
     false,
     false,
     {QG_T_YEAR, QG_T_YEARS, QG_T_MONTH, QG_T_MONTHS, QG_T_WEEK, QG_T_WEEKS, QG_T_DAY, QG_T_DAYS,
      QG_T_WORKING, 0}},
    {"an operator",
     {QG_T_PLUS, QG_T_MINUS, 0},
     false,
     false,
     {QG_T_PLUS,
      QG_T_MINUS,
      QG_T_TIMES,
      QG_T_SLASH,
      QG_T_EQUAL,
      QG_T_UNEQUAL,
      QG_T_LESS,
      QG_T_MORE,
      QG_T_LESS_EQUAL,
      QG_T_MORE_EQUAL,
      QG_T_DOT,
      QG_T_LPAREN,
      QG_T_AND,
      QG_T_OR,
      QG_T_AND_DURATION,
      QG_T_NOT,
      QG_T_IS,
      QG_T_IN,
      QG_T_AT,
      QG_T_WITHIN,
      QG_T_BEFORE,
      QG_T_AFTER,
      QG_T_COVERS,
      QG_T_BETWEEN,
      QG_T_SHARES,
      QG_T_EQUALS,
      QG_T_OVERLAPS,
      QG_T_EXISTS,
      QG_T_TO,
      QG_T_STRING,
      0}},
    {"a clause such as `require`",
     {QG_T_REQUIRE, QG_T_SILENCES, 0},
     false,
     false,
     {QG_T_REQUIRE, QG_T_FORBID, QG_T_WHEN, QG_T_FOR, QG_T_OVER, QG_T_PER, QG_T_AGREE, QG_T_LET,
      QG_T_DATED, QG_T_VOIDS, QG_T_SILENCES, QG_T_GOVERNS, QG_T_DUTY, QG_T_BREACH, QG_T_REMARK,
      QG_T_SEVERITY, 0}},
    {"an item such as `rule`",
     {QG_T_RULE, QG_T_APPLY, QG_T_PROVISION, 0},
     false,
     false,
     {QG_T_RULE,      QG_T_APPLY,     QG_T_PROVISION,
      QG_T_EXEMPTION, QG_T_FLAG,      QG_T_PARAGRAPH,
      QG_T_DEFINE,    QG_T_PARAMETER, QG_T_READING,
      QG_T_SCHEDULE,  QG_T_TABLE,     QG_T_USE,
      QG_T_ENUM,      QG_T_TYPE,      QG_T_RECORD,
      QG_T_CALENDAR,  QG_T_TEMPLATE,  QG_T_ACT,
      QG_T_CHAPTER,   QG_T_APPENDIX,  QG_T_PREAMBLE,
      QG_T_FIXTURE,   QG_T_TEST,      QG_T_AMENDMENT,
      QG_T_EXTEND,    QG_T_KEEPER,    0}},
    {"a declaration",
     {QG_T_RECORD, QG_T_FIXTURE, 0},
     false,
     false,
     {QG_T_USE,
      QG_T_SEVERITY,
      QG_T_ENUM,
      QG_T_TYPE,
      QG_T_RECORD,
      QG_T_PARAMETER,
      QG_T_READING,
      QG_T_CALENDAR,
      QG_T_DEFINE,
      QG_T_TEMPLATE,
      QG_T_SCHEDULE,
      QG_T_TABLE,
      QG_T_ACT,
      QG_T_CHAPTER,
      QG_T_APPENDIX,
      QG_T_PREAMBLE,
      QG_T_FIXTURE,
      QG_T_TEST,
      QG_T_AMENDMENT,
      QG_T_EXTEND,
      QG_T_KEEPER,
      QG_T_END,
      0}},
};

#define GROUP_COUNT (sizeof groups / sizeof groups[0])

// The possibilities of one message.
struct names {
    struct qg_text text;
    int count, limit; // named so far; to be named at all
};

void qg_token_set_add(struct qg_token_set *set, int token) {
    if (token >= 0 && token < QG_TOKEN_LIMIT)
        set->has[token] = true;
}

static bool applies(const struct group *group, const struct qg_token_set *set) {
    for (const int *need = group->needs; *need != 0; need++)
        if (!set->has[*need])
            return false;
    return true;
}

static void take_class(struct qg_token_set *set, enum qg_token_class class) {
    for (int token = 0; token < QG_TOKEN_LIMIT; token++)
        if (qg_token_class(token) == class)
            set->has[token] = false;
}

static void take_out(struct qg_token_set *set, const struct group *group) {
    for (const int *token = group->covers; *token != 0; token++)
        set->has[*token] = false;
    if (group->soft)
        take_class(set, QG_TOKEN_SOFT);
    if (group->hard)
        take_class(set, QG_TOKEN_HARD);
}

// Which groups stand for tokens of the set; their tokens are gone from it afterwards.
static int find_groups(struct qg_token_set *set, const struct group *found[GROUP_COUNT]) {
    int count = 0;
    for (size_t i = 0; i < GROUP_COUNT; i++)
        if (applies(&groups[i], set)) {
            found[count++] = &groups[i];
            take_out(set, &groups[i]);
        }
    return count;
}

static void add_name(struct names *names, const char *before, const char *name, const char *after) {
    if (names->count == names->limit)
        return;
    names->count++;
    if (names->count > 1)
        qg_text_addz(&names->text, names->count == names->limit ? " or " : ", ");
    qg_text_printf(&names->text, "%s%s%s", before, name, after);
}

static void add_token(struct names *names, int token) {
    bool literal = qg_token_class(token) == QG_TOKEN_LITERAL;
    add_name(names, literal ? "" : "`", qg_token_text(token), literal ? "" : "`");
}

static int left_over(const struct qg_token_set *set) {
    int count = set->has[QG_T_END] ? 1 : 0;
    for (size_t i = 0; qg_token_at(i) >= 0; i++)
        count += set->has[qg_token_at(i)];
    return count;
}

static void name_all(struct names *names, struct qg_token_set *set) {
    const struct group *found[GROUP_COUNT];
    int count = find_groups(set, found);
    int total = count + left_over(set);
    names->limit = total < NAMED ? total : NAMED;
    for (int i = 0; i < count; i++)
        add_name(names, "", found[i]->text, "");
    for (size_t i = 0; qg_token_at(i) >= 0; i++)
        if (set->has[qg_token_at(i)])
            add_token(names, qg_token_at(i));
    if (set->has[QG_T_END])
        add_name(names, "", "the end of the file", "");
}

// What the table calls "a text" is just "text" after "unexpected".
static const char *without_article(const char *text) {
    return strncmp(text, "a ", 2) == 0 ? text + 2 : text;
}

static void name_found(struct qg_parser *p, struct qg_text *text, int found, struct qg_span span) {
    struct qg_str bytes = qg_sources_slice(p->sources, span);
    bool is_text = found >= QG_T_STRING && found <= QG_T_STRING_TAIL;
    if (found == QG_T_END)
        qg_text_addz(text, "the end of the file");
    else if (is_text || bytes.len > QUOTED)
        qg_text_addz(text, without_article(qg_token_text(found)));
    else
        qg_text_printf(text, "`%.*s`", QG_STR_ARG(bytes));
}

// Whether the bytes follow a quote at once: then they were most likely meant to be inside of it.
static bool follows_quote(struct qg_parser *p, struct qg_span span) {
    if (span.start == 0)
        return false;
    struct qg_span before = {span.source, span.start - 1, span.start};
    return qg_str_equal(qg_sources_slice(p->sources, before), QG_STR("\""));
}

static void hint(struct qg_parser *p, struct qg_diag *diag, int found, struct qg_span span,
                 const struct qg_token_set *expected) {
    bool is_word = found == QG_T_NAME || qg_token_class(found) >= QG_TOKEN_HARD;
    bool names_only = expected->has[QG_T_NAME] && !expected->has[QG_T_INT];
    if (is_word && follows_quote(p, span))
        qg_diag_hint(diag, "Write \\\" for a quote inside a text.");
    else if (qg_token_class(found) == QG_TOKEN_HARD && names_only)
        qg_diag_hint(diag, "`%s` is a word of the language: it can be a name only after a dot.",
                     qg_token_text(found));
    else if ((found == QG_T_AFTER || found == QG_T_BEFORE) && expected->has[QG_T_PLUS])
        qg_diag_hint(diag, "Put a date such as `(D after X)` in parentheses.");
    else if (found == QG_T_STRING_HEAD && expected->has[QG_T_STRING])
        qg_diag_hint(diag, "Only messages have holes; write \\{ for the character itself.");
    else if (is_word && expected->has[QG_T_STRING] && !expected->has[QG_T_NAME])
        qg_diag_hint(diag, "A text stands in double quotes.");
}

void qg_syntax_error(struct qg_parser *p, int found, struct qg_span span,
                     struct qg_token_set *expected) {
    struct qg_token_set all = *expected;
    struct qg_text what = {0};
    struct names names = {0};
    name_found(p, &what, found, span);
    name_all(&names, expected);
    struct qg_diag *diag = qg_grammar_error(
        p->diags, QG_CODE_UNEXPECTED, span, "unexpected %.*s%s%.*s", QG_STR_ARG(qg_text_str(&what)),
        names.count > 0 ? ", expected " : "", QG_STR_ARG(qg_text_str(&names.text)));
    hint(p, diag, found, span, &all);
    if (what.failed || names.text.failed)
        p->fault = QG_FAULT_MEMORY;
    qg_text_free(&what);
    qg_text_free(&names.text);
}
