// SPDX-License-Identifier: Apache-2.0
//
// The explanation as a tree for people. Each line is an expression as the policy writes it, what
// it came to, and, of a fact, where it stands. Box characters where the terminal has them, ASCII
// elsewhere. Everything goes through qg_shown_add: all of it may be a stranger's text.

#include "why_report.h"

#include "date.h"
#include "shown.h"
#include "utf8.h"
#include "words.h"

#include <inttypes.h>

#define STYLE_OFF "\x1b[0m"
#define STYLE_DIM "\x1b[2m"

// Columns of an expression; what is longer shows in its parts.
enum { WIDTH = 88 };

static const char *word(const struct qg_why_writer *w, enum qg_word which) {
    return qg_word(which, w->facts->lang);
}

static void styled(struct qg_why_writer *w, const char *style, const char *text) {
    if (w->facts->colour)
        qg_text_addz(w->out, style);
    qg_text_addz(w->out, text);
    if (w->facts->colour)
        qg_text_addz(w->out, STYLE_OFF);
}

// ---- The tree ----------------------------------------------------------------------------------

struct strokes {
    const char *fork, *corner, *pass, *gap;
};

static const struct strokes *strokes_of(const struct qg_why_writer *w) {
    static const struct strokes box = {"├─ ", "└─ ", "│  ", "   "}, ascii = {"|- ", "`- ", "|  ", "   "};
    return w->ascii ? &ascii : &box;
}

static void begin_line(struct qg_why_writer *w, bool last) {
    qg_text_add(w->out, qg_text_str(&w->prefix));
    qg_text_addz(w->out, last ? strokes_of(w)->corner : strokes_of(w)->fork);
}

static void end_line(struct qg_why_writer *w) {
    qg_text_char(w->out, '\n');
}

// Goes below the line that was just begun; gives what leads back.
static size_t descend(struct qg_why_writer *w, bool last) {
    size_t length = w->prefix.len;
    qg_text_addz(&w->prefix, last ? strokes_of(w)->gap : strokes_of(w)->pass);
    return length;
}

static void ascend(struct qg_why_writer *w, size_t length) {
    w->prefix.len = length;
    if (w->prefix.at != NULL)
        w->prefix.at[length] = '\0';
}

// ---- Words and values --------------------------------------------------------------------------

static void expression(struct qg_why_writer *w, struct qg_span span) {
    struct qg_text text = {0}, shown = {0};
    qg_why_expression(w->sources, span, &text);
    qg_shown_add(&shown, qg_text_str(&text));
    size_t columns = 0, at = 0;
    while (at < shown.len && columns < WIDTH) {
        do
            at++;
        while (at < shown.len && ((unsigned char)shown.at[at] & 0xC0) == 0x80);
        columns++;
    }
    qg_text_add(w->out, (struct qg_str){shown.at, at});
    if (at < shown.len)
        qg_text_addz(w->out, w->ascii ? "..." : "…");
    w->out->failed = w->out->failed || text.failed || shown.failed;
    qg_text_free(&text);
    qg_text_free(&shown);
}

static void truth(struct qg_why_writer *w, struct qg_value value) {
    bool known = value.lo == value.hi;
    const char *style = !known ? "\x1b[33m" : value.lo != 0 ? "\x1b[32m" : "\x1b[31m";
    styled(w, style, word(w, !known ? QG_WORD_UNKNOWN : value.lo != 0 ? QG_WORD_YES : QG_WORD_NO));
}

// A value that is known, without the quotes of a day or a word of an enum.
static void known_json(struct qg_why_writer *w, enum qg_kind kind, struct qg_str json) {
    bool bare = kind == QG_KIND_DATE || kind == QG_KIND_TIME || kind == QG_KIND_ENUM ||
                kind == QG_KIND_OBJECT;
    if (bare && json.len >= 2 && json.at[0] == '"')
        json = qg_str_slice(json, 1, json.len - 1);
    qg_shown_add(w->out, json);
}

