// SPDX-License-Identifier: Apache-2.0
//
// Rules about all elements of their scope in a run together: a share of them that has a property,
// or the agreement of those that are the same thing. The check of such a rule does not end in an
// outcome: whether it applies says whether an element is a member, whether it holds says whether
// the member has the property.
#ifndef QG_POPULATION_H
#define QG_POPULATION_H

#include "str.h"

#include <stdint.h>

struct qg_program;

enum qg_demand {
    QG_DEMAND_AT_LEAST,
    QG_DEMAND_MORE_THAN,
    QG_DEMAND_AT_MOST,
    QG_DEMAND_AGREE // elements with the same keys have the same values; the check always holds
};

struct qg_population {
    uint32_t rule;
    enum qg_demand demand;
    int32_t num, den;                  // the portion: a share; `den` 0: `num` members
    uint32_t first_key, key_count;     // into `collected`: what groups the elements
    uint32_t first_value, value_count; // AGREE: likewise, what they have to agree on
};

// A value that is collected from each element: a function taking the elements of the rule's scope
// that gives a scalar or a list of scalars.
struct qg_collected {
    int32_t fn;
    struct qg_str text; // as it is written in the policy
};

// What a message about a population can name.
enum qg_figure {
    QG_FIGURE_NONE,
    QG_FIGURE_MEMBERS,
    QG_FIGURE_HAVING,
    QG_FIGURE_SHARE,
    QG_FIGURE_GROUP,
    QG_FIGURES
};

// The figure's name in a placeholder; empty for QG_FIGURE_NONE.
struct qg_str qg_figure_name(enum qg_figure figure);

// The figure of that name, or QG_FIGURE_NONE.
enum qg_figure qg_figure_named(struct qg_str name);

// What `rule` demands of a population, or NULL: most rules look at each element by itself.
const struct qg_population *qg_population_of(const struct qg_program *program, uint32_t rule);

#endif
