// SPDX-License-Identifier: Apache-2.0

#include "workbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <minizip/zip.h>
#include <cmocka.h>

#include "readfile.h"
#include "scratch.h"

#define MAIN     "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE  "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""

enum { SHEET = 5 }; // which part of a workbook that is made here

static void add_part(zipFile zip, const struct workbook_part *part) {
    assert_int_equal(zipOpenNewFileInZip(zip, part->name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED,
                                         Z_BEST_SPEED),
                     ZIP_OK);
    assert_int_equal(zipWriteInFileInZip(zip, part->text, (unsigned)strlen(part->text)), ZIP_OK);
    static char spaces[1 << 16];
    memset(spaces, ' ', sizeof spaces);
    for (uint64_t left = part->spaces; left > 0;) {
        unsigned count = left < sizeof spaces ? (unsigned)left : (unsigned)sizeof spaces;
        assert_int_equal(zipWriteInFileInZip(zip, spaces, count), ZIP_OK);
        left -= count;
    }
    assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
}

void workbook_zip(const struct workbook_part *parts, struct qg_text *out) {
    char path[SCRATCH_PATH];
    close(scratch_file(path));
    zipFile zip = zipOpen(path, APPEND_STATUS_CREATE);
    assert_non_null(zip);
    for (; parts->name != NULL; parts++)
        add_part(zip, parts);
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    assert_int_equal(qg_readfile(path, (size_t)16 << 20, out), 0);
    unlink(path);
}

static char *wrapped(const char *before, const char *within, const char *after) {
    struct qg_text text = {0};
    qg_text_addz(&text, before);
    qg_text_addz(&text, within);
    qg_text_addz(&text, after);
    assert_false(text.failed);
    return text.at;
}

void workbook_make(const struct workbook_of *of, struct qg_text *out) {
    char *sheet = wrapped("<worksheet " MAIN "><sheetData>", of->sheet, "</sheetData></worksheet>");
    char *strings = wrapped("<sst " MAIN ">", of->strings != NULL ? of->strings : "", "</sst>");
    char *styles =
        wrapped("<styleSheet " MAIN ">", of->styles != NULL ? of->styles : "", "</styleSheet>");
    char *workbook = wrapped("<workbook " MAIN " xmlns:r=\"" RELATION "\"><workbookPr ",
                             of->workbook != NULL ? of->workbook : "",
                             "/><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets>"
                             "</workbook>");
    struct workbook_part parts[] = {
        {"_rels/.rels",
         "<Relationships " PACKAGE "><Relationship Id=\"x\" Type=\"" RELATION
         "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
         0},
        {"xl/workbook.xml", workbook, 0},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships " PACKAGE "><Relationship Id=\"a\" Type=\"" RELATION
         "/worksheet\" Target=\"sheets/one.xml\"/><Relationship Id=\"b\" Type=\"" RELATION
         "/sharedStrings\" Target=\"/xl/strings.xml\"/><Relationship Id=\"c\" Type=\"" RELATION
         "/styles\" Target=\"styles.xml\"/><Relationship Id=\"d\" Type=\"" RELATION
         "/externalLink\" TargetMode=\"External\" Target=\"file:///etc/passwd\"/>"
         "</Relationships>",
         0},
        {"xl/strings.xml", strings, 0},
        {"xl/styles.xml", styles, 0},
        {"xl/sheets/one.xml", sheet, 0},
        {0}};
    uint64_t texts = 0;
    for (const struct workbook_part *part = parts; part->name != NULL; part++)
        texts += strlen(part->text);
    if (of->unpacked > 0)
        parts[SHEET].spaces = of->unpacked - texts;
    workbook_zip(parts, out);
    free(sheet);
    free(strings);
    free(styles);
    free(workbook);
}
