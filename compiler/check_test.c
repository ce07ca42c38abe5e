// SPDX-License-Identifier: Apache-2.0
//
// Tests and fixtures are run elsewhere; here their names are held against the policy, so that a
// test that speaks of a rule that is no more does not simply pass.
#include "check.h"

#include "expr.h"
#include "node.h"
#include "shape.h"
#include "symbols.h"
#include "timeline.h"

static const struct qg_str verdicts[] = {QG_STR_INIT("recertification_warranted"),
                                         QG_STR_INIT("undetermined"), QG_STR_INIT("clean")};

enum { VERDICTS = sizeof verdicts / sizeof verdicts[0] };

// ---- Fixtures ---------------------------------------------------------------------------------

static const struct qg_declared *find_fixture(struct qg_checker *ck, const struct qg_name *name) {
    return qg_symbols_find(ck, QG_OWN_FIXTURE, name, QG_E_BAD_TEST, "fixture");
}

// Follows a fixture to the literal it starts from. A way longer than there are declarations goes
// in a circle.
static void check_fixture(struct qg_checker *ck, const struct qg_fixture *fixture) {
    struct qg_span span = fixture->base.span;
    for (uint32_t steps = 0; fixture->literal == NULL && qg_name_given(&fixture->base); steps++) {
        const struct qg_declared *d = find_fixture(ck, &fixture->base);
        if (d == NULL)
            return;
        if (steps > ck->declared.len) {
            qg_check_error(ck, BAD_TEST, span, "these fixtures are made of each other");
            return;
        }
        fixture = &d->decl->as.fixture;
    }
}

// ---- Settings ---------------------------------------------------------------------------------

static void check_reading_value(struct qg_checker *ck, const struct qg_setting *s,
                                uint32_t reading) {
    const struct qg_reading *r = &ck->readings.at[reading];
    if (s->value->kind != QG_EXPR_NAME) {
        qg_check_error(ck, BAD_TEST, s->value->span, "the value of a reading is a name");
        return;
    }
    struct qg_str name = s->value->as.name.text;
    for (uint32_t i = 0; i < r->count; i++)
        if (qg_str_equal(r->values[i], name))
            return;
    struct qg_diag *d = qg_check_error(ck, BAD_TEST, s->value->span, "`%.*s` is no value of `%.*s`",
                                       QG_STR_ARG(name), QG_STR_ARG(r->name));
    qg_check_suggest(d, name, r->values, r->count);
}

// A reading by its name; the built-in ones are not declared anywhere.
static void check_reading(struct qg_checker *ck, const struct qg_setting *s) {
    for (uint32_t i = 0; i < ck->readings.len && ck->readings.at[i].built_in; i++) {
        if (qg_str_equal(ck->readings.at[i].name, s->name.text)) {
            check_reading_value(ck, s, i);
            return;
        }
    }
    const struct qg_declared *d =
        qg_symbols_find(ck, QG_OWN_READING, &s->name, QG_E_BAD_TEST, "reading");
    if (d != NULL && d->index < ck->readings.len)
        check_reading_value(ck, s, d->index);
}

static void check_parameter(struct qg_checker *ck, const struct qg_setting *s) {
    struct qg_declared *d = qg_symbols_look(ck, QG_OWN_VALUE, &s->name);
    if (d == NULL || d->decl->kind != QG_DECL_PARAMETER) {
        struct qg_diag *diag = qg_check_error(
            ck, BAD_TEST, s->name.span, "there is no parameter `%.*s`", QG_STR_ARG(s->name.text));
        qg_symbols_suggest(ck, diag, QG_OWN_VALUE, s->name.text);
        return;
    }
    struct qg_check_frame frame;
    qg_frame_open(ck, &frame, NULL, 0, 0);
    struct qg_node *value = qg_check_shape(ck, NULL, s->value, ck->parameters.at[d->index].shape);
    if (value != NULL && value->kind != QG_N_CONST)
        qg_check_error(ck, NOT_LITERAL, s->value->span, "a parameter is set to a literal");
    ck->frame = frame.outer;
    qg_vec_free(&frame.lets);
}

// ---- Expectations -----------------------------------------------------------------------------

// Whether another text of the acts has this rule, flag or exemption.
static bool stands_elsewhere(const struct qg_checker *ck, const struct qg_name *name) {
    return ck->c->timeline != NULL && qg_intern_find(&ck->c->timeline->ids, name->text) != 0;
}

