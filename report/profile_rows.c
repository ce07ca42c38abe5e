// SPDX-License-Identifier: Apache-2.0

#include "profile_rows.h"

#include <stdlib.h>

const char *qg_profile_part_name(enum qg_profile_part part) {
    static const char *const names[] = {"rules", "scopes", "others", "definitions"};
    return names[part];
}

const char *const qg_profile_orders[] = {"steps", "times", "each", "time", "place", NULL};

// What a row of the others stands for.
enum { EXEMPTIONS, FLAGS, MESSAGES, ACTS, REST, OTHERS };

const char *qg_profile_other_name(uint32_t purpose) {
    static const char *const names[] = {"exemptions", "flags", "messages", "acts", "rest"};
    return names[purpose];
}

// ---- Whose a function is -----------------------------------------------------------------------

struct owner {
    enum qg_profile_part part;
    uint32_t index;
    bool counts; // its turns are the times of the row
};

struct owners {
    const struct qg_program *program;
    struct owner *of; // owned; [function_count]
    bool *taken;      // owned; likewise
};

// A function that several things share is the first one's.
static void take(struct owners *owners, int32_t function, struct owner owner) {
    if (function == QG_NONE || owners->taken[function])
        return;
    owners->taken[function] = true;
    owners->of[function] = owner;
}

static void take_rules(struct owners *owners) {
    const struct qg_program *program = owners->program;
    for (uint32_t i = 0; i < program->rule_count; i++) {
        const struct qg_rule *rule = &program->rules[i];
        const int32_t besides[] = {rule->dated, rule->severity_fn, rule->turn, rule->in_force};
        take(owners, rule->check, (struct owner){QG_PROFILE_RULES, i, true});
        for (size_t k = 0; k < sizeof besides / sizeof besides[0]; k++)
            take(owners, besides[k], (struct owner){QG_PROFILE_RULES, i, false});
    }
}

// How often a scope was entered shows in its filter, or where it has none in its list.
static void take_scopes(struct owners *owners) {
    const struct qg_program *program = owners->program;
    for (uint32_t i = 0; i < program->scope_count; i++) {
        const struct qg_scope *scope = &program->scopes[i];
        bool filtered = scope->where != QG_NONE;
        take(owners, scope->where, (struct owner){QG_PROFILE_SCOPES, i, true});
        take(owners, scope->list, (struct owner){QG_PROFILE_SCOPES, i, !filtered});
        take(owners, scope->last, (struct owner){QG_PROFILE_SCOPES, i, false});
        take(owners, scope->dated, (struct owner){QG_PROFILE_SCOPES, i, false});
    }
}

static void take_others(struct owners *owners) {
    const struct qg_program *program = owners->program;
    for (uint32_t i = 0; i < program->exemption_count; i++)
        take(owners, program->exemptions[i].check,
             (struct owner){QG_PROFILE_OTHERS, EXEMPTIONS, true});
    for (uint32_t i = 0; i < program->flag_count; i++) {
        const struct qg_flag *flag = &program->flags[i];
        take(owners, flag->check, (struct owner){QG_PROFILE_OTHERS, FLAGS, true});
        take(owners, flag->due, (struct owner){QG_PROFILE_OTHERS, FLAGS, false});
        take(owners, flag->in_force, (struct owner){QG_PROFILE_OTHERS, FLAGS, false});
    }
    for (uint32_t i = 0; i < program->function_count; i++) {
        enum qg_purpose purpose = program->functions[i].purpose;
        uint32_t index = purpose == QG_FN_MESSAGE ? MESSAGES : purpose == QG_FN_ACT ? ACTS : REST;
        take(owners, (int32_t)i, (struct owner){QG_PROFILE_OTHERS, index, true});
    }
}

static bool find_owners(struct owners *owners, const struct qg_program *program) {
    size_t count = (size_t)program->function_count + 1;
    *owners = (struct owners){.program = program};
    owners->of = calloc(count, sizeof *owners->of);
    owners->taken = calloc(count, sizeof *owners->taken);
    if (owners->of == NULL || owners->taken == NULL)
        return false;
    take_rules(owners);
    take_scopes(owners);
    take_others(owners);
    return true;
}

static void free_owners(struct owners *owners) {
    free(owners->of);
    free(owners->taken);
}

// ---- Rows --------------------------------------------------------------------------------------

static bool add_rows(struct qg_profile_rows *rows, enum qg_profile_part part, uint32_t count) {
    rows->first[part] = rows->all.len;
    for (uint32_t i = 0; i < count; i++)
        if (!qg_vec_push(&rows->all, (struct qg_profile_row){.part = part, .index = i}))
            return false;
    return true;
}

