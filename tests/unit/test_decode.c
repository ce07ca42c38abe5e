// SPDX-License-Identifier: Apache-2.0
//
// Decoding, by both engines: every expectation holds for either.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record_schema.h"

#include "date.h"

static const enum qg_engine engines[] = {QG_ENGINE_BULK, QG_ENGINE_JANSSON};

struct suite {
    struct trial trial;
    struct qg_text findings;
};

static int set_up(void **state) {
    struct suite *suite = calloc(1, sizeof *suite);
    trial_open(&suite->trial, false);
    *state = suite;
    return 0;
}

static int set_up_reporting_unknown(void **state) {
    struct suite *suite = calloc(1, sizeof *suite);
    trial_open(&suite->trial, true);
    *state = suite;
    return 0;
}

static int tear_down(void **state) {
    struct suite *suite = *state;
    trial_close(&suite->trial);
    qg_text_free(&suite->findings);
    free(suite);
    return 0;
}

// NOLINTNEXTLINE(bugprone-macro-parentheses): the name of what is declared
#define EACH_ENGINE(e) for (size_t e = 0; e < 2; e++)

// Decodes with one engine and expects these findings, written "CODE POINTER OFFSET; …".
static void decode(struct suite *suite, size_t engine, struct qg_str text, enum qg_decoded decoded,
                   const char *findings) {
    trial_decode(&suite->trial, engines[engine], text);
    assert_string_equal(trial_findings(&suite->trial, &suite->findings), findings);
    assert_int_equal(suite->trial.decoded, decoded);
}

static void expect(void **state, const char *text, enum qg_decoded decoded, const char *findings) {
    EACH_ENGINE(e) decode(*state, e, qg_str_of(text), decoded, findings);
}

static void expect_record(void **state, const char *text, const char *findings) {
    expect(state, text, QG_DECODED_RECORD, findings);
}

static void expect_unreadable(void **state, const char *text, const char *findings) {
    expect(state, text, QG_DECODED_UNREADABLE, findings);
}

static void expect_text(struct trial *trial, uint32_t ref, enum test_field field,
                        struct qg_str text) {
    struct qg_str found = qg_record_text(&trial->record, trial_slot(trial, ref, field));
    assert_int_equal(found.len, text.len);
    assert_memory_equal(found.at, text.at, text.len);
}

static void every_kind_of_field_lands_in_its_slot(void **state) {
    struct suite *suite = *state;
    struct trial *trial = &suite->trial;
    struct qg_str text = QG_STR("{\"record\":\"dossier\",\"id\":\"d1\",\"name\":\"Айгүл\","
                                "\"born\":\"1900-01-31\",\"seen_at\":\"1900-01-02T01:05\","
                                "\"sex\":\"male\",\"score\":2147483647,\"active\":true,"
                                "\"notice\":{\"served_on\":\"1900-02-01\",\"to\":\"d1\"},"
                                "\"tags\":[\"a\",\"d1\"],\"complete\":[\"sheet\",\"notice\"]}");
    EACH_ENGINE(e) {
        decode(suite, e, text, QG_DECODED_RECORD, "");
        expect_text(trial, 1, D_ID, QG_STR("d1"));
        expect_text(trial, 1, D_NAME, QG_STR("Айгүл"));
        assert_int_equal(trial_slot(trial, 1, D_BORN), 30);
        assert_int_equal(trial_slot(trial, 1, D_SEEN_AT), 24 * 60 + 65);
        assert_int_equal(trial_slot(trial, 1, D_SEX), 1);
        assert_int_equal(trial_slot(trial, 1, D_SCORE), INT32_MAX);
        assert_int_equal(trial_slot(trial, 1, D_ACTIVE), 1);
        uint32_t notice = 1 + 12;
        assert_int_equal(trial_slot(trial, 1, D_NOTICE), 1); // the state of the embedded region
        assert_int_equal(trial_slot(trial, notice, N_SERVED_ON), 31);
        assert_int_equal(trial_slot(trial, notice, N_TO), trial_slot(trial, 1, D_ID));
        assert_int_equal(trial_slot(trial, 1, D_COMPLETE), 1 | 4);
        assert_int_equal(trial_slot(trial, 1, D_CERTIFICATIONS), QG_SLOT_MISSING);
        const int32_t *tags = trial->record.slots + trial_slot(trial, 1, D_TAGS);
        assert_int_equal(tags[QG_LIST_COUNT], 2);
        assert_int_equal(tags[2], trial_slot(trial, 1, D_ID));
    }
}

