// SPDX-License-Identifier: Apache-2.0

#include "proof.h"

#include "fixture.h"
#include "session.h"
#include "test_setting.h"

static void name_test(const struct qg_proof *proof, const struct qg_decl *decl,
                      struct qg_text *problem) {
    const struct qg_source *source = qg_sources_at(&proof->c->sources, decl->name.span.source);
    struct qg_place place = qg_source_place(source, decl->name.span.start);
    struct qg_text why = *problem;
    *problem = (struct qg_text){0};
    qg_text_printf(problem, "%.*s:%llu: %.*s", QG_STR_ARG(source->name),
                   (unsigned long long)place.line, QG_STR_ARG(qg_text_str(&why)));
    qg_text_free(&why);
}

static enum qg_fault add(struct qg_proof *proof, const struct qg_decl *decl,
                         struct qg_text *problem) {
    struct qg_text json = {0};
    bool built = qg_fixture_json(&decl->as.test.given, proof->c->files, proof->c->file_count, &json,
                                 problem);
    struct qg_proof_test test = {decl, {NULL, json.len}};
    bool refused = !built && problem->len > 0;
    if (refused)
        name_test(proof, decl, problem);
    else if (built && !json.failed)
        test.json.at = qg_arena_copy(&proof->arena, json.at, json.len);
    bool kept = test.json.at != NULL && qg_vec_push(&proof->tests, test);
    qg_text_free(&json);
    return refused ? QG_FAULT_READ : kept ? QG_OK : QG_FAULT_MEMORY;
}

enum qg_fault qg_proof_init(struct qg_proof *proof, const struct qg_compilation *c,
                            struct qg_text *problem) {
    enum qg_fault fault = QG_OK;
    *proof = (struct qg_proof){.c = c};
    qg_arena_init(&proof->arena, "records of tests");
    for (uint32_t i = 0; i < c->file_count; i++)
        for (const struct qg_decl *d = c->files[i]->decls.first; d != NULL; d = d->next)
            if (fault == QG_OK && d->kind == QG_DECL_TEST)
                fault = add(proof, d, problem);
    return fault;
}

void qg_proof_free(struct qg_proof *proof) {
    qg_vec_free(&proof->tests);
    qg_arena_free(&proof->arena);
}

enum qg_fault qg_proof_run(const struct qg_proof *proof, const struct qg_proof_test *test,
                           const struct qg_program *program, struct qg_proof_part part,
                           struct qg_trial *trial) {
    struct qg_session session;
    struct qg_text problem = {0};
    enum qg_fault fault = qg_session_init(&session, program, NULL);
    if (fault == QG_OK &&
        !qg_test_settings_make(&session, proof->c, &test->decl->as.test, &problem))
        fault = problem.len > 0 ? QG_FAULT_READ : QG_FAULT_MEMORY;
    if (fault == QG_OK)
        fault = qg_trial_run_part(trial, &session, test->json, part.enabled, part.calm);
    qg_text_free(&problem);
    qg_session_free(&session);
    return fault;
}
