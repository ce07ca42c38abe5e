// SPDX-License-Identifier: Apache-2.0
#include "occurrence.h"

enum qg_fault qg_occurrence_count(struct qg_prints *seen, const char fingerprint[QG_SHA256_HEX + 1],
                                  uint32_t *out) {
    bool fresh;
    struct qg_print print = qg_print_of(0, (struct qg_str){fingerprint, QG_SHA256_HEX});
    uint32_t *count = qg_prints_put(seen, print, 0, &fresh);
    if (count == NULL)
        return QG_FAULT_MEMORY;
    *out = ++*count;
    return QG_OK;
}
