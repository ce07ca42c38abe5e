// SPDX-License-Identifier: Apache-2.0
//
// Layouts that many constructs share: brackets, blocks, texts, lists of words.

#include "format_parts.h"

#include "parser.h"

// ---- Brackets --------------------------------------------------------------------------------

void qg_format_inside(struct qg_pen *pen, enum qg_sep inner, enum qg_nest nest) {
    qg_pen_group(pen);
    qg_pen_nest(pen, nest);
    qg_pen_nest(pen, QG_NEST_STEP);
    qg_pen_sep(pen, inner);
}

void qg_format_bracket(struct qg_pen *pen, enum qg_sep inner, enum qg_nest nest) {
    qg_pen_token(pen);
    qg_format_inside(pen, inner, nest);
}

void qg_format_bracket_end(struct qg_pen *pen, enum qg_sep inner) {
    qg_pen_drop_comma(pen);
    qg_pen_comments(pen);
    qg_pen_unnest(pen);
    qg_pen_sep(pen, inner);
    qg_pen_token(pen);
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

void qg_format_block(struct qg_pen *pen) {
    qg_pen_nest(pen, QG_NEST_STEP);
    qg_pen_sep(pen, QG_SEP_HARD);
}

bool qg_format_more(const struct qg_pen *pen) {
    return !qg_pen_is(pen, QG_T_RBRACE) && !qg_pen_is(pen, QG_T_END);
}

void qg_format_block_end(struct qg_pen *pen) {
    qg_pen_drop_comma(pen);
    qg_pen_comments(pen);
    qg_pen_unnest(pen);
    qg_pen_sep(pen, QG_SEP_HARD);
    qg_pen_token(pen);
}

// ---- Texts -----------------------------------------------------------------------------------

static bool begins_text(const struct qg_pen *pen) {
    return qg_pen_is(pen, QG_T_STRING) || qg_pen_is(pen, QG_T_STRING_HEAD);
}

void qg_format_strings(struct qg_pen *pen, uint32_t end) {
    qg_pen_group(pen);
    qg_pen_nest(pen, QG_NEST_ALIGN);
    while (begins_text(pen) && qg_pen_start(pen) < end) {
        qg_pen_token(pen);
        qg_pen_sep(pen, begins_text(pen) ? QG_SEP_LINE : QG_SEP_PLAIN);
    }
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

// A hole of a text stays on its line, whatever its length.
static void hole(struct qg_pen *pen, const struct qg_expr *expr) {
    pen->flat++;
    qg_format_expr(pen, expr);
    pen->flat--;
}

static void message(struct qg_pen *pen, const struct qg_message_syntax *message) {
    const struct qg_piece_syntax *piece = message->first;
    qg_pen_group(pen);
    qg_pen_nest(pen, QG_NEST_ALIGN);
    while (!qg_pen_is(pen, QG_T_END) && qg_pen_start(pen) < message->span.end) {
        bool opens = qg_pen_is(pen, QG_T_STRING_HEAD) || qg_pen_is(pen, QG_T_STRING_MIDDLE);
        qg_pen_token(pen);
        while (opens && piece != NULL && piece->hole == NULL)
            piece = piece->next;
        if (opens && piece != NULL) {
            hole(pen, piece->hole);
            piece = piece->next;
        } else if (begins_text(pen) && qg_pen_start(pen) < message->span.end) {
            qg_pen_sep(pen, QG_SEP_LINE);
        }
    }
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

static const struct qg_message_syntax *message_at(const struct qg_pen *pen,
                                                  const struct qg_langs *langs) {
    static const int tokens[QG_LANGS] = {
        [QG_LANG_EN] = QG_T_EN, [QG_LANG_RU] = QG_T_RU, [QG_LANG_KK] = QG_T_KK};
    for (int i = 0; i < QG_LANGS; i++)
        if (qg_pen_is(pen, tokens[i]))
            return langs->in[i];
    return NULL;
}

static uint32_t languages(const struct qg_langs *langs) {
    uint32_t count = 0;
    for (int i = 0; i < QG_LANGS; i++)
        count += langs->in[i] != NULL;
    return count;
}

static void texts(struct qg_pen *pen, const struct qg_langs *langs, enum qg_sep alone) {
    enum qg_sep sep = languages(langs) > 1 ? QG_SEP_HARD : alone;
    for (uint32_t i = languages(langs); i > 0; i--) {
        const struct qg_message_syntax *text = message_at(pen, langs);
        if (text == NULL)
            return;
        qg_pen_sep(pen, sep);
        qg_pen_token(pen);
        message(pen, text);
    }
}

void qg_format_langs(struct qg_pen *pen, const struct qg_langs *langs) {
    texts(pen, langs, QG_SEP_LINE);
}

void qg_format_phrase(struct qg_pen *pen, const struct qg_langs *langs) {
    qg_format_bracket(pen, QG_SEP_SOFT, QG_NEST_LINE);
    texts(pen, langs, QG_SEP_SOFT);
    qg_format_bracket_end(pen, QG_SEP_SOFT);
}

void qg_format_langs_clause(struct qg_pen *pen, const struct qg_langs *langs) {
    qg_pen_group(pen);
    qg_pen_token(pen);
    qg_pen_nest(pen, QG_NEST_STEP);
    qg_format_langs(pen, langs);
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

// ---- Words -----------------------------------------------------------------------------------

void qg_format_number(struct qg_pen *pen) {
    qg_pen_token(pen);
    while (qg_pen_is(pen, QG_T_MINUS) || qg_pen_is(pen, QG_T_DOT)) {
        qg_pen_sep(pen, QG_SEP_NONE);
        qg_pen_token(pen);
        qg_pen_sep(pen, QG_SEP_NONE);
        qg_pen_token(pen);
    }
}

// A name, a date, a text, or a place such as `paragraph 48-1`.
static void list_item(struct qg_pen *pen) {
    if (qg_pen_is(pen, QG_T_STRING)) {
        qg_format_strings(pen, UINT32_MAX);
        return;
    }
    bool numbered = qg_pen_second(pen) == QG_T_INT || qg_pen_second(pen) == QG_T_MONTHDAY;
    qg_pen_token(pen);
    if (numbered)
        qg_format_number(pen);
    while (qg_pen_is(pen, QG_T_DOT))
        qg_pen_tokens(pen, 2);
}

void qg_format_list_clause(struct qg_pen *pen, uint32_t words, enum qg_nest nest) {
    qg_pen_group(pen);
    qg_pen_tokens(pen, words);
    qg_pen_sep(pen, QG_SEP_SPACE);
    qg_pen_nest(pen, nest);
    list_item(pen);
    while (qg_pen_is(pen, QG_T_COMMA)) {
        qg_pen_token(pen);
        qg_pen_sep(pen, QG_SEP_FILL);
        list_item(pen);
    }
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

void qg_format_slots(struct qg_pen *pen, const struct qg_fields *slots) {
    if (slots->count == 0) {
        if (qg_pen_is(pen, QG_T_LPAREN))
            qg_pen_tokens(pen, 2);
        return;
    }
    qg_format_bracket(pen, QG_SEP_SOFT, QG_NEST_LINE);
    for (const struct qg_field_syntax *slot = slots->first; slot != NULL; slot = slot->next) {
        qg_pen_until(pen, slot->span.end);
        if (slot->next == NULL)
            break;
        qg_pen_token(pen);
        qg_pen_sep(pen, QG_SEP_LINE);
    }
    qg_format_bracket_end(pen, QG_SEP_SOFT);
}
