// SPDX-License-Identifier: Apache-2.0
//
// What a process gives up before it reads what strangers wrote. A fault in the reading of a record
// or of a policy must not become more than that, so whatever can be known beforehand to be of no
// use is put out of reach, for good: every file but those that were named (Landlock), the network,
// other programs and other processes (a filter of system calls, sandbox_calls.h).
//
// Both are the kernel's. One that knows neither, or has them switched off, leaves the process as it
// is: a layer is lost, never the job. It holds for the thread that enters and for those that it
// starts, so a process enters before it starts any.
//
//     qg_sandbox_init(&box); qg_sandbox_allow(&box, "export.ndjson", QG_SANDBOX_READ); …
//     in_force = qg_sandbox_enter(&box, false);
#ifndef QG_SANDBOX_H
#define QG_SANDBOX_H

#include <stdbool.h>

// What a path may be used for, or'ed.
enum {
    QG_SANDBOX_READ = 1,  // it, and what lies beneath it
    QG_SANDBOX_WRITE = 2, // of a folder: files in it are made, replaced and taken away
    QG_SANDBOX_GROW = 4   // of a folder: folders are made in it, too
};

struct qg_sandbox {
    int rules; // of Landlock: a descriptor; -1 where there is none
    int abi;   // the version of Landlock that is asked; 0: none
};

// What holds for the process.
struct qg_confinement {
    int files;  // the version of Landlock in force; 0: none
    bool calls; // whether system calls are filtered
};

void qg_sandbox_init(struct qg_sandbox *box);

// As a kernel would that knows no later version of Landlock than this; 0: as one without it.
void qg_sandbox_init_as(struct qg_sandbox *box, int abi);

// Keeps a path in reach. One that does not exist is passed over: there is nothing to reach.
void qg_sandbox_allow(struct qg_sandbox *box, const char *path, unsigned use);

// Gives up all else, and the sandbox itself. `modules`: code may still be loaded, as a module for
// PDF or for an encoding is when it is first used.
struct qg_confinement qg_sandbox_enter(struct qg_sandbox *box, bool modules);

// Gives the sandbox back without entering it.
void qg_sandbox_abandon(struct qg_sandbox *box);

#endif
