// SPDX-License-Identifier: Apache-2.0
//
// What a run says of a stretch of its input, kept to be told later, in the order in which it was
// said: that is how what was judged on another thread comes to the reports in the order of the
// input. It is a sink on one side, and speaks to one on the other. With it goes what the stretch
// adds to the counts and to what is gathered about all records together.
#ifndef QG_SAID_H
#define QG_SAID_H

#include "run.h"

// Beyond so many bytes it is full, and should be told before more is added: a record of 5 KB of
// which every outcome is shown comes to 250.
#define QG_SAID_LIMIT ((size_t)1 << 20)

enum qg_saying_kind {
    QG_SAYS_PIECE,
    QG_SAYS_HEADING,
    QG_SAYS_FINDING,
    QG_SAYS_VERDICT,
    QG_SAYS_EXTRACT
};

struct qg_saying {
    enum qg_saying_kind kind;
    const void *what; // in the arena; NULL for a piece: it only says that the next one begins
};

struct qg_said {
    const struct qg_program *program;
    QG_VEC(struct qg_saying) sayings;
    struct qg_arena arena;
    size_t kept;             // bytes of the arena that hold nothing when it is cleared
    struct qg_tally tally;   // while nothing was handed over: all zero
    struct qg_muster muster; // likewise: empty
    const struct qg_worlds_listener *listener;
};

// The program and the settings must outlive it. To be freed whatever this returned.
enum qg_fault qg_said_init(struct qg_said *said, const struct qg_program *program,
                           const struct qg_settings *settings, uint64_t seed);
void qg_said_free(struct qg_said *said);

// Forgets all of it, keeping the memory.
void qg_said_clear(struct qg_said *said);

// Who keeps here what it hears; headings if they are asked for; of worlds what the listener takes
// out of them, if there is one.
struct qg_said_wish {
    bool headings;
    const struct qg_worlds_listener *listener; // or NULL
};
struct qg_sink qg_said_sink(struct qg_said *said, const struct qg_said_wish *wish);

bool qg_said_is_full(const struct qg_said *said);

// Tells `sink` what was said of the piece that begins at the saying `*at`, which moves behind it.
enum qg_fault qg_said_tell(const struct qg_said *said, uint32_t *at, const struct qg_sink *sink);

// Moves behind it without telling; returns how many data findings there were.
uint32_t qg_said_skip(const struct qg_said *said, uint32_t *at);

// Adds what it counted and gathered to a run that told everything before it.
enum qg_fault qg_said_add_up(const struct qg_said *said, struct qg_run *into);

#endif
