// SPDX-License-Identifier: Apache-2.0
//
// Decision tables: their inputs, cells and results.
#include "check_table.h"

#include "date.h"
#include "expr.h"
#include "node.h"
#include "shape.h"

static const struct qg_fields *inputs_of(const struct qg_decision *d) {
    return &d->decl->as.define.parameters;
}

static const struct qg_field_syntax *input_at(const struct qg_decision *d, uint32_t input) {
    const struct qg_field_syntax *field = inputs_of(d)->first;
    while (input-- > 0)
        field = field->next;
    return field;
}

struct qg_str qg_table_input(const struct qg_decision *d, uint32_t input) {
    return input_at(d, input)->name.text;
}

static bool has_columns(const struct qg_decision *d) {
    return qg_name_given(&d->syntax->across);
}

// Reports that a row (or the table's head) does not fit, and remembers it.
#define report_row(d, span, ...)                                                                   \
    ((d)->failed = true, qg_check_error((d)->ck, TABLE_ROW, (span), __VA_ARGS__))

// ---- Inputs ------------------------------------------------------------------------------------

// The values that an input can have; those of dates computed from others lie at the ends too.
static bool values_of(struct qg_checker *ck, struct qg_shape shape, struct qg_axis *out) {
    switch (shape.kind) {
    case QG_KIND_BOOL:
        *out = (struct qg_axis){.last = 1, .apart = true};
        return true;
    case QG_KIND_COUNT:
        *out = (struct qg_axis){.last = INT32_MAX};
        return true;
    case QG_KIND_DATE:
        *out = (struct qg_axis){.first = QG_DATE_MIN, .last = QG_DATE_MAX};
        return true;
    case QG_KIND_ENUM:
        *out = (struct qg_axis){.last = (int32_t)ck->enums.at[shape.enumeration].count - 1,
                                .apart = true};
        return true;
    default:
        return false;
    }
}

static void check_inputs(struct qg_decision *d) {
    const struct qg_fields *inputs = inputs_of(d);
    const struct qg_field_syntax *input = inputs->first;
    if (inputs->count == 0)
        report_row(d, d->decl->name.span, "a table decides by at least one input");
    if (inputs->count > QG_TABLE_INPUTS)
        report_row(d, d->decl->name.span, "a table has at most %d inputs, this one has %u",
                   QG_TABLE_INPUTS, (unsigned)inputs->count);
    for (uint32_t i = 0; i < inputs->count && !d->failed; i++, input = input->next) {
        if (values_of(d->ck, d->shapes[i], &d->cases.axes[i])) {
            d->failed = d->cases.axes[i].last < 0; // of an enum that was not understood
            continue;
        }
        d->failed = true;
        struct qg_str words = qg_shape_words(d->ck, d->shapes[i]);
        qg_check_error(d->ck, WRONG_TYPE, input->type->span,
                       "a table decides by yes or no, counts, dates and words, not by %.*s",
                       QG_STR_ARG(words));
    }
    d->cases.inputs = inputs->count;
}

// ---- Cells -------------------------------------------------------------------------------------

static enum qg_kind kind_of(const struct qg_expr *value) {
    switch (value->kind) {
    case QG_EXPR_INT:
        return QG_KIND_COUNT;
    case QG_EXPR_DATE:
        return QG_KIND_DATE;
    case QG_EXPR_BOOL:
        return QG_KIND_BOOL;
    default:
        return QG_KIND_ENUM;
    }
}

static int32_t number_of(const struct qg_expr *value) {
    switch (value->kind) {
    case QG_EXPR_INT:
        return (int32_t)value->as.number;
    case QG_EXPR_DATE:
        return value->as.date;
    default:
        return value->as.truth;
    }
}

