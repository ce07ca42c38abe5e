// SPDX-License-Identifier: Apache-2.0
//
// What a rule, flag or provision is, respect by respect.

#include "differ.h"
#include "seed.h"

// ---- scopes ----

enum { SCOPES = QG_SCOPE_DEPTH + 1 };

// The scopes around, outermost first; how many.
static uint32_t scopes_of(const struct qg_program *t, int32_t scope, int32_t out[SCOPES]) {
    uint32_t count = 0;
    for (int32_t at = scope; at != QG_NONE && count < SCOPES; at = t->scopes[at].parent)
        count++;
    uint32_t left = count;
    for (int32_t at = scope; left > 0; at = t->scopes[at].parent)
        out[--left] = at;
    return count;
}

static void add_scopes(const struct qg_program *t, const int32_t *scopes, uint32_t count,
                       struct qg_text *out) {
    for (uint32_t i = 0; i < count; i++)
        qg_text_printf(out, "%seach %.*s", i > 0 ? ", " : "",
                       QG_STR_ARG(t->scopes[scopes[i]].noun));
}

static void differ_scope(struct qg_differ *d, const struct qg_scope *a, const struct qg_scope *b) {
    qg_differ_functions(d, "scope", a->list, b->list);
    qg_differ_functions(d, "scope", a->last, b->last);
    qg_differ_functions(d, "scope", a->where, b->where);
    qg_differ_functions(d, "event date", a->dated, b->dated);
}

static void differ_scopes(struct qg_differ *d, int32_t before, int32_t after) {
    const struct qg_program *ta = d->tables[QG_BEFORE], *tb = d->tables[QG_AFTER];
    int32_t a[SCOPES] = {0}, b[SCOPES] = {0};
    uint32_t na = scopes_of(ta, before, a), nb = scopes_of(tb, after, b);
    struct qg_text said_a = {0}, said_b = {0};
    add_scopes(ta, a, na, &said_a);
    add_scopes(tb, b, nb, &said_b);
    qg_differ_texts(d, "scope", true, &said_a, &said_b);
    for (uint32_t i = 0; i < na && i < nb; i++)
        if (qg_str_equal(ta->scopes[a[i]].noun, tb->scopes[b[i]].noun))
            differ_scope(d, &ta->scopes[a[i]], &tb->scopes[b[i]]);
}

// ---- references ----

// Rules that a rule or provision names, in rule_refs.
struct refs {
    uint32_t first, count;
};

static struct qg_str ref_at(const struct qg_program *t, struct refs refs, uint32_t i) {
    return t->rules[t->rule_refs[refs.first + i]].id;
}

// Those that only this side names, though the other has them: what came or went as a whole is told
// where it stands.
static void add_own(struct qg_differ *d, int side, const struct refs refs[QG_SIDES],
                    struct qg_text *out) {
    int other = 1 - side;
    struct qg_intern named;
    qg_intern_init(&named, qg_seed());
    for (uint32_t i = 0; i < refs[other].count; i++)
        if (qg_intern_add(&named, ref_at(d->tables[other], refs[other], i)) == 0)
            d->diff->failed = true;
    for (uint32_t i = 0; i < refs[side].count; i++) {
        struct qg_str id = ref_at(d->tables[side], refs[side], i);
        if (qg_intern_find(&named, id) == 0 && qg_intern_find(&d->rules[other], id) != 0)
            qg_text_printf(out, "%s%.*s", out->len > 0 ? ", " : "", QG_STR_ARG(id));
    }
    qg_intern_free(&named);
}

static void differ_refs(struct qg_differ *d, const char *aspect, bool means, struct refs before,
                        struct refs after) {
    const struct refs refs[QG_SIDES] = {before, after};
    struct qg_text said[QG_SIDES] = {{0}, {0}};
    for (int side = 0; side < QG_SIDES; side++)
        add_own(d, side, refs, &said[side]);
    qg_differ_texts(d, aspect, means, &said[QG_BEFORE], &said[QG_AFTER]);
}

// ---- exemptions ----

static void differ_exemptions(struct qg_differ *d, const struct qg_rule *const rule[QG_SIDES]) {
    struct qg_text said[QG_SIDES] = {{0}, {0}};
    for (int side = 0; side < QG_SIDES; side++)
        for (uint32_t i = 0; i < rule[side]->exemption_count; i++) {
            const struct qg_program *t = d->tables[side];
            uint32_t at = t->rule_exemptions[rule[side]->first_exemption + i];
            qg_text_printf(&said[side], "%s%.*s", i > 0 ? ", " : "",
                           QG_STR_ARG(t->exemptions[at].name));
        }
    qg_differ_texts(d, "lifted by", true, &said[QG_BEFORE], &said[QG_AFTER]);
}

