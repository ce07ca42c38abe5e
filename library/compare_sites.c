// SPDX-License-Identifier: Apache-2.0
//
// The recursion is as deep as types are nested, which the compiler bounds (QG_OBJECT_DEPTH).
#include "compare_sites.h"

#include "built_json.h"
#include "kinds.h"
#include "loaded.h"
#include "schema_example.h"

#include <stdlib.h>

// Whether a type holds, somewhere, a field that is read.
enum { NOT_ASKED, LEADS, LEADS_NOT };

struct finder {
    const struct qg_schema *schema;
    const struct qg_compare_reads *reads;
    struct qg_compare_sites *out;
    uint8_t *leads;            // [type_count]
    struct qg_compare_site at; // with the path of the place at hand
    bool failed;
};

static bool holds_objects(const struct qg_field *field) {
    return field->kind == QG_KIND_OBJECT ||
           (field->kind == QG_KIND_LIST && field->element == QG_KIND_OBJECT);
}

static bool leads(struct finder *f, uint16_t type);

static bool matters(struct finder *f, uint32_t at) {
    const struct qg_field *field = &f->schema->fields[at];
    return f->reads->fields[at] != 0 || (holds_objects(field) && leads(f, field->type));
}

static bool leads(struct finder *f, uint16_t type) {
    const struct qg_type *t = &f->schema->types[type];
    if (f->leads[type] != NOT_ASKED)
        return f->leads[type] == LEADS;
    f->leads[type] = LEADS_NOT;
    for (uint32_t i = 0; i < t->field_count && f->leads[type] == LEADS_NOT; i++)
        if (matters(f, t->first_field + i))
            f->leads[type] = LEADS;
    return f->leads[type] == LEADS;
}

// ---- sites ----

static void add_site(struct finder *f, uint32_t field, const json_t *own) {
    f->at.field = (int32_t)field;
    f->at.own = json_is_null(own) ? NULL : own;
    if (f->out->items.len == QG_COMPARE_SITES)
        f->out->cut = true;
    else if (!qg_vec_push(&f->out->items, f->at))
        f->failed = true;
}

static bool enter(struct finder *f, struct qg_compare_step step) {
    if (f->at.depth == QG_COMPARE_DEPTH) {
        f->out->cut = true;
        return false;
    }
    f->at.path[f->at.depth++] = step;
    return true;
}

static void visit_type(struct finder *f, uint16_t type, json_t *object);

static void visit_elements(struct finder *f, uint16_t type, json_t *list) {
    bool outside = f->at.outside;
    uint32_t count = (uint32_t)json_array_size(list);
    f->at.outside = outside || count == 0;
    f->out->cut |= count > QG_COMPARE_ELEMENTS;
    for (uint32_t i = 0; i < QG_COMPARE_ELEMENTS && (i == 0 || i < count); i++) {
        if (!enter(f, (struct qg_compare_step){.index = i}))
            continue;
        visit_type(f, type, json_array_get(list, i));
        f->at.depth--;
    }
    f->at.outside = outside;
}

static void visit_field(struct finder *f, uint32_t at, json_t *own) {
    const struct qg_field *field = &f->schema->fields[at];
    bool is_site = field->kind == QG_KIND_OBJECT
                       ? f->reads->presence[at]
                       : f->reads->fields[at] != 0 || field->kind == QG_KIND_SECTIONS;
    if (is_site)
        add_site(f, at, own);
    if (field->kind == QG_KIND_OBJECT)
        visit_type(f, field->type, own);
    else if (holds_objects(field))
        visit_elements(f, field->type, own);
}

static void visit_type(struct finder *f, uint16_t type, json_t *object) {
    const struct qg_type *t = &f->schema->types[type];
    for (uint32_t i = 0; i < t->field_count && !f->failed; i++) {
        const struct qg_field *field = &f->schema->fields[t->first_field + i];
        if (!matters(f, t->first_field + i) && field->kind != QG_KIND_SECTIONS)
            continue;
        if (!enter(f, (struct qg_compare_step){.key = field->name}))
            continue;
        visit_field(f, t->first_field + i,
                    json_object_getn(object, field->name.at, field->name.len));
        f->at.depth--;
    }
}

// ---- paths ----