static void lists_of_objects_are_chained_and_know_where_they_hang(void **state) {
    struct suite *suite = *state;
    struct trial *trial = &suite->trial;
    struct qg_str text = QG_STR("{\"record\":\"dossier\",\"certifications\":[{\"id\":\"c1\"},"
                                "{\"hearings\":[{\"date\":\"1900-01-02\"},{},"
                                "{\"present_ids\":[\"m1\"]}],\"kind\":\"repeat\"}]}");
    EACH_ENGINE(e) {
        decode(suite, e, text, QG_DECODED_RECORD, "");
        uint32_t second = trial_element(trial, 1, D_CERTIFICATIONS, 1);
        assert_int_equal(trial_slot(trial, second, C_KIND), 1);
        assert_int_equal(trial->record.slots[second + QG_AT_NEXT], 0);
        assert_int_equal(qg_record_owner(&trial->record, second), 1);
        uint32_t third = trial_element(trial, second, C_HEARINGS, 2);
        assert_int_equal(qg_record_owner(&trial->record, third), second);
        assert_int_equal(trial->record.slots[third + QG_AT_INDEX], 2);
        qg_text_clear(&suite->findings);
        qg_record_pointer(&trial->record, third, H_PRESENT, &suite->findings);
        assert_string_equal(suite->findings.at, "/certifications/1/hearings/2/present_ids");
    }
}

static void null_and_an_absent_key_are_missing_and_an_empty_list_is_not(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e,
               QG_STR("{\"record\":\"dossier\",\"born\":null,\"tags\":[],\"notice\":null,"
                      "\"certifications\":null,\"complete\":null,\"name\":\"\",\"score\":0}"),
               QG_DECODED_RECORD, "");
        assert_int_equal(trial_slot(&suite->trial, 1, D_BORN), QG_SLOT_MISSING);
        assert_int_equal(trial_slot(&suite->trial, 1, D_SEX), QG_SLOT_MISSING);
        assert_int_equal(trial_slot(&suite->trial, 1, D_NOTICE), QG_SLOT_MISSING);
        assert_int_equal(trial_slot(&suite->trial, 1, D_CERTIFICATIONS), QG_SLOT_MISSING);
        assert_int_equal(trial_slot(&suite->trial, 1, D_COMPLETE), QG_SLOT_MISSING);
        assert_int_equal(trial_slot(&suite->trial, 1, D_SCORE), 0);
        assert_true(trial_slot(&suite->trial, 1, D_NAME) > 0);
        assert_true(trial_slot(&suite->trial, 1, D_TAGS) > 0);
    }
}

static void a_list_that_is_emptied_by_spaces_is_empty(void **state) {
    expect_record(
        state, " { \"record\" : \"dossier\" , \"tags\" : [ ] , \"certifications\":[\n] }\r\n", "");
}

