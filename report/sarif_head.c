// SPDX-License-Identifier: Apache-2.0

#include "sarif_parts.h"

#include "annotation.h"
#include "data.h"
#include "json_parts.h"
#include "words.h"

#include "facts.h"

#include <inttypes.h>
#include <stdlib.h>

// ---- the index ----

enum qg_fault qg_sarif_index_init(struct qg_sarif_index *index, const struct qg_program *program) {
    *index = (struct qg_sarif_index){0};
    index->descriptors = calloc((size_t)program->rule_count + 1, sizeof *index->descriptors);
    if (index->descriptors == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0, end; i < program->rule_count; i = end) {
        end = qg_rule_versions_end(program, i);
        for (uint32_t k = i; k < end; k++)
            index->descriptors[k] = index->rules;
        index->rules++;
    }
    return QG_OK;
}

void qg_sarif_index_free(struct qg_sarif_index *index) {
    free(index->descriptors);
}

// ---- text ----

// "{" and "}" are doubled, and a "]" that a "(" follows is moved away from it.
void qg_sarif_text(struct qg_text *out, const char *member, struct qg_str text) {
    struct qg_text safe = {0};
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        qg_text_char(&safe, c);
        if (c == '{' || c == '}')
            qg_text_char(&safe, c);
        if (c == ']' && i + 1 < text.len && text.at[i + 1] == '(')
            qg_text_char(&safe, ' ');
    }
    qg_json_member_string(out, member, qg_text_str(&safe));
    out->failed = out->failed || safe.failed;
    qg_text_free(&safe);
}

// A message with a text only.
static void message(struct qg_text *out, const char *member, struct qg_str text) {
    qg_json_member(out, member);
    qg_text_char(out, '{');
    qg_sarif_text(out, "text", text);
    qg_text_char(out, '}');
}

// ---- descriptors ----

// What is said in one phrase; code scanning wants all three of them.
static void say_thrice(struct qg_text *out, struct qg_str text) {
    message(out, "shortDescription", text);
    message(out, "fullDescription", text);
    message(out, "help", text);
}

// "P46-a" becomes "RuleP46a": viewers expect a name of words that begin with capitals, other than
// the id.
static void name(struct qg_text *out, const char *kind, struct qg_str id) {
    struct qg_text joined = {0};
    qg_text_addz(&joined, kind);
    size_t begun = joined.len;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.at[i];
        bool first = joined.len == begun, lower = c >= 'a' && c <= 'z',
             upper = c >= 'A' && c <= 'Z';
        if (first && lower)
            c = (char)(c - 'a' + 'A');
        if (!first && upper)
            c = (char)(c - 'A' + 'a');
        if (lower || upper || (c >= '0' && c <= '9') || (c & 0x80) != 0)
            qg_text_char(&joined, c);
    }
    qg_json_member_string(out, "name", qg_text_str(&joined));
    out->failed = out->failed || joined.failed;
    qg_text_free(&joined);
}

// "order_300, paragraph 46; RC1: able to change the outcome"
static void citation(const struct qg_run_facts *facts, const struct qg_rule *rule,
                     struct qg_text *out) {
    const struct qg_program *program = facts->program;
    qg_text_add(out, program->acts[rule->act].name);
    qg_text_addz(out, ", ");
    qg_paragraph_add(rule->paragraph, facts->lang, out);
    if (qg_own_severity(rule) == QG_NONE)
        return;
    const struct qg_severity *severity = &program->severities[qg_own_severity(rule)];
    struct qg_str means = qg_phrase_in(&severity->title, facts->lang);
    qg_text_addz(out, "; ");
    qg_text_add(out, severity->name);
    qg_text_addz(out, means.len > 0 ? ": " : "");
    qg_text_add(out, means);
}

