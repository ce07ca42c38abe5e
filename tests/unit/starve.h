// SPDX-License-Identifier: Apache-2.0
//
// Memory that runs out, for test programs that include this: they bring their own malloc, calloc
// and realloc, which refuse the Nth request and all behind it, or the Nth alone. Each piece of work
// is repeated with N = 1, 2, 3 … until it gets all it asks for. It must say each time that it
// failed, and neither crash nor corrupt what it holds.
#ifndef QG_STARVE_H
#define QG_STARVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

// Sanitizers bring an allocator that must not be bypassed, and other C libraries have no second
// name for theirs. There nothing is refused, and the work is done once.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                         \
    __has_feature(thread_sanitizer)
#define OTHER_ALLOCATOR
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define OTHER_ALLOCATOR
#endif

#ifdef OTHER_ALLOCATOR

static inline void pause_starving(void) {}

static inline void go_on_starving(void) {}

static void arm(long countdown) {
    (void)countdown;
}

static bool disarm(void) {
    return false;
}

static inline void refuse_one_alone(bool alone) {
    (void)alone;
}

#else

// Requests until one is refused; negative when none is to be.
static long requests_left = -1;
static bool one_alone; // those behind it are let through

static bool refuses(void) {
    if (requests_left < 0)
        return false;
    if (requests_left > 0)
        return --requests_left == 0;
    return !one_alone;
}

static inline void refuse_one_alone(bool alone) {
    one_alone = alone;
}

static void arm(long countdown) {
    requests_left = countdown;
}

// Lets everything through again; whether a request was refused.
static bool disarm(void) {
    bool refused = requests_left == 0;
    requests_left = -1;
    return refused;
}

// Between the two, requests are let through and not counted.
static long requests_paused;

static inline void pause_starving(void) {
    requests_paused = requests_left;
    requests_left = -1;
}

static inline void go_on_starving(void) {
    requests_left = requests_paused;
}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);

void *malloc(size_t size) {
    return refuses() ? NULL : __libc_malloc(size);
}

void *calloc(size_t nmemb, size_t size) {
    return refuses() ? NULL : __libc_calloc(nmemb, size);
}

void *realloc(void *ptr, size_t size) {
    return refuses() ? NULL : __libc_realloc(ptr, size);
}

#endif

// Does the work with every request refused in turn, until none is. The work returns whether it
// succeeded, which must be exactly when nothing was refused.
static void starve(bool (*work)(void)) {
    for (long n = 1; n < 10000; n++) {
        arm(n);
        bool succeeded = work();
        bool refused = disarm();
        assert_int_equal(succeeded, !refused);
        if (!refused)
            return;
    }
    fail_msg("the work asks for memory without end");
}

// The same with memory for everything else: what goes on after a failure meets what it left uneven.
static inline void starve_once(bool (*work)(void)) {
    refuse_one_alone(true);
    starve(work);
    refuse_one_alone(false);
}

#endif
