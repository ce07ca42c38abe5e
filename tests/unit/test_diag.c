// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "diag.h"

#include <stdio.h>
#include <stdlib.h>

// A list of sources and diagnostics with the text that they render to.
struct desk {
    struct qg_sources sources;
    struct qg_diag_list list;
    struct qg_text out;
};

static int set_up(void **state) {
    struct desk *desk = calloc(1, sizeof *desk);
    if (desk == NULL)
        return -1;
    qg_diag_init(&desk->list);
    *state = desk;
    return 0;
}

static int tear_down(void **state) {
    struct desk *desk = *state;
    qg_text_free(&desk->out);
    qg_diag_free(&desk->list);
    qg_sources_free(&desk->sources);
    free(desk);
    return 0;
}

static uint32_t add_text(struct desk *desk, const char *name, struct qg_str text) {
    uint32_t index = QG_SOURCE_NONE;
    assert_int_equal(qg_sources_add(&desk->sources, qg_str_of(name), text, &index), QG_OK);
    return index;
}

static uint32_t add_source(struct desk *desk, const char *name, const char *text) {
    return add_text(desk, name, qg_str_of(text));
}

// The span of the first place at which `part` stands in a source.
static struct qg_span find(struct desk *desk, uint32_t source, const char *part) {
    const char *text = qg_sources_at(&desk->sources, source)->text.at;
    const char *at = strstr(text, part);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - text);
    return (struct qg_span){source, start, start + (uint32_t)strlen(part)};
}

static void assert_renders(struct desk *desk, const char *expected) {
    qg_text_clear(&desk->out);
    qg_diag_render(&desk->list, &desk->sources, &desk->out, false);
    assert_string_equal(desk->out.at, expected);
}

static void an_error_points_at_its_place_and_offers_a_hint(void **state) {
    struct desk *desk = *state;
    uint32_t source = add_source(desk, "policies/x.qagida",
                                 "rule P35-b {\n  require pressent_ids is recorded\n}\n");
    struct qg_span span = find(desk, source, "pressent_ids");
    struct qg_diag *diag = qg_diag_add(&desk->list, QG_ERROR, "E0203", span,
                                       "unknown field `%s` of `%s`", "pressent_ids", "hearing");
    qg_diag_label(diag, span, "no such field");
    qg_diag_hint(diag, "Did you mean `%s`?", "present_ids");
    assert_renders(
        desk, "policies/x.qagida:2:11: error[E0203]: unknown field `pressent_ids` of `hearing`\n"
              "   |\n"
              " 2 |   require pressent_ids is recorded\n"
              "   |           ^^^^^^^^^^^^ no such field\n"
              "   = hint: Did you mean `present_ids`?\n");
    assert_int_equal(qg_diag_errors(&desk->list), 1);
}

static void a_warning_is_no_error(void **state) {
    struct desk *desk = *state;
    uint32_t source = add_source(desk, "a", "use calendar");
    qg_diag_add(&desk->list, QG_WARNING, "W0100", find(desk, source, "calendar"), "never used");
    assert_renders(desk, "a:1:5: warning[W0100]: never used\n"
                         "   |\n"
                         " 1 | use calendar\n"
                         "   |     ^^^^^^^^\n");
    assert_int_equal(qg_diag_errors(&desk->list), 0);
}

static void further_labels_stand_at_their_own_lines_and_files(void **state) {
    struct desk *desk = *state;
    uint32_t one = add_source(desk, "one", "paragraph 4 {\n}\n\n\nparagraph 4 {\n}\n");
    uint32_t two = add_source(desk, "two", "# insert\ninsert paragraph 4 after 3\n");
    struct qg_span again = {one, 18, 29};
    struct qg_diag *diag = qg_diag_add(&desk->list, QG_ERROR, "E0310", again, "paragraph 4 twice");
    qg_diag_label(diag, find(desk, two, "paragraph 4"), "and inserted here");
    qg_diag_label(diag, find(desk, one, "paragraph 4"), "first here");
    assert_renders(desk, "one:5:1: error[E0310]: paragraph 4 twice\n"
                         "   |\n"
                         " 1 | paragraph 4 {\n"
                         "   | ----------- first here\n"
                         "   :\n"
                         " 5 | paragraph 4 {\n"
                         "   | ^^^^^^^^^^^\n"
                         "  --> two:2:8\n"
                         "   |\n"
                         " 2 | insert paragraph 4 after 3\n"
                         "   |        ----------- and inserted here\n");
}

