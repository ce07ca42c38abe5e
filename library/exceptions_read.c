// SPDX-License-Identifier: Apache-2.0
//
// Reading an exceptions file. All that is wrong with it is said at once, each thing with its place;
// nothing of a file with a mistake counts, for an exception that was meant otherwise than it was
// written excuses what nobody answered for.

#include "exceptions.h"

#include "date.h"
#include "pick.h"
#include "readfile.h"

#include <errno.h>
#include <string.h>

enum { FIXED_KEYS = 8, KEYS_LIMIT = 56 };

static const char *const fixed_keys[FIXED_KEYS] = {"rule",   "act",   "record", "group",
                                                   "reason", "owner", "since",  "expires"};

struct reading {
    struct qg_exceptions *out;
    struct qg_notation *notation;
    const struct qg_program *program;
    const struct qg_redaction *redaction;
    const char *keys[KEYS_LIMIT + 1]; // that an exception may have; NULL at the end
    struct qg_str nouns[KEYS_LIMIT];  // those of elements
    uint32_t noun_count;
    bool failed; // memory ran out
};

// ---- what elements may be called ----

static bool is_known(const struct reading *r, struct qg_str noun) {
    for (uint32_t i = 0; i < FIXED_KEYS; i++)
        if (qg_str_equal(qg_str_of(fixed_keys[i]), noun))
            return true;
    for (uint32_t i = 0; i < r->noun_count; i++)
        if (qg_str_equal(r->nouns[i], noun))
            return true;
    return false;
}

static void gather_keys(struct reading *r) {
    memcpy(r->keys, fixed_keys, sizeof fixed_keys);
    for (uint32_t i = 0; i < r->program->scope_count; i++) {
        struct qg_str noun = r->program->scopes[i].noun;
        if (r->program->scopes[i].parent == QG_NONE || is_known(r, noun) ||
            FIXED_KEYS + r->noun_count == KEYS_LIMIT)
            continue;
        char *key = qg_arena_copy(&r->notation->arena, noun.at, noun.len);
        r->failed |= key == NULL;
        r->keys[FIXED_KEYS + r->noun_count] = key;
        r->nouns[r->noun_count++] = noun;
    }
}

// ---- one exception ----

static bool is_code(struct qg_str pattern) {
    for (int i = 0; i < QG_DATA_CODES; i++)
        if (qg_pick_begins(pattern, qg_data_code((enum qg_data_code)i)))
            return true;
    return false;
}

// Whether there is a rule that both `act` and `rule` mean.
static bool is_rule(const struct qg_program *program, const struct qg_exception *one) {
    for (uint32_t i = 0; i < program->rule_count; i++)
        if (qg_pick_means(program, one->rule, i) &&
            (one->act.len == 0 ||
             qg_str_equal(one->act, program->acts[program->rules[i].act].name)))
            return true;
    return one->act.len == 0 && is_code(one->rule);
}

static void check_rule(struct reading *r, const struct qg_notation_node *node,
                       const struct qg_exception *one) {
    struct qg_text said = {0};
    if (one->rule.len == 0 || is_rule(r->program, one))
        return;
    qg_pick_unknown(r->program, one->rule, &said);
    if (one->act.len > 0)
        qg_text_printf(&said, " in act `%.*s`", QG_STR_ARG(one->act));
    r->failed |= said.failed;
    qg_notation_complain(r->notation, qg_notation_entry(node, "rule"), "%.*s",
                         QG_STR_ARG(qg_text_str(&said)));
    qg_text_free(&said);
}

static int32_t take_date(struct reading *r, const struct qg_notation_node *node, const char *key) {
    struct qg_str text = qg_notation_text(r->notation, node, key, true);
    int32_t day = QG_NONE;
    if (text.len > 0 && !qg_date_parse(text.at, text.len, &day))
        qg_notation_complain(r->notation, qg_notation_entry(node, key),
                             "`%s` is a date (YYYY-MM-DD, 1900 to 2199), not `%.*s`", key,
                             QG_STR_ARG(text));
    return day;
}

// A text that must be there and say something.
static struct qg_str take_words(struct reading *r, const struct qg_notation_node *node,
                                const char *key) {
    struct qg_str text = qg_notation_text(r->notation, node, key, true);
    const struct qg_notation_node *entry = qg_notation_entry(node, key);
    if (entry != NULL && entry->kind == QG_NOTATION_SCALAR && text.len == 0)
        qg_notation_complain(r->notation, entry, "`%s` is empty", key);
    return text;
}

// What a record says instead of `text`.
static struct qg_str name_of(struct reading *r, struct qg_str text) {
    char name[QG_PSEUDONYM + 1];
    if (r->redaction == NULL || text.len == 0)
        return text;
    qg_redaction_name(r->redaction, text, name);
    text = qg_str_of(name);
    text.at = qg_arena_copy(&r->notation->arena, text.at, text.len);
    r->failed |= text.at == NULL;
    return text.at != NULL ? text : (struct qg_str){0};
}

static void take_elements(struct reading *r, const struct qg_notation_node *node,
                          struct qg_exception *one) {
    struct qg_exception_element *elements =
        qg_arena_array(&r->notation->arena, (size_t)node->count + 1, sizeof *elements);
    r->failed |= elements == NULL;
    one->elements = elements;
    for (const struct qg_notation_node *e = node->first; e != NULL && elements != NULL;
         e = e->next) {
        for (uint32_t i = 0; i < r->noun_count; i++) {
            if (!qg_str_equal(e->key, r->nouns[i]))
                continue;
            struct qg_str id = qg_notation_text(r->notation, node, r->keys[FIXED_KEYS + i], true);
            elements[one->element_count++] =
                (struct qg_exception_element){r->nouns[i], name_of(r, id), id};
        }
    }
}

