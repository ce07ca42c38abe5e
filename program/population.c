// SPDX-License-Identifier: Apache-2.0
#include "population.h"

#include "program.h"

static const struct qg_str names[QG_FIGURES] = {
    [QG_FIGURE_NONE] = QG_STR_INIT(""),         [QG_FIGURE_MEMBERS] = QG_STR_INIT("members"),
    [QG_FIGURE_HAVING] = QG_STR_INIT("having"), [QG_FIGURE_SHARE] = QG_STR_INIT("share"),
    [QG_FIGURE_GROUP] = QG_STR_INIT("group"),
};

struct qg_str qg_figure_name(enum qg_figure figure) {
    return names[figure];
}

enum qg_figure qg_figure_named(struct qg_str name) {
    for (int i = QG_FIGURE_NONE + 1; i < QG_FIGURES; i++)
        if (qg_str_equal(names[i], name))
            return (enum qg_figure)i;
    return QG_FIGURE_NONE;
}

const struct qg_population *qg_population_of(const struct qg_program *program, uint32_t rule) {
    uint32_t from = 0, to = program->population_count;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (program->populations[middle].rule < rule)
            from = middle + 1;
        else
            to = middle;
    }
    bool found = from < program->population_count && program->populations[from].rule == rule;
    return found ? &program->populations[from] : NULL;
}
