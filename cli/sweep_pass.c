// SPDX-License-Identifier: Apache-2.0

#include "sweep_pass.h"

#include "audit_inputs.h"
#include "impact.h"
#include "seed.h"
#include "version.h"

#include <stdlib.h>

// Everything that one pass holds, in the order in which it is made.
struct pass {
    const struct qg_sweep_setting *setting;
    const struct qg_sweep_slice *slice;
    struct qg_policy policy;
    struct qg_session session;
    struct qg_run_facts run;
    struct qg_impact_facts facts;
    struct qg_impact impact;
    struct qg_audit audit;
};

// ---- compiling ----

static int gather(struct pass *pass, uint32_t from, uint32_t to) {
    int status = qg_policy_args_begin(&pass->policy, pass->setting->policy);
    for (uint32_t i = from; i < to && status == QG_EXIT_OK; i++) {
        const struct qg_sweep_point *point = &pass->slice->points[i];
        if (point->stands)
            continue;
        enum qg_fault fault =
            qg_sweep_add_draft(&pass->policy, pass->setting->change, point->value);
        if (fault != QG_OK)
            status = qg_console_fault(fault);
    }
    enum qg_fault fault = status == QG_EXIT_OK ? qg_policy_compile(&pass->policy) : QG_OK;
    return fault == QG_OK ? status : qg_console_fault(fault);
}

static int complain_of_draft(struct pass *pass) {
    struct qg_text text = {0};
    const struct qg_sweep_setting *setting = pass->setting;
    qg_policy_render(&pass->policy, &text,
                     qg_console_colours(setting->console, setting->colour, true));
    qg_console_show(&text);
    qg_text_clear(&text);
    qg_text_printf(&text, "%s: the act cannot be changed so", setting->change->option);
    int status = qg_console_complain(qg_text_str(&text));
    qg_text_free(&text);
    return status;
}

// What is wrong with one draft is mostly wrong with all: only the first such value is told of.
static int complain_of_first(struct pass *pass) {
    const struct qg_sweep_slice *slice = pass->slice;
    for (uint32_t i = slice->from; i < slice->to; i++) {
        qg_policy_free(&pass->policy);
        int status = gather(pass, i, i + 1);
        if (status != QG_EXIT_OK)
            return status;
        if (qg_policy_errors(&pass->policy) > 0)
            return complain_of_draft(pass);
    }
    return qg_console_fault(QG_FAULT_BUG); // drafts of different worlds cannot collide
}

static int compile(struct pass *pass) {
    int status = gather(pass, pass->slice->from, pass->slice->to);
    if (status == QG_EXIT_OK && qg_policy_errors(&pass->policy) > 0)
        status = complain_of_first(pass);
    return status;
}

// ---- judging ----

static int set_up(struct pass *pass) {
    struct qg_text problem = {0};
    enum qg_fault fault =
        qg_session_init(&pass->session, pass->policy.program, pass->policy.native);
    if (fault != QG_OK)
        return qg_console_fault(fault);
    pass->session.worlds = UINT32_MAX;
    int status = QG_EXIT_OK;
    if (!qg_session_args_set(&pass->session, pass->setting->session, &problem))
        status = qg_console_usage("sweep", &problem);
    qg_text_free(&problem);
    return status;
}

static void say_nothing(void *user, struct qg_str line) {
    (void)user;
    (void)line;
}

static enum qg_fault judge(struct pass *pass) {
    const struct qg_sweep_setting *setting = pass->setting;
    const struct qg_audit_options options = {
        .run = {.worlds = pass->policy.draft + 1},
        .reader = {.seed = qg_seed()},
        .as_of_given = setting->session->as_of != NULL,
        .version = qg_version(),
        .listener = qg_impact_listener(&pass->impact),
        .jobs = setting->jobs,
    };
    const struct qg_audit_notes silent = {NULL, say_nothing};
    pass->run = (struct qg_run_facts){.program = pass->policy.program};
    pass->facts = (struct qg_impact_facts){.run = &pass->run, .draft_count = pass->policy.draft};
    enum qg_fault fault = qg_impact_init(&pass->impact, pass->policy.program, &pass->facts);
    if (fault == QG_OK)
        fault = qg_audit_init(&pass->audit, &pass->session, NULL, &options,
                              pass->slice->first ? qg_audit_inputs_notes() : silent);
    if (fault == QG_OK)
        fault = qg_audit_inputs_run(&pass->audit, setting->console,
                                    &(struct qg_inputs){.files = setting->files});
    return fault == QG_OK ? qg_impact_end(&pass->impact, &pass->audit.run.tally) : fault;
}

static void collect(struct pass *pass, struct qg_sweep_tally *tally) {
    const struct qg_impact_totals *totals = &pass->impact.totals;
    const struct qg_sweep_slice *slice = pass->slice;
    uint32_t world = 1;
    for (uint32_t i = slice->from; i < slice->to; i++)
        if (!slice->points[i].stands)
            slice->points[i].world = totals->worlds[world++];
    tally->standing = totals->worlds[0];
    tally->records = totals->records;
    tally->not_audited = totals->not_audited;
    tally->unreadable = totals->unreadable;
    tally->as_of = pass->session.as_of;
    if (slice->first)
        tally->status = qg_audit_inputs_conclude(&pass->audit, QG_FAIL_ON_NEVER);
}

static void release(struct pass *pass) {
    qg_audit_free(&pass->audit);
    qg_impact_free(&pass->impact);
    qg_session_free(&pass->session);
    qg_policy_free(&pass->policy);
    free(pass);
}

int qg_sweep_pass(const struct qg_sweep_setting *setting, const struct qg_sweep_slice *slice,
                  struct qg_sweep_tally *tally) {
    struct pass *pass = calloc(1, sizeof *pass);
    if (pass == NULL)
        return qg_console_fault(QG_FAULT_MEMORY);
    pass->setting = setting;
    pass->slice = slice;
    int status = compile(pass);
    if (status == QG_EXIT_OK)
        status = set_up(pass);
    enum qg_fault fault = status == QG_EXIT_OK ? judge(pass) : QG_OK;
    if (fault != QG_OK)
        status = qg_console_fault(fault);
    else if (status == QG_EXIT_OK)
        collect(pass, tally);
    release(pass);
    return status;
}
