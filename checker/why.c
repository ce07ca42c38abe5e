// SPDX-License-Identifier: Apache-2.0
#include "why.h"

#include <stdlib.h>

// TERM: the end of a term, whatever it rests on; ORDER: a day compared with one.
enum kind { LEAF, JOIN, SETTLED, BLOCKED, TERM, ORDER };

// How the facts below a why count, depending on what stands above it.
enum mode { AS_THEY_ARE, ONLY_KNOWN, ALL_BLOCK, LISTS_BLOCK };

struct qg_why {
    uint8_t kind;
    uint8_t seen;   // LEAF: whether it is known; else the modes in which walk `stamp` came here
    bool has_lists; // a list is among the facts
    uint32_t stamp;
    union {
        struct {
            uint32_t ref;
            int32_t field;
        } fact;
        struct qg_why *part[2]; // of an ORDER the second is that of the day compared
    };
    struct qg_value compared; // ORDER: that day
    struct qg_value result;   // ORDER: whether it was allowed
    int32_t day;              // ORDER: the last or first day that was
};

static struct qg_why *make(struct qg_machine *m, enum kind kind) {
    if (m->why_count >= QG_WHY_LIMIT)
        return NULL;
    struct qg_why *why = qg_arena_alloc(&m->trace, sizeof *why);
    if (why == NULL) {
        m->failed = true;
        return NULL;
    }
    m->why_count++;
    *why = (struct qg_why){.kind = (uint8_t)kind};
    return why;
}

struct qg_why *qg_why_leaf(struct qg_machine *m, uint32_t ref, int32_t field, bool known) {
    struct qg_why *why = make(m, LEAF);
    if (why == NULL)
        return NULL;
    why->seen = known;
    why->fact.ref = ref;
    why->fact.field = field;
    why->has_lists = field >= 0 && m->program->schema.fields[field].kind == QG_KIND_LIST;
    return why;
}

struct qg_why *qg_why_join(struct qg_machine *m, struct qg_why *a, struct qg_why *b) {
    if (a == NULL || b == NULL || a == b)
        return a != NULL ? a : b;
    struct qg_why *why = make(m, JOIN);
    if (why == NULL)
        return a;
    why->part[0] = a;
    why->part[1] = b;
    why->has_lists = a->has_lists || b->has_lists;
    return why;
}

static struct qg_why *wrap(struct qg_machine *m, enum kind kind, struct qg_why *below) {
    struct qg_why *why = below != NULL ? make(m, kind) : NULL;
    if (why == NULL)
        return NULL;
    why->part[0] = below;
    why->has_lists = below->has_lists;
    return why;
}

struct qg_why *qg_why_settled(struct qg_machine *m, struct qg_why *why) {
    return wrap(m, SETTLED, why);
}

struct qg_why *qg_why_blocked(struct qg_machine *m, struct qg_why *why) {
    return wrap(m, BLOCKED, why);
}

// The whys of those operands that are unknown themselves.
static struct qg_why *of_unknown(struct qg_machine *m, struct qg_given b, struct qg_given c) {
    return qg_why_join(m, qg_is_known(b.value) ? NULL : b.why, qg_is_known(c.value) ? NULL : c.why);
}

struct qg_why *qg_why_both(struct qg_machine *m, struct qg_value result, struct qg_given b,
                           struct qg_given c) {
    if (!qg_is_known(result))
        return of_unknown(m, b, c);
    struct qg_why *why = qg_why_join(m, b.why, c.why);
    return qg_is_known(b.value) && qg_is_known(c.value) ? why : qg_why_settled(m, why);
}

struct qg_why *qg_why_logic(struct qg_machine *m, struct qg_value result, int32_t decides,
                            struct qg_given b, struct qg_given c) {
    if (!qg_is_known(result) || result.lo != decides)
        return qg_why_both(m, result, b, c);
    return qg_is_known(b.value) && b.value.lo == decides ? b.why : c.why;
}

struct qg_why *qg_why_field(struct qg_machine *m, struct qg_given from, int32_t field, bool known) {
    if (from.value.lo < 0)
        return from.why;
    if (from.value.lo == 0)
        return known ? from.why : qg_why_blocked(m, from.why);
    struct qg_why *leaf = qg_why_leaf(m, (uint32_t)from.value.lo, field, known);
    return known ? qg_why_join(m, leaf, from.why) : leaf;
}

static bool has_gaps(const int32_t *slots, int32_t list) {
    for (int32_t i = 0; i < slots[list + QG_LIST_COUNT]; i++)
        if (slots[list + 1 + i] < 0)
            return true;
    return false;
}

