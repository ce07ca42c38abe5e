// SPDX-License-Identifier: Apache-2.0
//
// Where the reports of an impact go: each format to the standard output or to a file that is
// written whole or not at all.

#ifndef QG_IMPACT_OUT_H
#define QG_IMPACT_OUT_H

#include "impact_report.h"
#include "options.h"
#include "outfile.h"
#include "outputs.h"

struct qg_impact_out {
    const struct qg_impact_facts *facts;
    struct qg_stream *stream;
    struct qg_impact_writer *writers; // owned; [count]
    struct qg_outfile **files;        // owned; parallel, NULL for the stream
    uint32_t count;
};

void qg_impact_out_init(struct qg_impact_out *out, const struct qg_impact_facts *facts,
                        struct qg_stream *stream);

// Opens each format named, checked before (format_args.h), or the text on the stream if there is
// none.
enum qg_fault qg_impact_out_open(struct qg_impact_out *out, const struct qg_words *formats,
                                 struct qg_text *problem);

// Moves the files to their places.
enum qg_fault qg_impact_out_close(struct qg_impact_out *out);

// Appends what could not be written.
void qg_impact_out_explain(const struct qg_impact_out *out, struct qg_text *text);
void qg_impact_out_free(struct qg_impact_out *out);

#endif
