// SPDX-License-Identifier: Apache-2.0
//
// Carriers, through the reader: what an input is taken for, what is read of a damaged one, and
// where in it things are.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "locate.h"
#include "origin.h"
#include "record_schema.h"

#include <unistd.h>

// Appends what one event is: "record d1 2:1", "unreadable 3:1 D0101 3:7", "export 30 3 1:1", …
static void add_event(const struct qg_event *event, const struct qg_reader *reader,
                      const struct qg_record *record, struct qg_text *out) {
    static const char *const names[] = {"record", "export", "other", "unreadable", "note", "end"};
    struct qg_place place = event->raw.place;
    qg_text_printf(out, "%s%s", out->len == 0 ? "" : "\n", names[event->kind]);
    if (event->kind == QG_EVENT_END)
        return;
    if (event->kind == QG_EVENT_RECORD)
        qg_text_printf(out, " %.*s", QG_STR_ARG(qg_record_text(record, record->slots[1 + 5])));
    if (event->kind == QG_EVENT_EXPORT)
        qg_text_printf(out, " %d %u %.*s", reader->export.exported_on, reader->export.sections,
                       QG_STR_ARG(reader->export.source));
    qg_text_printf(out, " %d:%u", (int)place.line, place.column);
    for (uint32_t i = 0; i < event->data->items.len; i++) {
        const struct qg_data_finding *finding = &event->data->items.at[i];
        struct qg_place at = qg_locate_place(event->raw.text, place, 0, finding->offset);
        qg_text_printf(out, " %.*s %d:%u", QG_STR_ARG(qg_data_code(finding->code)), (int)at.line,
                       at.column);
    }
}

// Reads everything and appends its events; the reader is closed.
static void read_all(struct qg_reader *reader, struct qg_text *out) {
    struct qg_record record;
    struct qg_event event;
    assert_int_equal(qg_record_init(&record, test_schema(), 1), QG_OK);
    do {
        assert_int_equal(qg_reader_next(reader, &record, &event), QG_OK);
        add_event(&event, reader, &record, out);
    } while (event.kind != QG_EVENT_END);
    assert_int_equal(qg_reader_next(reader, &record, &event), QG_OK);
    assert_int_equal(event.kind, QG_EVENT_END); // and stays there
    qg_record_free(&record);
    qg_reader_close(reader);
}

static void expect_limited(struct qg_str input, size_t limit, const char *events) {
    struct qg_reader_plan plan;
    struct qg_reader reader;
    assert_int_equal(qg_reader_plan_init(&plan, test_schema()), QG_OK);
    for (int engine = 0; engine < 2; engine++) {
        struct qg_text out = {0};
        struct qg_reader_options options = {.engine = (enum qg_engine)engine,
                                            .record_limit = limit};
        assert_int_equal(qg_reader_open_memory(&reader, &plan, &options, input), QG_OK);
        read_all(&reader, &out);
        assert_string_equal(out.at, events);
        qg_text_free(&out);
    }
    qg_reader_plan_free(&plan);
}

static void expect_bytes(struct qg_str input, const char *events) {
    expect_limited(input, 0, events);
}

static void expect(const char *input, const char *events) {
    expect_bytes(qg_str_of(input), events);
}

#define D(id) "{\"record\":\"dossier\",\"id\":\"" id "\"}"

static void an_empty_input_holds_nothing(void **state) {
    (void)state;
    expect("", "end");
    expect(" \r\n\t\n", "end");
    expect("\xEF\xBB\xBF", "end");
    expect("[]", "end");
    expect("{\"records\":[]}", "end");
}

static void lines_hold_one_record_each(void **state) {
    (void)state;
    expect(D("a") "\n" D("b") "\n" D("c"), "record a 1:1\nrecord b 2:1\nrecord c 3:1\nend");
    expect(D("a") "\n", "record a 1:1\nend");
    expect(D("a"), "record a 1:1\nend");
}

static void blank_lines_marks_and_line_ends_of_any_kind_are_nothing(void **state) {
    (void)state;
    expect("\xEF\xBB\xBF" D("a") "\r\n\r\n  \n " D("b") " \r\n\n",
           "record a 1:1\nrecord b 4:2\nend");
}

