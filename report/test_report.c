// SPDX-License-Identifier: Apache-2.0

#include "test_report.h"

#include "facts.h"
#include "junit.h"
#include "shown.h"

#define STYLE_OFF  "\x1b[0m"
#define STYLE_BOLD "\x1b[1m"
#define STYLE_WANT "\x1b[31m"
#define STYLE_GOT  "\x1b[32m"

const char *const *qg_test_formats(void) {
    static const char *const names[] = {
        [QG_TEST_TEXT] = "text", [QG_TEST_TAP] = "tap", [QG_TEST_JUNIT] = "junit", NULL};
    return names;
}

uint32_t qg_test_cases_failed(struct qg_test_cases cases) {
    uint32_t failed = 0;
    for (uint32_t i = 0; i < cases.count; i++)
        failed += cases.at[i].failure_count > 0;
    return failed;
}

void qg_test_count(struct qg_test_cases cases, struct qg_text *out) {
    qg_text_printf(out, "%u test%s, %u failed", (unsigned)cases.count, cases.count == 1 ? "" : "s",
                   (unsigned)qg_test_cases_failed(cases));
}

// Takes the next line of `rest`, without its end; false at the end.
static bool next_line(struct qg_str *rest, struct qg_str *line) {
    size_t len = 0;
    if (rest->len == 0)
        return false;
    while (len < rest->len && rest->at[len] != '\n')
        len++;
    *line = qg_str_slice(*rest, 0, len);
    *rest = qg_str_slice(*rest, len + 1, rest->len);
    return true;
}

// ---- text ----

static void styled(struct qg_text *out, bool colour, const char *style) {
    if (colour)
        qg_text_addz(out, style);
}

static void add_place(struct qg_text *out, struct qg_str file, struct qg_place place) {
    qg_shown_add(out, file);
    qg_text_printf(out, ":%llu:%u: ", (unsigned long long)place.line, (unsigned)place.column);
}

static void add_diff(struct qg_text *out, struct qg_str diff, bool colour) {
    struct qg_str line;
    while (next_line(&diff, &line)) {
        char sign = line.len > 0 ? line.at[0] : ' ';
        bool changed = sign == '-' || sign == '+';
        qg_text_addz(out, "      ");
        styled(out, colour && changed, sign == '-' ? STYLE_WANT : STYLE_GOT);
        qg_shown_add(out, line);
        styled(out, colour && changed, STYLE_OFF);
        qg_text_char(out, '\n');
    }
}

// What failed in a test, as people read it.
static void add_failures(struct qg_text *out, const struct qg_test_case *test, bool colour) {
    for (uint32_t i = 0; i < test->failure_count; i++) {
        qg_text_addz(out, "    ");
        add_place(out, test->file, test->failures[i].place);
        qg_shown_add(out, test->failures[i].what);
        qg_text_char(out, '\n');
        add_diff(out, test->failures[i].diff, colour);
    }
    if (test->because.len > 0) {
        qg_text_addz(out, "    because: ");
        qg_shown_add(out, test->because);
        qg_text_char(out, '\n');
    }
}

static void report_text(struct qg_test_cases cases, bool colour, struct qg_text *out) {
    for (uint32_t i = 0; i < cases.count; i++) {
        const struct qg_test_case *test = &cases.at[i];
        if (test->failure_count == 0)
            continue;
        styled(out, colour, STYLE_BOLD);
        add_place(out, test->file, test->place);
        qg_text_addz(out, "failed: ");
        qg_shown_add(out, test->title);
        styled(out, colour, STYLE_OFF);
        qg_text_char(out, '\n');
        add_failures(out, test, colour);
    }
    qg_test_count(cases, out);
    qg_text_char(out, '\n');
}

// ---- TAP 14 ----

// A description ends where a `#` begins a directive.
static void add_description(struct qg_text *out, struct qg_str title) {
    struct qg_text shown = {0};
    qg_shown_add(&shown, title);
    for (size_t i = 0; i < shown.len; i++) {
        if (shown.at[i] == '#' || shown.at[i] == '\\')
            qg_text_char(out, '\\');
        qg_text_char(out, shown.at[i]);
    }
    out->failed = out->failed || shown.failed;
    qg_text_free(&shown);
}

// A line of the YAML block. A string of JSON is one of YAML, too.
static void add_yaml(struct qg_text *out, const char *key, struct qg_str value) {
    qg_text_addz(out, key);
    qg_json_quote(out, value);
    qg_text_char(out, '\n');
}

