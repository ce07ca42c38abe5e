// SPDX-License-Identifier: Apache-2.0
//
// A folder of its own for each test of files that are written, with the names that it may use in
// it. The folder has to be empty of anything else in the end, so that nothing is left lying about.
#ifndef QG_SCRATCH_H
#define QG_SCRATCH_H

#include "fault.h"

struct scratch {
    char folder[64];
    char target[96], link[96]; // names of files in it, neither of which is there
};

// For cmocka: the state of each test is a `struct scratch`.
int scratch_set_up(void **state);
int scratch_tear_down(void **state);

// How many files there are in the folder.
int scratch_count(const struct scratch *scratch);

// Writes a file, whole.
enum qg_fault scratch_put(const char *path, const char *z);

void assert_file_holds(const char *path, const char *expected);

#endif
