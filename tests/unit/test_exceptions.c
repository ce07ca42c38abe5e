// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "date.h"
#include "exceptions.h"
#include "scratch.h"

static const struct qg_act acts[] = {{.name = QG_STR_INIT("order_300")},
                                     {.name = QG_STR_INIT("ethics")}};
static const struct qg_severity severities[] = {{.name = QG_STR_INIT("RC1")}};
static const struct qg_rule rules[] = {
    {.id = QG_STR_INIT("P35-b"), .paragraph = QG_STR_INIT("35"), .severity = 0},
    {.id = QG_STR_INIT("P46-a"), .paragraph = QG_STR_INIT("46"), .severity = QG_NONE},
    {.id = QG_STR_INIT("E1-a"), .act = 1, .paragraph = QG_STR_INIT("1"), .severity = QG_NONE},
};
static const struct qg_scope scopes[] = {
    {.parent = QG_NONE, .noun = QG_STR_INIT("dossier")},
    {.parent = 0, .noun = QG_STR_INIT("certification")},
    {.parent = 1, .noun = QG_STR_INIT("hearing")},
    {.parent = 1, .noun = QG_STR_INIT("hearing")},
};
static const struct qg_program program = {
    .acts = acts,
    .act_count = 2,
    .rules = rules,
    .rule_count = 3,
    .severities = severities,
    .severity_count = 1,
    .scopes = scopes,
    .scope_count = 4,
};

#define SIGNED            "    reason: why\n    owner: who\n    since: 2025-01-01\n    expires: 2025-12-31\n"
#define ABOUT(rule, whom) "  - rule: " rule "\n    " whom "\n" SIGNED

static char path[SCRATCH_PATH];

static int make_file(void **state) {
    (void)state;
    return close(scratch_file(path));
}

static int drop_file(void **state) {
    (void)state;
    return unlink(path);
}

static enum qg_fault read_with(struct qg_exceptions *out, const char *list,
                               const struct qg_redaction *redaction, struct qg_text *problem) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "exceptions:\n%s", list);
    assert_int_equal(fclose(file), 0);
    return qg_exceptions_read(out, path, &program, redaction, 7, problem);
}

static void load(struct qg_exceptions *out, const char *list) {
    struct qg_text problem = {0};
    assert_int_equal(read_with(out, list, NULL, &problem), QG_OK);
    assert_int_equal(problem.len, 0);
    qg_text_free(&problem);
}

// Complaints, without the name of the file.
static void refuses(const char *list, const char *expected) {
    struct qg_exceptions exceptions;
    struct qg_text problem = {0}, said = {0};
    assert_int_equal(read_with(&exceptions, list, NULL, &problem), QG_FAULT_READ);
    for (const char *line = problem.at; line != NULL && *line != '\0';) {
        const char *end = strchr(line, '\n');
        assert_memory_equal(line, path, strlen(path));
        line += strlen(path) + 1;
        qg_text_printf(&said, "%.*s\n", (int)(end - line), line);
        line = end + 1;
    }
    assert_string_equal(said.at, expected);
    qg_text_free(&said);
    qg_text_free(&problem);
    qg_exceptions_free(&exceptions);
}

// The finding of a rule about the second hearing of certification c1 of a record.
static struct qg_finding found(int32_t rule, const char *record) {
    struct qg_finding finding = {
        .rule = rule, .outcome = QG_VIOLATED, .silenced_by = QG_NONE, .subject_count = 3};
    finding.subject[0] =
        (struct qg_subject){.noun = QG_STR("dossier"), .id = qg_str_of(record), .index = -1};
    finding.subject[1] =
        (struct qg_subject){.noun = QG_STR("certification"), .id = QG_STR("c1"), .index = 0};
    finding.subject[2] = (struct qg_subject){.noun = QG_STR("hearing"), .index = 1};
    return finding;
}

static int32_t day(const char *text) {
    int32_t out;
    assert_true(qg_date_parse(text, strlen(text), &out));
    return out;
}

static bool excuses(struct qg_exceptions *exceptions, int32_t rule, const char *record,
                    const char *as_of) {
    struct qg_finding finding = found(rule, record);
    return qg_exceptions_find(exceptions, &finding, as_of != NULL ? day(as_of) : QG_NONE) != NULL;
}

