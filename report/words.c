// SPDX-License-Identifier: Apache-2.0

#include "words.h"

static const char *const words[QG_WORDS][QG_LANGS] = {
#define QG_WORD(name, en, ru, kk) [QG_WORD_##name] = {en, ru, kk},
#include "words.def"
#undef QG_WORD
};

const char *qg_word(enum qg_word word, int lang) {
    return words[word][lang];
}

const char *qg_word_outcome(enum qg_outcome outcome, int lang) {
    static const enum qg_word of[QG_OUTCOMES] = {
        [QG_SATISFIED] = QG_WORD_SATISFIED,           [QG_VIOLATED] = QG_WORD_VIOLATED,
        [QG_UNDETERMINED] = QG_WORD_UNDETERMINED,     [QG_EXEMPT] = QG_WORD_EXEMPT,
        [QG_NOT_APPLICABLE] = QG_WORD_NOT_APPLICABLE, [QG_NOT_IN_FORCE] = QG_WORD_NOT_IN_FORCE,
    };
    return qg_word(of[outcome], lang);
}

const char *qg_word_verdict(enum qg_verdict_kind verdict, int lang) {
    static const enum qg_word of[QG_VERDICTS] = {
        [QG_VERDICT_CLEAN] = QG_WORD_CLEAN,
        [QG_VERDICT_UNDETERMINED] = QG_WORD_VERDICT_UNDETERMINED,
        [QG_VERDICT_WARRANTED] = QG_WORD_WARRANTED,
    };
    return qg_word(of[verdict], lang);
}

const char *const qg_lang_names[] = {"en", "ru", "kk", NULL};

int qg_lang_named(struct qg_str name) {
    for (int lang = 0; lang < QG_LANGS; lang++)
        if (qg_str_equal(qg_str_of(qg_lang_names[lang]), name))
            return lang;
    return -1;
}
