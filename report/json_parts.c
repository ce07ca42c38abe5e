// SPDX-License-Identifier: Apache-2.0

#include "json_parts.h"

#include "date.h"
#include "facts.h"

#include <inttypes.h>

void qg_json_member(struct qg_text *out, const char *name) {
    if (out->len > 0 && out->at[out->len - 1] != '{')
        qg_text_addz(out, ", ");
    qg_text_char(out, '"');
    qg_text_addz(out, name);
    qg_text_addz(out, "\": ");
}

void qg_json_member_string(struct qg_text *out, const char *name, struct qg_str value) {
    qg_json_member(out, name);
    qg_json_quote(out, value);
}

static void member_or_null(struct qg_text *out, const char *name, struct qg_str value) {
    qg_json_member(out, name);
    if (value.len > 0)
        qg_json_quote(out, value);
    else
        qg_text_addz(out, "null");
}

void qg_json_member_bool(struct qg_text *out, const char *name, bool value) {
    qg_json_member(out, name);
    qg_text_addz(out, value ? "true" : "false");
}

void qg_json_member_count(struct qg_text *out, const char *name, uint64_t value) {
    qg_json_member(out, name);
    qg_text_printf(out, "%" PRIu64, value);
}

static void named(struct qg_text *out, struct qg_str name) {
    if (out->len > 0 && out->at[out->len - 1] != '{')
        qg_text_addz(out, ", ");
    qg_json_quote(out, name);
    qg_text_addz(out, ": ");
}

static void comma(struct qg_text *out, uint32_t at) {
    if (at > 0)
        qg_text_addz(out, ", ");
}

// ---- head ----

static void date_value(struct qg_text *out, int32_t days) {
    char text[32];
    if (days < 0) {
        qg_text_addz(out, "null");
        return;
    }
    qg_date_format(days, text);
    qg_json_quote(out, qg_str_of(text));
}

static void parameter_value(const struct qg_program *program, const struct qg_parameter *parameter,
                            struct qg_value value, struct qg_text *out) {
    if (value.lo != value.hi)
        qg_text_addz(out, "null");
    else if (parameter->shape.kind == QG_KIND_DATE)
        date_value(out, value.lo);
    else if (parameter->shape.kind == QG_KIND_BOOL)
        qg_text_addz(out, value.lo != 0 ? "true" : "false");
    else if (parameter->shape.kind == QG_KIND_ENUM)
        qg_json_quote(out, program->schema.enums[parameter->shape.enumeration].values[value.lo]);
    else
        qg_text_number(out, value.lo);
}

// The amendments of an act that are no drafts.
static void amendments(const struct qg_program *program, uint32_t act, struct qg_text *out) {
    uint32_t count = 0;
    qg_json_member(out, "consolidated_with");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->amendment_count; i++) {
        const struct qg_amendment *amendment = &program->amendments[i];
        if (amendment->act != (int32_t)act || (amendment->worlds & 1) == 0)
            continue;
        comma(out, count++);
        qg_json_quote(out, amendment->name);
    }
    qg_text_char(out, ']');
}

