// SPDX-License-Identifier: Apache-2.0
//
// `json`: one document, self-contained. Findings are written as they are found; verdicts and
// records wait in spools; the summary, which only the end knows, comes last. `ndjson`: the same
// parts, one to a line, and only what the policy at hand does not say as well.

#include "json_catalogue.h"
#include "json_parts.h"
#include "json_whole.h"
#include "spool.h"

#include <inttypes.h>
#include <stdlib.h>

struct json_state {
    struct qg_titles titles;
    struct qg_spool verdicts, records;
    uint64_t findings, verdict_count, record_count;
    // Of the record at hand: how many findings and verdicts there were before it, and how many of
    // its findings came before its first verdict. What comes behind its verdicts is not its own.
    uint64_t first_finding, first_verdict, own;
};

static enum qg_fault begin(struct qg_writer *w) {
    struct json_state *state = calloc(1, sizeof *state);
    w->state = state;
    if (state == NULL || !qg_titles_init(&state->titles, &w->facts->program->schema))
        return QG_FAULT_MEMORY;
    state->verdicts.spares = state->records.spares = w->facts->spares;
    qg_text_char(&w->text, '{');
    qg_json_head(w->facts, &w->text);
    qg_text_addz(&w->text, ",\n \"catalogue\": ");
    qg_json_catalogue(w->facts, &state->titles, &w->text);
    qg_text_addz(&w->text, ",\n \"findings\": [");
    return qg_writer_flush(w, false);
}

// Says of the record at hand which findings and verdicts are its own.
static void end_record(struct json_state *state) {
    if (state->record_count == 0)
        return;
    qg_text_printf(&state->records.text,
                   ", \"first_finding\": %" PRIu64 ", \"findings\": %" PRIu64
                   ", \"verdicts\": %" PRIu64 "}",
                   state->first_finding, state->own, state->verdict_count - state->first_verdict);
}

static enum qg_fault heading(struct qg_writer *w, const struct qg_heading *h) {
    struct json_state *state = w->state;
    struct qg_text *text = &state->records.text;
    end_record(state);
    qg_text_addz(text, state->record_count++ > 0 ? ",\n  " : "\n  ");
    qg_json_whole_heading(w->facts, &state->titles, h, text);
    state->first_finding = state->findings;
    state->first_verdict = state->verdict_count;
    state->own = 0;
    return qg_spool_settle(&state->records);
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    struct json_state *state = w->state;
    state->own += state->verdict_count == state->first_verdict;
    qg_text_addz(&w->text, state->findings++ > 0 ? ",\n  " : "\n  ");
    qg_json_whole_finding(w->facts, &state->titles, f, &w->text);
    return qg_writer_flush(w, false);
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    struct json_state *state = w->state;
    struct qg_text *text = &state->verdicts.text;
    qg_text_addz(text, state->verdict_count++ > 0 ? ",\n  " : "\n  ");
    qg_json_whole_verdict(w->facts, &state->titles, v, text);
    return qg_spool_settle(&state->verdicts);
}

// What waited in a spool, as a list.
static enum qg_fault put_list(struct qg_writer *w, const char *name, struct qg_spool *spool) {
    qg_text_printf(&w->text, "],\n \"%s\": [", name);
    enum qg_fault fault = qg_writer_flush(w, true);
    return fault == QG_OK ? qg_spool_copy(spool, w->output) : fault;
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    struct json_state *state = w->state;
    end_record(state);
    enum qg_fault fault = qg_spool_settle(&state->records);
    if (fault == QG_OK)
        fault = put_list(w, "verdicts", &state->verdicts);
    if (fault == QG_OK)
        fault = put_list(w, "records", &state->records);
    qg_text_addz(&w->text, "],\n \"summary\": ");
    qg_json_summary(w->facts, tally, &w->text);
    qg_text_addz(&w->text, "}\n");
    return fault == QG_OK ? qg_writer_flush(w, true) : fault;
}

static void release(struct qg_writer *w) {
    struct json_state *state = w->state;
    if (state == NULL)
        return;
    qg_spool_free(&state->verdicts);
    qg_spool_free(&state->records);
    qg_titles_free(&state->titles);
    free(state);
}

void qg_json_writer(struct qg_writer *w) {
    w->wants = QG_WANTS_HEADINGS | QG_WANTS_LANGUAGES | QG_WANTS_REMEDIES;
    w->begin = begin;
    w->heading = heading;
    w->finding = finding;
    w->verdict = verdict;
    w->end = end;
    w->free = release;
}

// ---- ndjson ----

static enum qg_fault line_begin(struct qg_writer *w) {
    (void)w;
    return QG_OK;
}

static enum qg_fault line_finding(struct qg_writer *w, const struct qg_finding *f) {
    qg_text_addz(&w->text, "{\"finding\": ");
    qg_json_finding(w->facts, f, &w->text);
    qg_text_addz(&w->text, "}\n");
    return qg_writer_flush(w, false);
}

static enum qg_fault line_verdict(struct qg_writer *w, const struct qg_verdict *v) {
    qg_text_addz(&w->text, "{\"verdict\": ");
    qg_json_verdict(w->facts, v, &w->text);
    qg_text_addz(&w->text, "}\n");
    return qg_writer_flush(w, false);
}

static enum qg_fault line_end(struct qg_writer *w, const struct qg_tally *tally) {
    qg_text_char(&w->text, '{');
    qg_json_head(w->facts, &w->text);
    qg_text_addz(&w->text, ", \"summary\": ");
    qg_json_summary(w->facts, tally, &w->text);
    qg_text_addz(&w->text, "}\n");
    return qg_writer_flush(w, true);
}

void qg_ndjson_writer(struct qg_writer *w) {
    w->begin = line_begin;
    w->finding = line_finding;
    w->verdict = line_verdict;
    w->end = line_end;
}