static void range(struct qg_why_writer *w, struct qg_shape shape, struct qg_value value) {
    bool above = shape.kind == QG_KIND_COUNT && value.hi == INT32_MAX && value.lo > 0;
    if (above)
        qg_text_printf(w->out, "%" PRId32 " %s", value.lo, word(w, QG_WORD_OR_MORE));
    else if (shape.kind == QG_KIND_COUNT && value.hi < INT32_MAX)
        qg_text_printf(w->out, "%" PRId32 " - %" PRId32, value.lo, value.hi);
    else
        styled(w, "\x1b[33m", word(w, QG_WORD_UNKNOWN));
}

static void value_of(struct qg_why_writer *w, struct qg_shape shape, struct qg_value value,
                     struct qg_str json) {
    if (shape.kind == QG_KIND_BOOL)
        truth(w, value);
    else if (json.len == 0)
        range(w, shape, value);
    else if (shape.kind == QG_KIND_OBJECT && value.lo == 0)
        qg_text_addz(w->out, word(w, QG_WORD_NONE));
    else if (shape.kind == QG_KIND_DATE && value.lo == QG_DATE_ONGOING)
        qg_text_addz(w->out, word(w, QG_WORD_FOR_GOOD));
    else
        known_json(w, shape.kind, json);
}

static void step_value(struct qg_why_writer *w, const struct qg_why_step *step) {
    value_of(w, step->shape, step->value, step->json);
}

// "  /certifications/0/notice/sent_on  export.ndjson:3:210"
static void place(struct qg_why_writer *w, const struct qg_location *at) {
    if (at->line == 0)
        return;
    qg_text_addz(w->out, "  ");
    if (w->facts->colour)
        qg_text_addz(w->out, STYLE_DIM);
    qg_shown_add(w->out, at->pointer);
    qg_text_addz(w->out, "  ");
    qg_shown_add(w->out, at->file);
    qg_text_printf(w->out, ":%" PRIu64 ":%" PRIu32, at->line, at->column);
    if (w->facts->colour)
        qg_text_addz(w->out, STYLE_OFF);
}

// ---- Lines of a step ---------------------------------------------------------------------------

static void measure(struct qg_why_writer *w, int32_t number, enum qg_word unit, bool *any) {
    if (number == 0)
        return;
    qg_text_printf(w->out, "%s%" PRId32 " %s", *any ? ", " : "", number, word(w, unit));
    *any = true;
}

static void day(struct qg_why_writer *w, struct qg_value value) {
    char text[QG_DATE_TEXT];
    if (value.lo != value.hi) {
        styled(w, "\x1b[33m", word(w, QG_WORD_UNKNOWN));
        return;
    }
    qg_date_format(value.lo, text);
    qg_text_addz(w->out, text);
}

// "2023-03-30 + 1 months = 2023-04-30"
static void moved(struct qg_why_writer *w, const struct qg_why_step *step) {
    const struct qg_period *period = &step->node->period;
    bool any = false;
    day(w, step->start);
    qg_text_addz(w->out, period->sign < 0 ? " - " : " + ");
    measure(w, period->months, QG_WORD_MONTHS, &any);
    measure(w, period->days, QG_WORD_DAYS, &any);
    measure(w, period->workdays, QG_WORD_WORKING_DAYS, &any);
    qg_text_addz(w->out, " = ");
    step_value(w, step);
}

static void rolled(struct qg_why_writer *w, const struct qg_why_step *step) {
    expression(w, step->node->span);
    qg_text_addz(w->out, ": ");
    step_value(w, step);
    const struct qg_calendar *calendar = &w->facts->program->calendars[step->node->index];
    if (step->start.lo == step->start.hi && step->start.lo != step->value.lo) {
        qg_text_printf(w->out, " (%s ", word(w, QG_WORD_ROLLED));
        day(w, step->start);
        qg_text_addz(w->out, ", ");
    } else {
        qg_text_addz(w->out, " (");
    }
    qg_shown_add(w->out, calendar->name);
    qg_text_char(w->out, ')');
}

