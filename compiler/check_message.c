// SPDX-License-Identifier: Apache-2.0
//
// Messages: literal text and holes in each language. A hole is a function of the rule's elements;
// arguments of templates that are no values (phrases, ratios, durations, ids) are spelled out
// here, each in the language of its text. What one language can say all must be able to say, so a
// placeholder that a translation lacks is an error.
#include "draft.h"

#include "expr.h"
#include "node.h"
#include "resolve.h"
#include "shape.h"
#include "spell.h"

// A value that is printed somewhere in the message.
struct hole {
    const struct qg_node *node;
    uint64_t hash;
    int32_t fn;
    enum qg_figure figure; // then it is that and no node
    uint32_t langs;        // mask of the languages that print it
    struct qg_span span;
};

struct writer {
    struct qg_checker *ck;
    const struct qg_draft_chain *chain; // NULL: about a population
    QG_VEC(struct hole) holes;
    uint32_t lang;
    struct qg_text literal; // literal text not yet pushed
    bool good;
};

// ---- Pieces -----------------------------------------------------------------------------------

static void flush(struct writer *w) {
    if (w->literal.len > 0)
        qg_check_push(w->ck, pieces,
                      (struct qg_piece){.text = qg_check_keep(w->ck, qg_text_str(&w->literal)),
                                        .fn = QG_NONE});
    w->ck->failed |= w->literal.failed;
    qg_text_clear(&w->literal);
}

static void write_function(struct writer *w, int32_t fn) {
    flush(w);
    qg_check_push(w->ck, pieces, (struct qg_piece){.fn = fn});
}

// Whether a hole prints what `node`, written at `span`, is. The nodes alone do not tell: each hole
// counts its locals from the beginning, so that `{begun}` and `{ended}` may look alike.
static bool is_same(const struct writer *w, const struct hole *hole, const struct qg_node *node,
                    uint64_t hash, struct qg_span span) {
    const struct qg_sources *sources = &w->ck->c->sources;
    return hole->figure == QG_FIGURE_NONE && hole->hash == hash && qg_node_same(hole->node, node) &&
           qg_str_equal(qg_sources_slice(sources, hole->span), qg_sources_slice(sources, span));
}

// The hole with this value, new or known in another language.
static struct hole *find_hole(struct writer *w, struct qg_check_frame *frame, struct qg_node *node,
                              struct qg_span span) {
    uint64_t hash = qg_node_hash(node);
    for (uint32_t i = 0; i < w->holes.len; i++)
        if (is_same(w, &w->holes.at[i], node, hash, span))
            return &w->holes.at[i];
    int32_t fn = qg_frame_close(w->ck, frame, QG_FN_MESSAGE, NULL, node, QG_STR("message"), span);
    struct hole hole = {.node = node, .hash = hash, .fn = fn, .span = span};
    if (fn == QG_NONE || !qg_vec_push(&w->holes, hole)) {
        w->ck->failed = true;
        return NULL;
    }
    return &w->holes.at[w->holes.len - 1];
}

static bool is_printable(struct qg_checker *ck, const struct qg_node *node, struct qg_span span) {
    if (node->shape.kind <= QG_KIND_TEXT)
        return true;
    struct qg_str words = qg_shape_words(ck, node->shape);
    struct qg_diag *d =
        qg_check_error(ck, HOLE_TYPE, span, "%.*s cannot be printed", QG_STR_ARG(words));
    if (node->shape.kind == QG_KIND_OBJECT)
        qg_diag_hint(d, "Name the field that is meant.");
    return false;
}

static void write_value(struct writer *w, const struct qg_binding *env, const struct qg_expr *e) {
    struct qg_checker *ck = w->ck;
    struct qg_check_frame frame;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    qg_chain_open(ck, w->chain, &frame, locals);
    struct qg_node *node = qg_check_expr(ck, env, e, NULL);
    struct hole *hole = node != NULL && is_printable(ck, node, e->span)
                            ? find_hole(w, &frame, node, e->span)
                            : NULL;
    ck->frame = frame.outer;
    qg_vec_free(&frame.lets);
    w->good = w->good && hole != NULL;
    if (hole == NULL)
        return;
    hole->langs |= 1u << w->lang;
    write_function(w, hole->fn);
}

// ---- Figures of a population ------------------------------------------------------------------

// The hole with this figure, new or known; NULL when memory is out.
static struct hole *figure_hole(struct writer *w, enum qg_figure figure, struct qg_span span) {
    for (uint32_t i = 0; i < w->holes.len; i++)
        if (w->holes.at[i].figure == figure)
            return &w->holes.at[i];
    struct hole hole = {.figure = figure, .fn = QG_NONE, .span = span};
    if (!qg_vec_push(&w->holes, hole)) {
        w->ck->failed = true;
        return NULL;
    }
    return &w->holes.at[w->holes.len - 1];
}

