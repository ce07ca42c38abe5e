// SPDX-License-Identifier: Apache-2.0
//
// A sheet of a workbook as a table. A cell of a formula counts with the value that was saved with
// it; merged cells have theirs in the first.

#include "source_file.h"

#include "feed.h"
#include "trim.h"
#include "xlsx.h"

#include <stdlib.h>
#include <string.h>

struct sheet_reading {
    struct qg_feed feed;
    const struct qg_xlsx_book *book;
    uint64_t row;         // under way, from 1
    uint32_t column;      // of the cell under way, from 1
    char type;            // of the cell: n, s, b, e, d, or t for text in place
    uint32_t style;       // of the cell
    struct qg_text value; // of the cell
    struct qg_text shown; // the value as text
    bool in_value;        // within <v> or <t>
    uint32_t aside;       // elements open since a pronunciation began
};

// "C17" → 3; 0 if there is no letter.
static uint32_t column_of(const char *reference) {
    uint32_t column = 0;
    for (; *reference >= 'A' && *reference <= 'Z' && column < QG_GRID_COLUMNS; reference++)
        column = column * 26 + (uint32_t)(*reference - 'A') + 1;
    return column;
}

static char type_of(const char *type) {
    if (type == NULL || strcmp(type, "n") == 0)
        return 'n';
    if (strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0)
        return 't';
    return type[0]; // s, b, e, d
}

static void begin_row(struct sheet_reading *s, const char **attributes) {
    const char *number = qg_xlsx_attribute(attributes, "r");
    uint64_t row = number != NULL ? strtoull(number, NULL, 10) : s->row + 1;
    s->row = row > s->row ? row : s->row + 1;
    s->column = 0;
}

static void begin_cell(struct sheet_reading *s, const char **attributes) {
    const char *reference = qg_xlsx_attribute(attributes, "r");
    const char *style = qg_xlsx_attribute(attributes, "s");
    uint32_t column = reference != NULL ? column_of(reference) : 0;
    s->column = column > 0 ? column : s->column + 1;
    s->type = type_of(qg_xlsx_attribute(attributes, "t"));
    s->style = style != NULL ? (uint32_t)strtoul(style, NULL, 10) : 0;
    qg_text_clear(&s->value);
}

static void hear_start(void *user, const char *name, const char **attributes) {
    struct sheet_reading *s = user;
    if (s->aside > 0 || strcmp(name, "rPh") == 0)
        s->aside++;
    else if (strcmp(name, "row") == 0)
        begin_row(s, attributes);
    else if (strcmp(name, "c") == 0)
        begin_cell(s, attributes);
    else
        s->in_value = strcmp(name, "v") == 0 || strcmp(name, "t") == 0;
}

static struct qg_str shared_string(const struct sheet_reading *s) {
    size_t index = strtoul(s->value.at, NULL, 10);
    return index < s->book->strings.len ? s->book->strings.at[index] : QG_STR("#");
}

// The value of the cell as text.
static struct qg_str show(struct sheet_reading *s) {
    uint8_t style = s->style < s->book->styles.len ? s->book->styles.at[s->style] : QG_XLSX_PLAIN;
    qg_text_clear(&s->shown);
    switch (s->type) {
    case 's':
        return shared_string(s);
    case 'b':
        return strcmp(s->value.at, "0") == 0 ? QG_STR("false") : QG_STR("true");
    case 'n':
        qg_xlsx_number(&s->shown, s->value.at, style, s->book->from_1904);
        return qg_text_str(&s->shown);
    default:
        return qg_text_str(&s->value);
    }
}

static void end_cell(struct sheet_reading *s) {
    if (s->value.len == 0 && !s->value.failed)
        return;
    struct qg_str text = {0};
    if (!s->value.failed)
        text = show(s);
    if (s->value.failed || s->shown.failed)
        s->feed.fault = QG_FAULT_MEMORY;
    qg_feed_cell(&s->feed, s->column, s->type == 'e' ? QG_CELL_ERROR : QG_CELL_TEXT, text);
}

static void hear_end(void *user, const char *name) {
    struct sheet_reading *s = user;
    s->in_value = false;
    if (s->aside > 0)
        s->aside--;
    else if (strcmp(name, "c") == 0)
        end_cell(s);
    else if (strcmp(name, "row") == 0)
        qg_feed_row(&s->feed, s->row);
}

static void hear_text(void *user, struct qg_str text) {
    struct sheet_reading *s = user;
    if (s->in_value)
        qg_text_add(&s->value, text);
}

