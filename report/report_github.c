// SPDX-License-Identifier: Apache-2.0
//
// `github`: workflow commands for GitHub Actions, which become annotations beside the lines:
//
//     ::error file=export.ndjson,line=12,col=33,title=violated%3A order_300 46 P46-a::Three of …
//
// Of one step GitHub shows ten annotations of each level and drops the others without a word. So
// the first ten of each level are commands, the rest are plain lines of the log, and the last
// notice, whose place is kept free, says what all of it comes to. What is excused or silenced is no
// news.

#include "writer.h"

#include "annotation.h"
#include "identity.h"
#include "shown.h"
#include "uri.h"
#include "words.h"

#include <inttypes.h>
#include <stdlib.h>

enum { SHOWN_OF_A_LEVEL = 10, MESSAGE_LIMIT = 4000 };

struct github_state {
    uint64_t found[QG_LEVELS];
    uint64_t in_log;
};

// Messages end at a line break, properties at a comma or colon as well. What the log would obey,
// its colours included, is spelled out.
static void escaped(struct qg_text *out, struct qg_str s, bool property) {
    const char *special = property ? "%\r\n:," : "%\r\n";
    const char *end = s.len > 0 ? s.at + s.len : s.at;
    for (const char *at = s.at; at < end;) {
        if (*at != '\0' && strchr(special, *at) != NULL)
            qg_text_printf(out, "%%%02X", (unsigned)*at++);
        else
            (void)qg_shown_next(out, &at, end);
    }
}

static void property(struct qg_text *out, const char *name, struct qg_str value) {
    bool first = out->len > 0 && out->at[out->len - 1] == ' ';
    qg_text_printf(out, "%s%s=", first ? "" : ",", name);
    escaped(out, value, true);
}

static void place(struct qg_text *out, const struct qg_location *at) {
    struct qg_text path = {0};
    if (at->file.len == 0)
        return;
    qg_tree_path_add(&path, at->file);
    property(out, "file", qg_text_str(&path));
    if (at->line > 0)
        qg_text_printf(out, ",line=%" PRIu64 ",col=%" PRIu32, at->line, at->column);
    out->failed = out->failed || path.failed;
    qg_text_free(&path);
}

// "violated: order_300 46 P46-a"
static void title(const struct qg_writer *w, const struct qg_finding *f, struct qg_text *out) {
    qg_text_printf(out, "%s: ", qg_word_outcome(f->outcome, w->facts->lang));
    qg_identity_citation(w->facts->program, f, out);
}

static void command(struct qg_writer *w, enum qg_annotation_level level,
                    const struct qg_finding *f) {
    static const char *const names[QG_LEVELS] = {"error", "warning", "notice"};
    struct qg_text text = {0};
    qg_text_printf(&w->text, "::%s ", names[level]);
    place(&w->text, qg_shown_place(f));
    title(w, f, &text);
    property(&w->text, "title", qg_text_str(&text));
    qg_text_addz(&w->text, "::");
    qg_text_clear(&text);
    qg_says_add(f, w->facts->lang, MESSAGE_LIMIT, &text);
    escaped(&w->text, qg_text_str(&text), false);
    qg_text_char(&w->text, '\n');
    w->text.failed = w->text.failed || text.failed;
    qg_text_free(&text);
}

// One line of the log. The runner looks for commands in it too: at its beginning for "::", anywhere
// for "##[", of which a record may hold either.
static void log_text(struct qg_text *out, struct qg_str s) {
    const char *end = s.len > 0 ? s.at + s.len : s.at;
    for (const char *at = s.at; at < end;) {
        bool opens = *at == '[' && out->len > 1 && out->at[out->len - 1] == '#';
        qg_text_addz(out, opens ? " " : "");
        if (*at != '\r' && *at != '\n') {
            (void)qg_shown_next(out, &at, end);
            continue;
        }
        qg_text_char(out, ' ');
        at++;
    }
}

static void log_line(struct qg_writer *w, const struct qg_finding *f) {
    const struct qg_location *at = qg_shown_place(f);
    struct qg_text line = {0};
    title(w, f, &line);
    qg_text_addz(&line, ": ");
    if (at->file.len > 0) {
        qg_text_add(&line, at->file);
        qg_text_printf(&line, ":%" PRIu64 ":%" PRIu32 ": ", at->line, at->column);
    }
    qg_says_add(f, w->facts->lang, MESSAGE_LIMIT, &line);
    log_text(&w->text, qg_text_str(&line));
    qg_text_char(&w->text, '\n');
    w->text.failed = w->text.failed || line.failed;
    qg_text_free(&line);
}

static enum qg_fault begin(struct qg_writer *w) {
    w->state = calloc(1, sizeof(struct github_state));
    return w->state == NULL ? QG_FAULT_MEMORY : QG_OK;
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    struct github_state *state = w->state;
    if (!qg_is_due(f))
        return QG_OK;
    enum qg_annotation_level level =
        f->outcome == QG_VIOLATED ? qg_level_of(w->facts->program, f) : QG_LEVEL_NOTE;
    uint64_t room = level == QG_LEVEL_NOTE ? SHOWN_OF_A_LEVEL - 1 : SHOWN_OF_A_LEVEL;
    if (state->found[level]++ < room) {
        command(w, level, f);
    } else {
        state->in_log++;
        log_line(w, f);
    }
    return qg_writer_flush(w, false);
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    (void)w, (void)v; // counted in the summary
    return QG_OK;
}

static void count(struct qg_writer *w, const char *before, enum qg_word word, uint64_t number) {
    qg_text_printf(&w->text, "%s%s: %" PRIu64, before, qg_word(word, w->facts->lang), number);
}

static uint64_t excused(const struct qg_tally *t) {
    return t->excused[QG_VIOLATED] + t->excused[QG_UNDETERMINED] + t->excused_data;
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    const struct github_state *state = w->state;
    qg_text_addz(&w->text, "::notice title=qagida::");
    count(w, "", QG_WORD_RECORDS, tally->records);
    count(w, "; ", QG_WORD_VIOLATED, tally->findings[QG_VIOLATED]);
    count(w, ", ", QG_WORD_UNDETERMINED, tally->findings[QG_UNDETERMINED]);
    count(w, ", ", QG_WORD_DATA, tally->data_findings);
    if (excused(tally) > 0)
        count(w, ", ", QG_WORD_EXCUSED, excused(tally));
    count(w, "; ", QG_WORD_WARRANTED, tally->verdicts[QG_VERDICT_WARRANTED]);
    if (state->in_log > 0)
        count(w, "; ", QG_WORD_IN_LOG, state->in_log);
    qg_text_char(&w->text, '\n');
    return qg_writer_flush(w, true);
}

static void release(struct qg_writer *w) {
    free(w->state);
}

void qg_github_writer(struct qg_writer *w) {
    w->begin = begin;
    w->finding = finding;
    w->verdict = verdict;
    w->end = end;
    w->free = release;
}
