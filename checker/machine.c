// SPDX-License-Identifier: Apache-2.0
#include "machine.h"

#include "loop.h"
#include "native.h"

#include <stdlib.h>

// `count` zeroed elements, never NULL for none.
static void *zeroed(size_t count, size_t size) {
    return calloc(count + 1, size);
}

static void view_fields(struct qg_views *views, const struct qg_program *program) {
    for (uint32_t i = 0; i < program->schema.field_count; i++) {
        const struct qg_field *field = &program->schema.fields[i];
        struct qg_field_view *view = &views->fields[i];
        view->slot = field->slot;
        view->partial = field->partial;
        view->unknown = qg_unknown_of(program, field->kind, field->enumeration);
        if (field->ongoing)
            view->unknown.hi = QG_DATE_ONGOING;
    }
}

static void view_functions(struct qg_views *views, const struct qg_program *program) {
    for (uint32_t i = 0; i < program->function_count; i++) {
        const struct qg_function *f = &program->functions[i];
        views->callees[i] = (struct qg_callee){.entry = f->entry,
                                               .cost = f->end - f->entry,
                                               .memo = f->memo,
                                               .args = f->args,
                                               .registers = f->registers,
                                               .how = (uint8_t)qg_call_of(f),
                                               .result = (uint8_t)f->result.kind,
                                               .terms = f->terms,
                                               .readings = f->readings};
    }
}

static bool is_called(const struct qg_schema *schema, uint32_t field,
                      const struct qg_native_field *name) {
    const struct qg_field *f = &schema->fields[field];
    return qg_str_equal(f->name, qg_str_of(name->name)) &&
           qg_str_equal(schema->types[f->owner].name, qg_str_of(name->type));
}

// The field of that name, which a program that begins with the compiled one has; it is looked for
// from where the last one was found.
static uint32_t field_called(const struct qg_schema *schema, uint32_t from,
                             const struct qg_native_field *name) {
    for (uint32_t i = 0; i < schema->field_count; i++) {
        uint32_t at = (from + i) % schema->field_count;
        if (is_called(schema, at, name))
            return at;
    }
    return 0; // of a type that no instruction asks for
}

// The fields in the order in which compiled code numbers them.
static bool view_named(struct qg_views *views, const struct qg_program *program,
                       const struct qg_native *native) {
    uint32_t count = 0, at = 0;
    while (native->fields[count].name != NULL)
        count++;
    views->named = zeroed(count, sizeof *views->named);
    views->field_of = zeroed(count, sizeof *views->field_of);
    if (views->named == NULL || views->field_of == NULL)
        return false;
    for (uint32_t i = 0; i < count && program->schema.field_count > 0; i++) {
        at = field_called(&program->schema, at, &native->fields[i]);
        views->named[i] = views->fields[at];
        views->field_of[i] = (int32_t)at;
    }
    return true;
}

enum qg_fault qg_views_init(struct qg_views *views, const struct qg_program *program,
                            const struct qg_native *native) {
    *views = (struct qg_views){0};
    views->fields = zeroed(program->schema.field_count, sizeof *views->fields);
    views->callees = zeroed(program->function_count, sizeof *views->callees);
    views->fused = qg_fuse(program);
    if (views->fields == NULL || views->callees == NULL || views->fused == NULL) {
        qg_views_free(views);
        return QG_FAULT_MEMORY;
    }
    view_fields(views, program);
    view_functions(views, program);
    if (native != NULL && !view_named(views, program, native)) {
        qg_views_free(views);
        return QG_FAULT_MEMORY;
    }
    return QG_OK;
}

void qg_views_free(struct qg_views *views) {
    free(views->fields);
    free(views->callees);
    free(views->fused);
    free(views->named);
    free(views->field_of);
    *views = (struct qg_views){0};
}

static void init_stack(struct qg_machine *m, const struct qg_machine *lender) {
    size_t registers = (size_t)(QG_CALL_DEPTH + 1) * QG_REGISTERS;
    m->borrows = lender != NULL;
    m->stack = m->borrows ? lender->stack : zeroed(registers, sizeof *m->stack);
    m->why = m->borrows ? lender->why : zeroed(registers, sizeof(struct qg_why *));
}

enum qg_fault qg_machine_init(struct qg_machine *m, const struct qg_program *program,
                              const struct qg_views *views, const struct qg_settings *settings,
                              struct qg_record *record, const struct qg_machine *lender) {
    *m = (struct qg_machine){.program = program, .settings = settings, .record = record};
    m->fields = views->fields;
    m->callees = views->callees;
    m->fused = views->fused;
    m->named = views->named;
    m->field_of = views->field_of;
    if (settings->native != NULL) {
        m->compiled = settings->native->prefix.functions;
        m->entries = settings->native->entries;
    }
    qg_arena_init(&m->trace, "trace");
    init_stack(m, lender);
    m->readings = zeroed(program->reading_count, sizeof *m->readings);
    m->memo_readings = zeroed(program->reading_count, sizeof *m->memo_readings);
    if (m->stack == NULL || m->why == NULL || m->readings == NULL || m->memo_readings == NULL) {
        qg_machine_free(m);
        return QG_FAULT_MEMORY;
    }
    memcpy(m->readings, settings->readings, program->reading_count * sizeof *m->readings);
    qg_machine_reset(m);
    return QG_OK;
}

