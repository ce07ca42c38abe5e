// SPDX-License-Identifier: Apache-2.0
#include "edition.h"

#include "check.h"
#include "compose.h"
#include "parse.h"
#include "parts.h"
#include "suggest.h"
#include "wording.h"

// A replacement in one of the files.
struct filed {
    uint32_t file;
    struct qg_replacement replacement;
};

struct amender {
    struct qg_compilation *c;
    const struct qg_edition *before;
    const struct qg_amending *as;
    struct qg_edition *made;
    QG_VEC(struct filed) edits;
    enum qg_fault fault; // sticks
};

// ---- reports ----

static void fail(struct amender *a) {
    a->fault = QG_FAULT_MEMORY;
}

// Says of a part what is wrong with it.
static struct qg_diag *refuse(struct amender *a, enum qg_code code, struct qg_span span,
                              struct qg_str part, const char *said) {
    a->made->broken = true;
    if (a->as->silent)
        return NULL;
    return qg_report(&a->c->diags, code, span, "%.*s %s", QG_STR_ARG(part), said);
}

static struct qg_str act_of(const struct amender *a) {
    return a->as->amendment->as.act.amends.text;
}

static struct qg_str printed(struct amender *a, const struct qg_part *part) {
    struct qg_str text = qg_part_print(&a->c->arena, part);
    if (text.at == NULL)
        fail(a);
    return text;
}

// The change that repealed a part, if any did, in this amendment or before.
static const struct qg_touch *end_of(const struct amender *a, const struct qg_part *part) {
    for (const struct qg_edition *e = a->made; e != NULL; e = e->before)
        for (const struct qg_touch *t = e->touches; t != NULL; t = t->next)
            for (uint32_t i = 0; i < t->depth; i++)
                if (t->gone && i + 1 == t->depth && qg_part_same(&t->path[i], part))
                    return t;
    return NULL;
}

static void suggest(struct amender *a, struct qg_diag *diag, const struct qg_part *part) {
    struct qg_part_names names = {0};
    if (diag != NULL && qg_parts_names(&names, a->c, a->before, act_of(a), part))
        qg_check_suggest(diag, part->name.text, names.items.at, names.items.len);
    qg_vec_free(&names.items);
}

static void refuse_missing(struct amender *a, const struct qg_part *part) {
    const struct qg_touch *end = end_of(a, part);
    struct qg_str what = printed(a, part);
    if (end == NULL) {
        struct qg_diag *d =
            refuse(a, QG_E_NO_PART, part->span, what, "is not in the act as it stands by then");
        suggest(a, d, part);
        return;
    }
    struct qg_diag *d =
        refuse(a, a->as->together ? QG_E_COLLISION : QG_E_PART_GONE, part->span, what,
               a->as->together ? "is repealed on the same day" : "was repealed before");
    qg_diag_label(d, end->change->span, "repealed here");
}

// ---- what was touched ----

static bool overlap(const struct qg_touch *a, const struct qg_touch *b) {
    const struct qg_touch *outer = a->depth <= b->depth ? a : b;
    uint32_t common = outer->depth;
    for (uint32_t i = 0; i < common; i++)
        if (!qg_part_same(&a->path[i], &b->path[i]))
            return false;
    return outer->ends;
}

// Two amendments of one day must not both change a part as a whole, or one the whole and the other
// what is in it: which comes first is nowhere said.
static void compare_touches(struct amender *a, const struct qg_touch *touch) {
    if (!a->as->together)
        return;
    for (const struct qg_touch *t = a->before->touches; t != NULL; t = t->next) {
        if (!overlap(touch, t))
            continue;
        struct qg_diag *d = refuse(a, QG_E_COLLISION, touch->change->span,
                                   printed(a, &touch->path[touch->depth - 1]),
                                   "is changed by two amendments of the same day");
        qg_diag_label(d, t->change->span, "also changed here");
        qg_diag_hint(d, "Let one of them begin later, or merge them.");
        return;
    }
}

