// SPDX-License-Identifier: Apache-2.0
#include "verify.h"

#include "date.h"

struct verify {
    const struct qg_program *program;
    struct qg_flaw *out;
};

typedef bool check_entry(const struct verify *v, uint32_t at);

static bool refuse(const struct verify *v, uint32_t at, const char *what) {
    return qg_flaw_set(v->out, at, what);
}

static bool each(const struct verify *v, uint32_t count, check_entry *check) {
    for (uint32_t i = 0; i < count; i++)
        if (!check(v, i))
            return false;
    return true;
}

// ---- Tables that instructions refer to ---------------------------------------------------------

static bool check_reading(const struct verify *v, uint32_t at) {
    const struct qg_reading *reading = &v->program->readings[at];
    return reading->preset < reading->count || refuse(v, at, "readings: no such preset");
}

static bool check_period(const struct verify *v, uint32_t at) {
    const struct qg_period *period = &v->program->periods[at];
    if ((period->sign != 1 && period->sign != -1) || period->months < 0 || period->days < 0 ||
        period->workdays < 0 || period->months > QG_PERIOD_MONTHS_MAX ||
        period->days > QG_PERIOD_DAYS_MAX || period->workdays > QG_PERIOD_WORKDAYS_MAX)
        return refuse(v, at, "periods: out of range");
    if (period->workdays > 0 && (period->months != 0 || period->days != 0))
        return refuse(v, at, "periods: working days stand by themselves");
    if (period->workdays > 0 && !qg_is_index(period->calendar, v->program->calendar_count))
        return refuse(v, at, "periods: working days without a calendar");
    return true;
}

static bool check_ratio(const struct verify *v, uint32_t at) {
    const struct qg_ratio *ratio = &v->program->ratios[at];
    return (ratio->den > 0 && ratio->num >= 0) || refuse(v, at, "ratios: out of range");
}

static bool is_date_field(const struct qg_schema *schema, int32_t field) {
    return qg_is_index(field, schema->field_count) && schema->fields[field].kind == QG_KIND_DATE;
}

static bool check_accrual(const struct verify *v, uint32_t at) {
    const struct qg_accrual *accrual = &v->program->accruals[at];
    const struct qg_schema *schema = &v->program->schema;
    if (!is_date_field(schema, accrual->from) || !is_date_field(schema, accrual->to) ||
        schema->fields[accrual->from].owner != schema->fields[accrual->to].owner)
        return refuse(v, at, "accruals: from and to must be dates of one type");
    if (!qg_is_index(accrual->period, v->program->period_count))
        return refuse(v, at, "accruals: no such period");
    return true;
}

static bool is_side(const struct qg_schema *schema, int32_t list, int32_t field) {
    if (list == QG_NONE)
        return field == QG_NONE;
    if (!qg_is_index(list, schema->field_count) || schema->fields[list].kind != QG_KIND_LIST)
        return false;
    const struct qg_field *of = &schema->fields[list];
    if (field == QG_NONE)
        return qg_is_scalar_kind(of->element);
    return of->element == QG_KIND_OBJECT && qg_is_index(field, schema->field_count) &&
           schema->fields[field].owner == of->type && !schema->fields[field].unread &&
           qg_is_scalar_kind(schema->fields[field].kind);
}

static bool check_set(const struct verify *v, uint32_t at) {
    const struct qg_set *set = &v->program->sets[at];
    return (is_side(&v->program->schema, set->left, set->left_field) &&
            is_side(&v->program->schema, set->right, set->right_field)) ||
           refuse(v, at, "sets: a side is no list of scalars");
}

static bool is_shape(const struct qg_schema *schema, const struct qg_shape *shape) {
    if (shape->kind == QG_KIND_ENUM)
        return shape->enumeration < schema->enum_count;
    if (shape->kind == QG_KIND_OBJECT)
        return shape->type < schema->type_count;
    if (shape->kind == QG_KIND_LIST && shape->list == QG_NONE)
        return shape->type < schema->type_count;
    if (shape->kind == QG_KIND_LIST)
        return qg_is_index(shape->list, schema->field_count) &&
               schema->fields[shape->list].kind == QG_KIND_LIST;
    return qg_is_scalar_kind(shape->kind);
}

