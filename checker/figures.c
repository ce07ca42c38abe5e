// SPDX-License-Identifier: Apache-2.0
#include "figures.h"

#include <inttypes.h>

void qg_count_bounds_add(struct qg_text *out, struct qg_count_bounds bounds) {
    qg_text_printf(out, "%" PRIu64, bounds.least);
    if (bounds.most >= INT32_MAX)
        qg_text_char(out, '+');
    else if (bounds.most != bounds.least)
        qg_text_printf(out, "–%" PRIu64, bounds.most);
}

// In tenths of a percent, rounded half up.
static uint64_t tenths(struct qg_fraction share) {
    while (share.whole > UINT64_MAX / 2048) { // so large that what is shifted out is not seen
        share.part >>= 1;
        share.whole >>= 1;
    }
    return share.whole == 0 ? 0 : (share.part * 1000 + share.whole / 2) / share.whole;
}

static void add_tenths(struct qg_text *out, uint64_t value, int lang) {
    qg_text_printf(out, "%" PRIu64, value / 10);
    if (value % 10 != 0)
        qg_text_printf(out, "%c%" PRIu64, lang == QG_LANG_EN ? '.' : ',', value % 10);
}

void qg_share_bounds_add(struct qg_text *out, struct qg_share_bounds bounds, int lang) {
    uint64_t least = tenths(bounds.least), most = tenths(bounds.most);
    add_tenths(out, least, lang);
    if (most != least) {
        qg_text_addz(out, "–");
        add_tenths(out, most, lang);
    }
    qg_text_addz(out, " %");
}

static void add_figure(struct qg_text *out, enum qg_figure figure,
                       const struct qg_together *together, int lang) {
    switch (figure) {
    case QG_FIGURE_MEMBERS:
        qg_count_bounds_add(out, together->members);
        break;
    case QG_FIGURE_HAVING:
        qg_count_bounds_add(out, together->having);
        break;
    case QG_FIGURE_SHARE:
        qg_share_bounds_add(out, together->share, lang);
        break;
    case QG_FIGURE_GROUP:
        qg_text_add(out, together->group);
        break;
    default:
        break;
    }
}

void qg_figures_message(const struct qg_program *program, int32_t at,
                        const struct qg_together *together, int lang, struct qg_text *out) {
    struct qg_pieces pieces = qg_message_pieces(program, at, lang);
    for (uint32_t i = 0; i < pieces.count; i++) {
        qg_text_add(out, pieces.at[i].text);
        add_figure(out, pieces.at[i].figure, together, lang);
    }
}
