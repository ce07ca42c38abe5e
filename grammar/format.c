// SPDX-License-Identifier: Apache-2.0
#include "format.h"

#include "arena.h"
#include "format_parts.h"
#include "format_pen.h"
#include "parse.h"

// One declaration after another, so that no more than one is laid out at a time.
static enum qg_fault write(struct qg_pen *pen, const struct qg_file *file, struct qg_text *out) {
    bool written = true;
    for (const struct qg_decl *decl = file->decls.first; decl && written; decl = decl->next) {
        qg_format_decl(pen, decl);
        qg_pen_sep(pen, QG_SEP_ITEM);
        written = qg_doc_print(&pen->doc, out);
    }
    qg_pen_comments(pen);
    written = written && qg_doc_print(&pen->doc, out);
    if (out->len > 0)
        qg_text_char(out, '\n');
    return written && !out->failed ? QG_OK : QG_FAULT_MEMORY;
}

static enum qg_fault format_file(struct qg_sources *sources, const struct qg_file *file,
                                 struct qg_text *out) {
    struct qg_pen pen;
    enum qg_fault fault = qg_pen_open(&pen, sources, file->source);
    if (fault == QG_OK)
        fault = write(&pen, file, out);
    qg_pen_free(&pen);
    return fault;
}

enum qg_fault qg_format(struct qg_sources *sources, uint32_t source, struct qg_diag_list *diags,
                        struct qg_text *out) {
    struct qg_arena arena;
    struct qg_file *file = NULL;
    uint32_t errors = qg_diag_errors(diags);
    qg_arena_init(&arena, "tree");
    enum qg_fault fault = qg_parse_file(&arena, sources, source, diags, &file);
    if (fault == QG_OK && qg_diag_errors(diags) == errors)
        fault = format_file(sources, file, out);
    qg_arena_free(&arena);
    return fault;
}