static void hear(void *user, struct qg_str line) {
    qg_text_add(user, qg_str_slice(line, strlen(path) + 1, line.len));
    qg_text_char(user, '\n');
}

static void expect_told(const struct qg_exceptions *exceptions, const char *as_of,
                        const char *expected) {
    static const bool enabled[] = {true, true, false};
    struct qg_text told = {0};
    qg_exceptions_tell(exceptions, as_of != NULL ? day(as_of) : QG_NONE, enabled, hear, &told);
    assert_string_equal(told.len > 0 ? told.at : "", expected);
    qg_text_free(&told);
}

// ---- what fits ----

static void a_rule_is_named_as_on_the_command_line(void **state) {
    (void)state;
    static const struct {
        const char *rule;
        bool fits[3];
    } cases[] = {
        {"P35-b", {true, false, false}},  {"\"46\"", {false, true, false}},
        {"RC1", {true, false, false}},    {"P*", {true, true, false}},
        {"\"*\"", {true, true, true}},    {"order_300", {true, true, false}},
        {"ethics", {false, false, true}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char list[256];
        struct qg_exceptions exceptions;
        snprintf(list, sizeof list, "  - rule: %s\n    record: d-1\n%s", cases[i].rule, SIGNED);
        load(&exceptions, list);
        for (int32_t rule = 0; rule < 3; rule++)
            assert_int_equal(excuses(&exceptions, rule, "d-1", "2025-06-01"), cases[i].fits[rule]);
        assert_false(excuses(&exceptions, 0, "d-2", "2025-06-01"));
        qg_exceptions_free(&exceptions);
    }
}

static void an_act_and_elements_narrow_it(void **state) {
    (void)state;
    struct qg_exceptions exceptions;
    load(&exceptions, ABOUT("\"*\"", "record: d-1\n    act: ethics"));
    assert_true(excuses(&exceptions, 2, "d-1", "2025-06-01"));
    assert_false(excuses(&exceptions, 0, "d-1", "2025-06-01"));
    qg_exceptions_free(&exceptions);
    load(&exceptions, ABOUT("P35-b", "record: d-1\n    certification: c1\n    hearing: 1")
                          ABOUT("P46-a", "record: d-1\n    certification: c2"));
    assert_true(excuses(&exceptions, 0, "d-1", "2025-06-01"));
    assert_false(excuses(&exceptions, 1, "d-1", "2025-06-01"));
    struct qg_finding whole = found(0, "d-1");
    whole.subject_count = 1; // of the record, not of one certification
    assert_null(qg_exceptions_find(&exceptions, &whole, day("2025-06-01")));
    qg_exceptions_free(&exceptions);
}

static void a_star_stands_for_every_record(void **state) {
    (void)state;
    struct qg_exceptions exceptions;
    load(&exceptions, ABOUT("P35-b", "record: \"*\""));
    assert_true(excuses(&exceptions, 0, "d-1", "2025-06-01"));
    assert_true(excuses(&exceptions, 0, "d-2", "2025-06-01"));
    assert_false(excuses(&exceptions, 1, "d-2", "2025-06-01"));
    qg_exceptions_free(&exceptions);
}

static void data_findings_go_by_their_code(void **state) {
    (void)state;
    struct qg_exceptions exceptions;
    struct qg_finding finding = found(QG_NONE, "d-1");
    load(&exceptions, ABOUT("D02*", "record: d-1"));
    finding.data_code = QG_STR("D0206");
    assert_non_null(qg_exceptions_find(&exceptions, &finding, day("2025-06-01")));
    finding.data_code = QG_STR("D0301");
    assert_null(qg_exceptions_find(&exceptions, &finding, day("2025-06-01")));
    qg_exceptions_free(&exceptions);
}

static void a_finding_about_many_goes_by_its_group(void **state) {
    (void)state;
    struct qg_exceptions exceptions;
    struct qg_together together = {.noun = QG_STR("servant"), .group = QG_STR("I-1, 2024")};
    struct qg_finding finding = found(0, "d-1");
    finding.together = &together;
    finding.subject_count = 0;
    load(&exceptions, ABOUT("P35-b", "group: I-1, 2024"));
    assert_non_null(qg_exceptions_find(&exceptions, &finding, day("2025-06-01")));
    assert_false(excuses(&exceptions, 0, "d-1", "2025-06-01")); // about one record
    together.group = QG_STR("I-1, 2025");
    assert_null(qg_exceptions_find(&exceptions, &finding, day("2025-06-01")));
    qg_exceptions_free(&exceptions);
}

static void the_first_that_fits_and_counts_is_the_reason(void **state) {
    (void)state;
    struct qg_exceptions exceptions;
    struct qg_finding finding = found(0, "d-1");
    load(&exceptions, "  - {rule: P35-b, record: d-1, reason: past, owner: a, since: 2024-01-01, "
                      "expires: 2024-12-31}\n"
                      "  - {rule: P35-b, record: \"*\", reason: general, owner: b, since: "
                      "2025-01-01, expires: 2025-12-31}\n"
                      "  - {rule: P35-b, record: d-1, reason: own, owner: c, since: 2025-01-01, "
                      "expires: 2025-12-31}\n");
    const struct qg_excuse *excuse = qg_exceptions_find(&exceptions, &finding, day("2025-06-01"));
    assert_non_null(excuse);
    assert_string_equal(excuse->reason.at, "general");
    assert_string_equal(excuse->owner.at, "b");
    assert_int_equal(excuse->expires, day("2025-12-31"));
    assert_int_equal(excuse->kind, QG_EXCUSE_EXCEPTION);
    expect_told(&exceptions, "2025-06-01",
                "2:5: expired on 2024-12-31: what it excused counts again\n"
                "4:5: not needed: another exception stands before it\n");
    qg_exceptions_free(&exceptions);
}

// ---- days ----

static void both_ends_of_the_period_count(void **state) {
    (void)state;
    struct qg_exceptions exceptions;
    load(&exceptions, ABOUT("P35-b", "record: d-1"));
    assert_false(excuses(&exceptions, 0, "d-1", "2024-12-31"));
    assert_true(excuses(&exceptions, 0, "d-1", "2025-01-01"));
    assert_true(excuses(&exceptions, 0, "d-1", "2025-12-31"));
    assert_false(excuses(&exceptions, 0, "d-1", "2026-01-01"));
    qg_exceptions_free(&exceptions);
}

static void without_an_audit_date_none_counts(void **state) {
    (void)state;
    struct qg_exceptions exceptions;
    load(&exceptions, ABOUT("P35-b", "record: d-1"));
    assert_false(excuses(&exceptions, 0, "d-1", NULL));
    expect_told(&exceptions, NULL,
                " there is no audit date, so no exception counts; give --as-of DATE\n");
    qg_exceptions_free(&exceptions);
}

static void what_became_of_each_is_told(void **state) {
    (void)state;
    struct qg_exceptions exceptions;
    load(&exceptions, ABOUT("P35-b", "record: d-1") ABOUT("P46-a", "record: d-1")
                          ABOUT("E1-a", "record: d-1") ABOUT("D0206", "record: d-1"));
    assert_true(excuses(&exceptions, 0, "d-1", "2025-06-01"));
    // E1-a was not looked at, so nothing is said of it; data are always looked at.
    expect_told(&exceptions, "2025-06-01",
                "8:5: not used: no finding fits it\n20:5: not used: no finding fits it\n");
    expect_told(&exceptions, "2024-06-01",
                "2:5: does not count before 2025-01-01\n8:5: does not count before 2025-01-01\n"
                "14:5: does not count before 2025-01-01\n20:5: does not count before 2025-01-01\n");
    expect_told(&exceptions, "2026-06-01",
                "2:5: expired on 2025-12-31: what it excused counts again\n"
                "8:5: expired on 2025-12-31: no finding fits it any more\n"
                "14:5: expired on 2025-12-31: no finding fits it any more\n"
                "20:5: expired on 2025-12-31: no finding fits it any more\n");
    qg_exceptions_free(&exceptions);
}

// ---- mistakes ----

static void all_that_is_wrong_is_said_with_its_place(void **state) {
    (void)state;
    refuses("  - rule: P35-c\n    rekord: d-1\n    owner: \"\"\n    since: 2025-02-30\n"
            "    expires: soon\n  - none\n",
            "3:5: unknown key `rekord`; did you mean `record`?\n"
            "2:11: unknown rule, paragraph or severity `P35-c`; did you mean `P35-b`?\n"
            "2:5: `record` is missing: name the one it is about, \"*\" for all, or the `group` of "
            "a finding about many\n"
            "2:5: `reason` is missing\n"
            "4:12: `owner` is empty\n"
            "5:12: `since` is a date (YYYY-MM-DD, 1900 to 2199), not `2025-02-30`\n"
            "6:14: `expires` is a date (YYYY-MM-DD, 1900 to 2199), not `soon`\n"
            "7:5: an exception must be a mapping\n");
}

static void an_act_that_has_no_such_rule_is_refused(void **state) {
    (void)state;
    refuses(ABOUT("P35-b", "record: d-1\n    act: ethics"),
            "2:11: unknown rule, paragraph or severity `P35-b` in act `ethics`\n");
    refuses(ABOUT("D9999", "record: d-1"), "2:11: unknown rule, paragraph or severity `D9999`\n");
}

static void a_period_that_ends_before_it_begins_is_refused(void **state) {
    (void)state;
    refuses("  - {rule: P35-b, record: d, reason: a, owner: b, since: 2025-02-01, expires: "
            "2025-01-31}\n",
            "2:79: `expires` is before `since`, so that it would never count\n");
}

static void an_element_must_be_one_of_the_policy(void **state) {
    (void)state;
    refuses(ABOUT("P35-b", "record: d-1\n    certificate: c1"),
            "4:5: unknown key `certificate`; did you mean `certification`?\n");
}

// ---- redaction ----

static void it_is_held_against_pseudonyms(void **state) {
    (void)state;
    struct qg_exceptions exceptions;
    struct qg_redaction redaction;
    struct qg_text problem = {0};
    char record[QG_PSEUDONYM + 1], certification[QG_PSEUDONYM + 1], reason[QG_PSEUDONYM + 1];
    qg_redaction_init(&redaction, QG_STR("a key of sixteen bytes and more"));
    qg_redaction_name(&redaction, QG_STR("d-1"), record);
    qg_redaction_name(&redaction, QG_STR("c1"), certification);
    qg_redaction_name(&redaction, QG_STR("why"), reason);
    assert_int_equal(read_with(&exceptions,
                               ABOUT("P35-b", "record: d-1\n    certification: c1\n    hearing: 1"),
                               &redaction, &problem),
                     QG_OK);
    assert_false(excuses(&exceptions, 0, "d-1", "2025-06-01"));
    struct qg_finding finding = found(0, record);
    finding.subject[1].id = qg_str_of(certification);
    const struct qg_excuse *excuse = qg_exceptions_find(&exceptions, &finding, day("2025-06-01"));
    assert_non_null(excuse);
    assert_string_equal(excuse->reason.at, reason); // a reason may name people
    qg_exceptions_free(&exceptions);
    qg_text_free(&problem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_is_named_as_on_the_command_line),
        cmocka_unit_test(an_act_and_elements_narrow_it),
        cmocka_unit_test(a_star_stands_for_every_record),
        cmocka_unit_test(data_findings_go_by_their_code),
        cmocka_unit_test(a_finding_about_many_goes_by_its_group),
        cmocka_unit_test(the_first_that_fits_and_counts_is_the_reason),
        cmocka_unit_test(both_ends_of_the_period_count),
        cmocka_unit_test(without_an_audit_date_none_counts),
        cmocka_unit_test(what_became_of_each_is_told),
        cmocka_unit_test(all_that_is_wrong_is_said_with_its_place),
        cmocka_unit_test(an_act_that_has_no_such_rule_is_refused),
        cmocka_unit_test(a_period_that_ends_before_it_begins_is_refused),
        cmocka_unit_test(an_element_must_be_one_of_the_policy),
        cmocka_unit_test(it_is_held_against_pseudonyms),
    };
    return cmocka_run_group_tests(tests, make_file, drop_file);
}
