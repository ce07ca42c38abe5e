// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "audit_inputs.h"
#include "format_args.h"
#include "impact.h"
#include "impact_out.h"
#include "jobs_args.h"
#include "policy_args.h"
#include "seed.h"
#include "session_args.h"
#include "version.h"
#include "words.h"

#include <stdlib.h>

enum {
    POLICY,
    WITH,
    BACKDATE,
    BY,
    FORMAT,
    LANGUAGE,
    AS_OF,
    PARAM,
    READING,
    SELECT,
    IGNORE,
    FAIL_ON,
    JOBS,
    COLOR,
    NO_COLOR,
    HELP
};

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    [WITH] = {"with", 'w', "PATH", "a draft: a file or folder with its amendments; repeatable"},
    [BACKDATE] = {"backdate", 0, NULL, "as if the drafts had always been the law"},
    [BY] = {"by", 0, "FIELD", "count what changes by this field of a record; repeatable"},
    [FORMAT] = {"format", 'f', "NAME[=FILE]", "text, json, csv or html; to a file; repeatable"},
    [LANGUAGE] = {"lang", 0, "LANG", "language of the report: en, ru or kk"},
    QG_SESSION_OPTIONS,
    [FAIL_ON] = {"fail-on", 0, "WHAT", "what ends with 1: never, unlawful or change"},
    QG_JOBS_OPTION,
    QG_COLOUR_OPTIONS("colour in diagnostics: always, auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

enum fail_on { FAIL_ON_NEVER, FAIL_ON_UNLAWFUL, FAIL_ON_CHANGE };
static const char *const fail_ons[] = {"never", "unlawful", "change", NULL};

struct args {
    struct qg_policy_args policy;
    struct qg_words drafts, groups, formats, files;
    struct qg_session_args session;
    uint64_t jobs; // 0: not given
    int lang, colour, fail_on, backdate;
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [WITH] = QG_ADDS(args, drafts),
    [BACKDATE] = QG_SETS(args, backdate, true),
    [BY] = QG_ADDS(args, groups),
    [FORMAT] = QG_ADDS_OF(args, formats, qg_impact_writer_formats),
    [LANGUAGE] = QG_CHOOSES(args, lang, qg_lang_names),
    QG_SESSION_SETTERS(args),
    [FAIL_ON] = QG_CHOOSES(args, fail_on, fail_ons),
    QG_JOBS_SETTER(args),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, files),
                                                 sizeof(struct args), NULL};

// Everything that one `impact` holds, in the order in which it is made.
struct command {
    struct qg_command_call *call;
    struct args *args;
    struct qg_policy policy;
    struct qg_session session;
    struct qg_run_facts run_facts;
    struct qg_impact_facts facts;
    struct qg_str *names, *groups; // owned; [of the facts]
    struct qg_text *name_texts;    // owned
    struct qg_impact_out out;
    struct qg_impact impact;
    struct qg_worlds_listener heard; // the impact's
    struct qg_audit audit;
};

// ---- the policy with its drafts ----

static int load(struct command *c) {
    if (c->args->drafts.len == 0) {
        qg_text_addz(&c->call->problem, "no draft is named: --with PATH");
        return qg_command_call_usage(c->call);
    }
    return qg_policy_args_load_drafts(c->call->console, &c->policy, &c->args->policy,
                                      &c->args->drafts, c->args->backdate != 0,
                                      (enum qg_colour_wish)c->args->colour);
}

// A draft is called by its amendments.
static bool name_draft(struct command *c, uint32_t draft) {
    const struct qg_program *program = c->policy.program;
    struct qg_text *text = &c->name_texts[draft - 1];
    for (uint32_t i = 0; i < program->amendment_count; i++) {
        const struct qg_amendment *a = &program->amendments[i];
        if (a->worlds != 1U << draft)
            continue;
        qg_text_addz(text, text->len > 0 ? "+" : "");
        qg_text_add(text, a->name);
    }
    if (text->len == 0)
        qg_text_printf(&c->call->problem, "%s: there is no amendment in this draft",
                       c->args->drafts.at[draft - 1]);
    c->names[draft - 1] = qg_text_str(text);
    return !text->failed && c->call->problem.len == 0;
}

