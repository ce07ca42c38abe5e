// SPDX-License-Identifier: Apache-2.0
//
// For tests: workbooks made part by part, so that each can be as it should or as it should not be.

#ifndef QG_WORKBOOK_H
#define QG_WORKBOOK_H

#include "text.h"

#include <stdint.h>

// A part of a ZIP file.
struct workbook_part {
    const char *name, *text;
    uint64_t spaces; // behind the text
};

// A ZIP file of the parts (a NULL name ends them). To be freed with qg_text_free.
void workbook_zip(const struct workbook_part *parts, struct qg_text *out);

// A workbook with one sheet, "S"; NULL: no such part, but for the sheet. `workbook` are attributes
// of workbookPr.
struct workbook_of {
    const char *sheet;   // the rows: within sheetData
    const char *strings; // within sst
    const char *styles;  // within styleSheet
    const char *workbook;
    uint64_t unpacked; // bytes of all parts together, by spaces behind the sheet; 0: without any
};
void workbook_make(const struct workbook_of *of, struct qg_text *out);

#endif
