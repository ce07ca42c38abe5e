// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "parse.h"
#include "starve.h"

#include <string.h>

// A policy text parsed; its fixtures are asked for by name.
struct text {
    struct qg_arena arena;
    struct qg_sources sources;
    struct qg_diag_list diags;
    struct qg_file *file;
};

static void read_text(struct text *text, const char *policy) {
    uint32_t source;
    *text = (struct text){0};
    qg_arena_init(&text->arena, "test");
    qg_diag_init(&text->diags);
    assert_int_equal(qg_sources_add(&text->sources, QG_STR("t.qagida"), qg_str_of(policy), &source),
                     QG_OK);
    assert_int_equal(qg_parse_file(&text->arena, &text->sources, source, &text->diags, &text->file),
                     QG_OK);
    assert_int_equal(qg_diag_errors(&text->diags), 0);
}

static const struct qg_fixture *last_fixture(const struct text *text) {
    const struct qg_fixture *last = NULL;
    for (const struct qg_decl *d = text->file->decls.first; d != NULL; d = d->next)
        if (d->kind == QG_DECL_FIXTURE)
            last = &d->as.fixture;
    return last;
}

// The last fixture of `policy` is `json`, or cannot be built for the reason `problem`.
static void assert_fixture(const char *policy, const char *json, const char *problem) {
    struct text text;
    struct qg_text out = {0}, why = {0};
    read_text(&text, policy);
    bool built = qg_fixture_json(last_fixture(&text), &text.file, 1, &out, &why);
    assert_int_equal(built, json != NULL);
    assert_string_equal(built ? out.at : why.at, built ? json : problem);
    qg_text_free(&out);
    qg_text_free(&why);
    qg_diag_free(&text.diags);
    qg_sources_free(&text.sources);
    qg_arena_free(&text.arena);
}

#define BASE "fixture a = { id: \"1\", list: [ { n: 1 }, { n: 2 } ], day: 2023-03-01 }\n"

static void a_literal_is_itself(void **state) {
    (void)state;
    assert_fixture(BASE, "{\"id\":\"1\",\"list\":[{\"n\":1},{\"n\":2}],\"day\":\"2023-03-01\"}",
                   NULL);
    assert_fixture("fixture a = { b: true, f: false, n: null, m: -1.5, s: \"x\\\"y\", e: [], }",
                   "{\"b\":true,\"f\":false,\"n\":null,\"m\":-1.5,\"s\":\"x\\\"y\",\"e\":[]}",
                   NULL);
}

static void a_change_replaces_adds_and_makes_what_leads_there(void **state) {
    (void)state;
    assert_fixture(BASE "fixture b = a with id = \"2\", list[0].n = 7, list[2] = { n: 3 }, "
                        "x.y = 1",
                   "{\"id\":\"2\",\"list\":[{\"n\":7},{\"n\":2},{\"n\":3}],"
                   "\"day\":\"2023-03-01\",\"x\":{\"y\":1}}",
                   NULL);
}

static void without_takes_out(void **state) {
    (void)state;
    assert_fixture(BASE "fixture b = a without day, list[0]", "{\"id\":\"1\",\"list\":[{\"n\":2}]}",
                   NULL);
}

static void changes_of_changes_follow_each_other(void **state) {
    (void)state;
    assert_fixture(BASE "fixture b = a without list, day\nfixture c = b with id = \"3\"",
                   "{\"id\":\"3\"}", NULL);
}

static void what_is_not_there_cannot_be_taken_out(void **state) {
    (void)state;
    assert_fixture(BASE "fixture b = a without list[2]", NULL,
                   "`list[2]` cannot be taken out: it is not there");
    assert_fixture(BASE "fixture b = a without x.y", NULL, "`x.y` leads nowhere");
}

static void a_path_through_a_plain_value_leads_nowhere(void **state) {
    (void)state;
    assert_fixture(BASE "fixture b = a with id.x = 1", NULL, "`id.x` leads nowhere");
    assert_fixture(BASE "fixture b = a with list[5] = 1", NULL, "`list[5]` leads nowhere");
}

static void an_unknown_base_and_a_circle_are_told(void **state) {
    (void)state;
    assert_fixture("fixture b = nobody with x = 1", NULL, "there is no fixture `nobody`");
    assert_fixture("fixture b = b with x = 1", NULL, "fixture `b` is built upon too many others");
}

// QG_FIXTURE_DEPTH: the literal, and fixtures that each change the one before.
static void a_fixture_is_built_of_thirty_two(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_text_addz(&text, "fixture f0 = { n: 0 }\n");
    for (int i = 1; i < 32; i++)
        qg_text_printf(&text, "fixture f%d = f%d with n = %d\n", i, i - 1, i);
    assert_fixture(text.at, "{\"n\":31}", NULL);
    qg_text_addz(&text, "fixture f32 = f31 with n = 32\n");
    assert_fixture(text.at, NULL, "fixture `f0` is built upon too many others");
    qg_text_free(&text);
}

// A fixture without memory is refused without a reason: it must not pass for one that is wrong.
static bool build_a_fixture(void) {
    struct text text;
    struct qg_text out = {0}, why = {0};
    pause_starving();
    read_text(&text,
              BASE "fixture b = a with id = \"2\", list[2] = { n: 3 }, x.y = [1, 2] without day");
    go_on_starving();
    bool built = qg_fixture_json(last_fixture(&text), &text.file, 1, &out, &why);
    assert_true(built || why.len == 0);
    if (built)
        assert_string_equal(out.at, "{\"id\":\"2\",\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}],"
                                    "\"x\":{\"y\":[1,2]}}");
    qg_text_free(&out);
    qg_text_free(&why);
    qg_diag_free(&text.diags);
    qg_sources_free(&text.sources);
    qg_arena_free(&text.arena);
    return built;
}

static void a_fixture_without_memory_is_no_wrong_fixture(void **state) {
    (void)state;
    starve(build_a_fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_literal_is_itself),
        cmocka_unit_test(a_change_replaces_adds_and_makes_what_leads_there),
        cmocka_unit_test(without_takes_out),
        cmocka_unit_test(changes_of_changes_follow_each_other),
        cmocka_unit_test(what_is_not_there_cannot_be_taken_out),
        cmocka_unit_test(a_path_through_a_plain_value_leads_nowhere),
        cmocka_unit_test(an_unknown_base_and_a_circle_are_told),
        cmocka_unit_test(a_fixture_is_built_of_thirty_two),
        cmocka_unit_test(a_fixture_without_memory_is_no_wrong_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