static bool check_parameter(const struct verify *v, uint32_t at) {
    const struct qg_parameter *parameter = &v->program->parameters[at];
    return (qg_is_scalar_kind(parameter->shape.kind) &&
            is_shape(&v->program->schema, &parameter->shape)) ||
           refuse(v, at, "parameters: no scalar");
}

static bool check_function(const struct verify *v, uint32_t at) {
    const struct qg_function *function = &v->program->functions[at];
    if (function->entry >= function->end || function->end > v->program->code_count)
        return refuse(v, at, "functions: code out of range");
    if (function->args > function->registers || function->registers > QG_REGISTERS)
        return refuse(v, at, "functions: too many registers");
    for (uint32_t i = 0; i < function->args; i++)
        if (!is_shape(&v->program->schema, &function->arg_shapes[i]))
            return refuse(v, at, "functions: an argument has no shape");
    if (function->purpose != QG_FN_RULE && !is_shape(&v->program->schema, &function->result))
        return refuse(v, at, "functions: the result has no shape");
    if (function->memo != QG_NONE &&
        (function->args != 1 || function->arg_shapes[0].kind != QG_KIND_OBJECT))
        return refuse(v, at, "functions: only a derived field has a memo");
    return true;
}

// ---- Scopes, rules and what hangs on them ------------------------------------------------------

// Whether argument `at` of the function may be the element of this scope.
static bool takes_element(const struct qg_function *function, uint32_t at,
                          const struct qg_scope *scope) {
    const struct qg_shape *shape = &function->arg_shapes[at];
    if (scope->kind == QG_SCOPE_NUMBERS)
        return shape->kind == QG_KIND_COUNT;
    return shape->kind == QG_KIND_OBJECT && shape->type == scope->type;
}

// Whether the function takes the first `args` elements of the chain that ends in this scope.
static bool takes_chain(const struct verify *v, int32_t function, uint32_t args, int32_t scope) {
    if (!qg_is_index(function, v->program->function_count) ||
        v->program->functions[function].args != args)
        return false;
    for (; scope != QG_NONE; scope = v->program->scopes[scope].parent) {
        const struct qg_scope *at = &v->program->scopes[scope];
        if (at->depth <= args &&
            !takes_element(&v->program->functions[function], at->depth - 1U, at))
            return false;
    }
    return true;
}

// The same of a function that returns a value, and does not end in an outcome.
static bool gives_any(const struct verify *v, int32_t function, uint32_t args, int32_t scope) {
    return takes_chain(v, function, args, scope) &&
           v->program->functions[function].purpose != QG_FN_RULE;
}

// The same of one of `kind`.
static bool gives(const struct verify *v, int32_t function, enum qg_kind kind, uint32_t args,
                  int32_t scope) {
    return gives_any(v, function, args, scope) &&
           v->program->functions[function].result.kind == kind;
}

static bool gives_or_none(const struct verify *v, int32_t function, enum qg_kind kind,
                          uint32_t args, int32_t scope) {
    return function == QG_NONE || gives(v, function, kind, args, scope);
}

// Parents before anything else: chains are followed by all that comes after.
static bool check_scope_tree(const struct verify *v, uint32_t at) {
    const struct qg_program *program = v->program;
    const struct qg_scope *scope = &program->scopes[at];
    if (scope->kind > QG_SCOPE_NUMBERS || !qg_is_index(scope->act, program->act_count) ||
        (scope->kind != QG_SCOPE_NUMBERS && scope->type >= program->schema.type_count))
        return refuse(v, at, "scopes: no such kind, act or type");
    if ((scope->parent == QG_NONE) != (scope->kind == QG_SCOPE_RECORD) ||
        !qg_is_index_or_none(scope->parent, program->scope_count))
        return refuse(v, at, "scopes: records, and only they, have no parent");
    uint32_t above = scope->parent == QG_NONE ? 0 : program->scopes[scope->parent].depth;
    if (scope->depth != above + 1 || scope->depth > QG_SCOPE_DEPTH)
        return refuse(v, at, "scopes: wrong depth");
    if (!qg_is_range(scope->first_rule, scope->rule_count, program->scope_rule_count) ||
        !qg_is_range(scope->first_child, scope->child_count, program->scope_child_count))
        return refuse(v, at, "scopes: rules or children out of range");
    return true;
}