static void write_figure(struct writer *w, const struct qg_expr *e) {
    enum qg_figure figure =
        e->kind == QG_EXPR_NAME ? qg_figure_named(e->as.name.text) : QG_FIGURE_NONE;
    struct hole *hole = figure != QG_FIGURE_NONE ? figure_hole(w, figure, e->span) : NULL;
    w->good = w->good && hole != NULL;
    if (figure == QG_FIGURE_NONE) {
        struct qg_diag *d = qg_check_error(w->ck, NO_FIGURE, e->span,
                                           "a message about all of them has no one element to ask");
        qg_diag_hint(d, "It can name `members`, `having`, `share` and `group`.");
    }
    if (hole == NULL)
        return;
    hole->langs |= 1u << w->lang;
    flush(w);
    qg_check_push(w->ck, pieces, (struct qg_piece){.fn = QG_NONE, .figure = figure});
}

static void write_message(struct writer *w, const struct qg_binding *env,
                          const struct qg_message_syntax *message);

// An argument that is not a value; false if the hole is something else.
static bool write_argument(struct writer *w, const struct qg_binding *env,
                           const struct qg_expr *e) {
    const struct qg_binding *b =
        e->kind == QG_EXPR_NAME ? qg_resolve_argument(w->ck, env, e->as.name.text) : NULL;
    if (b == NULL)
        return false;
    const struct qg_expr *value = b->value;
    switch (value->kind) {
    case QG_EXPR_NAME: // perhaps an argument of the template around
        return write_argument(w, b->where, value);
    case QG_EXPR_PHRASE:
        if (value->as.phrase->in[w->lang] != NULL)
            write_message(w, b->where, value->as.phrase->in[w->lang]);
        return true;
    case QG_EXPR_RATIO:
        qg_text_printf(&w->literal, "%d/%d", (int)value->as.ratio.numerator,
                       (int)value->as.ratio.denominator);
        return true;
    case QG_EXPR_DURATION:
        qg_spell_duration(&w->literal, &value->as.duration, (enum qg_lang)w->lang);
        return true;
    case QG_EXPR_REF:
        qg_text_add(&w->literal, value->as.ref->id.text);
        return true;
    default:
        return false;
    }
}

static void write_message(struct writer *w, const struct qg_binding *env,
                          const struct qg_message_syntax *message) {
    for (const struct qg_piece_syntax *p = message->first; p != NULL; p = p->next) {
        if (p->hole == NULL)
            qg_text_add(&w->literal, p->text);
        else if (write_argument(w, env, p->hole))
            continue;
        else if (w->chain == NULL)
            write_figure(w, p->hole);
        else
            write_value(w, env, p->hole);
    }
}

// ---- All languages ----------------------------------------------------------------------------

static const char *const lang_names[QG_LANGS] = {"English", "Russian", "Kazakh"};

static void check_same_holes(struct writer *w, const struct qg_langs *langs) {
    for (uint32_t i = 0; i < w->holes.len; i++) {
        for (uint32_t lang = 0; lang < QG_LANGS; lang++) {
            if (langs->in[lang] == NULL || (w->holes.at[i].langs & 1u << lang) != 0)
                continue;
            struct qg_diag *d =
                qg_check_error(w->ck, HOLES_DIFFER, w->holes.at[i].span,
                               "the %s text lacks this placeholder", lang_names[lang]);
            qg_diag_label(d, langs->in[lang]->span, "here");
            w->good = false;
        }
    }
}

static bool write_all(struct writer *w, const struct qg_binding *env, const struct qg_langs *langs,
                      struct qg_message *out) {
    bool given = false;
    for (w->lang = 0; w->lang < QG_LANGS; w->lang++) {
        out->first[w->lang] = w->ck->pieces.len;
        if (langs->in[w->lang] == NULL)
            continue;
        given = true;
        write_message(w, env, langs->in[w->lang]);
        flush(w);
        out->count[w->lang] = w->ck->pieces.len - out->first[w->lang];
    }
    if (w->good)
        check_same_holes(w, langs);
    return w->good && given;
}

int32_t qg_message_check(struct qg_checker *ck, const struct qg_draft_chain *chain,
                         const struct qg_binding *env, const struct qg_langs *langs) {
    struct writer w = {.ck = ck, .chain = chain, .good = true};
    struct qg_message message = {0};
    bool made = write_all(&w, env, langs, &message) && qg_check_push(ck, messages, message);
    qg_check_langs(ck, langs);
    qg_vec_free(&w.holes);
    qg_text_free(&w.literal);
    return made ? (int32_t)(ck->messages.len - 1) : QG_NONE;
}
