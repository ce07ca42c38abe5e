// SPDX-License-Identifier: Apache-2.0
//
// A program as C: each function of the program becomes a function of C, each register an element of
// its array `r`, each instruction the statement that c_source.def gives for it. What a call does
// besides running the callee (remembering, paying steps) is as in the interpreter, to the step, so
// that both say the same of every record.
#include "c_notes.h"
#include "c_tables.h"
#include "op_info.h"
#include "sha256.h"
#include "text.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

struct c_source {
    const struct qg_program *program;
    struct qg_c_notes notes;
    struct qg_text *out;
    const struct qg_function *function; // the one that is being written
    uint32_t at;                        // the instruction
    bool *targets;                      // owned; [code_count]: whether a jump leads there
};

static const char *const statements[QG_OP_LIMIT] = {
#define QG_C(op, text) [QG_OP_##op] = (text),
#include "c_source.def"
#undef QG_C
};

static uint32_t index_of(const struct c_source *s, const struct qg_function *f) {
    return (uint32_t)(f - s->program->functions);
}

// Functions are called by a letter for what they are (f what it computes, c what answers for it, e
// and b what the machine calls), their number, and what they compute.
static void add_name(struct c_source *s, char letter, uint32_t function) {
    qg_text_printf(s->out, "%c%" PRIu32, letter, function);
    qg_c_notes_name(&s->notes, function, s->out);
}

// ---- Statements --------------------------------------------------------------------------------

static void add_register(struct c_source *s, uint32_t reg) {
    qg_text_printf(s->out, "r[%" PRIu32 "]", reg);
}

// Steps of one more trip of the loop that ends here, as the interpreter pays them.
static uint32_t trip(const struct c_source *s, const struct qg_instr *i) {
    return s->at - (uint32_t)i->imm + 1;
}

static void add_operand(struct c_source *s, const struct qg_instr *i, char which) {
    switch (which) {
    case 'a':
        add_register(s, i->a);
        break;
    case 'b':
        add_register(s, i->b);
        break;
    case 'c':
        add_register(s, i->c);
        break;
    case '+':
        add_register(s, i->a + 1U);
        break;
    case 'r':
        add_register(s, (uint32_t)i->imm);
        break;
    case 'l':
        qg_text_printf(s->out, "l%" PRId32, i->imm);
        break;
    case 'n':
        qg_text_printf(s->out, "%" PRIu32, trip(s, i));
        break;
    default:
        qg_text_printf(s->out, i->imm == INT32_MIN ? "INT32_MIN" : "%" PRId32, i->imm);
    }
}

static void add_statement(struct c_source *s, const struct qg_instr *i) {
    for (const char *at = statements[i->op]; *at != '\0'; at++) {
        if (*at == '$')
            add_operand(s, i, *++at);
        else
            qg_text_char(s->out, *at);
    }
}

// A callee that is never remembered is called as it is; another through what answers for it, unless
// the answer stands in the record already.
static void add_call(struct c_source *s, const struct qg_instr *i) {
    const struct qg_function *callee = &s->program->functions[i->imm];
    bool anew = qg_call_of(callee) == QG_CALL_ANEW, slots = qg_call_of(callee) == QG_CALL_SLOTS;
    if (slots)
        qg_text_printf(s->out, "QG_UNLESS_KEPT(r[%d], %" PRId32 ", r[%d]) { ", i->a, i->imm, i->b);
    if (anew)
        qg_text_printf(s->out, "QG_PAY(%" PRIu32 ") ", callee->end - callee->entry);
    add_register(s, i->a);
    qg_text_addz(s->out, " = qg_unpack(");
    add_name(s, anew ? 'f' : 'c', (uint32_t)i->imm);
    qg_text_addz(s->out, "(m");
    for (uint32_t arg = 0; arg < callee->args; arg++) {
        qg_text_addz(s->out, ", qg_pack(");
        add_register(s, i->b + arg);
        qg_text_char(s->out, ')');
    }
    qg_text_addz(s->out, slots ? ")); QG_STOP_IF_EXHAUSTED }" : ")); QG_STOP_IF_EXHAUSTED");
}

