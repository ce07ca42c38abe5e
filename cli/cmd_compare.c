// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "compare.h"
#include "policy_args.h"
#include "session_args.h"
#include "version.h"
#include "words.h"

enum {
    POLICY,
    WITH,
    AS_ENACTED,
    RULE,
    SEED,
    LIMIT,
    FORMAT,
    OUTPUT,
    LANGUAGE,
    AS_OF,
    PARAM,
    READING,
    COLOR,
    NO_COLOR,
    HELP
};

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    [WITH] = {"with", 'w', "PATH", "a draft; with two of them, the first against the second"},
    [AS_ENACTED] = {"as-enacted", 0, NULL, "drafts govern only from the day that they name on"},
    [RULE] = {"rule", 0, "RULES", "only these: rule, paragraph, severity, P46*; repeatable"},
    [SEED] = {"seed", 0, "FILE", "begin with the records of this file; repeatable"},
    [LIMIT] = {"limit", 0, "N", "dossiers to be tried for each rule (default: 50000)"},
    [FORMAT] = {"format", 'f', "NAME", "text or json"},
    [OUTPUT] = {"output", 'o', "FILE", "write there, whole or not at all"},
    [LANGUAGE] = {"lang", 0, "LANG", "language of messages: en, ru or kk"},
    [AS_OF] = {"as-of", 0, "DATE", "the audit date (default: none)"},
    QG_SESSION_VALUES,
    QG_COLOUR_OPTIONS("colour in diagnostics: always, auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

static const char *const formats[] = {"text", "json", NULL};

struct args {
    struct qg_policy_args policy;
    struct qg_words drafts, seeds, operands;
    struct qg_session_args session;
    const char *output;
    uint64_t limit;
    int json; // 1: JSON instead of text
    int lang, colour, as_enacted;
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [WITH] = QG_ADDS(args, drafts),
    [AS_ENACTED] = QG_SETS(args, as_enacted, true),
    [RULE] = QG_ADDS(args, session.selects),
    [SEED] = QG_ADDS(args, seeds),
    [LIMIT] = QG_COUNTS(args, limit, 1, 1e9),
    [FORMAT] = QG_CHOOSES(args, json, formats),
    [OUTPUT] = QG_TAKES(args, output),
    [LANGUAGE] = QG_CHOOSES(args, lang, qg_lang_names),
    QG_SESSION_VALUE_SETTERS(args),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct args initial = {.limit = QG_COMPARE_LIMIT};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, operands),
                                                 sizeof(struct args), &initial};

// Everything that one `compare` holds, in the order in which it is made.
struct command {
    struct qg_command_call *call;
    const struct args *args;
    struct qg_policy policy;
    struct qg_session session;
    struct qg_compare_seeds seeds;
    struct qg_text out;
};

static bool is_sound(const struct args *args, struct qg_text *problem) {
    if (args->operands.len > 0)
        qg_text_printf(problem, "`%s`: a draft is named by --with, records by --seed",
                       args->operands.at[0]);
    else if (args->drafts.len == 0 || args->drafts.len > 2)
        qg_text_addz(problem, "name one draft, or two: --with PATH");
    return problem->len == 0;
}

// ---- what is compared ----

// The policy with its drafts and its tests, whose records the search begins with.
static int load(struct command *c) {
    int status = qg_policy_args_begin_tested(&c->policy, &c->args->policy);
    if (status == QG_EXIT_OK)
        status = qg_policy_args_add_drafts(&c->policy, &c->args->drafts);
    c->policy.backdate = !c->args->as_enacted;
    return status == QG_EXIT_OK ? qg_policy_args_compile(c->call->console, &c->policy,
                                                         (enum qg_colour_wish)c->args->colour, true)
                                : status;
}

static int set_up(struct command *c) {
    enum qg_fault fault = qg_session_init(&c->session, c->policy.program, c->policy.native);
    if (fault != QG_OK)
        return qg_console_fault(fault);
    c->session.worlds = UINT32_MAX;
    return qg_session_args_set(&c->session, &c->args->session, &c->call->problem)
               ? QG_EXIT_OK
               : qg_command_call_usage(c->call);
}

