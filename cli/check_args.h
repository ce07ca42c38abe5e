// SPDX-License-Identifier: Apache-2.0
//
// The command line of `check`: read and checked as far as it can be without the policy.

#ifndef QG_CHECK_ARGS_H
#define QG_CHECK_ARGS_H

#include "audit.h"
#include "options.h"
#include "policy_args.h"

struct qg_check_args {
    struct qg_words policies, formats, files;
    struct qg_words parameters, readings, selects, ignores;
    const char *as_of; // NULL: not given
    int lang;
    enum qg_colour_wish colour;
    enum qg_fail_on fail_on;
    enum qg_engine engine;
    bool strict_readings, interpret, unknown_properties, help;
    bool show[QG_OUTCOMES], show_silenced;
};

extern const struct qg_option qg_check_options[];

// False with the reason in `problem`. The words stay those of argv. To be freed either way.
bool qg_check_args_read(struct qg_check_args *args, int argc, char **argv, struct qg_text *problem);
void qg_check_args_free(struct qg_check_args *args);

#endif
