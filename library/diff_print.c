// SPDX-License-Identifier: Apache-2.0

#include "diff.h"

#include "built_json.h"
#include "words.h"

static const char *const hows[] = {[QG_DIFF_ADDED] = "added",
                                   [QG_DIFF_REMOVED] = "removed",
                                   [QG_DIFF_CHANGED] = "changed",
                                   [QG_DIFF_WORDED] = "worded"};

static struct qg_file_place place_of(const struct qg_diff *diff, int side, struct qg_span span) {
    return qg_sources_place(diff->contrast.side[side].sources, span);
}

// ---- text ----

static bool same_place(const struct qg_file_place *a, const struct qg_file_place *b) {
    return qg_str_equal(a->name, b->name) && a->place.line == b->place.line &&
           a->place.column == b->place.column;
}

// " (act.qagida:10:5 -> draft.qagida:3:20)", as far as there are places; one is enough where both
// are the same.
static void add_places(const struct qg_diff *diff, const struct qg_span at[QG_SIDES],
                       struct qg_text *out) {
    struct qg_file_place before = place_of(diff, QG_BEFORE, at[QG_BEFORE]);
    bool any = false;
    for (int side = 0; side < QG_SIDES; side++) {
        struct qg_file_place p = place_of(diff, side, at[side]);
        if (p.name.len == 0 || (any && same_place(&p, &before)))
            continue;
        qg_text_printf(out, "%s%.*s:%llu:%u", any ? " -> " : "  (", QG_STR_ARG(p.name),
                       (unsigned long long)p.place.line, (unsigned)p.place.column);
        any = true;
    }
    if (any)
        qg_text_char(out, ')');
}

static void add_said(const struct qg_diff_detail *detail, struct qg_text *out) {
    struct qg_str before = detail->said[QG_BEFORE], after = detail->said[QG_AFTER];
    if (before.len == 0)
        qg_text_printf(out, "+ %.*s", QG_STR_ARG(after));
    else if (after.len == 0)
        qg_text_printf(out, "- %.*s", QG_STR_ARG(before));
    else
        qg_text_printf(out, "%.*s -> %.*s", QG_STR_ARG(before), QG_STR_ARG(after));
}

// What a rule rests on is an item of its own, and the places stand there.
static void add_detail(const struct qg_diff *diff, const struct qg_diff_detail *detail,
                       struct qg_text *out) {
    if (detail->through.len > 0)
        qg_text_printf(out, "    rests on %.*s: ", QG_STR_ARG(detail->through));
    else if (detail->lang < QG_LANGS)
        qg_text_printf(out, "    %s %s: ", detail->aspect, qg_lang_names[detail->lang]);
    else
        qg_text_printf(out, "    %s: ", detail->aspect);
    add_said(detail, out);
    if (detail->through.len == 0)
        add_places(diff, detail->at, out);
    qg_text_char(out, '\n');
}

// Whether an item says the same, through the same definitions, of another place before.
static bool is_repeated(const struct qg_diff_item *item, uint32_t index) {
    const struct qg_diff_detail *own = &item->details.items.at[index];
    for (uint32_t i = 0; i < index; i++) {
        const struct qg_diff_detail *d = &item->details.items.at[i];
        if (own->through.len > 0 && qg_str_equal(d->through, own->through) &&
            qg_str_equal(d->said[QG_BEFORE], own->said[QG_BEFORE]) &&
            qg_str_equal(d->said[QG_AFTER], own->said[QG_AFTER]))
            return true;
    }
    return false;
}

static void add_item(const struct qg_diff *diff, const struct qg_diff_item *item,
                     struct qg_text *out) {
    qg_text_printf(out, "%s: %s %.*s", hows[item->how], item->what, QG_STR_ARG(item->name));
    if (item->paragraph.len > 0)
        qg_text_printf(out, " [%.*s]", QG_STR_ARG(item->paragraph));
    if (item->details.items.len == 0)
        add_places(diff, item->at, out);
    qg_text_char(out, '\n');
    for (uint32_t i = 0; i < item->details.items.len; i++)
        if (!is_repeated(item, i))
            add_detail(diff, &item->details.items.at[i], out);
}

static void add_items(const struct qg_diff *diff, bool worded, struct qg_text *out) {
    for (uint32_t i = 0; i < diff->items.len; i++)
        if ((diff->items.at[i].how == QG_DIFF_WORDED) == worded)
            add_item(diff, &diff->items.at[i], out);
}

