// SPDX-License-Identifier: Apache-2.0
//
// The checking stage on one page: trees in, typed tree out.
#include "check.h"

#include "seed.h"

// A policy speaks the languages that the titles of its acts are given in.
static uint32_t languages_of(const struct qg_compilation *c) {
    uint32_t languages = 0;
    for (uint32_t i = 0; i < c->file_count; i++)
        for (const struct qg_decl *d = c->files[i]->decls.first; d != NULL; d = d->next)
            for (int lang = 0; lang < QG_LANGS && d->kind == QG_DECL_ACT; lang++)
                languages |= d->as.act.title.in[lang] != NULL ? 1U << lang : 0;
    return languages;
}

static enum qg_fault start(struct qg_checker *ck, struct qg_compilation *c) {
    *ck = (struct qg_checker){.c = c, .arena = &c->arena, .diags = &c->diags, .act = QG_NONE};
    qg_intern_init(&ck->names, qg_seed());
    uint32_t *files = qg_check_alloc(ck, c->sources.items.len, sizeof *files);
    if (files == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < c->file_count; i++)
        files[c->files[i]->source] = i;
    ck->file_of_source = files;
    ck->languages = languages_of(c);
    return QG_OK;
}

// Each pass relies on the ones before it; nothing goes on once memory is out.
static void run(struct qg_checker *ck) {
    static void (*const passes[])(struct qg_checker *) = {
        qg_headings_check,
        qg_settings_declare,
        qg_keepers_declare,
        qg_definitions_declare,
        qg_parameters_declare,
        qg_acts_declare,
        qg_amendments_declare,
        qg_definitions_check,
        qg_drafts_collect,
        qg_drafts_sort,
        qg_rules_check,
        qg_provisions_check,
        qg_exemptions_check,
        qg_flags_check,
        qg_amendments_check,
        qg_transitions_check,
        qg_draft_definitions_check,
        qg_scopes_link,
        qg_tests_check,
        qg_unused_warn,
    };
    qg_symbols_declare(ck);
    if (ck->failed || !qg_layout_types(ck))
        return;
    for (size_t i = 0; i < sizeof passes / sizeof passes[0] && !ck->failed; i++)
        passes[i](ck);
}

// Every table that the checker has grown, as its name and the name of its count.
#define EACH_TABLE(X)                                                                              \
    X(scopes, scope_count)                                                                         \
    X(rules, rule_count)                                                                           \
    X(exemptions, exemption_count)                                                                 \
    X(messages, message_count)                                                                     \
    X(pieces, piece_count)                                                                         \
    X(severities, severity_count)                                                                  \
    X(readings, reading_count)                                                                     \
    X(parameters, parameter_count)                                                                 \
    X(acts, act_count)                                                                             \
    X(amendments, amendment_count)                                                                 \
    X(provisions, provision_count)                                                                 \
    X(populations, population_count)                                                               \
    X(collected, collected_count)                                                                  \
    X(keepers, keeper_count)                                                                       \
    X(flags, flag_count)                                                                           \
    X(calendars, calendar_count)                                                                   \
    X(scope_rules, scope_rule_count)                                                               \
    X(scope_children, scope_child_count)                                                           \
    X(rule_exemptions, rule_exemption_count)                                                       \
    X(rule_refs, rule_ref_count)

#define EACH_SCHEMA_TABLE(X)                                                                       \
    X(enums, enum_count)                                                                           \
    X(types, type_count)                                                                           \
    X(fields, field_count)                                                                         \
    X(sections, section_count)                                                                     \
    X(symbols, symbol_count)

static void *moved(struct qg_checker *ck, const void *from, uint32_t count, size_t size) {
    void *to = qg_check_alloc(ck, count, size);
    if (to != NULL && count > 0)
        memcpy(to, from, count * size);
    return to;
}

// Moves the tables out of the checker, which is about to go.
static struct qg_typed *hand_over(struct qg_checker *ck) {
    struct qg_typed *typed = qg_check_alloc(ck, 1, sizeof *typed);
    if (typed == NULL)
        return NULL;
#define MOVE(to, table, counter)                                                                   \
    (to).table = moved(ck, ck->table.at, ck->table.len, sizeof *ck->table.at);                     \
    (to).counter = ck->table.len;
#define MOVE_TABLE(table, counter)  MOVE(typed->tables, table, counter)
#define MOVE_SCHEMA(table, counter) MOVE(typed->tables.schema, table, counter)
    EACH_TABLE(MOVE_TABLE)
    EACH_SCHEMA_TABLE(MOVE_SCHEMA)
    MOVE(*typed, functions, function_count)
    MOVE(*typed, transitions, transition_count)
    return ck->failed ? NULL : typed;
}

static void finish(struct qg_checker *ck) {
#define FREE_TABLE(table, counter) qg_vec_free(&ck->table);
    EACH_TABLE(FREE_TABLE)
    EACH_SCHEMA_TABLE(FREE_TABLE)
    qg_vec_free(&ck->functions);
    qg_vec_free(&ck->transitions);
    qg_vec_free(&ck->pending_transitions);
    qg_vec_free(&ck->amendment_decls);
    qg_vec_free(&ck->field_spans);
    qg_vec_free(&ck->declared);
    qg_vec_free(&ck->definitions);
    qg_vec_free(&ck->reaches);
    qg_vec_free(&ck->reach_known);
    qg_vec_free(&ck->holders);
    qg_vec_free(&ck->act_states);
    qg_vec_free(&ck->divisions);
    qg_vec_free(&ck->drafts);
    qg_vec_free(&ck->exemption_drafts);
    qg_vec_free(&ck->provision_drafts);
    qg_vec_free(&ck->flag_drafts);
    qg_vec_free(&ck->scope_locals);
    qg_vec_free(&ck->ref_stamps);
    qg_vec_free(&ck->scope_nodes);
    qg_table_free(&ck->table);
    qg_table_free(&ck->seen_scopes);
    qg_intern_free(&ck->names);
}

enum qg_fault qg_check(struct qg_compilation *c) {
    struct qg_checker ck;
    if (start(&ck, c) == QG_OK)
        run(&ck);
    if (!ck.failed && !c->diags.failed && qg_diag_errors(&c->diags) == 0)
        c->typed = hand_over(&ck);
    bool failed = ck.failed || c->diags.failed;
    finish(&ck);
    return failed ? QG_FAULT_MEMORY : QG_OK;
}