static bool check_scope_members(const struct verify *v, uint32_t at) {
    const struct qg_program *program = v->program;
    const struct qg_scope *scope = &program->scopes[at];
    for (uint32_t i = 0; i < scope->rule_count; i++) {
        uint32_t rule = program->scope_rules[scope->first_rule + i];
        if (rule >= program->rule_count || program->rules[rule].scope != (int32_t)at)
            return refuse(v, at, "scopes: a rule of another scope");
    }
    for (uint32_t i = 0; i < scope->child_count; i++) {
        uint32_t child = program->scope_children[scope->first_child + i];
        if (child >= program->scope_count || program->scopes[child].parent != (int32_t)at)
            return refuse(v, at, "scopes: a child of another scope");
    }
    return true;
}

// Whether the function gives the list that the scope loops over.
static bool gives_list(const struct verify *v, const struct qg_scope *scope) {
    if (!gives(v, scope->list, QG_KIND_LIST, scope->depth - 1U, scope->parent))
        return false;
    const struct qg_schema *schema = &v->program->schema;
    const struct qg_shape *list = &v->program->functions[scope->list].result;
    if (!qg_is_index(scope->field, schema->field_count))
        return false;
    const struct qg_field *field =
        &schema->fields[list->list == QG_NONE ? scope->field : list->list];
    return field->kind == QG_KIND_LIST && field->element == QG_KIND_OBJECT &&
           field->type == scope->type;
}

static bool check_scope(const struct verify *v, uint32_t at) {
    const struct qg_scope *scope = &v->program->scopes[at];
    uint32_t depth = scope->depth;
    if (scope->kind == QG_SCOPE_LIST && !gives_list(v, scope))
        return refuse(v, at, "scopes: no list of its elements");
    if (scope->kind == QG_SCOPE_NUMBERS &&
        (!gives(v, scope->list, QG_KIND_COUNT, depth - 1, scope->parent) ||
         !gives(v, scope->last, QG_KIND_COUNT, depth - 1, scope->parent)))
        return refuse(v, at, "scopes: no first and last number");
    if (!gives_or_none(v, scope->where, QG_KIND_BOOL, depth, (int32_t)at) ||
        !gives_or_none(v, scope->dated, QG_KIND_DATE, depth, (int32_t)at))
        return refuse(v, at, "scopes: filter or date is no such function");
    return check_scope_members(v, at);
}

static bool check_message(const struct verify *v, uint32_t at) {
    const struct qg_message *message = &v->program->messages[at];
    for (int lang = 0; lang < QG_LANGS; lang++)
        if (!qg_is_range(message->first[lang], message->count[lang], v->program->piece_count))
            return refuse(v, at, "messages: pieces out of range");
    return true;
}

static bool fits_message(const struct verify *v, int32_t at, int32_t scope) {
    if (!qg_is_index_or_none(at, v->program->message_count))
        return false;
    for (int lang = 0; at != QG_NONE && lang < QG_LANGS; lang++) {
        const struct qg_message *message = &v->program->messages[at];
        for (uint32_t i = 0; i < message->count[lang]; i++) {
            int32_t hole = v->program->pieces[message->first[lang] + i].fn;
            uint32_t args = v->program->scopes[scope].depth;
            if (hole != QG_NONE && !gives_any(v, hole, args, scope))
                return false;
        }
    }
    return true;
}

static bool check_exemption(const struct verify *v, uint32_t at) {
    const struct qg_exemption *exemption = &v->program->exemptions[at];
    return gives(v, exemption->check, QG_KIND_BOOL, exemption->args, QG_NONE) ||
           refuse(v, at, "exemptions: the check is no such function");
}

