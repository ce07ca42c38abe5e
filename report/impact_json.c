// SPDX-License-Identifier: Apache-2.0
//
// `json` of an impact: the head of every report, the drafts, each certification that changes as it
// is found, and the totals at the end.

#include "impact_report.h"
#include "json_parts.h"

#include "facts.h"

#include <inttypes.h>
#include <stdlib.h>

static const char *const sides[] = {"before", "after"};

static void count(struct qg_text *out, const char *name, uint64_t value) {
    qg_json_member(out, name);
    qg_text_printf(out, "%" PRIu64, value);
}

static void name(struct qg_text *out, const char *member, const char *value) {
    qg_json_member_string(out, member, qg_str_of(value));
}

// Whether more has come in a list before.
static void comma(struct qg_text *out, uint64_t before, const char *space) {
    qg_text_addz(out, before > 0 ? "," : "");
    qg_text_addz(out, space);
}

static enum qg_fault begin(struct qg_impact_writer *w) {
    w->state = calloc(1, sizeof(uint64_t));
    if (w->state == NULL)
        return QG_FAULT_MEMORY;
    qg_text_char(&w->text, '{');
    qg_json_head(w->facts->run, &w->text);
    qg_json_member(&w->text, "drafts");
    qg_text_char(&w->text, '[');
    for (uint32_t i = 0; i < w->facts->draft_count; i++) {
        comma(&w->text, i, i > 0 ? " " : "");
        qg_json_quote(&w->text, w->facts->drafts[i]);
    }
    qg_text_char(&w->text, ']');
    qg_json_member_bool(&w->text, "backdated", w->facts->backdated);
    qg_text_addz(&w->text, ",\n \"changes\": [");
    return qg_impact_writer_flush(w, false);
}

static void rule_id(struct qg_impact_writer *w, const char *member, int32_t rule) {
    qg_json_member(&w->text, member);
    if (rule == QG_NONE)
        qg_text_addz(&w->text, "null");
    else
        qg_json_quote(&w->text, w->facts->run->program->rules[rule].id);
}

static void one_side(struct qg_impact_writer *w, const struct qg_impact_finding *f, int side) {
    const struct qg_program *program = w->facts->run->program;
    qg_json_member(&w->text, sides[side]);
    qg_text_char(&w->text, '{');
    name(&w->text, "outcome", qg_impact_state_name(f->states[side]));
    qg_json_member(&w->text, "amended_by");
    if (f->rules[side] == QG_NONE || program->rules[f->rules[side]].amendment == QG_NONE)
        qg_text_addz(&w->text, "null");
    else
        qg_json_quote(&w->text, program->amendments[program->rules[f->rules[side]].amendment].name);
    rule_id(w, "silenced_by", f->silencers[side]);
    qg_text_char(&w->text, '}');
}

static void finding(struct qg_impact_writer *w, const struct qg_impact_finding *f) {
    qg_text_char(&w->text, '{');
    one_side(w, f, 0);
    one_side(w, f, 1);
    qg_json_member(&w->text, "finding");
    qg_json_finding(w->facts->run, f->finding, &w->text);
    qg_text_char(&w->text, '}');
}

static void verdict(struct qg_impact_writer *w, const struct qg_impact_certification *c, int side) {
    const struct qg_verdict *v = c->details[side];
    qg_json_member(&w->text, sides[side]);
    qg_text_char(&w->text, '{');
    name(&w->text, "verdict", qg_impact_verdict_name(c->verdicts[side]));
    qg_json_member(&w->text, "grounds");
    qg_text_char(&w->text, '[');
    for (uint32_t i = 0; v != NULL && i < v->ground_count; i++) {
        comma(&w->text, i, i > 0 ? " " : "");
        qg_json_quote(&w->text, w->facts->run->program->rules[v->grounds[i]].id);
    }
    qg_text_addz(&w->text, "]}");
}

static void groups_of(struct qg_impact_writer *w, const struct qg_impact_certification *c) {
    qg_json_member(&w->text, "groups");
    qg_text_char(&w->text, '{');
    for (uint32_t i = 0; i < w->facts->group_count; i++) {
        comma(&w->text, i, i > 0 ? " " : "");
        qg_json_quote(&w->text, w->facts->groups[i]);
        qg_text_addz(&w->text, ": ");
        qg_json_quote(&w->text, c->groups[i]);
    }
    qg_text_char(&w->text, '}');
}

static void subject(struct qg_impact_writer *w, const struct qg_impact_certification *c) {
    const struct qg_subject *s = &c->certification;
    qg_json_member_string(&w->text, "record", c->record);
    qg_json_member(&w->text, "certification");
    if (s->id.len > 0)
        qg_json_quote(&w->text, s->id);
    else if (s->ref == 0 || s->index < 0)
        qg_text_addz(&w->text, "null");
    else
        qg_text_number(&w->text, s->index);
    qg_json_member_string(&w->text, "file", c->place.file);
    count(&w->text, "line", c->place.line);
}

