// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "schema_json.h"

#include "date.h"
#include "kinds.h"
#include "policy_text.h"

#include <jansson.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char one_of_each[] =
    "enum mood { calm, cross }\n"
    "type part { id: id  mood: mood  since: date  to: date or ongoing }\n"
    "type unused { n: count }\n"
    "record whole {\n"
    "  id: id  name: text  signed: optional bool  votes: count  born: date  met_at: time\n"
    "  mood: mood  part: section part  parts: section partial list of part\n"
    "  days: list of date  moods: list of mood  names: list of text  complete: sections }\n"
    "record other { id: id  whole: whole }\n"
    "act statute { title en \"Statute\" number \"7\" audits whole }\n";

// A schema as it was printed, and read again.
struct printed {
    struct qg_policy policy;
    struct qg_text text;
    json_t *root;
};

static void print(struct printed *p, const char *policy, const char *record, bool closed) {
    *p = (struct printed){0};
    const struct qg_program *program = policy_text(&p->policy, policy);
    struct qg_schema_wish wish = {.record = QG_NONE, .closed = closed};
    if (record != NULL)
        wish.record = qg_kinds_find(program, qg_str_of(record), &p->text);
    assert_int_equal(qg_schema_json(program, wish, &p->text), QG_OK);
    p->root = json_loadb(p->text.at, p->text.len, 0, NULL);
    assert_non_null(p->root);
}

static void forget(struct printed *p) {
    json_decref(p->root);
    qg_text_free(&p->text);
    qg_policy_free(&p->policy);
}

static json_t *definition(const struct printed *p, const char *name) {
    return json_object_get(json_object_get(p->root, "$defs"), name);
}

static void assert_json(json_t *value, const char *expected) {
    char *text = value == NULL ? NULL : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    assert_string_equal(text == NULL ? "nothing" : text, expected);
    free(text);
}

static void assert_property(const struct printed *p, const char *type, const char *name,
                            const char *expected) {
    assert_json(json_object_get(json_object_get(definition(p, type), "properties"), name),
                expected);
}

static void each_kind_of_field_may_be_null_or_of_its_type(void **state) {
    struct printed p;
    (void)state;
    print(&p, one_of_each, NULL, false);
    assert_property(&p, "whole", "name", "{\"type\":[\"string\",\"null\"]}");
    assert_property(&p, "whole", "votes",
                    "{\"anyOf\":[{\"$ref\":\"#/$defs/scalar.count\"},{\"type\":\"null\"}]}");
    assert_property(&p, "whole", "born",
                    "{\"anyOf\":[{\"$ref\":\"#/$defs/scalar.date\"},{\"type\":\"null\"}]}");
    assert_property(&p, "whole", "met_at",
                    "{\"anyOf\":[{\"$ref\":\"#/$defs/scalar.time\"},{\"type\":\"null\"}]}");
    assert_property(&p, "whole", "mood",
                    "{\"anyOf\":[{\"$ref\":\"#/$defs/mood\"},{\"type\":\"null\"}]}");
    assert_property(&p, "whole", "days",
                    "{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/scalar.date\"}}");
    assert_property(&p, "whole", "names",
                    "{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"string\"}}");
    assert_json(definition(&p, "mood"), "{\"enum\":[\"calm\",\"cross\"]}");
    assert_json(definition(&p, "scalar.section"), "{\"enum\":[\"part\",\"parts\"]}");
    forget(&p);
}

static void what_absence_means_is_told(void **state) {
    struct printed p;
    (void)state;
    print(&p, one_of_each, NULL, false);
    assert_property(
        &p, "whole", "signed",
        "{\"type\":[\"boolean\",\"null\"],\"description\":\"Absent: there was none.\"}");
    assert_property(&p, "part", "to",
                    "{\"anyOf\":[{\"$ref\":\"#/$defs/scalar.date\"},{\"type\":\"null\"}],"
                    "\"description\":\"Absent: the state lasts.\"}");
    assert_property(&p, "part", "id",
                    "{\"type\":[\"string\",\"null\"],\"description\":\"Unique in its list.\"}");
    assert_property(&p, "whole", "parts",
                    "{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#/$defs/part\"},"
                    "\"description\":\"A section: `complete` can say that everything there is of "
                    "it is here. Only then is the list the whole list.\"}");
    forget(&p);
}

