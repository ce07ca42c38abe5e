// SPDX-License-Identifier: Apache-2.0
#include "run_ids.h"

void qg_run_ids_init(struct qg_run_ids *ids, uint64_t seed) {
    *ids = (struct qg_run_ids){.seed = seed};
}

void qg_run_ids_free(struct qg_run_ids *ids) {
    qg_prints_free(&ids->seen);
}

struct qg_print qg_run_id_of(uint64_t seed, uint16_t kind, struct qg_str id) {
    return qg_print_of(seed + kind, id);
}

enum qg_fault qg_run_ids_add(struct qg_run_ids *ids, struct qg_print id, bool *fresh) {
    return qg_prints_add(&ids->seen, id, fresh) ? QG_OK : QG_FAULT_MEMORY;
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

bool qg_run_id_of_record(struct qg_print *out, uint64_t seed, const struct qg_record *record) {
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
    struct qg_print id;
    bool fresh = true;
    if (!qg_run_id_of_record(&id, ids->seed, record))
        return QG_OK;
    enum qg_fault fault = qg_run_ids_add(ids, id, &fresh);
    return fault == QG_OK && !fresh ? qg_run_ids_object(record, data) : fault;
}
