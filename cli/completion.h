// SPDX-License-Identifier: Apache-2.0
//
// Completion scripts for shells, written from the tables of commands and options, so that they
// cannot lag behind them. Nothing but the names of rules is asked for while somebody types, since
// only these depend on a policy.
#ifndef QG_COMPLETION_H
#define QG_COMPLETION_H

#include "command.h"

// What a value can be completed with.
enum qg_complete {
    QG_COMPLETE_NOTHING,
    QG_COMPLETE_WORDS,   // `words`
    QG_COMPLETE_REPORT,  // `words`, and a file behind an `=`
    QG_COMPLETE_FILE,    //
    QG_COMPLETE_POLICY,  // *.qagida, or a folder
    QG_COMPLETE_RECORDS, // files of records, or a folder
    QG_COMPLETE_RULES,   // rules, with commas between
    QG_COMPLETE_COMMAND  // a command of ours
};

struct qg_completion {
    enum qg_complete how;
    const char *const *words; // NULL at the end
};

struct qg_completion qg_completion_of_option(const struct qg_command_line *line, int option);
struct qg_completion qg_completion_of_operand(const struct qg_command *command);

// Files of records end in one of these.
extern const char *const qg_completion_records[];

// Appends the words with spaces between.
void qg_completion_words(const char *const *words, struct qg_text *out);

// Appends a text with a backslash before each character that is in `special`, and with what single
// quotes need.
void qg_completion_quote(const char *text, const char *special, const char *quote,
                         struct qg_text *out);

// The scripts.
void qg_completion_bash(const struct qg_command *const *commands, struct qg_text *out);
void qg_completion_zsh(const struct qg_command *const *commands, struct qg_text *out);
void qg_completion_fish(const struct qg_command *const *commands, struct qg_text *out);

#endif
