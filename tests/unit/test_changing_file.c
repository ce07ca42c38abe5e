// SPDX-License-Identifier: Apache-2.0
//
// Files that somebody writes to while they are read: what was lost is told, what was added is read
// as far as the end that was met. Each carrier's text is several times what one read brings, and so
// is a file that is read as a whole.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit.h"
#include "baseline.h"
#include "policy_text.h"
#include "readfile.h"
#include "scratch.h"
#include "source_file.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { RECORDS = 12000, KEPT_BYTES = 200000 };

struct carrier {
    const char *before, *between, *after;
};

static const struct carrier carriers[] = {
    {"", "\n", "\n"}, {"[", ",\n", "]\n"}, {"{\"export\":{},\"records\":[", ",", "]}\n"}};

// A file that changes, once, when the first record was read.
struct scene {
    const struct qg_policy *policy;
    char path[SCRATCH_PATH];
    int fd;
    bool changed;
    off_t length;          // that it is cut to; negative: it is not cut
    const char *more;      // that is added; NULL: nothing
    struct qg_text notes;  // of the audit
    struct qg_tally tally; //
};

static void write_text(int fd, struct qg_str text) {
    assert_int_equal(write(fd, text.at, text.len), (ssize_t)text.len);
}

static void write_records(const struct scene *scene, const struct carrier *carrier) {
    struct qg_text text = {0};
    qg_text_addz(&text, carrier->before);
    for (int i = 0; i < RECORDS; i++)
        qg_text_printf(&text, "%s{\"record\":\"dossier\",\"id\":\"D-%d\",\"signed\":true}",
                       i > 0 ? carrier->between : "", i);
    qg_text_addz(&text, carrier->after);
    assert_true(text.len > 2 * (size_t)KEPT_BYTES);
    write_text(scene->fd, qg_text_str(&text));
    qg_text_free(&text);
}

static void change(void *user, uint64_t bytes) {
    struct scene *scene = user;
    (void)bytes;
    if (scene->changed)
        return;
    scene->changed = true;
    if (scene->length >= 0)
        assert_int_equal(ftruncate(scene->fd, scene->length), 0);
    if (scene->more != NULL)
        write_text(scene->fd, qg_str_of(scene->more));
}

static void note(void *user, struct qg_str line) {
    qg_text_add(user, line);
}

static enum qg_conclusion audit(struct scene *scene, struct qg_session *session) {
    struct qg_audit audit;
    struct qg_outputs outputs;
    struct qg_stream nowhere = {.fd = -1};
    const struct qg_audit_options options = {.run = {.languages = {true}},
                                             .reader = {.seed = 11},
                                             .version = "0",
                                             .jobs = 1,
                                             .read = change,
                                             .read_user = scene};
    qg_outputs_init(&outputs, &nowhere);
    assert_int_equal(qg_audit_init(&audit, session, &outputs, &options,
                                   (struct qg_audit_notes){&scene->notes, note}),
                     QG_OK);
    assert_int_equal(qg_audit_file(&audit, scene->path), QG_OK);
    assert_int_equal(qg_audit_end(&audit), QG_OK);
    enum qg_conclusion conclusion = qg_audit_conclusion(&audit, QG_FAIL_ON_VIOLATED);
    scene->tally = audit.run.tally;
    qg_audit_free(&audit);
    qg_outputs_free(&outputs);
    return conclusion;
}

static enum qg_conclusion play(struct scene *scene, const struct carrier *carrier) {
    struct qg_session session;
    struct qg_text problem = {0};
    scene->fd = scratch_file(scene->path);
    write_records(scene, carrier);
    assert_int_equal(qg_session_init(&session, scene->policy->program, NULL), QG_OK);
    assert_true(qg_session_settle(&session, &problem));
    enum qg_conclusion conclusion = audit(scene, &session);
    qg_session_free(&session);
    close(scene->fd);
    unlink(scene->path);
    return conclusion;
}

static void expect_loss(struct scene *scene) {
    assert_int_equal(scene->tally.unreadable, 0); // a record that was cut is not blamed
    assert_true(scene->tally.records < RECORDS);
    assert_non_null(strstr(scene->notes.at, ": became shorter while it was read"));
    qg_text_free(&scene->notes);
}

static void a_file_that_becomes_shorter_is_a_fault_in_every_carrier(void **state) {
    for (size_t i = 0; i < sizeof carriers / sizeof carriers[0]; i++) {
        struct scene cut = {*state, .length = KEPT_BYTES}, emptied = {*state, .length = 0};
        assert_int_equal(play(&cut, &carriers[i]), QG_CONCLUSION_INCOMPLETE);
        expect_loss(&cut);
        assert_int_equal(play(&emptied, &carriers[i]), QG_CONCLUSION_INCOMPLETE);
        expect_loss(&emptied);
    }
}

