// SPDX-License-Identifier: Apache-2.0

#include "settings_file.h"

#include <sys/stat.h>
#include <unistd.h>

// Deeper folders than this are no place to work in.
enum { LEVELS = 512 };

static const char *const names[] = {"qagida.yaml", ".qagida.yaml"};

// Whether `folder` (with its slash, or empty) holds something of that name.
static bool holds(const struct qg_text *folder, const char *name, struct qg_text *path) {
    qg_text_clear(path);
    qg_text_add(path, qg_text_str(folder));
    qg_text_addz(path, name);
    return !path->failed && access(path->at, F_OK) == 0;
}

static bool same_folder(const char *a, const char *b) {
    struct stat of_a, of_b;
    if (stat(a, &of_a) != 0 || stat(b, &of_b) != 0)
        return true; // it cannot be looked into, nor then can what is above it
    return of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

// Whether nothing above the folder is looked at.
static bool is_last(const struct qg_text *folder, struct qg_text *path) {
    if (holds(folder, ".git", path))
        return true;
    struct qg_text above = {0};
    qg_text_add(&above, qg_text_str(folder));
    qg_text_addz(&above, "..");
    bool last = above.failed || same_folder(folder->len > 0 ? folder->at : ".", above.at);
    qg_text_free(&above);
    return last;
}

// Looks into one folder. Two files would be two opinions of what holds.
static bool look(struct qg_settings_file *file, struct qg_text *path, struct qg_text *problem) {
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!holds(&file->folder, names[i], path))
            continue;
        if (file->path.len > 0)
            qg_text_printf(problem, "there is %s and %s: keep one of them", file->path.at,
                           path->at);
        else
            qg_text_add(&file->path, qg_text_str(path));
    }
    return problem->len == 0;
}

bool qg_settings_file_find(struct qg_settings_file *file, struct qg_text *problem) {
    struct qg_text path = {0};
    bool ok = true;
    for (int level = 0; level < LEVELS; level++) {
        ok = look(file, &path, problem);
        if (!ok || file->path.len > 0 || is_last(&file->folder, &path))
            break;
        qg_text_addz(&file->folder, "../");
    }
    ok = ok && !path.failed && !file->path.failed && !file->folder.failed;
    if (!ok && problem->len == 0)
        qg_text_addz(problem, "out of memory");
    qg_text_free(&path);
    return ok;
}