// What a cell says as a run of values; the ends of an axis are where it says nothing. Its kind of
// value was checked. 64 bits, since `more than` the last count is nothing.
static struct qg_cases_run run_of(const struct qg_axis *axis, enum qg_stretch_kind kind,
                                  int64_t value, int64_t to) {
    int64_t from = axis->first, last = axis->last;
    switch (kind) {
    case QG_STRETCH_ONE:
        from = last = value;
        break;
    case QG_STRETCH_TO:
        from = value;
        last = to;
        break;
    case QG_STRETCH_AT_LEAST:
    case QG_STRETCH_FROM:
        from = value;
        break;
    case QG_STRETCH_MORE_THAN:
    case QG_STRETCH_AFTER:
        from = value + 1;
        break;
    case QG_STRETCH_AT_MOST:
    case QG_STRETCH_NOT_AFTER:
        last = value;
        break;
    case QG_STRETCH_LESS_THAN:
    case QG_STRETCH_BEFORE:
        last = value - 1;
        break;
    }
    bool empty = from > last;
    return empty ? (struct qg_cases_run){1, 0}
                 : (struct qg_cases_run){(int32_t)from, (int32_t)last};
}

// Counts are more or less than another, dates before or after.
static bool fits(enum qg_stretch_kind kind, enum qg_kind wanted) {
    bool of_counts = kind >= QG_STRETCH_AT_LEAST && kind <= QG_STRETCH_LESS_THAN;
    bool of_dates = kind >= QG_STRETCH_FROM;
    return !(of_counts && wanted != QG_KIND_COUNT) && !(of_dates && wanted != QG_KIND_DATE);
}

static void report_kind(struct qg_decision *d, const struct qg_stretch_syntax *s, uint32_t input) {
    struct qg_str words = qg_shape_words(d->ck, d->shapes[input]);
    struct qg_diag *diag =
        qg_check_error(d->ck, WRONG_TYPE, s->span, "this does not fit `%.*s`, which is %.*s",
                       QG_STR_ARG(qg_table_input(d, input)), QG_STR_ARG(words));
    qg_diag_label(diag, input_at(d, input)->span, "the input");
    d->failed = true;
}

static bool word_of(struct qg_decision *d, const struct qg_expr *word, uint32_t input,
                    int32_t *out) {
    const struct qg_shape shape = d->shapes[input];
    const struct qg_enum *en = &d->ck->enums.at[shape.enumeration];
    uint32_t found = qg_check_find(d->ck, qg_owner_of(QG_OWN_ENUM_VALUE, shape.enumeration),
                                   qg_check_symbol(d->ck, word->as.name.text));
    *out = (int32_t)found;
    if (found != QG_TABLE_NOTHING)
        return true;
    struct qg_diag *diag =
        qg_check_error(d->ck, UNKNOWN_VALUE, word->span, "`%.*s` is no value of `%.*s`",
                       QG_STR_ARG(word->as.name.text), QG_STR_ARG(en->name));
    qg_check_suggest(diag, word->as.name.text, en->values, en->count);
    return false;
}

// The run of one stretch; false after a report.
static bool check_stretch(struct qg_decision *d, const struct qg_stretch_syntax *s, uint32_t input,
                          struct qg_cases_run *out) {
    const struct qg_axis *axis = &d->cases.axes[input];
    enum qg_kind wanted = d->shapes[input].kind, to = s->to != NULL ? kind_of(s->to) : wanted;
    int32_t value;
    if (kind_of(s->value) != wanted || to != wanted || !fits(s->kind, wanted)) {
        report_kind(d, s, input);
        return false;
    }
    if (s->value->kind != QG_EXPR_NAME)
        value = number_of(s->value);
    else if (!word_of(d, s->value, input, &value))
        return !(d->failed = true);
    *out = run_of(axis, s->kind, value, s->to != NULL ? number_of(s->to) : 0);
    if (out->from <= out->to)
        return true;
    qg_check_error(d->ck, TABLE_CELL, s->span, "no value of `%.*s` is in this cell",
                   QG_STR_ARG(qg_table_input(d, input)));
    return !(d->failed = true);
}

// A cell as a set of values.
static struct qg_runs check_cell(struct qg_decision *d, const struct qg_cell_syntax *cell,
                                 uint32_t input) {
    const struct qg_axis *axis = &d->cases.axes[input];
    struct qg_runs runs = {qg_check_alloc(d->ck, cell->stretches.count + 1, sizeof *runs.at), 0};
    if (runs.at == NULL)
        return runs;
    if (cell->stretches.count == 0)
        runs.at[runs.count++] = (struct qg_cases_run){axis->first, axis->last};
    for (const struct qg_stretch_syntax *s = cell->stretches.first; s != NULL; s = s->next)
        if (check_stretch(d, s, input, &runs.at[runs.count]))
            runs.count++;
    qg_runs_settle(&runs);
    return runs;
}

