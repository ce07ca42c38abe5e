// SPDX-License-Identifier: Apache-2.0
//
// The crew by itself: tasks come back in the order in which they were given, whoever judged them;
// with helpers, without any, and when memory runs out (then the crew has none, so that requests
// come in an order).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "crew.h"
#include "policy_text.h"
#include "session.h"
#include "starve.h"

struct world {
    struct qg_policy policy;
    struct qg_session session;
    struct qg_reader_plan plan;
    struct qg_run_options run;
    struct qg_reader_options reader;
    struct qg_export export;
    struct qg_worker_setting setting;
};

// A crew with the run that it borrows.
struct pair {
    struct qg_run run;
    struct qg_crew crew;
};

static struct world *world; // as work that is starved takes no argument

static int set_up(void **state) {
    static struct world made;
    struct qg_text problem = {0};
    (void)state;
    world = &made;
    policy_text(&made.policy, policy_of_signatures);
    assert_int_equal(qg_session_init(&made.session, made.policy.program, NULL), QG_OK);
    assert_true(qg_session_settle(&made.session, &problem));
    assert_int_equal(qg_reader_plan_init(&made.plan, &made.policy.program->schema), QG_OK);
    made.run = (struct qg_run_options){.languages = {true}, .enabled = made.session.enabled};
    made.setting = (struct qg_worker_setting){.program = made.policy.program,
                                              .settings = &made.session.settings,
                                              .run = &made.run,
                                              .plan = &made.plan,
                                              .reader = &made.reader,
                                              .wish.headings = true};
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    qg_reader_plan_free(&world->plan);
    qg_session_free(&world->session);
    qg_policy_free(&world->policy);
    return 0;
}

static enum qg_fault make(struct pair *pair, uint32_t jobs, size_t chunk_bytes) {
    const struct qg_crew_plan plan = {world->setting, &pair->run, jobs, chunk_bytes};
    *pair = (struct pair){0};
    enum qg_fault fault = qg_run_init(&pair->run, plan.setting.program, plan.setting.settings,
                                      plan.setting.run, (struct qg_sink){0}, 0);
    return fault == QG_OK ? qg_crew_init(&pair->crew, &plan) : fault;
}

// What the crew counted is nobody's; the run that it borrowed is as it was.
static void unmake(struct pair *pair) {
    if (pair->run.tally.by_rule != NULL)
        assert_int_equal(pair->run.tally.records, 0);
    qg_crew_free(&pair->crew);
    qg_run_free(&pair->run);
}

// ---- telling ----

// Breaches in the order heard: dossier `next` is the next one.
struct heard {
    int next, headings, verdicts;
    bool in_order;
};

static enum qg_fault hear_heading(void *user, const struct qg_heading *heading) {
    struct heard *heard = user;
    (void)heading;
    heard->headings++;
    return QG_OK;
}

static enum qg_fault hear_finding(void *user, const struct qg_finding *finding) {
    struct heard *heard = user;
    char expected[40];
    int len = snprintf(expected, sizeof expected, "%d is not signed.", heard->next);
    struct qg_str message = finding->message[0];
    heard->in_order = heard->in_order && message.len == (size_t)len &&
                      memcmp(message.at, expected, message.len) == 0 &&
                      finding->location.line == (uint64_t)heard->next;
    heard->next++;
    return QG_OK;
}

static enum qg_fault hear_verdict(void *user, const struct qg_verdict *verdict) {
    struct heard *heard = user;
    (void)verdict;
    heard->verdicts++;
    return QG_OK;
}

static bool tell(struct qg_crew *crew, struct qg_task *task, struct heard *heard) {
    const struct qg_sink sink = {
        .user = heard, .heading = hear_heading, .finding = hear_finding, .verdict = hear_verdict};
    uint32_t at = 0;
    while (at < task->said.sayings.len) {
        assert_int_equal(qg_said_tell(&task->said, &at, &sink), QG_OK);
        task->told++;
    }
    bool good = task->fault == QG_OK;
    if (good)
        qg_crew_told(crew);
    return good;
}

// ---- giving ----

static bool add_dossier(struct qg_task *task, int id) {
    char text[80];
    int len =
        snprintf(text, sizeof text, "{\"record\":\"dossier\",\"id\":\"%d\",\"signed\":false}", id);
    const struct qg_raw raw = {.kind = QG_RAW_RECORD,
                               .text = {text, (size_t)len},
                               .place = {.line = (uint64_t)id, .column = 1}};
    task->file = QG_STR("input");
    task->export = &world->export;
    return qg_chunk_add(&task->chunk, &raw) == QG_OK;
}

// Gives dossiers from 1 up to `count`, `each` to a task; false if memory ran out.
static bool give_all(struct qg_crew *crew, int count, int each, struct heard *heard) {
    struct qg_task *task;
    for (int id = 1; id <= count;) {
        while ((task = qg_crew_task(crew)) == NULL)
            if (!tell(crew, qg_crew_await(crew), heard))
                return false;
        for (int i = 0; i < each && id <= count; i++, id++)
            if (!add_dossier(task, id))
                return false;
        qg_crew_give(crew);
    }
    while ((task = qg_crew_await(crew)) != NULL)
        if (!tell(crew, task, heard))
            return false;
    return true;
}

