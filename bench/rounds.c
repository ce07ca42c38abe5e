// SPDX-License-Identifier: Apache-2.0
//
// qg_rounds ROUNDS CPU-SECONDS < PLAN
//
// Runs contestants in turns, round after round, so that a machine that grows slower or faster
// meanwhile does so for all of them. A line of the plan is a contestant: the worst exit status that
// still counts as success, then its command, word by word, all separated by tabs. A first round
// warms the page cache and is not counted. Each counted run is a line of output:
//
//     NUMBER  SECONDS  BUSY-SECONDS  PEAK-KIB  STATUS
//
// A contestant that fails is told of at once, and sits out the remaining rounds. A status of -1
// says that a signal ended it, as the limit on processor time does.

#include "measure.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONTESTANTS_MAX = 64, WORDS_MAX = 32 };

struct contestant {
    char *line; // holds the words
    char *argv[WORDS_MAX + 1];
    int worst_status;
    bool out;
};

// Takes the line apart; it then belongs to the contestant. False when it is no line of a plan.
static bool parse(struct contestant *out, char *line) {
    size_t words = 0;
    char *end, *rest;
    out->line = line;
    line[strcspn(line, "\n")] = '\0';
    out->worst_status = (int)strtol(line, &end, 10);
    if (end == line || *end != '\t') {
        return false;
    }
    for (char *word = strtok_r(end, "\t", &rest); word; word = strtok_r(NULL, "\t", &rest)) {
        if (words == WORDS_MAX) {
            return false;
        }
        out->argv[words++] = word;
    }
    return words > 0;
}

// Returns how many there are, or -1 when the plan is not understood.
static int read_plan(struct contestant *all, FILE *file) {
    int count = 0;
    char *line = NULL;
    size_t room = 0;
    for (; getline(&line, &room, file) > 0; line = NULL, room = 0) {
        if (count == CONTESTANTS_MAX || !parse(&all[count], line)) {
            free(line);
            return -1;
        }
        count++;
    }
    free(line);
    return count;
}

static void run_once(struct contestant *one, int number, unsigned cpu_seconds, bool counted) {
    bool is_to_complain = one->worst_status > 1;
    struct qg_run run = qg_measure_run(one->argv, cpu_seconds, is_to_complain);
    one->out = run.status < 0 || run.status > one->worst_status;
    if (counted || one->out) {
        printf("%d\t%.6f\t%.6f\t%ld\t%d\n", number, run.seconds, run.busy, run.peak_kib,
               run.status);
        fflush(stdout);
    }
}

static void run_rounds(struct contestant *all, int count, long rounds, unsigned cpu_seconds) {
    for (long round = 0; round <= rounds; round++) {
        for (int i = 0; i < count; i++) {
            if (!all[i].out) {
                run_once(&all[i], i, cpu_seconds, round > 0);
            }
        }
    }
}

int main(int argc, char **argv) {
    static struct contestant all[CONTESTANTS_MAX];
    long rounds = argc == 3 ? strtol(argv[1], NULL, 10) : 0;
    long cpu_seconds = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
    int count = rounds > 0 && cpu_seconds > 0 ? read_plan(all, stdin) : -1;
    if (count < 0) {
        fprintf(stderr, "usage: qg_rounds ROUNDS CPU-SECONDS < PLAN\n");
        return 2;
    }
    run_rounds(all, count, rounds, (unsigned)cpu_seconds);
    for (int i = 0; i < count; i++) {
        free(all[i].line);
    }
    return 0;
}
