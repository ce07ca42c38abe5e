// SPDX-License-Identifier: Apache-2.0
#include "build.h"

#include "intern.h"
#include "seed.h"
#include "suggest.h"

// ---- JSON ------------------------------------------------------------------------------------

struct qg_json_syntax *qg_build_json(struct qg_parser *p, enum qg_json_kind kind,
                                     struct qg_span span) {
    struct qg_json_syntax *json = qg_build_node(p, sizeof *json);
    *json = (struct qg_json_syntax){.kind = kind, .depth = 1, .span = span};
    return json;
}

struct qg_json_syntax *qg_build_json_text(struct qg_parser *p, enum qg_json_kind kind,
                                          struct qg_str text, struct qg_span span) {
    struct qg_json_syntax *json = qg_build_json(p, kind, span);
    json->text = text;
    return json;
}

struct qg_json_syntax *qg_build_json_raw(struct qg_parser *p, enum qg_json_kind kind,
                                         struct qg_span span) {
    return qg_build_json_text(p, kind, qg_build_tight(p, span).text, span);
}

// `null` is the one bare word that is a value.
struct qg_json_syntax *qg_build_json_word(struct qg_parser *p, struct qg_name word) {
    if (!qg_str_equal(word.text, QG_STR("null"))) {
        struct qg_diag *d = qg_grammar_error(p->diags, QG_CODE_BARE_WORD, word.span,
                                             "`%.*s` is no JSON value", QG_STR_ARG(word.text));
        qg_diag_hint(d, "Write \"%.*s\" in quotes.", QG_STR_ARG(word.text));
    }
    return qg_build_json(p, QG_JSON_NULL, word.span);
}

struct qg_json_syntax *qg_build_json_first(struct qg_parser *p, enum qg_json_kind kind,
                                           struct qg_json_syntax *child, struct qg_span span) {
    return qg_build_json_child(p, qg_build_json(p, kind, span), child);
}

struct qg_json_syntax *qg_build_json_child(struct qg_parser *p, struct qg_json_syntax *parent,
                                           struct qg_json_syntax *child) {
    if (child->depth >= QG_TREE_DEPTH_LIMIT) {
        qg_build_too_deep(p, child->span);
        return parent;
    }
    if (child->depth >= parent->depth)
        parent->depth = child->depth + 1;
    qg_tree_link(*parent, child);
    return parent;
}

struct qg_json_syntax *qg_build_json_key(struct qg_json_syntax *value, struct qg_name key) {
    value->key = key;
    return value;
}

static void report_key(struct qg_parser *p, const struct qg_json_syntax *first,
                       const struct qg_json_syntax *again) {
    struct qg_diag *d =
        qg_grammar_error(p->diags, QG_CODE_DUPLICATE_KEY, again->key.span,
                         "the key `%.*s` is written twice", QG_STR_ARG(again->key.text));
    while (!qg_str_equal(first->key.text, again->key.text))
        first = first->next;
    qg_diag_label(d, first->key.span, "here first");
}

// A key that is not new gets an old symbol.
static void check_keys(struct qg_parser *p, const struct qg_json_syntax *object) {
    struct qg_intern keys;
    qg_intern_init(&keys, qg_seed());
    for (const struct qg_json_syntax *member = object->first; member != NULL;
         member = member->next) {
        uint32_t before = qg_intern_count(&keys);
        uint32_t symbol = qg_intern_add(&keys, member->key.text);
        if (symbol == 0)
            p->fault = QG_FAULT_MEMORY;
        else if (symbol <= before)
            report_key(p, object->first, member);
    }
    qg_intern_free(&keys);
}

struct qg_json_syntax *qg_build_json_end(struct qg_parser *p, struct qg_json_syntax *json,
                                         struct qg_span span) {
    json->span = span;
    if (json->kind == QG_JSON_OBJECT)
        check_keys(p, json);
    return json;
}

// ---- Fixtures --------------------------------------------------------------------------------

struct qg_steps qg_build_step(struct qg_parser *p, struct qg_steps path, struct qg_name name,
                              struct qg_span span) {
    struct qg_step *step = qg_build_node(p, sizeof *step);
    *step = (struct qg_step){.name = name, .span = span};
    qg_tree_link(path, step);
    return path;
}

struct qg_steps qg_build_index(struct qg_parser *p, struct qg_steps path, int64_t index,
                               struct qg_span span) {
    struct qg_step *step = qg_build_node(p, sizeof *step);
    *step = (struct qg_step){.index = (uint32_t)index, .span = span};
    qg_tree_link(path, step);
    return path;
}