static void touch(struct amender *a, const struct qg_found_part *found,
                  const struct qg_change *change, bool ends, bool gone) {
    struct qg_touch *made = qg_arena_alloc(&a->c->arena, sizeof *made);
    if (made == NULL) {
        fail(a);
        return;
    }
    *made = (struct qg_touch){.depth = found->depth, .ends = ends, .gone = gone, .change = change};
    made->at = qg_found_decl(found)->span;
    for (uint32_t i = 0; i < found->depth; i++)
        made->path[i] = qg_part_of(found->path[i]);
    compare_touches(a, made);
    made->next = a->made->touches;
    a->made->touches = made;
}

// ---- replacements ----

static bool begins_line(const struct amender *a, struct qg_span at) {
    struct qg_str text = qg_sources_at(&a->c->sources, at.source)->text;
    uint32_t start = at.start;
    while (start > 0 && (text.at[start - 1] == ' ' || text.at[start - 1] == '\t'))
        start--;
    return start == 0 || text.at[start - 1] == '\n';
}

// A comment that marks what was done to a part, on a line of its own before `at`.
static struct qg_str note(struct amender *a, const struct qg_part *part, const char *done,
                          struct qg_span at) {
    struct qg_text text = {0};
    qg_text_printf(&text, "%s# %.*s: %s by %.*s\n", begins_line(a, at) ? "" : "\n\n",
                   QG_STR_ARG(printed(a, part)), done, QG_STR_ARG(a->as->amendment->name.text));
    char *copy = text.failed ? NULL : qg_arena_copy(&a->c->arena, text.at, text.len);
    struct qg_str kept = {copy, copy != NULL ? text.len : 0};
    qg_text_free(&text);
    if (copy == NULL)
        fail(a);
    return kept;
}

static void add(struct amender *a, uint32_t file, struct qg_replacement replacement) {
    if (!qg_vec_push(&a->edits, (struct filed){file, replacement}))
        fail(a);
}

static struct qg_span at_end(struct qg_span span) {
    return (struct qg_span){span.source, span.end, span.end};
}

// The text of a part that is put in, without the clause that only says where.
static struct qg_replacement text_of(const struct qg_change *change, struct qg_span at) {
    const struct qg_decl *item = change->item;
    struct qg_replacement r = {.at = at, .with = {item->span}, .because = change->span};
    bool division = item->kind == QG_DECL_DIVISION || item->kind == QG_DECL_PARAGRAPH;
    if (division && qg_name_given(&item->as.division.after)) {
        struct qg_span clause = item->as.division.after_clause;
        r.with[0].end = clause.start;
        r.with[1] = (struct qg_span){clause.source, clause.end, item->span.end};
    }
    return r;
}

static void remove_part(struct amender *a, const struct qg_found_part *found,
                        const struct qg_change *change) {
    struct qg_replacement r = {.at = qg_found_decl(found)->span, .because = change->span};
    r.before = note(a, &change->what, "repealed", r.at);
    add(a, found->file, r);
}

static void replace_part(struct amender *a, const struct qg_found_part *found,
                         const struct qg_change *change) {
    struct qg_replacement r = text_of(change, qg_found_decl(found)->span);
    r.before = note(a, &change->what, "as replaced", r.at);
    add(a, found->file, r);
}

static void put_behind(struct amender *a, uint32_t file, struct qg_span at,
                       const struct qg_change *change) {
    struct qg_replacement r = text_of(change, at_end(at));
    r.before = note(a, &change->what, "inserted", r.at);
    r.after = QG_STR("\n");
    add(a, file, r);
}

// ---- changes ----

static const struct qg_part *place_of(const struct qg_change *change) {
    return change->placed ? &change->in : NULL;
}

