// SPDX-License-Identifier: Apache-2.0
#include "compare_tour.h"

static const struct qg_compare_site *picked_site(const struct qg_compare_tour *tour, uint32_t at) {
    return &tour->sites->items.at[tour->sites->order[tour->picked[at].site]];
}

static bool begin(struct qg_compare_tour *tour) {
    tour->begun = true;
    for (uint32_t i = 0; i < tour->level && i < QG_COMPARE_SITES; i++)
        tour->picked[i] = (struct qg_compare_choice){i, 0};
    return tour->level <= tour->sites->items.len;
}

static bool next_values(struct qg_compare_tour *tour) {
    for (uint32_t i = tour->level; i-- > 0;) {
        if (++tour->picked[i].value < picked_site(tour, i)->values.len)
            return true;
        tour->picked[i].value = 0;
    }
    return false;
}

static bool next_sites(struct qg_compare_tour *tour) {
    for (uint32_t i = tour->level; i-- > 0;) {
        if (tour->picked[i].site + (tour->level - i) >= tour->sites->items.len)
            continue;
        uint32_t site = tour->picked[i].site;
        for (uint32_t later = i; later < tour->level; later++)
            tour->picked[later] = (struct qg_compare_choice){++site, 0};
        return true;
    }
    return false;
}

static bool is_sharp(const struct qg_compare_tour *tour) {
    for (uint32_t i = 0; i < tour->level; i++)
        if (picked_site(tour, i)->values.at[tour->picked[i].value].sharp)
            return true;
    return false;
}

static void put_in_order(struct qg_compare_tour *tour) {
    for (uint32_t i = 0; i < tour->level; i++) {
        struct qg_compare_choice c = {tour->sites->order[tour->picked[i].site],
                                      tour->picked[i].value};
        uint32_t at = i;
        for (; at > 0 && tour->at[at - 1].site > c.site; at--)
            tour->at[at] = tour->at[at - 1];
        tour->at[at] = c;
    }
}

enum qg_compare_turn qg_compare_tour_next(struct qg_compare_tour *tour) {
    bool more = tour->begun ? next_values(tour) || next_sites(tour) : begin(tour);
    if (!more)
        return QG_TURN_END;
    if (is_sharp(tour) != tour->sharp)
        return QG_TURN_ELSEWHERE;
    put_in_order(tour);
    return QG_TURN_HERE;
}
