// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "qagida/qagida.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The public API, used as another program would use it: nothing but its header.

static const char rules[] =
    "use words\n"
    "record dossier { id: id  signed: bool  name: text }\n"
    "parameter limit: count default 1\n"
    "act a { title en \"A\" ru \"A\" kk \"A\" adopted 2019-01-01 in force from 2019-01-02\n"
    "  audits dossier dated dossier by as_of }\n"
    "chapter 1 of a { paragraph 2 {\n"
    "  rule P2-a severity RC1 require signed\n"
    "    duty en \"It is signed.\" ru \"Подписано.\" kk \"Қол қойылған.\"\n"
    "    remark en \"By hand.\" ru \"От руки.\" kk \"Қолмен.\"\n"
    "    breach en \"Not signed by {name}.\" ru \"Не подписано: {name}.\" kk \"{name}: "
    "қойылмаған.\"\n"
    "} }\n";
static const char words[] = "severity RC1 warrants en \"bad\" ru \"плохо\" kk \"жаман\"\n";

static const char *load(void *user, const char *module, const char *from, size_t *length) {
    assert_string_equal(module, "words");
    assert_string_equal(from, "rules.qagida");
    ++*(int *)user;
    *length = strlen(words);
    return words;
}

static qagida_policy *compiled(void) {
    int loads = 0;
    qagida_policy *policy = qagida_policy_new();
    qagida_policy_set_loader(policy, load, &loads);
    assert_int_equal(qagida_policy_add_text(policy, "rules.qagida", rules, strlen(rules)),
                     QAGIDA_OK);
    assert_int_equal(qagida_policy_compile(policy), QAGIDA_OK);
    assert_string_equal(qagida_policy_message(policy), "");
    assert_int_equal(loads, 1);
    return policy;
}

struct heard {
    int findings, verdicts, stop;
    char message[100], rule[20], outcome[20], pointer[40], remark[40];
};

static int hear(void *user, const qagida_finding *finding) {
    struct heard *heard = user;
    heard->findings++;
    strncpy(heard->message, finding->message, sizeof heard->message - 1);
    strncpy(heard->rule, finding->rule, sizeof heard->rule - 1);
    strncpy(heard->outcome, finding->outcome, sizeof heard->outcome - 1);
    strncpy(heard->remark, finding->remark != NULL ? finding->remark : "none",
            sizeof heard->remark - 1);
    strncpy(heard->pointer, finding->missing_count > 0 ? finding->missing[0] : "",
            sizeof heard->pointer - 1);
    return heard->stop;
}

static qagida_status check(qagida_checker *checker, const char *json) {
    return qagida_check_bytes(checker, json, strlen(json), "memory");
}

static void a_policy_is_loaded_through_a_callback_and_finds_a_breach(void **state) {
    (void)state;
    struct heard heard = {0};
    qagida_policy *policy = compiled();
    qagida_checker *checker = qagida_checker_new(policy);
    qagida_checker_on_finding(checker, hear, &heard);
    assert_int_equal(qagida_checker_set_as_of(checker, "2024-01-01"), QAGIDA_OK);
    assert_int_equal(qagida_checker_set_language(checker, "ru"), QAGIDA_OK);
    assert_int_equal(check(checker, "{\"record\":\"dossier\",\"id\":\"1\",\"signed\":false,"
                                    "\"name\":\"Асель\"}"),
                     QAGIDA_OK);
    assert_int_equal(heard.findings, 1);
    assert_string_equal(heard.rule, "P2-a");
    assert_string_equal(heard.outcome, "violated");
    assert_string_equal(heard.message, "Не подписано: Асель.");
    assert_string_equal(heard.remark, "От руки.");
    const qagida_totals *totals = qagida_checker_totals(checker);
    assert_int_equal(totals->records, 1);
    assert_int_equal(totals->violated, 1);
    qagida_checker_free(checker);
    qagida_policy_free(policy);
}

static void inputs_follow_each_other_and_share_their_ids(void **state) {
    (void)state;
    struct heard heard = {0};
    qagida_policy *policy = compiled();
    qagida_checker *checker = qagida_checker_new(policy);
    qagida_checker_on_finding(checker, hear, &heard);
    const char *signed_one = "{\"record\":\"dossier\",\"id\":\"1\",\"signed\":true}";
    assert_int_equal(qagida_checker_set_as_of(checker, "2024-01-01"), QAGIDA_OK);
    assert_int_equal(check(checker, signed_one), QAGIDA_OK);
    assert_int_equal(heard.findings, 0);
    assert_int_equal(check(checker, signed_one), QAGIDA_OK);
    assert_int_equal(heard.findings, 1);
    assert_string_equal(heard.rule, "data");
    assert_int_equal(qagida_checker_set_as_of(checker, "2024-01-02"), QAGIDA_INVALID);
    qagida_checker_free(checker);
    qagida_policy_free(policy);
}

