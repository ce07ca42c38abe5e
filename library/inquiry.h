// SPDX-License-Identifier: Apache-2.0
//
// An inquiry: why a policy says of one record what it says. It looks for the record in any number
// of inputs, judges it as an audit would, and lets a writer tell of each finding how it came about
// (report/why_report.h).
//
//     qg_inquiry_init(&inquiry, &policy, &session, &options, &out);
//     for each input: qg_inquiry_file(&inquiry, path, &problem);
//     qg_inquiry_conclude(&inquiry, &problem);
//     qg_inquiry_free(&inquiry);
#ifndef QG_INQUIRY_H
#define QG_INQUIRY_H

#include "policy.h"
#include "run.h"
#include "session.h"
#include "why_report.h"

struct qg_inquiry_options {
    struct qg_str record;        // its id
    struct qg_str certification; // id of an element of it; empty: all of the record
    bool show[QG_OUTCOMES]; // outcomes to explain; those of rules that were selected always are
    int lang;
    bool colour, ascii;
    bool as_of_given; // then the dates of exports are not looked at
    const char *version;
    uint64_t seed;
    const struct qg_why_format *format;
};

// The id that comes closest to one that was asked for and is not there.
struct qg_closest {
    struct qg_text id;
    bool any;
};

struct qg_inquiry {
    struct qg_session *session; // not owned; of the policy's outlined program
    struct qg_inquiry_options options;
    struct qg_reader_plan plan;
    struct qg_run run;
    struct qg_replay replay;
    struct qg_arena arena; // of one finding
    struct qg_run_facts facts;
    struct qg_why_writer writer;
    QG_VEC(int32_t) pristine; // the record's slots as they were read
    bool *explained;          // [rule_count]: of the record at hand
    struct qg_closest record, certification;
    uint32_t records;        // with the id that was asked for
    uint32_t certifications; // elements with the id that was asked for
    uint32_t unreadable;     // texts that are no record
    bool planned, running;
};

// The policy's program must be outlined, the session settled on it. What is told is added to
// `out`. The inquiry must not move.
enum qg_fault qg_inquiry_init(struct qg_inquiry *q, const struct qg_policy *policy,
                              struct qg_session *session, const struct qg_inquiry_options *options,
                              struct qg_text *out);
void qg_inquiry_free(struct qg_inquiry *q);

// Goes through an input ("-": standard input). QG_FAULT_READ with the reason in `problem`.
enum qg_fault qg_inquiry_file(struct qg_inquiry *q, const char *path, struct qg_text *problem);
enum qg_fault qg_inquiry_memory(struct qg_inquiry *q, struct qg_str bytes, const char *name,
                                struct qg_text *problem);

// Whether what was asked for was found; if not, `problem` says so, with the nearest id.
bool qg_inquiry_conclude(struct qg_inquiry *q, struct qg_text *problem);

#endif
