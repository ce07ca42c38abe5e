// SPDX-License-Identifier: Apache-2.0
//
// Makes a record on which two versions disagree as small as it can be made: no member and no
// element can be left out of it, and no two lists made shorter together, without their agreeing or
// disagreeing otherwise.
#ifndef QG_COMPARE_SHRINK_H
#define QG_COMPARE_SHRINK_H

#include "compare_judge.h"
#include "compare_reads.h"

// Replaces *record, which is owned, by the smaller one. The disagreement stays `ruling`.
enum qg_fault qg_compare_shrink(json_t **record, struct qg_compare_judge *judge,
                                const struct qg_compare_reads *reads,
                                const struct qg_compare_ruling *ruling);

#endif