// The places of a part, of which there must be one. `out` is to be freed.
static bool find(struct amender *a, struct qg_found_parts *out, const struct qg_part *part,
                 const struct qg_part *in) {
    if (!qg_parts_find(out, a->c, a->before, act_of(a), part, in)) {
        fail(a);
        return false;
    }
    if (out->items.len == 0)
        refuse_missing(a, part);
    return out->items.len > 0;
}

static void repeal(struct amender *a, const struct qg_change *change) {
    struct qg_found_parts found = {0};
    if (find(a, &found, &change->what, place_of(change)))
        for (uint32_t i = 0; i < found.items.len; i++) {
            remove_part(a, &found.items.at[i], change);
            touch(a, &found.items.at[i], change, true, true);
        }
    qg_vec_free(&found.items);
}

static void replace(struct amender *a, const struct qg_change *change) {
    struct qg_found_parts found = {0};
    if (find(a, &found, &change->what, place_of(change))) {
        replace_part(a, &found.items.at[0], change);
        for (uint32_t i = 1; i < found.items.len; i++)
            add(a, found.items.at[i].file,
                (struct qg_replacement){.at = qg_found_decl(&found.items.at[i])->span});
        touch(a, &found.items.at[0], change, true, false);
    }
    qg_vec_free(&found.items);
}

// Whether this amendment has changed something in the part before.
static bool is_marked(const struct amender *a, const struct qg_found_part *found) {
    const struct qg_touch *t = a->made->touches;
    for (; t != NULL; t = t->next) {
        struct qg_part part = qg_part_of(qg_found_decl(found));
        if (t->change->kind == QG_CHANGE_REWORD && t->depth == found->depth &&
            qg_part_same(&t->path[t->depth - 1], &part) &&
            t->at.start == qg_found_decl(found)->span.start)
            return true;
    }
    return false;
}

// One mark, however many words an amendment changes in a part.
static void mark_amended(struct amender *a, const struct qg_found_part *found,
                         const struct qg_change *change) {
    struct qg_span part = qg_found_decl(found)->span;
    struct qg_replacement r = {.at = {part.source, part.start, part.start}};
    if (!is_marked(a, found)) {
        r.because = change->span;
        r.before = note(a, &change->in, "as amended", r.at);
        add(a, found->file, r);
    }
    touch(a, found, change, false, false);
}

static uint32_t reword_part(struct amender *a, const struct qg_found_part *found,
                            const struct qg_change *change) {
    struct qg_wordings places = {0};
    struct qg_span part = qg_found_decl(found)->span;
    enum qg_fault fault =
        qg_wording_find(&places, &a->c->arena, &a->c->sources, part, change->from->span);
    uint32_t count = places.items.len;
    if (fault != QG_OK)
        a->fault = fault;
    for (uint32_t i = 0; i < count; i++)
        add(a, found->file,
            (struct qg_replacement){.at = places.items.at[i], .with = {change->to->span}});
    if (count > 0)
        mark_amended(a, found, change);
    qg_vec_free(&places.items);
    return count;
}

static void reword(struct amender *a, const struct qg_change *change) {
    struct qg_found_parts found = {0};
    uint32_t count = 0;
    if (find(a, &found, &change->in, NULL)) {
        for (uint32_t i = 0; i < found.items.len; i++)
            count += reword_part(a, &found.items.at[i], change);
        if (count == 0) {
            struct qg_diag *d = refuse(a, QG_E_NO_WORDING, change->from->span,
                                       printed(a, &change->in), "does not say this");
            qg_diag_label(d, qg_found_decl(&found.items.at[0])->name.span, "it stands here");
        }
    }
    qg_vec_free(&found.items);
}

// The part that an insertion comes behind: the one that it names, else the last of its kind.
static struct qg_part neighbour(const struct qg_change *change) {
    struct qg_part part = change->what;
    part.name = change->item->as.division.after;
    part.span = part.name.span;
    return part;
}

static bool is_division(const struct qg_decl *decl) {
    return decl->kind == QG_DECL_DIVISION || decl->kind == QG_DECL_PARAGRAPH;
}

