// SPDX-License-Identifier: Apache-2.0
//
// One rule applied to one chain of elements: its outcome, and, for what will be reported, the
// whole account of it (facts, boundary, other readings). The order in which the conditions are
// asked is the meaning of the language: in force, filters, applicability, exemptions, requirement.

#ifndef QG_INSTANCE_H
#define QG_INSTANCE_H

#include "finding.h"
#include "interval.h"
#include "machine.h"

struct qg_instance {
    uint32_t rule;
    uint8_t depth; // elements in use
    struct qg_value args[QG_SCOPE_DEPTH];
    enum qg_outcome outcome;
    int32_t exemption; // index into program->exemptions where exempt, else QG_NONE
};

// What stands between a rule and its chain of elements: the filters of its scopes and whether the
// act was in force on the day of the event. The walk computes both once for all rules of a scope.
struct qg_gate {
    struct qg_value open;     // every filter passed
    struct qg_value in_force; //
};

// What judging wants of a rule, taken from the program's tables and put close together: the walk
// goes through all of them for every record.
struct qg_duty {
    uint32_t rule;
    int32_t check, dated, act;
    int32_t turn, in_force; // as the rule has them
    uint32_t first_exemption, exemption_count;
    bool is_scope;      // of kind QG_RULE_SCOPE
    bool is_plain;      // none of this, nor with exemptions, an event date or a time of its own
    int32_t population; // index into program->populations, or QG_NONE
};

// The outcome of a rule; which exemption, an index into program->exemptions, where it is exempt,
// else QG_NONE.
struct qg_judgement {
    enum qg_outcome outcome;
    int32_t exemption;
};

// The first and the last day of an act's force, as far as they are known.
struct qg_reign {
    struct qg_value from, until;
};

struct qg_account {
    struct qg_why *holds, *applies; // NULL where nothing was traced
};

static inline bool qg_is_yes(struct qg_value v) {
    return v.lo == 1;
}

static inline bool qg_is_no(struct qg_value v) {
    return v.hi == 0;
}

// The act's reign under the machine's present readings; the same for every record.
struct qg_reign qg_reign_of(struct qg_machine *m, const struct qg_act *act);

// Whether an act that reigns so was in force on the day that `dated` (a function, or QG_NONE:
// always) gives for `args`.
struct qg_value qg_force(struct qg_machine *m, struct qg_reign reign, int32_t dated,
                         const struct qg_value *args);

// The event date that governs a rule: its own, or that of the nearest scope that has one.
int32_t qg_rule_dated(const struct qg_program *program, const struct qg_rule *rule);

// What judging rule `at` needs of it, in one place: the walk keeps one for each rule.
struct qg_duty qg_duty_of(const struct qg_program *program, uint32_t at);

// The exemption that lifts the rule for `args`, or QG_NONE.
int32_t qg_exemption_of(struct qg_machine *m, const struct qg_duty *duty,
                        const struct qg_value *args);

// What a rule that applies so far, and is not exempt, comes to.
static inline enum qg_outcome qg_weigh(const struct qg_duty *duty, struct qg_value applies,
                                       struct qg_value holds) {
    if (qg_is_yes(holds))
        return QG_SATISFIED;
    if (!qg_is_no(holds) || !qg_is_yes(applies))
        return QG_UNDETERMINED;
    return duty->is_scope ? QG_NOT_APPLICABLE : QG_VIOLATED;
}

// Judges a rule for the chain of elements `args` behind `gate`, given what its check says.
static inline struct qg_judgement qg_judge(struct qg_machine *m, struct qg_gate gate,
                                           const struct qg_duty *duty, struct qg_check check,
                                           const struct qg_value *args) {
    if (qg_is_no(gate.in_force))
        return (struct qg_judgement){QG_NOT_IN_FORCE, QG_NONE};
    if (qg_is_no(check.applies) || qg_is_no(gate.open))
        return (struct qg_judgement){QG_NOT_APPLICABLE, QG_NONE};
    int32_t exemption = duty->exemption_count > 0 ? qg_exemption_of(m, duty, args) : QG_NONE;
    if (exemption != QG_NONE)
        return (struct qg_judgement){QG_EXEMPT, exemption};
    struct qg_value applies = qg_and(qg_and(gate.open, gate.in_force), check.applies);
    return (struct qg_judgement){qg_weigh(duty, applies, check.holds), QG_NONE};
}

// How much a breach weighs: an ordinal of the program's severities, or QG_NONE.
int32_t qg_severity_of(struct qg_machine *m, const struct qg_instance *instance);

// Judges it again from nothing, gate included, in the machine's present term mode and readings.
enum qg_outcome qg_rejudge(struct qg_machine *m, const struct qg_instance *instance);

// The facts behind the outcome of `instance`: traced again.
struct qg_account qg_account_for(struct qg_machine *m, const struct qg_instance *instance);

// Whether one day more or less in a term, or another rounding of the month's end, would change
// the outcome.
bool qg_at_boundary(struct qg_machine *m, const struct qg_instance *instance);

// The outcomes under every value of every reading the rule uses, if they are not all the same:
// written to `out` (in `arena`), the count returned. 0: no reading matters (or out of memory).
uint32_t qg_other_readings(struct qg_machine *m, struct qg_arena *arena,
                           const struct qg_instance *instance,
                           const struct qg_reading_outcome **out);

// What is known of an element of a population under one value of one reading: whether it belongs,
// and whether it has the property.
struct qg_check qg_member_under(struct qg_machine *m, const struct qg_instance *instance,
                                uint32_t reading, uint16_t value);

#endif
