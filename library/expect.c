// SPDX-License-Identifier: Apache-2.0

#include "expect.h"

#include "date.h"

enum qg_outcome qg_expect_outcome(const struct qg_expect *expect) {
    static const enum qg_outcome outcomes[] = {
        [QG_OUTCOME_SATISFIED] = QG_SATISFIED,
        [QG_OUTCOME_VIOLATED] = QG_VIOLATED,
        [QG_OUTCOME_UNDETERMINED] = QG_UNDETERMINED,
        [QG_OUTCOME_EXEMPT] = QG_EXEMPT,
        [QG_OUTCOME_NOT_APPLICABLE] = QG_NOT_APPLICABLE,
        [QG_OUTCOME_NOT_IN_FORCE] = QG_NOT_IN_FORCE,
    };
    return outcomes[expect->outcome];
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
    if (f->together != NULL)
        on = on || qg_str_equal(f->together->group, expect->on);
    for (uint8_t i = 0; i < f->subject_count; i++) {
        const struct qg_subject *s = &f->subject[i];
        on = on || qg_str_equal(s->id, expect->on);
        noun = noun ||
               (qg_str_equal(s->noun, expect->noun.text) && s->index == (int64_t)expect->index);
    }
    return on && noun;
}

static bool is_meant(const struct qg_expect *expect, const struct qg_program *program,
                     const struct qg_finding *f) {
    return is_of_rule(expect, program, f) && is_about(expect, f);
}

// ---- the difference between what is wanted and what came out ----

// Lines of a diff; without a text they are only counted. None changed: it is as expected.
struct diff {
    struct qg_text *out;
    uint32_t changed;
};

static void add_line(struct diff *d, char sign, const char *label, struct qg_str value) {
    d->changed += sign != ' ';
    if (d->out != NULL)
        qg_text_printf(d->out, "%c %s%.*s\n", sign, label, QG_STR_ARG(value));
}

// A missing fact, in quotes as a test writes it.
static void add_missing(struct diff *d, char sign, struct qg_str pointer) {
    d->changed += sign != ' ';
    if (d->out != NULL)
        qg_text_printf(d->out, "%c missing \"%.*s\"\n", sign, QG_STR_ARG(pointer));
}

// One property: empty stands for its absence.
static void compare(struct diff *d, const char *label, struct qg_str wanted, struct qg_str got) {
    bool same = qg_str_equal(wanted, got);
    if (wanted.len > 0)
        add_line(d, same ? ' ' : '-', label, wanted);
    if (got.len > 0 && !same)
        add_line(d, '+', label, got);
}

// A property that the test need not speak of.
static void compare_if_named(struct diff *d, const char *label, const struct qg_name *wanted,
                             struct qg_str got) {
    if (qg_name_given(wanted))
        compare(d, label, wanted->text, got);
}

static void compare_flag(struct diff *d, const char *name, enum qg_flag_wish wish, bool flag) {
    if (wish == QG_FLAG_ANY)
        return;
    bool fits = flag == (wish == QG_FLAG_SET);
    struct qg_str value = qg_str_of(name);
    add_line(d, fits ? ' ' : '-', wish == QG_FLAG_SET ? "" : "not ", value);
    if (!fits)
        add_line(d, '+', flag ? "" : "not ", value);
}

static bool is_missing(const struct qg_finding *f, struct qg_str pointer) {
    for (uint32_t i = 0; i < f->missing_count; i++)
        if (qg_str_equal(f->missing[i], pointer))
            return true;
    return false;
}

static bool is_named(const struct qg_expect *expect, struct qg_str pointer) {
    for (const struct qg_name *n = expect->missing.first; n != NULL; n = n->next)
        if (qg_str_equal(n->text, pointer))
            return true;
    return false;
}

