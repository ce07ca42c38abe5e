// SPDX-License-Identifier: Apache-2.0
#include "timeline.h"

#include "check_codes.h"
#include "date.h"
#include "seed.h"
#include "static_day.h"
#include "unite.h"
#include "vec.h"

struct maker {
    struct qg_compilation *c;
    struct qg_timeline *made;
    QG_VEC(struct qg_time_step) steps; // of all worlds
    QG_VEC(struct qg_edition *) editions;
    enum qg_fault fault; // sticks
};

static void fail(struct maker *m) {
    m->fault = QG_FAULT_MEMORY;
}

// ---- steps ----

static struct qg_time_step step_of(const struct maker *m, const struct qg_decl *amendment,
                                   uint32_t index, uint32_t file, bool ends) {
    const struct qg_act_decl *act = &amendment->as.act;
    struct qg_day_range day = qg_static_day(m->c, ends ? act->force_until : act->force_from);
    int32_t adopted = qg_static_adopted(m->c, act);
    bool vague = day.lo == QG_DATE_MIN && adopted != QG_NONE && !ends;
    return (struct qg_time_step){.amendment = amendment,
                                 .index = index,
                                 .file = file,
                                 .ends = ends,
                                 .day = vague ? adopted : day.lo,
                                 .certain = day.lo == day.hi};
}

static void collect(struct maker *m) {
    uint32_t index = 0;
    for (uint32_t file = 0; file < m->c->file_count; file++)
        for (const struct qg_decl *d = m->c->files[file]->decls.first; d != NULL; d = d->next) {
            if (d->kind != QG_DECL_AMENDMENT)
                continue;
            if (!qg_vec_push(&m->steps, step_of(m, d, index, file, false)) ||
                (d->as.act.force_until != NULL &&
                 !qg_vec_push(&m->steps, step_of(m, d, index, file, true))))
                fail(m);
            index++;
        }
}

static bool comes_before(const struct qg_time_step *a, const struct qg_time_step *b) {
    if (a->day != b->day)
        return a->day < b->day;
    return a->ends && !b->ends; // what ends makes room for what begins
}

// Insertion sort keeps the order of declaration within a day.
static void sort(struct maker *m) {
    for (uint32_t i = 1; i < m->steps.len; i++) {
        struct qg_time_step moved = m->steps.at[i];
        uint32_t to = i;
        for (; to > 0 && comes_before(&moved, &m->steps.at[to - 1]); to--)
            m->steps.at[to] = m->steps.at[to - 1];
        m->steps.at[to] = moved;
    }
}

// ---- editions ----

static uint32_t add_edition(struct maker *m, struct qg_edition *edition) {
    if (m->editions.len == QG_EDITION_LIMIT)
        qg_report(&m->c->diags, QG_E_TOO_MANY, edition->amendment->name.span,
                  "the amendments make more than %d texts of the policy", QG_EDITION_LIMIT);
    if (!qg_vec_push(&m->editions, edition))
        fail(m);
    return m->editions.len - 1;
}

// What `step` makes of an edition, made once; its index.
static uint32_t amended(struct maker *m, uint32_t before, const struct qg_time_step *step,
                        bool together, bool silent) {
    for (uint32_t i = 0; i < m->editions.len; i++)
        if (m->editions.at[i]->before == m->editions.at[before] &&
            m->editions.at[i]->amendment == step->amendment)
            return i;
    struct qg_amending amending = {step->amendment, step->file, together, silent};
    struct qg_edition *edition = NULL;
    enum qg_fault fault = qg_edition_amend(m->c, m->editions.at[before], &amending, &edition);
    if (fault != QG_OK) {
        m->fault = fault;
        return before;
    }
    return add_edition(m, edition);
}

// ---- worlds ----

// What is the law at a stage, in the order in which it was applied.
struct active {
    const struct qg_time_step *steps[QG_EDITION_LIMIT];
    uint32_t count;
};

static void activate(struct active *active, const struct qg_time_step *step) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < active->count; i++)
        if (!step->ends || active->steps[i]->index != step->index)
            active->steps[kept++] = active->steps[i];
    active->count = kept;
    if (!step->ends && kept < QG_EDITION_LIMIT)
        active->steps[active->count++] = step;
}

