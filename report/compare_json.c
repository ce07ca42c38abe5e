// SPDX-License-Identifier: Apache-2.0
//
// The JSON of a comparison: one document.
#include "compare_report.h"
#include "json_parts.h"

#include <inttypes.h>

static const char *const sides[2] = {"before", "after"};

static void begin(const struct qg_compare_facts *facts, struct qg_text *out) {
    qg_text_char(out, '{');
    qg_json_head(facts->run, out);
    qg_text_addz(out, ",\n \"compare\": {");
    for (int i = 0; i < 2; i++)
        qg_json_member_string(out, sides[i], qg_str_of(facts->names[i]));
    qg_json_member_bool(out, "backdated", facts->backdated);
    qg_text_addz(out, "},\n \"rules\": [");
}

static void member_count(struct qg_text *out, const char *name, uint64_t value) {
    qg_json_member(out, name);
    qg_text_printf(out, "%" PRIu64, value);
}

static void separate(struct qg_text *out, uint32_t at) {
    qg_text_addz(out, at > 0 ? ",\n    " : "\n    ");
}

static void finding(const struct qg_compare_facts *facts, const struct qg_compare_finding *c,
                    struct qg_text *out) {
    qg_text_char(out, '{');
    for (int i = 0; i < 2; i++) {
        qg_json_member(out, sides[i]);
        qg_text_char(out, '{');
        qg_json_member_string(out, "state", qg_str_of(qg_compare_state_name(c->states[i])));
        if (c->findings[i] != NULL) {
            qg_json_member(out, "finding");
            qg_json_finding(facts->run, c->findings[i], out);
        }
        qg_text_char(out, '}');
    }
    qg_text_char(out, '}');
}

static void verdict(const struct qg_compare_facts *facts, const struct qg_compare_verdict *v,
                    struct qg_text *out) {
    qg_text_char(out, '{');
    for (int i = 0; i < 2; i++) {
        qg_json_member(out, sides[i]);
        if (v->of[i] != NULL)
            qg_json_verdict(facts->run, v->of[i], out);
        else
            qg_text_addz(out, "null");
    }
    qg_text_char(out, '}');
}

static void witness(const struct qg_compare_facts *facts, const struct qg_compare_result *r,
                    struct qg_text *out) {
    qg_json_member_string(out, "seed", r->seed);
    member_count(out, "altered", r->altered);
    qg_text_addz(out, ",\n   \"record\": ");
    qg_text_add(out, r->record);
    qg_text_addz(out, "   , \"findings\": [");
    for (uint32_t i = 0; i < r->finding_count; i++) {
        separate(out, i);
        finding(facts, &r->findings[i], out);
    }
    qg_text_addz(out, "],\n   \"verdicts\": [");
    for (uint32_t i = 0; i < r->verdict_count; i++) {
        separate(out, i);
        verdict(facts, &r->verdicts[i], out);
    }
    qg_text_char(out, ']');
}

static void result(const struct qg_compare_facts *facts, const struct qg_compare_result *r,
                   struct qg_text *out) {
    const struct qg_program *program = facts->run->program;
    const struct qg_rule *rule = &program->rules[r->rule];
    bool first = out->len == 0 || out->at[out->len - 1] == '['; // empty where memory ran out
    qg_text_addz(out, first ? "\n  {" : ",\n  {");
    qg_json_member_string(out, "act", program->acts[rule->act].name);
    qg_json_member_string(out, "paragraph", rule->paragraph);
    qg_json_member_string(out, "rule", rule->id);
    qg_json_member_string(out, "result", qg_str_of(qg_compare_end_name(r->end)));
    if (r->fields > 0 || r->dossiers > 0) {
        qg_json_member(out, "search");
        qg_text_char(out, '{');
        member_count(out, "fields", r->fields);
        member_count(out, "seeds", r->seeds);
        member_count(out, "dossiers", r->dossiers);
        if (r->end != QG_COMPARE_DISAGREEMENT)
            qg_json_member_bool(out, "exhaustive", r->end == QG_COMPARE_AGREEMENT);
        qg_json_member_bool(out, "lacks_date", r->lacks_date);
        qg_text_char(out, '}');
    }
    if (r->end == QG_COMPARE_DISAGREEMENT)
        witness(facts, r, out);
    qg_text_char(out, '}');
}

static void end(const struct qg_compare_facts *facts, const struct qg_compare_counts *counts,
                struct qg_text *out) {
    (void)facts;
    qg_text_addz(out, "],\n \"summary\": {");
    for (int i = 0; i < QG_COMPARE_ENDS; i++)
        member_count(out, qg_compare_end_name((enum qg_compare_end)i), counts->ends[i]);
    member_count(out, "flags", counts->flags);
    qg_text_addz(out, "}}\n");
}

const struct qg_compare_format qg_compare_json = {"json", begin, result, end};