static void a_bad_line_does_not_spoil_its_neighbours(void **state) {
    (void)state;
    expect("nonsense\n" D("a") "\n{\"record\":\"dossier\",}\n" D("b") " x\n" D("c"),
           "unreadable 1:1 D0101 1:1\nrecord a 2:1\nunreadable 3:1 D0102 3:21\n"
           "unreadable 4:1 D0112 4:31\nrecord c 5:1\nend");
    expect_bytes(QG_STR(D("a") "\n{\"record\":\"do\0ssier\"}\n{\"a\":\"\xFF\"}\n" D("b")),
                 "record a 1:1\nunreadable 2:1 D0106 2:14\nunreadable 3:1 D0107 3:7\n"
                 "record b 4:1\nend");
}

static void a_first_line_that_breaks_off_is_a_bad_line_and_no_more(void **state) {
    (void)state;
    expect("{\"record\":\"dossier\",\"id\":\"a\n" D("b") "\n",
           "unreadable 1:1 D0102 1:28\nrecord b 2:1\nend");
    expect("{\"record\":\"dossier\",\"tags\":[\"a\"\n" D("b") "\n",
           "unreadable 1:1 D0102 1:32\nrecord b 2:1\nend");
    expect("{\"record\":\"dossier\",\n" D("b") "\n",
           "unreadable 1:1 D0102 1:21\nrecord b 2:1\nend");
    expect("{\"record\":\"dossier\",\"certifications\":[{},\n" D("b") "\n",
           "unreadable 1:1 D0101 1:42\nrecord b 2:1\nend");
}

static void an_object_over_several_lines_is_a_single_record(void **state) {
    (void)state;
    expect("\n{\n  \"record\": \"dossier\",\n  \"born\": 1,\n  \"id\": \"a\"\n}\n",
           "record a 2:1 D0206 4:11\nend");
    expect("{\"record\":\n\"dossier\",\"certifications\":[\n{},\n{}],\"id\":\"a\"}",
           "record a 1:1\nend");
    expect("{\n  \"record\": \"dossier\",\n  \"id\": \"a\"\n", "unreadable 1:1 D0102 4:1\nend");
    expect("{\n  \"record\": \"dossier\",\n  \"id\": \"a\"\n}\nx\n",
           "record a 1:1\nunreadable 5:1 D0112 5:1\nend");
}

static void an_array_holds_records(void **state) {
    (void)state;
    expect("[" D("a") "," D("b") "]", "record a 1:2\nrecord b 1:32\nend");
    expect("[\n  " D("a") ",\n  {\n\"record\":\"dossier\",\"id\":\"b\",\n\"born\":1}\n]\n",
           "record a 2:3\nrecord b 3:3 D0206 5:8\nend");
    expect("[\"Ж]{\"," D("a") "]", "unreadable 1:2 D0113 1:2\nrecord a 1:8\nend");
    expect("[1, null," D("a") "]",
           "unreadable 1:2 D0113 1:2\nunreadable 1:5 D0113 1:5\nrecord a 1:10\nend");
}

static void what_stands_before_the_damage_of_an_array_is_read(void **state) {
    (void)state;
    expect("[" D("a") "," D("b"), "record a 1:2\nrecord b 1:32\nunreadable 1:61 D0102 1:61\nend");
    expect("[" D("a") ",{\"record\":\"dos", "record a 1:2\nunreadable 1:32 D0102 1:46\nend");
    expect("[" D("a") ",]", "record a 1:2\nunreadable 1:32 D0101 1:32\nend");
    expect("[" D("a") " " D("b") "]", "record a 1:2\nunreadable 1:32 D0102 1:32\nend");
    expect("[" D("a") "] x", "record a 1:2\nunreadable 1:33 D0112 1:33\nend");
    expect("[", "unreadable 1:2 D0101 1:2\nend");
    expect("[{\"id\":tru}," D("a") "]", "unreadable 1:2 D0101 1:8\nrecord a 1:13\nend");
}

#define HEADER                                                                                     \
    "\"exported_on\":\"1900-01-31\",\"source\":\"hr\",\"complete\":[\"notice\",\"sheet\"]"

static void an_export_line_comes_first(void **state) {
    (void)state;
    expect("{\"record\":\"export\"," HEADER "}\n" D("a"), "export 30 5 hr 1:1\nrecord a 2:1\nend");
    expect("\n{\"exported_on\":null,\"record\":\"export\"}\n", "export -1 0  2:1\nend");
    expect("{\"record\":\"export\",\"exported_on\":\"x\"}\n", "export -2 0  1:1 D0206 1:34\nend");
    expect(D("a") "\n{\"record\":\"export\"," HEADER "}", "record a 1:1\nnote 2:1 D0302 2:1\nend");
}