static void a_value_of_another_type_is_unknown_and_the_rest_goes_on(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e,
               QG_STR("{\"record\":\"dossier\",\"born\":19,\"name\":[{\"a\":1}],\"active\":\"no\","
                      "\"tags\":\"a\",\"notice\":[],\"complete\":{},\"score\":7}"),
               QG_DECODED_RECORD,
               "D0206 /born 27; D0203 /name 37; D0204 /active 56; D0202 /tags 68; "
               "D0201 /notice 81; D0202 /complete 95");
        assert_int_equal(trial_slot(&suite->trial, 1, D_BORN), QG_SLOT_UNREADABLE);
        assert_int_equal(trial_slot(&suite->trial, 1, D_TAGS), QG_SLOT_UNREADABLE);
        assert_int_equal(trial_slot(&suite->trial, 1, D_NOTICE), QG_SLOT_UNREADABLE);
        assert_int_equal(trial_slot(&suite->trial, 13, N_SERVED_ON), QG_SLOT_UNREADABLE);
        assert_int_equal(trial_slot(&suite->trial, 1, D_COMPLETE), QG_SLOT_UNREADABLE);
        assert_int_equal(trial_slot(&suite->trial, 1, D_SCORE), 7);
    }
}

// The count of a record {"record":"dossier","score":<text>}, or what stands there instead.
static int32_t score(struct suite *suite, size_t engine, const char *number, const char *findings) {
    struct qg_text text = {0};
    qg_text_printf(&text, "{\"record\":\"dossier\",\"score\":%s}", number);
    decode(suite, engine, qg_text_str(&text), QG_DECODED_RECORD, findings);
    qg_text_free(&text);
    return trial_slot(&suite->trial, 1, D_SCORE);
}

static void counts_are_whole_numbers_from_0_to_2147483647(void **state) {
    struct suite *suite = *state;
    static const char *const none[] = {
        "2147483648", "-1",          "1.0",  "1e2",   "0.5",    "99999999999999999999999999",
        "4294967296", "10000000000", "1E0",  "1e999", "-1e999", "0e0",
        "-0.0",       "true",        "\"1\""};
    EACH_ENGINE(e) {
        assert_int_equal(score(suite, e, "2147483647", ""), INT32_MAX);
        assert_int_equal(score(suite, e, "0", ""), 0);
        assert_int_equal(score(suite, e, "-0", ""), 0);
        assert_int_equal(score(suite, e, "42 ", ""), 42);
        for (size_t i = 0; i < sizeof none / sizeof *none; i++)
            assert_int_equal(score(suite, e, none[i], "D0205 /score 28"), QG_SLOT_UNREADABLE);
    }
}

static int32_t born(struct suite *suite, size_t engine, const char *date, const char *findings) {
    struct qg_text text = {0};
    qg_text_printf(&text, "{\"record\":\"dossier\",\"born\":\"%s\"}", date);
    decode(suite, engine, qg_text_str(&text), QG_DECODED_RECORD, findings);
    qg_text_free(&text);
    return trial_slot(&suite->trial, 1, D_BORN);
}

static void dates_are_real_days_of_the_years_1900_to_2199(void **state) {
    struct suite *suite = *state;
    static const char *const none[] = {"2023-02-29",  "1900-02-29",  "2024-13-01", "2024-00-10",
                                       "2024-04-31",  "1899-12-31",  "2200-01-01", "2024-1-01",
                                       "2024-01-01 ", "2024-01-01T", "",           "2024/01/01",
                                       "20240101xx"};
    EACH_ENGINE(e) {
        assert_int_equal(born(suite, e, "1900-01-01", ""), 0);
        assert_int_equal(born(suite, e, "2199-12-31", ""), QG_DATE_MAX);
        assert_int_equal(born(suite, e, "1904-02-29", ""), 4 * 365 + 31 + 28);
        assert_int_equal(born(suite, e, "1900\\u002d01\\u002D02", ""), 1);
        for (size_t i = 0; i < sizeof none / sizeof *none; i++)
            assert_int_equal(born(suite, e, none[i], "D0206 /born 27"), QG_SLOT_UNREADABLE);
    }
}

