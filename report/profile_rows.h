// SPDX-License-Identifier: Apache-2.0
//
// What a profile of functions (profile.h) says of the things that people know: rules, scopes,
// definitions. Each turn belongs to one row of the first three parts, so these add up to the whole
// run; the definitions look at the same steps once more, by whose code they were taken in.
#ifndef QG_PROFILE_ROWS_H
#define QG_PROFILE_ROWS_H

#include "profile.h"
#include "text.h"
#include "vec.h"

enum qg_profile_part {
    QG_PROFILE_RULES,       // a rule: whether it applies and holds, its day, its severity
    QG_PROFILE_SCOPES,      // a scope: its list, its filter, its day
    QG_PROFILE_OTHERS,      // exemptions, flags, messages, acts, by their kind
    QG_PROFILE_DEFINITIONS, // a definition, whoever asked
    QG_PROFILE_PARTS
};

// "rules", "scopes", "others", "definitions".
const char *qg_profile_part_name(enum qg_profile_part part);

struct qg_profile_row {
    enum qg_profile_part part;
    uint32_t index; // of the rule, scope or definition (as a function); of the purpose otherwise
    uint64_t steps;
    uint64_t times; // a rule was judged, a filter asked, a definition computed
    uint64_t turns, samples, nanoseconds;
};

struct qg_profile_rows {
    const struct qg_program *program;
    QG_VEC(struct qg_profile_row) all; // part by part; those that took no step are left out
    uint32_t first[QG_PROFILE_PARTS + 1];
    uint64_t steps; // of the whole run
};

enum qg_profile_order {
    QG_PROFILE_BY_STEPS,
    QG_PROFILE_BY_TIMES,
    QG_PROFILE_BY_EACH, // steps a time
    QG_PROFILE_BY_TIME, // as sampled
    QG_PROFILE_BY_PLACE // in the order of the policy
};
extern const char *const qg_profile_orders[]; // their names; NULL at the end

// A zeroed one may be freed. QG_FAULT_MEMORY.
enum qg_fault qg_profile_rows_make(struct qg_profile_rows *rows, const struct qg_program *program,
                                   const struct qg_profile *profile, enum qg_profile_order order);
void qg_profile_rows_free(struct qg_profile_rows *rows);

// How long all its turns may have taken, from those that were timed; 0: none was.
uint64_t qg_profile_row_time(const struct qg_profile_row *row);

// Appends "dossier > certification > hearing".
void qg_profile_scope_name(const struct qg_program *program, uint32_t scope, struct qg_text *out);

// "exemptions", "flags" …, of a row of the others.
const char *qg_profile_other_name(uint32_t purpose);

#endif
