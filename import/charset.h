// SPDX-License-Identifier: Apache-2.0
//
// In which encoding a text file is, and the file in UTF-8. Nothing is guessed: a byte order mark
// says it; what is valid UTF-8 is read as that; otherwise it is what the map declares. A file that
// is none of these is read as UTF-8 all the same, its cells that are not being troubles, unless
// somebody declares what it is.
#ifndef QG_CHARSET_H
#define QG_CHARSET_H

#include "fault.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_decoded_text {
    struct qg_text text;    // owned; UTF-8 without a mark, U+FFFD for what cannot be decoded
    struct qg_str encoding; // its name; static storage, or that of `declared`
    uint64_t bad;           // how many bytes could not be decoded
    bool overruled;         // it shows to be another encoding than the declared one
};

// Whether the C library can decode it.
bool qg_charset_is_known(const char *name);

// `declared` ends with a NUL; empty: nothing is. To be freed with qg_text_free(&out->text).
enum qg_fault qg_charset_decode(struct qg_decoded_text *out, struct qg_str bytes,
                                struct qg_str declared);

#endif