static void check_rule_name(struct qg_checker *ck, const struct qg_name *name) {
    uint32_t symbol = qg_check_symbol(ck, name->text);
    if (!qg_name_given(name) || qg_check_find(ck, QG_OWN_RULE, symbol) != QG_TABLE_NOTHING ||
        stands_elsewhere(ck, name))
        return;
    struct qg_diag *d =
        qg_check_error(ck, BAD_TEST, name->span, "there is no rule `%.*s`", QG_STR_ARG(name->text));
    enum { MOST = 4096 };
    struct qg_str *names = qg_check_alloc(ck, MOST, sizeof *names);
    size_t count = 0;
    for (uint32_t i = 0; names != NULL && i < ck->rules.len && count < MOST; i++)
        names[count++] = ck->rules.at[i].id;
    if (names != NULL)
        qg_check_suggest(d, name->text, names, count);
}

static void check_declared(struct qg_checker *ck, enum qg_owner space, const struct qg_name *name,
                           const char *what) {
    if (qg_name_given(name) && !(space == QG_OWN_EXEMPTION && stands_elsewhere(ck, name)))
        qg_symbols_find(ck, space, name, QG_E_BAD_TEST, what);
}

static void check_verdict(struct qg_checker *ck, const struct qg_name *name) {
    for (uint32_t i = 0; i < VERDICTS; i++)
        if (qg_str_equal(verdicts[i], name->text))
            return;
    struct qg_diag *d = qg_check_error(ck, BAD_TEST, name->span, "there is no verdict `%.*s`",
                                       QG_STR_ARG(name->text));
    qg_check_suggest(d, name->text, verdicts, VERDICTS);
}

static void check_flag_name(struct qg_checker *ck, const struct qg_name *name) {
    enum { MOST = 256 };
    struct qg_str names[MOST];
    size_t count = 0;
    if (qg_check_find(ck, QG_OWN_FLAG, qg_check_symbol(ck, name->text)) != QG_TABLE_NOTHING ||
        stands_elsewhere(ck, name))
        return;
    struct qg_diag *d =
        qg_check_error(ck, BAD_TEST, name->span, "there is no flag `%.*s`", QG_STR_ARG(name->text));
    for (uint32_t i = 0; i < ck->flags.len && count < MOST; i++)
        names[count++] = ck->flags.at[i].id;
    qg_check_suggest(d, name->text, names, count);
}

static void check_expect(struct qg_checker *ck, const struct qg_expect *e) {
    if (e->kind == QG_EXPECT_FLAG || e->kind == QG_EXPECT_NO_FLAG)
        check_flag_name(ck, &e->rule);
    else
        check_rule_name(ck, &e->rule);
    check_rule_name(ck, &e->silenced_by);
    check_declared(ck, QG_OWN_EXEMPTION, &e->category, "exemption");
    check_declared(ck, QG_OWN_SEVERITY, &e->severity, "severity");
    check_declared(ck, QG_OWN_TYPE, &e->noun, "type");
    if (e->kind == QG_EXPECT_VERDICT)
        check_verdict(ck, &e->verdict);
}

static void check_test(struct qg_checker *ck, const struct qg_test_decl *test) {
    for (const struct qg_fixture *f = &test->given; f != NULL; f = f->next)
        check_fixture(ck, f);
    for (const struct qg_setting *s = test->settings.first; s != NULL; s = s->next) {
        if (s->reading)
            check_reading(ck, s);
        else
            check_parameter(ck, s);
    }
    for (const struct qg_expect *e = test->expects.first; e != NULL; e = e->next)
        check_expect(ck, e);
}

// What an edition knows is noted for the last one, which looks at the tests of all.
static void note_ids(struct qg_checker *ck) {
    struct qg_intern *ids = &ck->c->timeline->ids;
    bool noted = true;
    for (uint32_t i = 0; i < ck->rules.len; i++)
        noted &= qg_intern_add(ids, ck->rules.at[i].id) != 0;
    for (uint32_t i = 0; i < ck->flags.len; i++)
        noted &= qg_intern_add(ids, ck->flags.at[i].id) != 0;
    for (uint32_t i = 0; i < ck->exemptions.len; i++)
        noted &= qg_intern_add(ids, ck->exemptions.at[i].name) != 0;
    ck->failed = ck->failed || !noted;
}

void qg_tests_check(struct qg_checker *ck) {
    if (ck->c->more_to_come) {
        note_ids(ck);
        return;
    }
    for (uint32_t i = 0; i < ck->declared.len && !ck->failed; i++) {
        const struct qg_decl *d = ck->declared.at[i].decl;
        if (d->kind == QG_DECL_TEST)
            check_test(ck, &d->as.test);
        else if (d->kind == QG_DECL_FIXTURE)
            check_fixture(ck, &d->as.fixture);
    }
}
