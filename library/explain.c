// SPDX-License-Identifier: Apache-2.0

#include "explain.h"

#include "compile.h"
#include "explain_parts.h"
#include "suggest.h"

#include <stdlib.h>

// ---- what a name means ----

static bool is_called(const struct qg_policy *policy, uint32_t rule, struct qg_str name) {
    return rule < policy->program->rule_count &&
           qg_str_equal(policy->program->rules[rule].id, name);
}

// The first version of the rule of that name; the count of rules if there is none.
static uint32_t find_rule(const struct qg_policy *policy, struct qg_str name) {
    uint32_t i = 0;
    while (i < policy->program->rule_count && !is_called(policy, i, name))
        i++;
    return i;
}

static bool tell_provision(struct qg_teller *t, struct qg_str name) {
    for (uint32_t i = 0; i < t->program->provision_count; i++) {
        if (!qg_str_equal(t->program->provisions[i].id, name))
            continue;
        qg_tell_provision(t, i);
        return true;
    }
    return false;
}

static bool tell_flag(struct qg_teller *t, struct qg_str name) {
    for (uint32_t i = 0; i < t->program->flag_count; i++) {
        if (!qg_str_equal(t->program->flags[i].id, name))
            continue;
        qg_tell_flag(t, i);
        return true;
    }
    return false;
}

static bool tell_reading(struct qg_teller *t, struct qg_str name) {
    for (uint32_t i = 0; i < t->program->reading_count; i++) {
        if (!qg_str_equal(t->program->readings[i].name, name))
            continue;
        qg_tell_reading(t, i);
        return true;
    }
    return false;
}

static struct qg_teller begin(const struct qg_policy *policy,
                              const struct qg_explain_options *options) {
    struct qg_teller t = {.program = policy->program, .c = policy->compilation};
    qg_notes_init(&t.notes, &policy->compilation->sources, options->lang);
    return t;
}

static void end(struct qg_teller *t, bool known, const struct qg_explain_options *options,
                struct qg_text *out) {
    out->failed = out->failed || t->notes.failed;
    if (known && !t->notes.failed) {
        if (options->json)
            qg_note_json(t->root, out);
        else
            qg_note_print(t->root, out);
    }
    qg_notes_free(&t->notes);
}

// Each text that amendments gave a rule, in the order of their force.
static void explain_versions(const struct qg_policy *policy, uint32_t first, struct qg_str name,
                             const struct qg_explain_options *options, struct qg_text *out) {
    for (uint32_t i = first; is_called(policy, i, name); i++) {
        struct qg_teller t = begin(policy, options);
        if (i > first)
            qg_text_addz(out, options->json ? ",\n " : "\n");
        qg_tell_rule(&t, i);
        end(&t, true, options, out);
    }
}

bool qg_explain(const struct qg_policy *policy, struct qg_str name,
                const struct qg_explain_options *options, struct qg_text *out) {
    uint32_t rule = find_rule(policy, name);
    if (is_called(policy, rule, name) && is_called(policy, rule + 1, name)) {
        explain_versions(policy, rule, name, options, out);
        return true;
    }
    struct qg_teller t = begin(policy, options);
    bool known = is_called(policy, rule, name);
    if (known)
        qg_tell_rule(&t, rule);
    known = known || tell_provision(&t, name) || tell_flag(&t, name) || tell_reading(&t, name) ||
            qg_tell_exemption(&t, name) || qg_tell_table(&t, name) || qg_tell_paragraph(&t, name);
    end(&t, known, options, out);
    return known;
}

// ---- what it may have been meant for ----

// Room for every name there is; how many, or 0 when memory is out.
static size_t all_names(const struct qg_program *program, struct qg_str **out) {
    size_t room = (size_t)program->rule_count + program->provision_count + program->flag_count +
                  program->reading_count + program->exemption_count;
    struct qg_str *names = calloc(room + 1, sizeof *names);
    size_t count = 0;
    *out = names;
    if (names == NULL)
        return 0;
    for (uint32_t i = 0; i < program->rule_count; i++)
        names[count++] = program->rules[i].id;
    for (uint32_t i = 0; i < program->provision_count; i++)
        names[count++] = program->provisions[i].id;
    for (uint32_t i = 0; i < program->flag_count; i++)
        names[count++] = program->flags[i].id;
    for (uint32_t i = 0; i < program->reading_count; i++)
        names[count++] = program->readings[i].name;
    for (uint32_t i = 0; i < program->exemption_count; i++)
        names[count++] = program->exemptions[i].name;
    return count;
}

void qg_explain_suggest(const struct qg_policy *policy, struct qg_str name, struct qg_text *out) {
    struct qg_str *names, close;
    size_t count = all_names(policy->program, &names);
    if (qg_suggest(name, names, count, &close))
        qg_text_printf(out, "; did you mean `%.*s`?", QG_STR_ARG(close));
    free(names);
}
