// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "keeper.h"

static const struct qg_str all[] = {QG_STR_INIT("dossier")};
static const struct qg_str sittings[] = {QG_STR_INIT("dossier.certifications.hearings"),
                                         QG_STR_INIT("dossier.certifications.sheet.signatures")};
static const struct qg_keeper keepers[] = {
    {.name = QG_STR_INIT("service"), .kept = all, .kept_count = 1},
    {.name = QG_STR_INIT("secretary"), .kept = sittings, .kept_count = 2},
};
static const struct qg_program program = {.keepers = keepers, .keeper_count = 2};

static int32_t keeper(const char *record, const char *pointer) {
    return qg_keeper_of(&program, qg_str_of(record), qg_str_of(pointer));
}

static void the_narrowest_part_around_it_decides(void **state) {
    (void)state;
    assert_int_equal(keeper("dossier", "/certifications/0/hearings/12/date"), 1);
    assert_int_equal(keeper("dossier", "/certifications/0/hearings"), 1);
    assert_int_equal(keeper("dossier", "/certifications/0/sheet/signatures"), 1);
    assert_int_equal(keeper("dossier", "/certifications/0/sheet/date"), 0);
    assert_int_equal(keeper("dossier", "/person/birth_date"), 0);
    assert_int_equal(keeper("dossier", ""), 0);
}

static void a_name_that_only_begins_alike_is_another(void **state) {
    (void)state;
    assert_int_equal(keeper("dossier", "/certifications/0/hearings_of_others"), 0);
    assert_int_equal(keeper("dossiers", "/certifications/0/hearings"), QG_NONE);
}

static void what_nobody_is_named_for_nobody_keeps(void **state) {
    (void)state;
    assert_int_equal(keeper("institution", "/identification_runs"), QG_NONE);
    assert_int_equal(qg_keeper_of(&(struct qg_program){0}, QG_STR("dossier"), QG_STR("/id")),
                     QG_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_narrowest_part_around_it_decides),
        cmocka_unit_test(a_name_that_only_begins_alike_is_another),
        cmocka_unit_test(what_nobody_is_named_for_nobody_keeps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
