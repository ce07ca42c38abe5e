// SPDX-License-Identifier: Apache-2.0
//
// Where the reports of a run go: any number of formats, each to a file that is written whole or
// not at all, or to the standard output as the run goes on. The writers hear of everything in the
// same order, so the reports cannot disagree.

#ifndef QG_OUTPUTS_H
#define QG_OUTPUTS_H

#include "only.h"
#include "outfile.h"
#include "vec.h"
#include "writer.h"

#include <stdbool.h>

// Something with a descriptor that is written as it comes: the standard output.
struct qg_stream {
    int fd;
    int error;                  // errno of the failure, or 0
    void (*before)(void *user); // who clears the screen before something is written; or NULL
    void *user;
};

// An output that writes to `stream`, which must stay.
struct qg_output qg_stream_output(struct qg_stream *stream);

struct qg_report_out {
    struct qg_writer writer;
    struct qg_outfile *file;   // owned; NULL for the stream
    struct qg_run_facts facts; // a copy of its own, for colour
};

struct qg_outputs {
    QG_VEC(struct qg_report_out *) items; // owned one by one
    struct qg_stream *stream;             // of reports without a file; not owned
    struct qg_only only;                  // what they tell of; all, unless set
    struct qg_spares *spares;             // as in struct qg_run_facts; not owned
    bool begun;
};

void qg_outputs_init(struct qg_outputs *outputs, struct qg_stream *stream);
void qg_outputs_free(struct qg_outputs *outputs);

// Adds a report in `format` to the file at `path`, or to the stream if that is NULL. The format
// must exist. QG_FAULT_MEMORY, or QG_FAULT_WRITE with the reason in `problem`: the file cannot be
// written, or this machine lacks what the format takes.
enum qg_fault qg_outputs_add(struct qg_outputs *outputs, const char *format, const char *path,
                             struct qg_text *problem);

// Adds a writer that is no format of ours, with its functions set: a listener.
enum qg_fault qg_outputs_add_writer(struct qg_outputs *outputs, const struct qg_writer *writer);

// What the reports added so far need (enum qg_wants).
unsigned qg_outputs_wants(const struct qg_outputs *outputs);

// Begins every report, with the facts of the run; `colour` of the facts is for the stream alone.
enum qg_fault qg_outputs_begin(struct qg_outputs *outputs, const struct qg_run_facts *facts);
enum qg_fault qg_outputs_heading(struct qg_outputs *outputs, const struct qg_heading *heading);
enum qg_fault qg_outputs_finding(struct qg_outputs *outputs, const struct qg_finding *finding);
enum qg_fault qg_outputs_verdict(struct qg_outputs *outputs, const struct qg_verdict *verdict);

// Ends every report and moves the files to their places.
enum qg_fault qg_outputs_end(struct qg_outputs *outputs, const struct qg_tally *tally);

// Appends what could not be written, one line without its end for the first failure found.
void qg_outputs_explain(const struct qg_outputs *outputs, struct qg_text *out);

#endif
