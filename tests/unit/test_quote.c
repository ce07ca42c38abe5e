// SPDX-License-Identifier: Apache-2.0
//
// Strings of JSON: that no byte which must be escaped slips through, wherever it stands.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "facts.h"

enum { LENGTH = 20 }; // two words and a rest

static void expect(unsigned char byte, const char *written) {
    for (size_t at = 0; at < LENGTH; at++) {
        char bytes[LENGTH], wanted[4 * LENGTH];
        struct qg_text text = {0};
        memset(bytes, '!', sizeof bytes); // the byte before the quote
        bytes[at] = (char)byte;
        snprintf(wanted, sizeof wanted, "\"%.*s%s%.*s\"", (int)at, "!!!!!!!!!!!!!!!!!!!!", written,
                 (int)(LENGTH - 1 - at), "!!!!!!!!!!!!!!!!!!!!");
        qg_json_quote(&text, (struct qg_str){bytes, LENGTH});
        assert_string_equal(text.at, wanted);
        qg_text_free(&text);
    }
}

static void every_byte_is_written_as_json_has_it(void **state) {
    (void)state;
    for (int byte = 1; byte < 256; byte++) {
        char written[8] = {(char)byte};
        if (byte < 0x20)
            snprintf(written, sizeof written, "\\u%04x", (unsigned)byte);
        if (byte == '"' || byte == '\\')
            snprintf(written, sizeof written, "\\%c", byte);
        expect((unsigned char)byte, byte == '\n' ? "\\n" : byte == '\t' ? "\\t" : written);
    }
}

static void nothing_is_written_as_nothing(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_json_quote(&text, (struct qg_str){0});
    assert_string_equal(text.at, "\"\"");
    qg_text_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_is_written_as_json_has_it),
        cmocka_unit_test(nothing_is_written_as_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
