// SPDX-License-Identifier: Apache-2.0

#include "scratch.h"

#include "outfile.h"
#include "readfile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int scratch_make(struct scratch *scratch) {
    *scratch = (struct scratch){.folder = "/tmp/qg-scratch-XXXXXX"};
    if (mkdtemp(scratch->folder) == NULL)
        return -1;
    scratch_path(scratch, "report.json", scratch->target);
    scratch_path(scratch, "link", scratch->link);
    return 0;
}

int scratch_remove(const struct scratch *scratch) {
    unlink(scratch->target);
    unlink(scratch->link);
    return rmdir(scratch->folder); // which fails if anything else is left
}

int scratch_set_up(void **state) {
    *state = malloc(sizeof(struct scratch));
    return *state != NULL ? scratch_make(*state) : -1;
}

int scratch_tear_down(void **state) {
    int failed = scratch_remove(*state);
    free(*state);
    return failed;
}

void scratch_path(const struct scratch *scratch, const char *name, char out[SCRATCH_PATH]) {
    int len = snprintf(out, SCRATCH_PATH, "%s/%s", scratch->folder, name);
    assert_in_range(len, 1, SCRATCH_PATH - 1);
}

int scratch_file(char path[SCRATCH_PATH]) {
    (void)snprintf(path, SCRATCH_PATH, "/tmp/qg-scratch-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    return fd;
}

int scratch_count(const struct scratch *scratch) {
    int count = 0;
    DIR *dir = opendir(scratch->folder);
    assert_non_null(dir);
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count - 2; // "." and ".."
}

enum qg_fault scratch_put(const char *path, const char *z) {
    struct qg_outfile file;
    qg_outfile_open(&file, path);
    qg_outfile_write(&file, qg_str_of(z));
    enum qg_fault fault = qg_outfile_close(&file);
    qg_outfile_free(&file);
    return fault;
}

void scratch_write(const char *path, struct qg_str bytes) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

void assert_file_holds(const char *path, const char *expected) {
    struct qg_text text = {0};
    assert_int_equal(qg_readfile(path, 1 << 20, &text), QG_OK);
    assert_string_equal(text.at, expected);
    qg_text_free(&text);
}
