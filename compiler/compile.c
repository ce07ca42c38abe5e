// SPDX-License-Identifier: Apache-2.0
//
// The compiler on one page.
#include "compile.h"

#include "partial.h"
#include "static_day.h"
#include "timeline.h"

enum qg_fault qg_compilation_init(struct qg_compilation *c) {
    *c = (struct qg_compilation){0};
    qg_arena_init(&c->arena, "compilation");
    qg_diag_init(&c->diags);
    c->diags.sources = &c->sources;
    return QG_OK;
}

void qg_compilation_free(struct qg_compilation *c) {
    qg_timeline_free(c->timeline);
    qg_diag_free(&c->diags);
    qg_sources_free(&c->sources);
    qg_arena_free(&c->arena);
    *c = (struct qg_compilation){0};
}

// Proves the program that was made; one that cannot be proved is a bug, and is not given out.
static enum qg_fault verify(struct qg_compilation *c) {
    if (qg_program_verify(c->program, &c->flaw))
        return QG_OK;
    c->program = NULL;
    return c->flaw.starved ? QG_FAULT_MEMORY : QG_FAULT_BUG;
}

// Whether the next stage has something to work on.
static bool goes_on(const struct qg_compilation *c, enum qg_fault fault) {
    return fault == QG_OK && qg_diag_errors(&c->diags) == 0 && !c->diags.failed;
}

static enum qg_fault result(const struct qg_compilation *c, enum qg_fault fault) {
    return fault == QG_OK && c->diags.failed ? QG_FAULT_MEMORY : fault;
}

// Checks what was understood of the texts, unless that is too little.
static enum qg_fault check(struct qg_compilation *c) {
    struct qg_partial partial;
    if (!qg_partial_is_worth_it(c))
        return QG_OK;
    enum qg_fault fault = qg_partial_begin(&partial, c);
    if (fault == QG_OK)
        fault = c->timeline != NULL ? qg_timeline_check(c) : qg_check(c);
    qg_partial_end(&partial, c);
    return fault;
}

// The acts over time; only of texts that were understood.
static enum qg_fault lay_out(struct qg_compilation *c) {
    if (qg_diag_errors(&c->diags) > 0)
        return QG_OK;
    qg_static_dates_check(c);
    return qg_timeline_make(c, &c->timeline);
}

enum qg_fault qg_compile(struct qg_compilation *c, const struct qg_policy_text *texts,
                         uint32_t count, qg_find_module *find, void *user) {
    enum qg_fault fault = qg_modules_load(c, texts, count, find, user);
    if (fault == QG_OK && !c->diags.failed)
        fault = lay_out(c);
    if (fault == QG_OK && !c->diags.failed)
        fault = check(c);
    if (goes_on(c, fault))
        fault = qg_lower(c);
    if (goes_on(c, fault))
        fault = verify(c);
    return result(c, fault);
}

enum qg_fault qg_compile_outline(struct qg_compilation *c) {
    enum qg_fault fault = qg_outline(c);
    if (fault == QG_OK)
        fault = qg_lower(c);
    if (goes_on(c, fault))
        fault = verify(c);
    return fault == QG_OK && qg_diag_errors(&c->diags) > 0 ? QG_FAULT_LIMIT : result(c, fault);
}
