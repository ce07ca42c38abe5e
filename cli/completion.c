// SPDX-License-Identifier: Apache-2.0

#include "completion.h"

#include "option_kind.h"

#include <string.h>

const char *const qg_completion_records[] = {"json", "ndjson", "jsonl", "csv", "xlsx", NULL};

// The words of values that the shell has something for.
static const struct {
    const char *word;
    enum qg_complete how;
} known[] = {
    {"FILE", QG_COMPLETE_FILE},       {"PATH", QG_COMPLETE_POLICY},
    {"RECORDS", QG_COMPLETE_RECORDS}, {"RULES", QG_COMPLETE_RULES},
    {"COMMAND", QG_COMPLETE_COMMAND}, {"NAME[=FILE]", QG_COMPLETE_REPORT},
};

static enum qg_complete named(const char *word) {
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].word, word) == 0)
            return known[i].how;
    return QG_COMPLETE_NOTHING;
}

struct qg_completion qg_completion_of_option(const struct qg_command_line *line, int option) {
    const char *word = line->options[option].value;
    const char *const *words = qg_option_choices(&line->setters[option]);
    enum qg_complete how = word != NULL ? named(word) : QG_COMPLETE_NOTHING;
    if (words != NULL && how == QG_COMPLETE_NOTHING)
        how = QG_COMPLETE_WORDS;
    return (struct qg_completion){how, words};
}

struct qg_completion qg_completion_of_operand(const struct qg_command *command) {
    static const char *const shells[] = {"bash", "zsh", "fish", "names", NULL};
    const char *word = command->operand != NULL ? command->operand : "FILE";
    if (strcmp(word, "SHELL") == 0)
        return (struct qg_completion){QG_COMPLETE_WORDS, shells};
    return (struct qg_completion){named(word), NULL};
}

void qg_completion_words(const char *const *words, struct qg_text *out) {
    for (size_t i = 0; words != NULL && words[i] != NULL; i++)
        qg_text_printf(out, "%s%s", i > 0 ? " " : "", words[i]);
}

void qg_completion_quote(const char *text, const char *special, const char *quote,
                         struct qg_text *out) {
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            qg_text_addz(out, quote);
            continue;
        }
        if (strchr(special, *text) != NULL)
            qg_text_char(out, '\\');
        qg_text_char(out, *text);
    }
}
