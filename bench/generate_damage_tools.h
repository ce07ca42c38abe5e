// SPDX-License-Identifier: Apache-2.0
//
// What several damages share: orders by kind, attestations, moving a whole certification, and
// taking a member out of everything that names him.
#ifndef QG_GENERATE_DAMAGE_TOOLS_H
#define QG_GENERATE_DAMAGE_TOOLS_H

#include "generate_damage.h"

// The order of a kind; every built certification has those of its level. The last one if not.
struct qg_order *qg_damage_order(struct qg_certification *certification, enum qg_order_kind kind);

// Takes the order of a kind out of the list.
void qg_damage_drop_order(struct qg_certification *certification, enum qg_order_kind kind);

// Vouches for a section of the certification, or takes that back.
void qg_damage_attest(struct qg_certification *certification, const char *section);
void qg_damage_unattest(struct qg_certification *certification, const char *section);

// Moves everything that happened in a certification by some days.
void qg_damage_shift(struct qg_certification *certification, int days);

// Takes the last member who sat out of the sitting's papers, and, if `unseat`, off the commission.
void qg_damage_drop_last_member(struct qg_damage *damage, bool unseat);

#endif
