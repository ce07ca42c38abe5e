// SPDX-License-Identifier: Apache-2.0
#include "compare_tour.h"

static bool begin(struct qg_compare_tour *tour) {
    tour->begun = true;
    for (uint32_t i = 0; i < tour->level && i < QG_COMPARE_SITES; i++)
        tour->at[i] = (struct qg_compare_choice){i, 0};
    return tour->level <= tour->sites->items.len;
}

static bool next_values(struct qg_compare_tour *tour) {
    for (uint32_t i = tour->level; i-- > 0;) {
        if (++tour->at[i].value < tour->sites->items.at[tour->at[i].site].values.len)
            return true;
        tour->at[i].value = 0;
    }
    return false;
}

static bool next_sites(struct qg_compare_tour *tour) {
    for (uint32_t i = tour->level; i-- > 0;) {
        if (tour->at[i].site + (tour->level - i) >= tour->sites->items.len)
            continue;
        uint32_t site = tour->at[i].site;
        for (uint32_t later = i; later < tour->level; later++)
            tour->at[later] = (struct qg_compare_choice){++site, 0};
        return true;
    }
    return false;
}

static bool is_sharp(const struct qg_compare_tour *tour) {
    for (uint32_t i = 0; i < tour->level; i++)
        if (tour->sites->items.at[tour->at[i].site].values.at[tour->at[i].value].sharp)
            return true;
    return false;
}

enum qg_compare_turn qg_compare_tour_next(struct qg_compare_tour *tour) {
    bool more = tour->begun ? next_values(tour) || next_sites(tour) : begin(tour);
    if (!more)
        return QG_TURN_END;
    return is_sharp(tour) == tour->sharp ? QG_TURN_HERE : QG_TURN_ELSEWHERE;
}