static enum qg_fault certification(struct qg_impact_writer *w,
                                   const struct qg_impact_certification *c) {
    uint64_t *told = w->state;
    comma(&w->text, (*told)++, "\n  ");
    qg_text_char(&w->text, '{');
    qg_json_member_string(&w->text, "draft", w->facts->drafts[c->draft - 1]);
    qg_json_member_string(&w->text, "act", w->facts->run->program->acts[c->act].name);
    subject(w, c);
    name(&w->text, "turn", qg_impact_turn_name(qg_impact_turn_of(c->verdicts)));
    verdict(w, c, 0);
    verdict(w, c, 1);
    groups_of(w, c);
    qg_json_member(&w->text, "findings");
    qg_text_char(&w->text, '[');
    for (uint32_t i = 0; i < c->finding_count; i++) {
        comma(&w->text, i, "\n    ");
        finding(w, &c->findings[i]);
    }
    qg_text_addz(&w->text, "]}");
    return qg_impact_writer_flush(w, false);
}

// ---- totals ----

static void turns(struct qg_text *out, const uint64_t *counts) {
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        count(out, qg_impact_turn_name((enum qg_impact_turn)t), counts[t]);
}

static void world(struct qg_text *out, const struct qg_impact_world *world) {
    count(out, "certifications", world->certifications);
    qg_json_member(out, "verdicts");
    qg_text_char(out, '{');
    for (int v = QG_VERDICTS; v-- > 0;)
        count(out, qg_impact_verdict_name(v), world->verdicts[v]);
    qg_text_char(out, '}');
    qg_json_member(out, "findings");
    qg_text_char(out, '{');
    count(out, "violated", world->findings[QG_VIOLATED]);
    count(out, "undetermined", world->findings[QG_UNDETERMINED]);
    qg_text_char(out, '}');
}

static void moves(struct qg_text *out, const struct qg_impact_world *world) {
    bool any = false;
    qg_json_member(out, "moved");
    qg_text_char(out, '[');
    for (int from = 0; from < QG_IMPACT_VERDICTS; from++)
        for (int to = 0; to < QG_IMPACT_VERDICTS; to++) {
            if (world->moved[from][to] == 0)
                continue;
            comma(out, any, any ? " " : "");
            any = true;
            qg_text_char(out, '{');
            name(out, "before", qg_impact_verdict_name(from));
            name(out, "after", qg_impact_verdict_name(to));
            count(out, "certifications", world->moved[from][to]);
            qg_text_char(out, '}');
        }
    qg_text_char(out, ']');
}

static void by_rule(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                    uint32_t draft) {
    struct qg_text *out = &w->text;
    qg_json_member(out, "by_rule");
    qg_text_char(out, '{');
    for (uint32_t i = 0; i < totals->rule_count; i++) {
        const struct qg_impact_rule *rule = &totals->rules[i];
        comma(out, i, "\n    ");
        qg_json_quote(out, w->facts->run->program->rules[rule->first].id);
        qg_text_addz(out, ": {");
        for (int side = 0; side < 2; side++) {
            const uint64_t *found = rule->findings[side == 0 ? 0 : draft];
            qg_json_member(out, sides[side]);
            qg_text_char(out, '{');
            count(out, "violated", found[0]);
            count(out, "undetermined", found[1]);
            qg_text_char(out, '}');
        }
        count(out, "changed", rule->changed[draft]);
        qg_text_char(out, '}');
    }
    qg_text_char(out, '}');
}

static void by_group(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                     uint32_t draft) {
    struct qg_text *out = &w->text;
    qg_json_member(out, "by_group");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < totals->group_count; i++) {
        const struct qg_impact_group *g = &totals->groups[i];
        comma(out, i, "\n    ");
        qg_text_char(out, '{');
        qg_json_member_string(out, "by", w->facts->groups[g->by]);
        qg_json_member_string(out, "value", g->value);
        turns(out, g->turns[draft]);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void draft(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                  uint32_t draft) {
    struct qg_text *out = &w->text;
    comma(out, draft - 1, "\n  ");
    qg_text_char(out, '{');
    qg_json_member_string(out, "draft", w->facts->drafts[draft - 1]);
    world(out, &totals->worlds[draft]);
    qg_json_member(out, "changed");
    qg_text_char(out, '{');
    turns(out, totals->worlds[draft].turns);
    qg_text_char(out, '}');
    moves(out, &totals->worlds[draft]);
    by_rule(w, totals, draft);
    by_group(w, totals, draft);
    qg_text_char(out, '}');
}

static enum qg_fault end(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    qg_text_addz(&w->text, "],\n \"summary\": {");
    count(&w->text, "records", totals->records);
    count(&w->text, "not_audited", totals->not_audited);
    count(&w->text, "unreadable", totals->unreadable);
    count(&w->text, "data_findings", totals->data_findings);
    world(&w->text, &totals->worlds[0]);
    qg_text_addz(&w->text, "},\n \"impact\": [");
    for (uint32_t d = 1; d <= w->facts->draft_count; d++)
        draft(w, totals, d);
    qg_text_addz(&w->text, "]}\n");
    return qg_impact_writer_flush(w, true);
}

static void release(struct qg_impact_writer *w) {
    free(w->state);
}

void qg_impact_json(struct qg_impact_writer *w) {
    w->begin = begin;
    w->certification = certification;
    w->end = end;
    w->free = release;
}
