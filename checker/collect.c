// SPDX-License-Identifier: Apache-2.0
#include "collect.h"

#include "facts.h"
#include "hash.h"
#include "message.h"
#include "sighting.h"

#include <stdlib.h>

void qg_collector_free(struct qg_collector *collector) {
    qg_text_free(&collector->bytes);
    qg_text_free(&collector->shown);
    qg_vec_free(&collector->values);
}

void qg_collector_clear(struct qg_collector *collector) {
    qg_text_clear(&collector->bytes);
    qg_text_clear(&collector->shown);
}

// ---- Bytes ------------------------------------------------------------------------------------

static void add_bytes(struct qg_collector *c, const void *at, size_t size) {
    qg_text_add(&c->bytes, (struct qg_str){at, size});
}

static bool is_text(enum qg_kind kind) {
    return kind == QG_KIND_ID || kind == QG_KIND_TEXT;
}

// With its length, so that two texts side by side are not taken for two others.
static void add_scalar(struct qg_collector *c, const struct qg_record *record, enum qg_kind kind,
                       int32_t value) {
    struct qg_str text = is_text(kind) ? qg_record_text(record, value) : (struct qg_str){0};
    uint64_t length = text.len;
    if (!is_text(kind)) {
        add_bytes(c, &value, sizeof value);
        return;
    }
    add_bytes(c, &length, sizeof length);
    qg_text_add(&c->bytes, text);
}

// ---- What is shown ----------------------------------------------------------------------------

static void show_scalar(struct qg_text *out, const struct qg_record *record, struct qg_shape shape,
                        int32_t value) {
    struct qg_text kept = {0};
    if (!is_text(shape.kind)) {
        qg_value_json(record, shape, value, out);
        return;
    }
    qg_kept_add(&kept, qg_record_text(record, value));
    qg_json_quote(out, qg_text_str(&kept));
    out->failed = out->failed || kept.failed;
    qg_text_free(&kept);
}

// As a name for what it tells apart.
static void show_bare(struct qg_text *out, const struct qg_record *record, struct qg_shape shape,
                      int32_t value) {
    if (is_text(shape.kind))
        qg_kept_add(out, qg_record_text(record, value));
    else if (shape.kind == QG_KIND_ENUM)
        qg_text_add(out, record->schema->enums[shape.enumeration].values[value]);
    else
        qg_value_add(record, shape, (struct qg_value){value, value}, QG_LANG_EN, out);
}

// ---- Lists ------------------------------------------------------------------------------------

static int by_value(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

// The values of a list block, each once; false if one is not known.
static bool take_values(struct qg_collector *c, const struct qg_record *record, int32_t block) {
    int32_t count = block == 0 ? 0 : record->slots[block + QG_LIST_COUNT];
    uint32_t kept = 0;
    c->values.len = 0;
    for (int32_t i = 0; i < count; i++) {
        int32_t value = record->slots[block + QG_LIST_FIRST + i];
        if (value < 0)
            return false;
        if (!qg_vec_push(&c->values, value)) {
            c->failed = true;
            return false;
        }
    }
    if (c->values.len > 1)
        qsort(c->values.at, c->values.len, sizeof *c->values.at, by_value);
    for (uint32_t i = 0; i < c->values.len; i++)
        if (i == 0 || c->values.at[i] != c->values.at[i - 1])
            c->values.at[kept++] = c->values.at[i];
    c->values.len = kept;
    return true;
}

// Symbols are sorted by their numbers, which other records give otherwise; so what is compared is a
// sum over the values, in which their order is lost.
static void add_set(struct qg_collector *c, const struct qg_record *record, enum qg_kind kind) {
    uint64_t sums[3] = {c->values.len, 0, 0};
    size_t before = c->bytes.len;
    for (uint32_t i = 0; i < c->values.len && !c->bytes.failed; i++) {
        add_scalar(c, record, kind, c->values.at[i]);
        if (c->bytes.failed)
            return;
        sums[1] += qg_hash(c->bytes.at + before, c->bytes.len - before, c->seed);
        sums[2] += qg_hash(c->bytes.at + before, c->bytes.len - before, ~c->seed);
        c->bytes.len = before;
    }
    add_bytes(c, sums, sizeof sums);
}

// As it stands in the record; of a long one the beginning.
static void show_list(struct qg_text *out, const struct qg_record *record, struct qg_shape element,
                      int32_t block) {
    int32_t count = block == 0 ? 0 : record->slots[block + QG_LIST_COUNT];
    qg_text_char(out, '[');
    for (int32_t i = 0; i < count && i < QG_KEPT_VALUES; i++) {
        if (i > 0)
            qg_text_addz(out, ", ");
        show_scalar(out, record, element, record->slots[block + QG_LIST_FIRST + i]);
    }
    qg_text_addz(out, count > QG_KEPT_VALUES ? ", \"…\"]" : "]");
}

static bool collect_list(struct qg_collector *c, struct qg_machine *m, struct qg_shape shape,
                         int32_t block) {
    const struct qg_field *field = &m->program->schema.fields[shape.list];
    struct qg_shape element = {.kind = field->element, .enumeration = field->enumeration};
    if (block < 0 || field->partial || !take_values(c, m->record, block))
        return false;
    add_set(c, m->record, field->element);
    show_list(&c->shown, m->record, element, block);
    return true;
}

// ---- Values -----------------------------------------------------------------------------------

bool qg_collect_value(struct qg_collector *c, struct qg_machine *m, int32_t function,
                      const struct qg_value *args) {
    struct qg_shape shape = m->program->functions[function].result;
    struct qg_value value = qg_machine_value(m, function, args);
    if (shape.kind == QG_KIND_LIST)
        return collect_list(c, m, shape, value.lo);
    if (value.lo != value.hi)
        return false;
    add_scalar(c, m->record, shape.kind, value.lo);
    show_scalar(&c->shown, m->record, shape, value.lo);
    return true;
}

bool qg_collect_key(struct qg_collector *c, struct qg_machine *m, int32_t function,
                    const struct qg_value *args) {
    struct qg_shape shape = m->program->functions[function].result;
    struct qg_value value = qg_machine_value(m, function, args);
    if (c->shown.len > 0)
        qg_text_addz(&c->shown, ", ");
    if (shape.kind == QG_KIND_LIST)
        return collect_list(c, m, shape, value.lo);
    if (value.lo != value.hi)
        return false;
    add_scalar(c, m->record, shape.kind, value.lo);
    show_bare(&c->shown, m->record, shape, value.lo);
    return true;
}
