// SPDX-License-Identifier: Apache-2.0

#include "describe.h"

#include "facts.h"
#include "message.h"
#include "subject.h"

// Keeps what was built, which is then done with.
static bool keep(struct qg_arena *arena, struct qg_text *text, struct qg_str *out) {
    bool kept = qg_text_keep(arena, text, out);
    qg_text_free(text);
    return kept;
}

static void add_subject(struct qg_machine *m, const struct qg_instance *instance,
                        struct qg_finding *out) {
    const struct qg_scope *scope = &m->program->scopes[m->program->rules[instance->rule].scope];
    out->subject_count = instance->depth;
    for (;; scope = &m->program->scopes[scope->parent]) {
        uint8_t at = (uint8_t)(scope->depth - 1);
        out->subject[at] = qg_subject_of(m->record, scope, instance->args[at]);
        if (scope->parent == QG_NONE)
            break;
    }
}

// A scope rule that is certainly not met is never violated: what it governs does not apply.
static bool is_unmet_scope(struct qg_machine *m, const struct qg_instance *instance) {
    const struct qg_rule *rule = &m->program->rules[instance->rule];
    if (rule->kind != QG_RULE_SCOPE || instance->outcome != QG_NOT_APPLICABLE)
        return false;
    struct qg_check_why why;
    struct qg_check check = qg_machine_check_traced(m, rule->check, instance->args, &why);
    return qg_is_yes(check.applies) && qg_is_no(check.holds);
}

// A breach says what went wrong, or why a scope rule shuts out what it governs; every other outcome
// says what the rule demands.
static int32_t message_of(struct qg_machine *m, const struct qg_instance *instance,
                          enum qg_outcome outcome) {
    const struct qg_rule *rule = &m->program->rules[instance->rule];
    bool unmet = outcome == QG_VIOLATED || is_unmet_scope(m, instance);
    if (unmet && rule->breach != QG_NONE)
        return rule->breach;
    return rule->duty != QG_NONE ? rule->duty : rule->breach;
}

// A message in every language asked for.
static bool add_message(struct qg_machine *m, struct qg_arena *arena, int32_t message,
                        const struct qg_value *args, const bool *languages, struct qg_str *out) {
    for (int lang = 0; lang < QG_LANGS; lang++) {
        struct qg_text text = {0};
        if (!languages[lang])
            continue;
        qg_message_add(m, message, args, lang, &text);
        if (!keep(arena, &text, &out[lang]))
            return false;
    }
    return true;
}

static bool add_messages(struct qg_machine *m, struct qg_arena *arena,
                         const struct qg_instance *instance, const bool *languages,
                         struct qg_finding *out) {
    int32_t message = message_of(m, instance, out->outcome);
    int32_t remark = m->program->rules[instance->rule].remark;
    return add_message(m, arena, message, instance->args, languages, out->message) &&
           add_message(m, arena, remark, instance->args, languages, out->remark);
}

static bool add_facts(struct qg_machine *m, struct qg_arena *arena,
                      const struct qg_instance *instance, struct qg_finding *out,
                      struct qg_terms *terms) {
    struct qg_fact_list facts;
    struct qg_account account = qg_account_for(m, instance);
    uint32_t inside = qg_instance_region(m->program, instance);
    if (!qg_facts_collect(m, arena, account.holds, account.applies, inside, &facts))
        return false;
    if (terms != NULL && !qg_terms_collect(m, arena, instance, account.holds, terms))
        return false;
    out->evidence = facts.evidence;
    out->evidence_count = facts.evidence_count;
    out->missing = facts.missing;
    out->gaps = facts.gaps;
    out->missing_count = instance->outcome == QG_UNDETERMINED ? facts.missing_count : 0;
    struct qg_text pointer = {0};
    qg_record_pointer(m->record, facts.place.ref, facts.place.field, &pointer);
    return keep(arena, &pointer, &out->location.pointer);
}

bool qg_describe(struct qg_machine *m, struct qg_arena *arena, const struct qg_description *draft,
                 const bool *languages, struct qg_finding *out, struct qg_terms *terms) {
    const struct qg_instance *instance = draft->instance;
    const struct qg_rule *rule = &m->program->rules[instance->rule];
    *out = (struct qg_finding){
        .rule = (int32_t)instance->rule,
        .outcome = draft->weight.outcome,
        .severity = draft->weight.severity,
        .voids_meeting = rule->voids,
        .boundary = qg_at_boundary(m, instance),
        .reading_dependent = draft->reading_count > 0,
        .readings = draft->readings,
        .reading_count = draft->reading_count,
        .silenced_by = draft->silenced_by,
    };
    if (instance->exemption != QG_NONE)
        out->category = m->program->exemptions[instance->exemption].name;
    add_subject(m, instance, out);
    return add_messages(m, arena, instance, languages, out) &&
           add_facts(m, arena, instance, out, terms) && !m->failed;
}

static bool data_message(struct qg_arena *arena, const struct qg_data_finding *data, int lang,
                         struct qg_str *out) {
    struct qg_text text = {0};
    qg_data_message(data, lang, &text);
    return keep(arena, &text, out);
}

bool qg_describe_data(const struct qg_record *record, struct qg_arena *arena,
                      const struct qg_data_finding *data, const bool *languages,
                      struct qg_finding *out) {
    *out = (struct qg_finding){
        .rule = QG_NONE,
        .outcome = QG_VIOLATED,
        .severity = QG_NONE,
        .silenced_by = QG_NONE,
        .location.pointer = data->pointer,
        .data_code = qg_data_code(data->code),
    };
    if (record != NULL) {
        out->subject_count = 1;
        out->subject[0].noun = record->schema->types[record->type].name;
        out->subject[0].title = &record->schema->types[record->type].title;
        out->subject[0].id = qg_region_id(record, record->type, 1);
        out->subject[0].index = QG_NONE;
    }
    bool ok = true;
    for (int lang = 0; lang < QG_LANGS && ok; lang++)
        if (languages[lang])
            ok = data_message(arena, data, lang, &out->message[lang]);
    return ok;
}
