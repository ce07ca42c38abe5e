// SPDX-License-Identifier: Apache-2.0
#include "diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void qg_diag_init(struct qg_diag_list *list) {
    *list = (struct qg_diag_list){.failed = false};
    qg_arena_init(&list->arena, "diagnostics");
}

void qg_diag_free(struct qg_diag_list *list) {
    qg_vec_free(&list->items);
    qg_arena_free(&list->arena);
    qg_diag_init(list);
}

// Prints into the list's arena. When memory is out, the failure sticks and the text is empty.
QG_PRINTF(2, 0)
static struct qg_str print(struct qg_diag_list *list, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int len = vsnprintf(NULL, 0, format, arguments);
    char *at = len < 0 ? NULL : qg_arena_alloc(&list->arena, (size_t)len + 1);
    if (at != NULL)
        vsnprintf(at, (size_t)len + 1, format, again);
    else
        list->failed = true;
    va_end(again);
    return at != NULL ? (struct qg_str){at, (size_t)len} : QG_STR("");
}

static bool same_span(struct qg_span a, struct qg_span b) {
    return a.source == b.source && a.start == b.start && a.end == b.end;
}

static bool is_taken(const struct qg_diag_list *list, const char *code, struct qg_span primary) {
    return list->filter == NULL || list->filter(list->filter_user, code, primary);
}

static bool is_known(const struct qg_diag_list *list, const char *code, struct qg_span primary) {
    for (uint32_t i = 0; i < list->items.len; i++) {
        const struct qg_diag *diag = list->items.at[i];
        if (same_span(diag->labels[0].span, primary) && strcmp(diag->code, code) == 0)
            return true;
    }
    return false;
}

// Counts one more of a level; true while it is to be kept.
static bool count(struct qg_diag_list *list, enum qg_level level) {
    uint32_t *counter = level == QG_ERROR ? &list->errors : &list->warnings;
    if (*counter < UINT32_MAX)
        ++*counter;
    return *counter <= QG_DIAG_LIMIT;
}

// A new, empty record in the list; NULL (and failed) when memory is out.
static struct qg_diag *append(struct qg_diag_list *list) {
    struct qg_diag *diag = qg_arena_alloc(&list->arena, sizeof *diag);
    if (diag == NULL || !qg_vec_push(&list->items, diag)) {
        list->failed = true;
        return NULL;
    }
    diag->list = list;
    diag->order = list->items.len - 1;
    return diag;
}

static struct qg_span origin_of(const struct qg_diag_list *list, struct qg_span span) {
    return list->sources != NULL ? qg_sources_origin(list->sources, span) : span;
}

struct qg_diag *qg_diag_add(struct qg_diag_list *list, enum qg_level level, const char *code,
                            struct qg_span primary, const char *format, ...) {
    primary = origin_of(list, primary);
    if (!is_taken(list, code, primary) || is_known(list, code, primary) || !count(list, level))
        return NULL;
    struct qg_diag *diag = append(list);
    if (diag == NULL)
        return NULL;
    diag->level = level;
    diag->code = code;
    diag->labels[0].span = primary;
    diag->label_count = 1;
    if (list->context.text.len > 0)
        diag->labels[diag->label_count++] = list->context;
    va_list arguments;
    va_start(arguments, format);
    diag->message = print(list, format, arguments);
    va_end(arguments);
    return diag;
}

// The label to write to: the primary one for its own span, else a new one; NULL when all are used.
static struct qg_diag_label *label_for(struct qg_diag *diag, struct qg_span span) {
    struct qg_diag_label *primary = &diag->labels[0];
    if (primary->text.len == 0 && same_span(primary->span, span))
        return primary;
    if (diag->label_count == QG_DIAG_LABELS)
        return NULL;
    return &diag->labels[diag->label_count++];
}

void qg_diag_label(struct qg_diag *diag, struct qg_span span, const char *format, ...) {
    struct qg_span written = diag != NULL ? origin_of(diag->list, span) : span;
    struct qg_diag_label *label = diag != NULL ? label_for(diag, written) : NULL;
    if (label == NULL)
        return;
    label->span = written;
    va_list arguments;
    va_start(arguments, format);
    label->text = print(diag->list, format, arguments);
    va_end(arguments);
}

void qg_diag_hint(struct qg_diag *diag, const char *format, ...) {
    if (diag == NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    diag->hint = print(diag->list, format, arguments);
    va_end(arguments);
}

uint32_t qg_diag_errors(const struct qg_diag_list *list) {
    return list->errors;
}

static uint32_t beyond_limit(uint32_t count) {
    return count > QG_DIAG_LIMIT ? count - QG_DIAG_LIMIT : 0;
}

uint32_t qg_diag_dropped(const struct qg_diag_list *list) {
    return beyond_limit(list->errors) + beyond_limit(list->warnings);
}

static int compare_numbers(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare(const void *left, const void *right) {
    const struct qg_diag *a = *(struct qg_diag *const *)left, *b = *(struct qg_diag *const *)right;
    struct qg_span s = a->labels[0].span, t = b->labels[0].span;
    int order = compare_numbers(s.source, t.source);
    if (order == 0)
        order = compare_numbers(s.start, t.start);
    if (order == 0)
        order = strcmp(a->code, b->code);
    return order != 0 ? order : compare_numbers(a->order, b->order);
}

void qg_diag_sort(struct qg_diag_list *list) {
    if (list->items.len > 1)
        qsort(list->items.at, list->items.len, sizeof(struct qg_diag *), compare);
}
