// SPDX-License-Identifier: Apache-2.0

#include "xlsx.h"

#include <minizip/unzip.h>
#include <string.h>

// ---- the archive, in memory ----

// minizip reads through functions of this kind; the file is in memory already.
struct memory {
    struct qg_str bytes;
    uint64_t at;
};

static voidpf ZCALLBACK memory_open(voidpf opaque, const void *name, int mode) {
    (void)name;
    return mode == (ZLIB_FILEFUNC_MODE_READ | ZLIB_FILEFUNC_MODE_EXISTING) ? opaque : NULL;
}

static uLong ZCALLBACK memory_read(voidpf opaque, voidpf stream, void *to, uLong size) {
    struct memory *m = stream;
    (void)opaque;
    struct qg_str part = qg_str_slice(m->bytes, (size_t)m->at, (size_t)m->at + size);
    if (part.len > 0)
        memcpy(to, part.at, part.len);
    m->at += part.len;
    return (uLong)part.len;
}

static ZPOS64_T ZCALLBACK memory_tell(voidpf opaque, voidpf stream) {
    const struct memory *m = stream;
    (void)opaque;
    return m->at;
}

static long ZCALLBACK memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin) {
    struct memory *m = stream;
    uint64_t from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? m->at
                    : origin == ZLIB_FILEFUNC_SEEK_END ? m->bytes.len
                                                       : 0;
    (void)opaque;
    if (offset > m->bytes.len || from + offset > m->bytes.len)
        return -1;
    m->at = from + offset;
    return 0;
}

static int ZCALLBACK memory_close(voidpf opaque, voidpf stream) {
    (void)opaque;
    free(stream);
    return 0;
}

static int ZCALLBACK memory_error(voidpf opaque, voidpf stream) {
    (void)opaque;
    (void)stream;
    return 0;
}

static unzFile open_memory(struct qg_str bytes) {
    struct memory *memory = malloc(sizeof *memory); // closed with the archive
    if (memory == NULL)
        return NULL;
    *memory = (struct memory){.bytes = bytes};
    zlib_filefunc64_def functions = {.zopen64_file = memory_open,
                                     .zread_file = memory_read,
                                     .ztell64_file = memory_tell,
                                     .zseek64_file = memory_seek,
                                     .zclose_file = memory_close,
                                     .zerror_file = memory_error,
                                     .opaque = memory};
    return unzOpen2_64("", &functions);
}

enum qg_fault qg_xlsx_open(struct qg_xlsx *out, const struct qg_opened *file,
                           struct qg_reading_notes *notes) {
    unz_global_info64 info;
    *out = (struct qg_xlsx){.file = file, .notes = notes};
    out->zip = open_memory(qg_text_str(&file->bytes));
    if (out->zip == NULL || unzGetGlobalInfo64(out->zip, &info) != UNZ_OK)
        return qg_grid_refuse(file, notes, "a damaged workbook: it is no ZIP file to its end");
    if (info.number_entry > QG_XLSX_PARTS)
        return qg_grid_refuse(file, notes, "a workbook of more than %d parts", QG_XLSX_PARTS);
    return QG_OK;
}

void qg_xlsx_close(struct qg_xlsx *book) {
    if (book->zip != NULL)
        unzClose(book->zip);
    book->zip = NULL;
}

bool qg_xlsx_has(struct qg_xlsx *book, const char *part) {
    enum { EXACTLY = 1, ANY_CASE = 2 };
    return strlen(part) < QG_XLSX_PART_NAME && (unzLocateFile(book->zip, part, EXACTLY) == UNZ_OK ||
                                                unzLocateFile(book->zip, part, ANY_CASE) == UNZ_OK);
}

// ---- a part ----

struct parsing {
    struct qg_xlsx *book;
    const char *part;
    const struct qg_xlsx_hearer *hearer;
    XML_Parser parser;
    bool doctype;
};

