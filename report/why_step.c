// SPDX-License-Identifier: Apache-2.0
//
// The lines of a step. Each is an expression as the policy writes it, what it came to, and, of a
// fact, where it stands. Everything goes through qg_shown_add: all of it may be a stranger's text.

#include "why_tree.h"

#include "date.h"
#include "shown.h"

#include <inttypes.h>

#define STYLE_OFF "\x1b[0m"
#define STYLE_DIM "\x1b[2m"

// Columns of an expression; what is longer shows in its parts.
enum { WIDTH = 88 };

void qg_tree_styled(struct qg_why_writer *w, const char *style, const char *text) {
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
    static const struct strokes box = {"├─ ", "└─ ", "│  ", "   "},
                                ascii = {"|- ", "`- ", "|  ", "   "};
    return w->ascii ? &ascii : &box;
}

void qg_tree_line(struct qg_why_writer *w, bool last) {
    qg_text_add(w->out, qg_text_str(&w->prefix));
    qg_text_addz(w->out, last ? strokes_of(w)->corner : strokes_of(w)->fork);
}

static void end_line(struct qg_why_writer *w) {
    qg_text_char(w->out, '\n');
}

size_t qg_tree_descend(struct qg_why_writer *w, bool last) {
    size_t length = w->prefix.len;
    qg_text_addz(&w->prefix, last ? strokes_of(w)->gap : strokes_of(w)->pass);
    w->out->failed = w->out->failed || w->prefix.failed;
    return length;
}

void qg_tree_ascend(struct qg_why_writer *w, size_t length) {
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
    qg_tree_styled(w, style,
                   qg_tree_word(w, !known          ? QG_WORD_UNKNOWN
                                   : value.lo != 0 ? QG_WORD_YES
                                                   : QG_WORD_NO));
}

void qg_tree_json(struct qg_why_writer *w, struct qg_str json) {
    if (json.len >= 2 && json.at[0] == '"')
        json = qg_str_slice(json, 1, json.len - 1);
    qg_shown_add(w->out, json);
}

// What a policy writes bare is shown bare; texts and ids keep their quotes.
static void known(struct qg_why_writer *w, enum qg_kind kind, struct qg_str json) {
    if (kind == QG_KIND_ID || kind == QG_KIND_TEXT)
        qg_shown_add(w->out, json);
    else
        qg_tree_json(w, json);
}

static void range(struct qg_why_writer *w, struct qg_shape shape, struct qg_value value) {
    bool above = shape.kind == QG_KIND_COUNT && value.hi == INT32_MAX && value.lo > 0;
    if (above)
        qg_text_printf(w->out, "%" PRId32 " %s", value.lo, qg_tree_word(w, QG_WORD_OR_MORE));
    else if (shape.kind == QG_KIND_COUNT && value.hi < INT32_MAX)
        qg_text_printf(w->out, "%" PRId32 " - %" PRId32, value.lo, value.hi);
    else
        qg_tree_styled(w, "\x1b[33m", qg_tree_word(w, QG_WORD_UNKNOWN));
}

static void value_of(struct qg_why_writer *w, struct qg_shape shape, struct qg_value value,
                     struct qg_str json) {
    if (shape.kind == QG_KIND_BOOL)
        truth(w, value);
    else if (json.len == 0)
        range(w, shape, value);
    else if (shape.kind == QG_KIND_OBJECT && value.lo == 0)
        qg_text_addz(w->out, qg_tree_word(w, QG_WORD_NONE));
    else if (shape.kind == QG_KIND_DATE && value.lo == QG_DATE_ONGOING)
        qg_text_addz(w->out, qg_tree_word(w, QG_WORD_LASTS));
    else
        known(w, shape.kind, json);
}

static void step_value(struct qg_why_writer *w, const struct qg_why_step *step) {
    value_of(w, step->shape, step->value, step->json);
}

