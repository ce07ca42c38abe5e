// SPDX-License-Identifier: Apache-2.0
//
// The pardon: what a run may find without failing. A finding that the baseline knows, or that an
// exception covers, is excused: reports show it and say so, verdicts stand, and the exit status
// does not count it. An exception comes first, for somebody answers for it.
#ifndef QG_PARDON_H
#define QG_PARDON_H

#include "baseline.h"
#include "exceptions.h"
#include "session.h"

struct qg_pardon {
    struct qg_baseline *baseline;     // not owned; NULL: there is none
    struct qg_exceptions *exceptions; // likewise
    const char *baseline_name;        // the file, for what is said of it
};

// Fills in `out` and sets `*excused` if the finding is. QG_FAULT_MEMORY.
enum qg_fault qg_pardon_weigh(struct qg_pardon *pardon, const struct qg_session *session,
                              const struct qg_finding *finding, struct qg_excuse *out,
                              bool *excused);

// Counts an excused finding.
void qg_pardon_count(struct qg_tally *tally, const struct qg_finding *finding);

// Which of the baseline's entries the run could have met, had they still been there: those of acts
// that it has and rules that it looked at. `unknown_properties`: it reports those as well.
bool qg_pardon_looked_at(const struct qg_baseline *baseline, uint32_t entry,
                         const struct qg_session *session, bool unknown_properties);

// Says at the end of a run, a line each, what is no longer found, and which exceptions do not count
// or are not needed. `whole`: everything was read, so that what was not met is no longer there.
struct qg_pardon_end {
    const struct qg_session *session;
    bool whole, unknown_properties;
    void *user;
    void (*note)(void *user, struct qg_str line);
};
void qg_pardon_tell(const struct qg_pardon *pardon, const struct qg_pardon_end *end);

#endif