// Whether what is inserted is new; an act opens a paragraph again to add to it, an amendment would
// say `in paragraph … insert`.
static bool is_new(struct amender *a, const struct qg_change *change) {
    struct qg_found_parts found = {0};
    if (!qg_parts_find(&found, a->c, a->before, act_of(a), &change->what, NULL))
        fail(a);
    bool is = found.items.len == 0;
    if (!is) {
        struct qg_diag *d = refuse(a, QG_E_PART_THERE, change->what.span, printed(a, &change->what),
                                   "is there already");
        qg_diag_label(d, qg_found_decl(&found.items.at[0])->name.span, "it stands here");
        qg_diag_hint(d, "Use `replace`, or `in` and `insert` to add to it.");
    }
    qg_vec_free(&found.items);
    return is;
}

static void insert_behind(struct amender *a, const struct qg_change *change) {
    struct qg_found_parts found = {0};
    struct qg_part part = neighbour(change);
    if (find(a, &found, &part, place_of(change))) {
        const struct qg_found_part *last = &found.items.at[found.items.len - 1];
        put_behind(a, last->file, qg_found_decl(last)->span, change);
    }
    qg_vec_free(&found.items);
}

// Before the brace that ends the part.
static void insert_into(struct amender *a, const struct qg_change *change) {
    struct qg_found_parts found = {0};
    if (find(a, &found, &change->in, NULL)) {
        const struct qg_found_part *last = &found.items.at[found.items.len - 1];
        struct qg_span body = qg_found_decl(last)->span;
        body.end--;
        if (is_division(qg_found_decl(last)))
            put_behind(a, last->file, body, change);
        else
            refuse(a, QG_E_NO_PLACE, change->in.span, printed(a, &change->in),
                   "cannot hold anything");
        touch(a, last, change, false, false);
    }
    qg_vec_free(&found.items);
}

// A chapter or an appendix goes behind the last one of its kind.
static void insert_last(struct amender *a, const struct qg_change *change) {
    struct qg_found_part last = {0};
    for (uint32_t i = 0; i < a->c->file_count; i++)
        for (const struct qg_decl *d = a->before->files[i]->decls.first; d != NULL; d = d->next)
            if (d->kind == QG_DECL_DIVISION && qg_str_equal(d->as.division.act.text, act_of(a)) &&
                (last.depth == 0 || d->as.division.kind == change->what.division))
                last = (struct qg_found_part){.path = {d}, .depth = 1, .file = i};
    if (last.depth == 0)
        refuse(a, QG_E_NO_PART, change->span, printed(a, &change->what),
               "finds no place in the act");
    else
        put_behind(a, last.file, qg_found_decl(&last)->span, change);
}

static void insert(struct amender *a, const struct qg_change *change) {
    if (!is_new(a, change))
        return;
    if (is_division(change->item) && qg_name_given(&change->item->as.division.after))
        insert_behind(a, change);
    else if (change->placed)
        insert_into(a, change);
    else if (change->item->kind == QG_DECL_DIVISION)
        insert_last(a, change);
    else
        qg_diag_hint(refuse(a, QG_E_NO_PLACE, change->what.span, printed(a, &change->what),
                            "is inserted nowhere"),
                     "Write `insert paragraph 48-1 after 48`, or `in paragraph 48 insert …`.");
}

static void make_change(struct amender *a, const struct qg_change *change) {
    static void (*const makers[])(struct amender *, const struct qg_change *) = {
        [QG_CHANGE_REPEAL] = repeal,
        [QG_CHANGE_REWORD] = reword,
        [QG_CHANGE_REPLACE] = replace,
        [QG_CHANGE_INSERT] = insert,
    };
    makers[change->kind](a, change);
}

// ---- the new texts ----

static void refuse_overlap(struct amender *a, const struct qg_replacement *r) {
    struct qg_span span = r->with[0].end > r->with[0].start ? r->with[0] : r->because;
    refuse(a, QG_E_COLLISION, span, a->as->amendment->name.text,
           "changes this in two ways at once");
}

