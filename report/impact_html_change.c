// SPDX-License-Identifier: Apache-2.0
//
// One changed certification on the page: a heading, the two verdicts, and a table of the findings
// that differ. Its attributes are what the filters look at.

#include "impact_html.h"

#include "html.h"
#include "impact_parts.h"

#include <inttypes.h>

// ---- what the filters look at ----

static void rules_attribute(struct qg_impact_writer *w, const struct qg_impact_certification *c) {
    const struct qg_program *program = w->facts->run->program;
    struct qg_str last = {0}; // versions and elements of a rule come one after the other
    qg_text_addz(&w->text, "\" data-rule=\"");
    for (uint32_t i = 0; i < c->finding_count; i++) {
        const struct qg_rule *rule = qg_impact_provision(program, &c->findings[i]);
        if (rule == NULL || qg_str_equal(rule->id, last))
            continue;
        qg_text_addz(&w->text, last.len > 0 ? " " : "");
        qg_html_text(&w->text, rule->id);
        last = rule->id;
    }
}

static void open(struct qg_impact_writer *w, const struct qg_impact_certification *c) {
    qg_text_printf(&w->text, "<article data-draft=\"%u\" data-turn=\"%s", c->draft,
                   qg_impact_turn_name(qg_impact_turn_of(c->verdicts)));
    rules_attribute(w, c);
    for (uint32_t i = 0; i < w->facts->group_count; i++) {
        qg_text_printf(&w->text, "\" data-group%u=\"", i);
        qg_html_text(&w->text, c->groups[i]);
    }
    qg_text_addz(&w->text, "\">\n");
}

// ---- the certification ----

static void heading(struct qg_impact_writer *w, const struct qg_impact_certification *c) {
    const struct qg_subject *s = &c->certification;
    struct qg_str title = {0};
    qg_text_addz(&w->text, "<h3>");
    qg_html_text(&w->text, c->record);
    qg_text_addz(&w->text, ", ");
    if (s->ref == 0) {
        qg_text_printf(&w->text, "%s</h3>\n", qg_impact_html_word(w, QG_WORD_WHOLE_RECORD));
        return;
    }
    if (s->title != NULL)
        title = qg_phrase_in(s->title, w->facts->run->lang);
    qg_html_text(&w->text, title.len > 0 ? title : s->noun);
    qg_text_char(&w->text, ' ');
    if (s->id.len > 0)
        qg_html_text(&w->text, s->id);
    else
        qg_text_number(&w->text, s->index);
    qg_text_addz(&w->text, "</h3>\n");
}

// "re-certification warranted (P35-b, P48)"
static void verdict(struct qg_impact_writer *w, const struct qg_impact_certification *c, int side) {
    const struct qg_verdict *v = c->details[side];
    qg_text_addz(&w->text, qg_impact_verdict_word(c->verdicts[side], w->facts->run->lang));
    for (uint32_t i = 0; v != NULL && i < v->ground_count; i++) {
        qg_text_addz(&w->text, i > 0 ? ", " : " (");
        qg_html_text(&w->text, w->facts->run->program->rules[v->grounds[i]].id);
    }
    if (v != NULL && v->ground_count > 0)
        qg_text_char(&w->text, ')');
}

// "12:33 /pointer": the file is that of the record, told above.
static void place(struct qg_text *out, const struct qg_location *at) {
    if (at->line > 0)
        qg_text_printf(out, "%" PRIu64 ":%" PRIu32, at->line, at->column);
    if (at->pointer.len > 0) {
        qg_text_addz(out, " <code>");
        qg_html_text(out, at->pointer);
        qg_text_addz(out, "</code>");
    }
}

static void summary(struct qg_impact_writer *w, const struct qg_impact_certification *c) {
    qg_text_printf(&w->text, "<p><strong>%s</strong>: ",
                   qg_impact_turn_word(qg_impact_turn_of(c->verdicts), w->facts->run->lang));
    verdict(w, c, 0);
    qg_text_addz(&w->text, " → ");
    verdict(w, c, 1);
    qg_text_printf(&w->text, "</p>\n<p>%s ", qg_impact_html_word(w, QG_WORD_DRAFT));
    qg_html_text(&w->text, w->facts->drafts[c->draft - 1]);
    qg_text_addz(&w->text, "; ");
    qg_html_text(&w->text, c->place.file);
    qg_text_char(&w->text, ':');
    place(&w->text, &c->place);
    for (uint32_t i = 0; i < w->facts->group_count; i++) {
        if (c->groups[i].len == 0)
            continue;
        qg_text_addz(&w->text, "; ");
        qg_html_text(&w->text, w->facts->groups[i]);
        qg_text_addz(&w->text, " = ");
        qg_html_text(&w->text, c->groups[i]);
    }
    qg_text_addz(&w->text, "</p>\n");
}

// ---- a finding ----

// "paragraph 35", "Appendix 1".
static void paragraph(struct qg_impact_writer *w, struct qg_str name) {
    if (name.len > 0 && name.at[0] >= '0' && name.at[0] <= '9')
        qg_text_printf(&w->text, "%s ", qg_impact_html_word(w, QG_WORD_PARAGRAPH));
    qg_html_text(&w->text, name);
}

