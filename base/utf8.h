// SPDX-License-Identifier: Apache-2.0
//
// UTF-8 as the standard has it: no overlong forms, no surrogates, nothing above U+10FFFF. Plain
// C, with runs of ASCII taken eight bytes at a time.
#ifndef QG_UTF8_H
#define QG_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QG_UTF8_REPLACEMENT 0xFFFDu // stands in for what cannot be decoded

// Whether the bytes are valid UTF-8. If not, and `bad` is not NULL, it receives the offset at
// which the first malformed sequence begins.
bool qg_utf8_valid(const char *at, size_t len, size_t *bad);

// The code point at *at (which must be before end), moving *at behind it. A byte that begins no
// valid sequence gives U+FFFD and is stepped over alone; a real U+FFFD moves by three bytes.
uint32_t qg_utf8_decode(const char **at, const char *end);

// How many steps qg_utf8_decode takes over these bytes: their code points, if they are valid.
size_t qg_utf8_count(const char *at, size_t len);

// Writes the code point and returns its length, 1 to 4 bytes; U+FFFD for what is no code point.
int qg_utf8_encode(char out[4], uint32_t codepoint);

#endif
