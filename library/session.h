// SPDX-License-Identifier: Apache-2.0
//
// The settings of a run by their names: the audit date, the policy's parameters and readings, and
// which rules are looked at. Whatever is named and not known is refused with the nearest name that
// is; nothing is ever ignored, for a misspelt setting would silently change a verdict.

#ifndef QG_SESSION_H
#define QG_SESSION_H

#include "machine.h"
#include "writer.h"

struct qg_session {
    uint32_t worlds; // whose rules are judged, a bit each: 1, the law as it stands, unless set
    const struct qg_program *program; // not owned
    struct qg_settings settings;      // points into what follows; good as long as the session
    struct qg_value *parameters;      // owned
    bool *given;                      // owned; which parameters have a value
    uint16_t *readings;               // owned
    bool *selected, *ignored;         // owned; [rule_count], by --select and --ignore
    bool any_selected;
    bool *enabled; // owned; [rule_count], what the two come to
    int32_t as_of; // date, or QG_NONE
};

// Everything at its default. `program` must outlive the session; the session must not move.
// `native` is the program compiled to C, or NULL: then it is interpreted.
enum qg_fault qg_session_init(struct qg_session *session, const struct qg_program *program,
                              const struct qg_native *native);
void qg_session_free(struct qg_session *session);

// Each sets one thing, or returns false with the reason in `problem`: lower case, no full stop,
// followed by a suggestion if there is one.
bool qg_session_as_of(struct qg_session *session, struct qg_str date, struct qg_text *problem);
bool qg_session_parameter(struct qg_session *session, struct qg_str name, struct qg_str value,
                          struct qg_text *problem);
bool qg_session_reading(struct qg_session *session, struct qg_str name, struct qg_str value,
                        struct qg_text *problem);

// Looks at (or does not look at) the rules that `pattern` means (pick.h). What was selected is
// looked at unless it is ignored; with nothing selected, everything is.
bool qg_session_select(struct qg_session *session, struct qg_str pattern, struct qg_text *problem);
bool qg_session_ignore(struct qg_session *session, struct qg_str pattern, struct qg_text *problem);

// Completes the settings: false, and why, if a required parameter has no value or no rule is left.
bool qg_session_settle(struct qg_session *session, struct qg_text *problem);

// What is so for a whole run with these settings: what a report is to know, in language `lang`,
// which calls this program `version`. Good as long as the session.
struct qg_run_facts qg_session_facts(const struct qg_session *session, const char *version,
                                     int lang);

// Sets the audit date from a date already read; QG_NONE for none.
void qg_session_date(struct qg_session *session, int32_t date);

#endif
