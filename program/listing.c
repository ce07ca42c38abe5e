// SPDX-License-Identifier: Apache-2.0
//
// The listing of a program: made to be read and compared, so that a change of the compiler shows
// as a difference of lines. It trusts no index, because a program is listed most of all when the
// verifier has refused it.
#include "date.h"
#include "op_info.h"
#include "text.h"

#include <inttypes.h>

struct listing {
    const struct qg_program *program;
    struct qg_text *out;
};

static void add_name(struct listing *l, const char *space, struct qg_str name) {
    qg_text_addz(l->out, space);
    qg_text_add(l->out, name);
}

// "table[index]" where the index has no name or is out of its table.
static void add_index(struct listing *l, const char *table, int64_t index) {
    qg_text_printf(l->out, " %s[%" PRId64 "]", table, index);
}

static bool is_in(int64_t index, uint32_t count) {
    return index >= 0 && index < count;
}

// ---- The schema --------------------------------------------------------------------------------

static void add_type_name(struct listing *l, uint32_t type) {
    if (is_in(type, l->program->schema.type_count))
        add_name(l, " ", l->program->schema.types[type].name);
    else
        add_index(l, "type", type);
}

static void add_enum_name(struct listing *l, uint32_t enumeration) {
    if (is_in(enumeration, l->program->schema.enum_count))
        add_name(l, " ", l->program->schema.enums[enumeration].name);
    else
        add_index(l, "enum", enumeration);
}

static void add_kind(struct listing *l, enum qg_kind kind, uint32_t enumeration, uint32_t type) {
    if (kind == QG_KIND_ENUM) {
        add_enum_name(l, enumeration);
    } else if (kind == QG_KIND_OBJECT) {
        add_type_name(l, type);
    } else {
        qg_text_printf(l->out, " %s", qg_kind_name(kind));
    }
}

static void add_field(struct listing *l, int64_t index) {
    const struct qg_schema *schema = &l->program->schema;
    if (!is_in(index, schema->field_count)) {
        add_index(l, "field", index);
        return;
    }
    const struct qg_field *field = &schema->fields[index];
    add_type_name(l, field->owner);
    add_name(l, ".", field->name);
}

static void list_field(struct listing *l, const struct qg_field *field) {
    qg_text_printf(l->out, "  %4" PRIu32 " ", field->slot);
    qg_text_add(l->out, field->name);
    qg_text_char(l->out, ':');
    if (field->kind == QG_KIND_LIST)
        qg_text_addz(l->out, " list of");
    add_kind(l, field->kind == QG_KIND_LIST ? field->element : field->kind, field->enumeration,
             field->type);
    if (field->ongoing)
        qg_text_addz(l->out, " or ongoing");
    if (field->partial)
        qg_text_addz(l->out, " partial");
    if (field->section >= 0)
        qg_text_printf(l->out, " section %d", field->section);
    if (qg_phrase_given(&field->title))
        qg_text_printf(l->out, " \"%.*s\"", QG_STR_ARG(qg_phrase_in(&field->title, QG_LANG_EN)));
    qg_text_char(l->out, '\n');
}

static void list_path(struct listing *l, const char *what, const struct qg_path *path) {
    for (uint32_t i = 0; i < path->count; i++) {
        qg_text_addz(l->out, i == 0 ? what : ".");
        if (is_in(path->fields[i], l->program->schema.field_count))
            qg_text_add(l->out, l->program->schema.fields[path->fields[i]].name);
    }
}

static void list_types(struct listing *l) {
    const struct qg_schema *schema = &l->program->schema;
    for (uint32_t i = 0; i < schema->type_count; i++) {
        const struct qg_type *type = &schema->types[i];
        add_name(l, type->is_record ? "record " : "type ", type->name);
        qg_text_printf(l->out, " %" PRIu32 " slots", type->slots);
        list_path(l, " of ", &type->body);
        list_path(l, " called ", &type->body_name);
        list_path(l, " about ", &type->person);
        qg_text_char(l->out, '\n');
        for (uint32_t f = 0; f < type->field_count; f++)
            if (is_in((int64_t)type->first_field + f, schema->field_count))
                list_field(l, &schema->fields[type->first_field + f]);
    }
}

static void list_enums(struct listing *l) {
    for (uint32_t i = 0; i < l->program->schema.enum_count; i++) {
        const struct qg_enum *enumeration = &l->program->schema.enums[i];
        add_name(l, "enum ", enumeration->name);
        for (uint16_t v = 0; v < enumeration->count; v++)
            add_name(l, v == 0 ? ": " : ", ", enumeration->values[v]);
        qg_text_char(l->out, '\n');
    }
}

