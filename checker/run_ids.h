// SPDX-License-Identifier: Apache-2.0
//
// The ids of the records seen in a run, to find the second record with the same id. This is the
// one thing whose memory grows with the number of records, so of each id only its fingerprint is
// kept, in 14 to 16 bytes (prints.h).
#ifndef QG_RUN_IDS_H
#define QG_RUN_IDS_H

#include "data.h"
#include "fault.h"
#include "prints.h"
#include "record.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_run_ids {
    struct qg_prints seen;
    uint64_t seed; // of the fingerprints
};

void qg_run_ids_init(struct qg_run_ids *ids, uint64_t seed);
void qg_run_ids_free(struct qg_run_ids *ids);

// The fingerprint of an id of kind `kind` (ids of dossiers and of institutions do not clash).
struct qg_print qg_run_id_of(uint64_t seed, uint16_t kind, struct qg_str id);

// Likewise of a decoded record; false if it has no id.
bool qg_run_id_of_record(struct qg_print *out, uint64_t seed, const struct qg_record *record);

// Remembers an id; *fresh tells whether it is the first such. QG_FAULT_MEMORY.
enum qg_fault qg_run_ids_add(struct qg_run_ids *ids, struct qg_print id, bool *fresh);

// Adds the data finding (without a place) that the id of a record has occurred before.
enum qg_fault qg_run_ids_object(const struct qg_record *record, struct qg_data_list *data);

// Remembers the id of a decoded record, if it has one, and objects when it has occurred before.
enum qg_fault qg_run_ids_note(struct qg_run_ids *ids, const struct qg_record *record,
                              struct qg_data_list *data);

#endif
