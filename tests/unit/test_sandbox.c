// SPDX-License-Identifier: Apache-2.0
//
// What is given up cannot be had back, so each case is tried in a child of its own, which tells by
// its exit status what it came to. Where the kernel (or the build) has a layer not, its cases are
// skipped; that the rest goes on without it is tested by leaving it out.

#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): memfd_create, SYS_…

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outfile.h"
#include "sandbox.h"
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// How a child ends.
enum { HELD, BROKE, NO_LAYER };

struct folder {
    struct scratch scratch;
    char input[SCRATCH_PATH], secret[SCRATCH_PATH], output[SCRATCH_PATH];
    char made[SCRATCH_PATH]; // in the folder of outputs
    pid_t bystander;         // of one case
};

static int set_up(void **state) {
    struct folder *f = calloc(1, sizeof *f);
    assert_non_null(f);
    assert_int_equal(scratch_make(&f->scratch), 0);
    scratch_path(&f->scratch, "input", f->input);
    scratch_path(&f->scratch, "secret", f->secret);
    scratch_path(&f->scratch, "out", f->output);
    scratch_path(&f->scratch, "out/made", f->made);
    scratch_write(f->input, QG_STR("1"));
    scratch_write(f->secret, QG_STR("2"));
    assert_int_equal(mkdir(f->output, 0777), 0);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct folder *f = *state;
    (void)unlink(f->made);
    (void)unlink(f->input);
    (void)unlink(f->secret);
    (void)rmdir(f->output);
    assert_int_equal(scratch_remove(&f->scratch), 0);
    free(f);
    return 0;
}