static void policies(const struct qg_program *program, struct qg_text *out) {
    qg_json_member(out, "policy");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->act_count; i++) {
        comma(out, i);
        qg_text_char(out, '{');
        qg_json_member_string(out, "act", program->acts[i].name);
        qg_json_member_string(out, "digest", program->acts[i].digest);
        amendments(program, i, out);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

void qg_json_settings(const struct qg_run_facts *facts, struct qg_text *out) {
    const struct qg_program *program = facts->program;
    qg_json_member(out, "as_of");
    date_value(out, facts->as_of);
    qg_json_member(out, "parameters");
    qg_text_char(out, '{');
    for (uint32_t i = 0; i < program->parameter_count; i++) {
        named(out, program->parameters[i].name);
        parameter_value(program, &program->parameters[i], facts->parameters[i], out);
    }
    qg_text_char(out, '}');
    qg_json_member(out, "readings");
    qg_text_char(out, '{');
    for (uint32_t i = 0; i < program->reading_count; i++) {
        named(out, program->readings[i].name);
        qg_json_quote(out, program->readings[i].values[facts->readings[i]]);
    }
    qg_text_char(out, '}');
}

void qg_json_head(const struct qg_run_facts *facts, struct qg_text *out) {
    qg_text_printf(out, "\"qagida\": {\"version\": \"%s\", \"report\": %d}", facts->version,
                   QG_REPORT_VERSION);
    policies(facts->program, out);
    qg_json_settings(facts, out);
}

// ---- finding ----

static void subject_member(struct qg_text *out, const struct qg_finding *finding, uint8_t at) {
    const struct qg_subject *subject = &finding->subject[at];
    named(out, at == 0 ? QG_STR("record") : subject->noun);
    if (subject->id.len > 0)
        qg_json_quote(out, subject->id);
    else if (at > 0 && subject->index >= 0)
        qg_text_number(out, subject->index);
    else
        qg_text_addz(out, "null");
}

static bool has_noun(const struct qg_finding *finding, struct qg_str noun) {
    for (uint8_t i = 1; i < finding->subject_count; i++)
        if (qg_str_equal(finding->subject[i].noun, noun))
            return true;
    return false;
}

// "record", "certification" and "hearing" are always there, null where the finding is about none;
// elements of other loops are added under their noun.
static void subject(struct qg_text *out, const struct qg_finding *finding) {
    static const struct qg_str always[] = {QG_STR_INIT("certification"), QG_STR_INIT("hearing")};
    qg_json_member(out, "subject");
    qg_text_char(out, '{');
    if (finding->subject_count == 0)
        qg_text_addz(out, "\"record\": null");
    for (uint8_t i = 0; i < finding->subject_count; i++)
        subject_member(out, finding, i);
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
        if (has_noun(finding, always[i]))
            continue;
        named(out, always[i]);
        qg_text_addz(out, "null");
    }
    if (finding->together != NULL) {
        qg_json_member_string(out, "population", finding->together->noun);
        member_or_null(out, "group", finding->together->group);
    }
    qg_text_char(out, '}');
}

void qg_json_member_location(struct qg_text *out, const struct qg_location *at) {
    qg_json_member(out, "location");
    qg_text_char(out, '{');
    member_or_null(out, "file", at->file);
    qg_json_member_count(out, "line", at->line);
    qg_json_member_count(out, "column", at->column);
    qg_json_member_string(out, "pointer", at->pointer);
    qg_text_char(out, '}');
}

// Of a fact, or an example, that stands in another record.
static void elsewhere(struct qg_text *out, const struct qg_elsewhere *at) {
    member_or_null(out, "record", at->record);
    qg_json_member_location(out, &at->location);
}

static void facts_members(struct qg_text *out, const struct qg_finding *finding) {
    qg_json_member(out, "evidence");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < finding->evidence_count; i++) {
        comma(out, i);
        qg_text_addz(out, "{\"pointer\": ");
        qg_json_quote(out, finding->evidence[i].pointer);
        qg_text_addz(out, ", \"value\": ");
        qg_text_add(out, finding->evidence[i].value);
        if (finding->evidence[i].elsewhere != NULL)
            elsewhere(out, finding->evidence[i].elsewhere);
        qg_text_char(out, '}');
    }
    qg_text_addz(out, "], \"missing\": [");
    for (uint32_t i = 0; i < finding->missing_count; i++) {
        comma(out, i);
        qg_json_quote(out, finding->missing[i]);
    }
    qg_text_char(out, ']');
}

static void bounds_member(struct qg_text *out, const char *name, struct qg_count_bounds bounds) {
    qg_json_member(out, name);
    qg_text_printf(out, "[%" PRIu64 ", %" PRIu64 "]", bounds.least, bounds.most);
}

static void fraction(struct qg_text *out, struct qg_fraction share) {
    qg_text_printf(out, "[%" PRIu64 ", %" PRIu64 "]", share.part, share.whole);
}

// The figures of a population, least and greatest, and a few of its elements.
static void population_member(struct qg_text *out, const struct qg_together *together) {
    if (together == NULL || together->agreement)
        return;
    qg_json_member(out, "population");
    qg_text_char(out, '{');
    member_or_null(out, "per", together->per);
    bounds_member(out, "members", together->members);
    bounds_member(out, "having", together->having);
    qg_json_member(out, "share");
    qg_text_char(out, '[');
    fraction(out, together->share.least);
    qg_text_addz(out, ", ");
    fraction(out, together->share.most);
    qg_text_char(out, ']');
    qg_json_member_count(out, "open", together->open);
    static const char *const are[QG_HAVINGS] = {
        [QG_LACKS] = "without", [QG_MAY_HAVE] = "open", [QG_HAS] = "with"};
    qg_json_member_string(out, "examples_are", qg_str_of(are[together->exemplary]));
    qg_json_member(out, "examples");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < together->example_count; i++) {
        comma(out, i);
        qg_text_char(out, '{');
        elsewhere(out, &together->examples[i]);
        qg_text_char(out, '}');
    }
    qg_text_addz(out, "]}");
}

