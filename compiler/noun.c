// SPDX-License-Identifier: Apache-2.0
//
// Nouns: which list `hearing` or `members` means. From a type all lists are in reach that lie in
// it or in the objects it embeds, but not those within other lists. A list answers to the name of
// its field and to the name of its elements' type; a list that is embedded less deeply is
// preferred, then one that has the very name; two that are left make the noun ambiguous.
#include "resolve.h"

#include "node.h"
#include "shape.h"

// A region that is being searched: the type itself, or an object embedded at `via` of `outer`.
struct region {
    uint32_t outer; // index in the queue
    int32_t via;    // field, QG_NONE for the type itself
    uint32_t depth;
    uint16_t type;
};

struct search {
    struct qg_checker *ck;
    uint16_t type;
    QG_VEC(struct region) queue;
};

// Writes the way down to `region` and then `list`; as long as the region is deep, plus one.
static const int32_t *path_to(struct search *s, const struct region *region, int32_t list) {
    int32_t *path = qg_check_alloc(s->ck, region->depth + 1, sizeof *path);
    if (path == NULL)
        return NULL;
    path[region->depth] = list;
    for (const struct region *r = region; r->depth > 0; r = &s->queue.at[r->outer])
        path[r->depth - 1] = r->via;
    return path;
}

// Offers a list for a noun: the first one wins, unless a better or an equal one is known.
static void offer(struct search *s, const struct region *region, int32_t list, struct qg_str noun,
                  bool by_type) {
    struct qg_checker *ck = s->ck;
    uint32_t symbol = qg_check_symbol(ck, noun), owner = qg_owner_of(QG_OWN_REACH, s->type);
    uint32_t known = qg_check_find(ck, owner, symbol);
    if (known != QG_TABLE_NOTHING) {
        struct qg_noun *reach = &ck->reaches.at[known];
        bool rival = reach->length == region->depth + 1 && reach->by_type == by_type;
        if (rival && reach->rival == QG_NONE && reach->fields[reach->length - 1] != list)
            reach->rival = list;
        if (reach->length != region->depth + 1 || by_type || !reach->by_type)
            return;
    }
    struct qg_noun reach = {path_to(s, region, list), region->depth + 1, QG_NONE, by_type};
    if (reach.fields != NULL && qg_check_push(ck, reaches, reach))
        qg_check_put(ck, owner, symbol, ck->reaches.len - 1);
}

static void search_region(struct search *s, uint32_t at) {
    struct qg_checker *ck = s->ck;
    struct region region = s->queue.at[at];
    const struct qg_type *type = &ck->types.at[region.type];
    for (uint32_t i = 0; i < type->field_count; i++) {
        int32_t index = (int32_t)(type->first_field + i);
        const struct qg_field *f = &ck->fields.at[index];
        if (f->kind == QG_KIND_OBJECT) {
            struct region inner = {at, index, region.depth + 1, f->type};
            if (!qg_vec_push(&s->queue, inner))
                ck->failed = true;
        } else if (f->kind == QG_KIND_LIST) {
            offer(s, &region, index, f->name, false);
            if (f->element == QG_KIND_OBJECT)
                offer(s, &region, index, ck->types.at[f->type].name, true);
        }
    }
}

// Breadth first, so that what is found first is embedded least deeply. The queue is no longer
// than the region of the type has places (QG_REGION_LIMIT).
static void search_type(struct qg_checker *ck, uint16_t type) {
    struct search s = {.ck = ck, .type = type};
    if (!qg_vec_push(&s.queue, (struct region){0, QG_NONE, 0, type}))
        ck->failed = true;
    for (uint32_t i = 0; i < s.queue.len; i++)
        search_region(&s, i);
    qg_vec_free(&s.queue);
    ck->reach_known.at[type] = true;
}

