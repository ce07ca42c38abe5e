// SPDX-License-Identifier: Apache-2.0
//
// The press for PDF, by Pango and Cairo: a module of its own, so that neither is loaded by who
// prints nothing. Its one exported name carries the number of the interface.

#include "press.h"

#include "amend.h"
#include "sheet.h"

#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

struct pdf_press {
    const struct qg_imprint *imprint;
    struct qg_output output;
    enum qg_fault fault; // of the output
    struct qg_sheet sheet;
    struct qg_amend amend;
};

static cairo_status_t pass_on(void *user, const unsigned char *at, unsigned len) {
    struct pdf_press *p = user;
    qg_amend_hear(&p->amend, (const char *)at, len);
    if (p->fault == QG_OK)
        p->fault = p->output.write(p->output.user, (const char *)at, len);
    return p->fault == QG_OK ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

// ---- blocks ----

static const struct qg_face faces[QG_BLOCKS] = {
    [QG_BLOCK_TITLE] = {.size = 15, .bold = true, .align = PANGO_ALIGN_CENTER, .tag = "H1"},
    [QG_BLOCK_TEXT] = {.size = 9.5, .tag = "P"},
    [QG_BLOCK_NOTE] = {.size = 9.5, .grey = true, .tag = "P"},
    [QG_BLOCK_FIELD] = {.size = 9.5, .tag = "P"},
    [QG_BLOCK_TABLE] = {.size = 8, .bold = true, .tag = "TH"},
    [QG_BLOCK_ROW] = {.size = 8, .tag = "TD"},
    [QG_BLOCK_SIGNATURE] = {.size = 8, .grey = true, .tag = "P"},
};

// Headings by level, from 1.
static const struct qg_face headings[] = {{0},
                                          {.size = 12.5, .bold = true, .tag = "H2"},
                                          {.size = 10.5, .bold = true, .tag = "H3"},
                                          {.size = 9.5, .bold = true, .tag = "H4"}};

static void add_column(struct pdf_press *p, struct qg_strip *strip, const struct qg_face *face,
                       struct qg_str text, double x, double width) {
    uint8_t at = strip->count++;
    strip->face = *face;
    strip->tag = face->tag;
    strip->x[at] = x;
    strip->width[at] = width;
    strip->layouts[at] =
        qg_sheet_text(&p->sheet, face, text.at != NULL ? text.at : "", text.len, width);
}

static struct qg_strip one_column(struct pdf_press *p, const struct qg_face *face,
                                  struct qg_str text, double indent) {
    struct qg_strip strip = {.before = 2, .after = 4};
    add_column(p, &strip, face, text, indent, qg_sheet_width() - indent);
    return strip;
}

static void print_title(struct pdf_press *p, const struct qg_paper_block *block) {
    struct qg_strip strip = one_column(p, &faces[QG_BLOCK_TITLE], block->cells[0], 0);
    strip.keep = true;
    strip.after = 10;
    strip.outline = 1;
    strip.bookmark = g_strndup(block->cells[1].at, block->cells[1].len);
    qg_sheet_put(&p->sheet, &strip);
}

static void print_heading(struct pdf_press *p, const struct qg_paper_block *block) {
    uint8_t level = block->level < 1 ? 1 : block->level > 3 ? 3 : block->level;
    struct qg_strip strip = one_column(p, &headings[level], block->cells[0], 0);
    strip.keep = true;
    strip.before = level == 3 ? 6 : 14;
    if (level < 3) {
        strip.outline = level + 1;
        strip.bookmark = g_strndup(block->cells[0].at, block->cells[0].len);
    }
    qg_sheet_put(&p->sheet, &strip);
}

// The name at the left, the value beside it, or a line to write on.
static void print_field(struct pdf_press *p, const struct qg_paper_block *block) {
    const struct qg_face *face = &faces[QG_BLOCK_FIELD];
    double names = qg_sheet_width() * 0.36, gap = 10;
    double x = names + gap, width = qg_sheet_width() - names - gap;
    bool blank = block->cells[1].len == 0;
    struct qg_strip strip = {.before = blank ? 4 : 1, .after = 2};
    add_column(p, &strip, face, block->cells[0], 0, names);
    if (!blank)
        add_column(p, &strip, face, block->cells[1], x, width);
    qg_sheet_put(&p->sheet, &strip);
    if (!blank)
        return;
    qg_sheet_rule(&p->sheet, x, width);
    p->sheet.y += 5;
}

static void print_signature(struct pdf_press *p, const struct qg_paper_block *block) {
    double width = qg_sheet_width() * 0.7;
    struct qg_strip gap = one_column(p, &faces[QG_BLOCK_TEXT], QG_STR("\n"), 0);
    struct qg_strip strip = one_column(p, &faces[QG_BLOCK_SIGNATURE], block->cells[0], 0);
    gap.tag = NULL;
    qg_sheet_put(&p->sheet, &gap);
    qg_sheet_rule(&p->sheet, 0, width);
    qg_sheet_put(&p->sheet, &strip);
}

static struct qg_strip cells(struct pdf_press *p, const struct qg_paper_block *block,
                             const uint8_t *widths) {
    struct qg_strip strip = {.boxed = true};
    double x = 0, pad = 7; // on both sides together
    for (uint8_t i = 0; i < block->count; i++) {
        double width = qg_sheet_width() * widths[i] / 100;
        add_column(p, &strip, &faces[block->kind], block->cells[i], x, width - pad);
        x += width;
    }
    return strip;
}

static void print_block(struct pdf_press *p, const struct qg_paper_block *block, uint8_t *widths) {
    struct qg_strip strip;
    switch ((enum qg_block_kind)block->kind) {
    case QG_BLOCK_TITLE:
        print_title(p, block);
        break;
    case QG_BLOCK_HEADING:
        print_heading(p, block);
        break;
    case QG_BLOCK_FIELD:
        print_field(p, block);
        break;
    case QG_BLOCK_SIGNATURE:
        print_signature(p, block);
        break;
    case QG_BLOCK_TABLE:
        memcpy(widths, block->widths, sizeof block->widths);
        strip = cells(p, block, widths);
        strip.shaded = true;
        qg_sheet_table(&p->sheet, &strip);
        break;
    case QG_BLOCK_ROW:
        strip = cells(p, block, widths);
        qg_sheet_put(&p->sheet, &strip);
        break;
    case QG_BLOCK_TABLE_END:
        qg_sheet_table_end(&p->sheet);
        break;
    default:
        strip = one_column(p, &faces[block->kind], block->cells[0],
                           block->kind == QG_BLOCK_NOTE ? 9 : 0);
        strip.barred = block->kind == QG_BLOCK_NOTE;
        qg_sheet_put(&p->sheet, &strip);
        break;
    }
}

// ---- the press ----

static void set_metadata(struct pdf_press *p) {
    cairo_surface_t *surface = p->sheet.surface;
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, p->imprint->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, p->imprint->author);
    char *created = g_strdup_printf("%sT00:00:00Z", p->imprint->created);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    g_free(created);
}

