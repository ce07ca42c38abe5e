// SPDX-License-Identifier: Apache-2.0
#include "said.h"

#include "retain.h"

#include <string.h>

enum qg_fault qg_said_init(struct qg_said *said, const struct qg_program *program,
                           const struct qg_settings *settings, uint64_t seed) {
    *said = (struct qg_said){.program = program};
    qg_arena_init(&said->arena, "what was said");
    qg_muster_init(&said->muster, program, settings->readings, seed);
    return qg_tally_init(&said->tally, program);
}

void qg_said_free(struct qg_said *said) {
    qg_vec_free(&said->sayings);
    qg_arena_free(&said->arena);
    qg_tally_free(&said->tally);
    qg_muster_free(&said->muster);
}

// A muster without groups has nothing else either.
static void clear_muster(struct qg_muster *muster) {
    struct qg_muster old = *muster;
    if (old.groups.len == 0)
        return;
    qg_muster_free(muster);
    qg_muster_init(muster, old.program, old.readings, old.seed);
}

void qg_said_clear(struct qg_said *said) {
    uint64_t(*by_rule)[QG_OUTCOMES] = said->tally.by_rule;
    memset(by_rule, 0, said->program->rule_count * sizeof *by_rule);
    said->tally = (struct qg_tally){.by_rule = by_rule};
    said->sayings.len = 0;
    qg_arena_reset(&said->arena);
    said->kept = qg_arena_bytes(&said->arena);
    clear_muster(&said->muster);
}

bool qg_said_is_full(const struct qg_said *said) {
    size_t held = qg_arena_bytes(&said->arena);
    return held > QG_SAID_LIMIT && held > said->kept;
}

// ---- hearing ----

static enum qg_fault add(struct qg_said *said, enum qg_saying_kind kind, const void *what) {
    bool kept = (what != NULL || kind == QG_SAYS_PIECE) &&
                qg_vec_push(&said->sayings, (struct qg_saying){kind, what});
    return kept ? QG_OK : QG_FAULT_MEMORY;
}

static enum qg_fault hear_piece(void *user, const struct qg_event *event) {
    (void)event; // pieces come in order: who tells of them counts
    return add(user, QG_SAYS_PIECE, NULL);
}

static enum qg_fault hear_heading(void *user, const struct qg_heading *heading) {
    struct qg_said *said = user;
    return add(said, QG_SAYS_HEADING, qg_retain_heading(&said->arena, heading));
}

static enum qg_fault hear_finding(void *user, const struct qg_finding *finding) {
    struct qg_said *said = user;
    return add(said, QG_SAYS_FINDING, qg_retain_finding(&said->arena, finding));
}

static enum qg_fault hear_verdict(void *user, const struct qg_verdict *verdict) {
    struct qg_said *said = user;
    return add(said, QG_SAYS_VERDICT, qg_retain_verdict(&said->arena, verdict));
}

static enum qg_fault hear_worlds(void *user, const struct qg_case_worlds *record) {
    struct qg_said *said = user;
    const struct qg_worlds_listener *listener = said->listener;
    return add(said, QG_SAYS_EXTRACT, listener->extract(listener->user, record, &said->arena));
}

struct qg_sink qg_said_sink(struct qg_said *said, const struct qg_said_wish *wish) {
    said->listener = wish->listener;
    return (struct qg_sink){.user = said,
                            .piece = hear_piece,
                            .heading = wish->headings ? hear_heading : NULL,
                            .finding = hear_finding,
                            .verdict = hear_verdict,
                            .worlds = wish->listener != NULL ? hear_worlds : NULL};
}

// ---- telling ----

static enum qg_fault tell(const struct qg_saying *saying, const struct qg_sink *sink) {
    switch (saying->kind) {
    case QG_SAYS_HEADING:
        return sink->heading(sink->user, saying->what);
    case QG_SAYS_FINDING:
        return sink->finding(sink->user, saying->what);
    case QG_SAYS_VERDICT:
        return sink->verdict(sink->user, saying->what);
    case QG_SAYS_EXTRACT:
        return sink->extract(sink->user, saying->what);
    case QG_SAYS_PIECE:
        break;
    }
    return QG_OK;
}

// Whether the saying at `at` is still about the piece before it.
static bool goes_on(const struct qg_said *said, uint32_t at) {
    return at < said->sayings.len && said->sayings.at[at].kind != QG_SAYS_PIECE;
}

enum qg_fault qg_said_tell(const struct qg_said *said, uint32_t *at, const struct qg_sink *sink) {
    enum qg_fault fault = QG_OK;
    for (++*at; goes_on(said, *at) && fault == QG_OK; ++*at)
        fault = tell(&said->sayings.at[*at], sink);
    return fault;
}

static bool is_about_data(const struct qg_saying *saying) {
    const struct qg_finding *finding = saying->what;
    return saying->kind == QG_SAYS_FINDING && finding->rule == QG_NONE;
}

uint32_t qg_said_skip(const struct qg_said *said, uint32_t *at) {
    uint32_t data = 0;
    for (++*at; goes_on(said, *at); ++*at)
        data += is_about_data(&said->sayings.at[*at]);
    return data;
}

enum qg_fault qg_said_add_up(const struct qg_said *said, struct qg_run *into) {
    qg_tally_add(&into->tally, &said->tally, said->program);
    return qg_muster_merge(&into->muster, &said->muster);
}
