// SPDX-License-Identifier: Apache-2.0
#include "masks.h"

#include "op_info.h"

#define MONTH_END (UINT64_C(1) << QG_READING_MONTH_END)
#define LAST_DAY  (UINT64_C(1) << QG_READING_LAST_DAY)

// The two masks together, for adding up.
struct sum {
    uint64_t readings;
    bool terms;
};

static void add(struct sum *sum, struct sum other) {
    sum->readings |= other.readings;
    sum->terms |= other.terms;
}

static struct sum of_function(const struct qg_masks *m, int32_t function) {
    if (function == QG_NONE)
        return (struct sum){0};
    return (struct sum){m->functions[function].readings, m->functions[function].terms};
}

// ---- Functions ---------------------------------------------------------------------------------

// Moving by months asks how a month ends, and so does the boundary.
static struct sum of_period(const struct qg_period *period) {
    return period->months != 0 ? (struct sum){MONTH_END, true} : (struct sum){0};
}

static struct sum of_instr(const struct qg_masks *m, const struct qg_instr *instr) {
    const struct qg_program *p = m->program;
    struct sum sum = {0};
    switch (qg_op_info(instr->op)->immediate) {
    case QG_IMMEDIATE_READING:
        sum.readings = UINT64_C(1) << instr->imm;
        break;
    case QG_IMMEDIATE_PERIOD:
        sum = of_period(&p->periods[instr->imm]);
        break;
    case QG_IMMEDIATE_ACCRUAL:
        sum = of_period(&p->periods[p->accruals[instr->imm].period]);
        break;
    case QG_IMMEDIATE_FUNCTION:
        sum = of_function(m, instr->imm);
        break;
    default:
        break;
    }
    if (instr->op == QG_OP_ROLL)
        sum.readings |= LAST_DAY;
    if (instr->op == QG_OP_ADD_MONTHS)
        add(&sum, (struct sum){MONTH_END, true});
    sum.terms |= instr->op == QG_OP_TERM;
    return sum;
}

static bool fill_function(struct qg_masks *m, uint32_t index, uint32_t depth);

static bool fill_called(struct qg_masks *m, const struct qg_function *function, uint32_t depth) {
    for (uint32_t i = function->entry; i < function->end; i++) {
        const struct qg_instr *instr = &m->program->code[i];
        if (instr->op == QG_OP_CALL && !fill_function(m, (uint32_t)instr->imm, depth + 1))
            return false;
    }
    return true;
}

// Called functions come first. The cap also ends a circle of calls, should there be one.
static bool fill_function(struct qg_masks *m, uint32_t index, uint32_t depth) {
    struct qg_function *function = &m->functions[index];
    if (m->done[index])
        return true;
    if (depth > QG_CALL_DEPTH || !fill_called(m, function, depth))
        return false;
    struct sum sum = {0};
    for (uint32_t i = function->entry; i < function->end; i++)
        add(&sum, of_instr(m, &m->program->code[i]));
    function->readings = sum.readings;
    function->terms = sum.terms;
    m->done[index] = true;
    return true;
}

// ---- Rules -------------------------------------------------------------------------------------

// The loops around a rule decide whether there is an instance at all.
static struct sum of_scopes(const struct qg_masks *m, int32_t scope) {
    struct sum sum = {0};
    for (; scope != QG_NONE; scope = m->program->scopes[scope].parent) {
        const struct qg_scope *at = &m->program->scopes[scope];
        add(&sum, of_function(m, at->list));
        add(&sum, of_function(m, at->last));
        add(&sum, of_function(m, at->where));
    }
    return sum;
}

// The date that decides which version of the act is in force: the rule's own, else that of the
// innermost loop that has one.
static struct sum of_event(const struct qg_masks *m, const struct qg_rule *rule) {
    int32_t dated = rule->dated;
    for (int32_t at = rule->scope; dated == QG_NONE && at != QG_NONE;) {
        dated = m->program->scopes[at].dated;
        at = m->program->scopes[at].parent;
    }
    struct sum sum = of_function(m, dated);
    add(&sum, of_function(m, rule->turn));
    add(&sum, of_function(m, rule->in_force));
    add(&sum, of_function(m, m->program->acts[rule->act].from_fn));
    add(&sum, of_function(m, m->program->acts[rule->act].until_fn));
    return sum;
}

static struct sum of_exemptions(const struct qg_masks *m, const struct qg_rule *rule) {
    struct sum sum = {0};
    for (uint32_t i = 0; i < rule->exemption_count; i++) {
        uint32_t exemption = m->program->rule_exemptions[rule->first_exemption + i];
        add(&sum, of_function(m, m->program->exemptions[exemption].check));
    }
    return sum;
}

// What is collected from each element of a population.
static struct sum of_population(const struct qg_masks *m, const struct qg_population *population) {
    struct sum sum = {0};
    if (population == NULL)
        return sum;
    for (uint32_t i = 0; i < population->key_count; i++)
        add(&sum, of_function(m, m->program->collected[population->first_key + i].fn));
    for (uint32_t i = 0; i < population->value_count; i++)
        add(&sum, of_function(m, m->program->collected[population->first_value + i].fn));
    return sum;
}

static void fill_rule(const struct qg_masks *m, uint32_t at) {
    struct qg_rule *rule = &m->rules[at];
    struct sum sum = of_function(m, rule->check);
    add(&sum, of_function(m, rule->severity_fn));
    add(&sum, of_exemptions(m, rule));
    add(&sum, of_scopes(m, rule->scope));
    add(&sum, of_event(m, rule));
    add(&sum, of_population(m, qg_population_of(m->program, at)));
    rule->readings = sum.readings;
    rule->terms = sum.terms;
}

bool qg_masks_fill(struct qg_masks *m) {
    for (uint32_t i = 0; i < m->program->function_count; i++)
        if (!fill_function(m, i, 0))
            return false;
    for (uint32_t i = 0; i < m->program->exemption_count; i++)
        m->exemptions[i].readings = of_function(m, m->exemptions[i].check).readings;
    for (uint32_t i = 0; i < m->program->rule_count; i++)
        fill_rule(m, i);
    return true;
}
