// SPDX-License-Identifier: Apache-2.0
//
// Rules, provisions and flags of several editions: those that say the same, however they are
// numbered, are one. What a rule refers to is noted by id, since an id may come to have versions.
#include "uniter.h"

// ---- messages ----

static bool same_piece(const struct qg_uniter *u, const struct qg_piece *known,
                       const struct qg_piece *piece) {
    return known->figure == piece->figure && qg_str_equal(known->text, piece->text) &&
           qg_united_same(u, known->fn, qg_united_function(u, piece->fn));
}

// Whether a message of the whole says the same as one of the edition.
static bool same_message(const struct qg_uniter *u, int32_t known, int32_t message) {
    if (known == QG_NONE || message == QG_NONE)
        return known == message;
    const struct qg_message *a = &u->messages.at[known];
    const struct qg_message *b = &u->from->tables.messages[message];
    for (int lang = 0; lang < QG_LANGS; lang++) {
        if (a->count[lang] != b->count[lang])
            return false;
        for (uint32_t i = 0; i < a->count[lang]; i++)
            if (!same_piece(u, &u->pieces.at[a->first[lang] + i],
                            &u->from->tables.pieces[b->first[lang] + i]))
                return false;
    }
    return true;
}

static int32_t take_message(struct qg_uniter *u, int32_t message) {
    if (message == QG_NONE)
        return QG_NONE;
    struct qg_message made = u->from->tables.messages[message];
    for (int lang = 0; lang < QG_LANGS; lang++) {
        uint32_t first = made.first[lang];
        made.first[lang] = u->pieces.len;
        for (uint32_t i = 0; i < made.count[lang]; i++) {
            struct qg_piece piece = u->from->tables.pieces[first + i];
            piece.fn = qg_united_function(u, piece.fn);
            qg_unite_push(u, pieces, piece);
        }
    }
    qg_unite_push(u, messages, made);
    return (int32_t)u->messages.len - 1;
}

// ---- rules ----

static uint32_t symbol_of(struct qg_uniter *u, struct qg_str id) {
    uint32_t symbol = qg_intern_add(&u->ids, id);
    if (symbol == 0)
        u->failed = true;
    return symbol;
}

static void put(struct qg_uniter *u, uint32_t owner, uint32_t symbol, uint32_t value) {
    if (!qg_table_put(&u->at, owner, symbol, value))
        u->failed = true;
}

static void note_ids(struct qg_uniter *u) {
    for (uint32_t i = 0; i < u->from->tables.rule_count; i++)
        put(u, QG_UNITE_EDITION + u->edition, symbol_of(u, u->from->tables.rules[i].id), i);
}

static bool has(struct qg_uniter *u, uint32_t edition, struct qg_str id) {
    return qg_table_find(&u->at, QG_UNITE_EDITION + edition, symbol_of(u, id)) != QG_TABLE_NOTHING;
}

struct ids {
    const struct qg_typed *typed;
    uint32_t edition, at, end;
};

// The next id of a list that the other edition has too; empty at the end.
static struct qg_str next_shared(struct qg_uniter *u, struct ids *list, uint32_t other) {
    while (list->at < list->end) {
        uint32_t rule = list->typed->tables.rule_refs[list->at++];
        struct qg_str id = list->typed->tables.rules[rule].id;
        if (has(u, other, id))
            return id;
    }
    return QG_STR("");
}

// Whether two lists of references name the same rules, as far as both editions have them.
static bool same_refs(struct qg_uniter *u, struct ids a, struct ids b) {
    for (;;) {
        struct qg_str x = next_shared(u, &a, b.edition), y = next_shared(u, &b, a.edition);
        if (!qg_str_equal(x, y))
            return false;
        if (x.len == 0)
            return true;
    }
}

static bool same_lists(struct qg_uniter *u, const struct qg_united_rule *known,
                       const struct qg_rule *rule) {
    const struct qg_rule *met = known->met;
    struct ids a = {known->typed, known->edition, met->first_silenced,
                    met->first_silenced + met->silenced_count};
    struct ids b = {u->from, u->edition, rule->first_silenced,
                    rule->first_silenced + rule->silenced_count};
    if (!same_refs(u, a, b))
        return false;
    a.at = met->first_governed, a.end = met->first_governed + met->governed_count;
    b.at = rule->first_governed, b.end = rule->first_governed + rule->governed_count;
    return same_refs(u, a, b);
}

static bool same_exemptions(const struct qg_uniter *u, const struct qg_rule *known,
                            const struct qg_rule *rule) {
    if (known->exemption_count != rule->exemption_count)
        return false;
    for (uint32_t i = 0; i < rule->exemption_count; i++) {
        uint32_t at = u->from->tables.rule_exemptions[rule->first_exemption + i];
        if (u->rule_exemptions.at[known->first_exemption + i] != (uint32_t)u->exemption_map[at])
            return false;
    }
    return true;
}