// Exactly the pointers named, in any order; those that the test leaves open are told all the same.
static void compare_missing(struct diff *d, const struct qg_expect *expect,
                            const struct qg_finding *f) {
    for (const struct qg_name *n = expect->missing.first; n != NULL; n = n->next)
        add_missing(d, is_missing(f, n->text) ? ' ' : '-', n->text);
    for (uint32_t i = 0; i < f->missing_count; i++)
        if (!is_named(expect, f->missing[i]))
            add_missing(d, expect->has_missing ? '+' : ' ', f->missing[i]);
}

static struct qg_str rule_id(const struct qg_program *program, int32_t rule) {
    return rule != QG_NONE ? program->rules[rule].id : (struct qg_str){0};
}

static struct qg_str severity_name(const struct qg_program *program, int32_t severity) {
    return severity != QG_NONE ? program->severities[severity].name : (struct qg_str){0};
}

static void compare_finding(struct diff *d, const struct qg_expect *expect,
                            const struct qg_program *program, const struct qg_finding *f) {
    compare(d, "", qg_str_of(qg_outcome_name(qg_expect_outcome(expect))),
            qg_str_of(qg_outcome_name(f->outcome)));
    compare_if_named(d, "as ", &expect->category, f->category);
    compare(d, "silenced by ", expect->silenced_by.text, rule_id(program, f->silenced_by));
    compare_flag(d, "boundary", expect->boundary, f->boundary);
    compare_flag(d, "reading_dependent", expect->reading_dependent, f->reading_dependent);
    compare_if_named(d, "severity ", &expect->severity, severity_name(program, f->severity));
    compare_missing(d, expect, f);
}

static uint32_t distance(const struct qg_expect *expect, const struct qg_program *program,
                         const struct qg_finding *f) {
    struct diff d = {0};
    compare_finding(&d, expect, program, f);
    return d.changed;
}

// ---- instances ----

static void add_subject(const struct qg_finding *f, struct qg_text *out) {
    for (uint8_t i = 1; i < f->subject_count; i++) {
        const struct qg_subject *s = &f->subject[i];
        qg_text_printf(out, "%s%.*s ", i == 1 ? " on " : ", ", QG_STR_ARG(s->noun));
        if (s->id.len > 0)
            qg_text_printf(out, "\"%.*s\"", QG_STR_ARG(s->id));
        else
            qg_text_number(out, s->index);
    }
    if (f->together != NULL && f->together->group.len > 0)
        qg_text_printf(out, " on \"%.*s\"", QG_STR_ARG(f->together->group));
}

static void add_message(const struct qg_finding *f, struct qg_text *out) {
    struct qg_str message = f->message[QG_LANG_EN];
    if (message.len > 0)
        qg_text_printf(out, "  message: %.*s\n", QG_STR_ARG(message));
}

// An instance against what is expected of it.
static void add_instance(const struct qg_expect *expect, const struct qg_program *program,
                         const struct qg_finding *f, struct qg_text *out) {
    struct diff d = {.out = out};
    qg_text_printf(out, "  %.*s", QG_STR_ARG(expect->rule.text));
    add_subject(f, out);
    qg_text_char(out, '\n');
    compare_finding(&d, expect, program, f);
    add_message(f, out);
}

// An instance on one line.
static void add_summary(const struct qg_program *program, const struct qg_finding *f, char sign,
                        struct qg_text *out) {
    qg_text_printf(out, "%c %.*s %s", sign, QG_STR_ARG(rule_id(program, f->rule)),
                   qg_outcome_name(f->outcome));
    if (f->category.len > 0)
        qg_text_printf(out, " as %.*s", QG_STR_ARG(f->category));
    if (f->severity != QG_NONE)
        qg_text_printf(out, " severity %.*s", QG_STR_ARG(severity_name(program, f->severity)));
    if (f->silenced_by != QG_NONE)
        qg_text_printf(out, " silenced by %.*s", QG_STR_ARG(rule_id(program, f->silenced_by)));
    add_subject(f, out);
    qg_text_char(out, '\n');
}

// ---- the three kinds of expectation ----