static bool same_day(const struct qg_time_step *a, const struct qg_time_step *b) {
    return a->certain && b->certain && a->day == b->day;
}

// The edition that comes of the first one by all that is active, then by the drafts of a world
// that is backdated.
static uint32_t edition_of(struct maker *m, const struct active *active,
                           const struct active *drafts, bool silent) {
    uint32_t edition = 0;
    for (uint32_t i = 0; i < active->count && m->fault == QG_OK; i++)
        edition = amended(m, edition, active->steps[i],
                          i > 0 && same_day(active->steps[i - 1], active->steps[i]), silent);
    for (uint32_t i = 0; i < drafts->count && m->fault == QG_OK; i++)
        edition = amended(m, edition, drafts->steps[i], false, silent);
    return edition;
}

static uint32_t draft_of(const struct maker *m, const struct qg_time_step *step) {
    return m->c->modules[step->file].draft;
}

// The steps that make a world's row; drafts that are backdated make none.
static uint32_t steps_of(struct maker *m, uint32_t world, const struct qg_time_step **out,
                         struct active *drafts) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->steps.len; i++) {
        const struct qg_time_step *step = &m->steps.at[i];
        uint32_t draft = draft_of(m, step);
        if (draft != 0 && draft != world)
            continue;
        if (draft != 0 && m->c->options.backdate)
            activate(drafts, step);
        else
            out[count++] = step;
    }
    return count;
}

// Amendments of one day make one text, unless one has a day of its own for what it governs.
static bool is_in_passing(const struct qg_time_step *step, const struct qg_time_step *next) {
    return same_day(step, next) && step->amendment->as.act.dated.count == 0 &&
           next->amendment->as.act.dated.count == 0;
}

static struct qg_world make_world(struct maker *m, uint32_t world) {
    const struct qg_time_step **steps = qg_arena_array(&m->c->arena, m->steps.len, sizeof *steps);
    struct qg_stage *stages =
        qg_arena_array(&m->c->arena, (size_t)m->steps.len + 1, sizeof *stages);
    struct active active = {.count = 0}, drafts = {.count = 0};
    if (steps == NULL || stages == NULL) {
        fail(m);
        return (struct qg_world){0};
    }
    uint32_t count = steps_of(m, world, steps, &drafts), at = 1;
    bool backdated = drafts.count > 0;
    stages[0] = (struct qg_stage){edition_of(m, &active, &drafts, backdated && count > 0), NULL};
    for (uint32_t i = 0; i < count && m->fault == QG_OK; i++) {
        activate(&active, steps[i]);
        if (i + 1 < count && is_in_passing(steps[i], steps[i + 1]))
            continue;
        uint32_t edition = edition_of(m, &active, &drafts, backdated && i + 1 < count);
        stages[at++] = (struct qg_stage){edition, steps[i]};
    }
    return (struct qg_world){stages, at};
}

static uint32_t count_worlds(const struct maker *m) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < m->c->file_count; i++)
        if (m->c->modules[i].draft > last)
            last = m->c->modules[i].draft;
    return last + 1;
}

static void make_worlds(struct maker *m) {
    uint32_t count = count_worlds(m);
    struct qg_world *worlds = qg_arena_array(&m->c->arena, count, sizeof *worlds);
    struct qg_edition *first = NULL;
    if (worlds == NULL || qg_edition_first(m->c, &first) != QG_OK ||
        !qg_vec_push(&m->editions, first)) {
        fail(m);
        return;
    }
    for (uint32_t i = 0; i < count && m->fault == QG_OK; i++)
        worlds[i] = make_world(m, i);
    m->made->worlds = worlds;
    m->made->world_count = count;
}

static void hand_over(struct maker *m) {
    struct qg_timeline *made = m->made;
    made->edition_count = m->editions.len;
    made->editions = qg_arena_array(&m->c->arena, m->editions.len, sizeof(struct qg_edition *));
    made->typed = qg_arena_array(&m->c->arena, m->editions.len, sizeof(struct qg_typed *));
    if (made->editions == NULL || made->typed == NULL) {
        fail(m);
        return;
    }
    for (uint32_t i = 0; i < m->editions.len; i++)
        made->editions[i] = m->editions.at[i];
}

