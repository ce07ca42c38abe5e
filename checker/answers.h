// SPDX-License-Identifier: Apache-2.0
//
// What each possible answer to a missing fact would decide. The record is judged again with the
// answer put in the fact's place, everything else as it was: every word of an enum, both truths,
// an empty list, the known ids. Days and numbers are tried at intervals and around every one that
// the record names, and between two that come out differently the day on which it tips is found
// by halving; so a window shorter than QG_ANSWERS_STEP days that has no known day at its edge may
// be passed over.
#ifndef QG_ANSWERS_H
#define QG_ANSWERS_H

#include "instance.h"
#include "replay.h"

enum {
    QG_ANSWERS_STEP = 28, // days between two trials
    QG_ALTERNATIVES = 16  // of one fact; what comes after is left out
};

// The record before anything was computed from it: computing leaves memos in the slots.
struct qg_pristine {
    const int32_t *slots;
    uint32_t used;
};

enum qg_alternative_kind {
    QG_ANSWER_RANGE,   // any value from `from` to `to`; empty: no end on that side
    QG_ANSWER_VALUE,   // `from`
    QG_ANSWER_OTHER,   // any value that is not named before
    QG_ANSWER_EMPTY,   // a list without elements
    QG_ANSWER_PRESENT, // an object, whatever is in it
    QG_ANSWER_ABSENT   // its section is attested: there is none
};

struct qg_alternative {
    enum qg_alternative_kind kind;
    struct qg_str from, to; // JSON
    enum qg_outcome outcome;
};

struct qg_answers {
    struct qg_location at;
    const struct qg_alternative *alternatives;
    uint32_t count;
    bool unreadable; // it is there, but not as what it should be
    bool decides;    // some alternative alone settles the outcome
    bool cut;        // there are more
};

// The answers to each fact that leaves `instance` undetermined, in the order of the record. In the
// replay's arena. The record is afterwards as it was. False if out of memory.
bool qg_answers_find(struct qg_replay *replay, const struct qg_pristine *pristine,
                     const struct qg_instance *instance, const struct qg_answers **out,
                     uint32_t *count);

#endif
