// SPDX-License-Identifier: Apache-2.0
#include "partial.h"

#include "check_codes.h"
#include "seed.h"

#include <string.h>

// How a diagnostic depends on what other files declare.
enum dependence {
    NOT_AT_ALL, // what is wrong stands there to be read
    BY_NAME,    // a name was not found: it may be one that a broken file declares
    BEYOND_IT   // something is lacking that has another name, or none
};

static const uint8_t dependences[QG_E_LIMIT] = {
    [QG_E_UNKNOWN_NAME] = BY_NAME,
    [QG_E_UNKNOWN_FIELD] = BY_NAME,
    [QG_E_UNKNOWN_TYPE] = BY_NAME,
    [QG_E_UNKNOWN_VALUE] = BY_NAME,
    [QG_E_UNKNOWN_READING] = BY_NAME,
    [QG_E_UNKNOWN_SEVERITY] = BY_NAME,
    [QG_E_UNKNOWN_TEMPLATE] = BY_NAME,
    [QG_E_UNKNOWN_ACT] = BY_NAME,
    [QG_E_UNKNOWN_FUNCTION] = BY_NAME,
    [QG_E_UNKNOWN_REF] = BY_NAME,
    [QG_E_UNKNOWN_EXEMPTION] = BY_NAME,
    [QG_E_BAD_TEST] = BY_NAME,
    [QG_E_UNKNOWN_NOUN] = BEYOND_IT,      // a list between it and the record
    [QG_E_UNKNOWN_CALENDAR] = BEYOND_IT,  // the act's
    [QG_E_NO_PERIOD] = BEYOND_IT,         // the dates of a type
    [QG_E_CASES] = BEYOND_IT,             // the values of a reading
    [QG_E_UNREACHED_ELSE] = BEYOND_IT,    // a word of an enum
    [QG_E_NO_AUDIT] = BEYOND_IT,          // a record
    [QG_E_TEMPLATE_ARGUMENT] = BEYOND_IT, // a parameter
    [QG_E_NOT_LIFTED] = BEYOND_IT,        // a loop of the rule
};

static enum dependence dependence_of(const char *code) {
    for (int i = 0; i < QG_E_LIMIT; i++)
        if (strcmp(qg_code_text((enum qg_code)i), code) == 0)
            return (enum dependence)dependences[i];
    return NOT_AT_ALL;
}

static bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

// The next word of a text from `*at` on, which moves behind it; empty at the end. `P48.3-b` is
// three of them: a template makes the end of an id, and who applies it the beginning.
static struct qg_str next_word(struct qg_str text, size_t *at) {
    size_t from = *at;
    while (from < text.len && !is_word(text.at[from]))
        from++;
    *at = from;
    while (*at < text.len && is_word(text.at[*at]))
        ++*at;
    return qg_str_slice(text, from, *at);
}

static bool mentions(const struct qg_partial *partial, struct qg_str text) {
    size_t at = 0;
    for (struct qg_str word; (word = next_word(text, &at)).len > 0;)
        if (qg_intern_find(&partial->words, word) != 0)
            return true;
    return false;
}

static bool may_be_said(void *user, const char *code, struct qg_span span) {
    const struct qg_partial *partial = user;
    if (span.source != QG_SOURCE_NONE && partial->broken[span.source])
        return false;
    switch (dependence_of(code)) {
    case NOT_AT_ALL:
        return true;
    case BY_NAME:
        return !mentions(partial, qg_sources_slice(&partial->c->sources, span));
    case BEYOND_IT:
        break;
    }
    return false;
}

static bool is_broken(const struct qg_compilation *c) {
    for (uint32_t i = 0; i < c->file_count; i++)
        if (c->files[i]->broken)
            return true;
    return false;
}

bool qg_partial_is_worth_it(const struct qg_compilation *c) {
    for (uint32_t i = 0; i < c->file_count; i++)
        if (c->modules[i].policy && !c->files[i]->broken)
            return true;
    return !is_broken(c);
}

// Takes note of a broken file and of all its words.
static bool note(struct qg_partial *partial, uint32_t source) {
    struct qg_str text = qg_sources_at(&partial->c->sources, source)->text;
    size_t at = 0;
    partial->broken[source] = true;
    for (struct qg_str word; (word = next_word(text, &at)).len > 0;)
        if (qg_intern_add(&partial->words, word) == 0)
            return false;
    return true;
}

enum qg_fault qg_partial_begin(struct qg_partial *partial, struct qg_compilation *c) {
    *partial = (struct qg_partial){.c = c};
    qg_intern_init(&partial->words, qg_seed());
    if (!is_broken(c))
        return QG_OK;
    partial->broken = qg_arena_array(&c->arena, c->sources.items.len, sizeof *partial->broken);
    bool noted = partial->broken != NULL;
    for (uint32_t i = 0; i < c->file_count && noted; i++)
        if (c->files[i]->broken)
            noted = note(partial, c->files[i]->source);
    c->diags.filter = may_be_said;
    c->diags.filter_user = partial;
    return noted ? QG_OK : QG_FAULT_MEMORY;
}

void qg_partial_end(struct qg_partial *partial, struct qg_compilation *c) {
    c->diags.filter = NULL;
    qg_intern_free(&partial->words);
}