void qg_diff_text(const struct qg_diff *diff, const struct qg_diff_names *names,
                  struct qg_text *out) {
    uint32_t worded = qg_diff_count(diff, QG_DIFF_WORDED);
    qg_text_printf(out, "--- %.*s\n+++ %.*s\n\n", QG_STR_ARG(names->side[QG_BEFORE]),
                   QG_STR_ARG(names->side[QG_AFTER]));
    add_items(diff, false, out);
    if (worded > 0 && worded < diff->items.len)
        qg_text_char(out, '\n');
    if (worded > 0)
        qg_text_addz(out, "Only the words differ, no outcome does:\n");
    add_items(diff, true, out);
    if (qg_diff_same(diff))
        qg_text_addz(out, "They mean the same.\n");
    else
        qg_text_printf(out, "\n%u added, %u removed, %u changed; %u only worded differently.\n",
                       qg_diff_count(diff, QG_DIFF_ADDED), qg_diff_count(diff, QG_DIFF_REMOVED),
                       qg_diff_count(diff, QG_DIFF_CHANGED), worded);
}

// ---- JSON ----

struct printer {
    const struct qg_diff *diff;
    bool failed;
};

static void put(struct printer *p, json_t *object, const char *key, json_t *value) {
    qg_built_put(&p->failed, object, qg_str_of(key), value);
}

static void put_str(struct printer *p, json_t *object, const char *key, struct qg_str value) {
    if (value.len > 0)
        put(p, object, key, qg_built_string(value));
}

static void put_place(struct printer *p, json_t *object, const char *key, int side,
                      struct qg_span at) {
    struct qg_file_place place = place_of(p->diff, side, at);
    if (place.name.len == 0)
        return;
    json_t *made = json_object();
    put(p, made, "file", qg_built_string(place.name));
    put(p, made, "line", json_integer((json_int_t)place.place.line));
    put(p, made, "column", json_integer((json_int_t)place.place.column));
    put(p, object, key, made);
}

static json_t *json_detail(struct printer *p, const struct qg_diff_detail *detail) {
    json_t *made = json_object();
    put(p, made, "aspect", json_string(detail->aspect));
    if (detail->lang < QG_LANGS)
        put(p, made, "language", json_string(qg_lang_names[detail->lang]));
    put_str(p, made, "rests_on", detail->through);
    put_str(p, made, "before", detail->said[QG_BEFORE]);
    put_str(p, made, "after", detail->said[QG_AFTER]);
    put_place(p, made, "before_at", QG_BEFORE, detail->at[QG_BEFORE]);
    put_place(p, made, "after_at", QG_AFTER, detail->at[QG_AFTER]);
    return made;
}

static json_t *json_item(struct printer *p, const struct qg_diff_item *item) {
    json_t *made = json_object(), *details = json_array();
    put(p, made, "difference", json_string(hows[item->how]));
    put(p, made, "kind", json_string(item->what));
    put_str(p, made, "name", item->name);
    put_str(p, made, "paragraph", item->paragraph);
    put_place(p, made, "before_at", QG_BEFORE, item->at[QG_BEFORE]);
    put_place(p, made, "after_at", QG_AFTER, item->at[QG_AFTER]);
    for (uint32_t i = 0; i < item->details.items.len; i++)
        qg_built_push(&p->failed, details, json_detail(p, &item->details.items.at[i]));
    put(p, made, "details", details);
    return made;
}

enum qg_fault qg_diff_json(const struct qg_diff *diff, const struct qg_diff_names *names,
                           struct qg_text *out) {
    struct printer p = {.diff = diff};
    json_t *root = json_object(), *items = json_array();
    put(&p, root, "before", qg_built_string(names->side[QG_BEFORE]));
    put(&p, root, "after", qg_built_string(names->side[QG_AFTER]));
    put(&p, root, "same", json_boolean(qg_diff_same(diff)));
    for (uint32_t i = 0; i < diff->items.len; i++)
        qg_built_push(&p.failed, items, json_item(&p, &diff->items.at[i]));
    put(&p, root, "differences", items);
    if (!p.failed)
        p.failed = !qg_built_print(root, out);
    json_decref(root);
    return p.failed ? QG_FAULT_MEMORY : QG_OK;
}
