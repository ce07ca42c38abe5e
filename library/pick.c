// SPDX-License-Identifier: Apache-2.0
#include "pick.h"

#include "suggest.h"

#include <stdlib.h>

bool qg_pick_begins(struct qg_str pattern, struct qg_str name) {
    if (pattern.len > 0 && pattern.at[pattern.len - 1] == '*')
        return qg_str_starts(name, qg_str_slice(pattern, 0, pattern.len - 1));
    return qg_str_equal(name, pattern);
}

bool qg_pick_means(const struct qg_program *program, struct qg_str pattern, uint32_t at) {
    const struct qg_rule *rule = &program->rules[at];
    return qg_pick_begins(pattern, rule->id) || qg_str_equal(rule->paragraph, pattern) ||
           qg_str_equal(program->acts[rule->act].name, pattern) ||
           (rule->severity != QG_NONE &&
            qg_str_equal(program->severities[rule->severity].name, pattern));
}

void qg_pick_unknown(const struct qg_program *program, struct qg_str pattern, struct qg_text *out) {
    size_t room = (size_t)program->rule_count * 2 + program->severity_count, count = 0;
    struct qg_str *names = calloc(room + 1, sizeof *names), close;
    for (uint32_t i = 0; names != NULL && i < program->rule_count; i++) {
        names[count++] = program->rules[i].id;
        names[count++] = program->rules[i].paragraph;
    }
    for (uint32_t i = 0; names != NULL && i < program->severity_count; i++)
        names[count++] = program->severities[i].name;
    qg_text_printf(out, "unknown rule, paragraph or severity `%.*s`", QG_STR_ARG(pattern));
    if (names != NULL && qg_suggest(pattern, names, count, &close))
        qg_text_printf(out, "; did you mean `%.*s`?", QG_STR_ARG(close));
    free(names);
}
