// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "date.h"
#include "facts.h"
#include "message.h"
#include "record_schema.h"
#include "redact.h"

static const struct qg_redaction *key(void) {
    static struct qg_redaction redaction;
    qg_redaction_init(&redaction, QG_STR("a key of sixteen bytes and more"));
    return &redaction;
}

// The pseudonym of a text by the key of these tests.
static const char *name_of(const char *text) {
    static char name[QG_PSEUDONYM + 1];
    qg_redaction_name(key(), qg_str_of(text), name);
    return name;
}

static void expect_name(struct qg_str text, const char *of) {
    const char *name = name_of(of);
    assert_int_equal(text.len, strlen(name));
    assert_memory_equal(text.at, name, text.len);
}

static void open(struct trial *trial, const char *text) {
    trial_open(trial, true);
    trial_decode(trial, QG_ENGINE_BULK, qg_str_of(text));
    assert_int_equal(trial->decoded, QG_DECODED_RECORD);
    assert_true(qg_redact_record(key(), &trial->record));
}

static struct qg_str text_of(const struct trial *trial, enum test_field field) {
    return qg_record_text(&trial->record, trial_slot(trial, QG_RECORD_ROOT, field));
}

static void a_text_has_one_pseudonym_and_another_key_another(void **state) {
    (void)state;
    struct qg_redaction other;
    char name[QG_PSEUDONYM + 1], again[QG_PSEUDONYM + 1];
    qg_redaction_name(key(), QG_STR("Асель"), name);
    qg_redaction_name(key(), QG_STR("Асель"), again);
    assert_string_equal(name, again);
    assert_int_equal(strlen(name), QG_PSEUDONYM);
    assert_memory_equal(name, "p-", 2);
    qg_redaction_init(&other, QG_STR("a key of sixteen bytes and less"));
    qg_redaction_name(&other, QG_STR("Асель"), again);
    assert_string_not_equal(name, again);
    qg_redaction_name(key(), QG_STR(""), name);
    assert_string_equal(name, "");
}

static void every_text_of_a_record_gives_way(void **state) {
    (void)state;
    struct trial trial;
    open(&trial, "{\"record\":\"dossier\",\"id\":\"d-1\",\"name\":\"Ас\\u0435ль \\\"A\\\"\","
                 "\"tags\":[\"d-1\",\"m-2\"],\"score\":7,\"sex\":\"female\"}");
    expect_name(text_of(&trial, D_ID), "d-1");
    expect_name(text_of(&trial, D_NAME), "Асель \"A\"");
    struct qg_text tags = {0};
    qg_fact_json(&trial.record, QG_RECORD_ROOT, D_TAGS, &tags);
    assert_null(strstr(tags.at, "d-1"));
    assert_null(strstr(tags.at, "m-2"));
    assert_non_null(strstr(tags.at, name_of("m-2")));
    qg_text_free(&tags);
    trial_close(&trial);
}

static void what_the_policy_names_stays(void **state) {
    (void)state;
    struct trial trial;
    open(&trial, "{\"record\":\"dossier\",\"tags\":[\"sheet\",\"Sheet\"],\"sex\":\"male\","
                 "\"score\":3,\"active\":false,\"seen_at\":\"2023-01-02T10:00\"}");
    struct qg_text text = {0};
    qg_fact_json(&trial.record, QG_RECORD_ROOT, D_TAGS, &text);
    qg_fact_json(&trial.record, QG_RECORD_ROOT, D_SEX, &text);
    qg_fact_json(&trial.record, QG_RECORD_ROOT, D_SCORE, &text);
    qg_fact_json(&trial.record, QG_RECORD_ROOT, D_SEEN_AT, &text);
    assert_non_null(strstr(text.at, "[\"sheet\", \"p-"));
    assert_non_null(strstr(text.at, "]\"male\"3\"2023-01-02T10:00\""));
    qg_text_free(&text);
    trial_close(&trial);
}

