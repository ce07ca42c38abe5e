// SPDX-License-Identifier: Apache-2.0
//
// What an outcome may depend on: the readings that were asked and whether any term or month's end
// was calculated. The checker runs a rule again under every other reading and boundary that these
// masks name, so a missing bit would hide a flag; one too many only costs time.
#ifndef QG_MASKS_H
#define QG_MASKS_H

#include "program.h"

struct qg_masks {
    const struct qg_program *program; // code and tables complete but for the masks
    struct qg_function *functions;    // the program's own tables, to be written
    struct qg_exemption *exemptions;
    struct qg_rule *rules;
    bool *done; // [function_count], zeroed
};

// Fills `readings` and `terms` everywhere. False if calls go deeper than QG_CALL_DEPTH, which the
// checker was to forbid.
bool qg_masks_fill(struct qg_masks *masks);

#endif
