// SPDX-License-Identifier: Apache-2.0
#include "arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct qg_arena_chunk {
    struct qg_arena_chunk *older;
    size_t size; // of `bytes`
    max_align_t bytes[];
};

#define HEADER sizeof(struct qg_arena_chunk)

// The first chunk is small, since many arenas stay small; each further one is as large as all
// before it, up to the size at which asking the system no longer costs anything noticeable.
#define FIRST_CHUNK   ((size_t)4096 - HEADER)
#define LARGEST_CHUNK ((size_t)1024 * 1024)

void qg_arena_init(struct qg_arena *arena, const char *name) {
    *arena = (struct qg_arena){.name = name};
}

#ifdef QG_ARENA_DEBUG

static size_t chunk_size(const struct qg_arena *arena, size_t wanted) {
    (void)arena;
    return wanted;
}

static size_t aligned(size_t size) {
    return size;
}

#else

static size_t chunk_size(const struct qg_arena *arena, size_t wanted) {
    size_t size = arena->bytes < FIRST_CHUNK ? FIRST_CHUNK : arena->bytes;
    if (size > LARGEST_CHUNK)
        size = LARGEST_CHUNK;
    return size < wanted ? wanted : size;
}

static size_t aligned(size_t size) {
    const size_t mask = alignof(max_align_t) - 1;
    return (size + mask) & ~mask;
}

#endif

// Makes `chunk` the one in use, all of it free.
static void use_chunk(struct qg_arena *arena, struct qg_arena_chunk *chunk) {
    arena->chunks = chunk;
    arena->next = (char *)chunk->bytes;
    arena->end = arena->next + chunk->size;
}

static bool add_chunk(struct qg_arena *arena, size_t wanted) {
    size_t size = chunk_size(arena, wanted);
    struct qg_arena_chunk *chunk = malloc(HEADER + size);
    if (chunk == NULL)
        return false;
    chunk->older = arena->chunks;
    chunk->size = size;
    arena->bytes += HEADER + size;
    use_chunk(arena, chunk);
    return true;
}

void *qg_arena_alloc(struct qg_arena *arena, size_t size) {
    if (size > PTRDIFF_MAX - LARGEST_CHUNK)
        return NULL;
    size_t taken = aligned(size > 0 ? size : 1);
    if ((size_t)(arena->end - arena->next) < taken && !add_chunk(arena, taken))
        return NULL;
    char *at = arena->next;
    arena->next += taken;
    return memset(at, 0, size);
}

void *qg_arena_array(struct qg_arena *arena, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return qg_arena_alloc(arena, count * size);
}

char *qg_arena_copy(struct qg_arena *arena, const char *at, size_t len) {
    char *copy = len < SIZE_MAX ? qg_arena_alloc(arena, len + 1) : NULL;
    if (copy != NULL && len > 0)
        memcpy(copy, at, len);
    return copy;
}

// Takes the largest chunk out of the list and frees all others.
static struct qg_arena_chunk *keep_largest(struct qg_arena_chunk *chunk) {
    struct qg_arena_chunk *largest = NULL;
    while (chunk != NULL) {
        struct qg_arena_chunk *older = chunk->older;
        if (largest == NULL || chunk->size > largest->size) {
            free(largest);
            largest = chunk;
        } else {
            free(chunk);
        }
        chunk = older;
    }
    return largest;
}

#ifdef QG_ARENA_DEBUG

// Keeps nothing, so that what is used after a reset is seen to be gone.
void qg_arena_reset(struct qg_arena *arena) {
    qg_arena_free(arena);
}

#else

void qg_arena_reset(struct qg_arena *arena) {
    struct qg_arena_chunk *kept = keep_largest(arena->chunks);
    if (kept == NULL)
        return;
    kept->older = NULL;
    arena->bytes = HEADER + kept->size;
    use_chunk(arena, kept);
}

#endif

void qg_arena_free(struct qg_arena *arena) {
    free(keep_largest(arena->chunks));
    qg_arena_init(arena, arena->name);
}

size_t qg_arena_bytes(const struct qg_arena *arena) {
    return arena->bytes;
}
