// SPDX-License-Identifier: Apache-2.0
//
// Relations between two lists in time linear in both: the values of the right one are marked in
// a hash set and those of the left one looked up, each look-up against the step budget. A value
// that is not known may be any: it can only take certainty away.
#include "kernels.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// The values of one list, taken one by one: its own, or one field of its elements.
struct side {
    const int32_t *slots;
    int32_t at;    // scalars: the next slot; objects: the next element
    int32_t left;  // values still to come
    uint32_t slot; // objects: of the field; 0 for scalars, which have no header
};

static struct side side_of(const struct qg_machine *m, struct qg_value list, int32_t field) {
    struct side side = {.slots = m->record->slots};
    if (list.lo <= 0)
        return side;
    side.left = side.slots[list.lo + QG_LIST_COUNT];
    side.at = field == QG_NONE ? list.lo + 1 : side.slots[list.lo + QG_LIST_FIRST];
    side.slot = field == QG_NONE ? 0 : m->fields[field].slot;
    return side;
}

// The next value, negative if it is not known. Only while `left` is not 0.
static int32_t take(struct side *side) {
    int32_t at = side->at;
    side->left--;
    side->at = side->slot == 0 ? at + 1 : side->slots[at + QG_AT_NEXT];
    return side->slots[(uint32_t)at + side->slot];
}

static bool grow(struct qg_marks *marks, uint32_t places) {
    int32_t *values = calloc(places, sizeof *values);
    uint32_t *stamps = calloc(places, sizeof *stamps);
    if (values == NULL || stamps == NULL) {
        free(values);
        free(stamps);
        return false;
    }
    qg_marks_free(marks);
    marks->values = values;
    marks->stamps = stamps;
    marks->mask = places - 1;
    return true;
}

// So few values stand in line, where looking for one takes less than hashing it.
enum { IN_LINE = 8 };

// Empties the marks and makes room for `count` values. Stamps are even; an odd one is that of a
// value that was counted.
static bool start(struct qg_machine *m, int32_t count) {
    struct qg_marks *marks = &m->marks;
    uint32_t places = 16;
    while (places < 2 * (uint32_t)count)
        places *= 2;
    if ((marks->values == NULL || marks->mask + 1 < places) && !grow(marks, places)) {
        m->failed = true;
        return false;
    }
    marks->taken = 0;
    marks->in_line = (uint32_t)count <= IN_LINE;
    marks->stamp += 2;
    if (marks->stamp == 0) {
        memset(marks->stamps, 0, (marks->mask + 1) * sizeof *marks->stamps);
        marks->stamp = 2;
    }
    return true;
}

// Values come from untrusted records: the hash is seeded like that of their symbols.
static uint32_t hash(const struct qg_machine *m, int32_t value) {
    uint64_t mixed = ((uint64_t)(uint32_t)value ^ m->record->symbols.seed) * 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ mixed >> 32) * 0xD6E8FEB86659FD93U;
    return (uint32_t)(mixed >> 32);
}

static bool is_taken(const struct qg_marks *marks, uint32_t at) {
    return marks->in_line ? at < marks->taken : (marks->stamps[at] & ~1U) == marks->stamp;
}

// The steps of looking up so many values. The charge is the same however long each search is,
// because the seed must not decide whether the steps suffice.
static bool charge(struct qg_machine *m, int32_t values) {
    return qg_machine_charge(m, 4 * (int64_t)values);
}

// The place where `value` is marked or would be.
static inline uint32_t place_of(const struct qg_machine *m, int32_t value) {
    const struct qg_marks *marks = &m->marks;
    uint32_t at = marks->in_line ? 0 : hash(m, value) & marks->mask;
    while (is_taken(marks, at) && marks->values[at] != value)
        at = (at + 1) & marks->mask;
    return at;
}

// Marks a value; false if it was marked already.
static bool mark(struct qg_machine *m, int32_t value) {
    uint32_t at = place_of(m, value);
    if (is_taken(&m->marks, at))
        return false;
    m->marks.stamps[at] = m->marks.stamp;
    m->marks.values[at] = value;
    m->marks.taken++;
    return true;
}

// What is known of a list whose values were marked.
struct marked {
    int32_t different, unknown; // values; elements without one
    bool open;                  // there may be further elements
    bool failed;                // no memory or no steps: nothing can be said
};

static struct marked mark_all(struct qg_machine *m, struct qg_value list, int32_t field) {
    struct side side = side_of(m, list, field);
    struct marked result = {.open = list.hi < 0};
    result.failed = !charge(m, side.left) || !start(m, side.left);
    while (side.left > 0 && !result.failed) {
        int32_t value = take(&side);
        result.unknown += value < 0;
        result.different += value >= 0 && mark(m, value);
    }
    return result;
}

// What the elements of the left list have to do with the right one.
struct overlap {
    int32_t in;                  // different values surely in the right list
    int32_t maybe;               // elements that may be in it
    int32_t out;                 // elements surely not in it
    bool left_open, right_empty; // the left list may go on; the right one surely has nothing
    bool failed;
};

static void weigh(struct qg_machine *m, int32_t value, bool right_any, struct overlap *out) {
    uint32_t at = value >= 0 ? place_of(m, value) : 0;
    if (value >= 0 && is_taken(&m->marks, at)) {
        out->in += (m->marks.stamps[at] & 1) == 0;
        m->marks.stamps[at] |= 1;
    } else if (right_any || (value < 0 && !out->right_empty)) {
        out->maybe++;
    } else {
        out->out++;
    }
}

