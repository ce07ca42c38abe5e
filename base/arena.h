// SPDX-License-Identifier: Apache-2.0
//
// An arena: memory that is handed out piece by piece and taken back all at once. A compilation, a
// program and a record each have one, and the name of the arena is the name of that lifetime.
// Nothing allocated here is freed alone, so nodes may point at each other freely and there is
// no tidying up on error paths.
//
// Memory comes in chunks; a reset keeps the largest, so a loop over records soon stops asking the
// system for anything. Compiled with QG_ARENA_DEBUG (which only arena.c looks at) every allocation
// is a malloc of its own with its exact size, so that sanitizers see a step over its edge or a
// use after the reset.
#ifndef QG_ARENA_H
#define QG_ARENA_H

#include <stddef.h>

struct qg_arena_chunk;

struct qg_arena {
    const char *name;              // of the lifetime, for people who debug; static storage
    struct qg_arena_chunk *chunks; // owned; the one in use comes first
    char *next, *end;              // the free part of the first chunk
    size_t bytes;                  // what all chunks take from the system
};

// An empty arena; allocates nothing yet. `name` must outlive it.
void qg_arena_init(struct qg_arena *arena, const char *name);

// `size` zeroed bytes aligned for any type, or NULL when memory is out. A size of 0 gives a
// pointer that is not NULL and may not be read through. Only these bytes are zeroed.
void *qg_arena_alloc(struct qg_arena *arena, size_t size);

// `count` zeroed elements of `size` bytes; NULL when memory is out or the product overflows.
void *qg_arena_array(struct qg_arena *arena, size_t count, size_t size);

// A copy of `len` bytes with a NUL after them; NULL when memory is out.
char *qg_arena_copy(struct qg_arena *arena, const char *at, size_t len);

// Takes back everything that was handed out, keeping the largest chunk for the next round.
void qg_arena_reset(struct qg_arena *arena);

// Gives all memory back. The arena is then as after init, and may be used again.
void qg_arena_free(struct qg_arena *arena);

// Bytes held from the system at this moment, handed out or not.
size_t qg_arena_bytes(const struct qg_arena *arena);

#endif
