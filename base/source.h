// SPDX-License-Identifier: Apache-2.0
//
// Policy texts and places in them. A place is kept as a span of byte offsets, which is small and
// exact; lines and columns are worked out only when somebody is to read them. The list owns names
// and texts. A source is complete once it is added and never changes or moves, so threads may
// read it together and slices of its text stay good until the list is freed.
#ifndef QG_SOURCE_H
#define QG_SOURCE_H

#include "fault.h"
#include "str.h"
#include "vec.h"

#include <stdint.h>

// One policy text. A whole legal code takes a few megabytes; beyond this it is not a policy, and
// offsets stay far from the end of 32 bits.
#define QG_SOURCE_BYTES_MAX (64u * 1024 * 1024)

// The source of a span that lies in no text at all (a missing file, a command line).
#define QG_SOURCE_NONE UINT32_MAX

struct qg_span {
    uint32_t source;     // index in the list of sources, or QG_SOURCE_NONE
    uint32_t start, end; // byte offsets, half-open
};

// The span that lies nowhere.
#define QG_SPAN_NONE ((struct qg_span){QG_SOURCE_NONE, 0, 0})

// A stretch of a text that was put together from others: from `at` up to the next stretch it is, or
// stands for, the bytes `from`.
struct qg_stretch {
    uint32_t at;
    struct qg_span from; // in a source that was not put together
};

struct qg_source {
    struct qg_str name; // as it is to be shown; followed by a NUL
    struct qg_str text; // followed by two NUL bytes
    char *buffer;       // owned; the bytes of `text`, for a scanner that works in place
    struct {
        uint32_t *at; // the offset of the first byte of each line
        uint32_t len; // at least 1: an empty text is one empty line
    } lines;
    struct qg_stretch
        *stretches; // owned; in order, the first at 0; NULL for a text as it was given
    uint32_t stretch_count;
};

// A zeroed one is empty.
struct qg_sources {
    QG_VEC(struct qg_source *) items; // owned one by one
};

// A place in a text as people count it.
struct qg_place {
    uint64_t line;   // from 1; 0 is no place
    uint32_t column; // from 1, in code points; stays at its highest value when that is passed
};

// From the start of the earlier to the end of the later; both in the same source.
static inline struct qg_span qg_span_join(struct qg_span a, struct qg_span b) {
    return (struct qg_span){a.source, a.start < b.start ? a.start : b.start,
                            a.end > b.end ? a.end : b.end};
}

// Copies name and text into the list and gives its index; QG_FAULT_LIMIT for a text longer than
// QG_SOURCE_BYTES_MAX, QG_FAULT_MEMORY, or QG_OK. On a fault the list is as it was.
enum qg_fault qg_sources_add(struct qg_sources *list, struct qg_str name, struct qg_str text,
                             uint32_t *out_index);

// The same for a text put together from others, as an act is from itself and its amendments.
// `stretches` cover it from 0 on and are copied; their own sources must be texts as they were
// given.
enum qg_fault qg_sources_add_composed(struct qg_sources *list, struct qg_str name,
                                      struct qg_str text, const struct qg_stretch *stretches,
                                      uint32_t count, uint32_t *out_index);

// Where the bytes of a span were written, which is the span itself unless its text was put
// together: then the stretch that it begins in, as far as both go. For whoever shows a place.
struct qg_span qg_sources_origin(const struct qg_sources *list, struct qg_span span);

// The source with this index, or NULL (for QG_SOURCE_NONE in particular).
const struct qg_source *qg_sources_at(const struct qg_sources *list, uint32_t index);

// Gives back all memory and leaves an empty list.
void qg_sources_free(struct qg_sources *list);

// A place as it is shown to people: which text, line and column the span begins at, where it was
// written. The name is empty for a span that lies nowhere.
struct qg_file_place {
    struct qg_str name;
    struct qg_place place;
};
struct qg_file_place qg_sources_place(const struct qg_sources *list, struct qg_span span);

// The bytes of a span; empty when it lies nowhere.
struct qg_str qg_sources_slice(const struct qg_sources *list, struct qg_span span);

// Line and column of a byte offset; one beyond the text counts as its end.
struct qg_place qg_source_place(const struct qg_source *source, uint32_t offset);

// A line by its number from 1, without its line break (LF or CRLF); empty if there is none.
struct qg_str qg_source_line(const struct qg_source *source, uint32_t line);

#endif
