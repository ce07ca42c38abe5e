// SPDX-License-Identifier: Apache-2.0

#include "rule_digest.h"

#include "hash.h"
#include "op_info.h"

#include <stdlib.h>

struct taker {
    const struct qg_program *program;
    uint64_t *functions; // [function_count]; 0: not taken yet
    uint64_t *own;       // [rule_count], without silencers and governors
};

// ---- mixing ----

static uint64_t mix(uint64_t so_far, uint64_t more) {
    return qg_hash_fold(so_far ^ 0x9E3779B97F4A7C15U, more ^ 0xC2B2AE3D27D4EB4FU) + more;
}

static uint64_t mix_number(uint64_t so_far, int64_t number) {
    return mix(so_far, (uint64_t)number);
}

static uint64_t mix_text(uint64_t so_far, struct qg_str text) {
    return mix(so_far, qg_hash(text.at, text.len, 0));
}

// ---- functions ----

static uint64_t of_period(const struct qg_period *p) {
    uint64_t all = mix_number(mix_number(0, p->months), p->days);
    return mix_number(mix_number(mix_number(all, p->workdays), p->calendar), p->sign);
}

static uint64_t of_accrual(const struct qg_program *program, const struct qg_accrual *a) {
    uint64_t all = mix_number(mix_number(0, a->from), a->to);
    return mix(all, of_period(&program->periods[a->period]));
}

static uint64_t of_set(const struct qg_set *s) {
    uint64_t all = mix_number(mix_number(0, s->left), s->left_field);
    return mix_number(mix_number(all, s->right), s->right_field);
}

static uint64_t of_parameter(const struct qg_parameter *p) {
    return mix_number(mix_number(mix_text(p->required, p->name), p->preset.lo), p->preset.hi);
}

static uint64_t of_reading(const struct qg_reading *r) {
    return mix_number(mix_text(0, r->name), r->preset);
}

static uint64_t of_function(struct taker *t, int32_t at);

// What the immediate of an instruction stands for, wherever that lies in its table.
static uint64_t of_immediate(struct taker *t, const struct qg_instr *i, uint32_t entry) {
    const struct qg_program *p = t->program;
    switch (qg_op_info(i->op)->immediate) {
    case QG_IMMEDIATE_NONE:
        return 0;
    case QG_IMMEDIATE_JUMP:
        return (uint64_t)((int64_t)i->imm - entry);
    case QG_IMMEDIATE_PARAMETER:
        return of_parameter(&p->parameters[i->imm]);
    case QG_IMMEDIATE_READING:
        return of_reading(&p->readings[i->imm]);
    case QG_IMMEDIATE_PERIOD:
        return of_period(&p->periods[i->imm]);
    case QG_IMMEDIATE_RATIO:
        return mix_number(mix_number(0, p->ratios[i->imm].num), p->ratios[i->imm].den);
    case QG_IMMEDIATE_ACCRUAL:
        return of_accrual(p, &p->accruals[i->imm]);
    case QG_IMMEDIATE_SET:
        return of_set(&p->sets[i->imm]);
    case QG_IMMEDIATE_FUNCTION:
        return of_function(t, i->imm);
    default:
        return (uint64_t)i->imm;
    }
}

// As deep as functions call each other, which the verifier bounds (QG_CALL_DEPTH).
static uint64_t of_function(struct taker *t, int32_t at) {
    if (at == QG_NONE)
        return 1;
    const struct qg_function *f = &t->program->functions[at];
    uint64_t all = mix_number(f->purpose, f->args);
    if (t->functions[at] != 0)
        return t->functions[at];
    for (uint32_t i = f->entry; i < f->end; i++) {
        const struct qg_instr *in = &t->program->code[i];
        all = mix_number(all, in->op | in->a << 8 | in->b << 16 | (int64_t)in->c << 24);
        all = mix(all, of_immediate(t, in, f->entry));
    }
    t->functions[at] = all | 1;
    return t->functions[at];
}

// ---- rules ----

static uint64_t of_scopes(struct taker *t, int32_t at) {
    uint64_t all = 0;
    for (; at != QG_NONE; at = t->program->scopes[at].parent) {
        const struct qg_scope *s = &t->program->scopes[at];
        all = mix_number(mix_number(mix_number(all, s->kind), s->type), s->field);
        all = mix(mix(all, of_function(t, s->list)), of_function(t, s->last));
        all = mix(mix(all, of_function(t, s->where)), of_function(t, s->dated));
    }
    return all;
}

