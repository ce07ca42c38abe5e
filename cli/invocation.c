// SPDX-License-Identifier: Apache-2.0

#include "invocation.h"

#include "settings_show.h"
#include "typed_words.h"

#include <string.h>

void qg_invocation_free(struct qg_invocation *call) {
    qg_vec_free(&call->words);
    qg_settings_free(&call->own);
    qg_settings_free(&call->common);
    qg_settings_file_free(&call->file);
    qg_arena_free(&call->arena);
}

// ---- the layers ----

static int option_named(const struct qg_command_line *line, const char *name) {
    for (int i = 0; line->options[i].name != NULL; i++)
        if (strcmp(line->options[i].name, name) == 0)
            return i;
    return QG_OPTION_WRONG;
}

static bool asks_for_help(const struct qg_invocation *call) {
    int help = option_named(call->own.line, "help");
    for (uint32_t i = 0; i < call->own.all.len; i++)
        if (call->own.all.at[i].option == help && !call->own.all.at[i].off)
            return qg_settings_hold(&call->own, &call->own.all.at[i]);
    return false;
}

static bool set_common(struct qg_invocation *call, struct qg_text *problem) {
    const struct qg_option_settings *common = &call->common;
    call->args = (struct qg_common_args){0};
    for (uint32_t i = 0; i < common->all.len; i++) {
        const struct qg_option_setting *s = &common->all.at[i];
        if (!s->off && qg_settings_hold(common, s) &&
            !qg_options_set(&common->line->setters[s->option], &call->args, s->where, s->value,
                            problem))
            return false;
    }
    return true;
}

static bool read_file(struct qg_invocation *call, const struct qg_command *const *commands,
                      struct qg_text *problem) {
    struct qg_settings_file *file = &call->file;
    const struct qg_settings_reader reader = {call->command, commands, &call->own, &call->common};
    if (call->args.no_config || !qg_settings_fileable(call->own.line))
        return true;
    bool found = call->args.config != NULL ? qg_settings_file_name(file, call->args.config, problem)
                                           : qg_settings_file_find(file, problem);
    if (!found || file->path.len == 0)
        return found;
    return qg_settings_file_read(file, problem) && qg_settings_file_take(file, &reader, problem);
}

// The command line says where the file is, and the file what the command line leaves open.
static bool read_layers(struct qg_invocation *call, const struct qg_command *const *commands,
                        struct qg_text *problem) {
    return qg_settings_environment(&call->common, problem) &&
           qg_settings_environment(&call->own, problem) && set_common(call, problem) &&
           read_file(call, commands, problem) && set_common(call, problem);
}

// ---- the words ----

static char *word_of(struct qg_invocation *call, const struct qg_option_setting *setting) {
    struct qg_text word = {0};
    qg_text_printf(&word, "--%s", call->own.line->options[setting->option].name);
    if (setting->value != NULL)
        qg_text_printf(&word, "=%s", setting->value);
    char *copy = word.failed ? NULL : qg_arena_copy(&call->arena, word.at, word.len);
    qg_text_free(&word);
    return copy;
}

static bool add_settings(struct qg_invocation *call) {
    for (uint32_t i = 0; i < call->own.all.len; i++) {
        const struct qg_option_setting *s = &call->own.all.at[i];
        if (s->origin == QG_ORIGIN_FLAG || s->off || !qg_settings_hold(&call->own, s))
            continue;
        char *word = word_of(call, s);
        if (word == NULL || !qg_vec_push(&call->words, word))
            return false;
    }
    return true;
}

static bool add_typed(struct qg_invocation *call, const struct qg_typed_words *typed) {
    for (uint32_t i = 0; i < typed->own.len; i++)
        if (typed->own.at[i].word != NULL && !qg_vec_push(&call->words, typed->own.at[i].word))
            return false;
    return true;
}

// ---- the call ----

static int complain(struct qg_text *problem) {
    struct qg_str lines = qg_text_str(problem);
    if (problem->failed || lines.len == 0)
        return qg_console_fault(QG_FAULT_MEMORY);
    while (lines.len > 0) {
        const char *end = memchr(lines.at, '\n', lines.len);
        size_t length = end != NULL ? (size_t)(end - lines.at) : lines.len;
        (void)qg_console_complain(qg_str_slice(lines, 0, length));
        lines = qg_str_slice(lines, length + (end != NULL), lines.len);
    }
    return QG_EXIT_FAILED;
}

static int read_words(struct qg_invocation *call, const struct qg_command *const *commands,
                      int argc, char **argv, struct qg_typed_words *typed,
                      struct qg_text *problem) {
    if (!qg_typed_words_read(typed, &call->own, &call->common, argc, argv, problem))
        return qg_command_usage(call->command, problem);
    bool ok =
        asks_for_help(call) ? set_common(call, problem) : read_layers(call, commands, problem);
    if (!ok)
        return complain(problem);
    return add_settings(call) && add_typed(call, typed) ? QG_EXIT_OK
                                                        : qg_console_fault(QG_FAULT_MEMORY);
}

int qg_invocation_read(struct qg_invocation *call, const struct qg_command *command,
                       const struct qg_command *const *commands, struct qg_console *console,
                       int argc, char **argv) {
    struct qg_typed_words typed = {0};
    struct qg_text problem = {0};
    *call = (struct qg_invocation){.command = command};
    qg_arena_init(&call->arena, "call");
    call->own.arena = call->common.arena = &call->arena;
    call->common.line = &qg_common_line;
    call->own.line = command->line_for != NULL ? command->line_for(argc, argv) : command->line;
    int status = read_words(call, commands, argc, argv, &typed, &problem);
    console->plain = call->args.plain != 0;
    console->hyperlinks = (enum qg_colour_wish)call->args.hyperlinks;
    qg_typed_words_free(&typed);
    qg_text_free(&problem);
    return status;
}

static int show(struct qg_invocation *call, struct qg_console *console) {
    struct qg_text out = {0};
    qg_settings_show(call->command->name, &call->file, &call->own, &call->common, &out);
    int status = qg_console_print(console, &out, QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

// Help is given whatever else the words ask for.
int qg_invocation_run(struct qg_invocation *call, struct qg_console *console) {
    if (call->args.show_config)
        return show(call, console);
    if (asks_for_help(call))
        return qg_command_help(console, call->command);
    struct qg_command_call made = {.console = console,
                                   .command = call->command,
                                   .line = call->own.line,
                                   .unconfined = call->args.no_sandbox != 0};
    return qg_command_call_run(&made, (int)call->words.len, call->words.at);
}

int qg_invocation_call(const struct qg_command *command, const struct qg_command *const *commands,
                       struct qg_console *console, int argc, char **argv) {
    struct qg_invocation call;
    int status = qg_invocation_read(&call, command, commands, console, argc, argv);
    if (status == QG_EXIT_OK)
        status = qg_invocation_run(&call, console);
    qg_invocation_free(&call);
    return status;
}
