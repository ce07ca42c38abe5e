// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

//
// The limits of regions: how many slots one may have, however it came by them.
#include "region.h"

// Lays `types` out as a schema of their own.
static enum qg_fault lay_out(struct qg_type *types, uint32_t type_count, struct qg_field *fields,
                             uint32_t field_count) {
    struct qg_arena arena;
    struct qg_typed typed = {0};
    typed.tables.schema.type_count = type_count;
    typed.tables.schema.field_count = field_count;
    qg_arena_init(&arena, "test");
    enum qg_fault fault = qg_regions_lay_out(&arena, &typed, types, fields, NULL);
    qg_arena_free(&arena);
    return fault;
}

static enum qg_fault with_slots(uint32_t slots) {
    uint32_t count = slots - QG_HEADER_SLOTS;
    struct qg_field *fields = test_calloc(count, sizeof *fields);
    struct qg_type type = {.field_count = count};
    enum qg_fault fault = lay_out(&type, 1, fields, count);
    if (fault == QG_OK)
        assert_int_equal(type.slots, slots);
    test_free(fields);
    return fault;
}

static void a_region_has_so_many_slots_and_no_more(void **state) {
    (void)state;
    assert_int_equal(with_slots(QG_REGION_SLOTS), QG_OK);
    assert_int_equal(with_slots(QG_REGION_SLOTS + 1), QG_FAULT_LIMIT);
}

enum { CHAIN_LIMIT = 40 };

// A type that embeds the next `width` times, and so on for `length` types.
static enum qg_fault with_chain(uint32_t length, uint32_t width) {
    struct qg_type types[CHAIN_LIMIT] = {0};
    struct qg_field fields[2 * CHAIN_LIMIT] = {0};
    uint32_t count = 0;
    for (uint32_t i = 0; i < length; i++) {
        types[i].first_field = count;
        types[i].field_count = i + 1 < length ? width : 0;
        for (uint32_t j = 0; j < types[i].field_count; j++)
            fields[count++] = (struct qg_field){
                .kind = QG_KIND_OBJECT, .owner = (uint16_t)i, .type = (uint16_t)(i + 1)};
    }
    return lay_out(types, length, fields, count);
}

// Forty types that each embed the next one twice would make a million million regions in one.
static void doubling_is_stopped_before_it_takes_memory(void **state) {
    (void)state;
    assert_int_equal(with_chain(10, 2), QG_OK);
    assert_int_equal(with_chain(40, 2), QG_FAULT_LIMIT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_region_has_so_many_slots_and_no_more),
        cmocka_unit_test(doubling_is_stopped_before_it_takes_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