static void fact(struct qg_why_writer *w, const struct qg_why_step *step) {
    expression(w, step->node->span);
    bool asks = step->node->kind == QG_OUTLINE_RECORDED;
    qg_text_addz(w->out, asks ? ": " : " = ");
    if (asks)
        truth(w, step->value);
    else if (step->recorded)
        qg_shown_add(w->out, step->json);
    else if (step->at.line > 0 && step->json.len == 0)
        styled(w, "\x1b[33m", word(w, QG_WORD_NOT_RECORDED));
    else
        step_value(w, step);
    place(w, &step->at);
}

// "under base = present: half of those present …"
static void chosen_reading(struct qg_why_writer *w, const struct qg_why_step *step) {
    qg_shown_add(w->out, w->facts->program->readings[step->node->index].name);
    qg_text_addz(w->out, " = ");
    qg_shown_add(w->out, step->name);
    qg_text_addz(w->out, ": ");
    step_value(w, step);
}

static void plain(struct qg_why_writer *w, const struct qg_why_step *step) {
    expression(w, step->node->span);
    qg_text_addz(w->out, step->shape.kind == QG_KIND_BOOL ? ": " : " = ");
    step_value(w, step);
    if (step->node->inner != QG_NONE && step->node->kind == QG_OUTLINE_LOOP &&
        step->inner.hi > 1) {
        qg_text_printf(w->out, " (%s: ", word(w, QG_WORD_COUNTED));
        if (step->inner.lo == step->inner.hi)
            qg_text_number(w->out, step->inner.lo);
        else
            range(w, (struct qg_shape){.kind = QG_KIND_COUNT}, step->inner);
        qg_text_char(w->out, ')');
    }
}

// What an element came to; of one that does not count, only that.
static void element(struct qg_why_writer *w, const struct qg_why_step *step) {
    if (step->at.pointer.len > 0)
        qg_shown_add(w->out, step->at.pointer);
    if (step->name.len > 0) {
        qg_text_addz(w->out, step->at.pointer.len > 0 ? " " : "");
        qg_shown_add(w->out, step->name);
    }
    qg_text_addz(w->out, ": ");
    if (step->counts.hi == 0)
        styled(w, STYLE_DIM, word(w, QG_WORD_DOES_NOT_COUNT));
    else
        step_value(w, step);
    bool tells = step->shape.kind != QG_KIND_BOOL || step->value.lo == step->value.hi;
    if (step->counts.lo != step->counts.hi && tells)
        qg_text_printf(w->out, ", %s", word(w, QG_WORD_MAY_COUNT));
    if (step->chosen)
        qg_text_printf(w->out, ", %s", word(w, QG_WORD_CHOSEN));
}

static void expression_line(struct qg_why_writer *w, const struct qg_why_step *step) {
    switch (step->node->kind) {
    case QG_OUTLINE_FACT:
    case QG_OUTLINE_RECORDED:
        fact(w, step);
        break;
    case QG_OUTLINE_TERM:
        moved(w, step);
        break;
    case QG_OUTLINE_MOVED:
        expression(w, step->node->span);
        qg_text_addz(w->out, ": ");
        moved(w, step);
        break;
    case QG_OUTLINE_ROLL:
        rolled(w, step);
        break;
    case QG_OUTLINE_CHOOSE:
        chosen_reading(w, step);
        break;
    default:
        plain(w, step);
    }
    if (step->repeated && (step->node->count > 0 || step->node->kind == QG_OUTLINE_CALL))
        qg_text_printf(w->out, " (%s)", word(w, QG_WORD_AS_ABOVE));
}