static void add_end(struct c_source *s, const struct qg_instr *i) {
    bool rule = i->op == QG_OP_OUTCOME;
    qg_text_addz(s->out, rule ? "return (struct qg_check){" : "return qg_pack(");
    add_register(s, i->a);
    if (rule) {
        qg_text_addz(s->out, ", ");
        add_register(s, i->b);
    }
    qg_text_addz(s->out, rule ? "};" : ");");
}

static void find_targets(struct c_source *s) {
    for (uint32_t i = 0; i < s->program->code_count; i++) {
        const struct qg_instr *instr = &s->program->code[i];
        if (qg_op_info(instr->op)->immediate == QG_IMMEDIATE_JUMP)
            s->targets[instr->imm] = true;
    }
}

static void add_instruction(struct c_source *s) {
    const struct qg_instr *i = &s->program->code[s->at];
    if (s->targets[s->at])
        qg_text_printf(s->out, "l%" PRIu32 ":\n", s->at);
    qg_c_notes_line(&s->notes, s->at, s->out);
    qg_text_addz(s->out, "    ");
    if (i->op == QG_OP_CALL)
        add_call(s, i);
    else if (i->op == QG_OP_RETURN || i->op == QG_OP_OUTCOME)
        add_end(s, i);
    else
        add_statement(s, i);
    qg_c_notes_operand(&s->notes, i, s->out);
    qg_text_char(s->out, '\n');
}

// ---- Functions ---------------------------------------------------------------------------------

static bool is_rule(const struct qg_function *f) {
    return f->purpose == QG_FN_RULE;
}

static const char *result_of(const struct qg_function *f) {
    return is_rule(f) ? "struct qg_check" : "uint64_t";
}

// "static uint64_t f12_votes_for(struct qg_machine *m, uint64_t a0)": values are passed as words.
static void add_head(struct c_source *s, const char *before, char letter) {
    qg_text_printf(s->out, "%s%s ", before, result_of(s->function));
    add_name(s, letter, index_of(s, s->function));
    qg_text_addz(s->out, "(struct qg_machine *m");
    for (uint32_t arg = 0; arg < s->function->args; arg++)
        qg_text_printf(s->out, ", uint64_t a%" PRIu32, arg);
    qg_text_char(s->out, ')');
}

static bool may_stop(const struct c_source *s) {
    for (uint32_t i = s->function->entry; i < s->function->end; i++) {
        uint8_t op = s->program->code[i].op;
        if (op == QG_OP_CALL || op == QG_OP_NEXT || op == QG_OP_NEXT_VALUE)
            return true;
    }
    return false;
}

static void add_body(struct c_source *s) {
    const struct qg_function *f = s->function;
    qg_c_notes_head(&s->notes, index_of(s, f), s->out);
    add_head(s, "static ", 'f');
    qg_text_printf(s->out, " {\n    QG_REGISTERS_OF(%d)\n", f->registers == 0 ? 1 : f->registers);
    for (uint32_t arg = 0; arg < f->args; arg++)
        qg_text_printf(s->out, "    r[%" PRIu32 "] = qg_unpack(a%" PRIu32 ");\n", arg, arg);
    for (s->at = f->entry; s->at < f->end; s->at++)
        add_instruction(s);
    if (may_stop(s))
        qg_text_addz(s->out,
                     is_rule(f) ? "stop:\n    return QG_UNDECIDED;\n" : "stop:\n    return 0;\n");
    qg_text_addz(s->out, "}\n");
}

static void add_arguments(struct c_source *s) {
    for (uint32_t arg = 0; arg < s->function->args; arg++)
        qg_text_printf(s->out, ", a%" PRIu32, arg);
}

// What answers for a function that is remembered.
static void add_answerer(struct c_source *s) {
    const struct qg_function *f = s->function;
    uint32_t index = index_of(s, f);
    bool slots = qg_call_of(f) == QG_CALL_SLOTS;
    add_head(s, "static ", 'c');
    qg_text_printf(s->out, "\n    QG_%s(%" PRIu32 ", %" PRIu32 ", %d, ",
                   slots ? "IN_SLOTS" : "IN_RECENT", index, f->end - f->entry, f->args);
    add_name(s, 'f', index);
    qg_text_addz(s->out, "(m");
    add_arguments(s);
    qg_text_char(s->out, ')');
    add_arguments(s);
    qg_text_addz(s->out, ")\n");
}

