// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "identity.h"

#include <string.h>

static const struct qg_act acts[] = {{.name = QG_STR_INIT("order_300")}};
static const struct qg_rule rules[] = {{.id = QG_STR_INIT("P46-a")}, {.id = QG_STR_INIT("P46-b")}};
static const struct qg_program program = {
    .acts = acts, .act_count = 1, .rules = rules, .rule_count = 2};

// The third hearing, which has no id, of certification c1 of the record d-17.
static struct qg_finding of_a_hearing(void) {
    struct qg_finding finding = {
        .rule = 0,
        .subject_count = 3,
        .location = {QG_STR_INIT("a.ndjson"), 12, 3, QG_STR_INIT("/certifications/0")}};
    finding.subject[0] = (struct qg_subject){.id = QG_STR_INIT("d-17"), .index = -1};
    finding.subject[1] =
        (struct qg_subject){.noun = QG_STR_INIT("certification"), .id = QG_STR_INIT("c1")};
    finding.subject[2] = (struct qg_subject){.noun = QG_STR_INIT("hearing"), .index = 2};
    return finding;
}

static void expect(const struct qg_finding *finding, const char *expected) {
    struct qg_text text = {0};
    qg_identity_rule(&program, finding, &text);
    qg_text_addz(&text, " | ");
    qg_identity_subject(finding, &text);
    assert_string_equal(text.at, expected);
    qg_text_free(&text);
}

static void it_names_act_rule_and_the_chain_of_elements(void **state) {
    (void)state;
    struct qg_finding finding = of_a_hearing();
    expect(&finding, "order_300 P46-a | record d-17 / certification c1 / hearing #2");
}

static void names_that_could_be_taken_for_something_else_are_quoted(void **state) {
    (void)state;
    struct qg_finding finding = of_a_hearing();
    finding.subject[0].id = QG_STR("d 17");
    finding.subject[1].id = QG_STR("#0");
    expect(&finding, "order_300 P46-a | record \"d 17\" / certification \"#0\" / hearing #2");
}

static void a_record_without_an_id_goes_by_its_place(void **state) {
    (void)state;
    struct qg_finding finding = of_a_hearing();
    finding.subject[0].id = (struct qg_str){0};
    finding.subject_count = 1;
    expect(&finding, "order_300 P46-a | record at a.ndjson#12");
}

static void a_data_finding_goes_by_its_code_and_pointer(void **state) {
    (void)state;
    struct qg_finding finding = of_a_hearing();
    finding.rule = QG_NONE;
    finding.data_code = QG_STR("D0103");
    finding.subject_count = 1;
    expect(&finding, "data D0103 | record d-17 / at \"/certifications/0\"");
}

static void a_finding_about_a_population_goes_by_its_group(void **state) {
    (void)state;
    struct qg_together together = {.noun = QG_STR_INIT("dossier"),
                                   .group = QG_STR_INIT("akimat-1")};
    struct qg_finding finding = {.rule = 1, .together = &together};
    expect(&finding, "order_300 P46-b | together dossier / akimat-1");
}

// The digest must not change with anything but the identity: the place and the words may differ.
static void the_digest_is_that_of_the_identity_alone(void **state) {
    (void)state;
    char one[QG_SHA256_HEX + 1], other[QG_SHA256_HEX + 1];
    struct qg_finding finding = of_a_hearing();
    assert_true(qg_identity_digest(&program, &finding, one));
    finding.location = (struct qg_location){QG_STR_INIT("b.json"), 99, 1, QG_STR_INIT("/x")};
    finding.outcome = QG_UNDETERMINED;
    finding.message[0] = QG_STR("in other words");
    assert_true(qg_identity_digest(&program, &finding, other));
    assert_string_equal(one, other);
    finding.rule = 1;
    assert_true(qg_identity_digest(&program, &finding, other));
    assert_string_not_equal(one, other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_names_act_rule_and_the_chain_of_elements),
        cmocka_unit_test(names_that_could_be_taken_for_something_else_are_quoted),
        cmocka_unit_test(a_record_without_an_id_goes_by_its_place),
        cmocka_unit_test(a_data_finding_goes_by_its_code_and_pointer),
        cmocka_unit_test(a_finding_about_a_population_goes_by_its_group),
        cmocka_unit_test(the_digest_is_that_of_the_identity_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