static void what_is_missing_is_named(void **state) {
    (void)state;
    struct heard heard = {0};
    qagida_policy *policy = compiled();
    qagida_checker *checker = qagida_checker_new(policy);
    qagida_checker_on_finding(checker, hear, &heard);
    assert_int_equal(qagida_checker_set_as_of(checker, "2024-01-01"), QAGIDA_OK);
    assert_int_equal(check(checker, "[{\"record\":\"dossier\",\"id\":\"1\"}]"), QAGIDA_OK);
    assert_string_equal(heard.outcome, "undetermined");
    assert_string_equal(heard.pointer, "/signed");
    qagida_checker_free(checker);
    qagida_policy_free(policy);
}

static void a_callback_can_stop_the_check(void **state) {
    (void)state;
    struct heard heard = {.stop = 1};
    qagida_policy *policy = compiled();
    qagida_checker *checker = qagida_checker_new(policy);
    qagida_checker_on_finding(checker, hear, &heard);
    assert_int_equal(check(checker, "{\"record\":\"dossier\",\"id\":\"1\"}\n"
                                    "{\"record\":\"dossier\",\"id\":\"2\"}\n"),
                     QAGIDA_STOPPED);
    assert_int_equal(heard.findings, 1);
    qagida_checker_free(checker);
    qagida_policy_free(policy);
}

// Records so long that they are judged because the window of the input moves on, not because there
// are enough of them.
enum { LONG_RECORDS = 30, LONG_NAME = 40000, LONG_LINE = LONG_NAME + 100 };

static char *long_records(size_t *length) {
    char *text = malloc((size_t)LONG_RECORDS * LONG_LINE), *name = malloc(LONG_NAME + 1);
    assert_non_null(text);
    assert_non_null(name);
    memset(name, 'x', LONG_NAME);
    name[LONG_NAME] = '\0';
    *length = 0;
    for (int i = 0; i < LONG_RECORDS; i++)
        *length += (size_t)snprintf(
            text + *length, LONG_LINE,
            "{\"record\":\"dossier\",\"id\":\"%d\",\"signed\":false,\"name\":\"%s\"}\n", i, name);
    free(name);
    return text;
}

static void a_stop_while_the_input_is_being_read_is_a_stop(void **state) {
    (void)state;
    struct heard heard = {.stop = 1};
    size_t length = 0;
    char *text = long_records(&length);
    qagida_policy *policy = compiled();
    qagida_checker *checker = qagida_checker_new(policy);
    qagida_checker_on_finding(checker, hear, &heard);
    assert_int_equal(qagida_check_bytes(checker, text, length, "memory"), QAGIDA_STOPPED);
    assert_string_equal(qagida_checker_message(checker), "");
    assert_int_equal(heard.findings, 1);
    qagida_checker_free(checker);
    qagida_policy_free(policy);
    free(text);
}

// What is called back, in its order.
struct transcript {
    pthread_t caller;
    uint64_t lines, last_line, data;
    uint64_t stop_at; // a line; 0: none
};

static int transcribe(void *user, const qagida_finding *finding) {
    struct transcript *t = user;
    assert_true(pthread_equal(t->caller, pthread_self()));
    assert_true(finding->line >= t->last_line);
    t->last_line = finding->line;
    t->lines += finding->line;
    t->data += finding->code != NULL;
    return t->stop_at > 0 && finding->line >= t->stop_at;
}

