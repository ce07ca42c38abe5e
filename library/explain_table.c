// SPDX-License-Identifier: Apache-2.0
//
// What there is to tell of a decision table: what it decides by, which rules ask it, its rows.

#include "explain_parts.h"

#include "compile.h"
#include "usage.h"

// ---- finding ----

struct search {
    struct qg_str name;
    struct qg_written found; // `decl` is NULL: there is none; `chapter` too: it stands outside
};

static bool is_meant(const struct qg_decl *decl, struct qg_str name) {
    return decl->kind == QG_DECL_DEFINE && decl->as.define.value->kind == QG_EXPR_TABLE &&
           qg_str_equal(decl->name.text, name);
}

static void look(void *user, const struct qg_written *at) {
    struct search *s = user;
    if (s->found.decl == NULL && is_meant(at->decl, s->name))
        s->found = *at;
}

static struct qg_written find(const struct qg_compilation *c, struct qg_str name) {
    struct search s = {.name = name};
    for (uint32_t i = 0; i < c->file_count; i++)
        for (const struct qg_decl *d = c->files[i]->decls.first; d != NULL; d = d->next)
            if (s.found.decl == NULL && is_meant(d, name))
                s.found.decl = d;
    qg_written_visit(c, look, &s);
    return s.found;
}

static int32_t function_of(const struct qg_program *program, const struct qg_decl *decl) {
    for (uint32_t i = 0; i < program->function_count; i++)
        if (program->functions[i].span.source == decl->name.span.source &&
            program->functions[i].span.start == decl->name.span.start)
            return (int32_t)i;
    return QG_NONE;
}

// ---- telling ----

// The act whose paragraph the table stands in; QG_NONE for one that stands outside.
static int32_t act_of(const struct qg_program *program, const struct qg_written *at) {
    for (uint32_t i = 0; i < program->act_count && at->paragraph != NULL; i++)
        if (qg_str_equal(program->acts[i].name, at->chapter->as.division.act.text))
            return (int32_t)i;
    return QG_NONE;
}

static void tell_inputs(struct qg_teller *t, const struct qg_define_decl *table) {
    struct qg_note *row = qg_note_add(&t->notes, t->root, QG_NOTE_ROW, "inputs", QG_WORD_INPUTS);
    for (const struct qg_field_syntax *f = table->parameters.first; f != NULL; f = f->next)
        qg_note_cell(&t->notes, row, qg_tell_excerpt(t, f->span));
    qg_note_text(&t->notes, t->root, "result", QG_WORD_RESULT,
                 qg_tell_excerpt(t, table->result->span));
}

static void tell_rules(struct qg_teller *t, int32_t function) {
    struct qg_note *row = qg_note_add(&t->notes, t->root, QG_NOTE_ROW, "rules", QG_WORD_RULES);
    for (uint32_t i = 0; i < t->program->rule_count && function != QG_NONE; i++) {
        struct qg_usage usage;
        if (qg_usage_init(&usage, t->program)) {
            qg_usage_add(&usage, t->program->rules[i].check);
            if (usage.called[function])
                qg_note_cell(&t->notes, row, t->program->rules[i].id);
        } else {
            t->notes.failed = true;
        }
        qg_usage_free(&usage);
    }
}

bool qg_tell_table(struct qg_teller *t, struct qg_str name) {
    struct qg_written at = find(t->c, name);
    if (at.decl == NULL)
        return false;
    struct qg_str paragraph = at.paragraph != NULL ? at.paragraph->name.text : (struct qg_str){0};
    qg_tell_head(t, "table", name, act_of(t->program, &at), paragraph);
    tell_inputs(t, &at.decl->as.define);
    tell_rules(t, function_of(t->program, at.decl));
    qg_tell_source(t, at.decl->span);
    return true;
}
