// SPDX-License-Identifier: Apache-2.0
#include "parse.h"

#include "build.h"
#include "parser.h"
#include "scan.h"

enum qg_fault qg_parse_file(struct qg_arena *arena, struct qg_sources *sources, uint32_t source,
                            struct qg_diag_list *diags, struct qg_file **out) {
    *out = NULL;
    if (qg_sources_at(sources, source) == NULL)
        return QG_FAULT_BUG;
    struct qg_file *file = qg_arena_alloc(arena, sizeof *file);
    if (file == NULL)
        return QG_FAULT_MEMORY;
    file->source = source;
    uint32_t errors = qg_diag_errors(diags);

    struct qg_scan scan;
    qg_scan_open(&scan, arena, sources, source, diags);
    struct qg_parser parser = {
        .arena = arena, .sources = sources, .diags = diags, .scan = &scan, .file = file};
    enum qg_fault fault = qg_parser_run(&parser);
    if (fault == QG_OK && diags->failed)
        fault = QG_FAULT_MEMORY;
    file->broken = qg_diag_errors(diags) > errors;
    if (fault == QG_OK)
        *out = file;
    return fault;
}
