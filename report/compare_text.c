// SPDX-License-Identifier: Apache-2.0
//
// The text of a comparison, for the drafter: a paragraph a rule.
#include "compare_report.h"
#include "shown.h"

#include <inttypes.h>

#define INDENT "    "

static void begin(const struct qg_compare_facts *facts, struct qg_text *out) {
    qg_text_printf(out, "before: %s\nafter: %s\n", facts->names[0], facts->names[1]);
    if (facts->backdated)
        qg_text_addz(out, "drafts: as if they had been the law from the beginning\n");
}

// ---- one side ----

static void fact(struct qg_str pointer, struct qg_str value, struct qg_text *out) {
    qg_text_addz(out, INDENT INDENT);
    qg_shown_add(out, pointer);
    qg_text_addz(out, ": ");
    qg_shown_add(out, value);
    qg_text_char(out, '\n');
}

static void facts_of(const struct qg_finding *f, struct qg_text *out) {
    for (uint32_t i = 0; i < f->evidence_count; i++)
        fact(f->evidence[i].pointer, f->evidence[i].value, out);
    for (uint32_t i = 0; i < f->missing_count; i++)
        fact(f->missing[i], QG_STR("not recorded"), out);
}

static void subjects(const struct qg_finding *f, struct qg_text *out) {
    for (uint8_t i = 0; i < f->subject_count; i++) {
        const struct qg_subject *s = &f->subject[i];
        qg_text_addz(out, i > 0 ? ", " : "");
        qg_shown_add(out, s->noun);
        if (s->id.len > 0) {
            qg_text_char(out, ' ');
            qg_shown_add(out, s->id);
        } else if (s->index >= 0) {
            qg_text_printf(out, " %" PRId32, s->index);
        }
    }
}

static bool is_breach(const struct qg_finding *f) {
    return f != NULL && (f->outcome == QG_VIOLATED || f->outcome == QG_UNDETERMINED);
}

static void side(const struct qg_compare_facts *facts, const struct qg_compare_finding *c, int at,
                 struct qg_text *out) {
    const struct qg_finding *f = c->findings[at];
    int lang = facts->run->lang;
    qg_text_printf(out, INDENT "%s: %s", at == 0 ? "before" : "after",
                   qg_compare_state_name(c->states[at]));
    if (is_breach(f) && f->message[lang].len > 0) {
        qg_text_addz(out, ": ");
        qg_shown_add(out, f->message[lang]);
    }
    if (is_breach(f) && f->severity != QG_NONE) {
        qg_text_addz(out, " (");
        qg_shown_add(out, facts->run->program->severities[f->severity].name);
        qg_text_char(out, ')');
    }
    if (f != NULL && f->category.len > 0) {
        qg_text_addz(out, ": ");
        qg_shown_add(out, f->category);
    }
    qg_text_char(out, '\n');
    if (f != NULL)
        facts_of(f, out);
}

// ---- a rule ----

static void cite(const struct qg_compare_facts *facts, uint32_t at, struct qg_text *out) {
    const struct qg_rule *rule = &facts->run->program->rules[at];
    qg_shown_add(out, facts->run->program->acts[rule->act].name);
    qg_text_char(out, ' ');
    qg_shown_add(out, rule->paragraph);
    qg_text_char(out, ' ');
    qg_shown_add(out, rule->id);
}

static void finding(const struct qg_compare_facts *facts, const struct qg_compare_finding *c,
                    struct qg_text *out) {
    const struct qg_finding *either = c->findings[0] != NULL ? c->findings[0] : c->findings[1];
    qg_text_addz(out, "  ");
    cite(facts, (uint32_t)either->rule, out);
    qg_text_addz(out, ", ");
    subjects(either, out);
    qg_text_char(out, '\n');
    side(facts, c, 0, out);
    side(facts, c, 1, out);
}

