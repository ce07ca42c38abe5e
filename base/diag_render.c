// SPDX-License-Identifier: Apache-2.0
//
// Diagnostics as a person reads them. A record is a headline, then every line of text that its
// labels touch, each followed by one row of underlining per label, then the hint:
//
//     policies/x.qagida:12:9: error[E0203]: unknown field `pressent_ids` of `hearing`
//        |
//     12 |   require pressent_ids is recorded
//        |           ^^^^^^^^^^^^ no such field
//        = hint: Did you mean `present_ids`?
//
// Policy text is untrusted and so is everything quoted from it: what could move the cursor or turn
// the writing direction is shown as an escape, and columns are counted in what is shown.
#include "diag.h"

#include "shown.h"

// The widest piece of a line that is shown, and how much of it may stand before the first label
// when a longer line is cut: a terminal's width, give or take the margin.
#define WIDEST 120u
#define BEFORE 40u

#define TAB_WIDTH 4u

#define STYLE_OFF     "\x1b[0m"
#define STYLE_BOLD    "\x1b[1m"
#define STYLE_ERROR   "\x1b[1;31m"
#define STYLE_WARNING "\x1b[1;33m"
#define STYLE_MARGIN  "\x1b[1;34m"

struct painter {
    struct qg_text *out;
    const struct qg_sources *sources;
    bool colour;
    uint32_t margin; // digits of the largest line number of the record at hand
};

// A label and the place where it is drawn: its first line.
struct mark {
    const struct qg_diag_label *label;
    const struct qg_source *source;
    uint32_t line;
    bool primary;
};

// A part of a line: the bytes shown, and whether something was cut off on either side.
struct window {
    struct qg_str line;
    size_t start, end; // byte offsets in `line`
};

static void style(struct painter *p, const char *escape) {
    if (p->colour)
        qg_text_addz(p->out, escape);
}

static const char *level_style(enum qg_level level) {
    return level == QG_ERROR ? STYLE_ERROR : STYLE_WARNING;
}

// ---- what stands for a code point ----

// One code point of a source line, with tabs as spaces so that carets line up.
static size_t show(struct qg_text *out, const char **at, const char *end) {
    if (**at != '\t')
        return qg_shown_next(out, at, end);
    ++*at;
    if (out != NULL)
        qg_text_fill(out, ' ', TAB_WIDTH);
    return TAB_WIDTH;
}

static void show_all(struct qg_text *out, struct qg_str s) {
    if (s.len == 0)
        return;
    const char *end = s.at + s.len;
    for (const char *at = s.at; at < end;)
        show(out, &at, end);
}

// The columns that the bytes [from, to) of a line take.
static size_t columns(struct qg_str line, size_t from, size_t to) {
    size_t total = 0;
    const char *end = line.at + line.len;
    for (const char *at = line.at + from; at < line.at + to;)
        total += show(NULL, &at, end);
    return total;
}

// ---- lines, cut to what fits ----

// The offset behind as many code points from `from` on as fit into `width` columns.
static size_t fit(struct qg_str line, size_t from, size_t width) {
    const char *at = line.at + from, *end = line.at + line.len;
    size_t used = 0;
    while (at < end) {
        const char *next = at;
        used += show(NULL, &next, end);
        if (used > width)
            break;
        at = next;
    }
    return (size_t)(at - line.at);
}

// The offset `count` code points before `to`, or 0. Only continuation bytes need be looked at.
static size_t step_back(struct qg_str line, size_t to, size_t count) {
    while (to > 0 && count > 0) {
        to--;
        if (((unsigned char)line.at[to] & 0xC0) != 0x80)
            count--;
    }
    return to;
}

// The part of the line to show so that the byte offset `focus` is in it. Never looks at more of
// the line than it shows, since a hostile line has the length of the file.
static struct window cut(struct qg_str line, size_t focus) {
    struct window window = {line, 0, fit(line, 0, WIDEST)};
    if (window.end < line.len && focus > BEFORE) {
        window.start = step_back(line, focus, BEFORE);
        window.end = fit(line, window.start, WIDEST);
    }
    return window;
}

