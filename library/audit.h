// SPDX-License-Identifier: Apache-2.0
//
// An audit: one run of a policy over any number of inputs, reported as it goes. It opens each
// input, lets the checker judge each record, keeps what concerns all inputs together (ids that
// occur twice, the audit date, what could not be read), and says at the end what came of it.
//
//     qg_audit_init(&audit, …);
//     for each input: qg_audit_file(&audit, path);
//     qg_audit_end(&audit);  switch (qg_audit_conclusion(&audit, fail_on)) …

#ifndef QG_AUDIT_H
#define QG_AUDIT_H

#include "crew.h"
#include "origin.h"
#include "outputs.h"
#include "pardon.h"
#include "run.h"
#include "run_ids.h"
#include "session.h"

#include <stdbool.h>

// Threads beyond so many bring nothing: one thread reads the input, and tells what came of it.
enum { QG_JOBS_LIMIT = 256 };

struct qg_audit_options {
    struct qg_run_options run; // `enabled` is the session's
    struct qg_reader_options reader;
    int lang;
    bool colour;
    const struct qg_links *links; // as in struct qg_run_facts, like the next
    bool statistics;
    uint64_t max_findings; // so many are reported, and nothing after them; 0: all
    bool show_excused;     // in reports that would leave them out
    bool as_of_given;      // then the dates of exports are not looked at
    const char *version;
    struct qg_pardon *pardon;           // what is excused; NULL: nothing is. Not owned
    struct qg_worlds_listener listener; // who compares worlds, and reports himself; zeroed: nobody
    // Who asks how many bytes of the input at hand have been read; or NULL.
    void (*read)(void *user, uint64_t bytes);
    void *read_user;
    uint32_t jobs;      // threads that judge, the caller's among them; 0 is 1
    size_t chunk_bytes; // that a thread takes at a time; 0: QG_CHUNK_BYTES
};

// Who is told what belongs in no report: that an input cannot be read, that two exports disagree.
// One line, without its end.
struct qg_audit_notes {
    void *user;
    void (*note)(void *user, struct qg_str line);
};

struct qg_audit {
    struct qg_session *session; // not owned
    struct qg_outputs *outputs; // not owned; NULL where worlds are compared
    struct qg_audit_notes notes;
    struct qg_audit_options options;
    struct qg_reader_plan plan;
    struct qg_run run;
    struct qg_run_ids ids;
    struct qg_crew *crew;        // owned; NULL as long as one thread is enough
    bool settled;                // a record was judged: the audit date can no longer change
    uint64_t reported, withheld; // findings that count, and those beyond max_findings
    uint32_t unopened;           // inputs that could not be read, or not to their end
    bool planned, running;       // what there is to free
};

// Settings must be settled. The session, the program and the outputs must outlive the audit, which
// must not move.
enum qg_fault qg_audit_init(struct qg_audit *audit, struct qg_session *session,
                            struct qg_outputs *outputs, const struct qg_audit_options *options,
                            struct qg_audit_notes notes);
void qg_audit_free(struct qg_audit *audit);

// Judges every record of an input. What is wrong with the input is noted and counted, and is no
// fault; a fault (memory, or an output that cannot be written) ends the audit.
enum qg_fault qg_audit_file(struct qg_audit *audit, const char *path); // "-": standard input
enum qg_fault qg_audit_memory(struct qg_audit *audit, struct qg_str bytes, const char *name);
enum qg_fault qg_audit_fd(struct qg_audit *audit, int fd, const char *name);

// Judges the records that an origin makes; it must outlive the audit.
enum qg_fault qg_audit_origin(struct qg_audit *audit, const struct qg_origin *origin);

// Reports a data finding of what records were made from, at a place of its own.
enum qg_fault qg_audit_remark(struct qg_audit *audit, const struct qg_location *at,
                              const struct qg_data_finding *finding);

// Ends the reports.
enum qg_fault qg_audit_end(struct qg_audit *audit);

// What a run that ended comes to.
enum qg_conclusion {
    QG_CONCLUSION_CLEAN,      // nothing at or above the threshold
    QG_CONCLUSION_FINDINGS,   //
    QG_CONCLUSION_INCOMPLETE, // something could not be read
    QG_CONCLUSION_NOTHING     // not one record was judged
};

enum qg_fail_on { QG_FAIL_ON_VIOLATED, QG_FAIL_ON_UNDETERMINED, QG_FAIL_ON_NEVER };

enum qg_conclusion qg_audit_conclusion(const struct qg_audit *audit, enum qg_fail_on fail_on);

// The same of a run of which only the counts are left.
enum qg_conclusion qg_tally_conclusion(const struct qg_tally *tally, enum qg_fail_on fail_on);

#endif
