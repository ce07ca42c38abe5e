// SPDX-License-Identifier: Apache-2.0

#include "consolidate_outline.h"

#include "compile.h"
#include "date.h"
#include "typed_text.h"
#include "words.h"
#include "written.h"

struct outliner {
    struct qg_law law;
    const struct qg_consolidate_wish *wish;
    int lang;
    struct qg_text *out;
    bool failed;
};

static void add_langs(const struct outliner *o, const struct qg_langs *langs) {
    const struct qg_message_syntax *m = langs->in[o->lang];
    if (m == NULL)
        m = langs->in[QG_LANG_EN];
    for (const struct qg_piece_syntax *p = m != NULL ? m->first : NULL; p != NULL; p = p->next)
        qg_text_add(o->out, p->text);
}

// ---- what a paragraph demands ----

static void begin_item(const struct outliner *o, struct qg_str id) {
    qg_text_printf(o->out, "- **%.*s** ", QG_STR_ARG(id));
}

static void add_message(const struct outliner *o, struct qg_str id, int32_t message) {
    const struct qg_message *messages = o->law.typed->tables.messages;
    bool has = message != QG_NONE && messages[message].count[o->lang] > 0;
    begin_item(o, id);
    qg_typed_message(o->law.typed, &o->law.c->sources, message, has ? o->lang : QG_LANG_EN, o->out);
    qg_text_char(o->out, '\n');
}

static bool is_here(const struct outliner *o, const struct qg_written *at, int32_t act,
                    struct qg_str paragraph) {
    const struct qg_act *of = &o->law.typed->tables.acts[act];
    return qg_str_equal(of->name, at->chapter->as.division.act.text) &&
           qg_written_is_in(at, paragraph);
}

static void add_rules(const struct outliner *o, const struct qg_written *at) {
    const struct qg_program *t = &o->law.typed->tables;
    for (uint32_t i = 0; i < t->rule_count; i++) {
        const struct qg_rule *rule = &t->rules[i];
        if (is_here(o, at, rule->act, rule->paragraph))
            add_message(o, rule->id, rule->duty != QG_NONE ? rule->duty : rule->breach);
    }
}

static void add_flags(const struct outliner *o, const struct qg_written *at) {
    const struct qg_program *t = &o->law.typed->tables;
    for (uint32_t i = 0; i < t->flag_count; i++)
        if (is_here(o, at, t->flags[i].act, t->flags[i].paragraph))
            add_message(o, t->flags[i].id, t->flags[i].remark);
}

static void add_provisions(const struct outliner *o, const struct qg_written *at) {
    const struct qg_program *t = &o->law.typed->tables;
    for (uint32_t i = 0; i < t->provision_count; i++) {
        const struct qg_provision *p = &t->provisions[i];
        if (p->ref_count > 0 || !is_here(o, at, p->act, p->paragraph))
            continue;
        begin_item(o, p->id);
        qg_text_add(o->out, qg_phrase_in(&p->reason, o->lang));
        qg_text_char(o->out, '\n');
    }
}

// ---- divisions ----

static enum qg_word kind_of(const struct qg_decl *division) {
    switch (division->as.division.kind) {
    case QG_DIVISION_CHAPTER:
        return QG_WORD_CHAPTER;
    case QG_DIVISION_PARAGRAPH:
        return QG_WORD_PARAGRAPH;
    case QG_DIVISION_APPENDIX:
        return QG_WORD_APPENDIX;
    case QG_DIVISION_PREAMBLE:
        break;
    }
    return QG_WORD_PREAMBLE;
}

static void add_history(struct outliner *o, const struct qg_decl *division) {
    struct qg_history history = {&o->law, o->wish->world, o->wish->act, o->lang, "> "};
    size_t start = o->out->len;
    qg_text_char(o->out, '\n');
    if (!qg_history_add(&history, division, o->out))
        o->failed = true;
    if (o->out->len == start + 1)
        o->out->len = start;
}

