// SPDX-License-Identifier: Apache-2.0
//
// The boundary grid around one record: the *sites*, places at which fields stand that a rule reads,
// and the values that are tried at each. A site is a path from the record; a value replaces what
// stands there, NULL takes it out. Sites come in the order of the schema, a list before what is in
// its elements, so that alterations made in that order do not undo each other.
//
// compare_sites.c finds the sites, compare_values.c the values (of what compare_pool.h gathers),
// compare_alter.c makes a record.
#ifndef QG_COMPARE_SITES_H
#define QG_COMPARE_SITES_H

#include "compare_reads.h"

#include <jansson.h>

enum {
    QG_COMPARE_DEPTH = 16,   // steps from the record to a site
    QG_COMPARE_SITES = 96,   // around one record; further ones are left out
    QG_COMPARE_ELEMENTS = 6, // of a list that are looked into; likewise
    QG_COMPARE_LIST = 13, // all lengths of a list up to this are tried, as far as ratios need them
    QG_COMPARE_LONG = 200 // those around a number that is compared with, up to this
};

// A member, or where the key is empty an element.
struct qg_compare_step {
    struct qg_str key;
    uint32_t index;
};

struct qg_compare_value {
    json_t *json; // owned; NULL: nothing is recorded
    bool sharp;   // it comes of a threshold that only one of the two versions contains
};

struct qg_compare_site {
    struct qg_compare_step path[QG_COMPARE_DEPTH];
    uint8_t depth;
    bool outside; // in an element that the record does not have; it is made on the way
    int32_t field;
    const json_t *own;                      // what the record has there; NULL: nothing
    QG_VEC(struct qg_compare_value) values; // others than that
};

struct qg_compare_sites {
    const struct qg_program *program;
    json_t *record;  // owned, as is the next
    json_t *example; // of the same kind with everything there is: what new elements are made of
    QG_VEC(struct qg_compare_site) items;
    uint32_t order[QG_COMPARE_SITES]; // their indices, those with the fewest values first
    bool cut;                         // not all of them: a limit was met
};

// Around `record`, which is shared from now on and must not be changed. To be freed whatever this
// gave; QG_FAULT_READ if the record is of no kind of the policy.
enum qg_fault qg_compare_sites_make(struct qg_compare_sites *out, json_t *record,
                                    const struct qg_compare_reads *reads,
                                    const struct qg_session *session);
void qg_compare_sites_free(struct qg_compare_sites *sites);

// The second half of making: fills in the values of all sites. False if out of memory.
bool qg_compare_values_fill(struct qg_compare_sites *sites, const struct qg_compare_reads *reads,
                            const struct qg_session *session);

// What stands where `path` leads in a record; NULL.
json_t *qg_compare_at(json_t *record, const struct qg_compare_step *path, uint32_t depth);
// The same in the example, where every list has the one element.
json_t *qg_compare_example_at(const struct qg_compare_sites *sites,
                              const struct qg_compare_step *path, uint32_t depth);

// Value number `value` of site number `site`.
struct qg_compare_choice {
    uint32_t site, value;
};

// A record with alterations, in the order of the sites; unaltered parts are shared with the first
// one. `*out` is NULL if one of them has no place beside the others, so that the record is one that
// fewer alterations make. False if out of memory.
bool qg_compare_alter(json_t **out, const struct qg_compare_sites *sites,
                      const struct qg_compare_choice *choices, uint32_t count);

#endif
