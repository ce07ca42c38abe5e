// SPDX-License-Identifier: Apache-2.0
#include "prints.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 64 };

static bool is_free(struct qg_print print) {
    return (print.high | print.low) == 0;
}

struct qg_print qg_print_of(uint64_t seed, struct qg_str bytes) {
    struct qg_print print = {.high =
                                 qg_hash(bytes.at, bytes.len, ~seed * UINT64_C(0x9E3779B97F4A7C15)),
                             .low = qg_hash(bytes.at, bytes.len, seed)};
    print.low |= is_free(print);
    return print;
}

void qg_prints_free(struct qg_prints *prints) {
    free(prints->slots);
    *prints = (struct qg_prints){0};
}

// Where `print` stands, or would stand.
static struct qg_print_slot *slot_of(const struct qg_prints *prints, struct qg_print print) {
    uint64_t i = print.low & prints->mask;
    while (!is_free(prints->slots[i].print) &&
           (prints->slots[i].print.high != print.high || prints->slots[i].print.low != print.low))
        i = (i + 1) & prints->mask;
    return &prints->slots[i];
}

static bool grow(struct qg_prints *prints) {
    struct qg_prints bigger = *prints;
    uint64_t count = prints->slots == NULL ? FIRST_SLOTS : (prints->mask + 1) * 2;
    if (count > SIZE_MAX / sizeof *bigger.slots)
        return false;
    bigger.slots = calloc((size_t)count, sizeof *bigger.slots);
    if (bigger.slots == NULL)
        return false;
    bigger.mask = count - 1;
    for (uint64_t i = 0; prints->slots != NULL && i <= prints->mask; i++)
        if (!is_free(prints->slots[i].print))
            *slot_of(&bigger, prints->slots[i].print) = prints->slots[i];
    free(prints->slots);
    *prints = bigger;
    return true;
}

uint32_t *qg_prints_put(struct qg_prints *prints, struct qg_print print, uint32_t number,
                        bool *fresh) {
    if (prints->slots == NULL || prints->count >= prints->mask / 4 * 3)
        if (!grow(prints))
            return NULL;
    struct qg_print_slot *slot = slot_of(prints, print);
    *fresh = is_free(slot->print);
    if (*fresh) {
        *slot = (struct qg_print_slot){print, number};
        prints->count++;
    }
    return &slot->number;
}
