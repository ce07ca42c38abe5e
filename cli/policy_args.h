// SPDX-License-Identifier: Apache-2.0
//
// What every command about a policy does alike: gather it from `-p` (or the embedded default) and
// compile it, complaining about what is wrong.

#ifndef QG_POLICY_ARGS_H
#define QG_POLICY_ARGS_H

#include "console.h"
#include "options.h"
#include "policy.h"

// Loads the policies at `paths`, the built-in one if there are none, and compiles them. Gives
// QG_EXIT_OK with a program, or complains. `quiet` leaves warnings out while there is no error.
// The policy is to be freed whatever this gave.
int qg_policy_args_load(struct qg_console *console, struct qg_policy *policy,
                        const struct qg_words *paths, enum qg_colour_wish colour, bool quiet);

// The same for a command that needs the program and nothing else of the policy
// (qg_policy_make_program).
int qg_policy_args_program(struct qg_console *console, struct qg_policy *policy,
                           const struct qg_words *paths, enum qg_colour_wish colour);

// The same with drafts (qg_policy_begin_draft), one for each path; `backdate` as in struct
// qg_policy.
int qg_policy_args_load_drafts(struct qg_console *console, struct qg_policy *policy,
                               const struct qg_words *paths, const struct qg_words *drafts,
                               bool backdate, enum qg_colour_wish colour);

// The second halves of the first two, for a policy whose texts were added otherwise or that has
// settings of its own.
int qg_policy_args_compile(struct qg_console *console, struct qg_policy *policy,
                           enum qg_colour_wish colour, bool quiet);
int qg_policy_args_make(struct qg_console *console, struct qg_policy *policy,
                        enum qg_colour_wish colour);

// What -O takes; not the first of them, which is the default: unoptimised.
extern const char *const qg_optimise_levels[];

// Begins a policy with those at `paths`, the built-in one if there are none, or complains.
int qg_policy_args_begin(struct qg_policy *policy, const struct qg_words *paths);

// Adds what lies at `path`, or complains.
int qg_policy_args_add(struct qg_policy *policy, const char *path);

// The same for all `paths`, each with the tests in its folder `tests` if it has one.
int qg_policy_args_add_tested(struct qg_policy *policy, const struct qg_words *paths);

// Begins the policy: with those at `paths` and their tests, with the built-in one and its own if
// there are none. To be freed whatever this gave.
int qg_policy_args_gather_tested(struct qg_policy *policy, const struct qg_words *paths);

// Adds drafts, one for each path.
int qg_policy_args_add_drafts(struct qg_policy *policy, const struct qg_words *drafts);

#endif