// ---- rows ----

static void margin(struct painter *p, char mark) {
    style(p, STYLE_MARGIN);
    qg_text_fill(p->out, ' ', p->margin + 1u);
    qg_text_char(p->out, mark);
    style(p, STYLE_OFF);
}

static void margin_row(struct painter *p) {
    margin(p, '|');
    qg_text_char(p->out, '\n');
}

static void line_row(struct painter *p, uint32_t number, struct window window) {
    style(p, STYLE_MARGIN);
    qg_text_printf(p->out, "%*lu |", (int)p->margin, (unsigned long)number);
    style(p, STYLE_OFF);
    qg_text_addz(p->out, window.start > 0 ? " …" : " ");
    show_all(p->out, qg_str_slice(window.line, window.start, window.end));
    qg_text_addz(p->out, window.end < window.line.len ? "…\n" : "\n");
}

static size_t within(size_t value, size_t low, size_t high) {
    return value < low ? low : value > high ? high : value;
}

// Where in the line the label begins and ends; it may go on in later lines.
static void label_ends(const struct mark *mark, const struct window *window, size_t *from,
                       size_t *to) {
    size_t line_start = (size_t)(window->line.at - mark->source->text.at);
    struct qg_span span = mark->label->span;
    *from = within(span.start, line_start + window->start, line_start + window->end) - line_start;
    *to = within(span.end, line_start + *from, line_start + window->end) - line_start;
}

static void underline_row(struct painter *p, const struct mark *mark, struct window window,
                          enum qg_level level) {
    size_t from, to;
    label_ends(mark, &window, &from, &to);
    size_t indent = columns(window.line, window.start, from) + (window.start > 0 ? 2 : 1);
    size_t width = columns(window.line, from, to);
    margin(p, '|');
    qg_text_fill(p->out, ' ', indent);
    style(p, mark->primary ? level_style(level) : STYLE_MARGIN);
    qg_text_fill(p->out, mark->primary ? '^' : '-', width > 0 ? width : 1);
    if (mark->label->text.len > 0)
        qg_text_char(p->out, ' ');
    show_all(p->out, mark->label->text);
    style(p, STYLE_OFF);
    qg_text_char(p->out, '\n');
}

// Names the file of the lines that follow, when it is not the one of the headline.
static void file_row(struct painter *p, const struct mark *mark) {
    struct qg_place place = qg_source_place(mark->source, mark->label->span.start);
    style(p, STYLE_MARGIN);
    qg_text_fill(p->out, ' ', p->margin);
    qg_text_addz(p->out, "--> ");
    style(p, STYLE_OFF);
    show_all(p->out, mark->source->name);
    qg_text_printf(p->out, ":%lu:%lu\n", (unsigned long)place.line, (unsigned long)place.column);
}

// ---- the marks of one record ----

static bool same_line(const struct mark *a, const struct mark *b) {
    return a->source == b->source && a->line == b->line;
}

// The file of the primary label first, then the others in their order; lines and columns ascend.
static bool stands_before(const struct mark *a, const struct mark *b, uint32_t home) {
    struct qg_span s = a->label->span, t = b->label->span;
    if (s.source != t.source)
        return s.source == home || (t.source != home && s.source < t.source);
    return s.start < t.start;
}

static void insert(struct mark *marks, size_t count, struct mark mark, uint32_t home) {
    for (; count > 0 && stands_before(&mark, &marks[count - 1], home); count--)
        marks[count] = marks[count - 1];
    marks[count] = mark;
}