// The duty in full, what it is part of, how much it weighs, and how to learn more.
static void help(const struct qg_run_facts *facts, const struct qg_rule *rule, struct qg_str duty,
                 struct qg_text *out) {
    static const char *const marks[2][2] = {{"", ""}, {"**", "`"}};
    struct qg_text text = {0};
    qg_json_member(out, "help");
    qg_text_char(out, '{');
    for (int markdown = 0; markdown < 2; markdown++) {
        qg_text_clear(&text);
        qg_text_addz(&text, marks[markdown][0]);
        qg_text_add(&text, duty);
        qg_text_printf(&text, "%s\n\n", marks[markdown][0]);
        citation(facts, rule, &text);
        qg_text_printf(&text, "\n\n%sqagida explain %.*s%s", marks[markdown][1],
                       QG_STR_ARG(rule->id), marks[markdown][1]);
        qg_sarif_text(out, markdown ? "markdown" : "text", qg_text_str(&text));
    }
    qg_text_char(out, '}');
    out->failed = out->failed || text.failed;
    qg_text_free(&text);
}

static void descriptions(const struct qg_run_facts *facts, const struct qg_rule *rule,
                         struct qg_text *out) {
    struct qg_text duty = {0}, full = {0};
    qg_duty_add(facts->program, rule, facts->lang, &duty);
    if (duty.len == 0)
        qg_text_add(&duty, rule->id);
    qg_text_add(&full, qg_text_str(&duty));
    qg_text_addz(&full, " (");
    citation(facts, rule, &full);
    qg_text_addz(&full, ")");
    message(out, "shortDescription", qg_text_str(&duty));
    message(out, "fullDescription", qg_text_str(&full));
    help(facts, rule, qg_text_str(&duty), out);
    out->failed = out->failed || duty.failed || full.failed;
    qg_text_free(&duty);
    qg_text_free(&full);
}

static void configuration(struct qg_text *out, enum qg_annotation_level level) {
    qg_json_member(out, "defaultConfiguration");
    qg_text_char(out, '{');
    qg_json_member_string(out, "level", qg_str_of(qg_level_name(level)));
    qg_text_char(out, '}');
}

// What GitHub calls "note" here.
static void problem_severity(struct qg_text *out, enum qg_annotation_level level) {
    const char *word = level == QG_LEVEL_NOTE ? "recommendation" : qg_level_name(level);
    qg_json_member_string(out, "problem.severity", qg_str_of(word));
}

static void rule_properties(const struct qg_program *program, const struct qg_rule *rule,
                            enum qg_annotation_level level, struct qg_text *out) {
    qg_json_member(out, "properties");
    qg_text_addz(out, "{\"tags\": [");
    qg_json_quote(out, program->acts[rule->act].name);
    qg_text_char(out, ']');
    problem_severity(out, level);
    qg_json_member_string(out, "paragraph", rule->paragraph);
    if (qg_own_severity(rule) != QG_NONE)
        qg_json_member_string(out, "severity", program->severities[qg_own_severity(rule)].name);
    qg_text_char(out, '}');
}

// ---- taxonomies ----

// Whether the rule at `at` is the first one of its paragraph: rules stand in order of citation.
static bool begins_paragraph(const struct qg_program *program, uint32_t at) {
    const struct qg_rule *rule = &program->rules[at];
    return at == 0 || rule[-1].act != rule->act ||
           !qg_str_equal(rule[-1].paragraph, rule->paragraph);
}

static void relationship(const struct qg_program *program, const struct qg_rule *rule,
                         uint32_t taxon, struct qg_text *out) {
    qg_json_member(out, "relationships");
    qg_text_addz(out, "[{\"target\": {");
    qg_json_member_string(out, "id", rule->paragraph);
    qg_json_member_count(out, "index", taxon);
    qg_text_addz(out, ", \"toolComponent\": {");
    qg_json_member_string(out, "name", program->acts[rule->act].name);
    qg_json_member_count(out, "index", (uint64_t)rule->act);
    qg_text_addz(out, "}}, \"kinds\": [\"relevant\"]}]");
}

static void taxon(const struct qg_run_facts *facts, const struct qg_rule *rule, bool first,
                  struct qg_text *out) {
    struct qg_text name = {0};
    qg_paragraph_add(rule->paragraph, facts->lang, &name);
    qg_text_addz(out, first ? "{" : ", {");
    qg_json_member_string(out, "id", rule->paragraph);
    message(out, "shortDescription", qg_text_str(&name));
    qg_text_char(out, '}');
    out->failed = out->failed || name.failed;
    qg_text_free(&name);
}