static json_t *below(json_t *at, const struct qg_compare_step *step) {
    json_t *found = step->key.len > 0 ? json_object_getn(at, step->key.at, step->key.len)
                                      : json_array_get(at, step->index);
    return json_is_null(found) ? NULL : found;
}

json_t *qg_compare_at(json_t *record, const struct qg_compare_step *path, uint32_t depth) {
    json_t *at = record;
    for (uint32_t i = 0; i < depth && at != NULL; i++)
        at = below(at, &path[i]);
    return at;
}

json_t *qg_compare_example_at(const struct qg_compare_sites *sites,
                              const struct qg_compare_step *path, uint32_t depth) {
    json_t *at = sites->example;
    for (uint32_t i = 0; i < depth && at != NULL; i++)
        at = below(at, &(struct qg_compare_step){.key = path[i].key});
    return at;
}

// ---- making ----

static enum qg_fault make_example(struct qg_compare_sites *sites, uint16_t type) {
    struct qg_text text = {0};
    enum qg_fault fault = qg_schema_example(sites->program, type, QG_EXAMPLE_FULL, &text);
    if (fault == QG_FAULT_LIMIT) { // then what is new begins empty
        qg_text_clear(&text);
        fault = qg_schema_example(sites->program, type, QG_EXAMPLE_MINIMAL, &text);
    }
    if (fault == QG_OK)
        sites->example = qg_load_json(text.at, text.len, 0, NULL);
    qg_text_free(&text);
    return fault == QG_OK && sites->example == NULL ? QG_FAULT_MEMORY : fault;
}

static int32_t kind_of(const struct qg_program *program, const json_t *record) {
    const char *name = json_string_value(json_object_get(record, "record"));
    struct qg_text unheard = {0};
    int32_t kind = name == NULL ? QG_NONE : qg_kinds_find(program, qg_str_of(name), &unheard);
    qg_text_free(&unheard);
    return kind;
}

static enum qg_fault find_sites(struct qg_compare_sites *out, const struct qg_compare_reads *reads,
                                uint16_t type) {
    struct finder f = {.schema = &out->program->schema, .reads = reads, .out = out};
    f.leads = calloc((size_t)f.schema->type_count + 1, sizeof *f.leads);
    f.failed = f.leads == NULL;
    if (!f.failed)
        visit_type(&f, type, out->record);
    free(f.leads);
    return f.failed ? QG_FAULT_MEMORY : QG_OK;
}

// A site at which there is nothing else to try is none.
static void drop_idle(struct qg_compare_sites *sites) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < sites->items.len; i++)
        if (sites->items.at[i].values.len > 0)
            sites->items.at[kept++] = sites->items.at[i];
        else
            qg_vec_free(&sites->items.at[i].values);
    sites->items.len = kept;
}

// Sorted by insertion: they are few, and most of them are in order.
static void find_order(struct qg_compare_sites *sites) {
    for (uint32_t i = 0; i < sites->items.len; i++) {
        uint32_t at = i, values = sites->items.at[i].values.len;
        for (; at > 0 && sites->items.at[sites->order[at - 1]].values.len > values; at--)
            sites->order[at] = sites->order[at - 1];
        sites->order[at] = i;
    }
}

enum qg_fault qg_compare_sites_make(struct qg_compare_sites *out, json_t *record,
                                    const struct qg_compare_reads *reads,
                                    const struct qg_session *session) {
    *out = (struct qg_compare_sites){.program = session->program, .record = json_incref(record)};
    int32_t kind = kind_of(session->program, record);
    if (kind == QG_NONE)
        return QG_FAULT_READ;
    enum qg_fault fault = make_example(out, (uint16_t)kind);
    if (fault == QG_OK)
        fault = find_sites(out, reads, (uint16_t)kind);
    if (fault == QG_OK && !qg_compare_values_fill(out, reads, session))
        fault = QG_FAULT_MEMORY;
    drop_idle(out);
    find_order(out);
    return fault;
}

void qg_compare_sites_free(struct qg_compare_sites *sites) {
    for (uint32_t i = 0; i < sites->items.len; i++) {
        struct qg_compare_site *site = &sites->items.at[i];
        for (uint32_t v = 0; v < site->values.len; v++)
            json_decref(site->values.at[v].json);
        qg_vec_free(&site->values);
    }
    qg_vec_free(&sites->items);
    json_decref(sites->record);
    json_decref(sites->example);
    *sites = (struct qg_compare_sites){0};
}