static void an_envelope_has_an_export_and_records(void **state) {
    (void)state;
    expect("{\"export\":{" HEADER "},\"records\":[" D("a") ",\n" D("b") "]}",
           "export 30 5 hr 1:11\nrecord a 1:95\nrecord b 2:1\nend");
    expect("{ \"x\": [1], \"records\" : [ " D("a") " ] , \"y\" : {} }\n",
           "note 1:8\nrecord a 1:27\nnote 1:67\nend");
    expect("{\"records\":[" D("a") "],\"export\":{" HEADER "}}",
           "record a 1:13\nnote 1:53 D0302 1:53\nend");
    expect("{\"x\":[1,],\"records\":[" D("a") "]}", "unreadable 1:6 D0101 1:9\nrecord a 1:22\nend");
}

static void a_damaged_envelope_is_read_as_far_as_it_goes(void **state) {
    (void)state;
    expect("{\"records\":[" D("a") "]", "record a 1:13\nunreadable 1:43 D0102 1:43\nend");
    expect("{\"records\":[" D("a") "]]", "record a 1:13\nunreadable 1:43 D0102 1:43\nend");
    expect("{\"records\":[" D("a") "],\"records\":[" D("b") "]}",
           "record a 1:13\nunreadable 1:54 D0210 1:54\nend");
    expect("{\"records\":[" D("a") "]}" D("b"), "record a 1:13\nunreadable 1:44 D0112 1:44\nend");
}

static void a_record_may_have_a_property_called_records(void **state) {
    (void)state;
    expect("{\"record\":\"dossier\",\"records\":[1],\"id\":\"a\"}\n" D("b"),
           "record a 1:1\nrecord b 2:1\nend");
}

static void records_of_other_kinds_are_told_apart_from_broken_ones(void **state) {
    (void)state;
    expect("{\"record\":\"evaluation\"}\n{}\n[]\n",
           "other 1:1\nunreadable 2:1 D0114 2:1\nunreadable 3:1 D0113 3:1\nend");
}

static void sixteen_bit_text_is_refused_by_name(void **state) {
    (void)state;
    expect_bytes(QG_STR("\xFF\xFE{\0}\0"), "unreadable 1:1 D0108 1:1\nend");
    expect_bytes(QG_STR("\xFE\xFF\0{\0}"), "unreadable 1:1 D0108 1:1\nend");
}

static void a_record_beyond_the_limit_is_skipped_and_the_next_one_read(void **state) {
    (void)state;
    struct qg_str longer = QG_STR("{\"record\":\"dossier\",\"id\":\"long\"}"); // 32 bytes
    struct qg_text text = {0};
    qg_text_printf(&text, D("a") "\n%.*s\n" D("b"), QG_STR_ARG(longer));
    expect_limited(qg_text_str(&text), 32, "record a 1:1\nrecord long 2:1\nrecord b 3:1\nend");
    expect_limited(qg_text_str(&text), 31,
                   "record a 1:1\nunreadable 2:1 D0110 2:1\nrecord b 3:1\nend");
    qg_text_clear(&text);
    qg_text_printf(&text, "[" D("a") ",%.*s," D("b") "]", QG_STR_ARG(longer));
    expect_limited(qg_text_str(&text), 31,
                   "record a 1:2\nunreadable 1:32 D0110 1:32\nrecord b 1:65\nend");
    qg_text_free(&text);
}

// A record of some three megabytes between two small ones, whatever carries them.
static void a_long_line_is_read_like_any_other(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_text_addz(&text, D("a") "\n{\"record\":\"dossier\",\"tags\":[\"m\"");
    for (int i = 0; i < 200000; i++)
        qg_text_printf(&text, ",\"member %d\"", i % 1000);
    qg_text_addz(&text, "],\"id\":\"long\"}\n" D("b") "\n");
    expect_bytes(qg_text_str(&text), "record a 1:1\nrecord long 2:1\nrecord b 3:1\nend");
    qg_text_free(&text);
}

// Gives one byte at a time of a text that is used up.
static ssize_t give_byte(void *user, char *to, size_t room) {
    struct qg_str *left = user;
    assert_true(room > 0);
    if (left->len == 0)
        return 0;
    *to = left->at[0];
    *left = qg_str_slice(*left, 1, left->len);
    return 1;
}

