// SPDX-License-Identifier: Apache-2.0

#include "mutant.h"

#include "expect.h"
#include "rule_digest.h"

#include <stdlib.h>

// ---- the plan ----

static bool is_of_tests(const struct qg_file *file) {
    bool tests = false;
    for (const struct qg_decl *d = file->decls.first; d != NULL; d = d->next) {
        if (d->kind != QG_DECL_TEST && d->kind != QG_DECL_FIXTURE && d->kind != QG_DECL_USE)
            return false;
        tests = tests || d->kind != QG_DECL_USE;
    }
    return tests;
}

static void take_texts(struct qg_mutant_plan *plan) {
    const struct qg_compilation *c = plan->proof->c;
    for (uint32_t i = 0; i < c->file_count; i++) {
        const struct qg_source *source = qg_sources_at(&c->sources, c->files[i]->source);
        if (!c->modules[i].policy || is_of_tests(c->files[i]))
            continue;
        plan->sources[plan->text_count] = c->files[i]->source;
        plan->texts[plan->text_count++] =
            (struct qg_policy_text){source->name, source->text, c->modules[i].draft};
    }
}

static int32_t rule_named(const struct qg_program *program, struct qg_str id) {
    for (uint32_t r = 0; r < program->rule_count; r++)
        if (qg_str_equal(program->rules[r].id, id))
            return (int32_t)r;
    return QG_NONE;
}

static int32_t flag_named(const struct qg_program *program, struct qg_str id) {
    for (uint32_t f = 0; f < program->flag_count; f++)
        if (qg_str_equal(program->flags[f].id, id))
            return (int32_t)(program->rule_count + f);
    return QG_NONE;
}

static int32_t subject_of(const struct qg_program *program, const struct qg_expect *e) {
    switch (e->kind) {
    case QG_EXPECT_OUTCOME:
        return rule_named(program, e->rule.text);
    case QG_EXPECT_FLAG:
    case QG_EXPECT_NO_FLAG:
        return flag_named(program, e->rule.text);
    default:
        return QG_NONE;
    }
}

// How many digests a program has.
static size_t subject_count(const struct qg_program *program) {
    return (size_t)program->rule_count + program->flag_count;
}

static bool add_watches(struct qg_mutant_plan *plan, uint32_t test) {
    const struct qg_decl *decl = plan->proof->tests.at[test].decl;
    for (const struct qg_expect *e = decl->as.test.expects.first; e != NULL; e = e->next) {
        if (!qg_vec_push(&plan->watches,
                         (struct qg_mutant_watch){test, e, subject_of(plan->program, e)}))
            return false;
    }
    return true;
}

enum qg_fault qg_mutant_plan_init(struct qg_mutant_plan *plan, const struct qg_proof *proof) {
    const struct qg_compilation *c = proof->c;
    *plan = (struct qg_mutant_plan){.proof = proof, .program = c->program};
    plan->digests = calloc(subject_count(c->program) + 1, sizeof *plan->digests);
    plan->texts = calloc((size_t)c->file_count + 1, sizeof *plan->texts);
    plan->sources = calloc((size_t)c->file_count + 1, sizeof *plan->sources);
    if (plan->digests == NULL || plan->texts == NULL || plan->sources == NULL)
        return QG_FAULT_MEMORY;
    take_texts(plan);
    for (uint32_t i = 0; i < proof->tests.len; i++)
        if (!add_watches(plan, i))
            return QG_FAULT_MEMORY;
    return qg_rule_digests(plan->digests, plan->program);
}

void qg_mutant_plan_free(struct qg_mutant_plan *plan) {
    free(plan->digests);
    free(plan->texts);
    free(plan->sources);
    qg_vec_free(&plan->watches);
}

enum qg_fault qg_judge_init(struct qg_judge *judge, const struct qg_mutant_plan *plan) {
    size_t subjects = subject_count(plan->program) + 1;
    *judge = (struct qg_judge){.plan = plan};
    judge->changed = calloc(subjects, sizeof *judge->changed);
    judge->enabled = calloc((size_t)plan->program->rule_count + 1, sizeof *judge->enabled);
    judge->altered = calloc(subjects, sizeof *judge->altered);
    return judge->changed != NULL && judge->enabled != NULL && judge->altered != NULL
               ? QG_OK
               : QG_FAULT_MEMORY;
}

void qg_judge_free(struct qg_judge *judge) {
    free(judge->changed);
    free(judge->enabled);
    free(judge->altered);
}

// ---- compiling ----

// The policy with one text altered.
struct altered {
    const struct qg_mutant_plan *plan;
    uint32_t source; // which text
    struct qg_str text;
};

