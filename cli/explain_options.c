// SPDX-License-Identifier: Apache-2.0
#include "explain_options.h"

const struct qg_option qg_explain_options[] = {
    [POLICY] = {"policy", 'p', "PATH", "a policy: a file or a folder (default: Order 300)"},
    [FORMAT] = {"format", 'f', "NAME", "text or json"},
    [LANGUAGE] = {"lang", 0, "LANG", "language of the answer: en, ru or kk"},
    [COLOR] = {"color", 0, "[WHEN]", "colour: always (if not said), auto or never"},
    [NO_COLOR] = {"no-color", 0, NULL, "no colour"},
    [HELP] = {"help", 'h', NULL, "print this"},
    [RECORD] = {"record", 0, "ID", "explain the findings of this record, in the files named"},
    [CERTIFICATION] = {"certification", 0, "ID", "of that record only what concerns this element"},
    [SHOW] = {"show", 0, "LIST", "also satisfied, not_applicable; or all"},
    [AS_OF] = {"as-of", 0, "DATE", "the audit date (default: that of the export)"},
    [PARAM] = {"param", 0, "NAME=VALUE", "a parameter of the policy; repeatable"},
    [READING] = {"reading", 0, "NAME=VALUE", "how an ambiguous phrase is read; repeatable"},
    [ASCII] = {"ascii", 0, NULL, "draw the tree with ASCII alone"},
    {0},
};

const char *const qg_explain_formats[] = {"text", "json", NULL};
