// SPDX-License-Identifier: Apache-2.0

#include "sheet.h"

#include <cairo-pdf.h>
#include <string.h>

#define MM(n) ((n)*72 / 25.4)

static const double sheet_width = MM(210.0), sheet_height = MM(297.0);
static const double left = MM(25.0), right = MM(15.0), top = MM(22.0), bottom = MM(20.0);
static const double cell_pad = 3.5;

double qg_sheet_width(void) {
    return sheet_width - left - right;
}

static double end_of_page(void) {
    return sheet_height - bottom;
}

void qg_strip_free(struct qg_strip *strip) {
    for (uint8_t i = 0; i < strip->count; i++)
        g_object_unref(strip->layouts[i]);
    g_free(strip->bookmark);
    *strip = (struct qg_strip){0};
}

// ---- text ----

PangoLayout *qg_sheet_text(struct qg_sheet *sheet, const struct qg_face *face, const char *at,
                           size_t len, double width) {
    PangoLayout *layout = pango_layout_new(sheet->context);
    PangoFontDescription *font =
        pango_font_description_from_string("DejaVu Serif,Liberation Serif,Noto Serif,serif");
    pango_font_description_set_size(font, (int)(face->size * PANGO_SCALE));
    pango_font_description_set_weight(font, face->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, face->align);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_text(layout, at, (int)len);
    return layout;
}

static double height_of(const struct qg_strip *strip) {
    double tallest = 0;
    for (uint8_t i = 0; i < strip->count; i++) {
        PangoRectangle logical;
        pango_layout_get_extents(strip->layouts[i], NULL, &logical);
        double height = (double)logical.height / PANGO_SCALE;
        tallest = height > tallest ? height : tallest;
    }
    return tallest + (strip->boxed ? 2 * cell_pad : 0);
}

// ---- pages ----

static void show_at(struct qg_sheet *sheet, const struct qg_face *face, const char *text, double x,
                    double y, double width) {
    PangoLayout *layout = qg_sheet_text(sheet, face, text, strlen(text), width);
    cairo_set_source_rgb(sheet->cr, 0.35, 0.35, 0.35);
    cairo_move_to(sheet->cr, x, y);
    pango_cairo_show_layout(sheet->cr, layout);
    g_object_unref(layout);
}

// "{page}" and "{pages}" replaced.
static char *numbered(const struct qg_sheet *sheet) {
    GString *out = g_string_new(NULL);
    for (const char *at = sheet->numbering; *at != '\0';) {
        if (g_str_has_prefix(at, "{page}")) {
            g_string_append_printf(out, "%u", sheet->page);
            at += strlen("{page}");
        } else if (g_str_has_prefix(at, "{pages}")) {
            g_string_append_printf(out, "%u", sheet->pages);
            at += strlen("{pages}");
        } else {
            g_string_append_c(out, *at++);
        }
    }
    return g_string_free(out, FALSE);
}

// What stands above and below the text of each page.
static void frame_page(struct qg_sheet *sheet) {
    const struct qg_face above = {.size = 7.5, .align = PANGO_ALIGN_LEFT};
    const struct qg_face below = {.size = 8.5, .align = PANGO_ALIGN_CENTER};
    char *number = numbered(sheet);
    show_at(sheet, &above, sheet->running, left, MM(11.0), qg_sheet_width());
    show_at(sheet, &below, number, left, sheet_height - MM(13.0), qg_sheet_width());
    g_free(number);
}

static void tag_table(struct qg_sheet *sheet, bool begin) {
    if (sheet->dry || sheet->table_tagged == begin)
        return;
    if (begin)
        cairo_tag_begin(sheet->cr, "Table", NULL);
    else
        cairo_tag_end(sheet->cr, "Table");
    sheet->table_tagged = begin;
}

static void close_page(struct qg_sheet *sheet) {
    if (!sheet->open)
        return;
    tag_table(sheet, false);
    if (!sheet->dry) {
        frame_page(sheet);
        cairo_show_page(sheet->cr);
        sheet->sheets++;
    }
    sheet->open = false;
}

static void open_page(struct qg_sheet *sheet) {
    if (sheet->open)
        return;
    sheet->open = true;
    sheet->page++;
    sheet->y = top;
    sheet->head_due = sheet->in_table;
}

