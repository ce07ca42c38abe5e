// SPDX-License-Identifier: Apache-2.0
//
// One call of a command. The life of its arguments is alike for all of them and is seen to here:
// the struct is made, read into by the command's table of options, and given back; a command only
// does its work in between.
#ifndef QG_COMMAND_CALL_H
#define QG_COMMAND_CALL_H

#include "console.h"
#include "options.h"
#include "reach.h"
#include "spares.h"

struct qg_command;

struct qg_command_call {
    struct qg_console *console;
    const struct qg_command *command;
    const struct qg_command_line *line; // that its words are read by
    void *args;                         // what was read: the struct that `line` is about
    struct qg_text problem;             // what is wrong with it, for qg_command_call_usage
    bool unconfined;                    // it is not to be confined
    struct qg_confinement confinement;  // what holds while the command runs
    struct qg_spares spares;            // for reports, opened before that
};

// Reads the words and lets the command do its work; the exit status.
int qg_command_call_run(struct qg_command_call *call, int argc, char **argv);

// Complains of `problem`, and says where help is. Gives QG_EXIT_FAILED.
int qg_command_call_usage(struct qg_command_call *call);

// What a run that broke off comes to: a complaint in the words of `problem`, or where it has none
// about the fault. Whoever closed the pipe has read enough and is told nothing.
int qg_command_call_broken_off(const struct qg_command_call *call, enum qg_fault fault,
                               const struct qg_text *problem);

#endif
