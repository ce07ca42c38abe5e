// SPDX-License-Identifier: Apache-2.0
//
// What came of a policy's tests, and the formats that tell it: text for people, TAP 14 for test
// harnesses, JUnit for CI services. The formats are told everything at once, because two of them
// begin with how many tests there are.

#ifndef QG_TEST_REPORT_H
#define QG_TEST_REPORT_H

#include "source.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

// One thing that was not as the test says.
struct qg_test_failure {
    struct qg_place place; // in the file of the test
    struct qg_str what;    // one line: the expectation as written, or what cannot be done
    struct qg_str diff;    // lines that begin with "- " (expected), "+ " (came out) or "  "
};

struct qg_test_case {
    struct qg_str file, title;
    struct qg_place place;
    struct qg_str because;                  // the derivation; empty when the test gives none
    const struct qg_test_failure *failures; // none: passed
    uint32_t failure_count;
    uint64_t microseconds;
};

struct qg_test_cases {
    const struct qg_test_case *at; // those of a file together
    uint32_t count;
};

uint32_t qg_test_cases_failed(struct qg_test_cases cases);

// Appends the report in one of the formats; `colour` is for text alone.
enum qg_test_format { QG_TEST_TEXT, QG_TEST_TAP, QG_TEST_JUNIT };
void qg_test_report(enum qg_test_format format, struct qg_test_cases cases, bool colour,
                    struct qg_text *out);
const char *const *qg_test_formats(void); // names in the order of the enum, NULL at the end

// Appends "5 tests, 1 failed".
void qg_test_count(struct qg_test_cases cases, struct qg_text *out);

#endif
