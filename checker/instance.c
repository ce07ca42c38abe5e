// SPDX-License-Identifier: Apache-2.0

#include "instance.h"

static const struct qg_value YES = {1, 1};

static const struct qg_value ALWAYS = {INT32_MIN, INT32_MIN}, NEVER = {INT32_MAX, INT32_MAX};

struct qg_reign qg_reign_of(struct qg_machine *m, const struct qg_act *act) {
    struct qg_reign reign = {ALWAYS, NEVER};
    if (act->from_fn != QG_NONE)
        reign.from = qg_machine_value(m, act->from_fn, NULL);
    if (act->until_fn != QG_NONE)
        reign.until = qg_machine_value(m, act->until_fn, NULL);
    return reign;
}

struct qg_value qg_force(struct qg_machine *m, struct qg_reign reign, int32_t dated,
                         const struct qg_value *args) {
    if (dated == QG_NONE)
        return YES;
    struct qg_value day = qg_machine_value(m, dated, args);
    struct qg_value begun = {reign.from.hi <= day.lo, reign.from.lo <= day.hi};
    if (reign.until.lo == NEVER.lo) // what lasts for ever is in force on the last of all days too
        return begun;
    return qg_and(begun, (struct qg_value){day.hi < reign.until.lo, day.lo < reign.until.hi});
}

int32_t qg_rule_dated(const struct qg_program *program, const struct qg_rule *rule) {
    if (rule->dated != QG_NONE)
        return rule->dated;
    for (int32_t at = rule->scope; at != QG_NONE; at = program->scopes[at].parent)
        if (program->scopes[at].dated != QG_NONE)
            return program->scopes[at].dated;
    return QG_NONE;
}

struct qg_duty qg_duty_of(const struct qg_program *program, uint32_t at) {
    const struct qg_rule *rule = &program->rules[at];
    const struct qg_population *population = qg_population_of(program, at);
    return (struct qg_duty){
        .rule = at,
        .population = population != NULL ? (int32_t)(population - program->populations) : QG_NONE,
        .check = rule->check,
        .dated = rule->dated,
        .act = rule->act,
        .turn = rule->turn,
        .in_force = rule->in_force,
        .first_exemption = rule->first_exemption,
        .exemption_count = rule->exemption_count,
        .is_scope = rule->kind == QG_RULE_SCOPE,
        .is_plain = population == NULL && rule->kind != QG_RULE_SCOPE && rule->dated == QG_NONE &&
                    rule->turn == QG_NONE && rule->in_force == QG_NONE};
}

int32_t qg_exemption_of(struct qg_machine *m, const struct qg_duty *duty,
                        const struct qg_value *args) {
    for (uint32_t i = 0; i < duty->exemption_count; i++) {
        uint32_t at = m->program->rule_exemptions[duty->first_exemption + i];
        if (qg_is_yes(qg_machine_value(m, m->program->exemptions[at].check, args)))
            return (int32_t)at;
    }
    return QG_NONE;
}

int32_t qg_severity_of(struct qg_machine *m, const struct qg_instance *instance) {
    const struct qg_rule *rule = &m->program->rules[instance->rule];
    if (rule->severity_fn == QG_NONE)
        return rule->severity;
    // Severities run from the strongest down: unknown is the mildest possible. Once the steps have
    // run out, or in a program that is not the compiler's, nothing bounds the value.
    struct qg_value value = qg_machine_value(m, rule->severity_fn, instance->args);
    int32_t mildest = (int32_t)m->program->severity_count - 1;
    return qg_smaller(qg_larger(value.hi, 0), mildest);
}