// The labels that lie in a source, in the order in which they are drawn.
static size_t collect(const struct painter *p, const struct qg_diag *diag, struct mark *marks) {
    size_t count = 0;
    for (uint32_t i = 0; i < diag->label_count; i++) {
        const struct qg_diag_label *label = &diag->labels[i];
        const struct qg_source *source = qg_sources_at(p->sources, label->span.source);
        if (source == NULL)
            continue;
        uint32_t line = (uint32_t)qg_source_place(source, label->span.start).line;
        insert(marks, count++, (struct mark){label, source, line, i == 0},
               diag->labels[0].span.source);
    }
    return count;
}

static uint32_t digits(uint32_t number) {
    uint32_t count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

static uint32_t widest_number(const struct mark *marks, size_t count) {
    uint32_t width = 2;
    for (size_t i = 0; i < count; i++) {
        if (digits(marks[i].line) > width)
            width = digits(marks[i].line);
    }
    return width;
}

static size_t offset_in(struct qg_str line, const struct mark *mark) {
    return mark->label->span.start - (size_t)(line.at - mark->source->text.at);
}

// One line of text with all the labels that begin in it; returns how many those are.
static size_t line_block(struct painter *p, const struct mark *marks, size_t count,
                         enum qg_level level) {
    struct qg_str line = qg_source_line(marks->source, marks->line);
    struct window window = cut(line, within(offset_in(line, marks), 0, line.len));
    line_row(p, marks->line, window);
    size_t used = 0;
    for (; used < count && same_line(marks, &marks[used]); used++)
        underline_row(p, &marks[used], window, level);
    return used;
}

// What stands between two lines that are shown: nothing if they are neighbours.
static void between(struct painter *p, const struct mark *before, const struct mark *after) {
    if (before->source != after->source) {
        file_row(p, after);
        margin_row(p);
    } else if (after->line > before->line + 1) {
        margin(p, ':');
        qg_text_char(p->out, '\n');
    }
}

static void snippet(struct painter *p, const struct mark *marks, size_t count,
                    enum qg_level level) {
    if (count > 0)
        margin_row(p);
    for (size_t i = 0; i < count;) {
        if (i > 0)
            between(p, &marks[i - 1], &marks[i]);
        i += line_block(p, &marks[i], count - i, level);
    }
}

// ---- records ----

static void headline(struct painter *p, const struct qg_diag *diag) {
    struct qg_span span = diag->labels[0].span;
    const struct qg_source *source = qg_sources_at(p->sources, span.source);
    style(p, STYLE_BOLD);
    if (source != NULL) {
        struct qg_place place = qg_source_place(source, span.start);
        show_all(p->out, source->name);
        qg_text_printf(p->out, ":%lu:%lu: ", (unsigned long)place.line,
                       (unsigned long)place.column);
    }
    style(p, level_style(diag->level));
    qg_text_printf(p->out, "%s[%s]:", diag->level == QG_ERROR ? "error" : "warning", diag->code);
    style(p, STYLE_OFF);
    qg_text_char(p->out, ' ');
    show_all(p->out, diag->message);
    qg_text_char(p->out, '\n');
}

static void hint(struct painter *p, const struct qg_diag *diag) {
    if (diag->hint.len == 0)
        return;
    margin(p, '=');
    qg_text_addz(p->out, " hint: ");
    show_all(p->out, diag->hint);
    qg_text_char(p->out, '\n');
}

static void record(struct painter *p, const struct qg_diag *diag) {
    struct mark marks[QG_DIAG_LABELS];
    size_t count = collect(p, diag, marks);
    p->margin = widest_number(marks, count);
    headline(p, diag);
    snippet(p, marks, count, diag->level);
    hint(p, diag);
}

void qg_diag_render(struct qg_diag_list *list, const struct qg_sources *sources,
                    struct qg_text *out, bool colour) {
    struct painter painter = {out, sources, colour, 0};
    qg_diag_sort(list);
    for (uint32_t i = 0; i < list->items.len; i++)
        record(&painter, list->items.at[i]);
    uint32_t dropped = qg_diag_dropped(list);
    if (dropped > 0)
        qg_text_printf(out, "... and %lu more\n", (unsigned long)dropped);
}