static void a_file_that_grows_is_read_to_the_end_that_was_met(void **state) {
    struct scene grows = {*state, .length = -1,
                          .more = "{\"record\":\"dossier\",\"id\":\"X\",\"signed\":false}\n"};
    assert_int_equal(play(&grows, &carriers[0]), QG_CONCLUSION_FINDINGS);
    assert_int_equal(grows.tally.records, RECORDS + 1);
    assert_int_equal(grows.notes.len, 0);
}

// Behind the end of an array or an envelope there may be nothing, however late it came.
static void what_grows_behind_its_end_is_told(void **state) {
    for (size_t i = 1; i < sizeof carriers / sizeof carriers[0]; i++) {
        struct scene grows = {*state, .length = -1, .more = "{\"record\":\"dossier\"}"};
        assert_int_equal(play(&grows, &carriers[i]), QG_CONCLUSION_INCOMPLETE);
        assert_int_equal(grows.tally.records, RECORDS);
        assert_int_equal(grows.tally.unreadable, 1);
    }
}

// ---- files that are read as a whole ----

static int cut_when_read = -1; // descriptor of a file that is emptied before its second read
static int reads;

ssize_t read(int fd, void *buf, size_t nbytes) {
    if (cut_when_read >= 0 && ++reads == 2)
        assert_int_equal(ftruncate(cut_when_read, 0), 0);
    return readv(fd, &(struct iovec){buf, nbytes}, 1);
}

static void read_policy(const char *path, struct qg_text *problem) {
    struct qg_policy policy;
    qg_policy_init(&policy);
    assert_int_equal(qg_policy_add_path(&policy, path, problem), QG_FAULT_READ);
    qg_policy_free(&policy);
}

static void read_table(const char *path, struct qg_text *problem) {
    struct qg_opened file;
    struct qg_reading_notes notes = {.problem = problem};
    assert_int_equal(qg_opened_read(&file, path, &notes), QG_FAULT_READ);
    qg_opened_free(&file);
}

static void read_baseline(const char *path, struct qg_text *problem) {
    struct qg_baseline baseline;
    qg_baseline_init(&baseline, 7, NULL);
    assert_int_equal(qg_baseline_read(&baseline, path, problem), QG_FAULT_READ);
    qg_baseline_free(&baseline);
}

// What is said of a file that is emptied as soon as some of it was read.
static void expect_words(void (*reader)(const char *path, struct qg_text *problem),
                         const char *before) {
    static const char zeros[KEPT_BYTES];
    char path[SCRATCH_PATH];
    struct qg_text problem = {0}, expected = {0};
    cut_when_read = scratch_file(path);
    reads = 0;
    write_text(cut_when_read, (struct qg_str){zeros, sizeof zeros});
    reader(path, &problem);
    qg_text_printf(&expected, "%s%s: became shorter while it was read", before, path);
    assert_string_equal(problem.at, expected.at);
    close(cut_when_read);
    cut_when_read = -1;
    unlink(path);
    qg_text_free(&problem);
    qg_text_free(&expected);
}

static void whoever_reads_a_whole_file_says_that_it_became_shorter(void **state) {
    (void)state;
    expect_words(read_policy, "");
    expect_words(read_table, "");
    expect_words(read_baseline, "cannot read ");
}

static void a_whole_file_that_became_shorter_is_no_text(void **state) {
    (void)state;
    char path[SCRATCH_PATH];
    int fd = scratch_file(path);
    write_text(fd, QG_STR("abc"));
    assert_int_equal(qg_readfile_length(fd), 3);
    assert_true(qg_readfile_is_whole(fd, 3));
    assert_false(qg_readfile_is_whole(fd, 4));
    assert_string_equal(qg_readfile_reason(errno), "became shorter while it was read");
    close(fd);
    unlink(path);
}

static void other_reasons_are_the_systems(void **state) {
    (void)state;
    assert_string_equal(qg_readfile_reason(EIO), strerror(EIO));
    assert_string_equal(qg_readfile_reason(0), "cannot be read"); // by what is no file
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_becomes_shorter_is_a_fault_in_every_carrier),
        cmocka_unit_test(a_file_that_grows_is_read_to_the_end_that_was_met),
        cmocka_unit_test(what_grows_behind_its_end_is_told),
        cmocka_unit_test(whoever_reads_a_whole_file_says_that_it_became_shorter),
        cmocka_unit_test(a_whole_file_that_became_shorter_is_no_text),
        cmocka_unit_test(other_reasons_are_the_systems),
    };
    return cmocka_run_group_tests(tests, policy_of_signatures_set_up,
                                  policy_of_signatures_tear_down);
}