// Points, not pixels; outlines of letters are not moved to fit any screen.
static PangoContext *new_context(const char *lang) {
    PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_language(context, pango_language_from_string(lang));
    cairo_font_options_destroy(options);
    return context;
}

static enum qg_fault begin(struct qg_press *press, const struct qg_imprint *imprint,
                           struct qg_output output) {
    struct pdf_press *p = calloc(1, sizeof *p);
    if (p == NULL)
        return QG_FAULT_MEMORY;
    press->state = p;
    p->imprint = imprint;
    p->output = output;
    p->sheet.numbering = imprint->page;
    qg_amend_init(&p->amend);
    p->sheet.surface =
        cairo_pdf_surface_create_for_stream(pass_on, p, 210 * 72 / 25.4, 297 * 72 / 25.4);
    p->sheet.cr = cairo_create(p->sheet.surface);
    p->sheet.context = new_context(imprint->lang);
    set_metadata(p);
    return cairo_status(p->sheet.cr) == CAIRO_STATUS_SUCCESS ? QG_OK : QG_FAULT_MEMORY;
}

static enum qg_fault print_once(struct pdf_press *p, const struct qg_paper_source *source,
                                bool dry) {
    struct qg_paper_block block;
    uint8_t widths[QG_PAPER_CELLS] = {0};
    bool more = true, first = true;
    enum qg_fault fault = source->rewind(source->user);
    while (fault == QG_OK) {
        fault = source->next(source->user, &block, &more);
        if (fault != QG_OK || !more)
            break;
        if (first)
            qg_sheet_begin(&p->sheet, dry, block.cells[1].at, block.cells[1].len);
        first = false;
        print_block(p, &block, widths);
    }
    qg_sheet_end(&p->sheet);
    return fault != QG_OK ? fault : p->fault;
}

static enum qg_fault print(struct qg_press *press, struct qg_paper_source source) {
    struct pdf_press *p = press->state;
    enum qg_fault fault = print_once(p, &source, true);
    return fault == QG_OK ? print_once(p, &source, false) : fault;
}

static enum qg_fault end(struct qg_press *press) {
    struct pdf_press *p = press->state;
    cairo_surface_finish(p->sheet.surface);
    if (p->fault != QG_OK)
        return p->fault;
    if (cairo_surface_status(p->sheet.surface) != CAIRO_STATUS_SUCCESS ||
        cairo_status(p->sheet.cr) != CAIRO_STATUS_SUCCESS)
        return QG_FAULT_MEMORY;
    char *behind = qg_amend_end(&p->amend, p->imprint->lang);
    if (behind != NULL)
        p->fault = p->output.write(p->output.user, behind, strlen(behind));
    g_free(behind);
    return p->fault;
}

static void release(struct qg_press *press) {
    struct pdf_press *p = press->state;
    if (p == NULL)
        return;
    cairo_destroy(p->sheet.cr);
    cairo_surface_destroy(p->sheet.surface);
    if (p->sheet.context != NULL)
        g_object_unref(p->sheet.context);
    for (uint8_t i = 0; i < p->sheet.pending_count; i++)
        qg_strip_free(&p->sheet.pending[i]);
    qg_strip_free(&p->sheet.head);
    g_free(p->sheet.running);
    qg_amend_free(&p->amend);
    free(p);
    press->state = NULL;
}

// ---- the module ----

// Whether some font on this machine has the letters of all three languages.
static bool has_letters(void) {
    struct qg_sheet sheet = {.context = new_context("kk")};
    const struct qg_face face = {.size = 10};
    static const char letters[] = "ABCabc АБВабв ӘәҒғҚқҢңӨөҰұҮүҺһІі № –";
    PangoLayout *layout = qg_sheet_text(&sheet, &face, letters, strlen(letters), 400);
    bool all = pango_layout_get_unknown_glyphs_count(layout) == 0;
    g_object_unref(layout);
    g_object_unref(sheet.context);
    return all;
}

const char *qg_press_module_1(struct qg_press *out) {
    if (!has_letters())
        return "no font here has the Kazakh letters; install the Debian package fonts-dejavu-core";
    *out = (struct qg_press){.begin = begin, .print = print, .end = end, .free = release};
    return NULL;
}
