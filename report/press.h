// SPDX-License-Identifier: Apache-2.0
//
// A press prints papers (paper.h) one after the other into one file. The presses are HTML, which is
// at hand, and PDF, which is a module of its own (pdf/) so that whoever prints none need not load
// the libraries that set type.
#ifndef QG_PRESS_H
#define QG_PRESS_H

#include "paper.h"
#include "writer.h"

// What the file says of itself. The strings belong to the caller and must stay.
struct qg_imprint {
    const char *lang;    // "en", "ru", "kk"
    const char *title;   // of the file
    const char *author;  // "Qagida 0.1.0"
    const char *created; // ISO 8601; never the time of day, so that the same input gives the same
                         // bytes
    const char *page;    // "page {page} of {pages}"
};

// Where the blocks of one paper come from; it is gone through as often as the press likes. The
// block is good until the next call.
struct qg_paper_source {
    void *user;
    enum qg_fault (*rewind)(void *user);
    // `more` is false behind the last block.
    enum qg_fault (*next)(void *user, struct qg_paper_block *out, bool *more);
};

struct qg_press {
    void *state;
    enum qg_fault (*begin)(struct qg_press *press, const struct qg_imprint *imprint,
                           struct qg_output output);
    enum qg_fault (*print)(struct qg_press *press, struct qg_paper_source source);
    enum qg_fault (*end)(struct qg_press *press);
    void (*free)(struct qg_press *press); // whatever was or was not begun
};

extern const struct qg_press qg_press_html;

// The one function that the module exports; its number changes whenever anything above does, so
// that an old module is not found rather than misunderstood. NULL, or why it cannot print: static
// text.
#if defined(__GNUC__)
__attribute__((visibility("default")))
#endif
const char *
qg_press_module_1(struct qg_press *out);

// Loads the press for PDF. False where this machine has it not, with the reason and the remedy in
// `problem`. Once loaded it stays until the process ends, as the libraries below it want it.
bool qg_press_pdf(struct qg_press *out, struct qg_text *problem);

#endif
