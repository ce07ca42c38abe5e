// SPDX-License-Identifier: Apache-2.0
//
// Making a checker of a policy: its C goes through the machine's compiler and is linked with the
// runtime, a folder that is installed beside the modules of the command:
//
//     include/              what the C includes
//     libqagida-checker.a   everything of the command but a policy
//     flags                 what else the linker has to be told, words with blanks between them
//
// The compiler reads the C from a file without a name and writes into a folder that is made for it
// alone; the target gets what it made when all has gone well (outfile.h). No shell has a part in
// it.
#ifndef QG_FORGE_H
#define QG_FORGE_H

#include "fault.h"
#include "policy.h"
#include "text.h"

struct qg_forge {
    const char *compiler; // its command, words with blanks between them; NULL: cc, gcc or clang
    const char *flags;    // of the compiler, likewise
    const char *runtime;  // the folder
    const char *output;   // the target
    const char *passing;  // where a folder can be made for what is passing; NULL: /tmp
    bool shared;          // an object for the library instead of a command
    struct qg_text *told; // the command line is appended to it; may be NULL
};

// Appends the C of a policy that compiled, complete.
enum qg_fault qg_forge_source(const struct qg_policy *policy, struct qg_text *out);

// Builds `source`. On a fault `problem` says in lines what happened and what helps.
enum qg_fault qg_forge_build(const struct qg_forge *forge, struct qg_str source,
                             struct qg_text *problem);

#endif
