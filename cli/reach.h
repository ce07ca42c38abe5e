// SPDX-License-Identifier: Apache-2.0
//
// What a call may reach once it is confined (sandbox.h): what its own words name, and nothing else.
// The tables of options say which words are paths, so a command that is added is confined without
// a line of code. Settings from elsewhere are words by then, too.
//
// In reach are, to be read: the files and folders named (what lies in a folder that is named, but
// not what a link in it leads to elsewhere); to be written: the folders in which results are to be
// put. Temporary files, in which long reports wait, are opened before. Beyond that come for PDF and
// for maps, which load modules when they first need them, the system's libraries and
// fonts.
#ifndef QG_REACH_H
#define QG_REACH_H

#include "sandbox.h"

struct qg_command_call;

// What a command does with an operand, or'ed.
enum {
    QG_REACH_READ = 1,
    QG_REACH_REPLACE = 2, // a new file takes its place
    QG_REACH_FOLLOW = 4   // others replace it meanwhile, and it is read again
};

// Confines the process to what the words of the call name, and says in it what holds.
void qg_reach_confine(struct qg_command_call *call, int argc, char **argv);

#endif