static int find_seeds(struct command *c) {
    enum qg_fault fault = qg_compare_seeds_init(&c->seeds, &c->policy, &c->call->problem);
    for (uint32_t i = 0; i < c->args->seeds.len && fault == QG_OK; i++)
        fault = qg_compare_seeds_file(&c->seeds, c->args->seeds.at[i], &c->call->problem);
    return fault == QG_OK ? QG_EXIT_OK : qg_console_trouble(fault, &c->call->problem);
}

// ---- comparing ----

// A disagreement was found; or there is none; or nobody knows.
static int conclude(const struct qg_compare_counts *counts) {
    const uint32_t *ends = counts->ends;
    if (ends[QG_COMPARE_DISAGREEMENT] > 0)
        return QG_EXIT_FINDINGS;
    if (ends[QG_COMPARE_UNSETTLED] + ends[QG_COMPARE_POPULATION] + counts->flags == 0)
        return QG_EXIT_OK;
    return qg_console_complain(
        QG_STR("no disagreement was found, which does not settle that there is none"));
}

static int compare(struct command *c) {
    bool two = c->args->drafts.len == 2;
    struct qg_run_facts run = qg_session_facts(&c->session, qg_version(), c->args->lang);
    struct qg_compare_facts facts = {
        .run = &run,
        .names = {two ? c->args->drafts.at[0] : "the law without the draft",
                  c->args->drafts.at[two ? 1 : 0]},
        .backdated = !c->args->as_enacted,
    };
    struct qg_comparison comparison = {
        .session = &c->session,
        .seeds = &c->seeds,
        .worlds = {two ? 1 : 0, two ? 2 : 1},
        .limit = c->args->limit,
        .facts = &facts,
        .format = c->args->json != 0 ? &qg_compare_json : &qg_compare_text,
    };
    enum qg_fault fault = qg_compare(&comparison, &c->out);
    if (fault != QG_OK)
        return qg_console_fault(fault);
    int status = qg_console_deliver(c->call->console, &c->out, c->args->output, QG_EXIT_OK);
    return status == QG_EXIT_OK ? conclude(&comparison.counts) : status;
}

static int work(struct command *c) {
    int status = load(c);
    if (status == QG_EXIT_OK)
        status = set_up(c);
    if (status == QG_EXIT_OK)
        status = find_seeds(c);
    return status == QG_EXIT_OK ? compare(c) : status;
}

static void release(struct command *c) {
    qg_compare_seeds_free(&c->seeds);
    qg_session_free(&c->session);
    qg_policy_free(&c->policy);
    qg_text_free(&c->out);
}

static int run(struct qg_command_call *call) {
    struct command c = {.call = call, .args = call->args};
    int status = is_sound(c.args, &call->problem) ? work(&c) : qg_command_call_usage(call);
    release(&c);
    return status;
}

const struct qg_command qg_cmd_compare = {
    .name = "compare",
    .summary = "a smallest dossier on which two versions of the law disagree",
    .usage = "  qagida compare --with DRAFT [OPTIONS]\n"
             "  qagida compare --with DRAFT --with DRAFT [OPTIONS]\n",
    .examples =
        "Looks, without any data, for a smallest dossier on which the law as it stands and the law "
        "with\na draft disagree (or the law with one draft and with another), rule by rule.\n\n"
        "  qagida compare --with d1.qagida\n"
        "  qagida compare --with d1.qagida --with d2.qagida --rule P46-a\n"
        "  qagida compare -p my-policy/ --with draft.qagida --seed dossier.json --format json",
    .line = &arguments,
    .operand = "NAME",
    .notes =
        "It walks the boundaries of every threshold that the two versions contain, around records "
        "to\nbegin with: yours, those of the policy's tests, and an example made of the schema. A "
        "draft\ncounts as the law from the beginning, unless --as-enacted. Where nothing is found, "
        "it is told\nwhether the search was exhaustive over that boundary grid.\n"
        "Exit status: 0 no disagreement, 1 a disagreement was found, 2 none was found and the "
        "search\nwas not exhaustive, or the job could not be done.\n",
    .run = run,
};
