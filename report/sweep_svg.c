// SPDX-License-Identifier: Apache-2.0
//
// `svg` of a sweep: a curve of how many certifications each value changes, with the numbers at its
// points, and thinner ones of those that become unlawful, lawful or undetermined. Curves differ by
// dashes and marks, so that the picture is read without colour; the value as it stands has a line
// of its own.

#include "sweep_report.h"

#include "impact_parts.h"
#include "words.h"
#include "xml.h"

#include <inttypes.h>

// In units of the picture.
enum { WIDTH = 860, HEIGHT = 520, LEFT = 70, RIGHT = 820, TOP = 120, BOTTOM = 400 };
enum { MARK = 4, SMALL = 12, LEGEND_ROW = 18, LEGEND_LINE = 36 };
enum { LABELS = 30 };         // along the axis; of more values only some are named
enum { ALL = -1, TICKS = 5 }; // ALL: affected, whatever the turn

static const struct {
    int turn; // enum qg_impact_turn, or ALL
    const char *dashes, *mark;
} curves[] = {
    {ALL, "none", "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"},
    {QG_IMPACT_UNLAWFUL, "7 3", "M-4 -4h8v8h-8z"},
    {QG_IMPACT_LAWFUL, "2 3", "M0 -5l5 8h-10z"},
    {QG_IMPACT_OPEN, "8 3 2 3", "M0 -5l5 5l-5 5l-5 -5z"},
};
enum { CURVE_COUNT = sizeof curves / sizeof curves[0] };

struct picture {
    const struct qg_sweep_report *sweep;
    struct qg_xml xml;
    uint64_t top; // number at the upper end of the axis
};

// ---- numbers and places ----

static uint64_t number_of(const struct qg_sweep_point *point, int turn) {
    return turn == ALL ? qg_sweep_affected(point) : point->world.turns[turn];
}

// 1, 2, 5, 10, 20, …: the distance of the axis' marks.
static uint64_t tick_of(uint64_t most) {
    uint64_t tick = 1;
    for (int i = 0; tick * TICKS < most && tick < UINT64_MAX / 100; i++)
        tick = i % 3 == 1 ? tick / 2 * 5 : tick * 2;
    return tick;
}

static int x_of(const struct picture *p, uint32_t at) {
    uint32_t last = p->sweep->point_count > 1 ? p->sweep->point_count - 1 : 1;
    return LEFT + 20 + (int)((double)at / last * (RIGHT - LEFT - 40));
}

static int y_of(const struct picture *p, uint64_t number) {
    return BOTTOM - (int)((double)number / (double)p->top * (BOTTOM - TOP));
}

// ---- parts of the picture ----

static void attribute(struct qg_xml *xml, const char *name, const char *value) {
    qg_xml_attribute(xml, name, qg_str_of(value));
}

static void text_at(struct qg_xml *xml, int x, int y, const char *anchor, struct qg_str text) {
    qg_xml_open(xml, "text");
    qg_xml_attribute_number(xml, "x", (uint64_t)x);
    qg_xml_attribute_number(xml, "y", (uint64_t)y);
    attribute(xml, "text-anchor", anchor);
    qg_xml_text(xml, text);
    qg_xml_close(xml);
}

static void number_at(struct qg_xml *xml, int x, int y, const char *anchor, uint64_t number) {
    struct qg_text text = {0};
    qg_text_printf(&text, "%" PRIu64, number);
    text_at(xml, x, y, anchor, qg_text_str(&text));
    xml->out->failed = xml->out->failed || text.failed;
    qg_text_free(&text);
}

static void path(struct qg_xml *xml, const char *dashes, struct qg_text *d) {
    qg_xml_open(xml, "path");
    qg_xml_attribute(xml, "d", qg_text_str(d));
    attribute(xml, "stroke-dasharray", dashes);
    qg_xml_close(xml);
    xml->out->failed = xml->out->failed || d->failed;
    qg_text_free(d);
}

static void straight(struct qg_xml *xml, int from_x, int from_y, int to_x, int to_y,
                     const char *dashes) {
    struct qg_text d = {0};
    qg_text_printf(&d, "M%d %dL%d %d", from_x, from_y, to_x, to_y);
    path(xml, dashes, &d);
}

static void mark_at(struct qg_xml *xml, const char *mark, int x, int y) {
    struct qg_text where = {0};
    qg_text_printf(&where, "translate(%d %d)", x, y);
    qg_xml_open(xml, "path");
    attribute(xml, "d", mark);
    qg_xml_attribute(xml, "transform", qg_text_str(&where));
    attribute(xml, "class", "mark");
    qg_xml_close(xml);
    xml->out->failed = xml->out->failed || where.failed;
    qg_text_free(&where);
}

// ---- axes ----

// Every how many-th value is named.
static uint32_t every(const struct picture *p) {
    return p->sweep->point_count / LABELS + 1;
}

// Aslant, so that neighbours do not run into each other.
static void value_label(struct picture *p, uint32_t at) {
    struct qg_text turn = {0};
    int x = x_of(p, at), y = BOTTOM + 18;
    qg_text_printf(&turn, "rotate(-40 %d %d)", x, y);
    qg_xml_open(&p->xml, "text");
    qg_xml_attribute_number(&p->xml, "x", (uint64_t)x);
    qg_xml_attribute_number(&p->xml, "y", (uint64_t)y);
    attribute(&p->xml, "text-anchor", "end");
    qg_xml_attribute(&p->xml, "transform", qg_text_str(&turn));
    qg_xml_text(&p->xml, p->sweep->points[at].value);
    qg_xml_close(&p->xml);
    p->xml.out->failed = p->xml.out->failed || turn.failed;
    qg_text_free(&turn);
}