// The exemption of that name among a rule's, or NULL.
static const struct qg_exemption *exemption_of(const struct qg_program *t,
                                               const struct qg_rule *rule, struct qg_str name) {
    for (uint32_t i = 0; i < rule->exemption_count; i++) {
        uint32_t at = t->rule_exemptions[rule->first_exemption + i];
        if (qg_str_equal(t->exemptions[at].name, name))
            return &t->exemptions[at];
    }
    return NULL;
}

static void differ_lifting(struct qg_differ *d, const struct qg_rule *a, const struct qg_rule *b) {
    const struct qg_program *t = d->tables[QG_BEFORE];
    for (uint32_t i = 0; i < a->exemption_count; i++) {
        const struct qg_exemption *own = &t->exemptions[t->rule_exemptions[a->first_exemption + i]];
        const struct qg_exemption *other = exemption_of(d->tables[QG_AFTER], b, own->name);
        if (other != NULL)
            qg_differ_functions(d, "exemption", own->check, other->check);
    }
}

// ---- populations ----

static void add_portion(const struct qg_population *p, struct qg_text *out) {
    static const char *const words[] = {[QG_DEMAND_AT_LEAST] = "at least ",
                                        [QG_DEMAND_MORE_THAN] = "more than ",
                                        [QG_DEMAND_AT_MOST] = "at most ",
                                        [QG_DEMAND_AGREE] = "agree"};
    qg_text_addz(out, words[p->demand]);
    if (p->demand != QG_DEMAND_AGREE)
        qg_text_number(out, p->num);
    if (p->demand != QG_DEMAND_AGREE && p->den != 0)
        qg_text_printf(out, "/%d", (int)p->den);
}

static void add_collected(const struct qg_program *t, uint32_t first, uint32_t count,
                          struct qg_text *out) {
    for (uint32_t i = 0; i < count; i++)
        qg_text_printf(out, "%s%.*s", i > 0 ? ", " : "", QG_STR_ARG(t->collected[first + i].text));
}

// What is collected is compared by its text, and where that is the same, by what it rests on.
static void differ_collected(struct qg_differ *d, const char *aspect,
                             const uint32_t first[QG_SIDES], const uint32_t count[QG_SIDES]) {
    struct qg_text said[QG_SIDES] = {{0}, {0}};
    for (int side = 0; side < QG_SIDES; side++)
        add_collected(d->tables[side], first[side], count[side], &said[side]);
    bool same = qg_str_equal(qg_text_str(&said[QG_BEFORE]), qg_text_str(&said[QG_AFTER]));
    qg_differ_texts(d, aspect, true, &said[QG_BEFORE], &said[QG_AFTER]);
    for (uint32_t i = 0; same && i < count[QG_BEFORE]; i++)
        qg_differ_functions(d, aspect, d->tables[QG_BEFORE]->collected[first[QG_BEFORE] + i].fn,
                            d->tables[QG_AFTER]->collected[first[QG_AFTER] + i].fn);
}

static void differ_populations(struct qg_differ *d, const uint32_t rule[QG_SIDES]) {
    static const struct qg_population none = {.demand = QG_DEMAND_AGREE};
    const struct qg_population *p[QG_SIDES];
    struct qg_text said[QG_SIDES] = {{0}, {0}};
    for (int side = 0; side < QG_SIDES; side++) {
        p[side] = qg_population_of(d->tables[side], rule[side]);
        if (p[side] != NULL)
            add_portion(p[side], &said[side]);
        else
            p[side] = &none;
    }
    qg_differ_texts(d, "of the whole run", true, &said[QG_BEFORE], &said[QG_AFTER]);
    differ_collected(d, "per", (const uint32_t[]){p[0]->first_key, p[1]->first_key},
                     (const uint32_t[]){p[0]->key_count, p[1]->key_count});
    differ_collected(d, "agree on", (const uint32_t[]){p[0]->first_value, p[1]->first_value},
                     (const uint32_t[]){p[0]->value_count, p[1]->value_count});
}

// ---- rules ----

static struct qg_str severity_of(const struct qg_program *t, const struct qg_rule *rule) {
    return rule->severity == QG_NONE ? QG_STR("") : t->severities[rule->severity].name;
}

static void differ_severity(struct qg_differ *d, const struct qg_rule *a, const struct qg_rule *b) {
    if (a->severity_fn != QG_NONE && b->severity_fn != QG_NONE)
        qg_differ_functions(d, "severity", a->severity_fn, b->severity_fn);
    else if (a->severity_fn == QG_NONE && b->severity_fn == QG_NONE)
        qg_differ_strs(d, "severity", true, severity_of(d->tables[QG_BEFORE], a),
                       severity_of(d->tables[QG_AFTER], b));
    else
        qg_differ_strs(d, "severity", true,
                       a->severity_fn != QG_NONE ? QG_STR("by condition")
                                                 : severity_of(d->tables[QG_BEFORE], a),
                       b->severity_fn != QG_NONE ? QG_STR("by condition")
                                                 : severity_of(d->tables[QG_AFTER], b));
}

