// SPDX-License-Identifier: Apache-2.0

#include "watch.h"

#include "compile.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

// ---- what is seen ----

static void add_stat(struct qg_text *out, const struct stat *about) {
    qg_text_printf(out, "%lld %lld.%09ld %llu\n", (long long)about->st_size,
                   (long long)about->st_mtim.tv_sec, about->st_mtim.tv_nsec,
                   (unsigned long long)about->st_ino);
}

static void add_entry(struct qg_text *out, const char *folder, const char *name) {
    struct qg_text path = {0};
    struct stat about;
    qg_text_printf(&path, "%s/%s", folder, name);
    qg_text_printf(out, "%s ", name);
    if (!path.failed && stat(path.at, &about) == 0)
        add_stat(out, &about);
    out->failed = out->failed || path.failed;
    qg_text_free(&path);
}

static void add_folder(struct qg_text *out, const char *path) {
    struct dirent **entries = NULL;
    int count = qg_policy_list_folder(path, &entries);
    for (int i = 0; i < count; i++) {
        add_entry(out, path, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

// Appends what is there to see; nothing where nothing is.
static enum qg_fault see(struct qg_watched *item, struct qg_text *out) {
    struct stat about;
    bool there = stat(item->path.at, &about) == 0;
    item->folder = there && S_ISDIR(about.st_mode);
    if (item->folder)
        add_folder(out, item->path.at);
    else if (there)
        add_stat(out, &about);
    return out->failed ? QG_FAULT_MEMORY : QG_OK;
}

// ---- the list ----

static bool is_watched(const struct qg_watch *watch, struct qg_str path) {
    for (uint32_t i = 0; i < watch->items.len; i++)
        if (qg_str_equal(qg_text_str(&watch->items.at[i].path), path))
            return true;
    return false;
}

enum qg_fault qg_watch_add(struct qg_watch *watch, struct qg_str path) {
    struct qg_watched item = {0};
    if (is_watched(watch, path))
        return QG_OK;
    qg_text_add(&item.path, path);
    enum qg_fault fault = item.path.failed ? QG_FAULT_MEMORY : see(&item, &item.state);
    if (fault == QG_OK && qg_vec_push(&watch->items, item))
        return QG_OK;
    qg_text_free(&item.path);
    qg_text_free(&item.state);
    return QG_FAULT_MEMORY;
}

static struct qg_str folder_of(struct qg_str path) {
    size_t end = path.len;
    while (end > 0 && path.at[end - 1] != '/')
        end--;
    return end == 0 ? QG_STR(".") : qg_str_slice(path, 0, end > 1 ? end - 1 : end);
}

enum qg_fault qg_watch_policy(struct qg_watch *watch, const struct qg_policy *policy) {
    enum qg_fault fault = QG_OK;
    if (policy->compilation == NULL)
        return QG_OK;
    const struct qg_sources *sources = &policy->compilation->sources;
    for (uint32_t i = 0; i < sources->items.len && fault == QG_OK; i++) {
        struct qg_str name = sources->items.at[i]->name;
        if (qg_policy_is_builtin(name))
            continue;
        fault = qg_watch_add(watch, name);
        if (fault == QG_OK)
            fault = qg_watch_add(watch, folder_of(name));
    }
    return fault;
}

// ---- looking ----

static enum qg_fault look_again(struct qg_watched *item, bool *changed) {
    struct qg_text now = {0};
    enum qg_fault fault = see(item, &now);
    if (fault != QG_OK) {
        qg_text_free(&now);
        return fault;
    }
    *changed = !qg_str_equal(qg_text_str(&item->state), qg_text_str(&now));
    qg_text_free(&item->state);
    item->state = now;
    return QG_OK;
}

enum qg_fault qg_watch_look(struct qg_watch *watch, struct qg_str *out) {
    enum qg_fault fault = QG_OK;
    bool found_file = false;
    *out = (struct qg_str){0};
    for (uint32_t i = 0; i < watch->items.len && fault == QG_OK; i++) {
        struct qg_watched *item = &watch->items.at[i];
        bool changed = false;
        fault = look_again(item, &changed);
        if (!changed || found_file)
            continue;
        *out = qg_text_str(&item->path);
        found_file = !item->folder;
    }
    return fault;
}

void qg_watch_free(struct qg_watch *watch) {
    for (uint32_t i = 0; i < watch->items.len; i++) {
        qg_text_free(&watch->items.at[i].path);
        qg_text_free(&watch->items.at[i].state);
    }
    qg_vec_free(&watch->items);
}
