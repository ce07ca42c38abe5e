// SPDX-License-Identifier: Apache-2.0
#include "law.h"

#include "static_day.h"

static bool has_come(const struct qg_time_step *step, int32_t day) {
    return step == NULL || day == QG_NONE || step->day <= day;
}

// Whether a step that may have come by that day may also have not.
static bool is_doubtful(const struct qg_compilation *c, const struct qg_time_step *step,
                        int32_t day) {
    if (step == NULL || step->certain || !has_come(step, day))
        return false;
    const struct qg_act_decl *act = &step->amendment->as.act;
    struct qg_day_range range = qg_static_day(c, step->ends ? act->force_until : act->force_from);
    return day == QG_NONE || range.hi > day;
}

static void choose_stage(struct qg_law *law, const struct qg_world *world, int32_t day) {
    for (uint32_t i = 0; i < world->count; i++) {
        const struct qg_time_step *step = world->stages[i].step;
        if (!has_come(step, day))
            break;
        law->stage = i;
        if (is_doubtful(law->c, step, day))
            law->doubt = step;
    }
}

void qg_law_on(const struct qg_compilation *c, uint32_t world, int32_t day, struct qg_law *out) {
    const struct qg_timeline *t = c->timeline;
    *out = (struct qg_law){.c = c, .files = c->files, .modules = c->modules, .typed = c->typed};
    if (t == NULL || t->world_count == 0)
        return;
    const struct qg_world *row = &t->worlds[world < t->world_count ? world : 0];
    choose_stage(out, row, day);
    uint32_t edition = row->stages[out->stage].edition;
    out->edition = t->editions[edition];
    out->files = out->edition->files;
    out->modules = out->edition->modules;
    out->typed = t->typed[edition];
}

bool qg_law_holds(const struct qg_law *law, uint32_t world, uint32_t file) {
    const struct qg_module *module = &law->modules[file];
    return module->policy && (module->draft == 0 || module->draft == world);
}

uint32_t qg_law_amendments(const struct qg_law *law, const struct qg_decl **out) {
    uint32_t count = 0;
    for (const struct qg_edition *e = law->edition; e != NULL && e->amendment != NULL;
         e = e->before)
        out[count++] = e->amendment;
    for (uint32_t i = 0; i < count / 2; i++) {
        const struct qg_decl *moved = out[i];
        out[i] = out[count - 1 - i];
        out[count - 1 - i] = moved;
    }
    return count;
}
