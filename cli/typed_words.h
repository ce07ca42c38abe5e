// SPDX-License-Identifier: Apache-2.0
//
// The words that were typed behind a command, told apart: which are the command's own and which are
// for every command, and what they set.
#ifndef QG_TYPED_WORDS_H
#define QG_TYPED_WORDS_H

#include "settings.h"

// A word of the command's own, and the option (or operand) that it belongs to.
struct qg_typed_word {
    char *word;
    int option;
};

struct qg_typed_words {
    QG_VEC(struct qg_typed_word) own;
};

// Goes through the words by both tables. An option without a value is taken back by `--no-NAME`.
// False with the reason in `problem`. The words stay those of argv.
bool qg_typed_words_read(struct qg_typed_words *words, struct qg_option_settings *own,
                         struct qg_option_settings *common, int argc, char **argv,
                         struct qg_text *problem);
void qg_typed_words_free(struct qg_typed_words *words);

#endif
