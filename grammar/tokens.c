// SPDX-License-Identifier: Apache-2.0
#include "tokens.h"

#include "parser.h"

struct token {
    enum qg_token_class class;
    const char *name;
    struct qg_str text;
};

static const struct token tokens[] = {
#define QG_TOKEN(name, class, text) [QG_T_##name] = {QG_TOKEN_##class, #name, QG_STR_INIT(text)},
#include "tokens.def"
#undef QG_TOKEN
};

static const int in_order[] = {
#define QG_TOKEN(name, class, text) QG_T_##name,
#include "tokens.def"
#undef QG_TOKEN
};

#define TOKEN_COUNT (sizeof tokens / sizeof tokens[0])
#define ORDER_COUNT (sizeof in_order / sizeof in_order[0])

static const struct token *find(int token) {
    static const struct token other = {QG_TOKEN_OTHER, "OTHER", QG_STR_INIT("")};
    if (token < 0 || (size_t)token >= TOKEN_COUNT || tokens[token].name == NULL)
        return &other;
    return &tokens[token];
}

enum qg_token_class qg_token_class(int token) {
    return find(token)->class;
}

const char *qg_token_text(int token) {
    return find(token)->text.at;
}

const char *qg_token_name(int token) {
    return token == QG_T_END ? "END" : find(token)->name;
}

// Some hundred words, of which the length and the first byte rule out nearly all.
int qg_token_of_word(struct qg_str word) {
    for (size_t i = 0; i < ORDER_COUNT; i++) {
        const struct token *token = &tokens[in_order[i]];
        if (token->class < QG_TOKEN_HARD || token->text.len != word.len)
            continue;
        if (token->text.at[0] == word.at[0] && qg_str_equal(token->text, word))
            return in_order[i];
    }
    return QG_T_NAME;
}

int qg_token_at(size_t index) {
    return index < ORDER_COUNT ? in_order[index] : -1;
}
