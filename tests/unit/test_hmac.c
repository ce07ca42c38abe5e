// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "hmac.h"

static void digests(struct qg_str key, struct qg_str text, const char *expected) {
    struct qg_hmac hmac;
    unsigned char digest[QG_SHA256_BYTES];
    char hex[QG_SHA256_HEX + 1];
    qg_hmac_init(&hmac, key);
    qg_hmac_digest(&hmac, text, digest);
    for (int i = 0; i < QG_SHA256_BYTES; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    assert_string_equal(hex, expected);
}

static struct qg_str filled(char *room, size_t len, int byte) {
    memset(room, byte, len);
    return (struct qg_str){room, len};
}

// RFC 4231, test cases 1, 2, 3 and 6.
static void the_standards_examples_come_out(void **state) {
    (void)state;
    char key[131], text[50];
    digests(filled(key, 20, 0x0b), QG_STR("Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    digests(QG_STR("Jefe"), QG_STR("what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    digests(filled(key, 20, 0xaa), filled(text, 50, 0xdd),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    digests(filled(key, 131, 0xaa),
            QG_STR("Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static void one_key_serves_for_many_texts(void **state) {
    (void)state;
    struct qg_hmac hmac;
    unsigned char first[QG_SHA256_BYTES], other[QG_SHA256_BYTES], again[QG_SHA256_BYTES];
    qg_hmac_init(&hmac, QG_STR("key"));
    qg_hmac_digest(&hmac, QG_STR("a"), first);
    qg_hmac_digest(&hmac, QG_STR("b"), other);
    qg_hmac_digest(&hmac, QG_STR("a"), again);
    assert_memory_equal(first, again, sizeof first);
    assert_memory_not_equal(first, other, sizeof first);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standards_examples_come_out),
        cmocka_unit_test(one_key_serves_for_many_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
