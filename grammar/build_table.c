// SPDX-License-Identifier: Apache-2.0
#include "build.h"

struct qg_stretch_syntax *qg_build_stretch(struct qg_parser *p, enum qg_stretch kind,
                                           struct qg_expr *value, struct qg_expr *to,
                                           struct qg_span span) {
    struct qg_stretch_syntax *stretch = qg_build_node(p, sizeof *stretch);
    *stretch = (struct qg_stretch_syntax){.kind = kind, .value = value, .to = to, .span = span};
    return stretch;
}

struct qg_cell_syntax *qg_build_cell(struct qg_parser *p, struct qg_stretches stretches,
                                     struct qg_span span) {
    struct qg_cell_syntax *cell = qg_build_node(p, sizeof *cell);
    *cell = (struct qg_cell_syntax){.stretches = stretches, .span = span};
    return cell;
}

struct qg_cell_syntax *qg_build_cell_of(struct qg_parser *p, struct qg_stretch_syntax *stretch,
                                        struct qg_span span) {
    struct qg_stretches alone = {0};
    qg_tree_link(alone, stretch);
    return qg_build_cell(p, alone, span);
}

struct qg_row_syntax *qg_build_row(struct qg_parser *p, struct qg_cells cells,
                                   struct qg_exprs results, struct qg_span span) {
    struct qg_row_syntax *row = qg_build_node(p, sizeof *row);
    *row = (struct qg_row_syntax){
        .otherwise = cells.count == 0, .cells = cells, .results = results, .span = span};
    return row;
}

static uint32_t depth_of(const struct qg_row_list *rows) {
    uint32_t depth = 0;
    const struct qg_row_syntax *row = rows->first;
    for (uint32_t i = 0; i < rows->count; i++, row = row->next) {
        const struct qg_expr *result = row->results.first;
        for (uint32_t k = 0; k < row->results.count; k++, result = result->next)
            depth = depth < result->depth ? result->depth : depth;
    }
    return depth;
}

struct qg_expr *qg_build_table(struct qg_parser *p, struct qg_name across, struct qg_cells columns,
                               struct qg_row_list rows, struct qg_span span) {
    struct qg_table_syntax *table = qg_build_node(p, sizeof *table);
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_TABLE, depth_of(&rows), span);
    *table = (struct qg_table_syntax){.across = across, .columns = columns, .rows = rows};
    expr->as.table = table;
    return expr;
}