static void taxa(const struct qg_run_facts *facts, int32_t act, struct qg_text *out) {
    const struct qg_program *program = facts->program;
    bool first = true;
    qg_json_member(out, "taxa");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->rule_count; i++) {
        if (program->rules[i].act != act || !begins_paragraph(program, i))
            continue;
        taxon(facts, &program->rules[i], first, out);
        first = false;
    }
    qg_text_char(out, ']');
}

static void taxonomies(const struct qg_run_facts *facts, struct qg_text *out) {
    const struct qg_program *program = facts->program;
    qg_json_member(out, "taxonomies");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->act_count; i++) {
        const struct qg_act *act = &program->acts[i];
        struct qg_str title = qg_phrase_in(&act->title, facts->lang);
        qg_text_addz(out, i > 0 ? ",\n  {" : "\n  {");
        qg_json_member_string(out, "name", act->name);
        if (title.len > 0)
            message(out, "shortDescription", title);
        qg_json_member_bool(out, "isComprehensive", false);
        taxa(facts, (int32_t)i, out);
        qg_text_addz(out, ", \"properties\": {");
        qg_json_member_string(out, "number", act->number);
        qg_json_member_string(out, "digest", act->digest);
        qg_text_addz(out, "}}");
    }
    qg_text_char(out, ']');
}

static void supported(const struct qg_program *program, struct qg_text *out) {
    qg_json_member(out, "supportedTaxonomies");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->act_count; i++) {
        qg_text_addz(out, i > 0 ? ", {" : "{");
        qg_json_member_string(out, "name", program->acts[i].name);
        qg_json_member_count(out, "index", i);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

// ---- rules ----

static void rule(const struct qg_run_facts *facts, const struct qg_rule *r, uint32_t taxon,
                 struct qg_text *out) {
    enum qg_annotation_level level = qg_level_of_severity(facts->program, qg_own_severity(r));
    qg_text_char(out, '{');
    qg_json_member_string(out, "id", r->id);
    name(out, "Rule", r->id);
    descriptions(facts, r, out);
    configuration(out, level);
    relationship(facts->program, r, taxon, out);
    rule_properties(facts->program, r, level, out);
    qg_text_char(out, '}');
}

static void data_rule(const struct qg_run_facts *facts, enum qg_data_code code,
                      struct qg_text *out) {
    const struct qg_data_finding example = {
        .code = code, .found = QG_STR("…"), .expected = QG_STR("…"), .number = QG_DATA_LIMIT};
    enum qg_annotation_level level = qg_level_of_data(qg_data_code(code));
    struct qg_text text = {0};
    qg_data_message(&example, facts->lang, &text);
    qg_text_char(out, '{');
    qg_json_member_string(out, "id", qg_data_code(code));
    name(out, "Data", qg_data_code(code));
    say_thrice(out, qg_text_str(&text));
    configuration(out, level);
    qg_text_addz(out, ", \"properties\": {\"tags\": [\"data\"]");
    problem_severity(out, level);
    qg_text_addz(out, "}}");
    out->failed = out->failed || text.failed;
    qg_text_free(&text);
}

// Paragraphs are counted through within their act, as in `taxa`.
static void rules(const struct qg_run_facts *facts, struct qg_text *out) {
    const struct qg_program *program = facts->program;
    uint32_t written = 0, taxon = 0;
    qg_json_member(out, "rules");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->rule_count; i++) {
        bool same_act = i > 0 && program->rules[i - 1].act == program->rules[i].act;
        taxon = same_act ? taxon + begins_paragraph(program, i) : 0;
        if (i > 0 && qg_str_equal(program->rules[i - 1].id, program->rules[i].id))
            continue;
        qg_text_addz(out, written++ > 0 ? ",\n  " : "\n  ");
        rule(facts, &program->rules[i], taxon, out);
    }
    for (int i = 0; i < QG_DATA_CODES; i++) {
        qg_text_addz(out, written++ > 0 ? ",\n  " : "\n  ");
        data_rule(facts, (enum qg_data_code)i, out);
    }
    qg_text_char(out, ']');
}

