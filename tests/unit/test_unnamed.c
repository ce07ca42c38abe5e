// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outfile.h"
#include "scratch.h"
#include "text.h"
#include "unnamed.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// What a file system or a machine can lack, and the moment at which the process is killed. The
// calls below stand before those of the C library.
static bool no_nameless_files, no_proc, killed_on_the_way;

enum { NAMELESS = 020000000 }; // O_TMPFILE without the O_DIRECTORY in it

int open(const char *path, int flags, ...) {
    va_list args;
    va_start(args, flags);
    unsigned mode = (flags & (O_CREAT | NAMELESS)) != 0 ? va_arg(args, unsigned) : 0;
    va_end(args);
    if (no_nameless_files && (flags & NAMELESS) != 0) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags) {
    if (no_proc) {
        errno = ENOENT;
        return -1;
    }
    return (int)syscall(SYS_linkat, from_fd, from, to_fd, to, flags);
}

int rename(const char *from, const char *to) {
    if (killed_on_the_way)
        raise(SIGTERM); // is held back until it is done
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static int set_up(void **state) {
    no_nameless_files = no_proc = killed_on_the_way = false;
    return scratch_set_up(state);
}

static void a_file_on_its_way_is_in_no_folder(void **state) {
    struct scratch *place = *state;
    for (int lacking = 0; lacking < 2; lacking++) {
        no_nameless_files = lacking != 0;
        int fd = qg_unnamed_open(place->target);
        assert_true(fd >= 0);
        assert_int_equal(scratch_count(place), 0);
        close(fd);
    }
}

static void assert_replaces(const struct scratch *place) {
    assert_int_equal(scratch_put(place->target, "old"), QG_OK);
    assert_int_equal(chmod(place->target, 0640), 0);
    assert_int_equal(scratch_put(place->target, "new"), QG_OK);
    assert_file_holds(place->target, "new");
    struct stat status;
    assert_int_equal(stat(place->target, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(scratch_count(place), 1);
}

static void where_there_are_no_nameless_files_it_is_copied(void **state) {
    no_nameless_files = true;
    assert_replaces(*state);
}

static void without_a_list_of_open_files_it_is_copied(void **state) {
    no_proc = true;
    assert_replaces(*state);
}

static void more_than_one_piece_is_copied(void **state) {
    struct scratch *place = *state;
    struct qg_text large = {0};
    no_nameless_files = true;
    qg_text_fill(&large, 'x', 200001);
    assert_int_equal(scratch_put(place->target, large.at), QG_OK);
    assert_file_holds(place->target, large.at);
    qg_text_free(&large);
}

// A process that is killed in the middle of its output; how it ended.
static int kill_writer(const char *target, int signal_number) {
    pid_t child = fork();
    if (child == 0) {
        struct qg_outfile file;
        struct qg_text large = {0};
        qg_text_fill(&large, 'x', 200000);
        qg_outfile_open(&file, target);
        qg_outfile_write(&file, qg_text_str(&large));
        raise(signal_number);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void who_is_killed_leaves_no_trace(void **state) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGKILL};
    struct scratch *place = *state;
    assert_int_equal(scratch_put(place->target, "old"), QG_OK);
    for (size_t i = 0; i < 2 * sizeof signals / sizeof signals[0]; i++) {
        no_nameless_files = i % 2 != 0;
        int status = kill_writer(place->target, signals[i / 2]);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i / 2]);
        assert_int_equal(scratch_count(place), 1);
        assert_file_holds(place->target, "old");
    }
}

// While it has a name that is not the target's, signals wait.
static void a_signal_between_the_names_comes_after_them(void **state) {
    struct scratch *place = *state;
    pid_t child = fork();
    if (child == 0) {
        killed_on_the_way = true;
        (void)scratch_put(place->target, "whole");
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
    assert_file_holds(place->target, "whole");
    assert_int_equal(scratch_count(place), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_on_its_way_is_in_no_folder, set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(where_there_are_no_nameless_files_it_is_copied, set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(without_a_list_of_open_files_it_is_copied, set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(more_than_one_piece_is_copied, set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(who_is_killed_leaves_no_trace, set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(a_signal_between_the_names_comes_after_them, set_up,
                                        scratch_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
