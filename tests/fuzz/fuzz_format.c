// SPDX-License-Identifier: Apache-2.0
//
// Any text as a file of a policy: it is laid out, or refused with a reason. The layout is read as
// the same tree, keeps every comment, and is laid out as it is.

#include "fuzz.h"

#include "arena.h"
#include "diag.h"
#include "format.h"
#include "parse.h"
#include "scan.h"
#include "source.h"
#include "tree_print.h"

#include <stdlib.h>
#include <string.h>

// Longer texts find nothing new and take long.
enum { LONGEST = 1 << 16 };

static void demand(bool holds) {
    if (!holds)
        abort();
}

// One text, as far as it is read.
struct reading {
    struct qg_sources sources;
    struct qg_diag_list diags;
    struct qg_arena arena;
    uint32_t index;
};

static void add_comments(struct reading *r, struct qg_text *out) {
    struct qg_str text = qg_sources_at(&r->sources, r->index)->text;
    struct qg_spans comments = {0};
    struct qg_scan scan;
    union qg_scan_value value;
    struct qg_span span;
    qg_scan_open(&scan, &r->arena, &r->sources, r->index, &r->diags);
    scan.comments = &comments;
    while (qg_scan_next(&scan, &value, &span) != 0)
        continue;
    for (uint32_t i = 0; i < comments.len; i++) {
        size_t end = comments.at[i].end;
        while (strchr(" \t\r", text.at[end - 1]) != NULL)
            end--;
        qg_text_add(out, qg_str_slice(text, comments.at[i].start, end));
        qg_text_char(out, '\n');
    }
    qg_vec_free(&comments);
}

static void add_tree(struct reading *r, struct qg_text *out) {
    struct qg_file *file = NULL;
    demand(qg_parse_file(&r->arena, &r->sources, r->index, &r->diags, &file) == QG_OK);
    qg_tree_print(file, out);
}

// Appends the layout of a text, and what it says: its tree and its comments. False for one with
// errors.
static bool read_and_format(struct qg_str text, struct qg_text *layout, struct qg_text *says) {
    struct reading r = {0};
    qg_diag_init(&r.diags);
    qg_arena_init(&r.arena, "fuzz");
    demand(qg_sources_add(&r.sources, QG_STR("fuzz"), text, &r.index) == QG_OK);
    demand(qg_format(&r.sources, r.index, &r.diags, layout) == QG_OK);
    bool good = qg_diag_errors(&r.diags) == 0;
    if (good) {
        add_tree(&r, says);
        add_comments(&r, says);
    }
    qg_arena_free(&r.arena);
    qg_diag_free(&r.diags);
    qg_sources_free(&r.sources);
    return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_str text = {(const char *)data, size};
    struct qg_text once = {0}, again = {0}, before = {0}, after = {0};
    if (size <= LONGEST && read_and_format(text, &once, &before)) {
        demand(read_and_format(qg_text_str(&once), &again, &after));
        demand(qg_str_equal(qg_text_str(&once), qg_text_str(&again)));
        demand(qg_str_equal(qg_text_str(&before), qg_text_str(&after)));
    }
    qg_text_free(&once);
    qg_text_free(&again);
    qg_text_free(&before);
    qg_text_free(&after);
    return 0;
}