static void times_are_minutes_of_a_day_without_a_zone(void **state) {
    static const char *const none[] = {"1900-01-01T24:00",  "1900-01-01T00:60",
                                       "1900-01-01 00:00",  "1900-01-01T00:00:00",
                                       "1900-01-01T00:00Z", "1900-01-01"};
    expect_record(state, "{\"record\":\"dossier\",\"seen_at\":\"2199-12-31T23:59\"}", "");
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct qg_text text = {0};
        qg_text_printf(&text, "{\"record\":\"dossier\",\"seen_at\":\"%s\"}", none[i]);
        expect_record(state, text.at, "D0207 /seen_at 30");
        qg_text_free(&text);
    }
}

static void an_unknown_choice_is_told_which_there_are(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        struct qg_text message = {0};
        decode(suite, e, QG_STR("{\"record\":\"dossier\",\"sex\":\"Female\"}"), QG_DECODED_RECORD,
               "D0208 /sex 26");
        qg_data_message(&suite->trial.data.items.at[0], 0, &message);
        assert_string_equal(message.at, "expected one of female, male, found \"Female\"");
        qg_text_free(&message);
    }
}

static void a_bad_element_is_unknown_and_its_neighbours_stay(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e,
               QG_STR("{\"record\":\"dossier\",\"tags\":[\"a\",null,3],"
                      "\"certifications\":[null,{\"id\":\"c\"},\"x\"]}"),
               QG_DECODED_RECORD,
               "D0203 /tags/1 32; D0203 /tags/2 37; D0201 /certifications/0 58; "
               "D0201 /certifications/2 74");
        const int32_t *tags = suite->trial.record.slots + trial_slot(&suite->trial, 1, D_TAGS);
        assert_int_equal(tags[QG_LIST_COUNT], 3);
        assert_int_equal(tags[2], QG_SLOT_UNREADABLE);
        uint32_t first = trial_element(&suite->trial, 1, D_CERTIFICATIONS, 0);
        uint32_t second = trial_element(&suite->trial, 1, D_CERTIFICATIONS, 1);
        assert_int_equal(suite->trial.record.slots[first + QG_AT_STATE], QG_SLOT_UNREADABLE);
        assert_int_equal(trial_slot(&suite->trial, first, C_HEARINGS), QG_SLOT_UNREADABLE);
        assert_int_equal(trial_slot(&suite->trial, second, C_HEARINGS), QG_SLOT_MISSING);
    }
}

static void sections_are_known_by_name(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e, QG_STR("{\"record\":\"dossier\",\"complete\":[\"minutes\",\"notice\",7]}"),
               QG_DECODED_RECORD, "D0209 /complete/0 32; D0203 /complete/2 51");
        assert_int_equal(trial_slot(&suite->trial, 1, D_COMPLETE), 1);
    }
}

static void a_key_given_twice_contradicts_itself(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e,
               QG_STR("{\"record\":\"dossier\",\"score\":1,\"sc\\u006fre\":1,"
                      "\"notice\":{\"to\":\"a\"},\"notice\":null,\"x\":1,\"y\":2,\"x\":1}"),
               QG_DECODED_RECORD, "D0210 /score 30; D0210 /notice 65; D0210 /x 91");
        assert_int_equal(trial_slot(&suite->trial, 1, D_SCORE), QG_SLOT_UNREADABLE);
        assert_int_equal(trial_slot(&suite->trial, 1, D_NOTICE), QG_SLOT_UNREADABLE);
        assert_int_equal(trial_slot(&suite->trial, 13, N_TO), QG_SLOT_UNREADABLE);
    }
    expect_record(state, "{\"record\":\"dossier\",\"a\":{\"b\":1,\"b\":2}}", "");
    expect_record(state, "{\"record\":\"dossier\",\"record\":\"institution\"}", "D0215 /record 20");
}

static void a_key_may_be_written_with_escapes(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e,
               QG_STR("{\"\\u0072ecord\":\"dossi\\u0065r\",\"\\u0073core\":3,\"score\\u0000\":4}"),
               QG_DECODED_RECORD, "");
        assert_int_equal(trial_slot(&suite->trial, 1, D_SCORE), 3);
    }
}

