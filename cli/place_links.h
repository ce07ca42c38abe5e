// SPDX-License-Identifier: Apache-2.0
//
// What links (report/links.h) need to know of this machine and of a policy: the host, the working
// folder, and where the texts of the rules lie.
#ifndef QG_PLACE_LINKS_H
#define QG_PLACE_LINKS_H

#include "arena.h"
#include "links.h"
#include "policy.h"

struct qg_place_links {
    struct qg_arena arena; // owns what the links point at
    struct qg_links links;
};

// QG_FAULT_MEMORY. To be freed whatever this gave; what cannot be found out is left empty.
enum qg_fault qg_place_links_init(struct qg_place_links *made, const struct qg_policy *policy);
void qg_place_links_free(struct qg_place_links *made);

#endif
