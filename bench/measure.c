// SPDX-License-Identifier: Apache-2.0

#include "measure.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds_of(struct timeval time) {
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

// In the child: becomes the program.
static void become(char *const argv[], unsigned cpu_seconds, bool quiet) {
    struct rlimit limit = {cpu_seconds, cpu_seconds};
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere >= 0 && setrlimit(RLIMIT_CPU, &limit) == 0) {
        dup2(nowhere, STDIN_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        if (quiet) {
            dup2(nowhere, STDERR_FILENO);
        }
        execvp(argv[0], argv);
    }
    _exit(127);
}

struct qg_run qg_measure_run(char *const argv[], unsigned cpu_seconds, bool quiet) {
    struct qg_run run = {.status = -1};
    struct rusage usage;
    int status;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        become(argv, cpu_seconds, quiet);
    }
    if (child > 0 && wait4(child, &status, 0, &usage) == child) {
        run.seconds = now() - start;
        run.busy = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
        run.peak_kib = usage.ru_maxrss;
        run.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    return run;
}
