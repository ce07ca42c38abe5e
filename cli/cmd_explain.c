// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "explain.h"
#include "explain_options.h"
#include "explain_record.h"
#include "policy_args.h"
#include "words.h"

struct args {
    struct qg_policy_args policy;
    struct qg_words names;
    int json;      // 1: JSON instead of text
    int lang;      // enum qg_lang
    int colour;    // enum qg_colour_wish
    int misplaced; // an option that goes with --record
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [FORMAT] = QG_CHOOSES(args, json, qg_explain_formats),
    [LANGUAGE] = QG_CHOOSES(args, lang, qg_lang_names),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
    [RECORD] = QG_SETS_FLAG(args, misplaced, RECORD),
    [CERTIFICATION] = QG_SETS_FLAG(args, misplaced, CERTIFICATION),
    [SHOW] = QG_SETS_FLAG(args, misplaced, SHOW),
    [AS_OF] = QG_SETS_FLAG(args, misplaced, AS_OF),
    [PARAM] = QG_SETS_FLAG(args, misplaced, PARAM),
    [READING] = QG_SETS_FLAG(args, misplaced, READING),
    [ASCII] = QG_SETS_FLAG(args, misplaced, ASCII),
};

static const struct qg_command_line arguments = {qg_explain_options, setters, QG_ADDS(args, names),
                                                 sizeof(struct args), NULL};

static bool is_sound(const struct args *args, struct qg_text *problem) {
    if (args->misplaced != 0)
        qg_text_printf(problem, "--%s goes with --record",
                       qg_explain_options[args->misplaced].name);
    else if (args->names.len == 0)
        qg_text_addz(
            problem,
            "name a rule, a paragraph, a reading, an exemption, a flag, a table or a code");
    return problem->len == 0;
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

// With its tests, which tell what a rule means by example.
static int load(struct answer *answer) {
    if (!answer->loaded &&
        qg_policy_args_begin_tested(&answer->policy, &answer->args->policy) == QG_EXIT_OK)
        (void)qg_policy_args_compile(answer->console, &answer->policy,
                                     (enum qg_colour_wish)answer->args->colour, true);
    answer->loaded = true;
    return answer->policy.program != NULL ? QG_EXIT_OK : QG_EXIT_FAILED;
}

static int unknown(const struct answer *answer, struct qg_str name) {
    struct qg_text problem = {0};
    qg_text_printf(&problem, "nothing is called `%.*s`", QG_STR_ARG(name));
    qg_explain_suggest(&answer->policy, name, &problem);
    int status = qg_console_complain(qg_text_str(&problem));
    qg_text_free(&problem);
    return status;
}

static int explain_one(struct answer *answer, struct qg_str name) {
    struct qg_explain_options how = {answer->args->lang, answer->args->json != 0};
    struct qg_text one = {0};
    int status = QG_EXIT_OK;
    if (!qg_explain_code(name, &how, &one)) {
        status = load(answer);
        if (status == QG_EXIT_OK && !qg_explain(&answer->policy, name, &how, &one))
            status = unknown(answer, name);
    }
    if (one.len > 0 && answer->text.len > 0)
        qg_text_addz(&answer->text, how.json ? ",\n " : "\n");
    qg_text_add(&answer->text, qg_text_str(&one));
    answer->text.failed = answer->text.failed || one.failed;
    qg_text_free(&one);
    return status;
}

// As JSON it is an array, however many were asked for.
static int print(struct answer *answer, int status) {
    struct qg_text out = {0};
    if (!answer->args->json)
        return qg_console_print(answer->console, &answer->text, status);
    qg_text_char(&out, '[');
    qg_text_add(&out, qg_text_str(&answer->text));
    qg_text_addz(&out, "]\n");
    out.failed = out.failed || answer->text.failed;
    status = qg_console_print(answer->console, &out, status);
    qg_text_free(&out);
    return status;
}

static int explain(struct qg_console *console, const struct args *args) {
    struct answer answer = {.console = console, .args = args};
    int status = QG_EXIT_OK;
    for (uint32_t i = 0; i < args->names.len; i++)
        if (explain_one(&answer, qg_str_of(args->names.at[i])) != QG_EXIT_OK)
            status = QG_EXIT_FAILED;
    status = print(&answer, status);
    qg_text_free(&answer.text);
    qg_policy_free(&answer.policy);
    return status;
}

static const struct qg_command_line *line_for(int argc, char **argv) {
    return qg_explain_record_asked(argc, argv) ? &qg_explain_record_line : &arguments;
}

static int run(struct qg_command_call *call) {
    if (call->line == &qg_explain_record_line)
        return qg_explain_record(call);
    if (!is_sound(call->args, &call->problem))
        return qg_command_call_usage(call);
    return explain(call->console, call->args);
}

const struct qg_command qg_cmd_explain = {
    .name = "explain",
    .summary = "tell what a name in a report means, or why a record has its findings",
    .usage = "  qagida explain [OPTIONS] NAME...\n" QG_RECORD_USAGE,
    .examples = "Tells what a name in a report means: of a rule its words, exceptions, readings,\n"
                "tests and text; with --record, why and why not of one record, as a tree.\n\n"
                "  qagida explain P35-b\n"
                "  qagida explain --lang ru 46\n"
                "  qagida explain --format json pregnant majority_base\n"
                "  qagida explain D0206\n"
                "  qagida explain --record D-0000011 export.ndjson\n"
                "  qagida explain --record D-0000011 46 P35-b --format json export.ndjson",
    .line = &arguments,
    .operand = "RULES",
    .line_for = line_for,
    .run = run,
};
