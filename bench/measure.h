// SPDX-License-Identifier: Apache-2.0
//
// One run of a program, measured from outside: the time on the wall, and the peak of its resident
// memory as the kernel accounts it. Nothing is asked of the program itself, so that every
// contestant is measured by the same rule.
#ifndef QG_MEASURE_H
#define QG_MEASURE_H

enum { QG_MEASURE_ROUNDS_MAX = 64 }; // samples kept of one contestant; more tell nothing new

struct qg_run {
    double seconds; // from fork to exit
    long peak_kib;  // largest resident set
    int status;     // as the program ended; -1 when a signal ended it or it could not be started
};

// The samples of one contestant over all rounds.
struct qg_samples {
    int count;
    double seconds[QG_MEASURE_ROUNDS_MAX];
    long peak_kib; // the largest of all rounds: a limit has to hold every time
};

// Runs `argv` (ends with NULL; argv[0] is looked up in PATH) with its output thrown away.
struct qg_run qg_measure_run(char *const argv[]);

// Adds a run; beyond QG_MEASURE_ROUNDS_MAX it is left out.
void qg_samples_add(struct qg_samples *samples, struct qg_run run);

// The median of the times; 0 when there is none.
double qg_samples_median(const struct qg_samples *samples);

#endif
