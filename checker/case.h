// SPDX-License-Identifier: Apache-2.0
//
// A record on its way through a run: the record itself, the machine that judges it, and what the
// walk found. A run has several under way at once (run.h).
#ifndef QG_CASE_H
#define QG_CASE_H

#include "blocks.h"
#include "carrier.h"
#include "finding.h"
#include "instance.h"

struct qg_case {
    const struct qg_raw *raw; // the text of the record; NULL where nobody asks for places
    struct qg_str file;       // the input that it stands in
    struct qg_record record;
    struct qg_machine machine;
    QG_VEC(struct qg_instance) found; // what somebody will want to hear of, each rule's in order
    struct qg_blocks blocks;
};

// `first` is another case of the run, beside whose record this one's is read, and judged on the
// stack of its machine; NULL: there is none.
// All but `one` must outlive the case. It is to be freed whatever this returned.
enum qg_fault qg_case_init(struct qg_case *one, const struct qg_program *program,
                           const struct qg_views *views, const struct qg_settings *settings,
                           uint64_t seed, const struct qg_case *first);
void qg_case_free(struct qg_case *one);

// Where the value that `at->pointer` leads to stands: file, line and column of `at`; the file alone
// where nobody asks for places. False when memory is out.
bool qg_case_locate(const struct qg_case *of, struct qg_location *at);

#endif
