// SPDX-License-Identifier: Apache-2.0
//
// All there is to tell of one rule.

#include "explain_parts.h"

#include "compile.h"
#include "usage.h"

// A rule that is being told, with what was written for it (its parts may be NULL).
struct account {
    struct qg_teller *t;
    uint32_t index;
    const struct qg_rule *rule;
    struct qg_written written;
    const struct qg_rule_decl *decl; // NULL: not found
};

static struct qg_note *add(struct account *a, enum qg_note_form form, const char *key,
                           enum qg_word word) {
    return qg_note_add(&a->t->notes, a->t->root, form, key, word);
}

static void tell(struct account *a, const char *key, enum qg_word word, struct qg_str text) {
    qg_note_text(&a->t->notes, a->t->root, key, word, text);
}

// ---- what it is ----

static void tell_kind(struct account *a) {
    static const struct {
        enum qg_word word;
        const char *key;
    } kinds[] = {[QG_RULE_OBLIGATION] = {QG_WORD_OBLIGATION, "obligation"},
                 [QG_RULE_PROHIBITION] = {QG_WORD_PROHIBITION, "prohibition"},
                 [QG_RULE_CONDITION] = {QG_WORD_CONDITION, "condition"},
                 [QG_RULE_FORM] = {QG_WORD_FORM_FIELD, "form"},
                 [QG_RULE_SCOPE] = {QG_WORD_SCOPE_RULE, "scope"}};
    const char *shown = qg_word(kinds[a->rule->kind].word, a->t->notes.lang);
    tell(a, "rule_kind", QG_WORDS, qg_str_of(kinds[a->rule->kind].key));
    tell(a, NULL, QG_WORD_KIND, qg_str_of(shown));
}

static void tell_amendment(struct account *a) {
    if (a->rule->amendment != QG_NONE)
        tell(a, "amended_by", QG_WORD_AMENDED, a->t->program->amendments[a->rule->amendment].name);
}

// One grade; `name` as the policy calls it.
static void tell_grade(struct account *a, struct qg_note *list, struct qg_str name,
                       const struct qg_expr *when) {
    const struct qg_program *program = a->t->program;
    for (uint32_t i = 0; i < program->severity_count; i++) {
        const struct qg_severity *s = &program->severities[i];
        if (!qg_str_equal(s->name, name))
            continue;
        struct qg_note *item =
            qg_note_item(&a->t->notes, list, s->name, qg_tell_phrase(a->t, &s->title));
        if (s->warrants)
            qg_note_flag(&a->t->notes, item, "warrants", QG_WORD_WARRANTS);
        if (when != NULL)
            qg_note_text(&a->t->notes, item, "when", QG_WORD_IF, qg_tell_excerpt(a->t, when->span));
    }
}

static void tell_severity(struct account *a) {
    struct qg_note *list = add(a, QG_NOTE_LIST, "severity", QG_WORD_SEVERITY);
    const struct qg_grade *grade = a->decl != NULL ? a->decl->severity.first : NULL;
    if (a->rule->severity_fn != QG_NONE && grade != NULL) {
        for (; grade != NULL; grade = grade->next)
            tell_grade(a, list, grade->severity.text, grade->when);
    } else if (a->rule->severity != QG_NONE) {
        tell_grade(a, list, a->t->program->severities[a->rule->severity].name, NULL);
    }
}

static void tell_words(struct account *a) {
    tell(a, "duty", QG_WORD_DUTY, qg_tell_message(a->t, a->rule->duty));
    tell(a, "breach", QG_WORD_BREACH, qg_tell_message(a->t, a->rule->breach));
    tell(a, "remark", QG_WORD_REMARK, qg_tell_message(a->t, a->rule->remark));
    if (a->rule->voids)
        qg_note_flag(&a->t->notes, a->t->root, "voids_meeting", QG_WORD_VOIDS);
}

// ---- what it is about, and when ----

static struct qg_str record_of(const struct account *a) {
    int32_t at = a->rule->scope;
    while (a->t->program->scopes[at].parent != QG_NONE)
        at = a->t->program->scopes[at].parent;
    return a->t->program->scopes[at].noun;
}

// `for any …`: the loops around it are left. It may name the record itself.
static bool begins_anew(const struct account *a) {
    return a->decl != NULL && a->decl->scopes.first != NULL && a->decl->scopes.first->anew;
}

static bool names_record(const struct account *a) {
    return begins_anew(a) && qg_str_equal(a->decl->scopes.first->range->name.text, record_of(a));
}

