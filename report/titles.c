// SPDX-License-Identifier: Apache-2.0

#include "titles.h"

#include <stdlib.h>

static int compare(const struct qg_phrase *a, const struct qg_phrase *b) {
    int order = 0;
    for (int lang = 0; lang < QG_LANGS && order == 0; lang++)
        order = qg_str_compare(a->in[lang], b->in[lang]);
    return order;
}

static int by_text(const void *left, const void *right) {
    return compare(*(const struct qg_phrase *const *)left, *(const struct qg_phrase *const *)right);
}

static uint32_t most(const struct qg_schema *schema) {
    uint32_t count = schema->type_count + schema->field_count;
    for (uint32_t i = 0; i < schema->enum_count; i++)
        count += schema->enums[i].count;
    return count;
}

static void add(struct qg_titles *titles, const struct qg_phrase *phrase) {
    if (qg_phrase_given(phrase))
        titles->at[titles->count++] = phrase;
}

static void add_all(struct qg_titles *titles, const struct qg_schema *schema) {
    for (uint32_t i = 0; i < schema->type_count; i++)
        add(titles, &schema->types[i].title);
    for (uint32_t i = 0; i < schema->field_count; i++)
        add(titles, &schema->fields[i].title);
    for (uint32_t i = 0; i < schema->enum_count; i++)
        for (uint16_t v = 0; schema->enums[i].titles != NULL && v < schema->enums[i].count; v++)
            add(titles, &schema->enums[i].titles[v]);
}

bool qg_titles_init(struct qg_titles *titles, const struct qg_schema *schema) {
    *titles = (struct qg_titles){.at = calloc((size_t)most(schema) + 1, sizeof *titles->at)};
    if (titles->at == NULL)
        return false;
    add_all(titles, schema);
    if (titles->count > 1)
        qsort(titles->at, titles->count, sizeof(const struct qg_phrase *), by_text);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < titles->count; i++)
        if (kept == 0 || compare(titles->at[i], titles->at[kept - 1]) != 0)
            titles->at[kept++] = titles->at[i];
    titles->count = kept;
    return true;
}

void qg_titles_free(struct qg_titles *titles) {
    free(titles->at);
    *titles = (struct qg_titles){0};
}

int32_t qg_titles_number(const struct qg_titles *titles, const struct qg_phrase *phrase) {
    if (phrase == NULL || !qg_phrase_given(phrase))
        return -1;
    uint32_t low = 0, high = titles->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare(titles->at[middle], phrase);
        if (order == 0)
            return (int32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}
