// SPDX-License-Identifier: Apache-2.0
//
// What the value of an option is, as far as that shows in how the help calls it: `FILE`, `DATE`,
// `RULES`. So a table of options says it once, for those who read it, for the shells that complete
// it, and for the file of settings, in which a date must be a date and a path is relative to the
// file. Every word that a table uses is known here; a test sees to that.
#ifndef QG_OPTION_KIND_H
#define QG_OPTION_KIND_H

#include "options.h"

enum qg_option_kind {
    QG_OPTION_FLAG,   // no value
    QG_OPTION_PATH,   // a file or a folder
    QG_OPTION_REPORT, // NAME[=FILE]: a format, and where it goes
    QG_OPTION_DATE,
    QG_OPTION_NUMBER,
    QG_OPTION_RULES, // rules of the policy, with commas between
    QG_OPTION_PAIR,  // NAME=VALUE
    QG_OPTION_WORD   // anything else
};

// False for a word that is not known; the kind is then QG_OPTION_WORD.
bool qg_option_kind(const struct qg_option *option, enum qg_option_kind *out);

// The words that the value (or what stands before its `=`) is one of, NULL at the end; NULL where
// it may be any.
const char *const *qg_option_choices(const struct qg_setter *setter);

// Whether its values are kept with the operands: they are operands by another name.
bool qg_option_keeps_operands(const struct qg_command_line *line, int option);

// Whether the option takes a list of values: it is repeatable, or its value is a list.
bool qg_option_is_list(const struct qg_setter *setter);

#endif
