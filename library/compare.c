// SPDX-License-Identifier: Apache-2.0
#include "compare.h"

#include "built_json.h"
#include "compare_search.h"
#include "compare_shrink.h"
#include "compare_tell.h"

// ---- how a rule differs ----

static bool is_in(const struct qg_rule *rule, uint32_t world) {
    return (rule->worlds >> world & 1) != 0;
}

static bool same_numbers(const uint32_t *table, uint32_t a, uint32_t a_count, uint32_t b,
                         uint32_t b_count) {
    for (uint32_t i = 0; i < a_count && i < b_count; i++)
        if (table[a + i] != table[b + i])
            return false;
    return a_count == b_count;
}

static bool same_times(const struct qg_rule *a, const struct qg_rule *b) {
    return a->dated == b->dated && a->turn == b->turn && a->in_force == b->in_force;
}

static bool same_weight(const struct qg_rule *a, const struct qg_rule *b) {
    return a->severity == b->severity && a->severity_fn == b->severity_fn && a->voids == b->voids;
}

static bool same_collected(const struct qg_program *p, uint32_t a, uint32_t b, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (p->collected[a + i].fn != p->collected[b + i].fn)
            return false;
    return true;
}

// Of a rule about a population, what its check does not say.
static bool same_demand(const struct qg_program *p, const struct qg_population *a,
                        const struct qg_population *b) {
    if (a == NULL || b == NULL)
        return a == b;
    return a->demand == b->demand && a->num == b->num && a->den == b->den &&
           a->key_count == b->key_count && a->value_count == b->value_count &&
           same_collected(p, a->first_key, b->first_key, a->key_count) &&
           same_collected(p, a->first_value, b->first_value, a->value_count);
}

// Functions that say the same stand once in a program, so their indices tell.
static bool same_meaning(const struct qg_program *p, const struct qg_rule *a,
                         const struct qg_rule *b) {
    return a->kind == b->kind && a->scope == b->scope && a->check == b->check && same_times(a, b) &&
           same_weight(a, b) &&
           same_demand(p, qg_population_of(p, (uint32_t)(a - p->rules)),
                       qg_population_of(p, (uint32_t)(b - p->rules))) &&
           same_numbers(p->rule_exemptions, a->first_exemption, a->exemption_count,
                        b->first_exemption, b->exemption_count) &&
           same_numbers(p->rule_refs, a->first_silenced, a->silenced_count, b->first_silenced,
                        b->silenced_count) &&
           same_numbers(p->rule_refs, a->first_governed, a->governed_count, b->first_governed,
                        b->governed_count);
}

static bool same_texts(const struct qg_rule *a, const struct qg_rule *b) {
    return a->duty == b->duty && a->breach == b->breach && a->remark == b->remark;
}

// How the other world's nearest version differs from this one.
static enum qg_compare_change nearest(const struct qg_program *p, uint32_t first, uint32_t at,
                                      uint32_t other) {
    enum qg_compare_change change = QG_COMPARE_CHANGED;
    uint32_t end = qg_rule_versions_end(p, first);
    for (uint32_t r = first; r < end; r++) {
        if (!is_in(&p->rules[r], other) || !same_meaning(p, &p->rules[at], &p->rules[r]))
            continue;
        if (same_texts(&p->rules[at], &p->rules[r]))
            return QG_COMPARE_SAME;
        change = QG_COMPARE_REWORDED;
    }
    return change;
}

enum qg_compare_change qg_compare_change_of(const struct qg_program *program, uint32_t first,
                                            const uint32_t worlds[2]) {
    enum qg_compare_change change = QG_COMPARE_SAME;
    uint32_t end = qg_rule_versions_end(program, first);
    for (uint32_t r = first; r < end; r++) {
        bool here = is_in(&program->rules[r], worlds[0]),
             there = is_in(&program->rules[r], worlds[1]);
        if (here == there)
            continue;
        enum qg_compare_change at = nearest(program, first, r, here ? worlds[1] : worlds[0]);
        change = at > change ? at : change;
    }
    return change;
}

// ---- one rule ----

// One rule on its way.
struct question {
    struct qg_comparison *c;
    struct qg_text *out;
    uint32_t first;
    struct qg_compare_reads reads;
    struct qg_compare_judge judge;
    struct qg_compare_search search;
    struct qg_compare_result result;
};

static uint32_t version_in(const struct qg_program *p, uint32_t first, const uint32_t worlds[2]) {
    uint32_t end = qg_rule_versions_end(p, first);
    for (int side = 0; side < 2; side++)
        for (uint32_t r = first; r < end; r++)
            if (is_in(&p->rules[r], worlds[side]))
                return r;
    return first;
}

