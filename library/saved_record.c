// SPDX-License-Identifier: Apache-2.0

#include "saved_events.h"

// ---- verdict ----------------------------------------------------------------------------------

static void read_grounds(struct qg_saved_in *in, const struct qg_saved_program *names,
                         const json_t *from, struct qg_verdict *out) {
    const json_t *list = qg_saved_list(in, from, "grounds");
    const json_t *versions = qg_saved_list(in, from, "ground_versions");
    size_t count = json_array_size(list);
    int32_t *grounds = qg_saved_room(in, count, sizeof *grounds);
    for (size_t i = 0; grounds != NULL && i < count; i++) {
        struct qg_str id = qg_saved_value(in, json_array_get(list, i), "grounds");
        json_int_t version = json_integer_value(json_array_get(versions, i));
        grounds[i] = qg_saved_rule(in, names, id, version > INT32_MAX ? -1 : (int32_t)version);
    }
    out->grounds = grounds;
    out->ground_count = (uint32_t)count;
}

static uint64_t breaches_of(struct qg_saved_in *in, const struct qg_program *program,
                            const json_t *from) {
    const json_t *list = qg_saved_list(in, from, "breaches");
    uint64_t mask = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct qg_str name = qg_saved_value(in, json_array_get(list, i), "breaches");
        int32_t severity = qg_saved_severity(in, program, name);
        if (severity >= 0 && severity < QG_GRADED_LIMIT)
            mask |= UINT64_C(1) << severity;
    }
    return mask;
}

static void read_raised(struct qg_saved_in *in, const struct qg_program *program,
                        const json_t *from, struct qg_verdict *out) {
    const json_t *list = qg_saved_list(in, from, "raised");
    size_t count = json_array_size(list);
    struct qg_raised *flags = qg_saved_room(in, count, sizeof *flags);
    for (size_t i = 0; flags != NULL && i < count; i++) {
        const json_t *raised = qg_saved_element(in, list, i, "raised");
        uint64_t flag = qg_saved_count(in, raised, "flag");
        if (flag >= program->flag_count) {
            qg_saved_wrong(in, "raised", "there is no such flag");
            return;
        }
        flags[i].flag = (int32_t)flag;
        flags[i].due = qg_saved_day(in, raised, "by");
        out->remedy_count += program->flags[flag].due != QG_NONE;
        qg_saved_texts(in, raised, "remarks", flags[i].remark);
    }
    out->flags = flags;
    out->flag_count = (uint32_t)count - out->remedy_count;
}

static enum qg_verdict_kind kind_of(struct qg_saved_in *in, const json_t *from) {
    const char *names[QG_VERDICTS + 1] = {NULL};
    for (int i = 0; i < QG_VERDICTS; i++)
        names[i] = qg_verdict_name((enum qg_verdict_kind)i);
    return (enum qg_verdict_kind)qg_saved_choice(in, from, "verdict", names);
}

void qg_saved_verdict(struct qg_saved_in *in, const struct qg_saved_program *names,
                      const json_t *from, struct qg_verdict *out) {
    const struct qg_program *program = &names->program;
    *out = (struct qg_verdict){
        .record = qg_saved_text(in, from, "record"),
        .certification = qg_saved_subject(in, names, qg_saved_object(in, from, "subject")),
        .act = qg_saved_act(in, program, qg_saved_text(in, from, "act")),
        .kind = kind_of(in, from),
        .strongest = qg_saved_severity(in, program, qg_saved_text(in, from, "strongest")),
        .breaches = breaches_of(in, program, from),
        .priority = qg_saved_truth(in, from, "priority"),
    };
    read_grounds(in, names, from, out);
    read_raised(in, program, from, out);
}

// ---- record -----------------------------------------------------------------------------------