// ---- Rows --------------------------------------------------------------------------------------

// Whether the table's columns are those of its last input.
static void check_columns(struct qg_decision *d) {
    const struct qg_name *across = &d->syntax->across;
    if (!has_columns(d) || qg_str_equal(across->text, qg_table_input(d, d->cases.inputs - 1)))
        return;
    struct qg_diag *diag =
        report_row(d, across->span, "`%.*s` is not the last input", QG_STR_ARG(across->text));
    qg_diag_label(diag, input_at(d, d->cases.inputs - 1)->span, "the last input");
    qg_diag_hint(diag, "The columns are those of the last input; change the order of the inputs.");
}

static void check_else(struct qg_decision *d, const struct qg_row_syntax *row) {
    struct qg_diag *diag = NULL;
    if (row->results.count != 1)
        report_row(d, row->span, "`else` has one result");
    if (row->next != NULL)
        diag = report_row(d, row->span, "`else` is the last row of a table");
    qg_diag_label(diag, row->next != NULL ? row->next->span : row->span, "this comes after it");
    d->otherwise = row;
}

// Whether a row has a cell for each input and a result for each column.
static void check_row(struct qg_decision *d, const struct qg_row_syntax *row) {
    uint32_t cells = d->cases.inputs - has_columns(d);
    uint32_t results = has_columns(d) ? d->syntax->columns.count : 1;
    if (row->otherwise) {
        check_else(d, row);
        return;
    }
    if (row->cells.count != cells)
        report_row(d, row->span, "this row has %u cell%s, not %u", (unsigned)row->cells.count,
                   row->cells.count == 1 ? "" : "s", (unsigned)cells);
    if (row->results.count != results)
        report_row(d, row->span, "this row has %u result%s, not %u", (unsigned)row->results.count,
                   row->results.count == 1 ? "" : "s", (unsigned)results);
    d->cases.rows += results;
}

static void check_rows(struct qg_decision *d) {
    if (d->syntax->rows.count == 0)
        report_row(d, d->decl->name.span, "this table has no row");
    check_columns(d);
    for (const struct qg_row_syntax *row = d->syntax->rows.first; row != NULL && !d->failed;
         row = row->next) {
        check_row(d, row);
        if (d->cases.rows > QG_TABLE_ROWS)
            report_row(d, d->decl->name.span, "a table has at most %d rows, counting each column",
                       QG_TABLE_ROWS);
    }
}

// ---- From rows with columns to rows without ----------------------------------------------------

static struct qg_node *check_result(struct qg_decision *d, const struct qg_expr *result) {
    struct qg_node *value = qg_check_shape(d->ck, d->env, result, d->result);
    d->failed = d->failed || value == NULL;
    return value;
}

// One result of a row with the cells that lead to it; what is wrong with one of them is reported
// once, however many columns there are.
static void fill(struct qg_decision *d, uint32_t at, const struct qg_row_syntax *row,
                 const struct qg_cell_syntax *column, const struct qg_expr *result) {
    struct qg_runs *out = &d->cases.cells[(size_t)at * d->cases.inputs];
    uint32_t input = 0;
    for (const struct qg_cell_syntax *cell = row->cells.first; cell != NULL; cell = cell->next)
        out[input] = check_cell(d, cell, input), input++;
    if (column != NULL)
        out[input] = check_cell(d, column, input);
    d->rows[at] = (struct qg_table_row){.span = row->span,
                                        .column = column != NULL ? column->span : row->span,
                                        .place = column != NULL ? result->span : row->span,
                                        .value = check_result(d, result)};
}

static void fill_rows(struct qg_decision *d) {
    uint32_t at = 0;
    for (const struct qg_row_syntax *row = d->syntax->rows.first; row != NULL; row = row->next) {
        const struct qg_cell_syntax *column = d->syntax->columns.first;
        const struct qg_expr *result = row->results.first;
        for (; result != NULL && !row->otherwise && !d->ck->failed; result = result->next) {
            fill(d, at++, row, column, result);
            column = column != NULL ? column->next : NULL;
        }
    }
    if (d->otherwise != NULL)
        d->other = check_result(d, d->otherwise->results.first);
}