static const char *without_prefix(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static void XMLCALL hear_start(void *user, const char *name, const char **attributes) {
    const struct parsing *p = user;
    p->hearer->start(p->hearer->user, without_prefix(name), attributes);
}

static void XMLCALL hear_end(void *user, const char *name) {
    const struct parsing *p = user;
    p->hearer->end(p->hearer->user, without_prefix(name));
}

static void XMLCALL hear_text(void *user, const char *at, int len) {
    const struct parsing *p = user;
    p->hearer->text(p->hearer->user, (struct qg_str){at, (size_t)len});
}

static void XMLCALL refuse_doctype(void *user, const char *name, const char *system,
                                   const char *public, int subset) {
    struct parsing *p = user;
    (void)name, (void)system, (void)public, (void)subset;
    p->doctype = true;
    XML_StopParser(p->parser, XML_FALSE);
}

const char *qg_xlsx_attribute(const char **attributes, const char *name) {
    for (; *attributes != NULL; attributes += 2)
        if (strcmp(without_prefix(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

static enum qg_fault refuse_part(const struct parsing *p, const char *why) {
    return qg_grid_refuse(p->book->file, p->book->notes, "a damaged workbook: %s: %s", p->part,
                          why);
}

static enum qg_fault why_not(const struct parsing *p) {
    if (*p->hearer->fault != QG_OK)
        return *p->hearer->fault;
    if (p->doctype)
        return refuse_part(p, "it declares a document type, which is not read");
    enum XML_Error error = XML_GetErrorCode(p->parser);
    return error == XML_ERROR_NO_MEMORY ? QG_FAULT_MEMORY : refuse_part(p, XML_ErrorString(error));
}

// What minizip means by an error code: nothing else than memory is wanted inside it.
static enum qg_fault why_not_unpacked(const struct parsing *p, int error) {
    return error == Z_MEM_ERROR || error == UNZ_INTERNALERROR
               ? QG_FAULT_MEMORY
               : refuse_part(p, "it cannot be unpacked");
}

// Unpacks and parses a block; `*len` tells its length, 0 at the end.
static enum qg_fault pump(const struct parsing *p, int *len) {
    enum { BLOCK = 1 << 16 };
    void *block = XML_GetBuffer(p->parser, BLOCK);
    if (block == NULL)
        return QG_FAULT_MEMORY;
    *len = unzReadCurrentFile(p->book->zip, block, BLOCK);
    if (*len < 0)
        return why_not_unpacked(p, *len);
    p->book->unpacked += (uint64_t)*len;
    if (p->book->unpacked > QG_XLSX_BYTES)
        return refuse_part(p, "it unpacks to more than is read");
    if (XML_ParseBuffer(p->parser, *len, *len == 0) != XML_STATUS_OK || *p->hearer->fault != QG_OK)
        return why_not(p);
    return QG_OK;
}

static enum qg_fault parse_open(const struct parsing *p) {
    enum qg_fault fault = QG_OK;
    int len = 1;
    while (fault == QG_OK && len > 0)
        fault = pump(p, &len);
    if (unzCloseCurrentFile(p->book->zip) == UNZ_CRCERROR && fault == QG_OK)
        fault = refuse_part(p, "its checksum is wrong");
    return fault;
}

enum qg_fault qg_xlsx_parse(struct qg_xlsx *book, const char *part,
                            const struct qg_xlsx_hearer *hearer) {
    struct parsing p = {.book = book, .part = part, .hearer = hearer};
    if (!qg_xlsx_has(book, part))
        return refuse_part(&p, "it is missing");
    int error = unzOpenCurrentFile(book->zip);
    if (error != UNZ_OK)
        return why_not_unpacked(&p, error);
    p.parser = XML_ParserCreate(NULL);
    if (p.parser == NULL) {
        unzCloseCurrentFile(book->zip);
        return QG_FAULT_MEMORY;
    }
    XML_SetUserData(p.parser, &p);
    XML_SetElementHandler(p.parser, hear_start, hear_end);
    XML_SetCharacterDataHandler(p.parser, hear_text);
    XML_SetStartDoctypeDeclHandler(p.parser, refuse_doctype);
    enum qg_fault fault = parse_open(&p);
    XML_ParserFree(p.parser);
    return fault;
}
