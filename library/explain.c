// SPDX-License-Identifier: Apache-2.0

#include "explain.h"

#include "shown.h"
#include "suggest.h"
#include "words.h"

#include <stdlib.h>

struct teller {
    const struct qg_policy *policy;
    const struct qg_program *program;
    int lang;
    struct qg_text *out;
};

static void heading(const struct teller *t, enum qg_word word) {
    qg_text_printf(t->out, "%s: ", qg_word(word, t->lang));
}

static void line(const struct teller *t, enum qg_word word, struct qg_str text) {
    heading(t, word);
    qg_shown_add(t->out, text);
    qg_text_char(t->out, '\n');
}

static struct qg_str phrase(const struct teller *t, const struct qg_phrase *p) {
    return qg_phrase_in(p, t->lang);
}

// ---- source text ----

static struct qg_str text_of(const struct teller *t, struct qg_span span) {
    const struct qg_source *source = qg_policy_source(t->policy, span);
    return source != NULL ? qg_str_slice(source->text, span.start, span.end) : (struct qg_str){0};
}

// The lines that a span touches, as they stand, under the name of their file.
static void quote(const struct teller *t, struct qg_span span) {
    const struct qg_source *source = qg_policy_source(t->policy, span);
    if (source == NULL)
        return;
    uint32_t first = (uint32_t)qg_source_place(source, span.start).line;
    uint32_t last = (uint32_t)qg_source_place(source, span.end).line;
    qg_text_char(t->out, '\n');
    qg_shown_add(t->out, source->name);
    qg_text_printf(t->out, ":%u\n", (unsigned)first);
    for (uint32_t at = first; at <= last; at++) {
        qg_text_addz(t->out, "    ");
        qg_shown_add(t->out, qg_source_line(source, at));
        qg_text_char(t->out, '\n');
    }
}

// ---- parts of a rule ----

// A message with its holes as they are written: no record fills them here.
static void message(const struct teller *t, enum qg_word word, int32_t at) {
    if (at == QG_NONE)
        return;
    const struct qg_message *m = &t->program->messages[at];
    int lang = m->count[t->lang] > 0 ? t->lang : QG_LANG_EN;
    heading(t, word);
    for (uint32_t i = 0; i < m->count[lang]; i++) {
        const struct qg_piece *piece = &t->program->pieces[m->first[lang] + i];
        if (piece->fn == QG_NONE) {
            qg_shown_add(t->out, piece->text);
            continue;
        }
        qg_text_char(t->out, '{');
        qg_shown_add(t->out, text_of(t, t->program->functions[piece->fn].span));
        qg_text_char(t->out, '}');
    }
    qg_text_char(t->out, '\n');
}

static void severity(const struct teller *t, const struct qg_rule *rule) {
    heading(t, QG_WORD_SEVERITY);
    if (rule->severity_fn != QG_NONE) {
        qg_text_printf(t->out, "%s\n", qg_word(QG_WORD_BY_CASE, t->lang));
        return;
    }
    if (rule->severity == QG_NONE) {
        qg_text_addz(t->out, "-\n");
        return;
    }
    const struct qg_severity *s = &t->program->severities[rule->severity];
    qg_shown_add(t->out, s->name);
    qg_text_addz(t->out, ", ");
    qg_shown_add(t->out, phrase(t, &s->title));
    if (s->warrants)
        qg_text_printf(t->out, "; %s", qg_word(QG_WORD_WARRANTS, t->lang));
    qg_text_char(t->out, '\n');
}

static void scopes(const struct teller *t, const struct qg_rule *rule) {
    int32_t chain[QG_SCOPE_DEPTH + 1];
    int depth = 0;
    for (int32_t s = rule->scope; s != QG_NONE && depth <= QG_SCOPE_DEPTH;
         s = t->program->scopes[s].parent)
        chain[depth++] = s;
    heading(t, QG_WORD_EACH);
    for (int i = depth - 1; i >= 0; i--) {
        qg_shown_add(t->out, t->program->scopes[chain[i]].noun);
        qg_text_addz(t->out, i > 0 ? ", " : "\n");
    }
}

