// SPDX-License-Identifier: Apache-2.0

#include "explain_record.h"

#include "command.h"
#include "explain_options.h"
#include "inquiry.h"
#include "policy_args.h"
#include "seed.h"
#include "session_args.h"
#include "version.h"
#include "words.h"

#include <string.h>
#include <unistd.h>

// What --show can ask for; exempt and not in force are shown anyhow.
enum { SHOWN_SATISFIED, SHOWN_NOT_APPLICABLE, SHOWN_EXEMPT, SHOWN_NOT_IN_FORCE, SHOWN_ALL, SHOWN };

static const char *const shown[SHOWN + 1] = {
    "satisfied", "not_applicable", "exempt", "not_in_force", "all", NULL};
struct args {
    struct qg_policy_args policy;
    struct qg_words operands;
    struct qg_session_args session; // without rules
    const char *record, *certification;
    int json; // 1: JSON instead of text
    bool shown[SHOWN];
    int lang;   // enum qg_lang
    int colour; // enum qg_colour_wish
    int ascii;
};

struct explain {
    struct qg_command_call *call;
    const struct args *args;
    struct qg_policy policy;
    struct qg_session session;
    struct qg_inquiry inquiry;
    struct qg_words files;
    struct qg_text out;
};

bool qg_explain_record_asked(int argc, char **argv) {
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--record") == 0 || strncmp(argv[i], "--record=", 9) == 0)
            return true;
    return false;
}

// ---- arguments ----

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [FORMAT] = QG_CHOOSES(args, json, qg_explain_formats),
    [LANGUAGE] = QG_CHOOSES(args, lang, qg_lang_names),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
    [RECORD] = QG_TAKES_FLAG(args, record),
    [CERTIFICATION] = QG_TAKES_FLAG(args, certification),
    [SHOW] = QG_MARKS(args, shown, shown),
    QG_SESSION_VALUE_SETTERS(args),
    [ASCII] = QG_SETS(args, ascii, true),
};

const struct qg_command_line qg_explain_record_line = {
    qg_explain_options, setters, QG_ADDS(args, operands), sizeof(struct args), NULL};

// ---- rules and files ----

// `doubt` is what the session said of the word; of that only the suggestion is of use here.
static void neither(struct explain *e, const char *word, const struct qg_text *doubt) {
    const char *hint = doubt->at != NULL ? strstr(doubt->at, "; did you mean") : NULL;
    qg_text_printf(&e->call->problem, "`%s` is neither a rule of the policy nor a file%s", word,
                   hint != NULL ? hint : "");
}

// An operand is a rule if the policy has it, else a file: "46" is a paragraph, "./46" a file.
static bool sort_operand(struct explain *e, const char *word) {
    struct qg_text doubt = {0};
    bool rule = strcmp(word, "-") != 0 && qg_session_select(&e->session, qg_str_of(word), &doubt);
    bool file = !rule && (strcmp(word, "-") == 0 || access(word, F_OK) == 0);
    if (file)
        file = qg_words_add(&e->files, word);
    else if (!rule)
        neither(e, word, &doubt);
    qg_text_free(&doubt);
    return rule || file;
}

static bool sort_operands(struct explain *e) {
    const struct qg_words *words = &e->args->operands;
    bool selected = false;
    for (uint32_t i = 0; i < words->len; i++) {
        uint32_t files = e->files.len;
        if (!sort_operand(e, words->at[i]))
            return false;
        selected = selected || e->files.len == files;
    }
    e->session.any_selected = selected; // a word that is no rule was asked about, too
    if (e->files.len > 0)
        return true;
    if (isatty(STDIN_FILENO) != 0) {
        qg_text_addz(&e->call->problem, "no file of records is named");
        return false;
    }
    return qg_words_add(&e->files, "-");
}

static int set_up(struct explain *e) {
    enum qg_fault fault = qg_policy_outline(&e->policy);
    if (fault == QG_OK)
        fault = qg_session_init(&e->session, e->policy.program, NULL);
    if (fault != QG_OK)
        return qg_console_fault(fault);
    bool ok =
        sort_operands(e) && qg_session_args_set(&e->session, &e->args->session, &e->call->problem);
    return ok ? QG_EXIT_OK : qg_command_call_usage(e->call);
}

// ---- the inquiry ----

static struct qg_inquiry_options inquiry_options(const struct explain *e) {
    const struct args *args = e->args;
    struct qg_inquiry_options o = {
        .record = qg_str_of(args->record),
        .lang = args->lang,
        .colour = qg_console_colours(e->call->console, (enum qg_colour_wish)args->colour, false),
        .ascii = args->ascii || !qg_console_draws(e->call->console),
        .as_of_given = args->session.as_of != NULL,
        .version = qg_version(),
        .seed = qg_seed(),
        .format = args->json != 0 ? &qg_why_json : &qg_why_text,
    };
    if (args->certification != NULL)
        o.certification = qg_str_of(args->certification);
    for (int i = 0; i < QG_OUTCOMES; i++)
        o.show[i] = true;
    o.show[QG_SATISFIED] = args->shown[SHOWN_SATISFIED] || args->shown[SHOWN_ALL];
    o.show[QG_NOT_APPLICABLE] = args->shown[SHOWN_NOT_APPLICABLE] || args->shown[SHOWN_ALL];
    return o;
}

static int look(struct explain *e) {
    struct qg_inquiry_options o = inquiry_options(e);
    enum qg_fault fault = qg_inquiry_init(&e->inquiry, &e->policy, &e->session, &o, &e->out);
    int status = QG_EXIT_OK;
    for (uint32_t i = 0; i < e->files.len && fault == QG_OK; i++) {
        fault = qg_inquiry_file(&e->inquiry, e->files.at[i], &e->call->problem);
        if (e->call->problem.len == 0)
            continue;
        status = qg_console_complain(qg_text_str(&e->call->problem));
        qg_text_clear(&e->call->problem);
        fault = QG_OK;
    }
    if (fault != QG_OK)
        return qg_console_fault(fault);
    if (!qg_inquiry_conclude(&e->inquiry, &e->call->problem))
        return qg_console_complain(qg_text_str(&e->call->problem));
    return qg_console_print(e->call->console, &e->out, status);
}

static int explain(struct explain *e) {
    int status = qg_policy_args_load(e->call->console, &e->policy, &e->args->policy,
                                     (enum qg_colour_wish)e->args->colour, true);
    if (status == QG_EXIT_OK)
        status = set_up(e);
    return status == QG_EXIT_OK ? look(e) : status;
}

// ---- the command ----

static void release(struct explain *e) {
    qg_inquiry_free(&e->inquiry);
    qg_session_free(&e->session);
    qg_policy_free(&e->policy);
    qg_words_free(&e->files);
    qg_text_free(&e->out);
}

int qg_explain_record(struct qg_command_call *call) {
    struct explain e = {.call = call, .args = call->args};
    int status = explain(&e);
    release(&e);
    return status;
}
