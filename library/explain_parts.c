// SPDX-License-Identifier: Apache-2.0

#include "explain_parts.h"

#include "compile.h"
#include "excerpt.h"

// ---- head ----

// The title of the division that rules cite as `cited`, and of the chapter around it.
struct titles {
    const struct qg_decl *act;
    struct qg_str cited;
    const struct qg_decl *chapter, *paragraph;
};

static void look_for_titles(void *user, const struct qg_written *at) {
    struct titles *titles = user;
    if (titles->chapter != NULL || !qg_written_is_in(at, titles->cited))
        return;
    titles->chapter = at->chapter;
    titles->paragraph = at->paragraph;
}

// A text in the language of the answer, else in English.
static struct qg_str langs_text(struct qg_teller *t, const struct qg_langs *langs) {
    const struct qg_message_syntax *m = langs->in[t->notes.lang];
    struct qg_text text = {0};
    if (m == NULL)
        m = langs->in[QG_LANG_EN];
    for (const struct qg_piece_syntax *p = m != NULL ? m->first : NULL; p != NULL; p = p->next)
        qg_text_add(&text, p->text);
    return qg_note_keep(&t->notes, &text);
}

// A chapter or paragraph: in JSON an object, in the text a line if it has a title.
static void division(struct qg_teller *t, const char *key, enum qg_word word, struct qg_str name,
                     const struct qg_decl *decl) {
    struct qg_note *group = qg_note_add(&t->notes, t->root, QG_NOTE_GROUP, key, QG_WORDS);
    struct qg_text line = {0};
    if (group == NULL)
        return;
    group->name = name;
    if (decl != NULL)
        group->text = langs_text(t, &decl->as.division.text);
    if (group->text.len == 0)
        return;
    qg_text_printf(&line, "%.*s%s%.*s", QG_STR_ARG(name), name.len > 0 ? ", " : "",
                   QG_STR_ARG(group->text));
    qg_note_text(&t->notes, t->root, NULL, word, qg_note_keep(&t->notes, &line));
}

static void act(struct qg_teller *t, int32_t index) {
    const struct qg_act *act = &t->program->acts[index];
    struct qg_note *group = qg_note_add(&t->notes, t->root, QG_NOTE_GROUP, "act", QG_WORDS);
    struct qg_str title = qg_tell_phrase(t, &act->title);
    if (group != NULL) {
        group->name = act->name;
        group->text = title;
    }
    qg_note_text(&t->notes, t->root, NULL, QG_WORD_ACT, title);
}

// "P35-b (order_300, paragraph 35)"; what is no number ("Appendix 1") says itself what it is.
static struct qg_str citation(struct qg_teller *t, int32_t act, struct qg_str paragraph) {
    bool numbered = paragraph.len > 0 && paragraph.at[0] >= '0' && paragraph.at[0] <= '9';
    struct qg_text text = {0};
    qg_text_add(&text, t->program->acts[act].name);
    qg_text_addz(&text, ", ");
    const char *word = qg_word(QG_WORD_PARAGRAPH, t->notes.lang);
    bool behind = t->notes.lang == QG_LANG_KK; // "46-тармақ"
    if (numbered && !behind)
        qg_text_printf(&text, "%s ", word);
    qg_text_add(&text, paragraph);
    if (numbered && behind)
        qg_text_printf(&text, "-%s", word);
    return qg_note_keep(&t->notes, &text);
}

void qg_tell_head(struct qg_teller *t, const char *kind, struct qg_str id, int32_t act_index,
                  struct qg_str paragraph) {
    struct titles titles = {.cited = paragraph};
    t->root = qg_note_item(&t->notes, NULL, id, (struct qg_str){0});
    qg_note_text(&t->notes, t->root, "kind", QG_WORDS, qg_str_of(kind));
    if (t->root == NULL || act_index == QG_NONE)
        return;
    t->root->cited = citation(t, act_index, paragraph);
    act(t, act_index);
    qg_written_visit(t->c, look_for_titles, &titles);
    if (titles.paragraph == NULL) {
        division(t, "paragraph", QG_WORD_PART, paragraph, titles.chapter);
        return;
    }
    division(t, "chapter", QG_WORD_CHAPTER, titles.chapter->name.text, titles.chapter);
    division(t, "paragraph", QG_WORD_PARAGRAPH, paragraph, titles.paragraph);
}

// ---- texts ----

struct qg_str qg_tell_phrase(const struct qg_teller *t, const struct qg_phrase *phrase) {
    return qg_phrase_in(phrase, t->notes.lang);
}

struct qg_str qg_tell_excerpt(struct qg_teller *t, struct qg_span span) {
    struct qg_text text = {0};
    qg_excerpt_add(&text, qg_sources_slice(t->notes.sources, span));
    return qg_note_keep(&t->notes, &text);
}

struct qg_str qg_tell_message(struct qg_teller *t, int32_t message) {
    struct qg_text text = {0};
    if (message == QG_NONE)
        return (struct qg_str){0};
    const struct qg_message *m = &t->program->messages[message];
    int lang = m->count[t->notes.lang] > 0 ? t->notes.lang : QG_LANG_EN;
    for (uint32_t i = 0; i < m->count[lang]; i++) {
        const struct qg_piece *piece = &t->program->pieces[m->first[lang] + i];
        if (piece->fn == QG_NONE && piece->figure == QG_FIGURE_NONE) {
            qg_text_add(&text, piece->text);
            continue;
        }
        qg_text_char(&text, '{');
        if (piece->figure != QG_FIGURE_NONE)
            qg_text_add(&text, qg_figure_name(piece->figure));
        else
            qg_excerpt_add(
                &text, qg_sources_slice(t->notes.sources, t->program->functions[piece->fn].span));
        qg_text_char(&text, '}');
    }
    return qg_note_keep(&t->notes, &text);
}

