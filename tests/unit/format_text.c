// SPDX-License-Identifier: Apache-2.0
#include "format_text.h"

#include "arena.h"
#include "diag.h"
#include "format.h"
#include "parse.h"
#include "parser.h"
#include "scan.h"
#include "source.h"
#include "tree_print.h"

#include <stdlib.h>

// A text as a source of its own.
struct lone {
    struct qg_sources sources;
    struct qg_diag_list diags;
    struct qg_arena arena;
    uint32_t source;
};

static void open(struct lone *lone, struct qg_str text) {
    *lone = (struct lone){0};
    qg_diag_init(&lone->diags);
    qg_arena_init(&lone->arena, "test");
    if (qg_sources_add(&lone->sources, QG_STR("t"), text, &lone->source) != QG_OK)
        abort();
}

static void close(struct lone *lone) {
    qg_arena_free(&lone->arena);
    qg_diag_free(&lone->diags);
    qg_sources_free(&lone->sources);
}

bool qg_format_text(struct qg_str text, struct qg_text *out) {
    struct lone lone;
    open(&lone, text);
    if (qg_format(&lone.sources, lone.source, &lone.diags, out) != QG_OK)
        abort();
    bool good = qg_diag_errors(&lone.diags) == 0;
    close(&lone);
    return good;
}

bool qg_tree_text(struct qg_str text, struct qg_text *out) {
    struct lone lone;
    struct qg_file *file = NULL;
    open(&lone, text);
    if (qg_parse_file(&lone.arena, &lone.sources, lone.source, &lone.diags, &file) != QG_OK)
        abort();
    bool good = qg_diag_errors(&lone.diags) == 0;
    if (good)
        qg_tree_print(file, out);
    close(&lone);
    return good;
}

uint32_t qg_comments_of(struct qg_str text) {
    struct lone lone;
    struct qg_scan scan;
    struct qg_spans comments = {0};
    union qg_scan_value value;
    struct qg_span span;
    open(&lone, text);
    qg_scan_open(&scan, &lone.arena, &lone.sources, lone.source, &lone.diags);
    scan.comments = &comments;
    while (qg_scan_next(&scan, &value, &span) != QG_T_END)
        continue;
    uint32_t count = comments.len;
    qg_vec_free(&comments);
    close(&lone);
    return count;
}

// A small generator of our own, so that a seed means the same on every machine.
static uint32_t random_below(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static void random_gap(uint32_t *seed, bool comments, struct qg_text *out) {
    static const char *const gaps[] = {" ",      "\n",           "  ",         "\n\n\n",
                                       "\t\r\n", " # behind \n", "\n# own\n ", " #\n\n\n# two\n"};
    qg_text_addz(out, gaps[random_below(seed, comments ? 8 : 5)]);
}

// Between the tokens of a hole only spaces may stand, at its ends too.
static bool in_hole(int token) {
    return token == QG_T_STRING_HEAD || token == QG_T_STRING_MIDDLE;
}

void qg_relayout_text(struct qg_str text, uint32_t seed, bool comments, struct qg_text *out) {
    struct lone lone;
    struct qg_scan scan;
    union qg_scan_value value;
    struct qg_span span;
    bool hole = false;
    int quiet = 0; // gaps without comments: the scanner looks from `and` to a number and a unit
    open(&lone, text);
    qg_scan_open(&scan, &lone.arena, &lone.sources, lone.source, &lone.diags);
    for (int token; (token = qg_scan_next(&scan, &value, &span)) != QG_T_END;) {
        qg_text_add(out, qg_sources_slice(&lone.sources, span));
        quiet = token == QG_T_AND_DURATION ? 2 : quiet - (quiet > 0);
        hole = in_hole(token) || (hole && token != QG_T_STRING_TAIL);
        if (hole)
            qg_text_addz(out, " ");
        else
            random_gap(&seed, comments && quiet == 0, out);
    }
    close(&lone);
}

void qg_without_blanks(struct qg_str text, struct qg_text *out) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != '\n' || i == 0 || text.at[i - 1] != '\n')
            qg_text_char(out, text.at[i]);
}
