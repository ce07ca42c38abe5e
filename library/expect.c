// SPDX-License-Identifier: Apache-2.0

#include "expect.h"

#define INDENT "        "

static enum qg_outcome outcome_of(enum qg_outcome_word word) {
    static const enum qg_outcome outcomes[] = {
        [QG_OUTCOME_SATISFIED] = QG_SATISFIED,
        [QG_OUTCOME_VIOLATED] = QG_VIOLATED,
        [QG_OUTCOME_UNDETERMINED] = QG_UNDETERMINED,
        [QG_OUTCOME_EXEMPT] = QG_EXEMPT,
        [QG_OUTCOME_NOT_APPLICABLE] = QG_NOT_APPLICABLE,
        [QG_OUTCOME_NOT_IN_FORCE] = QG_NOT_IN_FORCE,
    };
    return outcomes[word];
}

static bool is_finding(enum qg_outcome outcome) {
    return outcome == QG_VIOLATED || outcome == QG_UNDETERMINED;
}

// ---- one instance ----

static bool is_of_rule(const struct qg_expect *expect, const struct qg_program *program,
                       const struct qg_finding *f) {
    return f->rule != QG_NONE && qg_str_equal(program->rules[f->rule].id, expect->rule.text);
}

// Whether the finding is about the elements that the expectation names.
static bool is_about(const struct qg_expect *expect, const struct qg_finding *f) {
    bool on = !expect->has_on, noun = !qg_name_given(&expect->noun);
    for (uint8_t i = 0; i < f->subject_count; i++) {
        const struct qg_subject *s = &f->subject[i];
        on = on || qg_str_equal(s->id, expect->on);
        noun = noun ||
               (qg_str_equal(s->noun, expect->noun.text) && s->index == (int64_t)expect->index);
    }
    return on && noun;
}

static bool flag_fits(enum qg_flag_wish wish, bool flag) {
    return wish == QG_FLAG_ANY || flag == (wish == QG_FLAG_SET);
}

static bool silencing_fits(const struct qg_expect *expect, const struct qg_program *program,
                           const struct qg_finding *f) {
    if (!qg_name_given(&expect->silenced_by))
        return f->silenced_by == QG_NONE;
    return f->silenced_by != QG_NONE &&
           qg_str_equal(program->rules[f->silenced_by].id, expect->silenced_by.text);
}

static bool severity_fits(const struct qg_expect *expect, const struct qg_program *program,
                          int32_t severity) {
    if (!qg_name_given(&expect->severity))
        return true;
    return severity != QG_NONE &&
           qg_str_equal(program->severities[severity].name, expect->severity.text);
}

static bool is_missing(const struct qg_finding *f, struct qg_str pointer) {
    for (uint32_t i = 0; i < f->missing_count; i++)
        if (qg_str_equal(f->missing[i], pointer))
            return true;
    return false;
}

// Exactly the pointers named, in any order.
static bool missing_fits(const struct qg_expect *expect, const struct qg_finding *f) {
    if (!expect->has_missing)
        return true;
    for (const struct qg_name *n = expect->missing.first; n != NULL; n = n->next)
        if (!is_missing(f, n->text))
            return false;
    return f->missing_count == expect->missing.count;
}

static bool fits(const struct qg_expect *expect, const struct qg_program *program,
                 const struct qg_finding *f) {
    return f->outcome == outcome_of(expect->outcome) &&
           (!qg_name_given(&expect->category) ||
            qg_str_equal(f->category, expect->category.text)) &&
           flag_fits(expect->boundary, f->boundary) &&
           flag_fits(expect->reading_dependent, f->reading_dependent) &&
           silencing_fits(expect, program, f) && severity_fits(expect, program, f->severity) &&
           missing_fits(expect, f);
}

// ---- what was found ----

static void add_subject(const struct qg_finding *f, struct qg_text *out) {
    for (uint8_t i = 1; i < f->subject_count; i++) {
        const struct qg_subject *s = &f->subject[i];
        qg_text_printf(out, "%s%.*s ", i == 1 ? " on " : ", ", QG_STR_ARG(s->noun));
        if (s->id.len > 0)
            qg_text_printf(out, "\"%.*s\"", QG_STR_ARG(s->id));
        else
            qg_text_number(out, s->index);
    }
}