static void escapes_become_the_text_they_stand_for(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e,
               QG_STR("{\"record\":\"dossier\",\"name\":"
                      "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0410\\u20AC\\uD83D\\uDE00\\u0000.\"}"),
               QG_DECODED_RECORD, "");
        expect_text(&suite->trial, 1, D_NAME, QG_STR("\"\\/\b\f\n\r\tА€😀\0."));
    }
}

static void texts_that_are_equal_share_a_symbol_whatever_their_spelling(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e,
               QG_STR("{\"record\":\"dossier\",\"id\":\"m1\",\"name\":\"\\u006d1\","
                      "\"tags\":[\"protocol\",\"m1\",\"sheet\"]}"),
               QG_DECODED_RECORD, "");
        const int32_t *tags = suite->trial.record.slots + trial_slot(&suite->trial, 1, D_TAGS);
        assert_int_equal(tags[1], 1); // the policy's own texts come first
        assert_int_equal(tags[2], trial_slot(&suite->trial, 1, D_ID));
        assert_int_equal(tags[2], trial_slot(&suite->trial, 1, D_NAME));
        assert_int_equal(tags[3], 2);
    }
}

static void the_kind_may_stand_anywhere_in_the_record(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e, QG_STR("{\"id\":\"i1\",\"born\":7,\"record\":\"institution\"}"),
               QG_DECODED_RECORD, "");
        assert_int_equal(suite->trial.record.type, INSTITUTION);
        expect_text(&suite->trial, 1, I_ID, QG_STR("i1"));
        decode(suite, e, QG_STR("{\"id\":\"d1\",\"born\":7,\"record\":\"dossier\"}"),
               QG_DECODED_RECORD, "D0206 /born 18");
        assert_int_equal(suite->trial.record.type, DOSSIER);
    }
}

static void a_record_of_a_kind_nobody_audits_need_only_be_json(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e, QG_STR("{\"record\":\"evaluation\",\"born\":7}"), QG_DECODED_OTHER, "");
        assert_true(qg_str_equal(suite->trial.decoder.tag, QG_STR("evaluation")));
    }
    expect_unreadable(state, "{\"record\":\"evaluation\",\"born\":}", "D0101  30");
}

static void what_does_not_say_what_it_is_cannot_be_read(void **state) {
    expect_unreadable(state, " {}", "D0114  1");
    expect_unreadable(state, "{\"id\":\"d1\"}", "D0114  0");
    expect_unreadable(state, "{\"record\":null}", "D0114  0");
    expect_unreadable(state, "{\"record\":5,\"id\":\"d\"}", "D0115  10");
    expect_unreadable(state, "{\"record\":5,\"id\":}", "D0101  17");
    expect_unreadable(state, "[1]", "D0113  0");
    expect_unreadable(state, "\"dossier\"", "D0113  0");
}

static void text_that_is_not_json_is_refused_where_it_goes_wrong(void **state) {
    expect_unreadable(state, "", "D0101  0");
    expect_unreadable(state, "{\"record\":\"dossier\",}", "D0102  20");
    expect_unreadable(state, "{\"record\":\"dossier\" \"id\":1}", "D0102  20");
    expect_unreadable(state, "{\"record\":\"dossier\",\"tags\":[\"a\",]}", "D0101  32");
    expect_unreadable(state, "{\"record\":\"dossier\",\"tags\":[\"a\"", "D0102  31");
    expect_unreadable(state, "{\"record\":\"dossier\",\"name\":\"abc", "D0102  31");
    expect_unreadable(state, "{\"record\":\"dossier\"}}", "D0112  20");
    expect_unreadable(state, "{\"record\":\"dossier\",\"score\":01}", "D0103  28");
    expect_unreadable(state, "{\"record\":\"dossier\",\"active\":tru}", "D0101  29");
    expect_unreadable(state, "{\"record\":\"dossier\",\"name\":\"a\\x\"}", "D0104  29");
    expect_unreadable(state, "{\"record\":\"dossier\",\"name\":\"a\tb\"}", "D0106  29");
}

