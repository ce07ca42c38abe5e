// SPDX-License-Identifier: Apache-2.0
//
// What the versions of a rule look at: the fields they read and the thresholds they hold them
// against, found by walking the code of everything that the outcome of a version can depend on,
// calls included. The boundaries of these thresholds are where two versions can come to disagree.
//
// What kind of value a register holds is told from the instruction that wrote it last in the order
// of the code. That is a guess where branches meet, and a wrong one costs no more than a value too
// many on the grid.
#ifndef QG_COMPARE_READS_H
#define QG_COMPARE_READS_H

#include "fault.h"
#include "program.h"
#include "session.h"
#include "vec.h"

enum qg_threshold_kind {
    QG_THRESHOLD_NUMBER, // `value`: compared with a count
    QG_THRESHOLD_DAY,    // `value`: a date, such as that of an act's force
    QG_THRESHOLD_SYMBOL, // `value`: a text constant of the policy
    QG_THRESHOLD_PERIOD, // `value`: index into periods
    QG_THRESHOLD_RATIO   // `value`: index into ratios
};

// `sides` has a bit for each of the two versions of the law that contain it.
struct qg_threshold {
    enum qg_threshold_kind kind;
    int32_t value;
    uint8_t sides;
};

// Whether only one of the two contains a threshold, or reads a field: what the difference hangs on,
// most of the time.
static inline bool qg_is_sharp(uint8_t sides) {
    return sides == 1 || sides == 2;
}

struct qg_compare_reads {
    uint8_t *fields; // owned; [schema.field_count]: the sides that read it
    bool *presence;  // owned; likewise: objects that are asked whether they are there
    QG_VEC(struct qg_threshold) thresholds;
    bool asks_audit_date, asks_half_years, asks_working_days;
};

// Of all versions of the rule at `first` that hold in one of the two `worlds`. To be freed whatever
// this gave.
enum qg_fault qg_compare_reads_make(struct qg_compare_reads *out, const struct qg_session *session,
                                    uint32_t first, const uint32_t worlds[2]);
void qg_compare_reads_free(struct qg_compare_reads *reads);

#endif
