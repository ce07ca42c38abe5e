// SPDX-License-Identifier: Apache-2.0

#include "junit.h"

#include <stdio.h>

enum { SECOND = 1000000 };

static void seconds(struct qg_xml *xml, uint64_t microseconds) {
    char text[40];
    (void)snprintf(text, sizeof text, "%llu.%06llu", (unsigned long long)(microseconds / SECOND),
                   (unsigned long long)(microseconds % SECOND));
    qg_xml_attribute(xml, "time", qg_str_of(text));
}

static void totals_of(struct qg_xml *xml, struct qg_junit_totals totals) {
    qg_xml_attribute_number(xml, "tests", totals.tests);
    qg_xml_attribute_number(xml, "failures", totals.failures);
    qg_xml_attribute_number(xml, "errors", 0);
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
    qg_xml_attribute(xml, "classname", qg_text_str(&class));
    qg_xml_attribute(xml, "name", test->name);
    qg_xml_attribute(xml, "file", test->file);
    if (test->line > 0)
        qg_xml_attribute_number(xml, "line", test->line);
    seconds(xml, test->microseconds);
    xml->out->failed = xml->out->failed || class.failed;
    qg_text_free(&class);
}

void qg_junit_failure(struct qg_xml *xml, struct qg_str message, struct qg_str text) {
    qg_xml_open(xml, "failure");
    qg_xml_attribute(xml, "message", message);
    qg_xml_text(xml, text);
    qg_xml_close(xml);
}