static void lone_surrogates_are_no_text_anywhere(void **state) {
    expect_unreadable(state, "{\"record\":\"dossier\",\"name\":\"\\ud800\"}", "D0105  28");
    expect_unreadable(state, "{\"record\":\"dossier\",\"x\":\"a\\udc00\"}", "D0105  26");
    expect_unreadable(state, "{\"record\":\"dossier\",\"x\\ud83d\\u0041\":1}", "D0105  22");
}

static void invalid_utf8_is_found_at_its_first_byte(void **state) {
    expect_unreadable(state, "{\"record\":\"dossier\",\"name\":\"Аb\xC0\xAF\"}", "D0107  31");
    expect_unreadable(state, "{\"record\":\"dossier\",\"x\":\"\xED\xA0\x80\"}", "D0107  25");
    expect_unreadable(state, "{\"record\":\"dossier\",\"name\":\"\xFF\\x\"}", "D0107  28");
    expect_unreadable(state, "{\"record\":\"dossier\"}\xD0", "D0112  20");
}

static void nul_bytes_are_refused_where_they_stand(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        decode(suite, e, QG_STR("{\"record\":\"dossier\",\"name\":\"a\0b\"}"),
               QG_DECODED_UNREADABLE, "D0106  29");
        decode(suite, e, QG_STR("{\"record\":\"dossier\"\0}"), QG_DECODED_UNREADABLE, "D0102  19");
        decode(suite, e, QG_STR("{\"record\":\"dossier\"}\0"), QG_DECODED_UNREADABLE, "D0112  20");
    }
}

// {"record":"dossier","x":[[…]]} with `levels` brackets open at once, the outermost included.
static void nest(struct qg_text *text, size_t levels) {
    qg_text_clear(text);
    qg_text_addz(text, "{\"record\":\"dossier\",\"x\":");
    qg_text_fill(text, '[', levels - 1);
    qg_text_fill(text, ']', levels - 1);
    qg_text_char(text, '}');
}

static void nesting_is_read_up_to_the_limit_and_no_deeper(void **state) {
    struct suite *suite = *state;
    struct qg_text text = {0};
    EACH_ENGINE(e) {
        nest(&text, QG_JSON_DEPTH_LIMIT);
        decode(suite, e, qg_text_str(&text), QG_DECODED_RECORD, "");
        nest(&text, QG_JSON_DEPTH_LIMIT + 1);
        decode(suite, e, qg_text_str(&text), QG_DECODED_UNREADABLE, "D0109  151"); // 24 + 127
        nest(&text, 200);
        decode(suite, e, qg_text_str(&text), QG_DECODED_UNREADABLE, "D0109  151");
    }
    qg_text_free(&text);
}

static void an_id_that_occurs_twice_in_a_list_of_the_record_is_reported(void **state) {
    expect_record(state,
                  "{\"record\":\"dossier\",\"certifications\":[{\"id\":\"c\"},{\"id\":\"d\"},"
                  "{\"id\":\"c\"}]}",
                  "D0211 /certifications/2/id 66");
}

static void the_order_of_keys_does_not_matter_and_may_change_from_record_to_record(void **state) {
    struct suite *suite = *state;
    static const char *const orders[] = {
        "{\"record\":\"dossier\",\"id\":\"d\",\"score\":5,\"active\":false,\"x\":1}",
        "{\"x\":1,\"active\":false,\"score\":5,\"id\":\"d\",\"record\":\"dossier\"}",
        "{\"score\":5,\"record\":\"dossier\",\"x\":{},\"active\":false,\"id\":\"d\"}",
    };
    EACH_ENGINE(e) {
        for (int i = 0; i < 9; i++) {
            decode(suite, e, qg_str_of(orders[i % 3]), QG_DECODED_RECORD, "");
            assert_int_equal(trial_slot(&suite->trial, 1, D_SCORE), 5);
            assert_int_equal(trial_slot(&suite->trial, 1, D_ACTIVE), 0);
            expect_text(&suite->trial, 1, D_ID, QG_STR("d"));
        }
    }
}