static void two_labels_of_one_line_share_its_text(void **state) {
    struct desk *desk = *state;
    uint32_t source = add_source(desk, "a", "3 months before 5 days");
    struct qg_diag *diag = qg_diag_add(&desk->list, QG_ERROR, "E0401", find(desk, source, "before"),
                                       "months against days");
    qg_diag_label(diag, find(desk, source, "5 days"), "days");
    qg_diag_label(diag, find(desk, source, "3 months"), "months");
    assert_renders(desk, "a:1:10: error[E0401]: months against days\n"
                         "   |\n"
                         " 1 | 3 months before 5 days\n"
                         "   | -------- months\n"
                         "   |          ^^^^^^\n"
                         "   |                 ------ days\n");
}

static void items_come_in_the_order_of_sources_offsets_and_codes(void **state) {
    struct desk *desk = *state;
    uint32_t one = add_source(desk, "one", "ab"), two = add_source(desk, "two", "cd");
    qg_diag_add(&desk->list, QG_ERROR, "E0001", QG_SPAN_NONE, "six");
    qg_diag_add(&desk->list, QG_ERROR, "E0001", (struct qg_span){two, 0, 1}, "five");
    qg_diag_add(&desk->list, QG_ERROR, "E0009", (struct qg_span){one, 1, 2}, "three");
    qg_diag_add(&desk->list, QG_ERROR, "E0009", (struct qg_span){one, 1, 1}, "four");
    qg_diag_add(&desk->list, QG_WARNING, "E0002", (struct qg_span){one, 1, 2}, "two");
    qg_diag_add(&desk->list, QG_ERROR, "E0009", (struct qg_span){one, 0, 1}, "one");
    qg_diag_sort(&desk->list);
    const char *expected[] = {"one", "two", "three", "four", "five", "six"};
    for (uint32_t i = 0; i < 6; i++)
        assert_string_equal(desk->list.items.at[i]->message.at, expected[i]);
}

static void a_diagnostic_without_a_place_is_its_headline(void **state) {
    struct desk *desk = *state;
    struct qg_diag *diag =
        qg_diag_add(&desk->list, QG_ERROR, "E0001", QG_SPAN_NONE, "no module `%s`", "calendar.kz");
    qg_diag_hint(diag, "It is looked for beside the policy.");
    assert_renders(desk, "error[E0001]: no module `calendar.kz`\n"
                         "   = hint: It is looked for beside the policy.\n");
}

static void carets_count_code_points_and_what_stands_for_hidden_ones(void **state) {
    struct desk *desk = *state;
    uint32_t source = add_text(desk, "a", QG_STR("\tқ\x1b \xFF\xE2\x80\xAE y\r\n"));
    qg_diag_add(&desk->list, QG_ERROR, "E0101", find(desk, source, "y"), "odd\nname \x07");
    assert_renders(desk, "a:1:8: error[E0101]: odd\\u{a}name \\u{7}\n"
                         "   |\n"
                         " 1 |     қ\\u{1b} \\xff\\u{202e} y\n"
                         "   |                          ^\n");
}

static void a_span_over_several_lines_is_underlined_to_the_end_of_the_first(void **state) {
    struct desk *desk = *state;
    add_source(desk, "a", "rule x {\n  require\n}\n");
    qg_diag_add(&desk->list, QG_ERROR, "E0102", (struct qg_span){0, 5, 19}, "no citation");
    assert_renders(desk, "a:1:6: error[E0102]: no citation\n"
                         "   |\n"
                         " 1 | rule x {\n"
                         "   |      ^^^\n");
}

