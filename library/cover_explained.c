// SPDX-License-Identifier: Apache-2.0

#include "cover_explained.h"

struct reader {
    struct qg_cover_explained *out;
    struct qg_arena *arena;
    struct qg_text reason; // of the entries from `first` on
    uint32_t first;        // entry without a reason yet
    uint32_t line;         // from 1
    struct qg_text *problem;
};

static struct qg_str keep(struct reader *r, struct qg_str s) {
    char *copy = qg_arena_copy(r->arena, s.at != NULL ? s.at : "", s.len);
    if (copy == NULL)
        r->reason.failed = true;
    return (struct qg_str){copy, copy != NULL ? s.len : 0};
}

static bool refuse(struct reader *r, const char *why) {
    qg_text_printf(r->problem, "line %u: %s", (unsigned)r->line, why);
    return false;
}

// Gives the reason that was read to the entries before it.
static bool close_entries(struct reader *r) {
    struct qg_str reason = keep(r, qg_text_str(&r->reason));
    if (r->first < r->out->entries.len && reason.len == 0)
        return refuse(r, "the entry above has no reason (an indented line under it)");
    for (uint32_t i = r->first; i < r->out->entries.len; i++)
        r->out->entries.at[i].reason = reason;
    r->first = r->out->entries.len;
    r->reason.len = 0;
    return true;
}

static bool read_key(struct reader *r, struct qg_str line) {
    if (r->reason.len > 0 && !close_entries(r))
        return false;
    struct qg_explanation entry = {.key = keep(r, line)};
    if (!qg_vec_push(&r->out->entries, entry))
        r->reason.failed = true;
    return true;
}

static bool read_reason(struct reader *r, struct qg_str line) {
    if (r->first == r->out->entries.len)
        return refuse(r, "a reason without an entry above it");
    if (r->reason.len > 0)
        qg_text_char(&r->reason, ' ');
    qg_text_add(&r->reason, line);
    return true;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static bool read_line(struct reader *r, struct qg_str line) {
    size_t from = 0, to = line.len;
    while (to > 0 && is_blank(line.at[to - 1]))
        to--;
    while (from < to && is_blank(line.at[from]))
        from++;
    if (from == to || line.at[0] == '#')
        return true;
    struct qg_str text = qg_str_slice(line, from, to);
    return from > 0 ? read_reason(r, text) : read_key(r, text);
}

bool qg_explained_read(struct qg_cover_explained *out, struct qg_arena *arena, struct qg_str text,
                       struct qg_text *problem) {
    struct reader r = {.out = out, .arena = arena, .problem = problem};
    bool ok = true;
    for (size_t at = 0; at < text.len && ok;) {
        size_t end = at;
        while (end < text.len && text.at[end] != '\n')
            end++;
        r.line++;
        ok = read_line(&r, qg_str_slice(text, at, end));
        at = end + 1;
    }
    ok = ok && close_entries(&r);
    if (ok && r.reason.failed)
        qg_text_addz(problem, "out of memory");
    ok = ok && !r.reason.failed;
    qg_text_free(&r.reason);
    return ok;
}

void qg_explained_free(struct qg_cover_explained *explained) {
    qg_vec_free(&explained->entries);
}

struct qg_str qg_explained_reason(struct qg_cover_explained *explained, struct qg_str key) {
    for (uint32_t i = 0; i < explained->entries.len; i++) {
        struct qg_explanation *entry = &explained->entries.at[i];
        if (!qg_str_equal(entry->key, key))
            continue;
        entry->met = true;
        return entry->reason;
    }
    return QG_STR("");
}
