// SPDX-License-Identifier: Apache-2.0
#include "stack_room.h"

#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>

// Whether so much address space is left. Without a mapping nobody knows before it is too late.
static bool is_left(size_t size) {
    void *at = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return at != MAP_FAILED && munmap(at, size) == 0;
}

// A single byte at the far end is enough: what lies between comes to memory when it is used.
__attribute__((noinline)) static void grow(void) {
    volatile char room[QG_STACK_ROOM];
    room[0] = 0;
    (void)room[0];
}

bool qg_stack_reserve(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) != 0)
        return true;
    if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur / 2 < QG_STACK_ROOM)
        return true; // somebody knows better how little will do
    if (!is_left(QG_STACK_ROOM))
        return false;
    grow();
    return true;
}
