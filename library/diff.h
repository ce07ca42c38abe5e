// SPDX-License-Identifier: Apache-2.0
//
// What two texts of a policy say differently: rules, exemptions, definitions and whatever else
// decides an outcome, and, apart from that, what is only worded differently. Which file or
// paragraph something stands in, how it is spaced and in which order is no difference.
#ifndef QG_DIFF_H
#define QG_DIFF_H

#include "contrast.h"

enum qg_diff_how {
    QG_DIFF_ADDED,
    QG_DIFF_REMOVED,
    QG_DIFF_CHANGED,
    QG_DIFF_WORDED // no outcome changes
};

// One respect in which a thing differs.
struct qg_diff_detail {
    const char *aspect;           // "requirement", "scope", "lifted by", "duty"; static
    int lang;                     // of messages; else QG_LANGS
    struct qg_str through;        // "cycle rests on term": by what the rule rests on; may be empty
    struct qg_str said[QG_SIDES]; // empty on the side that says nothing
    struct qg_span at[QG_SIDES];  // or QG_SPAN_NONE
};

struct qg_diff_item {
    enum qg_diff_how how;
    const char *what; // "rule", "exemption", "definition"; static
    struct qg_str name;
    struct qg_str paragraph;     // of rules, flags and provisions; else empty
    struct qg_span at[QG_SIDES]; // or QG_SPAN_NONE
    struct {
        QG_VEC(struct qg_diff_detail) items;
    } details;
};

struct qg_diff {
    struct qg_contrast contrast;
    QG_VEC(struct qg_diff_item) items;
    bool failed; // memory; sticks
};

// Compares; whatever it gives, `out` is to be freed. The sides must stay as long as it does.
enum qg_fault qg_diff(struct qg_diff *out, struct qg_contrast_side before,
                      struct qg_contrast_side after);
void qg_diff_free(struct qg_diff *diff);

// How many items are about more than words.
uint32_t qg_diff_count(const struct qg_diff *diff, enum qg_diff_how how);
bool qg_diff_same(const struct qg_diff *diff);

// ---- diff_print.c ------------------------------------------------------------------------------

// What the two sides are called: "order_300 as of 2027-01-01".
struct qg_diff_names {
    struct qg_str side[QG_SIDES];
};
void qg_diff_text(const struct qg_diff *diff, const struct qg_diff_names *names,
                  struct qg_text *out);
enum qg_fault qg_diff_json(const struct qg_diff *diff, const struct qg_diff_names *names,
                           struct qg_text *out);

#endif
