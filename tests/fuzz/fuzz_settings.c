// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a file of settings, read for every command in turn: it is taken, or refused with a
// reason; and what is taken can be shown.

#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): memfd_create

#include "fuzz_file.h"

#include "common_args.h"
#include "settings_file.h"
#include "settings_show.h"

enum { LONGEST = 1 << 14 };

static void demand(bool holds) {
    if (!holds)
        abort();
}

static void take(const char *path, const struct qg_command *command) {
    struct qg_settings_file file = {0};
    struct qg_arena arena;
    struct qg_text problem = {0}, shown = {0};
    struct qg_option_settings own = {.line = command->line, .arena = &arena};
    struct qg_option_settings common = {.line = &qg_common_line, .arena = &arena};
    const struct qg_settings_reader reader = {command, qg_commands(), &own, &common};
    qg_arena_init(&arena, "fuzz");
    bool taken = qg_settings_file_name(&file, path, &problem) &&
                 qg_settings_file_read(&file, &problem) &&
                 qg_settings_file_take(&file, &reader, &problem);
    demand(taken || problem.len > 0);
    if (taken)
        qg_settings_show(command->name, &file, &own, &common, &shown);
    qg_settings_free(&own);
    qg_settings_free(&common);
    qg_settings_file_free(&file);
    qg_text_free(&problem);
    qg_text_free(&shown);
    qg_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > LONGEST)
        return 0;
    struct fuzz_file file = fuzz_file_open(data, size);
    take(file.path, qg_command_named("check"));
    take(file.path, qg_command_named("baseline"));
    take(file.path, qg_command_named("fmt"));
    fuzz_file_close(&file);
    return 0;
}