static void label(struct qg_why_writer *w, const struct qg_why_step *step) {
    static const char *const keywords[] = {
        [QG_STEP_PART] = "",           [QG_STEP_SCOPE] = "for each ", [QG_STEP_DATED] = "",
        [QG_STEP_FROM] = "",           [QG_STEP_UNTIL] = "",          [QG_STEP_WHEN] = "when ",
        [QG_STEP_REQUIRE] = "require ", [QG_STEP_FORBID] = "forbid ",  [QG_STEP_EXEMPTION] = "",
        [QG_STEP_SEVERITY] = "severity ", [QG_STEP_ELEMENT] = "",     [QG_STEP_MEMBER] = "",
    };
    qg_text_addz(w->out, keywords[step->role]);
    if (step->role == QG_STEP_SCOPE) {
        qg_shown_add(w->out, step->name);
        qg_text_addz(w->out, " where ");
    } else if (step->role == QG_STEP_SEVERITY) {
        qg_shown_add(w->out, step->name);
        qg_text_addz(w->out, ": ");
    }
}

// A line of words of ours and a name of theirs.
static void named_line(struct qg_why_writer *w, const struct qg_why_step *step) {
    if (step->role == QG_STEP_DATED)
        qg_text_addz(w->out, word(w, QG_WORD_IN_FORCE));
    if (step->role == QG_STEP_EXEMPTION)
        qg_text_printf(w->out, "%s ", word(w, QG_WORD_EXEMPTION));
    qg_shown_add(w->out, step->name);
    qg_text_addz(w->out, ": ");
    step_value(w, step);
}

static void step_line(struct qg_why_writer *w, const struct qg_why_step *step) {
    if (step->role == QG_STEP_ELEMENT) {
        element(w, step);
        return;
    }
    if (step->node == NULL) {
        named_line(w, step);
        return;
    }
    if (step->role == QG_STEP_FROM)
        qg_text_printf(w->out, "%s ", word(w, QG_WORD_IN_FORCE_FROM));
    if (step->role == QG_STEP_UNTIL)
        qg_text_printf(w->out, "%s ", word(w, QG_WORD_IN_FORCE_UNTIL));
    label(w, step);
    if (step->role == QG_STEP_SEVERITY)
        expression(w, step->node->span);
    else
        expression_line(w, step);
}

// As deep as the steps are, which the replay bounds.
static void branch(struct qg_why_writer *w, const struct qg_why_step *step, bool last) {
    begin_line(w, last);
    step_line(w, step);
    end_line(w);
    size_t back = descend(w, last);
    for (const struct qg_why_step *s = step->first; s != NULL; s = s->next)
        branch(w, s, s->next == NULL && !step->cut);
    if (step->cut) {
        begin_line(w, true);
        qg_text_addz(w->out, word(w, QG_WORD_LEFT_OUT));
        end_line(w);
    }
    ascend(w, back);
}

// ---- What hangs on a finding besides its steps -------------------------------------------------

// The leaves below a finding: how many are still to come decides how each is drawn.
struct leaves {
    struct qg_why_writer *w;
    uint32_t left;
};

static bool take_leaf(struct leaves *leaves) {
    leaves->left--;
    begin_line(leaves->w, leaves->left == 0);
    return leaves->left == 0;
}

static void outcome(struct qg_why_writer *w, enum qg_outcome which) {
    static const char *const styles[QG_OUTCOMES] = {
        [QG_SATISFIED] = "\x1b[32m", [QG_VIOLATED] = "\x1b[1;31m",
        [QG_UNDETERMINED] = "\x1b[1;33m", [QG_EXEMPT] = "\x1b[36m",
        [QG_NOT_APPLICABLE] = STYLE_DIM, [QG_NOT_IN_FORCE] = STYLE_DIM,
    };
    styled(w, styles[which], qg_word_outcome(which, w->facts->lang));
}