// ---- the sheet ----

static void list_sheets(const struct qg_xlsx_book *book, struct qg_text *out) {
    for (uint32_t i = 0; i < book->sheets.len && book->sheets.at != NULL; i++) {
        qg_text_addz(out, i > 0 ? ", " : "");
        qg_text_add(out, book->sheets.at[i].name);
    }
}

static const struct qg_xlsx_sheet *find_sheet(const struct qg_xlsx_book *book,
                                              struct qg_str wanted) {
    if (wanted.len == 0)
        return book->sheets.len == 1 ? &book->sheets.at[0] : NULL;
    for (uint32_t i = 0; i < book->sheets.len; i++)
        if (qg_same_words(book->sheets.at[i].name, wanted))
            return &book->sheets.at[i];
    return NULL;
}

static enum qg_fault refuse_sheet(const struct qg_xlsx_book *book, const struct qg_xlsx *zip,
                                  struct qg_str wanted) {
    struct qg_text names = {0};
    list_sheets(book, &names);
    enum qg_fault fault = QG_FAULT_MEMORY;
    if (!names.failed && wanted.len > 0)
        fault = qg_grid_refuse(zip->file, zip->notes, "no sheet is called `%.*s`; there are: %s",
                               QG_STR_ARG(wanted), names.at != NULL ? names.at : "none");
    else if (!names.failed)
        fault = qg_grid_refuse(zip->file, zip->notes,
                               "say in the map which `sheet` is meant; there are: %s",
                               names.at != NULL ? names.at : "none");
    qg_text_free(&names);
    return fault;
}

static enum qg_fault begin_part(struct qg_grid *table, const struct qg_xlsx *zip,
                                struct qg_str sheet) {
    struct qg_text name = {0};
    qg_text_printf(&name, "%s#%.*s", zip->file->path, QG_STR_ARG(sheet));
    const struct qg_grid_part part = {.file = qg_text_str(&name), .sheet = sheet};
    enum qg_fault fault = name.failed ? QG_FAULT_MEMORY : qg_grid_part(table, &part);
    qg_text_free(&name);
    return fault;
}

static enum qg_fault read_sheet(struct qg_grid *table, struct qg_xlsx *zip,
                                const struct qg_xlsx_book *book, const struct qg_xlsx_sheet *sheet,
                                const struct qg_source_file *source) {
    struct sheet_reading s = {.book = book};
    const struct qg_xlsx_hearer hearer = {hear_start, hear_end, hear_text, &s.feed.fault, &s};
    qg_feed_init(&s.feed, table, source);
    enum qg_fault fault =
        sheet->part.len > 0
            ? qg_xlsx_parse(zip, sheet->part.at, &hearer)
            : qg_grid_refuse(zip->file, zip->notes, "a damaged workbook: sheet `%.*s` has no part",
                             QG_STR_ARG(sheet->name));
    if (fault == QG_OK && !s.feed.header_met)
        fault = qg_grid_refuse(zip->file, zip->notes,
                               "sheet `%.*s`: there is no header: row %llu is empty",
                               QG_STR_ARG(sheet->name), (unsigned long long)source->header_row);
    qg_feed_free(&s.feed);
    qg_text_free(&s.value);
    qg_text_free(&s.shown);
    return fault;
}

static enum qg_fault read_open(struct qg_grid *table, struct qg_xlsx *zip,
                               const struct qg_source_file *source) {
    struct qg_xlsx_book book;
    enum qg_fault fault = qg_xlsx_read_book(&book, zip);
    const struct qg_xlsx_sheet *sheet = find_sheet(&book, source->sheet);
    if (fault == QG_OK)
        fault = sheet != NULL ? begin_part(table, zip, sheet->name)
                              : refuse_sheet(&book, zip, source->sheet);
    if (fault == QG_OK && sheet != NULL)
        fault = read_sheet(table, zip, &book, sheet, source);
    qg_xlsx_book_free(&book);
    return fault;
}

enum qg_fault qg_grid_read_xlsx(struct qg_grid *table, const struct qg_opened *file,
                                const struct qg_source_file *source,
                                struct qg_reading_notes *notes) {
    struct qg_xlsx zip;
    enum qg_fault fault = qg_xlsx_open(&zip, file, notes);
    if (fault == QG_OK)
        fault = read_open(table, &zip, source);
    qg_xlsx_close(&zip);
    return fault;
}
