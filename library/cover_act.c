// SPDX-License-Identifier: Apache-2.0

#include "cover_act.h"

#include "cover.h"
#include "vec.h"

#include <stdlib.h>

struct acts {
    struct qg_coverage *out;
    struct qg_arena *arena;
    const struct qg_compilation *c;
    QG_VEC(struct qg_cover_paragraph) paragraphs;
    bool failed; // memory; sticks
};

// ---- paragraphs ----

// The paragraph of that name, made if there is none yet. NULL when memory is out.
static struct qg_cover_paragraph *paragraph(struct acts *a, struct qg_str act, struct qg_str name) {
    for (uint32_t i = 0; i < a->paragraphs.len; i++) {
        struct qg_cover_paragraph *p = &a->paragraphs.at[i];
        if (qg_str_equal(p->act, act) && qg_str_equal(p->name, name))
            return p;
    }
    struct qg_cover_paragraph made = {.act = act, .name = name};
    a->failed = !qg_vec_push(&a->paragraphs, made) || a->failed;
    return a->failed ? NULL : &a->paragraphs.at[a->paragraphs.len - 1];
}

static void count_rules(struct acts *a) {
    const struct qg_program *p = a->c->program;
    for (uint32_t r = 0; r < p->rule_count; r++) {
        const struct qg_rule *rule = &p->rules[r];
        struct qg_cover_paragraph *at = paragraph(a, p->acts[rule->act].name, rule->paragraph);
        if (at != NULL)
            at->rules++;
    }
}

static void count_flags(struct acts *a) {
    const struct qg_program *p = a->c->program;
    for (uint32_t f = 0; f < p->flag_count; f++) {
        const struct qg_flag *flag = &p->flags[f];
        struct qg_cover_paragraph *at = paragraph(a, p->acts[flag->act].name, flag->paragraph);
        if (at != NULL)
            at->flags++;
    }
}

static void count_provision(struct acts *a, const struct qg_provision *provision,
                            struct qg_cover_provision *out) {
    struct qg_str act = a->c->program->acts[provision->act].name;
    struct qg_cover_paragraph *at = paragraph(a, act, provision->paragraph);
    bool points = provision->ref_count > 0;
    *out = (struct qg_cover_provision){act, provision->paragraph, provision->id,
                                       qg_cover_place(a->c, provision->span), points};
    if (at != NULL) {
        at->pointing += points;
        at->not_checkable += !points;
    }
}

static void count_provisions(struct acts *a) {
    const struct qg_program *p = a->c->program;
    struct qg_cover_provision *all = qg_arena_array(a->arena, p->provision_count, sizeof *all);
    a->failed = a->failed || all == NULL;
    for (uint32_t i = 0; i < p->provision_count && !a->failed; i++)
        count_provision(a, &p->provisions[i], &all[i]);
    a->out->provisions = all;
    a->out->provision_count = p->provision_count;
}

// ---- what only the tree tells ----

static void count_items(struct qg_cover_paragraph *p, const struct qg_decls *items) {
    for (const struct qg_decl *d = items->first; d != NULL; d = d->next) {
        p->readings += d->kind == QG_DECL_READING;
        p->exemptions += d->kind == QG_DECL_EXEMPTION;
        p->definitions += d->kind == QG_DECL_DEFINE || d->kind == QG_DECL_SCHEDULE;
    }
}

static void count_division(struct acts *a, const struct qg_decl *division) {
    for (const struct qg_decl *d = division->as.division.items.first; d != NULL; d = d->next) {
        if (d->kind != QG_DECL_PARAGRAPH)
            continue;
        struct qg_cover_paragraph *p = paragraph(a, division->as.division.act.text, d->name.text);
        if (p != NULL)
            count_items(p, &d->as.division.items);
    }
}

static void count_divisions(struct acts *a) {
    for (uint32_t i = 0; i < a->c->file_count; i++)
        for (const struct qg_decl *d = a->c->files[i]->decls.first; d != NULL; d = d->next)
            if (d->kind == QG_DECL_DIVISION)
                count_division(a, d);
}

// ---- order and gaps ----

// The number that a paragraph begins with (48 of `48-1`); 0 for the preamble, above all numbers
// for an appendix.
static uint64_t number_of(struct qg_str name) {
    uint64_t number = 0;
    if (name.len == 0 || name.at[0] < '0' || name.at[0] > '9')
        return qg_str_equal(name, QG_STR("Preamble")) ? 0 : UINT32_MAX;
    for (size_t i = 0; i < name.len && name.at[i] >= '0' && name.at[i] <= '9'; i++)
        if (number < UINT32_MAX)
            number = number * 10 + (uint64_t)(name.at[i] - '0');
    return number;
}

static int by_number(const void *a, const void *b) {
    const struct qg_cover_paragraph *x = a, *y = b;
    uint64_t m = number_of(x->name), n = number_of(y->name);
    int act = qg_str_compare(x->act, y->act);
    if (act != 0)
        return act;
    return m != n ? (m < n ? -1 : 1) : qg_str_compare(x->name, y->name);
}

static void sort(struct acts *a) {
    if (a->paragraphs.len > 1)
        qsort(a->paragraphs.at, a->paragraphs.len, sizeof *a->paragraphs.at, by_number);
}

// The numbers from..to have nothing: one entry for all of them, `12` or `12 to 15`.
static void add_gap(struct acts *a, struct qg_str act, uint64_t from, uint64_t to) {
    struct qg_text name = {0};
    qg_text_printf(&name, from == to ? "%llu" : "%llu to %llu", (unsigned long long)from,
                   (unsigned long long)to);
    char *copy = qg_arena_copy(a->arena, name.at != NULL ? name.at : "", name.len);
    struct qg_cover_paragraph gap = {.act = act, .name = {copy, name.len}, .gap = true};
    a->failed = copy == NULL || name.failed || !qg_vec_push(&a->paragraphs, gap) || a->failed;
    qg_text_free(&name);
}

static void find_gaps(struct acts *a) {
    uint32_t count = a->paragraphs.len;
    uint64_t before = 0;
    sort(a);
    for (uint32_t i = 0; i < count && !a->failed; i++) {
        struct qg_cover_paragraph *p = &a->paragraphs.at[i];
        struct qg_str act = p->act;
        uint64_t number = number_of(p->name);
        p->gap = p->rules + p->flags + p->not_checkable + p->pointing == 0;
        if (i == 0 || !qg_str_equal(a->paragraphs.at[i - 1].act, act))
            before = 0;
        if (number > before + 1 && number < UINT32_MAX)
            add_gap(a, act, before + 1, number - 1);
        if (number < UINT32_MAX)
            before = number;
    }
    sort(a);
}

static void hand_over(struct acts *a) {
    uint32_t count = a->paragraphs.len;
    struct qg_cover_paragraph *copy = qg_arena_array(a->arena, count, sizeof *copy);
    a->failed = a->failed || copy == NULL;
    for (uint32_t i = 0; i < count && !a->failed; i++)
        copy[i] = a->paragraphs.at[i];
    a->out->paragraphs = copy;
    a->out->paragraph_count = count;
}

enum qg_fault qg_cover_acts(struct qg_coverage *out, struct qg_arena *arena,
                            const struct qg_compilation *c) {
    struct acts a = {.out = out, .arena = arena, .c = c};
    count_rules(&a);
    count_flags(&a);
    count_provisions(&a);
    count_divisions(&a);
    find_gaps(&a);
    hand_over(&a);
    qg_vec_free(&a.paragraphs);
    return a.failed ? QG_FAULT_MEMORY : QG_OK;
}