static void keep_steps(struct maker *m) {
    struct qg_time_step *kept = qg_arena_array(&m->c->arena, m->steps.len, sizeof *kept);
    if (kept == NULL) {
        fail(m);
        return;
    }
    for (uint32_t i = 0; i < m->steps.len; i++)
        kept[i] = m->steps.at[i];
    qg_vec_free(&m->steps);
    m->steps.at = kept; // in the arena from here on: stages point to them
}

enum qg_fault qg_timeline_make(struct qg_compilation *c, struct qg_timeline **out) {
    struct maker m = {.c = c};
    *out = NULL;
    collect(&m);
    if (m.steps.len == 0 || m.fault != QG_OK) {
        qg_vec_free(&m.steps);
        return m.fault;
    }
    sort(&m);
    uint32_t count = m.steps.len;
    keep_steps(&m);
    m.steps.len = count;
    m.made = qg_arena_alloc(&c->arena, sizeof *m.made);
    if (m.made == NULL)
        fail(&m);
    if (m.fault == QG_OK) {
        qg_intern_init(&m.made->used, qg_seed());
        qg_intern_init(&m.made->ids, qg_seed());
        make_worlds(&m);
        hand_over(&m);
    }
    *out = m.made;
    qg_vec_free(&m.editions);
    return m.fault;
}

void qg_timeline_free(struct qg_timeline *timeline) {
    if (timeline == NULL)
        return;
    qg_intern_free(&timeline->used);
    qg_intern_free(&timeline->ids);
}

// ---- checking ----

static bool is_law(const struct qg_timeline *t, uint32_t edition) {
    for (uint32_t w = 0; w < t->world_count; w++)
        for (uint32_t i = 0; i < t->worlds[w].count; i++)
            if (t->worlds[w].stages[i].edition == edition)
                return true;
    return false;
}

static bool any_law_behind(const struct qg_timeline *t, uint32_t edition) {
    for (uint32_t i = edition + 1; i < t->edition_count; i++)
        if (is_law(t, i))
            return true;
    return false;
}

static enum qg_fault check_edition(struct qg_compilation *c, uint32_t at) {
    const struct qg_edition *edition = c->timeline->editions[at];
    struct qg_file **files = c->files;
    struct qg_module *modules = c->modules;
    if (edition->amendment != NULL)
        c->diags.context = (struct qg_diag_label){edition->amendment->name.span,
                                                  QG_STR("in the text as amended here")};
    c->files = edition->files;
    c->modules = edition->modules;
    c->more_to_come = any_law_behind(c->timeline, at);
    enum qg_fault fault = qg_check(c);
    c->files = files;
    c->modules = modules;
    c->diags.context = (struct qg_diag_label){.text = QG_STR("")};
    c->timeline->typed[at] = c->typed;
    c->typed = NULL;
    return fault;
}

enum qg_fault qg_timeline_check(struct qg_compilation *c) {
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < c->timeline->edition_count && fault == QG_OK; i++)
        if (is_law(c->timeline, i))
            fault = check_edition(c, i);
    if (fault != QG_OK || qg_diag_errors(&c->diags) > 0 || c->diags.failed)
        return fault;
    return qg_unite(c);
}

// ---- listing ----

static void print_stage(const struct qg_stage *stage, struct qg_text *out) {
    const struct qg_time_step *step = stage->step;
    char day[QG_DATE_TEXT];
    qg_text_printf(out, "  text %u", stage->edition);
    if (step == NULL) {
        qg_text_addz(out, " from the beginning\n");
        return;
    }
    qg_date_format(step->day, day);
    qg_text_printf(out, " from %s%s: %.*s %s\n", step->certain ? "" : "a day not before ", day,
                   QG_STR_ARG(step->amendment->name.text), step->ends ? "ends" : "begins");
}

void qg_timeline_print(const struct qg_compilation *c, struct qg_text *out) {
    const struct qg_timeline *t = c->timeline;
    if (t == NULL) {
        qg_text_addz(out, "world 0\n  text 0 from the beginning\n");
        return;
    }
    for (uint32_t w = 0; w < t->world_count; w++) {
        qg_text_printf(out, "world %u\n", w);
        for (uint32_t i = 0; i < t->worlds[w].count; i++)
            print_stage(&t->worlds[w].stages[i], out);
    }
}
