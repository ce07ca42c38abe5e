// SPDX-License-Identifier: Apache-2.0
//
// The frame of an impact's page: its head with what was compared, its filters, its end.

#include "impact_html.h"

#include "bars.h"
#include "html.h"
#include "html_page.h"
#include "impact_parts.h"

#include "message.h"

#include <inttypes.h>
#include <stdio.h>

static struct qg_html_page frame(const struct qg_impact_writer *w) {
    static const char *const styles[] = {"base.css", "impact.css", NULL};
    static const char *const scripts[] = {"impact.js", NULL};
    return (struct qg_html_page){.lang = qg_lang_names[w->facts->run->lang],
                                 .title = qg_impact_html_word(w, QG_WORD_IMPACT_TITLE),
                                 .styles = styles,
                                 .scripts = scripts};
}

// ---- head ----

static void term(struct qg_impact_writer *w, enum qg_word name) {
    qg_text_printf(&w->text, "<dt>%s</dt><dd>", qg_impact_html_word(w, name));
}

static void end_term(struct qg_impact_writer *w) {
    qg_text_addz(&w->text, "</dd>\n");
}

// "d1 (d1_notice, No. 7)": the draft, and the amendments that it holds.
static void draft(struct qg_impact_writer *w, uint32_t at) {
    const struct qg_program *program = w->facts->run->program;
    term(w, QG_WORD_DRAFT);
    qg_html_text(&w->text, w->facts->drafts[at - 1]);
    for (uint32_t i = 0; i < program->amendment_count; i++) {
        const struct qg_amendment *a = &program->amendments[i];
        struct qg_str title = qg_phrase_in(&a->title, w->facts->run->lang);
        if ((a->worlds & 1) != 0 || (a->worlds >> at & 1) == 0)
            continue;
        qg_text_addz(&w->text, "; <code>");
        qg_html_text(&w->text, a->name);
        qg_text_addz(&w->text, title.len > 0 ? "</code> " : "</code>");
        qg_html_text(&w->text, title);
    }
    if (w->facts->backdated)
        qg_text_printf(&w->text, ", %s", qg_impact_html_word(w, QG_WORD_BACKDATED));
    end_term(w);
}

static void policies(struct qg_impact_writer *w) {
    const struct qg_program *program = w->facts->run->program;
    for (uint32_t i = 0; i < program->act_count; i++) {
        term(w, QG_WORD_POLICY);
        qg_html_text(&w->text, program->acts[i].name);
        qg_text_addz(&w->text, ", <code>sha256 ");
        qg_html_text(&w->text, program->acts[i].digest);
        qg_text_addz(&w->text, "</code>");
        end_term(w);
    }
}

static void readings(struct qg_impact_writer *w) {
    const struct qg_program *program = w->facts->run->program;
    if (program->reading_count == 0)
        return;
    term(w, QG_WORD_READINGS);
    for (uint32_t i = 0; i < program->reading_count; i++) {
        const struct qg_reading *reading = &program->readings[i];
        qg_text_addz(&w->text, i > 0 ? ", " : "");
        qg_html_text(&w->text, reading->name);
        qg_text_addz(&w->text, " = ");
        qg_html_text(&w->text, reading->values[w->facts->run->readings[i]]);
    }
    end_term(w);
}

// As a reader of the language writes it.
static void value(struct qg_impact_writer *w, struct qg_shape shape, struct qg_value v) {
    const struct qg_record words = {.schema = &w->facts->run->program->schema};
    struct qg_text text = {0};
    qg_value_add(&words, shape, v, w->facts->run->lang, &text);
    qg_html_text(&w->text, qg_text_str(&text));
    w->text.failed = w->text.failed || text.failed;
    qg_text_free(&text);
}