// The filters of all scopes around the rule, and the act's force, computed anew.
static struct qg_gate gate_of(struct qg_machine *m, const struct qg_instance *instance) {
    const struct qg_program *program = m->program;
    const struct qg_rule *rule = &program->rules[instance->rule];
    struct qg_gate gate = {YES, YES};
    for (int32_t at = rule->scope; at != QG_NONE; at = program->scopes[at].parent)
        if (program->scopes[at].where != QG_NONE)
            gate.open =
                qg_and(gate.open, qg_machine_value(m, program->scopes[at].where, instance->args));
    struct qg_reign reign = qg_reign_of(m, &program->acts[rule->act]);
    gate.in_force = qg_force(m, reign, qg_rule_dated(program, rule), instance->args);
    if (rule->in_force != QG_NONE)
        gate.in_force = qg_and(gate.in_force, qg_machine_value(m, rule->in_force, instance->args));
    return gate;
}

static struct qg_check check_of(struct qg_machine *m, int32_t function,
                                const struct qg_value *args) {
    struct qg_chain chain = {.machine = m};
    for (int i = 0; i < QG_SCOPE_DEPTH; i++)
        chain.args[i] = args[i];
    return qg_machine_check(function, &chain);
}

enum qg_outcome qg_rejudge(struct qg_machine *m, const struct qg_instance *instance) {
    struct qg_duty duty = qg_duty_of(m->program, instance->rule);
    struct qg_gate gate = gate_of(m, instance);
    struct qg_check check = check_of(m, duty.check, instance->args);
    return qg_judge(m, gate, &duty, check, instance->args).outcome;
}

// The facts behind the day that governs a rule; NULL where there is none.
static struct qg_why *why_dated(struct qg_machine *m, int32_t dated,
                                const struct qg_instance *instance) {
    struct qg_why *why = NULL;
    if (dated != QG_NONE)
        (void)qg_machine_traced(m, dated, instance->args, &why);
    return why;
}

// Adds what is unknown about the gate: the filters and the event date that could not be decided.
static struct qg_why *why_closed(struct qg_machine *m, const struct qg_instance *instance,
                                 struct qg_why *why) {
    const struct qg_program *program = m->program;
    const struct qg_rule *rule = &program->rules[instance->rule];
    for (int32_t at = rule->scope; at != QG_NONE; at = program->scopes[at].parent) {
        struct qg_why *more = NULL;
        int32_t where = program->scopes[at].where;
        if (where != QG_NONE && !qg_is_yes(qg_machine_traced(m, where, instance->args, &more)))
            why = qg_why_join(m, why, more);
    }
    int32_t dated = qg_rule_dated(program, rule);
    struct qg_reign reign = qg_reign_of(m, &program->acts[rule->act]);
    struct qg_value force = qg_force(m, reign, dated, instance->args);
    if (!qg_is_yes(force))
        why = qg_why_join(m, why, why_dated(m, dated, instance));
    if (rule->in_force != QG_NONE) {
        struct qg_why *more = NULL;
        if (!qg_is_yes(qg_machine_traced(m, rule->in_force, instance->args, &more)))
            why = qg_why_join(m, why, qg_why_join(m, more, why_dated(m, dated, instance)));
    }
    return why;
}

// Adds the lists that are not recorded: a rule about each of their elements is judged once, for an
// element that nobody knows.
static struct qg_why *why_no_element(struct qg_machine *m, const struct qg_instance *instance,
                                     struct qg_why *why) {
    const struct qg_program *program = m->program;
    for (int32_t at = program->rules[instance->rule].scope; at != QG_NONE;
         at = program->scopes[at].parent) {
        const struct qg_scope *scope = &program->scopes[at];
        struct qg_why *more = NULL;
        if (scope->kind == QG_SCOPE_LIST && instance->args[scope->depth - 1].lo < 0)
            (void)qg_machine_traced(m, scope->list, instance->args, &more);
        why = qg_why_join(m, why, more);
    }
    return why;
}