static uint64_t of_exemptions(struct taker *t, const struct qg_rule *rule) {
    uint64_t all = 0;
    for (uint32_t i = 0; i < rule->exemption_count; i++) {
        uint32_t at = t->program->rule_exemptions[rule->first_exemption + i];
        const struct qg_exemption *e = &t->program->exemptions[at];
        all = mix(mix_text(all, e->name), of_function(t, e->check));
    }
    return all;
}

static uint64_t of_act(struct taker *t, const struct qg_act *act) {
    return mix(of_function(t, act->from_fn), of_function(t, act->until_fn));
}

static uint64_t of_collected(struct taker *t, uint32_t first, uint32_t count) {
    uint64_t all = count;
    for (uint32_t i = 0; i < count; i++)
        all = mix(all, of_function(t, t->program->collected[first + i].fn));
    return all;
}

static uint64_t of_population(struct taker *t, const struct qg_population *population) {
    if (population == NULL)
        return 0;
    uint64_t all = mix_number(1, population->demand);
    all = mix_number(mix_number(all, population->num), population->den);
    all = mix(all, of_collected(t, population->first_key, population->key_count));
    return mix(all, of_collected(t, population->first_value, population->value_count));
}

static uint64_t of_rule(struct taker *t, uint32_t at) {
    const struct qg_rule *rule = &t->program->rules[at];
    uint64_t all = mix_number(mix_text(0, rule->id), rule->kind);
    all = mix(mix(all, of_act(t, &t->program->acts[rule->act])), of_scopes(t, rule->scope));
    all = mix(mix(all, of_function(t, rule->check)), of_function(t, rule->dated));
    all = mix(mix(all, of_function(t, rule->turn)), of_function(t, rule->in_force));
    all = mix_number(mix(all, of_function(t, rule->severity_fn)), rule->severity);
    all = mix(all, of_population(t, qg_population_of(t->program, at)));
    return mix_number(mix(all, of_exemptions(t, rule)), rule->voids);
}

// Sums, so that the order in which others are met makes no difference.
static void add_others(const struct taker *t, uint64_t *out) {
    const struct qg_program *p = t->program;
    for (uint32_t r = 0; r < p->rule_count; r++) {
        const struct qg_rule *rule = &p->rules[r];
        for (uint32_t i = 0; i < rule->silenced_count; i++)
            out[p->rule_refs[rule->first_silenced + i]] += mix(t->own[r], 2);
        for (uint32_t i = 0; i < rule->governed_count; i++)
            out[p->rule_refs[rule->first_governed + i]] += mix(t->own[r], 3);
    }
}

// ---- flags ----

static uint64_t of_flag(struct taker *t, const struct qg_flag *flag, uint64_t rules) {
    uint64_t all = mix_number(mix_number(mix_text(0, flag->id), flag->act), flag->priority);
    all = mix(mix(all, of_scopes(t, flag->scope)), of_function(t, flag->check));
    all = mix(mix(all, of_function(t, flag->due)), of_function(t, flag->in_force));
    return mix(mix(all, flag->breaches), flag->breaches != 0 ? rules : 0);
}

static void add_flags(struct taker *t, uint64_t *out) {
    const struct qg_program *p = t->program;
    uint64_t rules = 0;
    for (uint32_t r = 0; r < p->rule_count; r++)
        rules += out[r];
    for (uint32_t f = 0; f < p->flag_count; f++)
        out[p->rule_count + f] = of_flag(t, &p->flags[f], rules);
}

enum qg_fault qg_rule_digests(uint64_t *out, const struct qg_program *program) {
    struct taker t = {.program = program};
    t.functions = calloc((size_t)program->function_count + 1, sizeof *t.functions);
    t.own = calloc((size_t)program->rule_count + 1, sizeof *t.own);
    enum qg_fault fault = t.functions != NULL && t.own != NULL ? QG_OK : QG_FAULT_MEMORY;
    if (fault == QG_OK) {
        for (uint32_t r = 0; r < program->rule_count; r++)
            out[r] = t.own[r] = of_rule(&t, r);
        add_others(&t, out);
        add_flags(&t, out);
    }
    free(t.functions);
    free(t.own);
    return fault;
}
