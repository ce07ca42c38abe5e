// SPDX-License-Identifier: Apache-2.0
//
// qg_bench [--rounds N] QAGIDA PARSE-JANSSON PARSE-SIMDJSON SMALL-EXPORT LARGE-EXPORT DRAFT
//
// Measures the whole command (decode, every rule, the JSON report) against programs that only
// parse. The contestants take turns, round after round, so that a machine that grows slower or
// faster meanwhile does so for all of them; what is compared is the median of the rounds. A first
// round warms the page cache and is not counted. Ends with 1 when a target is missed and with 2
// when something could not be run.

#include "measure.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ROUNDS = 7 };

// What the engine promises. Ratios hold from machine to machine, absolute figures do not.
static const double TARGET_OF_JANSSON = 8.0;
static const double TARGET_OF_SIMDJSON = 0.25;
static const long TARGET_PEAK_KIB = 16 * 1024L;

// Judging records by two laws at once, against judging them by one.
static const double TARGET_OF_IMPACT = 1.4;

// Memory counts as flat when ten times the input takes no more than this on top.
static const long TARGET_GROWTH_KIB = 1024;

enum who { CHECK_LARGE, CHECK_SMALL, IMPACT, JANSSON, SIMDJSON, WC, CONTESTANTS };

struct contestant {
    const char *name;
    char *argv[9];
    int worst_status; // a larger one means that the run failed
    double megabytes; // 10^6 bytes of its input
    struct qg_samples samples;
};

static double file_megabytes(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 ? (double)about.st_size / 1e6 : 0;
}

static double speed(const struct contestant *one) {
    double median = qg_samples_median(&one->samples);
    return median > 0 ? one->megabytes / median : 0;
}

static bool run_once(struct contestant *one, bool counted) {
    struct qg_run run = qg_measure_run(one->argv);
    if (run.status < 0 || run.status > one->worst_status) {
        fprintf(stderr, "bench: %s (%s) ended with %d\n", one->name, one->argv[0], run.status);
        return false;
    }
    if (counted) {
        qg_samples_add(&one->samples, run);
    }
    return true;
}

// Round 0 warms up.
static bool run_rounds(struct contestant *all, int rounds) {
    for (int round = 0; round <= rounds; round++) {
        for (int i = 0; i < CONTESTANTS; i++) {
            if (!run_once(&all[i], round > 0)) {
                return false;
            }
        }
    }
    return true;
}

static void print_row(const struct contestant *one, double jansson, double simdjson) {
    double own = speed(one);
    printf("%-28s %8.1f MB %9.0f MB/s %9.2f %9.3f %8.1f MiB\n", one->name, one->megabytes, own,
           own / jansson, own / simdjson, (double)one->samples.peak_kib / 1024);
}

static void print_table(const struct contestant *all, int rounds) {
    double jansson = speed(&all[JANSSON]), simdjson = speed(&all[SIMDJSON]);
    printf("%-28s %11s %14s %9s %9s %12s\n", "", "input", "median", "x jansson", "x simdjson",
           "peak memory");
    for (int i = 0; i < CONTESTANTS; i++) {
        print_row(&all[i], jansson, simdjson);
    }
    printf("medians of %d interleaved rounds, page cache warm\n\n", rounds);
}

static bool judge(const char *what, bool met, double value, double target, const char *unit) {
    printf("%-6s %-44s %8.2f%s (target %.2f%s)\n", met ? "met" : "MISSED", what, value, unit,
           target, unit);
    return met;
}

static bool judge_targets(const struct contestant *all) {
    double own = speed(&all[CHECK_LARGE]);
    double of_jansson = own / speed(&all[JANSSON]), of_simdjson = own / speed(&all[SIMDJSON]);
    long peak = all[CHECK_LARGE].samples.peak_kib;
    long growth = peak - all[CHECK_SMALL].samples.peak_kib;
    bool met = judge("times as fast as jansson's parser, at least", of_jansson >= TARGET_OF_JANSSON,
                     of_jansson, TARGET_OF_JANSSON, "");
    met &= judge("times as fast as simdjson's DOM, at least", of_simdjson >= TARGET_OF_SIMDJSON,
                 of_simdjson, TARGET_OF_SIMDJSON, "");
    double impact = own / speed(&all[IMPACT]);
    met &= judge("impact of a draft, times one check, at most", impact <= TARGET_OF_IMPACT, impact,
                 TARGET_OF_IMPACT, "");
    met &= judge("peak memory, below", peak < TARGET_PEAK_KIB, (double)peak / 1024,
                 (double)TARGET_PEAK_KIB / 1024, " MiB");
    met &= judge("growth from the small to the large, at most", growth <= TARGET_GROWTH_KIB,
                 (double)growth / 1024, (double)TARGET_GROWTH_KIB / 1024, " MiB");
    return met;
}

// Takes `--rounds N` off the front. Returns false when N is no sensible number.
static bool take_rounds(int *rounds, int *argc, char ***argv) {
    *rounds = ROUNDS;
    if (*argc < 3 || strcmp((*argv)[1], "--rounds") != 0) {
        return true;
    }
    char *end;
    long number = strtol((*argv)[2], &end, 10);
    *rounds = (int)number;
    *argc -= 2;
    *argv += 2;
    return *end == '\0' && number >= 1 && number <= QG_MEASURE_ROUNDS_MAX;
}

int main(int argc, char **argv) {
    int rounds;
    if (!take_rounds(&rounds, &argc, &argv) || argc != 7) {
        fprintf(stderr, "usage: qg_bench [--rounds N] QAGIDA PARSE-JANSSON PARSE-SIMDJSON "
                        "SMALL-EXPORT LARGE-EXPORT DRAFT\n");
        return 2;
    }
    char *qagida = argv[1], *small = argv[4], *large = argv[5];
    double many = file_megabytes(large);
    struct contestant all[CONTESTANTS] = {
        [CHECK_LARGE] = {"qagida check", {qagida, "check", "--format", "ndjson", large}, 1, many},
        [CHECK_SMALL] = {"qagida check, a tenth of it",
                         {qagida, "check", "--format", "ndjson", small},
                         1,
                         file_megabytes(small)},
        [IMPACT] = {"qagida impact, of draft D6",
                    {qagida, "impact", "--backdate", "--format", "json", "--with", argv[6], large},
                    0,
                    many},
        [JANSSON] = {"jansson, parse only", {argv[2], large}, 0, many},
        [SIMDJSON] = {"simdjson DOM, parse only", {argv[3], large}, 0, many},
        [WC] = {"wc -l", {"wc", "-l", large}, 0, many},
    };
    if (!run_rounds(all, rounds)) {
        return 2;
    }
    print_table(all, rounds);
    return judge_targets(all) ? 0 : 1;
}
