// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

//
// Memory that runs out on the ground floor (starve.h).
#include "arena.h"
#include "diag.h"
#include "format.h"
#include "intern.h"
#include "line_diff.h"
#include "outfile.h"
#include "readfile.h"
#include "source.h"
#include "starve.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool fill_arena(void) {
    struct qg_arena arena;
    qg_arena_init(&arena, "test");
    bool ok = true;
    for (int i = 0; ok && i < 300; i++)
        ok = qg_arena_alloc(&arena, 1000) != NULL;
    qg_arena_free(&arena);
    return ok;
}

static bool build_text(void) {
    struct qg_text text = {0};
    for (int i = 0; i < 2000; i++)
        qg_text_printf(&text, "%d,", i);
    bool ok = !text.failed;
    qg_text_free(&text);
    return ok;
}

// Whatever was refused, the symbols that were given stay true.
static bool intern_names(void) {
    struct qg_intern table;
    char name[32];
    uint32_t symbol = 1;
    qg_intern_init(&table, 1);
    for (uint32_t i = 1; symbol != 0 && i <= 500; i++) {
        snprintf(name, sizeof name, "member-%u", (unsigned)i);
        symbol = qg_intern_add(&table, qg_str_of(name));
    }
    for (uint32_t i = 1; i <= qg_intern_count(&table); i++) {
        snprintf(name, sizeof name, "member-%u", (unsigned)i);
        assert_int_equal(qg_intern_find(&table, qg_str_of(name)), i);
    }
    qg_intern_free(&table);
    return symbol != 0;
}

static bool add_sources(void) {
    struct qg_sources list = {0};
    enum qg_fault fault = QG_OK;
    uint32_t index, added = 0;
    for (; fault == QG_OK && added < 20; added += fault == QG_OK)
        fault = qg_sources_add(&list, QG_STR("name"), QG_STR("a\nb\n"), &index);
    assert_int_equal(list.items.len, added);
    assert_true(fault == QG_OK || fault == QG_FAULT_MEMORY);
    qg_sources_free(&list);
    return fault == QG_OK;
}

static bool report_and_render(void) {
    struct qg_diag_list list;
    struct qg_sources none = {0};
    struct qg_text out = {0};
    qg_diag_init(&list);
    for (uint32_t i = 0; i < 50; i++) {
        struct qg_span span = {QG_SOURCE_NONE, i, i};
        struct qg_diag *diag =
            qg_diag_add(&list, QG_ERROR, "E0001", span, "number %u", (unsigned)i);
        qg_diag_label(diag, span, "label %u", (unsigned)i);
        qg_diag_hint(diag, "Hint %u.", (unsigned)i);
    }
    qg_diag_render(&list, &none, &out, false);
    bool ok = !list.failed && !out.failed;
    assert_int_equal(qg_diag_errors(&list), 50);
    qg_text_free(&out);
    qg_diag_free(&list);
    return ok;
}

static bool read_file(void) {
    struct qg_text text = {0};
    enum qg_fault fault = qg_readfile("/proc/self/maps", 1 << 20, &text);
    assert_true(fault == QG_OK || fault == QG_FAULT_MEMORY);
    qg_text_free(&text);
    return fault == QG_OK;
}

static bool write_file(void) {
    struct qg_outfile file;
    char path[64];
    snprintf(path, sizeof path, "/tmp/qg-memory-%ld", (long)getpid());
    qg_outfile_open(&file, path);
    for (int i = 0; i < 100; i++)
        qg_outfile_write(&file, QG_STR("one line of a report\n"));
    enum qg_fault fault = qg_outfile_close(&file);
    assert_int_equal(access(path, F_OK) == 0, fault == QG_OK);
    unlink(path);
    qg_outfile_free(&file);
    return fault == QG_OK;
}

static bool diff_lines(void) {
    struct qg_text out = {0};
    bool ok = qg_line_diff(QG_STR("t"), QG_STR("a\nb\nc\nd\n"), QG_STR("b\nx\nd\ne\n"), &out);
    qg_text_free(&out);
    return ok;
}

static bool format_policy(void) {
    struct qg_sources sources = {0};
    struct qg_diag_list diags;
    struct qg_text out = {0};
    uint32_t index = 0;
    qg_diag_init(&diags);
    enum qg_fault fault = qg_sources_add(&sources, QG_STR("t"),
                                         QG_STR("# c\ndefine a = (b and c(d,\n# e\nf))"), &index);
    if (fault == QG_OK)
        fault = qg_format(&sources, index, &diags, &out);
    assert_true(fault == QG_OK || fault == QG_FAULT_MEMORY);
    qg_text_free(&out);
    qg_diag_free(&diags);
    qg_sources_free(&sources);
    return fault == QG_OK;
}

static void an_arena_without_memory_gives_null(void **state) {
    (void)state;
    starve(fill_arena);
}

static void a_text_without_memory_is_marked_as_failed(void **state) {
    (void)state;
    starve(build_text);
}

static void an_interner_without_memory_gives_no_symbol_and_keeps_the_others(void **state) {
    (void)state;
    starve(intern_names);
}

static void a_source_without_memory_is_not_added(void **state) {
    (void)state;
    starve(add_sources);
}

static void diagnostics_without_memory_mark_the_list_and_still_count(void **state) {
    (void)state;
    starve(report_and_render);
}

static void a_file_read_without_memory_is_a_fault(void **state) {
    (void)state;
    starve(read_file);
}

static void a_file_written_without_memory_does_not_appear(void **state) {
    (void)state;
    starve(write_file);
}

static void a_diff_without_memory_says_so(void **state) {
    (void)state;
    starve(diff_lines);
}

static void a_layout_without_memory_is_a_fault(void **state) {
    (void)state;
    starve(format_policy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_without_memory_gives_null),
        cmocka_unit_test(a_text_without_memory_is_marked_as_failed),
        cmocka_unit_test(an_interner_without_memory_gives_no_symbol_and_keeps_the_others),
        cmocka_unit_test(a_source_without_memory_is_not_added),
        cmocka_unit_test(diagnostics_without_memory_mark_the_list_and_still_count),
        cmocka_unit_test(a_file_read_without_memory_is_a_fault),
        cmocka_unit_test(a_file_written_without_memory_does_not_appear),
        cmocka_unit_test(a_diff_without_memory_says_so),
        cmocka_unit_test(a_layout_without_memory_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
