// SPDX-License-Identifier: Apache-2.0
//
// The two engines side by side: whatever is wrong with a record, both say it with the same code, at
// the same place, in the same words of every language. Each kind of data finding that an engine can
// make has at least one text here.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "program.h"
#include "record_schema.h"

// One engine over one input.
struct side {
    struct qg_reader reader;
    struct qg_record record;
    struct qg_event event;
};

static void open_side(struct side *side, const struct qg_reader_plan *plan, enum qg_engine engine,
                      struct qg_str bytes) {
    struct qg_reader_options options = {.engine = engine, .report_unknown = true};
    assert_int_equal(qg_record_init(&side->record, test_schema(), 1), QG_OK);
    assert_int_equal(qg_reader_open_memory(&side->reader, plan, &options, bytes), QG_OK);
}

static void next(struct side *side) {
    assert_int_equal(qg_reader_next(&side->reader, &side->record, &side->event), QG_OK);
}

static void close_side(struct side *side) {
    qg_reader_close(&side->reader);
    qg_record_free(&side->record);
}

// "D0206 29 /born: expected a date …, found 7 | ожидалась … | …", a line each.
static void write_findings(const struct qg_event *event, struct qg_text *out) {
    qg_text_printf(out, "event %d\n", (int)event->kind);
    for (uint32_t i = 0; i < event->data->items.len; i++) {
        const struct qg_data_finding *f = &event->data->items.at[i];
        qg_text_printf(out, "%.*s %zu %.*s", QG_STR_ARG(qg_data_code(f->code)), f->offset,
                       QG_STR_ARG(f->pointer));
        for (int lang = 0; lang < QG_LANGS; lang++) {
            qg_text_addz(out, lang == 0 ? ": " : " | ");
            qg_data_message(f, lang, out);
        }
        qg_text_char(out, '\n');
    }
}

// Runs both over the bytes; what they say goes to `said`, once.
static void agree(struct qg_str bytes, struct qg_text *said) {
    struct qg_reader_plan plan;
    struct side bulk, jansson;
    struct qg_text left = {0}, right = {0};
    assert_int_equal(qg_reader_plan_init(&plan, test_schema()), QG_OK);
    open_side(&bulk, &plan, QG_ENGINE_BULK, bytes);
    open_side(&jansson, &plan, QG_ENGINE_JANSSON, bytes);
    do {
        next(&bulk);
        next(&jansson);
        qg_text_clear(&left);
        qg_text_clear(&right);
        write_findings(&bulk.event, &left);
        write_findings(&jansson.event, &right);
        assert_string_equal(left.at, right.at);
        qg_text_add(said, qg_text_str(&left));
    } while (bulk.event.kind != QG_EVENT_END);
    close_side(&bulk);
    close_side(&jansson);
    qg_reader_plan_free(&plan);
    qg_text_free(&left);
    qg_text_free(&right);
}

#define DOSSIER_WITH(rest) "{\"record\":\"dossier\"," rest "}"

