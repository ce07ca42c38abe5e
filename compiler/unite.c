// SPDX-License-Identifier: Apache-2.0
#include "uniter.h"

#include "check_codes.h"

void *qg_unite_alloc(struct qg_uniter *u, size_t count, size_t size) {
    void *at = qg_arena_array(&u->c->arena, count, size);
    if (at == NULL)
        u->failed = true;
    return at;
}

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
           same_message(u, known->remark, flag->remark);
}

static uint32_t map_flag(struct qg_uniter *u, const struct qg_flag *flag) {
    for (uint32_t i = 0; u->edition > 0 && i < u->flags.len; i++)
        if (same_flag(u, &u->flags.at[i].flag, flag))
            return i;
    struct qg_flag made = *flag;
    made.scope = u->scope_map[flag->scope];
    made.check = qg_united_function(u, flag->check);
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

// ---- editions ----

static void take_edition(struct qg_uniter *u, uint32_t edition) {
    static void (*const passes[])(struct qg_uniter *) = {
        map_symbols,    map_settings, qg_unite_functions, map_scopes,     map_transitions,
        map_exemptions, map_rules,    link_rules,         map_provisions, map_flags,
    };
    u->edition = edition;
    u->from = u->timeline->typed[edition];
    for (size_t i = 0; i < sizeof passes / sizeof passes[0] && !u->failed; i++)
        passes[i](u);
}

// ---- the whole ----

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

static void write_whole(struct qg_uniter *u) {
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
    qg_intern_init(&u.ids, 0);
    for (uint32_t i = 0; i < c->timeline->edition_count && !u.failed; i++)
        if (c->timeline->typed[i] != NULL)
            take_edition(&u, i);
    if (!u.failed)
        qg_unite_force(&u);
    if (!u.failed && qg_diag_errors(&c->diags) == 0)
        write_whole(&u);
    release(&u);
    return u.failed ? QG_FAULT_MEMORY : QG_OK;
}
