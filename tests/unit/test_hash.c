// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "hash.h"

#include <stdio.h>
#include <stdlib.h>

static void a_hash_depends_on_bytes_length_and_seed_only(void **state) {
    (void)state;
    char here[64] = "xmember-17", there[64] = "member-17";
    assert_true(qg_hash(here + 1, 9, 5) == qg_hash(there, 9, 5));
    assert_true(qg_hash(there, 9, 5) != qg_hash(there, 9, 6));
    assert_true(qg_hash(there, 9, 5) != qg_hash(there, 8, 5));
}

static void zero_bytes_of_any_number_differ(void **state) {
    (void)state;
    static const char zeros[100];
    for (size_t a = 0; a < sizeof zeros; a++) {
        for (size_t b = 0; b < a; b++)
            assert_true(qg_hash(zeros, a, 1) != qg_hash(zeros, b, 1));
    }
}

static void every_byte_counts_whatever_the_length(void **state) {
    (void)state;
    char bytes[70] = {0};
    for (size_t len = 1; len <= sizeof bytes; len++) {
        uint64_t plain = qg_hash(bytes, len, 9);
        for (size_t i = 0; i < len; i++) {
            bytes[i] ^= 1;
            assert_true(qg_hash(bytes, len, 9) != plain);
            bytes[i] ^= 1;
        }
    }
}

// 65 536 numbered ids over 65 536 places: a random hash leaves a share of 1/e, 36.8 %, empty.
static void numbered_ids_spread_like_random_numbers(void **state) {
    (void)state;
    enum { PLACES = 65536 };
    unsigned char *used = calloc(PLACES, 1);
    assert_non_null(used);
    int filled = 0;
    for (int i = 0; i < PLACES; i++) {
        char id[24];
        int len = snprintf(id, sizeof id, "KZ-2024-%06d", i);
        unsigned char *place = &used[qg_hash(id, (size_t)len, 0) % PLACES];
        filled += *place == 0;
        *place = 1;
    }
    free(used);
    assert_in_range(filled, PLACES * 62 / 100, PLACES * 645 / 1000);
}

// Bytes that are a constant of the hash: in a product they would be zero, which forgets the rest.
static void no_bytes_wipe_out_those_before_them(void **state) {
    (void)state;
    static const uint64_t constants[] = {UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xd1b54a32d192ed03),
                                         UINT64_C(0x8cb92ba72f3d8dd7)};
    for (size_t c = 0; c < sizeof constants / sizeof constants[0]; c++) {
        char one[48] = "one", other[48] = "other";
        for (int at = 16; at < 48; at += 8) {
            memcpy(one + at, &constants[c], sizeof constants[c]);
            memcpy(other + at, &constants[c], sizeof constants[c]);
        }
        assert_true(qg_hash(one, sizeof one, 3) != qg_hash(other, sizeof other, 3));
        assert_true(qg_hash(one, 40, 3) != qg_hash(other, 40, 3));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hash_depends_on_bytes_length_and_seed_only),
        cmocka_unit_test(zero_bytes_of_any_number_differ),
        cmocka_unit_test(every_byte_counts_whatever_the_length),
        cmocka_unit_test(no_bytes_wipe_out_those_before_them),
        cmocka_unit_test(numbered_ids_spread_like_random_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
