// SPDX-License-Identifier: Apache-2.0
//
// A growable array of one type: QG_VEC(struct thing) is a struct type with `at`, `len` and `cap`
// that the reader indexes directly. A zeroed one is empty. The elements live in one malloc block
// that moves when it grows, so keep an index to an element, not a pointer. What grows or dies
// with an arena does not need this.
//
// The macros evaluate `v` more than once: pass a plain lvalue's address.
#ifndef QG_VEC_H
#define QG_VEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QG_VEC(type)                                                                               \
    struct {                                                                                       \
        type *at;          /* owned; NULL until the first push */                                  \
        uint32_t len, cap; /* elements in use, elements there is room for */                       \
    }

// Appends a value (braces with commas are fine); false, and nothing changed, when memory is out.
#define qg_vec_push(v, ...) (qg_vec_reserve((v), 1) && ((v)->at[(v)->len++] = (__VA_ARGS__), true))

// Makes room for `more` further elements; false when memory is out or the count overflows.
#define qg_vec_reserve(v, more)                                                                    \
    ((v)->cap - (v)->len >= (more) || qg_vec_grow((v), sizeof *(v)->at, (more)))

// Releases the elements and leaves an empty array. (What elements own is the caller's to free.)
#define qg_vec_free(v) qg_vec_drop(v)

// The two functions behind the macros: they see any QG_VEC as bytes laid out alike.
bool qg_vec_grow(void *vec, size_t size, uint32_t more);
void qg_vec_drop(void *vec);

#endif
