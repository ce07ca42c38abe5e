// SPDX-License-Identifier: Apache-2.0

#include "coverage.h"

const enum qg_outcome qg_cover_outcomes[] = {
    QG_VIOLATED, QG_SATISFIED, QG_UNDETERMINED, QG_EXEMPT, QG_NOT_APPLICABLE, QG_OUTCOMES,
};

static void add_state(struct qg_cover_share *to, enum qg_cover_state state) {
    to->all += state > QG_COVER_EXPLAINED;
    to->proved += state == QG_COVER_PROVED;
}

struct qg_cover_share qg_cover_of_outcome(const struct qg_coverage *c, enum qg_outcome outcome) {
    struct qg_cover_share share = {0, 0};
    for (uint32_t i = 0; i < c->rule_count; i++)
        add_state(&share, c->rules[i].states[outcome]);
    return share;
}

struct qg_cover_share qg_cover_of_call(const struct qg_coverage *c, enum qg_cover_call call) {
    struct qg_cover_share share = {0, 0};
    for (uint32_t i = 0; i < c->flag_count; i++)
        add_state(&share, c->flags[i].states[call]);
    return share;
}

struct qg_cover_share qg_cover_of_paragraphs(const struct qg_coverage *c) {
    struct qg_cover_share share = {0, c->paragraph_count};
    for (uint32_t i = 0; i < c->paragraph_count; i++)
        share.proved += !c->paragraphs[i].gap;
    return share;
}

struct qg_cover_share qg_cover_of_choices(const struct qg_cover_choice *choices, uint32_t count) {
    struct qg_cover_share share = {0, count};
    for (uint32_t i = 0; i < count; i++)
        share.proved += choices[i].proved;
    return share;
}

struct qg_cover_share qg_cover_of_mutants(const struct qg_cover_mutation *mutation) {
    return (struct qg_cover_share){mutation->killed, mutation->killed + mutation->survived};
}

static void add(struct qg_cover_share *to, struct qg_cover_share more) {
    to->proved += more.proved;
    to->all += more.all;
}

struct qg_cover_share qg_cover_of_all(const struct qg_coverage *c) {
    struct qg_cover_share share = qg_cover_of_paragraphs(c);
    for (int i = 0; qg_cover_outcomes[i] != QG_OUTCOMES; i++)
        add(&share, qg_cover_of_outcome(c, qg_cover_outcomes[i]));
    for (int call = 0; call < QG_COVER_CALLS; call++)
        add(&share, qg_cover_of_call(c, (enum qg_cover_call)call));
    add(&share, qg_cover_of_choices(c->readings, c->reading_count));
    add(&share, qg_cover_of_choices(c->exemptions, c->exemption_count));
    return share;
}

double qg_cover_percent(struct qg_cover_share share) {
    return share.all == 0 ? 100.0 : 100.0 * share.proved / share.all;
}

bool qg_cover_is_whole(const struct qg_coverage *c) {
    struct qg_cover_share share = qg_cover_of_all(c);
    return share.proved == share.all && c->stale_count == 0 &&
           (c->mutation == NULL || c->mutation->explained == c->mutation->survived);
}

const char *qg_cover_state_name(enum qg_cover_state state) {
    static const char *const names[] = {"impossible", "explained", "missing", "seen", "proved"};
    return names[state];
}

bool qg_cover_is_lacking(enum qg_cover_state state) {
    return state == QG_COVER_MISSING || state == QG_COVER_SEEN;
}

const char *qg_cover_call_name(enum qg_cover_call call) {
    return call == QG_COVER_RAISED ? "raised" : "not raised";
}