// 20,000 records, a line each, every fourth of which is signed, with 10,000 ids.
static qagida_status transcribe_all(struct transcript *t, unsigned jobs) {
    qagida_policy *policy = compiled();
    qagida_checker *checker = qagida_checker_new(policy);
    enum { COUNT = 20000, LINE = 80 };
    char *text = malloc((size_t)COUNT * LINE);
    size_t length = 0;
    t->caller = pthread_self();
    for (int i = 0; i < COUNT; i++)
        length += (size_t)snprintf(text + length, LINE,
                                   "{\"record\":\"dossier\",\"id\":\"%d\",\"signed\":%s}\n",
                                   i % 10000, i % 4 == 0 ? "true" : "false");
    assert_int_equal(qagida_checker_set_jobs(checker, jobs), QAGIDA_OK);
    qagida_checker_on_finding(checker, transcribe, t);
    qagida_status status = qagida_check_bytes(checker, text, length, "memory");
    assert_int_equal(qagida_checker_set_jobs(checker, 1), QAGIDA_INVALID); // too late
    qagida_checker_free(checker);
    qagida_policy_free(policy);
    free(text);
    return status;
}

// The lines that are not signed are all but 1, 5, 9 …; those with a second id 10,001 and on:
//     20000 * 20001 / 2 - (1 + 5 + … + 19997) = 200010000 - 5000 * 9999 = 150015000
//     10001 + … + 20000                       = 10000 * 30001 / 2       = 150005000
static void several_threads_call_back_the_same_on_the_thread_that_called(void **state) {
    (void)state;
    for (unsigned jobs = 0; jobs <= 4; jobs++) {
        struct transcript t = {0};
        assert_int_equal(transcribe_all(&t, jobs), QAGIDA_OK);
        assert_int_equal(t.lines, 150015000 + 150005000);
        assert_int_equal(t.data, 10000);
    }
}

static void a_stop_stops_several_threads(void **state) {
    (void)state;
    for (unsigned jobs = 1; jobs <= 4; jobs++) {
        struct transcript t = {.stop_at = 15000};
        assert_int_equal(transcribe_all(&t, jobs), QAGIDA_STOPPED);
        assert_int_equal(t.last_line, 15000);
    }
}

static void a_setting_that_is_unknown_is_refused_with_the_reason(void **state) {
    (void)state;
    qagida_policy *policy = compiled();
    qagida_checker *checker = qagida_checker_new(policy);
    assert_int_equal(qagida_checker_set_parameter(checker, "limt", "2"), QAGIDA_INVALID);
    assert_string_equal(qagida_checker_message(checker),
                        "unknown parameter `limt`; did you mean `limit`?");
    assert_int_equal(qagida_checker_set_parameter(checker, "limit", "2"), QAGIDA_OK);
    assert_string_equal(qagida_checker_message(checker), "");
    assert_int_equal(qagida_checker_set_language(checker, "kz"), QAGIDA_INVALID);
    assert_int_equal(qagida_checker_select(checker, "P9-x"), QAGIDA_INVALID);
    assert_int_equal(qagida_checker_show(checker, "everything"), QAGIDA_INVALID);
    qagida_checker_free(checker);
    qagida_policy_free(policy);
}

static void a_policy_with_an_error_says_where_and_has_no_checker(void **state) {
    (void)state;
    qagida_policy *policy = qagida_policy_new();
    assert_int_equal(qagida_policy_add_text(policy, "x.qagida", "rule", 4), QAGIDA_OK);
    assert_null(qagida_checker_new(policy));
    assert_int_equal(qagida_policy_compile(policy), QAGIDA_INVALID);
    assert_non_null(strstr(qagida_policy_message(policy), "x.qagida:1:1: error[E0101]"));
    assert_null(qagida_checker_new(policy));
    assert_int_equal(qagida_policy_compile(policy), QAGIDA_INVALID);
    qagida_policy_free(policy);
}

static void a_file_that_cannot_be_read_is_an_input_fault(void **state) {
    (void)state;
    qagida_policy *policy = compiled();
    qagida_checker *checker = qagida_checker_new(policy);
    assert_int_equal(qagida_check_file(checker, "/nobody/records.json"), QAGIDA_INPUT);
    assert_non_null(strstr(qagida_checker_message(checker), "/nobody/records.json"));
    assert_int_equal(qagida_policy_add_path(policy, "/nobody"), QAGIDA_INVALID);
    qagida_checker_free(checker);
    qagida_policy_free(policy);
}

static void the_builtin_policy_compiles(void **state) {
    (void)state;
    qagida_policy *policy = qagida_policy_new();
    assert_int_equal(qagida_policy_add_builtin(policy), QAGIDA_OK);
    assert_int_equal(qagida_policy_compile(policy), QAGIDA_OK);
    qagida_policy_free(policy);
    qagida_policy_free(NULL);
    qagida_checker_free(NULL);
}

struct heard_together {
    int findings;
    char noun[20], group[20], other[20];
};

