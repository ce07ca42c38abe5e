// SPDX-License-Identifier: Apache-2.0
//
// SARIF asks of each result what kind it is (3.27.9). What is violated is a `fail`. An undetermined
// rule is `open`, "insufficient information to decide whether a problem exists", where facts are
// missing; it is for `review` by a person where nothing is missing and the readings disagree.

#include "sarif_parts.h"

#include "annotation.h"
#include "data.h"
#include "identity.h"
#include "json_parts.h"
#include "uri.h"
#include "words.h"

#include "facts.h"

#include <inttypes.h>

// Of the related locations of a result GitHub shows a hundred.
enum { RELATED = 100 };

static const char *kind_of(const struct qg_finding *f) {
    static const char *const kinds[QG_OUTCOMES] = {
        [QG_SATISFIED] = "pass",
        [QG_VIOLATED] = "fail",
        [QG_UNDETERMINED] = "open",
        [QG_EXEMPT] = "notApplicable",
        [QG_NOT_APPLICABLE] = "notApplicable",
        [QG_NOT_IN_FORCE] = "notApplicable",
    };
    bool by_reading = f->reading_dependent && f->missing_count == 0;
    return f->outcome == QG_UNDETERMINED && by_reading ? "review" : kinds[f->outcome];
}

static uint32_t data_index(struct qg_str code) {
    uint32_t i = 0;
    while (i + 1 < QG_DATA_CODES && !qg_str_equal(qg_data_code((enum qg_data_code)i), code))
        i++;
    return i;
}

static void rule(const struct qg_run_facts *facts, const struct qg_sarif_index *index,
                 const struct qg_finding *f, struct qg_text *out) {
    bool data = f->rule == QG_NONE;
    qg_json_member_string(out, "ruleId", data ? f->data_code : facts->program->rules[f->rule].id);
    qg_json_member_count(out, "ruleIndex",
                         data ? index->rules + data_index(f->data_code)
                              : index->descriptors[f->rule]);
    qg_json_member_string(out, "kind", qg_str_of(kind_of(f)));
    const char *level =
        f->outcome == QG_VIOLATED ? qg_level_name(qg_level_of(facts->program, f)) : "none";
    qg_json_member_string(out, "level", qg_str_of(level));
}

// ---- places ----

static void physical(struct qg_text *out, const struct qg_location *at) {
    struct qg_text uri = {0};
    if (at->file.len == 0)
        return;
    qg_uri_add(&uri, at->file);
    qg_json_member(out, "physicalLocation");
    qg_text_addz(out, "{\"artifactLocation\": {");
    qg_json_member_string(out, "uri", qg_text_str(&uri));
    qg_text_char(out, '}');
    if (at->line > 0)
        qg_text_printf(out,
                       ", \"region\": {\"startLine\": %" PRIu64 ", \"startColumn\": %" PRIu32 "}",
                       at->line, at->column > 0 ? at->column : 1);
    qg_text_char(out, '}');
    out->failed = out->failed || uri.failed;
    qg_text_free(&uri);
}

static void logical(struct qg_text *out, struct qg_str name, struct qg_str whole,
                    struct qg_str kind) {
    bool first = out->len > 0 && out->at[out->len - 1] == '[';
    qg_text_addz(out, first ? "{" : ", {");
    if (name.len > 0)
        qg_json_member_string(out, "name", name);
    qg_json_member_string(out, "fullyQualifiedName", whole);
    qg_json_member_string(out, "kind", kind);
    qg_text_char(out, '}');
}

static struct qg_str last_token(struct qg_str pointer) {
    size_t from = pointer.len;
    while (from > 0 && pointer.at[from - 1] != '/')
        from--;
    return qg_str_slice(pointer, from, pointer.len);
}

// The element that it is about, by the chain of elements down to it, and the value in the record.
static void logicals(const struct qg_finding *f, const struct qg_location *at,
                     struct qg_text *out) {
    struct qg_text whole = {0};
    const struct qg_subject *last = f->subject_count > 0 ? &f->subject[f->subject_count - 1] : NULL;
    qg_identity_subject(f, &whole);
    qg_json_member(out, "logicalLocations");
    qg_text_char(out, '[');
    struct qg_str noun = last != NULL ? last->noun : QG_STR("together");
    logical(out, last != NULL ? last->id : (struct qg_str){0}, qg_text_str(&whole),
            noun.len > 0 ? noun : QG_STR("record"));
    if (at->pointer.len > 0)
        logical(out, last_token(at->pointer), at->pointer, QG_STR("value"));
    qg_text_char(out, ']');
    out->failed = out->failed || whole.failed;
    qg_text_free(&whole);
}

static void locations(const struct qg_finding *f, struct qg_text *out) {
    const struct qg_location *at = qg_shown_place(f);
    qg_json_member(out, "locations");
    qg_text_addz(out, "[{");
    physical(out, at);
    logicals(f, at, out);
    qg_text_addz(out, "}]");
}

