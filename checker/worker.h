// SPDX-License-Identifier: Apache-2.0
//
// A worker judges chunks: it has a decoder and a run of its own, so that nothing it writes to is
// anybody else's, and what it has to say of a chunk is kept beside the chunk (said.h). The plan,
// the program and the settings are shared by all workers.
#ifndef QG_WORKER_H
#define QG_WORKER_H

#include "chunk.h"
#include "said.h"

// What workers have in common. All that it points at must outlive them.
struct qg_worker_setting {
    const struct qg_program *program;
    const struct qg_settings *settings;
    const struct qg_run_options *run;
    const struct qg_reader_plan *plan;
    const struct qg_reader_options *reader;
    struct qg_said_wish wish; // what somebody wants to hear
};

// A chunk on its way: from who reads the input to a worker, and on to who tells what came of it.
// What is said of some chunks is much more than they are, and is then told in several goes.
struct qg_task {
    struct qg_chunk chunk;
    struct qg_str file;             // the input's name; must stay until everything is told
    const struct qg_export *export; // the input's header; likewise
    struct qg_said said;            // of the pieces from `told` on, up to `judged`
    uint32_t judged, told;          // pieces
    enum qg_fault fault;            // that ended the judging
    uint8_t state;                  // private to crew.c
};

enum qg_fault qg_task_init(struct qg_task *task, const struct qg_worker_setting *setting);
void qg_task_free(struct qg_task *task);

// Empties it for the next chunk.
void qg_task_clear(struct qg_task *task);

static inline bool qg_task_is_judged(const struct qg_task *task) {
    return task->judged == task->chunk.pieces.len || task->fault != QG_OK;
}

struct qg_worker {
    const struct qg_worker_setting *setting;
    struct qg_reader reader; // without an input
    struct qg_run *run;      // its own one, or one that is lent
    struct qg_run own;
    struct qg_said again; // what is said of a record that is judged once more
    enum qg_fault fault;  // that it met; then it judges nothing more, for its run may be in pieces
};

// `lent` is a run for which nothing waits while the worker judges, and which is afterwards as it
// was; NULL: the worker makes one, of which the better part is sixteen machines. To be freed
// whatever this returned.
enum qg_fault qg_worker_init(struct qg_worker *worker, const struct qg_worker_setting *setting,
                             struct qg_run *lent);
void qg_worker_free(struct qg_worker *worker);

// Judges the task's pieces from `judged` on, all of them, or as many as are enough to tell; what
// was said before must be cleared.
void qg_worker_judge(struct qg_worker *worker, struct qg_task *task);

// Judges a record of the task once more, as one whose id has occurred before: what is to be said of
// it then is in `again`.
enum qg_fault qg_worker_judge_again(struct qg_worker *worker, const struct qg_task *task,
                                    uint32_t piece);

#endif
