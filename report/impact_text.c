// SPDX-License-Identifier: Apache-2.0
//
// `text` of an impact: each certification that changes, with the rules that make it so, then for
// each draft the totals before and after:
//
//     export.json:12: draft d1: dossier D-7, certification c2: clean -> re-certification warranted
//         satisfied -> violated: Held too late [order_300 4 P4-b, as amended by d1]
//             /certifications/1/hearings/0/date: "2023-03-01"

#include "impact_parts.h"
#include "shown.h"
#include "words.h"

#include <inttypes.h>

#define INDENT "    "

static const char *word(const struct qg_impact_writer *w, enum qg_word which) {
    return qg_word(which, w->facts->run->lang);
}

static const char *state(const struct qg_impact_writer *w, int state) {
    return qg_impact_state_word(state, w->facts->run->lang);
}

static const char *verdict(const struct qg_impact_writer *w, int verdict) {
    return qg_impact_verdict_word(verdict, w->facts->run->lang);
}

static const char *turn(const struct qg_impact_writer *w, int turn) {
    return qg_impact_turn_word((enum qg_impact_turn)turn, w->facts->run->lang);
}

// ---- a certification ----

static void subject(struct qg_impact_writer *w, const struct qg_impact_certification *c) {
    const struct qg_subject *s = &c->certification;
    qg_shown_add(&w->text, c->record);
    if (s->ref == 0) {
        qg_text_printf(&w->text, ", %s", word(w, QG_WORD_WHOLE_RECORD));
        return;
    }
    struct qg_str title = {0};
    if (s->title != NULL)
        title = qg_phrase_in(s->title, w->facts->run->lang);
    qg_text_addz(&w->text, ", ");
    qg_shown_add(&w->text, title.len > 0 ? title : s->noun);
    qg_text_char(&w->text, ' ');
    if (s->id.len > 0)
        qg_shown_add(&w->text, s->id);
    else
        qg_text_number(&w->text, s->index);
}

static void head(struct qg_impact_writer *w, const struct qg_impact_certification *c) {
    qg_shown_add(&w->text, c->place.file);
    qg_text_printf(&w->text, ":%" PRIu64 ": %s ", c->place.line, word(w, QG_WORD_DRAFT));
    qg_shown_add(&w->text, w->facts->drafts[c->draft - 1]);
    qg_text_addz(&w->text, ": ");
    subject(w, c);
    qg_text_printf(&w->text, ": %s", verdict(w, c->verdicts[0]));
    if (c->verdicts[0] != c->verdicts[1])
        qg_text_printf(&w->text, " -> %s", verdict(w, c->verdicts[1]));
    qg_text_char(&w->text, '\n');
}

// " [order_300 4 P4-b, as amended by draft_2027]": the version that is responsible for what is new,
// else the one that is no more.
static void citation(struct qg_impact_writer *w, const struct qg_impact_finding *f) {
    const struct qg_program *program = w->facts->run->program;
    const struct qg_rule *rule = &program->rules[f->rules[f->rules[1] != QG_NONE ? 1 : 0]];
    qg_text_addz(&w->text, " [");
    qg_shown_add(&w->text, program->acts[rule->act].name);
    qg_text_char(&w->text, ' ');
    qg_shown_add(&w->text, rule->paragraph);
    qg_text_char(&w->text, ' ');
    qg_shown_add(&w->text, rule->id);
    if (rule->amendment != QG_NONE) {
        qg_text_printf(&w->text, ", %s ", word(w, QG_WORD_AMENDED));
        qg_shown_add(&w->text, program->amendments[rule->amendment].name);
    }
    qg_text_addz(&w->text, "]\n");
}

static void facts(struct qg_impact_writer *w, const struct qg_finding *f) {
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        qg_text_addz(&w->text, INDENT INDENT);
        qg_shown_add(&w->text, f->evidence[i].pointer);
        qg_text_addz(&w->text, ": ");
        qg_shown_add(&w->text, f->evidence[i].value);
        qg_text_char(&w->text, '\n');
    }
    for (uint32_t i = 0; i < f->missing_count; i++) {
        qg_text_printf(&w->text, INDENT INDENT "%s: ", word(w, QG_WORD_NOT_RECORDED));
        qg_shown_add(&w->text, f->missing[i]);
        qg_text_char(&w->text, '\n');
    }
}

static void finding(struct qg_impact_writer *w, const struct qg_impact_finding *f) {
    qg_text_printf(&w->text, INDENT "%s -> %s: ", state(w, f->states[0]), state(w, f->states[1]));
    qg_shown_add(&w->text, f->finding->message[w->facts->run->lang]);
    citation(w, f);
    facts(w, f->finding);
}

static enum qg_fault begin(struct qg_impact_writer *w) {
    (void)w;
    return QG_OK;
}

static enum qg_fault certification(struct qg_impact_writer *w,
                                   const struct qg_impact_certification *c) {
    head(w, c);
    for (uint32_t i = 0; i < c->finding_count; i++)
        finding(w, &c->findings[i]);
    return qg_impact_writer_flush(w, false);
}

// ---- totals ----

static void moved(struct qg_impact_writer *w, const char *what, uint64_t before, uint64_t after) {
    qg_text_printf(&w->text, INDENT "%s: %" PRIu64, what, before);
    if (before != after)
        qg_text_printf(&w->text, " -> %" PRIu64, after);
    qg_text_char(&w->text, '\n');
}

