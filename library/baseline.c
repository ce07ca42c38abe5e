// SPDX-License-Identifier: Apache-2.0
#include "baseline.h"

#include "facts.h"
#include "identity.h"
#include "json_parts.h"

#include <stdlib.h>
#include <string.h>

static void mark_redaction(const struct qg_redaction *redaction, char out[QG_REDACTION_MARK + 1]) {
    char name[QG_PSEUDONYM + 1];
    qg_redaction_name(redaction, QG_STR("qagida baseline"), name);
    memcpy(out, name + QG_PSEUDONYM - QG_REDACTION_MARK, QG_REDACTION_MARK + 1);
}

void qg_baseline_init(struct qg_baseline *baseline, uint64_t seed,
                      const struct qg_redaction *redaction) {
    *baseline = (struct qg_baseline){0};
    qg_intern_init(&baseline->keys, seed);
    if (redaction != NULL)
        mark_redaction(redaction, baseline->mark);
}

void qg_baseline_free(struct qg_baseline *baseline) {
    qg_intern_free(&baseline->keys);
    qg_vec_free(&baseline->entries);
    qg_text_free(&baseline->key);
}

// ---- one finding ----

bool qg_baseline_takes(const struct qg_finding *finding) {
    bool counts = finding->outcome == QG_VIOLATED || finding->outcome == QG_UNDETERMINED;
    return counts && finding->silenced_by == QG_NONE;
}

static struct qg_str key_of(struct qg_baseline *baseline, const struct qg_program *program,
                            const struct qg_finding *finding) {
    struct qg_text *key = &baseline->key;
    qg_text_clear(key);
    if (finding->rule != QG_NONE)
        qg_text_add(key, program->acts[program->rules[finding->rule].act].name);
    qg_text_char(key, '\n');
    qg_text_add(key,
                finding->rule != QG_NONE ? program->rules[finding->rule].id : finding->data_code);
    qg_text_char(key, '\n');
    qg_identity_subject(finding, key);
    return qg_text_str(key);
}

static enum qg_fault put(struct qg_baseline *baseline, struct qg_str key, enum qg_outcome outcome) {
    struct qg_baseline_entry fresh = {.outcome = outcome};
    uint32_t symbol = qg_intern_add(&baseline->keys, key);
    if (symbol == 0)
        return QG_FAULT_MEMORY;
    if (symbol > baseline->entries.len)
        return qg_vec_push(&baseline->entries, fresh) ? QG_OK : QG_FAULT_MEMORY;
    if (outcome == QG_VIOLATED)
        baseline->entries.at[symbol - 1].outcome = QG_VIOLATED;
    return QG_OK;
}

enum qg_fault qg_baseline_add(struct qg_baseline *baseline, const struct qg_program *program,
                              const struct qg_finding *finding) {
    struct qg_str key = key_of(baseline, program, finding);
    return baseline->key.failed ? QG_FAULT_MEMORY : put(baseline, key, finding->outcome);
}

enum qg_fault qg_baseline_meet(struct qg_baseline *baseline, const struct qg_program *program,
                               const struct qg_finding *finding, enum qg_baseline_standing *out) {
    struct qg_str key = key_of(baseline, program, finding);
    *out = QG_STANDS_NEW;
    if (baseline->key.failed)
        return QG_FAULT_MEMORY;
    uint32_t symbol = qg_intern_find(&baseline->keys, key);
    if (symbol == 0)
        return QG_OK;
    struct qg_baseline_entry *entry = &baseline->entries.at[symbol - 1];
    if (entry->met != QG_VIOLATED)
        entry->met = finding->outcome;
    bool worse = entry->outcome == QG_UNDETERMINED && finding->outcome == QG_VIOLATED;
    *out = worse ? QG_STANDS_WORSE : QG_STANDS_KNOWN;
    return QG_OK;
}

enum qg_fault qg_baseline_copy(struct qg_baseline *into, const struct qg_baseline *from,
                               uint32_t entry, enum qg_outcome outcome) {
    return put(into, qg_intern_text(&from->keys, entry + 1), outcome);
}

// ---- all of them, in order ----

struct qg_baseline_parts qg_baseline_parts(const struct qg_baseline *baseline, uint32_t entry) {
    struct qg_str key = qg_intern_text(&baseline->keys, entry + 1);
    const char *act = memchr(key.at, '\n', key.len);
    size_t first = (size_t)(act - key.at);
    const char *rule = memchr(act + 1, '\n', key.len - first - 1);
    size_t second = (size_t)(rule - key.at);
    return (struct qg_baseline_parts){.act = qg_str_slice(key, 0, first),
                                      .rule = qg_str_slice(key, first + 1, second),
                                      .subject = qg_str_slice(key, second + 1, key.len)};
}

struct sorted {
    struct qg_str key;
    uint32_t entry;
};

static int by_key(const void *a, const void *b) {
    const struct sorted *x = a, *y = b;
    return qg_str_compare(x->key, y->key);
}

