// SPDX-License-Identifier: Apache-2.0
//
// The back of the compiler: lowers every function of the typed tree, one at a time, and puts the
// program together.
#include "compile.h"

#include <string.h>

#include "check_codes.h"
#include "emit.h"
#include "lower.h"
#include "masks.h"
#include "region.h"
#include "simplify.h"

struct assembler {
    struct qg_compilation *c;
    struct qg_pools pools;
    struct qg_lower lower;
    struct qg_simplifier simplifier;
    struct qg_emit emit;
    struct qg_program *program;
    // The program's own tables where the tree's are not complete.
    struct qg_type *types;
    struct qg_field *fields;
    struct qg_function *functions;
    struct qg_exemption *exemptions;
    struct qg_rule *rules;
};

static void start(struct assembler *a, struct qg_compilation *c) {
    *a = (struct assembler){.c = c};
    qg_pools_init(&a->pools);
    a->lower.typed = c->typed;
    a->lower.pools = &a->pools;
}

static void finish(struct assembler *a) {
    qg_pools_free(&a->pools);
    qg_lower_free(&a->lower);
    qg_simplifier_free(&a->simplifier);
    qg_emit_free(&a->emit);
}

// ---- Tables ------------------------------------------------------------------------------------

static void *copy_table(struct assembler *a, const void *from, size_t count, size_t size) {
    void *at = qg_arena_array(&a->c->arena, count, size);
    if (at != NULL && count > 0)
        memcpy(at, from, count * size);
    return at;
}

#define COPY_TABLE(a, from, count) copy_table((a), (from), (count), sizeof *(from))

static bool copy_tables(struct assembler *a) {
    const struct qg_program *tables = &a->c->typed->tables;
    const struct qg_schema *schema = &tables->schema;
    a->program = COPY_TABLE(a, tables, 1);
    a->types = COPY_TABLE(a, schema->types, schema->type_count);
    a->fields = COPY_TABLE(a, schema->fields, schema->field_count);
    a->exemptions = COPY_TABLE(a, tables->exemptions, tables->exemption_count);
    a->rules = COPY_TABLE(a, tables->rules, tables->rule_count);
    a->functions = qg_arena_array(&a->c->arena, a->c->typed->function_count, sizeof *a->functions);
    return a->program != NULL && a->types != NULL && a->fields != NULL && a->exemptions != NULL &&
           a->rules != NULL && a->functions != NULL;
}

static void link_tables(struct assembler *a) {
    a->program->schema.types = a->types;
    a->program->schema.fields = a->fields;
    a->program->exemptions = a->exemptions;
    a->program->rules = a->rules;
    a->program->functions = a->functions;
    a->program->function_count = a->c->typed->function_count;
}

// ---- Functions ---------------------------------------------------------------------------------

static enum qg_fault bug(struct assembler *a, uint32_t at, const char *what) {
    a->c->flaw = (struct qg_flaw){.at = at, .what = what};
    return QG_FAULT_BUG;
}

// The passes that keep the meaning of lower.ir and make it faster.
static enum qg_fault optimise(struct assembler *a) {
    if (a->c->options.unoptimised)
        return QG_OK;
    return qg_simplify(&a->simplifier, &a->lower.ir) ? QG_OK : QG_FAULT_MEMORY;
}

// Lowers one function into lower.ir.
static enum qg_fault lower(struct assembler *a, uint32_t index) {
    if (!qg_lower_function(&a->lower, index))
        return a->lower.bug != NULL ? bug(a, index, a->lower.bug) : QG_FAULT_MEMORY;
    return optimise(a);
}

static bool describe(struct assembler *a, const struct qg_typed_function *f,
                     struct qg_function *out) {
    struct qg_shape *shapes = qg_arena_array(&a->c->arena, f->arg_count, sizeof *shapes);
    if (shapes == NULL)
        return false;
    for (uint32_t i = 0; i < f->arg_count; i++)
        shapes[i] = f->args[i]->shape;
    out->name = f->name;
    out->purpose = f->purpose;
    out->arg_shapes = shapes;
    out->result = f->body->shape;
    out->span = f->span;
    return true;
}

static void report_too_large(struct assembler *a, const struct qg_typed_function *f) {
    struct qg_diag *diag =
        qg_report(&a->c->diags, QG_E_TOO_LARGE, f->span,
                  "this needs more than the %d values that can be kept at a time", QG_REGISTERS);
    qg_diag_hint(diag, "Split it with `define`: every definition has values of its own.");
}

static enum qg_fault assemble_function(struct assembler *a, uint32_t index) {
    const struct qg_typed_function *f = &a->c->typed->functions[index];
    if (f->arg_count > QG_REGISTERS) {
        report_too_large(a, f);
        return QG_OK;
    }
    enum qg_fault fault = lower(a, index);
    if (fault != QG_OK)
        return fault;
    if (!describe(a, f, &a->functions[index]))
        return QG_FAULT_MEMORY;
    enum qg_frame_result result = qg_emit_function(&a->emit, &a->lower.ir, &a->functions[index]);
    if (f->purpose == QG_FN_RULE && a->functions[index].registers < 2)
        a->functions[index].registers = 2; // an outcome is handed over in two
    if (result == QG_FRAME_TOO_LARGE)
        report_too_large(a, f);
    return result == QG_FRAME_MEMORY ? QG_FAULT_MEMORY : QG_OK;
}