static int hear_together(void *user, const qagida_finding *finding) {
    struct heard_together *heard = user;
    const qagida_subject *last = &finding->subjects[finding->subject_count - 1];
    heard->findings++;
    strncpy(heard->noun, last->noun, sizeof heard->noun - 1);
    strncpy(heard->group, last->id, sizeof heard->group - 1);
    if (finding->evidence_count == 2)
        strncpy(heard->other, finding->evidence[1].record, sizeof heard->other - 1);
    return 0;
}

static void what_concerns_all_records_is_told_when_the_checker_finishes(void **state) {
    static const char text[] =
        "severity RC1 en \"bad\" record dossier { id: id  name: text }\n"
        "act a { title en \"A\" audits dossier } chapter 1 of a { paragraph 2 {\n"
        "  rule P2-a severity RC1 over all dossier per id agree on name duty en \"One name.\"\n"
        "} }\n";
    struct heard_together heard = {0};
    (void)state;
    qagida_policy *policy = qagida_policy_new();
    assert_int_equal(qagida_policy_add_text(policy, "p", text, strlen(text)), QAGIDA_OK);
    assert_int_equal(qagida_policy_compile(policy), QAGIDA_OK);
    qagida_checker *checker = qagida_checker_new(policy);
    assert_int_equal(check(checker, "{\"record\":\"dossier\",\"id\":\"1\",\"name\":\"A\"}"),
                     QAGIDA_OK);
    qagida_checker_on_finding(checker, hear_together, &heard);
    assert_int_equal(check(checker, "{\"record\":\"dossier\",\"id\":\"2\",\"name\":\"A\"}"),
                     QAGIDA_OK);
    assert_int_equal(heard.findings, 0);
    assert_int_equal(qagida_checker_finish(checker), QAGIDA_OK);
    assert_int_equal(heard.findings, 0); // two ids, one name each
    assert_int_equal(check(checker, "{}"), QAGIDA_INVALID);
    assert_int_equal(qagida_checker_finish(checker), QAGIDA_INVALID);
    qagida_checker_free(checker);

    checker = qagida_checker_new(policy);
    assert_int_equal(check(checker, "{\"record\":\"dossier\",\"id\":\"1\",\"name\":\"A\"}"),
                     QAGIDA_OK);
    assert_int_equal(check(checker, "{\"record\":\"dossier\",\"id\":\"1\",\"name\":\"B\"}"),
                     QAGIDA_OK);
    qagida_checker_on_finding(checker, hear_together, &heard);
    assert_int_equal(qagida_checker_finish(checker), QAGIDA_OK);
    assert_int_equal(heard.findings, 1);
    assert_string_equal(heard.noun, "dossier");
    assert_string_equal(heard.group, "1");
    assert_string_equal(heard.other, "1");
    assert_int_equal(qagida_checker_totals(checker)->violated, 1);
    qagida_checker_free(checker);
    qagida_policy_free(policy);
}

static void the_header_tells_the_version_of_its_library(void **state) {
    char version[40];
    (void)state;
    snprintf(version, sizeof version, "%d.%d.%d", QAGIDA_VERSION_MAJOR, QAGIDA_VERSION_MINOR,
             QAGIDA_VERSION_PATCH);
    assert_string_equal(qagida_version(), version);
    assert_true(QAGIDA_VERSION_NUMBER < QAGIDA_VERSION_OF(QAGIDA_VERSION_MAJOR + 1, 0, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_tells_the_version_of_its_library),
        cmocka_unit_test(a_policy_is_loaded_through_a_callback_and_finds_a_breach),
        cmocka_unit_test(inputs_follow_each_other_and_share_their_ids),
        cmocka_unit_test(what_is_missing_is_named),
        cmocka_unit_test(a_callback_can_stop_the_check),
        cmocka_unit_test(what_concerns_all_records_is_told_when_the_checker_finishes),
        cmocka_unit_test(a_stop_while_the_input_is_being_read_is_a_stop),
        cmocka_unit_test(several_threads_call_back_the_same_on_the_thread_that_called),
        cmocka_unit_test(a_stop_stops_several_threads),
        cmocka_unit_test(a_setting_that_is_unknown_is_refused_with_the_reason),
        cmocka_unit_test(a_policy_with_an_error_says_where_and_has_no_checker),
        cmocka_unit_test(a_file_that_cannot_be_read_is_an_input_fault),
        cmocka_unit_test(the_builtin_policy_compiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
