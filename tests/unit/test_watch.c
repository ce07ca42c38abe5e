// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scratch.h"
#include "watch.h"

#include <stdio.h>
#include <unistd.h>

// A folder with one file of it watched.
struct place {
    struct scratch scratch;
    char file[SCRATCH_PATH], other[SCRATCH_PATH];
    struct qg_watch watch;
};

static void put(const char *path, const char *text) {
    scratch_write(path, qg_str_of(text));
}

static void take_away(const char *path) {
    assert_true(path != NULL && unlink(path) == 0);
}

static int set_up(void **state) {
    static struct place place;
    place = (struct place){0};
    *state = &place;
    if (scratch_make(&place.scratch) != 0)
        return -1;
    scratch_path(&place.scratch, "a.qagida", place.file);
    scratch_path(&place.scratch, "b.qagida", place.other);
    put(place.file, "one");
    return 0;
}

static int tear_down(void **state) {
    struct place *place = *state;
    qg_watch_free(&place->watch);
    (void)unlink(place->file);
    (void)unlink(place->other);
    return scratch_remove(&place->scratch);
}

static struct qg_str look(struct place *place) {
    struct qg_str changed;
    assert_int_equal(qg_watch_look(&place->watch, &changed), QG_OK);
    return changed;
}

static void add(struct place *place, const char *path) {
    assert_int_equal(qg_watch_add(&place->watch, qg_str_of(path)), QG_OK);
}

static void nothing_changes_by_itself(void **state) {
    struct place *place = *state;
    add(place, place->file);
    add(place, place->scratch.folder);
    assert_int_equal(look(place).len, 0);
}

static void a_file_that_is_written_has_changed_once(void **state) {
    struct place *place = *state;
    add(place, place->file);
    put(place->file, "three");
    assert_true(qg_str_equal(look(place), qg_str_of(place->file)));
    assert_int_equal(look(place).len, 0);
}

// What many editors do: the same size, perhaps the same second, another file.
static void a_file_that_is_replaced_has_changed(void **state) {
    struct place *place = *state;
    add(place, place->file);
    put(place->other, "two");
    assert_int_equal(rename(place->other, place->file), 0);
    assert_true(qg_str_equal(look(place), qg_str_of(place->file)));
}

static void a_file_may_go_and_come_back(void **state) {
    struct place *place = *state;
    add(place, place->file);
    take_away(place->file);
    assert_true(look(place).len > 0);
    put(place->file, "one");
    assert_true(look(place).len > 0);
}

static void a_folder_changes_with_a_policy_in_it_and_with_nothing_else(void **state) {
    struct place *place = *state;
    char junk[SCRATCH_PATH];
    add(place, place->scratch.folder);
    scratch_path(&place->scratch, "a.qagida.swp", junk);
    put(junk, "");
    assert_int_equal(look(place).len, 0);
    take_away(junk);
    put(place->other, "new");
    assert_true(qg_str_equal(look(place), qg_str_of(place->scratch.folder)));
}

static void the_file_is_named_rather_than_its_folder(void **state) {
    struct place *place = *state;
    add(place, place->scratch.folder);
    add(place, place->file);
    put(place->file, "three");
    assert_true(qg_str_equal(look(place), qg_str_of(place->file)));
}

static void what_is_added_twice_is_watched_once(void **state) {
    struct place *place = *state;
    add(place, place->file);
    add(place, place->file);
    assert_int_equal(place->watch.items.len, 1);
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(nothing_changes_by_itself),
        CASE(a_file_that_is_written_has_changed_once),
        CASE(a_file_that_is_replaced_has_changed),
        CASE(a_file_may_go_and_come_back),
        CASE(a_folder_changes_with_a_policy_in_it_and_with_nothing_else),
        CASE(the_file_is_named_rather_than_its_folder),
        CASE(what_is_added_twice_is_watched_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