static bool add_group(struct command *c, uint32_t at, const char *path, bool asked) {
    if (!qg_impact_groups_has(&c->policy.program->schema, qg_str_of(path))) {
        if (asked)
            qg_text_printf(&c->call->problem, "--by: no record has a plain value at `%s`", path);
        return !asked;
    }
    c->groups[at] = qg_str_of(path);
    c->facts.group_count++;
    return true;
}

// What is counted by: as asked, else what dossiers have.
static bool find_groups(struct command *c) {
    static const char *const usual[] = {"institution.id", "institution.subordination",
                                        "person.regime"};
    enum { USUAL = sizeof usual / sizeof usual[0] };
    bool ok = true;
    c->groups = calloc((size_t)c->args->groups.len + USUAL, sizeof *c->groups);
    for (uint32_t i = 0; c->groups != NULL && i < c->args->groups.len && ok; i++)
        ok = add_group(c, c->facts.group_count, c->args->groups.at[i], true);
    for (uint32_t i = 0; c->groups != NULL && c->args->groups.len == 0 && i < USUAL; i++)
        (void)add_group(c, c->facts.group_count, usual[i], false);
    c->facts.groups = c->groups;
    return ok && c->groups != NULL;
}

static int find_facts(struct command *c) {
    c->facts = (struct qg_impact_facts){.run = &c->run_facts,
                                        .draft_count = c->args->drafts.len,
                                        .backdated = c->args->backdate != 0};
    c->names = calloc(c->args->drafts.len, sizeof *c->names);
    c->name_texts = calloc(c->args->drafts.len, sizeof *c->name_texts);
    if (c->names == NULL || c->name_texts == NULL)
        return qg_console_fault(QG_FAULT_MEMORY);
    c->facts.drafts = c->names;
    for (uint32_t d = 1; d <= c->args->drafts.len; d++)
        if (!name_draft(c, d))
            return c->call->problem.len > 0 ? qg_console_complain(qg_text_str(&c->call->problem))
                                            : qg_console_fault(QG_FAULT_MEMORY);
    if (find_groups(c))
        return QG_EXIT_OK;
    return c->call->problem.len > 0 ? qg_command_call_usage(c->call)
                                    : qg_console_fault(QG_FAULT_MEMORY);
}

// ---- settings ----

static int set_up(struct command *c) {
    enum qg_fault fault = qg_session_init(&c->session, c->policy.program, c->policy.native);
    if (fault != QG_OK)
        return qg_console_fault(fault);
    c->session.worlds = UINT32_MAX;
    if (!qg_session_args_set(&c->session, &c->args->session, &c->call->problem))
        return qg_command_call_usage(c->call);
    return QG_EXIT_OK;
}

static int open_outputs(struct command *c) {
    qg_impact_out_init(&c->out, &c->facts, &c->call->console->out);
    if (!qg_format_args_check(&c->args->formats, qg_impact_writer_formats(), &c->call->problem))
        return qg_command_call_usage(c->call);
    enum qg_fault fault = qg_impact_out_open(&c->out, &c->args->formats, &c->call->problem);
    return fault == QG_OK ? QG_EXIT_OK : qg_console_trouble(fault, &c->call->problem);
}

// ---- the run ----

static const void *extract(const void *user, const struct qg_case_worlds *record,
                           struct qg_arena *arena) {
    const struct command *c = user;
    return c->heard.extract(c->heard.user, record, arena);
}

// The audit date may come from the export, so the facts of the run are settled with the first
// record.
static enum qg_fault hear(void *user, const void *extract) {
    struct command *c = user;
    c->run_facts.as_of = c->session.as_of;
    return c->heard.hear(c->heard.user, extract);
}

static int conclude(const struct command *c) {
    int status = qg_audit_inputs_conclude(&c->audit, QG_FAIL_ON_NEVER);
    for (uint32_t d = 1; d <= c->facts.draft_count && status == QG_EXIT_OK; d++) {
        const uint64_t *turns = c->impact.totals.worlds[d].turns;
        for (int t = 0; t < QG_IMPACT_TURNS; t++)
            if (turns[t] > 0 && (c->args->fail_on == FAIL_ON_CHANGE ||
                                 (c->args->fail_on == FAIL_ON_UNLAWFUL && t == QG_IMPACT_UNLAWFUL)))
                status = QG_EXIT_FINDINGS;
    }
    return status;
}