// A fact, in its own record or another one. Its line is known only there.
static void fact(struct qg_text *out, const struct qg_finding *f, uint32_t i) {
    const struct qg_fact *fact = &f->evidence[i];
    struct qg_location at = {.file = f->location.file};
    struct qg_text says = {0};
    if (fact->elsewhere != NULL)
        at = fact->elsewhere->location;
    qg_text_addz(out, i > 0 ? ", {" : "{");
    qg_json_member_count(out, "id", i + 1);
    physical(out, &at);
    qg_json_member(out, "logicalLocations");
    qg_text_char(out, '[');
    logical(out, last_token(fact->pointer), fact->pointer, QG_STR("value"));
    qg_text_addz(out, "], \"message\": {");
    qg_text_printf(&says, "%.*s: %.*s", QG_STR_ARG(fact->pointer), QG_STR_ARG(fact->value));
    qg_sarif_text(out, "text", qg_text_str(&says));
    qg_text_addz(out, "}}");
    out->failed = out->failed || says.failed;
    qg_text_free(&says);
}

static void related(const struct qg_finding *f, struct qg_text *out) {
    if (f->evidence_count == 0)
        return;
    qg_json_member(out, "relatedLocations");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < f->evidence_count && i < RELATED; i++)
        fact(out, f, i);
    qg_text_char(out, ']');
}

// ---- the rest ----

// The second one is what GitHub goes by: its own would be made of the line's text, which says
// nothing of the record.
static void fingerprints(struct qg_text *out, const char *fingerprint, uint32_t occurrence) {
    enum { SHORT = 16 }; // digits, as many as GitHub's own
    qg_json_member(out, "partialFingerprints");
    qg_text_printf(out,
                   "{\"qagida/v1\": \"%s\", \"primaryLocationLineHash\": \"%.*s:%" PRIu32 "\"}",
                   fingerprint, SHORT, fingerprint, occurrence);
}

// Either every result of a run says whether it is suppressed, or none does.
static void suppressions(const struct qg_run_facts *facts, const struct qg_finding *f,
                         struct qg_text *out) {
    struct qg_text why = {0};
    qg_json_member(out, "suppressions");
    if (f->silenced_by != QG_NONE)
        qg_text_printf(&why, "%s: %.*s", qg_word(QG_WORD_SILENCED_BY, facts->lang),
                       QG_STR_ARG(facts->program->rules[f->silenced_by].id));
    else if (f->excused != NULL)
        qg_excuse_add(f->excused, facts->lang, &why);
    qg_text_char(out, '[');
    if (why.len > 0) {
        qg_text_addz(out, "{\"kind\": \"external\", \"status\": \"accepted\"");
        qg_json_member_string(out, "justification", qg_text_str(&why));
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
    if (f->excused != NULL && f->excused->kind == QG_EXCUSE_BASELINE)
        qg_json_member_string(out, "baselineState", QG_STR("unchanged"));
    out->failed = out->failed || why.failed;
    qg_text_free(&why);
}

static void missing(const struct qg_finding *f, struct qg_text *out) {
    if (f->missing_count == 0)
        return;
    qg_json_member(out, "missing");
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < f->missing_count; i++) {
        qg_text_addz(out, i > 0 ? ", " : "");
        qg_json_quote(out, f->missing[i]);
    }
    qg_text_char(out, ']');
}

static void optional(struct qg_text *out, const char *name, struct qg_str value) {
    if (value.len > 0)
        qg_json_member_string(out, name, value);
}

// What SARIF has no member for, under the names of the JSON report.
static void properties(const struct qg_run_facts *facts, const struct qg_finding *f,
                       struct qg_text *out) {
    const struct qg_program *program = facts->program;
    qg_json_member(out, "properties");
    qg_text_char(out, '{');
    qg_json_member_string(out, "outcome", qg_str_of(qg_outcome_name(f->outcome)));
    if (f->severity != QG_NONE)
        qg_json_member_string(out, "severity", program->severities[f->severity].name);
    if (f->rule != QG_NONE && program->rules[f->rule].amendment != QG_NONE)
        qg_json_member_string(out, "amended_by",
                              program->amendments[program->rules[f->rule].amendment].name);
    qg_json_member_bool(out, "voids_meeting", f->voids_meeting);
    qg_json_member_bool(out, "boundary", f->boundary);
    qg_json_member_bool(out, "reading_dependent", f->reading_dependent);
    if (f->reading_count > 0)
        qg_json_readings(out, f);
    missing(f, out);
    optional(out, "remark", f->remark[facts->lang]);
    optional(out, "category", f->category);
    if (f->evidence_count > RELATED)
        qg_json_member_count(out, "evidence_left_out", f->evidence_count - RELATED);
    qg_text_char(out, '}');
}

static void message(const struct qg_run_facts *facts, const struct qg_finding *f,
                    struct qg_text *out) {
    struct qg_text says = {0};
    qg_says_add(f, facts->lang, SIZE_MAX, &says);
    qg_json_member(out, "message");
    qg_text_char(out, '{');
    qg_sarif_text(out, "text", qg_text_str(&says));
    qg_text_char(out, '}');
    out->failed = out->failed || says.failed;
    qg_text_free(&says);
}

void qg_sarif_result(const struct qg_run_facts *facts, const struct qg_sarif_index *index,
                     const struct qg_finding *finding, const char *fingerprint, uint32_t occurrence,
                     struct qg_text *out) {
    qg_text_char(out, '{');
    rule(facts, index, finding, out);
    message(facts, finding, out);
    locations(finding, out);
    related(finding, out);
    fingerprints(out, fingerprint, occurrence);
    suppressions(facts, finding, out);
    properties(facts, finding, out);
    qg_text_char(out, '}');
}
