// SPDX-License-Identifier: Apache-2.0

#include "cover.h"

#include "cover_act.h"
#include "expect.h"

struct coverer {
    struct qg_cover *out;
    const struct qg_proof *proof;
    const struct qg_program *program;
    struct qg_cover_choice *readings, *exemptions; // the coverage's own, to be written
};

struct qg_cover_place qg_cover_place(const struct qg_compilation *c, struct qg_span span) {
    struct qg_file_place written = qg_sources_place(&c->sources, span);
    return (struct qg_cover_place){written.name, written.place.line, written.place.column};
}

// ---- tables ----

// A rule that has a `when` ends in a second OUTCOME, which has no requirement of its own.
static bool may_not_apply(const struct qg_program *program, const struct qg_rule *rule) {
    const struct qg_function *check = &program->functions[rule->check];
    const struct qg_instr *last = &program->code[check->end - 1];
    return last->op == QG_OP_OUTCOME && last->a == last->b;
}

static bool is_possible(const struct qg_program *program, const struct qg_rule *rule,
                        enum qg_outcome outcome) {
    switch (outcome) {
    case QG_VIOLATED:
        return rule->kind != QG_RULE_SCOPE;
    case QG_EXEMPT:
        return rule->exemption_count > 0;
    case QG_NOT_APPLICABLE:
        return rule->kind == QG_RULE_SCOPE || may_not_apply(program, rule);
    case QG_NOT_IN_FORCE:
        return false; // a matter of the act, not of each rule
    default:
        return true;
    }
}

// Of all elements together: there may be none; agreement is asked only of what is known.
static bool is_possible_together(const struct qg_population *population, enum qg_outcome outcome) {
    if (outcome == QG_UNDETERMINED)
        return population->demand != QG_DEMAND_AGREE;
    return outcome != QG_EXEMPT && outcome != QG_NOT_IN_FORCE;
}

static bool list_rules(struct coverer *k) {
    const struct qg_program *p = k->program;
    k->out->rules = qg_arena_array(&k->out->arena, p->rule_count, sizeof *k->out->rules);
    for (uint32_t r = 0; r < p->rule_count && k->out->rules != NULL; r++) {
        const struct qg_rule *rule = &p->rules[r];
        const struct qg_population *together = qg_population_of(p, r);
        k->out->rules[r] = (struct qg_cover_rule){
            .act = p->acts[rule->act].name,
            .paragraph = rule->paragraph,
            .id = rule->id,
            .place = qg_cover_place(k->proof->c, rule->place),
        };
        for (int o = 0; o < QG_OUTCOMES; o++)
            if (together != NULL ? is_possible_together(together, (enum qg_outcome)o)
                                 : is_possible(p, rule, (enum qg_outcome)o))
                k->out->rules[r].states[o] = QG_COVER_MISSING;
    }
    k->out->coverage.rules = k->out->rules;
    k->out->coverage.rule_count = p->rule_count;
    return k->out->rules != NULL;
}

// A flag hangs on its conditions, so that it can always be raised and not raised.
static bool list_flags(struct coverer *k) {
    const struct qg_program *p = k->program;
    k->out->flags = qg_arena_array(&k->out->arena, p->flag_count, sizeof *k->out->flags);
    for (uint32_t f = 0; f < p->flag_count && k->out->flags != NULL; f++) {
        const struct qg_flag *flag = &p->flags[f];
        k->out->flags[f] = (struct qg_cover_flag){
            .act = p->acts[flag->act].name,
            .paragraph = flag->paragraph,
            .id = flag->id,
            .place = qg_cover_place(k->proof->c, flag->place),
            .states = {QG_COVER_MISSING, QG_COVER_MISSING},
        };
    }
    k->out->coverage.flags = k->out->flags;
    k->out->coverage.flag_count = p->flag_count;
    return k->out->flags != NULL;
}

static uint32_t count_choices(const struct qg_program *p) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->reading_count; i++)
        count += p->readings[i].count;
    return count;
}

