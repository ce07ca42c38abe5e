// SPDX-License-Identifier: Apache-2.0

#include "explained.h"

#include "kernels.h"

// ---- The steps ---------------------------------------------------------------------------------

static struct qg_why_step *truth_step(struct qg_replay *replay, struct qg_why_step *above,
                                      enum qg_why_role role, struct qg_value value) {
    struct qg_why_step *step = qg_replay_step(replay, above, role);
    if (step == NULL)
        return NULL;
    step->shape = (struct qg_shape){.kind = QG_KIND_BOOL, .list = QG_NONE};
    step->value = value;
    step->json = qg_replay_value(replay, step->shape, value);
    return step;
}

// The filters of the loops around the rule, outermost first; they nest at most QG_SCOPE_DEPTH deep.
static void add_filters(struct qg_replay *replay, struct qg_why_step *root, int32_t at,
                        const struct qg_value *args) {
    const struct qg_scope *scope;
    if (at == QG_NONE)
        return;
    scope = &replay->machine->program->scopes[at];
    add_filters(replay, root, scope->parent, args);
    if (scope->where == QG_NONE)
        return;
    qg_replay_body(replay, root, QG_STEP_SCOPE, scope->where, args, false);
    if (root->last != NULL && root->last->role == QG_STEP_SCOPE)
        root->last->name = scope->noun;
}

// When the amendments of an act come into force, and when they end.
static void add_amendments(struct qg_replay *replay, struct qg_why_step *step, int32_t act) {
    const struct qg_program *program = replay->machine->program;
    for (uint32_t i = 0; i < program->amendment_count; i++) {
        const struct qg_amendment *a = &program->amendments[i];
        const struct qg_why_step *last = step->last;
        if (a->act != act)
            continue;
        if (a->from_fn != QG_NONE)
            qg_replay_body(replay, step, QG_STEP_FROM, a->from_fn, NULL, false);
        if (a->until_fn != QG_NONE)
            qg_replay_body(replay, step, QG_STEP_UNTIL, a->until_fn, NULL, false);
        for (struct qg_why_step *s = last != NULL ? last->next : step->first; s != NULL;
             s = s->next)
            if (s->role == QG_STEP_FROM || s->role == QG_STEP_UNTIL)
                s->name = a->name;
    }
}

// Whether the act, and of an amended one this text, was in force on the day that governs the rule;
// of what was, no more is said.
static void add_force(struct qg_replay *replay, struct qg_why_step *root,
                      const struct qg_rule *rule, const struct qg_value *args) {
    struct qg_machine *m = replay->machine;
    const struct qg_act *act = &m->program->acts[rule->act];
    int32_t dated = qg_rule_dated(m->program, rule);
    if (dated == QG_NONE && rule->in_force == QG_NONE)
        return;
    struct qg_value force = qg_force(m, qg_reign_of(m, act), dated, args);
    if (rule->in_force != QG_NONE)
        force = qg_and(force, qg_machine_value(m, rule->in_force, args));
    struct qg_why_step *step = truth_step(replay, root, QG_STEP_DATED, force);
    if (step == NULL || force.lo == 1)
        return;
    if (dated != QG_NONE)
        qg_replay_body(replay, step, QG_STEP_PART, dated, args, false);
    if (force.hi == 0 && step->first != NULL) // the day is what counts, not how it came about
        step->first->first = step->first->last = NULL;
    if (act->from_fn != QG_NONE)
        qg_replay_body(replay, step, QG_STEP_FROM, act->from_fn, NULL, false);
    if (act->until_fn != QG_NONE)
        qg_replay_body(replay, step, QG_STEP_UNTIL, act->until_fn, NULL, false);
    if (rule->in_force != QG_NONE)
        add_amendments(replay, step, rule->act);
}

static void add_requirement(struct qg_replay *replay, struct qg_why_step *root,
                            const struct qg_rule *rule, const struct qg_value *args) {
    bool forbids = replay->outline->functions[rule->check].forbids;
    qg_replay_body(replay, root, forbids ? QG_STEP_FORBID : QG_STEP_REQUIRE, rule->check, args,
                   false);
}

