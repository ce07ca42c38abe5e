// SPDX-License-Identifier: Apache-2.0
#include "machine.h"

#include "loop.h"

#include <stdlib.h>

static void view_fields(struct qg_machine *m) {
    for (uint32_t i = 0; i < m->program->schema.field_count; i++) {
        const struct qg_field *field = &m->program->schema.fields[i];
        struct qg_field_view *view = &m->fields[i];
        view->slot = field->slot;
        view->partial = field->partial;
        view->unknown = qg_unknown_of(m->program, field->kind, field->enumeration);
        if (field->ongoing)
            view->unknown.hi = QG_DATE_ONGOING;
    }
}

static enum qg_call how_to_call(const struct qg_function *f) {
    enum { WORTH_A_LOOK = 6 }; // instructions
    bool derives = f->purpose == QG_FN_DEFINE || f->purpose == QG_FN_EXEMPT;
    if (f->memo != QG_NONE)
        return QG_CALL_SLOTS;
    if (derives && f->args <= QG_RECENT_ARGS && f->end - f->entry >= WORTH_A_LOOK)
        return QG_CALL_RECENT;
    return QG_CALL_ANEW;
}

static void view_functions(struct qg_machine *m) {
    for (uint32_t i = 0; i < m->program->function_count; i++) {
        const struct qg_function *f = &m->program->functions[i];
        m->callees[i] = (struct qg_callee){.entry = f->entry,
                                           .cost = f->end - f->entry,
                                           .memo = f->memo,
                                           .args = f->args,
                                           .registers = f->registers,
                                           .how = (uint8_t)how_to_call(f),
                                           .result = (uint8_t)f->result.kind,
                                           .terms = f->terms,
                                           .readings = f->readings};
    }
}

// `count` zeroed elements, never NULL for none.
static void *zeroed(size_t count, size_t size) {
    return calloc(count + 1, size);
}

enum qg_fault qg_machine_init(struct qg_machine *m, const struct qg_program *program,
                              const struct qg_settings *settings, struct qg_record *record) {
    *m = (struct qg_machine){.program = program, .settings = settings, .record = record};
    qg_arena_init(&m->trace, "trace");
    m->stack_cap = (QG_CALL_DEPTH + 1) * QG_REGISTERS;
    m->stack = zeroed(m->stack_cap, sizeof *m->stack);
    m->why = zeroed(m->stack_cap, sizeof(struct qg_why *));
    m->fields = zeroed(program->schema.field_count, sizeof *m->fields);
    m->callees = zeroed(program->function_count, sizeof *m->callees);
    m->fused = qg_fuse(program);
    m->readings = zeroed(program->reading_count, sizeof *m->readings);
    m->memo_readings = zeroed(program->reading_count, sizeof *m->memo_readings);
    if (m->stack == NULL || m->why == NULL || m->fields == NULL || m->callees == NULL ||
        m->fused == NULL || m->readings == NULL || m->memo_readings == NULL) {
        qg_machine_free(m);
        return QG_FAULT_MEMORY;
    }
    memcpy(m->readings, settings->readings, program->reading_count * sizeof *m->readings);
    view_fields(m);
    view_functions(m);
    qg_machine_reset(m);
    return QG_OK;
}

void qg_machine_forget(struct qg_machine *m) {
    qg_arena_reset(&m->trace);
    qg_memo_forget(&m->memo);
    m->why_count = 0;
}

void qg_machine_reset(struct qg_machine *m) {
    qg_machine_forget(m);
    qg_recent_forget(&m->recent);
    m->steps = QG_STEP_LIMIT;
    m->exhausted = false;
}

void qg_machine_free(struct qg_machine *m) {
    free(m->stack);
    free(m->why);
    free(m->fields);
    free(m->callees);
    free(m->fused);
    free(m->readings);
    free(m->memo_readings);
    qg_memo_free(&m->memo);
    qg_vec_free(&m->periods);
    qg_marks_free(&m->marks);
    qg_arena_free(&m->trace);
    *m = (struct qg_machine){0};
}

// What the memo holds was computed under one set of readings and one term mode.
static void change_mode(struct qg_machine *m) {
    size_t size = m->program->reading_count * sizeof *m->readings;
    qg_memo_forget(&m->memo);
    memcpy(m->memo_readings, m->readings, size);
    m->memo_varied = m->varied;
    m->memo_mode = m->term_mode;
}

static inline void settle_mode(struct qg_machine *m) {
    if (m->varied != m->memo_varied || m->term_mode != m->memo_mode ||
        (m->varied != 0 && memcmp(m->readings, m->memo_readings,
                                  m->program->reading_count * sizeof *m->readings) != 0))
        change_mode(m);
}

static void put_args(struct qg_machine *m, const struct qg_callee *function,
                     const struct qg_value *args) {
    for (uint32_t i = 0; i < function->args; i++) {
        m->stack[i] = args[i];
        m->why[i] = NULL;
    }
}

struct qg_value qg_machine_value(struct qg_machine *m, int32_t function,
                                 const struct qg_value *args) {
    const struct qg_callee *entry = &m->callees[function];
    settle_mode(m);
    put_args(m, entry, args);
    if (!m->exhausted)
        qg_run_plain(m, entry);
    return m->exhausted ? qg_anything_of((enum qg_kind)entry->result) : m->stack[0];
}

static bool first_traced(struct qg_machine *m, const struct qg_callee *function,
                         const struct qg_value *args) {
    settle_mode(m);
    m->why[0] = m->why[1] = NULL;
    put_args(m, function, args);
    return !m->exhausted && qg_run_traced(m, function, m->stack);
}

struct qg_value qg_machine_traced(struct qg_machine *m, int32_t function,
                                  const struct qg_value *args, struct qg_why **why) {
    const struct qg_callee *entry = &m->callees[function];
    bool done = first_traced(m, entry, args);
    *why = done ? m->why[0] : NULL;
    return done ? m->stack[0] : qg_anything_of((enum qg_kind)entry->result);
}

static const struct qg_check UNDECIDED = {{0, 1}, {0, 1}};

void qg_machine_check(struct qg_machine *m, struct qg_check *out, const int32_t *checks,
                      uint32_t count, const struct qg_value *args) {
    struct qg_batch batch = {.checks = checks, .count = count, .args = args, .out = out};
    settle_mode(m);
    uint32_t judged = m->exhausted || count == 0 ? 0 : qg_run_batch(m, &batch);
    for (uint32_t i = judged; i < count; i++)
        out[i] = UNDECIDED;
}

struct qg_check qg_machine_check_traced(struct qg_machine *m, int32_t function,
                                        const struct qg_value *args, struct qg_check_why *why) {
    *why = (struct qg_check_why){NULL, NULL};
    if (!first_traced(m, &m->callees[function], args))
        return UNDECIDED;
    *why = (struct qg_check_why){m->why[0], m->why[1]};
    return (struct qg_check){m->stack[0], m->stack[1]};
}
