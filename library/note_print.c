// SPDX-License-Identifier: Apache-2.0
//
// Notes as text and as JSON. The trees are as deep as explain.c builds them, so walking may
// recurse.

#include "note.h"

#include "facts.h"
#include "shown.h"

#define INDENT 4

// ---- text ----

static bool is_empty(const struct qg_note *note) {
    if (note->form == QG_NOTE_SOURCE)
        return note->text.len == 0;
    if (note->form == QG_NOTE_TEXT || note->form == QG_NOTE_FLAG || note->form == QG_NOTE_ITEM)
        return false;
    for (const struct qg_note *n = note->first; n != NULL; n = n->next)
        if (!is_empty(n))
            return false;
    return true;
}

static void add_place(const struct qg_note *note, struct qg_text *out) {
    qg_shown_add(out, note->file);
    qg_text_printf(out, ":%llu", (unsigned long long)note->line);
}

// Words are parted by commas, what may itself have commas by semicolons.
static void add_row(const struct qg_note *row, struct qg_text *out) {
    const char *between = ", ";
    for (const struct qg_note *n = row->first; n != NULL; n = n->next)
        if (memchr(n->text.at, ' ', n->text.len) != NULL)
            between = "; ";
    for (const struct qg_note *n = row->first; n != NULL; n = n->next) {
        qg_shown_add(out, n->text);
        qg_text_addz(out, n->next != NULL ? between : "");
    }
}

// Whether a flag stands beside the name of its item; the root is too wide for that.
static bool is_beside(const struct qg_note *item, const struct qg_note *member) {
    return item->form == QG_NOTE_ITEM && item->cited.len == 0 && member->form == QG_NOTE_FLAG;
}

// "clamp (default): the last day of that month (policy.qagida:7)"
static void add_item_line(const struct qg_note *item, struct qg_text *out) {
    qg_shown_add(out, item->name);
    if (item->cited.len > 0) {
        qg_text_addz(out, " (");
        qg_shown_add(out, item->cited);
        qg_text_char(out, ')');
    }
    for (const struct qg_note *n = item->first; n != NULL; n = n->next)
        if (n->label != NULL && is_beside(item, n))
            qg_text_printf(out, " (%s)", n->label);
    qg_text_addz(out, item->name.len > 0 && item->text.len > 0 ? ": " : "");
    qg_shown_add(out, item->text);
    if (item->file.len > 0) {
        qg_text_addz(out, " (");
        add_place(item, out);
        qg_text_char(out, ')');
    }
    qg_text_char(out, '\n');
}

static void add_source(const struct qg_note *note, struct qg_text *out) {
    struct qg_str rest = note->text;
    qg_text_char(out, '\n');
    add_place(note, out);
    qg_text_char(out, '\n');
    while (rest.len > 0) {
        size_t len = 0;
        while (len < rest.len && rest.at[len] != '\n')
            len++;
        qg_text_fill(out, ' ', INDENT);
        qg_shown_add(out, qg_str_slice(rest, 0, len));
        qg_text_char(out, '\n');
        rest = qg_str_slice(rest, len + 1, rest.len);
    }
}

static void add_note(const struct qg_note *note, size_t indent, struct qg_text *out);

static void add_members(const struct qg_note *note, size_t indent, struct qg_text *out) {
    for (const struct qg_note *n = note->first; n != NULL; n = n->next)
        if (!is_empty(n) && (n->label != NULL || n->form == QG_NOTE_ITEM) && !is_beside(note, n))
            add_note(n, indent, out);
}

// The item of a list that has no other and takes one line; else NULL.
static const struct qg_note *single_line(const struct qg_note *list) {
    const struct qg_note *item = list->first;
    if (list->form != QG_NOTE_LIST || item == NULL || item->next != NULL)
        return NULL;
    for (const struct qg_note *n = item->first; n != NULL; n = n->next)
        if (!is_empty(n) && n->label != NULL && !is_beside(item, n))
            return NULL;
    return item;
}