static void changed(struct qg_impact_writer *w, const struct qg_impact_world *world) {
    uint64_t all = 0;
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        all += world->turns[t];
    qg_text_printf(&w->text, "  %s: %" PRIu64 "\n", word(w, QG_WORD_CHANGED), all);
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        if (world->turns[t] > 0)
            qg_text_printf(&w->text, INDENT "%s: %" PRIu64 "\n", turn(w, t), world->turns[t]);
}

static void verdicts(struct qg_impact_writer *w, const struct qg_impact_world *before,
                     const struct qg_impact_world *after) {
    qg_text_printf(&w->text, "  %s\n", word(w, QG_WORD_VERDICT));
    for (int v = QG_VERDICTS; v-- > 0;)
        moved(w, verdict(w, v), before->verdicts[v], after->verdicts[v]);
    qg_text_printf(&w->text, "  %s\n", word(w, QG_WORD_FINDINGS));
    moved(w, word(w, QG_WORD_VIOLATED), before->findings[QG_VIOLATED],
          after->findings[QG_VIOLATED]);
    moved(w, word(w, QG_WORD_UNDETERMINED), before->findings[QG_UNDETERMINED],
          after->findings[QG_UNDETERMINED]);
}

static void rules(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                  uint32_t draft) {
    static const enum qg_word kinds[] = {QG_WORD_VIOLATED, QG_WORD_UNDETERMINED};
    const struct qg_program *program = w->facts->run->program;
    bool any = false;
    for (uint32_t i = 0; i < totals->rule_count; i++) {
        const struct qg_impact_rule *rule = &totals->rules[i];
        if (rule->changed[draft] == 0)
            continue;
        if (!any)
            qg_text_printf(&w->text, "  %s\n", word(w, QG_WORD_BY_RULE));
        any = true;
        qg_text_addz(&w->text, INDENT);
        qg_shown_add(&w->text, program->rules[rule->first].id);
        for (int k = 0; k < 2; k++)
            qg_text_printf(&w->text, "%s %s %" PRIu64 " -> %" PRIu64, k > 0 ? "," : ":",
                           word(w, kinds[k]), rule->findings[0][k], rule->findings[draft][k]);
        qg_text_printf(&w->text, "; %s %" PRIu64 "\n", word(w, QG_WORD_CHANGED),
                       rule->changed[draft]);
    }
}

static void group(struct qg_impact_writer *w, const struct qg_impact_group *g, uint32_t draft) {
    bool first = true;
    qg_text_addz(&w->text, INDENT);
    qg_shown_add(&w->text, g->value.len > 0 ? g->value : qg_str_of(word(w, QG_WORD_NOT_RECORDED)));
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        if (g->turns[draft][t] > 0) {
            qg_text_printf(&w->text, "%s %s %" PRIu64, first ? ":" : ",", turn(w, t),
                           g->turns[draft][t]);
            first = false;
        }
    qg_text_char(&w->text, '\n');
}

static bool is_touched(const struct qg_impact_group *g, uint32_t draft) {
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        if (g->turns[draft][t] > 0)
            return true;
    return false;
}

static void groups(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                   uint32_t draft) {
    uint32_t by = UINT32_MAX;
    for (uint32_t i = 0; i < totals->group_count; i++) {
        const struct qg_impact_group *g = &totals->groups[i];
        if (!is_touched(g, draft))
            continue;
        if (g->by != by) {
            qg_text_printf(&w->text, "  %s ", word(w, QG_WORD_BY_GROUP));
            qg_shown_add(&w->text, w->facts->groups[g->by]);
            qg_text_char(&w->text, '\n');
        }
        by = g->by;
        group(w, g, draft);
    }
}

static void draft(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                  uint32_t draft) {
    qg_text_printf(&w->text, "\n%s ", word(w, QG_WORD_DRAFT));
    qg_shown_add(&w->text, w->facts->drafts[draft - 1]);
    if (w->facts->backdated)
        qg_text_printf(&w->text, " (%s)", word(w, QG_WORD_BACKDATED));
    qg_text_char(&w->text, '\n');
    changed(w, &totals->worlds[draft]);
    verdicts(w, &totals->worlds[0], &totals->worlds[draft]);
    rules(w, totals, draft);
    groups(w, totals, draft);
}

static enum qg_fault end(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    for (uint32_t d = 1; d <= w->facts->draft_count; d++)
        draft(w, totals, d);
    qg_text_printf(&w->text,
                   "\n%s: %" PRIu64 " (%s: %" PRIu64 ", %s: %" PRIu64 ", %s: %" PRIu64 ")\n",
                   word(w, QG_WORD_RECORDS), totals->records, word(w, QG_WORD_NOT_AUDITED),
                   totals->not_audited, word(w, QG_WORD_UNREADABLE), totals->unreadable,
                   word(w, QG_WORD_DATA), totals->data_findings);
    qg_text_printf(&w->text, "%s: %" PRIu64 "\n", word(w, QG_WORD_CERTIFICATIONS),
                   totals->worlds[0].certifications);
    return qg_impact_writer_flush(w, true);
}

void qg_impact_text(struct qg_impact_writer *w) {
    w->begin = begin;
    w->certification = certification;
    w->end = end;
}