static bool make_room(struct qg_decision *d) {
    size_t cells = (size_t)d->cases.rows * d->cases.inputs;
    d->cases.cells = qg_check_alloc(d->ck, cells, sizeof *d->cases.cells);
    d->rows = qg_check_alloc(d->ck, d->cases.rows, sizeof *d->rows);
    return d->cases.cells != NULL && d->rows != NULL;
}

static void classify(struct qg_decision *d) {
    if (qg_cases_classify(&d->cases, d->ck->arena))
        return;
    if (d->cases.total == 0)
        report_row(d, d->decl->name.span, "this table tells too many cases apart to count them");
    else
        d->ck->failed = true;
}

// ---- The table as a value ----------------------------------------------------------------------

// Truth: what a row asks of the inputs.
static struct qg_node *condition(struct qg_decision *d, uint32_t row) {
    const struct qg_runs *cells = &d->cases.cells[(size_t)row * d->cases.inputs];
    struct qg_span span = d->rows[row].column;
    struct qg_node *asked[QG_TABLE_INPUTS];
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->cases.inputs; i++) {
        struct qg_node *one = qg_table_ask(d, i, &cells[i], span);
        if (one != NULL)
            asked[count++] = one;
    }
    return count > 0 ? qg_node_join(d->ck, QG_N_AND, asked, count, span)
                     : qg_node_const(d->ck, qg_shape_plain(QG_KIND_BOOL), 1, span);
}

static struct qg_node *shown(struct qg_decision *d, struct qg_node *when, struct qg_node *value,
                             struct qg_span span) {
    struct qg_node *row = qg_node_new(d->ck, QG_N_ROW, d->result, span);
    if (row == NULL || value == NULL)
        return NULL;
    row->a = when;
    row->b = qg_node_copy(d->ck, value);
    return row->b != NULL ? row : NULL;
}

// The rows as they are shown, `else` last. False after a report.
static bool show_rows(struct qg_decision *d, struct qg_node *table) {
    table->items = qg_check_alloc(d->ck, (size_t)d->cases.rows + 1, sizeof(struct qg_node *));
    if (table->items == NULL)
        return false;
    for (uint32_t i = 0; i < d->cases.rows; i++) {
        struct qg_node *when = condition(d, i);
        struct qg_node *row =
            when != NULL ? shown(d, when, d->rows[i].value, d->rows[i].span) : NULL;
        if (row == NULL)
            return false;
        table->items[table->item_count++] = row;
    }
    if (d->otherwise == NULL)
        return true;
    struct qg_node *other = shown(d, NULL, d->other, d->otherwise->span);
    table->items[table->item_count++] = other;
    return other != NULL;
}

static struct qg_node *assemble(struct qg_decision *d, struct qg_span span) {
    struct qg_node *tree = qg_table_tree(d, span);
    struct qg_node *node = qg_node_unary(d->ck, QG_N_TABLE, d->result, tree, span);
    return node != NULL && show_rows(d, node) ? node : NULL;
}

static void read_rows(struct qg_decision *d) {
    check_inputs(d);
    if (!d->failed)
        check_rows(d);
    if (!d->failed && make_room(d))
        fill_rows(d);
    if (!d->failed && !d->ck->failed)
        classify(d);
}

struct qg_node *qg_check_table(struct qg_checker *ck, const struct qg_binding *env,
                               const struct qg_expr *e, const struct qg_shape *result) {
    const struct qg_definition *definition = &ck->definitions.at[ck->frame->definition];
    struct qg_decision d = {.ck = ck,
                            .env = env,
                            .decl = definition->decl,
                            .syntax = e->as.table,
                            .shapes = definition->shapes,
                            .result = *result,
                            .inputs = ck->frame->args + (definition->of != QG_NONE)};
    read_rows(&d);
    if (!d.failed && !ck->failed && !ck->c->lenient)
        qg_table_report(&d);
    return d.failed || ck->failed ? NULL : assemble(&d, e->span);
}