static void unknown_properties_are_reported_with_what_may_have_been_meant(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        struct qg_text message = {0};
        decode(suite, e, QG_STR("{\"record\":\"dossier\",\"scoer\":5,\"notice\":{\"/~\":1}}"),
               QG_DECODED_RECORD, "D0213 /scoer 20; D0212 /notice/~1~0 40");
        qg_data_message(&suite->trial.data.items.at[0], 0, &message);
        assert_string_equal(message.at, "unknown property \"scoer\"; did you mean `score`?");
        qg_text_free(&message);
    }
}

static void of_many_findings_a_hundred_are_kept_and_the_others_counted(void **state) {
    struct suite *suite = *state;
    EACH_ENGINE(e) {
        struct qg_text text = {0}, message = {0};
        qg_text_addz(&text, "{\"record\":\"dossier\",\"tags\":[0");
        for (int i = 1; i < QG_DATA_LIMIT + 7; i++)
            qg_text_addz(&text, ",0");
        qg_text_addz(&text, "]}");
        trial_decode(&suite->trial, engines[e], qg_text_str(&text));
        assert_int_equal(suite->trial.data.items.len, QG_DATA_LIMIT + 1);
        qg_data_message(&suite->trial.data.items.at[QG_DATA_LIMIT], 0, &message);
        assert_string_equal(message.at, "and 7 more");
        qg_text_free(&text);
        qg_text_free(&message);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define TEST_UNKNOWN(name)                                                                         \
    cmocka_unit_test_setup_teardown(name, set_up_reporting_unknown, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_kind_of_field_lands_in_its_slot),
        TEST(lists_of_objects_are_chained_and_know_where_they_hang),
        TEST(null_and_an_absent_key_are_missing_and_an_empty_list_is_not),
        TEST(a_list_that_is_emptied_by_spaces_is_empty),
        TEST(a_value_of_another_type_is_unknown_and_the_rest_goes_on),
        TEST(counts_are_whole_numbers_from_0_to_2147483647),
        TEST(dates_are_real_days_of_the_years_1900_to_2199),
        TEST(times_are_minutes_of_a_day_without_a_zone),
        TEST(an_unknown_choice_is_told_which_there_are),
        TEST(a_bad_element_is_unknown_and_its_neighbours_stay),
        TEST(sections_are_known_by_name),
        TEST(a_key_given_twice_contradicts_itself),
        TEST(a_key_may_be_written_with_escapes),
        TEST(escapes_become_the_text_they_stand_for),
        TEST(texts_that_are_equal_share_a_symbol_whatever_their_spelling),
        TEST(the_kind_may_stand_anywhere_in_the_record),
        TEST(a_record_of_a_kind_nobody_audits_need_only_be_json),
        TEST(what_does_not_say_what_it_is_cannot_be_read),
        TEST(text_that_is_not_json_is_refused_where_it_goes_wrong),
        TEST(lone_surrogates_are_no_text_anywhere),
        TEST(invalid_utf8_is_found_at_its_first_byte),
        TEST(nul_bytes_are_refused_where_they_stand),
        TEST(nesting_is_read_up_to_the_limit_and_no_deeper),
        TEST(an_id_that_occurs_twice_in_a_list_of_the_record_is_reported),
        TEST(the_order_of_keys_does_not_matter_and_may_change_from_record_to_record),
        TEST_UNKNOWN(unknown_properties_are_reported_with_what_may_have_been_meant),
        TEST(of_many_findings_a_hundred_are_kept_and_the_others_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
