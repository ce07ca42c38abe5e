// SPDX-License-Identifier: Apache-2.0
//
// From the rows of a table to a tree of questions. Each question halves the cases that are left: is
// this input at most so much? Of all questions the one is taken that the fewest rows lie on both
// sides of, and of those the one that parts them most evenly, so that a table of n rows is asked
// about log n things, and each row's value stands in few places.
//
// A tree and not one condition after the other, because of what is unknown: a question whose
// answer is not known leads both ways, and what comes out is whatever the rows at the ends that
// can still be reached say. Where they agree, it is known.
#include "check_table.h"

#include "node.h"
#include "shape.h"

enum {
    QUESTIONS = 4096, // of one table: as many as rows, and some more
    DEPTH = 64        // of them on one way
};

struct splitter {
    struct qg_decision *d;
    QG_VEC(uint32_t) rows;   // those of the blocks that are open, the innermost last
    uint32_t *begun, *ended; // [classes]: how many rows begin and end there; scratch
    bool *placed;            // [rows]: whether the row's own node stands in the tree
    uint32_t questions;      //
    struct qg_span span;     // of the table
};

// What the questions so far leave open, and the rows that have a part of it.
struct rest {
    struct qg_cases_run left[QG_TABLE_INPUTS]; // classes
    uint32_t first, count;                     // in splitter.rows, in the order of the text
    uint32_t depth;
};

// `input` is at most class `at`, or it is more.
struct cut {
    uint32_t input;
    int32_t at;
    uint32_t rows;   // on both sides together
    uint32_t larger; // on the side with more of them
    uint32_t skew;   // how far it lies from the middle
};

static const struct qg_runs *cell_of(const struct splitter *s, uint32_t row, uint32_t input) {
    return &s->d->cases.cells[(size_t)row * s->d->cases.inputs + input];
}

// ---- Rows in a rest ----------------------------------------------------------------------------

// What of a set lies in a run, from its first to its last class; false if nothing does.
static bool clip(const struct qg_runs *set, struct qg_cases_run within, struct qg_cases_run *out) {
    *out = (struct qg_cases_run){INT32_MAX, -1};
    for (uint32_t i = 0; i < set->count; i++) {
        struct qg_cases_run run = set->at[i];
        if (run.to < within.from || run.from > within.to)
            continue;
        if (out->to < 0)
            out->from = run.from > within.from ? run.from : within.from;
        out->to = run.to < within.to ? run.to : within.to;
    }
    return out->to >= 0;
}

// Whether a row has every case of the rest.
static bool has_all(const struct splitter *s, uint32_t row, const struct rest *rest) {
    for (uint32_t i = 0; i < s->d->cases.inputs; i++) {
        const struct qg_runs *set = cell_of(s, row, i);
        uint32_t k = 0;
        while (k < set->count && set->at[k].to < rest->left[i].from)
            k++;
        if (k == set->count || set->at[k].from > rest->left[i].from ||
            set->at[k].to < rest->left[i].to)
            return false;
    }
    return true;
}

// ---- Choosing a question -----------------------------------------------------------------------

static bool is_better(const struct cut *a, const struct cut *b) {
    if (a->rows != b->rows)
        return a->rows < b->rows;
    if (a->larger != b->larger)
        return a->larger < b->larger;
    return a->skew < b->skew;
}

// Counts, for one input, the rows that begin and end at each class of the rest.
static void count_ends(struct splitter *s, const struct rest *rest, uint32_t input) {
    for (int32_t c = rest->left[input].from; c <= rest->left[input].to; c++)
        s->begun[c] = s->ended[c] = 0;
    for (uint32_t i = 0; i < rest->count; i++) {
        struct qg_cases_run part;
        if (!clip(cell_of(s, s->rows.at[rest->first + i], input), rest->left[input], &part))
            continue;
        s->begun[part.from]++;
        s->ended[part.to]++;
    }
}

static void try_input(struct splitter *s, const struct rest *rest, uint32_t input,
                      struct cut *best) {
    struct qg_cases_run left = rest->left[input];
    uint32_t below = 0, above = rest->count;
    count_ends(s, rest, input);
    for (int32_t c = left.from; c < left.to; c++) {
        below += s->begun[c];
        above -= s->ended[c];
        int32_t skew = 2 * (c - left.from) + 1 - (left.to - left.from);
        struct cut cut = {input, c, below + above, below > above ? below : above,
                          (uint32_t)(skew < 0 ? -skew : skew)};
        if (is_better(&cut, best))
            *best = cut;
    }
}

// ---- Questions ---------------------------------------------------------------------------------

static struct qg_node *input_node(struct qg_decision *d, uint32_t input, struct qg_span span) {
    return qg_node_local(d->ck, d->inputs[input], span);
}

static struct qg_node *compare(struct qg_decision *d, enum qg_node_kind kind, uint32_t input,
                               int32_t value, struct qg_span span) {
    struct qg_node *node = input_node(d, input, span);
    struct qg_node *bound = qg_node_const(d->ck, d->inputs[input]->shape, value, span);
    return kind == QG_N_LT ? qg_node_truth(d->ck, QG_N_LE, bound, node, span)
                           : qg_node_truth(d->ck, kind, node, bound, span);
}

