// SPDX-License-Identifier: Apache-2.0
#include "crew.h"

#include <jansson.h>
#include <signal.h>
#include <stdlib.h>

// Only tasks under way have a state; it changes under the lock. Who judges a task has it to himself
// until it is judged, and then the reader has.
enum state { WAITS, IS_BEING_JUDGED, IS_JUDGED };

// ---- helpers ----

static struct qg_task *task_at(const struct qg_crew *crew, uint32_t nth) {
    return &crew->tasks[(crew->oldest + nth) % crew->task_count];
}

// The oldest task that nobody judges yet, which now is the caller's; NULL if there is none.
static struct qg_task *take_waiting(struct qg_crew *crew) {
    for (uint32_t i = 0; i < crew->under_way; i++) {
        struct qg_task *task = task_at(crew, i);
        if (task->state != WAITS)
            continue;
        task->state = IS_BEING_JUDGED;
        return task;
    }
    return NULL;
}

// Judges a task that was taken, without the lock.
static void judge(struct qg_crew *crew, struct qg_worker *worker, struct qg_task *task) {
    (void)pthread_mutex_unlock(&crew->lock);
    qg_worker_judge(worker, task);
    (void)pthread_mutex_lock(&crew->lock);
    task->state = IS_JUDGED;
    if (task == task_at(crew, 0))
        (void)pthread_cond_signal(&crew->judged);
}

static void help_out(struct qg_crew *crew, struct qg_worker *worker) {
    (void)pthread_mutex_lock(&crew->lock);
    while (!crew->over) {
        struct qg_task *task = take_waiting(crew);
        if (task != NULL) {
            judge(crew, worker, task);
            continue;
        }
        crew->idle++;
        (void)pthread_cond_wait(&crew->given, &crew->lock);
        crew->idle--;
    }
    (void)pthread_mutex_unlock(&crew->lock);
}

// A helper's whole life. Its memory comes from its own thread.
static void *help(void *user) {
    struct qg_helper *helper = user;
    struct qg_worker *worker = malloc(sizeof *worker);
    if (worker == NULL)
        return NULL;
    if (qg_worker_init(worker, &helper->crew->setting, NULL) == QG_OK)
        help_out(helper->crew, worker);
    qg_worker_free(worker);
    free(worker);
    return NULL;
}

