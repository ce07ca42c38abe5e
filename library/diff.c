// SPDX-License-Identifier: Apache-2.0
//
// The tables of the two sides are gone through one after the other; what has the same name on both
// is compared, the rest was added or removed.

#include "diff.h"

#include "differ.h"
#include "seed.h"

// A table of things with names. `name` appends what the thing at `index` is called and, on a second
// line that is not shown, what tells it from others of that name. False: it is not one of them.
struct kind {
    const char *what;
    uint32_t (*count)(const struct qg_contrast_side *side);
    bool (*name)(const struct qg_contrast_side *side, uint32_t index, struct qg_text *out);
    void (*place)(const struct qg_program *t, uint32_t index, struct qg_diff_item *item, int side);
    void (*compare)(struct qg_differ *d, uint32_t before, uint32_t after);
};

// ---- names ----

#define COUNT(table)                                                                               \
    static uint32_t table##_count(const struct qg_contrast_side *side) {                           \
        return side->typed->tables.table##_count;                                                  \
    }
#define NAMED(table, list, member)                                                                 \
    COUNT(table)                                                                                   \
    static bool table##_name(const struct qg_contrast_side *side, uint32_t index,                  \
                             struct qg_text *out) {                                                \
        qg_text_add(out, side->typed->tables.list[index].member);                                  \
        return true;                                                                               \
    }
NAMED(rule, rules, id)
NAMED(flag, flags, id)
NAMED(provision, provisions, id)
NAMED(act, acts, name)
NAMED(severity, severities, name)
NAMED(parameter, parameters, name)
NAMED(reading, readings, name)
NAMED(calendar, calendars, name)
COUNT(exemption)
#undef NAMED
#undef COUNT

// By how many elements of the scope it asks for; there is one for each such number.
static bool exemption_name(const struct qg_contrast_side *side, uint32_t index,
                           struct qg_text *out) {
    const struct qg_exemption *e = &side->typed->tables.exemptions[index];
    qg_text_printf(out, "%.*s\n%d", QG_STR_ARG(e->name), (int)e->args);
    return true;
}

static uint32_t enum_count(const struct qg_contrast_side *side) {
    return side->typed->tables.schema.enum_count;
}

static bool enum_name(const struct qg_contrast_side *side, uint32_t index, struct qg_text *out) {
    qg_text_add(out, side->typed->tables.schema.enums[index].name);
    return true;
}

static uint32_t field_count(const struct qg_contrast_side *side) {
    return side->typed->tables.schema.field_count;
}

static bool field_name(const struct qg_contrast_side *side, uint32_t index, struct qg_text *out) {
    const struct qg_schema *schema = &side->typed->tables.schema;
    const struct qg_field *f = &schema->fields[index];
    qg_text_printf(out, "%.*s.%.*s", QG_STR_ARG(schema->types[f->owner].name), QG_STR_ARG(f->name));
    return true;
}

static uint32_t definition_count(const struct qg_contrast_side *side) {
    return side->typed->function_count;
}

static bool definition_name(const struct qg_contrast_side *side, uint32_t index,
                            struct qg_text *out) {
    const struct qg_typed_function *f = &side->typed->functions[index];
    qg_text_add(out, f->name);
    return f->purpose == QG_FN_DEFINE;
}

// ---- places ----

static void rule_place(const struct qg_program *t, uint32_t index, struct qg_diff_item *item,
                       int side) {
    item->paragraph = t->rules[index].paragraph;
    item->at[side] = t->rules[index].place;
}

static void flag_place(const struct qg_program *t, uint32_t index, struct qg_diff_item *item,
                       int side) {
    item->paragraph = t->flags[index].paragraph;
    item->at[side] = t->flags[index].place;
}

static void provision_place(const struct qg_program *t, uint32_t index, struct qg_diff_item *item,
                            int side) {
    item->paragraph = t->provisions[index].paragraph;
    item->at[side] = t->provisions[index].span;
}

static void exemption_place(const struct qg_program *t, uint32_t index, struct qg_diff_item *item,
                            int side) {
    item->at[side] = t->exemptions[index].span;
}

static void parameter_place(const struct qg_program *t, uint32_t index, struct qg_diff_item *item,
                            int side) {
    item->at[side] = t->parameters[index].span;
}

static void reading_place(const struct qg_program *t, uint32_t index, struct qg_diff_item *item,
                          int side) {
    item->at[side] = t->readings[index].span;
}

static const struct kind kinds[] = {
    {"act", act_count, act_name, NULL, qg_differ_acts},
    {"rule", rule_count, rule_name, rule_place, qg_differ_rules},
    {"flag", flag_count, flag_name, flag_place, qg_differ_flags},
    {"provision", provision_count, provision_name, provision_place, qg_differ_provisions},
    {"exemption", exemption_count, exemption_name, exemption_place, qg_differ_exemptions},
    {"definition", definition_count, definition_name, NULL, qg_differ_definitions},
    {"parameter", parameter_count, parameter_name, parameter_place, qg_differ_parameters},
    {"reading", reading_count, reading_name, reading_place, qg_differ_readings},
    {"severity", severity_count, severity_name, NULL, qg_differ_severities},
    {"calendar", calendar_count, calendar_name, NULL, qg_differ_calendars},
    {"enum", enum_count, enum_name, NULL, qg_differ_enums},
    {"field", field_count, field_name, NULL, qg_differ_fields},
};

// ---- pairing ----

