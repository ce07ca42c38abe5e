// SPDX-License-Identifier: Apache-2.0

#include "differ.h"

#include "excerpt.h"
#include "typed_text.h"

// ---- items ----

void qg_differ_begin(struct qg_differ *d, const char *what, struct qg_str name,
                     struct qg_str paragraph, struct qg_span before, struct qg_span after) {
    d->item = (struct qg_diff_item){.what = what, .name = name, .paragraph = paragraph};
    d->item.at[QG_BEFORE] = before;
    d->item.at[QG_AFTER] = after;
    d->means = d->shallow = false;
}

void qg_differ_end(struct qg_differ *d) {
    d->item.how = d->means ? QG_DIFF_CHANGED : QG_DIFF_WORDED;
    if (d->item.details.items.len > 0 && qg_vec_push(&d->diff->items, d->item))
        return;
    if (d->item.details.items.len > 0)
        d->diff->failed = true;
    qg_vec_free(&d->item.details.items);
}

void qg_differ_single(struct qg_differ *d, const char *what, int side, struct qg_str name,
                      struct qg_str paragraph, struct qg_span at) {
    struct qg_diff_item item = {.what = what, .name = name, .paragraph = paragraph};
    item.how = side == QG_AFTER ? QG_DIFF_ADDED : QG_DIFF_REMOVED;
    item.at[QG_BEFORE] = item.at[QG_AFTER] = QG_SPAN_NONE;
    item.at[side] = at;
    if (!qg_vec_push(&d->diff->items, item))
        d->diff->failed = true;
}

static void add(struct qg_differ *d, struct qg_diff_detail detail) {
    if (!qg_vec_push(&d->item.details.items, detail))
        d->diff->failed = true;
}

// ---- texts ----

static void add_said(struct qg_differ *d, const char *aspect, int lang, struct qg_str before,
                     struct qg_str after) {
    if (!qg_str_equal(before, after))
        add(d, (struct qg_diff_detail){.aspect = aspect,
                                       .lang = lang,
                                       .said = {before, after},
                                       .at = {QG_SPAN_NONE, QG_SPAN_NONE}});
}

void qg_differ_strs(struct qg_differ *d, const char *aspect, bool means, struct qg_str before,
                    struct qg_str after) {
    add_said(d, aspect, QG_LANGS, before, after);
    d->means = d->means || (means && !qg_str_equal(before, after));
}

void qg_differ_texts(struct qg_differ *d, const char *aspect, bool means, struct qg_text *before,
                     struct qg_text *after) {
    struct qg_str a = qg_contrast_keep(d->contrast, before);
    struct qg_str b = qg_contrast_keep(d->contrast, after);
    qg_differ_strs(d, aspect, means, a, b);
}

// In the order of the languages, those alone that differ.
void qg_differ_messages(struct qg_differ *d, const char *aspect, int32_t before, int32_t after) {
    for (int lang = 0; lang < QG_LANGS; lang++) {
        struct qg_text a = {0}, b = {0};
        const struct qg_contrast_side *side = d->contrast->side;
        qg_typed_message(side[QG_BEFORE].typed, side[QG_BEFORE].sources, before, lang, &a);
        qg_typed_message(side[QG_AFTER].typed, side[QG_AFTER].sources, after, lang, &b);
        add_said(d, aspect, lang, qg_contrast_keep(d->contrast, &a),
                 qg_contrast_keep(d->contrast, &b));
    }
}

void qg_differ_phrases(struct qg_differ *d, const char *aspect, const struct qg_phrase *before,
                       const struct qg_phrase *after) {
    for (int lang = 0; lang < QG_LANGS; lang++)
        add_said(d, aspect, lang, before->in[lang], after->in[lang]);
}

// ---- functions ----

static struct qg_str name_of(const struct qg_differ *d, const struct qg_contrast_pair *pair) {
    return d->contrast->side[QG_AFTER].typed->functions[pair->function[QG_AFTER]].name;
}

// A chain of what rests on what.
struct chain {
    const struct chain *outer;
    const struct qg_contrast_pair *pair;
};

static void add_chain(const struct qg_differ *d, const struct chain *chain, struct qg_text *out) {
    if (chain->outer != NULL && chain->outer->outer != NULL) {
        add_chain(d, chain->outer, out);
        qg_text_addz(out, " rests on ");
    }
    qg_text_add(out, name_of(d, chain->pair));
}

static struct qg_str print_chain(struct qg_differ *d, const struct chain *chain) {
    struct qg_text text = {0};
    if (chain->outer == NULL)
        return QG_STR("");
    add_chain(d, chain, &text);
    return qg_contrast_keep(d->contrast, &text);
}

static bool is_told(const struct qg_differ *d, const struct qg_contrast_change *change) {
    const struct qg_diff_item *item = &d->item;
    for (uint32_t i = 0; i < item->details.items.len; i++) {
        const struct qg_diff_detail *told = &item->details.items.at[i];
        if (told->at[QG_BEFORE].source == change->at[QG_BEFORE].source &&
            told->at[QG_BEFORE].start == change->at[QG_BEFORE].start &&
            told->at[QG_AFTER].source == change->at[QG_AFTER].source &&
            told->at[QG_AFTER].start == change->at[QG_AFTER].start &&
            qg_str_equal(told->said[QG_BEFORE], change->said[QG_BEFORE]) &&
            qg_str_equal(told->said[QG_AFTER], change->said[QG_AFTER]))
            return true;
    }
    return false;
}

// As deep as the calls of a policy, which have no cycles.
static void tell(struct qg_differ *d, const char *aspect, const struct chain *chain) {
    const struct qg_contrast_pair *pair = chain->pair;
    struct qg_str through = print_chain(d, chain);
    for (uint32_t i = 0; i < pair->changes.items.len; i++) {
        const struct qg_contrast_change *change = &pair->changes.items.at[i];
        if (is_told(d, change))
            continue;
        add(d, (struct qg_diff_detail){.aspect = aspect != NULL ? aspect : change->part,
                                       .lang = QG_LANGS,
                                       .through = through,
                                       .said = {change->said[0], change->said[1]},
                                       .at = {change->at[0], change->at[1]}});
        d->means = true;
    }
    for (uint32_t i = 0; i < pair->calls.items.len && !d->shallow; i++) {
        struct chain inner = {chain, d->contrast->pairs.at[pair->calls.items.at[i]]};
        tell(d, aspect, &inner);
    }
}

static struct qg_str quote(struct qg_differ *d, int side, int32_t function) {
    const struct qg_contrast_side *s = &d->contrast->side[side];
    struct qg_text text = {0};
    const struct qg_node *body = s->typed->functions[function].body;
    qg_excerpt_add(&text, qg_sources_slice(s->sources, body->span));
    return qg_contrast_keep(d->contrast, &text);
}

void qg_differ_functions(struct qg_differ *d, const char *aspect, int32_t before, int32_t after) {
    if (before == QG_NONE && after == QG_NONE)
        return;
    if (before == QG_NONE || after == QG_NONE) {
        int side = before == QG_NONE ? QG_AFTER : QG_BEFORE;
        struct qg_str said[QG_SIDES] = {{0}, {0}};
        said[side] = quote(d, side, before == QG_NONE ? after : before);
        qg_differ_strs(d, aspect, true, said[QG_BEFORE], said[QG_AFTER]);
        return;
    }
    const struct qg_contrast_pair *pair = qg_contrast_functions(d->contrast, before, after);
    struct chain chain = {NULL, pair};
    if (pair != NULL && pair->differs)
        tell(d, aspect, &chain);
}
