// SPDX-License-Identifier: Apache-2.0
//
// The options of `explain`: one table, which its two halves read each in its own way. Private to
// cmd_explain.c, which tells what names mean, and explain_record.c, which those behind HELP are
// for.
#ifndef QG_EXPLAIN_OPTIONS_H
#define QG_EXPLAIN_OPTIONS_H

#include "options.h"

enum {
    POLICY,
    FORMAT,
    LANGUAGE,
    COLOR,
    NO_COLOR,
    HELP,
    RECORD,
    CERTIFICATION,
    SHOW,
    AS_OF,
    PARAM,
    READING,
    ASCII
};

extern const struct qg_option qg_explain_options[];

// What --format can be, NULL at the end; the second is JSON.
extern const char *const qg_explain_formats[];

#endif
