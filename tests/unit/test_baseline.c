// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "baseline.h"

static const struct qg_act acts[] = {
    {.name = QG_STR_INIT("order_300"), .digest = QG_STR_INIT("abc")}};
static const struct qg_rule rules[] = {{.id = QG_STR_INIT("P35-b")}, {.id = QG_STR_INIT("P46-a")}};
static const struct qg_program program = {
    .acts = acts, .act_count = 1, .rules = rules, .rule_count = 2};

#define HEAD "{\"qagida_baseline\": 1, \"policy\": [], \"redaction\": null}\n"
#define ENTRY(rule, subject, outcome)                                                              \
    "{\"act\": \"order_300\", \"rule\": \"" rule "\", \"subject\": \"" subject                     \
    "\", \"outcome\": \"" outcome "\"}\n"

// A finding of the rule about a record.
static struct qg_finding found(int32_t rule, const char *record, enum qg_outcome outcome) {
    struct qg_finding finding = {
        .rule = rule, .outcome = outcome, .silenced_by = QG_NONE, .subject_count = 1};
    finding.subject[0] = (struct qg_subject){.id = qg_str_of(record), .index = -1};
    if (rule == QG_NONE)
        finding.data_code = QG_STR("D0206");
    return finding;
}

static void add(struct qg_baseline *baseline, int32_t rule, const char *record,
                enum qg_outcome outcome) {
    struct qg_finding finding = found(rule, record, outcome);
    assert_int_equal(qg_baseline_add(baseline, &program, &finding), QG_OK);
}

static enum qg_baseline_standing meet(struct qg_baseline *baseline, int32_t rule,
                                      const char *record, enum qg_outcome outcome) {
    struct qg_finding finding = found(rule, record, outcome);
    enum qg_baseline_standing standing;
    assert_int_equal(qg_baseline_meet(baseline, &program, &finding, &standing), QG_OK);
    return standing;
}

static enum qg_fault parse(struct qg_baseline *baseline, const char *file,
                           struct qg_text *problem) {
    struct qg_text text = {0};
    qg_text_addz(&text, file);
    enum qg_fault fault = qg_baseline_parse(baseline, &text, "b.ndjson", problem);
    qg_text_free(&text);
    return fault;
}

static void read_into(struct qg_baseline *baseline, const char *file) {
    struct qg_text problem = {0};
    qg_baseline_init(baseline, 7, NULL);
    assert_int_equal(parse(baseline, file, &problem), QG_OK);
    assert_int_equal(problem.len, 0);
}

static void refuses(const char *file, const char *expected) {
    struct qg_baseline baseline;
    struct qg_text problem = {0};
    qg_baseline_init(&baseline, 7, NULL);
    assert_int_equal(parse(&baseline, file, &problem), QG_FAULT_READ);
    assert_string_equal(problem.at, expected);
    qg_text_free(&problem);
    qg_baseline_free(&baseline);
}

// ---- the file ----

static void it_is_sorted_and_has_an_entry_a_line(void **state) {
    (void)state;
    struct qg_baseline baseline;
    struct qg_text out = {0};
    qg_baseline_init(&baseline, 7, NULL);
    add(&baseline, 1, "d-2", QG_UNDETERMINED);
    add(&baseline, 0, "d-9", QG_VIOLATED);
    add(&baseline, QG_NONE, "a \"b\"", QG_VIOLATED);
    add(&baseline, 0, "d-10", QG_VIOLATED);
    qg_baseline_write(&baseline, &program, &out);
    assert_string_equal(
        out.at,
        "{\"qagida_baseline\": 1, \"policy\": [{\"act\": \"order_300\", \"digest\": \"abc\"}], "
        "\"redaction\": null}\n"
        "{\"act\": null, \"rule\": \"D0206\", \"subject\": \"record \\\"a \\\\\\\"b\\\\\\\"\\\"\", "
        "\"outcome\": \"violated\"}\n" ENTRY("P35-b", "record d-10", "violated")
            ENTRY("P35-b", "record d-9", "violated") ENTRY("P46-a", "record d-2", "undetermined"));
    qg_text_free(&out);
    qg_baseline_free(&baseline);
}

