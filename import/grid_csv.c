// SPDX-License-Identifier: Apache-2.0
//
// CSV by libcsv, which is told byte by byte so that the line of each row is known even where a
// quoted cell goes over several.

#include "source_file.h"

#include "charset.h"
#include "feed.h"

#include <csv.h>
#include <inttypes.h>

// States of libcsv's parser: before a row, which a line of nothing but spaces does not leave; and
// within a cell, in which no quoted one may end. (It refuses that itself only where it also refuses
// quotes within cells, which people write.)
enum { BETWEEN_ROWS = 0, WITHIN_CELL = 2 };

struct reading {
    struct qg_feed feed;
    uint32_t column;       // of the cell taken last, from 1
    uint64_t line, begins; // of the byte under way; of the row under way
    bool in_row;
};

static void take_cell(void *bytes, size_t len, void *user) {
    struct reading *r = user;
    r->column++;
    qg_feed_cell(&r->feed, r->column, QG_CELL_TEXT, (struct qg_str){bytes, len});
}

static void take_row(int end, void *user) {
    struct reading *r = user;
    (void)end;
    qg_feed_row(&r->feed, r->begins);
    r->column = 0;
    r->in_row = false;
}

static bool parse(struct reading *r, struct csv_parser *parser, struct qg_str text) {
    r->line = 1;
    for (size_t i = 0; i < text.len && r->feed.fault == QG_OK; i++) {
        bool line_end = text.at[i] == '\n' || text.at[i] == '\r';
        if (!r->in_row && !line_end) {
            r->in_row = true;
            r->begins = r->line;
        }
        if (csv_parse(parser, &text.at[i], 1, take_cell, take_row, r) != 1)
            return false;
        r->in_row = r->in_row && !(line_end && parser->pstate == BETWEEN_ROWS);
        r->line += text.at[i] == '\n';
    }
    if (parser->quoted && parser->pstate == WITHIN_CELL)
        return false;
    return csv_fini(parser, take_cell, take_row, r) == 0;
}

// Of the signs that separate cells, the one that the header has most of.
static char find_delimiter(struct qg_str text, const struct qg_source_file *source) {
    static const char signs[] = {';', ',', '\t'};
    size_t counts[sizeof signs] = {0}, most = 0;
    uint64_t line = 1;
    bool quoted = false;
    for (size_t i = 0; i < text.len && line <= source->header_row; i++) {
        quoted ^= text.at[i] == source->quote;
        for (size_t s = 0; s < sizeof signs; s++)
            counts[s] += !quoted && line == source->header_row && text.at[i] == signs[s];
        line += text.at[i] == '\n' && !quoted;
    }
    for (size_t s = 1; s < sizeof signs; s++)
        if (counts[s] > counts[most])
            most = s;
    return signs[most];
}

static void note_encoding(const struct qg_opened *file, const struct qg_decoded_text *decoded,
                          struct qg_str declared, struct qg_reading_notes *notes) {
    if (decoded->overruled)
        qg_text_printf(notes->notes, "%s: read as %.*s, which it is, though %.*s is declared\n",
                       file->path, QG_STR_ARG(decoded->encoding), QG_STR_ARG(declared));
    if (decoded->bad > 0)
        qg_text_printf(notes->notes, "%s: %" PRIu64 " bytes are no %.*s%s\n", file->path,
                       decoded->bad, QG_STR_ARG(decoded->encoding),
                       declared.len == 0 ? "; declare its encoding in the map: "
                                           "`encoding: windows-1251`, say"
                                         : "");
}

static enum qg_fault read_text(struct qg_grid *table, const struct qg_opened *file,
                               struct qg_str text, const struct qg_source_file *source,
                               struct qg_reading_notes *notes) {
    struct reading r = {0};
    struct csv_parser parser;
    if (csv_init(&parser, 0) != 0)
        return QG_FAULT_MEMORY;
    char delimiter = source->delimiter != 0 ? source->delimiter : find_delimiter(text, source);
    csv_set_delim(&parser, (unsigned char)delimiter);
    csv_set_quote(&parser, (unsigned char)source->quote);
    qg_feed_init(&r.feed, table, source);
    bool ok = parse(&r, &parser, text);
    enum qg_fault fault = r.feed.fault;
    if (fault == QG_OK && !ok && csv_error(&parser) == CSV_ENOMEM)
        fault = QG_FAULT_MEMORY;
    else if (fault == QG_OK && !ok)
        fault = qg_grid_refuse(
            file, notes, "the cell that is quoted in the row of line %" PRIu64 " is never closed",
            r.begins);
    else if (fault == QG_OK && !r.feed.header_met)
        fault = qg_grid_refuse(file, notes, "there is no header: line %" PRIu64 " is empty",
                               source->header_row);
    csv_free(&parser);
    qg_feed_free(&r.feed);
    return fault;
}

enum qg_fault qg_grid_read_csv(struct qg_grid *table, const struct qg_opened *file,
                               const struct qg_source_file *source,
                               struct qg_reading_notes *notes) {
    struct qg_decoded_text decoded;
    enum qg_fault fault = qg_charset_decode(&decoded, qg_text_str(&file->bytes), source->encoding);
    const struct qg_grid_part part = {.file = qg_str_of(file->path), .encoding = decoded.encoding};
    if (fault == QG_OK) {
        note_encoding(file, &decoded, source->encoding, notes);
        fault = qg_grid_part(table, &part);
    }
    if (fault == QG_OK)
        fault = read_text(table, file, qg_text_str(&decoded.text), source, notes);
    qg_text_free(&decoded.text);
    return fault;
}