static void leave_as_is(void *user, uint64_t line, struct qg_data_list *data) {
    (void)user;
    (void)line;
    (void)data;
}

// Appends what is told of each piece, with what was found there.
static void tell_damage(struct qg_reader *reader, struct qg_text *out) {
    struct qg_record record;
    struct qg_event event;
    assert_int_equal(qg_record_init(&record, test_schema(), 1), QG_OK);
    do {
        assert_int_equal(qg_reader_next(reader, &record, &event), QG_OK);
        qg_text_printf(out, "%d at %d\n", (int)event.kind, (int)event.raw.offset);
        for (uint32_t i = 0; event.kind != QG_EVENT_END && i < event.data->items.len; i++) {
            const struct qg_data_finding *finding = &event.data->items.at[i];
            qg_text_printf(out, "%.*s %.*s\n", QG_STR_ARG(qg_data_code(finding->code)),
                           QG_STR_ARG(finding->found));
        }
    } while (event.kind != QG_EVENT_END);
    qg_record_free(&record);
    qg_reader_close(reader);
}

static void expect_same_in_pieces(struct qg_str input, size_t limit) {
    struct qg_str left = input;
    struct qg_origin origin = {
        .name = "bytes", .read = give_byte, .amend = leave_as_is, .user = &left};
    struct qg_reader_options options = {.record_limit = limit}, bytewise = options;
    struct qg_reader_plan plan;
    struct qg_reader reader;
    struct qg_text whole = {0}, pieces = {0};
    bytewise.origin = &origin;
    assert_int_equal(qg_reader_plan_init(&plan, test_schema()), QG_OK);
    assert_int_equal(qg_reader_open_memory(&reader, &plan, &options, input), QG_OK);
    tell_damage(&reader, &whole);
    assert_int_equal(qg_reader_open_origin(&reader, &plan, &bytewise), QG_OK);
    tell_damage(&reader, &pieces);
    assert_string_equal(pieces.at, whole.at);
    qg_reader_plan_free(&plan);
    qg_text_free(&whole);
    qg_text_free(&pieces);
}

// Found by fuzz_audit: an excerpt ended where the window did, which is nobody's business.
static void what_is_told_of_damage_does_not_depend_on_how_it_arrives(void **state) {
    (void)state;
    static const char *const inputs[] = {
        "[" D("a") "] 44444.44444444444444444444444",
        "[" D("a") " \"a text that stands where a comma belongs\" ]",
        "[" D("a") ",] nonsense that follows",
        "{\"records\":[] 1234567890123456789012345678901234567890 }",
        "{\"records\":\"a text, which is no list of any kind\"}",
        "{\"records\":[],\"key\" 12345678901234567890}",
        "{\"records\":[],\"a key that breaks off",
        "{\"other\":5,\"records\":[" D("a") "]}",
        "{\"other\":\"something that is longer than it may be\",\"records\":[]}",
        "{\"records\":[],\"a key that is longer than it may be, and then some\":1}",
        "{\"a\":1,\n\"records\":[" D("a") "]}",
    };
    static const size_t limits[] = {0, 5, 12, 20, 30, 40};
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++)
        for (size_t k = 0; k < sizeof limits / sizeof limits[0]; k++)
            expect_same_in_pieces(qg_str_of(inputs[i]), limits[k]);
    struct qg_text longer = {0};
    qg_text_addz(&longer, "[] \"");
    for (int i = 0; i < 10000; i++)
        qg_text_addz(&longer, "longer ");
    expect_same_in_pieces(qg_text_str(&longer), 0);
    qg_text_addz(&longer, "\"");
    expect_same_in_pieces(qg_text_str(&longer), 0);
    qg_text_free(&longer);
}

