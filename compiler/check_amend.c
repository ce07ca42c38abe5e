// SPDX-License-Identifier: Apache-2.0
//
// Amendments as the checker sees them: which act they change, and when. What they change is text,
// and was made into editions before (edition.h).
#include "check.h"

#include "static_day.h"
#include "symbols.h"

// In which worlds an amendment belongs to the law: a draft's only in its own.
static uint32_t worlds_of(const struct qg_checker *ck, uint32_t file) {
    uint32_t draft = ck->c->modules[file].draft;
    return draft == 0 ? UINT32_MAX : 1U << draft;
}

static void add(struct qg_checker *ck, const struct qg_declared *d, const struct qg_declared *act) {
    const struct qg_act_decl *as = &d->decl->as.act;
    ck->act = (int32_t)act->index;
    struct qg_amendment made = {.name = qg_check_keep(ck, d->decl->name.text),
                                .number = qg_check_keep(ck, as->number),
                                .title = qg_check_phrase(ck, &as->title),
                                .act = ck->act,
                                .adopted = qg_static_adopted(ck->c, as),
                                .from_fn = QG_NONE,
                                .until_fn = QG_NONE,
                                .worlds = worlds_of(ck, d->file),
                                .span = d->decl->name.span};
    qg_act_check_dated(ck, as);
    qg_act_check_adopted(ck, as);
    ck->act = QG_NONE;
    if (qg_check_push(ck, amendments, made))
        qg_check_push(ck, amendment_decls, d->decl);
}

void qg_amendments_declare(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->declared.len; i++) {
        const struct qg_declared *d = &ck->declared.at[i];
        if (d->decl->kind != QG_DECL_AMENDMENT)
            continue;
        const struct qg_declared *act =
            qg_symbols_find(ck, QG_OWN_ACT, &d->decl->as.act.amends, QG_E_UNKNOWN_ACT, "act");
        if (act != NULL)
            add(ck, d, act);
    }
}

void qg_amendments_check(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->amendments.len && !ck->failed; i++) {
        const struct qg_act_decl *as = &ck->amendment_decls.at[i]->as.act;
        ck->act = ck->amendments.at[i].act;
        int32_t from = qg_act_force(ck, as->force_from, "in force from");
        int32_t until = qg_act_force(ck, as->force_until, "in force until");
        ck->amendments.at[i].from_fn = from;
        ck->amendments.at[i].until_fn = until;
    }
    ck->act = QG_NONE;
}