static bool fit_exemptions(const struct verify *v, const struct qg_rule *rule) {
    const struct qg_program *program = v->program;
    uint32_t first = rule->first_exemption;
    if (!qg_is_range(first, rule->exemption_count, program->rule_exemption_count))
        return false;
    for (uint32_t i = 0; i < rule->exemption_count; i++) {
        uint32_t at = program->rule_exemptions[first + i];
        if (at >= program->exemption_count ||
            program->exemptions[at].args > program->scopes[rule->scope].depth)
            return false;
        const struct qg_exemption *exemption = &program->exemptions[at];
        if (!takes_chain(v, exemption->check, exemption->args, rule->scope))
            return false;
    }
    return true;
}

static bool are_rules(const struct verify *v, uint32_t first, uint32_t count) {
    if (!qg_is_range(first, count, v->program->rule_ref_count))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (v->program->rule_refs[first + i] >= v->program->rule_count)
            return false;
    return true;
}

static bool check_severity(const struct verify *v, uint32_t at) {
    const struct qg_rule *rule = &v->program->rules[at];
    uint32_t args = v->program->scopes[rule->scope].depth;
    if (rule->severity_fn == QG_NONE
            ? !qg_is_index_or_none(rule->severity, v->program->severity_count)
            : !gives_any(v, rule->severity_fn, args, rule->scope))
        return refuse(v, at, "rules: no such severity");
    return true;
}

static bool check_rule(const struct verify *v, uint32_t at) {
    const struct qg_program *program = v->program;
    const struct qg_rule *rule = &program->rules[at];
    if (!qg_is_index(rule->act, program->act_count) ||
        !qg_is_index(rule->scope, program->scope_count))
        return refuse(v, at, "rules: no such act or scope");
    uint32_t args = program->scopes[rule->scope].depth;
    if (!takes_chain(v, rule->check, args, rule->scope) ||
        program->functions[rule->check].purpose != QG_FN_RULE)
        return refuse(v, at, "rules: the check is no such function");
    if (!gives_or_none(v, rule->dated, QG_KIND_DATE, args, rule->scope))
        return refuse(v, at, "rules: the date is no such function");
    if (!gives_or_none(v, rule->turn, QG_KIND_BOOL, args, rule->scope) ||
        !gives_or_none(v, rule->in_force, QG_KIND_BOOL, args, rule->scope) || rule->worlds == 0 ||
        !qg_is_index_or_none(rule->amendment, program->amendment_count))
        return refuse(v, at, "rules: no such time or world");
    if (!fit_exemptions(v, rule))
        return refuse(v, at, "rules: an exemption does not fit");
    if (!are_rules(v, rule->first_silenced, rule->silenced_count) ||
        !are_rules(v, rule->first_governed, rule->governed_count))
        return refuse(v, at, "rules: refers to no rule");
    if (!fits_message(v, rule->duty, rule->scope) || !fits_message(v, rule->breach, rule->scope) ||
        !fits_message(v, rule->remark, rule->scope))
        return refuse(v, at, "rules: a message does not fit");
    return check_severity(v, at);
}

static bool are_collected(const struct verify *v, uint32_t first, uint32_t count, int32_t scope) {
    const struct qg_program *program = v->program;
    if (!qg_is_range(first, count, program->collected_count))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        int32_t fn = program->collected[first + i].fn;
        if (!gives_any(v, fn, program->scopes[scope].depth, scope))
            return false;
        const struct qg_function *f = &program->functions[fn];
        bool list = f->result.kind == QG_KIND_LIST;
        if ((list && f->result.list == QG_NONE) ||
            (list ? program->schema.fields[f->result.list].element : f->result.kind) > QG_KIND_TEXT)
            return false;
    }
    return true;
}

static bool check_population(const struct verify *v, uint32_t at) {
    const struct qg_population *population = &v->program->populations[at];
    if (population->rule >= v->program->rule_count ||
        (at > 0 && population->rule <= v->program->populations[at - 1].rule))
        return refuse(v, at, "populations: no such rule, or not in order");
    int32_t scope = v->program->rules[population->rule].scope;
    if (population->demand > QG_DEMAND_AGREE || population->num < 0 || population->den < 0)
        return refuse(v, at, "populations: no such demand");
    return (are_collected(v, population->first_key, population->key_count, scope) &&
            are_collected(v, population->first_value, population->value_count, scope)) ||
           refuse(v, at, "populations: a value that cannot be collected");
}