static const char *kind_of(const struct qg_verdict *verdict) {
    return verdict != NULL ? qg_verdict_name(verdict->kind) : "none";
}

static void verdict(const struct qg_compare_verdict *v, struct qg_text *out) {
    const struct qg_verdict *either = v->of[0] != NULL ? v->of[0] : v->of[1];
    const struct qg_subject *s = &either->certification;
    qg_text_addz(out, "  verdict, ");
    qg_shown_add(out, s->noun);
    if (s->id.len > 0) {
        qg_text_char(out, ' ');
        qg_shown_add(out, s->id);
    }
    qg_text_printf(out, "\n" INDENT "before: %s\n" INDENT "after: %s\n", kind_of(v->of[0]),
                   kind_of(v->of[1]));
}

static void witness(const struct qg_compare_facts *facts, const struct qg_compare_result *r,
                    struct qg_text *out) {
    qg_text_addz(out, "they disagree about this dossier, of which nothing can be left out\n");
    qg_text_add(out, r->record); // ends its last line
    for (uint32_t i = 0; i < r->finding_count; i++)
        finding(facts, &r->findings[i], out);
    for (uint32_t i = 0; i < r->verdict_count; i++)
        verdict(&r->verdicts[i], out);
    qg_text_addz(out, "  found from ");
    qg_shown_add(out, r->seed);
    qg_text_printf(out, ", values altered: %" PRIu32 ", dossiers tried: %" PRIu64 "\n", r->altered,
                   r->dossiers);
}

static void grid(const struct qg_compare_result *r, struct qg_text *out) {
    qg_text_printf(out, "fields: %" PRIu32 ", dossiers: %" PRIu64 ", around records: %" PRIu32 "\n",
                   r->fields, r->dossiers, r->seeds);
}

static void result(const struct qg_compare_facts *facts, const struct qg_compare_result *r,
                   struct qg_text *out) {
    qg_text_char(out, '\n');
    cite(facts, r->rule, out);
    qg_text_addz(out, ": ");
    if (r->end == QG_COMPARE_DISAGREEMENT) {
        witness(facts, r, out);
    } else if (r->end == QG_COMPARE_WORDING) {
        qg_text_addz(out, "only its wording differs\n");
    } else if (r->end == QG_COMPARE_POPULATION) {
        qg_text_addz(out, "it is about all records together, which no dossier shows\n");
    } else if (r->end == QG_COMPARE_AGREEMENT) {
        qg_text_addz(out, "no dossier found; the search was exhaustive over the boundary grid: ");
        grid(r, out);
    } else {
        qg_text_addz(out, "no dossier found; the search was NOT exhaustive: ");
        grid(r, out);
    }
    if (r->lacks_date)
        qg_text_addz(out, "  It asks for the audit date, and none is given (--as-of).\n");
}

static void end(const struct qg_compare_facts *facts, const struct qg_compare_counts *counts,
                struct qg_text *out) {
    const uint32_t *ends = counts->ends;
    uint32_t all = 0;
    (void)facts;
    for (int i = 0; i < QG_COMPARE_ENDS; i++)
        all += ends[i];
    qg_text_printf(out,
                   "\nrules that differ: %" PRIu32 " (disagreement: %" PRIu32
                   ", agreement on the whole grid: %" PRIu32 ", not settled: %" PRIu32
                   ", wording only: %" PRIu32 ", of populations: %" PRIu32 ")\n",
                   all, ends[QG_COMPARE_DISAGREEMENT], ends[QG_COMPARE_AGREEMENT],
                   ends[QG_COMPARE_UNSETTLED], ends[QG_COMPARE_WORDING],
                   ends[QG_COMPARE_POPULATION]);
    if (counts->flags > 0)
        qg_text_printf(out, "flags that differ, for which nothing was searched: %" PRIu32 "\n",
                       counts->flags);
}

const struct qg_compare_format qg_compare_text = {"text", begin, result, end};
