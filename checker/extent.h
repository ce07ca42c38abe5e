// SPDX-License-Identifier: Apache-2.0
//
// How far a JSON value reaches, found piece by piece as its bytes arrive: brackets are counted
// and strings are stepped over, nothing else is looked at. Works at any depth, in constant space.
#ifndef QG_EXTENT_H
#define QG_EXTENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A zeroed one stands before a value.
struct qg_extent {
    uint64_t depth; // open brackets
    bool in_string; //
    bool escaped;   // the last byte was a backslash within a string
    bool bare;      // within a number or a word, at depth 0
    bool complete;  // the value has ended
};

// Reads on in `len` bytes that begin with the value or continue it; returns how many belong to it.
// A value that ends in these bytes is `complete`; a bare one ends before what cannot be part of it.
size_t qg_extent_scan(struct qg_extent *extent, const char *at, size_t len);

#endif
