// SPDX-License-Identifier: Apache-2.0
//
// Coverage as one page of HTML: tables with headings that a screen reader can follow, states in
// words and not in colour alone, nothing that is loaded from anywhere.

#include "coverage.h"

#include "html.h"
#include "html_page.h"

// ---- parts ----

static void place(struct qg_text *out, const struct qg_cover_place *at) {
    if (at->line == 0) {
        qg_text_addz(out, "<td>built in</td>");
        return;
    }
    qg_text_addz(out, "<td>");
    qg_html_text(out, at->file);
    qg_text_printf(out, ":%llu:%u</td>", (unsigned long long)at->line, (unsigned)at->column);
}

static void state(struct qg_text *out, enum qg_cover_state state) {
    static const char *const words[] = {"cannot be", "explained", "no test", "not expected", "yes"};
    qg_text_printf(out, "<td class=\"%s\">%s</td>", qg_cover_state_name(state), words[state]);
}

static void proved(struct qg_text *out, bool yes) {
    state(out, yes ? QG_COVER_PROVED : QG_COVER_MISSING);
}

// ---- tables ----

static void share(struct qg_text *out, const char *name, struct qg_cover_share s) {
    qg_html_row(out, qg_str_of(name));
    qg_html_count(out, s.proved);
    qg_html_count(out, s.all);
    qg_text_printf(out, "<td class=\"n\">%.1f %%</td>", qg_cover_percent(s));
    qg_html_row_end(out);
}

static void summary(const struct qg_coverage *c, struct qg_text *out) {
    qg_html_table(out, "Summary", (const char *const[]){"what", "proved", "of", "share", NULL});
    share(out, "paragraphs with a rule, a flag or a provision", qg_cover_of_paragraphs(c));
    for (int i = 0; qg_cover_outcomes[i] != QG_OUTCOMES; i++)
        share(out, qg_outcome_name(qg_cover_outcomes[i]),
              qg_cover_of_outcome(c, qg_cover_outcomes[i]));
    share(out, "flags raised", qg_cover_of_call(c, QG_COVER_RAISED));
    share(out, "flags not raised", qg_cover_of_call(c, QG_COVER_NOT_RAISED));
    share(out, "values of readings", qg_cover_of_choices(c->readings, c->reading_count));
    share(out, "exemptions", qg_cover_of_choices(c->exemptions, c->exemption_count));
    share(out, "all of it", qg_cover_of_all(c));
    if (c->mutation != NULL)
        share(out, "alterations noticed", qg_cover_of_mutants(c->mutation));
    qg_html_table_end(out);
}

static void paragraphs(const struct qg_coverage *c, struct qg_text *out) {
    static const char *const columns[] = {"paragraph",     "act",       "rules",    "flags",
                                          "not checkable", "elsewhere", "readings", "exemptions",
                                          "definitions",   NULL};
    qg_html_table(out, "Paragraphs", columns);
    for (uint32_t i = 0; i < c->paragraph_count; i++) {
        const struct qg_cover_paragraph *p = &c->paragraphs[i];
        qg_html_row(out, p->name);
        qg_html_cell(out, p->act);
        if (p->gap)
            qg_text_addz(out, "<td class=\"missing\">nothing</td>");
        else
            qg_html_count(out, p->rules);
        qg_html_count(out, p->flags);
        qg_html_count(out, p->not_checkable);
        qg_html_count(out, p->pointing);
        qg_html_count(out, p->readings);
        qg_html_count(out, p->exemptions);
        qg_html_count(out, p->definitions);
        qg_html_row_end(out);
    }
    qg_html_table_end(out);
}

static void rules(const struct qg_coverage *c, struct qg_text *out) {
    static const char *const columns[] = {"rule",   "violated",       "satisfied", "undetermined",
                                          "exempt", "not applicable", "place",     NULL};
    qg_html_table(out, "Rules: which outcomes a test expects", columns);
    for (uint32_t i = 0; i < c->rule_count; i++) {
        qg_html_row(out, c->rules[i].id);
        for (int k = 0; qg_cover_outcomes[k] != QG_OUTCOMES; k++)
            state(out, c->rules[i].states[qg_cover_outcomes[k]]);
        place(out, &c->rules[i].place);
        qg_html_row_end(out);
    }
    qg_html_table_end(out);
}

static void flags(const struct qg_coverage *c, struct qg_text *out) {
    qg_html_table(out, "Flags: whether a test expects them raised, and not",
                  (const char *const[]){"flag", "raised", "not raised", "place", NULL});
    for (uint32_t i = 0; i < c->flag_count; i++) {
        qg_html_row(out, c->flags[i].id);
        for (int call = 0; call < QG_COVER_CALLS; call++)
            state(out, c->flags[i].states[call]);
        place(out, &c->flags[i].place);
        qg_html_row_end(out);
    }
    qg_html_table_end(out);
}

static void choices(const struct qg_cover_choice *items, uint32_t number, const char *caption,
                    struct qg_text *out) {
    qg_html_table(out, caption, (const char *const[]){"name", "value", "a test", "place", NULL});
    for (uint32_t i = 0; i < number; i++) {
        qg_html_row(out, items[i].name);
        qg_html_cell(out, items[i].value);
        proved(out, items[i].proved);
        place(out, &items[i].place);
        qg_html_row_end(out);
    }
    qg_html_table_end(out);
}

static void survivors(const struct qg_cover_mutation *m, struct qg_text *out) {
    qg_html_table(out, "Alterations that no test notices",
                  (const char *const[]){"alteration", "because", "place", NULL});
    for (uint32_t i = 0; i < m->survivor_count; i++) {
        qg_html_row(out, m->survivors[i].key);
        if (m->survivors[i].reason.len > 0)
            qg_html_cell(out, m->survivors[i].reason);
        else
            state(out, QG_COVER_MISSING);
        place(out, &m->survivors[i].place);
        qg_html_row_end(out);
    }
    qg_html_table_end(out);
}

void qg_coverage_html(const struct qg_coverage *c, struct qg_text *out) {
    static const char *const styles[] = {"base.css", "coverage.css", NULL};
    const struct qg_html_page page = {
        .lang = "en", .title = "Coverage of the policy", .styles = styles};
    qg_html_page_head(&page, out);
    qg_text_printf(out, "<body>\n<main>\n<h1>%s</h1>\n", page.title);
    summary(c, out);
    paragraphs(c, out);
    rules(c, out);
    flags(c, out);
    choices(c->readings, c->reading_count, "Readings: every value but the default", out);
    choices(c->exemptions, c->exemption_count, "Exemptions", out);
    if (c->mutation != NULL)
        survivors(c->mutation, out);
    qg_text_addz(out, "</main>\n</body>\n</html>\n");
}
