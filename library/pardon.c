// SPDX-License-Identifier: Apache-2.0
#include "pardon.h"

#include <inttypes.h>

static enum qg_fault ask_baseline(struct qg_pardon *pardon, const struct qg_session *session,
                                  const struct qg_finding *finding, struct qg_excuse *out,
                                  bool *excused) {
    enum qg_baseline_standing standing = QG_STANDS_NEW;
    if (pardon->baseline == NULL)
        return QG_OK;
    enum qg_fault fault = qg_baseline_meet(pardon->baseline, session->program, finding, &standing);
    bool known = standing == QG_STANDS_KNOWN;
    if (known && !*excused)
        *out = (struct qg_excuse){.kind = QG_EXCUSE_BASELINE, .expires = QG_NONE};
    *excused |= known;
    return fault;
}

enum qg_fault qg_pardon_weigh(struct qg_pardon *pardon, const struct qg_session *session,
                              const struct qg_finding *finding, struct qg_excuse *out,
                              bool *excused) {
    const struct qg_excuse *exception = NULL;
    *excused = false;
    if (!qg_baseline_takes(finding))
        return QG_OK;
    if (pardon->exceptions != NULL)
        exception = qg_exceptions_find(pardon->exceptions, finding, session->as_of);
    if (exception != NULL)
        *out = *exception;
    *excused = exception != NULL;
    return ask_baseline(pardon, session, finding, out, excused);
}

void qg_pardon_count(struct qg_tally *tally, const struct qg_finding *finding) {
    if (finding->rule == QG_NONE)
        tally->excused_data++;
    else
        tally->excused[finding->outcome]++;
}

// ---- what was not met ----

static bool is_loaded(const struct qg_program *program, struct qg_str act) {
    for (uint32_t i = 0; i < program->act_count; i++)
        if (qg_str_equal(program->acts[i].name, act))
            return true;
    return false;
}

// Whether the code is of a finding that only a run that asks for it makes.
static bool is_optional(struct qg_str code) {
    return qg_str_equal(code, qg_data_code(QG_DATA_UNKNOWN)) ||
           qg_str_equal(code, qg_data_code(QG_DATA_MISSPELT));
}

bool qg_pardon_looked_at(const struct qg_baseline *baseline, uint32_t entry,
                         const struct qg_session *session, bool unknown_properties) {
    const struct qg_program *program = session->program;
    struct qg_baseline_parts parts = qg_baseline_parts(baseline, entry);
    bool exists = false;
    if (parts.act.len == 0)
        return unknown_properties || !is_optional(parts.rule);
    for (uint32_t i = 0; i < program->rule_count; i++) {
        if (!qg_str_equal(program->rules[i].id, parts.rule) ||
            !qg_str_equal(program->acts[program->rules[i].act].name, parts.act))
            continue;
        if (session->enabled[i])
            return true;
        exists = true;
    }
    return !exists && is_loaded(program, parts.act); // a rule that is gone finds nothing any more
}

static void note_improvement(const struct qg_pardon *pardon, const struct qg_pardon_end *end) {
    const struct qg_baseline *baseline = pardon->baseline;
    struct qg_text line = {0};
    uint32_t gone = 0, better = 0;
    for (uint32_t i = 0; i < baseline->entries.len; i++) {
        const struct qg_baseline_entry *entry = &baseline->entries.at[i];
        better += entry->outcome == QG_VIOLATED && entry->met == QG_UNDETERMINED;
        gone += entry->met == QG_SATISFIED &&
                qg_pardon_looked_at(baseline, i, end->session, end->unknown_properties);
    }
    if (gone + better == 0)
        return;
    qg_text_printf(&line,
                   "%s: no longer found: %" PRIu32 ", no longer violated: %" PRIu32
                   "; `qagida baseline prune` takes them out",
                   pardon->baseline_name, gone, better);
    if (!line.failed)
        end->note(end->user, qg_text_str(&line));
    qg_text_free(&line);
}

void qg_pardon_tell(const struct qg_pardon *pardon, const struct qg_pardon_end *end) {
    if (pardon->baseline != NULL && end->whole)
        note_improvement(pardon, end);
    if (pardon->exceptions != NULL)
        qg_exceptions_tell(pardon->exceptions, end->session->as_of,
                           end->whole ? end->session->enabled : NULL, end->note, end->user);
}
