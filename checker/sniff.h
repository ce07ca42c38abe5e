// SPDX-License-Identifier: Apache-2.0
//
// Tells what an input is that begins with `{`: one record a line, one object over several lines,
// or an envelope. Fed with the bytes as they arrive, it decides as early as it can, and looks no
// further than it must.
#ifndef QG_SNIFF_H
#define QG_SNIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum qg_sniffed {
    QG_SNIFFED_NOTHING, // not decided yet
    QG_SNIFFED_LINES,
    QG_SNIFFED_OBJECT, // a single object, which ends behind the last byte looked at
    QG_SNIFFED_ENVELOPE
};

// A zeroed one stands before the first byte.
struct qg_sniff {
    uint64_t arrays; // bit i: the bracket at depth i + 1 is `[`; beyond 64 nobody looks
    uint64_t depth;
    char last; // the last significant byte; `"` for a string, `0` for a number or word
    bool in_string, escaped;
    bool spans_lines; // there was a line's end within the object
    bool line_start;  // only white space since
    bool line_object; // some later line began with `{`, unindented
    bool indented;    // there was white space at the start of this line
    bool key;         // the string is, or was, a key of the outermost object
    bool tagged;      // the outermost object has a key "record"
    char name[8];     // the beginning of that key
    uint8_t name_len; // … and its length, 8 if longer
};

// Looks at further bytes; *used tells at how many when something was decided.
enum qg_sniffed qg_sniff_feed(struct qg_sniff *sniff, const char *at, size_t len, size_t *used);

// What it was that now ends (or has become too long) undecided.
enum qg_sniffed qg_sniff_end(const struct qg_sniff *sniff);

#endif
