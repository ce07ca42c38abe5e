// SPDX-License-Identifier: Apache-2.0

// O_PATH and the numbers of system calls are Linux's own.
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): the C library asks for this one

#include "sandbox.h"

#include "sandbox_calls.h"
#include "sandbox_files.h"
#include "sanitized.h"

#include <limits.h>

#if defined __linux__ && !defined QG_SANITIZED

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// What the kernel has; 0: none.
static int abi_of_kernel(void) {
    long abi =
        syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi > 0 ? (int)abi : 0;
}

void qg_sandbox_init_as(struct qg_sandbox *box, int abi) {
    struct qg_landlock_given_up all;
    int known = abi_of_kernel();
    *box = (struct qg_sandbox){.rules = -1};
    if (known < abi)
        abi = known;
    if (abi < 1)
        return;
    size_t shown = qg_landlock_give_up(&all, abi);
    box->rules = (int)syscall(SYS_landlock_create_ruleset, &all, shown, 0U);
    box->abi = box->rules >= 0 ? abi : 0;
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
            .allowed_access = qg_landlock_keep(S_ISDIR(about.st_mode), use), .parent_fd = fd};
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

void qg_sandbox_init_as(struct qg_sandbox *box, int abi) {
    (void)abi;
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

void qg_sandbox_init(struct qg_sandbox *box) {
    qg_sandbox_init_as(box, INT_MAX);
}