// Outermost first: the record, then each loop as it is written, those of the chapter included.
static void tell_subject(struct account *a) {
    const struct qg_decl *around[] = {a->written.chapter, a->written.paragraph};
    struct qg_note *row = add(a, QG_NOTE_ROW, "each", QG_WORD_EACH);
    if (!names_record(a))
        qg_note_cell(&a->t->notes, row, record_of(a));
    if (a->decl == NULL)
        return;
    for (size_t i = 0; i < sizeof around / sizeof around[0]; i++)
        if (around[i] != NULL && !begins_anew(a))
            qg_tell_loops(a->t, row, &around[i]->as.division.scopes);
    qg_tell_loops(a->t, row, &a->decl->scopes);
}

static const struct qg_expr *conditions_of(const struct qg_decl *division) {
    return division != NULL ? division->as.division.when.first : NULL;
}

// What groups the elements of a rule about all of them, and what they have to agree on.
static void tell_together(struct account *a) {
    const struct qg_exprs *per = &a->decl->per, *agree = &a->decl->agree;
    if (per->count > 0)
        qg_tell_conditions(a->t, add(a, QG_NOTE_ROW, "per", QG_WORD_PER), per->first);
    if (agree->count > 0)
        qg_tell_conditions(a->t, add(a, QG_NOTE_ROW, "agree_on", QG_WORD_AGREE_ON), agree->first);
}

static void tell_conditions(struct account *a) {
    if (a->decl == NULL)
        return;
    struct qg_note *when = add(a, QG_NOTE_ROW, "when", QG_WORD_APPLIES_WHEN);
    qg_tell_conditions(a->t, when, conditions_of(a->written.chapter));
    qg_tell_conditions(a->t, when, conditions_of(a->written.paragraph));
    qg_tell_conditions(a->t, when, a->decl->when.first);
    tell_together(a);
    if (a->decl->demand == NULL)
        return;
    struct qg_span demand = a->decl->demand->span;
    if (a->decl->quota.portion != NULL)
        demand = qg_span_join(a->decl->quota.span, demand);
    tell(a, a->decl->forbids ? "forbid" : "require",
         a->decl->forbids ? QG_WORD_FORBIDS : QG_WORD_REQUIRES, qg_tell_excerpt(a->t, demand));
    struct qg_note *where = add(a, QG_NOTE_LIST, "let", QG_WORD_WHERE);
    for (const struct qg_let_syntax *l = a->decl->lets.first; l != NULL; l = l->next)
        qg_note_item(&a->t->notes, where, l->name.text, qg_tell_excerpt(a->t, l->value->span));
}

// ---- its exceptions ----

static bool refers(const struct qg_program *program, uint32_t first, uint32_t count,
                   uint32_t wanted) {
    for (uint32_t i = 0; i < count; i++)
        if (program->rule_refs[first + i] == wanted)
            return true;
    return false;
}

static void tell_ids(struct account *a, struct qg_note *group, const char *key, enum qg_word word,
                     uint32_t first, uint32_t count) {
    const struct qg_program *program = a->t->program;
    struct qg_note *row = qg_note_add(&a->t->notes, group, QG_NOTE_ROW, key, word);
    for (uint32_t i = 0; i < count; i++)
        qg_note_cell(&a->t->notes, row, program->rules[program->rule_refs[first + i]].id);
}

// The rules that speak of this one, in `silences` or in `governs`.
static void tell_masters(struct account *a, struct qg_note *group, bool silencing) {
    const struct qg_program *program = a->t->program;
    struct qg_note *list =
        qg_note_add(&a->t->notes, group, QG_NOTE_LIST, silencing ? "silenced_by" : "governed_by",
                    silencing ? QG_WORD_SILENCED_BY : QG_WORD_GOVERNED_BY);
    for (uint32_t i = 0; i < program->rule_count; i++) {
        const struct qg_rule *r = &program->rules[i];
        if (silencing ? !refers(program, r->first_silenced, r->silenced_count, a->index)
                      : !refers(program, r->first_governed, r->governed_count, a->index))
            continue;
        struct qg_note *item = qg_note_item(&a->t->notes, list, r->id, qg_tell_gist(a->t, r));
        qg_note_place(&a->t->notes, item, r->place);
    }
}

static void tell_exceptions(struct account *a) {
    const struct qg_rule *rule = a->rule;
    struct qg_note *group = add(a, QG_NOTE_GROUP, "exceptions", QG_WORD_EXCEPTIONS);
    struct qg_note *list =
        qg_note_add(&a->t->notes, group, QG_NOTE_LIST, "exemptions", QG_WORD_EXEMPTIONS);
    for (uint32_t i = 0; i < rule->exemption_count; i++)
        qg_tell_exemption_item(a->t, list,
                               a->t->program->rule_exemptions[rule->first_exemption + i]);
    tell_masters(a, group, false);
    tell_masters(a, group, true);
    tell_ids(a, group, "silences", QG_WORD_SILENCES, rule->first_silenced, rule->silenced_count);
    tell_ids(a, group, "governs", QG_WORD_GOVERNS, rule->first_governed, rule->governed_count);
}

