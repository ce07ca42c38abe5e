// SPDX-License-Identifier: Apache-2.0
//
// From what the checker says to the plain structs of the public header. Everything is copied into
// an arena that is reset for the next one: the public side wants NUL-terminated strings, and the
// checker's are slices.

#include "api.h"

struct teller {
    struct qagida_checker *checker;
    const struct qg_program *program;
    bool failed;
};

static struct teller teller_of(struct qg_writer *w) {
    struct qagida_checker *checker = w->state;
    qg_arena_reset(&checker->arena);
    return (struct teller){.checker = checker, .program = checker->session.program};
}

// A copy with a NUL; NULL for what is empty.
static const char *keep(struct teller *t, struct qg_str s) {
    const char *copy = s.len == 0 ? NULL : qg_arena_copy(&t->checker->arena, s.at, s.len);
    t->failed = t->failed || (s.len > 0 && copy == NULL);
    return copy;
}

static const char *keep_text(struct teller *t, struct qg_str s) {
    const char *copy = keep(t, s);
    return copy != NULL ? copy : "";
}

static void *room(struct teller *t, size_t count, size_t size) {
    void *at = qg_arena_array(&t->checker->arena, count + 1, size);
    t->failed = t->failed || at == NULL;
    return at;
}

static const char *rule_id(struct teller *t, int32_t rule) {
    return rule == QG_NONE ? NULL : keep(t, t->program->rules[rule].id);
}

static const char *severity(struct teller *t, int32_t at) {
    return at == QG_NONE ? NULL : keep(t, t->program->severities[at].name);
}

// ---- lists ----

static void add_subjects(struct teller *t, const struct qg_finding *f, qagida_finding *out) {
    qagida_subject *subjects = room(t, (size_t)f->subject_count + 1, sizeof *subjects);
    for (uint8_t i = 0; i < f->subject_count && !t->failed; i++)
        subjects[i] = (qagida_subject){keep_text(t, f->subject[i].noun), keep(t, f->subject[i].id),
                                       f->subject[i].index};
    out->subjects = subjects;
    out->subject_count = f->subject_count;
    if (f->together == NULL || t->failed)
        return;
    subjects[out->subject_count++] =
        (qagida_subject){keep_text(t, f->together->noun), keep(t, f->together->group), -1};
}

static void add_evidence(struct teller *t, const struct qg_finding *f, qagida_finding *out) {
    qagida_fact *facts = room(t, f->evidence_count, sizeof *facts);
    for (uint32_t i = 0; i < f->evidence_count && !t->failed; i++)
        facts[i] = (qagida_fact){
            keep_text(t, f->evidence[i].pointer), keep_text(t, f->evidence[i].value),
            f->evidence[i].elsewhere != NULL ? keep_text(t, f->evidence[i].elsewhere->record)
                                             : NULL};
    out->evidence = facts;
    out->evidence_count = f->evidence_count;
}

static void add_missing(struct teller *t, const struct qg_finding *f, qagida_finding *out) {
    const char **missing = room(t, f->missing_count, sizeof *missing);
    for (uint32_t i = 0; i < f->missing_count && !t->failed; i++)
        missing[i] = keep_text(t, f->missing[i]);
    out->missing = missing;
    out->missing_count = f->missing_count;
}

static void add_readings(struct teller *t, const struct qg_finding *f, qagida_finding *out) {
    qagida_reading_outcome *readings = room(t, f->reading_count, sizeof *readings);
    for (uint32_t i = 0; i < f->reading_count && !t->failed; i++)
        readings[i] = (qagida_reading_outcome){keep_text(t, f->readings[i].reading),
                                               keep_text(t, f->readings[i].value),
                                               qg_outcome_name(f->readings[i].outcome)};
    out->readings = readings;
    out->reading_count = f->reading_count;
}

// ---- findings and verdicts ----

