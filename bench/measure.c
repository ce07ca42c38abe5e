// SPDX-License-Identifier: Apache-2.0

#include "measure.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// In the child: becomes the program. Its complaints stay visible, its results do not.
static void become(char *const argv[]) {
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere >= 0) {
        dup2(nowhere, STDIN_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        execvp(argv[0], argv);
    }
    _exit(127);
}

struct qg_run qg_measure_run(char *const argv[]) {
    struct qg_run run = {.status = -1};
    struct rusage usage;
    int status;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        become(argv);
    }
    if (child > 0 && wait4(child, &status, 0, &usage) == child) {
        run.seconds = now() - start;
        run.peak_kib = usage.ru_maxrss;
        run.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    return run;
}

void qg_samples_add(struct qg_samples *samples, struct qg_run run) {
    if (samples->count < QG_MEASURE_ROUNDS_MAX) {
        samples->seconds[samples->count++] = run.seconds;
    }
    if (run.peak_kib > samples->peak_kib) {
        samples->peak_kib = run.peak_kib;
    }
}

static int compare_seconds(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

double qg_samples_median(const struct qg_samples *samples) {
    double sorted[QG_MEASURE_ROUNDS_MAX];
    size_t count = (size_t)samples->count;
    if (count == 0) {
        return 0;
    }
    memcpy(sorted, samples->seconds, count * sizeof sorted[0]);
    qsort(sorted, count, sizeof sorted[0], compare_seconds);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}
