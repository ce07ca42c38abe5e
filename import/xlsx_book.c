// SPDX-License-Identifier: Apache-2.0
//
// The parts of a workbook that say what the others are: which sheets there are, and where.

#include "xlsx.h"

#include <string.h>

// A relation of the workbook to another part.
struct relation {
    struct qg_str id, target, type;
};

struct book_reading {
    struct qg_xlsx_book *book;
    QG_VEC(struct relation) relations;
    enum qg_fault fault;
};

static struct qg_str keep(struct book_reading *r, const char *text) {
    size_t len = text != NULL ? strlen(text) : 0;
    const char *at = qg_arena_copy(&r->book->arena, text != NULL ? text : "", len);
    if (at == NULL)
        r->fault = QG_FAULT_MEMORY;
    return (struct qg_str){at, at != NULL ? len : 0};
}

static void ignore_end(void *user, const char *name) {
    (void)user, (void)name;
}

static void ignore_text(void *user, struct qg_str text) {
    (void)user, (void)text;
}

static void hear_relation(void *user, const char *name, const char **attributes) {
    struct book_reading *r = user;
    const char *mode = qg_xlsx_attribute(attributes, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || (mode != NULL && strcmp(mode, "Internal") != 0))
        return;
    const struct relation relation = {keep(r, qg_xlsx_attribute(attributes, "Id")),
                                      keep(r, qg_xlsx_attribute(attributes, "Target")),
                                      keep(r, qg_xlsx_attribute(attributes, "Type"))};
    if (!qg_vec_push(&r->relations, relation))
        r->fault = QG_FAULT_MEMORY;
}

static enum qg_fault read_relations(struct book_reading *r, struct qg_xlsx *zip, const char *part) {
    const struct qg_xlsx_hearer hearer = {hear_relation, ignore_end, ignore_text, &r->fault, r};
    r->relations.len = 0;
    return qg_xlsx_parse(zip, part, &hearer);
}

static bool ends(struct qg_str s, const char *end) {
    size_t len = strlen(end);
    return s.len >= len && memcmp(s.at + s.len - len, end, len) == 0;
}

// The target of the first relation of that type; empty without.
static struct qg_str target_of_type(const struct book_reading *r, const char *type) {
    for (uint32_t i = 0; i < r->relations.len; i++)
        if (ends(r->relations.at[i].type, type))
            return r->relations.at[i].target;
    return (struct qg_str){0};
}

// The name of a part from a target that is given relative to `folder` ("xl/") or from the top.
static struct qg_str resolve(struct book_reading *r, struct qg_str folder, struct qg_str target) {
    struct qg_text name = {0};
    if (target.len > 0 && target.at[0] == '/') {
        qg_text_add(&name, qg_str_slice(target, 1, target.len));
    } else {
        qg_text_add(&name, folder);
        qg_text_add(&name, target);
    }
    struct qg_str kept = keep(r, name.at);
    if (name.failed)
        r->fault = QG_FAULT_MEMORY;
    qg_text_free(&name);
    return kept;
}

// ---- the workbook ----

struct sheets_reading {
    struct book_reading *r;
    struct qg_str folder;
};

static void hear_workbook(void *user, const char *name, const char **attributes) {
    struct sheets_reading *s = user;
    if (strcmp(name, "workbookPr") == 0) {
        const char *from_1904 = qg_xlsx_attribute(attributes, "date1904");
        s->r->book->from_1904 =
            from_1904 != NULL && (strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0);
        return;
    }
    const char *id = qg_xlsx_attribute(attributes, "id");
    if (strcmp(name, "sheet") != 0 || id == NULL)
        return;
    struct qg_xlsx_sheet sheet = {.name = keep(s->r, qg_xlsx_attribute(attributes, "name"))};
    for (uint32_t i = 0; i < s->r->relations.len; i++)
        if (qg_str_equal(s->r->relations.at[i].id, qg_str_of(id)))
            sheet.part = resolve(s->r, s->folder, s->r->relations.at[i].target);
    if (!qg_vec_push(&s->r->book->sheets, sheet))
        s->r->fault = QG_FAULT_MEMORY;
}

// "xl/workbook.xml": its folder "xl/", and "xl/_rels/workbook.xml.rels".
static struct qg_str split_folder(struct qg_str part, struct qg_text *relations) {
    size_t slash = part.len;
    while (slash > 0 && part.at[slash - 1] != '/')
        slash--;
    struct qg_str folder = qg_str_slice(part, 0, slash);
    qg_text_add(relations, folder);
    qg_text_addz(relations, "_rels/");
    qg_text_add(relations, qg_str_slice(part, slash, part.len));
    qg_text_addz(relations, ".rels");
    return folder;
}

static enum qg_fault
read_optional(struct book_reading *r, struct qg_xlsx *zip, struct qg_str folder, const char *type,
              enum qg_fault (*read)(struct qg_xlsx_book *, struct qg_xlsx *, const char *)) {
    struct qg_str target = target_of_type(r, type);
    if (target.len == 0)
        return QG_OK;
    struct qg_str part = resolve(r, folder, target);
    return r->fault != QG_OK ? r->fault : read(r->book, zip, part.at);
}

static enum qg_fault read_workbook(struct book_reading *r, struct qg_xlsx *zip,
                                   struct qg_str part) {
    struct qg_text relations = {0};
    struct sheets_reading sheets = {r, split_folder(part, &relations)};
    const struct qg_xlsx_hearer hearer = {hear_workbook, ignore_end, ignore_text, &r->fault,
                                          &sheets};
    enum qg_fault fault = relations.failed ? QG_FAULT_MEMORY : read_relations(r, zip, relations.at);
    if (fault == QG_OK)
        fault = qg_xlsx_parse(zip, part.at, &hearer);
    if (fault == QG_OK)
        fault = read_optional(r, zip, sheets.folder, "/sharedStrings", qg_xlsx_read_strings);
    if (fault == QG_OK)
        fault = read_optional(r, zip, sheets.folder, "/styles", qg_xlsx_read_styles);
    qg_text_free(&relations);
    return fault;
}

enum qg_fault qg_xlsx_read_book(struct qg_xlsx_book *out, struct qg_xlsx *zip) {
    struct book_reading r = {.book = out};
    *out = (struct qg_xlsx_book){0};
    qg_arena_init(&out->arena, "workbook");
    enum qg_fault fault = read_relations(&r, zip, "_rels/.rels");
    struct qg_str target = target_of_type(&r, "/officeDocument");
    if (fault == QG_OK && target.len == 0)
        fault = qg_grid_refuse(zip->file, zip->notes, "a ZIP file that is no workbook");
    if (fault == QG_OK) {
        struct qg_str part = resolve(&r, (struct qg_str){0}, target);
        fault = r.fault != QG_OK ? r.fault : read_workbook(&r, zip, part);
    }
    qg_vec_free(&r.relations);
    return fault;
}

void qg_xlsx_book_free(struct qg_xlsx_book *book) {
    qg_vec_free(&book->sheets);
    qg_vec_free(&book->strings);
    qg_vec_free(&book->styles);
    qg_arena_free(&book->arena);
}
