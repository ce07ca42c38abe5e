// SPDX-License-Identifier: Apache-2.0

#include "c_notes.h"

#include "op_info.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    LONGEST_NAME = 40,  // bytes of a function's name behind its number
    LONGEST_QUOTE = 160 // bytes of a line of the policy
};

bool qg_c_notes_init(struct qg_c_notes *notes, const struct qg_program *program,
                     const struct qg_sources *sources) {
    *notes = (struct qg_c_notes){.program = program, .sources = sources};
    notes->rule_of = malloc(((size_t)program->function_count + 1) * sizeof *notes->rule_of);
    if (notes->rule_of == NULL)
        return false;
    for (uint32_t i = 0; i < program->function_count; i++)
        notes->rule_of[i] = QG_NONE;
    for (uint32_t i = program->rule_count; i-- > 0;)
        notes->rule_of[program->rules[i].check] = (int32_t)i;
    return true;
}

void qg_c_notes_free(struct qg_c_notes *notes) {
    free(notes->rule_of);
    *notes = (struct qg_c_notes){0};
}

// ---- Texts -------------------------------------------------------------------------------------

// What a policy says as part of a comment of one line: nothing in it may end the line or begin a
// trigraph or a continuation.
static void add_quoted(struct qg_text *out, struct qg_str s) {
    size_t end = s.len < LONGEST_QUOTE ? s.len : LONGEST_QUOTE;
    while (end < s.len && end > 0 && ((unsigned char)s.at[end] & 0xC0) == 0x80)
        end--;
    for (size_t i = 0; i < end; i++) {
        char c = s.at[i];
        bool trigraph = c == '?' && i > 0 && s.at[i - 1] == '?';
        qg_text_char(out, (unsigned char)c < ' ' ? ' ' : c == '\\' ? '/' : trigraph ? '.' : c);
    }
    if (end < s.len)
        qg_text_addz(out, "…");
}

static struct qg_str trimmed(struct qg_str s) {
    while (s.len > 0 && (s.at[0] == ' ' || s.at[0] == '\t'))
        s = qg_str_slice(s, 1, s.len);
    while (s.len > 0 && (s.at[s.len - 1] == ' ' || s.at[s.len - 1] == '\t'))
        s.len--;
    return s;
}

// The English words of a message; what is put in for each record shows as "…".
static void add_message(const struct qg_c_notes *notes, int32_t message, struct qg_text *out) {
    const struct qg_message *m = &notes->program->messages[message];
    for (uint32_t i = 0; i < m->count[QG_LANG_EN]; i++) {
        const struct qg_piece *piece = &notes->program->pieces[m->first[QG_LANG_EN] + i];
        add_quoted(out, piece->text.len > 0 ? piece->text : QG_STR("…"));
    }
}

// ---- Functions ---------------------------------------------------------------------------------

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void qg_c_notes_name(const struct qg_c_notes *notes, uint32_t function, struct qg_text *out) {
    struct qg_str name = notes->program->functions[function].name;
    bool parted = true;
    for (size_t i = 0; i < name.len && i < LONGEST_NAME; i++) {
        if (is_word(name.at[i])) {
            if (parted)
                qg_text_char(out, '_');
            qg_text_char(out, name.at[i]);
        }
        parted = !is_word(name.at[i]);
    }
}

static void add_place(const struct qg_file_place *place, struct qg_text *out) {
    qg_text_addz(out, ", ");
    add_quoted(out, place->name);
    qg_text_printf(out, ":%" PRIu64, place->place.line);
}

static void add_rule(const struct qg_c_notes *notes, const struct qg_rule *rule,
                     struct qg_text *out) {
    qg_text_printf(out, "Rule %.*s: %.*s, %s%.*s", QG_STR_ARG(rule->id),
                   QG_STR_ARG(notes->program->acts[rule->act].name),
                   rule->paragraph.len > 0 && rule->paragraph.at[0] <= '9' ? "paragraph " : "",
                   QG_STR_ARG(rule->paragraph));
}

void qg_c_notes_head(struct qg_c_notes *notes, uint32_t function, struct qg_text *out) {
    const struct qg_function *f = &notes->program->functions[function];
    int32_t decides = notes->rule_of[function];
    const struct qg_rule *rule = decides != QG_NONE ? &notes->program->rules[decides] : NULL;
    notes->shown = (struct qg_file_place){0};
    qg_text_addz(out, "\n// ");
    if (rule != NULL)
        add_rule(notes, rule, out);
    else
        add_quoted(out, f->name);
    if (notes->sources != NULL)
        notes->shown = qg_sources_place(notes->sources, rule != NULL ? rule->place : f->span);
    if (notes->shown.name.len > 0)
        add_place(&notes->shown, out);
    if (rule != NULL && rule->duty != QG_NONE) {
        qg_text_addz(out, "\n// ");
        add_message(notes, rule->duty, out);
    }
    qg_text_char(out, '\n');
}

// ---- Statements --------------------------------------------------------------------------------

void qg_c_notes_line(struct qg_c_notes *notes, uint32_t instruction, struct qg_text *out) {
    if (notes->sources == NULL)
        return;
    struct qg_span span = qg_sources_origin(notes->sources, notes->program->spans[instruction]);
    const struct qg_source *source = qg_sources_at(notes->sources, span.source);
    if (source == NULL)
        return;
    struct qg_file_place at = {source->name, qg_source_place(source, span.start)};
    bool same_file = qg_str_equal(at.name, notes->shown.name);
    if (same_file && at.place.line == notes->shown.place.line)
        return;
    notes->shown = at;
    qg_text_addz(out, "    // ");
    if (!same_file) {
        add_quoted(out, at.name);
        qg_text_char(out, ':');
    }
    qg_text_printf(out, "%" PRIu64 ": ", at.place.line);
    add_quoted(out, trimmed(qg_source_line(source, (uint32_t)at.place.line)));
    qg_text_char(out, '\n');
}

void qg_c_notes_operand(const struct qg_c_notes *notes, const struct qg_instr *instr,
                        struct qg_text *out) {
    const struct qg_program *program = notes->program;
    const struct qg_schema *schema = &program->schema;
    switch (qg_op_info(instr->op)->immediate) {
    case QG_IMMEDIATE_FIELD:
        qg_text_printf(out, " // %.*s.%.*s",
                       QG_STR_ARG(schema->types[schema->fields[instr->imm].owner].name),
                       QG_STR_ARG(schema->fields[instr->imm].name));
        break;
    case QG_IMMEDIATE_PARAMETER:
        qg_text_printf(out, " // %.*s", QG_STR_ARG(program->parameters[instr->imm].name));
        break;
    case QG_IMMEDIATE_READING:
        qg_text_printf(out, " // %.*s", QG_STR_ARG(program->readings[instr->imm].name));
        break;
    default:
        break;
    }
}