static int broken_off(struct command *c, enum qg_fault fault) {
    struct qg_text problem = {0};
    if (fault == QG_FAULT_WRITE)
        qg_impact_out_explain(&c->out, &problem);
    int status = qg_command_call_broken_off(c->call, fault, &problem);
    qg_text_free(&problem);
    return status;
}

static struct qg_audit_options audit_options(struct command *c) {
    struct qg_audit_options made = {
        .run = {.worlds = c->facts.draft_count + 1},
        .reader = {.seed = qg_seed()},
        .lang = c->args->lang,
        .as_of_given = c->args->session.as_of != NULL,
        .version = qg_version(),
        .listener = {c, extract, hear},
        .jobs = qg_jobs_args(c->args->jobs),
    };
    made.run.languages[c->args->lang] = true;
    return made;
}

static enum qg_fault go_through(struct command *c) {
    struct qg_audit_options made = audit_options(c);
    c->run_facts = qg_session_facts(&c->session, qg_version(), c->args->lang);
    c->run_facts.spares = &c->call->spares;
    enum qg_fault fault = qg_impact_init(&c->impact, c->policy.program, &c->facts);
    qg_impact_write(&c->impact, c->out.writers, c->out.count);
    c->heard = qg_impact_listener(&c->impact);
    if (fault == QG_OK)
        fault = qg_audit_init(&c->audit, &c->session, NULL, &made, qg_audit_inputs_notes());
    if (fault == QG_OK)
        fault = qg_audit_inputs_run(&c->audit, c->call->console,
                                    &(struct qg_inputs){.files = &c->args->files});
    if (fault == QG_OK)
        fault = qg_impact_end(&c->impact, &c->audit.run.tally);
    return fault == QG_OK ? qg_impact_out_close(&c->out) : fault;
}

static int find_impact(struct command *c) {
    int status = qg_audit_inputs_find(&c->args->files, &c->call->problem)
                     ? QG_EXIT_OK
                     : qg_command_call_usage(c->call);
    if (status == QG_EXIT_OK)
        status = load(c);
    if (status == QG_EXIT_OK)
        status = find_facts(c);
    if (status == QG_EXIT_OK)
        status = set_up(c);
    if (status == QG_EXIT_OK)
        status = open_outputs(c);
    if (status != QG_EXIT_OK)
        return status;
    enum qg_fault fault = go_through(c);
    return fault == QG_OK ? conclude(c) : broken_off(c, fault);
}

static void release(struct command *c) {
    qg_audit_free(&c->audit);
    qg_impact_free(&c->impact);
    qg_impact_out_free(&c->out);
    qg_session_free(&c->session);
    for (uint32_t i = 0; c->name_texts != NULL && i < c->args->drafts.len; i++)
        qg_text_free(&c->name_texts[i]);
    free(c->name_texts);
    free(c->names);
    free(c->groups);
    qg_policy_free(&c->policy);
}

static int run(struct qg_command_call *call) {
    struct command c = {.call = call, .args = call->args};
    int status = find_impact(&c);
    release(&c);
    return status;
}

const struct qg_command qg_cmd_impact = {
    .name = "impact",
    .summary = "what an amendment changes on real records",
    .usage = "  qagida impact --with DRAFT [OPTIONS] [FILE|-]...\n",
    .examples =
        "Judges records under the law as it stands and under the law with each draft, in one "
        "pass,\n"
        "and tells which certifications change, why, and what it comes to.\n\n"
        "  qagida impact --with d1.qagida export.ndjson\n"
        "  qagida impact --with d1.qagida --with d2.qagida --backdate export.ndjson\n"
        "  qagida impact --with d1.qagida --by institution.id --format html=impact.html -\n",
    .line = &arguments,
    .operand = "RECORDS",
    .notes = "Without --backdate a draft governs from the day that it names on.\n"
             "Exit status: 0 done, 1 as --fail-on asks, 2 could not do the job.\n",
    .run = run,
};
