// SPDX-License-Identifier: Apache-2.0
#include "seed.h"

#include "hash.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

static bool is_fixed(uint64_t *out) {
    const char *value = getenv(QG_SEED_VARIABLE);
    char *end;
    if (value == NULL || value[0] == '\0')
        return false;
    *out = strtoull(value, &end, 0);
    return *end == '\0';
}

// A system that has no randomness to give: what an attacker elsewhere is least likely to know.
static uint64_t makeshift(void) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    uint64_t where = (uint64_t)(uintptr_t)&now, when = (uint64_t)now.tv_nsec << 32;
    return qg_hash_fold(where ^ when, (uint64_t)getpid() ^ UINT64_C(0x9e3779b97f4a7c15));
}

uint64_t qg_seed(void) {
    uint64_t seed;
    if (is_fixed(&seed) || getrandom(&seed, sizeof seed, GRND_NONBLOCK) == (ssize_t)sizeof seed)
        return seed;
    return makeshift();
}
