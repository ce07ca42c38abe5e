// SPDX-License-Identifier: Apache-2.0
#include "line_diff.h"

#include "vec.h"

#include <stdint.h>
#include <stdlib.h>

// Lines around a change that are shown with it.
#define CONTEXT 3

struct line {
    struct qg_str text; // with its line break
    bool changed;       // removed from its side, or added on it
};

struct lines {
    QG_VEC(struct line) items;
};

struct diff {
    struct lines before, after;
    uint32_t head, tail; // lines that both share at their ends
    QG_VEC(int32_t) far; // row d, for edits of d steps: how far each diagonal -d, -d + 2 … d got
};

static bool split(struct lines *lines, struct qg_str text) {
    for (size_t at = 0; at < text.len;) {
        const char *end = memchr(text.at + at, '\n', text.len - at);
        size_t next = end != NULL ? (size_t)(end - text.at) + 1 : text.len;
        struct line line = {.text = qg_str_slice(text, at, next)};
        if (lines->items.len >= INT32_MAX || !qg_vec_push(&lines->items, line))
            return false;
        at = next;
    }
    return true;
}

// ---- The shortest edit -----------------------------------------------------------------------

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static bool same(const struct diff *d, uint32_t before, uint32_t after) {
    return qg_str_equal(d->before.items.at[before].text, d->after.items.at[after].text);
}

static void trim(struct diff *d) {
    uint32_t n = d->before.items.len, m = d->after.items.len;
    while (d->head < least(n, m) && same(d, d->head, d->head))
        d->head++;
    while (d->tail < least(n, m) - d->head && same(d, n - d->tail - 1, m - d->tail - 1))
        d->tail++;
}

// Lines between those that are shared, on either side.
static int32_t inner_before(const struct diff *d) {
    return (int32_t)(d->before.items.len - d->head - d->tail);
}

static int32_t inner_after(const struct diff *d) {
    return (int32_t)(d->after.items.len - d->head - d->tail);
}

static int32_t far_at(const struct diff *d, int32_t step, int32_t diagonal) {
    return d->far.at[step * (step + 1) / 2 + (diagonal + step) / 2];
}

// Whether a path of `step` edits reaches its diagonal by adding a line rather than removing one.
static bool comes_by_adding(const struct diff *d, int32_t step, int32_t diagonal) {
    return diagonal == -step || (diagonal != step && far_at(d, step - 1, diagonal - 1) <
                                                         far_at(d, step - 1, diagonal + 1));
}

static int32_t start_of(const struct diff *d, int32_t step, int32_t diagonal) {
    if (step == 0)
        return 0;
    if (comes_by_adding(d, step, diagonal))
        return far_at(d, step - 1, diagonal + 1);
    return far_at(d, step - 1, diagonal - 1) + 1;
}

static int32_t slide(const struct diff *d, int32_t x, int32_t diagonal) {
    int32_t n = inner_before(d), m = inner_after(d);
    while (x < n && x - diagonal < m && x >= diagonal &&
           same(d, d->head + (uint32_t)x, d->head + (uint32_t)(x - diagonal)))
        x++;
    return x;
}

// Fills rows until one reaches the end and gives its number; -1 after too many, -2 without memory.
static int32_t search(struct diff *d) {
    int32_t n = inner_before(d), m = inner_after(d);
    for (int32_t step = 0; step <= QG_LINE_DIFF_EDITS; step++) {
        for (int32_t diagonal = -step; diagonal <= step; diagonal += 2) {
            int32_t x = slide(d, start_of(d, step, diagonal), diagonal);
            if (!qg_vec_push(&d->far, x))
                return -2;
            if (x >= n && x - diagonal >= m)
                return step;
        }
    }
    return -1;
}

// Walks back along the path that reached the end, marking what it added and removed.
static void mark(struct diff *d, int32_t steps) {
    int32_t diagonal = inner_before(d) - inner_after(d);
    for (int32_t step = steps; step > 0; step--) {
        bool adds = comes_by_adding(d, step, diagonal);
        int32_t from = adds ? diagonal + 1 : diagonal - 1;
        int32_t x = far_at(d, step - 1, from);
        if (adds)
            d->after.items.at[d->head + (uint32_t)(x - from)].changed = true;
        else
            d->before.items.at[d->head + (uint32_t)x].changed = true;
        diagonal = from;
    }
}