static bool at_top(const struct qg_sheet *sheet) {
    return !sheet->open || sheet->y <= top;
}

// ---- lines ----

// How far each column of a strip has come.
struct progress {
    int line[QG_SHEET_COLUMNS];
    double used; // height of what is on this page
    bool more;
};

static void draw_line(struct qg_sheet *sheet, const struct qg_strip *strip, uint8_t column,
                      PangoLayoutLine *line, const PangoRectangle *logical, double y) {
    double x = strip->x[column] + (strip->boxed ? cell_pad : 0);
    double grey = strip->face.grey ? 0.3 : 0.05;
    double slack = strip->width[column] - (double)logical->width / PANGO_SCALE;
    if (strip->face.align == PANGO_ALIGN_CENTER)
        x += slack / 2;
    cairo_set_source_rgb(sheet->cr, grey, grey, grey);
    cairo_move_to(sheet->cr, left + x, y - (double)logical->y / PANGO_SCALE);
    pango_cairo_show_layout_line(sheet->cr, line);
}

// Sets the lines of a column that fit into `room` below `y`; gives the height they take.
static double set_column(struct qg_sheet *sheet, const struct qg_strip *strip, uint8_t column,
                         struct progress *at, double y, double room) {
    int count = pango_layout_get_line_count(strip->layouts[column]);
    double used = 0;
    bool tagged = !sheet->dry && strip->tag != NULL && at->line[column] < count;
    if (tagged)
        cairo_tag_begin(sheet->cr, strip->tag, NULL);
    for (; at->line[column] < count; at->line[column]++) {
        PangoLayoutLine *line =
            pango_layout_get_line_readonly(strip->layouts[column], at->line[column]);
        PangoRectangle logical;
        pango_layout_line_get_extents(line, NULL, &logical);
        double height = (double)logical.height / PANGO_SCALE;
        if (used + height > room && (used > 0 || room < height))
            break;
        if (!sheet->dry)
            draw_line(sheet, strip, column, line, &logical, y + used);
        used += height;
    }
    if (tagged)
        cairo_tag_end(sheet->cr, strip->tag);
    at->more = at->more || at->line[column] < count;
    return used;
}

static void draw_box(struct qg_sheet *sheet, const struct qg_strip *strip, double height) {
    cairo_set_source_rgb(sheet->cr, 0.45, 0.45, 0.45);
    cairo_set_line_width(sheet->cr, 0.5);
    for (uint8_t i = 0; strip->boxed && i < strip->count; i++)
        cairo_rectangle(sheet->cr, left + strip->x[i], sheet->y, strip->width[i] + 2 * cell_pad,
                        height);
    cairo_stroke(sheet->cr);
    if (strip->barred)
        cairo_rectangle(sheet->cr, left, sheet->y, 1.5, height);
    cairo_fill(sheet->cr);
}

// The ground has to be drawn before the text, hence before it is known how much of it fits: only
// heads of tables have one, and they never break.
static void draw_ground(struct qg_sheet *sheet, const struct qg_strip *strip) {
    if (!strip->shaded)
        return;
    cairo_set_source_rgb(sheet->cr, 0.92, 0.92, 0.92);
    cairo_rectangle(sheet->cr, left, sheet->y, qg_sheet_width(), height_of(strip));
    cairo_fill(sheet->cr);
}

