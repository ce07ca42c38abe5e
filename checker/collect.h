// SPDX-License-Identifier: Apache-2.0
//
// Values taken out of a record to be compared with those of other records. Symbols and references
// mean nothing beyond their record, so a value becomes bytes that are the same wherever the same is
// said, and a text for whoever is told of it. Of a list the order makes no difference, nor does
// what stands in it twice.
#ifndef QG_COLLECT_H
#define QG_COLLECT_H

#include "machine.h"
#include "text.h"

struct qg_collector {
    uint64_t seed;
    struct qg_text bytes;   // what is compared; grows with each value until it is cleared
    struct qg_text shown;   // what is shown; likewise
    QG_VEC(int32_t) values; // of a list, while it is sorted
    bool failed;            // memory ran out
};

void qg_collector_free(struct qg_collector *collector);

// Starts anew.
void qg_collector_clear(struct qg_collector *collector);

// Adds the value that `function` gives for `args`: its bytes, and it as JSON. False where it is not
// known, or not wholly: an unreadable value in a list, a list that may go on.
bool qg_collect_value(struct qg_collector *collector, struct qg_machine *m, int32_t function,
                      const struct qg_value *args);

// The same, shown as a name: without quotes, and with a comma between several.
bool qg_collect_key(struct qg_collector *collector, struct qg_machine *m, int32_t function,
                    const struct qg_value *args);

#endif
