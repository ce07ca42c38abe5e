// SPDX-License-Identifier: Apache-2.0
//
// Stands in for libFuzzer in ordinary builds: gives every file of the named folders (or the named
// files) to the target once, in the order of their names. An empty corpus is a failure, because a
// test that looked at nothing says nothing.

#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_BYTES = 4096 };

// Reads from `file` into a block of exactly the bytes that it holds, so that a sanitizer sees a
// read beyond the input. Returns NULL when the file cannot be read whole.
static uint8_t *read_exactly(FILE *file, size_t size) {
    uint8_t *data = malloc(size > 0 ? size : 1);
    if (data != NULL && fread(data, 1, size, file) != size) {
        free(data);
        return NULL;
    }
    return data;
}

// Returns the number of inputs replayed: 1, or -1 when the file cannot be read.
static long replay_file(const char *path, size_t size) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = file != NULL ? read_exactly(file, size) : NULL;
    if (file != NULL) {
        fclose(file);
    }
    if (data == NULL) {
        fprintf(stderr, "replay: cannot read %s\n", path);
        return -1;
    }
    (void)LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 1;
}

static int is_visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static long replay_path(const char *path);

// Replays what lies in a folder, folders in it included.
static long replay_folder(const char *folder) {
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_visible, alphasort);
    long replayed = count < 0 ? -1 : 0;
    for (int i = 0; i < count; i++) {
        char path[PATH_BYTES];
        int length = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        long one = length < PATH_BYTES ? replay_path(path) : -1;
        replayed = one < 0 || replayed < 0 ? -1 : replayed + one;
        free(entries[i]);
    }
    free(entries);
    return replayed;
}

static long replay_path(const char *path) {
    struct stat about;
    if (stat(path, &about) != 0) {
        fprintf(stderr, "replay: no such file: %s\n", path);
        return -1;
    }
    return S_ISDIR(about.st_mode) ? replay_folder(path) : replay_file(path, (size_t)about.st_size);
}

int main(int argc, char **argv) {
    long total = 0;
    for (int i = 1; i < argc; i++) {
        long replayed = replay_path(argv[i]);
        if (replayed < 0) {
            return 1;
        }
        total += replayed;
    }
    printf("replay: %ld inputs\n", total);
    return total > 0 ? 0 : 1;
}
