// SPDX-License-Identifier: Apache-2.0
//
// A policy: its texts gathered from the embedded default, from files, folders or memory, compiled
// into one program. `use` is followed to a file beside the one that says it, and then to the
// library of templates that the command carries with it. What lies inside the command is named
// `builtin:stdlib/…`, so that nobody looks for it on the disk.
//
//     qg_policy_init(&policy);
//     qg_policy_add_path(&policy, "rules/", &problem) …
//     qg_policy_compile(&policy);        policy.program is NULL if a diagnostic is an error
//     qg_policy_render(&policy, …);      diagnostics, warnings among them
//     qg_policy_free(&policy);

#ifndef QG_POLICY_H
#define QG_POLICY_H

#include "arena.h"
#include "fault.h"
#include "program.h"
#include "source.h"
#include "str.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_compilation; // compile.h
struct qg_native;      // native.h

struct qg_policy_source {
    struct qg_str name, text; // in the policy's arena, or embedded
    uint32_t draft;           // from 1; 0: the policy itself
};

// Answers for `use`: fills in `out` with a text that stays valid until the policy is freed. False:
// it has no such module, the built-in library may.
typedef bool qg_policy_finder(void *user, struct qg_str module, struct qg_str from,
                              struct qg_policy_source *out);

struct qg_policy {
    struct qg_arena arena;                 // names and texts
    QG_VEC(struct qg_policy_source) texts; // in the order given
    uint32_t builtin;                      // how many of them the built-in policy is
    uint32_t draft;                        // to which the next texts belong; 0: the policy itself
    bool backdate;                         // drafts count as the law from the beginning
    bool unoptimised;                      // compiled without the passes that only make it faster
    qg_policy_finder *finder;              // asked first if there is one, instead of the disk
    void *finder_user;
    enum qg_fault finder_fault;         // memory ran out while a module was looked for
    struct qg_compilation *compilation; // owned; NULL before compiling
    const struct qg_program *program;   // of the compilation; NULL if it has errors
    const struct qg_native *native;     // the same compiled to C, if it is linked in; else NULL
};

void qg_policy_init(struct qg_policy *policy);
void qg_policy_free(struct qg_policy *policy);

// Adds the policy that the command carries with it: the rules of Order 300.
enum qg_fault qg_policy_add_builtin(struct qg_policy *policy);

// Appends a line for each of its acts: its name and digest.
void qg_policy_name_builtin(struct qg_text *out);

// Adds the tests of that policy; nobody but its readers needs them.
enum qg_fault qg_policy_add_builtin_tests(struct qg_policy *policy);

// What is added from now on belongs to a draft, the first or one more: to the law only in a world
// of its own.
void qg_policy_begin_draft(struct qg_policy *policy);

// Adds a copy of a text.
enum qg_fault qg_policy_add_text(struct qg_policy *policy, struct qg_str name, struct qg_str text);

// Adds a file, or every *.qagida of a folder, sorted by name and not those in folders of it.
// QG_FAULT_READ, or QG_FAULT_LIMIT for a text that is too long, with the reason in `problem`.
enum qg_fault qg_policy_add_path(struct qg_policy *policy, const char *path,
                                 struct qg_text *problem);

// The same, without a problem if there is no such folder: a policy need not have tests.
enum qg_fault qg_policy_add_folder_if_there(struct qg_policy *policy, const char *path,
                                            struct qg_text *problem);

// The names of a folder's *.qagida, sorted, each to be freed, and the list too; as scandir(3) gives
// them. How many, or -1 with errno.
struct dirent;
int qg_policy_list_folder(const char *path, struct dirent ***out);

// Whether a source of this name lies inside the command and not on the disk.
bool qg_policy_is_builtin(struct qg_str source_name);

// Compiles what was added; once. QG_OK with diagnostics too.
enum qg_fault qg_policy_compile(struct qg_policy *policy);

// The same for those who need the program, or the errors, and nothing else: if it is the built-in
// policy and no more, its program was compiled together with the command and is just taken.
enum qg_fault qg_policy_make_program(struct qg_policy *policy);

// Makes its program anew, with an outline (outline.h), for explanations of records. Of a policy
// that compiled; `program` is another one afterwards.
enum qg_fault qg_policy_outline(struct qg_policy *policy);

// How many diagnostics are errors, and how many are warnings.
uint32_t qg_policy_errors(const struct qg_policy *policy);
uint32_t qg_policy_warnings(const struct qg_policy *policy);

// Appends the diagnostics as people read them.
void qg_policy_render(const struct qg_policy *policy, struct qg_text *out, bool colour);

// The stages of the compilation as text. False for a stage that was not reached.
enum qg_policy_stage {
    QG_STAGE_TOKENS,
    QG_STAGE_TREE,
    QG_STAGE_ACTS,
    QG_STAGE_TYPES,
    QG_STAGE_IR,
    QG_STAGE_PROGRAM,
    QG_STAGE_C
};
bool qg_policy_print(struct qg_policy *policy, enum qg_policy_stage stage, struct qg_text *out);

#endif
