// SPDX-License-Identifier: Apache-2.0
//
// The typed tree as a listing, for `--emit=types` and for tests: expressions in prefix form with
// every name resolved, then the scopes and the rules with the functions they use.
#include "compile.h"

#include "date.h"

struct printer {
    const struct qg_typed *typed;
    struct qg_text *out;
};

static const char *const kind_names[] = {
    [QG_N_CONST] = "const",
    [QG_N_UNKNOWN] = "unknown",
    [QG_N_LOCAL] = "local",
    [QG_N_PARAMETER] = "parameter",
    [QG_N_READING] = "reading",
    [QG_N_AS_OF] = "as-of",
    [QG_N_FIELD] = "field",
    [QG_N_NESTED] = "nested",
    [QG_N_LIST] = "list",
    [QG_N_RECORDED] = "recorded",
    [QG_N_EXISTS] = "exists",
    [QG_N_OWNER] = "owner",
    [QG_N_INDEX] = "index",
    [QG_N_NOT] = "not",
    [QG_N_AND] = "and",
    [QG_N_OR] = "or",
    [QG_N_IF] = "if",
    [QG_N_TABLE] = "table",
    [QG_N_ROW] = "row",
    [QG_N_CHOOSE] = "under",
    [QG_N_EQ] = "=",
    [QG_N_NE] = "!=",
    [QG_N_LT] = "<",
    [QG_N_LE] = "<=",
    [QG_N_IN_ENUM] = "in",
    [QG_N_AT_LEAST_RATIO] = "at-least",
    [QG_N_MORE_THAN_RATIO] = "more-than",
    [QG_N_ODD] = "odd",
    [QG_N_ADD] = "+",
    [QG_N_SUBTRACT] = "-",
    [QG_N_TIMES] = "*",
    [QG_N_MIN] = "min",
    [QG_N_MAX] = "max",
    [QG_N_MOVE] = "move",
    [QG_N_TERM] = "term",
    [QG_N_ADD_MONTHS] = "add-months",
    [QG_N_ROLL] = "roll",
    [QG_N_DAY_OF] = "day-of",
    [QG_N_YEAR_END] = "year-end",
    [QG_N_HALF_START] = "half-start",
    [QG_N_ACCRUED] = "accrued",
    [QG_N_DUE_COUNT] = "due-count",
    [QG_N_GRID_NTH] = "grid-nth",
    [QG_N_GRID_COUNT] = "grid-count",
    [QG_N_SOME] = "some",
    [QG_N_EVERY] = "every",
    [QG_N_COUNT] = "count",
    [QG_N_SUM] = "sum",
    [QG_N_FOLD_MAX] = "latest-of",
    [QG_N_FOLD_MIN] = "earliest-of",
    [QG_N_PICK_MAX] = "latest",
    [QG_N_PICK_MIN] = "earliest",
    [QG_N_PICK_THE] = "the",
    [QG_N_MEMBER] = "member",
    [QG_N_SUBSET] = "subset",
    [QG_N_DISJOINT] = "disjoint",
    [QG_N_COMMON] = "common",
    [QG_N_DISTINCT] = "distinct",
    [QG_N_LENGTH] = "length",
    [QG_N_CALL] = "call",
};

static void print_node(struct printer *p, const struct qg_node *n);

static void print_word(struct printer *p, const char *before, struct qg_str word) {
    qg_text_printf(p->out, "%s%.*s", before, QG_STR_ARG(word));
}

// A constant as the policy would write it.
static void print_const(struct printer *p, const struct qg_node *n) {
    const struct qg_schema *schema = &p->typed->tables.schema;
    char date[QG_DATE_TEXT];
    switch (n->shape.kind) {
    case QG_KIND_BOOL:
        qg_text_addz(p->out, n->number != 0 ? "true" : "false");
        break;
    case QG_KIND_DATE:
        qg_date_format(n->number, date);
        qg_text_addz(p->out, date);
        break;
    case QG_KIND_ENUM:
        print_word(p, "", schema->enums[n->shape.enumeration].values[n->number]);
        break;
    case QG_KIND_ID:
    case QG_KIND_TEXT:
        qg_text_printf(p->out, "\"%.*s\"", QG_STR_ARG(schema->symbols[n->number - 1]));
        break;
    default:
        qg_text_number(p->out, n->number);
    }
}

static void print_period(struct printer *p, struct qg_period period) {
    qg_text_addz(p->out, period.sign < 0 ? " before" : " after");
    if (period.months != 0)
        qg_text_printf(p->out, " %dm", (int)period.months);
    if (period.days != 0)
        qg_text_printf(p->out, " %dd", (int)period.days);
    if (period.workdays != 0)
        qg_text_printf(p->out, " %dw", (int)period.workdays);
}

