// SPDX-License-Identifier: Apache-2.0

#include "profile_report.h"

#include "facts.h"
#include "json_parts.h"
#include "shown.h"

#include <inttypes.h>

const char *const qg_profile_formats[] = {"text", "json", NULL};

static uint32_t count_of(const struct qg_profile_facts *facts, enum qg_profile_part part) {
    return facts->rows->first[part + 1] - facts->rows->first[part];
}

static uint32_t shown_of(const struct qg_profile_facts *facts, enum qg_profile_part part) {
    uint32_t count = count_of(facts, part);
    return facts->top > 0 && facts->top < count ? facts->top : count;
}

static const struct qg_profile_row *row_at(const struct qg_profile_facts *facts,
                                           enum qg_profile_part part, uint32_t at) {
    return &facts->rows->all.at[facts->rows->first[part] + at];
}

// ---- Text --------------------------------------------------------------------------------------

// What the third column counts.
static const char *const times_of[] = {"judged", "asked", "asked", "runs"};

static double share(const struct qg_profile_facts *facts, uint64_t steps) {
    return facts->rows->steps > 0 ? 100.0 * (double)steps / (double)facts->rows->steps : 0;
}

static void add_rule(const struct qg_program *program, uint32_t index, struct qg_text *out) {
    const struct qg_rule *rule = &program->rules[index];
    qg_shown_add(out, rule->id);
    qg_text_addz(out, ", ");
    qg_shown_add(out, program->acts[rule->act].name);
    qg_text_char(out, ' ');
    qg_shown_add(out, rule->paragraph);
    if (rule->amendment == QG_NONE)
        return;
    qg_text_addz(out, " as of ");
    qg_shown_add(out, program->amendments[rule->amendment].name);
}

// Scopes are told apart by the rules that hang there.
static void add_scope(const struct qg_program *program, uint32_t index, struct qg_text *out) {
    const struct qg_scope *scope = &program->scopes[index];
    qg_profile_scope_name(program, index, out);
    if (scope->rule_count == 0)
        return;
    qg_text_addz(out, ", of ");
    qg_shown_add(out, program->rules[program->scope_rules[scope->first_rule]].id);
    if (scope->rule_count > 1)
        qg_text_printf(out, " and %" PRIu32 " more", scope->rule_count - 1);
}

static void add_name(const struct qg_profile_facts *facts, const struct qg_profile_row *row,
                     struct qg_text *out) {
    const struct qg_program *program = facts->rows->program;
    switch (row->part) {
    case QG_PROFILE_RULES:
        add_rule(program, row->index, out);
        break;
    case QG_PROFILE_SCOPES:
        add_scope(program, row->index, out);
        break;
    case QG_PROFILE_OTHERS:
        qg_text_addz(out, qg_profile_other_name(row->index));
        break;
    default:
        qg_shown_add(out, program->functions[row->index].name);
    }
}

// The time of a definition is that of who asked.
static bool has_time(const struct qg_profile_facts *facts, enum qg_profile_part part) {
    return facts->timed && part != QG_PROFILE_DEFINITIONS;
}

static void add_row(const struct qg_profile_facts *facts, const struct qg_profile_row *row,
                    struct qg_text *out) {
    double each = row->times > 0 ? (double)row->steps / (double)row->times : 0;
    qg_text_printf(out, "%14" PRIu64 " %6.1f %% %11" PRIu64 " %9.1f", row->steps,
                   share(facts, row->steps), row->times, each);
    if (has_time(facts, row->part))
        qg_text_printf(out, " %9.3f", (double)qg_profile_row_time(row) / 1e6);
    qg_text_addz(out, "  ");
    add_name(facts, row, out);
    qg_text_char(out, '\n');
}

static void add_rest(const struct qg_profile_facts *facts, enum qg_profile_part part,
                     struct qg_text *out) {
    uint32_t shown = shown_of(facts, part), count = count_of(facts, part);
    uint64_t steps = 0;
    for (uint32_t i = shown; i < count; i++)
        steps += row_at(facts, part, i)->steps;
    if (shown < count)
        qg_text_printf(out, "%14" PRIu64 " %6.1f %%  and %" PRIu32 " more\n", steps,
                       share(facts, steps), count - shown);
}

