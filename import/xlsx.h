// SPDX-License-Identifier: Apache-2.0
//
// A workbook (Office Open XML, .xlsx): a ZIP file of XML parts, unpacked by minizip and parsed by
// expat as it is unpacked. Nobody vouches for such a file: what it unpacks to is limited, however
// small it is packed; it may declare no entities (a document type is refused, which the format
// forbids anyway); links out of it are not followed; and a part that is broken makes the workbook
// unreadable, with the part's name.
#ifndef QG_XLSX_H
#define QG_XLSX_H

#include "fault.h"
#include "source_file.h"
#include "text.h"
#include "vec.h"

#include <expat.h>
#include <stdbool.h>
#include <stdint.h>

// What all parts that are read may unpack to, together, and how many parts there may be. A sheet of
// a million rows with ten columns takes some 500 MiB, which no personnel export does.
#define QG_XLSX_BYTES ((uint64_t)256 << 20)
enum { QG_XLSX_PARTS = 4096, QG_XLSX_PART_NAME = 256 };

// A workbook that is open.
struct qg_xlsx {
    const struct qg_opened *file;
    struct qg_reading_notes *notes; // its `problem` says why it cannot be read
    void *zip;                      // unzFile
    uint64_t unpacked;              // bytes so far
};

enum qg_fault qg_xlsx_open(struct qg_xlsx *out, const struct qg_opened *file,
                           struct qg_reading_notes *notes);
void qg_xlsx_close(struct qg_xlsx *book);

bool qg_xlsx_has(struct qg_xlsx *book, const char *part);

// Who hears of the elements of a part, by their names without a prefix. A fault ends it.
struct qg_xlsx_hearer {
    void (*start)(void *user, const char *name, const char **attributes);
    void (*end)(void *user, const char *name);
    void (*text)(void *user, struct qg_str text);
    enum qg_fault *fault; // of the hearer; looked at now and then
    void *user;
};

// Parses a part. QG_FAULT_READ with the reason in the problem.
enum qg_fault qg_xlsx_parse(struct qg_xlsx *book, const char *part,
                            const struct qg_xlsx_hearer *hearer);

// The value of an attribute, by its name without a prefix; NULL without.
const char *qg_xlsx_attribute(const char **attributes, const char *name);

// ---- what the parts say ----

struct qg_xlsx_sheet {
    struct qg_str name, part; // in the book's arena
};

struct qg_xlsx_book {
    struct qg_arena arena;
    QG_VEC(struct qg_xlsx_sheet) sheets;
    QG_VEC(struct qg_str) strings; // shared ones
    QG_VEC(uint8_t) styles;        // of a cell: enum qg_xlsx_style, or PAD and a width
    bool from_1904;                // how days are counted
};

// How the number of a cell is shown: as itself, as a day, a time of day, or both; or padded with
// zeros to a width, which is how personnel numbers keep theirs.
enum qg_xlsx_style { QG_XLSX_PLAIN, QG_XLSX_DATE, QG_XLSX_TIME, QG_XLSX_DATE_TIME, QG_XLSX_PAD };

// Reads all but the sheets.
enum qg_fault qg_xlsx_read_book(struct qg_xlsx_book *out, struct qg_xlsx *zip);
void qg_xlsx_book_free(struct qg_xlsx_book *book);

enum qg_fault qg_xlsx_read_strings(struct qg_xlsx_book *out, struct qg_xlsx *zip, const char *part);
enum qg_fault qg_xlsx_read_styles(struct qg_xlsx_book *out, struct qg_xlsx *zip, const char *part);

// What a number format makes of a number: built-in formats by their number, others by their code.
uint8_t qg_xlsx_style_of(uint32_t number, const char *code);

// Appends a number as its style shows it: "2024-06-01", "2024-06-01T10:00", "10:00", "00012".
void qg_xlsx_number(struct qg_text *out, const char *number, uint8_t style, bool from_1904);

#endif