static void print_set_field(struct printer *p, int32_t field) {
    if (field != QG_NONE)
        print_word(p, " .", p->typed->tables.schema.fields[field].name);
}

// What a node has beside its operands.
static void print_details(struct printer *p, const struct qg_node *n) {
    const struct qg_program *tables = &p->typed->tables;
    switch (n->kind) {
    case QG_N_PARAMETER:
        print_word(p, " ", tables->parameters[n->index].name);
        break;
    case QG_N_CHOOSE:
        print_word(p, " ", tables->readings[n->index].name);
        break;
    case QG_N_FIELD:
    case QG_N_NESTED:
    case QG_N_LIST:
    case QG_N_RECORDED:
        print_word(p, " .", tables->schema.fields[n->field].name);
        break;
    case QG_N_OWNER:
    case QG_N_TIMES:
        qg_text_printf(p->out, " %d", (int)n->number);
        break;
    case QG_N_IN_ENUM:
        qg_text_printf(p->out, " %#x", (unsigned)n->number);
        break;
    case QG_N_AT_LEAST_RATIO:
    case QG_N_MORE_THAN_RATIO:
        qg_text_printf(p->out, " %d/%d", (int)n->ratio.num, (int)n->ratio.den);
        break;
    case QG_N_MOVE:
    case QG_N_TERM:
    case QG_N_ACCRUED:
    case QG_N_DUE_COUNT:
    case QG_N_GRID_NTH:
    case QG_N_GRID_COUNT:
        print_period(p, n->period);
        break;
    case QG_N_ROLL:
        print_word(p, " ", tables->calendars[n->index].name);
        break;
    case QG_N_MEMBER:
    case QG_N_SUBSET:
    case QG_N_DISJOINT:
    case QG_N_COMMON:
    case QG_N_DISTINCT:
        print_set_field(p, n->set.left_field);
        print_set_field(p, n->set.right_field);
        break;
    case QG_N_CALL:
        print_word(p, " ", p->typed->functions[n->index].name);
        break;
    default:
        break;
    }
}

static void print_operand(struct printer *p, const struct qg_node *n) {
    if (n == NULL)
        return;
    qg_text_char(p->out, ' ');
    print_node(p, n);
}

static void print_loop(struct printer *p, const struct qg_loop *loop) {
    print_word(p, " ", loop->variable->name);
    print_operand(p, loop->list);
    if (loop->where != NULL) {
        qg_text_addz(p->out, " where");
        print_operand(p, loop->where);
    }
}

static void print_node(struct printer *p, const struct qg_node *n) {
    if (n->kind == QG_N_CONST) {
        print_const(p, n);
        return;
    }
    if (n->kind == QG_N_LOCAL) {
        print_word(p, "", n->local->name);
        return;
    }
    qg_text_printf(p->out, "(%s", kind_names[n->kind]);
    print_details(p, n);
    if (n->loop != NULL)
        print_loop(p, n->loop);
    print_operand(p, n->a);
    print_operand(p, n->b);
    print_operand(p, n->c);
    for (uint32_t i = 0; i < n->item_count; i++)
        print_operand(p, n->items[i]);
    qg_text_char(p->out, ')');
}

// ---- Tables -----------------------------------------------------------------------------------

static void print_line(struct printer *p, const char *label, const struct qg_node *n) {
    if (n == NULL)
        return;
    qg_text_printf(p->out, "    %s ", label);
    print_node(p, n);
    qg_text_char(p->out, '\n');
}

static void print_function(struct printer *p, uint32_t index) {
    static const char *const purposes[] = {
        [QG_FN_DEFINE] = "define",     [QG_FN_SCOPE] = "scope",   [QG_FN_RULE] = "rule",
        [QG_FN_SEVERITY] = "severity", [QG_FN_EXEMPT] = "exempt", [QG_FN_MESSAGE] = "message",
        [QG_FN_ACT] = "act",           [QG_FN_FORCE] = "force",
    };
    const struct qg_typed_function *f = &p->typed->functions[index];
    qg_text_printf(p->out, "  %u %s %.*s(", (unsigned)index, purposes[f->purpose],
                   QG_STR_ARG(f->name));
    for (uint32_t i = 0; i < f->arg_count; i++)
        print_word(p, i > 0 ? ", " : "", f->args[i]->name);
    qg_text_addz(p->out, f->derived ? ") derived\n" : ")\n");
    for (uint32_t i = 0; i < f->let_count; i++) {
        print_word(p, "    let ", f->lets[i].local->name);
        qg_text_addz(p->out, " = ");
        print_node(p, f->lets[i].value);
        qg_text_char(p->out, '\n');
    }
    print_line(p, "when", f->when);
    print_line(p, f->purpose == QG_FN_RULE ? "require" : "value", f->body);
}

