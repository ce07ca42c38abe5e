// SPDX-License-Identifier: Apache-2.0

// O_PATH and the numbers of system calls are Linux's own.
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): the C library asks for this one

#include "sandbox.h"

#include "sandbox_calls.h"
#include "sanitized.h"

#if defined __linux__ && !defined QG_SANITIZED

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// The first version in which a file can be given a name in another folder than its own, as files
// that are made without one are.
enum { ABI_LEAST = 2 };

// What newer kernels know than the headers that this is built with.
enum {
    RIGHTS_1 = (1 << 13) - 1, // everything of version 1
    RIGHT_REFER = 1 << 13,    // since 2
    RIGHT_TRUNCATE = 1 << 14, // since 3
    RIGHT_DEVICE = 1 << 15    // since 5
};

enum {
    READ_OF_FILE = LANDLOCK_ACCESS_FS_READ_FILE,
    READ_OF_FOLDER = READ_OF_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    WRITE_OF_FILE = LANDLOCK_ACCESS_FS_WRITE_FILE,
    // A file on its way has no name and is read back where it cannot be given one.
    WRITE_OF_FOLDER = WRITE_OF_FILE | READ_OF_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                      LANDLOCK_ACCESS_FS_REMOVE_FILE | RIGHT_REFER
};

// As version 6 of struct landlock_ruleset_attr; an older kernel is shown its beginning.
struct ruleset {
    uint64_t files, network, scopes;
};

static uint64_t rights_of(int abi) {
    uint64_t rights = RIGHTS_1 | RIGHT_REFER;
    if (abi >= 3)
        rights |= RIGHT_TRUNCATE;
    if (abi >= 5)
        rights |= RIGHT_DEVICE;
    return rights;
}

static size_t size_of(int abi) {
    return sizeof(uint64_t) * (abi >= 6 ? 3 : abi >= 4 ? 2 : 1);
}

void qg_sandbox_init(struct qg_sandbox *box) {
    long abi =
        syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
    *box = (struct qg_sandbox){.rules = -1};
    if (abi < ABI_LEAST)
        return;
    // Of the network: to listen and to connect. Of scopes: sockets without a file, and signals.
    const struct ruleset all = {.files = rights_of((int)abi), .network = 3, .scopes = 3};
    box->rules = (int)syscall(SYS_landlock_create_ruleset, &all, size_of((int)abi), 0U);
    box->abi = box->rules >= 0 ? (int)abi : 0;
}

static uint64_t rights_to(bool folder, unsigned use) {
    uint64_t rights = 0;
    if ((use & QG_SANDBOX_READ) != 0)
        rights |= folder ? READ_OF_FOLDER : READ_OF_FILE;
    if ((use & QG_SANDBOX_WRITE) != 0)
        rights |= folder ? WRITE_OF_FOLDER : WRITE_OF_FILE;
    if (folder && (use & QG_SANDBOX_GROW) != 0)
        rights |= LANDLOCK_ACCESS_FS_MAKE_DIR;
    return rights;
}

// What is interrupted is tried again, lest the file be shut out.
static int open_place(const char *path) {
    int fd;
    do
        fd = open(path, O_PATH | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    return fd;
}

void qg_sandbox_allow(struct qg_sandbox *box, const char *path, unsigned use) {
    struct stat about;
    if (box->rules < 0)
        return;
    int fd = open_place(path);
    if (fd < 0)
        return;
    if (fstat(fd, &about) == 0) {
        const struct landlock_path_beneath_attr rule = {
            .allowed_access = rights_to(S_ISDIR(about.st_mode), use), .parent_fd = fd};
        // Refused for what lies in no folder, as a pipe does, which is not confined either.
        (void)syscall(SYS_landlock_add_rule, box->rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0U);
    }
    (void)close(fd);
}

struct qg_confinement qg_sandbox_enter(struct qg_sandbox *box, bool modules) {
    struct qg_confinement in_force = {0};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) == 0) {
        if (box->rules >= 0 && syscall(SYS_landlock_restrict_self, box->rules, 0U) == 0)
            in_force.files = box->abi;
        in_force.calls = qg_sandbox_filter_calls(modules);
    }
    qg_sandbox_abandon(box);
    return in_force;
}

void qg_sandbox_abandon(struct qg_sandbox *box) {
    if (box->rules >= 0)
        (void)close(box->rules);
    box->rules = -1;
}

#else

void qg_sandbox_init(struct qg_sandbox *box) {
    *box = (struct qg_sandbox){.rules = -1};
}

void qg_sandbox_allow(struct qg_sandbox *box, const char *path, unsigned use) {
    (void)box;
    (void)path;
    (void)use;
}

struct qg_confinement qg_sandbox_enter(struct qg_sandbox *box, bool modules) {
    (void)box;
    (void)modules;
    return (struct qg_confinement){0};
}

void qg_sandbox_abandon(struct qg_sandbox *box) {
    (void)box;
}

#endif
