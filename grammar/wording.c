// SPDX-License-Identifier: Apache-2.0
#include "wording.h"

#include "parser.h"
#include "scan.h"

struct tokens {
    QG_VEC(struct qg_span) items;
};

// The tokens that lie within `where`. The text is scanned to its end: flex marks the end of a token
// in the text itself while it works, and takes the mark away with the next one.
static enum qg_fault read(struct tokens *out, struct qg_arena *arena,
                          const struct qg_sources *sources, struct qg_span where) {
    struct qg_diag_list diags; // the text was parsed before: nothing will come
    struct qg_scan scan;
    union qg_scan_value value;
    struct qg_span span;
    bool kept = true;
    qg_diag_init(&diags);
    qg_scan_open(&scan, arena, sources, where.source, &diags);
    while (qg_scan_next(&scan, &value, &span) != QG_T_END)
        if (span.start >= where.start && span.end <= where.end)
            kept &= qg_vec_push(&out->items, span);
    qg_diag_free(&diags);
    return kept ? scan.fault : QG_FAULT_MEMORY;
}

static bool stand_at(const struct qg_sources *sources, const struct tokens *text, uint32_t at,
                     const struct tokens *words) {
    if (text->items.len - at < words->items.len)
        return false;
    for (uint32_t i = 0; i < words->items.len; i++)
        if (!qg_str_equal(qg_sources_slice(sources, text->items.at[at + i]),
                          qg_sources_slice(sources, words->items.at[i])))
            return false;
    return true;
}

// Whether the token is the number of a part: `paragraph 3` is not said of three of anything.
static bool is_number_of_part(const struct qg_sources *sources, const struct tokens *text,
                              uint32_t at) {
    static const struct qg_str parts[] = {QG_STR_INIT("paragraph"), QG_STR_INIT("chapter"),
                                          QG_STR_INIT("appendix")};
    if (at == 0)
        return false;
    struct qg_str before = qg_sources_slice(sources, text->items.at[at - 1]);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (qg_str_equal(before, parts[i]))
            return true;
    return false;
}

static enum qg_fault find(struct qg_wordings *out, const struct qg_sources *sources,
                          const struct tokens *text, const struct tokens *words) {
    uint32_t count = words->items.len;
    for (uint32_t at = 0; count > 0 && at < text->items.len;) {
        if (is_number_of_part(sources, text, at) || !stand_at(sources, text, at, words)) {
            at++;
            continue;
        }
        struct qg_span place = qg_span_join(text->items.at[at], text->items.at[at + count - 1]);
        if (!qg_vec_push(&out->items, place))
            return QG_FAULT_MEMORY;
        at += count;
    }
    return QG_OK;
}

enum qg_fault qg_wording_find(struct qg_wordings *out, struct qg_arena *arena,
                              const struct qg_sources *sources, struct qg_span where,
                              struct qg_span words) {
    struct tokens text = {0}, wanted = {0};
    enum qg_fault fault = read(&text, arena, sources, where);
    if (fault == QG_OK)
        fault = read(&wanted, arena, sources, words);
    if (fault == QG_OK)
        fault = find(out, sources, &text, &wanted);
    qg_vec_free(&text.items);
    qg_vec_free(&wanted.items);
    return fault;
}