static bool same_rule(struct qg_uniter *u, const struct qg_united_rule *known,
                      const struct qg_rule *rule) {
    const struct qg_rule *k = &known->rule;
    return k->act == rule->act && k->kind == rule->kind && k->severity == rule->severity &&
           k->voids == rule->voids && k->scope == u->scope_map[rule->scope] &&
           qg_str_equal(k->paragraph, rule->paragraph) &&
           qg_united_same(u, k->check, qg_united_function(u, rule->check)) &&
           qg_united_same(u, k->dated, qg_united_function(u, rule->dated)) &&
           qg_united_same(u, k->severity_fn, qg_united_function(u, rule->severity_fn)) &&
           same_exemptions(u, k, rule) && same_message(u, k->duty, rule->duty) &&
           same_message(u, k->breach, rule->breach) && same_message(u, k->remark, rule->remark) &&
           qg_unite_same_population(u, known->population, rule) && same_lists(u, known, rule);
}

static void take_exemptions(struct qg_uniter *u, struct qg_rule *made) {
    uint32_t first = made->first_exemption;
    made->first_exemption = u->rule_exemptions.len;
    for (uint32_t i = 0; i < made->exemption_count; i++) {
        uint32_t at = u->from->tables.rule_exemptions[first + i];
        qg_unite_push(u, rule_exemptions, (uint32_t)u->exemption_map[at]);
    }
}

// The amendment that an edition comes of; QG_NONE for the first.
static int32_t amendment_of(const struct qg_uniter *u) {
    const struct qg_decl *decl = u->timeline->editions[u->edition]->amendment;
    const struct qg_program *t = &u->from->tables;
    for (uint32_t i = 0; decl != NULL && i < t->amendment_count; i++)
        if (qg_str_equal(t->amendments[i].name, decl->name.text))
            return (int32_t)i;
    return QG_NONE;
}

static uint32_t take_rule(struct qg_uniter *u, const struct qg_rule *rule, uint32_t id) {
    struct qg_rule made = *rule;
    uint32_t index = u->rules.len;
    made.scope = u->scope_map[rule->scope];
    made.check = qg_united_function(u, rule->check);
    made.dated = qg_united_function(u, rule->dated);
    made.severity_fn = qg_united_function(u, rule->severity_fn);
    take_exemptions(u, &made);
    made.duty = take_message(u, rule->duty);
    made.breach = take_message(u, rule->breach);
    made.remark = take_message(u, rule->remark);
    made.amendment = amendment_of(u);
    struct qg_united_rule version = {.rule = made,
                                     .typed = u->from,
                                     .met = rule,
                                     .edition = u->edition,
                                     .id = id,
                                     .source = index,
                                     .population = qg_unite_population(u, rule)};
    qg_unite_push(u, rules, version);
    return index;
}

// The version of a rule that says the same; QG_TABLE_NOTHING. Versions of an id are few.
static uint32_t find_rule(struct qg_uniter *u, const struct qg_rule *rule, uint32_t id) {
    uint32_t first = qg_table_find(&u->at, QG_UNITE_FIRST, id);
    for (uint32_t i = first; first != QG_TABLE_NOTHING && i < u->rules.len; i++)
        if (u->rules.at[i].id == id && same_rule(u, &u->rules.at[i], rule))
            return i;
    return QG_TABLE_NOTHING;
}

// Puts an id behind the one that it follows in this edition.
static void note_order(struct qg_uniter *u, uint32_t id, uint32_t *cursor) {
    for (uint32_t i = 0;
         qg_table_find(&u->at, QG_UNITE_ORDER, id) != QG_TABLE_NOTHING && i < u->order.len; i++)
        if (u->order.at[i] == id) {
            *cursor = i + 1;
            return;
        }
    put(u, QG_UNITE_ORDER, id, 1);
    if (!qg_unite_push(u, order, id))
        return;
    for (uint32_t i = u->order.len - 1; i > *cursor; i--)
        u->order.at[i] = u->order.at[i - 1];
    u->order.at[(*cursor)++] = id;
}

static void map_rules(struct qg_uniter *u) {
    const struct qg_program *t = &u->from->tables;
    uint32_t cursor = 0;
    u->rule_map = qg_unite_alloc(u, t->rule_count, sizeof *u->rule_map);
    note_ids(u);
    for (uint32_t i = 0; u->rule_map != NULL && i < t->rule_count && !u->failed; i++) {
        uint32_t id = symbol_of(u, t->rules[i].id);
        uint32_t at = u->edition > 0 ? find_rule(u, &t->rules[i], id) : QG_TABLE_NOTHING;
        if (at == QG_TABLE_NOTHING)
            at = take_rule(u, &t->rules[i], id);
        if (qg_table_find(&u->at, QG_UNITE_FIRST, id) == QG_TABLE_NOTHING)
            put(u, QG_UNITE_FIRST, id, at);
        if (at < u->rules.len)
            u->rules.at[at].held |= UINT64_C(1) << u->edition;
        u->rule_map[i] = at;
        note_order(u, id, &cursor);
    }
}