static void axes(struct picture *p) {
    uint64_t tick = tick_of(p->top);
    straight(&p->xml, LEFT, TOP, LEFT, BOTTOM, "none");
    straight(&p->xml, LEFT, BOTTOM, RIGHT, BOTTOM, "none");
    for (uint64_t number = 0; number <= p->top; number += tick) {
        straight(&p->xml, LEFT - MARK, y_of(p, number), LEFT, y_of(p, number), "none");
        number_at(&p->xml, LEFT - 2 * MARK, y_of(p, number) + MARK, "end", number);
    }
    for (uint32_t i = 0; i < p->sweep->point_count; i++) {
        straight(&p->xml, x_of(p, i), BOTTOM, x_of(p, i), BOTTOM + MARK, "none");
        if (i % every(p) == 0 || p->sweep->points[i].stands)
            value_label(p, i);
    }
}

// "as the law stands: 1 month", at a line over the whole height.
static void standing(struct picture *p, uint32_t at) {
    struct qg_text text = {0};
    int x = x_of(p, at);
    qg_text_printf(&text, "%s: ", qg_word(QG_WORD_STANDS, p->sweep->run->lang));
    qg_text_add(&text, p->sweep->points[at].value);
    straight(&p->xml, x, TOP - 6, x, BOTTOM, "1 4");
    text_at(&p->xml, x, TOP - 10, x > (LEFT + RIGHT) / 2 ? "end" : "start", qg_text_str(&text));
    p->xml.out->failed = p->xml.out->failed || text.failed;
    qg_text_free(&text);
}

// ---- curves ----

static bool is_drawn(const struct picture *p, int curve) {
    for (uint32_t i = 0; i < p->sweep->point_count; i++)
        if (number_of(&p->sweep->points[i], curves[curve].turn) > 0)
            return true;
    return curves[curve].turn == ALL;
}

static void curve(struct picture *p, int at) {
    struct qg_text d = {0};
    for (uint32_t i = 0; i < p->sweep->point_count; i++)
        qg_text_printf(&d, "%s%d %d", i == 0 ? "M" : "L", x_of(p, i),
                       y_of(p, number_of(&p->sweep->points[i], curves[at].turn)));
    path(&p->xml, curves[at].dashes, &d);
    for (uint32_t i = 0; i < p->sweep->point_count; i++) {
        uint64_t number = number_of(&p->sweep->points[i], curves[at].turn);
        mark_at(&p->xml, curves[at].mark, x_of(p, i), y_of(p, number));
        if (curves[at].turn == ALL && i % every(p) == 0)
            number_at(&p->xml, x_of(p, i), y_of(p, number) - 2 * MARK, "middle", number);
    }
}

static void legend(struct picture *p) {
    int lang = p->sweep->run->lang, y = 48;
    for (int i = 0; i < CURVE_COUNT; i++) {
        const char *name = curves[i].turn == ALL
                               ? qg_word(QG_WORD_CHANGED, lang)
                               : qg_impact_turn_word((enum qg_impact_turn)curves[i].turn, lang);
        if (!is_drawn(p, i))
            continue;
        straight(&p->xml, LEFT, y, LEFT + LEGEND_LINE, y, curves[i].dashes);
        mark_at(&p->xml, curves[i].mark, LEFT + LEGEND_LINE / 2, y);
        text_at(&p->xml, LEFT + LEGEND_LINE + 2 * MARK, y + MARK, "start", qg_str_of(name));
        y += LEGEND_ROW;
    }
}

// ---- the picture ----

static void head(struct picture *p) {
    struct qg_xml *xml = &p->xml;
    struct qg_text title = {0}, box = {0};
    qg_text_add(&title, p->sweep->act);
    qg_text_addz(&title, ": ");
    qg_text_add(&title, p->sweep->change);
    qg_text_addz(&title, " …");
    qg_text_printf(&box, "0 0 %d %d", WIDTH, HEIGHT);
    qg_xml_open(xml, "svg");
    attribute(xml, "xmlns", "http://www.w3.org/2000/svg");
    qg_xml_attribute(xml, "viewBox", qg_text_str(&box));
    attribute(xml, "role", "img");
    attribute(xml, "font-family", "sans-serif");
    qg_xml_attribute_number(xml, "font-size", SMALL);
    qg_xml_open(xml, "title");
    qg_xml_text(xml, qg_text_str(&title));
    qg_xml_close(xml);
    qg_xml_open(xml, "style");
    qg_xml_text(xml, QG_STR("path { fill: none; stroke: black; } .mark { fill: white; }"));
    qg_xml_close(xml);
    qg_xml_open(xml, "rect");
    attribute(xml, "width", "100%");
    attribute(xml, "height", "100%");
    attribute(xml, "fill", "white");
    qg_xml_close(xml);
    text_at(xml, LEFT, 24, "start", qg_text_str(&title));
    xml->out->failed = xml->out->failed || title.failed || box.failed;
    qg_text_free(&title);
    qg_text_free(&box);
}

void qg_sweep_svg(const struct qg_sweep_report *sweep, struct qg_text *out) {
    struct picture p = {.sweep = sweep};
    uint64_t most = qg_sweep_most_affected(sweep), tick = tick_of(most);
    p.top = most == 0 ? 1 : (most + tick - 1) / tick * tick;
    qg_xml_begin(&p.xml, out);
    head(&p);
    legend(&p);
    axes(&p);
    for (uint32_t i = 0; i < sweep->point_count; i++)
        if (sweep->points[i].stands)
            standing(&p, i);
    for (int i = CURVE_COUNT - 1; i >= 0; i--)
        if (is_drawn(&p, i))
            curve(&p, i);
    qg_xml_close(&p.xml);
}
