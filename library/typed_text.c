// SPDX-License-Identifier: Apache-2.0

#include "typed_text.h"

#include "excerpt.h"

void qg_typed_message(const struct qg_typed *typed, const struct qg_sources *sources,
                      int32_t message, int lang, struct qg_text *out) {
    if (message == QG_NONE)
        return;
    const struct qg_message *m = &typed->tables.messages[message];
    for (uint32_t i = 0; i < m->count[lang]; i++) {
        const struct qg_piece *piece = &typed->tables.pieces[m->first[lang] + i];
        if (piece->figure != QG_FIGURE_NONE) {
            qg_text_printf(out, "{%.*s}", QG_STR_ARG(qg_figure_name(piece->figure)));
            continue;
        }
        if (piece->fn == QG_NONE) {
            qg_text_add(out, piece->text);
            continue;
        }
        qg_text_char(out, '{');
        qg_excerpt_add(out, qg_sources_slice(sources, typed->functions[piece->fn].span));
        qg_text_char(out, '}');
    }
}