// Every split of an input into what has arrived and what has not: through a pipe, byte by byte.
static void what_arrives_in_pieces_is_put_together(void **state) {
    (void)state;
    static const char input[] = "{\"export\":{" HEADER "},\n\"records\":[" D("a") ",{}]}\n";
    struct qg_reader_plan plan;
    struct qg_reader reader;
    struct qg_reader_options options = {0};
    struct qg_text out = {0};
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    if (writer == 0) {
        for (size_t i = 0; i + 1 < sizeof input; i++) {
            if (write(ends[1], input + i, 1) != 1)
                _exit(1);
        }
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(qg_reader_plan_init(&plan, test_schema()), QG_OK);
    assert_int_equal(qg_reader_open_fd(&reader, &plan, &options, ends[0], "pipe"), QG_OK);
    read_all(&reader, &out);
    assert_string_equal(out.at,
                        "export 30 5 hr 1:11\nrecord a 2:12\nunreadable 2:42 D0114 2:42\nend");
    close(ends[0]);
    qg_reader_plan_free(&plan);
    qg_text_free(&out);
}

static void expect_no_input(const char *path, const char *message) {
    struct qg_reader_plan plan;
    struct qg_reader reader;
    struct qg_reader_options options = {0};
    struct qg_text out = {0};
    assert_int_equal(qg_reader_plan_init(&plan, test_schema()), QG_OK);
    assert_int_equal(qg_reader_open(&reader, &plan, &options, path), QG_FAULT_READ);
    qg_reader_explain(&reader, &out);
    assert_string_equal(out.at, message);
    qg_reader_close(&reader);
    qg_reader_plan_free(&plan);
    qg_text_free(&out);
}

static void a_folder_and_a_file_that_is_not_there_are_faults_with_a_reason(void **state) {
    (void)state;
    expect_no_input("/", "/: Is a directory");
    expect_no_input("no/such/file.json", "no/such/file.json: No such file or directory");
}

static void what_the_export_attests_holds_for_every_record(void **state) {
    (void)state;
    struct qg_reader_plan plan;
    struct qg_reader reader;
    struct qg_reader_options options = {0};
    struct qg_record record;
    struct qg_event event;
    struct qg_str text = QG_STR("{\"record\":\"export\",\"complete\":[\"hearings\"]}\n"
                                "{\"record\":\"dossier\",\"complete\":[\"notice\"],"
                                "\"certifications\":[{\"complete\":[\"sheet\"]}]}");
    assert_int_equal(qg_reader_plan_init(&plan, test_schema()), QG_OK);
    assert_int_equal(qg_record_init(&record, test_schema(), 1), QG_OK);
    assert_int_equal(qg_reader_open_memory(&reader, &plan, &options, text), QG_OK);
    assert_int_equal(qg_reader_next(&reader, &record, &event), QG_OK);
    assert_int_equal(event.kind, QG_EVENT_EXPORT);
    assert_int_equal(qg_reader_next(&reader, &record, &event), QG_OK);
    assert_int_equal(event.kind, QG_EVENT_RECORD);
    uint32_t certification = (uint32_t)record.slots[record.slots[1 + 20] + QG_LIST_FIRST];
    assert_int_equal(qg_record_attested(&record, QG_RECORD_ROOT), 8 | 1);
    assert_int_equal(qg_record_attested(&record, certification), 8 | 1 | 4);
    qg_reader_close(&reader);
    qg_record_free(&record);
    qg_reader_plan_free(&plan);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_input_holds_nothing),
        cmocka_unit_test(lines_hold_one_record_each),
        cmocka_unit_test(blank_lines_marks_and_line_ends_of_any_kind_are_nothing),
        cmocka_unit_test(a_bad_line_does_not_spoil_its_neighbours),
        cmocka_unit_test(a_first_line_that_breaks_off_is_a_bad_line_and_no_more),
        cmocka_unit_test(an_object_over_several_lines_is_a_single_record),
        cmocka_unit_test(an_array_holds_records),
        cmocka_unit_test(what_stands_before_the_damage_of_an_array_is_read),
        cmocka_unit_test(an_export_line_comes_first),
        cmocka_unit_test(an_envelope_has_an_export_and_records),
        cmocka_unit_test(a_damaged_envelope_is_read_as_far_as_it_goes),
        cmocka_unit_test(a_record_may_have_a_property_called_records),
        cmocka_unit_test(records_of_other_kinds_are_told_apart_from_broken_ones),
        cmocka_unit_test(sixteen_bit_text_is_refused_by_name),
        cmocka_unit_test(a_record_beyond_the_limit_is_skipped_and_the_next_one_read),
        cmocka_unit_test(a_long_line_is_read_like_any_other),
        cmocka_unit_test(what_arrives_in_pieces_is_put_together),
        cmocka_unit_test(what_is_told_of_damage_does_not_depend_on_how_it_arrives),
        cmocka_unit_test(a_folder_and_a_file_that_is_not_there_are_faults_with_a_reason),
        cmocka_unit_test(what_the_export_attests_holds_for_every_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