static void add_finding(const struct qg_program *program, const struct qg_finding *f,
                        struct qg_text *out) {
    const struct qg_rule *rule = &program->rules[f->rule];
    qg_text_printf(out, INDENT "%.*s %s", QG_STR_ARG(rule->id), qg_outcome_name(f->outcome));
    if (f->category.len > 0)
        qg_text_printf(out, " as %.*s", QG_STR_ARG(f->category));
    if (f->boundary)
        qg_text_addz(out, " boundary");
    if (f->reading_dependent)
        qg_text_addz(out, " reading_dependent");
    if (f->severity != QG_NONE)
        qg_text_printf(out, " severity %.*s", QG_STR_ARG(program->severities[f->severity].name));
    if (f->silenced_by != QG_NONE)
        qg_text_printf(out, " silenced by %.*s", QG_STR_ARG(program->rules[f->silenced_by].id));
    add_subject(f, out);
    for (uint32_t i = 0; i < f->missing_count; i++)
        qg_text_printf(out, "%s\"%.*s\"", i == 0 ? " missing " : ", ", QG_STR_ARG(f->missing[i]));
    qg_text_char(out, '\n');
}

// ---- the three kinds of expectation ----

static void add_instances(const struct qg_expect *expect, const struct qg_program *program,
                          const struct qg_trial *trial, struct qg_text *out) {
    size_t before = out->len;
    for (uint32_t i = 0; i < trial->findings.len; i++)
        if (is_of_rule(expect, program, &trial->findings.at[i]))
            add_finding(program, &trial->findings.at[i], out);
    if (out->len == before)
        qg_text_printf(out, INDENT "no instance of %.*s\n", QG_STR_ARG(expect->rule.text));
}

static bool outcome_met(const struct qg_expect *expect, const struct qg_program *program,
                        const struct qg_trial *trial, struct qg_text *found) {
    bool met = false, disturbed = false, calm = !is_finding(outcome_of(expect->outcome));
    for (uint32_t i = 0; i < trial->findings.len; i++) {
        const struct qg_finding *f = &trial->findings.at[i];
        if (!is_of_rule(expect, program, f) || !is_about(expect, f))
            continue;
        met = met || fits(expect, program, f);
        disturbed = disturbed || (calm && is_finding(f->outcome));
    }
    if (!met || disturbed)
        add_instances(expect, program, trial, found);
    return met && !disturbed;
}

static bool none_met(const struct qg_expect *expect, const struct qg_program *program,
                     const struct qg_trial *trial, struct qg_text *found) {
    enum qg_outcome unwanted = outcome_of(expect->outcome);
    bool met = true;
    for (uint32_t i = 0; i < trial->findings.len; i++) {
        const struct qg_finding *f = &trial->findings.at[i];
        if (f->rule == QG_NONE || f->outcome != unwanted || f->silenced_by != QG_NONE)
            continue;
        add_finding(program, f, found);
        met = false;
    }
    return met;
}

static void add_verdict(const struct qg_program *program, const struct qg_verdict *v,
                        struct qg_text *out) {
    qg_text_printf(out, INDENT "verdict %s", qg_verdict_name(v->kind));
    if (v->strongest != QG_NONE)
        qg_text_printf(out, " by %.*s", QG_STR_ARG(program->severities[v->strongest].name));
    qg_text_printf(out, " on \"%.*s\"\n", QG_STR_ARG(v->certification.id));
}

// A clean verdict is a promise about every certification that is meant, the others about one.
static bool verdict_met(const struct qg_expect *expect, const struct qg_program *program,
                        const struct qg_trial *trial, struct qg_text *found) {
    bool any = false, all = true, calm = qg_str_equal(expect->verdict.text, QG_STR("clean"));
    struct qg_text seen = {0};
    for (uint32_t i = 0; i < trial->verdicts.len; i++) {
        const struct qg_verdict *v = &trial->verdicts.at[i];
        add_verdict(program, v, &seen);
        if (expect->has_on && !qg_str_equal(v->certification.id, expect->on))
            continue;
        bool fit = qg_str_equal(qg_str_of(qg_verdict_name(v->kind)), expect->verdict.text) &&
                   severity_fits(expect, program, v->strongest);
        any = any || fit;
        all = all && fit;
    }
    bool met = any && (all || !calm);
    if (!met)
        qg_text_addz(found, seen.len > 0 ? seen.at : INDENT "no verdict\n");
    qg_text_free(&seen);
    return met;
}

bool qg_expect_met(const struct qg_expect *expect, const struct qg_program *program,
                   const struct qg_trial *trial, struct qg_text *found) {
    switch (expect->kind) {
    case QG_EXPECT_OUTCOME:
        return outcome_met(expect, program, trial, found);
    case QG_EXPECT_VERDICT:
        return verdict_met(expect, program, trial, found);
    case QG_EXPECT_NONE:
        return none_met(expect, program, trial, found);
    }
    return false;
}