// The instance that is meant and nearest to what is expected; NULL: none is meant.
static const struct qg_finding *nearest(const struct qg_expect *expect,
                                        const struct qg_program *program,
                                        const struct qg_trial *trial) {
    const struct qg_finding *best = NULL;
    uint32_t least = UINT32_MAX;
    for (uint32_t i = 0; i < trial->findings.len; i++) {
        const struct qg_finding *f = &trial->findings.at[i];
        uint32_t away = is_meant(expect, program, f) ? distance(expect, program, f) : UINT32_MAX;
        if (away < least) {
            least = away;
            best = f;
        }
    }
    return best;
}

// Where a calm outcome is promised of all, whatever is a finding; else nothing.
static const struct qg_finding *disturber(const struct qg_expect *expect,
                                          const struct qg_program *program,
                                          const struct qg_trial *trial) {
    if (is_finding(qg_expect_outcome(expect)))
        return NULL;
    for (uint32_t i = 0; i < trial->findings.len; i++) {
        const struct qg_finding *f = &trial->findings.at[i];
        if (is_meant(expect, program, f) && is_finding(f->outcome))
            return f;
    }
    return NULL;
}

static void add_others(const struct qg_expect *expect, const struct qg_program *program,
                       const struct qg_trial *trial, const struct qg_finding *shown,
                       struct qg_text *out) {
    for (uint32_t i = 0; i < trial->findings.len; i++) {
        const struct qg_finding *f = &trial->findings.at[i];
        if (f != shown && is_of_rule(expect, program, f))
            add_summary(program, f, ' ', out);
    }
}

static bool outcome_met(const struct qg_expect *expect, const struct qg_program *program,
                        const struct qg_trial *trial, struct qg_text *found) {
    const struct qg_finding *f = disturber(expect, program, trial);
    if (f == NULL)
        f = nearest(expect, program, trial);
    if (f != NULL && distance(expect, program, f) == 0)
        return true;
    if (f != NULL)
        add_instance(expect, program, f, found);
    else
        qg_text_printf(found, "- %.*s %s\n+ no such instance of %.*s\n",
                       QG_STR_ARG(expect->rule.text), qg_outcome_name(qg_expect_outcome(expect)),
                       QG_STR_ARG(expect->rule.text));
    add_others(expect, program, trial, f, found);
    return false;
}

static bool none_met(const struct qg_expect *expect, const struct qg_program *program,
                     const struct qg_trial *trial, struct qg_text *found) {
    enum qg_outcome unwanted = qg_expect_outcome(expect);
    struct diff context = {.out = found};
    bool met = true;
    for (uint32_t i = 0; i < trial->findings.len; i++) {
        const struct qg_finding *f = &trial->findings.at[i];
        if (f->rule == QG_NONE || f->outcome != unwanted || f->silenced_by != QG_NONE)
            continue;
        add_summary(program, f, '+', found);
        compare_missing(&context, expect, f);
        add_message(f, found);
        met = false;
    }
    return met;
}

static void compare_verdict(struct diff *d, const struct qg_expect *expect,
                            const struct qg_program *program, const struct qg_verdict *v) {
    compare(d, "", expect->verdict.text, qg_str_of(qg_verdict_name(v->kind)));
    compare_if_named(d, "by ", &expect->severity, severity_name(program, v->strongest));
}

static void add_verdict(const struct qg_expect *expect, const struct qg_program *program,
                        const struct qg_verdict *v, struct qg_text *out) {
    struct diff d = {.out = out};
    qg_text_printf(out, "  verdict on \"%.*s\"\n", QG_STR_ARG(v->certification.id));
    compare_verdict(&d, expect, program, v);
    for (uint32_t i = 0; i < v->ground_count; i++)
        qg_text_printf(out, "%s%.*s", i == 0 ? "  grounds: " : ", ",
                       QG_STR_ARG(rule_id(program, v->grounds[i])));
    qg_text_addz(out, v->ground_count > 0 ? "\n" : "");
}