// What the memo holds was computed under one set of readings and one term mode.
static void change_mode(struct qg_machine *m) {
    size_t size = m->program->reading_count * sizeof *m->readings;
    qg_memo_forget(&m->memo);
    memcpy(m->memo_readings, m->readings, size);
    m->memo_varied = m->varied;
    m->memo_mode = m->term_mode;
    m->altered = m->varied != 0 || m->term_mode != QG_TERM_EXACT;
}

static inline void settle_mode(struct qg_machine *m) {
    if (m->varied != m->memo_varied || m->term_mode != m->memo_mode ||
        (m->varied != 0 && memcmp(m->readings, m->memo_readings,
                                  m->program->reading_count * sizeof *m->readings) != 0))
        change_mode(m);
}

void qg_machine_forget(struct qg_machine *m) {
    qg_arena_reset(&m->trace);
    qg_memo_forget(&m->memo);
    m->why_count = 0;
}

void qg_machine_reset(struct qg_machine *m) {
    qg_machine_forget(m);
    qg_recent_forget(&m->recent);
    m->steps = qg_settings_steps(m->settings);
    m->exhausted = false;
    m->varied = 0;
    m->term_mode = QG_TERM_EXACT;
    settle_mode(m);
}

void qg_machine_free(struct qg_machine *m) {
    if (!m->borrows) {
        free(m->stack);
        free(m->why);
    }
    free(m->readings);
    free(m->memo_readings);
    qg_memo_free(&m->memo);
    qg_vec_free(&m->periods);
    qg_marks_free(&m->marks);
    qg_arena_free(&m->trace);
    *m = (struct qg_machine){0};
}

static inline struct qg_value interpreted(struct qg_machine *m, const struct qg_callee *function,
                                          const struct qg_value *args) {
    return QG_RARELY(m->settings->profile != NULL) ? qg_count_value(m, function, args)
                                                   : qg_run_plain(m, function, args);
}

struct qg_value qg_machine_value(struct qg_machine *m, int32_t function,
                                 const struct qg_value *args) {
    struct qg_value result = {0, 0};
    settle_mode(m);
    if (!QG_RARELY(m->exhausted))
        result = (uint32_t)function < m->compiled ? qg_unpack(m->entries[function](m, args))
                                                  : interpreted(m, &m->callees[function], args);
    if (QG_RARELY(m->exhausted))
        return qg_anything_of((enum qg_kind)m->callees[function].result);
    return result;
}

static bool first_traced(struct qg_machine *m, const struct qg_callee *function,
                         const struct qg_value *args) {
    settle_mode(m);
    for (uint32_t i = 0; i < function->args; i++)
        m->stack[i] = args[i];
    for (uint32_t i = 0; i < function->args + 2U; i++) // also of what comes to stand there
        m->why[i] = NULL;
    return !m->exhausted && qg_run_traced(m, function, m->stack);
}

struct qg_value qg_machine_traced(struct qg_machine *m, int32_t function,
                                  const struct qg_value *args, struct qg_why **why) {
    const struct qg_callee *entry = &m->callees[function];
    bool done = first_traced(m, entry, args);
    *why = done ? m->why[0] : NULL;
    return done ? m->stack[0] : qg_anything_of((enum qg_kind)entry->result);
}

void qg_machine_judge(struct qg_batch *batch) {
    struct qg_machine *first = batch->chains[0]->machine;
    settle_mode(first);
    if ((uint32_t)batch->check < first->compiled)
        first->settings->native->judges[batch->check](batch);
    else if (QG_RARELY(first->settings->profile != NULL))
        qg_count_batch(batch);
    else
        qg_run_batch(batch);
}

struct qg_check qg_machine_check(int32_t function, const struct qg_chain *chain) {
    struct qg_finished finished = {QG_UNDECIDED, 0};
    struct qg_batch batch = {.check = function, .count = 1, .chains = &chain, .rest = &finished};
    qg_machine_judge(&batch);
    return finished.check;
}

struct qg_check qg_machine_check_traced(struct qg_machine *m, int32_t function,
                                        const struct qg_value *args, struct qg_check_why *why) {
    *why = (struct qg_check_why){NULL, NULL};
    if (!first_traced(m, &m->callees[function], args))
        return QG_UNDECIDED;
    *why = (struct qg_check_why){m->why[0], m->why[1]};
    return (struct qg_check){m->stack[0], m->stack[1]};
}
