// SPDX-License-Identifier: Apache-2.0
//
// For tests of explanations: a policy about a club and a record of it in, what is told of the
// record out. The types of the club stand in told_types, before the rules of each test.
#ifndef QG_TOLD_H
#define QG_TOLD_H

#include "inquiry.h"

// enums state; types member, sitting, notice, meeting; record club; act statute, in force from
// 2019-06-01, dated sitting by sitting.date, with a calendar of 2024.
extern const char told_types[];

// What is told of record "k" in `record`, under told_types and `rules`, drawn in ASCII; `rule` is
// the one asked for, or NULL for all. To be freed.
char *told(const char *rules, const char *record, const char *rule);

// The same as JSON, and with options of the test's own (`record`, `lang`, …).
char *told_as(const char *rules, const char *record, const char *rule,
              const struct qg_inquiry_options *options);

// The default options: record "k", violated, undetermined, exempt and not in force, ASCII text.
struct qg_inquiry_options told_options(void);

// The part of a telling from the line after the headline of `rule` on, to the next empty line.
char *told_of(const char *rules, const char *record, const char *rule);

#endif