// The call of the function by that letter, its arguments taken from an array.
static void add_call_of(struct c_source *s, char letter) {
    add_name(s, letter, index_of(s, s->function));
    qg_text_addz(s->out, "(m");
    for (uint32_t arg = 0; arg < s->function->args; arg++)
        qg_text_printf(s->out, ", qg_pack(args[%" PRIu32 "])", arg);
    qg_text_char(s->out, ')');
}

static bool is_remembered(const struct qg_function *f) {
    return !is_rule(f) && qg_call_of(f) != QG_CALL_ANEW;
}

// "static uint64_t e12(struct qg_machine *m, const struct qg_value *args)", and its body if that is
// one call and no more.
static void add_value_head(struct c_source *s, char letter) {
    qg_text_addz(s->out, "static uint64_t ");
    add_name(s, letter, index_of(s, s->function));
    qg_text_addz(s->out, "(struct qg_machine *m, const struct qg_value *args)");
}

static void add_forward(struct c_source *s, char letter, char to) {
    add_value_head(s, letter);
    qg_text_addz(s->out, " {\n    return ");
    add_call_of(s, to);
    qg_text_addz(s->out, ";\n}\n");
}

static void add_judge(struct c_source *s) {
    const struct qg_function *f = s->function;
    qg_text_addz(s->out, "static void ");
    add_name(s, 'e', index_of(s, f));
    qg_text_printf(s->out, "(struct qg_batch *batch)\n    QG_JUDGES(%" PRIu32 ", ",
                   f->end - f->entry);
    add_call_of(s, 'f');
    qg_text_addz(s->out, ")\n");
}

// By which the machine itself calls it.
static void add_entry(struct c_source *s) {
    const struct qg_function *f = s->function;
    if (is_rule(f)) {
        add_judge(s);
    } else if (is_remembered(f)) {
        add_forward(s, 'e', 'c');
        add_forward(s, 'b', 'f');
    } else {
        add_value_head(s, 'e');
        qg_text_printf(s->out, "\n    QG_ANEW(%" PRIu32 ", ", f->end - f->entry);
        add_call_of(s, 'f');
        qg_text_addz(s->out, ")\n");
    }
}

static void add_declarations(struct c_source *s) {
    for (uint32_t i = 0; i < s->program->function_count; i++) {
        s->function = &s->program->functions[i];
        add_head(s, "static ", 'f');
        qg_text_addz(s->out, ";\n");
        if (is_remembered(s->function))
            add_answerer(s);
    }
}

static void add_functions(struct c_source *s) {
    for (uint32_t i = 0; i < s->program->function_count; i++) {
        s->function = &s->program->functions[i];
        add_body(s);
        add_entry(s);
    }
}

static bool is_no_rule(const struct qg_function *f) {
    return !is_rule(f);
}

static void add_table(struct c_source *s, const char *head, char letter,
                      bool (*has)(const struct qg_function *f)) {
    qg_text_addz(s->out, head);
    for (uint32_t i = 0; i < s->program->function_count; i++) {
        qg_text_addz(s->out, i % 4 == 0 ? "\n    " : " ");
        if (has(&s->program->functions[i]))
            add_name(s, letter, i);
        else
            qg_text_addz(s->out, "NULL");
        qg_text_char(s->out, ',');
    }
    qg_text_addz(s->out, "\n    NULL};\n");
}

// The fields by their names, since their numbers are the program's own.
static void add_fields(struct c_source *s) {
    const struct qg_schema *schema = &s->program->schema;
    qg_text_addz(s->out, "\nstatic const struct qg_native_field fields[] = {\n");
    for (uint32_t i = 0; i < schema->field_count; i++)
        qg_text_printf(s->out, "    {\"%.*s\", \"%.*s\"},\n",
                       QG_STR_ARG(schema->types[schema->fields[i].owner].name),
                       QG_STR_ARG(schema->fields[i].name));
    qg_text_addz(s->out, "    {NULL, NULL}};\n");
}