static void list_values(struct coverer *k, const struct qg_reading *reading, uint32_t *count) {
    for (uint16_t v = 0; v < reading->count; v++)
        if (v != reading->preset)
            k->readings[(*count)++] =
                (struct qg_cover_choice){reading->name, reading->values[v],
                                         qg_cover_place(k->proof->c, reading->span), false};
}

static uint64_t readings_of(const struct qg_program *p, const struct qg_flag *flag) {
    return p->functions[flag->check].readings;
}

static bool is_used(const struct qg_program *p, uint32_t reading) {
    uint64_t used = 0;
    for (uint32_t r = 0; r < p->rule_count; r++)
        used |= p->rules[r].readings;
    for (uint32_t f = 0; f < p->flag_count; f++)
        used |= readings_of(p, &p->flags[f]);
    return (used >> reading & 1) != 0;
}

// Readings are asked for only where some rule or flag depends on them, as none need do on the
// built-in ones, or on that of a day of adoption.
static bool list_readings(struct coverer *k) {
    const struct qg_program *p = k->program;
    uint32_t count = 0;
    k->readings = qg_arena_array(&k->out->arena, count_choices(p), sizeof *k->readings);
    for (uint32_t i = 0; i < p->reading_count && k->readings != NULL; i++)
        if (is_used(p, i))
            list_values(k, &p->readings[i], &count);
    k->out->coverage.readings = k->readings;
    k->out->coverage.reading_count = count;
    return k->readings != NULL;
}

// An exemption is compiled once for each depth that it lifts rules at; it is listed once.
static bool list_exemptions(struct coverer *k) {
    const struct qg_program *p = k->program;
    uint32_t count = 0;
    k->exemptions = qg_arena_array(&k->out->arena, p->exemption_count, sizeof *k->exemptions);
    for (uint32_t i = 0; i < p->exemption_count && k->exemptions != NULL; i++) {
        bool known = false;
        for (uint32_t e = 0; e < count; e++)
            known = known || qg_str_equal(k->exemptions[e].name, p->exemptions[i].name);
        if (!known)
            k->exemptions[count++] =
                (struct qg_cover_choice){p->exemptions[i].name, QG_STR(""),
                                         qg_cover_place(k->proof->c, p->exemptions[i].span), false};
    }
    k->out->coverage.exemptions = k->exemptions;
    k->out->coverage.exemption_count = count;
    return k->exemptions != NULL;
}

// ---- what a test shows ----

static void raise_to(enum qg_cover_state *state, enum qg_cover_state to) {
    if (*state != QG_COVER_IMPOSSIBLE && *state < to)
        *state = to;
}

static void note_category(struct coverer *k, struct qg_str category) {
    for (uint32_t i = 0; i < k->out->coverage.exemption_count; i++)
        if (qg_str_equal(k->exemptions[i].name, category))
            k->exemptions[i].proved = true;
}

// `used`: the readings that what is expected depends on.
static void note_reading(struct coverer *k, const struct qg_setting *setting, uint64_t used) {
    struct qg_str value = qg_sources_slice(&k->proof->c->sources, setting->value->span);
    for (uint32_t i = 0; i < k->program->reading_count; i++)
        if (qg_str_equal(k->program->readings[i].name, setting->name.text) && (used >> i & 1) == 0)
            return;
    for (uint32_t i = 0; i < k->out->coverage.reading_count; i++)
        if (qg_str_equal(k->readings[i].name, setting->name.text) &&
            qg_str_equal(k->readings[i].value, value))
            k->readings[i].proved = true;
}

static void note_readings(struct coverer *k, const struct qg_test_decl *test, uint64_t used) {
    for (const struct qg_setting *s = test->settings.first; s != NULL; s = s->next)
        if (s->reading)
            note_reading(k, s, used);
}

