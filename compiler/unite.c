// SPDX-License-Identifier: Apache-2.0
#include "uniter.h"

#include "check_codes.h"
#include "seed.h"

// ---- settings and words ----

static void map_symbols(struct qg_uniter *u) {
    const struct qg_schema *schema = &u->from->tables.schema;
    u->symbol_map = qg_unite_alloc(u, (size_t)schema->symbol_count + 1, sizeof *u->symbol_map);
    for (uint32_t i = 0; u->symbol_map != NULL && i < schema->symbol_count; i++) {
        uint32_t at = 0; // a policy has a handful of text constants
        while (at < u->symbols.len && !qg_str_equal(u->symbols.at[at], schema->symbols[i]))
            at++;
        if (at == u->symbols.len)
            qg_unite_push(u, symbols, schema->symbols[i]);
        u->symbol_map[i + 1] = (int32_t)at + 1;
    }
}

static bool same_values(const struct qg_reading *a, const struct qg_reading *b) {
    bool same = a->count == b->count;
    for (uint16_t i = 0; same && i < a->count; i++)
        same = qg_str_equal(a->values[i], b->values[i]);
    return same;
}

// A reading is chosen by its name for the whole run, so it must mean one thing.
static int32_t map_reading(struct qg_uniter *u, const struct qg_reading *reading) {
    for (uint32_t i = 0; i < u->readings.len; i++) {
        const struct qg_reading *known = &u->readings.at[i];
        if (!qg_str_equal(known->name, reading->name))
            continue;
        if (!same_values(known, reading)) {
            struct qg_diag *d = qg_report(&u->c->diags, QG_E_COLLISION, reading->span,
                                          "the reading `%.*s` has other values in another text",
                                          QG_STR_ARG(reading->name));
            qg_diag_label(d, known->span, "here");
            qg_diag_hint(d, "Give the new one a name of its own.");
        }
        return (int32_t)i;
    }
    if (u->readings.len == QG_READING_LIMIT)
        qg_report(&u->c->diags, QG_E_TOO_MANY, reading->span,
                  "a policy can have at most %d readings", QG_READING_LIMIT);
    qg_unite_push(u, readings, *reading);
    return (int32_t)u->readings.len - 1;
}

static int32_t map_parameter(struct qg_uniter *u, const struct qg_parameter *p) {
    for (uint32_t i = 0; i < u->parameters.len; i++) {
        const struct qg_parameter *known = &u->parameters.at[i];
        if (qg_str_equal(known->name, p->name) && known->required == p->required &&
            known->preset.lo == p->preset.lo && known->preset.hi == p->preset.hi)
            return (int32_t)i;
    }
    qg_unite_push(u, parameters, *p);
    return (int32_t)u->parameters.len - 1;
}

static void map_settings(struct qg_uniter *u) {
    const struct qg_program *t = &u->from->tables;
    u->reading_map = qg_unite_alloc(u, t->reading_count, sizeof *u->reading_map);
    u->parameter_map = qg_unite_alloc(u, t->parameter_count, sizeof *u->parameter_map);
    for (uint32_t i = 0; u->reading_map != NULL && i < t->reading_count; i++)
        u->reading_map[i] = map_reading(u, &t->readings[i]);
    for (uint32_t i = 0; u->parameter_map != NULL && i < t->parameter_count; i++)
        u->parameter_map[i] = map_parameter(u, &t->parameters[i]);
}

// ---- scopes, exemptions ----

static bool same_scope(const struct qg_uniter *u, const struct qg_scope *a,
                       const struct qg_scope *b) {
    return a->kind == b->kind && a->act == b->act && a->parent == b->parent && a->type == b->type &&
           a->field == b->field && a->depth == b->depth && qg_str_equal(a->noun, b->noun) &&
           qg_united_same(u, a->list, b->list) && qg_united_same(u, a->last, b->last) &&
           qg_united_same(u, a->where, b->where) && qg_united_same(u, a->dated, b->dated);
}

static int32_t map_scope(struct qg_uniter *u, struct qg_scope scope) {
    scope.parent = scope.parent == QG_NONE ? QG_NONE : u->scope_map[scope.parent];
    scope.list = qg_united_function(u, scope.list);
    scope.last = qg_united_function(u, scope.last);
    scope.where = qg_united_function(u, scope.where);
    scope.dated = qg_united_function(u, scope.dated);
    for (uint32_t i = 0; u->edition > 0 && i < u->scopes.len; i++)
        if (same_scope(u, &u->scopes.at[i], &scope))
            return (int32_t)i;
    qg_unite_push(u, scopes, scope);
    return (int32_t)u->scopes.len - 1;
}