static enum qg_fault assemble_functions(struct assembler *a) {
    for (uint32_t i = 0; i < a->c->typed->function_count; i++) {
        enum qg_fault fault = assemble_function(a, i);
        if (fault != QG_OK)
            return fault;
    }
    return QG_OK;
}

// ---- The program -------------------------------------------------------------------------------

static bool write_code(struct assembler *a) {
    const struct qg_emit *e = &a->emit;
    a->program->code = COPY_TABLE(a, e->code.at, e->code.len);
    a->program->spans = COPY_TABLE(a, e->spans.at, e->spans.len);
    a->program->code_count = e->code.len;
    return a->program->code != NULL && a->program->spans != NULL &&
           qg_pools_write(&a->pools, &a->c->arena, a->program);
}

static void note_read(struct assembler *a, int32_t field) {
    if (field != QG_NONE)
        a->fields[field].unread = false;
}

// Most texts are there to be printed. Of those that no instruction looks at, the reader need not
// find out which are the same.
static void note_unread(struct assembler *a) {
    const struct qg_program *program = a->program;
    for (uint32_t i = 0; i < program->schema.field_count; i++) {
        struct qg_field *field = &a->fields[i];
        enum qg_kind kind = field->kind == QG_KIND_LIST ? field->element : field->kind;
        field->unread = kind == QG_KIND_TEXT || kind == QG_KIND_ID;
    }
    for (uint32_t i = 0; i < program->schema.type_count; i++)
        note_read(a, a->types[i].id_field); // by the reader, which tells of ids that stand twice
    for (uint32_t i = 0; i < program->code_count; i++) {
        const struct qg_instr *instr = &program->code[i];
        if (instr->op == QG_OP_LOAD || instr->op == QG_OP_LIST)
            note_read(a, instr->imm);
    }
    for (uint32_t i = 0; i < program->set_count; i++) {
        note_read(a, program->sets[i].left_field);
        note_read(a, program->sets[i].right_field);
    }
}

static enum qg_fault fill_masks(struct assembler *a) {
    struct qg_masks masks = {.program = a->program,
                             .functions = a->functions,
                             .exemptions = a->exemptions,
                             .rules = a->rules};
    masks.done = qg_arena_array(&a->c->arena, a->program->function_count, sizeof *masks.done);
    if (masks.done == NULL)
        return QG_FAULT_MEMORY;
    return qg_masks_fill(&masks) ? QG_OK : bug(a, 0, "functions: calls too deep or in a circle");
}

static enum qg_fault assemble(struct assembler *a) {
    if (!copy_tables(a))
        return QG_FAULT_MEMORY;
    link_tables(a);
    enum qg_fault fault =
        qg_regions_lay_out(&a->c->arena, a->c->typed, a->types, a->fields, a->functions);
    if (fault == QG_OK)
        fault = assemble_functions(a);
    if (fault != QG_OK || qg_diag_errors(&a->c->diags) > 0)
        return fault;
    if (!write_code(a))
        return QG_FAULT_MEMORY;
    note_unread(a);
    fault = fill_masks(a);
    if (fault == QG_OK)
        a->c->program = a->program;
    return fault;
}

enum qg_fault qg_lower(struct qg_compilation *c) {
    struct assembler a;
    start(&a, c);
    enum qg_fault fault = assemble(&a);
    finish(&a);
    return fault;
}

// ---- Listing -----------------------------------------------------------------------------------

static void print_function(struct assembler *a, uint32_t index, struct qg_text *out) {
    const struct qg_typed_function *f = &a->c->typed->functions[index];
    qg_text_printf(out, "%sfunction %u %.*s(", index > 0 ? "\n" : "", index, QG_STR_ARG(f->name));
    for (uint32_t i = 0; i < f->arg_count; i++)
        qg_text_printf(out, "%sv%u %.*s", i > 0 ? ", " : "", i, QG_STR_ARG(f->args[i]->name));
    qg_text_addz(out, ")\n");
    qg_ir_list(&a->lower.ir, &a->c->typed->tables.schema, out);
}

enum qg_fault qg_ir_print(struct qg_compilation *c, struct qg_text *out) {
    struct assembler a;
    enum qg_fault fault = QG_OK;
    if (c->typed == NULL)
        return QG_OK;
    start(&a, c);
    for (uint32_t i = 0; fault == QG_OK && i < c->typed->function_count; i++) {
        fault = lower(&a, i);
        if (fault == QG_OK)
            print_function(&a, i, out);
    }
    finish(&a);
    return fault == QG_OK && out->failed ? QG_FAULT_MEMORY : fault;
}
