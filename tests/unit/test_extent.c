// SPDX-License-Identifier: Apache-2.0
//
// How far a value reaches, held against the plainest way to find out, over texts of nothing but
// what matters to it, in pieces of every size.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extent.h"

enum { ROOM = 400, TEXTS = 3000 };

// Where the value of brackets at the beginning of `text` ends, a byte after the other; `len` if it
// does not. A backslash outside a string is nothing.
static size_t plain_end(const char *text, size_t len) {
    size_t depth = 0;
    bool in_string = false, escaped = false;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (in_string) {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        in_string = c == '"';
        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && --depth == 0)
            return i + 1;
    }
    return len;
}

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

// A text that begins with a bracket. `kinds` chooses how much of it are brackets.
static size_t make_text(uint32_t *state, char *text) {
    static const char *const alphabets[] = {"{}[]\"\\a", "{[\"aaaaaaaaaa", "}]{\"\"\\\\aaaa",
                                            "[\"\\\\\\\\\\\\a]"};
    const char *alphabet = alphabets[next_random(state) % 4];
    size_t count = strlen(alphabet), len = 1 + next_random(state) % (ROOM - 1);
    text[0] = '{';
    for (size_t i = 1; i < len; i++)
        text[i] = alphabet[next_random(state) % count];
    return len;
}

static size_t scan_in_pieces(const char *text, size_t len, size_t piece, bool *complete) {
    struct qg_extent extent = {0};
    size_t at = 0;
    while (at < len && !extent.complete)
        at += qg_extent_scan(&extent, text + at, len - at < piece ? len - at : piece);
    *complete = extent.complete;
    return at;
}

static void a_value_reaches_to_its_last_bracket(void **state) {
    static const size_t pieces[] = {1, 3, 63, 64, 65, 100, ROOM};
    uint32_t random = 1;
    char text[ROOM];
    (void)state;
    for (int i = 0; i < TEXTS; i++) {
        size_t len = make_text(&random, text), end = plain_end(text, len);
        for (size_t k = 0; k < sizeof pieces / sizeof pieces[0]; k++) {
            bool complete;
            assert_int_equal(scan_in_pieces(text, len, pieces[k], &complete), end);
            if (end < len)
                assert_true(complete);
        }
    }
}

// Runs of backslashes of every length before a quote, at every place in a block.
static void an_odd_backslash_before_a_quote_keeps_the_string_open(void **state) {
    (void)state;
    for (size_t before = 0; before < 130; before++)
        for (size_t run = 0; run < 70; run++) {
            char text[ROOM];
            size_t len = 0;
            bool complete;
            text[len++] = '[';
            text[len++] = '"';
            memset(text + len, 'a', before);
            memset(text + len + before, '\\', run);
            len += before + run;
            text[len++] = '"';
            text[len++] = ']';
            memset(text + len, 'a', 70); // so that there is a whole block
            size_t end = run % 2 == 0 ? len : len + 70;
            assert_int_equal(scan_in_pieces(text, len + 70, ROOM, &complete), end);
            assert_int_equal(complete, run % 2 == 0);
        }
}

static void what_is_no_bracket_ends_where_it_ends(void **state) {
    struct qg_extent number = {0}, word = {0}, text = {0}, open = {0};
    (void)state;
    assert_int_equal(qg_extent_scan(&number, "12,3", 4), 2);
    assert_true(number.complete);
    assert_int_equal(qg_extent_scan(&word, "true", 4), 4);
    assert_false(word.complete);
    assert_true(word.bare);
    assert_int_equal(qg_extent_scan(&text, "\"a\\\"]\",", 7), 6);
    assert_true(text.complete);
    assert_int_equal(qg_extent_scan(&open, "{\"a\":[", 6), 6);
    assert_false(open.complete);
    assert_int_equal(open.depth, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_reaches_to_its_last_bracket),
        cmocka_unit_test(an_odd_backslash_before_a_quote_keeps_the_string_open),
        cmocka_unit_test(what_is_no_bracket_ends_where_it_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