static void definitions_stand_where_they_are_first_spoken_of(void **state) {
    static const char *const expected[] = {
        "carrier.record", "carrier.envelope", "whole", "other", "carrier.export", "scalar.count",
        "scalar.date",    "scalar.time",      "mood",  "part",  "scalar.section", "value.whole",
    };
    struct printed p;
    const char *name;
    json_t *value;
    size_t at = 0;
    (void)state;
    print(&p, one_of_each, NULL, false);
    json_object_foreach(json_object_get(p.root, "$defs"), name, value) {
        assert_true(at < sizeof expected / sizeof expected[0]);
        assert_string_equal(name, expected[at++]);
    }
    assert_int_equal(at, sizeof expected / sizeof expected[0]);
    forget(&p);
}

static void a_record_says_what_it_is_but_not_as_the_value_of_a_field(void **state) {
    struct printed p;
    (void)state;
    print(&p, one_of_each, NULL, false);
    assert_property(&p, "whole", "record", "{\"const\":\"whole\"}");
    assert_json(json_object_get(definition(&p, "whole"), "required"), "[\"record\"]");
    assert_property(&p, "value.whole", "record", "nothing");
    assert_json(json_object_get(definition(&p, "value.whole"), "required"), "nothing");
    forget(&p);
}

static void one_kind_alone_needs_no_carrier(void **state) {
    struct printed p;
    (void)state;
    print(&p, one_of_each, "whole", false);
    assert_json(json_object_get(p.root, "$id"), "\"urn:qagida:schema:statute:whole\"");
    assert_json(json_object_get(p.root, "$ref"), "\"#/$defs/whole\"");
    assert_json(json_object_get(p.root, "title"), "\"A record `whole` for: Statute (No. 7)\"");
    assert_null(definition(&p, "carrier.record"));
    assert_null(definition(&p, "other"));
    forget(&p);
}

static void unknown_properties_are_refused_on_request(void **state) {
    struct printed p;
    (void)state;
    print(&p, one_of_each, NULL, false);
    assert_json(json_object_get(definition(&p, "part"), "additionalProperties"), "true");
    forget(&p);
    print(&p, one_of_each, NULL, true);
    assert_json(json_object_get(p.root, "$id"), "\"urn:qagida:schema:statute:closed\"");
    assert_json(json_object_get(definition(&p, "part"), "additionalProperties"), "false");
    assert_json(json_object_get(definition(&p, "carrier.export"), "additionalProperties"), "false");
    assert_json(json_object_get(definition(&p, "carrier.envelope"), "additionalProperties"),
                "true");
    forget(&p);
}

static void names_beyond_ascii_are_encoded_where_they_are_part_of_a_uri(void **state) {
    struct printed p;
    (void)state;
    print(&p, "enum м { a }  record r { м: м }  act қ { title en \"T\" audits r }", NULL, false);
    assert_json(json_object_get(p.root, "$id"), "\"urn:qagida:schema:%D2%9B\"");
    assert_property(&p, "r", "м",
                    "{\"anyOf\":[{\"$ref\":\"#/$defs/%D0%BC\"},{\"type\":\"null\"}]}");
    assert_json(definition(&p, "м"), "{\"enum\":[\"a\"]}");
    forget(&p);
}

static void a_policy_without_sections_attests_none(void **state) {
    struct printed p;
    (void)state;
    print(&p, "record r { complete: sections }", NULL, false);
    assert_json(definition(&p, "scalar.section"), "false");
    forget(&p);
}

// ---- patterns ----

