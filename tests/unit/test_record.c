// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "record_schema.h"
#include "run_ids.h"

static struct qg_record open_record(void) {
    struct qg_record record;
    assert_int_equal(qg_record_init(&record, test_schema(), 7), QG_OK);
    record.type = DOSSIER;
    assert_int_equal(qg_record_region(&record, DOSSIER, 0, -1, 0), QG_RECORD_ROOT);
    return record;
}

static void a_symbol_is_one_text_and_a_text_one_symbol(void **state) {
    (void)state;
    struct qg_record record = open_record();
    uint32_t a = qg_record_symbol(&record, QG_STR("m1"), true);
    assert_true(a > 2); // 1 and 2 are the policy's
    assert_int_equal(qg_record_symbol(&record, QG_STR("m1"), false), a);
    assert_int_equal(qg_record_symbol(&record, QG_STR("m2"), false), a + 1);
    assert_int_equal(qg_record_symbol(&record, QG_STR("sheet"), false), 2);
    assert_int_equal(qg_record_text(&record, (int32_t)a).len, 2);
    assert_int_equal(qg_record_text(&record, 0).len, 0);
    assert_int_equal(qg_record_text(&record, QG_SLOT_MISSING).len, 0);
    assert_int_equal(qg_record_text(&record, 99).len, 0);
    qg_record_free(&record);
}

static void a_reset_forgets_the_symbols_of_the_record_and_no_others(void **state) {
    (void)state;
    struct qg_record record = open_record();
    char name[32];
    for (int round = 0; round < 20; round++) {
        for (uint32_t i = 0; i < 3000; i++) {
            snprintf(name, sizeof name, "%d-%u", round, (unsigned)i);
            assert_int_equal(qg_record_symbol(&record, qg_str_of(name), false), 3 + i);
        }
        assert_int_equal(qg_record_symbol(&record, QG_STR("protocol"), true), 1);
        qg_record_reset(&record);
    }
    qg_record_free(&record);
}

static void texts_that_nobody_compares_get_a_symbol_each_and_are_not_found_again(void **state) {
    (void)state;
    struct qg_record record = open_record();
    char name[32];
    for (uint32_t i = 0; i < 1000; i++) { // the table grows under them
        snprintf(name, sizeof name, "m%u", (unsigned)i);
        assert_int_equal(qg_symtab_add_unread(&record.symbols, QG_STR("chair")), 3 + 2 * i);
        assert_int_equal(qg_record_symbol(&record, qg_str_of(name), false), 4 + 2 * i);
    }
    assert_int_equal(qg_record_text(&record, 3).len, 5);
    assert_int_equal(qg_record_symbol(&record, QG_STR("m0"), true), 4);
    assert_int_equal(qg_record_symbol(&record, QG_STR("m999"), true), 2002);
    assert_int_equal(qg_record_symbol(&record, QG_STR("chair"), true), 2003);
    qg_record_free(&record);
}

// As the records of a run that are under way together: each in turn is read while the others wait.
static void records_may_find_their_symbols_through_the_same_buckets(void **state) {
    (void)state;
    struct qg_record first = open_record(), second;
    char name[32];
    assert_int_equal(qg_record_symbol(&first, QG_STR("of the first"), true), 3);
    assert_int_equal(qg_record_init_beside(&second, &first), QG_OK);
    assert_int_equal(qg_record_symbol(&second, QG_STR("sheet"), false), 2);
    assert_int_equal(qg_record_symbol(&second, QG_STR("of the second"), true), 3);
    for (uint32_t i = 0; i < 1000; i++) { // it outgrows the buckets that it was lent
        snprintf(name, sizeof name, "m%u", (unsigned)i);
        assert_int_equal(qg_record_symbol(&second, qg_str_of(name), false), 4 + i);
    }
    assert_int_equal(qg_record_symbol(&second, QG_STR("of the second"), true), 3);
    assert_true(qg_str_equal(qg_record_text(&first, 3), QG_STR("of the first")));
    qg_record_reset(&first);
    assert_int_equal(qg_record_symbol(&first, QG_STR("m0"), true), 3); // not that of the second
    assert_int_equal(qg_record_symbol(&first, QG_STR("protocol"), true), 1);
    assert_true(qg_str_equal(qg_record_text(&second, 3), QG_STR("of the second")));
    qg_record_free(&second);
    qg_record_free(&first);
}

static void generations_may_come_round(void **state) {
    (void)state;
    struct qg_record record = open_record();
    assert_int_equal(qg_record_symbol(&record, QG_STR("a"), true), 3);
    record.symbols.buckets->generation = UINT32_MAX - 1;
    qg_record_reset(&record);
    assert_int_equal(record.symbols.buckets->generation, 1); // in which "a" was entered, long ago
    assert_int_equal(qg_record_symbol(&record, QG_STR("b"), true), 3);
    assert_int_equal(qg_record_symbol(&record, QG_STR("a"), true), 4);
    assert_int_equal(qg_record_symbol(&record, QG_STR("sheet"), true), 2);
    qg_record_free(&record);
}

static void slots_stop_at_their_limit(void **state) {
    (void)state;
    struct qg_record record = open_record();
    uint32_t used = record.used;
    assert_int_equal(qg_record_slots(&record, QG_RECORD_SLOTS_LIMIT - used + 1), 0);
    assert_true(record.full);
    assert_int_equal(qg_record_slots(&record, UINT32_MAX), 0);
    record.full = false;
    assert_int_equal(qg_record_slots(&record, QG_RECORD_SLOTS_LIMIT - used), used);
    assert_false(record.full);
    assert_int_equal(qg_record_slots(&record, 1), 0);
    qg_record_free(&record);
}