static struct qg_why *of_elements(struct qg_machine *m, int32_t list, int32_t field) {
    const int32_t *slots = m->record->slots;
    uint32_t slot = m->program->schema.fields[field].slot;
    struct qg_why *why = NULL;
    for (int32_t at = slots[list + QG_LIST_FIRST]; at > 0; at = slots[at + QG_AT_NEXT]) {
        bool known = slots[(uint32_t)at + slot] >= 0;
        why = qg_why_join(m, qg_why_leaf(m, (uint32_t)at, field, known), why);
    }
    return why;
}

struct qg_why *qg_why_list(struct qg_machine *m, struct qg_given list, int32_t field) {
    int32_t block = list.value.lo;
    bool whole = qg_is_known(list.value);
    if (block <= 0 || m->record->slots[block + QG_LIST_COUNT] == 0)
        return list.why;
    if (field == QG_NONE)
        return whole && has_gaps(m->record->slots, block) ? qg_why_blocked(m, list.why) : list.why;
    struct qg_why *why = of_elements(m, block, field);
    return whole ? why : qg_why_join(m, why, list.why);
}

// ---- Terms ------------------------------------------------------------------------------------

struct qg_why *qg_why_term(struct qg_machine *m, struct qg_value end, struct qg_why *below) {
    struct qg_why *why = m->tells_terms && qg_is_known(end) ? make(m, TERM) : NULL;
    if (why == NULL)
        return below;
    why->part[0] = below;
    why->has_lists = below != NULL && below->has_lists;
    return why;
}

static bool is_term(struct qg_given given) {
    return given.why != NULL && given.why->kind == TERM && qg_is_known(given.value);
}

// `strict`: the two may not be the same day.
struct qg_why *qg_why_order(struct qg_machine *m, struct qg_value result, bool strict,
                            struct qg_given earlier, struct qg_given later) {
    struct qg_why *facts = qg_why_both(m, result, earlier, later);
    if (!m->tells_terms || is_term(earlier) == is_term(later))
        return facts;
    struct qg_why *why = make(m, ORDER);
    if (why == NULL)
        return facts;
    bool last = is_term(later); // it is the last day, not the first
    struct qg_given measured = last ? earlier : later;
    why->part[0] = facts;
    why->part[1] = measured.why;
    why->has_lists = facts != NULL && facts->has_lists;
    why->compared = measured.value;
    why->result = result;
    why->day = (last ? later : earlier).value.lo + (!strict ? 0 : last ? -1 : 1);
    return why;
}

// ---- Walks ------------------------------------------------------------------------------------

// A walk over a rope. It goes down one part at a time and keeps the others here, because a rope
// may be as deep as a list is long.
struct visit {
    struct qg_why *why;
    enum mode mode;
};

struct walk {
    struct qg_machine *m;
    QG_VEC(struct visit) open;
    QG_VEC(struct qg_fact_ref) facts;
    QG_VEC(struct qg_why *) orders;
};

static void visit_later(struct walk *walk, struct qg_why *why, enum mode mode) {
    if (why != NULL && !qg_vec_push(&walk->open, (struct visit){why, mode}))
        walk->m->failed = true;
}

static void take_leaf(struct walk *walk, const struct qg_why *why, enum mode mode) {
    bool known = why->seen != 0;
    if ((mode == ONLY_KNOWN && !known) || (mode == LISTS_BLOCK && !why->has_lists))
        return;
    struct qg_fact_ref fact = {why->fact.ref, why->fact.field,
                               known && mode != ALL_BLOCK && mode != LISTS_BLOCK};
    if (!qg_vec_push(&walk->facts, fact))
        walk->m->failed = true;
}

// Whether this walk comes here in this mode for the first time.
static bool first_visit(struct walk *walk, struct qg_why *why, enum mode mode) {
    uint8_t bit = (uint8_t)(1U << mode);
    if (why->stamp != walk->m->why_stamp) {
        why->stamp = walk->m->why_stamp;
        why->seen = 0;
    }
    bool first = (why->seen & bit) == 0;
    why->seen |= bit;
    return first;
}

static void visit(struct walk *walk, struct qg_why *why, enum mode mode) {
    if (why->kind == LEAF) {
        take_leaf(walk, why, mode);
        return;
    }
    if (!first_visit(walk, why, mode))
        return;
    if (why->kind == JOIN)
        visit_later(walk, why->part[1], mode);
    else if (why->kind == SETTLED && mode == AS_THEY_ARE)
        mode = ONLY_KNOWN;
    else if (why->kind == BLOCKED && mode == ONLY_KNOWN)
        return;
    else if (why->kind == BLOCKED && mode == AS_THEY_ARE)
        mode = why->has_lists ? LISTS_BLOCK : ALL_BLOCK;
    visit_later(walk, why->part[0], mode);
}

