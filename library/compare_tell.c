// SPDX-License-Identifier: Apache-2.0
#include "compare_tell.h"

#include "compare_judge.h"
#include "describe.h"
#include "seed.h"

#include <stdlib.h>

struct teller {
    const struct qg_compare_telling *how;
    struct qg_compare_result *result;
    bool *watched;   // all rules
    uint32_t *first; // of each rule
    const struct qg_case_worlds *record;
    struct qg_compare_view views[2];
    struct qg_compare_finding *findings;
    struct qg_compare_verdict *verdicts;
    bool told, failed;
};

// ---- findings ----

static int state_of(const struct qg_weight *weight) {
    return weight->silenced ? (int)QG_COMPARE_SILENCED : (int)weight->outcome;
}

// How much a state says of a matter, where versions of a rule with turns of their own say several
// things: that it is not in force is said last.
static int rank(const struct qg_weight *weight) {
    static const int ranks[QG_COMPARE_STATES] = {
        [QG_VIOLATED] = 6,  [QG_UNDETERMINED] = 5,   [QG_COMPARE_SILENCED] = 4, [QG_EXEMPT] = 3,
        [QG_SATISFIED] = 2, [QG_NOT_APPLICABLE] = 1, [QG_NOT_IN_FORCE] = 0};
    return ranks[state_of(weight)];
}

// The instance by which a side speaks of the matter of instance `at`; -1: it does not.
static int64_t speaker(const struct teller *t, int side, uint32_t at) {
    const struct qg_compare_view *v = &t->views[side];
    int64_t best = -1;
    for (uint32_t i = 0; i < t->record->of->found.len; i++) {
        if (v->weights[i].elsewhere || !qg_compare_same_matter(v, at, i))
            continue;
        if (best < 0 || rank(&v->weights[i]) > rank(&v->weights[best]))
            best = i;
    }
    return best;
}

static bool is_finding(const struct teller *t, int side, int64_t at) {
    return at >= 0 && qg_compare_stands(&t->views[side], (uint32_t)at);
}

static bool differs(const struct teller *t, const int64_t at[2]) {
    bool found[2] = {is_finding(t, 0, at[0]), is_finding(t, 1, at[1])};
    if (found[0] != found[1] || !found[0])
        return found[0] != found[1];
    return !qg_compare_same_state(qg_compare_state_of(&t->views[0], (uint32_t)at[0]),
                                  qg_compare_state_of(&t->views[1], (uint32_t)at[1]));
}

static const struct qg_finding *described(struct teller *t, int side, uint32_t at) {
    const struct qg_case_worlds *record = t->record;
    const struct qg_standing *standing = &record->worlds[t->how->worlds[side]];
    bool languages[QG_LANGS] = {false};
    struct qg_finding *out = qg_arena_alloc(record->arena, sizeof *out);
    struct qg_description draft = {.instance = &record->of->found.at[at],
                                   .weight = standing->weights[at],
                                   .silenced_by = standing->silenced_by[at]};
    languages[t->how->facts->run->lang] = true;
    t->failed |= out == NULL ||
                 !qg_describe(&record->of->machine, record->arena, &draft, languages, out, NULL);
    qg_machine_forget(&record->of->machine);
    return out;
}

static void add_finding(struct teller *t, const int64_t at[2]) {
    struct qg_compare_finding *out = &t->findings[t->result->finding_count++];
    for (int side = 0; side < 2; side++) {
        out->states[side] = QG_COMPARE_NO_RULE;
        if (at[side] < 0)
            continue;
        out->states[side] = state_of(&t->views[side].weights[at[side]]);
        out->findings[side] = described(t, side, (uint32_t)at[side]);
    }
}

// Each matter once: at the first instance that somebody speaks by. Of the rule in question, or of
// all others.
static void find_findings(struct teller *t, bool in_question) {
    uint32_t count = t->record->of->found.len;
    for (uint32_t i = 0; i < count && !t->failed; i++) {
        uint32_t rule = t->first[t->record->of->found.at[i].rule];
        bool met = (rule == t->first[t->result->rule]) != in_question;
        for (uint32_t before = 0; before < i && !met; before++)
            met = qg_compare_same_matter(&t->views[0], before, i);
        if (met)
            continue;
        int64_t at[2] = {speaker(t, 0, i), speaker(t, 1, i)};
        if (differs(t, at))
            add_finding(t, at);
    }
}

// ---- verdicts ----

