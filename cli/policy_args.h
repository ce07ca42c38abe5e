// SPDX-License-Identifier: Apache-2.0
//
// What a command line says of the policy, and what every command about one does alike: gather it
// from `-p` (or the embedded default) and compile it, complaining about what is wrong.

#ifndef QG_POLICY_ARGS_H
#define QG_POLICY_ARGS_H

#include "console.h"
#include "options.h"
#include "policy.h"

struct qg_policy_args {
    struct qg_words paths; // none: the built-in one
    int unoptimised;
};

// The row of --policy, where its place is called so. In the struct of a command's arguments those
// of the policy are called `policy`.
#define QG_POLICY_OPTION                                                                           \
    [POLICY] = {"policy", 'p', "PATH", "a policy: a file or a folder (default: Order 300)"}

// What -O takes; not the first of them, which is the default: unoptimised.
extern const char *const qg_optimise_levels[];

// Loads the policy and compiles it. Gives QG_EXIT_OK with a program, or complains. `quiet` leaves
// warnings out while there is no error. The policy is to be freed whatever this gave.
int qg_policy_args_load(struct qg_console *console, struct qg_policy *policy,
                        const struct qg_policy_args *args, enum qg_colour_wish colour, bool quiet);

// The same for a command that needs the program and nothing else of the policy
// (qg_policy_make_program).
int qg_policy_args_program(struct qg_console *console, struct qg_policy *policy,
                           const struct qg_policy_args *args, enum qg_colour_wish colour);

// The same with drafts (qg_policy_begin_draft), one for each path; `backdate` as in struct
// qg_policy.
int qg_policy_args_load_drafts(struct qg_console *console, struct qg_policy *policy,
                               const struct qg_policy_args *args, const struct qg_words *drafts,
                               bool backdate, enum qg_colour_wish colour);

// Begins the policy: with the texts that the command line names, the built-in one if there are
// none, or complains. To be freed whatever this gave.
int qg_policy_args_begin(struct qg_policy *policy, const struct qg_policy_args *args);

// The same with the tests of each: those in its folder `tests` if it has one.
int qg_policy_args_begin_tested(struct qg_policy *policy, const struct qg_policy_args *args);

// Adds drafts, one for each path.
int qg_policy_args_add_drafts(struct qg_policy *policy, const struct qg_words *drafts);

// Compiles what was begun, as qg_policy_args_load does.
int qg_policy_args_compile(struct qg_console *console, struct qg_policy *policy,
                           enum qg_colour_wish colour, bool quiet);

#endif
