// SPDX-License-Identifier: Apache-2.0

#include "consolidate_outline.h"

#include "compile.h"
#include "date.h"
#include "parts.h"
#include "words.h"

static bool made_by(const struct qg_edition *edition, const struct qg_decl *amendment) {
    for (; edition != NULL; edition = edition->before)
        if (edition->amendment == amendment)
            return true;
    return false;
}

static const struct qg_edition *edition_at(const struct qg_history *h, uint32_t stage) {
    const struct qg_timeline *t = h->law->c->timeline;
    return t->editions[t->worlds[h->world].stages[stage].edition];
}

// ---- what an amendment did to a part ----

static enum qg_word word_of(const struct qg_touch *touch) {
    if (!touch->ends)
        return QG_WORD_AMENDED;
    return touch->gone ? QG_WORD_REPEALED : QG_WORD_REPLACED;
}

// Whether a touch is about the part, something in it, or something around it as a whole. A chapter
// does not count what its paragraphs count.
static bool concerns(const struct qg_touch *touch, const struct qg_part *part) {
    uint32_t at = 0;
    while (at < touch->depth && !qg_part_same(&touch->path[at], part))
        at++;
    return at < touch->depth &&
           (at + 1 == touch->depth || touch->path[at + 1].kind != QG_DECL_PARAGRAPH);
}

static bool stands_in(const struct qg_history *h, const struct qg_edition *edition,
                      const struct qg_part *part, bool *failed) {
    struct qg_found_parts found = {0};
    if (!qg_parts_find(&found, h->law->c, edition, h->act, part, NULL))
        *failed = true;
    bool stands = found.items.len > 0;
    qg_vec_free(&found.items);
    return stands;
}

// The word for what the amendment behind an edition did to a part; QG_WORDS: nothing.
static enum qg_word done(const struct qg_history *h, const struct qg_edition *edition,
                         const struct qg_part *part, bool *failed) {
    enum qg_word word = QG_WORDS;
    if (!stands_in(h, edition->before, part, failed) && stands_in(h, edition, part, failed))
        return QG_WORD_INSERTED;
    for (const struct qg_touch *t = edition->touches; t != NULL; t = t->next)
        if (concerns(t, part)) {
            bool whole = qg_part_same(&t->path[t->depth - 1], part);
            word = whole && t->ends ? word_of(t) : word == QG_WORDS ? QG_WORD_AMENDED : word;
        }
    return word;
}

// ---- lines ----

static void add_since(const struct qg_history *h, const struct qg_time_step *step,
                      struct qg_text *out) {
    char day[QG_DATE_TEXT];
    qg_date_format(step->day, day);
    qg_text_printf(out, "%s%s ", h->indent, qg_word(QG_WORD_IN_FORCE_FROM, h->lang));
    if (!step->certain)
        qg_text_printf(out, "%s", qg_word(QG_WORD_UNKNOWN, h->lang));
    if (!step->certain && step->day > QG_DATE_MIN)
        qg_text_addz(out, " (≥ ");
    if (step->certain || step->day > QG_DATE_MIN)
        qg_text_addz(out, day);
    if (!step->certain && step->day > QG_DATE_MIN)
        qg_text_char(out, ')');
    qg_text_addz(out, ": ");
}

static void add_line(const struct qg_history *h, const struct qg_time_step *step, enum qg_word word,
                     const struct qg_decl *amendment, struct qg_text *out) {
    add_since(h, step, out);
    qg_text_printf(out, "%s %.*s\n", qg_word(word, h->lang), QG_STR_ARG(amendment->name.text));
}

// What begins with a stage, the oldest first, then what ends.
static void add_stage(const struct qg_history *h, uint32_t stage, const struct qg_part *part,
                      struct qg_text *out, bool *failed) {
    const struct qg_edition *now = edition_at(h, stage), *was = edition_at(h, stage - 1);
    const struct qg_time_step *step = h->law->c->timeline->worlds[h->world].stages[stage].step;
    const struct qg_edition *begun[QG_EDITION_LIMIT + 1];
    uint32_t count = 0;
    for (const struct qg_edition *e = now; e->before != NULL; e = e->before)
        if (!made_by(was, e->amendment))
            begun[count++] = e;
    for (; count > 0; count--) {
        enum qg_word word = done(h, begun[count - 1], part, failed);
        if (word != QG_WORDS)
            add_line(h, step, word, begun[count - 1]->amendment, out);
    }
    for (const struct qg_edition *e = was; e->before != NULL; e = e->before)
        if (!made_by(now, e->amendment) && done(h, e, part, failed) != QG_WORDS)
            add_line(h, step, QG_WORD_NO_LONGER, e->amendment, out);
}

bool qg_history_add(const struct qg_history *h, const struct qg_decl *division,
                    struct qg_text *out) {
    struct qg_part part = qg_part_of(division);
    bool failed = false;
    if (h->law->edition == NULL)
        return true;
    size_t start = out->len;
    for (uint32_t i = 1; i <= h->law->stage; i++)
        add_stage(h, i, &part, out, &failed);
    if (out->len == start)
        return !failed;
    struct qg_text lines = {0};
    qg_text_add(&lines, qg_str_slice(qg_text_str(out), start, out->len));
    out->len = start;
    if (stands_in(h, edition_at(h, 0), &part, &failed))
        qg_text_printf(out, "%s%s\n", h->indent, qg_word(QG_WORD_ORIGINAL, h->lang));
    qg_text_add(out, qg_text_str(&lines));
    failed = failed || lines.failed;
    qg_text_free(&lines);
    return !failed;
}

// ---- what is gone ----

static const struct qg_time_step *step_of(const struct qg_history *h,
                                          const struct qg_decl *amendment) {
    const struct qg_world *row = &h->law->c->timeline->worlds[h->world];
    for (uint32_t i = 1; i <= h->law->stage; i++)
        if (made_by(edition_at(h, i), amendment))
            return row->stages[i].step;
    return NULL;
}

static void add_gone(const struct qg_history *h, const struct qg_edition *edition,
                     struct qg_text *out) {
    const struct qg_time_step *step = step_of(h, edition->amendment);
    for (const struct qg_touch *t = edition->touches; t != NULL; t = t->next) {
        if (!t->gone || step == NULL)
            continue;
        const struct qg_part *part = &t->path[t->depth - 1];
        struct qg_str written = qg_sources_slice(&h->law->c->sources, t->change->what.span);
        qg_text_printf(out, "- %.*s\n", QG_STR_ARG(written.len > 0 ? written : part->name.text));
        add_line(h, step, QG_WORD_REPEALED, edition->amendment, out);
    }
}

void qg_history_add_repealed(const struct qg_history *h, struct qg_text *out) {
    const struct qg_edition *list[QG_EDITION_LIMIT + 1];
    uint32_t count = 0;
    for (const struct qg_edition *e = h->law->edition; e != NULL && e->before != NULL;
         e = e->before)
        list[count++] = e;
    while (count > 0)
        add_gone(h, list[--count], out);
}
