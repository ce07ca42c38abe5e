// SPDX-License-Identifier: Apache-2.0
//
// `--format NAME[=FILE]`, as often as one likes: which format, and where it goes.

#ifndef QG_FORMAT_ARGS_H
#define QG_FORMAT_ARGS_H

#include "options.h"
#include "outputs.h"

// Where a report goes: the file, or NULL for the standard output.
const char *qg_format_args_file(const char *word);

// The place of its format in `names` (NULL at the end), or -1 with the reason in `problem`.
int qg_format_args_format(const char *word, const char *const *names, struct qg_text *problem);

// Whether every word names a format, and no two go to one place; else the reason is in `problem`.
bool qg_format_args_check(const struct qg_words *words, const char *const *names,
                          struct qg_text *problem);

// Opens the reports of a check, as text where no format is named. The words must have passed that
// check. A fault as of qg_outputs_add.
enum qg_fault qg_format_args_open(struct qg_outputs *outputs, const struct qg_words *words,
                                  struct qg_text *problem);

#endif
