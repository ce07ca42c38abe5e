// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a baseline: it is refused with a reason, or what is written of it is read as the
// same, and written as it was.

#include "fuzz.h"

#include "baseline.h"

#include <stdlib.h>

enum { LONGEST = 1 << 16 };

static void demand(bool holds) {
    if (!holds)
        abort();
}

// Reads what `bytes` say; whether they say a baseline.
static bool read_bytes(struct qg_baseline *baseline, struct qg_str bytes) {
    struct qg_text text = {0}, problem = {0};
    qg_baseline_init(baseline, 1, NULL);
    baseline->any_mark = true;
    qg_text_add(&text, bytes);
    enum qg_fault fault = qg_baseline_parse(baseline, &text, "fuzz", &problem);
    demand(fault == QG_OK || (fault == QG_FAULT_READ && problem.len > 0));
    qg_text_free(&text);
    qg_text_free(&problem);
    return fault == QG_OK;
}

static enum qg_fault is_same(void *user, const struct qg_baseline_step *step) {
    (void)user;
    demand(step->change == QG_BASELINE_SAME);
    return QG_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_baseline baseline, again;
    struct qg_text once = {0}, twice = {0};
    if (size > LONGEST)
        return 0;
    if (read_bytes(&baseline, (struct qg_str){(const char *)data, size})) {
        qg_baseline_write(&baseline, NULL, &once);
        demand(read_bytes(&again, qg_text_str(&once)));
        demand(qg_baseline_compare(&baseline, &again, is_same, NULL) == QG_OK);
        qg_baseline_write(&again, NULL, &twice);
        demand(qg_str_equal(qg_text_str(&once), qg_text_str(&twice)));
        qg_baseline_free(&again);
    }
    qg_baseline_free(&baseline);
    qg_text_free(&once);
    qg_text_free(&twice);
    return 0;
}
