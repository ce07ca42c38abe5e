// SPDX-License-Identifier: Apache-2.0
//
// The scanner seen from its users: one token after another from a source that lies in memory. It
// reports what is wrong with the spelling and goes on; only a character that cannot begin anything
// comes back as a token that the parser takes for an error without reporting it again.
//
// A text in quotes is one token, unless it has holes: "a {x} b {y} c" is a head `"a {`, a middle
// `} b {` and a tail `} c"`, with ordinary tokens between. There are no texts inside holes, so
// that a quote always ends a text, even one whose hole was never closed.
#ifndef QG_SCAN_H
#define QG_SCAN_H

#include "arena.h"
#include "diag.h"
#include "fault.h"
#include "source.h"
#include "str.h"
#include "vec.h"

#include <stdint.h>

// Places of the text. Comments are no tokens; who wants them asks the scan to note where they
// stand.
struct qg_spans {
    struct qg_span *at; // owned, as of a QG_VEC
    uint32_t len, cap;
};

union qg_scan_value {
    int64_t number;     // of INT; days of DATE; 100 * month + day of MONTHDAY
    struct qg_str text; // of the STRING kinds: decoded, in the source or the arena
};

// Flex asks for three small blocks per run. They come from here, so scanning cannot run out of
// memory in a place where flex would give up by ending the program.
#define QG_SCAN_SLAB 1024

// What a word of the text is: most of them come again and again.
struct qg_scan_known {
    struct qg_str word;
    int token;
};
enum { QG_SCAN_KNOWN = 256 };

struct qg_scan {
    struct qg_arena *arena; // of decoded texts
    struct qg_diag_list *diags;
    const struct qg_source *text;
    uint32_t source;
    uint32_t hole;             // how many braces are open inside the hole of a text; 0: outside
    struct qg_span open;       // the brace that opened the hole
    struct qg_spans *comments; // where those passed are added; NULL: nobody asks for them
    enum qg_fault fault;       // sticks
    void *flex;
    struct qg_scan_known known[QG_SCAN_KNOWN]; // words met, each in its place
    _Alignas(16) unsigned char slab[QG_SCAN_SLAB];
    size_t slab_used;
};

// Begins with a source, which must exist. Nothing needs to be closed afterwards.
void qg_scan_open(struct qg_scan *scan, struct qg_arena *arena, const struct qg_sources *sources,
                  uint32_t source, struct qg_diag_list *diags);

// The next token (a QG_T_… of parser.h), its value if it has one, and its bytes. At the end of the
// text 0, again and again.
int qg_scan_next(struct qg_scan *scan, union qg_scan_value *value, struct qg_span *span);

// ---- What the flex rules call (scan.c) --------------------------------------------------------

void *qg_scan_take(struct qg_scan *scan, size_t size);

int64_t qg_scan_number(struct qg_scan *scan, struct qg_str digits, struct qg_span span);
int64_t qg_scan_date(struct qg_scan *scan, struct qg_str text, struct qg_span span);
int64_t qg_scan_monthday(struct qg_str text);

// Decodes what stands between two quotes or braces and reports escapes it does not know.
struct qg_str qg_scan_text(struct qg_scan *scan, struct qg_str raw, uint32_t start);

// The token of a word: a keyword or QG_T_NAME.
int qg_scan_word(struct qg_scan *scan, struct qg_str word, struct qg_span span);

// Notes a comment, if somebody asks for them.
void qg_scan_comment(struct qg_scan *scan, struct qg_span span);

// Report, each for its own kind of mistake.
void qg_scan_open_text(struct qg_scan *scan, struct qg_span span);
void qg_scan_open_hole(struct qg_scan *scan);
void qg_scan_foreign(struct qg_scan *scan, struct qg_span span, const char *found,
                     const char *ours);
void qg_scan_stray(struct qg_scan *scan, struct qg_str byte, struct qg_span span);

#endif
