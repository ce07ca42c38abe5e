// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "cover.h"
#include "cover_mutation.h"
#include "jobs_args.h"
#include "mutate.h"
#include "policy_args.h"
#include "readfile.h"

#include <errno.h>

enum { POLICY, MUTATE, THRESHOLD, ALLOW, FILTER, FORMAT, OUTPUT, JOBS, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    [POLICY] = {"policy", 'p', "PATH", "a policy with its tests; repeatable"},
    [MUTATE] = {"mutate", 0, NULL, "also alter the policy, and list what no test notices"},
    [THRESHOLD] = {"threshold", 0, "PERCENT",
                   "exit 1 below it (of the mutation score with --mutate)"},
    [ALLOW] = {"allow", 0, "FILE", "what is explained there may lack; anything else is exit 1"},
    [FILTER] = {"filter", 0, "TEXT", "alter only what stands in a rule or definition so named"},
    [FORMAT] = {"format", 'f', "NAME", "text, json or html"},
    [OUTPUT] = {"output", 'o', "FILE", "write the report there, whole or not at all"},
    [JOBS] = {"jobs", 'j', "N", "threads for --mutate; as many as there are cores by default"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

enum { TEXT, JSON, HTML };

static const char *const formats[] = {[TEXT] = "text", [JSON] = "json", [HTML] = "html", NULL};

struct args {
    struct qg_policy_args policy;
    const char *allow, *filter, *output;
    double threshold; // percent; negative: none
    uint64_t jobs;    // 0: as many as there are cores
    int format;
    int colour; // enum qg_colour_wish, of diagnostics
    int mutate;
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [MUTATE] = QG_SETS(args, mutate, true),
    [THRESHOLD] = QG_MEASURES(args, threshold, 0, 100),
    [ALLOW] = QG_TAKES(args, allow),
    [FILTER] = QG_TAKES(args, filter),
    [FORMAT] = QG_CHOOSES(args, format, formats),
    [OUTPUT] = QG_TAKES(args, output),
    QG_JOBS_SETTER(args),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct args initial = {.threshold = -1, .filter = ""};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, policy.paths),
                                                 sizeof(struct args), &initial};

static bool is_sound(const struct args *args, struct qg_text *problem) {
    if (!args->mutate && (*args->filter != '\0' || args->jobs > 0))
        qg_text_addz(problem, "--filter and --jobs go with --mutate");
    return problem->len == 0;
}

// ---- what is explained ----

static int read_explained(const char *path, struct qg_arena *arena,
                          struct qg_cover_explained *out) {
    struct qg_text text = {0}, problem = {0};
    errno = 0;
    enum qg_fault fault = path == NULL ? QG_OK : qg_readfile(path, QG_SOURCE_BYTES_MAX, &text);
    if (fault == QG_FAULT_READ)
        qg_text_addz(&problem, qg_readfile_reason(errno));
    else if (fault != QG_OK)
        qg_text_addz(&problem, qg_fault_text(fault));
    bool ok = fault == QG_OK && qg_explained_read(out, arena, qg_text_str(&text), &problem);
    int status = ok ? QG_EXIT_OK : qg_console_complain_of(qg_str_of(path), qg_text_str(&problem));
    qg_text_free(&text);
    qg_text_free(&problem);
    return status;
}

// ---- the report ----

static int show(struct qg_console *console, const struct args *args, const struct qg_coverage *c,
                int status) {
    static void (*const forms[])(const struct qg_coverage *, struct qg_text *) = {
        [TEXT] = qg_coverage_text,
        [JSON] = qg_coverage_json,
        [HTML] = qg_coverage_html,
    };
    struct qg_text out = {0};
    forms[args->format](c, &out);
    status = qg_console_deliver(console, &out, args->output, status);
    qg_text_free(&out);
    return status;
}

static int judge(const struct args *args, const struct qg_coverage *c) {
    struct qg_cover_share share =
        c->mutation != NULL ? qg_cover_of_mutants(c->mutation) : qg_cover_of_all(c);
    bool enough = qg_cover_percent(share) >= args->threshold;
    return enough && (args->allow == NULL || qg_cover_is_whole(c)) ? QG_EXIT_OK : QG_EXIT_FINDINGS;
}

// ---- the work ----

static int finish(struct qg_console *console, const struct args *args, struct qg_cover *cover,
                  const struct qg_cover_explained *explained) {
    enum qg_fault fault =
        qg_cover_stale(cover, explained, args->mutate != 0, qg_str_of(args->filter));
    return fault != QG_OK ? qg_console_fault(fault)
                          : show(console, args, &cover->coverage, judge(args, &cover->coverage));
}

// A score of nothing would look like a good one.
static int nothing_altered(const struct args *args) {
    struct qg_text problem = {0};
    qg_text_addz(&problem, "there is nothing to alter");
    if (*args->filter != '\0')
        qg_text_printf(&problem, ": no rule, definition or template whose name contains `%s`",
                       args->filter);
    int status = qg_console_complain(qg_text_str(&problem));
    qg_text_free(&problem);
    return status;
}

static int mutate(struct qg_console *console, const struct args *args, struct qg_proof *proof,
                  struct qg_cover *cover, struct qg_cover_explained *explained) {
    struct qg_mutate_options how = {qg_str_of(args->filter), qg_jobs_args(args->jobs)};
    struct qg_cover_mutation result;
    struct qg_mutation mutation;
    enum qg_fault fault = qg_mutate(&mutation, proof, &how);
    if (fault == QG_OK)
        fault = qg_cover_mutants(&result, &mutation, proof->c, explained);
    cover->coverage.mutation = &result;
    int status = fault != QG_OK                        ? qg_console_fault(fault)
                 : mutation.alterations.items.len == 0 ? nothing_altered(args)
                                                       : finish(console, args, cover, explained);
    cover->coverage.mutation = NULL;
    qg_mutation_free(&mutation);
    return status;
}

static int report(struct qg_console *console, const struct args *args, struct qg_proof *proof,
                  struct qg_cover *cover) {
    struct qg_cover_explained explained = {0};
    int status = read_explained(args->allow, &proof->arena, &explained);
    enum qg_fault fault = status == QG_EXIT_OK ? qg_cover_explain(cover, &explained) : QG_OK;
    if (fault != QG_OK)
        status = qg_console_fault(fault);
    else if (status == QG_EXIT_OK)
        status = args->mutate ? mutate(console, args, proof, cover, &explained)
                              : finish(console, args, cover, &explained);
    qg_explained_free(&explained);
    return status;
}

static int complain_of_test(const struct qg_compilation *c, const struct qg_decl *failed) {
    struct qg_cover_place place = qg_cover_place(c, failed->name.span);
    struct qg_text message = {0};
    qg_text_printf(&message,
                   "%.*s:%llu: this test fails; coverage is about tests that pass "
                   "(see `qagida test`)",
                   QG_STR_ARG(place.file), (unsigned long long)place.line);
    int status = qg_console_complain(qg_text_str(&message));
    qg_text_free(&message);
    return status;
}

static int cover(struct qg_console *console, const struct args *args, struct qg_proof *proof) {
    struct qg_cover cover;
    enum qg_fault fault = qg_cover(&cover, proof);
    int status;
    if (fault != QG_OK)
        status = qg_console_fault(fault);
    else if (cover.failed != NULL)
        status = complain_of_test(proof->c, cover.failed);
    else
        status = report(console, args, proof, &cover);
    qg_cover_free(&cover);
    return status;
}

static int prove(struct qg_console *console, const struct args *args,
                 const struct qg_policy *policy) {
    struct qg_proof proof;
    struct qg_text problem = {0};
    int status;
    enum qg_fault fault = qg_proof_init(&proof, policy->compilation, &problem);
    if (fault != QG_OK)
        status = qg_console_trouble(fault, &problem);
    else if (proof.tests.len == 0)
        status = qg_console_complain(QG_STR("the policy has no tests"));
    else
        status = cover(console, args, &proof);
    qg_proof_free(&proof);
    qg_text_free(&problem);
    return status;
}

static int run(struct qg_command_call *call) {
    struct args *args = call->args;
    struct qg_policy policy;
    if (!is_sound(args, &call->problem))
        return qg_command_call_usage(call);
    if (args->policy.paths.len == 0 && !qg_words_add(&args->policy.paths, "."))
        return qg_console_fault(QG_FAULT_MEMORY);
    int status = qg_policy_args_begin_tested(&policy, &args->policy);
    if (status == QG_EXIT_OK)
        status =
            qg_policy_args_compile(call->console, &policy, (enum qg_colour_wish)args->colour, true);
    if (status == QG_EXIT_OK)
        status = prove(call->console, args, &policy);
    qg_policy_free(&policy);
    return status;
}

const struct qg_command qg_cmd_coverage = {
    .name = "coverage",
    .summary = "tell what of a policy its tests prove",
    .usage = "  qagida coverage [OPTIONS] [PATH]...\n",
    .examples = "Which provisions have no rule, which outcomes of a rule no test expects:\n\n"
                "  qagida coverage policies/order-300\n"
                "  qagida coverage policies/order-300 --format html --output coverage.html\n\n"
                "Which alterations of the policy no test notices:\n\n"
                "  qagida coverage policies/order-300 --mutate --filter quorum\n"
                "  qagida coverage policies/order-300 --mutate --threshold 95 "
                "--allow policies/order-300/tests/explained.txt",
    .line = &arguments,
    .operand = "PATH",
    .no_operand = ".",
    .notes =
        "PATH is a policy's folder or a file; without one, the current folder.\n"
        "Exit status: 0, or 1 below the threshold or, with --allow, for anything that lacks and\n"
        "is not explained, or is explained and does not lack; 2 if it could not be told.\n",
    .run = run,
};
