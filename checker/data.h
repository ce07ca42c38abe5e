// SPDX-License-Identifier: Apache-2.0
//
// Data findings: what is wrong with a record as data, before any rule looks at it. They are about
// the record, so they never stop a run; the value concerned is unknown from then on.
//
// A finding is kept as its parts (a code, what was found, what would have been right) and put
// into words only when it is shown, in the language asked for. The list belongs to one record at
// a time: its arena is reset for the next one, and texts may point into the record's own bytes.
#ifndef QG_DATA_H
#define QG_DATA_H

#include "arena.h"
#include "str.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Of one record so many findings are kept; the last of them then says how many more there were. A
// record that is wrong in a hundred places was exported wrongly, and the rest repeats it.
#define QG_DATA_LIMIT 100

// Bytes of the input that a finding quotes.
#define QG_DATA_EXCERPT 60

enum qg_data_code {
#define QG_DATA(name, code, en, ru, kk) QG_DATA_##name,
#include "data.def"
#undef QG_DATA
    QG_DATA_CODES
};

struct qg_data_finding {
    enum qg_data_code code;
    size_t offset;          // byte within the record's text where it shows
    struct qg_str pointer;  // JSON Pointer within the record; empty for the record as a whole
    struct qg_str found;    // an excerpt of the input; empty at its end
    struct qg_str expected; // what would have been right, where that depends on the place
    uint64_t number;        // a count or a limit, where the message speaks of one
    struct qg_str cell;     // of a table, that it is about: "Sheet1!C17 «Date»"; empty without
};

struct qg_data_list {
    struct qg_arena arena;                // pointers and expectations
    QG_VEC(struct qg_data_finding) items; // in the order of the text once sorted
    uint64_t dropped;                     // how many more there were than QG_DATA_LIMIT
    bool failed;                          // memory ran out: the list is not complete
};

void qg_data_init(struct qg_data_list *list);
void qg_data_reset(struct qg_data_list *list);
void qg_data_free(struct qg_data_list *list);

// Exchanges what two lists hold: for whoever keeps the findings of a record longer than its reader.
void qg_data_swap(struct qg_data_list *a, struct qg_data_list *b);

// Adds a copy of `finding`; its texts must last as long as the record does.
void qg_data_add(struct qg_data_list *list, struct qg_data_finding finding);

// Puts the findings into the order of the text and adds the one that counts the dropped.
void qg_data_finish(struct qg_data_list *list);

// "D0201", static storage.
struct qg_str qg_data_code(enum qg_data_code code);

// Appends the message in language `lang` (QG_LANG_EN …), one line in lower case without a full
// stop. Bytes that cannot be shown are escaped.
void qg_data_message(const struct qg_data_finding *finding, int lang, struct qg_text *out);

// At most QG_DATA_EXCERPT bytes from `at`, cut between code points.
struct qg_str qg_data_excerpt(const char *at, size_t len);

#endif
