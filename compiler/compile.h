// SPDX-License-Identifier: Apache-2.0
//
// The compiler's front door: policy text in, verified program out. One page of stages; each stage
// can be looked at (`qagida compile --emit=…`). The stdlib is loaded by whoever drives the
// compiler, through the `find` callback, never by the compiler itself.

#ifndef QG_COMPILE_H
#define QG_COMPILE_H

#include "arena.h"
#include "diag.h"
#include "fault.h"
#include "outline.h"
#include "program.h"
#include "source.h"
#include "text.h"
#include "tree.h"
#include "typed.h"

// One text of a policy. `name` is shown in diagnostics.
// One of a draft belongs to the law only in the draft's world (timeline.h).
struct qg_policy_text {
    struct qg_str name, text;
    uint32_t draft; // from 1; 0: the policy itself
};

// Finds the module `module` ("calendar.kz") for the file called `from`. Fills in `out` (name and
// text must stay valid during the compilation) and returns true; false if there is none.
typedef bool qg_find_module(void *user, struct qg_str module, struct qg_str from,
                            struct qg_policy_text *out);

// What the compilation knows of one file beside its tree. A policy's own files see each other;
// every other name has to be brought into view by `use`.
struct qg_module {
    struct qg_str name;   // the stem of the file, or what `use` called it
    bool policy;          // one of the texts that were given, not found by `use`
    uint32_t draft;       // of that text
    const uint32_t *uses; // indices of the files that it names in `use`
    uint32_t use_count;
};

struct qg_compile_options {
    bool backdate;    // drafts have been the law from the beginning
    bool unoptimised; // no pass that only makes the program faster or smaller: what every optimised
                      // program is held against
};

// A compilation and everything it made. The arena owns all but the sources and diagnostics.
struct qg_compilation {
    struct qg_arena arena;
    struct qg_sources sources;
    struct qg_diag_list diags;
    struct qg_file **files;       // all texts, policy files first, modules as they were first used;
                                  // while an edition is checked, that edition's
    struct qg_module *modules;    // one for each file
    struct qg_file *const *given; // the files as they were given
    struct qg_timeline *timeline; // NULL if no act is amended
    struct qg_compile_options options;
    bool more_to_come; // an edition is checked that is not the last
    uint32_t file_count;
    struct qg_typed *typed;     // NULL if there were errors before
    struct qg_program *program; // NULL if there were errors
    struct qg_outline *outline; // of `program`, after qg_compile_outline; else NULL
    bool lenient;               // tables may have gaps and overlaps: for trying alterations
    struct qg_flaw flaw;        // what QG_FAULT_BUG was about
};

enum qg_fault qg_compilation_init(struct qg_compilation *c);
void qg_compilation_free(struct qg_compilation *c);

// Runs every stage over `texts`. QG_OK even when there are diagnostics: then `program` is NULL if
// any is an error. A fault is about the machine (memory) or a bug (the verifier refused).
enum qg_fault qg_compile(struct qg_compilation *c, const struct qg_policy_text *texts,
                         uint32_t count, qg_find_module *find, void *user);

// Makes the program of a compilation that succeeded once more, with its outline: the same tables
// and functions, and behind them the probes. QG_FAULT_LIMIT if the probes make it too large.
enum qg_fault qg_compile_outline(struct qg_compilation *c);

// The stages behind it.
enum qg_fault qg_modules_load(struct qg_compilation *c, const struct qg_policy_text *texts,
                              uint32_t count, qg_find_module *find,
                              void *user);          // parse, follow `use`
enum qg_fault qg_check(struct qg_compilation *c);   // resolve, expand templates, type -> c->typed
enum qg_fault qg_lower(struct qg_compilation *c);   // -> IR -> c->program
enum qg_fault qg_outline(struct qg_compilation *c); // -> c->outline, and probes in c->typed

// Listings for `--emit=types` and `--emit=ir`.
void qg_typed_print(const struct qg_typed *typed, struct qg_text *out);
enum qg_fault qg_ir_print(struct qg_compilation *c, struct qg_text *out);

#endif