static void add_part(const struct qg_profile_facts *facts, enum qg_profile_part part,
                     struct qg_text *out) {
    if (count_of(facts, part) == 0)
        return;
    qg_text_printf(out, "\n%14s %8s %11s %9s", "steps", "share", times_of[part], "each");
    if (has_time(facts, part))
        qg_text_printf(out, " %9s", "ms");
    qg_text_printf(out, "  %s\n", qg_profile_part_name(part));
    for (uint32_t i = 0; i < shown_of(facts, part); i++)
        add_row(facts, row_at(facts, part, i), out);
    add_rest(facts, part, out);
}

static void report_text(const struct qg_profile_facts *facts, struct qg_text *out) {
    uint64_t each = facts->records > 0 ? facts->rows->steps / facts->records : 0;
    qg_text_printf(out, "records: %" PRIu64 "; steps: %" PRIu64 ", %" PRIu64 " a record\n",
                   facts->records, facts->rows->steps, each);
    for (int part = 0; part < QG_PROFILE_PARTS; part++)
        add_part(facts, (enum qg_profile_part)part, out);
}

// ---- JSON --------------------------------------------------------------------------------------

static void json_rule(const struct qg_program *program, uint32_t index, struct qg_text *out) {
    const struct qg_rule *rule = &program->rules[index];
    qg_json_member_string(out, "rule", rule->id);
    qg_json_member_string(out, "act", program->acts[rule->act].name);
    qg_json_member_string(out, "paragraph", rule->paragraph);
    if (rule->amendment != QG_NONE)
        qg_json_member_string(out, "amendment", program->amendments[rule->amendment].name);
}

// The rules that hang on a scope.
static void json_rules(const struct qg_program *program, uint32_t index, struct qg_text *out) {
    const struct qg_scope *scope = &program->scopes[index];
    qg_json_member(out, "rules");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < scope->rule_count; i++) {
        qg_text_addz(out, i > 0 ? ", " : "");
        qg_json_quote(out, program->rules[program->scope_rules[scope->first_rule + i]].id);
    }
    qg_text_char(out, ']');
}

static void json_name(const struct qg_program *program, const struct qg_profile_row *row,
                      struct qg_text *out) {
    struct qg_text scope = {0};
    switch (row->part) {
    case QG_PROFILE_RULES:
        json_rule(program, row->index, out);
        break;
    case QG_PROFILE_SCOPES:
        qg_profile_scope_name(program, row->index, &scope);
        qg_json_member_string(out, "scope", qg_text_str(&scope));
        qg_json_member_string(out, "act", program->acts[program->scopes[row->index].act].name);
        json_rules(program, row->index, out);
        out->failed = out->failed || scope.failed;
        qg_text_free(&scope);
        break;
    case QG_PROFILE_OTHERS:
        qg_json_member_string(out, "kind", qg_str_of(qg_profile_other_name(row->index)));
        break;
    default:
        qg_json_member_string(out, "definition", program->functions[row->index].name);
    }
}

static void json_row(const struct qg_profile_facts *facts, const struct qg_profile_row *row,
                     struct qg_text *out) {
    qg_text_char(out, '{');
    json_name(facts->rows->program, row, out);
    qg_json_member_count(out, "steps", row->steps);
    qg_json_member_count(out, times_of[row->part], row->times);
    if (has_time(facts, row->part))
        qg_json_member_count(out, "nanoseconds", qg_profile_row_time(row));
    qg_text_char(out, '}');
}

static void json_part(const struct qg_profile_facts *facts, enum qg_profile_part part,
                      struct qg_text *out) {
    qg_json_member(out, qg_profile_part_name(part));
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < shown_of(facts, part); i++) {
        qg_text_addz(out, i > 0 ? ",\n  " : "\n  ");
        json_row(facts, row_at(facts, part, i), out);
    }
    qg_text_char(out, ']');
}

static void report_json(const struct qg_profile_facts *facts, struct qg_text *out) {
    qg_text_char(out, '{');
    qg_json_member_count(out, "records", facts->records);
    qg_json_member_count(out, "steps", facts->rows->steps);
    for (int part = 0; part < QG_PROFILE_PARTS; part++)
        json_part(facts, (enum qg_profile_part)part, out);
    qg_text_addz(out, "}\n");
}

void qg_profile_report(enum qg_profile_format format, const struct qg_profile_facts *facts,
                       struct qg_text *out) {
    if (format == QG_PROFILE_JSON)
        report_json(facts, out);
    else
        report_text(facts, out);
}
