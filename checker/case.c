// SPDX-License-Identifier: Apache-2.0
#include "case.h"

#include "locate.h"
#include "origin.h"

enum qg_fault qg_case_init(struct qg_case *one, const struct qg_program *program,
                           const struct qg_views *views, const struct qg_settings *settings,
                           uint64_t seed, const struct qg_case *first) {
    *one = (struct qg_case){0};
    enum qg_fault fault = first == NULL ? qg_record_init(&one->record, &program->schema, seed)
                                        : qg_record_init_beside(&one->record, &first->record);
    if (fault == QG_OK)
        fault = qg_machine_init(&one->machine, program, views, settings, &one->record,
                                first == NULL ? NULL : &first->machine);
    return fault;
}

void qg_case_free(struct qg_case *one) {
    qg_machine_free(&one->machine);
    qg_record_free(&one->record);
    qg_vec_free(&one->found);
    qg_blocks_free(&one->blocks);
}

bool qg_case_locate(const struct qg_case *of, struct qg_location *at) {
    const struct qg_raw *raw = of->raw;
    at->file = of->file;
    if (raw == NULL)
        return true;
    struct qg_place place =
        qg_locate_place(raw->text, raw->place, 0, qg_locate(raw->text, at->pointer));
    at->line = place.line;
    at->column = place.column;
    return qg_origin_place(raw->origin, at);
}