static void what_is_written_is_what_is_read(void **state) {
    (void)state;
    struct qg_baseline baseline, again;
    struct qg_text out = {0}, second = {0};
    qg_baseline_init(&baseline, 7, NULL);
    add(&baseline, 0, "Асель \\ \n #1", QG_VIOLATED);
    add(&baseline, QG_NONE, "d/1", QG_VIOLATED);
    qg_baseline_write(&baseline, &program, &out);
    read_into(&again, out.at);
    assert_int_equal(meet(&again, 0, "Асель \\ \n #1", QG_VIOLATED), QG_STANDS_KNOWN);
    qg_baseline_write(&again, &program, &second);
    assert_string_equal(second.at, out.at);
    qg_text_free(&out);
    qg_text_free(&second);
    qg_baseline_free(&baseline);
    qg_baseline_free(&again);
}

static void the_seed_shows_nowhere(void **state) {
    (void)state;
    struct qg_text out[2] = {{0}, {0}};
    for (uint64_t seed = 0; seed < 2; seed++) {
        struct qg_baseline baseline;
        char id[16];
        qg_baseline_init(&baseline, seed, NULL);
        for (int i = 0; i < 500; i++) {
            snprintf(id, sizeof id, "d-%d", seed == 0 ? i : 499 - i);
            add(&baseline, 0, id, QG_VIOLATED);
        }
        qg_baseline_write(&baseline, &program, &out[seed]);
        qg_baseline_free(&baseline);
    }
    assert_string_equal(out[0].at, out[1].at);
    qg_text_free(&out[0]);
    qg_text_free(&out[1]);
}

static void blank_lines_and_the_order_of_keys_do_not_matter(void **state) {
    (void)state;
    struct qg_baseline baseline;
    read_into(&baseline, HEAD "\r\n  \n { \"outcome\" : \"violated\", \"subject\":\"record d-1\","
                              "\"rule\":\"P35\\u002db\", \"act\":\"order_300\" } \r\n");
    assert_int_equal(baseline.entries.len, 1);
    assert_int_equal(baseline.entries.at[0].line, 4);
    assert_int_equal(meet(&baseline, 0, "d-1", QG_VIOLATED), QG_STANDS_KNOWN);
    qg_baseline_free(&baseline);
}

static void a_merge_that_was_not_finished_is_refused(void **state) {
    (void)state;
    const char *expected = "b.ndjson:2:1: this is a merge that was not finished: keep the entries "
                           "of both sides, delete the marks, then prune the baseline";
    refuses(HEAD "<<<<<<< HEAD\n", expected);
    refuses(HEAD "=======\n", expected);
    refuses(HEAD "||||||| 5f3c1\n", expected);
    refuses(HEAD ">>>>>>> feature\n", expected);
}

static void what_is_not_understood_is_refused_with_its_place(void **state) {
    (void)state;
    refuses(HEAD ENTRY("P35-b", "record d-1", "violated") ENTRY("P46-a", "record d-1", "violated")
                ENTRY("P35-b", "record d-1", "undetermined"),
            "b.ndjson:4:1: this finding stands in line 2 already; delete one of the two");
    refuses(HEAD "{\"act\": \"order_300\", \"rul\": \"P35-b\"}\n",
            "b.ndjson:2:22: unknown key `rul`; did you mean `rule`?");
    refuses(HEAD "{\"act\": null, \"act\": null}\n", "b.ndjson:2:15: `act` is given twice");
    refuses(HEAD "{\"act\": null, \"rule\": \"D0206\", \"outcome\": \"violated\"}\n",
            "b.ndjson:2:1: `subject` is missing");
    refuses(HEAD "{\"rule\": \"D0206\"}\n",
            "b.ndjson:2:1: `act` is missing; of a data finding it is null");
    refuses(HEAD "{\"act\": 5, \"rule\": \"D0206\"}\n",
            "b.ndjson:2:9: `act` must be a text in quotes");
    refuses(HEAD "{\"act\": \"\", \"rule\": \"D0206\"}\n", "b.ndjson:2:9: `act` is empty");
    refuses(HEAD "{\"act\": \"a\\nb\", \"rule\": \"D0206\"}\n",
            "b.ndjson:2:9: `act` has a line break in it");
    refuses(HEAD ENTRY("P35-b", "record d-1", "satisfied"),
            "b.ndjson:2:75: `outcome` is \"violated\" or \"undetermined\"");
    refuses(HEAD "[]\n", "b.ndjson:2:1: expected `{`: an entry is an object on a line of its own");
    refuses(HEAD "{\"act\": nul}\n", "b.ndjson:2:9: expected a JSON value, found nul}");
    refuses(HEAD "{\"act\": null} x\n", "b.ndjson:2:15: expected the end of the line");
    refuses(HEAD "{\"act\": null\n", "b.ndjson:2:13: expected `,` or `}`");
    refuses(HEAD "{\"Әділ\": null, \"act\"\n", "b.ndjson:2:2: unknown key `Әділ`");
}

