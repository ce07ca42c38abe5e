// SPDX-License-Identifier: Apache-2.0
//
// What the values around one record are made of. Days: every day that the record names at a site,
// the audit date and every date of the law are anchors; each anchor is moved by each period, either
// way, and each of these days comes with its neighbours. Counts: each number that is compared with,
// its neighbours, and every number up to what the ratios need. Ids: those of the record's lists,
// then invented ones.
#ifndef QG_COMPARE_POOL_H
#define QG_COMPARE_POOL_H

#include "compare_sites.h"

struct qg_compare_number {
    int32_t value;
    bool sharp;
};

struct qg_compare_numbers {
    struct qg_compare_number *at; // owned, as in a QG_VEC
    uint32_t len, cap;
};

struct qg_compare_pool {
    struct qg_compare_numbers days, counts; // ascending
    QG_VEC(json_t *) ids;                   // owned
    uint32_t longest;                       // all lists up to this are tried
    int32_t highest;                        // number that is compared with
};

// For the sites of a grid, which may be found to be cut. False if out of memory; to be freed either
// way.
bool qg_compare_pool_fill(struct qg_compare_pool *pool, struct qg_compare_sites *sites,
                          const struct qg_compare_reads *reads, const struct qg_session *session);
void qg_compare_pool_free(struct qg_compare_pool *pool);

#endif
