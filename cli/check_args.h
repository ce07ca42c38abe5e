// SPDX-License-Identifier: Apache-2.0
//
// The command line of `check`: read and checked as far as it can be without the policy.

#ifndef QG_CHECK_ARGS_H
#define QG_CHECK_ARGS_H

#include "audit.h"
#include "options.h"
#include "pardon_args.h"
#include "policy_args.h"
#include "session_args.h"

// What --show can ask for: four outcomes, and these.
enum { QG_SHOWN_SILENCED = 4, QG_SHOWN_EXCUSED, QG_SHOWN_ALL, QG_SHOWN };

struct qg_check_args {
    struct qg_policy_args policy;
    struct qg_words formats, files;
    struct qg_session_args session;
    const char *only;       // NULL: not given
    const char *map;        // likewise
    const char *stdin_name; // NULL: "-"
    uint64_t max_findings;  // 0: all
    uint64_t jobs;          // 0: not given
    uint64_t max_steps;     // 0: not given
    int lang;               // enum qg_lang
    int colour;             // enum qg_colour_wish
    int fail_on;            // enum qg_fail_on
    int engine;             // enum qg_engine
    int strict_readings, interpret, unknown_properties, statistics;
    bool shown[QG_SHOWN];
    struct qg_pardon_args pardon;
};

extern const struct qg_command_line qg_check_line;

// The outcomes that --show asks for; true if it asks for what is silenced as well.
bool qg_check_args_show(const struct qg_check_args *args, bool show[QG_OUTCOMES]);

// Whether it asks for what is excused.
bool qg_check_args_show_excused(const struct qg_check_args *args);

#endif
