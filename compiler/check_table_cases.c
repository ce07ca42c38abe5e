// SPDX-License-Identifier: Apache-2.0
//
// What is said of a table whose rows do not fit together. A case is named by values that a reader
// can look up in the table, the smallest of each class; what is missing is named as the row that
// would fill it.
#include "check_table.h"

#include "date.h"
#include "shape.h"
#include "text.h"

#include <inttypes.h>

// ---- Words -------------------------------------------------------------------------------------

static void add_value(const struct qg_decision *d, uint32_t input, int32_t value,
                      struct qg_text *out) {
    char date[QG_DATE_TEXT];
    switch (d->shapes[input].kind) {
    case QG_KIND_BOOL:
        qg_text_addz(out, value != 0 ? "true" : "false");
        break;
    case QG_KIND_DATE:
        qg_date_format(value, date);
        qg_text_addz(out, date);
        break;
    case QG_KIND_ENUM:
        qg_text_add(out, d->ck->enums.at[d->shapes[input].enumeration].values[value]);
        break;
    default:
        qg_text_number(out, value);
    }
}

// `kind = junior and seats = 5`
static void add_case(const struct qg_decision *d, const int32_t *at, struct qg_text *out) {
    for (uint32_t i = 0; i < d->cases.inputs; i++) {
        qg_text_printf(out, "%s%.*s = ", i > 0 ? " and " : "", QG_STR_ARG(qg_table_input(d, i)));
        add_value(d, i, qg_class_values(&d->cases.axes[i], at[i]).from, out);
    }
}

// A run as a cell says it: `5 to 9`, `at least 5`, `before 2022-01-01`.
static void add_run(const struct qg_decision *d, uint32_t input, struct qg_cases_run values,
                    struct qg_text *out) {
    const struct qg_axis *axis = &d->cases.axes[input];
    bool dates = d->shapes[input].kind == QG_KIND_DATE;
    if (values.from == values.to) {
        add_value(d, input, values.from, out);
        return;
    }
    if (values.to == axis->last)
        qg_text_addz(out, dates ? "from " : "at least ");
    else if (values.from == axis->first)
        qg_text_addz(out, dates ? "not after " : "at most ");
    else
        add_value(d, input, values.from, out);
    if (values.to != axis->last && values.from != axis->first)
        qg_text_addz(out, " to ");
    add_value(d, input, values.to == axis->last ? values.from : values.to, out);
}

static struct qg_cases_run values_of(const struct qg_axis *axis, struct qg_cases_run classes) {
    return (struct qg_cases_run){qg_class_values(axis, classes.from).from,
                                 qg_class_values(axis, classes.to).to};
}

// One run of a set of classes; words are listed one by one.
static void add_classes(const struct qg_decision *d, uint32_t input, struct qg_cases_run classes,
                        struct qg_text *out) {
    const struct qg_axis *axis = &d->cases.axes[input];
    if (!axis->apart) {
        add_run(d, input, values_of(axis, classes), out);
        return;
    }
    for (int32_t class = classes.from; class <= classes.to; class ++) {
        qg_text_addz(out, class > classes.from ? ", " : "");
        add_value(d, input, axis->starts[class], out);
    }
}

// A set of classes as a cell.
static void add_cell(const struct qg_decision *d, uint32_t input, const struct qg_runs *set,
                     struct qg_text *out) {
    const struct qg_axis *axis = &d->cases.axes[input];
    struct qg_cases_run whole = set->at[0];
    bool single = set->count == 1 && (whole.from == whole.to || !axis->apart);
    if (set->count == 1 && whole.from == 0 && (uint32_t)whole.to + 1 == axis->count) {
        qg_text_addz(out, "any");
        return;
    }
    qg_text_addz(out, single ? "" : "{ ");
    for (uint32_t i = 0; i < set->count; i++) {
        qg_text_addz(out, i > 0 ? ", " : "");
        add_classes(d, input, set->at[i], out);
    }
    qg_text_addz(out, single ? "" : " }");
}

