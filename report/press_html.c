// SPDX-License-Identifier: Apache-2.0
//
// Papers as HTML: one file without a script or anything from elsewhere, each paper an article that
// begins on a new page where it is printed on A4.

#include "press.h"

#include "html.h"

#include <stdlib.h>

struct html_press {
    const struct qg_imprint *imprint;
    struct qg_output output;
    struct qg_text text;
    uint32_t papers; // printed so far
    bool in_fields;  // a list of fields is open
};

static const char style[] =
    "@page{size:A4;margin:20mm 15mm 20mm 25mm;"
    "@bottom-center{content:counter(page) \" / \" counter(pages);font:9pt sans-serif}}\n"
    "html{font:11pt/1.4 \"DejaVu Serif\",\"Noto Serif\",Georgia,serif;color:#111;background:#fff}\n"
    "body{margin:0}\n"
    ".act{max-width:46em;margin:0 auto;padding:2em 1.5em}\n"
    "h1{font-size:1.5em;text-align:center;margin:0 0 .6em}\n"
    "h2{font-size:1.15em;margin:1.8em 0 .4em;border-bottom:1px solid #777;padding-bottom:.15em}\n"
    "h3{font-size:1.05em;margin:2em 0 .3em}\n"
    "h4{font-size:.95em;margin:1em 0 .3em}\n"
    "p{margin:.5em 0}\n"
    ".note{border-left:3px solid #777;padding:.1em 0 .1em .8em;color:#333}\n"
    ".conclusion{font-weight:bold}\n"
    "dl{display:grid;grid-template-columns:15em 1fr;gap:.25em 1em;margin:.6em 0}\n"
    "dt{color:#333}dd{margin:0;overflow-wrap:anywhere;min-height:1.4em}\n"
    "dd.blank{border-bottom:1px solid #333}\n"
    "table{width:100%;border-collapse:collapse;table-layout:fixed;margin:.5em 0;font-size:.88em}\n"
    "th,td{border:1px solid #777;padding:.3em .5em;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere;font-weight:normal}\n"
    "thead th{background:#eee;font-weight:bold}\n"
    ".signature{margin:2.6em 0 0;border-top:1px solid #333;padding-top:.2em;font-size:.88em;"
    "max-width:34em}\n"
    "@media screen{html{background:#e8e8e8}.act{background:#fff;margin:1.5em auto;"
    "box-shadow:0 1px 4px #0004;padding:3em}}\n"
    "@media screen and (max-width:40em){dl{grid-template-columns:1fr;gap:0}"
    "dt{margin-top:.5em}.act{padding:1em}}\n"
    "@media print{html{font-size:10pt}.act{max-width:none;padding:0}"
    ".act+.act{break-before:page}h2,h3,h4,thead{break-after:avoid}"
    "tr,.note,.signature,dd{break-inside:avoid}}\n";

static enum qg_fault flush(struct html_press *p, bool all) {
    return qg_output_flush(&p->output, &p->text, all);
}

// ---- blocks ----

// Text whose line breaks are kept.
static void lines(struct qg_text *out, struct qg_str s) {
    for (size_t from = 0, at = 0; at <= s.len; at++) {
        if (at < s.len && s.at[at] != '\n')
            continue;
        if (from > 0)
            qg_text_addz(out, "<br>");
        qg_html_text(out, qg_str_slice(s, from, at));
        from = at + 1;
    }
}

static void element(struct html_press *p, const char *open, struct qg_str text, const char *close) {
    qg_text_addz(&p->text, open);
    lines(&p->text, text);
    qg_text_addz(&p->text, close);
}

static void field(struct html_press *p, const struct qg_paper_block *block) {
    if (!p->in_fields)
        qg_text_addz(&p->text, "<dl>\n");
    p->in_fields = true;
    element(p, "<dt>", block->cells[0], "</dt>");
    element(p, block->cells[1].len > 0 ? "<dd>" : "<dd class=\"blank\">", block->cells[1],
            "</dd>\n");
}

static void leave_fields(struct html_press *p) {
    if (p->in_fields)
        qg_text_addz(&p->text, "</dl>\n");
    p->in_fields = false;
}