// The day of birth is hidden wherever it is printed; other days are not.
static void a_day_of_birth_is_shown_as_a_pseudonym(void **state) {
    (void)state;
    struct trial trial;
    int32_t born, served;
    open(&trial, "{\"record\":\"dossier\",\"born\":\"1970-05-04\","
                 "\"notice\":{\"served_on\":\"2023-05-04\"}}");
    assert_true(qg_date_parse("1970-05-04", 10, &born));
    assert_true(qg_date_parse("2023-05-04", 10, &served));
    struct qg_text text = {0};
    struct qg_shape date = {.kind = QG_KIND_DATE};
    qg_fact_json(&trial.record, QG_RECORD_ROOT, D_BORN, &text);
    qg_value_json(&trial.record, date, served, &text);
    qg_value_add(&trial.record, date, (struct qg_value){born, born}, QG_LANG_RU, &text);
    qg_value_add(&trial.record, date, (struct qg_value){served, served}, QG_LANG_RU, &text);
    char expected[128], name[QG_PSEUDONYM + 1];
    qg_redaction_name(key(), QG_STR("1970-05-04"), name);
    snprintf(expected, sizeof expected, "\"%s\"\"2023-05-04\"%s04.05.2023", name, name);
    assert_string_equal(text.at, expected);
    qg_text_free(&text);
    qg_record_reset(&trial.record); // the next record was not born then
    assert_false(qg_redact_day(&trial.record, born, name));
    trial_close(&trial);
}

// What a data finding becomes, as a message with its pointer in front.
static void expect_data(enum qg_data_code code, const char *pointer, const char *found,
                        const char *expected) {
    struct qg_arena arena;
    struct qg_text text = {0};
    qg_arena_init(&arena, "test");
    struct qg_data_finding finding = {
        .code = code, .pointer = qg_str_of(pointer), .found = qg_str_of(found)};
    assert_true(qg_redact_data(key(), test_schema(), &arena, &finding));
    qg_text_printf(&text, "%.*s %.*s", QG_STR_ARG(finding.pointer), QG_STR_ARG(finding.found));
    assert_string_equal(text.at, expected);
    qg_text_free(&text);
    qg_arena_free(&arena);
}

static void what_a_data_finding_quotes_gives_way(void **state) {
    (void)state;
    char expected[128];
    snprintf(expected, sizeof expected, "/born %s", name_of("Асель"));
    expect_data(QG_DATA_DATE, "/born", "\"Асель\"", expected);
    expect_data(QG_DATA_DATE, "/born", "\"\\u0410сель\"", expected); // the same text
    snprintf(expected, sizeof expected, "/id %s", name_of("d-1"));
    expect_data(QG_DATA_RECORD_ID, "/id", "d-1", expected); // comes without quotes
    snprintf(expected, sizeof expected, "/id %s", name_of("850101300123"));
    expect_data(QG_DATA_TEXT, "/id", "850101300123", expected); // a number may be somebody's
    snprintf(expected, sizeof expected, "/id %s", name_of("\"half a na"));
    expect_data(QG_DATA_TEXT, "/id", "\"half a na", expected);
}

static void what_tells_nothing_stays(void **state) {
    (void)state;
    expect_data(QG_DATA_TEXT, "/name", "true", "/name true");
    expect_data(QG_DATA_TEXT, "/name", "{", "/name {");
    expect_data(QG_DATA_SYNTAX, "", "}", " }");
    expect_data(QG_DATA_DUPLICATE, "/notice/to", "\"", "/notice/to \"");
    expect_data(QG_DATA_DUPLICATE, "/name", "\"name\"", "/name \"name\"");
}

static void a_key_that_nobody_declared_gives_way(void **state) {
    (void)state;
    char expected[128], name[QG_PSEUDONYM + 1];
    qg_redaction_name(key(), QG_STR("Асель"), name);
    snprintf(expected, sizeof expected, "/notice/%s %s", name, name);
    expect_data(QG_DATA_UNKNOWN, "/notice/Асель", "\"Асель\"", expected);
    snprintf(expected, sizeof expected, "/tags/0 %s", name_of("7"));
    expect_data(QG_DATA_TEXT, "/tags/0", "7", expected); // an index is no key
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_has_one_pseudonym_and_another_key_another),
        cmocka_unit_test(every_text_of_a_record_gives_way),
        cmocka_unit_test(what_the_policy_names_stays),
        cmocka_unit_test(a_day_of_birth_is_shown_as_a_pseudonym),
        cmocka_unit_test(what_a_data_finding_quotes_gives_way),
        cmocka_unit_test(what_tells_nothing_stays),
        cmocka_unit_test(a_key_that_nobody_declared_gives_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
