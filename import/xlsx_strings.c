// SPDX-License-Identifier: Apache-2.0
//
// The texts that cells share. One may be in several runs of differing type, which are put together;
// how a word is pronounced (`rPh`) is no part of it.

#include "xlsx.h"

#include <string.h>

struct strings_reading {
    struct qg_xlsx_book *book;
    struct qg_text text;
    bool in_text;
    uint32_t aside; // elements open since a pronunciation began
    enum qg_fault fault;
};

static void hear_start(void *user, const char *name, const char **attributes) {
    struct strings_reading *r = user;
    (void)attributes;
    if (r->aside > 0 || strcmp(name, "rPh") == 0)
        r->aside++;
    else if (strcmp(name, "si") == 0)
        qg_text_clear(&r->text);
    else if (strcmp(name, "t") == 0)
        r->in_text = true;
}

static void hear_end(void *user, const char *name) {
    struct strings_reading *r = user;
    r->in_text = false;
    if (r->aside > 0) {
        r->aside--;
        return;
    }
    if (strcmp(name, "si") != 0)
        return;
    struct qg_str text = {
        qg_arena_copy(&r->book->arena, r->text.len > 0 ? r->text.at : "", r->text.len),
        r->text.len};
    if (r->text.failed || text.at == NULL || !qg_vec_push(&r->book->strings, text))
        r->fault = QG_FAULT_MEMORY;
}

static void hear_text(void *user, struct qg_str text) {
    struct strings_reading *r = user;
    if (r->in_text)
        qg_text_add(&r->text, text);
}

enum qg_fault qg_xlsx_read_strings(struct qg_xlsx_book *out, struct qg_xlsx *zip,
                                   const char *part) {
    struct strings_reading r = {.book = out};
    const struct qg_xlsx_hearer hearer = {hear_start, hear_end, hear_text, &r.fault, &r};
    enum qg_fault fault = qg_xlsx_parse(zip, part, &hearer);
    qg_text_free(&r.text);
    return fault;
}
