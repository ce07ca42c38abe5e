// SPDX-License-Identifier: Apache-2.0

#include "cover_mutation.h"

#include "cover.h"

// `rule P46-a: 30 days -> 31 days #1`; without `at` when memory is out.
static struct qg_str key_of(struct qg_arena *arena, const struct qg_alteration *a) {
    struct qg_text text = {0};
    qg_text_printf(&text, "%.*s: %.*s -> %.*s #%u", QG_STR_ARG(a->place), QG_STR_ARG(a->from),
                   QG_STR_ARG(a->to), (unsigned)a->occurrence);
    struct qg_str key = {NULL, text.len};
    if (!text.failed)
        key.at = qg_arena_copy(arena, text.at, text.len);
    qg_text_free(&text);
    return key;
}

static void count(struct qg_cover_mutation *out, const struct qg_mutation *mutation) {
    uint32_t by_fate[QG_MUTANT_FATES] = {0};
    for (uint32_t i = 0; i < mutation->alterations.items.len; i++)
        by_fate[mutation->fates[i]]++;
    *out = (struct qg_cover_mutation){
        .killed = by_fate[QG_MUTANT_KILLED],
        .survived = by_fate[QG_MUTANT_SURVIVED],
        .refused = by_fate[QG_MUTANT_REFUSED],
        .same = by_fate[QG_MUTANT_SAME],
    };
}

static bool list_survivors(struct qg_cover_mutation *out, struct qg_mutation *mutation,
                           const struct qg_compilation *c, struct qg_cover_explained *explained) {
    struct qg_cover_survivor *all = qg_arena_array(&mutation->arena, out->survived, sizeof *all);
    out->survivors = all;
    for (uint32_t i = 0; i < mutation->alterations.items.len && all != NULL; i++) {
        const struct qg_alteration *a = &mutation->alterations.items.at[i];
        if (mutation->fates[i] != QG_MUTANT_SURVIVED)
            continue;
        struct qg_cover_survivor *s = &all[out->survivor_count++];
        s->place = qg_cover_place(c, a->span);
        s->key = key_of(&mutation->arena, a);
        if (s->key.at == NULL)
            return false;
        s->reason = qg_explained_reason(explained, s->key);
        out->explained += s->reason.len > 0;
    }
    return all != NULL;
}

enum qg_fault qg_cover_mutants(struct qg_cover_mutation *out, struct qg_mutation *mutation,
                               const struct qg_compilation *c,
                               struct qg_cover_explained *explained) {
    count(out, mutation);
    return list_survivors(out, mutation, c, explained) ? QG_OK : QG_FAULT_MEMORY;
}
