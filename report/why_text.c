// SPDX-License-Identifier: Apache-2.0
//
// The explanation as a tree for people: what is said of each finding, and below it the steps
// (why_step.c), what a day would change, and what the missing facts would decide.

#include "why_tree.h"

#include "message.h"
#include "shown.h"

#include <inttypes.h>

// ---- What hangs on a finding besides its steps -------------------------------------------------

// The leaves below a finding: how many are still to come decides how each is drawn.
struct leaves {
    struct qg_why_writer *w;
    uint32_t left;
};

static bool take_leaf(struct leaves *leaves) {
    leaves->left--;
    qg_tree_line(leaves->w, leaves->left == 0);
    return leaves->left == 0;
}

static void outcome(struct qg_why_writer *w, enum qg_outcome which) {
    static const char *const styles[QG_OUTCOMES] = {
        [QG_SATISFIED] = "\x1b[32m",      [QG_VIOLATED] = "\x1b[1;31m",
        [QG_UNDETERMINED] = "\x1b[1;33m", [QG_EXEMPT] = "\x1b[36m",
        [QG_NOT_APPLICABLE] = "\x1b[2m",  [QG_NOT_IN_FORCE] = "\x1b[2m",
    };
    qg_tree_styled(w, styles[which], qg_word_outcome(which, w->facts->lang));
}

static void days(struct leaves *leaves, const struct qg_explained *e) {
    static const enum qg_word words[QG_DAYS] = {QG_WORD_DAY_LATER, QG_WORD_DAY_SOONER,
                                                QG_WORD_DAY_ROUNDED};
    struct qg_why_writer *w = leaves->w;
    if (!e->finding->boundary)
        return;
    size_t back;
    bool last = take_leaf(leaves);
    qg_text_printf(w->out, "%s\n", qg_tree_word(w, QG_WORD_BOUNDARY));
    back = qg_tree_descend(w, last);
    for (int i = 0; i < QG_DAYS; i++) {
        qg_tree_line(w, i == QG_DAYS - 1);
        qg_text_printf(w->out, "%s: ", qg_tree_word(w, words[i]));
        outcome(w, e->days[i]);
        qg_text_char(w->out, '\n');
    }
    qg_tree_ascend(w, back);
}

static void readings(struct leaves *leaves, const struct qg_finding *f) {
    struct qg_why_writer *w = leaves->w;
    for (uint32_t i = 0; i < f->reading_count; i++) {
        take_leaf(leaves);
        qg_text_printf(w->out, "%s: ", qg_tree_word(w, QG_WORD_READING));
        qg_shown_add(w->out, f->readings[i].reading);
        qg_text_addz(w->out, " = ");
        qg_shown_add(w->out, f->readings[i].value);
        qg_text_addz(w->out, ": ");
        outcome(w, f->readings[i].outcome);
        qg_text_char(w->out, '\n');
    }
}

static void silenced(struct leaves *leaves, const struct qg_finding *f) {
    if (f->silenced_by == QG_NONE)
        return;
    take_leaf(leaves);
    qg_text_printf(leaves->w->out, "%s: ", qg_tree_word(leaves->w, QG_WORD_SILENCED_BY));
    qg_shown_add(leaves->w->out, leaves->w->facts->program->rules[f->silenced_by].id);
    qg_text_char(leaves->w->out, '\n');
}

// ---- Answers -----------------------------------------------------------------------------------

// A quote tells a day from a number.
static void bound(struct qg_why_writer *w, struct qg_str json, enum qg_word of_days,
                  enum qg_word of_numbers) {
    bool quoted = json.len > 0 && json.at[0] == '"';
    qg_tree_json(w, json);
    if (of_days != QG_WORDS)
        qg_text_printf(w->out, " %s", qg_tree_word(w, quoted ? of_days : of_numbers));
}

