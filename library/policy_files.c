// SPDX-License-Identifier: Apache-2.0

#include "policy_files.h"

#include "str.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool qg_policy_is_file_name(const char *name) {
    struct qg_str whole = qg_str_of(name), suffix = QG_STR(QG_POLICY_SUFFIX);
    return whole.len > suffix.len && name[0] != '.' &&
           qg_str_equal(qg_str_slice(whole, whole.len - suffix.len, whole.len), suffix);
}

void qg_policy_files_free(struct qg_policy_files *files) {
    for (uint32_t i = 0; i < files->paths.len; i++)
        free(files->paths.at[i]);
    qg_vec_free(&files->paths);
}

static enum qg_fault add(struct qg_policy_files *files, const char *path) {
    char *copy = path != NULL ? strdup(path) : NULL;
    if (copy != NULL && qg_vec_push(&files->paths, copy))
        return QG_OK;
    free(copy);
    return QG_FAULT_MEMORY;
}

static bool is_folder(const char *path, bool follow) {
    struct stat about;
    return (follow ? stat(path, &about) : lstat(path, &about)) == 0 && S_ISDIR(about.st_mode);
}

// What of a folder's entries is looked at: adds a file to `files`, a folder to `folders`.
static enum qg_fault add_entry(const char *folder, const char *name, struct qg_policy_files *files,
                               struct qg_policy_files *folders) {
    struct qg_text path = {0};
    enum qg_fault fault = QG_OK;
    if (name[0] == '.')
        return QG_OK;
    qg_text_addz(&path, folder);
    if (path.len > 0 && path.at[path.len - 1] != '/')
        qg_text_char(&path, '/');
    qg_text_addz(&path, name);
    if (path.failed)
        fault = QG_FAULT_MEMORY;
    else if (is_folder(path.at, false))
        fault = add(folders, path.at);
    else if (qg_policy_is_file_name(name) && !is_folder(path.at, true))
        fault = add(files, path.at);
    qg_text_free(&path);
    return fault;
}

static enum qg_fault read_folder(const char *folder, struct qg_policy_files *files,
                                 struct qg_policy_files *folders, struct qg_text *problem) {
    DIR *dir = opendir(folder);
    enum qg_fault fault = QG_OK;
    if (dir == NULL) {
        qg_text_printf(problem, "%s: %s", folder, strerror(errno));
        return QG_FAULT_READ;
    }
    for (struct dirent *entry; fault == QG_OK && (entry = readdir(dir)) != NULL;)
        fault = add_entry(folder, entry->d_name, files, folders);
    (void)closedir(dir);
    return fault;
}

// By bytes, so that the order does not hang on anybody's locale.
static int by_path(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum qg_fault add_below(struct qg_policy_files *files, const char *path,
                               struct qg_text *problem) {
    struct qg_policy_files folders = {0};
    uint32_t first = files->paths.len;
    enum qg_fault fault = add(&folders, path);
    for (uint32_t i = 0; i < folders.paths.len && fault == QG_OK; i++)
        fault = read_folder(folders.paths.at[i], files, &folders, problem);
    if (files->paths.len > first)
        qsort(files->paths.at + first, files->paths.len - first, sizeof *files->paths.at, by_path);
    qg_policy_files_free(&folders);
    return fault;
}

enum qg_fault qg_policy_files_add(struct qg_policy_files *files, const char *path,
                                  struct qg_text *problem) {
    return is_folder(path, true) ? add_below(files, path, problem) : add(files, path);
}
