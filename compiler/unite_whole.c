// SPDX-License-Identifier: Apache-2.0
//
// The whole of all editions, as the tables of one typed tree: versions of a rule stand together, in
// order of citation; references are spelled out; scopes have their rules.
#include "uniter.h"

#include <string.h>

// Versions in order of citation: which rule of the whole comes where, and the way back.
// Those that are the law nowhere (a text that two amendments of one day made in passing) have none.
struct sequence {
    uint32_t *rules; // [total]
    uint32_t total;
    uint32_t *first; // by id symbol, the place of its first version; versions stand together
    uint32_t *count; // likewise
};

static void count_versions(const struct qg_uniter *u, struct sequence *s) {
    for (uint32_t i = 0; i < u->rules.len; i++)
        s->count[u->rules.at[i].id] += u->rules.at[i].rule.worlds != 0;
    for (uint32_t i = 0; i < u->order.len; i++) {
        s->first[u->order.at[i]] = s->total;
        s->total += s->count[u->order.at[i]];
        s->count[u->order.at[i]] = 0;
    }
}

static bool put_in_order(struct qg_uniter *u, struct sequence *s) {
    uint32_t ids = qg_intern_count(&u->ids) + 1;
    s->rules = qg_unite_alloc(u, u->rules.len, sizeof *s->rules);
    s->first = qg_unite_alloc(u, ids, sizeof *s->first);
    s->count = qg_unite_alloc(u, ids, sizeof *s->count);
    if (u->failed)
        return false;
    count_versions(u, s);
    for (uint32_t i = 0; i < u->rules.len; i++) {
        uint32_t id = u->rules.at[i].id;
        if (u->rules.at[i].rule.worlds != 0)
            s->rules[s->first[id] + s->count[id]++] = i;
    }
    return true;
}

struct whole {
    struct qg_typed *typed;
    struct qg_program *tables;
    struct sequence sequence;
    struct qg_rule *rules;
    QG_VEC(uint32_t) refs;
};

// The versions that a link leads to, those of its own worlds.
static uint32_t expand(struct qg_uniter *u, struct whole *w, enum qg_link_kind kind, uint32_t from,
                       uint32_t worlds) {
    uint32_t first = w->refs.len;
    for (uint32_t i = qg_unite_links(u, kind, from); i != QG_TABLE_NOTHING;
         i = u->links.at[i].next) {
        uint32_t id = u->links.at[i].id;
        for (uint32_t k = 0; k < w->sequence.count[id]; k++) {
            uint32_t place = w->sequence.first[id] + k;
            if ((u->rules.at[w->sequence.rules[place]].rule.worlds & worlds) != 0 &&
                !qg_vec_push(&w->refs, place))
                u->failed = true;
        }
    }
    return w->refs.len - first;
}

static void write_rules(struct qg_uniter *u, struct whole *w) {
    w->rules = qg_unite_alloc(u, w->sequence.total, sizeof *w->rules);
    for (uint32_t i = 0; w->rules != NULL && i < w->sequence.total; i++) {
        const struct qg_united_rule *version = &u->rules.at[w->sequence.rules[i]];
        struct qg_rule made = version->rule;
        made.first_silenced = w->refs.len;
        made.silenced_count = expand(u, w, QG_LINK_SILENCES, version->source, made.worlds);
        made.first_governed = w->refs.len;
        made.governed_count = expand(u, w, QG_LINK_GOVERNS, version->source, made.worlds);
        w->rules[i] = made;
    }
    w->tables->rules = w->rules;
    w->tables->rule_count = w->sequence.total;
    if (w->rules != NULL)
        qg_unite_write_populations(u, w->sequence.rules, w->sequence.total, w->tables);
}

static void write_provisions(struct qg_uniter *u, struct whole *w) {
    struct qg_provision *made = qg_unite_alloc(u, u->provisions.len, sizeof *made);
    for (uint32_t i = 0; made != NULL && i < u->provisions.len; i++) {
        made[i] = u->provisions.at[i].provision;
        made[i].first_ref = w->refs.len;
        made[i].ref_count = expand(u, w, QG_LINK_POINTS, i, UINT32_MAX);
    }
    w->tables->provisions = made;
    w->tables->provision_count = u->provisions.len;
}