// Runs a case in a child; its exit status, or what it was killed by, negative.
static int in_child(int (*what)(const struct folder *f), const struct folder *f) {
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(what(f));
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void expect_held(int (*what)(const struct folder *f), void **state) {
    int came_to = in_child(what, *state);
    if (came_to == NO_LAYER)
        skip();
    assert_int_equal(came_to, HELD);
}

// The input may be read, and results go to the folder beside it.
static struct qg_confinement confine(const struct folder *f) {
    struct qg_sandbox box;
    qg_sandbox_init(&box);
    qg_sandbox_allow(&box, f->input, QG_SANDBOX_READ);
    qg_sandbox_allow(&box, f->output, QG_SANDBOX_WRITE);
    qg_sandbox_allow(&box, "/no/such/file", QG_SANDBOX_READ);
    return qg_sandbox_enter(&box, false);
}

static bool is_refused(int fd) {
    bool refused = fd < 0 && errno == EACCES;
    if (fd >= 0)
        (void)close(fd);
    return refused;
}

// ---- files ----

static int read_input(const struct folder *f) {
    char c = 0;
    (void)confine(f);
    int fd = open(f->input, O_RDONLY | O_CLOEXEC);
    return fd >= 0 && read(fd, &c, 1) == 1 && c == '1' ? HELD : BROKE;
}

static void what_is_named_can_be_read(void **state) {
    expect_held(read_input, state);
}

static int read_secret(const struct folder *f) {
    if (confine(f).files == 0)
        return NO_LAYER;
    return is_refused(open(f->secret, O_RDONLY | O_CLOEXEC)) &&
                   is_refused(open("/etc/passwd", O_RDONLY | O_CLOEXEC)) &&
                   is_refused(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
               ? HELD
               : BROKE;
}

static void no_other_file_can_be_read(void **state) {
    expect_held(read_secret, state);
}

static int write_input(const struct folder *f) {
    if (confine(f).files == 0)
        return NO_LAYER;
    return is_refused(open(f->input, O_WRONLY | O_CLOEXEC)) && unlink(f->secret) != 0 &&
                   is_refused(open("/tmp/qagida-sandbox-new", O_CREAT | O_WRONLY | O_CLOEXEC, 0600))
               ? HELD
               : BROKE;
}

static void inputs_and_other_folders_cannot_be_written(void **state) {
    expect_held(write_input, state);
}

static int write_output(const struct folder *f) {
    struct qg_outfile file;
    for (int i = 0; i < 2; i++) { // once anew, and once in its own place
        enum qg_fault fault = qg_outfile_open(&file, f->made);
        if (fault == QG_OK)
            fault = qg_outfile_write(&file, QG_STR("whole"));
        if (fault == QG_OK)
            fault = qg_outfile_close(&file);
        qg_outfile_free(&file);
        if (fault != QG_OK)
            return BROKE;
    }
    return HELD;
}

static void a_result_is_written_whole_into_its_folder(void **state) {
    expect_held(write_output, state);
}

static bool goes_wrong(int result) {
    return result != 0 && (errno == EACCES || errno == EXDEV || errno == ENOSYS);
}

// Where results go, more may be done than where inputs lie.
static int bring_into_reach(const struct folder *f) {
    const char *there = f->made;
    char out[SCRATCH_PATH];
    if (confine(f).files == 0)
        return NO_LAYER;
    scratch_path(&f->scratch, "new", out);
    return goes_wrong(link(f->secret, there)) && goes_wrong(rename(f->secret, there)) &&
                   goes_wrong(symlink(f->secret, there)) && goes_wrong(mkdir(there, 0777)) &&
                   goes_wrong(link(f->input, out)) && goes_wrong(rename(f->output, out))
               ? HELD
               : BROKE;
}

static void no_file_can_be_brought_into_reach(void **state) {
    expect_held(bring_into_reach, state);
}

static int open_for_more(const struct folder *f) {
    char again[64];
    if (confine(f).files == 0)
        return NO_LAYER;
    int fd = open(f->input, O_RDONLY | O_CLOEXEC);
    (void)snprintf(again, sizeof again, "/proc/self/fd/%d", fd);
    return fd >= 0 && is_refused(open(again, O_RDWR | O_CLOEXEC)) &&
                   is_refused(open("/proc/self/mem", O_RDWR | O_CLOEXEC)) &&
                   is_refused(open("/proc/self/environ", O_RDONLY | O_CLOEXEC))
               ? HELD
               : BROKE;
}

static void what_is_open_cannot_be_opened_for_more(void **state) {
    expect_held(open_for_more, state);
}

// Every version of Landlock that the kernel knows, from the one that knows least.
static int serve_as(const struct folder *f, int abi) {
    struct qg_sandbox box;
    struct qg_outfile file;
    qg_sandbox_init_as(&box, abi);
    qg_sandbox_allow(&box, f->input, QG_SANDBOX_READ);
    qg_sandbox_allow(&box, f->output, QG_SANDBOX_WRITE);
    if (qg_sandbox_enter(&box, false).files != abi)
        return NO_LAYER;
    bool written = qg_outfile_open(&file, f->made) == QG_OK && qg_outfile_close(&file) == QG_OK;
    qg_outfile_free(&file);
    int fd = open(f->input, O_RDONLY | O_CLOEXEC);
    return written && fd >= 0 && is_refused(open(f->secret, O_RDONLY | O_CLOEXEC)) ? HELD : BROKE;
}

static void every_version_of_landlock_serves(void **state) {
    const struct folder *f = *state;
    int status, abi = 1, came_to = HELD;
    for (; came_to == HELD; abi++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            _exit(serve_as(f, abi));
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        came_to = WEXITSTATUS(status);
        assert_int_not_equal(came_to, BROKE);
    }
    if (abi == 2)
        skip();
}

// ---- calls ----

static int connect_out(const struct folder *f) {
    if (!confine(f).calls)
        return NO_LAYER;
    static const int families[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};
    int pair[2];
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (socket(families[i], SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0)
            return BROKE;
    return socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0 ? HELD : BROKE;
}

static void no_socket_can_be_made(void **state) {
    expect_held(connect_out, state);
}

static int start_program(const struct folder *f) {
    char *const argv[] = {"true", NULL}, *const none[] = {NULL};
    if (!confine(f).calls)
        return NO_LAYER;
    (void)execve("/bin/true", argv, none);
    return errno == ENOSYS ? HELD : BROKE;
}

static void no_program_can_be_started(void **state) {
    expect_held(start_program, state);
}

static int start_process(const struct folder *f) {
    if (!confine(f).calls)
        return NO_LAYER;
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return child < 0 && kill(getppid(), 0) != 0 && kill(getpid(), 0) != 0 ? HELD : BROKE;
}

static void no_process_can_be_started_or_signalled(void **state) {
    expect_held(start_process, state);
}

// As on a kernel without Landlock, which knows of signals, too.
static bool filter_calls(void) {
    struct qg_sandbox box;
    qg_sandbox_init_as(&box, 0);
    return qg_sandbox_enter(&box, false).calls;
}

static int end_bystander(const struct folder *f) {
    long other = f->bystander;
    int ends[2];
    if (pipe(ends) != 0 || !filter_calls())
        return NO_LAYER;
    return syscall(SYS_tgkill, other, other, (long)SIGABRT) != 0 &&
                   kill(f->bystander, SIGKILL) != 0 &&
                   fcntl(ends[0], F_SETOWN, f->bystander) != 0 &&
                   fcntl(ends[0], F_SETSIG, SIGKILL) != 0 &&
                   fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0
               ? HELD
               : BROKE;
}

// One of the same user, which any signal would end.
static void no_other_process_can_be_ended(void **state) {
    struct folder *f = *state;
    f->bystander = fork();
    assert_true(f->bystander >= 0);
    while (f->bystander == 0)
        (void)pause();
    int came_to = in_child(end_bystander, f);
    pid_t ended = waitpid(f->bystander, NULL, WNOHANG);
    (void)kill(f->bystander, SIGKILL);
    if (ended == 0)
        (void)waitpid(f->bystander, NULL, 0);
    if (came_to == NO_LAYER)
        skip();
    assert_int_equal(came_to, HELD);
    assert_int_equal(ended, 0);
}

static int empty_input(const struct folder *f) {
    struct stat about;
    if (!filter_calls())
        return NO_LAYER;
    return open(f->input, O_RDONLY | O_TRUNC | O_CLOEXEC) < 0 && truncate(f->input, 0) != 0 &&
                   stat(f->input, &about) == 0 && about.st_size == 1
               ? HELD
               : BROKE;
}

static void no_file_can_be_emptied(void **state) {
    expect_held(empty_input, state);
}

static int make_code(const struct folder *f) {
    if (!confine(f).calls)
        return NO_LAYER;
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    void *code =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED && code == MAP_FAILED && mprotect(page, 4096, PROT_EXEC) != 0 &&
                   memfd_create("code", 0) < 0
               ? HELD
               : BROKE;
}

static void no_data_can_become_code(void **state) {
    expect_held(make_code, state);
}

static void *note(void *flag) {
    *(int *)flag = 1;
    return NULL;
}

static int start_thread(const struct folder *f) {
    pthread_t thread;
    int ran = 0;
    (void)confine(f);
    if (pthread_create(&thread, NULL, note, &ran) != 0 || pthread_join(thread, NULL) != 0)
        return BROKE;
    return ran == 1 ? HELD : BROKE;
}

static void threads_can_be_started(void **state) {
    expect_held(start_thread, state);
}

static int give_up(const struct folder *f) {
    (void)confine(f);
    abort();
}

static void a_process_can_give_up(void **state) {
    assert_int_equal(in_child(give_up, *state), -SIGABRT);
}

// ---- one layer alone ----

static int without_files(const struct folder *f) {
    struct qg_sandbox box;
    qg_sandbox_init(&box);
    qg_sandbox_abandon(&box); // as on a kernel without Landlock
    qg_sandbox_allow(&box, f->input, QG_SANDBOX_READ);
    struct qg_confinement in_force = qg_sandbox_enter(&box, false);
    if (!in_force.calls)
        return NO_LAYER;
    int fd = open(f->secret, O_RDONLY | O_CLOEXEC);
    return in_force.files == 0 && fd >= 0 && socket(AF_INET, SOCK_STREAM, 0) < 0 ? HELD : BROKE;
}

static void without_landlock_only_that_layer_is_lost(void **state) {
    expect_held(without_files, state);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_is_named_can_be_read),
        TEST(no_other_file_can_be_read),
        TEST(inputs_and_other_folders_cannot_be_written),
        TEST(a_result_is_written_whole_into_its_folder),
        TEST(no_file_can_be_brought_into_reach),
        TEST(what_is_open_cannot_be_opened_for_more),
        TEST(every_version_of_landlock_serves),
        TEST(no_socket_can_be_made),
        TEST(no_program_can_be_started),
        TEST(no_process_can_be_started_or_signalled),
        TEST(no_other_process_can_be_ended),
        TEST(no_file_can_be_emptied),
        TEST(no_data_can_become_code),
        TEST(threads_can_be_started),
        TEST(a_process_can_give_up),
        TEST(without_landlock_only_that_layer_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