static void days(struct leaves *leaves, const struct qg_explained *e) {
    static const enum qg_word words[QG_DAYS] = {QG_WORD_DAY_LATER, QG_WORD_DAY_SOONER,
                                                QG_WORD_DAY_ROUNDED};
    struct qg_why_writer *w = leaves->w;
    if (!e->finding->boundary)
        return;
    size_t back;
    bool last = take_leaf(leaves);
    qg_text_printf(w->out, "%s\n", word(w, QG_WORD_BOUNDARY));
    back = descend(w, last);
    for (int i = 0; i < QG_DAYS; i++) {
        begin_line(w, i == QG_DAYS - 1);
        qg_text_printf(w->out, "%s: ", word(w, words[i]));
        outcome(w, e->days[i]);
        end_line(w);
    }
    ascend(w, back);
}

static void readings(struct leaves *leaves, const struct qg_finding *f) {
    struct qg_why_writer *w = leaves->w;
    for (uint32_t i = 0; i < f->reading_count; i++) {
        take_leaf(leaves);
        qg_text_printf(w->out, "%s: ", word(w, QG_WORD_READING));
        qg_shown_add(w->out, f->readings[i].reading);
        qg_text_addz(w->out, " = ");
        qg_shown_add(w->out, f->readings[i].value);
        qg_text_addz(w->out, ": ");
        outcome(w, f->readings[i].outcome);
        end_line(w);
    }
}

static void silenced(struct leaves *leaves, const struct qg_finding *f) {
    if (f->silenced_by == QG_NONE)
        return;
    take_leaf(leaves);
    qg_text_printf(leaves->w->out, "%s: ", word(leaves->w, QG_WORD_SILENCED_BY));
    qg_shown_add(leaves->w->out, leaves->w->facts->program->rules[f->silenced_by].id);
    end_line(leaves->w);
}

// ---- Answers -----------------------------------------------------------------------------------

// Days and numbers have no kind here: a quote tells a day.
static void bound(struct qg_why_writer *w, struct qg_str json, enum qg_word of_days,
                  enum qg_word of_numbers) {
    bool quoted = json.len > 0 && json.at[0] == '"';
    known_json(w, quoted ? QG_KIND_DATE : QG_KIND_COUNT, json);
    if (of_days != QG_WORDS)
        qg_text_printf(w->out, " %s", word(w, quoted ? of_days : of_numbers));
}