// ---- its readings ----

static bool depends(const struct account *a, int32_t function, uint32_t reading) {
    return function != QG_NONE && (a->t->program->functions[function].readings >> reading & 1) != 0;
}

static bool subject_depends(const struct account *a, uint32_t reading) {
    for (int32_t s = a->rule->scope; s != QG_NONE; s = a->t->program->scopes[s].parent) {
        const struct qg_scope *scope = &a->t->program->scopes[s];
        if (depends(a, scope->list, reading) || depends(a, scope->last, reading) ||
            depends(a, scope->where, reading))
            return true;
    }
    return false;
}

// The ways in which readings enter, told in words and, for programs, by keys.
struct ways {
    struct qg_notes *notes;
    struct qg_note *shown, *keys;
};

static void add_way(struct ways *ways, bool enters, const char *key, enum qg_word word) {
    if (!enters)
        return;
    qg_note_cell(ways->notes, ways->keys, qg_str_of(key));
    qg_note_cell(ways->notes, ways->shown, qg_str_of(qg_word(word, ways->notes->lang)));
}

// Where a reading comes in; what is none of these is the day that governs the rule.
static void tell_ways(struct account *a, struct qg_note *item, uint32_t reading) {
    const struct qg_program *program = a->t->program;
    struct ways ways = {.notes = &a->t->notes};
    ways.keys = qg_note_add(ways.notes, item, QG_NOTE_ROW, "through", QG_WORDS);
    ways.shown = qg_note_add(ways.notes, item, QG_NOTE_ROW, NULL, QG_WORD_ENTERS);
    add_way(&ways, depends(a, a->rule->check, reading), "rule", QG_WORD_THE_RULE);
    add_way(&ways, subject_depends(a, reading), "subject", QG_WORD_THE_SUBJECT);
    add_way(&ways, depends(a, a->rule->severity_fn, reading), "severity", QG_WORD_SEVERITY);
    for (uint32_t i = 0; i < a->rule->exemption_count; i++) {
        uint32_t at = program->rule_exemptions[a->rule->first_exemption + i];
        if ((program->exemptions[at].readings >> reading & 1) == 0)
            continue;
        qg_note_cell(ways.notes, ways.keys, program->exemptions[at].name);
        qg_note_cell(ways.notes, ways.shown, program->exemptions[at].name);
    }
    bool none = ways.keys != NULL && ways.keys->first == NULL;
    add_way(&ways, none, "day", QG_WORD_THE_DAY);
}

static void tell_readings(struct account *a) {
    struct qg_note *list = add(a, QG_NOTE_LIST, "readings", QG_WORD_READING);
    for (uint32_t i = 0; i < a->t->program->reading_count; i++)
        if (a->rule->readings >> i & 1)
            tell_ways(a, qg_tell_reading_item(a->t, list, i), i);
}

// ---- what it uses ----

// "date default 2019-09-08"
static struct qg_str declared_as(struct account *a, const struct qg_parameter *parameter) {
    const struct qg_compilation *c = a->t->c;
    for (uint32_t i = 0; i < c->file_count; i++) {
        for (const struct qg_decl *d = c->files[i]->decls.first; d != NULL; d = d->next) {
            if (d->kind != QG_DECL_PARAMETER || !qg_str_equal(d->name.text, parameter->name))
                continue;
            struct qg_span span = d->span;
            span.start = d->as.parameter.type->span.start;
            return qg_tell_excerpt(a->t, span);
        }
    }
    return (struct qg_str){0};
}

static void tell_parameters(struct account *a, const struct qg_usage *usage) {
    struct qg_note *list = add(a, QG_NOTE_LIST, "parameters", QG_WORD_PARAMETERS);
    for (uint32_t i = 0; i < a->t->program->parameter_count; i++) {
        const struct qg_parameter *p = &a->t->program->parameters[i];
        if (!usage->parameters[i])
            continue;
        struct qg_note *item = qg_note_item(&a->t->notes, list, p->name, declared_as(a, p));
        qg_note_place(&a->t->notes, item, p->span);
    }
}

static void tell_definitions(struct account *a, const struct qg_usage *usage) {
    struct qg_note *list = add(a, QG_NOTE_LIST, "definitions", QG_WORD_DEFINITIONS);
    for (uint32_t i = 0; i < a->t->program->function_count; i++) {
        const struct qg_function *f = &a->t->program->functions[i];
        if (!usage->called[i] || f->purpose != QG_FN_DEFINE)
            continue;
        struct qg_note *item = qg_note_item(&a->t->notes, list, f->name, (struct qg_str){0});
        qg_note_place(&a->t->notes, item, f->span);
    }
}

