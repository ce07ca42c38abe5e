// SPDX-License-Identifier: Apache-2.0
//
// A tour of a grid: all records in which so many sites, no more and no fewer, are altered. Sites
// with few values come first, since a tour may be broken off; each tour of a grid is the same.
// Records that alter something to a sharp value, at a boundary of one version only, make a tour of
// their own, which is worth going on first.
#ifndef QG_COMPARE_TOUR_H
#define QG_COMPARE_TOUR_H

#include "compare_sites.h"

struct qg_compare_tour {
    const struct qg_compare_sites *sites;
    struct qg_compare_choice picked[QG_COMPARE_SITES]; // [level]; sites by their places in `order`
    struct qg_compare_choice at[QG_COMPARE_SITES];     // the same by their indices, in order
    uint32_t level;
    bool sharp, begun;
};

// What is next: a choice for each of `level` sites in tour->at; one that belongs to the other tour
// and is to be passed over; or nothing.
enum qg_compare_turn { QG_TURN_HERE, QG_TURN_ELSEWHERE, QG_TURN_END };
enum qg_compare_turn qg_compare_tour_next(struct qg_compare_tour *tour);

#endif