static void list_symbols(struct listing *l) {
    for (uint32_t i = 0; i < l->program->schema.symbol_count; i++) {
        qg_text_printf(l->out, "symbol %" PRIu32, i + 1);
        add_name(l, " ", l->program->schema.symbols[i]);
        qg_text_char(l->out, '\n');
    }
    for (uint32_t i = 0; i < l->program->schema.section_count; i++) {
        qg_text_printf(l->out, "section %" PRIu32, i);
        add_name(l, " ", l->program->schema.sections[i]);
        qg_text_char(l->out, '\n');
    }
}

// ---- Rules and what they hang on ---------------------------------------------------------------

static void add_function(struct listing *l, const char *what, int32_t index) {
    if (index == QG_NONE)
        return;
    qg_text_printf(l->out, " %s", what);
    if (is_in(index, l->program->function_count))
        qg_text_printf(l->out, " f%" PRId32, index);
    else
        add_index(l, "function", index);
}

static void list_acts(struct listing *l) {
    for (uint32_t i = 0; i < l->program->act_count; i++) {
        const struct qg_act *act = &l->program->acts[i];
        add_name(l, "act ", act->name);
        add_function(l, "from", act->from_fn);
        add_function(l, "until", act->until_fn);
        qg_text_char(l->out, '\n');
    }
}

static void list_readings(struct listing *l) {
    for (uint32_t i = 0; i < l->program->reading_count; i++) {
        const struct qg_reading *reading = &l->program->readings[i];
        add_name(l, "reading ", reading->name);
        for (uint16_t v = 0; v < reading->count; v++) {
            add_name(l, v == 0 ? ": " : ", ", reading->values[v]);
            if (v == reading->preset)
                qg_text_addz(l->out, " default");
        }
        qg_text_char(l->out, '\n');
    }
    for (uint32_t i = 0; i < l->program->parameter_count; i++) {
        add_name(l, "parameter ", l->program->parameters[i].name);
        qg_text_addz(l->out, l->program->parameters[i].required ? " required\n" : "\n");
    }
}

static void list_scopes(struct listing *l) {
    static const char *const kinds[] = {"record", "each", "numbers"};
    for (uint32_t i = 0; i < l->program->scope_count; i++) {
        const struct qg_scope *scope = &l->program->scopes[i];
        qg_text_printf(l->out, "scope %" PRIu32 " %s", i, kinds[scope->kind % 3]);
        add_name(l, " ", scope->noun);
        if (scope->parent != QG_NONE)
            qg_text_printf(l->out, " in %" PRId32, scope->parent);
        if (scope->kind != QG_SCOPE_RECORD)
            add_function(l, "list", scope->list);
        if (scope->kind == QG_SCOPE_NUMBERS)
            add_function(l, "last", scope->last);
        add_function(l, "where", scope->where);
        add_function(l, "dated", scope->dated);
        qg_text_char(l->out, '\n');
    }
}

static void add_rules(struct listing *l, const char *what, uint32_t first, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (!is_in((int64_t)first + i, l->program->rule_ref_count))
            return;
        uint32_t rule = l->program->rule_refs[first + i];
        qg_text_addz(l->out, i == 0 ? what : ",");
        if (is_in(rule, l->program->rule_count))
            add_name(l, " ", l->program->rules[rule].id);
        else
            add_index(l, "rule", rule);
    }
}

static void add_exemptions(struct listing *l, const struct qg_rule *rule) {
    for (uint32_t i = 0; i < rule->exemption_count; i++) {
        if (!is_in((int64_t)rule->first_exemption + i, l->program->rule_exemption_count))
            return;
        uint32_t at = l->program->rule_exemptions[rule->first_exemption + i];
        qg_text_addz(l->out, i == 0 ? " exempt" : ",");
        if (is_in(at, l->program->exemption_count))
            add_name(l, " ", l->program->exemptions[at].name);
        else
            add_index(l, "exemption", at);
    }
}

static void list_rule(struct listing *l, const struct qg_rule *rule) {
    add_name(l, "rule ", rule->id);
    qg_text_printf(l->out, " %s scope %" PRId32, qg_rule_kind_name(rule->kind), rule->scope);
    add_function(l, "check", rule->check);
    add_function(l, "dated", rule->dated);
    if (rule->turn != rule->in_force)
        add_function(l, "turn", rule->turn);
    add_function(l, "in force", rule->in_force);
    if (rule->worlds != 1)
        qg_text_printf(l->out, " worlds %" PRIx32, rule->worlds);
    add_function(l, "severity", rule->severity_fn);
    if (rule->severity_fn == QG_NONE && is_in(rule->severity, l->program->severity_count))
        add_name(l, " severity ", l->program->severities[rule->severity].name);
    if (rule->voids)
        qg_text_addz(l->out, " voids");
    add_exemptions(l, rule);
    add_rules(l, " silences", rule->first_silenced, rule->silenced_count);
    add_rules(l, " governs", rule->first_governed, rule->governed_count);
    qg_text_printf(l->out, " readings %" PRIx64 "%s\n", rule->readings,
                   rule->terms ? " terms" : "");
}

