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
    free(prints->numbers);
    *prints = (struct qg_prints){0};
}

// Where `print` stands, or would stand.
static uint64_t slot_of(const struct qg_prints *prints, struct qg_print print) {
    uint64_t i = print.low & prints->mask;
    while (!is_free(prints->slots[i]) &&
           (prints->slots[i].high != print.high || prints->slots[i].low != print.low))
        i = (i + 1) & prints->mask;
    return i;
}

static void move(const struct qg_prints *from, struct qg_prints *to) {
    for (uint64_t i = 0; from->slots != NULL && i <= from->mask; i++) {
        if (is_free(from->slots[i]))
            continue;
        uint64_t slot = slot_of(to, from->slots[i]);
        to->slots[slot] = from->slots[i];
        if (from->numbers != NULL)
            to->numbers[slot] = from->numbers[i];
    }
}

static bool grow(struct qg_prints *prints, bool numbered) {
    uint64_t slots = prints->slots == NULL ? FIRST_SLOTS : (prints->mask + 1) * 2;
    struct qg_prints bigger = {.mask = slots - 1, .count = prints->count};
    if (slots > SIZE_MAX / sizeof *bigger.slots)
        return false;
    bigger.slots = calloc((size_t)slots, sizeof *bigger.slots);
    bigger.numbers = numbered ? calloc((size_t)slots, sizeof *bigger.numbers) : NULL;
    if (bigger.slots == NULL || (numbered && bigger.numbers == NULL)) {
        qg_prints_free(&bigger);
        return false;
    }
    struct qg_prints outgrown = *prints;
    move(&outgrown, &bigger);
    *prints = bigger;
    qg_prints_free(&outgrown);
    return true;
}

// The slot of `print`, which then stands there. False when memory is out.
static bool take(struct qg_prints *prints, struct qg_print print, bool numbered, uint64_t *slot,
                 bool *fresh) {
    if (prints->slots == NULL || prints->count >= prints->mask / 4 * 3)
        if (!grow(prints, numbered))
            return false;
    *slot = slot_of(prints, print);
    *fresh = is_free(prints->slots[*slot]);
    prints->slots[*slot] = print;
    prints->count += *fresh;
    return true;
}

bool qg_prints_add(struct qg_prints *prints, struct qg_print print, bool *fresh) {
    uint64_t slot;
    return take(prints, print, false, &slot, fresh);
}

uint32_t *qg_prints_put(struct qg_prints *prints, struct qg_print print, uint32_t number,
                        bool *fresh) {
    uint64_t slot;
    if (!take(prints, print, true, &slot, fresh))
        return NULL;
    if (*fresh)
        prints->numbers[slot] = number;
    return &prints->numbers[slot];
}
