// SPDX-License-Identifier: Apache-2.0
//
// `csv`: one row a finding, for spreadsheets and scripts. The names in it are those of the JSON
// report, whatever the language of the messages; what a column has nothing to say about is empty.
// Lists share a cell, one to a line.

#include "writer.h"

#include "annotation.h"
#include "csv.h"
#include "identity.h"

static enum qg_fault begin(struct qg_writer *w) {
    static const char *const columns[] = {
        "outcome",       "act",         "paragraph", "rule",     "severity",   "record",
        "certification", "subject",     "message",   "file",     "line",       "column",
        "pointer",       "evidence",    "missing",   "boundary", "readings",   "voids_meeting",
        "category",      "silenced_by", "excused",   "remark",   "fingerprint"};
    struct qg_csv csv = {&w->text, false};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        qg_csv_cellz(&csv, columns[i]);
    qg_csv_end(&csv);
    return qg_writer_flush(w, false);
}

// A cell of what `text` holds, which is then empty.
static void cell(struct qg_csv *csv, struct qg_text *text) {
    qg_csv_cell(csv, qg_text_str(text));
    csv->out->failed = csv->out->failed || text->failed;
    qg_text_clear(text);
}

static void provision(const struct qg_program *program, const struct qg_finding *f,
                      struct qg_csv *csv) {
    qg_csv_cellz(csv, qg_outcome_name(f->outcome));
    if (f->rule == QG_NONE) {
        qg_csv_cellz(csv, "data");
        qg_csv_empty(csv);
        qg_csv_cell(csv, f->data_code);
    } else {
        const struct qg_rule *rule = &program->rules[f->rule];
        qg_csv_cell(csv, program->acts[rule->act].name);
        qg_csv_cell(csv, rule->paragraph);
        qg_csv_cell(csv, rule->id);
    }
    if (f->severity == QG_NONE)
        qg_csv_empty(csv);
    else
        qg_csv_cell(csv, program->severities[f->severity].name);
}

static struct qg_str id_of(const struct qg_finding *f, struct qg_str noun) {
    for (uint8_t i = 1; i < f->subject_count; i++)
        if (qg_str_equal(f->subject[i].noun, noun))
            return f->subject[i].id;
    return (struct qg_str){0};
}

// Its record, its certification, and the whole chain down to what it is about.
static void subject(const struct qg_finding *f, struct qg_csv *csv, struct qg_text *text) {
    qg_csv_cell(csv, f->subject_count > 0 ? f->subject[0].id : (struct qg_str){0});
    qg_csv_cell(csv, id_of(f, QG_STR("certification")));
    qg_identity_subject(f, text);
    cell(csv, text);
}

static void place(const struct qg_location *at, struct qg_csv *csv) {
    qg_csv_cell(csv, at->file);
    if (at->line > 0) {
        qg_csv_number(csv, at->line);
        qg_csv_number(csv, at->column);
    } else {
        qg_csv_empty(csv);
        qg_csv_empty(csv);
    }
    qg_csv_cell(csv, at->pointer);
}

static void newline(struct qg_text *text, uint32_t at) {
    qg_text_addz(text, at > 0 ? "\n" : "");
}

static void facts(const struct qg_finding *f, struct qg_csv *csv, struct qg_text *text) {
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        const struct qg_fact *fact = &f->evidence[i];
        newline(text, i);
        if (fact->elsewhere != NULL) {
            qg_text_add(text, fact->elsewhere->record);
            qg_text_addz(text, ": ");
        }
        qg_text_add(text, fact->pointer);
        qg_text_addz(text, " = ");
        qg_text_add(text, fact->value);
    }
    cell(csv, text);
    for (uint32_t i = 0; i < f->missing_count; i++) {
        newline(text, i);
        qg_text_add(text, f->missing[i]);
    }
    cell(csv, text);
}

static void readings(const struct qg_finding *f, struct qg_csv *csv, struct qg_text *text) {
    for (uint32_t i = 0; i < f->reading_count; i++) {
        newline(text, i);
        qg_text_add(text, f->readings[i].reading);
        qg_text_addz(text, " = ");
        qg_text_add(text, f->readings[i].value);
        qg_text_printf(text, ": %s", qg_outcome_name(f->readings[i].outcome));
    }
    cell(csv, text);
}

static void flag(struct qg_csv *csv, bool set) {
    qg_csv_cellz(csv, set ? "true" : "false");
}

static void standing(const struct qg_writer *w, const struct qg_finding *f, struct qg_csv *csv,
                     struct qg_text *text) {
    qg_csv_cell(csv, f->category);
    if (f->silenced_by != QG_NONE)
        qg_csv_cell(csv, w->facts->program->rules[f->silenced_by].id);
    else
        qg_csv_empty(csv);
    if (f->excused != NULL)
        qg_excuse_add(f->excused, w->facts->lang, text);
    cell(csv, text);
    qg_csv_cell(csv, f->remark[w->facts->lang]);
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    char fingerprint[QG_SHA256_HEX + 1];
    struct qg_csv csv = {&w->text, false};
    struct qg_text text = {0};
    if (!qg_identity_digest(w->facts->program, f, fingerprint))
        return QG_FAULT_MEMORY;
    provision(w->facts->program, f, &csv);
    subject(f, &csv, &text);
    qg_csv_cell(&csv, f->message[w->facts->lang]);
    place(&f->location, &csv);
    facts(f, &csv, &text);
    flag(&csv, f->boundary);
    readings(f, &csv, &text);
    flag(&csv, f->voids_meeting);
    standing(w, f, &csv, &text);
    qg_csv_cellz(&csv, fingerprint);
    qg_csv_end(&csv);
    qg_text_free(&text);
    return qg_writer_flush(w, false);
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    (void)w, (void)v; // one row a finding
    return QG_OK;
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    (void)tally; // totals are for a pivot table to make
    return qg_writer_flush(w, true);
}

void qg_csv_writer(struct qg_writer *w) {
    w->begin = begin;
    w->finding = finding;
    w->verdict = verdict;
    w->end = end;
}