static enum qg_fault tell_witness(struct question *q) {
    struct qg_comparison *c = q->c;
    struct qg_compare_found *found = &q->search.found;
    struct qg_compare_telling how = {
        c->session, {c->worlds[0], c->worlds[1]}, c->facts, c->format, q->out};
    struct qg_text record = {0};
    enum qg_fault fault = qg_compare_shrink(&found->record, &q->judge, &q->reads, &found->ruling);
    if (fault == QG_OK && !qg_built_print(found->record, &record))
        fault = QG_FAULT_MEMORY;
    q->result.record = qg_text_str(&record);
    q->result.seed = c->seeds->chosen.at[found->seed].name;
    q->result.altered = found->altered;
    if (fault == QG_OK)
        fault = qg_compare_tell(&how, &q->result);
    qg_text_free(&record);
    return fault;
}

static enum qg_fault report(struct question *q) {
    struct qg_compare_search *s = &q->search;
    q->result.dossiers = q->judge.judged;
    q->result.fields = s->sites;
    q->result.seeds = s->grids;
    bool settled = s->found.record != NULL && qg_compare_is_decided(&s->found.ruling);
    q->result.lacks_date = !settled && q->reads.asks_audit_date && q->c->session->as_of == QG_NONE;
    q->result.end = s->found.record != NULL ? QG_COMPARE_DISAGREEMENT
                    : s->exhausted          ? QG_COMPARE_AGREEMENT
                                            : QG_COMPARE_UNSETTLED;
    q->c->counts.ends[q->result.end]++;
    if (s->found.record != NULL)
        return tell_witness(q);
    q->c->format->result(q->c->facts, &q->result, q->out);
    return QG_OK;
}

static enum qg_fault search(struct question *q) {
    struct qg_comparison *c = q->c;
    q->search = (struct qg_compare_search){.judge = &q->judge,
                                           .reads = &q->reads,
                                           .seeds = c->seeds->chosen.at,
                                           .seed_count = c->seeds->chosen.len,
                                           .limit = c->limit};
    enum qg_fault fault = qg_compare_search_run(&q->search);
    if (fault == QG_OK)
        fault = report(q);
    json_decref(q->search.found.record);
    return fault;
}

static enum qg_fault ask(struct question *q) {
    struct qg_comparison *c = q->c;
    const struct qg_rule *rule = &c->session->program->rules[q->result.rule];
    enum qg_fault fault = qg_compare_seeds_choose(c->seeds, rule);
    if (fault != QG_OK)
        return fault;
    fault = qg_compare_reads_make(&q->reads, c->session, q->first, c->worlds);
    if (fault == QG_OK) {
        fault = qg_compare_judge_init(&q->judge, c->session, q->first, c->worlds);
        if (fault == QG_OK)
            fault = search(q);
        qg_compare_judge_free(&q->judge);
    }
    qg_compare_reads_free(&q->reads);
    return fault;
}

// Scope rules are always enabled, asked about or not.
static bool is_asked(const struct qg_session *session, uint32_t rule) {
    return session->enabled[rule] && (!session->any_selected || session->selected[rule]) &&
           !session->ignored[rule];
}

static enum qg_fault compare_rule(struct qg_comparison *c, uint32_t first, struct qg_text *out) {
    const struct qg_program *p = c->session->program;
    struct question q = {.c = c, .out = out, .first = first};
    enum qg_compare_change change = qg_compare_change_of(p, first, c->worlds);
    q.result.rule = version_in(p, first, c->worlds);
    if (change == QG_COMPARE_SAME || !is_asked(c->session, q.result.rule))
        return QG_OK;
    bool together = qg_population_of(p, q.result.rule) != NULL;
    if (change == QG_COMPARE_CHANGED && !together)
        return ask(&q);
    q.result.end = change == QG_COMPARE_CHANGED ? QG_COMPARE_POPULATION : QG_COMPARE_WORDING;
    c->counts.ends[q.result.end]++;
    c->format->result(c->facts, &q.result, out);
    return QG_OK;
}

static void count_flags(struct qg_comparison *c) {
    const struct qg_program *p = c->session->program;
    for (uint32_t f = 0; f < p->flag_count; f++) {
        uint32_t worlds = p->flags[f].worlds;
        c->counts.flags += (worlds >> c->worlds[0] & 1) != (worlds >> c->worlds[1] & 1);
    }
}

enum qg_fault qg_compare(struct qg_comparison *c, struct qg_text *out) {
    const struct qg_program *p = c->session->program;
    enum qg_fault fault = QG_OK;
    c->counts = (struct qg_compare_counts){.flags = 0};
    c->format->begin(c->facts, out);
    for (uint32_t r = 0; r < p->rule_count && fault == QG_OK; r = qg_rule_versions_end(p, r))
        fault = compare_rule(c, r, out);
    count_flags(c);
    c->format->end(c->facts, &c->counts, out);
    return fault == QG_OK && out->failed ? QG_FAULT_MEMORY : fault;
}