struct qg_edit *qg_build_edit(struct qg_parser *p, struct qg_steps path,
                              struct qg_json_syntax *value, struct qg_span span) {
    struct qg_edit *edit = qg_build_node(p, sizeof *edit);
    *edit = (struct qg_edit){.path = path, .value = value, .span = span};
    return edit;
}

struct qg_fixture qg_build_fixture_literal(struct qg_json_syntax *literal, struct qg_span span) {
    return (struct qg_fixture){.literal = literal, .span = span};
}

struct qg_fixture qg_build_fixture_change(struct qg_name base, struct qg_edits edits,
                                          struct qg_span span) {
    return (struct qg_fixture){.base = base, .edits = edits, .span = span};
}

struct qg_decl *qg_build_fixture(struct qg_parser *p, struct qg_name name,
                                 struct qg_fixture fixture, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_FIXTURE, name, span);
    decl->as.fixture = fixture;
    return decl;
}

// ---- Tests -----------------------------------------------------------------------------------

static bool is_given(const struct qg_fixture *fixture) {
    return fixture->literal != NULL || qg_name_given(&fixture->base);
}

struct qg_decl *qg_build_test_given(struct qg_parser *p, struct qg_decl *test,
                                    struct qg_fixture given) {
    struct qg_fixture *last = &test->as.test.given;
    if (!is_given(last)) {
        *last = given;
        return test;
    }
    while (last->next != NULL)
        last = last->next;
    last->next = qg_build_node(p, sizeof *last);
    *last->next = given;
    return test;
}

struct qg_decl *qg_build_test_as_of(struct qg_parser *p, struct qg_decl *test,
                                    struct qg_expr *as_of, struct qg_span span) {
    if (qg_build_once(p, test->as.test.as_of != NULL, span, "as of"))
        test->as.test.as_of = as_of;
    return test;
}

struct qg_decl *qg_build_test_set(struct qg_parser *p, struct qg_decl *test, bool reading,
                                  struct qg_name name, struct qg_expr *value, struct qg_span span) {
    struct qg_setting *setting = qg_build_node(p, sizeof *setting);
    *setting = (struct qg_setting){.reading = reading, .name = name, .value = value, .span = span};
    qg_tree_link(test->as.test.settings, setting);
    return test;
}

struct qg_decl *qg_build_test_expect(struct qg_decl *test, struct qg_expect *expect,
                                     struct qg_span span) {
    expect->span = span;
    qg_tree_link(test->as.test.expects, expect);
    return test;
}

struct qg_decl *qg_build_test_because(struct qg_parser *p, struct qg_decl *test,
                                      struct qg_str because, struct qg_span span) {
    if (qg_build_once(p, test->as.test.because.len != 0, span, "because"))
        test->as.test.because = because;
    return test;
}

struct qg_decl *qg_build_test_broken(struct qg_decl *test) {
    test->as.test.broken = true;
    return test;
}

struct qg_decl *qg_build_test_end(struct qg_parser *p, struct qg_decl *test, struct qg_span span) {
    const struct qg_test_decl *as = &test->as.test;
    bool given = is_given(&as->given);
    if ((!given || as->expects.count == 0) && !as->broken)
        qg_grammar_error(p->diags, QG_CODE_NO_GIVEN, test->name.span, "this test has no `%s`",
                         given ? "expect" : "given");
    return qg_build_end(test, span);
}

// ---- Expectations ----------------------------------------------------------------------------

static const struct qg_str outcomes[] = {
    [QG_OUTCOME_SATISFIED] = QG_STR_INIT("satisfied"),
    [QG_OUTCOME_VIOLATED] = QG_STR_INIT("violated"),
    [QG_OUTCOME_UNDETERMINED] = QG_STR_INIT("undetermined"),
    [QG_OUTCOME_EXEMPT] = QG_STR_INIT("exempt"),
    [QG_OUTCOME_NOT_APPLICABLE] = QG_STR_INIT("not_applicable"),
    [QG_OUTCOME_NOT_IN_FORCE] = QG_STR_INIT("not_in_force"),
};

#define OUTCOME_COUNT (sizeof outcomes / sizeof outcomes[0])

