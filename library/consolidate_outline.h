// SPDX-License-Identifier: Apache-2.0
//
// The consolidated text for reading: chapters, paragraphs, what each demands, and which amendments
// made it what it is, since when.
#ifndef QG_CONSOLIDATE_OUTLINE_H
#define QG_CONSOLIDATE_OUTLINE_H

#include "consolidate.h"

// Appends it as Markdown in a language (enum qg_lang). Of a policy that compiled.
enum qg_fault qg_consolidate_outline(const struct qg_policy *policy,
                                     const struct qg_consolidate_wish *wish, int lang,
                                     struct qg_text *out);

// ---- consolidate_history.c ---------------------------------------------------------------------

// A part's line of versions: a line for each step of the world's row down to the law at hand that
// changed it, or something around it as a whole.
struct qg_history {
    const struct qg_law *law;
    uint32_t world;
    struct qg_str act;
    int lang;
    const char *indent; // that each line begins with
};

// False when memory is out.
bool qg_history_add(const struct qg_history *h, const struct qg_decl *division,
                    struct qg_text *out);

// The parts that were repealed and have nothing in their place.
void qg_history_add_repealed(const struct qg_history *h, struct qg_text *out);

#endif
