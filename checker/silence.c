// SPDX-License-Identifier: Apache-2.0

#include "silence.h"

#include <stdlib.h>

// A violated rule for the chain of elements that ends in `element` at `depth`. The elements of a
// record form a tree, so the last one stands for the whole chain.
struct cause {
    uint32_t rule, generation;
    int32_t element;
    uint8_t depth;
};

struct qg_silencers {
    const struct qg_program *program;
    uint32_t *first; // [rule_count + 1]: of each rule's silencers in `rules`
    uint32_t *rules;
    struct cause *table; // open addressing; entries of older generations are free
    uint32_t mask, used, generation;
};

static bool invert(struct qg_silencers *s) {
    const struct qg_program *p = s->program;
    uint32_t total = 0;
    for (uint32_t i = 0; i < p->rule_count; i++)
        total += p->rules[i].silenced_count;
    s->first = calloc((size_t)p->rule_count + 2, sizeof *s->first);
    s->rules = calloc((size_t)total + 1, sizeof *s->rules);
    if (s->first == NULL || s->rules == NULL)
        return false;
    for (uint32_t i = 0; i < p->rule_count; i++)
        for (uint32_t k = 0; k < p->rules[i].silenced_count; k++)
            s->first[p->rule_refs[p->rules[i].first_silenced + k] + 2]++;
    for (uint32_t i = 0; i < p->rule_count; i++)
        s->first[i + 2] += s->first[i + 1];
    for (uint32_t i = 0; i < p->rule_count; i++)
        for (uint32_t k = 0; k < p->rules[i].silenced_count; k++)
            s->rules[s->first[p->rule_refs[p->rules[i].first_silenced + k] + 1]++] = i;
    return true;
}

struct qg_silencers *qg_silencers_new(const struct qg_program *program) {
    struct qg_silencers *s = calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->program = program;
    s->mask = 63;
    s->table = calloc((size_t)s->mask + 1, sizeof *s->table);
    if (s->table == NULL || !invert(s)) {
        qg_silencers_free(s);
        return NULL;
    }
    return s;
}

void qg_silencers_free(struct qg_silencers *s) {
    if (s == NULL)
        return;
    free(s->first);
    free(s->rules);
    free(s->table);
    free(s);
}

// The entry for a cause, or the free place where it belongs.
static struct cause *slot_of(const struct qg_silencers *s, uint32_t rule, int32_t element,
                             uint8_t depth) {
    uint32_t at = (rule * 0x9E3779B1U ^ (uint32_t)element * 0x85EBCA77U ^ depth) & s->mask;
    for (;; at = (at + 1) & s->mask) {
        struct cause *c = &s->table[at];
        if (c->generation != s->generation ||
            (c->rule == rule && c->element == element && c->depth == depth))
            return c;
    }
}

static bool grow(struct qg_silencers *s) {
    struct qg_silencers old = *s;
    s->mask = old.mask * 2 + 1;
    s->table = calloc((size_t)s->mask + 1, sizeof *s->table);
    if (s->table == NULL) {
        *s = old;
        return false;
    }
    for (uint32_t i = 0; i <= old.mask; i++)
        if (old.table[i].generation == s->generation)
            *slot_of(s, old.table[i].rule, old.table[i].element, old.table[i].depth) = old.table[i];
    free(old.table);
    return true;
}

static bool note(struct qg_silencers *s, const struct qg_instance *v) {
    for (uint8_t depth = 1; depth <= v->depth; depth++) {
        int32_t element = v->args[depth - 1].lo;
        if (s->used * 2 > s->mask && !grow(s))
            return false;
        struct cause *c = slot_of(s, v->rule, element, depth);
        s->used += c->generation != s->generation;
        *c = (struct cause){v->rule, s->generation, element, depth};
    }
    return true;
}

enum qg_fault qg_silencers_load(struct qg_silencers *s, const struct qg_instance *found,
                                uint32_t count) {
    s->generation++;
    s->used = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct qg_rule *rule = &s->program->rules[found[i].rule];
        if (found[i].outcome == QG_VIOLATED && rule->silenced_count > 0 && !note(s, &found[i]))
            return QG_FAULT_MEMORY;
    }
    return QG_OK;
}

// The scope of `rule` that stands at `depth` in its chain.
static const struct qg_scope *scope_at(const struct qg_program *p, uint32_t rule, uint8_t depth) {
    const struct qg_scope *scope = &p->scopes[p->rules[rule].scope];
    while (scope->depth > depth)
        scope = &p->scopes[scope->parent];
    return scope;
}

static bool same_loop(const struct qg_scope *a, const struct qg_scope *b) {
    return a->kind == b->kind && a->type == b->type && a->field == b->field;
}

// How many loops, from the record inwards, two rules have in common.
static uint8_t shared_depth(const struct qg_program *p, uint32_t a, uint32_t b) {
    uint8_t least = p->scopes[p->rules[a].scope].depth, other = p->scopes[p->rules[b].scope].depth;
    uint8_t depth = 0;
    if (other < least)
        least = other;
    while (depth < least &&
           same_loop(scope_at(p, a, (uint8_t)(depth + 1)), scope_at(p, b, (uint8_t)(depth + 1))))
        depth++;
    return depth;
}

int32_t qg_silenced_by(const struct qg_silencers *s, const struct qg_instance *instance) {
    if (instance->outcome != QG_VIOLATED && instance->outcome != QG_UNDETERMINED)
        return QG_NONE;
    for (uint32_t i = s->first[instance->rule]; i < s->first[instance->rule + 1]; i++) {
        uint32_t rule = s->rules[i];
        uint8_t depth = shared_depth(s->program, rule, instance->rule);
        if (depth == 0)
            continue;
        int32_t element = instance->args[depth - 1].lo;
        if (slot_of(s, rule, element, depth)->generation == s->generation)
            return (int32_t)rule;
    }
    return QG_NONE;
}