// An expectation about `rule` that was met proves its outcome, and the readings that were set.
static void note_expectation(struct coverer *k, const struct qg_test_decl *test,
                             const struct qg_expect *e, uint32_t rule,
                             const struct qg_trial *trial) {
    enum qg_outcome outcome = qg_expect_outcome(e);
    raise_to(&k->out->rules[rule].states[outcome], QG_COVER_PROVED);
    note_readings(k, test, k->program->rules[rule].readings);
    if (qg_name_given(&e->category))
        note_category(k, e->category.text);
    for (uint32_t i = 0; i < trial->findings.len; i++)
        if (outcome == QG_EXEMPT && trial->findings.at[i].rule == (int32_t)rule &&
            trial->findings.at[i].outcome == QG_EXEMPT)
            note_category(k, trial->findings.at[i].category);
}

// Likewise of a flag.
static void note_call(struct coverer *k, const struct qg_test_decl *test,
                      const struct qg_expect *e) {
    enum qg_cover_call call = e->kind == QG_EXPECT_FLAG ? QG_COVER_RAISED : QG_COVER_NOT_RAISED;
    for (uint32_t f = 0; f < k->program->flag_count; f++) {
        const struct qg_flag *flag = &k->program->flags[f];
        if (!qg_str_equal(flag->id, e->rule.text))
            continue;
        raise_to(&k->out->flags[f].states[call], QG_COVER_PROVED);
        note_readings(k, test, readings_of(k->program, flag));
    }
}

static void note_expectations(struct coverer *k, const struct qg_test_decl *test,
                              const struct qg_trial *trial) {
    for (const struct qg_expect *e = test->expects.first; e != NULL; e = e->next) {
        for (uint32_t r = 0; r < k->program->rule_count; r++)
            if (e->kind == QG_EXPECT_OUTCOME && qg_str_equal(k->program->rules[r].id, e->rule.text))
                note_expectation(k, test, e, r, trial);
        if (e->kind == QG_EXPECT_FLAG || e->kind == QG_EXPECT_NO_FLAG)
            note_call(k, test, e);
    }
}

static bool is_raised(const struct qg_verdict *verdict, uint32_t flag) {
    for (uint32_t i = 0; i < verdict->flag_count + verdict->remedy_count; i++)
        if (verdict->flags[i].flag == (int32_t)flag)
            return true;
    return false;
}

static void note_seen_calls(struct coverer *k, const struct qg_verdict *verdict) {
    for (uint32_t f = 0; f < k->program->flag_count; f++) {
        bool raised = is_raised(verdict, f);
        raise_to(&k->out->flags[f].states[raised ? QG_COVER_RAISED : QG_COVER_NOT_RAISED],
                 QG_COVER_SEEN);
    }
}

static void note_seen(struct coverer *k, const struct qg_trial *trial) {
    for (uint32_t i = 0; i < trial->findings.len; i++) {
        const struct qg_finding *f = &trial->findings.at[i];
        if (f->rule != QG_NONE)
            raise_to(&k->out->rules[f->rule].states[f->outcome], QG_COVER_SEEN);
    }
    for (uint32_t i = 0; i < trial->verdicts.len; i++)
        note_seen_calls(k, &trial->verdicts.at[i]);
}

static bool passes(struct coverer *k, const struct qg_test_decl *test,
                   const struct qg_trial *trial) {
    struct qg_text found = {0};
    bool met = true;
    for (const struct qg_expect *e = test->expects.first; e != NULL && met; e = e->next)
        met = qg_expect_met(e, k->program, trial, &found);
    qg_text_free(&found);
    return met;
}

static enum qg_fault run_test(struct coverer *k, const struct qg_proof_test *test) {
    struct qg_trial trial;
    qg_trial_init(&trial);
    enum qg_fault fault = qg_proof_run(
        k->proof, test, k->program, (struct qg_proof_part){.enabled = NULL, .calm = true}, &trial);
    if (fault == QG_OK && passes(k, &test->decl->as.test, &trial)) {
        note_seen(k, &trial);
        note_expectations(k, &test->decl->as.test, &trial);
    } else if (fault == QG_OK && k->out->failed == NULL) {
        k->out->failed = test->decl;
    }
    qg_trial_free(&trial);
    return fault;
}