// "hearing.present_ids"
static void tell_facts(struct account *a, const struct qg_usage *usage) {
    const struct qg_schema *schema = &a->t->program->schema;
    struct qg_note *row = add(a, QG_NOTE_ROW, "facts", QG_WORD_FACTS);
    for (uint32_t i = 0; i < schema->field_count; i++) {
        struct qg_text name = {0};
        if (!usage->fields[i])
            continue;
        qg_text_add(&name, schema->types[schema->fields[i].owner].name);
        qg_text_char(&name, '.');
        qg_text_add(&name, schema->fields[i].name);
        qg_note_cell(&a->t->notes, row, qg_note_keep(&a->t->notes, &name));
    }
}

static bool is_collected(const struct qg_population *p, uint32_t at) {
    return p != NULL && (at - p->first_key < p->key_count || at - p->first_value < p->value_count);
}

// All that decides its outcome: the rule, its subject, its exemptions, its severity.
static void use_all(struct qg_usage *usage, const struct account *a) {
    const struct qg_program *program = a->t->program;
    qg_usage_add(usage, a->rule->check);
    qg_usage_add(usage, a->rule->severity_fn);
    qg_usage_add(usage, a->rule->dated);
    for (uint32_t i = 0; i < program->collected_count; i++)
        if (is_collected(qg_population_of(program, a->index), i))
            qg_usage_add(usage, program->collected[i].fn);
    for (int32_t s = a->rule->scope; s != QG_NONE; s = program->scopes[s].parent) {
        qg_usage_add(usage, program->scopes[s].list);
        qg_usage_add(usage, program->scopes[s].last);
        qg_usage_add(usage, program->scopes[s].where);
        qg_usage_add(usage, program->scopes[s].dated);
    }
    qg_usage_add(usage, program->acts[a->rule->act].from_fn);
    qg_usage_add(usage, program->acts[a->rule->act].until_fn);
    for (uint32_t i = 0; i < a->rule->exemption_count; i++) {
        uint32_t at = program->rule_exemptions[a->rule->first_exemption + i];
        qg_usage_add(usage, program->exemptions[at].check);
    }
}

static void tell_usage(struct account *a) {
    struct qg_usage usage;
    if (qg_usage_init(&usage, a->t->program)) {
        use_all(&usage, a);
        tell_parameters(a, &usage);
        tell_definitions(a, &usage);
        tell_facts(a, &usage);
    } else {
        a->t->notes.failed = true;
    }
    qg_usage_free(&usage);
}

// ---- its tests ----

struct mentions {
    struct account *a;
    struct qg_note *list;
};

static void look_for_mention(void *user, const struct qg_decl *test,
                             const struct qg_expect *expect) {
    struct mentions *m = user;
    struct qg_str id = m->a->rule->id;
    if (qg_str_equal(expect->rule.text, id) || qg_str_equal(expect->silenced_by.text, id))
        qg_tell_test_item(m->a->t, m->list, test, expect);
}

static void tell_tests(struct account *a) {
    struct mentions mentions = {a, add(a, QG_NOTE_LIST, "tests", QG_WORD_TESTS)};
    qg_written_expects(a->t->c, look_for_mention, &mentions);
}

// ---- the rule ----

static void tell_apply(struct account *a) {
    if (a->written.apply == NULL)
        return;
    struct qg_note *list = add(a, QG_NOTE_LIST, "applied", QG_WORD_WRITTEN_AS);
    struct qg_note *item = qg_note_item(&a->t->notes, list, (struct qg_str){0},
                                        qg_tell_excerpt(a->t, a->written.apply->span));
    qg_note_place(&a->t->notes, item, a->written.apply->span);
}

void qg_tell_rule(struct qg_teller *t, uint32_t index) {
    const struct qg_rule *rule = &t->program->rules[index];
    struct account a = {.t = t, .index = index, .rule = rule};
    a.written = qg_written_find(t->c, rule->span, rule->id);
    if (a.written.decl != NULL && a.written.decl->kind == QG_DECL_RULE)
        a.decl = &a.written.decl->as.rule;
    qg_tell_head(t, "rule", rule->id, rule->act, rule->paragraph);
    tell_amendment(&a);
    tell_kind(&a);
    tell_words(&a);
    tell_severity(&a);
    tell_subject(&a);
    tell_conditions(&a);
    tell_exceptions(&a);
    tell_readings(&a);
    tell_usage(&a);
    tell_tests(&a);
    tell_apply(&a);
    qg_tell_source(t, rule->span);
}