static void parameters(struct qg_impact_writer *w) {
    const struct qg_program *program = w->facts->run->program;
    if (program->parameter_count == 0)
        return;
    term(w, QG_WORD_PARAMETERS);
    for (uint32_t i = 0; i < program->parameter_count; i++) {
        qg_text_addz(&w->text, i > 0 ? ", " : "");
        qg_html_text(&w->text, program->parameters[i].name);
        qg_text_addz(&w->text, " = ");
        value(w, program->parameters[i].shape, w->facts->run->parameters[i]);
    }
    end_term(w);
}

static void audit_date(struct qg_impact_writer *w) {
    int32_t day = w->facts->run->as_of;
    term(w, QG_WORD_AS_OF);
    if (day == QG_NONE)
        qg_text_addz(&w->text, qg_impact_html_word(w, QG_WORD_NONE));
    else
        value(w, (struct qg_shape){.kind = QG_KIND_DATE}, (struct qg_value){day, day});
    end_term(w);
}

static void records(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    term(w, QG_WORD_RECORDS);
    qg_text_printf(&w->text, "%" PRIu64 " (%s: %" PRIu64 ", %s: %" PRIu64 ", %s: %" PRIu64 ")",
                   totals->records, qg_impact_html_word(w, QG_WORD_NOT_AUDITED),
                   totals->not_audited, qg_impact_html_word(w, QG_WORD_UNREADABLE),
                   totals->unreadable, qg_impact_html_word(w, QG_WORD_DATA), totals->data_findings);
    end_term(w);
}

static void circumstances(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    qg_text_addz(&w->text, "<dl>\n");
    for (uint32_t d = 1; d <= w->facts->draft_count; d++)
        draft(w, d);
    policies(w);
    parameters(w);
    readings(w);
    audit_date(w);
    records(w, totals);
    term(w, QG_WORD_ENGINE);
    qg_text_printf(&w->text, "qagida %s", w->facts->run->version);
    end_term(w);
    qg_text_addz(&w->text, "</dl>\n");
}

static void contents(struct qg_impact_writer *w) {
    qg_text_printf(&w->text, "<nav aria-label=\"%s\"><ul>\n<li><a href=\"#summary\">%s</a></li>\n",
                   qg_impact_html_word(w, QG_WORD_CONTENTS),
                   qg_impact_html_word(w, QG_WORD_SUMMARY));
    for (uint32_t d = 1; d <= w->facts->draft_count; d++) {
        qg_text_printf(&w->text, "<li><a href=\"#draft-%u\">%s ", d,
                       qg_impact_html_word(w, QG_WORD_DRAFT));
        qg_html_text(&w->text, w->facts->drafts[d - 1]);
        qg_text_addz(&w->text, "</a></li>\n");
    }
    qg_text_printf(&w->text, "<li><a href=\"#changes\">%s</a></li>\n</ul></nav>\n",
                   qg_impact_html_word(w, QG_WORD_CHANGED));
}

void qg_impact_html_head(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    struct qg_html_page page = frame(w);
    qg_html_page_head(&page, &w->text);
    qg_text_printf(&w->text, "<body>\n<header>\n<h1>%s</h1>\n", page.title);
    circumstances(w, totals);
    contents(w);
    qg_text_addz(&w->text, "<svg class=\"patterns\" width=\"0\" height=\"0\" "
                           "aria-hidden=\"true\">\n");
    qg_bars_patterns(&w->text);
    qg_text_addz(&w->text, "</svg>\n</header>\n<main>\n");
}

// ---- filters ----

static void select_begin(struct qg_impact_writer *w, struct qg_str label) {
    qg_text_addz(&w->text, "<label>");
    qg_html_text(&w->text, label);
    qg_text_addz(&w->text, " <select name=\"");
}

static void select_name(struct qg_impact_writer *w, const char *name, uint32_t number) {
    qg_text_addz(&w->text, name);
    if (number > 0)
        qg_text_printf(&w->text, "%u", number - 1);
    qg_text_printf(&w->text, "\"><option>%s</option>\n",
                   qg_impact_html_word(w, QG_WORD_EVERYTHING));
}

static void select_end(struct qg_impact_writer *w) {
    qg_text_addz(&w->text, "</select></label>\n");
}