static void tell_reading(const struct teller *t, const struct qg_reading *reading) {
    qg_shown_add(t->out, reading->name);
    qg_text_addz(t->out, ": ");
    qg_shown_add(t->out, phrase(t, &reading->asks));
    qg_text_char(t->out, '\n');
    for (uint16_t i = 0; i < reading->count; i++) {
        qg_text_addz(t->out, "    ");
        qg_shown_add(t->out, reading->values[i]);
        if (i == reading->preset)
            qg_text_printf(t->out, " (%s)", qg_word(QG_WORD_DEFAULT, t->lang));
        struct qg_str says = phrase(t, &reading->value_texts[i]);
        qg_text_addz(t->out, says.len > 0 ? ": " : "");
        qg_shown_add(t->out, says);
        qg_text_char(t->out, '\n');
    }
}

static void readings(const struct teller *t, const struct qg_rule *rule) {
    for (uint32_t i = 0; i < t->program->reading_count; i++) {
        if ((rule->readings >> i & 1) == 0)
            continue;
        qg_text_printf(t->out, "%s ", qg_word(QG_WORD_READING, t->lang));
        tell_reading(t, &t->program->readings[i]);
    }
}

static void exemptions(const struct teller *t, const struct qg_rule *rule) {
    if (rule->exemption_count == 0)
        return;
    qg_text_printf(t->out, "%s:\n", qg_word(QG_WORD_EXEMPTIONS, t->lang));
    for (uint32_t i = 0; i < rule->exemption_count; i++) {
        uint32_t at = t->program->rule_exemptions[rule->first_exemption + i];
        const struct qg_exemption *exemption = &t->program->exemptions[at];
        qg_text_addz(t->out, "    ");
        qg_shown_add(t->out, exemption->name);
        struct qg_str title = phrase(t, &exemption->title);
        qg_text_addz(t->out, title.len > 0 ? ": " : "");
        qg_shown_add(t->out, title);
        qg_text_char(t->out, '\n');
    }
}

static void refs(const struct teller *t, enum qg_word word, uint32_t first, uint32_t count) {
    if (count == 0)
        return;
    heading(t, word);
    for (uint32_t i = 0; i < count; i++) {
        qg_text_addz(t->out, i > 0 ? ", " : "");
        qg_shown_add(t->out, t->program->rules[t->program->rule_refs[first + i]].id);
    }
    qg_text_char(t->out, '\n');
}

static bool silences(const struct qg_program *program, const struct qg_rule *rule, uint32_t other) {
    for (uint32_t i = 0; i < rule->silenced_count; i++)
        if (program->rule_refs[rule->first_silenced + i] == other)
            return true;
    return false;
}

static void silencers(const struct teller *t, uint32_t at) {
    bool any = false;
    for (uint32_t i = 0; i < t->program->rule_count; i++) {
        if (!silences(t->program, &t->program->rules[i], at))
            continue;
        if (!any)
            heading(t, QG_WORD_SILENCED_BY);
        qg_text_addz(t->out, any ? ", " : "");
        qg_shown_add(t->out, t->program->rules[i].id);
        any = true;
    }
    qg_text_addz(t->out, any ? "\n" : "");
}

// "P35-b (order_300, paragraph 35)"; what is no number ("Appendix 1") says itself what it is.
static void citation(const struct teller *t, struct qg_str id, int32_t act,
                     struct qg_str paragraph) {
    bool numbered = paragraph.len > 0 && paragraph.at[0] >= '0' && paragraph.at[0] <= '9';
    qg_shown_add(t->out, id);
    qg_text_addz(t->out, " (");
    qg_shown_add(t->out, t->program->acts[act].name);
    qg_text_addz(t->out, ", ");
    if (numbered)
        qg_text_printf(t->out, "%s ", qg_word(QG_WORD_PARAGRAPH, t->lang));
    qg_shown_add(t->out, paragraph);
    qg_text_addz(t->out, ")\n");
}