static void finish(struct c_source *s) {
    qg_c_notes_free(&s->notes);
    free(s->targets);
}

void qg_program_c(const struct qg_program *program, const struct qg_sources *sources,
                  const char *name, struct qg_text *out) {
    struct c_source s = {.program = program, .out = out};
    struct qg_prefix whole = {program->function_count, program->code_count};
    char fingerprint[QG_FINGERPRINT_SIZE];
    s.targets = calloc((size_t)program->code_count + 1, sizeof *s.targets);
    if (!qg_c_notes_init(&s.notes, program, sources) || s.targets == NULL) {
        out->failed = true;
        finish(&s);
        return;
    }
    find_targets(&s);
    (void)qg_program_fingerprint(program, whole, fingerprint); // which has as many as it has
    qg_text_addz(out, "// A policy compiled to C.\n"
                      "#include \"native_ops.h\"\n\n");
    add_declarations(&s);
    add_functions(&s);
    add_table(&s, "\nstatic qg_native_judge *const judges[] = {", 'e', is_rule);
    add_table(&s, "\nstatic qg_native_value *const entries[] = {", 'e', is_no_rule);
    add_table(&s, "\nstatic qg_native_value *const bodies[] = {", 'b', is_remembered);
    add_fields(&s);
    qg_text_printf(out,
                   "\nconst struct qg_native qg_native_%s = {\n    \"%s\",\n"
                   "    {%" PRIu32 ", %" PRIu32 "},\n    fields, judges, entries, bodies};\n",
                   name, fingerprint, whole.functions, whole.code);
    qg_program_c_tables(program, name, out);
    finish(&s);
}

// ---- Fingerprint -------------------------------------------------------------------------------

static void hash_numbers(struct qg_sha256 *sha, const int64_t *numbers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char bytes[8];
        for (int b = 0; b < 8; b++)
            bytes[b] = (char)((uint64_t)numbers[i] >> (8 * b) & 0xff);
        qg_sha256_add(sha, (struct qg_str){bytes, sizeof bytes});
    }
}

// A field goes by its names: what a program adds to a type moves the numbers of others.
static void hash_field(struct qg_sha256 *sha, const struct qg_schema *schema, int32_t field) {
    const struct qg_field *f = &schema->fields[field];
    qg_sha256_add(sha, schema->types[f->owner].name);
    qg_sha256_add(sha, QG_STR("."));
    qg_sha256_add(sha, f->name);
}

static void hash_code(struct qg_sha256 *sha, const struct qg_program *program, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const struct qg_instr *code = &program->code[i];
        bool field = qg_op_info(code->op)->immediate == QG_IMMEDIATE_FIELD;
        int64_t word = code->op | code->a << 8 | code->b << 16 | (int64_t)code->c << 24;
        uint32_t imm = field ? 0 : (uint32_t)code->imm;
        int64_t instruction[] = {(int64_t)((uint64_t)word | (uint64_t)imm << 32)};
        hash_numbers(sha, instruction, 1);
        if (field)
            hash_field(sha, &program->schema, code->imm);
    }
}

static void hash_functions(struct qg_sha256 *sha, const struct qg_program *program,
                           uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const struct qg_function *f = &program->functions[i];
        int64_t numbers[] = {f->purpose, f->entry,     f->end,
                             f->args,    f->registers, f->memo != QG_NONE};
        hash_numbers(sha, numbers, sizeof numbers / sizeof numbers[0]);
    }
}

bool qg_program_fingerprint(const struct qg_program *program, struct qg_prefix prefix,
                            char out[QG_FINGERPRINT_SIZE]) {
    static_assert(QG_FINGERPRINT_SIZE == QG_SHA256_HEX + 1, "a fingerprint is a digest");
    struct qg_sha256 sha;
    if (prefix.functions > program->function_count || prefix.code > program->code_count)
        return false;
    qg_sha256_init(&sha);
    hash_code(&sha, program, prefix.code);
    hash_functions(&sha, program, prefix.functions);
    qg_sha256_end(&sha, out);
    return true;
}
