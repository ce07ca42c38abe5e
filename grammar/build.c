// SPDX-License-Identifier: Apache-2.0
#include "build.h"

// Every node is smaller than a declaration, an expression, a JSON value or an expectation.
void *qg_build_node(struct qg_parser *p, size_t size) {
    void *node = qg_arena_alloc(p->arena, size);
    if (node != NULL)
        return node;
    p->fault = QG_FAULT_MEMORY;
    union qg_spare *spare = &p->spares[p->spares_used++ % QG_SPARE_COUNT];
    return memset(spare, 0, sizeof *spare);
}

bool qg_build_once(struct qg_parser *p, bool given, struct qg_span span, const char *clause) {
    if (!given)
        return true;
    qg_grammar_error(p->diags, QG_CODE_GIVEN_TWICE, span, "`%s` is given twice", clause);
    return false;
}

void qg_build_too_deep(struct qg_parser *p, struct qg_span span) {
    if (p->too_deep)
        return;
    p->too_deep = true;
    struct qg_diag *d = qg_grammar_error(p->diags, QG_CODE_TOO_DEEP, span, "this nests too deeply");
    qg_diag_hint(d, "At most %d levels are read; give parts of it a name with `define`.",
                 QG_TREE_DEPTH_LIMIT);
}

// ---- Names -----------------------------------------------------------------------------------

struct qg_name qg_build_name(struct qg_parser *p, struct qg_span span) {
    return (struct qg_name){.text = qg_sources_slice(p->sources, span), .span = span};
}

struct qg_name qg_build_no_name(struct qg_span span) {
    return (struct qg_name){.span = {span.source, span.start, span.start}};
}

struct qg_name qg_build_text_name(struct qg_str text, struct qg_span span) {
    return (struct qg_name){.text = text, .span = span};
}

// Without spaces around the dot, which is how everybody writes it, the name is a slice as it is.
struct qg_name qg_build_dotted(struct qg_parser *p, struct qg_name head, struct qg_name tail) {
    struct qg_name whole = qg_build_name(p, qg_span_join(head.span, tail.span));
    if (whole.text.len == head.text.len + 1 + tail.text.len)
        return whole;
    whole.text = qg_build_concat(p, qg_build_concat(p, head.text, QG_STR(".")), tail.text);
    return whole;
}

// The bytes of `text` that are neither white space nor comments, copied to `out`; their number.
static size_t tighten(char *out, struct qg_str text) {
    size_t len = 0;
    bool comment = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        comment = c == '#' || (comment && c != '\n');
        if (!comment && c != ' ' && c != '\t' && c != '\r' && c != '\n')
            out[len++] = c;
    }
    return len;
}

struct qg_name qg_build_tight(struct qg_parser *p, struct qg_span span) {
    struct qg_name name = qg_build_name(p, span);
    char *copy = qg_arena_array(p->arena, name.text.len, 1);
    if (copy == NULL)
        p->fault = QG_FAULT_MEMORY;
    else
        name.text = (struct qg_str){copy, tighten(copy, name.text)};
    return name;
}

struct qg_name *qg_build_name_item(struct qg_parser *p, struct qg_name name) {
    struct qg_name *item = qg_build_node(p, sizeof *item);
    *item = name;
    return item;
}

struct qg_str qg_build_concat(struct qg_parser *p, struct qg_str a, struct qg_str b) {
    char *joined = qg_arena_array(p->arena, a.len + b.len, 1);
    if (joined == NULL) {
        p->fault = QG_FAULT_MEMORY;
        return a;
    }
    if (a.len != 0)
        memcpy(joined, a.at, a.len);
    if (b.len != 0)
        memcpy(joined + a.len, b.at, b.len);
    return (struct qg_str){joined, a.len + b.len};
}

// ---- Messages --------------------------------------------------------------------------------

static void add_piece(struct qg_message_syntax *message, struct qg_piece_syntax *piece) {
    qg_tree_link(*message, piece);
    message->span = qg_span_join(message->span, piece->span);
}

struct qg_message_syntax *qg_build_piece(struct qg_parser *p, struct qg_message_syntax *message,
                                         struct qg_str text, struct qg_span span) {
    if (message == NULL) {
        message = qg_build_node(p, sizeof *message);
        message->span = span;
    }
    if (text.len == 0) {
        message->span = qg_span_join(message->span, span);
        return message;
    }
    struct qg_piece_syntax *piece = qg_build_node(p, sizeof *piece);
    *piece = (struct qg_piece_syntax){.text = text, .span = span};
    add_piece(message, piece);
    return message;
}

struct qg_message_syntax *qg_build_hole(struct qg_parser *p, struct qg_message_syntax *message,
                                        struct qg_expr *hole) {
    struct qg_piece_syntax *piece = qg_build_node(p, sizeof *piece);
    *piece = (struct qg_piece_syntax){.hole = hole, .span = hole->span};
    add_piece(message, piece);
    return message;
}

struct qg_langs qg_build_no_langs(void) {
    return (struct qg_langs){.span = QG_SPAN_NONE};
}

struct qg_langs qg_build_langs(struct qg_parser *p, struct qg_langs langs, enum qg_lang lang,
                               struct qg_message_syntax *message, struct qg_span span) {
    static const char *const names[QG_LANGS] = {"en", "ru", "kk"};
    if (qg_build_once(p, langs.in[lang] != NULL, span, names[lang]))
        langs.in[lang] = message;
    langs.span = langs.span.source == QG_SOURCE_NONE ? span : qg_span_join(langs.span, span);
    return langs;
}
