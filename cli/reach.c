// SPDX-License-Identifier: Apache-2.0

#include "reach.h"

#include "command.h"
#include "cores.h"
#include "option_kind.h"
#include "policy.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAITING = 2 }; // the most that a report keeps waiting: lists, in a temporary file each

struct reach {
    struct qg_command_call *call;
    struct qg_sandbox box;
    uint32_t operands; // met so far
    bool modules;      // code may be loaded
};

// ---- folders ----

// The part of the path that names the folder, with its slash; 0: the current one.
static size_t folder_length(const char *path) {
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    while (len > 0 && path[len - 1] != '/')
        len--;
    return len;
}

// Allows the folder that holds the path.
static void allow_folder_of(struct reach *r, const char *path, unsigned use) {
    struct qg_text folder = {0};
    size_t len = folder_length(path);
    qg_text_add(&folder, len > 0 ? (struct qg_str){path, len} : QG_STR("."));
    if (!folder.failed)
        qg_sandbox_allow(&r->box, folder.at, use);
    qg_text_free(&folder);
}

// A file that is there is replaced where it lies, behind all links.
static void allow_replacing(struct reach *r, const char *path) {
    char *target = realpath(path, NULL);
    if (target != NULL)
        allow_folder_of(r, target, QG_SANDBOX_WRITE);
    free(target);
}

static void allow_output(struct reach *r, const char *path) {
    struct stat about;
    size_t len = strlen(path);
    if (stat(path, &about) != 0)
        allow_folder_of(r, path,
                        len > 0 && path[len - 1] == '/' ? QG_SANDBOX_WRITE | QG_SANDBOX_GROW
                                                        : QG_SANDBOX_WRITE);
    else if (S_ISREG(about.st_mode))
        allow_replacing(r, path);
    else
        qg_sandbox_allow(&r->box, path, QG_SANDBOX_WRITE);
}

// What `use` finds beside a policy: the other policies of its folder, but none that a link in it
// leads to elsewhere.
static void allow_beside(struct reach *r, const char *path) {
    struct dirent **entries = NULL;
    struct qg_text beside = {0};
    size_t len = folder_length(path);
    qg_text_add(&beside, len > 0 ? (struct qg_str){path, len} : QG_STR("./"));
    int count = beside.failed ? 0 : qg_policy_list_folder(beside.at, &entries);
    for (int i = 0; i < count; i++) {
        struct stat about;
        beside.len = len > 0 ? len : 2;
        qg_text_addz(&beside, entries[i]->d_name);
        if (!beside.failed && lstat(beside.at, &about) == 0 && S_ISREG(about.st_mode))
            qg_sandbox_allow(&r->box, beside.at, QG_SANDBOX_READ);
        free(entries[i]);
    }
    free(entries);
    qg_text_free(&beside);
}

// What the help calls a `PATH` is a policy.
static void allow_input(struct reach *r, const char *what, const char *path) {
    struct stat about;
    qg_sandbox_allow(&r->box, path, QG_SANDBOX_READ);
    if (what != NULL && strcmp(what, "PATH") == 0 && stat(path, &about) == 0 &&
        !S_ISDIR(about.st_mode))
        allow_beside(r, path);
}

// ---- what modules need ----

static void allow_below(struct reach *r, const char *folder, const char *path) {
    struct qg_text whole = {0};
    qg_text_printf(&whole, "%s%s", folder, path);
    if (!whole.failed)
        qg_sandbox_allow(&r->box, whole.at, QG_SANDBOX_READ);
    qg_text_free(&whole);
}

// The modules lie where this program does.
static void allow_own_modules(struct reach *r) {
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    while (len > 0 && path[len - 1] != '/')
        len--;
    if (len <= 0)
        return;
    path[len] = '\0';
    allow_below(r, path, "modules");
    allow_below(r, path, "../lib");
}

static void allow_modules(struct reach *r) {
    static const char *const places[] = {
        "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/var/cache/fontconfig"};
    // Below what the environment names, where fontconfig looks.
    static const struct {
        const char *variable, *path;
    } own[] = {{"HOME", "/.fonts"},
               {"HOME", "/.local/share/fonts"},
               {"HOME", "/.config/fontconfig"},
               {"HOME", "/.cache/fontconfig"},
               {"XDG_DATA_HOME", "/fonts"},
               {"XDG_CONFIG_HOME", "/fontconfig"},
               {"XDG_CACHE_HOME", "/fontconfig"},
               {"FONTCONFIG_PATH", ""},
               {"FONTCONFIG_FILE", ""}};
    if (r->modules)
        return;
    r->modules = true;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        qg_sandbox_allow(&r->box, places[i], QG_SANDBOX_READ);
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (getenv(own[i].variable) != NULL)
            allow_below(r, getenv(own[i].variable), own[i].path);
    allow_own_modules(r);
}

// ---- the words ----

static void allow_operand(struct reach *r, const char *word) {
    const struct qg_command *command = r->call->command;
    unsigned use = command->reach != NULL ? command->reach(r->call->args, r->operands)
                                          : (unsigned)QG_REACH_READ;
    r->operands++;
    if ((use & QG_REACH_READ) != 0)
        allow_input(r, command->operand, word);
    if ((use & QG_REACH_REPLACE) != 0)
        allow_output(r, word);
    if ((use & QG_REACH_FOLLOW) != 0)
        allow_folder_of(r, word, QG_SANDBOX_READ);
}

static void allow_report(struct reach *r, const char *word) {
    const char *file = strchr(word, '=');
    qg_spares_open(&r->call->spares, WAITING);
    if (file != NULL)
        allow_output(r, file + 1);
    if (strncmp(word, "act-pdf", strlen("act-pdf")) == 0)
        allow_modules(r);
}

// Every command calls `--output` where its result goes, and `--map` what is read by way of
// encodings.
static void allow_option(struct reach *r, int at, const char *value) {
    const struct qg_command_line *line = r->call->line;
    const struct qg_option *option = &line->options[at];
    enum qg_option_kind kind;
    (void)qg_option_kind(option, &kind);
    if (value == NULL)
        return;
    if (qg_option_keeps_operands(line, at))
        allow_operand(r, value);
    else if (kind == QG_OPTION_REPORT)
        allow_report(r, value);
    else if (kind == QG_OPTION_PATH && strcmp(option->name, "output") == 0)
        allow_output(r, value);
    else if (kind == QG_OPTION_PATH)
        allow_input(r, option->value, value);
    if (strcmp(option->name, "map") == 0)
        allow_modules(r);
}

static void allow_words(struct reach *r, int argc, char **argv) {
    struct qg_options o = {.argc = argc, .argv = argv, .table = r->call->line->options};
    struct qg_text problem = {0}; // there is none: the words were read before
    int at;
    while ((at = qg_options_next(&o, &problem)) >= QG_OPTION_OPERAND) {
        if (at == QG_OPTION_OPERAND)
            allow_operand(r, o.value);
        else
            allow_option(r, at, o.value);
    }
    qg_text_free(&problem);
    if (r->operands == 0 && r->call->command->no_operand != NULL)
        allow_operand(r, r->call->command->no_operand);
}

void qg_reach_confine(struct qg_command_call *call, int argc, char **argv) {
    struct reach r = {.call = call};
    qg_sandbox_init(&r.box);
    allow_words(&r, argc, argv);
    qg_sandbox_allow(&r.box, "/sys/devices/system/cpu", QG_SANDBOX_READ); // how many there are
    qg_sandbox_allow(&r.box, QG_CORES_QUOTA, QG_SANDBOX_READ);            // how many we may have
    call->confinement = qg_sandbox_enter(&r.box, r.modules);
}
