// SPDX-License-Identifier: Apache-2.0
//
// The alterations of a policy: each number, unit, comparison, connective and enum word of what it
// decides with, changed in turn into what an author could have written by mistake. Whoever wants
// to know whether tests would notice compiles the policy with one of them at a time.
//
// They are made of tokens, so that no form of expression can be forgotten here. The tree only says
// where to look: in rules, flags, definitions, templates, exemptions, schedules and what shares
// their expressions, never in tests, fixtures, messages, calendars or declarations of data.
#ifndef QG_ALTER_H
#define QG_ALTER_H

#include "arena.h"
#include "fault.h"
#include "source.h"
#include "str.h"
#include "tree.h"
#include "vec.h"

#include <stdint.h>

struct qg_alteration {
    struct qg_span span;    // the bytes that are replaced
    struct qg_str with;     // what stands there instead
    struct qg_str from, to; // the change as it is shown: `30 days`, `31 days`
    struct qg_str place;    // what it stands in: `rule P46-a`, `define excused of hearing`
    uint32_t occurrence;    // from 1, among the same changes in the same place
};

// Zeroed it is empty. Its texts lie in the sources and in the arena that were given.
struct qg_alterations {
    QG_VEC(struct qg_alteration) items;
};

// Lists the alterations of all `files` (which hold no errors), file by file, in source order.
enum qg_fault qg_alterations_list(struct qg_alterations *out, struct qg_arena *arena,
                                  const struct qg_sources *sources, struct qg_file *const *files,
                                  uint32_t file_count);
void qg_alterations_free(struct qg_alterations *alterations);

// ---- What of a file is altered (alter_places.c) ------------------------------------------------

// A part of a file that decides something. Places do not overlap and come in source order.
struct qg_alter_place {
    struct qg_span span;
    struct qg_str name; // as in qg_alteration
};

struct qg_alter_places {
    QG_VEC(struct qg_alter_place) items;
};

enum qg_fault qg_alter_places_list(struct qg_alter_places *out, struct qg_arena *arena,
                                   const struct qg_file *file);

#endif
