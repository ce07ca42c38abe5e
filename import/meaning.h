// SPDX-License-Identifier: Apache-2.0
//
// How dates, times, yes and no, and the words of an enum are written in tables. What a cell says is
// taken as it is written or not at all: a day that fits no format, or a word that stands for
// nothing, is left to the reader of records to refuse.
#ifndef QG_MEANING_H
#define QG_MEANING_H

#include "arena.h"
#include "schema.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_word_list {
    const struct qg_str *at;
    uint32_t len;
};

// As the map gives them, or as they are preset. Days and times written as records have them are
// understood whatever the formats are, for so do cells that hold no text but a date.
struct qg_formats {
    struct qg_word_list dates, times;                     // "dd.mm.yyyy", "dd.mm.yyyy hh:mm"
    struct qg_word_list trues, falses;                    // folded
    struct qg_word_list missing;                          // folded; of cells that say nothing
    struct qg_str dates_shown, times_shown, truths_shown; // for messages
};

// What words stand for; an enum's own and what the policy calls them are among them.
struct qg_meaning {
    struct qg_str word; // folded
    int32_t value;      // of the enum
};

struct qg_meanings {
    const struct qg_meaning *at;
    uint32_t len;
    struct qg_str shown; // those that stand in the map, and the enum's own; for messages
};

// Whether a format names a day, month and year once each, for a time hour and minute as well;
// `why` tells what is wrong otherwise, in static storage.
bool qg_meaning_is_format(struct qg_str format, bool time, const char **why);

// Reads `text` by a format: d, dd, m, mm, yyyy, h, hh, mm (behind an hour: minutes), ss; M and H
// are as good; anything else stands for itself. *minutes is that of the day, -1 without an hour.
bool qg_meaning_day(struct qg_str format, struct qg_str text, int32_t *day, int32_t *minutes);

bool qg_meaning_has(const struct qg_word_list *words, struct qg_str folded);

// Appends the value that `text` is for a field of that kind as JSON; false, and nothing appended,
// if it is none.
bool qg_meaning_value(struct qg_text *out, enum qg_kind kind, const struct qg_formats *formats,
                      const struct qg_enum *of, const struct qg_meanings *meanings,
                      struct qg_str text);

#endif