static struct qg_node *ask_run(struct qg_decision *d, uint32_t input, struct qg_cases_run classes,
                               struct qg_span span) {
    const struct qg_axis *axis = &d->cases.axes[input];
    struct qg_cases_run values = {qg_class_values(axis, classes.from).from,
                                  qg_class_values(axis, classes.to).to};
    if (values.from == values.to)
        return compare(d, QG_N_EQ, input, values.from, span);
    if (classes.from == 0)
        return compare(d, QG_N_LE, input, values.to, span);
    struct qg_node *from = compare(d, QG_N_LT, input, values.from, span);
    if ((uint32_t)classes.to + 1 == axis->count)
        return from;
    return qg_node_truth(d->ck, QG_N_AND, from, compare(d, QG_N_LE, input, values.to, span), span);
}

struct qg_node *qg_table_ask(struct qg_decision *d, uint32_t input, const struct qg_runs *classes,
                             struct qg_span span) {
    uint32_t all = d->cases.axes[input].count;
    if (classes->count == 0 || (uint32_t)(classes->at[0].to - classes->at[0].from) + 1 == all)
        return NULL;
    struct qg_node **runs = qg_check_alloc(d->ck, classes->count, sizeof(struct qg_node *));
    for (uint32_t i = 0; runs != NULL && i < classes->count; i++)
        runs[i] = ask_run(d, input, classes->at[i], span);
    return runs != NULL ? qg_node_join(d->ck, QG_N_OR, runs, classes->count, span) : NULL;
}

// ---- The tree ----------------------------------------------------------------------------------

static struct qg_node *split(struct splitter *s, const struct rest *rest);

// The rows of one side of a cut, put behind those of the rest; then its tree.
static struct qg_node *side(struct splitter *s, const struct rest *rest, uint32_t input,
                            struct qg_cases_run left) {
    struct rest part = *rest;
    struct qg_cases_run clipped;
    part.left[input] = left;
    part.first = s->rows.len;
    part.depth++;
    for (uint32_t i = 0; i < rest->count; i++) {
        uint32_t row = s->rows.at[rest->first + i];
        if (clip(cell_of(s, row, input), left, &clipped) && !qg_vec_push(&s->rows, row))
            s->d->ck->failed = true;
    }
    part.count = s->rows.len - part.first;
    struct qg_node *node = s->d->ck->failed ? NULL : split(s, &part);
    s->rows.len = part.first;
    return node;
}

static struct qg_node *ask(struct splitter *s, const struct rest *rest, const struct cut *cut) {
    struct qg_decision *d = s->d;
    struct qg_cases_run low = {rest->left[cut->input].from, cut->at};
    struct qg_cases_run high = {cut->at + 1, rest->left[cut->input].to};
    int32_t value = qg_class_values(&d->cases.axes[cut->input], cut->at).to;
    struct qg_node *node = qg_node_unary(d->ck, QG_N_IF, d->result,
                                         compare(d, QG_N_LE, cut->input, value, s->span), s->span);
    if (node == NULL)
        return NULL;
    node->b = side(s, rest, cut->input, low);
    node->c = node->b != NULL ? side(s, rest, cut->input, high) : NULL;
    return node->c != NULL ? node : NULL;
}

static struct qg_node *value_of(struct splitter *s, uint32_t row) {
    struct qg_node *value = s->d->rows[row].value;
    bool again = s->placed[row];
    s->placed[row] = true;
    return again ? qg_node_copy(s->d->ck, value) : value;
}

// Where no row is left.
static struct qg_node *other(struct splitter *s) {
    struct qg_decision *d = s->d;
    return d->other != NULL ? qg_node_copy(d->ck, d->other)
                            : qg_node_new(d->ck, QG_N_UNKNOWN, d->result, s->span);
}

static struct qg_node *too_many(struct splitter *s) {
    if (!s->d->failed)
        qg_check_error(s->d->ck, TOO_LARGE, s->d->decl->name.span,
                       "telling the rows of this table apart takes too many questions");
    s->d->failed = true;
    return NULL;
}

// As deep as DEPTH.
static struct qg_node *split(struct splitter *s, const struct rest *rest) {
    struct cut best = {.rows = UINT32_MAX};
    if (rest->count == 0)
        return other(s);
    if (has_all(s, s->rows.at[rest->first], rest))
        return value_of(s, s->rows.at[rest->first]);
    if (rest->depth == DEPTH || s->questions == QUESTIONS)
        return too_many(s);
    s->questions++;
    for (uint32_t i = 0; i < s->d->cases.inputs; i++)
        try_input(s, rest, i, &best);
    return ask(s, rest, &best);
}

static bool start(struct splitter *s, struct rest *whole) {
    const struct qg_cases *cases = &s->d->cases;
    uint32_t classes = 1;
    for (uint32_t i = 0; i < cases->inputs; i++) {
        classes = cases->axes[i].count > classes ? cases->axes[i].count : classes;
        whole->left[i] = (struct qg_cases_run){0, (int32_t)cases->axes[i].count - 1};
    }
    s->begun = qg_check_alloc(s->d->ck, classes, sizeof *s->begun);
    s->ended = qg_check_alloc(s->d->ck, classes, sizeof *s->ended);
    s->placed = qg_check_alloc(s->d->ck, cases->rows, sizeof *s->placed);
    for (uint32_t row = 0; row < cases->rows; row++)
        if (!qg_vec_push(&s->rows, row))
            s->d->ck->failed = true;
    whole->count = cases->rows;
    return !s->d->ck->failed;
}

struct qg_node *qg_table_tree(struct qg_decision *d, struct qg_span span) {
    struct splitter s = {.d = d, .span = span};
    struct rest whole = {.first = 0};
    struct qg_node *node = start(&s, &whole) ? split(&s, &whole) : NULL;
    qg_vec_free(&s.rows);
    return node;
}
