// SPDX-License-Identifier: Apache-2.0
//
// A chart of bars as SVG: rows with a label, a bar parted into the series of the chart, and its
// numbers behind it. It is read without colour: the series differ in their hatching, the numbers
// stand there in the order of the legend, and whoever draws one puts a table with it. It takes the
// colour of the text around it, so that it is as dark or light as the page.

#ifndef QG_BARS_H
#define QG_BARS_H

#include "str.h"
#include "text.h"

#include <stdint.h>

// How a series is filled.
enum qg_fill { QG_FILL_SOLID, QG_FILL_HATCH, QG_FILL_DOTS, QG_FILL_CROSS, QG_FILL_NONE, QG_FILLS };

struct qg_series {
    const char *name; // ours
    enum qg_fill fill;
};

struct qg_bar {
    struct qg_str label;    // anybody's; cut where it is too long
    const char *note;       // behind the label, "" for none
    const uint64_t *values; // one for each series
};

struct qg_bars {
    const char *title; // ours; what a screen reader says
    const struct qg_series *series;
    uint32_t series_count;
    const struct qg_bar *bars;
    uint32_t bar_count;
};

// The patterns of the fills as `<defs>`; once in a document, before the first chart.
void qg_bars_patterns(struct qg_text *out);

// The chart, with a legend where there is more than one series.
void qg_bars_draw(const struct qg_bars *chart, struct qg_text *out);

#endif