// `junior, 5 to 9`
static void add_block(const struct qg_decision *d, const struct qg_cases_block *block,
                      struct qg_text *out) {
    for (uint32_t i = 0; i < d->cases.inputs; i++) {
        qg_text_addz(out, i > 0 ? ", " : "");
        add_cell(d, i, &block->sets[i], out);
    }
}

// ---- Reports -----------------------------------------------------------------------------------

static void report_overlap(struct qg_decision *d, uint32_t row, uint32_t earlier,
                           const int32_t *at) {
    struct qg_text text = {0};
    d->failed = true;
    add_case(d, at, &text);
    struct qg_diag *diag =
        qg_check_error(d->ck, TABLE_OVERLAP, d->rows[row].place, "two rows of `%.*s` are for %.*s",
                       QG_STR_ARG(d->decl->name.text), QG_STR_ARG(qg_text_str(&text)));
    qg_diag_label(diag, d->rows[row].place, "this one");
    qg_diag_label(diag, d->rows[earlier].place, "and this one");
    qg_diag_hint(diag, "Each case belongs to one row: narrow one of the two.");
    d->ck->failed = d->ck->failed || text.failed;
    qg_text_free(&text);
}

// Of each row the first one before it that it meets.
static void find_overlaps(struct qg_decision *d) {
    int32_t at[QG_TABLE_INPUTS];
    for (uint32_t row = 1; row < d->cases.rows; row++)
        for (uint32_t earlier = 0; earlier < row; earlier++)
            if (qg_cases_meet(&d->cases, row, earlier, at)) {
                report_overlap(d, row, earlier, at);
                break;
            }
}

static void hint_gap(struct qg_decision *d, struct qg_diag *diag, const int32_t *at,
                     uint64_t missing) {
    struct qg_cases_block block;
    struct qg_text text = {0};
    if (!qg_cases_widen(&d->cases, at, d->ck->arena, &block)) {
        d->ck->failed = true;
        return;
    }
    add_block(d, &block, &text);
    uint64_t more = missing - qg_block_size(&d->cases, &block);
    bool columns = qg_name_given(&d->syntax->across);
    qg_text_printf(&text, columns ? "` has no place in the table" : ": …`, or an `else`");
    if (more > 0)
        qg_text_printf(&text, "; %" PRIu64 " more case%s no row", more,
                       more == 1 ? " has" : "s have");
    qg_diag_hint(diag, columns ? "`%.*s." : "Add `when %.*s.", QG_STR_ARG(qg_text_str(&text)));
    d->ck->failed = d->ck->failed || text.failed;
    qg_text_free(&text);
}

static void report_gap(struct qg_decision *d, const int32_t *at, uint64_t missing) {
    struct qg_text text = {0};
    d->failed = true;
    add_case(d, at, &text);
    struct qg_diag *diag =
        qg_check_error(d->ck, TABLE_GAP, d->decl->name.span, "no row of `%.*s` is for %.*s",
                       QG_STR_ARG(d->decl->name.text), QG_STR_ARG(qg_text_str(&text)));
    d->ck->failed = d->ck->failed || text.failed;
    qg_text_free(&text);
    hint_gap(d, diag, at, missing);
}

void qg_table_report(struct qg_decision *d) {
    int32_t at[QG_TABLE_INPUTS] = {0};
    find_overlaps(d);
    if (d->failed)
        return; // what rows have twice would count for what is missing
    uint64_t missing = qg_cases_missing(&d->cases, at);
    if (missing > 0 && d->otherwise == NULL)
        report_gap(d, at, missing);
    else if (missing == 0 && d->otherwise != NULL)
        qg_check_error(d->ck, UNREACHED_ELSE, d->otherwise->span,
                       "nothing is left for `else`: each case has a row");
}
