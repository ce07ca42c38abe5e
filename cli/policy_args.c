// SPDX-License-Identifier: Apache-2.0

#include "policy_args.h"

const char *const qg_optimise_levels[] = {"1", "0", NULL};

// Adds what lies at `path`.
static int add(struct qg_policy *policy, const char *path) {
    struct qg_text problem = {0};
    enum qg_fault fault = qg_policy_add_path(policy, path, &problem);
    int status = fault == QG_OK ? QG_EXIT_OK : qg_console_trouble(fault, &problem);
    qg_text_free(&problem);
    return status;
}

// A folder's tests lie in its folder `tests`.
static int add_tests(struct qg_policy *policy, const char *path) {
    struct qg_text folder = {0}, problem = {0};
    qg_text_printf(&folder, "%s/tests", path);
    enum qg_fault fault = folder.failed
                              ? QG_FAULT_MEMORY
                              : qg_policy_add_folder_if_there(policy, folder.at, &problem);
    int status = QG_EXIT_OK;
    if (fault != QG_OK)
        status = qg_console_trouble(fault, &problem);
    qg_text_free(&folder);
    qg_text_free(&problem);
    return status;
}

static int begin(struct qg_policy *policy, const struct qg_policy_args *args, bool tested) {
    int status = QG_EXIT_OK;
    qg_policy_init(policy);
    policy->unoptimised = args->unoptimised != 0;
    for (uint32_t i = 0; i < args->paths.len && status == QG_EXIT_OK; i++) {
        status = add(policy, args->paths.at[i]);
        if (status == QG_EXIT_OK && tested)
            status = add_tests(policy, args->paths.at[i]);
    }
    enum qg_fault fault = args->paths.len == 0 ? qg_policy_add_builtin(policy) : QG_OK;
    if (fault == QG_OK && args->paths.len == 0 && tested)
        fault = qg_policy_add_builtin_tests(policy);
    return fault == QG_OK ? status : qg_console_fault(fault);
}

int qg_policy_args_begin(struct qg_policy *policy, const struct qg_policy_args *args) {
    return begin(policy, args, false);
}

int qg_policy_args_begin_tested(struct qg_policy *policy, const struct qg_policy_args *args) {
    return begin(policy, args, true);
}

static void show_diagnostics(const struct qg_policy *policy, bool colour) {
    struct qg_text text = {0};
    qg_policy_render(policy, &text, colour);
    qg_console_show(&text);
    qg_text_free(&text);
}

// What making the program came to.
static int judge(struct qg_console *console, const struct qg_policy *policy, enum qg_fault fault,
                 enum qg_colour_wish colour, bool quiet) {
    uint32_t errors = qg_policy_errors(policy);
    if (fault == QG_FAULT_MEMORY) // what is said of a policy that could not be held may be wrong
        return qg_console_fault(fault);
    if (errors > 0 || !quiet)
        show_diagnostics(policy, qg_console_colours(console, colour, true));
    if (fault != QG_OK)
        return qg_console_fault(fault);
    if (errors > 0)
        return qg_console_complain(QG_STR("the policy does not compile"));
    return policy->program != NULL ? QG_EXIT_OK : qg_console_fault(QG_FAULT_BUG);
}

int qg_policy_args_compile(struct qg_console *console, struct qg_policy *policy,
                           enum qg_colour_wish colour, bool quiet) {
    return judge(console, policy, qg_policy_compile(policy), colour, quiet);
}

int qg_policy_args_load(struct qg_console *console, struct qg_policy *policy,
                        const struct qg_policy_args *args, enum qg_colour_wish colour, bool quiet) {
    int status = qg_policy_args_begin(policy, args);
    return status == QG_EXIT_OK ? qg_policy_args_compile(console, policy, colour, quiet) : status;
}

int qg_policy_args_program(struct qg_console *console, struct qg_policy *policy,
                           const struct qg_policy_args *args, enum qg_colour_wish colour) {
    int status = qg_policy_args_begin(policy, args);
    return status == QG_EXIT_OK
               ? judge(console, policy, qg_policy_make_program(policy), colour, true)
               : status;
}

int qg_policy_args_add_drafts(struct qg_policy *policy, const struct qg_words *drafts) {
    int status = QG_EXIT_OK;
    if (drafts->len >= QG_WORLD_LIMIT)
        status = qg_console_complain(QG_STR("at most 31 drafts can be compared at a time"));
    for (uint32_t i = 0; i < drafts->len && status == QG_EXIT_OK; i++) {
        qg_policy_begin_draft(policy);
        status = add(policy, drafts->at[i]);
    }
    return status;
}

int qg_policy_args_load_drafts(struct qg_console *console, struct qg_policy *policy,
                               const struct qg_policy_args *args, const struct qg_words *drafts,
                               bool backdate, enum qg_colour_wish colour) {
    int status = qg_policy_args_begin(policy, args);
    if (status == QG_EXIT_OK)
        status = qg_policy_args_add_drafts(policy, drafts);
    policy->backdate = backdate;
    return status == QG_EXIT_OK ? qg_policy_args_compile(console, policy, colour, true) : status;
}