void qg_tree_place(struct qg_why_writer *w, const struct qg_location *at) {
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

static void measure(struct qg_why_writer *w, int32_t number, enum qg_word one, enum qg_word many) {
    bool any = w->out->len > 0 && w->out->at[w->out->len - 1] != ' ';
    if (number != 0)
        qg_text_printf(w->out, "%s%" PRId32 " %s", any ? ", " : "", number,
                       qg_tree_word(w, number == 1 ? one : many));
}

void qg_tree_day(struct qg_why_writer *w, struct qg_value value) {
    char text[QG_DATE_TEXT];
    if (value.lo != value.hi) {
        qg_tree_styled(w, "\x1b[33m", qg_tree_word(w, QG_WORD_UNKNOWN));
        return;
    }
    qg_date_format(value.lo, text);
    qg_text_addz(w->out, text);
}

static void period_of(struct qg_why_writer *w, const struct qg_period *period) {
    measure(w, period->months / 12, QG_WORD_YEAR, QG_WORD_YEARS);
    measure(w, period->months % 12, QG_WORD_MONTH, QG_WORD_MONTHS);
    measure(w, period->days, QG_WORD_DAY, QG_WORD_DAYS);
    measure(w, period->workdays, QG_WORD_WORKING_DAY, QG_WORD_WORKING_DAYS);
}

// "2023-03-30 + 1 month = 2023-04-30"
static void moved(struct qg_why_writer *w, const struct qg_why_step *step) {
    qg_tree_day(w, step->start);
    qg_text_addz(w->out, step->node->period.sign < 0 ? " - " : " + ");
    period_of(w, &step->node->period);
    qg_text_addz(w->out, " = ");
    step_value(w, step);
}

static void rolled(struct qg_why_writer *w, const struct qg_why_step *step) {
    expression(w, step->node->span);
    qg_text_addz(w->out, ": ");
    step_value(w, step);
    const struct qg_calendar *calendar = &w->facts->program->calendars[step->node->index];
    if (step->start.lo == step->start.hi && step->start.lo != step->value.lo) {
        qg_text_printf(w->out, " (%s ", qg_tree_word(w, QG_WORD_ROLLED));
        qg_tree_day(w, step->start);
        qg_text_addz(w->out, ", ");
    } else {
        qg_text_addz(w->out, " (");
    }
    qg_shown_add(w->out, calendar->name);
    qg_text_char(w->out, ')');
}

// Of a list whose elements have no ids, how many they are.
static void elements(struct qg_why_writer *w, struct qg_str count) {
    qg_text_printf(w->out, "%s: ", qg_tree_word(w, QG_WORD_ELEMENTS));
    qg_shown_add(w->out, count);
}

static void fact(struct qg_why_writer *w, const struct qg_why_step *step) {
    bool asks = step->node->kind == QG_OUTLINE_RECORDED;
    struct qg_str json = step->as_recorded;
    bool counts = step->shape.kind == QG_KIND_LIST && json.len > 0 && json.at[0] != '[';
    expression(w, step->node->span);
    qg_text_addz(w->out, asks || counts ? ": " : " = ");
    if (asks)
        truth(w, step->value);
    else if (counts)
        elements(w, json);
    else if (step->unreadable)
        qg_tree_styled(w, "\x1b[33m", qg_tree_word(w, QG_WORD_UNREADABLE));
    else if (!step->recorded && step->at.line > 0 && step->json.len == 0)
        qg_tree_styled(w, "\x1b[33m", qg_tree_word(w, QG_WORD_NOT_RECORDED));
    else if (step->recorded && step->value.lo != QG_DATE_ONGOING)
        qg_shown_add(w->out, json);
    else
        step_value(w, step);
    if (step->shape.kind == QG_KIND_LIST && step->value.lo > 0 && step->value.hi < 0)
        qg_text_printf(w->out, ", %s", qg_tree_word(w, QG_WORD_NOT_ALL));
    qg_tree_place(w, &step->at);
}

// "every 3 years × 2 = 2024-03-01": the end of a schedule's line.
static void due(struct qg_why_writer *w, const struct qg_why_step *step) {
    expression(w, step->node->span);
    qg_text_printf(w->out, ": %s ", qg_tree_word(w, QG_WORD_EVERY));
    period_of(w, &step->node->period);
    if (step->node->kind == QG_OUTLINE_DUE && step->start.lo == step->start.hi) {
        qg_text_printf(w->out, w->ascii ? " x %" PRId32 : " × %" PRId32, step->start.lo);
    } else if (step->node->kind == QG_OUTLINE_DUE_COUNT) {
        qg_text_printf(w->out, ", %s ", qg_tree_word(w, QG_WORD_UNTIL));
        qg_tree_day(w, step->start);
    }
    qg_text_addz(w->out, " = ");
    step_value(w, step);
}

// "base = present: 4"
static void chosen_reading(struct qg_why_writer *w, const struct qg_why_step *step) {
    qg_shown_add(w->out, w->facts->program->readings[step->node->index].name);
    qg_text_addz(w->out, " = ");
    qg_shown_add(w->out, step->name);
    qg_text_addz(w->out, ": ");
    step_value(w, step);
}

// "when full, at least 10: 30"; in a table with columns, the column behind the cells.
static void row(struct qg_why_writer *w, const struct qg_why_step *step) {
    expression(w, step->node->span);
    if (step->node->name.len > 0) {
        qg_text_addz(w->out, ", ");
        qg_shown_add(w->out, step->node->name);
    }
    qg_text_addz(w->out, ": ");
    step_value(w, step);
    if (step->counts.lo == 0)
        qg_text_printf(w->out, ", %s", qg_tree_word(w, QG_WORD_MAY_BE_THE_ROW));
}

static void plain(struct qg_why_writer *w, const struct qg_why_step *step) {
    if (step->role == QG_STEP_FROM || step->role == QG_STEP_UNTIL) {
        step_value(w, step); // of these the day alone matters
        return;
    }
    expression(w, step->node->span);
    qg_text_addz(w->out, step->shape.kind == QG_KIND_BOOL ? ": " : " = ");
    step_value(w, step);
    if (step->node->inner != QG_NONE && step->node->kind == QG_OUTLINE_LOOP && step->inner.hi > 1 &&
        (step->inner.lo > 0 || step->inner.hi < INT32_MAX)) {
        qg_text_printf(w->out, " (%s: ", qg_tree_word(w, QG_WORD_COUNTED));
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
        qg_tree_styled(w, STYLE_DIM, qg_tree_word(w, QG_WORD_DOES_NOT_COUNT));
    else
        step_value(w, step);
    bool tells = step->shape.kind != QG_KIND_BOOL || step->value.lo == step->value.hi;
    if (step->counts.lo != step->counts.hi && tells)
        qg_text_printf(w->out, ", %s", qg_tree_word(w, QG_WORD_MAY_COUNT));
    if (step->chosen)
        qg_text_printf(w->out, ", %s", qg_tree_word(w, QG_WORD_CHOSEN));
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
    case QG_OUTLINE_DUE:
    case QG_OUTLINE_DUE_COUNT:
        due(w, step);
        break;
    case QG_OUTLINE_ROW:
        row(w, step);
        break;
    case QG_OUTLINE_CHOOSE:
        chosen_reading(w, step);
        break;
    default:
        plain(w, step);
    }
    if (step->repeated && (step->node->count > 0 || step->node->kind == QG_OUTLINE_CALL))
        qg_text_printf(w->out, " (%s)", qg_tree_word(w, QG_WORD_AS_ABOVE));
}

static void label(struct qg_why_writer *w, const struct qg_why_step *step) {
    static const char *const keywords[] = {
        [QG_STEP_PART] = "",
        [QG_STEP_SCOPE] = "for each ",
        [QG_STEP_DATED] = "",
        [QG_STEP_FROM] = "",
        [QG_STEP_UNTIL] = "",
        [QG_STEP_WHEN] = "when ",
        [QG_STEP_EXCEPT] = "", // its text begins with the word
        [QG_STEP_REQUIRE] = "require ",
        [QG_STEP_FORBID] = "forbid ",
        [QG_STEP_EXEMPTION] = "",
        [QG_STEP_SEVERITY] = "severity ",
        [QG_STEP_ELEMENT] = "",
        [QG_STEP_MEMBER] = "",
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
        qg_text_addz(w->out, qg_tree_word(w, QG_WORD_IN_FORCE));
    if (step->role == QG_STEP_EXEMPTION)
        qg_text_printf(w->out, "%s ", qg_tree_word(w, QG_WORD_EXEMPTION));
    qg_shown_add(w->out, step->name);
    qg_text_addz(w->out, ": ");
    step_value(w, step);
}

// "in force from ", "draft_2027: in force from ".
static void force_word(struct qg_why_writer *w, const struct qg_why_step *step, enum qg_word word) {
    qg_shown_add(w->out, step->name);
    qg_text_printf(w->out, "%s%s ", step->name.len > 0 ? ": " : "", qg_tree_word(w, word));
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
        force_word(w, step, QG_WORD_IN_FORCE_FROM);
    if (step->role == QG_STEP_UNTIL)
        force_word(w, step, QG_WORD_IN_FORCE_UNTIL);
    label(w, step);
    if (step->role == QG_STEP_SEVERITY)
        expression(w, step->node->span);
    else
        expression_line(w, step);
}

// As deep as the steps are, which the replay bounds.
void qg_tree_step(struct qg_why_writer *w, const struct qg_why_step *step, bool last) {
    qg_tree_line(w, last);
    step_line(w, step);
    end_line(w);
    size_t back = qg_tree_descend(w, last);
    for (const struct qg_why_step *s = step->first; s != NULL; s = s->next)
        qg_tree_step(w, s, s->next == NULL && !step->cut);
    if (step->cut) {
        qg_tree_line(w, true);
        qg_text_addz(w->out, qg_tree_word(w, QG_WORD_LEFT_OUT));
        end_line(w);
    }
    qg_tree_ascend(w, back);
}
