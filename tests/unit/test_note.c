// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "note.h"

struct page {
    struct qg_notes notes;
    struct qg_note *root;
    struct qg_text out;
};

static int set_up(void **state) {
    static struct page page;
    page = (struct page){0};
    *state = &page;
    qg_notes_init(&page.notes, NULL, QG_LANG_EN);
    page.root = qg_note_item(&page.notes, NULL, QG_STR("it"), (struct qg_str){0});
    return page.root == NULL;
}

static int tear_down(void **state) {
    struct page *page = *state;
    qg_notes_free(&page->notes);
    qg_text_free(&page->out);
    return 0;
}

static void shows(struct page *page, const char *text, const char *json) {
    qg_note_print(page->root, &page->out);
    assert_string_equal(page->out.at, text);
    qg_text_clear(&page->out);
    qg_note_json(page->root, &page->out);
    assert_string_equal(page->out.at, json);
}

static struct qg_note *add(struct page *page, enum qg_note_form form, const char *key,
                           enum qg_word word) {
    return qg_note_add(&page->notes, page->root, form, key, word);
}

static void a_text_stands_behind_its_heading(void **state) {
    struct page *page = *state;
    qg_note_text(&page->notes, page->root, "duty", QG_WORD_DUTY, QG_STR("Do\x1b it."));
    qg_note_text(&page->notes, page->root, "remark", QG_WORD_REMARK, (struct qg_str){0});
    shows(page, "it\nduty: Do\\u{1b} it.\n", "{\"name\": \"it\", \"duty\": \"Do\\u001b it.\"}");
}

static void what_lacks_a_heading_is_for_json_and_what_lacks_a_key_for_people(void **state) {
    struct page *page = *state;
    qg_note_text(&page->notes, page->root, "kind", QG_WORDS, QG_STR("rule"));
    qg_note_text(&page->notes, page->root, NULL, QG_WORD_KIND, QG_STR("a rule"));
    page->root->cited = QG_STR("act, 1");
    shows(page, "it (act, 1)\nkind: a rule\n", "{\"name\": \"it\", \"kind\": \"rule\"}");
}

static void an_empty_list_is_no_line_but_a_member(void **state) {
    struct page *page = *state;
    struct qg_note *group = add(page, QG_NOTE_GROUP, "exceptions", QG_WORD_EXCEPTIONS);
    (void)qg_note_add(&page->notes, group, QG_NOTE_LIST, "exemptions", QG_WORD_EXEMPTIONS);
    shows(page, "it\n", "{\"name\": \"it\", \"exceptions\": {\"exemptions\": []}}");
}

static void a_single_item_of_one_line_stands_beside_its_heading(void **state) {
    struct page *page = *state;
    struct qg_note *list = add(page, QG_NOTE_LIST, "tests", QG_WORD_TESTS);
    struct qg_note *item = qg_note_item(&page->notes, list, QG_STR("a"), QG_STR("b"));
    qg_note_flag(&page->notes, item, "default", QG_WORD_DEFAULT);
    shows(page, "it\ntests: a (default): b\n",
          "{\"name\": \"it\", \"tests\": [{\"name\": \"a\", \"text\": \"b\", \"default\": true}]}");
}

static void items_with_members_are_a_tree(void **state) {
    struct page *page = *state;
    struct qg_note *list = add(page, QG_NOTE_LIST, "tests", QG_WORD_TESTS);
    struct qg_note *item = qg_note_item(&page->notes, list, QG_STR("a"), (struct qg_str){0});
    qg_note_text(&page->notes, item, "when", QG_WORD_IF, QG_STR("x"));
    shows(page, "it\ntests:\n    a\n        if: x\n",
          "{\"name\": \"it\", \"tests\": [{\"name\": \"a\", \"when\": \"x\"}]}");
}

static void words_of_a_row_are_parted_by_commas_and_sentences_by_semicolons(void **state) {
    struct page *page = *state;
    struct qg_note *row = add(page, QG_NOTE_ROW, "see", QG_WORD_SEE);
    qg_note_cell(&page->notes, row, QG_STR("a"));
    qg_note_cell(&page->notes, row, QG_STR("b"));
    struct qg_note *other = add(page, QG_NOTE_ROW, "when", QG_WORD_IF);
    qg_note_cell(&page->notes, other, QG_STR("f(a, b)"));
    qg_note_cell(&page->notes, other, QG_STR("c"));
    shows(page, "it\nsee: a, b\nif: f(a, b); c\n",
          "{\"name\": \"it\", \"see\": [\"a\", \"b\"], \"when\": [\"f(a, b)\", \"c\"]}");
}

static void bare_items_stand_where_their_heading_would(void **state) {
    struct page *page = *state;
    struct qg_note *list = add(page, QG_NOTE_BARE, "values", QG_WORD_READINGS);
    (void)qg_note_item(&page->notes, list, QG_STR("a"), QG_STR("b"));
    shows(page, "it\na: b\n",
          "{\"name\": \"it\", \"values\": [{\"name\": \"a\", \"text\": \"b\"}]}");
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_text_stands_behind_its_heading),
        CASE(what_lacks_a_heading_is_for_json_and_what_lacks_a_key_for_people),
        CASE(an_empty_list_is_no_line_but_a_member),
        CASE(a_single_item_of_one_line_stands_beside_its_heading),
        CASE(items_with_members_are_a_tree),
        CASE(words_of_a_row_are_parted_by_commas_and_sentences_by_semicolons),
        CASE(bare_items_stand_where_their_heading_would),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