static const struct {
    enum qg_data_code code; // one that must be among the findings
    struct qg_str bytes;
} texts[] = {
    {QG_DATA_NO_VALUE, QG_STR_INIT(DOSSIER_WITH("\"x\":nul"))},
    {QG_DATA_NO_VALUE, QG_STR_INIT(DOSSIER_WITH("\"x\":[+1]"))},
    {QG_DATA_SYNTAX, QG_STR_INIT(DOSSIER_WITH("\"x\":[1-2.5e3]"))},
    {QG_DATA_SYNTAX, QG_STR_INIT(DOSSIER_WITH("\"score\":1-2.5e3"))},
    {QG_DATA_SYNTAX, QG_STR_INIT(DOSSIER_WITH("\"x\":1e5e5"))},
    {QG_DATA_SYNTAX, QG_STR_INIT(DOSSIER_WITH("\"x\":[1234567890123456789-1234567890123456789]"))},
    {QG_DATA_SYNTAX, QG_STR_INIT(DOSSIER_WITH("\"x\":1.5.5"))},
    {QG_DATA_SYNTAX, QG_STR_INIT(DOSSIER_WITH("\"tags\":[\"a\" \"b\"]"))},
    {QG_DATA_NUMBER, QG_STR_INIT(DOSSIER_WITH("\"score\":-"))},
    {QG_DATA_NUMBER, QG_STR_INIT(DOSSIER_WITH("\"score\":1."))},
    {QG_DATA_NUMBER, QG_STR_INIT(DOSSIER_WITH("\"x\":[01]"))},
    {QG_DATA_NUMBER, QG_STR_INIT(DOSSIER_WITH("\"x\":2.e3"))},
    {QG_DATA_NUMBER, QG_STR_INIT(DOSSIER_WITH("\"x\":2e"))},
    {QG_DATA_ESCAPE, QG_STR_INIT(DOSSIER_WITH("\"name\":\"a\\qb\""))},
    {QG_DATA_ESCAPE, QG_STR_INIT(DOSSIER_WITH("\"x\":\"\\u12G4\""))},
    {QG_DATA_SURROGATE, QG_STR_INIT(DOSSIER_WITH("\"name\":\"\\ud800\\u0041\""))},
    {QG_DATA_CONTROL, QG_STR_INIT(DOSSIER_WITH("\"name\":\"a\tb\""))},
    {QG_DATA_CONTROL, QG_STR_INIT(DOSSIER_WITH("\"name\":\"a\0b\""))},
    {QG_DATA_UTF8, QG_STR_INIT(DOSSIER_WITH("\"name\":\"a\xC0\xAF\""))},
    {QG_DATA_UTF16, QG_STR_INIT("\xFF\xFE{\0}\0")},
    {QG_DATA_DEPTH, QG_STR_INIT(DOSSIER_WITH(
                        "\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
                        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["))},
    {QG_DATA_TRAILING, QG_STR_INIT(DOSSIER_WITH("\"x\":1") "}")},
    {QG_DATA_NOT_OBJECT, QG_STR_INIT("\"dossier\"")},
    {QG_DATA_NO_KIND, QG_STR_INIT("{\"id\":\"a\"}")},
    {QG_DATA_NO_KIND, QG_STR_INIT("{\"record\":null}")},
    {QG_DATA_BAD_KIND, QG_STR_INIT("{\"record\":[1]}")},
    {QG_DATA_OBJECT, QG_STR_INIT(DOSSIER_WITH("\"notice\":\"today\""))},
    {QG_DATA_OBJECT, QG_STR_INIT(DOSSIER_WITH("\"certifications\":[{},null,3]"))},
    {QG_DATA_LIST, QG_STR_INIT(DOSSIER_WITH("\"tags\":{\"a\":1},\"certifications\":\"none\""))},
    {QG_DATA_TEXT, QG_STR_INIT(DOSSIER_WITH("\"name\":12.50,\"tags\":[\"a\",[1,2],null]"))},
    {QG_DATA_BOOL, QG_STR_INIT(DOSSIER_WITH("\"active\":1"))},
    {QG_DATA_COUNT, QG_STR_INIT(DOSSIER_WITH("\"score\":2.5e3"))},
    {QG_DATA_COUNT, QG_STR_INIT(DOSSIER_WITH("\"score\":-12345678901234567890"))},
    {QG_DATA_COUNT, QG_STR_INIT(DOSSIER_WITH("\"score\":\"\\u0031\""))},
    {QG_DATA_DATE, QG_STR_INIT(DOSSIER_WITH("\"born\":\"2023-02-29\""))},
    {QG_DATA_DATE, QG_STR_INIT(DOSSIER_WITH("\"born\":{\"year\":2023}"))},
    {QG_DATA_TIME, QG_STR_INIT(DOSSIER_WITH("\"seen_at\":\"2023-02-28T24:00\""))},
    {QG_DATA_ENUM, QG_STR_INIT(DOSSIER_WITH("\"sex\":\"m\\u0061n\""))},
    {QG_DATA_ENUM, QG_STR_INIT(DOSSIER_WITH("\"certifications\":[{\"kind\":\"Repeat\"}]"))},
    {QG_DATA_SECTION, QG_STR_INIT(DOSSIER_WITH("\"complete\":[\"sheet\",\"sheets\"]"))},
    {QG_DATA_DUPLICATE, QG_STR_INIT(DOSSIER_WITH("\"score\":1,\"\\u0073core\":2"))},
    {QG_DATA_DUPLICATE, QG_STR_INIT(DOSSIER_WITH("\"x\\\"\":1,\"x\\u0022\":2"))},
    {QG_DATA_SAME_ID,
     QG_STR_INIT(
         DOSSIER_WITH("\"certifications\":[{\"id\":\"c\"},{\"id\":\"\\u0063\"},{\"id\":\"c\"}]"))},
    {QG_DATA_UNKNOWN, QG_STR_INIT(DOSSIER_WITH("\"entirely_other\":1"))},
    {QG_DATA_MISSPELT, QG_STR_INIT(DOSSIER_WITH("\"nmae\":\"x\",\"notice\":{\"served\":1}"))},
    {QG_DATA_KIND_TWICE, QG_STR_INIT(DOSSIER_WITH("\"rec\\u006frd\":\"institution\""))},
    {QG_DATA_LATE_EXPORT, QG_STR_INIT(DOSSIER_WITH("\"id\":\"a\"") "\n{\"record\":\"export\"}")},
};

enum { TEXTS = sizeof texts / sizeof texts[0] };

static void both_engines_say_the_same_of_every_text(void **state) {
    (void)state;
    for (size_t i = 0; i < TEXTS; i++) {
        struct qg_text said = {0};
        struct qg_str code = qg_data_code(texts[i].code);
        agree(texts[i].bytes, &said);
        if (strstr(said.at, code.at) == NULL)
            fail_msg("of %.*s it is said: %s", QG_STR_ARG(texts[i].bytes), said.at);
        qg_text_free(&said);
    }
}

// Of more findings than are kept, the same are kept.
static void both_engines_stop_at_the_same_finding(void **state) {
    (void)state;
    struct qg_text text = {0}, said = {0};
    qg_text_addz(&text, "{\"record\":\"dossier\",\"tags\":[0");
    for (int i = 1; i < QG_DATA_LIMIT + 7; i++)
        qg_text_addz(&text, ",0");
    qg_text_addz(&text, "],\"record\":1}");
    agree(qg_text_str(&text), &said);
    assert_non_null(strstr(said.at, "D0214"));
    qg_text_free(&text);
    qg_text_free(&said);
}

// What no engine says: it is found by the carrier, the run or an import (whose codes come last),
// whichever engine there is, or takes more memory than a test may.
static bool is_said_elsewhere(enum qg_data_code code) {
    return code == QG_DATA_TOO_LONG || code == QG_DATA_TOO_LARGE || code == QG_DATA_RECORD_ID ||
           code == QG_DATA_STEPS || code == QG_DATA_UNTOLD || code == QG_DATA_MORE ||
           code >= QG_DATA_CELL_DATE;
}

static void every_kind_of_data_finding_has_a_text(void **state) {
    (void)state;
    for (int code = 0; code < QG_DATA_CODES; code++) {
        bool has = is_said_elsewhere((enum qg_data_code)code);
        for (size_t i = 0; i < TEXTS; i++)
            has |= texts[i].code == (enum qg_data_code)code;
        if (!has)
            fail_msg("no text for %s", qg_data_code((enum qg_data_code)code).at);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_engines_say_the_same_of_every_text),
        cmocka_unit_test(both_engines_stop_at_the_same_finding),
        cmocka_unit_test(every_kind_of_data_finding_has_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
