// SPDX-License-Identifier: Apache-2.0
//
// Whatever is altered in Order 300: where a rule comes out otherwise, by its digest, comparing the
// two texts tells a difference. The two ways of telling have nothing in common.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "alter.h"
#include "compile.h"
#include "diff.h"
#include "policy.h"
#include "rule_digest.h"

enum { EACH = 7, ENOUGH = 100 }; // every so many alterations; as many must have come out otherwise

static struct qg_contrast_side side_of(const struct qg_policy *policy) {
    return (struct qg_contrast_side){policy->compilation->typed, &policy->compilation->sources};
}

static void add_altered(struct qg_policy *to, const struct qg_compilation *c,
                        const struct qg_alteration *a) {
    for (uint32_t i = 0; i < c->file_count; i++) {
        const struct qg_source *source = qg_sources_at(&c->sources, c->files[i]->source);
        struct qg_text text = {0};
        if (!c->modules[i].policy)
            continue;
        if (c->files[i]->source == a->span.source) {
            qg_text_add(&text, qg_str_slice(source->text, 0, a->span.start));
            qg_text_add(&text, a->with);
            qg_text_add(&text, qg_str_slice(source->text, a->span.end, source->text.len));
        } else {
            qg_text_add(&text, source->text);
        }
        assert_int_equal(qg_policy_add_text(to, source->name, qg_text_str(&text)), QG_OK);
        qg_text_free(&text);
    }
}

static bool same_ids(const struct qg_program *a, const struct qg_program *b) {
    bool same = a->rule_count == b->rule_count && a->flag_count == b->flag_count;
    for (uint32_t i = 0; same && i < a->rule_count; i++)
        same = qg_str_equal(a->rules[i].id, b->rules[i].id);
    return same;
}

// Whether some rule or flag comes out otherwise.
static bool differs(const struct qg_program *a, const struct qg_program *b) {
    uint32_t count = a->rule_count + a->flag_count;
    if (!same_ids(a, b))
        return true;
    uint64_t *of_a = calloc(count, sizeof *of_a), *of_b = calloc(count, sizeof *of_b);
    assert_true(of_a != NULL && of_b != NULL);
    assert_int_equal(qg_rule_digests(of_a, a), QG_OK);
    assert_int_equal(qg_rule_digests(of_b, b), QG_OK);
    bool differ = memcmp(of_a, of_b, count * sizeof *of_a) != 0;
    free(of_a);
    free(of_b);
    return differ;
}

// Whether the alteration was one, and then it must be told.
static bool try_alteration(const struct qg_policy *original, const struct qg_alteration *a) {
    struct qg_policy altered;
    struct qg_diff diff;
    bool differ = false;
    qg_policy_init(&altered);
    add_altered(&altered, original->compilation, a);
    assert_int_equal(qg_policy_compile(&altered), QG_OK);
    if (altered.program != NULL && (differ = differs(original->program, altered.program))) {
        assert_int_equal(qg_diff(&diff, side_of(original), side_of(&altered)), QG_OK);
        if (qg_diff_same(&diff))
            print_error("%.*s: %.*s -> %.*s is not told\n", QG_STR_ARG(a->place),
                        QG_STR_ARG(a->from), QG_STR_ARG(a->to));
        assert_false(qg_diff_same(&diff));
        qg_diff_free(&diff);
    }
    qg_policy_free(&altered);
    return differ;
}

static bool is_of_policy(const struct qg_compilation *c, uint32_t source) {
    for (uint32_t i = 0; i < c->file_count; i++)
        if (c->files[i]->source == source)
            return c->modules[i].policy;
    return false;
}

static void what_comes_out_otherwise_is_told(void **state) {
    (void)state;
    struct qg_policy original;
    struct qg_alterations list = {0};
    struct qg_arena arena;
    uint32_t told = 0;
    qg_arena_init(&arena, "test");
    qg_policy_init(&original);
    assert_int_equal(qg_policy_add_builtin(&original), QG_OK);
    assert_int_equal(qg_policy_compile(&original), QG_OK);
    const struct qg_compilation *c = original.compilation;
    assert_int_equal(qg_alterations_list(&list, &arena, &c->sources, c->files, c->file_count),
                     QG_OK);
    for (uint32_t i = 0; i < list.items.len; i += EACH)
        if (is_of_policy(c, list.items.at[i].span.source))
            told += try_alteration(&original, &list.items.at[i]);
    assert_true(told >= ENOUGH);
    qg_alterations_free(&list);
    qg_policy_free(&original);
    qg_arena_free(&arena);
}

static void a_text_is_the_same_as_itself(void **state) {
    (void)state;
    struct qg_policy a;
    struct qg_diff diff;
    qg_policy_init(&a);
    assert_int_equal(qg_policy_add_builtin(&a), QG_OK);
    assert_int_equal(qg_policy_compile(&a), QG_OK);
    assert_int_equal(qg_diff(&diff, side_of(&a), side_of(&a)), QG_OK);
    assert_int_equal(diff.items.len, 0);
    qg_diff_free(&diff);
    qg_policy_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_out_otherwise_is_told),
        cmocka_unit_test(a_text_is_the_same_as_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
