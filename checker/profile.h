// SPDX-License-Identifier: Apache-2.0
//
// What each function of a program costs over a run: counted by a run of the machine of its own
// (run_counted.c), which the settings ask for, so that nobody else pays for it. It counts steps:
// instructions that were executed, and the comparisons within lists and calendars that one of them
// may take. They are the same in every run over the same records; time is not, and is only sampled.
//
// Whatever the machine is asked for from outside (a rule's check, a scope's list or filter …) is a
// turn of that function, and all steps until its answer are the turn's. So the turns of all
// functions together are the whole cost. What is remembered from one turn to the next is charged to
// the first who asked for it.
#ifndef QG_PROFILE_H
#define QG_PROFILE_H

#include "program.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_profiled {
    uint64_t turns, turn_steps;    // asked for from outside: how often, and all steps of that
    uint64_t runs, steps;          // by whomever: how often its code ran, and the steps in it alone
    uint64_t samples, nanoseconds; // turns that were timed, and how long these took
};

struct qg_profile {
    struct qg_profiled *functions; // owned; [function_count]
    bool timed;                    // whether to sample the time
    uint64_t steps;                // of all functions
    // Between two instructions of a turn:
    int64_t left; // steps that the machine had at the last one
    bool pays;    // which takes steps besides its own, if any were taken
};

enum { QG_PROFILE_SAMPLE = 16 }; // every so many turns of a function one is timed

// False when memory is out. To be freed either way.
bool qg_profile_init(struct qg_profile *profile, const struct qg_program *program);
void qg_profile_free(struct qg_profile *profile);

#endif