static struct qg_str kind_of(const struct qg_rule *rule) {
    static const struct qg_str words[] = {[QG_RULE_OBLIGATION] = QG_STR_INIT("require"),
                                          [QG_RULE_PROHIBITION] = QG_STR_INIT("forbid"),
                                          [QG_RULE_CONDITION] = QG_STR_INIT("condition"),
                                          [QG_RULE_FORM] = QG_STR_INIT("form"),
                                          [QG_RULE_SCOPE] = QG_STR_INIT("scope")};
    return words[rule->kind];
}

static void differ_rule(struct qg_differ *d, const struct qg_rule *a, const struct qg_rule *b) {
    const struct qg_rule *const both[QG_SIDES] = {a, b};
    differ_scopes(d, a->scope, b->scope);
    qg_differ_strs(d, "kind", true, kind_of(a), kind_of(b));
    qg_differ_functions(d, NULL, a->check, b->check);
    qg_differ_functions(d, "event date", a->dated, b->dated);
    differ_severity(d, a, b);
    differ_exemptions(d, both);
    differ_lifting(d, a, b);
    differ_refs(d, "silences", true, (struct refs){a->first_silenced, a->silenced_count},
                (struct refs){b->first_silenced, b->silenced_count});
    differ_refs(d, "governs", true, (struct refs){a->first_governed, a->governed_count},
                (struct refs){b->first_governed, b->governed_count});
    qg_differ_strs(d, "voids", true, a->voids ? QG_STR("the meeting") : QG_STR(""),
                   b->voids ? QG_STR("the meeting") : QG_STR(""));
    qg_differ_strs(d, "paragraph", false, a->paragraph, b->paragraph);
    qg_differ_messages(d, "duty", a->duty, b->duty);
    qg_differ_messages(d, "breach", a->breach, b->breach);
    qg_differ_messages(d, "remark", a->remark, b->remark);
}

void qg_differ_rules(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_rule *a = &d->tables[QG_BEFORE]->rules[before];
    const struct qg_rule *b = &d->tables[QG_AFTER]->rules[after];
    qg_differ_begin(d, "rule", b->id, b->paragraph, a->place, b->place);
    differ_rule(d, a, b);
    differ_populations(d, (const uint32_t[]){before, after});
    qg_differ_end(d);
}

// ---- flags and provisions ----

static void add_severities(const struct qg_program *t, uint64_t mask, struct qg_text *out) {
    for (uint32_t i = 0; i < t->severity_count && i < QG_GRADED_LIMIT; i++)
        if ((mask >> i & 1) != 0)
            qg_text_printf(out, "%s%.*s", out->len > 0 ? ", " : "",
                           QG_STR_ARG(t->severities[i].name));
}

void qg_differ_flags(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_flag *a = &d->tables[QG_BEFORE]->flags[before];
    const struct qg_flag *b = &d->tables[QG_AFTER]->flags[after];
    struct qg_text graded_a = {0}, graded_b = {0};
    add_severities(d->tables[QG_BEFORE], a->breaches, &graded_a);
    add_severities(d->tables[QG_AFTER], b->breaches, &graded_b);
    qg_differ_begin(d, "flag", b->id, b->paragraph, a->place, b->place);
    differ_scopes(d, a->scope, b->scope);
    qg_differ_functions(d, "condition", a->check, b->check);
    qg_differ_functions(d, "by", a->due, b->due);
    qg_differ_texts(d, "with breach", true, &graded_a, &graded_b);
    qg_differ_strs(d, "priority", true, a->priority ? QG_STR("yes") : QG_STR("no"),
                   b->priority ? QG_STR("yes") : QG_STR("no"));
    qg_differ_messages(d, "remark", a->remark, b->remark);
    qg_differ_end(d);
}

void qg_differ_provisions(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_provision *a = &d->tables[QG_BEFORE]->provisions[before];
    const struct qg_provision *b = &d->tables[QG_AFTER]->provisions[after];
    qg_differ_begin(d, "provision", b->id, b->paragraph, a->span, b->span);
    differ_refs(d, "see", false, (struct refs){a->first_ref, a->ref_count},
                (struct refs){b->first_ref, b->ref_count});
    qg_differ_phrases(d, "reason", &a->reason, &b->reason);
    qg_differ_end(d);
}
