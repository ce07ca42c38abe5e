// SPDX-License-Identifier: Apache-2.0
//
// `json`: one document. Findings are written as they are found; the verdicts wait in a spool; the
// summary, which only the end knows, comes last. `ndjson`: the same parts, one to a line.

#include "json_parts.h"
#include "spool.h"

#include <stdlib.h>

struct json_state {
    struct qg_spool verdicts;
    uint64_t findings, verdict_count;
};

static enum qg_fault begin(struct qg_writer *w) {
    w->state = calloc(1, sizeof(struct json_state));
    if (w->state == NULL)
        return QG_FAULT_MEMORY;
    qg_text_char(&w->text, '{');
    qg_json_head(w->facts, &w->text);
    qg_text_addz(&w->text, ",\n \"findings\": [");
    return qg_writer_flush(w, false);
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    struct json_state *state = w->state;
    qg_text_addz(&w->text, state->findings++ > 0 ? ",\n  " : "\n  ");
    qg_json_finding(w->facts, f, &w->text);
    return qg_writer_flush(w, false);
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    struct json_state *state = w->state;
    struct qg_text *text = &state->verdicts.text;
    qg_text_addz(text, state->verdict_count++ > 0 ? ",\n  " : "\n  ");
    qg_json_verdict(w->facts, v, text);
    return qg_spool_settle(&state->verdicts);
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    struct json_state *state = w->state;
    qg_text_addz(&w->text, "],\n \"verdicts\": [");
    enum qg_fault fault = qg_writer_flush(w, true);
    if (fault == QG_OK)
        fault = qg_spool_copy(&state->verdicts, w->output);
    qg_text_addz(&w->text, "],\n \"summary\": ");
    qg_json_summary(w->facts, tally, &w->text);
    qg_text_addz(&w->text, "}\n");
    return fault == QG_OK ? qg_writer_flush(w, true) : fault;
}

static void release(struct qg_writer *w) {
    struct json_state *state = w->state;
    if (state != NULL)
        qg_spool_free(&state->verdicts);
    free(state);
}

void qg_json_writer(struct qg_writer *w) {
    w->begin = begin;
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