static bool find_module(void *user, struct qg_str module, struct qg_str from,
                        struct qg_policy_text *out) {
    const struct altered *a = user;
    const struct qg_compilation *c = a->plan->proof->c;
    (void)from; // a name means one module throughout a policy
    for (uint32_t i = 0; i < c->file_count; i++) {
        const struct qg_source *source = qg_sources_at(&c->sources, c->files[i]->source);
        if (c->modules[i].policy || !qg_str_equal(c->modules[i].name, module))
            continue;
        bool here = c->files[i]->source == a->source;
        *out = (struct qg_policy_text){source->name, here ? a->text : source->text,
                                       c->modules[i].draft};
        return true;
    }
    return false;
}

static enum qg_fault compile_texts(struct qg_compilation *out, struct altered *a) {
    const struct qg_mutant_plan *plan = a->plan;
    struct qg_policy_text *texts = calloc((size_t)plan->text_count + 1, sizeof *texts);
    if (texts == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < plan->text_count; i++) {
        texts[i] = plan->texts[i];
        if (plan->sources[i] == a->source)
            texts[i].text = a->text;
    }
    enum qg_fault fault = qg_compile(out, texts, plan->text_count, find_module, a);
    free(texts);
    return fault;
}

static enum qg_fault compile_altered(struct qg_compilation *out, const struct qg_mutant_plan *plan,
                                     const struct qg_alteration *alteration) {
    struct qg_span span = alteration->span;
    struct qg_str whole = qg_sources_at(&plan->proof->c->sources, span.source)->text;
    struct qg_text text = {0};
    qg_text_add(&text, qg_str_slice(whole, 0, span.start));
    qg_text_add(&text, alteration->with);
    qg_text_add(&text, qg_str_slice(whole, span.end, whole.len));
    struct altered a = {plan, span.source, qg_text_str(&text)};
    enum qg_fault fault = text.failed ? QG_FAULT_MEMORY : compile_texts(out, &a);
    qg_text_free(&text);
    return fault;
}

// ---- what changed ----

// Of the same rules and flags.
static bool is_comparable(const struct qg_program *a, const struct qg_program *b) {
    bool same = a->rule_count == b->rule_count && a->flag_count == b->flag_count;
    for (uint32_t r = 0; r < a->rule_count && same; r++)
        same = qg_str_equal(a->rules[r].id, b->rules[r].id);
    for (uint32_t f = 0; f < a->flag_count && same; f++)
        same = qg_str_equal(a->flags[f].id, b->flags[f].id);
    return same;
}

// Marks the rules and flags that changed, and says whether any did.
static enum qg_fault compare(struct qg_judge *judge, const struct qg_program *altered, bool *any) {
    const struct qg_mutant_plan *plan = judge->plan;
    enum qg_fault fault = qg_rule_digests(judge->altered, altered);
    *any = false;
    for (size_t i = 0; i < subject_count(plan->program); i++) {
        judge->changed[i] = judge->altered[i] != plan->digests[i];
        *any = *any || judge->changed[i];
    }
    return fault;
}

// ---- the tests ----

static bool is_calm(const struct qg_expect *e) {
    return e->kind != QG_EXPECT_VERDICT && e->outcome != QG_OUTCOME_VIOLATED &&
           e->outcome != QG_OUTCOME_UNDETERMINED;
}

static bool silences(const struct qg_program *program, const struct qg_rule *rule, uint32_t other) {
    for (uint32_t i = 0; i < rule->silenced_count; i++)
        if (program->rule_refs[rule->first_silenced + i] == other)
            return true;
    return false;
}

// A rule is judged with those that may silence it; scope rules always are.
static void enable(struct qg_judge *judge, const struct qg_program *program, uint32_t wanted) {
    for (uint32_t r = 0; r < program->rule_count; r++)
        if (r == wanted || program->rules[r].kind == QG_RULE_SCOPE ||
            silences(program, &program->rules[r], wanted))
            judge->enabled[r] = true;
}

// The expectations [first, end) of one test: whether those about changed rules and flags (or about
// all rules at once) are met.
struct question {
    const struct qg_program *program;
    uint32_t first, end;
    bool wide; // those that need all rules: about them all or about a flag
};

static bool is_asked(const struct qg_judge *judge, const struct question *q, uint32_t at) {
    const struct qg_mutant_watch *w = &judge->plan->watches.at[at];
    bool narrow = w->about != QG_NONE && (uint32_t)w->about < q->program->rule_count;
    return q->wide != narrow && (w->about == QG_NONE || judge->changed[w->about]);
}

