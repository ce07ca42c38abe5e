// SPDX-License-Identifier: Apache-2.0

#include "explain_record.h"

#include "command.h"
#include "inquiry.h"
#include "session_args.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { POLICY, FORMAT, LANGUAGE, COLOR, NO_COLOR, HELP, QG_RECORD_OPTION_NAMES };

static const struct qg_option options[] = {
    [POLICY] = {"policy", 'p', "PATH", "a policy: a file or a folder (default: Order 300)"},
    [FORMAT] = {"format", 'f', "NAME", "text or json"},
    [LANGUAGE] = {"lang", 0, "LANG", "language of the answer: en, ru or kk"},
    [COLOR] = {"color", 0, NULL, "colour, terminal or not"},
    [NO_COLOR] = {"no-color", 0, NULL, "no colour"},
    [HELP] = {"help", 'h', NULL, "print this"},
    QG_RECORD_OPTIONS,
    {0},
};

struct args {
    struct qg_words policies, operands, parameters, readings;
    const char *record, *certification, *as_of;
    const struct qg_why_format *format;
    bool show[QG_OUTCOMES];
    int lang;
    enum qg_colour_wish colour;
    bool ascii, help;
};

struct explain {
    struct qg_console *console;
    struct args args;
    struct qg_policy policy;
    struct qg_session session;
    struct qg_inquiry inquiry;
    struct qg_words files;
    struct qg_text problem, out;
};

bool qg_explain_record_asked(int argc, char **argv) {
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--record") == 0 || strncmp(argv[i], "--record=", 9) == 0)
            return true;
    return false;
}

// ---- arguments ----

static bool show_one(struct args *args, const char *name, struct qg_text *problem) {
    static const char *const names[] = {
        "satisfied", "not_applicable", "exempt", "not_in_force", "all", NULL};
    static const enum qg_outcome outcomes[] = {QG_SATISFIED, QG_NOT_APPLICABLE, QG_EXEMPT,
                                               QG_NOT_IN_FORCE};
    int which = qg_options_choice("--show", name, names, problem);
    for (int i = 0; i < 4; i++)
        if (which == i || which == 4)
            args->show[outcomes[i]] = true;
    return which >= 0;
}

static bool read_show(struct args *args, const char *list, struct qg_text *problem) {
    bool ok = true;
    for (const char *at = list; at != NULL && ok;) {
        const char *comma = strchr(at, ',');
        struct qg_text piece = {0};
        qg_text_add(&piece, (struct qg_str){at, comma != NULL ? (size_t)(comma - at) : strlen(at)});
        ok = show_one(args, piece.at != NULL ? piece.at : "", problem);
        qg_text_free(&piece);
        at = comma != NULL ? comma + 1 : NULL;
    }
    return ok;
}

static bool read_lang(struct args *args, const char *value, struct qg_text *problem) {
    static const char *const names[] = {"en", "ru", "kk", NULL};
    args->lang = qg_options_choice("--lang", value, names, problem);
    return args->lang >= 0;
}

static bool read_format(struct args *args, const char *value, struct qg_text *problem) {
    static const char *const names[] = {"text", "json", NULL};
    static const struct qg_why_format *const formats[] = {&qg_why_text, &qg_why_json};
    int which = qg_options_choice("--format", value, names, problem);
    if (which >= 0)
        args->format = formats[which];
    return which >= 0;
}

static bool take(struct args *args, int option, const char *value, struct qg_text *problem) {
    switch (option) {
    case QG_OPTION_OPERAND:
        return qg_words_add(&args->operands, value);
    case POLICY:
        return qg_words_add(&args->policies, value);
    case PARAM:
        return qg_words_add(&args->parameters, value);
    case READING:
        return qg_words_add(&args->readings, value);
    case LANGUAGE:
        return read_lang(args, value, problem);
    case FORMAT:
        return read_format(args, value, problem);
    case SHOW:
        return read_show(args, value, problem);
    case RECORD:
        args->record = value;
        break;
    case CERTIFICATION:
        args->certification = value;
        break;
    case AS_OF:
        args->as_of = value;
        break;
    case COLOR:
    case NO_COLOR:
        args->colour = option == COLOR ? QG_COLOUR_ALWAYS : QG_COLOUR_NEVER;
        break;
    }
    args->ascii = args->ascii || option == ASCII;
    args->help = args->help || option == HELP;
    return true;
}

