// SPDX-License-Identifier: Apache-2.0
//
// Fixtures: the records that a policy's tests are about, from the syntax tree to JSON text. A
// fixture may be another one with changes, so a name is followed to where it was written out, and
// the changes of each step are made on the way back. The text then goes through the same reader as
// any other record.

#ifndef QG_FIXTURE_H
#define QG_FIXTURE_H

#include "fault.h"
#include "text.h"
#include "tree.h"

#include <stdbool.h>
#include <stdint.h>

// How many fixtures may be built upon each other; also what ends a circle of them.
enum { QG_FIXTURE_DEPTH = 32 };

// Appends the record that `fixture` means, and those of the fixtures that follow it in a test, as
// JSON, each on a line. False with the reason in `problem` (one line, lower case) if it names what
// is not there, or without one when memory is out; `files` are all files of the policy.
bool qg_fixture_json(const struct qg_fixture *fixture, struct qg_file *const *files,
                     uint32_t file_count, struct qg_text *out, struct qg_text *problem);

#endif