static void add_collected(struct listing *l, const char *what, uint32_t first, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (is_in((int64_t)first + i, l->program->collected_count))
            add_function(l, what, l->program->collected[first + i].fn);
}

static void list_population(struct listing *l, const struct qg_population *population) {
    static const char *const demands[] = {"at least", "more than", "at most", "agree"};
    qg_text_addz(l->out, "population");
    if (is_in(population->rule, l->program->rule_count))
        add_name(l, " ", l->program->rules[population->rule].id);
    else
        add_index(l, "rule", population->rule);
    qg_text_printf(l->out, " %s", demands[population->demand % 4]);
    if (population->demand != QG_DEMAND_AGREE)
        qg_text_printf(l->out, " %" PRId32, population->num);
    if (population->demand != QG_DEMAND_AGREE && population->den != 0)
        qg_text_printf(l->out, "/%" PRId32, population->den);
    add_collected(l, "per", population->first_key, population->key_count);
    add_collected(l, "on", population->first_value, population->value_count);
    qg_text_char(l->out, '\n');
}

static void list_rules(struct listing *l) {
    for (uint32_t i = 0; i < l->program->exemption_count; i++) {
        const struct qg_exemption *exemption = &l->program->exemptions[i];
        add_name(l, "exemption ", exemption->name);
        add_function(l, "when", exemption->check);
        qg_text_printf(l->out, " args %u\n", exemption->args);
    }
    for (uint32_t i = 0; i < l->program->rule_count; i++)
        list_rule(l, &l->program->rules[i]);
    for (uint32_t i = 0; i < l->program->population_count; i++)
        list_population(l, &l->program->populations[i]);
    for (uint32_t i = 0; i < l->program->provision_count; i++) {
        const struct qg_provision *provision = &l->program->provisions[i];
        add_name(l, "provision ", provision->id);
        add_rules(l, " points to", provision->first_ref, provision->ref_count);
        qg_text_char(l->out, '\n');
    }
    for (uint32_t i = 0; i < l->program->flag_count; i++) {
        const struct qg_flag *flag = &l->program->flags[i];
        add_name(l, flag->priority ? "priority flag " : "flag ", flag->id);
        qg_text_printf(l->out, " check f%" PRId32, flag->check);
        if (flag->due != QG_NONE)
            qg_text_printf(l->out, " by f%" PRId32, flag->due);
        qg_text_char(l->out, '\n');
    }
}

// ---- Code --------------------------------------------------------------------------------------

static void add_period(struct listing *l, int32_t index) {
    if (!is_in(index, l->program->period_count)) {
        add_index(l, "period", index);
        return;
    }
    const struct qg_period *period = &l->program->periods[index];
    const char *sign = period->sign < 0 ? "-" : "+";
    if (period->workdays != 0)
        qg_text_printf(l->out, " %s%" PRId32 "w", sign, period->workdays);
    else
        qg_text_printf(l->out, " %s%" PRId32 "m%" PRId32 "d", sign, period->months, period->days);
}

static void add_accrual(struct listing *l, int32_t index) {
    if (!is_in(index, l->program->accrual_count)) {
        add_index(l, "accrual", index);
        return;
    }
    const struct qg_accrual *accrual = &l->program->accruals[index];
    add_period(l, accrual->period);
    qg_text_addz(l->out, " over");
    add_field(l, accrual->from);
    qg_text_addz(l->out, " to");
    add_field(l, accrual->to);
}

static void add_side(struct listing *l, const char *name, int32_t list, int32_t field) {
    if (list == QG_NONE)
        return;
    qg_text_printf(l->out, " %s", name);
    add_field(l, field == QG_NONE ? list : field);
}

static void add_set(struct listing *l, int32_t index) {
    if (!is_in(index, l->program->set_count)) {
        add_index(l, "set", index);
        return;
    }
    const struct qg_set *set = &l->program->sets[index];
    add_side(l, "left", set->left, set->left_field);
    add_side(l, "right", set->right, set->right_field);
}

