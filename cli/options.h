// SPDX-License-Identifier: Apache-2.0
//
// The command line of one command, read option by option against its table. Long options take
// their value after `=` or as the next word, short ones likewise or attached (-pFILE); `--` ends
// the options; a lone `-` is an operand. An unknown option is refused, with the nearest known one.

#ifndef QG_OPTIONS_H
#define QG_OPTIONS_H

#include "text.h"

#include <stdbool.h>

// One option; a table ends with a NULL name. Its place in the table is its number.
struct qg_option {
    const char *name;  // without the dashes
    char letter;       // of the short form, or 0
    const char *value; // what the help calls the value; NULL for an option without one. One in
                       // square brackets may be left out, and then `value` comes as NULL; it has
                       // to be attached, for the next word is not asked
    const char *help;  // one line
};

enum {
    QG_OPTION_OPERAND = -1, // `value` is an operand
    QG_OPTION_END = -2,     // nothing more
    QG_OPTION_WRONG = -3    // the problem text says what is wrong
};

struct qg_options {
    int argc; // without the command's name
    char **argv;
    int at;
    const struct qg_option *table;
    bool operands_only; // `--` was met
    const char *value;  // of the option just read, NULL for none; or the operand
};

// The next option's number in the table, or one of the above. What is wrong goes to `problem`.
int qg_options_next(struct qg_options *options, struct qg_text *problem);

// Appends a line for each option of the table, its help in a column.
void qg_options_help(const struct qg_option *table, struct qg_text *out);

// The place of `value` in `names` (NULL at the end), or -1 with the reason in `problem`, in which
// `what` names the option: "--fail-on".
int qg_options_choice(const char *what, const char *value, const char *const *names,
                      struct qg_text *problem);

#endif