bool qg_baseline_order(const struct qg_baseline *baseline, uint32_t **out) {
    uint32_t count = baseline->entries.len;
    struct sorted *sorted = calloc((size_t)count + 1, sizeof *sorted);
    *out = calloc((size_t)count + 1, sizeof **out);
    bool ok = sorted != NULL && *out != NULL;
    for (uint32_t i = 0; ok && i < count; i++)
        sorted[i] = (struct sorted){qg_intern_text(&baseline->keys, i + 1), i};
    if (ok && count > 1)
        qsort(sorted, count, sizeof *sorted, by_key);
    for (uint32_t i = 0; ok && i < count; i++)
        (*out)[i] = sorted[i].entry;
    free(sorted);
    return ok;
}

// ---- writing ----

static void member_or_null(struct qg_text *out, const char *name, struct qg_str value) {
    qg_json_member(out, name);
    if (value.len > 0)
        qg_json_quote(out, value);
    else
        qg_text_addz(out, "null");
}

static void write_head(const struct qg_baseline *baseline, const struct qg_program *program,
                       struct qg_text *out) {
    qg_text_printf(out, "{\"qagida_baseline\": %d, \"policy\": [", QG_BASELINE_VERSION);
    for (uint32_t i = 0; program != NULL && i < program->act_count; i++) {
        qg_text_addz(out, i > 0 ? ", {" : "{");
        qg_json_member_string(out, "act", program->acts[i].name);
        qg_json_member_string(out, "digest", program->acts[i].digest);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
    member_or_null(out, "redaction", qg_str_of(baseline->mark));
    qg_text_addz(out, "}\n");
}

static void write_entry(const struct qg_baseline *baseline, uint32_t entry, struct qg_text *out) {
    struct qg_baseline_parts parts = qg_baseline_parts(baseline, entry);
    enum qg_outcome outcome = baseline->entries.at[entry].outcome;
    qg_text_char(out, '{');
    member_or_null(out, "act", parts.act);
    qg_json_member_string(out, "rule", parts.rule);
    qg_json_member_string(out, "subject", parts.subject);
    qg_json_member_string(out, "outcome", qg_str_of(qg_outcome_name(outcome)));
    qg_text_addz(out, "}\n");
}

void qg_baseline_write(const struct qg_baseline *baseline, const struct qg_program *program,
                       struct qg_text *out) {
    uint32_t *order = NULL;
    if (qg_baseline_order(baseline, &order)) {
        write_head(baseline, program, out);
        for (uint32_t i = 0; i < baseline->entries.len; i++)
            write_entry(baseline, order[i], out);
    } else {
        out->failed = true;
    }
    free(order);
}

// ---- comparing ----

struct comparison {
    const struct qg_baseline *sides[2];
    uint32_t *order[2]; // owned
    uint32_t at[2];
    qg_baseline_listener *hear;
    void *user;
};

static struct qg_str key_at(const struct comparison *c, int side) {
    return qg_intern_text(&c->sides[side]->keys, c->order[side][c->at[side]] + 1);
}

static bool has_more(const struct comparison *c, int side) {
    return c->at[side] < c->sides[side]->entries.len;
}

// Below zero: the entry stands before only; above: after only.
static int next_side(const struct comparison *c) {
    if (!has_more(c, 0) || !has_more(c, 1))
        return has_more(c, 0) ? -1 : 1;
    return qg_str_compare(key_at(c, 0), key_at(c, 1));
}

static enum qg_baseline_change change_of(const struct comparison *c, int side) {
    if (side != 0)
        return side < 0 ? QG_BASELINE_GONE : QG_BASELINE_NEW;
    enum qg_outcome before = c->sides[0]->entries.at[c->order[0][c->at[0]]].outcome;
    enum qg_outcome after = c->sides[1]->entries.at[c->order[1][c->at[1]]].outcome;
    if (before == after)
        return QG_BASELINE_SAME;
    return after == QG_VIOLATED ? QG_BASELINE_WORSE : QG_BASELINE_BETTER;
}

static enum qg_fault tell_next(struct comparison *c) {
    int side = next_side(c);
    int from = side < 0 ? 0 : 1;
    struct qg_baseline_step step = {change_of(c, side), c->sides[from],
                                    c->order[from][c->at[from]]};
    enum qg_fault fault = c->hear(c->user, &step);
    c->at[0] += side <= 0;
    c->at[1] += side >= 0;
    return fault;
}

enum qg_fault qg_baseline_compare(const struct qg_baseline *before, const struct qg_baseline *after,
                                  qg_baseline_listener *hear, void *user) {
    struct comparison c = {.sides = {before, after}, .hear = hear, .user = user};
    enum qg_fault fault = qg_baseline_order(before, &c.order[0]) ? QG_OK : QG_FAULT_MEMORY;
    if (fault == QG_OK && !qg_baseline_order(after, &c.order[1]))
        fault = QG_FAULT_MEMORY;
    while (fault == QG_OK && (has_more(&c, 0) || has_more(&c, 1)))
        fault = tell_next(&c);
    free(c.order[0]);
    free(c.order[1]);
    return fault;
}
