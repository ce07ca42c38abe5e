// SPDX-License-Identifier: Apache-2.0
//
// A saved report that is told once more while memory runs out: it says so, and nothing is lost or
// freed twice.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "saved.h"
#include "starve.h"

// What `check --format json` prints is kept as a golden output.
static const char report[] = "tests/golden/cli/json/stdout";

static enum qg_fault swallow(void *user, const char *at, size_t len) {
    (void)user;
    (void)at;
    (void)len;
    return QG_OK;
}

static bool tell_again(void) {
    struct qg_saved saved;
    struct qg_outputs outputs;
    struct qg_stream stream = {.fd = -1};
    struct qg_text problem = {0};
    qg_outputs_init(&outputs, &stream);
    enum qg_fault fault = qg_saved_open(&saved, report, &problem);
    if (fault == QG_OK)
        fault = qg_outputs_add(&outputs, "json", NULL, &problem);
    if (fault == QG_OK) {
        outputs.items.at[0]->writer.output = (struct qg_output){NULL, swallow};
        fault = qg_saved_replay(&saved, &outputs, QG_NONE, false, &problem);
    }
    qg_outputs_free(&outputs);
    qg_saved_free(&saved);
    qg_text_free(&problem);
    return fault == QG_OK;
}

static void a_report_told_without_memory_fails_and_leaks_nothing(void **state) {
    (void)state;
    starve(tell_again);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_told_without_memory_fails_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
