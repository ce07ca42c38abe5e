// SPDX-License-Identifier: Apache-2.0
#include "data.h"

#include "program.h"
#include "shown.h"

#include <stdlib.h>

struct wording {
    const char *code;
    const char *in[QG_LANGS];
};

static const struct wording wordings[QG_DATA_CODES] = {
#define QG_DATA(name, code, en, ru, kk) [QG_DATA_##name] = {code, {en, ru, kk}},
#include "data.def"
#undef QG_DATA
};

static const char *const end_of_text[QG_LANGS] = {"the end", "конец текста", "мәтіннің соңы"};

void qg_data_init(struct qg_data_list *list) {
    *list = (struct qg_data_list){0};
    qg_arena_init(&list->arena, "data findings");
}

void qg_data_reset(struct qg_data_list *list) {
    if (list->items.len > 0)
        qg_arena_reset(&list->arena);
    list->items.len = 0;
    list->dropped = 0;
    list->failed = false;
}

void qg_data_free(struct qg_data_list *list) {
    qg_arena_free(&list->arena);
    qg_vec_free(&list->items);
}

void qg_data_swap(struct qg_data_list *a, struct qg_data_list *b) {
    struct qg_data_list held = *a;
    *a = *b;
    *b = held;
}

void qg_data_add(struct qg_data_list *list, struct qg_data_finding finding) {
    if (list->items.len >= QG_DATA_LIMIT)
        list->dropped++;
    else if (!qg_vec_push(&list->items, finding))
        list->failed = true;
}

static int by_offset(const void *left, const void *right) {
    const struct qg_data_finding *a = left, *b = right;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return (a->code > b->code) - (a->code < b->code);
}

void qg_data_finish(struct qg_data_list *list) {
    if (list->items.len > 1)
        qsort(list->items.at, list->items.len, sizeof *list->items.at, by_offset);
    if (list->dropped == 0)
        return;
    struct qg_data_finding more = {
        .code = QG_DATA_MORE,
        .offset = list->items.at[list->items.len - 1].offset,
        .number = list->dropped,
    };
    if (!qg_vec_push(&list->items, more))
        list->failed = true;
}

struct qg_str qg_data_code(enum qg_data_code code) {
    return qg_str_of(wordings[code].code);
}

static void add_hole(const struct qg_data_finding *finding, char hole, int lang,
                     struct qg_text *out) {
    if (hole == 'n')
        qg_text_printf(out, "%llu", (unsigned long long)finding->number);
    else if (hole == 'e')
        qg_shown_add(out, finding->expected);
    else if (finding->found.len == 0)
        qg_text_addz(out, end_of_text[lang]);
    else
        qg_shown_add(out, finding->found);
}

void qg_data_message(const struct qg_data_finding *finding, int lang, struct qg_text *out) {
    if (finding->cell.len > 0) {
        qg_shown_add(out, finding->cell);
        qg_text_addz(out, ": ");
    }
    for (const char *p = wordings[finding->code].in[lang]; *p != '\0'; p++) {
        if (*p == '%' && p[1] != '\0')
            add_hole(finding, *++p, lang, out);
        else
            qg_text_char(out, *p);
    }
}

struct qg_str qg_data_excerpt(const char *at, size_t len) {
    if (len <= QG_DATA_EXCERPT)
        return (struct qg_str){at, len};
    size_t cut = QG_DATA_EXCERPT;
    while (cut > QG_DATA_EXCERPT - 4 && ((unsigned char)at[cut] & 0xC0) == 0x80)
        cut--;
    return (struct qg_str){at, cut};
}