// A clean verdict is a promise about every certification that is meant, the others about one.
static bool verdict_met(const struct qg_expect *expect, const struct qg_program *program,
                        const struct qg_trial *trial, struct qg_text *found) {
    bool any = false, all = true, calm = qg_str_equal(expect->verdict.text, QG_STR("clean"));
    struct qg_text seen = {0};
    for (uint32_t i = 0; i < trial->verdicts.len; i++) {
        const struct qg_verdict *v = &trial->verdicts.at[i];
        struct diff d = {0};
        if (expect->has_on && !qg_str_equal(v->certification.id, expect->on))
            continue;
        compare_verdict(&d, expect, program, v);
        if (d.changed > 0)
            add_verdict(expect, program, v, &seen);
        any = any || d.changed == 0;
        all = all && d.changed == 0;
    }
    bool met = any && (all || !calm);
    if (!met && seen.len == 0)
        qg_text_printf(&seen, "- verdict %.*s\n+ no verdict\n", QG_STR_ARG(expect->verdict.text));
    if (!met)
        qg_text_add(found, qg_text_str(&seen));
    found->failed = found->failed || seen.failed;
    qg_text_free(&seen);
    return met;
}

// ---- flags ----

static bool is_raised(const struct qg_expect *expect, const struct qg_program *program,
                      const struct qg_verdict *v) {
    for (uint32_t i = 0; i < v->flag_count + v->remedy_count; i++)
        if (qg_str_equal(program->flags[v->flags[i].flag].id, expect->rule.text) &&
            (!expect->has_due || v->flags[i].due == expect->due))
            return true;
    return false;
}

static void add_due(int32_t due, struct qg_text *out) {
    char day[QG_DATE_TEXT];
    if (due == QG_NONE)
        return;
    qg_date_format(due, day);
    qg_text_printf(out, " by %s", day);
}

// What was raised; the flag that was expected on nobody as what should not be there.
static void add_flags(const struct qg_expect *expect, const struct qg_program *program,
                      const struct qg_verdict *v, struct qg_text *out) {
    for (uint32_t i = 0; i < v->flag_count + v->remedy_count; i++) {
        struct qg_str id = program->flags[v->flags[i].flag].id;
        bool named = qg_str_equal(id, expect->rule.text);
        bool unwanted = named && (expect->kind == QG_EXPECT_NO_FLAG || expect->has_due);
        qg_text_printf(out, "%c flag %.*s on \"%.*s\"", unwanted ? '+' : ' ', QG_STR_ARG(id),
                       QG_STR_ARG(v->certification.id));
        add_due(v->flags[i].due, out);
        qg_text_char(out, '\n');
    }
}

// Raised on some verdict that is meant, or on none of them.
static bool flag_met(const struct qg_expect *expect, const struct qg_program *program,
                     const struct qg_trial *trial, struct qg_text *found) {
    bool raised = false, wanted = expect->kind == QG_EXPECT_FLAG;
    for (uint32_t i = 0; i < trial->verdicts.len; i++) {
        const struct qg_verdict *v = &trial->verdicts.at[i];
        bool meant = !expect->has_on || qg_str_equal(v->certification.id, expect->on);
        raised = raised || (meant && is_raised(expect, program, v));
    }
    if (raised == wanted)
        return true;
    if (wanted) {
        qg_text_printf(found, "- flag %.*s", QG_STR_ARG(expect->rule.text));
        add_due(expect->has_due ? expect->due : QG_NONE, found);
        qg_text_addz(found, expect->has_due ? "\n" : "\n+ not raised\n");
    }
    for (uint32_t i = 0; i < trial->verdicts.len; i++)
        add_flags(expect, program, &trial->verdicts.at[i], found);
    return false;
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
    case QG_EXPECT_FLAG:
    case QG_EXPECT_NO_FLAG:
        return flag_met(expect, program, trial, found);
    }
    return false;
}