static void a_section_is_the_nearest_on_the_way_up(void **state) {
    (void)state;
    struct qg_record record = open_record();
    uint32_t certification = qg_record_region(&record, CERTIFICATION, 1, D_CERTIFICATIONS, 0);
    uint32_t sheet = certification + 7, notice = 1 + 12;
    uint32_t hearing = qg_record_region(&record, HEARING, certification, C_HEARINGS, 0);
    assert_int_equal(qg_record_section(&record, 1, D_BORN), -1);
    assert_int_equal(qg_record_section(&record, 1, D_NOTICE), 0);
    assert_int_equal(qg_record_section(&record, notice, N_SERVED_ON), 0);
    assert_int_equal(qg_record_section(&record, certification, C_KIND), 1);
    assert_int_equal(qg_record_section(&record, sheet, S_TOTAL), 2);
    assert_int_equal(qg_record_section(&record, hearing, H_PRESENT), 3);
    qg_record_free(&record);
}

static void pointers_name_fields_and_elements_from_the_record_down(void **state) {
    (void)state;
    struct qg_record record = open_record();
    struct qg_text text = {0};
    uint32_t certification = qg_record_region(&record, CERTIFICATION, 1, D_CERTIFICATIONS, 4);
    qg_record_pointer(&record, 1, -1, &text);
    assert_int_equal(text.len, 0);
    qg_record_pointer(&record, certification + 7, S_TOTAL, &text);
    assert_string_equal(text.at, "/certifications/4/sheet/total");
    qg_text_clear(&text);
    qg_record_pointer(&record, certification, -1, &text);
    assert_string_equal(text.at, "/certifications/4");
    qg_text_free(&text);
    qg_record_free(&record);
}

static void an_id_is_fresh_once_for_each_kind_of_record(void **state) {
    (void)state;
    struct qg_run_ids ids;
    bool fresh;
    qg_run_ids_init(&ids, 3);
    assert_int_equal(qg_run_ids_add(&ids, qg_run_id_of(3, DOSSIER, QG_STR("1")), &fresh), QG_OK);
    assert_true(fresh);
    assert_int_equal(qg_run_ids_add(&ids, qg_run_id_of(3, INSTITUTION, QG_STR("1")), &fresh),
                     QG_OK);
    assert_true(fresh);
    assert_int_equal(qg_run_ids_add(&ids, qg_run_id_of(3, DOSSIER, QG_STR("1")), &fresh), QG_OK);
    assert_false(fresh);
    qg_run_ids_free(&ids);
}

static void ten_thousand_ids_are_each_found_again(void **state) {
    (void)state;
    struct qg_run_ids ids;
    char name[32];
    qg_run_ids_init(&ids, 9);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 10000; i++) {
            bool fresh;
            snprintf(name, sizeof name, "d%d", i);
            assert_int_equal(
                qg_run_ids_add(&ids, qg_run_id_of(9, DOSSIER, qg_str_of(name)), &fresh), QG_OK);
            assert_int_equal(fresh, round == 0);
        }
    }
    assert_int_equal(ids.seen.count, 10000);
    qg_run_ids_free(&ids);
}

static void the_second_record_with_an_id_gets_a_finding(void **state) {
    (void)state;
    struct trial trial;
    struct qg_run_ids ids;
    struct qg_text message = {0};
    trial_open(&trial, false);
    qg_run_ids_init(&ids, 1);
    for (uint32_t i = 0; i < 2; i++) {
        trial_decode(&trial, QG_ENGINE_BULK, QG_STR("{\"record\":\"dossier\",\"id\":\"d7\"}"));
        assert_int_equal(qg_run_ids_note(&ids, &trial.record, &trial.data), QG_OK);
        assert_int_equal(trial.data.items.len, i);
    }
    qg_data_message(&trial.data.items.at[0], 0, &message);
    assert_string_equal(message.at, "the record id d7 occurred before in this run");
    trial_decode(&trial, QG_ENGINE_BULK, QG_STR("{\"record\":\"dossier\"}"));
    assert_int_equal(qg_run_ids_note(&ids, &trial.record, &trial.data), QG_OK);
    assert_int_equal(trial.data.items.len, 0);
    qg_text_free(&message);
    qg_run_ids_free(&ids);
    trial_close(&trial);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_symbol_is_one_text_and_a_text_one_symbol),
        cmocka_unit_test(a_reset_forgets_the_symbols_of_the_record_and_no_others),
        cmocka_unit_test(texts_that_nobody_compares_get_a_symbol_each_and_are_not_found_again),
        cmocka_unit_test(records_may_find_their_symbols_through_the_same_buckets),
        cmocka_unit_test(generations_may_come_round),
        cmocka_unit_test(slots_stop_at_their_limit),
        cmocka_unit_test(a_section_is_the_nearest_on_the_way_up),
        cmocka_unit_test(pointers_name_fields_and_elements_from_the_record_down),
        cmocka_unit_test(an_id_is_fresh_once_for_each_kind_of_record),
        cmocka_unit_test(ten_thousand_ids_are_each_found_again),
        cmocka_unit_test(the_second_record_with_an_id_gets_a_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
