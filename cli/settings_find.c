// SPDX-License-Identifier: Apache-2.0

#include "settings_file.h"

#include "fault.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Deeper folders than this are no place to work in.
enum { LEVELS = 512 };

static const char *const names[] = {"qagida.yaml", ".qagida.yaml"};

// A file is not there, or nobody here may know: any other trouble is told, for settings that are
// left out unnoticed change verdicts.
static bool is_absent(const char *path, struct qg_text *problem) {
    if (errno != ENOENT && errno != ENOTDIR && errno != EACCES)
        qg_text_printf(problem, "cannot look for settings: %s: %s", path, strerror(errno));
    return problem->len == 0;
}

// Whether `folder` (with its slash, or empty) holds something of that name.
static bool holds(const struct qg_text *folder, const char *name, struct qg_text *path,
                  struct qg_text *problem) {
    qg_text_clear(path);
    qg_text_add(path, qg_text_str(folder));
    qg_text_addz(path, name);
    if (path->failed)
        qg_text_addz(problem, qg_fault_text(QG_FAULT_MEMORY));
    else if (access(path->at, F_OK) == 0)
        return true;
    else
        (void)is_absent(path->at, problem);
    return false;
}

// Whether the two are one. What cannot be looked into ends the search as well: nor can then what
// is above it.
static bool same_folder(const char *a, const char *b, struct qg_text *problem) {
    struct stat of_a, of_b;
    if (stat(a, &of_a) != 0)
        return is_absent(a, problem), true;
    if (stat(b, &of_b) != 0)
        return is_absent(b, problem), true;
    return of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

// Whether nothing above the folder is looked at.
static bool is_last(const struct qg_text *folder, struct qg_text *path, struct qg_text *problem) {
    if (holds(folder, ".git", path, problem) || problem->len > 0)
        return true;
    struct qg_text above = {0};
    qg_text_add(&above, qg_text_str(folder));
    qg_text_addz(&above, "..");
    if (above.failed)
        qg_text_addz(problem, qg_fault_text(QG_FAULT_MEMORY));
    bool last = above.failed || same_folder(folder->len > 0 ? folder->at : ".", above.at, problem);
    qg_text_free(&above);
    return last;
}

// Looks into one folder. Two files would be two opinions of what holds.
static void look(struct qg_settings_file *file, struct qg_text *path, struct qg_text *problem) {
    for (size_t i = 0; i < sizeof names / sizeof names[0] && problem->len == 0; i++) {
        if (!holds(&file->folder, names[i], path, problem))
            continue;
        if (file->path.len > 0)
            qg_text_printf(problem, "there is %s and %s: keep one of them", file->path.at,
                           path->at);
        else
            qg_text_add(&file->path, qg_text_str(path));
    }
}

bool qg_settings_file_find(struct qg_settings_file *file, struct qg_text *problem) {
    struct qg_text path = {0};
    for (int level = 0; level < LEVELS; level++) {
        look(file, &path, problem);
        if (problem->len > 0 || file->path.len > 0 || is_last(&file->folder, &path, problem))
            break;
        qg_text_addz(&file->folder, "../");
    }
    bool ok = problem->len == 0 && !problem->failed && !path.failed && !file->path.failed &&
              !file->folder.failed;
    if (!ok && problem->len == 0)
        qg_text_addz(problem, "out of memory");
    qg_text_free(&path);
    return ok;
}