static int by_place(const void *left, const void *right) {
    const struct qg_fact_ref *a = left, *b = right;
    if (a->ref != b->ref)
        return a->ref < b->ref ? -1 : 1;
    if (a->field != b->field)
        return a->field < b->field ? -1 : 1;
    return (int)a->known - (int)b->known;
}

// Sorts the facts and leaves each once; one that is both known and blocking blocks.
static uint32_t settle_order(struct qg_fact_ref *facts, uint32_t count) {
    uint32_t kept = 0;
    if (count > 1)
        qsort(facts, count, sizeof *facts, by_place);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || facts[i].ref != facts[kept - 1].ref ||
            facts[i].field != facts[kept - 1].field)
            facts[kept++] = facts[i];
    return kept;
}

static struct qg_fact_ref *keep(struct qg_machine *m, const struct qg_fact_ref *facts,
                                uint32_t count) {
    struct qg_fact_ref *kept = qg_arena_array(&m->trace, count, sizeof *kept);
    if (kept == NULL)
        m->failed = true;
    for (uint32_t i = 0; kept != NULL && i < count; i++)
        kept[i] = facts[i];
    return kept;
}

uint32_t qg_why_facts(struct qg_machine *m, struct qg_why *why, const struct qg_fact_ref **out) {
    struct walk walk = {.m = m};
    m->why_stamp++;
    visit_later(&walk, why, AS_THEY_ARE);
    while (walk.open.len > 0) {
        struct visit next = walk.open.at[--walk.open.len];
        visit(&walk, next.why, next.mode);
    }
    uint32_t count = walk.facts.len > 0 ? settle_order(walk.facts.at, walk.facts.len) : 0;
    *out = keep(m, walk.facts.at, count);
    qg_vec_free(&walk.open);
    qg_vec_free(&walk.facts);
    return *out != NULL ? count : 0;
}

// What the operand that was compared was read from: the recorded day itself, else the first date
// that it rests on, else nothing.
static struct qg_fact_ref measured_at(struct qg_machine *m, const struct qg_why *order) {
    const struct qg_fact_ref *facts = NULL;
    uint32_t count = qg_why_facts(m, order->part[1], &facts);
    struct qg_fact_ref first = {0, QG_NONE, false};
    for (uint32_t i = 0; facts != NULL && i < count; i++) {
        const struct qg_field *field =
            facts[i].field >= 0 ? &m->program->schema.fields[facts[i].field] : NULL;
        if (field == NULL || field->kind != QG_KIND_DATE)
            continue;
        int32_t slot = m->record->slots[facts[i].ref + field->slot];
        if (qg_is_known(order->compared) ? slot == order->compared.lo : slot < 0)
            return facts[i];
        first = first.ref == 0 ? facts[i] : first;
    }
    return first;
}

// The comparisons with ends of terms that `why` rests on and that did not surely come out. What a
// rule forbids, the compiler has turned into what it demands.
static void find_orders(struct walk *walk) {
    while (walk->open.len > 0) {
        struct qg_why *why = walk->open.at[--walk->open.len].why;
        if (why->kind == LEAF || !first_visit(walk, why, AS_THEY_ARE))
            continue;
        bool unmet = why->kind == ORDER && why->result.lo == 0;
        if (unmet && !qg_vec_push(&walk->orders, why))
            walk->m->failed = true;
        if (why->kind == JOIN)
            visit_later(walk, why->part[1], AS_THEY_ARE);
        visit_later(walk, why->part[0], AS_THEY_ARE);
    }
}

uint32_t qg_why_limits(struct qg_machine *m, struct qg_why *why, const struct qg_limit **out) {
    struct walk walk = {.m = m};
    m->why_stamp++;
    visit_later(&walk, why, AS_THEY_ARE);
    find_orders(&walk);
    struct qg_limit *limits =
        qg_arena_array(&m->trace, (size_t)walk.orders.len + 1, sizeof *limits);
    if (limits == NULL)
        m->failed = true;
    uint32_t count = limits != NULL ? walk.orders.len : 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct qg_why *order = walk.orders.at[i];
        limits[i].day = order->day;
        limits[i].measured = measured_at(m, order);
    }
    qg_vec_free(&walk.open);
    qg_vec_free(&walk.orders);
    *out = limits;
    return count;
}
