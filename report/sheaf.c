// SPDX-License-Identifier: Apache-2.0

#include "sheaf.h"

#include "annotation.h"

#include <stdlib.h>

enum qg_fault qg_sheaves_init(struct qg_sheaves *sheaves, const struct qg_program *program) {
    *sheaves = (struct qg_sheaves){.rule_count = program->rule_count};
    sheaves->rules = calloc((size_t)program->rule_count + 1, sizeof *sheaves->rules);
    return sheaves->rules == NULL ? QG_FAULT_MEMORY : QG_OK;
}

static void drop(struct qg_sheaf *sheaf) {
    qg_text_free(&sheaf->violated);
    qg_text_free(&sheaf->undetermined);
}

void qg_sheaves_free(struct qg_sheaves *sheaves) {
    for (uint32_t i = 0; sheaves->rules != NULL && i < sheaves->rule_count; i++)
        drop(&sheaves->rules[i]);
    for (int i = 0; i < QG_DATA_CODES; i++)
        drop(&sheaves->data[i]);
    free(sheaves->rules);
}

static struct qg_sheaf *of_data(struct qg_sheaves *sheaves, struct qg_str code) {
    for (int i = 0; i < QG_DATA_CODES; i++)
        if (qg_str_equal(qg_data_code((enum qg_data_code)i), code))
            return &sheaves->data[i];
    return NULL;
}

static struct qg_sheaf *of_rule(struct qg_sheaves *sheaves, const struct qg_program *program,
                                uint32_t rule) {
    while (rule > 0 && qg_str_equal(program->rules[rule - 1].id, program->rules[rule].id))
        rule--;
    return &sheaves->rules[rule];
}

struct qg_text *qg_sheaves_take(struct qg_sheaves *sheaves, const struct qg_program *program,
                                const struct qg_finding *finding) {
    struct qg_sheaf *sheaf = finding->rule == QG_NONE
                                 ? of_data(sheaves, finding->data_code)
                                 : of_rule(sheaves, program, (uint32_t)finding->rule);
    if (sheaf == NULL)
        return NULL;
    if (finding->excused != NULL)
        sheaf->excused[finding->outcome]++;
    if (!qg_is_due(finding) || ++sheaf->due[finding->outcome] > QG_SHEAF_KEPT)
        return NULL;
    return finding->outcome == QG_VIOLATED ? &sheaf->violated : &sheaf->undetermined;
}

uint64_t qg_rule_tally(const struct qg_program *program, const struct qg_tally *tally,
                       uint32_t first, enum qg_outcome outcome) {
    uint64_t count = 0;
    for (uint32_t i = first, end = qg_rule_versions_end(program, first); i < end; i++)
        count += tally->by_rule[i][outcome];
    return count;
}
