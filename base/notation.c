// SPDX-License-Identifier: Apache-2.0

#include "notation.h"

#include "suggest.h"

#include <stdarg.h>
#include <stdio.h>
#include <yaml.h>

// ---- complaints ----

static void complain_at(struct qg_notation *n, size_t line, size_t column) {
    qg_text_printf(&n->problems, "%s:%zu:%zu: ", n->name, line, column);
}

void qg_notation_complain(struct qg_notation *n, const struct qg_notation_node *at,
                          const char *format, ...) {
    char said[512];
    va_list args;
    va_start(args, format);
    vsnprintf(said, sizeof said, format, args);
    va_end(args);
    complain_at(n, at != NULL ? at->line : 1, at != NULL ? at->column : 1);
    qg_text_addz(&n->problems, said);
    qg_text_char(&n->problems, '\n');
}

// ---- reading ----

struct reading {
    struct qg_notation *notation;
    yaml_parser_t parser;
    struct qg_notation_node *open[QG_NOTATION_DEPTH]; // mappings and lists not yet ended
    uint32_t depth;
    struct qg_notation_node *key; // of the entry whose value comes next
    bool failed;                  // something is wrong; nothing more is read
    enum qg_fault fault;
};

static void refuse(struct reading *r, const yaml_event_t *event, const char *why) {
    complain_at(r->notation, event->start_mark.line + 1, event->start_mark.column + 1);
    qg_text_printf(&r->notation->problems, "%s\n", why);
    r->failed = true;
}

// What libyaml says is wrong, in its words.
static void refuse_syntax(struct reading *r) {
    const yaml_parser_t *p = &r->parser;
    if (p->error == YAML_MEMORY_ERROR) {
        r->fault = QG_FAULT_MEMORY;
        return;
    }
    complain_at(r->notation, p->problem_mark.line + 1, p->problem_mark.column + 1);
    qg_text_addz(&r->notation->problems, p->problem != NULL ? p->problem : "this is no YAML");
    if (p->context != NULL)
        qg_text_printf(&r->notation->problems, " %s", p->context);
    qg_text_char(&r->notation->problems, '\n');
    r->failed = true;
}

static struct qg_notation_node *make(struct reading *r, const yaml_event_t *event,
                                     enum qg_notation_kind kind) {
    struct qg_notation_node *node = qg_arena_alloc(&r->notation->arena, sizeof *node);
    if (node == NULL) {
        r->fault = QG_FAULT_MEMORY;
        return NULL;
    }
    *node = (struct qg_notation_node){.kind = kind,
                                      .line = (uint32_t)event->start_mark.line + 1,
                                      .column = (uint32_t)event->start_mark.column + 1};
    return node;
}

static void append(struct qg_notation_node *parent, struct qg_notation_node *node) {
    if (parent->last != NULL)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    parent->count++;
}

// Puts a value in its place: the root, the next of a list, or under the key just read.
static void place(struct reading *r, struct qg_notation_node *node) {
    struct qg_notation_node *parent = r->depth > 0 ? r->open[r->depth - 1] : NULL;
    if (parent == NULL) {
        r->notation->root = node;
        return;
    }
    if (parent->kind == QG_NOTATION_MAP) {
        node->key = r->key->text;
        node->key_line = r->key->line;
        node->key_column = r->key->column;
        r->key = NULL;
    }
    append(parent, node);
}

static bool awaits_key(const struct reading *r) {
    return r->depth > 0 && r->open[r->depth - 1]->kind == QG_NOTATION_MAP && r->key == NULL;
}

static void take_key(struct reading *r, const yaml_event_t *event, struct qg_notation_node *node) {
    if (r->open[r->depth - 1]->count == QG_NOTATION_KEYS) {
        refuse(r, event, "this mapping has too many keys");
        return;
    }
    for (const struct qg_notation_node *e = r->open[r->depth - 1]->first; e != NULL; e = e->next) {
        if (!qg_str_equal(e->key, node->text))
            continue;
        refuse(r, event, "this key is given twice");
        return;
    }
    r->key = node;
}

static void take_scalar(struct reading *r, const yaml_event_t *event) {
    struct qg_notation_node *node = make(r, event, QG_NOTATION_SCALAR);
    if (node == NULL)
        return;
    size_t len = event->data.scalar.length;
    char *copy = qg_arena_copy(&r->notation->arena, (const char *)event->data.scalar.value, len);
    if (copy == NULL) {
        r->fault = QG_FAULT_MEMORY;
        return;
    }
    node->text = (struct qg_str){copy, len};
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (awaits_key(r))
        take_key(r, event, node);
    else
        place(r, node);
}

static void take_start(struct reading *r, const yaml_event_t *event, enum qg_notation_kind kind) {
    if (awaits_key(r)) {
        refuse(r, event, "a key must be a word or a text");
        return;
    }
    if (r->depth == QG_NOTATION_DEPTH) {
        refuse(r, event, "lists and mappings are nested too deeply");
        return;
    }
    struct qg_notation_node *node = make(r, event, kind);
    if (node == NULL)
        return;
    place(r, node);
    r->open[r->depth++] = node;
}

