// SPDX-License-Identifier: Apache-2.0
//
// JUnit XML as CI services read it: suites, cases with a class name, a file and a line, and what
// failed in them. The counts of a suite stand before its cases, so whoever writes one knows them.

#ifndef QG_JUNIT_H
#define QG_JUNIT_H

#include "xml.h"

struct qg_junit_totals {
    uint64_t tests, failures, errors, skipped;
    uint64_t microseconds;
};

// The document, and one of its suites; each is closed with qg_xml_close.
void qg_junit_open(struct qg_xml *xml, struct qg_text *out, struct qg_junit_totals totals);
void qg_junit_open_suite(struct qg_xml *xml, struct qg_str name, struct qg_junit_totals totals);

struct qg_junit_case {
    struct qg_str name, file; // the class name is made of the file's path
    struct qg_str class;      // where there is no file
    uint64_t line;            // 0: none
    uint64_t microseconds;
};

// A case; closed with qg_xml_close, after qg_junit_failure if it failed.
void qg_junit_open_case(struct qg_xml *xml, const struct qg_junit_case *test);

// What failed: one line, and all of it. Likewise what could not be done, and what was not.
void qg_junit_failure(struct qg_xml *xml, struct qg_str message, struct qg_str text);
void qg_junit_error(struct qg_xml *xml, struct qg_str message, struct qg_str text);
void qg_junit_skipped(struct qg_xml *xml, struct qg_str message, struct qg_str text);

// What else there is to say of a case.
void qg_junit_output(struct qg_xml *xml, struct qg_str text);

#endif
