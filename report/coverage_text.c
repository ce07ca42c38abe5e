// SPDX-License-Identifier: Apache-2.0
//
// The text of coverage: what is lacking, a line each that an editor can jump to, then the sums.

#include "coverage.h"

#include "shown.h"

// Nothing for what is built in.
static void place(struct qg_text *out, const struct qg_cover_place *at) {
    if (at->line == 0)
        return;
    qg_shown_add(out, at->file);
    qg_text_printf(out, ":%llu:%u: ", (unsigned long long)at->line, (unsigned)at->column);
}

// ---- what is lacking ----

static void gaps(const struct qg_coverage *c, struct qg_text *out) {
    for (uint32_t i = 0; i < c->paragraph_count; i++)
        if (c->paragraphs[i].gap)
            qg_text_printf(out, "%.*s: paragraph %.*s has no rule, no flag and no provision\n",
                           QG_STR_ARG(c->paragraphs[i].act), QG_STR_ARG(c->paragraphs[i].name));
}

static void lacking(const struct qg_cover_rule *rule, struct qg_text *out) {
    for (int i = 0; qg_cover_outcomes[i] != QG_OUTCOMES; i++) {
        enum qg_cover_state state = rule->states[qg_cover_outcomes[i]];
        if (!qg_cover_is_lacking(state))
            continue;
        place(out, &rule->place);
        qg_shown_add(out, rule->id);
        qg_text_printf(out, ": no test %s it %s\n", state == QG_COVER_SEEN ? "expects" : "finds",
                       qg_outcome_name(qg_cover_outcomes[i]));
    }
}

static void lacking_calls(const struct qg_cover_flag *flag, struct qg_text *out) {
    for (int call = 0; call < QG_COVER_CALLS; call++) {
        enum qg_cover_state state = flag->states[call];
        if (!qg_cover_is_lacking(state))
            continue;
        place(out, &flag->place);
        qg_text_addz(out, "flag ");
        qg_shown_add(out, flag->id);
        qg_text_printf(out, ": no test %s it %s\n", state == QG_COVER_SEEN ? "expects" : "finds",
                       qg_cover_call_name((enum qg_cover_call)call));
    }
}

static void unused(const struct qg_cover_choice *choices, uint32_t count, const char *what,
                   struct qg_text *out) {
    for (uint32_t i = 0; i < count; i++) {
        if (choices[i].proved)
            continue;
        place(out, &choices[i].place);
        qg_text_printf(out, "no test exercises the %s ", what);
        qg_shown_add(out, choices[i].name);
        if (choices[i].value.len > 0) {
            qg_text_addz(out, " = ");
            qg_shown_add(out, choices[i].value);
        }
        qg_text_char(out, '\n');
    }
}

static void survivors(const struct qg_cover_mutation *m, struct qg_text *out) {
    for (uint32_t i = 0; i < m->survivor_count; i++) {
        if (m->survivors[i].reason.len > 0)
            continue;
        place(out, &m->survivors[i].place);
        qg_text_addz(out, "no test notices: ");
        qg_shown_add(out, m->survivors[i].key);
        qg_text_char(out, '\n');
    }
}

static void stale(const struct qg_coverage *c, struct qg_text *out) {
    for (uint32_t i = 0; i < c->stale_count; i++) {
        qg_text_addz(out, "explained, and not lacking: ");
        qg_shown_add(out, c->stale[i]);
        qg_text_char(out, '\n');
    }
}

// ---- the sums ----

static void share(struct qg_text *out, const char *name, struct qg_cover_share s) {
    qg_text_printf(out, "%-16s %5u of %5u  %5.1f %%\n", name, (unsigned)s.proved, (unsigned)s.all,
                   qg_cover_percent(s));
}

static void kinds(const struct qg_coverage *c, struct qg_text *out) {
    uint32_t pointing = 0;
    for (uint32_t i = 0; i < c->provision_count; i++)
        pointing += c->provisions[i].points;
    qg_text_printf(
        out, "%u tests; %u provisions: %u rules, %u flags, %u not checkable, %u elsewhere\n",
        (unsigned)c->tests, (unsigned)(c->rule_count + c->flag_count + c->provision_count),
        (unsigned)c->rule_count, (unsigned)c->flag_count, (unsigned)(c->provision_count - pointing),
        (unsigned)pointing);
}

static void sums(const struct qg_coverage *c, struct qg_text *out) {
    kinds(c, out);
    share(out, "paragraphs", qg_cover_of_paragraphs(c));
    for (int i = 0; qg_cover_outcomes[i] != QG_OUTCOMES; i++)
        share(out, qg_outcome_name(qg_cover_outcomes[i]),
              qg_cover_of_outcome(c, qg_cover_outcomes[i]));
    for (int call = 0; call < QG_COVER_CALLS; call++)
        share(out, qg_cover_call_name((enum qg_cover_call)call),
              qg_cover_of_call(c, (enum qg_cover_call)call));
    share(out, "readings", qg_cover_of_choices(c->readings, c->reading_count));
    share(out, "exemptions", qg_cover_of_choices(c->exemptions, c->exemption_count));
    share(out, "coverage", qg_cover_of_all(c));
}

static void mutation_sums(const struct qg_cover_mutation *m, struct qg_text *out) {
    qg_text_printf(out,
                   "%u alterations: %u noticed, %u survived (%u explained), %u without effect, "
                   "%u that do not compile\n",
                   (unsigned)(m->killed + m->survived + m->same + m->refused), (unsigned)m->killed,
                   (unsigned)m->survived, (unsigned)m->explained, (unsigned)m->same,
                   (unsigned)m->refused);
    share(out, "mutation score", qg_cover_of_mutants(m));
}

void qg_coverage_text(const struct qg_coverage *c, struct qg_text *out) {
    gaps(c, out);
    for (uint32_t i = 0; i < c->rule_count; i++)
        lacking(&c->rules[i], out);
    for (uint32_t i = 0; i < c->flag_count; i++)
        lacking_calls(&c->flags[i], out);
    unused(c->readings, c->reading_count, "reading", out);
    unused(c->exemptions, c->exemption_count, "exemption", out);
    if (c->mutation != NULL)
        survivors(c->mutation, out);
    stale(c, out);
    sums(c, out);
    if (c->mutation != NULL)
        mutation_sums(c->mutation, out);
}
