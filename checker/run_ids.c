// SPDX-License-Identifier: Apache-2.0
#include "run_ids.h"

#include "hash.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024 };

void qg_run_ids_init(struct qg_run_ids *ids, uint64_t seed) {
    *ids = (struct qg_run_ids){.seed = seed};
}

void qg_run_ids_free(struct qg_run_ids *ids) {
    free(ids->slots);
    *ids = (struct qg_run_ids){0};
}

static bool is_free(struct qg_run_id id) {
    return (id.high | id.low) == 0;
}

// Where `id` stands, or would stand.
static uint64_t position(const struct qg_run_ids *ids, struct qg_run_id id) {
    uint64_t i = id.low & ids->mask;
    while (!is_free(ids->slots[i]) &&
           (ids->slots[i].high != id.high || ids->slots[i].low != id.low))
        i = (i + 1) & ids->mask;
    return i;
}

static bool grow(struct qg_run_ids *ids) {
    struct qg_run_ids bigger = *ids;
    uint64_t count = ids->slots == NULL ? FIRST_SLOTS : (ids->mask + 1) * 2;
    if (count > SIZE_MAX / sizeof *bigger.slots)
        return false;
    bigger.slots = calloc((size_t)count, sizeof *bigger.slots);
    if (bigger.slots == NULL)
        return false;
    bigger.mask = count - 1;
    for (uint64_t i = 0; ids->slots != NULL && i <= ids->mask; i++) {
        if (!is_free(ids->slots[i]))
            bigger.slots[position(&bigger, ids->slots[i])] = ids->slots[i];
    }
    free(ids->slots);
    *ids = bigger;
    return true;
}

struct qg_run_id qg_run_id_of(uint64_t seed, uint16_t kind, struct qg_str id) {
    seed += kind;
    struct qg_run_id print = {.high = qg_hash(id.at, id.len, ~seed * UINT64_C(0x9E3779B97F4A7C15)),
                              .low = qg_hash(id.at, id.len, seed)};
    print.low |= is_free(print); // the mark of a free place is not a fingerprint
    return print;
}

enum qg_fault qg_run_ids_add(struct qg_run_ids *ids, struct qg_run_id id, bool *fresh) {
    if (ids->slots == NULL || ids->count >= ids->mask / 4 * 3) {
        if (!grow(ids))
            return QG_FAULT_MEMORY;
    }
    uint64_t at = position(ids, id);
    *fresh = is_free(ids->slots[at]);
    ids->count += *fresh;
    ids->slots[at] = id;
    return QG_OK;
}

// The record's id; false if it has none.
static bool find_id(const struct qg_record *record, struct qg_str *out) {
    const struct qg_schema *schema = record->schema;
    int32_t field = schema->types[record->type].id_field;
    if (field < 0)
        return false;
    int32_t symbol = qg_record_slot(record, QG_RECORD_ROOT, schema->fields[field].slot);
    if (symbol >= 1)
        *out = qg_record_text(record, symbol);
    return symbol >= 1;
}

bool qg_run_id_of_record(struct qg_run_id *out, uint64_t seed, const struct qg_record *record) {
    struct qg_str id;
    bool found = find_id(record, &id);
    if (found)
        *out = qg_run_id_of(seed, record->type, id);
    return found;
}

enum qg_fault qg_run_ids_object(const struct qg_record *record, struct qg_data_list *data) {
    struct qg_str id = {0};
    (void)find_id(record, &id);
    qg_data_add(data, (struct qg_data_finding){.code = QG_DATA_RECORD_ID,
                                               .pointer = QG_STR("/id"),
                                               .found = qg_data_excerpt(id.at, id.len)});
    return data->failed ? QG_FAULT_MEMORY : QG_OK;
}

enum qg_fault qg_run_ids_note(struct qg_run_ids *ids, const struct qg_record *record,
                              struct qg_data_list *data) {
    struct qg_run_id id;
    bool fresh = true;
    if (!qg_run_id_of_record(&id, ids->seed, record))
        return QG_OK;
    enum qg_fault fault = qg_run_ids_add(ids, id, &fresh);
    return fault == QG_OK && !fresh ? qg_run_ids_object(record, data) : fault;
}
