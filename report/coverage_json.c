// SPDX-License-Identifier: Apache-2.0
//
// The JSON of coverage: everything, proved or not, for other programs.

#include "coverage.h"

#include "facts.h"

enum { COVERAGE_VERSION = 1 };

// As members: in other forms the second is two words.
static const char *const calls[] = {"raised", "not_raised"};

// ---- members ----

static void member(struct qg_text *out, const char *name) {
    char last = out->len > 0 ? out->at[out->len - 1] : '{';
    if (last != '{' && last != '[')
        qg_text_addz(out, ", ");
    qg_text_printf(out, "\"%s\": ", name);
}

static void string(struct qg_text *out, const char *name, struct qg_str value) {
    member(out, name);
    qg_json_quote(out, value);
}

static void number(struct qg_text *out, const char *name, uint64_t value) {
    member(out, name);
    qg_text_printf(out, "%llu", (unsigned long long)value);
}

static void truth(struct qg_text *out, const char *name, bool value) {
    member(out, name);
    qg_text_addz(out, value ? "true" : "false");
}

static void share(struct qg_text *out, const char *name, struct qg_cover_share s) {
    member(out, name);
    qg_text_printf(out, "{\"proved\": %u, \"all\": %u, \"percent\": %.1f}", (unsigned)s.proved,
                   (unsigned)s.all, qg_cover_percent(s));
}

// Nothing for what is built in.
static void place(struct qg_text *out, const struct qg_cover_place *at) {
    if (at->line == 0)
        return;
    string(out, "file", at->file);
    number(out, "line", at->line);
    number(out, "column", at->column);
}

// Begins an element of a list on a line of its own.
static void open(struct qg_text *out, uint32_t at) {
    qg_text_addz(out, at > 0 ? ",\n    {" : "\n    {");
}

static void list(struct qg_text *out, const char *name) {
    qg_text_printf(out, ",\n  \"%s\": [", name);
}

// ---- tables ----

static void paragraphs(const struct qg_coverage *c, struct qg_text *out) {
    list(out, "paragraphs");
    for (uint32_t i = 0; i < c->paragraph_count; i++) {
        const struct qg_cover_paragraph *p = &c->paragraphs[i];
        open(out, i);
        string(out, "act", p->act);
        string(out, "paragraph", p->name);
        truth(out, "gap", p->gap);
        number(out, "rules", p->rules);
        number(out, "flags", p->flags);
        number(out, "not_checkable", p->not_checkable);
        number(out, "points_to", p->pointing);
        number(out, "readings", p->readings);
        number(out, "exemptions", p->exemptions);
        number(out, "definitions", p->definitions);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void rules(const struct qg_coverage *c, struct qg_text *out) {
    list(out, "rules");
    for (uint32_t i = 0; i < c->rule_count; i++) {
        const struct qg_cover_rule *r = &c->rules[i];
        open(out, i);
        string(out, "act", r->act);
        string(out, "paragraph", r->paragraph);
        string(out, "rule", r->id);
        place(out, &r->place);
        for (int k = 0; qg_cover_outcomes[k] != QG_OUTCOMES; k++)
            string(out, qg_outcome_name(qg_cover_outcomes[k]),
                   qg_str_of(qg_cover_state_name(r->states[qg_cover_outcomes[k]])));
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void flags(const struct qg_coverage *c, struct qg_text *out) {
    list(out, "flags");
    for (uint32_t i = 0; i < c->flag_count; i++) {
        const struct qg_cover_flag *f = &c->flags[i];
        open(out, i);
        string(out, "act", f->act);
        string(out, "paragraph", f->paragraph);
        string(out, "flag", f->id);
        place(out, &f->place);
        for (int call = 0; call < QG_COVER_CALLS; call++)
            string(out, calls[call], qg_str_of(qg_cover_state_name(f->states[call])));
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void provisions(const struct qg_coverage *c, struct qg_text *out) {
    list(out, "provisions");
    for (uint32_t i = 0; i < c->provision_count; i++) {
        const struct qg_cover_provision *p = &c->provisions[i];
        open(out, i);
        string(out, "act", p->act);
        string(out, "paragraph", p->paragraph);
        string(out, "provision", p->id);
        string(out, "is", p->points ? QG_STR("elsewhere") : QG_STR("not checkable"));
        place(out, &p->place);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void choices(const struct qg_cover_choice *items, uint32_t count, const char *name,
                    struct qg_text *out) {
    list(out, name);
    for (uint32_t i = 0; i < count; i++) {
        open(out, i);
        string(out, "name", items[i].name);
        if (items[i].value.len > 0)
            string(out, "value", items[i].value);
        place(out, &items[i].place);
        truth(out, "proved", items[i].proved);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void survivors(const struct qg_cover_mutation *m, struct qg_text *out) {
    qg_text_addz(out, ", \"survivors\": [");
    for (uint32_t i = 0; i < m->survivor_count; i++) {
        open(out, i);
        string(out, "alteration", m->survivors[i].key);
        place(out, &m->survivors[i].place);
        if (m->survivors[i].reason.len > 0)
            string(out, "because", m->survivors[i].reason);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void stale(const struct qg_coverage *c, struct qg_text *out) {
    list(out, "stale");
    for (uint32_t i = 0; i < c->stale_count; i++) {
        qg_text_addz(out, i > 0 ? ", " : "");
        qg_json_quote(out, c->stale[i]);
    }
    qg_text_char(out, ']');
}

static void mutation(const struct qg_cover_mutation *m, struct qg_text *out) {
    qg_text_addz(out, ",\n  \"mutation\": {");
    share(out, "score", qg_cover_of_mutants(m));
    number(out, "killed", m->killed);
    number(out, "survived", m->survived);
    number(out, "explained", m->explained);
    number(out, "without_effect", m->same);
    number(out, "not_compiling", m->refused);
    survivors(m, out);
    qg_text_char(out, '}');
}

static void summary(const struct qg_coverage *c, struct qg_text *out) {
    qg_text_addz(out, ",\n  \"summary\": {");
    number(out, "tests", c->tests);
    share(out, "paragraphs", qg_cover_of_paragraphs(c));
    for (int i = 0; qg_cover_outcomes[i] != QG_OUTCOMES; i++)
        share(out, qg_outcome_name(qg_cover_outcomes[i]),
              qg_cover_of_outcome(c, qg_cover_outcomes[i]));
    for (int call = 0; call < QG_COVER_CALLS; call++)
        share(out, calls[call], qg_cover_of_call(c, (enum qg_cover_call)call));
    share(out, "readings", qg_cover_of_choices(c->readings, c->reading_count));
    share(out, "exemptions", qg_cover_of_choices(c->exemptions, c->exemption_count));
    share(out, "coverage", qg_cover_of_all(c));
    qg_text_char(out, '}');
}

void qg_coverage_json(const struct qg_coverage *c, struct qg_text *out) {
    qg_text_printf(out, "{\n  \"coverage\": %d", COVERAGE_VERSION);
    paragraphs(c, out);
    rules(c, out);
    flags(c, out);
    provisions(c, out);
    choices(c->readings, c->reading_count, "readings", out);
    choices(c->exemptions, c->exemption_count, "exemptions", out);
    if (c->mutation != NULL)
        mutation(c->mutation, out);
    stale(c, out);
    summary(c, out);
    qg_text_addz(out, "\n}\n");
}
