// SPDX-License-Identifier: Apache-2.0
//
// How a file of tables is to be read, as its source in the map says, and the files themselves: CSV,
// a workbook (XLSX), JSON. Which one a file is shows in its first bytes, never in its name.
#ifndef QG_SOURCE_FILE_H
#define QG_SOURCE_FILE_H

#include "fault.h"
#include "grid.h"
#include "str.h"
#include "text.h"

#include <stdint.h>

struct qg_source_file {
    struct qg_str encoding;         // declared, ending with a NUL; empty: none
    char delimiter;                 // 0: whichever of ; , and tab the header has most of
    char quote;                     //
    struct qg_str sheet;            // empty: the only one
    struct qg_str path;             // JSON: where the rows are, "a.b"; empty: at the top;
                                    // "a.b[]c": in the lists `c` of its rows
    uint64_t header_row, first_row; // from 1
};

// What reading may say besides its result, each a line without its end: `note` what is worth
// knowing, `problem` why a file cannot be read (QG_FAULT_READ).
struct qg_reading_notes {
    struct qg_text *problem;
    struct qg_text *notes; // lines with their ends
};

// A file's bytes, read once for all the sources that it serves.
struct qg_opened {
    const char *path;
    struct qg_text bytes; // owned
};
enum qg_fault qg_opened_read(struct qg_opened *out, const char *path,
                             struct qg_reading_notes *notes);
void qg_opened_free(struct qg_opened *opened);

// Adds the rows of the file to the table. QG_FAULT_READ with the reason in `problem`.
enum qg_fault qg_grid_read(struct qg_grid *table, const struct qg_opened *file,
                           const struct qg_source_file *source, struct qg_reading_notes *notes);

// The three of them.
enum qg_fault qg_grid_read_csv(struct qg_grid *table, const struct qg_opened *file,
                               const struct qg_source_file *source, struct qg_reading_notes *notes);
enum qg_fault qg_grid_read_xlsx(struct qg_grid *table, const struct qg_opened *file,
                                const struct qg_source_file *source,
                                struct qg_reading_notes *notes);
enum qg_fault qg_grid_read_json(struct qg_grid *table, const struct qg_opened *file,
                                const struct qg_source_file *source,
                                struct qg_reading_notes *notes);

// Appends "PATH: reason" to the problem; gives QG_FAULT_READ.
enum qg_fault qg_grid_refuse(const struct qg_opened *file, struct qg_reading_notes *notes,
                             const char *format, ...) QG_PRINTF(3, 4);

#endif
