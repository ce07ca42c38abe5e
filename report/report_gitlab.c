// SPDX-License-Identifier: Apache-2.0
//
// `gitlab`: a Code Quality report, of which a merge request shows what came and what went. GitLab
// compares the reports of two branches by their fingerprints, so what is excused is in it too, as
// `info`; left out it would be shown as resolved. It takes one of several findings with the same
// fingerprint, so that the second one has its number behind it.

#include "writer.h"

#include "annotation.h"
#include "identity.h"
#include "json_parts.h"
#include "occurrence.h"
#include "uri.h"
#include "words.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MESSAGE_LIMIT = 4000 };

struct gitlab_state {
    struct qg_prints seen;
    uint64_t issues;
};

// GitLab's five words. A void meeting and the gravest of severities block; what is not yet known,
// and what somebody answers for, informs.
static const char *severity(const struct qg_program *program, const struct qg_finding *f) {
    static const char *const words[QG_LEVELS] = {"critical", "major", "minor"};
    enum qg_annotation_level level = qg_level_of(program, f);
    if (!qg_is_due(f) || f->outcome != QG_VIOLATED)
        return "info";
    bool gravest = f->voids_meeting || f->severity == 0;
    return level == QG_LEVEL_ERROR && gravest ? "blocker" : words[level];
}

static void description(const struct qg_writer *w, const struct qg_finding *f,
                        struct qg_text *out) {
    struct qg_text says = {0};
    qg_text_printf(&says, "%s: ", qg_word_outcome(f->outcome, w->facts->lang));
    qg_says_add(f, w->facts->lang, MESSAGE_LIMIT, &says);
    qg_text_addz(&says, " [");
    qg_identity_citation(w->facts->program, f, &says);
    qg_text_char(&says, ']');
    if (f->excused != NULL) {
        qg_text_addz(&says, " – ");
        qg_excuse_add(f->excused, w->facts->lang, &says);
    }
    qg_json_member_string(out, "description", qg_text_str(&says));
    out->failed = out->failed || says.failed;
    qg_text_free(&says);
}

static void check_name(const struct qg_writer *w, const struct qg_finding *f, struct qg_text *out) {
    struct qg_text name = {0};
    qg_identity_rule(w->facts->program, f, &name);
    qg_json_member_string(out, "check_name", qg_text_str(&name));
    out->failed = out->failed || name.failed;
    qg_text_free(&name);
}

static enum qg_fault fingerprint(struct qg_writer *w, const struct qg_finding *f) {
    struct gitlab_state *state = w->state;
    char digest[QG_SHA256_HEX + 1];
    uint32_t occurrence;
    if (!qg_identity_digest(w->facts->program, f, digest))
        return QG_FAULT_MEMORY;
    enum qg_fault fault = qg_occurrence_count(&state->seen, digest, &occurrence);
    if (fault != QG_OK)
        return fault;
    qg_json_member(&w->text, "fingerprint");
    qg_text_printf(&w->text, "\"%s", digest);
    if (occurrence > 1)
        qg_text_printf(&w->text, "-%" PRIu32, occurrence);
    qg_text_char(&w->text, '"');
    return QG_OK;
}

// GitLab takes no issue without a path and a line.
static void location(struct qg_text *out, const struct qg_location *at) {
    struct qg_text path = {0};
    qg_tree_path_add(&path, at->file.len > 0 ? at->file : QG_STR("-"));
    qg_json_member(out, "location");
    qg_text_char(out, '{');
    qg_json_member_string(out, "path", qg_text_str(&path));
    qg_text_printf(out, ", \"lines\": {\"begin\": %" PRIu64 "}}", at->line > 0 ? at->line : 1);
    out->failed = out->failed || path.failed;
    qg_text_free(&path);
}

static enum qg_fault begin(struct qg_writer *w) {
    w->state = calloc(1, sizeof(struct gitlab_state));
    qg_text_char(&w->text, '[');
    return w->state == NULL ? QG_FAULT_MEMORY : QG_OK;
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    struct gitlab_state *state = w->state;
    if (!qg_is_due(f) && f->excused == NULL)
        return QG_OK;
    qg_text_addz(&w->text, state->issues++ > 0 ? ",\n {" : "\n {");
    description(w, f, &w->text);
    check_name(w, f, &w->text);
    enum qg_fault fault = fingerprint(w, f);
    qg_json_member_string(&w->text, "severity", qg_str_of(severity(w->facts->program, f)));
    location(&w->text, qg_shown_place(f));
    qg_text_char(&w->text, '}');
    return fault == QG_OK ? qg_writer_flush(w, false) : fault;
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    (void)w, (void)v; // the format has no place for it
    return QG_OK;
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    (void)tally;
    qg_text_addz(&w->text, "]\n");
    return qg_writer_flush(w, true);
}

static void release(struct qg_writer *w) {
    struct gitlab_state *state = w->state;
    if (state != NULL)
        qg_prints_free(&state->seen);
    free(state);
}

void qg_gitlab_writer(struct qg_writer *w) {
    w->begin = begin;
    w->finding = finding;
    w->verdict = verdict;
    w->end = end;
    w->free = release;
}
