// SPDX-License-Identifier: Apache-2.0
//
// What every command that audits records does alike: go through the inputs, show how far it is,
// and say what could not be read.

#ifndef QG_AUDIT_INPUTS_H
#define QG_AUDIT_INPUTS_H

#include "audit.h"
#include "console.h"
#include "import.h"
#include "options.h"

// Without a file, records come from the standard input, unless somebody sits at it: then false with
// the reason in `problem`.
bool qg_audit_inputs_find(struct qg_words *files, struct qg_text *problem);

// Where the audit's notes go: to the standard error.
struct qg_audit_notes qg_audit_inputs_notes(void);

struct qg_inputs {
    const struct qg_words *files; // paths; "-": the standard input
    const char *stdin_name;       // what to call that; NULL: "-"
};

// Goes through the files, then ends the audit.
enum qg_fault qg_audit_inputs_run(struct qg_audit *audit, struct qg_console *console,
                                  const struct qg_inputs *inputs);

// Goes through the records of an import, then ends the audit. What is wrong with its tables as such
// comes behind what is found in the records.
enum qg_fault qg_audit_inputs_run_import(struct qg_audit *audit, const struct qg_import *import);

// What --fail-on takes: enum qg_fail_on.
extern const char *const qg_fail_on_names[];

// The exit status of a run that ended, with a complaint where not all was read or judged.
int qg_audit_inputs_conclude(const struct qg_audit *audit, enum qg_fail_on fail_on);

#endif
