// SPDX-License-Identifier: Apache-2.0
#include "prints.h"

#include <stdlib.h>
#include <string.h>

// Behind the homes there are places for those that found theirs taken. A table whose last places
// are taken grows, too.
enum { FIRST_HOMES = 64, BEHIND_HOMES = 64 };

struct qg_print qg_print_of(uint64_t seed, struct qg_str bytes) {
    uint64_t high = qg_hash(bytes.at, bytes.len, ~seed * UINT64_C(0x9E3779B97F4A7C15));
    uint64_t low = qg_hash(bytes.at, bytes.len, seed);
    struct qg_print print = {{(uint32_t)(high >> 32), (uint32_t)high, (uint32_t)low}};
    print.words[2] |= (print.words[0] | print.words[1]) == 0;
    return print;
}

void qg_prints_free(struct qg_prints *prints) {
    free(prints->places);
    *prints = (struct qg_prints){0};
}

// ---- places ----

static uint32_t *place(const struct qg_prints *prints, uint64_t at) {
    return prints->places + at * prints->stride;
}

static bool is_free(const uint32_t *place) {
    return (place[0] | place[1] | place[2]) == 0;
}

// Below 0, 0 or above, as `place` comes before `words`, holds them, or comes after.
static int compare(const uint32_t *place, const uint32_t *words) {
    for (int i = 0; i < QG_PRINT_WORDS; i++)
        if (place[i] != words[i])
            return place[i] < words[i] ? -1 : 1;
    return 0;
}

static uint64_t home_of(uint64_t homes, const uint32_t *words) {
    return words[0] * homes >> 32;
}

static size_t room(const struct qg_prints *prints, uint64_t places) {
    return (size_t)places * prints->stride * sizeof *prints->places;
}

static uint64_t all_places(uint64_t homes) {
    return homes == 0 ? 0 : homes + BEHIND_HOMES;
}

// ---- growing ----

// Moves the members to the end of the places, which have become more; returns the first of them.
static uint64_t gather(struct qg_prints *prints, uint64_t before, uint64_t now) {
    uint64_t to = now;
    for (uint64_t i = before; i-- > 0;)
        if (!is_free(place(prints, i)))
            memmove(place(prints, --to), place(prints, i), room(prints, 1));
    return to;
}

// Moves the members from the end to where they belong. Each one's new place is at or before the old
// one, as with more homes no more of them have to stand behind the homes than before.
static void spread(struct qg_prints *prints, uint64_t from, uint64_t now) {
    uint64_t next = 0;
    for (; from < now; from++) {
        uint64_t to = home_of(prints->homes, place(prints, from));
        if (to > next)
            memset(place(prints, next), 0, room(prints, to - next));
        else
            to = next;
        memmove(place(prints, to), place(prints, from), room(prints, 1));
        next = to + 1;
    }
    memset(place(prints, next), 0, room(prints, now - next));
}

static bool grow(struct qg_prints *prints) {
    uint64_t homes = prints->homes == 0 ? FIRST_HOMES : prints->homes + prints->homes / 8;
    uint64_t before = all_places(prints->homes), now = all_places(homes);
    if (homes > UINT32_MAX || now > SIZE_MAX / sizeof *prints->places / prints->stride)
        return false;
    uint32_t *places = realloc(prints->places, room(prints, now));
    if (places == NULL)
        return false;
    prints->places = places;
    prints->homes = homes;
    spread(prints, gather(prints, before, now), now);
    return true;
}

// ---- members ----

// Where `print` stands, or would stand.
static uint64_t find(const struct qg_prints *prints, const struct qg_print *print) {
    uint64_t at = home_of(prints->homes, print->words);
    while (!is_free(place(prints, at)) && compare(place(prints, at), print->words) < 0)
        at++;
    return at;
}

// Makes `at` free by moving what stands there and behind it up to the next free place. False when
// that is the last one.
static bool make_way(struct qg_prints *prints, uint64_t at) {
    uint64_t end = at;
    while (!is_free(place(prints, end)))
        end++;
    if (end + 1 == all_places(prints->homes))
        return false;
    memmove(place(prints, at + 1), place(prints, at), room(prints, end - at));
    return true;
}

// The place of `print`, which then stands there. NULL when memory is out.
static uint32_t *take(struct qg_prints *prints, const struct qg_print *print, bool *fresh) {
    uint64_t at = 0;
    for (bool placed = false; !placed;) {
        if (prints->count >= prints->homes / 8 * 7 && !grow(prints))
            return NULL;
        at = find(prints, print);
        *fresh = compare(place(prints, at), print->words) != 0;
        if (!*fresh)
            return place(prints, at);
        placed = make_way(prints, at);
        if (!placed && !grow(prints))
            return NULL;
    }
    memcpy(place(prints, at), print->words, sizeof print->words);
    prints->count++;
    return place(prints, at);
}

bool qg_prints_add(struct qg_prints *prints, struct qg_print print, bool *fresh) {
    prints->stride = QG_PRINT_WORDS;
    return take(prints, &print, fresh) != NULL;
}

uint32_t *qg_prints_put(struct qg_prints *prints, struct qg_print print, uint32_t number,
                        bool *fresh) {
    prints->stride = QG_PRINT_WORDS + 1;
    uint32_t *place = take(prints, &print, fresh);
    if (place != NULL && *fresh)
        place[QG_PRINT_WORDS] = number;
    return place == NULL ? NULL : place + QG_PRINT_WORDS;
}