static void read_moment(struct qg_saved_in *in, const struct qg_saved_program *names,
                        const json_t *from, struct qg_moment *out) {
    struct qg_str rule = qg_saved_text(in, from, "limit_of");
    int32_t version = qg_saved_number(in, from, "version"), to = qg_saved_day(in, from, "to");
    *out = (struct qg_moment){.pointer = qg_saved_text(in, from, "pointer"),
                              .title = qg_saved_title(in, names, from),
                              .from = qg_saved_day(in, from, "day"),
                              .term = rule.len > 0,
                              .rule = QG_NONE};
    out->to = to == QG_NONE ? out->from : to;
    if (out->from == QG_NONE)
        qg_saved_wrong(in, "days", "one of them has no day");
    if (out->term)
        out->rule = qg_saved_rule(in, names, rule, version == QG_NONE ? 0 : version);
}

static void read_course(struct qg_saved_in *in, const struct qg_saved_program *names,
                        const json_t *from, struct qg_course *out) {
    const json_t *list = qg_saved_list(in, from, "days");
    size_t count = json_array_size(list);
    struct qg_moment *moments = qg_saved_room(in, count, sizeof *moments);
    for (size_t i = 0; moments != NULL && i < count; i++)
        read_moment(in, names, qg_saved_element(in, list, i, "days"), &moments[i]);
    *out = (struct qg_course){qg_saved_subject(in, names, from), moments, (uint32_t)count};
}

void qg_saved_heading(struct qg_saved_in *in, const struct qg_saved_program *names,
                      const json_t *from, struct qg_heading *out) {
    const json_t *list = qg_saved_list(in, from, "courses");
    size_t count = json_array_size(list);
    struct qg_course *courses = qg_saved_room(in, count, sizeof *courses);
    *out = (struct qg_heading){.record = qg_saved_subject(in, names, from),
                               .location = qg_saved_location(in, from),
                               .body = qg_saved_text(in, from, "body"),
                               .body_name = qg_saved_text(in, from, "body_name"),
                               .person = qg_saved_text(in, from, "person")};
    for (size_t i = 0; courses != NULL && i < count; i++)
        read_course(in, names, qg_saved_element(in, list, i, "courses"), &courses[i]);
    out->courses = courses;
    out->course_count = (uint32_t)count;
}

// ---- summary ----------------------------------------------------------------------------------

// The counts of all versions of a rule are those of the first.
static void read_by_rule(struct qg_saved_in *in, const struct qg_saved_program *names,
                         const json_t *summary, struct qg_tally *tally) {
    const json_t *rules = qg_saved_object(in, summary, "by_rule");
    for (uint32_t i = 0; i < names->rule_count; i++) {
        struct qg_str id = names->program.rules[names->rules[i]].id;
        const json_t *counts = json_object_getn(rules, id.at, id.len);
        for (int o = 0; o < QG_OUTCOMES; o++)
            tally->by_rule[names->rules[i]][o] =
                qg_saved_count(in, counts, qg_outcome_name((enum qg_outcome)o));
    }
}

void qg_saved_tally(struct qg_saved_in *in, const struct qg_saved_program *names,
                    const json_t *summary, struct qg_tally *tally) {
    const json_t *verdicts = qg_saved_object(in, summary, "verdicts");
    const json_t *findings = qg_saved_object(in, summary, "findings");
    const json_t *excused = qg_saved_object(in, summary, "excused");
    tally->records = qg_saved_count(in, summary, "records");
    tally->not_audited = qg_saved_count(in, summary, "not_audited");
    tally->unreadable = qg_saved_count(in, summary, "unreadable");
    tally->certifications = qg_saved_count(in, summary, "certifications");
    tally->priorities = qg_saved_count(in, summary, "priority");
    for (int i = 0; i < QG_VERDICTS; i++)
        tally->verdicts[i] = qg_saved_count(in, verdicts, qg_verdict_name((enum qg_verdict_kind)i));
    for (int i = 0; i < QG_OUTCOMES; i++) {
        tally->findings[i] = qg_saved_count(in, findings, qg_outcome_name((enum qg_outcome)i));
        tally->excused[i] = qg_saved_count(in, excused, qg_outcome_name((enum qg_outcome)i));
    }
    tally->data_findings = qg_saved_count(in, findings, "data");
    tally->excused_data = qg_saved_count(in, excused, "data");
    read_by_rule(in, names, summary, tally);
}
