// SPDX-License-Identifier: Apache-2.0

#include "occurrence.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024, KEY_DIGITS = 16 };

// The slot of the key, or the free one where it belongs. Digests spread by themselves.
static struct qg_occurrence *slot_of(const struct qg_occurrences *seen, uint64_t key) {
    uint64_t at = key & seen->mask;
    while (seen->slots[at].key != 0 && seen->slots[at].key != key)
        at = (at + 1) & seen->mask;
    return &seen->slots[at];
}

static enum qg_fault grow(struct qg_occurrences *seen) {
    uint64_t slots = seen->slots == NULL ? FIRST_SLOTS : (seen->mask + 1) * 2;
    struct qg_occurrences larger = {.mask = slots - 1, .used = seen->used};
    if (slots > SIZE_MAX / sizeof *larger.slots)
        return QG_FAULT_MEMORY;
    larger.slots = calloc((size_t)slots, sizeof *larger.slots);
    if (larger.slots == NULL)
        return QG_FAULT_MEMORY;
    for (uint64_t i = 0; seen->slots != NULL && i <= seen->mask; i++)
        if (seen->slots[i].key != 0)
            *slot_of(&larger, seen->slots[i].key) = seen->slots[i];
    free(seen->slots);
    *seen = larger;
    return QG_OK;
}

static uint64_t key_of(const char *fingerprint) {
    uint64_t key = 0;
    for (int i = 0; i < KEY_DIGITS; i++) {
        char c = fingerprint[i];
        key = key << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return key != 0 ? key : 1;
}

enum qg_fault qg_occurrences_count(struct qg_occurrences *seen,
                                   const char fingerprint[QG_SHA256_HEX + 1], uint64_t *out) {
    uint64_t slots = seen->slots == NULL ? 0 : seen->mask + 1;
    enum qg_fault fault = (seen->used + 1) * 4 > slots * 3 ? grow(seen) : QG_OK;
    if (fault != QG_OK)
        return fault;
    struct qg_occurrence *slot = slot_of(seen, key_of(fingerprint));
    seen->used += slot->key == 0;
    slot->key = key_of(fingerprint);
    *out = ++slot->count;
    return QG_OK;
}

void qg_occurrences_free(struct qg_occurrences *seen) {
    free(seen->slots);
    *seen = (struct qg_occurrences){0};
}