static void table(struct html_press *p, const struct qg_paper_block *block) {
    qg_text_addz(&p->text, "<table>\n<colgroup>");
    for (uint8_t i = 0; i < block->count; i++)
        qg_text_printf(&p->text, "<col style=\"width:%u%%\">", (unsigned)block->widths[i]);
    qg_text_addz(&p->text, "</colgroup>\n<thead><tr>");
    for (uint8_t i = 0; i < block->count; i++)
        element(p, "<th scope=\"col\">", block->cells[i], "</th>");
    qg_text_addz(&p->text, "</tr></thead>\n<tbody>\n");
}

static void row(struct html_press *p, const struct qg_paper_block *block) {
    qg_text_addz(&p->text, "<tr>");
    for (uint8_t i = 0; i < block->count; i++)
        if (i == 0)
            element(p, "<th scope=\"row\">", block->cells[i], "</th>");
        else
            element(p, "<td>", block->cells[i], "</td>");
    qg_text_addz(&p->text, "</tr>\n");
}

// Blocks that are one element each.
static const struct {
    const char *open, *close;
} elements[QG_BLOCKS] = {
    [QG_BLOCK_TITLE] = {"<h1>", "</h1>\n"},
    [QG_BLOCK_TEXT] = {"<p>", "</p>\n"},
    [QG_BLOCK_NOTE] = {"<p class=\"note\">", "</p>\n"},
    [QG_BLOCK_CONCLUDE] = {"<p class=\"conclusion\">", "</p>\n"},
    [QG_BLOCK_SIGNATURE] = {"<p class=\"signature\">", "</p>\n"},
};

static void print_block(struct html_press *p, const struct qg_paper_block *block) {
    if (block->kind != QG_BLOCK_FIELD)
        leave_fields(p);
    switch ((enum qg_block_kind)block->kind) {
    case QG_BLOCK_HEADING:
        qg_text_printf(&p->text, "<h%d>", block->level + 1);
        lines(&p->text, block->cells[0]);
        qg_text_printf(&p->text, "</h%d>\n", block->level + 1);
        break;
    case QG_BLOCK_FIELD:
        field(p, block);
        break;
    case QG_BLOCK_TABLE:
        table(p, block);
        break;
    case QG_BLOCK_ROW:
        row(p, block);
        break;
    case QG_BLOCK_TABLE_END:
        qg_text_addz(&p->text, "</tbody>\n</table>\n");
        break;
    default:
        element(p, elements[block->kind].open, block->cells[0], elements[block->kind].close);
        break;
    }
}

// ---- the press ----

static enum qg_fault begin(struct qg_press *press, const struct qg_imprint *imprint,
                           struct qg_output output) {
    struct html_press *p = calloc(1, sizeof *p);
    if (p == NULL)
        return QG_FAULT_MEMORY;
    press->state = p;
    p->imprint = imprint;
    p->output = output;
    qg_text_printf(&p->text,
                   "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width\">\n"
                   "<meta name=\"generator\" content=\"%s\">\n"
                   "<meta name=\"date\" content=\"%s\">\n<title>",
                   imprint->lang, imprint->author, imprint->created);
    qg_html_text(&p->text, qg_str_of(imprint->title));
    qg_text_printf(&p->text, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
    return flush(p, false);
}

static enum qg_fault print(struct qg_press *press, struct qg_paper_source source) {
    struct html_press *p = press->state;
    struct qg_paper_block block;
    bool more = true;
    qg_text_printf(&p->text, "<article class=\"act\" id=\"act-%u\">\n", (unsigned)++p->papers);
    enum qg_fault fault = source.rewind(source.user);
    while (fault == QG_OK) {
        fault = source.next(source.user, &block, &more);
        if (fault != QG_OK || !more)
            break;
        print_block(p, &block);
        fault = flush(p, false);
    }
    leave_fields(p);
    qg_text_addz(&p->text, "</article>\n");
    return fault == QG_OK ? flush(p, false) : fault;
}

static enum qg_fault end(struct qg_press *press) {
    struct html_press *p = press->state;
    qg_text_addz(&p->text, "</main>\n</body>\n</html>\n");
    return flush(p, true);
}

static void release(struct qg_press *press) {
    struct html_press *p = press->state;
    if (p != NULL)
        qg_text_free(&p->text);
    free(p);
    press->state = NULL;
}

const struct qg_press qg_press_html = {.begin = begin, .print = print, .end = end, .free = release};