const struct qg_noun *qg_noun_find(struct qg_checker *ck, uint16_t type, struct qg_str noun) {
    if (!ck->reach_known.at[type])
        search_type(ck, type);
    uint32_t symbol = qg_intern_find(&ck->names, noun);
    uint32_t index =
        symbol != 0 ? qg_check_find(ck, qg_owner_of(QG_OWN_REACH, type), symbol) : QG_TABLE_NOTHING;
    return index != QG_TABLE_NOTHING ? &ck->reaches.at[index] : NULL;
}

static void report_two(struct qg_checker *ck, const struct qg_noun *reach,
                       const struct qg_name *noun) {
    int32_t first = reach->fields[reach->length - 1], second = reach->rival;
    struct qg_diag *d = qg_check_error(
        ck, AMBIGUOUS_NOUN, noun->span, "`%.*s` can mean two lists: `%.*s` and `%.*s`",
        QG_STR_ARG(noun->text), QG_STR_ARG(ck->fields.at[first].name),
        QG_STR_ARG(ck->fields.at[second].name));
    qg_diag_label(d, ck->field_spans.at[first], "the first one");
    qg_diag_label(d, ck->field_spans.at[second], "the second one");
    qg_diag_hint(d, "Name the list instead of its elements, or give the way to it: `x in …`.");
}

// Walks from an element to the list.
static struct qg_node *walk(struct qg_checker *ck, const struct qg_binding *element,
                            const struct qg_noun *reach, struct qg_span span) {
    const int32_t *fields = reach->fields;
    uint32_t length = reach->length;
    struct qg_node *node = qg_resolve_local(ck, element, span);
    for (uint32_t i = 0; i < length; i++)
        node = qg_node_field(ck, node, fields[i], span);
    return node;
}

// The type in which a list answers to the noun, wherever that is; QG_TABLE_NOTHING if none does.
static uint32_t holder_of(const struct qg_checker *ck, struct qg_str noun) {
    for (uint32_t i = 0; i < ck->fields.len; i++) {
        const struct qg_field *f = &ck->fields.at[i];
        bool by_type =
            f->element == QG_KIND_OBJECT && qg_str_equal(ck->types.at[f->type].name, noun);
        if (f->kind == QG_KIND_LIST && (by_type || qg_str_equal(f->name, noun)))
            return f->owner;
    }
    return QG_TABLE_NOTHING;
}

static void suggest_noun(struct qg_checker *ck, struct qg_diag *d, struct qg_str noun) {
    enum { MOST = 256 };
    struct qg_str names[MOST];
    size_t count = 0;
    for (uint32_t i = 0; i < ck->fields.len && count + 2 < MOST; i++) {
        const struct qg_field *f = &ck->fields.at[i];
        if (f->kind != QG_KIND_LIST)
            continue;
        names[count++] = f->name;
        if (f->element == QG_KIND_OBJECT)
            names[count++] = ck->types.at[f->type].name;
    }
    qg_check_suggest(d, noun, names, count);
}

static void report_none(struct qg_checker *ck, const struct qg_name *noun) {
    struct qg_diag *d = qg_check_error(ck, UNKNOWN_NOUN, noun->span,
                                       "no list of `%.*s` is in reach", QG_STR_ARG(noun->text));
    uint32_t holder = holder_of(ck, noun->text);
    if (holder != QG_TABLE_NOTHING)
        qg_diag_hint(d, "It is a list within `%.*s`, which has to be in scope.",
                     QG_STR_ARG(ck->types.at[holder].name));
    else
        suggest_noun(ck, d, noun->text);
}

struct qg_node *qg_noun_list(struct qg_checker *ck, const struct qg_binding *env,
                             const struct qg_name *noun) {
    for (const struct qg_binding *b = env; b != NULL; b = b->outer) {
        if (b->kind != QG_BIND_ELEMENT)
            continue;
        const struct qg_noun *reach = qg_noun_find(ck, b->type, noun->text);
        if (reach == NULL)
            continue;
        if (reach->rival == QG_NONE)
            return walk(ck, b, reach, noun->span);
        report_two(ck, reach, noun);
        return NULL;
    }
    report_none(ck, noun);
    return NULL;
}
