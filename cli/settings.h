// SPDX-License-Identifier: Apache-2.0
//
// What the options of a command are set to, and by whom: the command line before the environment
// (`QAGIDA_<OPTION>`) before a file of settings. Every layer says the same things in the same
// words, those of the table of options, so an option that is added to a table can be set by each of
// them without a line of code. What the two lower layers say becomes words of the command line in
// front of those that were typed, and no command knows of them.
//
// A layer that sets an option sets it whole: `--select` does not add to what the file selects. Only
// pairs (NAME=VALUE) are set one by one. Two options that write to the same place are one in this,
// as are an option and operands that are kept with its values.
#ifndef QG_SETTINGS_H
#define QG_SETTINGS_H

#include "arena.h"
#include "options.h"
#include "vec.h"

enum qg_origin { QG_ORIGIN_FILE, QG_ORIGIN_VARIABLE, QG_ORIGIN_FLAG };

struct qg_option_setting {
    int option; // its place in the table
    enum qg_origin origin;
    const char *value; // NULL: of an option without one
    bool off;          // an option without a value that is not to hold
    const char *where; // who says so: "qagida.yaml:3:7", "QAGIDA_LANG", "--lang"
};

// The settings of one table of options. Their texts belong to whoever added them, or to the arena.
struct qg_option_settings {
    const struct qg_command_line *line;
    struct qg_arena *arena; // not owned
    QG_VEC(struct qg_option_setting) all;
};

void qg_settings_free(struct qg_option_settings *settings);

// Adds one; false if out of memory.
bool qg_settings_add(struct qg_option_settings *settings, const struct qg_option_setting *setting);

// Whether a value may be given to an option by someone who calls the option `what`; else the reason
// is in `problem`.
bool qg_settings_check(const struct qg_command_line *line, int option, const char *what,
                       const char *value, struct qg_text *problem);

// Whether an option may be set by that layer.
bool qg_settings_allow(const struct qg_command_line *line, int option, enum qg_origin origin);

// Whether a file can say anything of these options.
bool qg_settings_fileable(const struct qg_command_line *line);

// Adds what the environment says; false with the reason in `problem`.
bool qg_settings_environment(struct qg_option_settings *settings, struct qg_text *problem);

// The variable that sets an option, in the arena; NULL if out of memory.
const char *qg_settings_variable(struct qg_arena *arena, const struct qg_option *option);

// Whether a setting is in force: nobody who comes before it sets the same.
bool qg_settings_hold(const struct qg_option_settings *settings,
                      const struct qg_option_setting *setting);

// Whether anybody sets the option, in force or not; `from` on.
bool qg_settings_given(const struct qg_option_settings *settings, int option, enum qg_origin from);

#endif
