// SPDX-License-Identifier: Apache-2.0
#include "format_pen.h"

#include "arena.h"
#include "diag.h"
#include "parser.h"
#include "scan.h"
#include "tokens.h"
#include "utf8.h"

// ---- Taking up the tokens --------------------------------------------------------------------

static uint32_t breaks_between(struct qg_str text, uint32_t from, uint32_t to) {
    uint32_t breaks = 0;
    for (uint32_t i = from; i < to; i++)
        breaks += text.at[i] == '\n';
    return breaks;
}

// A comma is moved before the comments that separate it from what it follows.
static void settle_comma(struct qg_pen *pen) {
    struct qg_lexeme *all = pen->lexemes.at;
    for (uint32_t i = pen->lexemes.len - 1; i > 0 && all[i - 1].kind == QG_LEXEME_COMMENT; i--) {
        struct qg_lexeme comma = all[i];
        all[i] = all[i - 1];
        all[i - 1] = comma;
    }
}

static bool add(struct qg_pen *pen, int kind, struct qg_span span, uint32_t *end) {
    struct qg_lexeme lexeme = {kind, span.start, span.end,
                               breaks_between(pen->source->text, *end, span.start)};
    *end = span.end;
    if (!qg_vec_push(&pen->lexemes, lexeme))
        return false;
    if (kind == QG_T_COMMA)
        settle_comma(pen);
    return true;
}

static bool add_comments(struct qg_pen *pen, struct qg_spans *comments, uint32_t *end) {
    bool added = true;
    for (uint32_t i = 0; i < comments->len && added; i++)
        added = add(pen, QG_LEXEME_COMMENT, comments->at[i], end);
    comments->len = 0;
    return added;
}

static enum qg_fault take_up(struct qg_pen *pen, struct qg_scan *scan) {
    uint32_t end = 0;
    int token;
    bool added;
    do {
        union qg_scan_value value;
        struct qg_span span;
        token = qg_scan_next(scan, &value, &span);
        added = add_comments(pen, scan->comments, &end) && add(pen, token, span, &end);
    } while (added && token != QG_T_END);
    return added ? scan->fault : QG_FAULT_MEMORY;
}

static void skip_comments(struct qg_pen *pen) {
    while (pen->lexemes.at[pen->next].kind == QG_LEXEME_COMMENT)
        pen->next++;
}

enum qg_fault qg_pen_open(struct qg_pen *pen, struct qg_sources *sources, uint32_t source) {
    *pen = (struct qg_pen){.source = qg_sources_at(sources, source), .pending = QG_SEP_START};
    if (pen->source == NULL)
        return QG_FAULT_BUG;
    struct qg_arena arena;
    struct qg_diag_list again; // of a text without errors: stays empty
    struct qg_spans comments = {0};
    struct qg_scan scan;
    qg_arena_init(&arena, "tokens");
    qg_diag_init(&again);
    qg_scan_open(&scan, &arena, sources, source, &again);
    scan.comments = &comments;
    enum qg_fault fault = take_up(pen, &scan);
    if (fault == QG_OK)
        skip_comments(pen);
    qg_vec_free(&comments);
    qg_diag_free(&again);
    qg_arena_free(&arena);
    return fault;
}

void qg_pen_free(struct qg_pen *pen) {
    qg_vec_free(&pen->lexemes);
    qg_doc_free(&pen->doc);
}

// ---- What comes next -------------------------------------------------------------------------

int qg_pen_kind(const struct qg_pen *pen) {
    return pen->lexemes.at[pen->next].kind;
}

bool qg_pen_is(const struct qg_pen *pen, int kind) {
    return qg_pen_kind(pen) == kind;
}

uint32_t qg_pen_start(const struct qg_pen *pen) {
    return pen->lexemes.at[pen->next].start;
}

int qg_pen_second(const struct qg_pen *pen) {
    uint32_t i = pen->next;
    while (pen->lexemes.at[i].kind != QG_T_END && pen->lexemes.at[++i].kind == QG_LEXEME_COMMENT)
        continue;
    return pen->lexemes.at[i].kind;
}

