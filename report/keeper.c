// SPDX-License-Identifier: Apache-2.0

#include "keeper.h"

// Cuts the first step off a path whose steps are ended by `mark`.
static struct qg_str next_step(struct qg_str *rest, char mark) {
    size_t len = 0;
    while (len < rest->len && rest->at[len] != mark)
        len++;
    struct qg_str step = {rest->at, len};
    *rest = qg_str_slice(*rest, len + 1, rest->len);
    return step;
}

static bool is_index(struct qg_str step) {
    return step.len > 0 && step.at[0] >= '0' && step.at[0] <= '9';
}

// Cuts the first name off a JSON Pointer, going over the places in lists.
static struct qg_str next_name(struct qg_str *pointer) {
    struct qg_str step = {0};
    do
        step = next_step(pointer, '/');
    while (pointer->len > 0 && (step.len == 0 || is_index(step)));
    struct qg_str none = {0};
    return is_index(step) ? none : step;
}

// How many steps a part has if the pointer leads into it; 0: it does not.
static uint32_t depth(struct qg_str part, struct qg_str record, struct qg_str pointer) {
    uint32_t steps = 1;
    if (!qg_str_equal(next_step(&part, '.'), record))
        return 0;
    for (; part.len > 0; steps++) {
        struct qg_str wanted = next_step(&part, '.');
        if (!qg_str_equal(wanted, next_name(&pointer)))
            return 0;
    }
    return steps;
}

int32_t qg_keeper_of(const struct qg_program *program, struct qg_str record,
                     struct qg_str pointer) {
    int32_t found = QG_NONE;
    uint32_t deepest = 0;
    for (uint32_t i = 0; i < program->keeper_count; i++) {
        const struct qg_keeper *keeper = &program->keepers[i];
        for (uint32_t k = 0; k < keeper->kept_count; k++) {
            uint32_t steps = depth(keeper->kept[k], record, pointer);
            if (steps <= deepest)
                continue;
            deepest = steps;
            found = (int32_t)i;
        }
    }
    return found;
}