static void provision(struct qg_impact_writer *w, const struct qg_impact_finding *f) {
    const struct qg_program *program = w->facts->run->program;
    const struct qg_rule *rule = qg_impact_provision(program, f);
    qg_text_addz(&w->text, "<tr><th scope=\"row\">");
    if (rule != NULL) {
        qg_html_text(&w->text, rule->id);
        qg_text_addz(&w->text, "<br>");
        qg_html_text(&w->text, program->acts[rule->act].name);
        qg_text_addz(&w->text, ", ");
        paragraph(w, rule->paragraph);
    }
    if (rule != NULL && rule->amendment != QG_NONE) {
        qg_text_printf(&w->text, ", %s ", qg_impact_html_word(w, QG_WORD_AMENDED));
        qg_html_text(&w->text, program->amendments[rule->amendment].name);
    }
    qg_text_addz(&w->text, "</th>");
}

static void state(struct qg_impact_writer *w, const struct qg_impact_finding *f, int side) {
    qg_text_printf(&w->text, "<td>%s", qg_impact_state_word(f->states[side], w->facts->run->lang));
    if (f->silencers[side] != QG_NONE) {
        qg_text_addz(&w->text, " (");
        qg_html_text(&w->text, w->facts->run->program->rules[f->silencers[side]].id);
        qg_text_char(&w->text, ')');
    }
    qg_text_addz(&w->text, "</td>");
}

// What the policy calls a word of an enum, unless that is the word itself.
static void title(struct qg_impact_writer *w, const struct qg_fact *fact) {
    if (fact->title == NULL || fact->value.len < 2)
        return;
    struct qg_str says = qg_phrase_in(fact->title, w->facts->run->lang);
    if (qg_str_equal(says, qg_str_slice(fact->value, 1, fact->value.len - 1)))
        return;
    qg_text_addz(&w->text, " (");
    qg_html_text(&w->text, says);
    qg_text_char(&w->text, ')');
}

static void fact(struct qg_impact_writer *w, const struct qg_fact *fact) {
    qg_text_addz(&w->text, "<li><code>");
    qg_html_text(&w->text, fact->pointer);
    qg_text_addz(&w->text, "</code>: ");
    qg_html_text(&w->text, fact->value);
    title(w, fact);
    qg_text_addz(&w->text, "</li>\n");
}

static void gap(struct qg_impact_writer *w, struct qg_str pointer, enum qg_gap gap) {
    static const enum qg_word words[] = {
        [QG_GAP_MISSING] = QG_WORD_NOT_RECORDED,
        [QG_GAP_UNREADABLE] = QG_WORD_VALUE_UNREADABLE,
        [QG_GAP_OPEN] = QG_WORD_OPEN,
    };
    qg_text_printf(&w->text, "<li>%s: <code>", qg_impact_html_word(w, words[gap]));
    qg_html_text(&w->text, pointer);
    qg_text_addz(&w->text, "</code></li>\n");
}

static void message(struct qg_impact_writer *w, const struct qg_finding *f) {
    qg_text_addz(&w->text, "<td>");
    qg_html_text(&w->text, f->message[w->facts->run->lang]);
    if (f->evidence_count + f->missing_count > 0)
        qg_text_addz(&w->text, "\n<ul>\n");
    for (uint32_t i = 0; i < f->evidence_count; i++)
        fact(w, &f->evidence[i]);
    for (uint32_t i = 0; i < f->missing_count; i++)
        gap(w, f->missing[i], f->gaps[i]);
    if (f->evidence_count + f->missing_count > 0)
        qg_text_addz(&w->text, "</ul>");
    if (f->boundary)
        qg_text_printf(&w->text, "<br>%s", qg_impact_html_word(w, QG_WORD_BOUNDARY));
    qg_text_addz(&w->text, "</td>");
}

static void finding(struct qg_impact_writer *w, const struct qg_impact_finding *f) {
    provision(w, f);
    state(w, f, 0);
    state(w, f, 1);
    message(w, f->finding);
    qg_text_addz(&w->text, "<td>");
    place(&w->text, &f->finding->location);
    qg_text_addz(&w->text, "</td>");
    qg_html_row_end(&w->text);
}

static void findings(struct qg_impact_writer *w, const struct qg_impact_certification *c) {
    const char *columns[] = {
        qg_impact_html_word(w, QG_WORD_THE_RULE), qg_impact_html_word(w, QG_WORD_BEFORE),
        qg_impact_html_word(w, QG_WORD_AFTER),    qg_impact_html_word(w, QG_WORD_MESSAGE),
        qg_impact_html_word(w, QG_WORD_PLACE),    NULL};
    qg_html_table(&w->text, qg_impact_html_word(w, QG_WORD_FINDINGS), columns);
    for (uint32_t i = 0; i < c->finding_count; i++)
        finding(w, &c->findings[i]);
    qg_html_table_end(&w->text);
}

void qg_impact_html_change(struct qg_impact_writer *w, const struct qg_impact_certification *c) {
    open(w, c);
    heading(w, c);
    summary(w, c);
    if (c->finding_count > 0)
        findings(w, c);
    qg_text_addz(&w->text, "</article>\n");
}
