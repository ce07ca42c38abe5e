// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

//
// Memory that runs out while two versions are compared (starve.h).
#include "starve.h"

#include "built_json.h"
#include "compare.h"

static const char law[] =
    "severity grave warrants en \"grave\" "
    "record case { id: id votes: count members: list of id heard: date } "
    "act statute { title en \"S\" number \"7\" adopted 2019-05-01 in force from 2019-06-01 "
    "audits case } chapter 1 of statute { paragraph 3 { rule P3-a severity grave "
    "require votes >= 2 or length(members) >= 2 duty en \"D\" } } "
    "test \"t\" { given { record: \"case\", id: \"k\", votes: 2, members: [] } "
    "expect P3-a satisfied }";
static const char draft[] =
    "amendment d to statute { title en \"D\" number \"1\" adopted 2020-01-01 "
    "in force from 2022-03-01 in paragraph 3 replace rule P3-a severity grave "
    "require votes >= 3 or length(members) >= 2 duty en \"D\" }";

static struct qg_policy policy;
static struct qg_session session;
static struct qg_text told; // when nothing is refused

static int prepare(void **state) {
    struct qg_text problem = {0};
    (void)state;
    json_set_alloc_funcs(malloc, free); // by itself it would ask the C library
    qg_policy_init(&policy);
    assert_int_equal(qg_policy_add_text(&policy, QG_STR("law"), qg_str_of(law)), QG_OK);
    qg_policy_begin_draft(&policy);
    assert_int_equal(qg_policy_add_text(&policy, QG_STR("draft"), qg_str_of(draft)), QG_OK);
    policy.backdate = true;
    assert_int_equal(qg_policy_compile(&policy), QG_OK);
    assert_non_null(policy.program);
    assert_int_equal(qg_session_init(&session, policy.program, NULL), QG_OK);
    session.worlds = UINT32_MAX;
    assert_true(qg_session_settle(&session, &problem));
    qg_text_free(&problem);
    return 0;
}

static int clean_up(void **state) {
    (void)state;
    qg_session_free(&session);
    qg_policy_free(&policy);
    qg_text_free(&told);
    return 0;
}

static bool compare_into(struct qg_text *out) {
    struct qg_compare_seeds seeds;
    struct qg_text problem = {0};
    struct qg_run_facts run = {.program = policy.program,
                               .version = "test",
                               .as_of = QG_NONE,
                               .parameters = session.parameters,
                               .readings = session.readings};
    struct qg_compare_facts facts = {.run = &run, .names = {"before", "after"}};
    struct qg_comparison c = {.session = &session,
                              .seeds = &seeds,
                              .worlds = {0, 1},
                              .limit = 40,
                              .facts = &facts,
                              .format = &qg_compare_json};
    enum qg_fault fault = qg_compare_seeds_init(&seeds, &policy, &problem);
    if (fault == QG_OK)
        fault = qg_compare(&c, out);
    qg_compare_seeds_free(&seeds);
    qg_text_free(&problem);
    return fault == QG_OK && c.counts.ends[QG_COMPARE_DISAGREEMENT] == 1;
}

static bool compare(void) {
    struct qg_text out = {0};
    bool ok = compare_into(&out);
    if (ok)
        assert_string_equal(out.at, told.at);
    qg_text_free(&out);
    return ok;
}

static void a_comparison_without_memory_says_so(void **state) {
    (void)state;
    assert_true(compare_into(&told));
    starve(compare);
    starve_once(compare);
}

static json_t *original;

static bool copy(void) {
    json_t *made = qg_built_copy(original);
    if (made != NULL)
        assert_true(json_equal(made, original));
    json_decref(made);
    return made != NULL;
}

static void a_copy_is_whole_or_there_is_none(void **state) {
    static const char *const values[] = {"{\"a\": 1, \"b\": {}, \"c\": null}",
                                         "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"};
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        original = json_loads(values[i], 0, NULL);
        assert_non_null(original);
        starve(copy);
        starve_once(copy);
        json_decref(original);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comparison_without_memory_says_so),
        cmocka_unit_test(a_copy_is_whole_or_there_is_none),
    };
    return cmocka_run_group_tests(tests, prepare, clean_up);
}
