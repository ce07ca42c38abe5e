// SPDX-License-Identifier: Apache-2.0
#include "compare_view.h"

bool qg_compare_same_state(struct qg_compare_state a, struct qg_compare_state b) {
    return a.found == b.found && (!a.found || (a.outcome == b.outcome && a.severity == b.severity));
}

bool qg_compare_stands(const struct qg_compare_view *v, uint32_t at) {
    const struct qg_weight *w = &v->weights[at];
    return v->watched[v->of->of->found.at[at].rule] && !w->silenced && !w->elsewhere &&
           (w->outcome == QG_VIOLATED || w->outcome == QG_UNDETERMINED);
}

struct qg_compare_state qg_compare_state_of(const struct qg_compare_view *v, uint32_t at) {
    return (struct qg_compare_state){true, v->weights[at].outcome, v->weights[at].severity};
}

bool qg_compare_same_matter(const struct qg_compare_view *v, uint32_t a, uint32_t b) {
    const struct qg_instance *x = &v->of->of->found.at[a], *y = &v->of->of->found.at[b];
    if (v->first[x->rule] != v->first[y->rule] || x->depth != y->depth)
        return false;
    for (uint8_t i = 0; i < x->depth; i++)
        if (x->args[i].lo != y->args[i].lo || x->args[i].hi != y->args[i].hi)
            return false;
    return true;
}

struct qg_compare_state qg_compare_answer(const struct qg_compare_view *v, uint32_t at,
                                          struct qg_compare_state wanted) {
    struct qg_compare_state first = {.outcome = QG_SATISFIED, .severity = QG_NONE};
    for (uint32_t i = 0; i < v->of->of->found.len; i++) {
        if (!qg_compare_stands(v, i) || !qg_compare_same_matter(v, at, i))
            continue;
        if (qg_compare_same_state(qg_compare_state_of(v, i), wanted))
            return wanted;
        if (!first.found)
            first = qg_compare_state_of(v, i);
    }
    return first;
}

void qg_compare_firsts(uint32_t *out, const struct qg_program *program) {
    for (uint32_t r = 0; r < program->rule_count;) {
        uint32_t end = qg_rule_versions_end(program, r), first = r;
        for (; r < end; r++)
            out[r] = first;
    }
}