enum qg_fault qg_cover(struct qg_cover *out, const struct qg_proof *proof) {
    struct coverer k = {.out = out, .proof = proof, .program = proof->c->program};
    *out = (struct qg_cover){.coverage.tests = proof->tests.len};
    qg_arena_init(&out->arena, "coverage");
    if (!list_rules(&k) || !list_flags(&k) || !list_readings(&k) || !list_exemptions(&k))
        return QG_FAULT_MEMORY;
    enum qg_fault fault = qg_cover_acts(&out->coverage, &out->arena, proof->c);
    for (uint32_t i = 0; i < proof->tests.len && fault == QG_OK; i++)
        fault = run_test(&k, &proof->tests.at[i]);
    return fault;
}

// ---- what is explained ----

// `rule P26-b: violated`, `flag P58-a: raised`.
static enum qg_fault explain(struct qg_cover_explained *explained, enum qg_cover_state *state,
                             const char *what, struct qg_str id, const char *is) {
    struct qg_text key = {0};
    if (!qg_cover_is_lacking(*state))
        return QG_OK;
    qg_text_printf(&key, "%s %.*s: %s", what, QG_STR_ARG(id), is);
    bool failed = key.failed;
    if (!failed && qg_explained_reason(explained, qg_text_str(&key)).len > 0)
        *state = QG_COVER_EXPLAINED;
    qg_text_free(&key);
    return failed ? QG_FAULT_MEMORY : QG_OK;
}

// `order_300: paragraph 12 to 15`: a gap that is explained is none.
static enum qg_fault explain_gap(struct qg_cover_explained *explained,
                                 struct qg_cover_paragraph *p) {
    struct qg_text key = {0};
    if (!p->gap)
        return QG_OK;
    qg_text_printf(&key, "%.*s: paragraph %.*s", QG_STR_ARG(p->act), QG_STR_ARG(p->name));
    bool failed = key.failed;
    p->gap = failed || qg_explained_reason(explained, qg_text_str(&key)).len == 0;
    qg_text_free(&key);
    return failed ? QG_FAULT_MEMORY : QG_OK;
}

static enum qg_fault explain_gaps(struct qg_cover *cover, struct qg_cover_explained *explained) {
    uint32_t count = cover->coverage.paragraph_count;
    struct qg_cover_paragraph *all = qg_arena_array(&cover->arena, count, sizeof *all);
    enum qg_fault fault = all != NULL ? QG_OK : QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < count && fault == QG_OK; i++) {
        all[i] = cover->coverage.paragraphs[i];
        fault = explain_gap(explained, &all[i]);
    }
    if (fault == QG_OK)
        cover->coverage.paragraphs = all;
    return fault;
}

enum qg_fault qg_cover_explain(struct qg_cover *cover, struct qg_cover_explained *explained) {
    enum qg_fault fault = explain_gaps(cover, explained);
    for (uint32_t r = 0; r < cover->coverage.rule_count; r++)
        for (int o = 0; o < QG_OUTCOMES && fault == QG_OK; o++)
            fault = explain(explained, &cover->rules[r].states[o], "rule", cover->rules[r].id,
                            qg_outcome_name((enum qg_outcome)o));
    for (uint32_t f = 0; f < cover->coverage.flag_count; f++)
        for (int call = 0; call < QG_COVER_CALLS && fault == QG_OK; call++)
            fault = explain(explained, &cover->flags[f].states[call], "flag", cover->flags[f].id,
                            qg_cover_call_name((enum qg_cover_call)call));
    return fault;
}

enum qg_fault qg_cover_stale(struct qg_cover *cover, const struct qg_cover_explained *explained,
                             bool mutated, struct qg_str filter) {
    struct qg_str *all = qg_arena_array(&cover->arena, explained->entries.len, sizeof *all);
    if (all == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < explained->entries.len; i++) {
        const struct qg_explanation *e = &explained->entries.at[i];
        bool alteration = qg_str_contains(e->key, QG_STR(" -> "));
        if (!e->met && (!alteration || (mutated && qg_str_contains(e->key, filter))))
            all[cover->coverage.stale_count++] = e->key;
    }
    cover->coverage.stale = all;
    return QG_OK;
}

void qg_cover_free(struct qg_cover *cover) {
    qg_arena_free(&cover->arena);
}