static void add_outline(struct qg_sheet *sheet, const struct qg_strip *strip) {
    if (sheet->dry || strip->outline == 0)
        return;
    char *where = g_strdup_printf("page=%u pos=[0 %d]", sheet->sheets + 1, (int)sheet->y);
    int parent = strip->outline > 1 ? sheet->outlines[strip->outline - 1] : CAIRO_PDF_OUTLINE_ROOT;
    sheet->outlines[strip->outline] =
        cairo_pdf_surface_add_outline(sheet->surface, parent, strip->bookmark, where,
                                      strip->outline == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
    g_free(where);
}

// Sets what fits of a strip on this page.
static void set_part(struct qg_sheet *sheet, const struct qg_strip *strip, struct progress *at) {
    double pad = strip->boxed ? cell_pad : 0, tallest = 0;
    double room = end_of_page() - sheet->y - 2 * pad;
    bool row = strip->boxed && !sheet->dry;
    at->more = false;
    if (!sheet->dry)
        draw_ground(sheet, strip);
    if (row)
        cairo_tag_begin(sheet->cr, "TR", NULL);
    for (uint8_t i = 0; i < strip->count; i++) {
        double used = set_column(sheet, strip, i, at, sheet->y + pad, room);
        tallest = used > tallest ? used : tallest;
    }
    if (row)
        cairo_tag_end(sheet->cr, "TR");
    if (!sheet->dry)
        draw_box(sheet, strip, tallest + 2 * pad);
    sheet->y += tallest + 2 * pad;
}

static void set_head(struct qg_sheet *sheet) {
    struct progress at = {{0}, 0, false};
    if (!sheet->in_table || !sheet->head_due)
        return;
    sheet->head_due = false;
    tag_table(sheet, true);
    set_part(sheet, &sheet->head, &at);
}

// Sets a whole strip, over as many pages as it takes. `y` is where it begins.
static void set_strip(struct qg_sheet *sheet, const struct qg_strip *strip) {
    struct progress at = {{0}, 0, true};
    open_page(sheet);
    if (!at_top(sheet))
        sheet->y += strip->before;
    add_outline(sheet, strip);
    while (at.more) {
        open_page(sheet);
        if (strip->boxed)
            set_head(sheet);
        set_part(sheet, strip, &at);
        if (at.more)
            close_page(sheet);
    }
    sheet->y += strip->after;
}

// ---- what stays together ----

static double wanted(const struct qg_sheet *sheet, const struct qg_strip *strip) {
    double all = strip->before + height_of(strip);
    for (uint8_t i = 0; i < sheet->pending_count; i++)
        all += sheet->pending[i].before + height_of(&sheet->pending[i]) + sheet->pending[i].after;
    if (strip->boxed && sheet->head_due)
        all += height_of(&sheet->head);
    return all;
}

static void set_pending(struct qg_sheet *sheet) {
    for (uint8_t i = 0; i < sheet->pending_count; i++) {
        set_strip(sheet, &sheet->pending[i]);
        qg_strip_free(&sheet->pending[i]);
    }
    sheet->pending_count = 0;
}

// Whether a strip (with the headings before it) is better begun on the next page: there it fits as
// a whole, and here it does not.
static bool is_for_next_page(const struct qg_sheet *sheet, const struct qg_strip *strip) {
    double all = wanted(sheet, strip);
    return !at_top(sheet) && sheet->y + all > end_of_page() && all <= end_of_page() - top;
}

void qg_sheet_put(struct qg_sheet *sheet, struct qg_strip *strip) {
    bool wait = strip->keep && sheet->pending_count < QG_SHEET_PENDING;
    if (wait) {
        sheet->pending[sheet->pending_count++] = *strip;
        return;
    }
    if (is_for_next_page(sheet, strip))
        close_page(sheet);
    set_pending(sheet);
    set_strip(sheet, strip);
    qg_strip_free(strip);
}

void qg_sheet_rule(struct qg_sheet *sheet, double x, double width) {
    open_page(sheet);
    if (sheet->dry)
        return;
    cairo_set_source_rgb(sheet->cr, 0.2, 0.2, 0.2);
    cairo_set_line_width(sheet->cr, 0.6);
    cairo_move_to(sheet->cr, left + x, sheet->y);
    cairo_line_to(sheet->cr, left + x + width, sheet->y);
    cairo_stroke(sheet->cr);
}

// ---- tables ----

void qg_sheet_table(struct qg_sheet *sheet, struct qg_strip *head) {
    sheet->head = *head;
    sheet->in_table = sheet->head_due = true;
}

void qg_sheet_table_end(struct qg_sheet *sheet) {
    tag_table(sheet, false);
    qg_strip_free(&sheet->head);
    sheet->in_table = sheet->head_due = false;
    sheet->y += 6;
}

// ---- papers ----

void qg_sheet_begin(struct qg_sheet *sheet, bool dry, const char *running, size_t len) {
    sheet->dry = dry;
    if (!dry)
        sheet->pages = sheet->page;
    sheet->page = 0;
    sheet->open = false;
    g_free(sheet->running);
    sheet->running = g_strndup(running, len);
}

void qg_sheet_end(struct qg_sheet *sheet) {
    set_pending(sheet);
    close_page(sheet);
}