static void answer_range(struct qg_why_writer *w, const struct qg_alternative *a) {
    if (a->from.len == 0 && a->to.len == 0) {
        qg_text_addz(w->out, qg_tree_word(w, QG_WORD_ANY_VALUE));
    } else if (a->from.len == 0) {
        bound(w, a->to, QG_WORD_OR_EARLIER, QG_WORD_OR_LESS);
    } else if (a->to.len == 0) {
        bound(w, a->from, QG_WORD_OR_LATER, QG_WORD_OR_MORE);
    } else {
        bound(w, a->from, QG_WORDS, QG_WORDS);
        if (qg_str_equal(a->from, a->to))
            return;
        qg_text_addz(w->out, w->ascii ? " - " : " – ");
        bound(w, a->to, QG_WORDS, QG_WORDS);
    }
}

static void alternative(struct qg_why_writer *w, const struct qg_alternative *a, bool last) {
    static const enum qg_word words[] = {
        [QG_ANSWER_OTHER] = QG_WORD_ANY_OTHER,
        [QG_ANSWER_EMPTY] = QG_WORD_EMPTY_LIST,
        [QG_ANSWER_PRESENT] = QG_WORD_IF_PRESENT,
        [QG_ANSWER_ABSENT] = QG_WORD_IF_ABSENT,
    };
    qg_tree_line(w, last);
    if (a->kind == QG_ANSWER_RANGE)
        answer_range(w, a);
    else if (a->kind == QG_ANSWER_VALUE)
        qg_shown_add(w->out, a->from);
    else
        qg_text_addz(w->out, qg_tree_word(w, words[a->kind]));
    qg_text_addz(w->out, ": ");
    outcome(w, a->outcome);
    qg_text_char(w->out, '\n');
}

static void answers(struct leaves *leaves, const struct qg_answers *answers) {
    struct qg_why_writer *w = leaves->w;
    bool last = take_leaf(leaves);
    qg_text_printf(
        w->out,
        "%s:", qg_tree_word(w, answers->unreadable ? QG_WORD_UNREADABLE : QG_WORD_NOT_RECORDED));
    qg_tree_place(w, &answers->at);
    if (!answers->decides)
        qg_text_printf(
            w->out, "  (%s)",
            qg_tree_word(w, answers->count > 0 ? QG_WORD_ALONE_NOT : QG_WORD_BY_CONTENT));
    qg_text_char(w->out, '\n');
    size_t back = qg_tree_descend(w, last);
    for (uint32_t i = 0; i < answers->count && answers->decides; i++)
        alternative(w, &answers->alternatives[i], i + 1 == answers->count && !answers->cut);
    if (answers->cut && answers->decides) {
        qg_tree_line(w, true);
        qg_text_printf(w->out, "%s\n", qg_tree_word(w, QG_WORD_LEFT_OUT));
    }
    qg_tree_ascend(w, back);
}

// ---- A record ----------------------------------------------------------------------------------

static void subject(struct qg_why_writer *w, const struct qg_subject *s) {
    qg_shown_add(w->out, s->noun);
    qg_text_char(w->out, ' ');
    if (s->id.len > 0)
        qg_shown_add(w->out, s->id);
    else if (s->index >= 0)
        qg_text_number(w->out, s->index);
}

static void audit_date(struct qg_why_writer *w) {
    const struct qg_record words = {.schema = &w->facts->program->schema};
    struct qg_value day = {w->facts->as_of, w->facts->as_of};
    qg_value_add(&words, (struct qg_shape){.kind = QG_KIND_DATE}, day, w->facts->lang, w->out);
}

static void begin(struct qg_why_writer *w, struct qg_str kind, struct qg_str id,
                  const struct qg_location *at) {
    qg_shown_add(w->out, at->file);
    qg_text_printf(w->out, ":%" PRIu64 ":%" PRIu32 ": ", at->line, at->column);
    qg_shown_add(w->out, kind);
    qg_text_char(w->out, ' ');
    qg_shown_add(w->out, id);
    qg_text_printf(w->out, ", %s: ", qg_tree_word(w, QG_WORD_AS_OF));
    if (w->facts->as_of == QG_NONE)
        qg_text_addz(w->out, qg_tree_word(w, QG_WORD_NONE));
    else
        audit_date(w);
    qg_text_char(w->out, '\n');
}

// "[order_300 46 P46-a]"
static void citation(struct qg_why_writer *w, const struct qg_rule *rule) {
    qg_text_addz(w->out, " [");
    qg_shown_add(w->out, w->facts->program->acts[rule->act].name);
    qg_text_char(w->out, ' ');
    qg_shown_add(w->out, rule->paragraph);
    qg_text_char(w->out, ' ');
    qg_shown_add(w->out, rule->id);
    qg_text_addz(w->out, "]");
}

