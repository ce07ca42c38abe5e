// SPDX-License-Identifier: Apache-2.0
//
// The part of coverage that needs no tests: what stands in each paragraph of the acts, and which
// numbers between the first paragraph and the last one have nothing.

#ifndef QG_COVER_ACT_H
#define QG_COVER_ACT_H

#include "arena.h"
#include "compile.h"
#include "coverage.h"

// Fills in the paragraphs and provisions of `out`, in `arena`.
enum qg_fault qg_cover_acts(struct qg_coverage *out, struct qg_arena *arena,
                            const struct qg_compilation *c);

#endif
