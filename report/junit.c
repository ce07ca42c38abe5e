// SPDX-License-Identifier: Apache-2.0

#include "junit.h"

#include <stdio.h>

enum { SECOND = 1000000, MILLISECOND = 1000 };

// With three decimals: Jenkins takes no more.
static void seconds(struct qg_xml *xml, uint64_t microseconds) {
    char text[40];
    (void)snprintf(text, sizeof text, "%llu.%03llu", (unsigned long long)(microseconds / SECOND),
                   (unsigned long long)(microseconds % SECOND / MILLISECOND));
    qg_xml_attribute(xml, "time", qg_str_of(text));
}

static void totals_of(struct qg_xml *xml, struct qg_junit_totals totals) {
    qg_xml_attribute_number(xml, "tests", totals.tests);
    qg_xml_attribute_number(xml, "failures", totals.failures);
    qg_xml_attribute_number(xml, "errors", totals.errors);
    seconds(xml, totals.microseconds);
}

void qg_junit_open(struct qg_xml *xml, struct qg_text *out, struct qg_junit_totals totals) {
    qg_xml_begin(xml, out);
    qg_xml_open(xml, "testsuites");
    qg_xml_attribute(xml, "name", QG_STR("qagida"));
    totals_of(xml, totals);
}

void qg_junit_open_suite(struct qg_xml *xml, struct qg_str name, struct qg_junit_totals totals) {
    qg_xml_open(xml, "testsuite");
    qg_xml_attribute(xml, "name", name);
    totals_of(xml, totals);
    if (totals.skipped > 0)
        qg_xml_attribute_number(xml, "skipped", totals.skipped);
}

// "policies/order-300/tests/vectors.qagida" makes "policies.order-300.tests.vectors": what CI
// services show as packages and a class.
static void class_name(struct qg_str file, struct qg_text *out) {
    size_t start = 0, end = file.len, dot = file.len;
    while (start < file.len && (file.at[start] == '/' || file.at[start] == '.'))
        start++;
    while (dot > start && file.at[dot - 1] != '.' && file.at[dot - 1] != '/')
        dot--;
    if (dot > start + 1 && file.at[dot - 1] == '.')
        end = dot - 1;
    for (size_t i = start; i < end; i++)
        qg_text_char(out, file.at[i] == '/' ? '.' : file.at[i]);
}

void qg_junit_open_case(struct qg_xml *xml, const struct qg_junit_case *test) {
    struct qg_text class = {0};
    class_name(test->file, &class);
    qg_xml_open(xml, "testcase");
    qg_xml_attribute(xml, "classname", test->file.len > 0 ? qg_text_str(&class) : test->class);
    qg_xml_attribute(xml, "name", test->name);
    if (test->file.len > 0)
        qg_xml_attribute(xml, "file", test->file);
    if (test->line > 0)
        qg_xml_attribute_number(xml, "line", test->line);
    seconds(xml, test->microseconds);
    xml->out->failed = xml->out->failed || class.failed;
    qg_text_free(&class);
}

static void result(struct qg_xml *xml, const char *name, struct qg_str message,
                   struct qg_str text) {
    qg_xml_open(xml, name);
    qg_xml_attribute(xml, "message", message);
    if (text.len > 0)
        qg_xml_text(xml, text);
    qg_xml_close(xml);
}

void qg_junit_failure(struct qg_xml *xml, struct qg_str message, struct qg_str text) {
    result(xml, "failure", message, text);
}

void qg_junit_error(struct qg_xml *xml, struct qg_str message, struct qg_str text) {
    result(xml, "error", message, text);
}

void qg_junit_skipped(struct qg_xml *xml, struct qg_str message, struct qg_str text) {
    result(xml, "skipped", message, text);
}

void qg_junit_output(struct qg_xml *xml, struct qg_str text) {
    qg_xml_open(xml, "system-out");
    qg_xml_text(xml, text);
    qg_xml_close(xml);
}