static enum qg_fault parse(struct amender *a, uint32_t file, uint32_t source) {
    struct qg_file *made = NULL;
    enum qg_fault fault = qg_parse_file(&a->c->arena, &a->c->sources, source, &a->c->diags, &made);
    if (fault == QG_OK)
        a->made->files[file] = made;
    return fault;
}

// A file that was amended may name what the amendment's file uses.
static enum qg_fault join_uses(struct amender *a, uint32_t file) {
    struct qg_module *module = &a->made->modules[file];
    const struct qg_module *other = &a->made->modules[a->as->file];
    uint32_t *uses =
        qg_arena_array(&a->c->arena, (size_t)module->use_count + other->use_count, sizeof *uses);
    if (uses == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < module->use_count; i++)
        uses[i] = module->uses[i];
    for (uint32_t i = 0; i < other->use_count; i++)
        uses[module->use_count + i] = other->uses[i];
    module->uses = uses;
    module->use_count += other->use_count;
    return QG_OK;
}

static enum qg_fault rewrite(struct amender *a, uint32_t file, struct qg_replacement *list,
                             uint32_t count) {
    uint32_t source;
    const struct qg_replacement *twice = qg_compose_sort(list, count);
    if (twice != NULL) {
        refuse_overlap(a, twice);
        return QG_OK;
    }
    enum qg_fault fault =
        qg_compose(&a->c->sources, a->before->files[file]->source, list, count, &source);
    if (fault == QG_OK)
        fault = parse(a, file, source);
    return fault == QG_OK ? join_uses(a, file) : fault;
}

static enum qg_fault rewrite_all(struct amender *a) {
    enum qg_fault fault = QG_OK;
    struct qg_replacement *list = qg_arena_array(&a->c->arena, a->edits.len, sizeof *list);
    if (list == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t file = 0; file < a->c->file_count && fault == QG_OK; file++) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < a->edits.len; i++)
            if (a->edits.at[i].file == file)
                list[count++] = a->edits.at[i].replacement;
        if (count > 0)
            fault = rewrite(a, file, list, count);
    }
    return fault;
}

// ---- editions ----

static struct qg_edition *new_edition(struct qg_compilation *c, struct qg_file *const *files,
                                      const struct qg_module *modules) {
    struct qg_edition *made = qg_arena_alloc(&c->arena, sizeof *made);
    if (made == NULL)
        return NULL;
    made->files = qg_arena_array(&c->arena, c->file_count, sizeof(struct qg_file *));
    made->modules = qg_arena_array(&c->arena, c->file_count, sizeof *made->modules);
    if (made->files == NULL || made->modules == NULL)
        return NULL;
    for (uint32_t i = 0; i < c->file_count; i++) {
        made->files[i] = files[i];
        made->modules[i] = modules[i];
    }
    return made;
}

enum qg_fault qg_edition_first(struct qg_compilation *c, struct qg_edition **out) {
    *out = new_edition(c, c->files, c->modules);
    return *out != NULL ? QG_OK : QG_FAULT_MEMORY;
}

enum qg_fault qg_edition_amend(struct qg_compilation *c, const struct qg_edition *before,
                               const struct qg_amending *amending, struct qg_edition **out) {
    struct amender a = {.c = c, .before = before, .as = amending};
    a.made = *out = new_edition(c, before->files, before->modules);
    if (a.made == NULL)
        return QG_FAULT_MEMORY;
    a.made->before = before;
    a.made->amendment = amending->amendment;
    const struct qg_change *change = amending->amendment->as.act.changes.first;
    for (; change != NULL && a.fault == QG_OK; change = change->next)
        make_change(&a, change);
    if (a.fault == QG_OK && a.edits.len > 0)
        a.fault = rewrite_all(&a);
    qg_vec_free(&a.edits);
    return a.fault;
}