static bool make_rows(struct qg_profile_rows *rows) {
    const struct qg_program *program = rows->program;
    return add_rows(rows, QG_PROFILE_RULES, program->rule_count) &&
           add_rows(rows, QG_PROFILE_SCOPES, program->scope_count) &&
           add_rows(rows, QG_PROFILE_OTHERS, OTHERS) &&
           add_rows(rows, QG_PROFILE_DEFINITIONS, program->function_count);
}

static void add_turns(struct qg_profile_row *row, const struct qg_profiled *f, bool counts) {
    row->steps += f->turn_steps;
    row->times += counts ? f->turns : 0;
    row->turns += f->turns;
    row->samples += f->samples;
    row->nanoseconds += f->nanoseconds;
}

static void fill(struct qg_profile_rows *rows, const struct owners *owners,
                 const struct qg_profile *profile) {
    for (uint32_t i = 0; i < rows->program->function_count; i++) {
        const struct qg_profiled *f = &profile->functions[i];
        const struct owner *owner = &owners->of[i];
        struct qg_profile_row *row = &rows->all.at[rows->first[owner->part] + owner->index];
        add_turns(row, f, owner->counts);
        if (rows->program->functions[i].purpose != QG_FN_DEFINE)
            continue;
        row = &rows->all.at[rows->first[QG_PROFILE_DEFINITIONS] + i];
        row->steps = f->steps;
        row->times = f->runs;
    }
}

static void drop_empty(struct qg_profile_rows *rows) {
    uint32_t kept = 0, at = 0;
    for (int part = 0; part < QG_PROFILE_PARTS; part++) {
        uint32_t begin = kept;
        for (; at < rows->all.len && rows->all.at[at].part == (enum qg_profile_part)part; at++)
            if (rows->all.at[at].steps > 0)
                rows->all.at[kept++] = rows->all.at[at];
        rows->first[part] = begin;
    }
    rows->all.len = rows->first[QG_PROFILE_PARTS] = kept;
}

// ---- Order -------------------------------------------------------------------------------------

uint64_t qg_profile_row_time(const struct qg_profile_row *row) {
    double each = row->samples > 0 ? (double)row->nanoseconds / (double)row->samples : 0;
    return (uint64_t)(each * (double)row->turns);
}

static int by_place(const struct qg_profile_row *a, const struct qg_profile_row *b) {
    return (a->index > b->index) - (a->index < b->index);
}

// The larger number first, else as in the policy.
static int larger(uint64_t a, uint64_t b) {
    return (a < b) - (a > b);
}

static uint64_t each(const struct qg_profile_row *row) {
    return row->times > 0 ? row->steps / row->times : 0;
}

#define COMPARE(name, value)                                                                       \
    static int name(const void *left, const void *right) {                                         \
        const struct qg_profile_row *a = left, *b = right;                                         \
        int order = a->part != b->part ? (a->part > b->part) - (a->part < b->part)                 \
                                       : larger(value(a), value(b));                               \
        return order != 0 ? order : by_place(a, b);                                                \
    }
#define STEPS(row) ((row)->steps)
#define TIMES(row) ((row)->times)
#define NONE(row)  ((void)(row), 0)
COMPARE(compare_steps, STEPS)
COMPARE(compare_times, TIMES)
COMPARE(compare_each, each)
COMPARE(compare_time, qg_profile_row_time)
COMPARE(compare_place, NONE)

static void sort(struct qg_profile_rows *rows, enum qg_profile_order order) {
    static int (*const compare[])(const void *, const void *) = {
        compare_steps, compare_times, compare_each, compare_time, compare_place};
    if (rows->all.len > 0)
        qsort(rows->all.at, rows->all.len, sizeof *rows->all.at, compare[order]);
}

enum qg_fault qg_profile_rows_make(struct qg_profile_rows *rows, const struct qg_program *program,
                                   const struct qg_profile *profile, enum qg_profile_order order) {
    struct owners owners;
    *rows = (struct qg_profile_rows){.program = program, .steps = profile->steps};
    bool ok = find_owners(&owners, program) && make_rows(rows);
    if (ok) {
        fill(rows, &owners, profile);
        drop_empty(rows);
        sort(rows, order);
    }
    free_owners(&owners);
    return ok ? QG_OK : QG_FAULT_MEMORY;
}

void qg_profile_rows_free(struct qg_profile_rows *rows) {
    qg_vec_free(&rows->all);
}

// ---- Names -------------------------------------------------------------------------------------

void qg_profile_scope_name(const struct qg_program *program, uint32_t scope, struct qg_text *out) {
    int32_t chain[QG_SCOPE_DEPTH];
    int depth = 0;
    for (int32_t at = (int32_t)scope; at != QG_NONE && depth < QG_SCOPE_DEPTH;
         at = program->scopes[at].parent)
        chain[depth++] = at;
    while (depth-- > 0) {
        qg_text_add(out, program->scopes[chain[depth]].noun);
        qg_text_addz(out, depth > 0 ? " > " : "");
    }
}
