// SPDX-License-Identifier: Apache-2.0
//
// What a report says of a record besides its findings: which record it is, at which body, about
// whom, and what happened when in each certification of which there is something to tell. It is
// made for the reports that ask for it (writer.h), handed to them before the record's first finding
// or verdict, and good until the next record.
#ifndef QG_HEADING_H
#define QG_HEADING_H

#include "finding.h"
#include "schema.h"

#include <stdbool.h>
#include <stdint.h>

// A day or a period of a time-line: one that is recorded, or one that a rule sets.
struct qg_moment {
    struct qg_str pointer;         // where it is recorded; of a term: what was measured against it
    const struct qg_phrase *title; // what the policy calls it; NULL: nothing
    int32_t from, to;              // dates; the same one twice where it is a day
    bool term;                     // the last (or first) day that a rule allowed, or allows
    int32_t rule;                  // of a term: index of the rule; else QG_NONE
};

// What happened in one certification (the elements that verdicts are given for), by date.
struct qg_course {
    struct qg_subject of;
    const struct qg_moment *moments;
    uint32_t count;
};

struct qg_heading {
    struct qg_subject record;      // its kind and its id
    struct qg_location location;   // of the record's first byte
    struct qg_str body, body_name; // id and name of the body whose record it is; empty without
    struct qg_str person;          // the name of the person it is about; empty without
    const struct qg_course *courses;
    uint32_t course_count;
};

#endif