static void add_table_name(struct listing *l, enum qg_immediate immediate, int32_t index) {
    const struct qg_program *program = l->program;
    if (immediate == QG_IMMEDIATE_PARAMETER && is_in(index, program->parameter_count))
        add_name(l, " ", program->parameters[index].name);
    else if (immediate == QG_IMMEDIATE_READING && is_in(index, program->reading_count))
        add_name(l, " ", program->readings[index].name);
    else if (immediate == QG_IMMEDIATE_CALENDAR && is_in(index, program->calendar_count))
        add_name(l, " ", program->calendars[index].name);
    else if (immediate == QG_IMMEDIATE_FUNCTION && is_in(index, program->function_count))
        add_name(l, " ", program->functions[index].name);
    else if (immediate == QG_IMMEDIATE_RATIO && is_in(index, program->ratio_count))
        qg_text_printf(l->out, " %" PRId32 "/%" PRId32, program->ratios[index].num,
                       program->ratios[index].den);
    else
        add_index(l, "table", index);
}

static void add_immediate(struct listing *l, enum qg_immediate immediate, int32_t imm) {
    switch (immediate) {
    case QG_IMMEDIATE_NONE:
        break;
    case QG_IMMEDIATE_NUMBER:
        qg_text_printf(l->out, " %" PRId32, imm);
        break;
    case QG_IMMEDIATE_JUMP:
        qg_text_printf(l->out, " -> %" PRId32, imm);
        break;
    case QG_IMMEDIATE_REGISTER:
        qg_text_printf(l->out, " r%" PRId32, imm);
        break;
    case QG_IMMEDIATE_KIND:
        add_kind(l, qg_immediate_kind(imm), qg_immediate_index(imm), qg_immediate_index(imm));
        break;
    case QG_IMMEDIATE_FIELD:
        add_field(l, imm);
        break;
    case QG_IMMEDIATE_PERIOD:
        add_period(l, imm);
        break;
    case QG_IMMEDIATE_ACCRUAL:
        add_accrual(l, imm);
        break;
    case QG_IMMEDIATE_SET:
        add_set(l, imm);
        break;
    default:
        add_table_name(l, immediate, imm);
    }
}

static void list_instruction(struct listing *l, uint32_t at) {
    const struct qg_instr *ip = &l->program->code[at];
    if (ip->op >= QG_OP_LIMIT) {
        qg_text_printf(l->out, "%6" PRIu32 "  op %u?\n", at, ip->op);
        return;
    }
    const struct qg_op_info *info = qg_op_info(ip->op);
    qg_text_printf(l->out, "%6" PRIu32 "  %s", at, info->mnemonic);
    if (info->a != QG_OPERAND_NONE)
        qg_text_printf(l->out, " r%u", ip->a);
    if (info->b != QG_OPERAND_NONE)
        qg_text_printf(l->out, " r%u", ip->b);
    if (info->c != QG_OPERAND_NONE)
        qg_text_printf(l->out, " r%u", ip->c);
    add_immediate(l, info->immediate, ip->imm);
    qg_text_char(l->out, '\n');
}

static void add_shape(struct listing *l, const struct qg_shape *shape) {
    if (shape->kind != QG_KIND_LIST) {
        add_kind(l, shape->kind, shape->enumeration, shape->type);
        return;
    }
    qg_text_addz(l->out, " list");
    if (shape->list != QG_NONE)
        add_field(l, shape->list);
    else
        add_type_name(l, shape->type);
}

static void list_function(struct listing *l, uint32_t index) {
    static const char *const purposes[] = {"define", "scope",   "rule", "severity",
                                           "exempt", "message", "act"};
    const struct qg_function *function = &l->program->functions[index];
    qg_text_printf(l->out, "f%" PRIu32 " %s", index, purposes[function->purpose % 7]);
    add_name(l, " ", function->name);
    qg_text_addz(l->out, " (");
    for (uint32_t i = 0; i < function->args; i++)
        add_shape(l, &function->arg_shapes[i]);
    qg_text_addz(l->out, " ) =");
    add_shape(l, &function->result);
    qg_text_printf(l->out, ", %u registers", function->registers);
    if (function->memo != QG_NONE)
        qg_text_printf(l->out, ", memo %" PRId32, function->memo);
    qg_text_printf(l->out, ", readings %" PRIx64 "%s\n", function->readings,
                   function->terms ? ", terms" : "");
    for (uint32_t i = function->entry; i < function->end && i < l->program->code_count; i++)
        list_instruction(l, i);
}

void qg_program_list(const struct qg_program *program, struct qg_text *out) {
    struct listing l = {program, out};
    list_enums(&l);
    list_types(&l);
    list_symbols(&l);
    list_acts(&l);
    list_readings(&l);
    list_scopes(&l);
    list_rules(&l);
    for (uint32_t i = 0; i < program->function_count; i++)
        list_function(&l, i);
}