static enum qg_outcome_word outcome_of(struct qg_parser *p, struct qg_name word) {
    for (size_t i = 0; i < OUTCOME_COUNT; i++)
        if (qg_str_equal(outcomes[i], word.text))
            return (enum qg_outcome_word)i;
    struct qg_diag *d = qg_grammar_error(p->diags, QG_CODE_BAD_OUTCOME, word.span,
                                         "`%.*s` is no outcome", QG_STR_ARG(word.text));
    struct qg_str close;
    if (qg_suggest(word.text, outcomes, OUTCOME_COUNT, &close))
        qg_diag_hint(d, "Did you mean `%.*s`?", QG_STR_ARG(close));
    return QG_OUTCOME_SATISFIED;
}

struct qg_expect *qg_build_expect(struct qg_parser *p, enum qg_expect_kind kind,
                                  struct qg_name rule, struct qg_name outcome,
                                  struct qg_span span) {
    struct qg_expect *expect = qg_build_node(p, sizeof *expect);
    *expect = (struct qg_expect){
        .kind = kind, .rule = rule, .outcome = outcome_of(p, outcome), .span = span};
    return expect;
}

struct qg_expect *qg_build_expect_verdict(struct qg_parser *p, struct qg_name verdict,
                                          struct qg_span span) {
    struct qg_expect *expect = qg_build_node(p, sizeof *expect);
    *expect = (struct qg_expect){.kind = QG_EXPECT_VERDICT, .verdict = verdict, .span = span};
    return expect;
}

struct qg_expect *qg_build_expect_flag(struct qg_parser *p, enum qg_expect_kind kind,
                                       struct qg_name flag, struct qg_span span) {
    struct qg_expect *expect = qg_build_node(p, sizeof *expect);
    *expect = (struct qg_expect){.kind = kind, .rule = flag, .span = span};
    return expect;
}

struct qg_expect *qg_build_expect_category(struct qg_parser *p, struct qg_expect *expect,
                                           struct qg_name category, struct qg_span span) {
    if (qg_build_once(p, qg_name_given(&expect->category), span, "as"))
        expect->category = category;
    return expect;
}

struct qg_expect *qg_build_expect_severity(struct qg_parser *p, struct qg_expect *expect,
                                           struct qg_name severity, struct qg_span span) {
    if (qg_build_once(p, qg_name_given(&expect->severity), span, "severity"))
        expect->severity = severity;
    return expect;
}

struct qg_expect *qg_build_expect_due(struct qg_parser *p, struct qg_expect *expect, int32_t due,
                                      struct qg_span span) {
    if (!qg_build_once(p, expect->has_due, span, "by"))
        return expect;
    expect->has_due = true;
    expect->due = due;
    return expect;
}

struct qg_expect *qg_build_expect_silenced(struct qg_parser *p, struct qg_expect *expect,
                                           struct qg_name rule, struct qg_span span) {
    if (qg_build_once(p, qg_name_given(&expect->silenced_by), span, "silenced by"))
        expect->silenced_by = rule;
    return expect;
}

struct qg_expect *qg_build_expect_boundary(struct qg_parser *p, struct qg_expect *expect,
                                           enum qg_flag_wish wish, struct qg_span span) {
    if (qg_build_once(p, expect->boundary != QG_FLAG_ANY, span, "boundary"))
        expect->boundary = wish;
    return expect;
}

struct qg_expect *qg_build_expect_dependent(struct qg_parser *p, struct qg_expect *expect,
                                            enum qg_flag_wish wish, struct qg_span span) {
    if (qg_build_once(p, expect->reading_dependent != QG_FLAG_ANY, span, "reading_dependent"))
        expect->reading_dependent = wish;
    return expect;
}

struct qg_expect *qg_build_expect_on(struct qg_parser *p, struct qg_expect *expect,
                                     struct qg_str on, struct qg_span span) {
    if (qg_build_once(p, expect->has_on, span, "on"))
        expect->on = on;
    expect->has_on = true;
    return expect;
}

struct qg_expect *qg_build_expect_index(struct qg_parser *p, struct qg_expect *expect,
                                        struct qg_name noun, int64_t index) {
    if (!qg_build_once(p, qg_name_given(&expect->noun), noun.span, "the number of an element"))
        return expect;
    expect->noun = noun;
    expect->index = (uint32_t)index;
    return expect;
}

struct qg_expect *qg_build_expect_missing(struct qg_parser *p, struct qg_expect *expect,
                                          struct qg_names missing, struct qg_span span) {
    if (qg_build_once(p, expect->has_missing, span, "missing"))
        expect->missing = missing;
    expect->has_missing = true;
    return expect;
}