// ---- What stands between ---------------------------------------------------------------------

static bool sticks_to_next(int kind) {
    return kind == QG_T_LPAREN || kind == QG_T_LBRACKET || kind == QG_T_DOT || kind == QG_T_SLASH ||
           kind == QG_T_STRING_HEAD || kind == QG_T_STRING_MIDDLE;
}

static bool sticks_to_last(int kind) {
    return kind == QG_T_RPAREN || kind == QG_T_RBRACKET || kind == QG_T_DOT || kind == QG_T_SLASH ||
           kind == QG_T_COMMA || kind == QG_T_COLON || kind == QG_T_STRING_MIDDLE ||
           kind == QG_T_STRING_TAIL;
}

static enum qg_sep plain(int last, int next) {
    bool empty = last == QG_T_LBRACE && next == QG_T_RBRACE;
    return empty || sticks_to_next(last) || sticks_to_last(next) ? QG_SEP_NONE : QG_SEP_SPACE;
}

static void write_sep(struct qg_pen *pen, enum qg_sep sep, const struct qg_lexeme *before) {
    static const enum qg_doc_kind breaks[] = {
        [QG_SEP_SOFT] = QG_DOC_SOFT,
        [QG_SEP_LINE] = QG_DOC_LINE,
        [QG_SEP_FILL] = QG_DOC_FILL,
        [QG_SEP_HARD] = QG_DOC_HARD,
    };
    if (sep == QG_SEP_ITEM)
        qg_doc_add(&pen->doc, before->breaks > 1 ? QG_DOC_BLANK : QG_DOC_HARD);
    else if (sep >= QG_SEP_SOFT && (pen->flat == 0 || sep == QG_SEP_HARD))
        qg_doc_add(&pen->doc, breaks[sep]);
    else if (sep == QG_SEP_SPACE || sep == QG_SEP_LINE || sep == QG_SEP_FILL)
        qg_doc_text(&pen->doc, QG_DOC_TEXT, QG_STR(" "));
}

static struct qg_str trimmed(struct qg_str text) {
    while (text.len > 0 && (text.at[text.len - 1] == ' ' || text.at[text.len - 1] == '\t' ||
                            text.at[text.len - 1] == '\r'))
        text.len--;
    return text;
}

static struct qg_str bytes_of(const struct qg_pen *pen, const struct qg_lexeme *lexeme) {
    return qg_str_slice(pen->source->text, lexeme->start, lexeme->end);
}

// Writes a comment where `sep` was to stand, and gives what has to stand behind it instead.
static enum qg_sep write_comment(struct qg_pen *pen, enum qg_sep sep) {
    const struct qg_lexeme *comment = &pen->lexemes.at[pen->at++];
    bool item = sep >= QG_SEP_HARD || sep == QG_SEP_START;
    bool behind = comment->breaks == 0 && sep != QG_SEP_START && !pen->broken;
    if (behind)
        qg_doc_text(&pen->doc, QG_DOC_NOTE, QG_STR(" "));
    else
        write_sep(pen, item ? sep : QG_SEP_HARD, comment);
    qg_doc_text(&pen->doc, QG_DOC_NOTE, trimmed(bytes_of(pen, comment)));
    pen->broken = true;
    if (behind)
        return item ? sep : QG_SEP_HARD;
    return item ? QG_SEP_ITEM : QG_SEP_HARD;
}

// Writes what is pending, unless that is for the next token to say.
static void settle(struct qg_pen *pen) {
    if (pen->pending == QG_SEP_PLAIN)
        return;
    while (pen->at < pen->next)
        pen->pending = write_comment(pen, pen->pending);
    write_sep(pen, pen->pending, &pen->lexemes.at[pen->next]);
    pen->pending = QG_SEP_NONE;
    pen->broken = false;
}

void qg_pen_sep(struct qg_pen *pen, enum qg_sep sep) {
    pen->pending = pen->broken && sep < QG_SEP_HARD ? QG_SEP_HARD : sep;
}

