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

int scratch_set_up(void **state) {
    struct scratch *scratch = calloc(1, sizeof *scratch);
    if (scratch == NULL)
        return -1;
    *state = scratch;
    snprintf(scratch->folder, sizeof scratch->folder, "/tmp/qg-scratch-XXXXXX");
    if (mkdtemp(scratch->folder) == NULL)
        return -1;
    snprintf(scratch->target, sizeof scratch->target, "%s/report.json", scratch->folder);
    snprintf(scratch->link, sizeof scratch->link, "%s/link", scratch->folder);
    return 0;
}

int scratch_tear_down(void **state) {
    struct scratch *scratch = *state;
    unlink(scratch->target);
    unlink(scratch->link);
    int failed = rmdir(scratch->folder); // which fails if anything else is left
    free(scratch);
    return failed;
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

void assert_file_holds(const char *path, const char *expected) {
    struct qg_text text = {0};
    assert_int_equal(qg_readfile(path, 1 << 20, &text), QG_OK);
    assert_string_equal(text.at, expected);
    qg_text_free(&text);
}
