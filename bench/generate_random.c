// SPDX-License-Identifier: Apache-2.0
#include "generate_random.h"

struct qg_random qg_random_stream(uint64_t seed, uint64_t record) {
    struct qg_random outer = {seed};
    struct qg_random inner = {qg_random_next(&outer) ^ (record * 0xD1342543DE82EF95u)};
    return (struct qg_random){qg_random_next(&inner)};
}

uint64_t qg_random_next(struct qg_random *random) {
    uint64_t z = random->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

int qg_random_between(struct qg_random *random, int low, int high) {
    const uint64_t width = (uint64_t)(high - low) + 1;
    return low + (int)((qg_random_next(random) >> 32) * width >> 32);
}

bool qg_random_permille(struct qg_random *random, int permille) {
    return qg_random_between(random, 0, 999) < permille;
}