// Whom it is about: a record by its id, all of them, or a group.
static void take_whom(struct reading *r, const struct qg_notation_node *node,
                      struct qg_exception *one) {
    one->record = qg_notation_text(r->notation, node, "record", false);
    one->group = qg_notation_text(r->notation, node, "group", false);
    if (one->record.len == 0 && one->group.len == 0)
        qg_notation_complain(r->notation, node,
                             "`record` is missing: name the one it is about, \"*\" for all, or "
                             "the `group` of a finding about many");
    if (!qg_str_equal(one->record, QG_STR("*")))
        one->record = name_of(r, one->record);
}

static void take_period(struct reading *r, const struct qg_notation_node *node,
                        struct qg_exception *one) {
    one->since = take_date(r, node, "since");
    one->excuse.expires = take_date(r, node, "expires");
    if (one->since != QG_NONE && one->excuse.expires != QG_NONE && one->excuse.expires < one->since)
        qg_notation_complain(r->notation, qg_notation_entry(node, "expires"),
                             "`expires` is before `since`, so that it would never count");
}

static void take_exception(struct reading *r, const struct qg_notation_node *node) {
    struct qg_exception one = {.excuse.kind = QG_EXCUSE_EXCEPTION, .next = QG_NONE};
    if (!qg_notation_expect(r->notation, node, QG_NOTATION_MAP, "an exception"))
        return;
    one.line = node->line;
    one.column = node->column;
    qg_notation_keys(r->notation, node, r->keys);
    one.rule = take_words(r, node, "rule");
    one.act = qg_notation_text(r->notation, node, "act", false);
    check_rule(r, node, &one);
    take_whom(r, node, &one);
    take_elements(r, node, &one);
    one.excuse.reason = name_of(r, take_words(r, node, "reason"));
    one.excuse.owner = name_of(r, take_words(r, node, "owner"));
    take_period(r, node, &one);
    r->failed |= !qg_vec_push(&r->out->items, one);
}

// ---- the file ----

// From the last to the first, so that a chain goes through them in the order of the file.
static bool hang(struct qg_exceptions *e) {
    e->general = QG_NONE;
    for (uint32_t i = e->items.len; i-- > 0;) {
        struct qg_exception *one = &e->items.at[i];
        int32_t *head = &e->general;
        if (one->record.len > 0 && !qg_str_equal(one->record, QG_STR("*"))) {
            uint32_t symbol = qg_intern_add(&e->records, one->record);
            if (symbol == 0 || (symbol > e->heads.len && !qg_vec_push(&e->heads, QG_NONE)))
                return false;
            head = &e->heads.at[symbol - 1];
        }
        one->next = *head;
        *head = (int32_t)i;
    }
    return true;
}

static void take_file(struct reading *r) {
    static const char *const keys[] = {"exceptions", NULL};
    const struct qg_notation_node *root = r->notation->root;
    if (root == NULL)
        return; // of a file without exceptions
    if (!qg_notation_expect(r->notation, root, QG_NOTATION_MAP, "an exceptions file"))
        return;
    qg_notation_keys(r->notation, root, keys);
    const struct qg_notation_node *list = qg_notation_entry(root, "exceptions");
    if (list == NULL) {
        qg_notation_complain(r->notation, root, "`exceptions` is missing: the list of them");
        return;
    }
    if (!qg_notation_expect(r->notation, list, QG_NOTATION_LIST, "`exceptions`"))
        return;
    gather_keys(r);
    for (const struct qg_notation_node *one = list->first; one != NULL && !r->failed;
         one = one->next)
        take_exception(r, one);
}

static enum qg_fault parse(struct reading *r, struct qg_str text, const char *path,
                           struct qg_text *problem) {
    struct qg_notation *notation = r->notation;
    enum qg_fault fault = qg_notation_read(notation, text, path);
    if (fault == QG_OK && notation->problems.len == 0)
        take_file(r);
    if (fault != QG_OK || r->failed || notation->problems.failed)
        return fault != QG_OK ? fault : QG_FAULT_MEMORY;
    qg_text_add(problem, qg_text_str(&notation->problems));
    return notation->problems.len == 0 ? QG_OK : QG_FAULT_READ;
}

enum qg_fault qg_exceptions_read(struct qg_exceptions *out, const char *path,
                                 const struct qg_program *program,
                                 const struct qg_redaction *redaction, uint64_t seed,
                                 struct qg_text *problem) {
    struct qg_text text = {0};
    *out = (struct qg_exceptions){.program = program, .redaction = redaction, .general = QG_NONE};
    qg_intern_init(&out->records, seed);
    struct reading r = {
        .out = out, .notation = &out->notation, .program = program, .redaction = redaction};
    enum qg_fault fault = qg_readfile(path, QG_EXCEPTIONS_BYTES, &text);
    if (fault == QG_OK)
        fault = parse(&r, qg_text_str(&text), path, problem);
    else if (fault == QG_FAULT_READ)
        qg_text_printf(problem, "cannot read %s: %s\n", path, qg_readfile_reason(errno));
    if (fault == QG_FAULT_LIMIT)
        qg_text_printf(problem, "%s is longer than %d bytes, the limit of an exceptions file\n",
                       path, (int)QG_EXCEPTIONS_BYTES);
    qg_text_free(&text);
    return fault == QG_OK && !hang(out) ? QG_FAULT_MEMORY : fault;
}