static const struct qg_verdict *verdict_like(const struct qg_standing *in,
                                             const struct qg_verdict *v) {
    for (uint32_t i = 0; i < in->verdict_counts[v->act]; i++)
        if (in->verdicts[v->act][i].certification.ref == v->certification.ref)
            return &in->verdicts[v->act][i];
    return NULL;
}

static void add_verdict(struct teller *t, const struct qg_verdict *before,
                        const struct qg_verdict *after) {
    t->verdicts[t->result->verdict_count++] = (struct qg_compare_verdict){{before, after}};
}

static void find_verdicts_of(struct teller *t, uint32_t act) {
    const struct qg_standing *sides[2] = {&t->record->worlds[t->how->worlds[0]],
                                          &t->record->worlds[t->how->worlds[1]]};
    for (uint32_t i = 0; i < sides[0]->verdict_counts[act]; i++)
        add_verdict(t, &sides[0]->verdicts[act][i],
                    verdict_like(sides[1], &sides[0]->verdicts[act][i]));
    for (uint32_t i = 0; i < sides[1]->verdict_counts[act]; i++)
        if (verdict_like(sides[0], &sides[1]->verdicts[act][i]) == NULL)
            add_verdict(t, NULL, &sides[1]->verdicts[act][i]);
}

static uint32_t most_verdicts(const struct teller *t) {
    uint32_t most = 0;
    for (int side = 0; side < 2; side++)
        for (uint32_t act = 0; act < t->how->session->program->act_count; act++)
            most += t->record->worlds[t->how->worlds[side]].verdict_counts[act];
    return most;
}

// ---- the record ----

static enum qg_fault hear(void *user, const struct qg_case_worlds *record) {
    struct teller *t = user;
    const struct qg_program *program = t->how->session->program;
    t->record = record;
    for (int side = 0; side < 2; side++)
        t->views[side] = (struct qg_compare_view){
            record, record->worlds[t->how->worlds[side]].weights, t->watched, t->first};
    t->findings =
        qg_arena_array(record->arena, (size_t)record->of->found.len + 1, sizeof *t->findings);
    t->verdicts = qg_arena_array(record->arena, (size_t)most_verdicts(t) + 1, sizeof *t->verdicts);
    if (t->findings == NULL || t->verdicts == NULL)
        return QG_FAULT_MEMORY;
    find_findings(t, true);
    find_findings(t, false);
    for (uint32_t act = 0; act < program->act_count && !t->failed; act++)
        find_verdicts_of(t, act);
    t->result->findings = t->findings;
    t->result->verdicts = t->verdicts;
    t->told = true;
    if (!t->failed)
        t->how->format->result(t->how->facts, t->result, t->how->out);
    return t->failed ? QG_FAULT_MEMORY : QG_OK;
}

static enum qg_fault run(struct teller *t) {
    const uint32_t *worlds = t->how->worlds;
    const struct qg_session *session = t->how->session;
    struct qg_run_options options = {.worlds = (worlds[0] > worlds[1] ? worlds[0] : worlds[1]) + 1};
    struct qg_sink sink = {.user = t, .worlds = hear};
    struct qg_reader_plan plan;
    struct qg_run run;
    for (int i = 0; i < QG_OUTCOMES; i++)
        options.show[i] = true;
    enum qg_fault fault = qg_reader_plan_init(&plan, &session->program->schema);
    if (fault == QG_OK) {
        fault = qg_run_init(&run, session->program, &session->settings, &options, sink, qg_seed());
        if (fault == QG_OK)
            fault = qg_compare_feed(&run, &plan, t->result->record);
        qg_run_free(&run);
    }
    qg_reader_plan_free(&plan);
    return fault == QG_OK && !t->told ? QG_FAULT_BUG : fault;
}

enum qg_fault qg_compare_tell(const struct qg_compare_telling *how,
                              struct qg_compare_result *result) {
    struct teller t = {.how = how, .result = result};
    uint32_t count = how->session->program->rule_count;
    enum qg_fault fault = QG_FAULT_MEMORY;
    t.watched = calloc((size_t)count + 1, sizeof *t.watched);
    t.first = calloc((size_t)count + 1, sizeof *t.first);
    if (t.watched != NULL && t.first != NULL) {
        for (uint32_t r = 0; r < count; r++)
            t.watched[r] = true;
        qg_compare_firsts(t.first, how->session->program);
        fault = run(&t);
    }
    free(t.watched);
    free(t.first);
    return fault;
}