// ---- notifications ----

static const struct {
    const char *id, *level;
    enum qg_word word;
} notices[QG_SARIF_NOTICES] = {
    [QG_SARIF_TOTALS] = {"totals", "note", QG_WORD_RECORDS},
    [QG_SARIF_NOT_AUDITED] = {"not_audited", "warning", QG_WORD_NOT_AUDITED},
    [QG_SARIF_UNREADABLE] = {"unreadable", "error", QG_WORD_UNREADABLE},
};

static void notice_descriptors(const struct qg_run_facts *facts, struct qg_text *out) {
    qg_json_member(out, "notifications");
    qg_text_char(out, '[');
    for (int i = 0; i < QG_SARIF_NOTICES; i++) {
        qg_text_addz(out, i > 0 ? ", {" : "{");
        qg_json_member_string(out, "id", qg_str_of(notices[i].id));
        name(out, "Notice", qg_str_of(notices[i].id));
        say_thrice(out, qg_str_of(qg_word(notices[i].word, facts->lang)));
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void notice(struct qg_text *out, enum qg_sarif_notice which, const struct qg_text *says) {
    qg_text_addz(out, which > 0 ? ", {" : "{");
    qg_json_member_string(out, "level", qg_str_of(notices[which].level));
    qg_text_addz(out, ", \"descriptor\": {");
    qg_json_member_string(out, "id", qg_str_of(notices[which].id));
    qg_json_member_count(out, "index", (uint64_t)which);
    qg_text_char(out, '}');
    message(out, "message", qg_text_str(says));
    qg_text_char(out, '}');
    out->failed = out->failed || says->failed;
}

static void count(const struct qg_run_facts *facts, enum qg_word word, uint64_t number,
                  struct qg_text *out) {
    qg_text_printf(out, "%s%s: %" PRIu64, out->len > 0 ? "; " : "", qg_word(word, facts->lang),
                   number);
}

void qg_sarif_invocation(const struct qg_run_facts *facts, const struct qg_tally *tally,
                         struct qg_text *out) {
    struct qg_text says = {0};
    qg_text_addz(out, "\"invocations\": [{");
    qg_json_member_bool(out, "executionSuccessful", tally->unreadable == 0 && tally->records > 0);
    qg_json_member(out, "toolExecutionNotifications");
    qg_text_char(out, '[');
    count(facts, QG_WORD_RECORDS, tally->records, &says);
    count(facts, QG_WORD_CERTIFICATIONS, tally->certifications, &says);
    count(facts, QG_WORD_VIOLATED, tally->findings[QG_VIOLATED], &says);
    count(facts, QG_WORD_UNDETERMINED, tally->findings[QG_UNDETERMINED], &says);
    count(facts, QG_WORD_DATA, tally->data_findings, &says);
    notice(out, QG_SARIF_TOTALS, &says);
    const uint64_t numbers[QG_SARIF_NOTICES] = {
        [QG_SARIF_NOT_AUDITED] = tally->not_audited, [QG_SARIF_UNREADABLE] = tally->unreadable};
    for (int i = QG_SARIF_NOT_AUDITED; i < QG_SARIF_NOTICES; i++) {
        qg_text_clear(&says);
        count(facts, notices[i].word, numbers[i], &says);
        if (numbers[i] > 0)
            notice(out, (enum qg_sarif_notice)i, &says);
    }
    qg_text_addz(out, "]}]");
    qg_text_free(&says);
}

void qg_sarif_head(const struct qg_run_facts *facts, struct qg_text *out) {
    qg_text_addz(out, "\"tool\": {\"driver\": {");
    qg_json_member_string(out, "name", QG_STR("qagida"));
    qg_json_member_string(out, "version", qg_str_of(facts->version));
    qg_json_member_string(out, "semanticVersion", qg_str_of(facts->version));
    supported(facts->program, out);
    notice_descriptors(facts, out);
    rules(facts, out);
    qg_text_addz(out, "}}");
    taxonomies(facts, out);
}
