// SPDX-License-Identifier: Apache-2.0
#include "build.h"

struct qg_stretch_syntax *qg_build_stretch(struct qg_parser *p, enum qg_stretch_kind kind,
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

struct qg_decl *qg_build_table(struct qg_parser *p, struct qg_name name, struct qg_name of,
                               struct qg_fields inputs, struct qg_type_syntax *result,
                               struct qg_span span) {
    struct qg_expr *value = qg_build_expr(p, QG_EXPR_TABLE, 0, span);
    value->as.table = qg_build_node(p, sizeof *value->as.table);
    *value->as.table = (struct qg_table_syntax){.across = qg_build_no_name(span)};
    return qg_build_define(p, name, of, inputs, result, value, span);
}

// The value of a table spans its lines, without the braces.
static void grow(struct qg_decl *table, struct qg_span span) {
    struct qg_expr *value = table->as.define.value;
    const struct qg_table_syntax *as = value->as.table;
    bool first = as->rows.count == 0 && !qg_name_given(&as->across);
    value->span = first ? span : qg_span_join(value->span, span);
}

struct qg_decl *qg_build_table_across(struct qg_parser *p, struct qg_decl *table,
                                      struct qg_name across, struct qg_cells columns,
                                      struct qg_span span) {
    struct qg_table_syntax *as = table->as.define.value->as.table;
    if (!qg_build_once(p, qg_name_given(&as->across), span, "across"))
        return table;
    if (as->rows.count > 0)
        qg_grammar_error(p->diags, QG_CODE_WRONG_PLACE, span, "`across` stands before the rows");
    grow(table, span);
    as->across = across;
    as->columns = columns;
    return table;
}

struct qg_decl *qg_build_table_row(struct qg_decl *table, struct qg_row_syntax *row,
                                   struct qg_span span) {
    grow(table, span);
    qg_tree_link(table->as.define.value->as.table->rows, row);
    return table;
}

struct qg_decl *qg_build_table_end(struct qg_parser *p, struct qg_decl *table,
                                   struct qg_span span) {
    struct qg_expr *value = table->as.define.value;
    struct qg_expr *whole =
        qg_build_expr(p, QG_EXPR_TABLE, depth_of(&value->as.table->rows), value->span);
    if (whole->kind == QG_EXPR_TABLE)
        whole->as.table = value->as.table;
    table->as.define.value = whole;
    return qg_build_end(table, span);
}