// Each exemption in the order of its priority, up to the one that lifts the rule.
static void add_exemptions(struct qg_replay *replay, struct qg_why_step *root,
                           const struct qg_rule *rule, const struct qg_value *args) {
    struct qg_machine *m = replay->machine;
    for (uint32_t i = 0; i < rule->exemption_count; i++) {
        uint32_t at = m->program->rule_exemptions[rule->first_exemption + i];
        const struct qg_exemption *exemption = &m->program->exemptions[at];
        struct qg_value lifts = qg_machine_value(m, exemption->check, args);
        struct qg_why_step *step = truth_step(replay, root, QG_STEP_EXEMPTION, lifts);
        if (step == NULL)
            return;
        step->name = exemption->name;
        qg_replay_conditions(replay, step, exemption->check, args, true);
        if (lifts.lo == 1)
            return;
    }
}

static void add_severity(struct qg_replay *replay, struct qg_why_step *root,
                         const struct qg_finding *finding, const struct qg_rule *rule,
                         const struct qg_value *args) {
    bool weighs = finding->outcome == QG_VIOLATED || finding->outcome == QG_UNDETERMINED;
    if (rule->severity_fn == QG_NONE || !weighs)
        return;
    qg_replay_body(replay, root, QG_STEP_SEVERITY, rule->severity_fn, args, true);
    if (root->last != NULL && root->last->role == QG_STEP_SEVERITY)
        root->last->name = replay->machine->program->severities[finding->severity].name;
}

// What was asked, in the order in which it was asked, up to where the outcome was settled.
static struct qg_why_step *steps_of(struct qg_replay *replay, const struct qg_finding *finding,
                                    const struct qg_instance *instance) {
    const struct qg_rule *rule = &replay->machine->program->rules[instance->rule];
    struct qg_why_step *root = qg_replay_step(replay, NULL, QG_STEP_PART);
    if (root == NULL)
        return NULL;
    add_filters(replay, root, rule->scope, instance->args);
    add_force(replay, root, rule, instance->args);
    if (finding->outcome == QG_NOT_IN_FORCE)
        return root;
    qg_replay_conditions(replay, root, rule->check, instance->args, false);
    if (finding->outcome == QG_NOT_APPLICABLE && rule->kind != QG_RULE_SCOPE)
        return root;
    if (finding->outcome != QG_EXEMPT)
        add_requirement(replay, root, rule, instance->args);
    add_exemptions(replay, root, rule, instance->args);
    add_severity(replay, root, finding, rule, instance->args);
    return root;
}

const struct qg_why_step *qg_explain_scope_rule(struct qg_replay *replay, uint32_t rule,
                                                const struct qg_value *args) {
    const struct qg_rule *r = &replay->machine->program->rules[rule];
    qg_replay_start(replay);
    struct qg_why_step *root = qg_replay_step(replay, NULL, QG_STEP_PART);
    if (root == NULL)
        return NULL;
    qg_replay_conditions(replay, root, r->check, args, false);
    add_requirement(replay, root, r, args);
    return replay->failed ? NULL : root;
}

// ---- The account -------------------------------------------------------------------------------

static void try_days(struct qg_machine *m, const struct qg_instance *instance,
                     enum qg_outcome *days) {
    static const enum qg_term_mode modes[QG_DAYS] = {QG_TERM_LATER, QG_TERM_SOONER,
                                                     QG_TERM_ROUND_UP};
    for (int i = 0; i < QG_DAYS; i++) {
        m->term_mode = modes[i];
        days[i] = qg_rejudge(m, instance);
    }
    m->term_mode = QG_TERM_EXACT;
}

bool qg_explain_finding(struct qg_replay *replay, const struct qg_pristine *pristine,
                        const struct qg_finding *finding, const struct qg_instance *instance,
                        struct qg_explained *out) {
    *out = (struct qg_explained){.finding = finding};
    qg_replay_start(replay);
    out->steps = steps_of(replay, finding, instance);
    for (int i = 0; i < QG_DAYS; i++)
        out->days[i] = finding->outcome;
    if (finding->boundary)
        try_days(replay->machine, instance, out->days);
    bool asked = finding->outcome != QG_UNDETERMINED ||
                 qg_answers_find(replay, pristine, instance, &out->answers, &out->answer_count);
    return asked && !replay->failed;
}
