// SPDX-License-Identifier: Apache-2.0

#include "baseline_run.h"

#include "audit_inputs.h"
#include "jobs_args.h"
#include "seed.h"
#include "version.h"

// ---- what is found ----

static enum qg_fault no_begin(struct qg_writer *w) {
    (void)w;
    return QG_OK;
}

static enum qg_fault no_verdict(struct qg_writer *w, const struct qg_verdict *verdict) {
    (void)w;
    (void)verdict;
    return QG_OK;
}

static enum qg_fault no_end(struct qg_writer *w, const struct qg_tally *tally) {
    (void)w;
    (void)tally;
    return QG_OK;
}

// What an exception covers needs no baseline, but may stand in one.
static enum qg_fault take(struct qg_writer *w, const struct qg_finding *finding) {
    struct qg_baseline_run *run = w->state;
    enum qg_baseline_standing standing = QG_STANDS_NEW;
    if (!qg_baseline_takes(finding))
        return QG_OK;
    enum qg_fault fault = qg_baseline_meet(&run->known, run->policy.program, finding, &standing);
    if (fault != QG_OK || (finding->excused != NULL && standing == QG_STANDS_NEW))
        return fault;
    return qg_baseline_add(&run->found, run->policy.program, finding);
}

static int listen(struct qg_baseline_run *run) {
    const struct qg_writer writer = {
        .state = run, .begin = no_begin, .finding = take, .verdict = no_verdict, .end = no_end};
    qg_outputs_init(&run->outputs, &run->call->console->out);
    enum qg_fault fault = qg_outputs_add_writer(&run->outputs, &writer);
    return fault == QG_OK ? QG_EXIT_OK : qg_console_fault(fault);
}

// ---- the run ----

static int set_up(struct qg_baseline_run *run) {
    const struct qg_baseline_args *args = run->args;
    enum qg_fault fault = qg_session_init(&run->session, run->policy.program, run->policy.native);
    if (fault != QG_OK)
        return qg_console_fault(fault);
    bool ok = qg_session_args_set(&run->session, &args->session, &run->call->problem);
    return ok ? QG_EXIT_OK : qg_command_call_usage(run->call);
}

static int load_known(struct qg_baseline_run *run, const char *path) {
    const struct qg_redaction *redaction = qg_pardon_files_redaction(&run->pardon);
    qg_baseline_init(&run->known, qg_seed(), redaction);
    qg_baseline_init(&run->found, qg_seed(), redaction);
    enum qg_fault fault =
        path != NULL ? qg_baseline_read(&run->known, path, &run->call->problem) : QG_OK;
    return fault == QG_OK ? QG_EXIT_OK : qg_console_trouble(fault, &run->call->problem);
}

static int go_through(struct qg_baseline_run *run) {
    const struct qg_audit_options options = {
        .run = {.strict_readings = run->args->strict_readings != 0,
                .redaction = qg_pardon_files_redaction(&run->pardon)},
        .reader = {.report_unknown = run->args->unknown_properties != 0, .seed = qg_seed()},
        .as_of_given = run->args->session.as_of != NULL,
        .version = qg_version(),
        .pardon = qg_pardon_files_pardon(&run->pardon),
        .jobs = qg_jobs_args(run->args->jobs),
    };
    const struct qg_inputs inputs = {&run->files, NULL};
    enum qg_fault fault =
        qg_audit_init(&run->audit, &run->session, &run->outputs, &options, qg_audit_inputs_notes());
    if (fault == QG_OK)
        fault = qg_audit_inputs_run(&run->audit, run->call->console, &inputs);
    return fault == QG_OK ? qg_audit_inputs_conclude(&run->audit, QG_FAIL_ON_NEVER)
                          : qg_console_fault(fault);
}

// The words behind the verb and the baseline.
static int find_files(struct qg_baseline_run *run) {
    const struct qg_words *words = &run->args->words;
    for (uint32_t i = 2; i < words->len; i++)
        if (!qg_words_add(&run->files, words->at[i]))
            return qg_console_fault(QG_FAULT_MEMORY);
    return qg_audit_inputs_find(&run->files, &run->call->problem)
               ? QG_EXIT_OK
               : qg_command_call_usage(run->call);
}

int qg_baseline_run(struct qg_baseline_run *run, struct qg_command_call *call,
                    const char *baseline) {
    const struct qg_baseline_args *args = call->args;
    *run = (struct qg_baseline_run){.call = call, .args = args};
    int status = find_files(run);
    if (status == QG_EXIT_OK)
        status = qg_policy_args_program(call->console, &run->policy, &args->policy,
                                        (enum qg_colour_wish)args->colour);
    if (status == QG_EXIT_OK)
        status = set_up(run);
    if (status == QG_EXIT_OK)
        status = qg_pardon_args_load(&run->pardon, &args->pardon, run->policy.program);
    if (status == QG_EXIT_OK)
        status = load_known(run, baseline);
    if (status == QG_EXIT_OK)
        status = listen(run);
    return status == QG_EXIT_OK ? go_through(run) : status;
}

void qg_baseline_run_free(struct qg_baseline_run *run) {
    qg_audit_free(&run->audit);
    qg_outputs_free(&run->outputs);
    qg_baseline_free(&run->found);
    qg_baseline_free(&run->known);
    qg_pardon_files_free(&run->pardon);
    qg_session_free(&run->session);
    qg_policy_free(&run->policy);
    qg_words_free(&run->files);
}

bool qg_baseline_run_looked_at(const struct qg_baseline_run *run, uint32_t entry) {
    return qg_pardon_looked_at(&run->known, entry, &run->session,
                               run->args->unknown_properties != 0);
}