static void option(struct qg_impact_writer *w, struct qg_str value, struct qg_str shown) {
    qg_text_addz(&w->text, "<option value=\"");
    qg_html_text(&w->text, value);
    qg_text_addz(&w->text, "\">");
    qg_html_text(&w->text, shown);
    qg_text_addz(&w->text, "</option>\n");
}

static void by_draft(struct qg_impact_writer *w) {
    select_begin(w, qg_str_of(qg_impact_html_word(w, QG_WORD_DRAFT)));
    select_name(w, "draft", 0);
    for (uint32_t d = 1; d <= w->facts->draft_count; d++) {
        char number[16];
        snprintf(number, sizeof number, "%u", d);
        option(w, qg_str_of(number), w->facts->drafts[d - 1]);
    }
    select_end(w);
}

static void by_turn(struct qg_impact_writer *w) {
    select_begin(w, qg_str_of(qg_impact_html_word(w, QG_WORD_TURN)));
    select_name(w, "turn", 0);
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        option(w, qg_str_of(qg_impact_turn_name((enum qg_impact_turn)t)),
               qg_str_of(qg_impact_turn_word((enum qg_impact_turn)t, w->facts->run->lang)));
    select_end(w);
}

static bool has_changed(const struct qg_impact_writer *w, const struct qg_impact_rule *rule) {
    for (uint32_t d = 1; d <= w->facts->draft_count; d++)
        if (rule->changed[d] > 0)
            return true;
    return false;
}

static void by_rule(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    select_begin(w, qg_str_of(qg_impact_html_word(w, QG_WORD_THE_RULE)));
    select_name(w, "rule", 0);
    for (uint32_t i = 0; i < totals->rule_count; i++) {
        struct qg_str id = w->facts->run->program->rules[totals->rules[i].first].id;
        if (has_changed(w, &totals->rules[i]))
            option(w, id, id);
    }
    select_end(w);
}

static void by_group(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                     uint32_t by) {
    select_begin(w, w->facts->groups[by]);
    select_name(w, "group", by + 1);
    for (uint32_t i = 0; i < totals->group_count; i++) {
        struct qg_str value = totals->groups[i].value;
        if (totals->groups[i].by == by)
            option(w, value,
                   value.len > 0 ? value : qg_str_of(qg_impact_html_word(w, QG_WORD_NOT_RECORDED)));
    }
    select_end(w);
}

void qg_impact_html_changes(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                            uint64_t count) {
    qg_text_printf(&w->text,
                   "<section id=\"changes\" aria-labelledby=\"changes-title\">\n"
                   "<h2 id=\"changes-title\">%s</h2>\n",
                   qg_impact_html_word(w, QG_WORD_CHANGED));
    if (count == 0)
        qg_text_printf(&w->text, "<p>%s</p>\n", qg_impact_html_word(w, QG_WORD_NOTHING_CHANGES));
    qg_text_printf(&w->text, "<form id=\"filters\" hidden aria-label=\"%s\">\n<span>%s:</span>\n",
                   qg_impact_html_word(w, QG_WORD_SHOW_ONLY),
                   qg_impact_html_word(w, QG_WORD_SHOW_ONLY));
    by_draft(w);
    by_turn(w);
    by_rule(w, totals);
    for (uint32_t i = 0; i < w->facts->group_count; i++)
        by_group(w, totals, i);
    qg_text_printf(&w->text,
                   "<span role=\"status\">%s: <output id=\"shown\">%" PRIu64 "</output> / %" PRIu64
                   "</span>\n</form>\n",
                   qg_impact_html_word(w, QG_WORD_SHOWN), count, count);
}

void qg_impact_html_foot(struct qg_impact_writer *w) {
    struct qg_html_page page = frame(w);
    qg_text_addz(&w->text, "</section>\n</main>\n");
    qg_html_page_script(&page, &w->text);
    qg_text_addz(&w->text, "</body>\n</html>\n");
}
