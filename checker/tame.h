// SPDX-License-Identifier: Apache-2.0
//
// Makes a JSON text ready for jansson, without judging it. Five things would otherwise be lost or
// refused there that have a defined answer here:
//
//   - a key given twice: the tree keeps only one value. The second key gets a made-up name.
//   - NUL within a key, which jansson refuses: likewise.
//   - numbers that overflow a double or 64 bits: no count either way, replaced by one that is none.
//   - a NUL byte, which jansson steps over: becomes one that it refuses.
//   - nesting beyond QG_JSON_DEPTH_LIMIT: noted.
//
// A made-up name is U+0001 and a number; keys that begin so by themselves are renamed as well.
// Where the text breaks the grammar, taming stops; the rest is left for jansson to refuse.
#ifndef QG_TAME_H
#define QG_TAME_H

#include "str.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum qg_tamed_kind { QG_TAMED_KEY, QG_TAMED_SECOND_KEY, QG_TAMED_WHOLE, QG_TAMED_REAL };

// One repair: `len` bytes at `offset` of the text were replaced.
struct qg_tamed {
    enum qg_tamed_kind kind;
    size_t offset, len;
};

// A key of an object that is still open.
struct qg_tame_key {
    uint64_t hash;
    size_t offset, len; // with its quotes
};

struct qg_tame {
    struct qg_str original;
    uint64_t seed;
    struct qg_text text;          // what jansson gets
    QG_VEC(struct qg_tamed) made; // in the order of the text
    QG_VEC(struct qg_tame_key) keys;
    const char *too_deep; // the bracket that is one too many, or NULL
    bool failed;          // memory ran out
};

// Tames `text`, behind which a zero stands. To be freed whatever came of it.
void qg_tame(struct qg_tame *out, struct qg_str text, uint64_t seed);
void qg_tame_free(struct qg_tame *tame);

// The repair behind a made-up name, or NULL for any other key.
const struct qg_tamed *qg_tame_find(const struct qg_tame *tame, struct qg_str key);

// Puts the key that stood there, without escapes, into `out`.
void qg_tame_name(const struct qg_tame *tame, const struct qg_tamed *made, struct qg_text *out);

#endif