void qg_pen_comments(struct qg_pen *pen) {
    if (pen->at == pen->next)
        return;
    enum qg_sep sep = pen->pending == QG_SEP_PLAIN ? QG_SEP_ITEM : pen->pending;
    while (pen->at < pen->next)
        sep = write_comment(pen, sep);
    pen->pending = QG_SEP_HARD;
}

// ---- Writing ---------------------------------------------------------------------------------

static struct qg_str spelling(const struct qg_pen *pen, const struct qg_lexeme *token) {
    if (token->kind == QG_T_IN_FORCE || token->kind == QG_T_AS_OF)
        return qg_str_of(qg_token_text(token->kind));
    return bytes_of(pen, token);
}

static void step(struct qg_pen *pen) {
    pen->last = pen->lexemes.at[pen->next].kind;
    pen->next++;
    skip_comments(pen);
}

void qg_pen_token(struct qg_pen *pen) {
    if (qg_pen_is(pen, QG_T_END))
        return;
    if (pen->pending == QG_SEP_PLAIN)
        pen->pending = plain(pen->last, qg_pen_kind(pen));
    settle(pen);
    qg_doc_text(&pen->doc, QG_DOC_TEXT, spelling(pen, &pen->lexemes.at[pen->next]));
    pen->at++;
    pen->pending = QG_SEP_PLAIN;
    step(pen);
}

void qg_pen_tokens(struct qg_pen *pen, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        qg_pen_token(pen);
}

void qg_pen_until(struct qg_pen *pen, uint32_t end) {
    while (!qg_pen_is(pen, QG_T_END) && qg_pen_start(pen) < end)
        qg_pen_token(pen);
}

// Whether a lexeme is written: no comment, and not the comma that ends a list.
static bool is_written(const struct qg_pen *pen, uint32_t at) {
    const struct qg_lexeme *all = pen->lexemes.at;
    if (all[at].kind != QG_T_COMMA)
        return all[at].kind != QG_LEXEME_COMMENT;
    do
        at++;
    while (all[at].kind == QG_LEXEME_COMMENT);
    return all[at].kind != QG_T_RBRACE;
}

uint32_t qg_pen_measure(const struct qg_pen *pen, uint32_t *at, uint32_t end) {
    const struct qg_lexeme *all = pen->lexemes.at;
    size_t width = 0;
    int last = QG_T_END;
    for (; all[*at].kind != QG_T_END && all[*at].start < end; ++*at) {
        if (!is_written(pen, *at))
            continue;
        struct qg_str text = spelling(pen, &all[*at]);
        width += last != QG_T_END && plain(last, all[*at].kind) == QG_SEP_SPACE;
        width += qg_utf8_count(text.at, text.len);
        last = all[*at].kind;
    }
    return width < UINT32_MAX / 4 ? (uint32_t)width : UINT32_MAX / 4;
}

// No comment stands before a comma.
void qg_pen_drop_comma(struct qg_pen *pen) {
    if (!qg_pen_is(pen, QG_T_COMMA))
        return;
    pen->at++;
    step(pen);
}

void qg_pen_group(struct qg_pen *pen) {
    settle(pen);
    qg_doc_add(&pen->doc, QG_DOC_OPEN);
}

void qg_pen_ungroup(struct qg_pen *pen) {
    qg_doc_add(&pen->doc, QG_DOC_CLOSE);
}

// Only once it is known what stands before it is there a column to align with.
void qg_pen_nest(struct qg_pen *pen, enum qg_nest nest) {
    if (nest == QG_NEST_ALIGN && pen->pending == QG_SEP_PLAIN)
        pen->pending = plain(pen->last, qg_pen_kind(pen));
    settle(pen);
    qg_doc_nest(&pen->doc, nest);
}

void qg_pen_unnest(struct qg_pen *pen) {
    qg_doc_add(&pen->doc, QG_DOC_UNNEST);
}
