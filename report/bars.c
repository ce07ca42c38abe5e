// SPDX-License-Identifier: Apache-2.0

#include "bars.h"

#include "html.h"
#include "utf8.h"

#include <inttypes.h>

// In units of the picture, which are pixels where there is room for them.
enum { WIDTH = 760, LABEL = 270, BAR = 340, ROW = 24, THICK = 14, GAP = 8 };
enum { LABEL_LETTERS = 34, SWATCH = 16 };

void qg_bars_patterns(struct qg_text *out) {
    static const char begin[] = "<pattern id=\"fill%d\" width=\"6\" height=\"6\" "
                                "patternUnits=\"userSpaceOnUse\">%s</pattern>\n";
    static const char *const patterns[QG_FILLS] = {
        [QG_FILL_SOLID] = "<rect width=\"6\" height=\"6\" fill=\"currentColor\"/>",
        [QG_FILL_HATCH] = "<path d=\"M-1 1l2-2M0 6l6-6M5 7l2-2\" stroke=\"currentColor\"/>",
        [QG_FILL_DOTS] = "<circle cx=\"3\" cy=\"3\" r=\"1.2\" fill=\"currentColor\"/>",
        [QG_FILL_CROSS] = "<path d=\"M0 3h6M3 0v6\" stroke=\"currentColor\"/>",
        [QG_FILL_NONE] = "",
    };
    qg_text_addz(out, "<defs>\n");
    for (int fill = 0; fill < QG_FILLS; fill++)
        qg_text_printf(out, begin, fill, patterns[fill]);
    qg_text_addz(out, "</defs>\n");
}

static void box(struct qg_text *out, uint32_t x, uint32_t y, uint32_t width, enum qg_fill fill) {
    qg_text_printf(out,
                   "<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%d\" fill=\"url(#fill%d)\" "
                   "stroke=\"currentColor\"/>",
                   x, y, width, THICK, (int)fill);
}

static uint64_t sum(const struct qg_bars *chart, const struct qg_bar *bar) {
    uint64_t all = 0;
    for (uint32_t i = 0; i < chart->series_count; i++)
        all += bar->values[i];
    return all;
}

static uint64_t longest(const struct qg_bars *chart) {
    uint64_t most = 1;
    for (uint32_t i = 0; i < chart->bar_count; i++) {
        uint64_t all = sum(chart, &chart->bars[i]);
        most = all > most ? all : most;
    }
    return most;
}

// ---- a row ----

static void label(struct qg_text *out, const struct qg_bar *bar, uint32_t y) {
    const char *at = bar->label.at, *end = at + bar->label.len;
    for (int i = 0; i < LABEL_LETTERS && at < end; i++)
        qg_utf8_decode(&at, end);
    qg_text_printf(out, "<text x=\"%d\" y=\"%u\" text-anchor=\"end\">", LABEL - GAP, y + THICK - 3);
    qg_html_text(out, qg_str_slice(bar->label, 0, (size_t)(at - bar->label.at)));
    qg_text_printf(out, "%s%s%s</text>", at < end ? "…" : "", bar->note[0] != '\0' ? " " : "",
                   bar->note);
}

// "12", or "12 + 0 + 3".
static void numbers(struct qg_text *out, const struct qg_bars *chart, const struct qg_bar *bar,
                    uint32_t x, uint32_t y) {
    qg_text_printf(out, "<text x=\"%u\" y=\"%u\">", x, y + THICK - 3);
    for (uint32_t i = 0; i < chart->series_count; i++)
        qg_text_printf(out, "%s%" PRIu64, i > 0 ? " + " : "", bar->values[i]);
    qg_text_addz(out, "</text>\n");
}

static void row(struct qg_text *out, const struct qg_bars *chart, const struct qg_bar *bar,
                uint32_t y, uint64_t most) {
    uint64_t before = 0;
    uint32_t end = LABEL;
    label(out, bar, y);
    for (uint32_t i = 0; i < chart->series_count; i++) {
        uint32_t from = end;
        before += bar->values[i];
        end = LABEL + (uint32_t)((double)before / (double)most * BAR);
        if (bar->values[i] > 0)
            box(out, from, y, end > from ? end - from : 1, chart->series[i].fill);
    }
    numbers(out, chart, bar, end + GAP, y);
}

// ---- the chart ----

// In HTML, so that long names wrap.
static void legend(struct qg_text *out, const struct qg_bars *chart) {
    qg_text_addz(out, "<ul class=\"legend\">");
    for (uint32_t i = 0; i < chart->series_count; i++) {
        qg_text_printf(out, "<li><svg width=\"%d\" height=\"%d\" aria-hidden=\"true\">", SWATCH,
                       SWATCH);
        box(out, 1, 1, THICK, chart->series[i].fill);
        qg_text_printf(out, "</svg> %s</li>", chart->series[i].name);
    }
    qg_text_addz(out, "</ul>\n");
}

void qg_bars_draw(const struct qg_bars *chart, struct qg_text *out) {
    uint64_t most = longest(chart);
    uint32_t height = chart->bar_count * ROW + GAP;
    if (chart->series_count > 1)
        legend(out, chart);
    qg_text_printf(out,
                   "<svg class=\"bars\" viewBox=\"0 0 %d %u\" role=\"img\" aria-label=\"%s\">\n",
                   WIDTH, height, chart->title);
    for (uint32_t i = 0; i < chart->bar_count; i++)
        row(out, chart, &chart->bars[i], GAP + i * ROW, most);
    qg_text_printf(out, "<path d=\"M%d 0V%u\" stroke=\"currentColor\"/>\n</svg>\n", LABEL, height);
}
