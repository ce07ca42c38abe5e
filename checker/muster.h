// SPDX-License-Identifier: Apache-2.0
//
// What a run gathers for the rules about all of its elements together: for each group of each such
// rule how many elements are of which kind, and for elements that have to agree the values that
// they were seen with. A muster of a part of the input is merged into that of the parts before it,
// and then is the muster of both, to the last byte of the report: whatever order parts are judged
// in, they only have to be merged in the order of the input.
//
// Memory grows with the number of different groups and values: some 250 bytes for each, whatever
// the length of the texts behind them (prints.h, sighting.h).
#ifndef QG_MUSTER_H
#define QG_MUSTER_H

#include "collect.h"
#include "crowd.h"
#include "fault.h"
#include "prints.h"
#include "sighting.h"

enum { QG_EXAMPLES = 3 };

struct qg_group {
    struct qg_print print;
    uint32_t population;
    uint32_t text;         // symbol: its keys, as they are shown
    bool unknown;          // its keys are not known: whoever stands here may belong to any group
    struct qg_crowd crowd; // of AGREE: sure[QG_HAS] alone, elements of the group
    uint32_t others;       // into `others`: crowds under other values of the readings that the rule
                           // depends on, as qg_muster_other goes through them
    uint32_t examples[QG_HAVINGS][QG_EXAMPLES]; // sightings: the first ones; 0: no more. Who may
                                                // not even belong stands with QG_MAY_HAVE
};

// A value that elements of a group were seen with.
struct qg_variant {
    struct qg_print key;   // of the group and which value it is
    struct qg_print print; // of that and the value
    uint32_t group;
    uint32_t at;       // which of the population's values
    uint32_t first;    // the variant that the key was first seen with; itself
    uint32_t element;  // the first of the variants that the same element brought
    uint32_t sighting; // of the value
    uint32_t shown;    // symbol: the value as JSON
};

struct qg_muster {
    const struct qg_program *program;
    const uint16_t *readings; // [program->reading_count]: those in force
    uint64_t seed;
    struct qg_sightings sightings;
    struct qg_collector collector;
    struct qg_prints index; // groups by their keys; variants by key, and by key and value
    QG_VEC(struct qg_group) groups;
    QG_VEC(struct qg_crowd) others;
    QG_VEC(struct qg_variant) variants;
};

// One element that a population rule was judged for.
struct qg_member {
    uint32_t population; // index into program->populations
    struct qg_case *of;
    const struct qg_value *args;  // its chain of elements
    struct qg_value belongs, has; // what is known of it
};

// `program` and `readings` must outlive the muster. Musters that are to be merged have the same
// readings and seed.
void qg_muster_init(struct qg_muster *muster, const struct qg_program *program,
                    const uint16_t *readings, uint64_t seed);
void qg_muster_free(struct qg_muster *muster);

enum qg_fault qg_muster_take(struct qg_muster *muster, const struct qg_member *member);

// Adds the muster of the part of the input that follows.
enum qg_fault qg_muster_merge(struct qg_muster *into, const struct qg_muster *part);

// A value, other than the one in force, of a reading that a rule depends on. Groups are told apart
// under the readings in force, and those of AGREE have no others.
struct qg_other_reading {
    uint32_t reading, value;
};

// Goes on to the next one for the population, from {0, 0} with `first` set; false after the last.
bool qg_muster_other(const struct qg_muster *muster, const struct qg_population *population,
                     struct qg_other_reading *at, bool first);

// ---- For agreement.c ---------------------------------------------------------------------------

// Takes the values of an element that surely belongs to a group.
enum qg_fault qg_agreement_take(struct qg_muster *muster, const struct qg_member *member,
                                uint32_t group);

// Adds the variants of a later part, whose groups are `groups[…]` in this one.
enum qg_fault qg_agreement_merge(struct qg_muster *into, const struct qg_muster *part,
                                 const uint32_t *groups);

// The innermost element of the member's chain that is recorded.
uint32_t qg_member_region(const struct qg_muster *muster, const struct qg_member *member);

// Adds numbers to what is to be compared.
void qg_muster_salt(struct qg_muster *muster, uint32_t first, uint32_t second);

#endif
