// SPDX-License-Identifier: Apache-2.0

#include "explain_options.h"

#include "policy_args.h"
#include "session_args.h"

const struct qg_option qg_explain_options[] = {
    QG_POLICY_OPTION,
    [FORMAT] = {"format", 'f', "NAME", "text or json"},
    [LANGUAGE] = {"lang", 0, "LANG", "language of the answer: en, ru or kk"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    [RECORD] = {"record", 0, "ID", "explain the findings of this record, in the files named"},
    [CERTIFICATION] = {"certification", 0, "ID", "of that record only what concerns this element"},
    [SHOW] = {"show", 0, "LIST", "also satisfied, not_applicable; or all"},
    [AS_OF] = {"as-of", 0, "DATE", "the audit date (default: that of the export)"},
    QG_SESSION_VALUES,
    [ASCII] = {"ascii", 0, NULL, "draw the tree with ASCII alone"},
    {0},
};

const char *const qg_explain_formats[] = {"text", "json", NULL};