static bool check_act(const struct verify *v, uint32_t at) {
    const struct qg_act *act = &v->program->acts[at];
    return (gives_or_none(v, act->from_fn, QG_KIND_DATE, 0, QG_NONE) &&
            gives_or_none(v, act->until_fn, QG_KIND_DATE, 0, QG_NONE)) ||
           refuse(v, at, "acts: in force from or until is no such function");
}

static bool check_amendment(const struct verify *v, uint32_t at) {
    const struct qg_amendment *amendment = &v->program->amendments[at];
    return (qg_is_index(amendment->act, v->program->act_count) &&
            gives_or_none(v, amendment->from_fn, QG_KIND_DATE, 0, QG_NONE) &&
            gives_or_none(v, amendment->until_fn, QG_KIND_DATE, 0, QG_NONE)) ||
           refuse(v, at, "amendments: no such act, or in force by no such function");
}

static bool check_provision(const struct verify *v, uint32_t at) {
    const struct qg_provision *provision = &v->program->provisions[at];
    return (qg_is_index(provision->act, v->program->act_count) &&
            are_rules(v, provision->first_ref, provision->ref_count)) ||
           refuse(v, at, "provisions: refers to no act or rule");
}

static bool check_flag(const struct verify *v, uint32_t at) {
    const struct qg_program *program = v->program;
    const struct qg_flag *flag = &program->flags[at];
    if (!qg_is_index(flag->act, program->act_count) ||
        !qg_is_index(flag->scope, program->scope_count))
        return refuse(v, at, "flags: no such act or scope");
    const struct qg_scope *scope = &program->scopes[flag->scope];
    if (scope->depth > 2 || scope->kind == QG_SCOPE_NUMBERS ||
        scope->type != program->acts[flag->act].verdict_type)
        return refuse(v, at, "flags: no verdict is given for its elements");
    if (!gives_or_none(v, flag->in_force, QG_KIND_BOOL, scope->depth, flag->scope) ||
        flag->worlds == 0)
        return refuse(v, at, "flags: no such time or world");
    if (!gives(v, flag->check, QG_KIND_BOOL, scope->depth, flag->scope))
        return refuse(v, at, "flags: the check is no such function");
    if (!gives_or_none(v, flag->due, QG_KIND_DATE, scope->depth, flag->scope))
        return refuse(v, at, "flags: the day is no such function");
    return fits_message(v, flag->remark, flag->scope) ||
           refuse(v, at, "flags: the remark does not fit");
}

static bool verify_operands(const struct verify *v) {
    const struct qg_program *program = v->program;
    if (program->reading_count <= QG_READING_LAST_DAY || program->reading_count > QG_READING_LIMIT)
        return refuse(v, 0, "readings: too few or too many");
    return each(v, program->reading_count, check_reading) &&
           each(v, program->period_count, check_period) &&
           each(v, program->ratio_count, check_ratio) &&
           each(v, program->accrual_count, check_accrual) &&
           each(v, program->set_count, check_set) &&
           each(v, program->parameter_count, check_parameter);
}

static bool verify_rules(const struct verify *v) {
    const struct qg_program *program = v->program;
    return each(v, program->act_count, check_act) &&
           each(v, program->amendment_count, check_amendment) &&
           each(v, program->scope_count, check_scope_tree) &&
           each(v, program->scope_count, check_scope) &&
           each(v, program->message_count, check_message) &&
           each(v, program->exemption_count, check_exemption) &&
           each(v, program->rule_count, check_rule) &&
           each(v, program->population_count, check_population) &&
           each(v, program->provision_count, check_provision) &&
           each(v, program->flag_count, check_flag);
}

bool qg_program_verify(const struct qg_program *program, struct qg_flaw *out) {
    struct verify v = {program, out};
    *out = (struct qg_flaw){0};
    return each(&v, program->function_count, check_function) && qg_verify_schema(program, out) &&
           verify_operands(&v) && qg_verify_code(program, out) && verify_rules(&v);
}