static void compile_pattern(const struct printed *p, const char *name, regex_t *out) {
    const char *pattern = json_string_value(json_object_get(definition(p, name), "pattern"));
    assert_int_equal(regcomp(out, pattern, REG_EXTENDED | REG_NOSUB), 0);
}

static void the_pattern_of_a_date_matches_the_days_there_are(void **state) {
    struct printed p;
    regex_t pattern;
    int days = 0;
    (void)state;
    print(&p, one_of_each, NULL, false);
    compile_pattern(&p, "scalar.date", &pattern);
    for (int day = 0; day < 301 * 14 * 33; day++) {
        char text[32];
        int32_t date;
        snprintf(text, sizeof text, "%04d-%02d-%02d", 1899 + day / (14 * 33), day / 33 % 14,
                 day % 33);
        bool matches = regexec(&pattern, text, 0, NULL, 0) == 0;
        assert_int_equal(matches, qg_date_parse(text, strlen(text), &date));
        days += matches;
    }
    assert_int_equal(days, 300 * 365 + 73); // leap days: 75 fours, less 1900 and 2100
    regfree(&pattern);
    forget(&p);
}

static void the_pattern_of_a_time_matches_the_minutes_there_are(void **state) {
    struct printed p;
    regex_t pattern;
    int minutes = 0;
    (void)state;
    print(&p, one_of_each, NULL, false);
    compile_pattern(&p, "scalar.time", &pattern);
    for (int minute = 0; minute < 100 * 100; minute++) {
        char text[32];
        int32_t time;
        snprintf(text, sizeof text, "2024-02-29T%02d:%02d", minute / 100, minute % 100);
        bool matches = regexec(&pattern, text, 0, NULL, 0) == 0;
        assert_int_equal(matches, qg_time_parse(text, strlen(text), &time));
        minutes += matches;
    }
    assert_int_equal(minutes, 24 * 60);
    assert_int_not_equal(regexec(&pattern, "2023-02-29T10:00", 0, NULL, 0), 0);
    regfree(&pattern);
    forget(&p);
}

// ---- trouble ----

static long allowance; // allocations that are still granted

static void *meagre_malloc(size_t size) {
    return allowance-- > 0 ? malloc(size) : NULL;
}

static void whoever_runs_out_of_memory_says_so(void **state) {
    struct printed p;
    struct qg_schema_wish wish = {.record = QG_NONE};
    enum qg_fault fault = QG_FAULT_MEMORY;
    long granted = 0;
    (void)state;
    print(&p, one_of_each, NULL, false);
    for (; fault != QG_OK; granted++) {
        struct qg_text out = {0};
        allowance = granted;
        json_set_alloc_funcs(meagre_malloc, free);
        fault = qg_schema_json(p.policy.program, wish, &out);
        json_set_alloc_funcs(malloc, free);
        assert_true(fault == QG_OK || fault == QG_FAULT_MEMORY);
        if (fault == QG_OK)
            assert_string_equal(out.at, p.text.at);
        qg_text_free(&out);
    }
    assert_true(granted > 100);
    forget(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_field_may_be_null_or_of_its_type),
        cmocka_unit_test(what_absence_means_is_told),
        cmocka_unit_test(definitions_stand_where_they_are_first_spoken_of),
        cmocka_unit_test(a_record_says_what_it_is_but_not_as_the_value_of_a_field),
        cmocka_unit_test(one_kind_alone_needs_no_carrier),
        cmocka_unit_test(unknown_properties_are_refused_on_request),
        cmocka_unit_test(names_beyond_ascii_are_encoded_where_they_are_part_of_a_uri),
        cmocka_unit_test(a_policy_without_sections_attests_none),
        cmocka_unit_test(the_pattern_of_a_date_matches_the_days_there_are),
        cmocka_unit_test(the_pattern_of_a_time_matches_the_minutes_there_are),
        cmocka_unit_test(whoever_runs_out_of_memory_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
