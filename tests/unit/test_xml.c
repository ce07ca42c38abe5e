// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "junit.h"
#include "xml.h"

#include <string.h>

struct page {
    struct qg_text out;
    struct qg_xml xml;
};

static int set_up(void **state) {
    static struct page page;
    page = (struct page){0};
    *state = &page;
    qg_xml_begin(&page.xml, &page.out);
    qg_text_clear(&page.out); // the declaration is looked at once
    return 0;
}

static int tear_down(void **state) {
    qg_text_free(&((struct page *)*state)->out);
    return 0;
}

static void a_document_begins_with_its_declaration(void **state) {
    struct page *page = *state;
    qg_xml_begin(&page->xml, &page->out);
    assert_string_equal(page->out.at, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

static void elements_are_indented_and_empty_ones_closed_at_once(void **state) {
    struct page *page = *state;
    qg_xml_open(&page->xml, "a");
    qg_xml_open(&page->xml, "b");
    qg_xml_attribute_number(&page->xml, "n", 7);
    qg_xml_close(&page->xml);
    qg_xml_open(&page->xml, "c");
    qg_xml_text(&page->xml, QG_STR("t"));
    qg_xml_close(&page->xml);
    qg_xml_close(&page->xml);
    assert_string_equal(page->out.at, "<a>\n  <b n=\"7\"/>\n  <c>t</c>\n</a>\n");
}

static void what_means_something_to_xml_is_escaped(void **state) {
    struct page *page = *state;
    qg_xml_open(&page->xml, "a");
    qg_xml_attribute(&page->xml, "b", QG_STR("<&>\"'\t\n\r"));
    qg_xml_text(&page->xml, QG_STR("]]> <&\"\n\r"));
    qg_xml_close(&page->xml);
    assert_string_equal(page->out.at, "<a b=\"&lt;&amp;&gt;&quot;'&#9;&#10;&#13;\">"
                                      "]]&gt; &lt;&amp;\"\n&#13;</a>\n");
}

// U+0000, U+0001, U+001F, U+FFFE and a byte that is no UTF-8; U+007F, a letter and U+1F600 stay.
static void what_xml_cannot_hold_is_left_out(void **state) {
    struct page *page = *state;
    qg_xml_open(&page->xml, "a");
    qg_xml_text(&page->xml, QG_STR("1\0"
                                   "2\x01"
                                   "3\x1f"
                                   "4\xef\xbf\xbe"
                                   "5\x7f"
                                   "6\xff"
                                   "7қ\xf0\x9f\x98\x80"));
    qg_xml_close(&page->xml);
    assert_string_equal(page->out.at, "<a>12345\x7f"
                                      "6\xef\xbf\xbd"
                                      "7қ\xf0\x9f\x98\x80</a>\n");
}

static void more_open_elements_than_there_is_room_for_fail(void **state) {
    struct page *page = *state;
    for (int i = 0; i < QG_XML_DEPTH; i++)
        qg_xml_open(&page->xml, "a");
    assert_false(page->out.failed);
    qg_xml_open(&page->xml, "a");
    assert_true(page->out.failed);
}

static void a_class_is_named_after_the_path_of_its_file(void **state) {
    struct page *page = *state;
    struct qg_junit_case test = {.name = QG_STR("t"),
                                 .file = QG_STR("../rules/my.tests.qagida"),
                                 .line = 3,
                                 .microseconds = 1500000};
    qg_junit_open_case(&page->xml, &test);
    qg_xml_close(&page->xml);
    assert_string_equal(page->out.at, "<testcase classname=\"rules.my.tests\" name=\"t\" "
                                      "file=\"../rules/my.tests.qagida\" line=\"3\" "
                                      "time=\"1.500\"/>\n");
}

static void a_file_without_an_ending_is_a_class_too(void **state) {
    struct page *page = *state;
    struct qg_junit_case test = {.name = QG_STR("t"), .file = QG_STR("a.b/rules")};
    qg_junit_open_case(&page->xml, &test);
    qg_xml_close(&page->xml);
    assert_string_equal(page->out.at, "<testcase classname=\"a.b.rules\" name=\"t\" "
                                      "file=\"a.b/rules\" time=\"0.000\"/>\n");
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_document_begins_with_its_declaration),
        CASE(elements_are_indented_and_empty_ones_closed_at_once),
        CASE(what_means_something_to_xml_is_escaped),
        CASE(what_xml_cannot_hold_is_left_out),
        CASE(more_open_elements_than_there_is_room_for_fail),
        CASE(a_class_is_named_after_the_path_of_its_file),
        CASE(a_file_without_an_ending_is_a_class_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