static void headline(struct qg_why_writer *w, const struct qg_finding *f) {
    const struct qg_rule *rule = &w->facts->program->rules[f->rule];
    qg_text_char(w->out, '\n');
    outcome(w, f->outcome);
    qg_text_addz(w->out, ": ");
    qg_shown_add(w->out, f->message[w->facts->lang]);
    citation(w, rule);
    qg_text_char(w->out, '\n');
    if (f->severity != QG_NONE)
        qg_shown_add(w->out, w->facts->program->severities[f->severity].name);
    if (f->voids_meeting && f->outcome == QG_VIOLATED)
        qg_text_printf(w->out, ", %s", qg_tree_word(w, QG_WORD_VOIDS));
    for (uint8_t i = 0; i < f->subject_count; i++) {
        qg_text_addz(w->out, i > 0 ? ", " : f->severity != QG_NONE ? "; " : "");
        subject(w, &f->subject[i]);
    }
    qg_text_char(w->out, '\n');
}

static void finding(struct qg_why_writer *w, const struct qg_explained *e) {
    const struct qg_finding *f = e->finding;
    struct leaves leaves = {w, 0};
    leaves.left = f->boundary + f->reading_count + (f->silenced_by != QG_NONE) + e->answer_count;
    headline(w, f);
    for (const struct qg_why_step *s = e->steps->first; s != NULL; s = s->next)
        qg_tree_step(w, s, s->next == NULL && leaves.left == 0);
    days(&leaves, e);
    readings(&leaves, f);
    silenced(&leaves, f);
    for (uint32_t i = 0; i < e->answer_count; i++)
        answers(&leaves, &e->answers[i]);
    w->begun = true;
}

static void branches(struct qg_why_writer *w, const struct qg_why_step *root) {
    for (const struct qg_why_step *step = root->first; step != NULL; step = step->next)
        qg_tree_step(w, step, step->next == NULL);
}

static void shut(struct qg_why_writer *w, const struct qg_shut *s) {
    qg_text_char(w->out, '\n');
    outcome(w, s->outcome);
    qg_text_addz(w->out, ": ");
    subject(w, &s->subject);
    citation(w, s->rule);
    qg_text_printf(w->out, "; %s: %" PRIu32 "\n", qg_tree_word(w, QG_WORD_SHUTS), s->shown);
    if (s->steps != NULL)
        branches(w, s->steps);
    w->begun = true;
}

static void absent(struct qg_why_writer *w, const struct qg_rule *rule,
                   const struct qg_why_step *steps) {
    qg_text_char(w->out, '\n');
    qg_text_addz(w->out, qg_tree_word(w, QG_WORD_NO_INSTANCE));
    citation(w, rule);
    qg_text_char(w->out, '\n');
    branches(w, steps);
    w->begun = true;
}

static void verdict(struct qg_why_writer *w, const struct qg_verdict *v) {
    if (v->kind == QG_VERDICT_CLEAN)
        return;
    qg_text_printf(w->out, "\n%s: ", qg_tree_word(w, QG_WORD_VERDICT));
    if (v->certification.index >= 0) {
        subject(w, &v->certification);
        qg_text_addz(w->out, ": ");
    }
    qg_text_addz(w->out, qg_word_verdict(v->kind, w->facts->lang));
    for (uint32_t i = 0; i < v->ground_count; i++) {
        qg_text_addz(w->out, i == 0 ? ": " : ", ");
        qg_shown_add(w->out, w->facts->program->rules[v->grounds[i]].id);
    }
    qg_text_char(w->out, '\n');
}

static void end(struct qg_why_writer *w) {
    if (!w->begun)
        qg_text_printf(w->out, "%s\n", qg_tree_word(w, QG_WORD_NOTHING_TO_EXPLAIN));
    w->begun = false;
}

const struct qg_why_format qg_why_text = {
    .name = "text",
    .begin = begin,
    .finding = finding,
    .shut = shut,
    .absent = absent,
    .verdict = verdict,
    .end = end,
};