// Makes ready for a test; false if it asks nothing that may have changed.
static bool prepare(struct qg_judge *judge, const struct question *q, struct qg_proof_part *part) {
    bool any = false;
    *part = (struct qg_proof_part){q->wide ? NULL : judge->enabled, false};
    for (uint32_t r = 0; r < q->program->rule_count; r++)
        judge->enabled[r] = false;
    for (uint32_t i = q->first; i < q->end; i++) {
        if (!is_asked(judge, q, i))
            continue;
        const struct qg_mutant_watch *w = &judge->plan->watches.at[i];
        any = true;
        part->calm = part->calm || is_calm(w->expect);
        if (!q->wide)
            enable(judge, q->program, (uint32_t)w->about);
    }
    return any;
}

static bool all_met(const struct qg_judge *judge, const struct question *q,
                    const struct qg_trial *trial) {
    struct qg_text found = {0};
    bool met = true;
    for (uint32_t i = q->first; i < q->end && met; i++)
        if (is_asked(judge, q, i))
            met = qg_expect_met(judge->plan->watches.at[i].expect, q->program, trial, &found);
    qg_text_free(&found);
    return met;
}

static enum qg_fault ask(struct qg_judge *judge, const struct question *q, bool *met) {
    const struct qg_proof *proof = judge->plan->proof;
    const struct qg_proof_test *test = &proof->tests.at[judge->plan->watches.at[q->first].test];
    struct qg_proof_part part;
    struct qg_trial trial;
    *met = true;
    if (!prepare(judge, q, &part))
        return QG_OK;
    qg_trial_init(&trial);
    enum qg_fault fault = qg_proof_run(proof, test, q->program, part, &trial);
    if (fault == QG_OK)
        *met = all_met(judge, q, &trial);
    qg_trial_free(&trial);
    return fault;
}

// The first test that fails, as the index of its first watch; the number of watches if none does.
static enum qg_fault first_failing(struct qg_judge *judge, const struct qg_program *program,
                                   bool wide, uint32_t *out) {
    const struct qg_mutant_plan *plan = judge->plan;
    struct question q = {program, 0, 0, wide};
    enum qg_fault fault = QG_OK;
    bool met = true;
    for (; q.first < plan->watches.len && fault == QG_OK; q.first = q.end) {
        while (q.end < plan->watches.len &&
               plan->watches.at[q.end].test == plan->watches.at[q.first].test)
            q.end++;
        fault = ask(judge, &q, &met);
        if (!met)
            break;
    }
    *out = q.first;
    return fault;
}

// Whether some test fails. Those that name a rule come first: they are many, narrow and fast.
static enum qg_fault fails(struct qg_judge *judge, const struct qg_program *program,
                           uint32_t *out) {
    enum qg_fault fault = first_failing(judge, program, false, out);
    if (fault == QG_OK && *out == judge->plan->watches.len)
        fault = first_failing(judge, program, true, out);
    return fault;
}

static enum qg_fault judge_program(struct qg_judge *judge, const struct qg_program *altered,
                                   enum qg_mutant_fate *out) {
    uint32_t failing = 0;
    bool any = true;
    *out = QG_MUTANT_REFUSED;
    if (altered == NULL || !is_comparable(judge->plan->program, altered))
        return QG_OK;
    enum qg_fault fault = compare(judge, altered, &any);
    *out = QG_MUTANT_SAME;
    if (fault != QG_OK || !any)
        return fault;
    fault = fails(judge, altered, &failing);
    *out = failing < judge->plan->watches.len ? QG_MUTANT_KILLED : QG_MUTANT_SURVIVED;
    return fault;
}

enum qg_fault qg_judge_try(struct qg_judge *judge, const struct qg_alteration *alteration,
                           enum qg_mutant_fate *out) {
    struct qg_compilation c;
    enum qg_fault fault = qg_compilation_init(&c);
    c.lenient = true; // an altered cell leaves a gap or an overlap
    if (fault == QG_OK)
        fault = compile_altered(&c, judge->plan, alteration);
    if (fault == QG_OK)
        fault = judge_program(judge, c.program, out);
    qg_compilation_free(&c);
    return fault;
}

enum qg_fault qg_judge_baseline(struct qg_judge *judge, const struct qg_decl **out) {
    const struct qg_mutant_plan *plan = judge->plan;
    uint32_t failing = 0;
    for (size_t i = 0; i < subject_count(plan->program); i++)
        judge->changed[i] = true;
    enum qg_fault fault = fails(judge, plan->program, &failing);
    *out = failing < plan->watches.len ? plan->proof->tests.at[plan->watches.at[failing].test].decl
                                       : NULL;
    return fault;
}
