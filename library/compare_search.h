// SPDX-License-Identifier: Apache-2.0
//
// The search for a record on which two versions of one rule disagree. Around each of some records
// to begin with, seeds, lies a grid; all grids are toured with no alteration, then with one, then
// with two, so that what is found first is altered least. It ends with a disagreement that does not
// hang on missing data, when all grids were toured to their ends, or when as many records were
// judged as there may be; a disagreement that does hang on missing data is kept for want of better.
#ifndef QG_COMPARE_SEARCH_H
#define QG_COMPARE_SEARCH_H

#include "compare_judge.h"
#include "compare_sites.h"

struct qg_compare_seed {
    struct qg_str name; // "test \"three of five\"", "dossiers.json:3"
    json_t *record;
};

struct qg_compare_found {
    json_t *record;   // owned; NULL: none was found
    uint32_t seed;    // that it is an alteration of
    uint32_t altered; // sites
    struct qg_compare_ruling ruling;
};

struct qg_compare_search {
    struct qg_compare_judge *judge;
    const struct qg_compare_reads *reads;
    const struct qg_compare_seed *seeds;
    uint32_t seed_count;
    uint64_t limit; // records to be judged
    // what came of it
    struct qg_compare_found found;
    uint32_t sites; // of the grid that has most
    uint32_t grids; // seeds of a kind of record that the policy has
    bool exhausted; // every grid was toured to its end, and none was cut
};

// Searches; `found` is then to be freed.
enum qg_fault qg_compare_search_run(struct qg_compare_search *search);

#endif
