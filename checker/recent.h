// SPDX-License-Identifier: Apache-2.0
//
// Results of functions that take more than a region, and so have no memo slot: many rules ask
// where a person worked, or whether they were exempt, on the very same day. The last result of
// each place is kept, for one record at a time; a place may be taken over at any time, even by
// the calls that a call makes, which costs a computation and nothing else. There are few places,
// because every record under way has its own and they are to stay in the caches: what is computed
// once more for want of a place takes less than fetching one from far.
#ifndef QG_RECENT_H
#define QG_RECENT_H

#include "interval.h"

enum { QG_RECENT_PLACES = 64 };

struct qg_recent_entry {
    uint32_t stamp;                // of the record; 0: the result is not there yet
    uint32_t function;             //
    uint64_t ticket;               // of the call that took the place
    uint64_t args[QG_RECENT_ARGS]; // words (qg_pack), as many as the function takes
    uint64_t value;                // a word
};

// A zeroed one is ready after qg_recent_forget.
struct qg_recent {
    uint32_t stamp;  // of the present record, from 1
    uint64_t ticket; // the last one given out
    struct qg_recent_entry places[QG_RECENT_PLACES];
};

static inline void qg_recent_forget(struct qg_recent *recent) {
    if (++recent->stamp == 0)
        *recent = (struct qg_recent){.stamp = 1, .ticket = recent->ticket};
}

// Where a call is, or would be, remembered.
static inline struct qg_recent_entry *qg_recent_place(struct qg_recent *recent, uint32_t function,
                                                      const uint64_t *args, uint32_t count) {
    uint32_t mixed = function;
    for (uint32_t i = 0; i < count; i++)
        mixed = mixed * 31 + (uint32_t)args[i]; // the lower end
    return &recent->places[(mixed ^ mixed >> 8) % QG_RECENT_PLACES];
}

static inline bool qg_recent_holds(const struct qg_recent *recent,
                                   const struct qg_recent_entry *entry, uint32_t function,
                                   const uint64_t *args, uint32_t count) {
    bool same = entry->stamp == recent->stamp && entry->function == function;
    for (uint32_t i = 0; same && i < count; i++)
        same = entry->args[i] == args[i];
    return same;
}

// Takes a place for a call that is now made. Returns the ticket to be shown with its result.
static inline uint64_t qg_recent_take(struct qg_recent *recent, struct qg_recent_entry *entry,
                                      uint32_t function, const uint64_t *args, uint32_t count) {
    entry->stamp = 0;
    entry->function = function;
    entry->ticket = ++recent->ticket;
    for (uint32_t i = 0; i < count; i++)
        entry->args[i] = args[i];
    return entry->ticket;
}

// Puts the result of the call with that ticket into its place, if it still is.
static inline void qg_recent_keep(struct qg_recent *recent, struct qg_recent_entry *entry,
                                  uint64_t ticket, uint64_t value) {
    if (entry->ticket != ticket)
        return;
    entry->value = value;
    entry->stamp = recent->stamp;
}

#endif