static void write_flags(struct qg_uniter *u, struct whole *w) {
    struct qg_flag *made = qg_unite_alloc(u, u->flags.len, sizeof *made);
    uint32_t count = 0;
    for (uint32_t i = 0; made != NULL && i < u->flags.len; i++)
        if (u->flags.at[i].flag.worlds != 0)
            made[count++] = u->flags.at[i].flag;
    w->tables->flags = made;
    w->tables->flag_count = count;
}

// Groups the rules and the scopes by the scope they stand in.
static void write_scopes(struct qg_uniter *u, struct whole *w) {
    uint32_t count = u->scopes.len, rules = w->sequence.total;
    struct qg_scope *scopes = qg_unite_alloc(u, count, sizeof *scopes);
    uint32_t *scope_rules = qg_unite_alloc(u, rules, sizeof *scope_rules);
    uint32_t *children = qg_unite_alloc(u, count, sizeof *children);
    uint32_t rule_at = 0, child_at = 0;
    if (u->failed)
        return;
    for (uint32_t i = 0; i < count; i++) {
        scopes[i] = u->scopes.at[i];
        scopes[i].rule_count = scopes[i].child_count = 0;
    }
    for (uint32_t i = 0; i < rules; i++)
        scopes[w->rules[i].scope].rule_count++;
    for (uint32_t i = 0; i < count; i++)
        if (scopes[i].parent != QG_NONE)
            scopes[scopes[i].parent].child_count++;
    for (uint32_t i = 0; i < count; i++) {
        scopes[i].first_rule = rule_at;
        scopes[i].first_child = child_at;
        rule_at += scopes[i].rule_count;
        child_at += scopes[i].child_count;
        scopes[i].rule_count = scopes[i].child_count = 0;
    }
    for (uint32_t i = 0; i < rules; i++) {
        struct qg_scope *scope = &scopes[w->rules[i].scope];
        scope_rules[scope->first_rule + scope->rule_count++] = i;
    }
    for (uint32_t i = 0; i < count; i++)
        if (scopes[i].parent != QG_NONE) {
            struct qg_scope *around = &scopes[scopes[i].parent];
            children[around->first_child + around->child_count++] = i;
        }
    w->tables->scopes = scopes;
    w->tables->scope_count = count;
    w->tables->scope_rules = scope_rules;
    w->tables->scope_rule_count = rule_at;
    w->tables->scope_children = children;
    w->tables->scope_child_count = child_at;
}

static void *moved(struct qg_uniter *u, const void *from, uint32_t count, size_t size) {
    void *to = qg_unite_alloc(u, count, size);
    if (to != NULL && count > 0)
        memcpy(to, from, count * size);
    return to;
}

// The tables that are as they have grown.
static void write_tables(struct qg_uniter *u, struct whole *w) {
#define MOVE(to, table, counter)                                                                   \
    (to)->table = moved(u, u->table.at, u->table.len, sizeof *u->table.at);                        \
    (to)->counter = u->table.len
    MOVE(w->typed, functions, function_count);
    MOVE(w->typed, transitions, transition_count);
    MOVE(w->tables, exemptions, exemption_count);
    MOVE(w->tables, rule_exemptions, rule_exemption_count);
    MOVE(w->tables, messages, message_count);
    MOVE(w->tables, pieces, piece_count);
    MOVE(w->tables, readings, reading_count);
    MOVE(w->tables, parameters, parameter_count);
    MOVE(&w->tables->schema, symbols, symbol_count);
#undef MOVE
    w->tables->rule_refs = moved(u, w->refs.at, w->refs.len, sizeof *w->refs.at);
    w->tables->rule_ref_count = w->refs.len;
}

void qg_unite_write(struct qg_uniter *u) {
    struct whole w = {.typed = qg_unite_alloc(u, 1, sizeof *w.typed)};
    if (w.typed == NULL)
        return;
    *w.typed = *u->timeline->typed[0];
    w.tables = &w.typed->tables;
    if (put_in_order(u, &w.sequence)) {
        write_rules(u, &w);
        write_provisions(u, &w);
        write_flags(u, &w);
    }
    if (!u->failed)
        write_scopes(u, &w);
    write_tables(u, &w);
    qg_vec_free(&w.refs);
    if (!u->failed)
        u->c->typed = w.typed;
}