// A heading with what stands beside it and below it.
static void add_headed(const struct qg_note *note, size_t indent, struct qg_text *out) {
    const struct qg_note *single = single_line(note);
    qg_text_addz(out, note->label);
    qg_text_addz(out, note->form == QG_NOTE_FLAG ? "" : ":");
    if (note->form == QG_NOTE_TEXT || note->form == QG_NOTE_ROW || single != NULL)
        qg_text_char(out, ' ');
    if (note->form == QG_NOTE_TEXT)
        qg_shown_add(out, note->text);
    else if (note->form == QG_NOTE_ROW)
        add_row(note, out);
    if (single != NULL) {
        add_item_line(single, out);
        return;
    }
    qg_text_char(out, '\n');
    if (note->form == QG_NOTE_LIST || note->form == QG_NOTE_GROUP)
        add_members(note, indent + INDENT, out);
}

static void add_note(const struct qg_note *note, size_t indent, struct qg_text *out) {
    if (note->form == QG_NOTE_SOURCE) {
        add_source(note, out);
    } else if (note->form == QG_NOTE_BARE) {
        add_members(note, indent, out);
    } else if (note->form == QG_NOTE_ITEM) {
        qg_text_fill(out, ' ', indent);
        add_item_line(note, out);
        add_members(note, indent + INDENT, out);
    } else {
        qg_text_fill(out, ' ', indent);
        add_headed(note, indent, out);
    }
}

void qg_note_print(const struct qg_note *root, struct qg_text *out) {
    add_item_line(root, out);
    add_members(root, 0, out);
}

// ---- JSON ----

static void begin_member(const char *key, struct qg_text *out) {
    char before = out->len > 0 ? out->at[out->len - 1] : '{';
    qg_text_addz(out, before == '{' || before == '[' ? "" : ", ");
    if (key != NULL)
        qg_text_printf(out, "\"%s\": ", key);
}

static void add_json(const struct qg_note *note, struct qg_text *out);

static void add_json_elements(const struct qg_note *list, struct qg_text *out) {
    qg_text_char(out, '[');
    for (const struct qg_note *n = list->first; n != NULL; n = n->next) {
        begin_member(NULL, out);
        add_json(n, out);
    }
    qg_text_char(out, ']');
}

// What has no key is for the text alone.
static void add_json_members(const struct qg_note *note, struct qg_text *out) {
    for (const struct qg_note *n = note->first; n != NULL; n = n->next) {
        if (n->key == NULL)
            continue;
        begin_member(n->key, out);
        add_json(n, out);
    }
}

static void add_json_string(const char *key, struct qg_str text, struct qg_text *out) {
    if (text.len == 0)
        return;
    begin_member(key, out);
    qg_json_quote(out, text);
}

static void add_json_object(const struct qg_note *note, struct qg_text *out) {
    qg_text_char(out, '{');
    add_json_string("name", note->name, out);
    add_json_string("text", note->text, out);
    add_json_string("file", note->file, out);
    if (note->file.len > 0) {
        begin_member("line", out);
        qg_text_printf(out, "%llu", (unsigned long long)note->line);
    }
    add_json_members(note, out);
    qg_text_char(out, '}');
}

static void add_json(const struct qg_note *note, struct qg_text *out) {
    switch (note->form) {
    case QG_NOTE_TEXT:
        qg_json_quote(out, note->text);
        break;
    case QG_NOTE_FLAG:
        qg_text_addz(out, "true");
        break;
    case QG_NOTE_ROW:
    case QG_NOTE_LIST:
    case QG_NOTE_BARE:
        add_json_elements(note, out);
        break;
    case QG_NOTE_GROUP:
    case QG_NOTE_ITEM:
    case QG_NOTE_SOURCE:
        add_json_object(note, out);
        break;
    }
}

void qg_note_json(const struct qg_note *root, struct qg_text *out) {
    add_json_object(root, out);
}
