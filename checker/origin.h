// SPDX-License-Identifier: Apache-2.0
//
// Where the text of records comes from, when it was not there before: records that were put
// together from tables are read like any other, but whoever hears of a place in them is to look for
// it in the tables. The text itself has one record a line.
#ifndef QG_ORIGIN_H
#define QG_ORIGIN_H

#include "data.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct qg_location;

struct qg_origin {
    const char *name; // of the whole, for what concerns no place in it
    // The next bytes of the text, at most `room`; 0 at its end, -1 with errno for a failure.
    ssize_t (*read)(void *user, char *to, size_t room);
    // Puts the place that a location of the text stands for in its stead: file, line and column are
    // replaced by those of what its pointer was made from; they last as long as the origin. False
    // when memory ran out; the location is then of no use.
    bool (*place)(void *user, struct qg_location *at);
    // Tells the data findings of the record in line `line` in the words of what it was made from.
    // Memory that runs out is noted in `data`.
    void (*amend)(void *user, uint64_t line, struct qg_data_list *data);
    void *user;
};

// The same where there may be no origin (NULL): then a place of the text is the place itself.
static inline bool qg_origin_place(const struct qg_origin *origin, struct qg_location *at) {
    return origin == NULL || origin->place(origin->user, at);
}

#endif