// Signals are for the threads that were there before.
static bool start(struct qg_helper *helper) {
    sigset_t all, before;
    sigfillset(&all);
    if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
        return false;
    bool started = pthread_create(&helper->thread, NULL, help, helper) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

// One more helper, if that is possible.
static void add_helper(struct qg_crew *crew) {
    struct qg_helper *helper = &crew->helpers[crew->helpers_made];
    helper->crew = crew;
    if (start(helper))
        crew->helpers_made++;
    else
        crew->helper_limit = crew->helpers_made; // it will not be possible soon
}

// ---- beginning and end ----

// False if one of them cannot be had; then none is left.
static bool make_locks(struct qg_crew *crew) {
    if (pthread_mutex_init(&crew->lock, NULL) != 0)
        return false;
    if (pthread_cond_init(&crew->given, NULL) != 0) {
        (void)pthread_mutex_destroy(&crew->lock);
        return false;
    }
    if (pthread_cond_init(&crew->judged, NULL) != 0) {
        (void)pthread_cond_destroy(&crew->given);
        (void)pthread_mutex_destroy(&crew->lock);
        return false;
    }
    return true;
}

static enum qg_fault make_tasks(struct qg_crew *crew, uint32_t jobs) {
    enum qg_fault fault = QG_OK;
    crew->tasks = calloc((size_t)jobs * 2, sizeof *crew->tasks);
    if (crew->tasks == NULL)
        return QG_FAULT_MEMORY;
    while (crew->task_count < jobs * 2 && fault == QG_OK)
        fault = qg_task_init(&crew->tasks[crew->task_count++], &crew->setting);
    return fault;
}

enum qg_fault qg_crew_init(struct qg_crew *crew, const struct qg_crew_plan *plan) {
    const struct qg_reader_options *reading = plan->setting.reader;
    *crew = (struct qg_crew){.setting = plan->setting, .helper_limit = plan->jobs - 1};
    crew->chunk_bytes = plan->chunk_bytes > 0 ? plan->chunk_bytes : QG_CHUNK_BYTES;
    crew->locks_made = make_locks(crew);
    crew->helpers = calloc(plan->jobs, sizeof *crew->helpers);
    if (!crew->locks_made || crew->helpers == NULL)
        return QG_FAULT_MEMORY;
    if (reading->engine == QG_ENGINE_JANSSON)
        json_object_seed((size_t)reading->seed); // once, before two threads want it
    enum qg_fault fault = qg_worker_init(&crew->reader, &crew->setting, plan->run);
    return fault == QG_OK ? make_tasks(crew, plan->jobs) : fault;
}

static void end_helpers(struct qg_crew *crew) {
    (void)pthread_mutex_lock(&crew->lock);
    crew->over = true;
    (void)pthread_cond_broadcast(&crew->given);
    (void)pthread_mutex_unlock(&crew->lock);
    for (uint32_t i = 0; i < crew->helpers_made; i++)
        (void)pthread_join(crew->helpers[i].thread, NULL);
}

void qg_crew_free(struct qg_crew *crew) {
    if (crew->locks_made) {
        end_helpers(crew);
        (void)pthread_cond_destroy(&crew->judged);
        (void)pthread_cond_destroy(&crew->given);
        (void)pthread_mutex_destroy(&crew->lock);
    }
    for (uint32_t i = 0; i < crew->task_count; i++)
        qg_task_free(&crew->tasks[i]);
    qg_worker_free(&crew->reader);
    free(crew->helpers);
    free(crew->tasks);
}

// ---- what the reader does ----

struct qg_task *qg_crew_task(struct qg_crew *crew) {
    return crew->under_way < crew->task_count ? task_at(crew, crew->under_way) : NULL;
}

void qg_crew_give(struct qg_crew *crew) {
    struct qg_task *task = task_at(crew, crew->under_way);
    (void)pthread_mutex_lock(&crew->lock);
    task->state = WAITS;
    crew->under_way++;
    bool wanted = crew->idle == 0 && crew->helpers_made < crew->helper_limit &&
                  qg_chunk_is_full(&task->chunk, crew->chunk_bytes);
    (void)pthread_cond_signal(&crew->given);
    (void)pthread_mutex_unlock(&crew->lock);
    if (wanted)
        add_helper(crew);
}

struct qg_task *qg_crew_await(struct qg_crew *crew) {
    struct qg_task *oldest = crew->under_way > 0 ? task_at(crew, 0) : NULL;
    (void)pthread_mutex_lock(&crew->lock);
    while (oldest != NULL && oldest->state != IS_JUDGED) {
        struct qg_task *task = take_waiting(crew);
        if (task != NULL)
            judge(crew, &crew->reader, task);
        else
            (void)pthread_cond_wait(&crew->judged, &crew->lock);
    }
    (void)pthread_mutex_unlock(&crew->lock);
    return oldest;
}

void qg_crew_told(struct qg_crew *crew) {
    struct qg_task *task = task_at(crew, 0);
    bool done = qg_task_is_judged(task);
    if (done)
        qg_task_clear(task);
    else
        qg_said_clear(&task->said);
    (void)pthread_mutex_lock(&crew->lock);
    task->state = WAITS;
    crew->oldest = (crew->oldest + done) % crew->task_count;
    crew->under_way -= done;
    if (!done)
        (void)pthread_cond_signal(&crew->given);
    (void)pthread_mutex_unlock(&crew->lock);
}

void qg_crew_abandon(struct qg_crew *crew) {
    (void)pthread_mutex_lock(&crew->lock);
    for (uint32_t i = 0; i < crew->under_way; i++)
        if (task_at(crew, i)->state == WAITS)
            task_at(crew, i)->state = IS_JUDGED; // by nobody
    for (; crew->under_way > 0; crew->under_way--) {
        while (task_at(crew, 0)->state != IS_JUDGED)
            (void)pthread_cond_wait(&crew->judged, &crew->lock);
        qg_task_clear(task_at(crew, 0));
        crew->oldest = (crew->oldest + 1) % crew->task_count;
    }
    (void)pthread_mutex_unlock(&crew->lock);
    qg_task_clear(task_at(crew, 0)); // that was being filled
}
