// SPDX-License-Identifier: Apache-2.0
//
// The crew: the thread that reads an input, and helpers. It fills tasks with chunks and gives them
// to the crew; whoever is free judges the oldest that waits; and it takes them back, judged, in the
// order in which it gave them. There are two tasks for each of the crew, so that memory does not
// grow with the input.
//
//     while there is more to read:
//         while ((task = qg_crew_task(crew)) == NULL) tell what qg_crew_await(crew) returns
//         fill the task's chunk; qg_crew_give(crew, task)
//     while ((task = qg_crew_await(crew)) != NULL) tell it
//
// A helper starts when there is work for it and nobody who is free. One that cannot start is done
// without, for the reader is itself one of the crew: what it would wait for, it judges. So the crew
// needs no helper at all. Only the reader's thread calls the functions below.
#ifndef QG_CREW_H
#define QG_CREW_H

#include "worker.h"

#include <pthread.h>

struct qg_crew;

struct qg_helper {
    struct qg_crew *crew;
    pthread_t thread;
};

struct qg_crew {
    struct qg_worker_setting setting;
    struct qg_worker reader; // the reader's own
    size_t chunk_bytes;      // that make a chunk full
    struct qg_task *tasks;   // owned; a ring
    uint32_t task_count;
    uint32_t oldest, under_way; // index of the first that was given; how many were
    struct qg_helper *helpers;  // owned; [helper_limit]
    uint32_t helpers_made, helper_limit;
    // Guards the tasks' states and what follows.
    pthread_mutex_t lock;
    pthread_cond_t given, judged; // a task waits for a helper; the oldest one was judged
    uint32_t idle;                // helpers that wait
    bool over;                    // helpers are to end
    bool locks_made;              // what there is to free
};

// A crew of `jobs` threads, the reader's among them; none is started. The reader judges with `run`,
// for which nothing may wait whenever it awaits a task. `chunk_bytes`: 0 for QG_CHUNK_BYTES. The
// crew must not move. QG_FAULT_MEMORY; to be freed whatever this returned.
struct qg_crew_plan {
    struct qg_worker_setting setting;
    struct qg_run *run; // not owned
    uint32_t jobs;
    size_t chunk_bytes;
};
enum qg_fault qg_crew_init(struct qg_crew *crew, const struct qg_crew_plan *plan);

// Ends the helpers, after what they have under way.
void qg_crew_free(struct qg_crew *crew);

// An empty task to fill, the same one until it is given; NULL if all of them are under way.
struct qg_task *qg_crew_task(struct qg_crew *crew);

// Gives that task away to be judged.
void qg_crew_give(struct qg_crew *crew);

// The oldest task, once it is judged; NULL if none is under way. Judges others in the meantime.
struct qg_task *qg_crew_await(struct qg_crew *crew);

// Done with telling what of the oldest task was judged: it is emptied, or goes on being judged.
void qg_crew_told(struct qg_crew *crew);

// Forgets all that is under way.
void qg_crew_abandon(struct qg_crew *crew);

#endif
