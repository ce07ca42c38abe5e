// SPDX-License-Identifier: Apache-2.0
//
// One run of a program, measured from outside: the time on the wall, and the peak of its resident
// memory as the kernel accounts it. Nothing is asked of the program itself, so that every
// contestant is measured by the same rule.
#ifndef QG_MEASURE_H
#define QG_MEASURE_H

#include <stdbool.h>

struct qg_run {
    double seconds; // from fork to exit
    double busy;    // of them, seconds of processor time, of all its threads and children
    long peak_kib;  // largest resident set
    int status;     // as the program ended; -1 when a signal ended it or it could not be started
};

// Runs `argv` (ends with NULL; argv[0] is looked up in PATH) with its output thrown away, its
// complaints too if it is to be `quiet`. A signal ends it when it has used so many seconds of
// processor time.
struct qg_run qg_measure_run(char *const argv[], unsigned cpu_seconds, bool quiet);

#endif