// A scope comes behind the one around it.
static void map_scopes(struct qg_uniter *u) {
    const struct qg_program *t = &u->from->tables;
    u->scope_map = qg_unite_alloc(u, t->scope_count, sizeof *u->scope_map);
    for (uint32_t i = 0; u->scope_map != NULL && i < t->scope_count; i++)
        u->scope_map[i] = map_scope(u, t->scopes[i]);
}

static void map_transitions(struct qg_uniter *u) {
    for (uint32_t i = 0; i < u->from->transition_count && !u->failed; i++) {
        struct qg_transition made = u->from->transitions[i];
        bool known = made.scope == QG_NONE;
        if (!known) {
            made.scope = u->scope_map[made.scope];
            made.day = qg_united_function(u, made.day);
        }
        for (uint32_t k = 0; !known && k < u->transitions.len; k++)
            known = u->transitions.at[k].scope == made.scope &&
                    u->transitions.at[k].amendment == made.amendment;
        if (!known)
            qg_unite_push(u, transitions, made);
    }
}

static int32_t map_exemption(struct qg_uniter *u, struct qg_exemption made) {
    made.check = qg_united_function(u, made.check);
    for (uint32_t i = 0; u->edition > 0 && i < u->exemptions.len; i++) {
        const struct qg_exemption *known = &u->exemptions.at[i];
        if (qg_str_equal(known->name, made.name) && known->args == made.args &&
            qg_united_same(u, known->check, made.check))
            return (int32_t)i;
    }
    qg_unite_push(u, exemptions, made);
    return (int32_t)u->exemptions.len - 1;
}

static void map_exemptions(struct qg_uniter *u) {
    const struct qg_program *t = &u->from->tables;
    u->exemption_map = qg_unite_alloc(u, t->exemption_count, sizeof *u->exemption_map);
    for (uint32_t i = 0; u->exemption_map != NULL && i < t->exemption_count; i++)
        u->exemption_map[i] = map_exemption(u, t->exemptions[i]);
}

// ---- editions ----

static void take_edition(struct qg_uniter *u, uint32_t edition) {
    static void (*const passes[])(struct qg_uniter *) = {
        map_symbols,     map_settings,   qg_unite_functions, map_scopes,
        map_transitions, map_exemptions, qg_unite_rules,
    };
    u->edition = edition;
    u->from = u->timeline->typed[edition];
    for (size_t i = 0; i < sizeof passes / sizeof passes[0] && !u->failed; i++)
        passes[i](u);
}

static void release(struct qg_uniter *u) {
    qg_vec_free(&u->functions);
    qg_vec_free(&u->canon);
    qg_vec_free(&u->same_hash);
    qg_vec_free(&u->scopes);
    qg_vec_free(&u->exemptions);
    qg_vec_free(&u->rule_exemptions);
    qg_vec_free(&u->messages);
    qg_vec_free(&u->pieces);
    qg_vec_free(&u->readings);
    qg_vec_free(&u->parameters);
    qg_vec_free(&u->symbols);
    qg_vec_free(&u->transitions);
    qg_vec_free(&u->rules);
    qg_vec_free(&u->flags);
    qg_vec_free(&u->provisions);
    qg_vec_free(&u->links);
    qg_vec_free(&u->populations);
    qg_vec_free(&u->collected);
    qg_vec_free(&u->order);
    qg_table_free(&u->seen);
    qg_table_free(&u->at);
    qg_intern_free(&u->ids);
}

enum qg_fault qg_unite(struct qg_compilation *c) {
    struct qg_uniter u = {.c = c, .timeline = c->timeline};
    qg_intern_init(&u.ids, qg_seed());
    for (uint32_t i = 0; i < c->timeline->edition_count && !u.failed; i++)
        if (c->timeline->typed[i] != NULL)
            take_edition(&u, i);
    if (!u.failed)
        qg_unite_force(&u);
    if (!u.failed && qg_diag_errors(&c->diags) == 0)
        qg_unite_write(&u);
    release(&u);
    return u.failed ? QG_FAULT_MEMORY : QG_OK;
}