static bool has_anchor_or_tag(const yaml_event_t *event) {
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor != NULL || event->data.sequence_start.tag != NULL;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor != NULL || event->data.mapping_start.tag != NULL;
    default:
        return event->type == YAML_ALIAS_EVENT;
    }
}

static void take(struct reading *r, const yaml_event_t *event) {
    if (has_anchor_or_tag(event)) {
        refuse(r, event, "anchors, aliases and tags are not understood here: write the value out");
        return;
    }
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(r, event);
        return;
    case YAML_SEQUENCE_START_EVENT:
        take_start(r, event, QG_NOTATION_LIST);
        return;
    case YAML_MAPPING_START_EVENT:
        take_start(r, event, QG_NOTATION_MAP);
        return;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        r->depth--;
        return;
    case YAML_DOCUMENT_START_EVENT:
        if (r->notation->root != NULL)
            refuse(r, event, "a file holds one document");
        return;
    default:
        return;
    }
}

static void read_events(struct reading *r) {
    bool done = false;
    while (!done && !r->failed && r->fault == QG_OK) {
        yaml_event_t event;
        if (yaml_parser_parse(&r->parser, &event) == 0) {
            refuse_syntax(r);
            return;
        }
        done = event.type == YAML_STREAM_END_EVENT;
        take(r, &event);
        yaml_event_delete(&event);
    }
}

enum qg_fault qg_notation_read(struct qg_notation *out, struct qg_str text, const char *name) {
    struct reading r = {.notation = out};
    *out = (struct qg_notation){.name = name};
    qg_arena_init(&out->arena, "notation");
    if (text.len > QG_NOTATION_BYTES)
        return QG_FAULT_LIMIT;
    if (yaml_parser_initialize(&r.parser) == 0)
        return QG_FAULT_MEMORY;
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)text.at, text.len);
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    read_events(&r);
    yaml_parser_delete(&r.parser);
    return out->problems.failed ? QG_FAULT_MEMORY : r.fault;
}

void qg_notation_free(struct qg_notation *notation) {
    qg_arena_free(&notation->arena);
    qg_text_free(&notation->problems);
}

// ---- looking at the tree ----

const struct qg_notation_node *qg_notation_entry(const struct qg_notation_node *map,
                                                 const char *key) {
    if (map == NULL || map->kind != QG_NOTATION_MAP)
        return NULL;
    for (const struct qg_notation_node *e = map->first; e != NULL; e = e->next)
        if (qg_str_equal(e->key, qg_str_of(key)))
            return e;
    return NULL;
}

bool qg_notation_expect(struct qg_notation *n, const struct qg_notation_node *node,
                        enum qg_notation_kind kind, const char *what) {
    static const char *const kinds[] = {[QG_NOTATION_SCALAR] = "a single value",
                                        [QG_NOTATION_LIST] = "a list",
                                        [QG_NOTATION_MAP] = "a mapping"};
    if (node != NULL && node->kind == kind)
        return true;
    qg_notation_complain(n, node, "%s must be %s", what, kinds[kind]);
    return false;
}

// The keys that are known, for a suggestion.
enum { KNOWN_LIMIT = 64 };

static bool is_known(struct qg_str key, const struct qg_str *known, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (qg_str_equal(key, known[i]))
            return true;
    return false;
}

static void complain_of_key(struct qg_notation *n, const struct qg_notation_node *entry,
                            const struct qg_str *known, size_t count) {
    struct qg_str meant;
    complain_at(n, entry->key_line, entry->key_column);
    qg_text_printf(&n->problems, "unknown key `%.*s`", QG_STR_ARG(entry->key));
    if (qg_suggest(entry->key, known, count, &meant))
        qg_text_printf(&n->problems, "; did you mean `%.*s`?", QG_STR_ARG(meant));
    qg_text_char(&n->problems, '\n');
}

void qg_notation_keys(struct qg_notation *n, const struct qg_notation_node *map,
                      const char *const *known) {
    struct qg_str names[KNOWN_LIMIT];
    size_t count = 0;
    if (map == NULL || map->kind != QG_NOTATION_MAP)
        return;
    for (; count < KNOWN_LIMIT && known[count] != NULL; count++)
        names[count] = qg_str_of(known[count]);
    for (const struct qg_notation_node *e = map->first; e != NULL; e = e->next)
        if (!is_known(e->key, names, count))
            complain_of_key(n, e, names, count);
}

struct qg_str qg_notation_text(struct qg_notation *n, const struct qg_notation_node *map,
                               const char *key, bool required) {
    const struct qg_notation_node *entry = qg_notation_entry(map, key);
    if (entry == NULL) {
        if (required)
            qg_notation_complain(n, map, "`%s` is missing", key);
        return (struct qg_str){0};
    }
    if (entry->kind == QG_NOTATION_SCALAR)
        return entry->text;
    qg_notation_complain(n, entry, "`%s` must be a single value", key);
    return (struct qg_str){0};
}