void qg_json_readings(struct qg_text *out, const struct qg_finding *finding) {
    qg_json_member(out, "readings");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < finding->reading_count; i++) {
        const struct qg_reading_outcome *reading = &finding->readings[i];
        comma(out, i);
        qg_text_char(out, '{');
        qg_json_member_string(out, "reading", reading->reading);
        qg_json_member_string(out, "value", reading->value);
        qg_json_member_string(out, "outcome", qg_str_of(qg_outcome_name(reading->outcome)));
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void citation(const struct qg_program *program, const struct qg_finding *finding,
                     struct qg_text *out) {
    if (finding->rule == QG_NONE) {
        qg_text_addz(out, "\"act\": null, \"paragraph\": null, \"rule\": \"data\"");
        qg_json_member_string(out, "code", finding->data_code);
        return;
    }
    const struct qg_rule *rule = &program->rules[finding->rule];
    qg_json_member_string(out, "act", program->acts[rule->act].name);
    qg_json_member_string(out, "paragraph", rule->paragraph);
    qg_json_member_string(out, "rule", rule->id);
    if (rule->amendment != QG_NONE)
        qg_json_member_string(out, "amended_by", program->amendments[rule->amendment].name);
}

static void excuse(const struct qg_excuse *excuse, struct qg_text *out) {
    static const char *const kinds[] = {
        [QG_EXCUSE_BASELINE] = "baseline", [QG_EXCUSE_EXCEPTION] = "exception"};
    if (excuse == NULL)
        return;
    qg_json_member(out, "excused");
    qg_text_char(out, '{');
    qg_json_member_string(out, "by", qg_str_of(kinds[excuse->kind]));
    if (excuse->kind == QG_EXCUSE_EXCEPTION) {
        qg_json_member_string(out, "reason", excuse->reason);
        qg_json_member_string(out, "owner", excuse->owner);
        qg_json_member(out, "expires");
        date_value(out, excuse->expires);
    }
    qg_text_char(out, '}');
}

void qg_json_finding_members(const struct qg_run_facts *facts, const struct qg_finding *finding,
                             struct qg_text *out) {
    const struct qg_program *program = facts->program;
    struct qg_str none = {0};
    citation(program, finding, out);
    qg_json_member_string(out, "outcome", qg_str_of(qg_outcome_name(finding->outcome)));
    member_or_null(out, "severity",
                   finding->severity == QG_NONE ? none
                                                : program->severities[finding->severity].name);
    qg_json_member_bool(out, "voids_meeting", finding->voids_meeting);
    subject(out, finding);
    qg_json_member_location(out, &finding->location);
    qg_json_member_string(out, "message", finding->message[facts->lang]);
    facts_members(out, finding);
    population_member(out, finding->together);
    qg_json_member_bool(out, "boundary", finding->boundary);
    qg_json_member_bool(out, "reading_dependent", finding->reading_dependent);
    qg_json_readings(out, finding);
    member_or_null(out, "remark", finding->remark[facts->lang]);
    member_or_null(out, "category", finding->category);
    member_or_null(out, "silenced_by",
                   finding->silenced_by == QG_NONE ? none
                                                   : program->rules[finding->silenced_by].id);
    excuse(finding->excused, out);
}

void qg_json_finding(const struct qg_run_facts *facts, const struct qg_finding *finding,
                     struct qg_text *out) {
    qg_text_char(out, '{');
    qg_json_finding_members(facts, finding, out);
    qg_text_char(out, '}');
}

// ---- verdict, summary ----

// Without its closing brace.
static void raised_one(const struct qg_run_facts *facts, const struct qg_raised *raised,
                       struct qg_text *out) {
    const struct qg_flag *flag = &facts->program->flags[raised->flag];
    qg_text_char(out, '{');
    qg_json_member_string(out, "act", facts->program->acts[flag->act].name);
    qg_json_member_string(out, "paragraph", flag->paragraph);
    qg_json_member_string(out, "flag", flag->id);
    qg_json_member_bool(out, "priority", flag->priority);
    qg_json_member_string(out, "remark", raised->remark[facts->lang]);
}

static void raised(const struct qg_run_facts *facts, const struct qg_verdict *verdict,
                   struct qg_text *out) {
    qg_json_member_bool(out, "priority", verdict->priority);
    qg_json_member(out, "flags");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < verdict->flag_count; i++) {
        comma(out, i);
        raised_one(facts, &verdict->flags[i], out);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

// What is to be done, with the day by which; null where that is not known.
static void remedies(const struct qg_run_facts *facts, const struct qg_verdict *verdict,
                     struct qg_text *out) {
    const struct qg_raised *first = verdict->flags + verdict->flag_count;
    if (verdict->remedy_count == 0)
        return;
    qg_json_member(out, "remedies");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < verdict->remedy_count; i++) {
        comma(out, i);
        raised_one(facts, &first[i], out);
        qg_json_member(out, "by");
        date_value(out, first[i].due);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

void qg_json_verdict_members(const struct qg_run_facts *facts, const struct qg_verdict *verdict,
                             struct qg_text *out) {
    const struct qg_program *program = facts->program;
    struct qg_str none = {0};
    member_or_null(out, "record", verdict->record);
    member_or_null(out, "certification", verdict->certification.id);
    qg_json_member_string(out, "verdict", qg_str_of(qg_verdict_name(verdict->kind)));
    member_or_null(out, "strongest",
                   verdict->strongest == QG_NONE ? none
                                                 : program->severities[verdict->strongest].name);
    qg_json_member(out, "grounds");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < verdict->ground_count; i++) {
        comma(out, i);
        qg_json_quote(out, program->rules[verdict->grounds[i]].id);
    }
    qg_text_char(out, ']');
    raised(facts, verdict, out);
    remedies(facts, verdict, out);
}

void qg_json_verdict(const struct qg_run_facts *facts, const struct qg_verdict *verdict,
                     struct qg_text *out) {
    qg_text_char(out, '{');
    qg_json_verdict_members(facts, verdict, out);
    qg_text_char(out, '}');
}

// What the versions of a rule come to together.
static uint64_t sum(const struct qg_tally *tally, uint32_t first, uint32_t end,
                    enum qg_outcome outcome) {
    uint64_t count = 0;
    for (uint32_t i = first; i < end; i++)
        count += tally->by_rule[i][outcome];
    return count;
}

static void by_rule(const struct qg_program *program, const struct qg_tally *tally,
                    struct qg_text *out) {
    static const enum qg_outcome order[] = {QG_VIOLATED, QG_UNDETERMINED,   QG_SATISFIED,
                                            QG_EXEMPT,   QG_NOT_APPLICABLE, QG_NOT_IN_FORCE};
    qg_json_member(out, "by_rule");
    qg_text_char(out, '{');
    for (uint32_t i = 0, end; i < program->rule_count; i = end) {
        end = qg_rule_versions_end(program, i);
        named(out, program->rules[i].id);
        qg_text_char(out, '{');
        for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
            qg_json_member_count(out, qg_outcome_name(order[k]), sum(tally, i, end, order[k]));
        qg_text_char(out, '}');
    }
    qg_text_char(out, '}');
}

// How many of the findings are excused, where some are.
static void excused(const struct qg_tally *tally, struct qg_text *out) {
    uint64_t violated = tally->excused[QG_VIOLATED], open = tally->excused[QG_UNDETERMINED];
    if (violated == 0 && open == 0 && tally->excused_data == 0)
        return;
    qg_text_addz(out, ", \"excused\": {");
    qg_json_member_count(out, "violated", violated);
    qg_json_member_count(out, "undetermined", open);
    qg_json_member_count(out, "data", tally->excused_data);
    qg_text_char(out, '}');
}

void qg_json_summary(const struct qg_run_facts *facts, const struct qg_tally *tally,
                     struct qg_text *out) {
    qg_text_char(out, '{');
    qg_json_member_count(out, "records", tally->records);
    qg_json_member_count(out, "not_audited", tally->not_audited);
    qg_json_member_count(out, "unreadable", tally->unreadable);
    qg_json_member_count(out, "certifications", tally->certifications);
    qg_text_addz(out, ", \"verdicts\": {");
    qg_json_member_count(out, "recertification_warranted", tally->verdicts[QG_VERDICT_WARRANTED]);
    qg_json_member_count(out, "undetermined", tally->verdicts[QG_VERDICT_UNDETERMINED]);
    qg_json_member_count(out, "clean", tally->verdicts[QG_VERDICT_CLEAN]);
    qg_text_char(out, '}');
    qg_json_member_count(out, "priority", tally->priorities);
    qg_text_addz(out, ", \"findings\": {");
    qg_json_member_count(out, "violated", tally->findings[QG_VIOLATED]);
    qg_json_member_count(out, "undetermined", tally->findings[QG_UNDETERMINED]);
    qg_json_member_count(out, "data", tally->data_findings);
    qg_text_char(out, '}');
    excused(tally, out);
    by_rule(facts->program, tally, out);
    qg_text_char(out, '}');
}
