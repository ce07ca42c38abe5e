// SPDX-License-Identifier: Apache-2.0
#include "sniff.h"

#include "json.h"

#include <string.h>

static bool in_array(const struct qg_sniff *s) {
    return s->depth > 64 || (s->depth > 0 && (s->arrays >> (s->depth - 1) & 1) != 0);
}

static bool name_is(const struct qg_sniff *s, const char *name) {
    return s->name_len == strlen(name) && memcmp(s->name, name, s->name_len) == 0;
}

static enum qg_sniffed string_byte(struct qg_sniff *s, char c) {
    if (c == '\n') // no string goes over a line's end: the line was cut off
        return QG_SNIFFED_LINES;
    if (!s->escaped && c == '"') {
        s->in_string = false;
        s->last = '"';
        s->tagged = s->tagged || (s->key && name_is(s, "record"));
        return QG_SNIFFED_NOTHING;
    }
    s->escaped = !s->escaped && c == '\\';
    if (s->key && s->name_len < sizeof s->name)
        s->name[s->name_len++] = c;
    return QG_SNIFFED_NOTHING;
}

static void open_string(struct qg_sniff *s) {
    s->in_string = true;
    s->escaped = false;
    if (s->depth != 1 || s->last == ':')
        return;
    s->key = true;
    s->name_len = 0;
}

static void open_bracket(struct qg_sniff *s, char c) {
    if (s->depth < 64) {
        uint64_t bit = UINT64_C(1) << s->depth;
        s->arrays = c == '[' ? s->arrays | bit : s->arrays & ~bit;
    }
    s->depth++;
    s->key = false;
    s->last = c;
}

// An object at the start of a line where none can stand: the line before was cut off.
static bool misplaced(const struct qg_sniff *s, char c) {
    bool value_due = s->last == ':' || s->last == '[' || (s->last == ',' && in_array(s));
    return c == '{' && s->line_start && !value_due;
}

static enum qg_sniffed token_byte(struct qg_sniff *s, char c) {
    if (misplaced(s, c))
        return QG_SNIFFED_LINES;
    s->line_object = s->line_object || (c == '{' && s->line_start && !s->indented);
    s->line_start = false;
    if (c == '"') {
        open_string(s);
    } else if (c == '{' || c == '[') {
        bool records = c == '[' && s->depth == 1 && s->last == ':' && name_is(s, "records");
        if (records && !s->tagged)
            return QG_SNIFFED_ENVELOPE;
        open_bracket(s, c);
    } else if (c == '}' || c == ']') {
        s->last = c;
        if (--s->depth == 0)
            return s->spans_lines ? QG_SNIFFED_OBJECT : QG_SNIFFED_LINES;
    } else {
        s->last = c == ',' || c == ':' ? c : '0';
    }
    if (c == ',')
        s->key = false;
    return QG_SNIFFED_NOTHING;
}

static void space_byte(struct qg_sniff *s, char c) {
    if (c == '\n') {
        s->spans_lines = s->line_start = true;
        s->indented = false;
    } else {
        s->indented = true;
    }
}

enum qg_sniffed qg_sniff_feed(struct qg_sniff *s, const char *at, size_t len, size_t *used) {
    for (size_t i = 0; i < len; i++) {
        enum qg_sniffed sniffed = QG_SNIFFED_NOTHING;
        if (s->in_string)
            sniffed = string_byte(s, at[i]);
        else if (qg_json_is_space(at[i]))
            space_byte(s, at[i]);
        else
            sniffed = token_byte(s, at[i]);
        *used = i + 1;
        if (sniffed != QG_SNIFFED_NOTHING)
            return sniffed;
    }
    return QG_SNIFFED_NOTHING;
}

enum qg_sniffed qg_sniff_end(const struct qg_sniff *s) {
    return s->line_object || !s->spans_lines ? QG_SNIFFED_LINES : QG_SNIFFED_OBJECT;
}
