// SPDX-License-Identifier: Apache-2.0
//
// A command of the command line, and the table of all of them. Each is one file cmd_*.c that gives
// its options, what its help says, and what it does; the table is in commands.c.

#ifndef QG_COMMAND_H
#define QG_COMMAND_H

#include "command_call.h"

struct qg_command {
    const char *name;
    const char *program;  // that it is all of: "./checker"; NULL: a command of qagida
    const char *summary;  // one line, lower case, for the list of commands
    const char *usage;    // one line for each form, without "qagida"
    const char *examples; // shown first: a line of what it is for, then the command
    const struct qg_command_line *line;
    // For a command that reads some words by another table; NULL: all by `line`.
    const struct qg_command_line *(*line_for)(int argc, char **argv);
    const char *operand;    // what an operand is, as the value of an option is called; NULL: "FILE"
    const char *no_operand; // the operand that it takes where there is none; NULL: it takes none
    const char *notes;      // after the options; may be NULL
    // What it does with its operand number `at`: QG_REACH_… or'ed. NULL: it reads it.
    unsigned (*reach)(const void *args, uint32_t at);
    bool unconfined;                          // it runs other programs, and cannot give up to do so
    int (*run)(struct qg_command_call *call); // does the work, with the arguments read
};

extern const struct qg_command qg_cmd_check, qg_cmd_explain, qg_cmd_compile, qg_cmd_test,
    qg_cmd_coverage, qg_cmd_consolidate, qg_cmd_diff, qg_cmd_fmt, qg_cmd_schema, qg_cmd_version,
    qg_cmd_baseline, qg_cmd_help, qg_cmd_report, qg_cmd_map, qg_cmd_impact, qg_cmd_sweep,
    qg_cmd_compare, qg_cmd_completion, qg_cmd_build, qg_cmd_profile;

// Complains about how it was called, and says where its help is. Gives QG_EXIT_FAILED.
int qg_command_usage(const struct qg_command *command, struct qg_text *problem);

// All commands in the order of the help; NULL at the end.
const struct qg_command *const *qg_commands(void);

const struct qg_command *qg_command_named(const char *name);

// Prints the help of one command, or of all.
int qg_command_help(struct qg_console *console, const struct qg_command *command);

// Complains about a command that does not exist, with the nearest one.
int qg_command_unknown(const char *name);

#endif
