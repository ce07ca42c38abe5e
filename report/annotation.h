// SPDX-License-Identifier: Apache-2.0
//
// What the formats that machines read say alike of a finding: how grave it is among three levels,
// where it is shown, what it cites and why it does not count. A severity's name is the policy's own
// and tells a machine nothing; what it can go by is whether a breach warrants re-certification, and
// the order of the severities, strongest first.
#ifndef QG_ANNOTATION_H
#define QG_ANNOTATION_H

#include "finding.h"
#include "text.h"

#include <stdbool.h>

enum qg_annotation_level {
    QG_LEVEL_ERROR,   // a breach warrants re-certification; a record cannot be read
    QG_LEVEL_WARNING, // it does not, of the upper half of those; a value cannot be read
    QG_LEVEL_NOTE,    // the lower half
    QG_LEVELS
};

// "error", "warning", "note".
const char *qg_level_name(enum qg_annotation_level level);

// Of a severity; of QG_NONE, where it depends, the middle one.
enum qg_annotation_level qg_level_of_severity(const struct qg_program *program, int32_t severity);

// What the breaches of a rule weigh; QG_NONE where that depends on the case.
int32_t qg_own_severity(const struct qg_rule *rule);

// Of a code of data findings.
enum qg_annotation_level qg_level_of_data(struct qg_str code);

// Of a breach, or of what is wrong with data, if it is one.
enum qg_annotation_level qg_level_of(const struct qg_program *program,
                                     const struct qg_finding *finding);

// Whether something is to be done about it: it is violated or undetermined and neither silenced
// nor excused.
bool qg_is_due(const struct qg_finding *finding);

// Where to show it: its own place; of what is about all records, that of one because of which it
// came out so. There may be none: then the file is empty.
const struct qg_location *qg_shown_place(const struct qg_finding *finding);

// Appends "paragraph 46", but "Appendix 1" as it is.
void qg_paragraph_add(struct qg_str paragraph, int lang, struct qg_text *out);

// Appends the message, of it at most `limit` bytes, and what would have to be known: the first few
// pointers.
void qg_says_add(const struct qg_finding *finding, int lang, size_t limit, struct qg_text *out);

// Appends what the rule asks for, in language `lang`; what a record would fill in is "…".
void qg_duty_add(const struct qg_program *program, const struct qg_rule *rule, int lang,
                 struct qg_text *out);

// Appends why the finding does not count: that it is in the baseline, or the exception's reason,
// owner and last day. Only of what is excused.
void qg_excuse_add(const struct qg_excuse *excuse, int lang, struct qg_text *out);

// Appends at most `limit` bytes of `s`, cut between code points, and "…" if it was cut. A byte that
// is not UTF-8 becomes U+FFFD.
void qg_clipped_add(struct qg_text *out, struct qg_str s, size_t limit);

#endif
