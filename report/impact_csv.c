// SPDX-License-Identifier: Apache-2.0
//
// `csv`: for spreadsheets and scripts. One row for each finding that differs, and one for a
// certification whose verdict alone does. The names in it are those of the JSON report, whatever
// the language of the messages; what a column has nothing to say about is empty.

#include "impact_parts.h"

#include "csv.h"

static struct qg_csv csv_of(struct qg_impact_writer *w) {
    return (struct qg_csv){&w->text, false};
}

static enum qg_fault begin(struct qg_impact_writer *w) {
    static const char *const columns[] = {
        "draft",   "turn",      "record",         "certification", "act",          "paragraph",
        "rule",    "amendment", "verdict_before", "verdict_after", "state_before", "state_after",
        "message", "file",      "line",           "column",        "pointer"};
    struct qg_csv csv = csv_of(w);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        qg_csv_cellz(&csv, columns[i]);
    for (uint32_t i = 0; i < w->facts->group_count; i++)
        qg_csv_cell(&csv, w->facts->groups[i]);
    qg_csv_end(&csv);
    return qg_impact_writer_flush(w, false);
}

// The id of a certification, or its position where it has none; empty for the record itself.
static void certification_cell(struct qg_csv *csv, const struct qg_subject *certification) {
    if (certification->id.len > 0)
        qg_csv_cell(csv, certification->id);
    else if (certification->ref > 0 && certification->index >= 0)
        qg_csv_number(csv, (uint64_t)certification->index);
    else
        qg_csv_empty(csv);
}

static void head_cells(struct qg_impact_writer *w, struct qg_csv *csv,
                       const struct qg_impact_certification *c) {
    qg_csv_cell(csv, w->facts->drafts[c->draft - 1]);
    qg_csv_cellz(csv, qg_impact_turn_name(qg_impact_turn_of(c->verdicts)));
    qg_csv_cell(csv, c->record);
    certification_cell(csv, &c->certification);
    qg_csv_cell(csv, w->facts->run->program->acts[c->act].name);
}

// The version that is the law with the draft; where the draft repealed it, the one before.
static void provision_cells(struct qg_impact_writer *w, struct qg_csv *csv,
                            const struct qg_impact_finding *f) {
    const struct qg_program *program = w->facts->run->program;
    const struct qg_rule *rule = f != NULL ? qg_impact_provision(program, f) : NULL;
    if (rule == NULL) {
        for (int i = 0; i < 3; i++)
            qg_csv_empty(csv);
        return;
    }
    qg_csv_cell(csv, rule->paragraph);
    qg_csv_cell(csv, rule->id);
    if (rule->amendment != QG_NONE)
        qg_csv_cell(csv, program->amendments[rule->amendment].name);
    else
        qg_csv_empty(csv);
}

static void outcome_cells(struct qg_impact_writer *w, struct qg_csv *csv, const int verdicts[2],
                          const struct qg_impact_finding *f) {
    for (int i = 0; i < 2; i++)
        qg_csv_cellz(csv, qg_impact_verdict_name(verdicts[i]));
    for (int i = 0; i < 2; i++)
        qg_csv_cellz(csv, f != NULL ? qg_impact_state_name(f->states[i]) : "");
    if (f != NULL)
        qg_csv_cell(csv, f->finding->message[w->facts->run->lang]);
    else
        qg_csv_empty(csv);
}

static void place_cells(struct qg_csv *csv, const struct qg_location *at) {
    qg_csv_cell(csv, at->file);
    qg_csv_number(csv, at->line);
    qg_csv_number(csv, at->column);
    qg_csv_cell(csv, at->pointer);
}

static void row(struct qg_impact_writer *w, const struct qg_impact_certification *c,
                const struct qg_impact_finding *f) {
    struct qg_csv csv = csv_of(w);
    head_cells(w, &csv, c);
    provision_cells(w, &csv, f);
    outcome_cells(w, &csv, c->verdicts, f);
    place_cells(&csv, f != NULL ? &f->finding->location : &c->place);
    for (uint32_t i = 0; i < w->facts->group_count; i++)
        qg_csv_cell(&csv, c->groups[i]);
    qg_csv_end(&csv);
}

static enum qg_fault certification(struct qg_impact_writer *w,
                                   const struct qg_impact_certification *changed) {
    if (changed->finding_count == 0)
        row(w, changed, NULL);
    for (uint32_t i = 0; i < changed->finding_count; i++)
        row(w, changed, &changed->findings[i]);
    return qg_impact_writer_flush(w, false);
}

// Totals are for a pivot table to make.
static enum qg_fault end(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    (void)totals;
    return qg_impact_writer_flush(w, true);
}

void qg_impact_csv(struct qg_impact_writer *w) {
    w->begin = begin;
    w->certification = certification;
    w->end = end;
}
