// SPDX-License-Identifier: Apache-2.0

#include "markup.h"

#include <stdint.h>
#include <string.h>

enum { DEPTH = 64 };

struct markup {
    struct qg_str text;
    size_t at;
    struct qg_str open[DEPTH]; // names of elements
    uint32_t depth;
    bool (*holds_data)(struct qg_str data);
};

static struct qg_str rest(const struct markup *m) {
    return qg_str_slice(m->text, m->at, m->text.len);
}

static bool skip(struct markup *m, const char *what) {
    if (!qg_str_starts(rest(m), qg_str_of(what)))
        return false;
    m->at += strlen(what);
    return true;
}

// Goes behind the next `what`; false if there is none.
static bool skip_behind(struct markup *m, const char *what) {
    for (; m->at < m->text.len; m->at++)
        if (skip(m, what))
            return true;
    return false;
}

// Goes over the characters that are in `set`.
static struct qg_str take(struct markup *m, const char *set) {
    size_t start = m->at;
    while (m->at < m->text.len && m->text.at[m->at] != '\0' &&
           strchr(set, m->text.at[m->at]) != NULL)
        m->at++;
    return qg_str_slice(m->text, start, m->at);
}

static struct qg_str take_name(struct markup *m) {
    return take(m, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:");
}

static void skip_space(struct markup *m) {
    (void)take(m, " \n");
}

// name or name="value", in which no `<` stands.
static bool take_attribute(struct markup *m) {
    if (take_name(m).len == 0)
        return false;
    if (!skip(m, "="))
        return true;
    size_t start = m->at + 1;
    return skip(m, "\"") && skip_behind(m, "\"") &&
           memchr(m->text.at + start, '<', m->at - start) == NULL;
}

static bool is_empty(struct qg_str name) {
    static const char *const names[] = {"meta", "br", "col", "input", "img", "link", "hr"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (qg_str_equal(name, qg_str_of(names[i])))
            return true;
    return false;
}

// What is no markup up to its end tag.
static bool take_raw(struct markup *m, struct qg_str name, bool data) {
    size_t start = m->at;
    bool script = qg_str_equal(name, QG_STR("script"));
    const char *end = script ? "</script>" : "</style>";
    if (!skip_behind(m, end))
        return false;
    return !data || m->holds_data(qg_str_slice(m->text, start, m->at - strlen(end)));
}

// What follows a start tag.
static bool enter(struct markup *m, struct qg_str name, struct qg_str attributes) {
    if (qg_str_equal(name, QG_STR("script")) || qg_str_equal(name, QG_STR("style")))
        return take_raw(m, name, qg_str_contains(attributes, QG_STR("json")));
    if (is_empty(name))
        return true;
    if (m->depth == DEPTH)
        return false;
    m->open[m->depth++] = name;
    return true;
}

static bool take_start(struct markup *m) {
    struct qg_str name = take_name(m);
    size_t start = m->at;
    if (name.len == 0)
        return false;
    for (skip_space(m); !skip(m, "/>"); skip_space(m)) {
        if (skip(m, ">"))
            return enter(m, name, qg_str_slice(m->text, start, m->at));
        if (!take_attribute(m))
            return false;
    }
    return true;
}

static bool take_end(struct markup *m) {
    struct qg_str name = take_name(m);
    return skip(m, ">") && m->depth > 0 && qg_str_equal(m->open[--m->depth], name);
}

static bool take_markup(struct markup *m) {
    if (skip(m, "!--"))
        return skip_behind(m, "-->");
    if (skip(m, "!DOCTYPE html"))
        return skip(m, ">");
    return skip(m, "/") ? take_end(m) : take_start(m);
}

bool qg_markup_nests(struct qg_str text, bool holds_data(struct qg_str data)) {
    struct markup m = {.text = text, .holds_data = holds_data};
    while (skip_behind(&m, "<"))
        if (!take_markup(&m))
            return false;
    return m.depth == 0;
}
