// SPDX-License-Identifier: Apache-2.0
//
// The tree that why_text.c and why_step.c draw together: lines that hang on each other by box
// characters where the locale has them, by ASCII elsewhere. The writer's `prefix` is what every
// line at hand begins with.
#ifndef QG_WHY_TREE_H
#define QG_WHY_TREE_H

#include "why_report.h"
#include "words.h"

// Begins a line that hangs on the one above, as the last of its siblings or not.
void qg_tree_line(struct qg_why_writer *w, bool last);

// Goes below the line just begun; gives what qg_tree_ascend wants to lead back.
size_t qg_tree_descend(struct qg_why_writer *w, bool last);
void qg_tree_ascend(struct qg_why_writer *w, size_t length);

// A step with everything below it.
void qg_tree_step(struct qg_why_writer *w, const struct qg_why_step *step, bool last);

// Pieces of lines.
void qg_tree_styled(struct qg_why_writer *w, const char *style, const char *text);
void qg_tree_place(struct qg_why_writer *w, const struct qg_location *at); // behind two spaces
void qg_tree_json(struct qg_why_writer *w, struct qg_str json); // without the quotes of a day
void qg_tree_day(struct qg_why_writer *w, struct qg_value value);

static inline const char *qg_tree_word(const struct qg_why_writer *w, enum qg_word which) {
    return qg_word(which, w->facts->lang);
}

#endif
