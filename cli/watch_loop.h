// SPDX-License-Identifier: Apache-2.0
//
// `--watch`: a job that is done again whenever one of its files changes, until somebody presses
// Ctrl-C. The signals are waited for, not handled: they are blocked, and the pause between two
// looks at the files is a wait for one of them. So no handler, no global flag, and a job is never
// broken off in the middle.

#ifndef QG_WATCH_LOOP_H
#define QG_WATCH_LOOP_H

#include "console.h"
#include "watch.h"

// What is done again: gives an exit status, and may add to what is watched. `number` counts from 1;
// `changed` is the path that it is done for, empty the first time.
typedef int qg_watch_job(void *user, struct qg_watch *watch, uint32_t number,
                         struct qg_str changed);

// Gives the status of the last time when SIGINT or SIGTERM comes, or when nobody reads the standard
// output any more.
int qg_watch_loop(struct qg_console *console, struct qg_watch *watch, qg_watch_job *job,
                  void *user);

#endif
