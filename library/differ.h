// SPDX-License-Identifier: Apache-2.0
//
// How a comparison is put together, shared by diff*.c: an item is begun, details are added to it,
// and it stays if there are any.
#ifndef QG_DIFFER_H
#define QG_DIFFER_H

#include "diff.h"
#include "intern.h"

struct qg_differ {
    struct qg_diff *diff;
    struct qg_contrast *contrast;
    const struct qg_program *tables[QG_SIDES];
    struct qg_intern rules[QG_SIDES]; // their ids
    struct qg_diff_item item;         // at hand
    bool means;                       // one of its details changes what is meant
    bool shallow;                     // it is not told what the item rests on
};

// Begins an item that both sides have.
void qg_differ_begin(struct qg_differ *d, const char *what, struct qg_str name,
                     struct qg_str paragraph, struct qg_span before, struct qg_span after);
void qg_differ_end(struct qg_differ *d);

// An item that only one side has.
void qg_differ_single(struct qg_differ *d, const char *what, int side, struct qg_str name,
                      struct qg_str paragraph, struct qg_span at);

// A detail whose texts the item takes over; nothing if they are equal. `means` says that it is more
// than words.
void qg_differ_texts(struct qg_differ *d, const char *aspect, bool means, struct qg_text *before,
                     struct qg_text *after);
void qg_differ_strs(struct qg_differ *d, const char *aspect, bool means, struct qg_str before,
                    struct qg_str after);

// How two functions differ, and what they rest on. Either may be QG_NONE. `aspect` is what the
// difference is called, or NULL: as the parts of the function are.
void qg_differ_functions(struct qg_differ *d, const char *aspect, int32_t before, int32_t after);

// Messages and phrases, as words.
void qg_differ_messages(struct qg_differ *d, const char *aspect, int32_t before, int32_t after);
void qg_differ_phrases(struct qg_differ *d, const char *aspect, const struct qg_phrase *before,
                       const struct qg_phrase *after);

// ---- diff_rules.c ------------------------------------------------------------------------------
void qg_differ_rules(struct qg_differ *d, uint32_t before, uint32_t after);
void qg_differ_flags(struct qg_differ *d, uint32_t before, uint32_t after);
void qg_differ_provisions(struct qg_differ *d, uint32_t before, uint32_t after);

// ---- diff_others.c -----------------------------------------------------------------------------
void qg_differ_exemptions(struct qg_differ *d, uint32_t before, uint32_t after);
void qg_differ_acts(struct qg_differ *d, uint32_t before, uint32_t after);
void qg_differ_severities(struct qg_differ *d, uint32_t before, uint32_t after);
void qg_differ_parameters(struct qg_differ *d, uint32_t before, uint32_t after);
void qg_differ_readings(struct qg_differ *d, uint32_t before, uint32_t after);
void qg_differ_fields(struct qg_differ *d, uint32_t before, uint32_t after);
void qg_differ_enums(struct qg_differ *d, uint32_t before, uint32_t after);
void qg_differ_calendars(struct qg_differ *d, uint32_t before, uint32_t after);
void qg_differ_definitions(struct qg_differ *d, uint32_t before, uint32_t after);

#endif