static void mark_all(struct lines *lines, uint32_t head, int32_t count) {
    for (uint32_t i = 0; i < (uint32_t)count; i++)
        lines->items.at[head + i].changed = true;
}

static bool compare(struct diff *d) {
    trim(d);
    int32_t steps = search(d);
    if (steps >= 0) {
        mark(d, steps);
    } else {
        mark_all(&d->before, d->head, inner_before(d));
        mark_all(&d->after, d->head, inner_after(d));
    }
    return steps != -2;
}

// ---- The unified form ------------------------------------------------------------------------

// Where both sides stand.
struct place {
    uint32_t before, after;
};

static bool is_changed(const struct lines *lines, uint32_t index) {
    return index < lines->items.len && lines->items.at[index].changed;
}

static bool at_end(const struct diff *d, struct place at) {
    return at.before >= d->before.items.len && at.after >= d->after.items.len;
}

static bool at_change(const struct diff *d, struct place at) {
    return is_changed(&d->before, at.before) || is_changed(&d->after, at.after);
}

// Behind the change that begins here.
static struct place behind(const struct diff *d, struct place at) {
    while (is_changed(&d->before, at.before))
        at.before++;
    while (is_changed(&d->after, at.after))
        at.after++;
    return at;
}

static struct place next_change(const struct diff *d, struct place at) {
    while (!at_end(d, at) && !at_change(d, at))
        at = (struct place){at.before + 1, at.after + 1};
    return at;
}

// The end of the changes that are shown together: those with no more than two contexts between.
static struct place end_of_hunk(const struct diff *d, struct place at) {
    for (;;) {
        struct place end = behind(d, at);
        at = next_change(d, end);
        if (at_end(d, at) || at.before - end.before > 2 * CONTEXT)
            return end;
    }
}

static void put(struct qg_text *out, char sign, struct qg_str line) {
    qg_text_char(out, sign);
    qg_text_add(out, line);
    if (line.len == 0 || line.at[line.len - 1] != '\n')
        qg_text_addz(out, "\n\\ No newline at end of file\n");
}

static void put_lines(const struct diff *d, struct place from, struct place to,
                      struct qg_text *out) {
    while (from.before < to.before || from.after < to.after) {
        struct place end = behind(d, from);
        for (uint32_t i = from.before; i < end.before; i++)
            put(out, '-', d->before.items.at[i].text);
        for (uint32_t i = from.after; i < end.after; i++)
            put(out, '+', d->after.items.at[i].text);
        from = end;
        if (from.before < to.before)
            put(out, ' ', d->before.items.at[from.before].text);
        from = (struct place){from.before + 1, from.after + 1};
    }
}

// A side of a hunk's header: its first line, counted from 1, and how many they are.
static void put_side(struct qg_text *out, char sign, uint32_t from, uint32_t to) {
    qg_text_printf(out, "%c%lu,%lu ", sign, (unsigned long)from + (to > from),
                   (unsigned long)to - from);
}

static struct place put_hunk(const struct diff *d, struct place change, struct qg_text *out) {
    uint32_t lead = least(CONTEXT, change.before);
    struct place end = end_of_hunk(d, change);
    struct place from = {change.before - lead, change.after - lead};
    uint32_t trail = least(CONTEXT, d->before.items.len - end.before);
    struct place to = {end.before + trail, end.after + trail};
    qg_text_addz(out, "@@ ");
    put_side(out, '-', from.before, to.before);
    put_side(out, '+', from.after, to.after);
    qg_text_addz(out, "@@\n");
    put_lines(d, from, to, out);
    return end;
}

static void put_all(const struct diff *d, struct qg_str name, struct qg_text *out) {
    struct place at = next_change(d, (struct place){0, 0});
    if (!at_end(d, at))
        qg_text_printf(out, "--- %.*s\n+++ %.*s\n", QG_STR_ARG(name), QG_STR_ARG(name));
    while (!at_end(d, at))
        at = next_change(d, put_hunk(d, at, out));
}

bool qg_line_diff(struct qg_str name, struct qg_str before, struct qg_str after,
                  struct qg_text *out) {
    struct diff d = {0};
    bool done = split(&d.before, before) && split(&d.after, after) && compare(&d);
    if (done)
        put_all(&d, name, out);
    qg_vec_free(&d.before.items);
    qg_vec_free(&d.after.items);
    qg_vec_free(&d.far);
    return done && !out->failed;
}
