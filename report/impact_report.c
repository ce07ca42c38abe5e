// SPDX-License-Identifier: Apache-2.0

#include "impact_report.h"

#include <string.h>

static const struct {
    const char *name;
    void (*open)(struct qg_impact_writer *w);
} formats[] = {
    {"text", qg_impact_text},
    {"json", qg_impact_json},
    {"csv", qg_impact_csv},
    {"html", qg_impact_html},
};

enum { FORMATS = sizeof formats / sizeof formats[0] };

const char *const *qg_impact_writer_formats(void) {
    static const char *const names[] = {"text", "json", "csv", "html", NULL};
    return names;
}

bool qg_impact_writer_open(struct qg_impact_writer *w, const char *format,
                           const struct qg_impact_facts *facts, struct qg_output output) {
    *w = (struct qg_impact_writer){.facts = facts, .output = output};
    for (size_t i = 0; i < FORMATS; i++) {
        if (strcmp(formats[i].name, format) != 0)
            continue;
        formats[i].open(w);
        return true;
    }
    return false;
}

void qg_impact_writer_close(struct qg_impact_writer *w) {
    if (w->free != NULL)
        w->free(w);
    qg_text_free(&w->text);
}

enum qg_fault qg_impact_writer_flush(struct qg_impact_writer *w, bool all) {
    return qg_output_flush(&w->output, &w->text, all);
}

const char *qg_impact_state_name(int state) {
    if (state < QG_OUTCOMES)
        return qg_outcome_name((enum qg_outcome)state);
    return state == QG_IMPACT_SILENCED ? "silenced" : "no_rule";
}

const char *qg_impact_verdict_name(int verdict) {
    return verdict < QG_VERDICTS ? qg_verdict_name((enum qg_verdict_kind)verdict) : "none";
}

const char *qg_impact_turn_name(enum qg_impact_turn turn) {
    static const char *const names[] = {
        [QG_IMPACT_UNLAWFUL] = "newly_unlawful", [QG_IMPACT_LAWFUL] = "newly_lawful",
        [QG_IMPACT_OPEN] = "newly_undetermined", [QG_IMPACT_OUTSIDE] = "no_longer_judged",
        [QG_IMPACT_SAME] = "same_verdict",
    };
    return names[turn];
}

enum qg_impact_turn qg_impact_turn_of(const int verdicts[2]) {
    static const enum qg_impact_turn into[QG_IMPACT_VERDICTS] = {
        [QG_VERDICT_CLEAN] = QG_IMPACT_LAWFUL,
        [QG_VERDICT_UNDETERMINED] = QG_IMPACT_OPEN,
        [QG_VERDICT_WARRANTED] = QG_IMPACT_UNLAWFUL,
        [QG_IMPACT_NO_VERDICT] = QG_IMPACT_OUTSIDE,
    };
    return verdicts[0] == verdicts[1] ? QG_IMPACT_SAME : into[verdicts[1]];
}