static void add_citation(struct teller *t, const struct qg_finding *f, qagida_finding *out) {
    if (f->rule == QG_NONE) {
        out->rule = "data";
        out->code = keep(t, f->data_code);
        return;
    }
    const struct qg_rule *rule = &t->program->rules[f->rule];
    out->act = keep_text(t, t->program->acts[rule->act].name);
    out->paragraph = keep_text(t, rule->paragraph);
    out->rule = keep_text(t, rule->id);
}

static qagida_finding finding_of(struct teller *t, const struct qg_finding *f) {
    qagida_finding out = {
        .outcome = qg_outcome_name(f->outcome),
        .severity = severity(t, f->severity),
        .message = keep_text(t, f->message[t->checker->options.lang]),
        .remark = keep(t, f->remark[t->checker->options.lang]),
        .category = keep(t, f->category),
        .silenced_by = rule_id(t, f->silenced_by),
        .file = keep_text(t, f->location.file),
        .line = f->location.line,
        .column = f->location.column,
        .pointer = keep_text(t, f->location.pointer),
        .voids_meeting = f->voids_meeting,
        .boundary = f->boundary,
        .reading_dependent = f->reading_dependent,
    };
    add_citation(t, f, &out);
    add_subjects(t, f, &out);
    add_evidence(t, f, &out);
    add_missing(t, f, &out);
    add_readings(t, f, &out);
    return out;
}

static const qagida_flag *flags_of(struct teller *t, const struct qg_verdict *v) {
    qagida_flag *flags = room(t, v->flag_count, sizeof *flags);
    for (uint32_t i = 0; i < v->flag_count && !t->failed; i++) {
        const struct qg_flag *flag = &t->program->flags[v->flags[i].flag];
        flags[i].paragraph = keep_text(t, flag->paragraph);
        flags[i].flag = keep_text(t, flag->id);
        flags[i].remark = keep_text(t, v->flags[i].remark[t->checker->options.lang]);
        flags[i].priority = flag->priority;
    }
    return flags;
}

static qagida_verdict verdict_of(struct teller *t, const struct qg_verdict *v) {
    const char **grounds = room(t, v->ground_count, sizeof *grounds);
    for (uint32_t i = 0; i < v->ground_count && !t->failed; i++)
        grounds[i] = rule_id(t, v->grounds[i]);
    return (qagida_verdict){
        .act = keep_text(t, t->program->acts[v->act].name),
        .record = keep(t, v->record),
        .certification = keep(t, v->certification.id),
        .verdict = qg_verdict_name(v->kind),
        .strongest = severity(t, v->strongest),
        .grounds = grounds,
        .ground_count = v->ground_count,
        .flags = flags_of(t, v),
        .flag_count = v->flag_count,
        .priority = v->priority,
    };
}

// A stop travels as the fault of an output that takes no more.
static enum qg_fault answer(int stop) {
    return stop == 0 ? QG_OK : QG_FAULT_WRITE;
}

static enum qg_fault hear_finding(struct qg_writer *w, const struct qg_finding *f) {
    struct teller t = teller_of(w);
    if (t.checker->on_finding == NULL)
        return QG_OK;
    qagida_finding out = finding_of(&t, f);
    if (t.failed)
        return QG_FAULT_MEMORY;
    return answer(t.checker->on_finding(t.checker->finding_user, &out));
}

static enum qg_fault hear_verdict(struct qg_writer *w, const struct qg_verdict *v) {
    struct teller t = teller_of(w);
    if (t.checker->on_verdict == NULL)
        return QG_OK;
    qagida_verdict out = verdict_of(&t, v);
    if (t.failed)
        return QG_FAULT_MEMORY;
    return answer(t.checker->on_verdict(t.checker->verdict_user, &out));
}

static enum qg_fault hear_begin(struct qg_writer *w) {
    (void)w;
    return QG_OK;
}

static enum qg_fault hear_end(struct qg_writer *w, const struct qg_tally *tally) {
    (void)w;
    (void)tally;
    return QG_OK;
}

struct qg_writer qg_api_listener(struct qagida_checker *checker) {
    return (struct qg_writer){
        .state = checker,
        .begin = hear_begin,
        .finding = hear_finding,
        .verdict = hear_verdict,
        .end = hear_end,
    };
}
