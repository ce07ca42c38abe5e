// SPDX-License-Identifier: Apache-2.0
//
// Coverage as one page of HTML: tables with headings that a screen reader can follow, states in
// words and not in colour alone, nothing that is loaded from anywhere.

#include "coverage.h"

#include "shown.h"

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<title>Coverage of the policy</title>\n<style>\n"
    "body { font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; "
    "padding: 0 1rem; }\n"
    "table { border-collapse: collapse; margin: 1rem 0; }\n"
    "caption { text-align: left; font-weight: bold; padding: .5rem 0; }\n"
    "th, td { border: 1px solid #8888; padding: .2rem .6rem; text-align: left; "
    "vertical-align: top; }\n"
    "td.n { text-align: right; font-variant-numeric: tabular-nums; }\n"
    "td.missing { background: #d335; font-weight: bold; }\n"
    "td.seen { background: #da05; }\n"
    "td.impossible, td.explained { color: GrayText; }\n"
    "</style>\n</head>\n<body>\n<main>\n<h1>Coverage of the policy</h1>\n";

// ---- parts ----

// Text from a policy: what HTML would take for itself is escaped, after what no eye can trust.
static void escaped(struct qg_text *out, struct qg_str s) {
    struct qg_text shown = {0};
    qg_shown_add(&shown, s);
    for (size_t i = 0; i < shown.len; i++) {
        char c = shown.at[i];
        if (c == '&')
            qg_text_addz(out, "&amp;");
        else if (c == '<')
            qg_text_addz(out, "&lt;");
        else if (c == '>')
            qg_text_addz(out, "&gt;");
        else if (c == '"')
            qg_text_addz(out, "&quot;");
        else
            qg_text_char(out, c);
    }
    out->failed = out->failed || shown.failed;
    qg_text_free(&shown);
}

static void cell(struct qg_text *out, struct qg_str s) {
    qg_text_addz(out, "<td>");
    escaped(out, s);
    qg_text_addz(out, "</td>");
}

static void row_head(struct qg_text *out, struct qg_str s) {
    qg_text_addz(out, "<tr><th scope=\"row\">");
    escaped(out, s);
    qg_text_addz(out, "</th>");
}

static void count(struct qg_text *out, uint32_t number) {
    qg_text_printf(out, "<td class=\"n\">%u</td>", (unsigned)number);
}

static void place(struct qg_text *out, const struct qg_cover_place *at) {
    if (at->line == 0) {
        qg_text_addz(out, "<td>built in</td>");
        return;
    }
    qg_text_addz(out, "<td>");
    escaped(out, at->file);
    qg_text_printf(out, ":%llu:%u</td>", (unsigned long long)at->line, (unsigned)at->column);
}

static void state(struct qg_text *out, enum qg_cover_state state) {
    static const char *const words[] = {"cannot be", "explained", "no test", "not expected", "yes"};
    qg_text_printf(out, "<td class=\"%s\">%s</td>", qg_cover_state_name(state), words[state]);
}

static void proved(struct qg_text *out, bool yes) {
    state(out, yes ? QG_COVER_PROVED : QG_COVER_MISSING);
}

// The head of a table; `columns` ends with NULL.
static void table(struct qg_text *out, const char *caption, const char *const *columns) {
    qg_text_printf(out, "<table>\n<caption>%s</caption>\n<thead><tr>", caption);
    for (; *columns != NULL; columns++)
        qg_text_printf(out, "<th scope=\"col\">%s</th>", *columns);
    qg_text_addz(out, "</tr></thead>\n<tbody>\n");
}

static void end_row(struct qg_text *out) {
    qg_text_addz(out, "</tr>\n");
}

static void end_table(struct qg_text *out) {
    qg_text_addz(out, "</tbody>\n</table>\n");
}

// ---- tables ----

static void share(struct qg_text *out, const char *name, struct qg_cover_share s) {
    row_head(out, qg_str_of(name));
    count(out, s.proved);
    count(out, s.all);
    qg_text_printf(out, "<td class=\"n\">%.1f %%</td>", qg_cover_percent(s));
    end_row(out);
}

static void summary(const struct qg_coverage *c, struct qg_text *out) {
    table(out, "Summary", (const char *const[]){"what", "proved", "of", "share", NULL});
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
    end_table(out);
}

static void paragraphs(const struct qg_coverage *c, struct qg_text *out) {
    static const char *const columns[] = {"paragraph",     "act",       "rules",    "flags",
                                          "not checkable", "elsewhere", "readings", "exemptions",
                                          "definitions",   NULL};
    table(out, "Paragraphs", columns);
    for (uint32_t i = 0; i < c->paragraph_count; i++) {
        const struct qg_cover_paragraph *p = &c->paragraphs[i];
        row_head(out, p->name);
        cell(out, p->act);
        if (p->gap)
            qg_text_addz(out, "<td class=\"missing\">nothing</td>");
        else
            count(out, p->rules);
        count(out, p->flags);
        count(out, p->not_checkable);
        count(out, p->pointing);
        count(out, p->readings);
        count(out, p->exemptions);
        count(out, p->definitions);
        end_row(out);
    }
    end_table(out);
}

static void rules(const struct qg_coverage *c, struct qg_text *out) {
    static const char *const columns[] = {"rule",   "violated",       "satisfied", "undetermined",
                                          "exempt", "not applicable", "place",     NULL};
    table(out, "Rules: which outcomes a test expects", columns);
    for (uint32_t i = 0; i < c->rule_count; i++) {
        row_head(out, c->rules[i].id);
        for (int k = 0; qg_cover_outcomes[k] != QG_OUTCOMES; k++)
            state(out, c->rules[i].states[qg_cover_outcomes[k]]);
        place(out, &c->rules[i].place);
        end_row(out);
    }
    end_table(out);
}

static void flags(const struct qg_coverage *c, struct qg_text *out) {
    table(out, "Flags: whether a test expects them raised, and not",
          (const char *const[]){"flag", "raised", "not raised", "place", NULL});
    for (uint32_t i = 0; i < c->flag_count; i++) {
        row_head(out, c->flags[i].id);
        for (int call = 0; call < QG_COVER_CALLS; call++)
            state(out, c->flags[i].states[call]);
        place(out, &c->flags[i].place);
        end_row(out);
    }
    end_table(out);
}

static void choices(const struct qg_cover_choice *items, uint32_t number, const char *caption,
                    struct qg_text *out) {
    table(out, caption, (const char *const[]){"name", "value", "a test", "place", NULL});
    for (uint32_t i = 0; i < number; i++) {
        row_head(out, items[i].name);
        cell(out, items[i].value);
        proved(out, items[i].proved);
        place(out, &items[i].place);
        end_row(out);
    }
    end_table(out);
}

static void survivors(const struct qg_cover_mutation *m, struct qg_text *out) {
    table(out, "Alterations that no test notices",
          (const char *const[]){"alteration", "because", "place", NULL});
    for (uint32_t i = 0; i < m->survivor_count; i++) {
        row_head(out, m->survivors[i].key);
        if (m->survivors[i].reason.len > 0)
            cell(out, m->survivors[i].reason);
        else
            state(out, QG_COVER_MISSING);
        place(out, &m->survivors[i].place);
        end_row(out);
    }
    end_table(out);
}

void qg_coverage_html(const struct qg_coverage *c, struct qg_text *out) {
    qg_text_addz(out, head);
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