static void add_heading(struct outliner *o, const struct qg_decl *division, const char *mark) {
    qg_text_printf(o->out, "\n%s %s", mark, qg_word(kind_of(division), o->lang));
    if (division->name.text.len > 0)
        qg_text_printf(o->out, " %.*s", QG_STR_ARG(division->name.text));
    size_t start = o->out->len;
    qg_text_addz(o->out, ". ");
    add_langs(o, &division->as.division.text);
    if (o->out->len == start + 2)
        o->out->len = start;
    qg_text_char(o->out, '\n');
    add_history(o, division);
}

static void add_contents(struct outliner *o, const struct qg_written *at) {
    size_t start = o->out->len;
    qg_text_char(o->out, '\n');
    add_rules(o, at);
    add_flags(o, at);
    add_provisions(o, at);
    if (o->out->len == start + 1)
        o->out->len = start;
}

static void add_division(struct outliner *o, const struct qg_decl *division) {
    struct qg_written at = {.chapter = division};
    add_heading(o, division, "##");
    add_contents(o, &at);
    for (const struct qg_decl *d = division->as.division.items.first; d != NULL; d = d->next)
        if (d->kind == QG_DECL_PARAGRAPH) {
            at.paragraph = d;
            add_heading(o, d, "###");
            add_contents(o, &at);
        }
}

// ---- acts ----

static void add_divisions(struct outliner *o, struct qg_str act, enum qg_division_kind kind) {
    for (uint32_t i = 0; i < o->law.c->file_count; i++)
        for (const struct qg_decl *d = o->law.files[i]->decls.first; d != NULL; d = d->next)
            if (d->kind == QG_DECL_DIVISION && d->as.division.kind == kind &&
                qg_str_equal(d->as.division.act.text, act))
                add_division(o, d);
}

static void add_repealed(struct outliner *o) {
    struct qg_history history = {&o->law, o->wish->world, o->wish->act, o->lang, "  > "};
    size_t start = o->out->len;
    qg_text_printf(o->out, "\n## %s\n\n", qg_word(QG_WORD_NOT_IN_FORCE, o->lang));
    size_t before = o->out->len;
    qg_history_add_repealed(&history, o->out);
    if (o->out->len == before)
        o->out->len = start;
}

static void add_act(struct outliner *o, const struct qg_decl *act) {
    char day[QG_DATE_TEXT];
    qg_text_printf(o->out, "# %.*s: ", QG_STR_ARG(act->name.text));
    add_langs(o, &act->as.act.title);
    if (o->wish->day != QG_NONE) {
        qg_date_format(o->wish->day, day);
        qg_text_printf(o->out, " (%s)", day);
    }
    qg_text_char(o->out, '\n');
    add_divisions(o, act->name.text, QG_DIVISION_PREAMBLE);
    add_divisions(o, act->name.text, QG_DIVISION_CHAPTER);
    add_divisions(o, act->name.text, QG_DIVISION_APPENDIX);
    add_repealed(o);
}

static bool is_wanted(const struct qg_decl *decl, struct qg_str act) {
    return decl->kind == QG_DECL_ACT && (act.len == 0 || qg_str_equal(decl->name.text, act));
}

enum qg_fault qg_consolidate_outline(const struct qg_policy *policy,
                                     const struct qg_consolidate_wish *wish, int lang,
                                     struct qg_text *out) {
    struct qg_consolidate_wish one = *wish;
    struct outliner o = {.wish = &one, .lang = lang, .out = out};
    qg_law_on(policy->compilation, wish->world, wish->day, &o.law);
    for (uint32_t i = 0; i < o.law.c->file_count; i++)
        for (const struct qg_decl *d = o.law.files[i]->decls.first; d != NULL; d = d->next) {
            if (!is_wanted(d, wish->act))
                continue;
            if (out->len > 0)
                qg_text_char(out, '\n');
            one.act = d->name.text;
            add_act(&o, d);
        }
    return o.failed || out->failed ? QG_FAULT_MEMORY : QG_OK;
}