static void what_is_no_baseline_is_not_taken_for_one(void **state) {
    (void)state;
    refuses("", "b.ndjson:1:1: this is no baseline: it is empty");
    refuses("{\"record\": \"export\"}\n",
            "b.ndjson:1:1: this is no baseline: it does not begin with {\"qagida_baseline\": 1}; "
            "see `qagida baseline --help`");
    refuses("{\"qagida_baseline\": 2}\n",
            "b.ndjson:1:21: `qagida_baseline` must be 1, the only version there is");
}

static void pseudonyms_and_names_are_not_mixed(void **state) {
    (void)state;
    struct qg_baseline baseline;
    struct qg_redaction redaction, other;
    struct qg_text out = {0}, problem = {0};
    qg_redaction_init(&redaction, QG_STR("a key of sixteen bytes and more"));
    qg_redaction_init(&other, QG_STR("a key of sixteen bytes and less"));
    qg_baseline_init(&baseline, 7, &redaction);
    qg_baseline_write(&baseline, NULL, &out);
    qg_baseline_free(&baseline);
    const struct qg_redaction *runs[] = {&redaction, &other, NULL};
    for (int i = 0; i < 3; i++) {
        qg_baseline_init(&baseline, 7, runs[i]);
        assert_int_equal(parse(&baseline, out.at, &problem), i == 0 ? QG_OK : QG_FAULT_READ);
        qg_baseline_free(&baseline);
    }
    assert_non_null(strstr(problem.at, "made with another key"));
    assert_non_null(strstr(problem.at, "give --redact-key-file"));
    qg_text_clear(&problem);
    qg_baseline_init(&baseline, 7, &redaction);
    assert_int_equal(parse(&baseline, HEAD, &problem), QG_FAULT_READ);
    assert_non_null(strstr(problem.at, "this baseline has none"));
    qg_baseline_free(&baseline);
    qg_text_free(&problem);
    qg_text_free(&out);
}

// ---- what is known ----

static void only_what_got_worse_is_new(void **state) {
    (void)state;
    struct qg_baseline baseline;
    read_into(&baseline, HEAD ENTRY("P35-b", "record d-1", "violated")
                             ENTRY("P46-a", "record d-1", "undetermined"));
    assert_int_equal(meet(&baseline, 0, "d-1", QG_VIOLATED), QG_STANDS_KNOWN);
    assert_int_equal(meet(&baseline, 0, "d-1", QG_UNDETERMINED), QG_STANDS_KNOWN);
    assert_int_equal(meet(&baseline, 1, "d-1", QG_UNDETERMINED), QG_STANDS_KNOWN);
    assert_int_equal(meet(&baseline, 1, "d-1", QG_VIOLATED), QG_STANDS_WORSE);
    assert_int_equal(meet(&baseline, 0, "d-2", QG_VIOLATED), QG_STANDS_NEW);
    assert_int_equal(meet(&baseline, QG_NONE, "d-1", QG_VIOLATED), QG_STANDS_NEW);
    assert_int_equal(baseline.entries.at[0].met, QG_VIOLATED); // the worst that was met
    qg_baseline_free(&baseline);
}