// ---- references ----

static void add_link(struct qg_uniter *u, enum qg_link_kind kind, uint32_t from, uint32_t id) {
    uint32_t at = u->links.len, tail = qg_table_find(&u->at, QG_UNITE_TAIL + (uint32_t)kind, from);
    if (!qg_unite_push(u, links, (struct qg_link){id, QG_TABLE_NOTHING}))
        return;
    if (tail == QG_TABLE_NOTHING)
        put(u, QG_UNITE_HEAD + (uint32_t)kind, from, at);
    else
        u->links.at[tail].next = at;
    put(u, QG_UNITE_TAIL + (uint32_t)kind, from, at);
}

static void link(struct qg_uniter *u, enum qg_link_kind kind, uint32_t from, uint32_t first,
                 uint32_t count) {
    const struct qg_program *t = &u->from->tables;
    uint32_t owner = QG_UNITE_LINK + from * QG_LINK_KINDS + (uint32_t)kind;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t id = symbol_of(u, t->rules[t->rule_refs[first + i]].id);
        if (qg_table_find(&u->at, owner, id) != QG_TABLE_NOTHING)
            continue;
        put(u, owner, id, 1);
        add_link(u, kind, from, id);
    }
}

static void link_rules(struct qg_uniter *u) {
    const struct qg_program *t = &u->from->tables;
    for (uint32_t i = 0; i < t->rule_count && !u->failed; i++) {
        const struct qg_rule *rule = &t->rules[i];
        link(u, QG_LINK_SILENCES, u->rule_map[i], rule->first_silenced, rule->silenced_count);
        link(u, QG_LINK_GOVERNS, u->rule_map[i], rule->first_governed, rule->governed_count);
    }
}

// ---- provisions, flags ----

static bool same_phrase(const struct qg_phrase *a, const struct qg_phrase *b) {
    for (int lang = 0; lang < QG_LANGS; lang++)
        if (!qg_str_equal(a->in[lang], b->in[lang]))
            return false;
    return true;
}

static uint32_t map_provision(struct qg_uniter *u, const struct qg_provision *p) {
    for (uint32_t i = 0; i < u->provisions.len; i++) {
        const struct qg_provision *known = &u->provisions.at[i].provision;
        if (known->act == p->act && qg_str_equal(known->id, p->id) &&
            qg_str_equal(known->paragraph, p->paragraph) && same_phrase(&known->reason, &p->reason))
            return i;
    }
    qg_unite_push(u, provisions, (struct qg_united_provision){.provision = *p});
    return u->provisions.len - 1;
}

static void map_provisions(struct qg_uniter *u) {
    const struct qg_program *t = &u->from->tables;
    for (uint32_t i = 0; i < t->provision_count && !u->failed; i++) {
        uint32_t at = map_provision(u, &t->provisions[i]);
        if (at < u->provisions.len)
            u->provisions.at[at].held |= UINT64_C(1) << u->edition;
        link(u, QG_LINK_POINTS, at, t->provisions[i].first_ref, t->provisions[i].ref_count);
    }
}

static bool same_flag(const struct qg_uniter *u, const struct qg_flag *known,
                      const struct qg_flag *flag) {
    return known->act == flag->act && known->breaches == flag->breaches &&
           known->priority == flag->priority && qg_str_equal(known->id, flag->id) &&
           qg_str_equal(known->paragraph, flag->paragraph) &&
           known->scope == u->scope_map[flag->scope] &&
           qg_united_same(u, known->check, qg_united_function(u, flag->check)) &&
           qg_united_same(u, known->due, qg_united_function(u, flag->due)) &&
           same_message(u, known->remark, flag->remark);
}

static uint32_t map_flag(struct qg_uniter *u, const struct qg_flag *flag) {
    for (uint32_t i = 0; u->edition > 0 && i < u->flags.len; i++)
        if (same_flag(u, &u->flags.at[i].flag, flag))
            return i;
    struct qg_flag made = *flag;
    made.scope = u->scope_map[flag->scope];
    made.check = qg_united_function(u, flag->check);
    made.due = qg_united_function(u, flag->due);
    made.remark = take_message(u, flag->remark);
    qg_unite_push(u, flags, (struct qg_united_flag){.flag = made});
    return u->flags.len - 1;
}

static void map_flags(struct qg_uniter *u) {
    const struct qg_program *t = &u->from->tables;
    for (uint32_t i = 0; i < t->flag_count && !u->failed; i++) {
        uint32_t at = map_flag(u, &t->flags[i]);
        if (at < u->flags.len)
            u->flags.at[at].held |= UINT64_C(1) << u->edition;
    }
}

void qg_unite_rules(struct qg_uniter *u) {
    map_rules(u);
    link_rules(u);
    map_provisions(u);
    map_flags(u);
}
