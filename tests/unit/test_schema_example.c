// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "schema_example.h"

#include "kinds.h"
#include "policy_text.h"

#include <jansson.h>
#include <stdlib.h>

// The example of the main kind of `policy`, compact; NULL if it would be too large. To be freed.
static char *example(const char *policy_of, enum qg_example which) {
    struct qg_policy policy;
    struct qg_text out = {0};
    const struct qg_program *program = policy_text(&policy, policy_of);
    enum qg_fault fault = qg_schema_example(program, (uint16_t)qg_kinds_main(program), which, &out);
    json_t *root = fault == QG_OK ? json_loadb(out.at, out.len, 0, NULL) : NULL;
    char *text = root != NULL ? json_dumps(root, JSON_COMPACT) : NULL;
    assert_true(fault == QG_OK ? text != NULL : fault == QG_FAULT_LIMIT && out.len == 0);
    json_decref(root);
    qg_text_free(&out);
    qg_policy_free(&policy);
    return text;
}

static void assert_example(const char *policy, enum qg_example which, const char *expected) {
    char *text = example(policy, which);
    assert_string_equal(text, expected);
    free(text);
}

static void the_least_is_a_kind_and_an_id(void **state) {
    (void)state;
    assert_example("record club { name: text  id: id }", QG_EXAMPLE_MINIMAL,
                   "{\"record\":\"club\",\"id\":\"club-1\"}");
    assert_example("record club { name: text }", QG_EXAMPLE_MINIMAL, "{\"record\":\"club\"}");
}

static void a_full_one_has_every_field(void **state) {
    (void)state;
    assert_example("enum mood { calm, cross }\n"
                   "type part { id: id  head_id: id  mood: mood }\n"
                   "record club { id: id  name: text  open: bool  votes: count  born: date\n"
                   "  met_at: time  head: part  parts: list of part  days: list of date }",
                   QG_EXAMPLE_FULL,
                   "{\"record\":\"club\",\"id\":\"club-1\",\"name\":\"name\",\"open\":true,"
                   "\"votes\":1,\"born\":\"2024-01-15\",\"met_at\":\"2024-01-15T10:00\","
                   "\"head\":{\"id\":\"part-1\",\"head_id\":\"head-1\",\"mood\":\"calm\"},"
                   "\"parts\":[{\"id\":\"part-1\",\"head_id\":\"head-1\",\"mood\":\"calm\"}],"
                   "\"days\":[\"2024-01-15\"]}");
}

static void a_section_is_attested_by_what_holds_it_most_closely(void **state) {
    (void)state;
    assert_example("type inner { deep: section list of date }\n"
                   "type part { own: section list of date  complete: sections }\n"
                   "record club { inner: inner  part: section part  complete: sections }",
                   QG_EXAMPLE_FULL,
                   "{\"record\":\"club\",\"inner\":{\"deep\":[\"2024-01-15\"]},"
                   "\"part\":{\"own\":[\"2024-01-15\"],\"complete\":[\"own\"]},"
                   "\"complete\":[\"deep\",\"part\"]}");
}

static void a_field_that_holds_the_tag_holds_the_tag(void **state) {
    (void)state;
    assert_example("record club { id: id  record: text }", QG_EXAMPLE_FULL,
                   "{\"record\":\"club\",\"id\":\"club-1\"}");
}

// A record of a list of t0, each of two lists of t1 and so on: 2^depth lists of dates in the end.
static void add_tower(struct qg_text *out, int depth) {
    for (int i = 0; i < depth; i++)
        qg_text_printf(out, "type t%d { a: list of t%d  b: list of t%d }\n", i, i + 1, i + 1);
    qg_text_printf(out, "type t%d { day: date }\nrecord club { top: list of t0 }\n", depth);
}

static void an_example_without_end_is_refused(void **state) {
    struct qg_text low = {0}, high = {0};
    (void)state;
    add_tower(&low, 8);
    add_tower(&high, 29);
    char *text = example(low.at, QG_EXAMPLE_FULL);
    assert_non_null(text);
    free(text);
    assert_null(example(high.at, QG_EXAMPLE_FULL));
    qg_text_free(&low);
    qg_text_free(&high);
}

static void sections_without_end_are_refused(void **state) {
    struct qg_text policy = {0};
    (void)state;
    add_tower(&policy, 28);
    qg_text_addz(&policy, "record first { complete: sections  top: list of t0 }\n"
                          "severity s en \"s\"\n"
                          "act a { title en \"A\" audits first }\n"
                          "chapter 1 of a { paragraph 1 {\n"
                          "  rule P1 severity s require first.top is recorded duty en \"D.\" } }");
    assert_null(example(policy.at, QG_EXAMPLE_FULL));
    qg_text_free(&policy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_least_is_a_kind_and_an_id),
        cmocka_unit_test(a_full_one_has_every_field),
        cmocka_unit_test(a_section_is_attested_by_what_holds_it_most_closely),
        cmocka_unit_test(a_field_that_holds_the_tag_holds_the_tag),
        cmocka_unit_test(an_example_without_end_is_refused),
        cmocka_unit_test(sections_without_end_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
