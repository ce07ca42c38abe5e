// SPDX-License-Identifier: Apache-2.0
//
// The words that a report adds to what policy and data say, in every language of the reports. They
// stand in one table (words.def) so that a translator sees all of them, and none is built from
// pieces: Russian and Kazakh decline their words by number and case, so a count stands beside a
// word and never inside a phrase.

#ifndef QG_WORDS_H
#define QG_WORDS_H

#include "finding.h"
#include "lang.h"

enum qg_word {
#define QG_WORD(name, en, ru, kk) QG_WORD_##name,
#include "words.def"
#undef QG_WORD
    QG_WORDS
};

// The word in language `lang`; static storage.
const char *qg_word(enum qg_word word, int lang);

const char *qg_word_outcome(enum qg_outcome outcome, int lang);
const char *qg_word_verdict(enum qg_verdict_kind verdict, int lang);

// "en", "ru", "kk", in the order of enum qg_lang; NULL at the end.
extern const char *const qg_lang_names[];

// The language called "en", "ru" or "kk"; -1 for another name.
int qg_lang_named(struct qg_str name);

#endif
