// SPDX-License-Identifier: Apache-2.0
#include "vec.h"

#include <stdlib.h>
#include <string.h>

// Every QG_VEC is laid out like this one. It is copied in and out by bytes, so no object is read
// through a type that is not its own.
struct any_vec {
    void *at;
    uint32_t len, cap;
};

// At least double, so that pushing costs a constant on average; never less than a cache line's
// worth of small things.
static uint32_t larger_cap(uint32_t cap, uint32_t needed) {
    uint32_t doubled = cap > UINT32_MAX / 2 ? UINT32_MAX : cap * 2;
    if (doubled < 8)
        doubled = 8;
    return doubled < needed ? needed : doubled;
}

bool qg_vec_grow(void *vec, size_t size, uint32_t more) {
    struct any_vec any;
    memcpy(&any, vec, sizeof any);
    if (more > UINT32_MAX - any.len)
        return false;
    uint32_t cap = larger_cap(any.cap, any.len + more);
    if (cap > PTRDIFF_MAX / size)
        return false;
    void *at = realloc(any.at, cap * size);
    if (at == NULL)
        return false;
    any.at = at;
    any.cap = cap;
    memcpy(vec, &any, sizeof any);
    return true;
}

void qg_vec_drop(void *vec) {
    struct any_vec any;
    memcpy(&any, vec, sizeof any);
    free(any.at);
    any = (struct any_vec){0};
    memcpy(vec, &any, sizeof any);
}