struct qg_str qg_tell_gist(struct qg_teller *t, const struct qg_rule *rule) {
    return qg_tell_message(t, rule->duty != QG_NONE ? rule->duty : rule->breach);
}

void qg_tell_conditions(struct qg_teller *t, struct qg_note *row, const struct qg_expr *expr) {
    for (; expr != NULL; expr = expr->next)
        qg_note_cell(&t->notes, row, qg_tell_excerpt(t, expr->span));
}

void qg_tell_loops(struct qg_teller *t, struct qg_note *row, const struct qg_scopes *scopes) {
    for (const struct qg_scope_syntax *s = scopes->first; s != NULL; s = s->next)
        qg_note_cell(&t->notes, row, qg_tell_excerpt(t, s->over ? s->span : s->range->span));
}

void qg_tell_source(struct qg_teller *t, struct qg_span span) {
    struct qg_note *note =
        qg_note_add(&t->notes, t->root, QG_NOTE_SOURCE, "source", QG_WORD_WRITTEN_AS);
    qg_note_place(&t->notes, note, span);
    if (note != NULL)
        note->text = qg_note_lines(&t->notes, span);
}

// ---- items ----

struct qg_note *qg_tell_reading_item(struct qg_teller *t, struct qg_note *list, uint32_t index) {
    const struct qg_reading *reading = &t->program->readings[index];
    struct qg_note *item =
        qg_note_item(&t->notes, list, reading->name, qg_tell_phrase(t, &reading->asks));
    if (!reading->built_in)
        qg_note_place(&t->notes, item, reading->span);
    struct qg_note *values = qg_note_add(&t->notes, item, QG_NOTE_BARE, "values", QG_WORD_READINGS);
    for (uint16_t i = 0; i < reading->count; i++) {
        struct qg_note *value = qg_note_item(&t->notes, values, reading->values[i],
                                             qg_tell_phrase(t, &reading->value_texts[i]));
        if (i == reading->preset)
            qg_note_flag(&t->notes, value, "default", QG_WORD_DEFAULT);
    }
    return item;
}

// Who names an exemption in its `overrides`.
struct rivals {
    struct qg_teller *t;
    struct qg_note *row;
    struct qg_str name;
};

static void look_for_rival(void *user, const struct qg_written *at) {
    struct rivals *rivals = user;
    if (at->decl->kind != QG_DECL_EXEMPTION)
        return;
    for (const struct qg_name *n = at->decl->as.exemption.overrides.first; n != NULL; n = n->next)
        if (qg_str_equal(n->text, rivals->name))
            qg_note_cell(&rivals->t->notes, rivals->row, at->decl->name.text);
}

static void exceptions_of(struct qg_teller *t, struct qg_note *item,
                          const struct qg_exemption_decl *decl) {
    struct qg_note *list = qg_note_add(&t->notes, item, QG_NOTE_LIST, "except", QG_WORD_EXCEPT);
    for (const struct qg_except *e = decl->except.first; e != NULL; e = e->next) {
        struct qg_note *exception =
            qg_note_item(&t->notes, list, e->name.text, qg_tell_excerpt(t, e->when->span));
        qg_note_place(&t->notes, exception, e->span);
    }
}

static void priority_of(struct qg_teller *t, struct qg_note *item,
                        const struct qg_exemption_decl *decl, struct qg_str name) {
    struct rivals rivals = {.t = t, .name = name};
    struct qg_note *row = qg_note_add(&t->notes, item, QG_NOTE_ROW, "overrides", QG_WORD_OVERRIDES);
    for (const struct qg_name *n = decl->overrides.first; n != NULL; n = n->next)
        qg_note_cell(&t->notes, row, n->text);
    rivals.row = qg_note_add(&t->notes, item, QG_NOTE_ROW, "overridden_by", QG_WORD_YIELDS_TO);
    qg_written_visit(t->c, look_for_rival, &rivals);
}

struct qg_note *qg_tell_exemption_item(struct qg_teller *t, struct qg_note *list, uint32_t index) {
    const struct qg_exemption *exemption = &t->program->exemptions[index];
    struct qg_note *item =
        qg_note_item(&t->notes, list, exemption->name, qg_tell_phrase(t, &exemption->title));
    qg_note_place(&t->notes, item, exemption->span);
    struct qg_written at = qg_written_find(t->c, exemption->span, exemption->name);
    if (at.decl == NULL || at.decl->kind != QG_DECL_EXEMPTION)
        return item;
    const struct qg_exemption_decl *decl = &at.decl->as.exemption;
    struct qg_note *each = qg_note_add(&t->notes, item, QG_NOTE_ROW, "each", QG_WORD_EACH);
    qg_tell_loops(t, each, &decl->scopes);
    struct qg_note *when = qg_note_add(&t->notes, item, QG_NOTE_ROW, "when", QG_WORD_IF);
    qg_tell_conditions(t, when, decl->when.first);
    exceptions_of(t, item, decl);
    priority_of(t, item, decl, exemption->name);
    return item;
}

void qg_tell_test_item(struct qg_teller *t, struct qg_note *list, const struct qg_decl *test,
                       const struct qg_expect *expect) {
    struct qg_str says = {0};
    struct qg_span place = test->name.span;
    if (expect != NULL) {
        place = expect->span;
        says = qg_tell_excerpt(t, place);
        if (qg_str_starts(says, QG_STR("expect ")))
            says = qg_str_slice(says, sizeof "expect " - 1, says.len);
    }
    struct qg_note *item = qg_note_item(&t->notes, list, test->name.text, says);
    qg_note_place(&t->notes, item, place);
}