static void add_yaml_place(struct qg_text *out, const char *indent, struct qg_str file,
                           struct qg_place place) {
    qg_text_printf(out, "%sat:\n", indent);
    qg_text_printf(out, "%s  file: ", indent);
    qg_json_quote(out, file);
    qg_text_printf(out, "\n%s  line: %llu\n%s  column: %u\n", indent,
                   (unsigned long long)place.line, indent, (unsigned)place.column);
}

static void add_yaml_failure(struct qg_text *out, struct qg_str file,
                             const struct qg_test_failure *failure) {
    struct qg_str diff = failure->diff, line;
    add_yaml(out, "    - what: ", failure->what);
    add_yaml_place(out, "      ", file, failure->place);
    qg_text_addz(out, diff.len > 0 ? "      diff:\n" : "");
    while (next_line(&diff, &line))
        add_yaml(out, "        - ", line);
}

static void add_diagnostics(struct qg_text *out, const struct qg_test_case *test) {
    qg_text_addz(out, "  ---\n");
    add_yaml(out, "  message: ", test->failures[0].what);
    add_yaml_place(out, "  ", test->file, test->place);
    if (test->because.len > 0)
        add_yaml(out, "  because: ", test->because);
    qg_text_addz(out, "  failures:\n");
    for (uint32_t i = 0; i < test->failure_count; i++)
        add_yaml_failure(out, test->file, &test->failures[i]);
    qg_text_addz(out, "  ...\n");
}

static void report_tap(struct qg_test_cases cases, struct qg_text *out) {
    qg_text_printf(out, "TAP version 14\n1..%u\n", (unsigned)cases.count);
    for (uint32_t i = 0; i < cases.count; i++) {
        const struct qg_test_case *test = &cases.at[i];
        qg_text_printf(out, "%s %u - ", test->failure_count == 0 ? "ok" : "not ok",
                       (unsigned)(i + 1));
        add_description(out, test->title);
        qg_text_char(out, '\n');
        if (test->failure_count > 0)
            add_diagnostics(out, test);
    }
}

// ---- JUnit ----

static struct qg_junit_totals totals_of(struct qg_test_cases cases) {
    struct qg_junit_totals totals = {.tests = cases.count, .failures = qg_test_cases_failed(cases)};
    for (uint32_t i = 0; i < cases.count; i++)
        totals.microseconds += cases.at[i].microseconds;
    return totals;
}

static void add_case(struct qg_xml *xml, const struct qg_test_case *test) {
    struct qg_junit_case about = {.name = test->title,
                                  .file = test->file,
                                  .line = test->place.line,
                                  .microseconds = test->microseconds};
    struct qg_text text = {0};
    qg_junit_open_case(xml, &about);
    add_failures(&text, test, false);
    if (test->failure_count > 0)
        qg_junit_failure(xml, test->failures[0].what, qg_text_str(&text));
    qg_xml_close(xml);
    xml->out->failed = xml->out->failed || text.failed;
    qg_text_free(&text);
}

// The tests of the file that the first of `cases` stands in.
static struct qg_test_cases of_one_file(struct qg_test_cases cases) {
    uint32_t count = 1;
    while (count < cases.count && qg_str_equal(cases.at[count].file, cases.at[0].file))
        count++;
    return (struct qg_test_cases){cases.at, count};
}

static void report_junit(struct qg_test_cases cases, struct qg_text *out) {
    struct qg_xml xml;
    qg_junit_open(&xml, out, totals_of(cases));
    while (cases.count > 0) {
        struct qg_test_cases suite = of_one_file(cases);
        qg_junit_open_suite(&xml, suite.at[0].file, totals_of(suite));
        for (uint32_t i = 0; i < suite.count; i++)
            add_case(&xml, &suite.at[i]);
        qg_xml_close(&xml);
        cases = (struct qg_test_cases){cases.at + suite.count, cases.count - suite.count};
    }
    qg_xml_close(&xml);
}

void qg_test_report(enum qg_test_format format, struct qg_test_cases cases, bool colour,
                    struct qg_text *out) {
    switch (format) {
    case QG_TEST_TEXT:
        report_text(cases, colour, out);
        break;
    case QG_TEST_TAP:
        report_tap(cases, out);
        break;
    case QG_TEST_JUNIT:
        report_junit(cases, out);
        break;
    }
}
