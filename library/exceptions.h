// SPDX-License-Identifier: Apache-2.0
//
// Exceptions: findings that somebody answers for, for a reason and until a day. They stand in a
// YAML file that people write, review and sign for:
//
//     exceptions:
//       - rule: P35-b               # as for --select: a rule, a paragraph, a severity, P46*, D0206
//         act: order_300            # may be left out
//         record: D-0000135         # its id; "*" for all
//         certification: C-1        # may be left out; so may any other element, by its noun
//         reason: Notice was served at the hospital; the receipt is in the archive.
//         owner: legal.department
//         since: 2025-03-01
//         expires: 2025-12-31       # the last day on which it counts
//
// An exception about a whole population names a `group` instead of a record. Days are compared with
// the audit date and never with the clock, so that the same input gives the same answer on any day;
// without an audit date no exception counts, for nobody knows whether it has expired.
#ifndef QG_EXCEPTIONS_H
#define QG_EXCEPTIONS_H

#include "finding.h"
#include "intern.h"
#include "notation.h"
#include "redact.h"
#include "vec.h"

enum { QG_EXCEPTIONS_BYTES = QG_NOTATION_BYTES };

// A condition on an element of the subject: `certification: C-1`, `hearing: 0`.
struct qg_exception_element {
    struct qg_str noun;
    struct qg_str id;     // of an element with an id; a pseudonym under redaction
    struct qg_str number; // of one without: its place in the list, as it was written
};

struct qg_exception {
    struct qg_str act, rule;     // `act` empty: any
    struct qg_str record, group; // empty: not asked; record "*": any
    const struct qg_exception_element *elements;
    uint32_t element_count;
    struct qg_excuse excuse; // what findings say of it
    int32_t since;           // date
    uint32_t line, column;   // where it stands
    int32_t next;            // another one about the same record, QG_NONE at the end
    bool used, fits;         // it excused a finding; it would have, on another day
};

struct qg_exceptions {
    struct qg_notation notation; // owns the texts
    QG_VEC(struct qg_exception) items;
    struct qg_intern records; // that are named; symbols
    QG_VEC(int32_t) heads;    // the first exception about each, by symbol - 1
    int32_t general;          // the first one about no single record, or QG_NONE
    const struct qg_program *program;
    const struct qg_redaction *redaction; // NULL: none
};

// Reads the file at `path`. What is wrong with it, or names a rule, an act or an element that the
// program does not have, is in `problem`: lines "FILE:LINE:COLUMN: …" (then QG_FAULT_READ). Under
// `redaction` (NULL: none) it is held against pseudonyms, and what it says of people is one.
// QG_FAULT_MEMORY. To be freed whatever this gave; `path` and the program must stay.
enum qg_fault qg_exceptions_read(struct qg_exceptions *out, const char *path,
                                 const struct qg_program *program,
                                 const struct qg_redaction *redaction, uint64_t seed,
                                 struct qg_text *problem);
void qg_exceptions_free(struct qg_exceptions *exceptions);

// The excuse of a finding on the audit date (QG_NONE: there is none), or NULL; of several that fit
// it the first of the file.
const struct qg_excuse *qg_exceptions_find(struct qg_exceptions *exceptions,
                                           const struct qg_finding *finding, int32_t as_of);

// Says, line by line, which exceptions do not count on the audit date, and which of those that do
// fit no finding though `enabled` says that a rule of theirs was looked at ([rule_count], NULL: do
// not say that).
typedef void qg_exceptions_listener(void *user, struct qg_str line);
void qg_exceptions_tell(const struct qg_exceptions *exceptions, int32_t as_of, const bool *enabled,
                        qg_exceptions_listener *tell, void *user);

#endif
