// SPDX-License-Identifier: Apache-2.0
//
// What Cairo 1.16 leaves out of a PDF, added behind it as PDF provides: a second edition of the
// document's catalog, which says its language and that it is tagged, and of its description, whose
// date gets the prefix that it has to have. Where the file is not as expected it is left alone.
#ifndef QG_AMEND_H
#define QG_AMEND_H

#include <glib.h>
#include <stdint.h>

struct qg_amend {
    GString *objects; // owned; the last of them before the table of objects
    GString *end;     // owned; the last bytes of the file
    uint64_t written; // bytes of the file
};

void qg_amend_init(struct qg_amend *amend);
void qg_amend_free(struct qg_amend *amend);

// Hears of every byte of the file.
void qg_amend_hear(struct qg_amend *amend, const char *at, size_t len);

// What is to be written behind the file; NULL: nothing. To be freed with g_free.
char *qg_amend_end(const struct qg_amend *amend, const char *lang);

#endif
