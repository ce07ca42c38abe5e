// SPDX-License-Identifier: Apache-2.0
//
// A folder of its own for each test of files, with the names that it may use in it. The folder has
// to be empty of anything else in the end, so that nothing is left lying about.
#ifndef QG_SCRATCH_H
#define QG_SCRATCH_H

#include "fault.h"
#include "str.h"

enum { SCRATCH_PATH = 128 }; // bytes of a path, enough for what is made here

struct scratch {
    char folder[64];
    char target[SCRATCH_PATH],
        link[SCRATCH_PATH]; // names of files in it, neither of which is there
};

// For cmocka: the state of each test is a `struct scratch`.
int scratch_set_up(void **state);
int scratch_tear_down(void **state);

// The same for a state that holds one. Not 0: it could not be made; there is something left in it.
int scratch_make(struct scratch *scratch);
int scratch_remove(const struct scratch *scratch);

// The path of another file in the folder.
void scratch_path(const struct scratch *scratch, const char *name, char out[SCRATCH_PATH]);

// An empty file in no such folder, open to be read and written; its descriptor. The caller removes
// it.
int scratch_file(char path[SCRATCH_PATH]);

// How many files there are in the folder.
int scratch_count(const struct scratch *scratch);

// Writes a file, whole, by way of an outfile.
enum qg_fault scratch_put(const char *path, const char *z);

// Writes a file where it stands, as other programs do.
void scratch_write(const char *path, struct qg_str bytes);

void assert_file_holds(const char *path, const char *expected);

#endif
