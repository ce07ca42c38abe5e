// SPDX-License-Identifier: Apache-2.0
//
// Chunks: whatever their size, and however the bytes arrive, the pieces are those that stand in the
// input. What they are was written down by hand: each line of an expectation is a piece, with its
// line and column.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "chunk.h"

#include <sys/socket.h>
#include <unistd.h>

// A descriptor that gives `step` bytes of `text` at each read: a socket that keeps messages apart.
static int open_stream(struct qg_str text, size_t step) {
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    for (size_t at = 0; at < text.len; at += step) {
        size_t len = text.len - at < step ? text.len - at : step;
        assert_int_equal(send(ends[1], text.at + at, len, 0), (int)len);
    }
    close(ends[1]);
    return ends[0];
}

// "{1} 2:1": a piece and where it begins; broken ones with their code.
static void add_piece(const struct qg_raw *raw, struct qg_text *out) {
    static const char *const kinds[] = {
        [QG_RAW_RECORD] = "",    [QG_RAW_EXPORT] = "export ", [QG_RAW_OTHER] = "other ",
        [QG_RAW_LATE] = "late ", [QG_RAW_BROKEN] = "broken ",
    };
    qg_text_printf(out, "%s%.*s %d:%u", kinds[raw->kind], QG_STR_ARG(raw->text),
                   (int)raw->place.line, raw->place.column);
    assert_int_equal(raw->text.at[raw->text.len], '\0');
    if (raw->kind == QG_RAW_BROKEN) {
        const struct qg_data_finding *problem = &raw->problem;
        qg_text_printf(out, " %.*s %.*s", QG_STR_ARG(qg_data_code(problem->code)),
                       QG_STR_ARG(problem->found));
    }
    qg_text_char(out, '\n');
}

// Tells the pieces of a chunk, which is then empty.
static void empty(struct qg_chunk *chunk, struct qg_text *out) {
    for (uint32_t i = 0; i < chunk->pieces.len; i++) {
        struct qg_raw raw = qg_chunk_raw(chunk, i);
        add_piece(&raw, out);
    }
    qg_chunk_clear(chunk);
}

// Cuts the input into chunks of `size` bytes and tells their pieces, one behind the other.
static void cut(struct qg_str text, size_t size, size_t step, struct qg_text *out) {
    struct qg_carrier carrier;
    struct qg_chunk chunk = {0};
    struct qg_raw raw;
    int fd = open_stream(text, step);
    assert_int_equal(qg_input_open_fd(&carrier.input, fd, "stream"), QG_OK);
    qg_carrier_init(&carrier, 0);
    for (;;) {
        assert_int_equal(qg_carrier_next(&carrier, &raw), QG_OK);
        if (raw.kind == QG_RAW_END)
            break;
        assert_int_equal(qg_chunk_add(&chunk, &raw), QG_OK);
        if (qg_chunk_is_full(&chunk, size))
            empty(&chunk, out);
    }
    empty(&chunk, out);
    qg_chunk_free(&chunk);
    qg_carrier_free(&carrier);
    close(fd);
}

static void expect(const char *text, const char *pieces) {
    static const size_t steps[] = {1, 2, 3, 5, 8, 13, 1000};
    struct qg_text out = {0};
    for (size_t size = 1; size <= strlen(text) + 1; size++)
        for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
            qg_text_clear(&out);
            cut(qg_str_of(text), size, steps[i], &out);
            assert_string_equal(out.at, pieces);
        }
    qg_text_free(&out);
}

static void lines_are_cut_at_their_ends(void **state) {
    (void)state;
    expect("{\"a\":1}\n{\"b\":\"\\n\"}\r\n\n  {\"c\":[]} \nnonsense\n{\"d\":4}",
           "{\"a\":1} 1:1\n{\"b\":\"\\n\"}\r 2:1\n{\"c\":[]}  4:3\nnonsense 5:1\n{\"d\":4} 6:1\n");
}

