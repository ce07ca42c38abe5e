// SPDX-License-Identifier: Apache-2.0
//
// Diagnostics: what is wrong with a policy text. They are queued, never printed on the spot, so
// that a compilation reports everything it found, in the order of the text, through whichever
// writer the caller has. Building one cannot fail in a way that callers need to see: memory that
// runs out sticks in the list's `failed`, and every refining call accepts NULL.
//
//     struct qg_diag *d = qg_diag_add(list, QG_ERROR, "E0203", span, "unknown field `%s`", name);
//     qg_diag_label(d, span, "no such field");       // the primary span itself: text under ^^^
//     qg_diag_label(d, other, "declared here");      // another one: text under ---
//     qg_diag_hint(d, "Did you mean `%s`?", close);
//
// Messages and labels are in lower case without a full stop; a hint is a sentence.
#ifndef QG_DIAG_H
#define QG_DIAG_H

#include "arena.h"
#include "source.h"
#include "str.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>
#include <stdint.h>

// Of each level so many are kept. Nobody reads the two hundred and first, and a hostile text must
// not turn into a gigabyte of messages; warnings have their own share so that they cannot crowd
// out the error.
#define QG_DIAG_LIMIT 200

// The primary span and three further ones; more than that is no longer read as one thought.
#define QG_DIAG_LABELS 4

enum qg_level { QG_ERROR, QG_WARNING };

struct qg_diag_label {
    struct qg_span span;
    struct qg_str text; // may be empty
};

struct qg_diag {
    enum qg_level level;
    const char *code; // static storage, like "E0203"
    struct qg_str message;
    struct qg_diag_label labels[QG_DIAG_LABELS]; // the first is the primary one
    uint32_t label_count;                        // at least 1
    struct qg_str hint;                          // may be empty
    uint32_t order;                              // of being reported, from 0
    struct qg_diag_list *list;                   // whose arena the texts live in
};

// Whether a diagnostic with this code and primary span is to be taken at all.
typedef bool qg_diag_filter(void *user, const char *code, struct qg_span primary);

struct qg_diag_list {
    struct qg_arena arena;            // the records and their texts
    QG_VEC(struct qg_diag *) items;   // what was kept
    uint32_t errors, warnings;        // what was reported, kept or not, duplicates not counted
    qg_diag_filter *filter;           // asked about each one first; NULL: all are taken
    void *filter_user;                // what it is asked with
    const struct qg_sources *sources; // if there: spans are kept as they were written (origin)
    struct qg_diag_label context;     // if it has text: a label of every one reported meanwhile
    bool failed;                      // memory ran out: the list is not complete
};

// An empty list; allocates nothing yet. It must not move while it is in use.
void qg_diag_init(struct qg_diag_list *list);
void qg_diag_free(struct qg_diag_list *list);

// Reports one diagnostic. NULL, harmlessly, when the list's filter does not take it, when the same
// code was already reported at the same primary span, when the level has reached QG_DIAG_LIMIT, or
// when memory is out.
struct qg_diag *qg_diag_add(struct qg_diag_list *list, enum qg_level level, const char *code,
                            struct qg_span primary, const char *format, ...) QG_PRINTF(5, 6);

// Adds a labelled span; with the primary span itself it gives that one its text. Labels beyond
// QG_DIAG_LABELS are left out.
void qg_diag_label(struct qg_diag *diag, struct qg_span span, const char *format, ...)
    QG_PRINTF(3, 4);

// Sets the hint.
void qg_diag_hint(struct qg_diag *diag, const char *format, ...) QG_PRINTF(2, 3);

// How many errors were reported, those beyond the limit included.
uint32_t qg_diag_errors(const struct qg_diag_list *list);

// How many were reported and not kept.
uint32_t qg_diag_dropped(const struct qg_diag_list *list);

// Puts the items in the order of the sources, then of offsets, then of codes.
void qg_diag_sort(struct qg_diag_list *list);

// Sorts, and writes every item for a person to read, with the lines of text it speaks of.
void qg_diag_render(struct qg_diag_list *list, const struct qg_sources *sources,
                    struct qg_text *out, bool colour);

#endif
