// SPDX-License-Identifier: Apache-2.0
//
// How a value came about, as a tree of steps: each expression of the policy's text with the value
// that it has for the record at hand, down to the facts. A replay asks the machine for one probe
// of the outline after the other (outline.h); it computes nothing itself, so a step cannot say
// anything else than the check did.
//
// A tree lives in the arena that the replay was given. Its size is bounded by QG_STEPS; what is
// left out for that reason is marked. Below the elements of a loop only what decides is shown.
#ifndef QG_REPLAY_H
#define QG_REPLAY_H

#include "carrier.h"
#include "finding.h"
#include "machine.h"
#include "outline.h"
#include "vec.h"

// Steps of one tree: more than anybody reads, and a bound on what a record can make us print.
enum { QG_STEPS = 4096 };

// What a step is to the one above it.
enum qg_why_role {
    QG_STEP_PART,      // an operand, or what a definition says
    QG_STEP_SCOPE,     // the filter of a loop around the rule; `name` is its noun
    QG_STEP_DATED,     // the day that governs the rule
    QG_STEP_FROM,      // the first day of the act's force
    QG_STEP_UNTIL,     // the day from which it is no more in force
    QG_STEP_WHEN,      // a condition under which the rule applies
    QG_STEP_EXCEPT,    // a condition under which an exemption does not apply after all
    QG_STEP_REQUIRE,   // what must hold
    QG_STEP_FORBID,    // what must not
    QG_STEP_EXEMPTION, // `name`: one that might lift the rule
    QG_STEP_SEVERITY,  // where the weight of a breach depends on the case
    QG_STEP_ELEMENT,   // an element of the loop above; `counts`, `chosen`
    QG_STEP_MEMBER     // a value of the first of two lists; its value: whether it is in the second
};

struct qg_why_step {
    enum qg_why_role role;
    const struct qg_outline_node *node; // the expression; NULL: none stands behind it
    struct qg_shape shape;              // of the value
    struct qg_value value;
    struct qg_str json; // the value as JSON text; empty where it is not known
    struct qg_str name; // of a definition, a let, an element, the value of a reading …
    // A fact, and a loop's element: where it stands. Line 0: nowhere.
    struct qg_location at;
    bool recorded, unreadable;
    struct qg_str as_recorded; // its value as JSON; empty where it is not recorded
    struct qg_value start;     // of a day that was moved: where from; DUE: which, or until when
    struct qg_value inner;     // of a loop that is compared: what it gave
    struct qg_value counts;    // ELEMENT: whether it meets the loop's `where`; of a table's row:
                               // whether it is the one
    bool chosen;               // ELEMENT: the one that was picked
    bool repeated;             // its parts are shown at an earlier step
    bool cut;                  // further parts are left out: QG_STEPS
    struct qg_why_step *first, *last, *next;
};

// What was shown in full: a definition for its arguments, a let.
struct qg_shown_part {
    const void *what;
    struct qg_value args[QG_SCOPE_DEPTH];
};

struct qg_replay {
    struct qg_machine *machine; // at the record that is explained
    const struct qg_outline *outline;
    struct qg_arena *arena;
    const struct qg_raw *raw; // the record's text
    struct qg_str file;       //
    uint32_t left;            // steps
    bool failed;              // memory ran out
    QG_VEC(struct qg_shown_part) shown;
};

// Prepares for the tree of the next finding.
void qg_replay_start(struct qg_replay *replay);
void qg_replay_free(struct qg_replay *replay);

// A step below `above` (or none); NULL when there is no room for it.
struct qg_why_step *qg_replay_step(struct qg_replay *replay, struct qg_why_step *above,
                                   enum qg_why_role role);

// Adds what function `function` of the program says for `args`, below `above`: a step for each of
// its conditions (role WHEN), all of which must hold; or one for its body. `brief`: only what
// decides.
void qg_replay_conditions(struct qg_replay *replay, struct qg_why_step *above, int32_t function,
                          const struct qg_value *args, bool brief);
void qg_replay_body(struct qg_replay *replay, struct qg_why_step *above, enum qg_why_role role,
                    int32_t function, const struct qg_value *args, bool brief);

// The place of a field (QG_NONE: the region itself) in the input, and its value as JSON.
void qg_replay_place(struct qg_replay *replay, uint32_t ref, int32_t field,
                     struct qg_location *out);
struct qg_str qg_replay_json(struct qg_replay *replay, uint32_t ref, int32_t field);

// A value as JSON text; empty where it is not known.
struct qg_str qg_replay_value(struct qg_replay *replay, struct qg_shape shape,
                              struct qg_value value);

// ---- Between replay.c and replay_loop.c --------------------------------------------------------

// The variables of a function that is replayed: its arguments, then those of the loops around.
struct qg_replay_frame {
    struct qg_value vars[QG_REGISTERS];
    uint32_t args, count; // of the function alone, and with the loops
    bool brief;           // show only what decides
};

void qg_replay_node(struct qg_replay *replay, struct qg_replay_frame *frame,
                    struct qg_why_step *above, enum qg_why_role role, int32_t at);
void qg_replay_elements(struct qg_replay *replay, struct qg_replay_frame *frame,
                        struct qg_why_step *step);
void qg_replay_members(struct qg_replay *replay, struct qg_replay_frame *frame,
                       struct qg_why_step *step);

#endif