static void expect_all(uint32_t jobs, int each) {
    enum { COUNT = 500 };
    struct pair pair;
    struct heard heard = {.next = 1, .in_order = true};
    assert_int_equal(make(&pair, jobs, 1), QG_OK);
    assert_true(give_all(&pair.crew, COUNT, each, &heard));
    assert_true(heard.in_order);
    assert_int_equal(heard.next, COUNT + 1);
    assert_int_equal(heard.headings, COUNT);
    assert_int_equal(heard.verdicts, COUNT);
    assert_true(pair.crew.helpers_made < jobs);
    unmake(&pair);
}

static void what_was_given_comes_back_in_order(void **state) {
    (void)state;
    for (uint32_t jobs = 1; jobs <= 5; jobs++) {
        expect_all(jobs, 1);
        expect_all(jobs, 7);
        expect_all(jobs, 100);
    }
}

static void a_crew_without_helpers_does_without(void **state) {
    struct pair pair;
    struct heard heard = {.next = 1, .in_order = true};
    (void)state;
    assert_int_equal(make(&pair, 4, 1), QG_OK);
    pair.crew.helper_limit = 0; // as after a thread could not be started
    assert_true(give_all(&pair.crew, 100, 3, &heard));
    assert_true(heard.in_order);
    assert_int_equal(heard.next, 101);
    unmake(&pair);
}

static void what_is_abandoned_is_gone_and_the_crew_goes_on(void **state) {
    struct pair pair;
    struct heard heard = {.next = 1, .in_order = true};
    struct qg_task *task;
    (void)state;
    assert_int_equal(make(&pair, 3, 1), QG_OK);
    for (int i = 0; i < 5; i++) {
        assert_true(add_dossier(qg_crew_task(&pair.crew), 1000 + i));
        qg_crew_give(&pair.crew);
    }
    assert_true(add_dossier(qg_crew_task(&pair.crew), 2000)); // and is not given
    qg_crew_abandon(&pair.crew);
    assert_null(qg_crew_await(&pair.crew));
    task = qg_crew_task(&pair.crew);
    assert_int_equal(task->chunk.pieces.len, 0);
    assert_true(give_all(&pair.crew, 50, 2, &heard));
    assert_true(heard.in_order);
    unmake(&pair);
}

static void a_crew_may_end_with_tasks_under_way(void **state) {
    struct pair pair;
    (void)state;
    assert_int_equal(make(&pair, 3, 1), QG_OK);
    for (int i = 0; i < 6; i++) {
        assert_true(add_dossier(qg_crew_task(&pair.crew), i));
        qg_crew_give(&pair.crew);
    }
    unmake(&pair);
}

// So much is said of a record's many dossiers that the task comes back more than once; nothing is
// said twice. Each breach takes some 600 bytes; 4,000 of them are more than QG_SAID_LIMIT.
static void what_is_too_much_is_told_in_goes(void **state) {
    struct pair pair;
    struct heard heard = {.next = 1, .in_order = true};
    int goes = 0;
    (void)state;
    assert_int_equal(make(&pair, 2, 0), QG_OK);
    for (int id = 1; id <= 4000; id++)
        assert_true(add_dossier(qg_crew_task(&pair.crew), id));
    qg_crew_give(&pair.crew);
    for (struct qg_task *task; (task = qg_crew_await(&pair.crew)) != NULL; goes++)
        assert_true(tell(&pair.crew, task, &heard));
    assert_true(goes > 1);
    assert_true(heard.in_order);
    assert_int_equal(heard.next, 4001);
    unmake(&pair);
}

static bool work(void) {
    struct pair pair;
    struct heard heard = {.next = 1, .in_order = true};
    bool good = make(&pair, 1, 1) == QG_OK && give_all(&pair.crew, 20, 5, &heard);
    unmake(&pair);
    return good;
}

static void memory_that_runs_out_is_said(void **state) {
    (void)state;
    starve(work);
}

// A task of dossiers for a worker that has met no crew.
static void make_task(struct qg_task *task) {
    assert_int_equal(qg_task_init(task, &world->setting), QG_OK);
    for (int id = 1; id <= 20; id++)
        assert_true(add_dossier(task, id));
}

// Whether request `n` of the first task's was refused; then nothing of the second is judged.
static bool judge_two(long n) {
    struct qg_worker worker;
    struct qg_task first, second;
    make_task(&first);
    make_task(&second);
    assert_int_equal(qg_worker_init(&worker, &world->setting, NULL), QG_OK);
    arm(n);
    qg_worker_judge(&worker, &first);
    bool refused = disarm();
    qg_worker_judge(&worker, &second);
    assert_int_equal(first.fault, refused ? QG_FAULT_MEMORY : QG_OK);
    assert_int_equal(second.fault, first.fault);
    assert_int_equal(second.said.sayings.len > 0, !refused);
    qg_worker_free(&worker);
    qg_task_free(&first);
    qg_task_free(&second);
    return refused;
}

// Its run may be in pieces: a record of it that could not be made was once decoded into.
static void a_worker_that_ran_out_of_memory_judges_nothing_more(void **state) {
    (void)state;
    for (long n = 1; judge_two(n); n++)
        assert_true(n < 10000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_given_comes_back_in_order),
        cmocka_unit_test(a_crew_without_helpers_does_without),
        cmocka_unit_test(what_is_abandoned_is_gone_and_the_crew_goes_on),
        cmocka_unit_test(a_crew_may_end_with_tasks_under_way),
        cmocka_unit_test(what_is_too_much_is_told_in_goes),
        cmocka_unit_test(memory_that_runs_out_is_said),
        cmocka_unit_test(a_worker_that_ran_out_of_memory_judges_nothing_more),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
