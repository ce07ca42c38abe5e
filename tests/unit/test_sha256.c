// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sha256.h"

// The digests of FIPS 180-4's own examples.
static const char empty[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char two_blocks[] = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
static const char million[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

static void digests(struct qg_str text, const char *expected) {
    struct qg_sha256 sha;
    char hex[QG_SHA256_HEX + 1];
    qg_sha256_init(&sha);
    qg_sha256_add(&sha, text);
    qg_sha256_end(&sha, hex);
    assert_string_equal(hex, expected);
}

static void the_standards_examples_come_out(void **state) {
    (void)state;
    digests(QG_STR(""), empty);
    digests(QG_STR("abc"), abc);
    digests(QG_STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), two_blocks);
}

static void it_does_not_matter_how_the_text_is_cut(void **state) {
    (void)state;
    struct qg_sha256 sha;
    char hex[QG_SHA256_HEX + 1], as[1000];
    for (size_t i = 0; i < sizeof as; i++)
        as[i] = 'a';
    qg_sha256_init(&sha);
    for (size_t left = 1000000, piece = 1; left > 0; piece = piece % 999 + 1) {
        size_t taken = piece < left ? piece : left;
        qg_sha256_add(&sha, (struct qg_str){as, taken});
        left -= taken;
    }
    qg_sha256_end(&sha, hex);
    assert_string_equal(hex, million);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standards_examples_come_out),
        cmocka_unit_test(it_does_not_matter_how_the_text_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