// The things of one kind on one side by their names.
struct named {
    const struct kind *kind;
    const struct qg_contrast_side *side;
    struct qg_intern *names;
    QG_VEC(uint32_t) symbols; // of each; 0: not one of them
    struct qg_table first;    // (0, symbol) -> index
    struct qg_table several;  // (0, symbol) -> there is more than one
};

static bool add_name(struct named *n, uint32_t index) {
    struct qg_text text = {0};
    bool is = n->kind->name(n->side, index, &text);
    uint32_t symbol = is && !text.failed ? qg_intern_add(n->names, qg_text_str(&text)) : 0;
    bool good = !text.failed && (!is || symbol != 0) && qg_vec_push(&n->symbols, symbol);
    qg_text_free(&text);
    if (!good || symbol == 0)
        return good;
    bool known = qg_table_find(&n->first, 0, symbol) != QG_TABLE_NOTHING;
    return qg_table_put(known ? &n->several : &n->first, 0, symbol, index);
}

static bool name_all(struct named *n) {
    bool good = true;
    for (uint32_t i = 0; i < n->kind->count(n->side) && good; i++)
        good = add_name(n, i);
    return good;
}

static void free_named(struct named *n) {
    qg_vec_free(&n->symbols);
    qg_table_free(&n->first);
    qg_table_free(&n->several);
}

static struct qg_str shown(struct qg_differ *d, const struct named *n, uint32_t symbol) {
    struct qg_str name = qg_intern_text(n->names, symbol);
    const char *end = memchr(name.at, '\n', name.len);
    struct qg_text text = {0};
    qg_text_add(&text, end != NULL ? qg_str_slice(name, 0, (size_t)(end - name.at)) : name);
    return qg_contrast_keep(d->contrast, &text);
}

// Adds what only this side has, each name once.
static void add_singles(struct qg_differ *d, const struct named *own, const struct named *other,
                        int side) {
    for (uint32_t i = 0; i < own->symbols.len; i++) {
        uint32_t symbol = own->symbols.at[i];
        if (symbol == 0 || qg_table_find(&other->first, 0, symbol) != QG_TABLE_NOTHING ||
            qg_table_find(&own->first, 0, symbol) != i)
            continue;
        struct qg_diff_item item = {.at = {QG_SPAN_NONE, QG_SPAN_NONE}};
        if (own->kind->place != NULL)
            own->kind->place(d->tables[side], i, &item, side);
        qg_differ_single(d, own->kind->what, side, shown(d, own, symbol), item.paragraph,
                         item.at[side]);
    }
}

// Where there are several of a name, as of a definition with parameters that were filled in, which
// belongs to which is told by the rules that rest on them.
static void compare_pairs(struct qg_differ *d, const struct named *before,
                          const struct named *after) {
    for (uint32_t i = 0; i < before->symbols.len; i++) {
        uint32_t symbol = before->symbols.at[i];
        if (symbol == 0 || qg_table_find(&before->several, 0, symbol) != QG_TABLE_NOTHING ||
            qg_table_find(&after->several, 0, symbol) != QG_TABLE_NOTHING)
            continue;
        uint32_t other = qg_table_find(&after->first, 0, symbol);
        if (other != QG_TABLE_NOTHING)
            before->kind->compare(d, i, other);
    }
}

static void compare_kind(struct qg_differ *d, const struct kind *kind) {
    struct qg_intern names;
    qg_intern_init(&names, qg_seed());
    struct named before = {.kind = kind, .names = &names, .side = &d->contrast->side[QG_BEFORE]};
    struct named after = {.kind = kind, .names = &names, .side = &d->contrast->side[QG_AFTER]};
    if (name_all(&before) && name_all(&after)) {
        compare_pairs(d, &before, &after);
        add_singles(d, &before, &after, QG_BEFORE);
        add_singles(d, &after, &before, QG_AFTER);
    } else {
        d->diff->failed = true;
    }
    free_named(&before);
    free_named(&after);
    qg_intern_free(&names);
}

// ---- the whole ----

static void know_rules(struct qg_differ *d) {
    for (int side = 0; side < QG_SIDES; side++) {
        qg_intern_init(&d->rules[side], qg_seed());
        for (uint32_t i = 0; i < d->tables[side]->rule_count; i++)
            if (qg_intern_add(&d->rules[side], d->tables[side]->rules[i].id) == 0)
                d->diff->failed = true;
    }
}

enum qg_fault qg_diff(struct qg_diff *out, struct qg_contrast_side before,
                      struct qg_contrast_side after) {
    *out = (struct qg_diff){0};
    qg_contrast_init(&out->contrast, before, after);
    struct qg_differ d = {.diff = out, .contrast = &out->contrast};
    d.tables[QG_BEFORE] = &before.typed->tables;
    d.tables[QG_AFTER] = &after.typed->tables;
    know_rules(&d);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && !out->failed; i++)
        compare_kind(&d, &kinds[i]);
    for (int side = 0; side < QG_SIDES; side++)
        qg_intern_free(&d.rules[side]);
    return out->failed || out->contrast.failed ? QG_FAULT_MEMORY : QG_OK;
}

void qg_diff_free(struct qg_diff *diff) {
    for (uint32_t i = 0; i < diff->items.len; i++)
        qg_vec_free(&diff->items.at[i].details.items);
    qg_vec_free(&diff->items);
    qg_contrast_free(&diff->contrast);
}

uint32_t qg_diff_count(const struct qg_diff *diff, enum qg_diff_how how) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < diff->items.len; i++)
        count += diff->items.at[i].how == how;
    return count;
}

bool qg_diff_same(const struct qg_diff *diff) {
    return qg_diff_count(diff, QG_DIFF_WORDED) == diff->items.len;
}