static void the_end_of_the_text_can_be_pointed_at(void **state) {
    struct desk *desk = *state;
    add_source(desk, "a", "act {");
    add_source(desk, "empty", "");
    qg_diag_add(&desk->list, QG_ERROR, "E0103", (struct qg_span){0, 5, 5}, "`}` expected");
    qg_diag_add(&desk->list, QG_ERROR, "E0104", (struct qg_span){1, 0, 0}, "nothing here");
    assert_renders(desk, "a:1:6: error[E0103]: `}` expected\n"
                         "   |\n"
                         " 1 | act {\n"
                         "   |      ^\n"
                         "empty:1:1: error[E0104]: nothing here\n"
                         "   |\n"
                         " 1 | \n"
                         "   | ^\n");
}

static void a_span_beyond_the_text_is_brought_back_into_it(void **state) {
    struct desk *desk = *state;
    add_source(desk, "a", "act");
    qg_diag_add(&desk->list, QG_ERROR, "E0105", (struct qg_span){0, 900, 1000}, "lost");
    assert_renders(desk, "a:1:4: error[E0105]: lost\n"
                         "   |\n"
                         " 1 | act\n"
                         "   |    ^\n");
}

static void a_long_line_is_cut_around_the_span(void **state) {
    struct desk *desk = *state;
    struct qg_text line = {0}, expected = {0};
    for (int i = 0; i < 200; i++)
        qg_text_addz(&line, "ж");
    qg_text_addz(&line, "BAD");
    qg_text_fill(&line, 'z', 200);
    uint32_t source = add_source(desk, "a", line.at);
    qg_diag_add(&desk->list, QG_ERROR, "E0106", find(desk, source, "BAD"), "too far");

    qg_text_addz(&expected, "a:1:201: error[E0106]: too far\n   |\n 1 | …");
    for (int i = 0; i < 40; i++)
        qg_text_addz(&expected, "ж");
    qg_text_addz(&expected, "BAD");
    qg_text_fill(&expected, 'z', 77);
    qg_text_addz(&expected, "…\n   | ");
    qg_text_fill(&expected, ' ', 41);
    qg_text_addz(&expected, "^^^\n");
    assert_renders(desk, expected.at);
    qg_text_free(&line);
    qg_text_free(&expected);
}

static void a_large_line_number_widens_the_margin(void **state) {
    struct desk *desk = *state;
    struct qg_text text = {0};
    qg_text_fill(&text, '\n', 12344);
    qg_text_addz(&text, "bad");
    uint32_t source = add_source(desk, "a", text.at);
    qg_diag_add(&desk->list, QG_ERROR, "E0107", find(desk, source, "bad"), "late");
    assert_renders(desk, "a:12345:1: error[E0107]: late\n"
                         "      |\n"
                         "12345 | bad\n"
                         "      | ^^^\n");
    qg_text_free(&text);
}

static void the_same_code_at_the_same_place_is_reported_once(void **state) {
    struct desk *desk = *state;
    add_source(desk, "a", "act");
    struct qg_span span = {0, 0, 3};
    assert_non_null(qg_diag_add(&desk->list, QG_ERROR, "E0108", span, "first"));
    assert_null(qg_diag_add(&desk->list, QG_ERROR, "E0108", span, "second"));
    assert_non_null(qg_diag_add(&desk->list, QG_ERROR, "E0109", span, "another"));
    assert_int_equal(qg_diag_errors(&desk->list), 2);
    assert_false(desk->list.failed);
}

static void report(struct desk *desk, enum qg_level level, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        struct qg_span span = {QG_SOURCE_NONE, i, i};
        qg_diag_hint(qg_diag_add(&desk->list, level, "X0001", span, "number %u", (unsigned)i),
                     "No");
    }
}