static void answer_range(struct qg_why_writer *w, const struct qg_alternative *a) {
    if (a->from.len == 0 && a->to.len == 0) {
        qg_text_addz(w->out, word(w, QG_WORD_ANY_VALUE));
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
    begin_line(w, last);
    if (a->kind == QG_ANSWER_RANGE)
        answer_range(w, a);
    else if (a->kind == QG_ANSWER_VALUE)
        qg_shown_add(w->out, a->from);
    else
        qg_text_addz(w->out, word(w, words[a->kind]));
    qg_text_addz(w->out, ": ");
    outcome(w, a->outcome);
    end_line(w);
}

static void answers(struct leaves *leaves, const struct qg_answers *answers) {
    struct qg_why_writer *w = leaves->w;
    bool last = take_leaf(leaves);
    qg_text_printf(w->out, "%s:", word(w, QG_WORD_NOT_RECORDED));
    place(w, &answers->at);
    if (!answers->decides)
        qg_text_printf(w->out, "  (%s)",
                       word(w, answers->count > 0 ? QG_WORD_ALONE_NOT : QG_WORD_BY_CONTENT));
    end_line(w);
    size_t back = descend(w, last);
    for (uint32_t i = 0; i < answers->count && answers->decides; i++)
        alternative(w, &answers->alternatives[i], i + 1 == answers->count && !answers->cut);
    if (answers->cut && answers->decides) {
        begin_line(w, true);
        qg_text_printf(w->out, "%s\n", word(w, QG_WORD_LEFT_OUT));
    }
    ascend(w, back);
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

static void begin(struct qg_why_writer *w, struct qg_str kind, struct qg_str id,
                  const struct qg_location *at) {
    qg_shown_add(w->out, at->file);
    qg_text_printf(w->out, ":%" PRIu64 ":%" PRIu32 ": ", at->line, at->column);
    qg_shown_add(w->out, kind);
    qg_text_char(w->out, ' ');
    qg_shown_add(w->out, id);
    qg_text_printf(w->out, ", %s: ", word(w, QG_WORD_AS_OF));
    if (w->facts->as_of == QG_NONE)
        qg_text_addz(w->out, word(w, QG_WORD_NO_DATE));
    else
        day(w, (struct qg_value){w->facts->as_of, w->facts->as_of});
    end_line(w);
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
    end_line(w);
    outcome(w, f->outcome);
    qg_text_addz(w->out, ": ");
    qg_shown_add(w->out, f->message[w->facts->lang]);
    citation(w, rule);
    end_line(w);
    if (f->severity != QG_NONE)
        qg_shown_add(w->out, w->facts->program->severities[f->severity].name);
    if (f->voids_meeting && f->outcome == QG_VIOLATED)
        qg_text_printf(w->out, ", %s", word(w, QG_WORD_VOIDS));
    for (uint8_t i = 0; i < f->subject_count; i++) {
        qg_text_addz(w->out, i > 0 ? ", " : f->severity != QG_NONE ? "; " : "");
        subject(w, &f->subject[i]);
    }
    end_line(w);
}

static void finding(struct qg_why_writer *w, const struct qg_explained *e) {
    const struct qg_finding *f = e->finding;
    struct leaves leaves = {w, 0};
    leaves.left = f->boundary + f->reading_count + (f->silenced_by != QG_NONE) + e->answer_count;
    headline(w, f);
    for (const struct qg_why_step *s = e->steps->first; s != NULL; s = s->next)
        branch(w, s, s->next == NULL && leaves.left == 0);
    days(&leaves, e);
    readings(&leaves, f);
    silenced(&leaves, f);
    for (uint32_t i = 0; i < e->answer_count; i++)
        answers(&leaves, &e->answers[i]);
    w->begun = true;
}

static void shut(struct qg_why_writer *w, const struct qg_shut *s) {
    end_line(w);
    outcome(w, s->outcome);
    qg_text_addz(w->out, ": ");
    subject(w, &s->subject);
    citation(w, s->rule);
    qg_text_printf(w->out, "; %s: ", word(w, QG_WORD_SHUTS));
    qg_text_printf(w->out, "%" PRIu32 "\n", s->shown);
    for (const struct qg_why_step *step = s->steps->first; step != NULL; step = step->next)
        branch(w, step, step->next == NULL);
    w->begun = true;
}

static void absent(struct qg_why_writer *w, const struct qg_rule *rule) {
    end_line(w);
    qg_text_addz(w->out, word(w, QG_WORD_NO_INSTANCE));
    citation(w, rule);
    end_line(w);
    w->begun = true;
}

static void verdict(struct qg_why_writer *w, const struct qg_verdict *v) {
    if (v->kind == QG_VERDICT_CLEAN)
        return;
    qg_text_printf(w->out, "\n%s: ", word(w, QG_WORD_VERDICT));
    if (v->certification.index >= 0) {
        subject(w, &v->certification);
        qg_text_addz(w->out, ": ");
    }
    qg_text_addz(w->out, qg_word_verdict(v->kind, w->facts->lang));
    for (uint32_t i = 0; i < v->ground_count; i++) {
        qg_text_addz(w->out, i == 0 ? ": " : ", ");
        qg_shown_add(w->out, w->facts->program->rules[v->grounds[i]].id);
    }
    end_line(w);
}

static void end(struct qg_why_writer *w) {
    if (!w->begun)
        qg_text_printf(w->out, "%s\n", word(w, QG_WORD_NOTHING_TO_EXPLAIN));
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
