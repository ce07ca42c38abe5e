// SPDX-License-Identifier: Apache-2.0
//
// What every pass of the checking stage leans on: memory that remembers a refusal, names as
// symbols, words for diagnostics.
#include "check.h"

#include "suggest.h"

#include <stdarg.h>
#include <stdio.h>

void *qg_check_alloc(struct qg_checker *ck, size_t count, size_t size) {
    void *at = qg_arena_array(ck->arena, count, size);
    if (at == NULL)
        ck->failed = true;
    return at;
}

struct qg_str qg_check_keep(struct qg_checker *ck, struct qg_str text) {
    const char *at = qg_arena_copy(ck->arena, text.at, text.len);
    if (at == NULL)
        ck->failed = true;
    return (struct qg_str){at, at != NULL ? text.len : 0};
}

struct qg_str qg_check_print(struct qg_checker *ck, const char *format, ...) {
    char buffer[256];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(buffer, sizeof buffer, format, arguments);
    va_end(arguments);
    size_t kept = len < 0 ? 0 : (size_t)len < sizeof buffer ? (size_t)len : sizeof buffer - 1;
    return qg_check_keep(ck, (struct qg_str){buffer, kept});
}

uint32_t qg_check_symbol(struct qg_checker *ck, struct qg_str name) {
    uint32_t symbol = qg_intern_add(&ck->names, name);
    if (symbol == 0)
        ck->failed = true;
    return symbol;
}

uint32_t qg_check_find(const struct qg_checker *ck, uint32_t owner, uint32_t symbol) {
    return qg_table_find(&ck->table, owner, symbol);
}

bool qg_check_put(struct qg_checker *ck, uint32_t owner, uint32_t symbol, uint32_t value) {
    bool put = qg_table_put(&ck->table, owner, symbol, value);
    if (!put)
        ck->failed = true;
    return put;
}

void qg_check_suggest(struct qg_diag *diag, struct qg_str wanted, const struct qg_str *names,
                      size_t count) {
    struct qg_str close;
    if (diag != NULL && qg_suggest(wanted, names, count, &close))
        qg_diag_hint(diag, "Did you mean `%.*s`?", QG_STR_ARG(close));
}

uint32_t qg_check_file(const struct qg_checker *ck, struct qg_span span) {
    return ck->file_of_source[span.source];
}

static const char *const lang_names[QG_LANGS] = {"English", "Russian", "Kazakh"};

// A message that may have no holes, as one text.
static struct qg_str plain_text(struct qg_checker *ck, const struct qg_message_syntax *message) {
    struct qg_text text = {0};
    for (const struct qg_piece_syntax *p = message->first; p != NULL; p = p->next) {
        if (p->hole != NULL)
            qg_check_error(ck, HOLE_IN_TEXT, p->span,
                           "this text is printed as it stands and can have no placeholder");
        qg_text_add(&text, p->text);
    }
    struct qg_str kept = qg_check_keep(ck, qg_text_str(&text));
    ck->failed |= text.failed;
    qg_text_free(&text);
    return kept;
}

// A text that is given at all is given in every language of the policy.
void qg_check_langs(struct qg_checker *ck, const struct qg_langs *langs) {
    struct qg_text missing = {0};
    bool given = false;
    for (int lang = 0; lang < QG_LANGS; lang++) {
        given |= langs->in[lang] != NULL;
        if (langs->in[lang] == NULL && (ck->languages >> lang & 1) != 0)
            qg_text_printf(&missing, "%s%s", missing.len > 0 ? ", " : "", lang_names[lang]);
    }
    ck->failed |= missing.failed;
    if (given && missing.len > 0)
        qg_check_error(ck, MISSING_LANGUAGE, langs->span, "this text is not given in %s",
                       missing.at);
    qg_text_free(&missing);
}

struct qg_phrase qg_check_phrase(struct qg_checker *ck, const struct qg_langs *langs) {
    struct qg_phrase phrase = {0};
    for (int lang = 0; lang < QG_LANGS; lang++)
        if (langs->in[lang] != NULL)
            phrase.in[lang] = plain_text(ck, langs->in[lang]);
    qg_check_langs(ck, langs);
    return phrase;
}
