// SPDX-License-Identifier: Apache-2.0
#include "document.h"

#include "utf8.h"

// ---- Building --------------------------------------------------------------------------------

static void push(struct qg_doc *doc, struct qg_doc_item item) {
    if (!doc->failed && !qg_vec_push(&doc->items, item))
        doc->failed = true;
}

void qg_doc_add(struct qg_doc *doc, enum qg_doc_kind kind) {
    push(doc, (struct qg_doc_item){.kind = kind});
}

void qg_doc_text(struct qg_doc *doc, enum qg_doc_kind kind, struct qg_str text) {
    push(doc, (struct qg_doc_item){.kind = kind, .text = text});
}

void qg_doc_nest(struct qg_doc *doc, enum qg_nest nest) {
    push(doc, (struct qg_doc_item){.kind = QG_DOC_NEST, .nest = nest});
}

void qg_doc_free(struct qg_doc *doc) {
    qg_vec_free(&doc->items);
    doc->failed = false;
}

// ---- Printing --------------------------------------------------------------------------------

// An open group.
struct level {
    bool flat;      // on one line
    uint64_t began; // the line in which the part since its last break began
};

struct printer {
    const struct qg_doc *doc;
    struct qg_text *out;
    size_t column; // of what comes next, from 0
    size_t margin; // the indentation of this line
    bool fresh;    // nothing stands in this line yet
    uint64_t line;
    QG_VEC(struct level) levels;
    QG_VEC(size_t) indents;
    bool failed;
};

static size_t indent(const struct printer *p) {
    return p->indents.at != NULL && p->indents.len > 0 ? p->indents.at[p->indents.len - 1] : 0;
}

static void put(struct printer *p, struct qg_str text) {
    if (p->fresh && text.len > 0)
        qg_text_fill(p->out, ' ', p->column);
    p->fresh = p->fresh && text.len == 0;
    qg_text_add(p->out, text);
    p->column += qg_utf8_count(text.at, text.len);
}

static void end_line(struct printer *p) {
    qg_text_char(p->out, '\n');
    p->line++;
    p->fresh = true;
    p->margin = p->column = indent(p);
    if (p->levels.len > 0)
        p->levels.at[p->levels.len - 1].began = p->line;
}

// What a look ahead asks for.
enum reach {
    GROUP, // the group that begins here, and what sticks to its end, fits on the line
    PART,  // the part that begins here, up to the next break of the group around it, does
};

// Whether an item ends the look: everything before it was seen, and fits.
static bool ends_look(enum qg_doc_kind kind, bool inside) {
    return !inside && kind >= QG_DOC_LINE;
}

static size_t width_of(const struct qg_doc_item *item, bool inside) {
    if (item->kind == QG_DOC_TEXT || (item->kind == QG_DOC_WIDE && !inside))
        return qg_utf8_count(item->text.at, item->text.len);
    return item->kind == QG_DOC_LINE || item->kind == QG_DOC_FILL ? 1 : 0;
}

// Whether what begins at `index` fits. Within it all breaks are spaces; a line that has to end in
// it is one that does not fit. Behind it, any break ends the line.
static bool fits(const struct printer *p, uint32_t index, enum reach reach) {
    size_t column = p->column + (reach == PART ? 1 : 0);
    int64_t depth = 0;
    bool closed = reach == PART;
    for (uint32_t i = index; i < p->doc->items.len && column <= QG_DOC_MARGIN; i++) {
        const struct qg_doc_item *item = &p->doc->items.at[i];
        depth += (item->kind == QG_DOC_OPEN) - (item->kind == QG_DOC_CLOSE);
        if (reach == GROUP)
            closed = closed || depth == 0;
        else
            closed = depth <= 0;
        if (ends_look(item->kind, !closed))
            return true;
        if (item->kind >= QG_DOC_HARD)
            return false;
        column += width_of(item, !closed);
    }
    return column <= QG_DOC_MARGIN;
}

static bool is_flat(const struct printer *p) {
    return p->levels.len > 0 && p->levels.at[p->levels.len - 1].flat;
}

static void open_group(struct printer *p, uint32_t index) {
    struct level level = {is_flat(p) || fits(p, index, GROUP), p->line};
    p->failed = !qg_vec_push(&p->levels, level) || p->failed;
}

static void nest(struct printer *p, enum qg_nest how) {
    size_t now = indent(p), hang = p->margin + QG_DOC_STEP;
    size_t to[] = {
        [QG_NEST_SAME] = now,        [QG_NEST_STEP] = now + QG_DOC_STEP,
        [QG_NEST_LINE] = p->margin,  [QG_NEST_HANG] = now > hang ? now : hang,
        [QG_NEST_ALIGN] = p->column,
    };
    p->failed = !qg_vec_push(&p->indents, to[how]) || p->failed;
}

// The parts of a list fill the line. One that takes several lines shares none of them.
static void fill(struct printer *p, uint32_t index) {
    struct level *level = &p->levels.at[p->levels.len - 1];
    if (level->began == p->line && fits(p, index + 1, PART))
        put(p, QG_STR(" "));
    else
        end_line(p);
}

static void print_break(struct printer *p, uint32_t index) {
    enum qg_doc_kind kind = p->doc->items.at[index].kind;
    if (kind == QG_DOC_BLANK)
        qg_text_char(p->out, '\n');
    if (kind >= QG_DOC_HARD || (kind != QG_DOC_FILL && !is_flat(p)))
        end_line(p);
    else if (is_flat(p) || p->levels.len == 0)
        put(p, kind == QG_DOC_SOFT ? QG_STR("") : QG_STR(" "));
    else
        fill(p, index);
}

static void print_item(struct printer *p, uint32_t index) {
    const struct qg_doc_item *item = &p->doc->items.at[index];
    switch (item->kind) {
    case QG_DOC_TEXT:
    case QG_DOC_NOTE:
        put(p, item->text);
        break;
    case QG_DOC_WIDE:
        if (!is_flat(p))
            put(p, item->text);
        break;
    case QG_DOC_OPEN:
        open_group(p, index);
        break;
    case QG_DOC_CLOSE:
        p->levels.len -= p->levels.len > 0;
        break;
    case QG_DOC_NEST:
        nest(p, item->nest);
        break;
    case QG_DOC_UNNEST:
        p->indents.len -= p->indents.len > 0;
        break;
    default:
        print_break(p, index);
        break;
    }
}

bool qg_doc_print(struct qg_doc *doc, struct qg_text *out) {
    struct printer p = {.doc = doc, .out = out};
    for (uint32_t i = 0; i < doc->items.len && !doc->failed && !p.failed; i++)
        print_item(&p, i);
    doc->failed = doc->failed || p.failed;
    doc->items.len = 0;
    qg_vec_free(&p.levels);
    qg_vec_free(&p.indents);
    return !doc->failed && !out->failed;
}