static void tell_rule(const struct teller *t, uint32_t at) {
    const struct qg_rule *rule = &t->program->rules[at];
    citation(t, rule->id, rule->act, rule->paragraph);
    message(t, QG_WORD_DUTY, rule->duty);
    message(t, QG_WORD_BREACH, rule->breach);
    message(t, QG_WORD_REMARK, rule->remark);
    severity(t, rule);
    if (rule->voids)
        qg_text_printf(t->out, "%s\n", qg_word(QG_WORD_VOIDS, t->lang));
    scopes(t, rule);
    readings(t, rule);
    exemptions(t, rule);
    refs(t, QG_WORD_SILENCES, rule->first_silenced, rule->silenced_count);
    silencers(t, at);
    refs(t, QG_WORD_GOVERNS, rule->first_governed, rule->governed_count);
    quote(t, rule->span);
}

static void tell_provision(const struct teller *t, const struct qg_provision *provision) {
    citation(t, provision->id, provision->act, provision->paragraph);
    if (provision->ref_count == 0)
        line(t, QG_WORD_NOT_CHECKABLE, phrase(t, &provision->reason));
    refs(t, QG_WORD_SEE, provision->first_ref, provision->ref_count);
    quote(t, provision->span);
}

// ---- what a name means ----

// The duties of a paragraph's rules, one line each.
static bool tell_paragraph(const struct teller *t, struct qg_str name) {
    bool any = false;
    for (uint32_t i = 0; i < t->program->rule_count; i++) {
        const struct qg_rule *rule = &t->program->rules[i];
        if (!qg_str_equal(rule->paragraph, name))
            continue;
        citation(t, rule->id, rule->act, rule->paragraph);
        qg_text_addz(t->out, "    ");
        message(t, QG_WORD_DUTY, rule->duty != QG_NONE ? rule->duty : rule->breach);
        any = true;
    }
    for (uint32_t i = 0; i < t->program->provision_count; i++) {
        const struct qg_provision *provision = &t->program->provisions[i];
        if (!qg_str_equal(provision->paragraph, name))
            continue;
        citation(t, provision->id, provision->act, provision->paragraph);
        qg_text_addz(t->out, "    ");
        if (provision->ref_count == 0)
            line(t, QG_WORD_NOT_CHECKABLE, phrase(t, &provision->reason));
        refs(t, QG_WORD_SEE, provision->first_ref, provision->ref_count);
        any = true;
    }
    return any;
}

static bool tell_single(const struct teller *t, struct qg_str name) {
    for (uint32_t i = 0; i < t->program->rule_count; i++)
        if (qg_str_equal(t->program->rules[i].id, name)) {
            tell_rule(t, i);
            return true;
        }
    for (uint32_t i = 0; i < t->program->provision_count; i++)
        if (qg_str_equal(t->program->provisions[i].id, name)) {
            tell_provision(t, &t->program->provisions[i]);
            return true;
        }
    for (uint32_t i = 0; i < t->program->reading_count; i++)
        if (qg_str_equal(t->program->readings[i].name, name)) {
            tell_reading(t, &t->program->readings[i]);
            return true;
        }
    return false;
}

bool qg_explain(const struct qg_policy *policy, struct qg_str name, int lang, struct qg_text *out) {
    struct teller t = {policy, policy->program, lang, out};
    return tell_single(&t, name) || tell_paragraph(&t, name);
}

void qg_explain_suggest(const struct qg_policy *policy, struct qg_str name, struct qg_text *out) {
    const struct qg_program *program = policy->program;
    size_t room = (size_t)program->rule_count + program->provision_count + program->reading_count;
    struct qg_str *names = calloc(room + 1, sizeof *names), close;
    size_t count = 0;
    if (names == NULL)
        return;
    for (uint32_t i = 0; i < program->rule_count; i++)
        names[count++] = program->rules[i].id;
    for (uint32_t i = 0; i < program->provision_count; i++)
        names[count++] = program->provisions[i].id;
    for (uint32_t i = 0; i < program->reading_count; i++)
        names[count++] = program->readings[i].name;
    if (qg_suggest(name, names, count, &close))
        qg_text_printf(out, "; did you mean `%.*s`?", QG_STR_ARG(close));
    free(names);
}