static void print_index(struct printer *p, const char *label, int32_t index) {
    if (index != QG_NONE)
        qg_text_printf(p->out, " %s %d", label, (int)index);
}

static void print_scope(struct printer *p, uint32_t index) {
    const struct qg_scope *s = &p->typed->tables.scopes[index];
    qg_text_printf(p->out, "  %u %.*s depth %u", (unsigned)index, QG_STR_ARG(s->noun),
                   (unsigned)s->depth);
    print_index(p, "parent", s->parent);
    print_index(p, "list", s->list);
    print_index(p, "last", s->last);
    print_index(p, "where", s->where);
    print_index(p, "dated", s->dated);
    qg_text_printf(p->out, " rules %u children %u\n", (unsigned)s->rule_count,
                   (unsigned)s->child_count);
}

static void print_rule_refs(struct printer *p, const char *label, uint32_t first, uint32_t count) {
    const struct qg_program *tables = &p->typed->tables;
    for (uint32_t i = 0; i < count; i++) {
        qg_text_addz(p->out, i == 0 ? label : ",");
        print_word(p, " ", tables->rules[tables->rule_refs[first + i]].id);
    }
}

static void print_rule(struct printer *p, uint32_t index) {
    static const char *const kinds[] = {[QG_RULE_OBLIGATION] = "obligation",
                                        [QG_RULE_PROHIBITION] = "prohibition",
                                        [QG_RULE_CONDITION] = "condition",
                                        [QG_RULE_FORM] = "form",
                                        [QG_RULE_SCOPE] = "scope"};
    const struct qg_program *tables = &p->typed->tables;
    const struct qg_rule *r = &tables->rules[index];
    qg_text_printf(p->out, "  %.*s [%.*s] %s scope %d check %d", QG_STR_ARG(r->id),
                   QG_STR_ARG(r->paragraph), kinds[r->kind], (int)r->scope, (int)r->check);
    print_index(p, "dated", r->dated);
    print_index(p, "turn", r->turn);
    print_index(p, "in force", r->in_force);
    if (r->severity_fn != QG_NONE)
        print_index(p, "severity", r->severity_fn);
    else
        print_word(p, " severity ", tables->severities[r->severity].name);
    print_index(p, "duty", r->duty);
    print_index(p, "breach", r->breach);
    print_index(p, "remark", r->remark);
    print_rule_refs(p, " silences", r->first_silenced, r->silenced_count);
    print_rule_refs(p, " governs", r->first_governed, r->governed_count);
    for (uint32_t i = 0; i < r->exemption_count; i++) {
        uint32_t x = tables->rule_exemptions[r->first_exemption + i];
        print_word(p, i == 0 ? " exempt by " : ", ", tables->exemptions[x].name);
    }
    qg_text_char(p->out, '\n');
}

static void print_collected(struct printer *p, const char *label, uint32_t first, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        print_index(p, label, p->typed->tables.collected[first + i].fn);
}

static void print_population(struct printer *p, const struct qg_population *population) {
    static const char *const demands[] = {[QG_DEMAND_AT_LEAST] = "at least",
                                          [QG_DEMAND_MORE_THAN] = "more than",
                                          [QG_DEMAND_AT_MOST] = "at most",
                                          [QG_DEMAND_AGREE] = "agree"};
    print_word(p, "  ", p->typed->tables.rules[population->rule].id);
    qg_text_printf(p->out, " %s", demands[population->demand]);
    if (population->demand != QG_DEMAND_AGREE)
        qg_text_printf(p->out, " %d", (int)population->num);
    if (population->demand != QG_DEMAND_AGREE && population->den != 0)
        qg_text_printf(p->out, "/%d", (int)population->den);
    print_collected(p, "per", population->first_key, population->key_count);
    print_collected(p, "on", population->first_value, population->value_count);
    qg_text_char(p->out, '\n');
}

void qg_typed_print(const struct qg_typed *typed, struct qg_text *out) {
    struct printer p = {typed, out};
    qg_text_addz(out, "functions\n");
    for (uint32_t i = 0; i < typed->function_count; i++)
        print_function(&p, i);
    qg_text_addz(out, "scopes\n");
    for (uint32_t i = 0; i < typed->tables.scope_count; i++)
        print_scope(&p, i);
    qg_text_addz(out, "rules\n");
    for (uint32_t i = 0; i < typed->tables.rule_count; i++)
        print_rule(&p, i);
    if (typed->tables.population_count > 0)
        qg_text_addz(out, "populations\n");
    for (uint32_t i = 0; i < typed->tables.population_count; i++)
        print_population(&p, &typed->tables.populations[i]);
}