static void findings_of_one_identity_are_one_entry_with_the_worst_outcome(void **state) {
    (void)state;
    struct qg_baseline baseline;
    qg_baseline_init(&baseline, 7, NULL);
    add(&baseline, 0, "d-1", QG_UNDETERMINED);
    add(&baseline, 0, "d-1", QG_VIOLATED);
    add(&baseline, 0, "d-1", QG_UNDETERMINED);
    assert_int_equal(baseline.entries.len, 1);
    assert_int_equal(baseline.entries.at[0].outcome, QG_VIOLATED);
    qg_baseline_free(&baseline);
}

static void it_takes_what_counts_for_somebody(void **state) {
    (void)state;
    struct qg_finding finding = found(0, "d-1", QG_VIOLATED);
    assert_true(qg_baseline_takes(&finding));
    finding.silenced_by = 1;
    assert_false(qg_baseline_takes(&finding));
    finding = found(0, "d-1", QG_SATISFIED);
    assert_false(qg_baseline_takes(&finding));
    finding = found(QG_NONE, "d-1", QG_VIOLATED);
    assert_true(qg_baseline_takes(&finding));
}

// ---- two of them ----

static enum qg_fault note_step(void *user, const struct qg_baseline_step *step) {
    static const char letters[QG_BASELINE_CHANGES] = {[QG_BASELINE_NEW] = 'n',
                                                      [QG_BASELINE_WORSE] = 'w',
                                                      [QG_BASELINE_BETTER] = 'b',
                                                      [QG_BASELINE_GONE] = 'g',
                                                      [QG_BASELINE_SAME] = 's'};
    struct qg_baseline_parts parts = qg_baseline_parts(step->in, step->entry);
    qg_text_printf(user, "%c %.*s %.*s; ", letters[step->change], QG_STR_ARG(parts.rule),
                   QG_STR_ARG(parts.subject));
    return QG_OK;
}

static void two_baselines_are_compared_in_order(void **state) {
    (void)state;
    struct qg_baseline before, after;
    struct qg_text told = {0};
    read_into(&before,
              HEAD ENTRY("P46-a", "record d-5", "violated") ENTRY("P35-b", "record d-2", "violated")
                  ENTRY("P35-b", "record d-3", "undetermined")
                      ENTRY("P35-b", "record d-1", "violated"));
    read_into(&after,
              HEAD ENTRY("P35-b", "record d-2", "undetermined")
                  ENTRY("P46-a", "record d-5", "violated") ENTRY("P35-b", "record d-3", "violated")
                      ENTRY("P46-a", "record d-6", "undetermined"));
    assert_int_equal(qg_baseline_compare(&before, &after, note_step, &told), QG_OK);
    assert_string_equal(told.at, "g P35-b record d-1; b P35-b record d-2; w P35-b record d-3; "
                                 "s P46-a record d-5; n P46-a record d-6; ");
    qg_text_free(&told);
    qg_baseline_free(&before);
    qg_baseline_free(&after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_sorted_and_has_an_entry_a_line),
        cmocka_unit_test(what_is_written_is_what_is_read),
        cmocka_unit_test(the_seed_shows_nowhere),
        cmocka_unit_test(blank_lines_and_the_order_of_keys_do_not_matter),
        cmocka_unit_test(a_merge_that_was_not_finished_is_refused),
        cmocka_unit_test(what_is_not_understood_is_refused_with_its_place),
        cmocka_unit_test(what_is_no_baseline_is_not_taken_for_one),
        cmocka_unit_test(pseudonyms_and_names_are_not_mixed),
        cmocka_unit_test(only_what_got_worse_is_new),
        cmocka_unit_test(findings_of_one_identity_are_one_entry_with_the_worst_outcome),
        cmocka_unit_test(it_takes_what_counts_for_somebody),
        cmocka_unit_test(two_baselines_are_compared_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
