// SPDX-License-Identifier: Apache-2.0
//
// With how many threads a command judges: the rows of its tables of options, for a struct `args`
// with a `uint64_t jobs` that is 0 where nobody said.
#ifndef QG_JOBS_ARGS_H
#define QG_JOBS_ARGS_H

#include "audit.h"
#include "options.h"

#define QG_JOBS_OPTION                                                                             \
    [JOBS] = {"jobs", 'j', "N", "threads that judge (default: as many as there are cores)"}
#define QG_JOBS_SETTER(args) [JOBS] = QG_COUNTS(args, jobs, 1, QG_JOBS_LIMIT)

// As many as are wanted; 0: as there are cores.
uint32_t qg_jobs_args(uint64_t wanted);

#endif