// A bit for the first of the eight that is the value. Where vectors are at hand they compare all
// eight at once.
static inline uint32_t hits_of(int32_t value, const int32_t values[IN_LINE]) {
    uint32_t hits = 0;
#if defined(__SSE2__)
    static_assert(IN_LINE == 8, "two vectors");
    const __m128i *halves = (const void *)values, wanted = _mm_set1_epi32(value);
    __m128i low = _mm_cmpeq_epi32(_mm_loadu_si128(halves), wanted);
    __m128i high = _mm_cmpeq_epi32(_mm_loadu_si128(halves + 1), wanted);
    __m128i bytes = _mm_packs_epi16(_mm_packs_epi32(low, high), _mm_setzero_si128());
    hits = (uint32_t)_mm_movemask_epi8(bytes);
#else
    for (int i = 0; i < IN_LINE; i++)
        hits |= (uint32_t)(values[i] == value) << i;
#endif
    return hits & (0 - hits);
}

// Lists are mostly short: then every value of the left one is held against all of the right one at
// once, which has no branches to guess. Of equal values on the right the first stands for all.
static struct overlap compare_short(struct side left, struct side right, bool right_open) {
    int32_t values[IN_LINE] = {-1, -1, -1, -1, -1, -1, -1, -1};
    uint32_t found = 0;
    bool any = right_open;
    struct overlap result = {.right_empty = !right_open && right.left == 0};
    for (int i = 0; right.left > 0; i++) {
        values[i] = take(&right);
        any |= values[i] < 0;
    }
    while (left.left > 0) {
        int32_t value = take(&left);
        uint32_t hits = value < 0 ? 0 : hits_of(value, values);
        bool maybe = any || (value < 0 && !result.right_empty);
        found |= hits;
        result.maybe += hits == 0 && maybe;
        result.out += hits == 0 && !maybe;
    }
    for (; found != 0; found &= found - 1)
        result.in++;
    return result;
}

static struct overlap compare(struct qg_machine *m, struct qg_value left, struct qg_value right,
                              int32_t set) {
    const struct qg_set *how = &m->program->sets[set];
    struct side lefts = side_of(m, left, how->left_field);
    struct side rights = side_of(m, right, how->right_field);
    if (rights.left <= IN_LINE && charge(m, rights.left) && charge(m, lefts.left)) {
        struct overlap found = compare_short(lefts, rights, right.hi < 0);
        found.left_open = left.hi < 0;
        return found;
    }
    struct marked marked = mark_all(m, right, how->right_field);
    struct overlap result = {.left_open = left.hi < 0, .failed = marked.failed};
    bool right_any = marked.open || marked.unknown > 0;
    result.right_empty = !right_any && marked.different == 0;
    result.failed = result.failed || !charge(m, lefts.left);
    while (lefts.left > 0 && !result.failed)
        weigh(m, take(&lefts), right_any, &result);
    return result;
}

struct qg_value qg_sets_subset(struct qg_machine *m, struct qg_value left, struct qg_value right,
                               int32_t set) {
    struct overlap overlap = compare(m, left, right, set);
    if (overlap.failed)
        return QG_TRUTH_UNKNOWN;
    if (overlap.out > 0)
        return QG_TRUTH_NO;
    return overlap.maybe > 0 || overlap.left_open ? QG_TRUTH_UNKNOWN : QG_TRUTH_YES;
}

struct qg_value qg_sets_common(struct qg_machine *m, struct qg_value left, struct qg_value right,
                               int32_t set) {
    struct overlap overlap = compare(m, left, right, set);
    if (overlap.failed)
        return (struct qg_value){0, INT32_MAX};
    bool may_go_on = overlap.left_open && !overlap.right_empty;
    return (struct qg_value){overlap.in, may_go_on ? INT32_MAX : overlap.in + overlap.maybe};
}

struct qg_value qg_sets_disjoint(struct qg_machine *m, struct qg_value left, struct qg_value right,
                                 int32_t set) {
    struct qg_value common = qg_sets_common(m, left, right, set);
    return (struct qg_value){common.hi == 0, common.lo == 0};
}

struct qg_value qg_sets_distinct(struct qg_machine *m, struct qg_value list, int32_t set) {
    struct marked marked = mark_all(m, list, m->program->sets[set].left_field);
    if (marked.failed)
        return (struct qg_value){0, INT32_MAX};
    int32_t least = marked.different > 0 ? marked.different : marked.unknown > 0;
    return (struct qg_value){least, marked.open ? INT32_MAX : marked.different + marked.unknown};
}

struct qg_value qg_sets_member(struct qg_machine *m, struct qg_value value, struct qg_value list,
                               int32_t set) {
    struct side side = side_of(m, list, m->program->sets[set].right_field);
    bool maybe = list.hi < 0;
    if (!qg_machine_charge(m, (int64_t)side.left))
        return QG_TRUTH_UNKNOWN;
    while (side.left > 0) {
        int32_t element = take(&side);
        if (element >= 0 && value.lo == element && value.hi == element)
            return QG_TRUTH_YES;
        maybe = maybe || element < 0 || (value.lo <= element && element <= value.hi);
    }
    return maybe ? QG_TRUTH_UNKNOWN : QG_TRUTH_NO;
}

struct qg_value qg_sets_length(const struct qg_machine *m, struct qg_value list) {
    int32_t length = list.lo > 0 ? m->record->slots[list.lo + QG_LIST_COUNT] : 0;
    return (struct qg_value){length, list.hi < 0 ? INT32_MAX : length};
}

void qg_marks_free(struct qg_marks *marks) {
    free(marks->values);
    free(marks->stamps);
    *marks = (struct qg_marks){0};
}
