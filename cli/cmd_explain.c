// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "explain.h"
#include "policy_args.h"
#include "words.h"

enum { POLICY, LANGUAGE, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    [POLICY] = {"policy", 'p', "PATH", "a policy: a file or a folder (default: Order 300)"},
    [LANGUAGE] = {"lang", 0, "LANG", "language of the answer: en, ru or kk"},
    [COLOR] = {"color", 0, NULL, "colour, terminal or not"},
    [NO_COLOR] = {"no-color", 0, NULL, "no colour"},
    [HELP] = {"help", 'h', NULL, "print this"},
    {0},
};

static const char *const languages[] = {"en", "ru", "kk", NULL};

struct args {
    struct qg_words policies, names;
    int lang;   // enum qg_lang
    int colour; // enum qg_colour_wish
    int help;
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policies),
    [LANGUAGE] = QG_CHOOSES(args, lang, languages),
    [COLOR] = QG_SETS(args, colour, QG_COLOUR_ALWAYS),
    [NO_COLOR] = QG_SETS(args, colour, QG_COLOUR_NEVER),
    [HELP] = QG_SETS(args, help, true),
};

static const struct qg_arguments arguments = {options, setters, QG_ADDS(args, names)};

static bool read_args(struct args *args, int argc, char **argv, struct qg_text *problem) {
    if (!qg_options_read(&arguments, args, argc, argv, problem))
        return false;
    if (args->names.len == 0 && !args->help)
        qg_text_addz(problem, "name a rule, a paragraph, a reading or a code");
    return args->names.len > 0 || args->help;
}

// Explanations on their way. The policy is loaded when the first name asks for it: codes do not,
// and a policy that does not compile is a good reason to ask for one.
struct answer {
    struct qg_console *console;
    const struct args *args;
    struct qg_policy policy;
    bool loaded;
    struct qg_text text;
};

static int load(struct answer *answer) {
    if (!answer->loaded)
        (void)qg_policy_args_load(answer->console, &answer->policy, &answer->args->policies,
                                  (enum qg_colour_wish)answer->args->colour, true);
    answer->loaded = true;
    return answer->policy.program != NULL ? QG_EXIT_OK : QG_EXIT_FAILED;
}

static int explain_one(struct answer *answer, struct qg_str name) {
    struct qg_text problem = {0};
    int lang = answer->args->lang;
    qg_text_addz(&answer->text, answer->text.len > 0 ? "\n" : "");
    if (qg_explain_code(name, lang, &answer->text))
        return QG_EXIT_OK;
    int status = load(answer);
    if (status != QG_EXIT_OK || qg_explain(&answer->policy, name, lang, &answer->text))
        return status;
    qg_text_printf(&problem, "nothing is called `%.*s`", QG_STR_ARG(name));
    qg_explain_suggest(&answer->policy, name, &problem);
    status = qg_console_complain(qg_text_str(&problem));
    qg_text_free(&problem);
    return status;
}

static int explain(struct qg_console *console, const struct args *args) {
    struct answer answer = {.console = console, .args = args};
    int status = QG_EXIT_OK;
    for (uint32_t i = 0; i < args->names.len; i++)
        if (explain_one(&answer, qg_str_of(args->names.at[i])) != QG_EXIT_OK)
            status = QG_EXIT_FAILED;
    status = qg_console_print(console, &answer.text, status);
    qg_text_free(&answer.text);
    qg_policy_free(&answer.policy);
    return status;
}

static int run(struct qg_console *console, int argc, char **argv) {
    struct args args = {.lang = QG_LANG_EN};
    struct qg_text problem = {0};
    int status;
    if (!read_args(&args, argc, argv, &problem))
        status = qg_console_usage("explain", &problem);
    else if (args.help)
        status = qg_command_help(console, &qg_cmd_explain);
    else
        status = explain(console, &args);
    qg_words_free(&args.policies);
    qg_words_free(&args.names);
    qg_text_free(&problem);
    return status;
}

const struct qg_command qg_cmd_explain = {
    .name = "explain",
    .summary = "tell what a rule, a paragraph, a reading or a code means",
    .usage = "  qagida explain [OPTIONS] NAME...\n",
    .examples = "Tells what a name in a report means, with its citation and its text.\n\n"
                "  qagida explain P35-b\n"
                "  qagida explain --lang ru 46\n"
                "  qagida explain D0206",
    .options = options,
    .run = run,
};
