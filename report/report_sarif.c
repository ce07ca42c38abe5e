// SPDX-License-Identifier: Apache-2.0
//
// `sarif`: SARIF 2.1.0, for code scanning services and viewers. Results are written as they are
// found; what only the end knows (whether all could be read) is said in the invocation behind them.

#include "sarif_parts.h"

#include "identity.h"
#include "json_parts.h"
#include "words.h"

#include <inttypes.h>
#include <stdlib.h>

// GitHub code scanning shows the first so many results of a run, and refuses a file with more than
// it takes.
enum { RESULTS_SHOWN = 5000, RESULTS_TAKEN = 25000 };

struct sarif_state {
    struct qg_sarif_index index;
    struct qg_prints seen;
    uint64_t results;
};

static void run_members(const struct qg_run_facts *facts, struct qg_text *out) {
    qg_json_member_string(out, "language", qg_str_of(qg_lang_names[facts->lang]));
    qg_json_member_string(out, "columnKind", QG_STR("unicodeCodePoints"));
    qg_json_member(out, "properties");
    qg_text_char(out, '{');
    qg_json_settings(facts, out);
    qg_json_member_bool(out, "strict_readings", facts->strict_readings);
    qg_text_char(out, '}');
}

static enum qg_fault begin(struct qg_writer *w) {
    struct sarif_state *state = w->state = calloc(1, sizeof *state);
    if (state == NULL || qg_sarif_index_init(&state->index, w->facts->program) != QG_OK)
        return QG_FAULT_MEMORY;
    qg_text_addz(&w->text, "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", "
                           "\"version\": \"2.1.0\", \"runs\": [{");
    qg_sarif_head(w->facts, &w->text);
    run_members(w->facts, &w->text);
    qg_text_addz(&w->text, ",\n \"results\": [");
    return qg_writer_flush(w, false);
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    struct sarif_state *state = w->state;
    char fingerprint[QG_SHA256_HEX + 1];
    uint32_t occurrence;
    if (!qg_identity_digest(w->facts->program, f, fingerprint))
        return QG_FAULT_MEMORY;
    enum qg_fault fault = qg_occurrence_count(&state->seen, fingerprint, &occurrence);
    if (fault != QG_OK)
        return fault;
    qg_text_addz(&w->text, state->results++ > 0 ? ",\n  " : "\n  ");
    qg_sarif_result(w->facts, &state->index, f, fingerprint, occurrence, &w->text);
    return qg_writer_flush(w, false);
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    (void)w, (void)v; // the format has no place for it
    return QG_OK;
}

static void warn(const struct qg_writer *w, uint64_t results) {
    struct qg_text line = {0};
    if (results <= RESULTS_SHOWN)
        return;
    qg_text_printf(&line, "sarif: %" PRIu64 " results; GitHub code scanning ", results);
    if (results > RESULTS_TAKEN)
        qg_text_printf(&line, "refuses a run with more than %d", RESULTS_TAKEN);
    else
        qg_text_printf(&line, "keeps %d of them", RESULTS_SHOWN);
    qg_text_addz(&line, ": report fewer with --baseline, --select or --max-findings");
    if (!line.failed)
        qg_writer_say(w, qg_text_str(&line));
    qg_text_free(&line);
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    const struct sarif_state *state = w->state;
    qg_text_addz(&w->text, "],\n ");
    qg_sarif_invocation(w->facts, tally, &w->text);
    qg_text_addz(&w->text, "}]}\n");
    warn(w, state->results);
    return qg_writer_flush(w, true);
}

static void release(struct qg_writer *w) {
    struct sarif_state *state = w->state;
    if (state == NULL)
        return;
    qg_sarif_index_free(&state->index);
    qg_prints_free(&state->seen);
    free(state);
}

void qg_sarif_writer(struct qg_writer *w) {
    w->begin = begin;
    w->finding = finding;
    w->verdict = verdict;
    w->end = end;
    w->free = release;
}