struct qg_account qg_account_for(struct qg_machine *m, const struct qg_instance *instance) {
    const struct qg_rule *rule = &m->program->rules[instance->rule];
    struct qg_account account = {NULL, NULL};
    if (instance->exemption != QG_NONE) {
        int32_t check = m->program->exemptions[instance->exemption].check;
        (void)qg_machine_traced(m, check, instance->args, &account.applies);
        return account;
    }
    struct qg_check_why why;
    struct qg_check check = qg_machine_check_traced(m, rule->check, instance->args, &why);
    account.applies = why.applies;
    if (!qg_is_no(check.applies))
        account.holds = why.holds;
    // Whatever each of these turns out to be, only all of them together are sure to decide: a
    // requirement that is met decides alone, one that is not leaves it to the applicability.
    if (instance->outcome == QG_UNDETERMINED) {
        account.applies = why_closed(m, instance, account.applies);
        account.applies = why_no_element(m, instance, account.applies);
    }
    return account;
}

bool qg_at_boundary(struct qg_machine *m, const struct qg_instance *instance) {
    static const enum qg_term_mode modes[] = {QG_TERM_LATER, QG_TERM_SOONER, QG_TERM_ROUND_UP};
    if (!m->program->rules[instance->rule].terms)
        return false;
    bool differs = false;
    for (size_t i = 0; i < sizeof modes / sizeof modes[0] && !differs; i++) {
        m->term_mode = modes[i];
        differs = qg_rejudge(m, instance) != instance->outcome;
    }
    m->term_mode = QG_TERM_EXACT;
    return differs;
}

// Puts a reading at another value; gives the one it had, to which it is to be put back.
static uint16_t vary(struct qg_machine *m, uint32_t reading, uint16_t value) {
    uint16_t kept = m->readings[reading];
    m->readings[reading] = value;
    m->varied = UINT64_C(1) << reading;
    return kept;
}

static void vary_back(struct qg_machine *m, uint32_t reading, uint16_t kept) {
    m->readings[reading] = kept;
    m->varied = 0;
}

// Judges the instance under one value of one reading.
static enum qg_outcome under(struct qg_machine *m, const struct qg_instance *instance,
                             uint32_t reading, uint16_t value) {
    if (value == m->readings[reading])
        return instance->outcome;
    uint16_t kept = vary(m, reading, value);
    enum qg_outcome outcome = qg_rejudge(m, instance);
    vary_back(m, reading, kept);
    return outcome;
}

struct qg_check qg_member_under(struct qg_machine *m, const struct qg_instance *instance,
                                uint32_t reading, uint16_t value) {
    uint16_t kept = vary(m, reading, value);
    struct qg_duty duty = qg_duty_of(m->program, instance->rule);
    struct qg_gate gate = gate_of(m, instance);
    struct qg_check check = check_of(m, duty.check, instance->args);
    check.applies = qg_and(qg_and(gate.open, gate.in_force), check.applies);
    if (!qg_is_no(check.applies) && qg_exemption_of(m, &duty, instance->args) != QG_NONE)
        check.applies = (struct qg_value){0, 0};
    vary_back(m, reading, kept);
    return check;
}

static uint32_t outcomes_under(struct qg_machine *m, const struct qg_instance *instance,
                               uint32_t reading, struct qg_reading_outcome *out) {
    const struct qg_reading *r = &m->program->readings[reading];
    bool differs = false;
    for (uint16_t v = 0; v < r->count; v++) {
        out[v] = (struct qg_reading_outcome){r->name, r->values[v], under(m, instance, reading, v)};
        differs |= out[v].outcome != instance->outcome;
    }
    return differs ? r->count : 0;
}

uint32_t qg_other_readings(struct qg_machine *m, struct qg_arena *arena,
                           const struct qg_instance *instance,
                           const struct qg_reading_outcome **out) {
    const struct qg_program *program = m->program;
    uint64_t used = program->rules[instance->rule].readings;
    uint32_t room = 0, count = 0;
    for (uint32_t r = 0; r < program->reading_count; r++)
        room += (used >> r & 1) != 0 ? program->readings[r].count : 0;
    *out = NULL;
    if (room == 0)
        return 0;
    struct qg_reading_outcome *all = qg_arena_array(arena, room, sizeof *all);
    if (all == NULL)
        return 0;
    for (uint32_t r = 0; r < program->reading_count; r++)
        if ((used >> r & 1) != 0)
            count += outcomes_under(m, instance, r, all + count);
    *out = all;
    return count;
}
