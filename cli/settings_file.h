// SPDX-License-Identifier: Apache-2.0
//
// The file of settings, `qagida.yaml`: what somebody would otherwise write on every command line of
// a folder. Its keys are the long options. What stands at the top is said of `check`, and of every
// other command whose option of that name is the same one; what stands below the name of a command
// is said of that command, and goes before.
//
// It is looked for in the working folder and those above it, up to one that holds `.git` (a
// repository is somebody's, what is above it is not) or the root of the file system. Paths in it
// are relative to the folder where it lies.
#ifndef QG_SETTINGS_FILE_H
#define QG_SETTINGS_FILE_H

#include "command.h"
#include "notation.h"
#include "settings.h"

struct qg_settings_file {
    struct qg_text path;   // as it is named in complaints: "../qagida.yaml"; empty: there is none
    struct qg_text folder; // where it lies, with its slash; empty: the working folder
    struct qg_notation notation;
    bool read; // the notation is to be freed
};

void qg_settings_file_free(struct qg_settings_file *file);

// Finds the file; there may be none. False with the reason in `problem`: two files, no memory.
bool qg_settings_file_find(struct qg_settings_file *file, struct qg_text *problem);

// Takes the file at `path` instead.
bool qg_settings_file_name(struct qg_settings_file *file, const char *path,
                           struct qg_text *problem);

// Reads the file that was found; false with the complaints in `problem`, a line each.
bool qg_settings_file_read(struct qg_settings_file *file, struct qg_text *problem);

// Whose settings are wanted, among which others.
struct qg_settings_reader {
    const struct qg_command *command;
    const struct qg_command *const *commands; // NULL at the end; the first is the one whose options
                                              // stand at the top
    struct qg_option_settings *own, *common;  // where they go
};

// Adds what the file says of a command. What is wrong anywhere in the file is complained about,
// whatever command it concerns: false, with the complaints in `problem`.
bool qg_settings_file_take(struct qg_settings_file *file, const struct qg_settings_reader *reader,
                           struct qg_text *problem);

#endif