static bool read_args(struct args *args, int argc, char **argv, struct qg_text *problem) {
    struct qg_options o = {.argc = argc, .argv = argv, .table = options};
    int option;
    *args = (struct args){.lang = QG_LANG_EN, .format = &qg_why_text};
    args->show[QG_VIOLATED] = args->show[QG_UNDETERMINED] = true;
    args->show[QG_EXEMPT] = args->show[QG_NOT_IN_FORCE] = true;
    while ((option = qg_options_next(&o, problem)) != QG_OPTION_END)
        if (option == QG_OPTION_WRONG || !take(args, option, o.value, problem))
            return false;
    return true;
}

static int usage(struct explain *e) {
    return qg_console_usage("explain", &e->problem);
}

// ---- rules and files ----

// `doubt` is what the session said of the word; of that only the suggestion is of use here.
static void neither(struct explain *e, const char *word, const struct qg_text *doubt) {
    const char *hint = doubt->at != NULL ? strstr(doubt->at, "; did you mean") : NULL;
    qg_text_printf(&e->problem, "`%s` is neither a rule of the policy nor a file%s", word,
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
    const struct qg_words *words = &e->args.operands;
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
        qg_text_addz(&e->problem, "no file of records is named");
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
    const struct qg_session_args named = {
        .parameters = &e->args.parameters, .readings = &e->args.readings, .as_of = e->args.as_of};
    bool ok = sort_operands(e) && qg_session_args_set(&e->session, &named, &e->problem);
    return ok ? QG_EXIT_OK : usage(e);
}

// ---- the inquiry ----

// Whether the characters of the trees can be expected to be shown: the locale's, by its name.
static bool is_utf8_locale(void) {
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *locale = NULL;
    for (int i = 0; i < 3 && (locale == NULL || locale[0] == '\0'); i++)
        locale = getenv(variables[i]);
    return locale != NULL && (strstr(locale, "UTF-8") != NULL || strstr(locale, "utf8") != NULL);
}

static struct qg_inquiry_options inquiry_options(const struct explain *e) {
    const struct args *args = &e->args;
    struct qg_inquiry_options o = {
        .record = qg_str_of(args->record),
        .lang = args->lang,
        .colour = qg_console_colours(e->console, args->colour, false),
        .ascii = args->ascii || !is_utf8_locale(),
        .as_of_given = args->as_of != NULL,
        .version = qg_version(),
        .format = args->format,
    };
    if (args->certification != NULL)
        o.certification = qg_str_of(args->certification);
    memcpy(o.show, args->show, sizeof o.show);
    return o;
}

static int look(struct explain *e) {
    struct qg_inquiry_options o = inquiry_options(e);
    enum qg_fault fault = qg_inquiry_init(&e->inquiry, &e->policy, &e->session, &o, &e->out);
    int status = QG_EXIT_OK;
    for (uint32_t i = 0; i < e->files.len && fault == QG_OK; i++) {
        fault = qg_inquiry_file(&e->inquiry, e->files.at[i], &e->problem);
        if (e->problem.len == 0)
            continue;
        status = qg_console_complain(qg_text_str(&e->problem));
        qg_text_clear(&e->problem);
        fault = QG_OK;
    }
    if (fault != QG_OK)
        return qg_console_fault(fault);
    if (!qg_inquiry_conclude(&e->inquiry, &e->problem))
        return qg_console_complain(qg_text_str(&e->problem));
    return qg_console_print(e->console, &e->out, status);
}

static int explain(struct explain *e) {
    int status =
        qg_policy_args_load(e->console, &e->policy, &e->args.policies, e->args.colour, true);
    if (status == QG_EXIT_OK)
        status = set_up(e);
    return status == QG_EXIT_OK ? look(e) : status;
}

// ---- the command ----

static void release(struct explain *e) {
    qg_inquiry_free(&e->inquiry);
    qg_session_free(&e->session);
    qg_policy_free(&e->policy);
    qg_words_free(&e->args.policies);
    qg_words_free(&e->args.operands);
    qg_words_free(&e->args.parameters);
    qg_words_free(&e->args.readings);
    qg_words_free(&e->files);
    qg_text_free(&e->problem);
    qg_text_free(&e->out);
    free(e);
}

int qg_explain_record(struct qg_console *console, int argc, char **argv) {
    struct explain *e = calloc(1, sizeof *e);
    int status;
    if (e == NULL)
        return qg_console_fault(QG_FAULT_MEMORY);
    e->console = console;
    if (!read_args(&e->args, argc, argv, &e->problem))
        status = usage(e);
    else if (e->args.help)
        status = qg_command_help(console, &qg_cmd_explain);
    else
        status = explain(e);
    release(e);
    return status;
}
