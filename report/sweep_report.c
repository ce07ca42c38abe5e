// SPDX-License-Identifier: Apache-2.0
//
// The formats of a sweep, and the two that are a table and nothing else.

#include "sweep_report.h"

#include "csv.h"
#include "json_parts.h"

#include "facts.h"

#include <inttypes.h>

static void (*const formats[])(const struct qg_sweep_report *, struct qg_text *) = {
    qg_sweep_text, qg_sweep_csv, qg_sweep_json, qg_sweep_svg};

const char *const *qg_sweep_formats(void) {
    static const char *const names[] = {"text", "csv", "json", "svg", NULL};
    return names;
}

void qg_sweep_write(const struct qg_sweep_report *sweep, int format, struct qg_text *out) {
    formats[format](sweep, out);
}

uint64_t qg_sweep_affected(const struct qg_sweep_point *point) {
    uint64_t all = 0;
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        all += point->world.turns[t];
    return all;
}

uint64_t qg_sweep_most_affected(const struct qg_sweep_report *sweep) {
    uint64_t most = 0;
    for (uint32_t i = 0; i < sweep->point_count; i++) {
        uint64_t affected = qg_sweep_affected(&sweep->points[i]);
        most = affected > most ? affected : most;
    }
    return most;
}

// ---- csv ----

static void csv_row(struct qg_csv *csv, const struct qg_sweep_point *point) {
    qg_csv_cell(csv, point->value);
    qg_csv_cellz(csv, point->stands ? "true" : "false");
    qg_csv_number(csv, point->world.certifications);
    qg_csv_number(csv, qg_sweep_affected(point));
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        qg_csv_number(csv, point->world.turns[t]);
    qg_csv_number(csv, point->world.findings[QG_VIOLATED]);
    qg_csv_number(csv, point->world.findings[QG_UNDETERMINED]);
    qg_csv_end(csv);
}

void qg_sweep_csv(const struct qg_sweep_report *sweep, struct qg_text *out) {
    static const char *const columns[] = {"value", "stands", "certifications", "affected"};
    struct qg_csv csv = {out, false};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        qg_csv_cellz(&csv, columns[i]);
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        qg_csv_cellz(&csv, qg_impact_turn_name((enum qg_impact_turn)t));
    qg_csv_cellz(&csv, qg_outcome_name(QG_VIOLATED));
    qg_csv_cellz(&csv, qg_outcome_name(QG_UNDETERMINED));
    qg_csv_end(&csv);
    for (uint32_t i = 0; i < sweep->point_count; i++)
        csv_row(&csv, &sweep->points[i]);
}

// ---- json ----

static void count(struct qg_text *out, const char *name, uint64_t value) {
    qg_json_member(out, name);
    qg_text_printf(out, "%" PRIu64, value);
}

static void json_point(const struct qg_sweep_point *point, struct qg_text *out) {
    const struct qg_impact_world *world = &point->world;
    qg_text_char(out, '{');
    qg_json_member_string(out, "value", point->value);
    qg_json_member_bool(out, "stands", point->stands);
    count(out, "certifications", world->certifications);
    count(out, "affected", qg_sweep_affected(point));
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        count(out, qg_impact_turn_name((enum qg_impact_turn)t), world->turns[t]);
    qg_text_addz(out, ", \"verdicts\": {");
    for (int v = 0; v < QG_VERDICTS; v++)
        count(out, qg_verdict_name((enum qg_verdict_kind)v), world->verdicts[v]);
    qg_text_addz(out, "}, \"findings\": {");
    count(out, qg_outcome_name(QG_VIOLATED), world->findings[QG_VIOLATED]);
    count(out, qg_outcome_name(QG_UNDETERMINED), world->findings[QG_UNDETERMINED]);
    qg_text_addz(out, "}}");
}

void qg_sweep_json(const struct qg_sweep_report *sweep, struct qg_text *out) {
    qg_text_char(out, '{');
    qg_json_head(sweep->run, out);
    qg_json_member_string(out, "act", sweep->act);
    qg_json_member_string(out, "change", sweep->change);
    count(out, "records", sweep->records);
    count(out, "not_audited", sweep->not_audited);
    count(out, "unreadable", sweep->unreadable);
    qg_text_addz(out, ",\n \"points\": [");
    for (uint32_t i = 0; i < sweep->point_count; i++) {
        qg_text_addz(out, i > 0 ? ",\n  " : "\n  ");
        json_point(&sweep->points[i], out);
    }
    qg_text_addz(out, "]}\n");
}
