// SPDX-License-Identifier: Apache-2.0
//
// A run over records in memory, up to but without its finish: what it has gathered is still there
// to be looked at. What it finds of single records goes nowhere.
#ifndef QG_RAN_H
#define QG_RAN_H

#include "run.h"

// Starts `run`, which is to be freed, and lets it judge all records of `text`.
void ran(struct qg_run *run, const struct qg_program *program, const struct qg_settings *settings,
         struct qg_str text, uint64_t seed);

#endif