static void an_array_is_cut_at_its_elements(void **state) {
    (void)state;
    expect("[{\"a\":\"]\"},\n {\"b\":[{}, \"\\\"}\"]} , 3,\"x\"]",
           "{\"a\":\"]\"} 1:2\n{\"b\":[{}, \"\\\"}\"]} 2:2\n3 2:22\n\"x\" 2:24\n");
}

static void an_array_that_is_damaged_ends_there(void **state) {
    (void)state;
    expect("[{},{}\n{}]", "{} 1:2\n{} 1:5\nbroken { 2:1 D0102 {\n");
    expect("[{\"a\":1},{\"b\":", "{\"a\":1} 1:2\n{\"b\": 1:10\n");
}

static void an_envelope_is_cut_at_the_elements_of_its_records(void **state) {
    (void)state;
    expect(
        "{\"note\":[1,\"}\"],\"export\":{\"source\":\"s\"},\n\"records\":[{\"a\":1},\n{}],\"z\":2}",
        "other [1,\"}\"] 1:9\nexport {\"source\":\"s\"} 1:26\n{\"a\":1} 2:12\n{} 3:1\n"
        "other 2 3:9\n");
}

static void an_export_behind_the_records_and_one_too_many_are_told_as_such(void **state) {
    (void)state;
    expect("{\"records\":[{}],\"export\":{},\"export\":{\"b\":1}}",
           "{} 1:13\nlate {} 1:26\nbroken {\"b\":1} 1:38 D0210 {\n");
}

static void a_single_record_is_one_piece(void **state) {
    (void)state;
    expect("{\n \"a\": \"}\",\n \"b\": {}\n}\n", "{\n \"a\": \"}\",\n \"b\": {}\n} 1:1\n");
}

// One chunk, in which each piece is as the carrier gave it: the decoder reads that many bytes
// beyond.
static void behind_every_piece_there_is_padding(void **state) {
    struct qg_chunk chunk = {0};
    (void)state;
    for (size_t len = 1; len < 3000; len += 7) {
        char *bytes = malloc(len);
        memset(bytes, 'x', len);
        struct qg_raw raw = {.kind = QG_RAW_RECORD, .text = {bytes, len}};
        assert_int_equal(qg_chunk_add(&chunk, &raw), QG_OK);
        free(bytes);
        struct qg_raw kept = qg_chunk_raw(&chunk, chunk.pieces.len - 1);
        for (size_t i = 0; i < QG_INPUT_PADDING; i++)
            assert_int_equal(kept.text.at[len + i], '\0');
    }
    qg_chunk_free(&chunk);
}

// Of the limits on a chunk the one is bytes, the other pieces.
static void a_chunk_is_full_at_its_limits(void **state) {
    struct qg_chunk chunk = {0};
    struct qg_raw raw = {.kind = QG_RAW_RECORD, .text = QG_STR("123456789")};
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_int_equal(qg_chunk_add(&chunk, &raw), QG_OK);
    assert_true(qg_chunk_is_full(&chunk, 30)); // each with the zero behind it
    assert_false(qg_chunk_is_full(&chunk, 31));
    while (chunk.pieces.len < QG_CHUNK_PIECES - 1)
        assert_int_equal(qg_chunk_add(&chunk, &raw), QG_OK);
    assert_false(qg_chunk_is_full(&chunk, SIZE_MAX));
    assert_int_equal(qg_chunk_add(&chunk, &raw), QG_OK);
    assert_true(qg_chunk_is_full(&chunk, SIZE_MAX));
    qg_chunk_free(&chunk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_cut_at_their_ends),
        cmocka_unit_test(an_array_is_cut_at_its_elements),
        cmocka_unit_test(an_array_that_is_damaged_ends_there),
        cmocka_unit_test(an_envelope_is_cut_at_the_elements_of_its_records),
        cmocka_unit_test(an_export_behind_the_records_and_one_too_many_are_told_as_such),
        cmocka_unit_test(a_single_record_is_one_piece),
        cmocka_unit_test(behind_every_piece_there_is_padding),
        cmocka_unit_test(a_chunk_is_full_at_its_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
