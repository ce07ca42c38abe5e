// SPDX-License-Identifier: Apache-2.0
//
// Layouts of fixtures and tests. The members of an object and the elements of an array fill the
// line; one that takes several lines shares none of them. JSON that is broken ends in a comma.
//
// Recursion is as deep as the value, which the parser bounds.

#include "format_parts.h"

#include "parser.h"

// ---- JSON ------------------------------------------------------------------------------------

// A number with its sign, a word, a date, a text.
static void scalar(struct qg_pen *pen, const struct qg_json_syntax *json) {
    if (qg_pen_is(pen, QG_T_STRING)) {
        qg_format_strings(pen, json->span.end);
        return;
    }
    bool negative = qg_pen_is(pen, QG_T_MINUS);
    qg_pen_token(pen);
    if (negative)
        qg_pen_sep(pen, QG_SEP_NONE);
    qg_pen_until(pen, json->span.end);
}

static void value(struct qg_pen *pen, const struct qg_json_syntax *json) {
    enum qg_sep inner = json->kind == QG_JSON_OBJECT ? QG_SEP_LINE : QG_SEP_SOFT;
    if (json->kind < QG_JSON_ARRAY) {
        scalar(pen, json);
        return;
    }
    if (json->count == 0)
        inner = QG_SEP_SOFT;
    qg_format_bracket(pen, inner, QG_NEST_SAME);
    const struct qg_json_syntax *child = json->first;
    for (uint32_t i = 0; i < json->count; i++, child = child->next) {
        if (json->kind == QG_JSON_OBJECT)
            qg_pen_tokens(pen, 2);
        value(pen, child);
        if (i + 1 == json->count)
            break;
        qg_pen_token(pen);
        qg_pen_sep(pen, QG_SEP_FILL);
    }
    if (json->count > 0)
        qg_doc_text(&pen->doc, QG_DOC_WIDE, QG_STR(","));
    qg_format_bracket_end(pen, inner);
}

// ---- Fixtures --------------------------------------------------------------------------------

// `certifications[0].hearings[1].date`.
static void path(struct qg_pen *pen, uint32_t end) {
    while (qg_pen_start(pen) < end && !qg_pen_is(pen, QG_T_EQUAL)) {
        if (qg_pen_is(pen, QG_T_LBRACKET))
            qg_pen_sep(pen, QG_SEP_NONE);
        qg_pen_token(pen);
    }
}

static void edit(struct qg_pen *pen, const struct qg_edit *edit) {
    path(pen, edit->span.end);
    if (edit->value == NULL)
        return;
    qg_pen_token(pen);
    value(pen, edit->value);
}

// `with` or `without` and its edits; gives the first one behind them.
static const struct qg_edit *edits(struct qg_pen *pen, const struct qg_edit *next) {
    qg_pen_group(pen);
    qg_pen_token(pen);
    qg_pen_sep(pen, QG_SEP_SPACE);
    bool single = next->value != NULL && (next->next == NULL || next->next->value == NULL);
    qg_pen_nest(pen, single ? QG_NEST_SAME : QG_NEST_ALIGN);
    edit(pen, next);
    while (qg_pen_is(pen, QG_T_COMMA) && next->next != NULL) {
        next = next->next;
        qg_pen_token(pen);
        qg_pen_sep(pen, QG_SEP_LINE);
        edit(pen, next);
    }
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
    return next->next;
}

// A record written out, or another one and what is changed in it.
static void contents(struct qg_pen *pen, const struct qg_fixture *as) {
    if (as->literal != NULL) {
        value(pen, as->literal);
        return;
    }
    qg_pen_token(pen);
    qg_pen_nest(pen, QG_NEST_STEP);
    for (const struct qg_edit *next = as->edits.first; next != NULL;) {
        qg_pen_sep(pen, QG_SEP_HARD);
        next = edits(pen, next);
    }
    qg_pen_unnest(pen);
}

void qg_format_fixture(struct qg_pen *pen, const struct qg_decl *fixture) {
    qg_pen_tokens(pen, 3);
    contents(pen, &fixture->as.fixture);
}

// ---- Tests -----------------------------------------------------------------------------------

// How many words a qualifier of an expectation begins with before its list of texts, if any.
static uint32_t qualifier_words(const struct qg_pen *pen) {
    switch (qg_pen_kind(pen)) {
    case QG_T_BOUNDARY:
    case QG_T_READING_DEPENDENT:
    case QG_T_ON:
    case QG_T_MISSING:
        return 1;
    case QG_T_SILENCED:
        return 3;
    default: // `as A`, `severity A`, `by A`, `by 2024-01-01`, `not boundary`, `hearing 0`
        return 2;
    }
}

static void qualifier(struct qg_pen *pen) {
    bool texts = qg_pen_is(pen, QG_T_ON) || qg_pen_is(pen, QG_T_MISSING);
    if (texts)
        qg_format_list_clause(pen, 1, QG_NEST_ALIGN);
    else
        qg_pen_tokens(pen, qualifier_words(pen));
}

static void expect(struct qg_pen *pen, const struct qg_expect *expect) {
    qg_pen_group(pen);
    qg_pen_tokens(pen, expect->kind == QG_EXPECT_NO_FLAG ? 4 : 3); // `expect no flag ID`
    qg_pen_nest(pen, QG_NEST_STEP);
    while (qg_pen_start(pen) < expect->span.end) {
        qg_pen_sep(pen, QG_SEP_FILL);
        qualifier(pen);
    }
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

// What of a test is still to be written.
struct rest {
    const struct qg_fixture *given;
    const struct qg_setting *setting;
    const struct qg_expect *expect;
};

static void setting(struct qg_pen *pen, const struct qg_setting *setting) {
    qg_pen_tokens(pen, 2);
    qg_pen_until(pen, setting->name.span.end);
    qg_format_value(pen, setting->value);
}

static void test_clause(struct qg_pen *pen, struct rest *rest) {
    switch (qg_pen_kind(pen)) {
    case QG_T_GIVEN:
        qg_pen_token(pen);
        contents(pen, rest->given);
        rest->given = rest->given->next;
        break;
    case QG_T_SET:
        setting(pen, rest->setting);
        rest->setting = rest->setting->next;
        break;
    case QG_T_EXPECT:
        expect(pen, rest->expect);
        rest->expect = rest->expect->next;
        break;
    case QG_T_BECAUSE:
        qg_pen_token(pen);
        qg_format_strings(pen, UINT32_MAX);
        break;
    default: // `as of 2024-01-01`
        qg_pen_tokens(pen, 2);
        break;
    }
}

void qg_format_test(struct qg_pen *pen, const struct qg_decl *test) {
    const struct qg_test_decl *as = &test->as.test;
    struct rest rest = {&as->given, as->settings.first, as->expects.first};
    qg_pen_token(pen);
    qg_format_strings(pen, UINT32_MAX);
    qg_pen_token(pen);
    qg_format_block(pen);
    while (qg_format_more(pen)) {
        test_clause(pen, &rest);
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    qg_format_block_end(pen);
}