static void the_limit_is_kept_and_what_is_beyond_it_counted(void **state) {
    struct desk *desk = *state;
    report(desk, QG_ERROR, 0, QG_DIAG_LIMIT);
    assert_int_equal(desk->list.items.len, QG_DIAG_LIMIT);
    assert_int_equal(qg_diag_dropped(&desk->list), 0);
    report(desk, QG_ERROR, QG_DIAG_LIMIT, QG_DIAG_LIMIT + 7);
    assert_int_equal(desk->list.items.len, QG_DIAG_LIMIT);
    assert_int_equal(qg_diag_errors(&desk->list), QG_DIAG_LIMIT + 7);
    qg_diag_render(&desk->list, &desk->sources, &desk->out, false);
    assert_non_null(strstr(desk->out.at, "number 199\n"));
    assert_null(strstr(desk->out.at, "number 200\n"));
    assert_string_equal(strstr(desk->out.at, "..."), "... and 7 more\n");
}

static void warnings_do_not_crowd_out_the_error(void **state) {
    struct desk *desk = *state;
    report(desk, QG_WARNING, 0, QG_DIAG_LIMIT + 5);
    report(desk, QG_ERROR, 5000, 5001);
    qg_diag_render(&desk->list, &desk->sources, &desk->out, false);
    assert_non_null(strstr(desk->out.at, "error[X0001]: number 5000\n"));
}

static void the_last_label_is_shown_and_one_more_is_left_out(void **state) {
    struct desk *desk = *state;
    add_source(desk, "a", "abcdef");
    struct qg_diag *diag =
        qg_diag_add(&desk->list, QG_ERROR, "E0110", (struct qg_span){0, 0, 1}, "many");
    for (uint32_t i = 1; i <= QG_DIAG_LABELS; i++)
        qg_diag_label(diag, (struct qg_span){0, i, i + 1}, "label %u", (unsigned)i);
    qg_diag_render(&desk->list, &desk->sources, &desk->out, false);
    assert_non_null(strstr(desk->out.at, "label 3"));
    assert_null(strstr(desk->out.at, "label 4"));
}

static void refining_nothing_does_nothing(void **state) {
    (void)state;
    qg_diag_label(NULL, QG_SPAN_NONE, "%d", 1);
    qg_diag_hint(NULL, "%d", 1);
}

// Takes the escape sequences out of a text, in place.
static void strip_colour(char *text) {
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        if (*from == '\x1b')
            from = strchr(from, 'm');
        else
            *to++ = *from;
    }
    *to = '\0';
}

static void colour_changes_nothing_but_colour(void **state) {
    struct desk *desk = *state;
    struct qg_text coloured = {0};
    uint32_t source = add_source(desk, "a", "3 months before 5 days");
    struct qg_diag *diag =
        qg_diag_add(&desk->list, QG_ERROR, "E0401", find(desk, source, "before"), "apart");
    qg_diag_label(diag, find(desk, source, "5 days"), "days");
    qg_diag_hint(diag, "Use one unit.");
    qg_diag_render(&desk->list, &desk->sources, &coloured, true);
    assert_non_null(strstr(coloured.at, "\x1b[1;31m"));
    strip_colour(coloured.at);
    assert_renders(desk, coloured.at);
    qg_text_free(&coloured);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_error_points_at_its_place_and_offers_a_hint, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_warning_is_no_error, set_up, tear_down),
        cmocka_unit_test_setup_teardown(further_labels_stand_at_their_own_lines_and_files, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(two_labels_of_one_line_share_its_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(items_come_in_the_order_of_sources_offsets_and_codes,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_diagnostic_without_a_place_is_its_headline, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(carets_count_code_points_and_what_stands_for_hidden_ones,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_span_over_several_lines_is_underlined_to_the_end_of_the_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_end_of_the_text_can_be_pointed_at, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_span_beyond_the_text_is_brought_back_into_it, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_long_line_is_cut_around_the_span, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_large_line_number_widens_the_margin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_code_at_the_same_place_is_reported_once, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_limit_is_kept_and_what_is_beyond_it_counted, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(warnings_do_not_crowd_out_the_error, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_last_label_is_shown_and_one_more_is_left_out, set_up,
                                        tear_down),
        cmocka_unit_test(refining_nothing_does_nothing),
        cmocka_unit_test_setup_teardown(colour_changes_nothing_but_colour, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
