// SPDX-License-Identifier: Apache-2.0

#include "check_args.h"

#include "words.h"

#include <string.h>

enum {
    POLICY,
    FORMAT,
    LANGUAGE,
    AS_OF,
    PARAM,
    READING,
    STRICT,
    SHOW,
    SELECT,
    IGNORE,
    FAIL_ON,
    ENGINE,
    INTERPRET,
    UNKNOWN,
    COLOR,
    NO_COLOR,
    HELP
};

const struct qg_option qg_check_options[] = {
    [POLICY] = {"policy", 'p', "PATH", "a policy: a file or a folder (default: Order 300)"},
    [FORMAT] = {"format", 'f', "NAME[=FILE]", "text, json or ndjson; to a file; repeatable"},
    [LANGUAGE] = {"lang", 0, "LANG", "language of the report: en, ru or kk"},
    [AS_OF] = {"as-of", 0, "DATE", "the audit date (default: that of the export)"},
    [PARAM] = {"param", 0, "NAME=VALUE", "a parameter of the policy; repeatable"},
    [READING] = {"reading", 0, "NAME=VALUE", "how an ambiguous phrase is read; repeatable"},
    [STRICT] = {"strict-readings", 0, NULL, "violated only if violated under every reading"},
    [SHOW] = {"show", 0, "LIST", "also satisfied, exempt, not_applicable, not_in_force, silenced, all"},
    [SELECT] = {"select", 0, "RULES", "only these: rule, paragraph, severity, P46*; repeatable"},
    [IGNORE] = {"ignore", 0, "RULES", "all but these; repeatable"},
    [FAIL_ON] = {"fail-on", 0, "WHAT", "what ends with 1: violated, undetermined or never"},
    [ENGINE] = {"engine", 0, "NAME", "what reads the records: bulk or jansson"},
    [INTERPRET] = {"interpret", 0, NULL, "interpret the rules, even where they are compiled to C"},
    [UNKNOWN] = {"unknown-properties", 0, NULL, "report properties that no policy knows"},
    [COLOR] = {"color", 0, NULL, "colour, terminal or not"},
    [NO_COLOR] = {"no-color", 0, NULL, "no colour"},
    [HELP] = {"help", 'h', NULL, "print this"},
    {0},
};

// ---- lists: "a,b,c" ----

// Takes the next piece of a list; false at its end.
static bool next_piece(struct qg_str *rest, struct qg_str *out) {
    size_t len = 0;
    if (rest->at == NULL)
        return false;
    while (len < rest->len && rest->at[len] != ',')
        len++;
    *out = qg_str_slice(*rest, 0, len);
    *rest = len < rest->len ? qg_str_slice(*rest, len + 1, rest->len) : (struct qg_str){0};
    return true;
}

enum { SHOW_SILENCED = 4, SHOW_ALL };

static void show(struct qg_check_args *args, int what) {
    static const enum qg_outcome outcomes[] = {QG_SATISFIED, QG_EXEMPT, QG_NOT_APPLICABLE,
                                               QG_NOT_IN_FORCE};
    for (int i = 0; i < SHOW_SILENCED; i++)
        if (what == i || what == SHOW_ALL)
            args->show[outcomes[i]] = true;
    args->show_silenced = args->show_silenced || what == SHOW_SILENCED || what == SHOW_ALL;
}

static bool read_show(struct qg_check_args *args, const char *list, struct qg_text *problem) {
    static const char *const names[] = {
        "satisfied", "exempt", "not_applicable", "not_in_force", "silenced", "all", NULL};
    struct qg_str rest = qg_str_of(list), piece;
    bool ok = true;
    while (ok && next_piece(&rest, &piece)) {
        struct qg_text name = {0};
        qg_text_add(&name, piece);
        int what = qg_options_choice("--show", name.at != NULL ? name.at : "", names, problem);
        ok = what >= 0;
        if (ok)
            show(args, what);
        qg_text_free(&name);
    }
    return ok;
}

// ---- options with a choice ----

static bool read_lang(struct qg_check_args *args, const char *value, struct qg_text *problem) {
    static const char *const names[] = {"en", "ru", "kk", NULL};
    args->lang = qg_options_choice("--lang", value, names, problem);
    return args->lang >= 0;
}

static bool read_fail_on(struct qg_check_args *args, const char *value, struct qg_text *problem) {
    static const char *const names[] = {"violated", "undetermined", "never", NULL};
    int which = qg_options_choice("--fail-on", value, names, problem);
    args->fail_on = (enum qg_fail_on)which;
    return which >= 0;
}

static bool read_engine(struct qg_check_args *args, const char *value, struct qg_text *problem) {
    static const char *const names[] = {"bulk", "jansson", NULL};
    int which = qg_options_choice("--engine", value, names, problem);
    args->engine = (enum qg_engine)which;
    return which >= 0;
}

// ---- all options ----

static bool add(struct qg_words *words, const char *word, struct qg_text *problem) {
    bool ok = qg_words_add(words, word);
    if (!ok)
        qg_text_addz(problem, "out of memory");
    return ok;
}

static bool take(struct qg_check_args *args, int option, const char *value,
                 struct qg_text *problem) {
    switch (option) {
    case QG_OPTION_OPERAND:
        return add(&args->files, value, problem);
    case POLICY:
        return add(&args->policies, value, problem);
    case FORMAT:
        return add(&args->formats, value, problem);
    case PARAM:
        return add(&args->parameters, value, problem);
    case READING:
        return add(&args->readings, value, problem);
    case SELECT:
        return add(&args->selects, value, problem);
    case IGNORE:
        return add(&args->ignores, value, problem);
    case LANGUAGE:
        return read_lang(args, value, problem);
    case SHOW:
        return read_show(args, value, problem);
    case FAIL_ON:
        return read_fail_on(args, value, problem);
    case ENGINE:
        return read_engine(args, value, problem);
    case AS_OF:
        args->as_of = value;
        break;
    case COLOR:
        args->colour = QG_COLOUR_ALWAYS;
        break;
    case NO_COLOR:
        args->colour = QG_COLOUR_NEVER;
        break;
    }
    args->strict_readings = args->strict_readings || option == STRICT;
    args->interpret = args->interpret || option == INTERPRET;
    args->unknown_properties = args->unknown_properties || option == UNKNOWN;
    args->help = args->help || option == HELP;
    return true;
}

bool qg_check_args_read(struct qg_check_args *args, int argc, char **argv,
                        struct qg_text *problem) {
    struct qg_options options = {.argc = argc, .argv = argv, .table = qg_check_options};
    *args = (struct qg_check_args){.lang = QG_LANG_EN};
    for (;;) {
        int option = qg_options_next(&options, problem);
        if (option == QG_OPTION_END)
            return true;
        if (option == QG_OPTION_WRONG || !take(args, option, options.value, problem))
            return false;
    }
}

void qg_check_args_free(struct qg_check_args *args) {
    qg_words_free(&args->policies);
    qg_words_free(&args->formats);
    qg_words_free(&args->files);
    qg_words_free(&args->parameters);
    qg_words_free(&args->readings);
    qg_words_free(&args->selects);
    qg_words_free(&args->ignores);
}
