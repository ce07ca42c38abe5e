// SPDX-License-Identifier: Apache-2.0
//
// The kinds of record that a policy declares, by their names: what stands under the key `record`.

#ifndef QG_KINDS_H
#define QG_KINDS_H

#include "program.h"
#include "str.h"
#include "text.h"

#include <stdint.h>

// The type of the records called `name`; QG_NONE without one, and `problem` says so in one line
// that names the nearest.
int32_t qg_kinds_find(const struct qg_program *program, struct qg_str name,
                      struct qg_text *problem);

// The kind that the policy is about: the first one that is audited, else the first one declared.
// QG_NONE if it declares none.
int32_t qg_kinds_main(const struct qg_program *program);

#endif
