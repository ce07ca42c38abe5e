// SPDX-License-Identifier: Apache-2.0
#include "fuse.h"
#include "interval.h"
#include "kernels.h"
#include "op_info.h"
#include "trace.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN_REF    ((struct qg_value){-1, -1})
#define ANY_COUNT      ((struct qg_value){0, INT32_MAX})
#define MINUTES_IN_DAY 1440

// What a value of a kind may be while it is not known.
static struct qg_value unknown_of(const struct qg_program *program, enum qg_kind kind,
                                  uint32_t index) {
    switch (kind) {
    case QG_KIND_BOOL:
        return QG_TRUTH_UNKNOWN;
    case QG_KIND_COUNT:
        return ANY_COUNT;
    case QG_KIND_DATE:
        return (struct qg_value){QG_DATE_MIN, QG_DATE_MAX};
    case QG_KIND_TIME:
        return (struct qg_value){0, (QG_DATE_MAX + 1) * MINUTES_IN_DAY - 1};
    case QG_KIND_ENUM:
        return (struct qg_value){0, program->schema.enums[index].count - 1};
    case QG_KIND_ID:
    case QG_KIND_TEXT:
        return (struct qg_value){1, INT32_MAX};
    case QG_KIND_SECTIONS:
    case QG_KIND_OBJECT:
    case QG_KIND_LIST:
        break;
    }
    return UNKNOWN_REF;
}

// The same for what was computed, and may lie further out than anything recorded.
static struct qg_value anything_of(enum qg_kind kind) {
    if (kind == QG_KIND_BOOL)
        return QG_TRUTH_UNKNOWN;
    if (kind == QG_KIND_DATE)
        return (struct qg_value){QG_DATE_LOWEST, QG_DATE_ONGOING};
    return kind == QG_KIND_OBJECT || kind == QG_KIND_LIST ? UNKNOWN_REF : ANY_COUNT;
}

static bool is_attested(const struct qg_machine *m, int32_t ref, int32_t field) {
    int32_t section = qg_record_section(m->record, (uint32_t)ref, field);
    if (section <= QG_SECTION_ALWAYS)
        return section == QG_SECTION_ALWAYS;
    return (qg_record_attested(m->record, (uint32_t)ref) >> section & 1) != 0;
}

// A list that may be incomplete or empty: what is attested decides.
static struct qg_value doubtful_list(const struct qg_machine *m, int32_t ref, int32_t at,
                                     int32_t block) {
    const struct qg_field *field = &m->program->schema.fields[at];
    if (block > 0 && is_attested(m, ref, at))
        return qg_exactly(block);
    if (block == QG_SLOT_MISSING && field->section >= 0 && is_attested(m, ref, at))
        return qg_exactly(0);
    return block > 0 ? (struct qg_value){block, -1} : UNKNOWN_REF;
}

static inline struct qg_value list_of(const struct qg_machine *m, int32_t ref, int32_t at) {
    if (ref <= 0)
        return UNKNOWN_REF;
    int32_t block = m->record->slots[(uint32_t)ref + m->fields[at].slot];
    return block > 0 && !m->fields[at].partial ? qg_exactly(block)
                                               : doubtful_list(m, ref, at, block);
}

// Nothing stands in the slot.
static struct qg_value unrecorded(const struct qg_machine *m, int32_t ref, int32_t field,
                                  int32_t slot) {
    return slot == QG_SLOT_MISSING && is_attested(m, ref, field) ? QG_TRUTH_NO : QG_TRUTH_UNKNOWN;
}

static inline struct qg_value recorded_of(const struct qg_machine *m, int32_t ref, int32_t field) {
    if (ref <= 0)
        return ref == 0 ? QG_TRUTH_NO : QG_TRUTH_UNKNOWN;
    int32_t slot = m->record->slots[(uint32_t)ref + m->fields[field].slot];
    return slot >= 0 ? QG_TRUTH_YES : unrecorded(m, ref, field, slot);
}

static bool is_whole(struct qg_value list) {
    return list.hi >= 0;
}

static bool same(struct qg_value a, struct qg_value b) {
    return a.lo == b.lo && a.hi == b.hi;
}

// What a field's slot holds, negative if there is no value in it.
static inline int32_t slot_of(const int32_t *slots, const struct qg_field_view *field,
                              struct qg_value ref) {
    return ref.lo > 0 ? slots[(uint32_t)ref.lo + field->slot] : -1;
}

static inline struct qg_value loaded(const struct qg_field_view *field, int32_t slot) {
    return slot >= 0 ? qg_exactly(slot) : field->unknown;
}

static inline struct qg_value nested(const struct qg_field_view *field, struct qg_value ref) {
    return ref.lo > 0 ? qg_exactly(ref.lo + (int32_t)field->slot) : ref;
}

// The region so many steps above one that exists.
static struct qg_value owner_of(const int32_t *slots, struct qg_value ref, int32_t steps) {
    if (ref.lo <= 0)
        return ref;
    int32_t at = ref.lo;
    while (steps-- > 0)
        at -= slots[at + QG_AT_BACK];
    return qg_exactly(at);
}

// An element of a scalar list; one that is unreadable may be any value of any kind.
static struct qg_value value_at(const int32_t *slots, int32_t at) {
    return slots[at] >= 0 ? qg_exactly(slots[at]) : ANY_COUNT;
}

// Whether the callee gives under the present readings and mode what it gives under those of the
// run, which is what the memo slots and the recent results hold.
static inline bool is_unaltered(const struct qg_machine *m, const struct qg_callee *callee) {
    return (callee->readings & m->varied) == 0 && (!callee->terms || m->term_mode == QG_TERM_EXACT);
}

// A frame is where its registers begin, in the stack.
static void run_plain(struct qg_machine *m, const struct qg_callee *function, struct qg_value *r);
static void run_traced(struct qg_machine *m, const struct qg_callee *function, struct qg_value *r);

// Runs the callee on the arguments that stand in its frame; its result comes to stand there too.
// False if the steps ran out.
static inline bool run_anew(struct qg_machine *m, const struct qg_callee *callee,
                            struct qg_value *frame) {
    if (qg_machine_charge(m, callee->cost))
        run_plain(m, callee, frame);
    return !m->exhausted;
}

// Where the slots hold nothing yet.
static bool run_into_slots(struct qg_machine *m, const struct qg_callee *callee,
                           struct qg_value *frame) {
    int32_t *memo = m->record->slots + frame->lo + callee->memo;
    if (!run_anew(m, callee, frame))
        return false;
    memo[0] = frame->lo;
    memo[1] = frame->hi;
    return true;
}

static bool run_into_memo(struct qg_machine *m, const struct qg_callee *callee,
                          struct qg_value *frame) {
    uint32_t slot = (uint32_t)frame->lo + (uint32_t)callee->memo;
    const struct qg_memo_entry *entry = qg_memo_find(&m->memo, slot);
    if (entry != NULL) {
        *frame = entry->value;
        return true;
    }
    if (!run_anew(m, callee, frame))
        return false;
    qg_memo_put(&m->memo, (struct qg_memo_entry){.slot = slot, .value = *frame});
    return true;
}

static bool run_into_recent(struct qg_machine *m, const struct qg_callee *callee,
                            struct qg_value *frame) {
    uint32_t function = (uint32_t)(callee - m->callees);
    struct qg_recent_entry *place = qg_recent_place(&m->recent, function, frame, callee->args);
    if (qg_recent_holds(&m->recent, place, function, frame, callee->args)) {
        *frame = place->value;
        return true;
    }
    struct qg_value args[QG_RECENT_ARGS]; // the run may overwrite them, and the place too
    memcpy(args, frame, sizeof args);     // all: it is the fastest, and what is not taken is unread
    if (!run_anew(m, callee, frame))
        return false;
    *place = (struct qg_recent_entry){.stamp = m->recent.stamp, .function = function};
    memcpy(place->args, args, sizeof args);
    place->value = *frame;
    return true;
}

// A call whose arguments stand in the callee's frame.
static bool enter_plain(struct qg_machine *m, const struct qg_callee *callee,
                        struct qg_value *frame) {
    if (callee->how == QG_CALL_SLOTS && frame->lo > 0)
        return is_unaltered(m, callee) ? run_into_slots(m, callee, frame)
                                       : run_into_memo(m, callee, frame);
    if (callee->how == QG_CALL_RECENT && is_unaltered(m, callee))
        return run_into_recent(m, callee, frame);
    return run_anew(m, callee, frame);
}

static bool pass_plain(struct qg_machine *m, const struct qg_callee *callee, struct qg_value *frame,
                       const struct qg_value *args) {
    for (uint32_t i = 0; i < callee->args; i++)
        frame[i] = args[i];
    return enter_plain(m, callee, frame);
}

// A call; its result comes to stand in `frame`. Most are answered by a memo slot, here and now.
static inline bool call_plain(struct qg_machine *m, const struct qg_callee *callee,
                              struct qg_value *frame, const struct qg_value *args) {
    if (callee->how == QG_CALL_SLOTS && args->lo > 0 && is_unaltered(m, callee)) {
        const int32_t *memo = m->record->slots + args->lo + callee->memo;
        if (memo[0] != QG_SLOT_UNCOMPUTED) {
            *frame = (struct qg_value){memo[0], memo[1]};
            return true;
        }
    }
    return pass_plain(m, callee, frame, args);
}

// The whys of a frame's registers.
static inline struct qg_why **whys_of(const struct qg_machine *m, const struct qg_value *frame) {
    return m->why + (frame - m->stack);
}

static bool trace_anew(struct qg_machine *m, const struct qg_callee *callee,
                       struct qg_value *frame) {
    if (qg_machine_charge(m, callee->cost))
        run_traced(m, callee, frame);
    return !m->exhausted;
}

static bool trace_into_memo(struct qg_machine *m, const struct qg_callee *callee,
                            struct qg_value *frame) {
    uint32_t slot = (uint32_t)frame->lo + (uint32_t)callee->memo;
    struct qg_why **why = whys_of(m, frame);
    const struct qg_memo_entry *entry = qg_memo_find(&m->memo, slot);
    if (entry != NULL && entry->traced) {
        *frame = entry->value;
        *why = entry->why;
        return true;
    }
    if (!trace_anew(m, callee, frame))
        return false;
    qg_memo_put(&m->memo,
                (struct qg_memo_entry){.slot = slot, .value = *frame, .why = *why, .traced = true});
    return true;
}

static bool enter_traced(struct qg_machine *m, const struct qg_callee *callee,
                         struct qg_value *frame) {
    return callee->how == QG_CALL_SLOTS && frame->lo > 0 ? trace_into_memo(m, callee, frame)
                                                         : trace_anew(m, callee, frame);
}

static bool call_traced(struct qg_machine *m, const struct qg_callee *callee,
                        struct qg_value *frame, const struct qg_value *args) {
    for (uint32_t i = 0; i < callee->args; i++) {
        frame[i] = args[i];
        whys_of(m, frame)[i] = whys_of(m, args)[i];
    }
    return enter_traced(m, callee, frame);
}

// The two results of a rule are put where callers look for them; they may stand there already, in
// the other order.
static void end_rule(struct qg_value *r, const struct qg_instr *ip) {
    struct qg_value applies = r[ip->a], holds = r[ip->b];
    r[0] = applies;
    r[1] = holds;
}

static void end_why(struct qg_why **w, const struct qg_instr *ip) {
    struct qg_why *applies = w[ip->a], *holds = w[ip->b];
    w[0] = applies;
    w[1] = holds;
}

// Writes both ends in one store. A register is mostly read again at once, and as a whole; a
// processor hands a store that it has not finished on to a load only if it covers all of it.
static inline void store(struct qg_value *to, struct qg_value value) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t both = (uint32_t)value.lo | (uint64_t)(uint32_t)value.hi << 32;
    memcpy(to, &both, sizeof both);
#else
    *to = value;
#endif
}

// The words that machine_ops.h is written in.
#define A            r[ip->a]
#define B            r[ip->b]
#define C            r[ip->c]
#define FRAME        ((struct qg_frame){r, w})
#define GIVEN(which) ((struct qg_given){r[ip->which], w[ip->which]})
#define PUT(value, reason)                                                                         \
    do {                                                                                           \
        struct qg_value value_ = (value);                                                          \
        WHY(w[ip->a] = (reason));                                                                  \
        store(&r[ip->a], value_);                                                                  \
        SKIP;                                                                                      \
    } while (0)
#define UNARY(value)                                                                               \
    do {                                                                                           \
        struct qg_value result = (value);                                                          \
        PUT(result, qg_why_both(m, result, GIVEN(b), GIVEN(b)));                                   \
    } while (0)
#define BINARY(value)                                                                              \
    do {                                                                                           \
        struct qg_value result = (value);                                                          \
        PUT(result, qg_why_both(m, result, GIVEN(b), GIVEN(c)));                                   \
    } while (0)
#define OF_LISTS(value, reason)                                                                    \
    do {                                                                                           \
        struct qg_value result = (value);                                                          \
        PUT(result, qg_is_known(result) ? qg_why_settled(m, (reason)) : (reason));                 \
    } while (0)
#define SKIP                                                                                       \
    do {                                                                                           \
        ip++;                                                                                      \
        DISPATCH;                                                                                  \
    } while (0)
#define GO(target)                                                                                 \
    do {                                                                                           \
        ip = code + (target);                                                                      \
        DISPATCH;                                                                                  \
    } while (0)
#define GO_IF(condition, target)                                                                   \
    do {                                                                                           \
        if (condition)                                                                             \
            GO(target);                                                                            \
        SKIP;                                                                                      \
    } while (0)
#define FIRST(value)                                                                               \
    do {                                                                                           \
        store(&A, (value));                                                                        \
        ip++;                                                                                      \
    } while (0)
#define AGAIN(target)                                                                              \
    do {                                                                                           \
        const struct qg_instr *head = code + (target);                                             \
        if (!qg_machine_charge(m, (uint64_t)(ip - head) + 1))                                      \
            GIVE_UP;                                                                               \
        ip = head;                                                                                 \
        DISPATCH;                                                                                  \
    } while (0)
#define GIVE_UP goto give_up

// Where the compiler knows labels as values, each instruction jumps to the next by itself, which
// gives the branch predictor a place for each; elsewhere a switch does.
#if defined(__GNUC__)
#define OP(name) op_##name:
// NOLINTNEXTLINE(bugprone-macro-parentheses): a statement, not a value
#define DISPATCH goto *labels[ip->op]
#define START    DISPATCH;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#else
#define OP(name) case QG_OP_##name:
#define DISPATCH goto dispatch
#define START                                                                                      \
    dispatch:                                                                                      \
    switch (ip->op)
#endif

#define RUN        run_plain
#define CODE       m->fused
#define CALL       call_plain
#define WHY(trace) (void)0
#define QG_TRACING 0
#include "machine_ops.h"
#undef RUN
#undef CODE
#undef CALL
#undef WHY
#undef QG_TRACING

#define RUN        run_traced
#define CODE       m->program->code
#define CALL       call_traced
#define WHY(trace) (trace)
#define QG_TRACING 1
#include "machine_ops.h"

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

static void view_fields(struct qg_machine *m) {
    for (uint32_t i = 0; i < m->program->schema.field_count; i++) {
        const struct qg_field *field = &m->program->schema.fields[i];
        struct qg_field_view *view = &m->fields[i];
        view->slot = field->slot;
        view->partial = field->partial;
        view->unknown = unknown_of(m->program, field->kind, field->enumeration);
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

// Both run a function in the first frame, which is also where its arguments are put. False if the
// steps ran out.
static bool first_plain(struct qg_machine *m, const struct qg_callee *function,
                        const struct qg_value *args) {
    settle_mode(m);
    return !m->exhausted && call_plain(m, function, m->stack, args);
}

static bool first_traced(struct qg_machine *m, const struct qg_callee *function,
                         const struct qg_value *args) {
    settle_mode(m);
    m->why[0] = m->why[1] = NULL;
    for (uint32_t i = 0; i < function->args; i++) {
        m->stack[i] = args[i];
        m->why[i] = NULL;
    }
    return !m->exhausted && enter_traced(m, function, m->stack);
}

struct qg_value qg_machine_value(struct qg_machine *m, int32_t function,
                                 const struct qg_value *args) {
    const struct qg_callee *entry = &m->callees[function];
    return first_plain(m, entry, args) ? m->stack[0] : anything_of((enum qg_kind)entry->result);
}

struct qg_value qg_machine_traced(struct qg_machine *m, int32_t function,
                                  const struct qg_value *args, struct qg_why **why) {
    const struct qg_callee *entry = &m->callees[function];
    bool done = first_traced(m, entry, args);
    *why = done ? m->why[0] : NULL;
    return done ? m->stack[0] : anything_of((enum qg_kind)entry->result);
}

static const struct qg_check UNDECIDED = {{0, 1}, {0, 1}};

struct qg_check qg_machine_check(struct qg_machine *m, int32_t function,
                                 const struct qg_value *args) {
    const struct qg_callee *rule = &m->callees[function];
    settle_mode(m);
    for (uint32_t i = 0; i < rule->args; i++) // a rule is not remembered: straight into its frame
        m->stack[i] = args[i];
    if (m->exhausted || !run_anew(m, rule, m->stack))
        return UNDECIDED;
    return (struct qg_check){m->stack[0], m->stack[1]};
}

struct qg_check qg_machine_check_traced(struct qg_machine *m, int32_t function,
                                        const struct qg_value *args, struct qg_check_why *why) {
    *why = (struct qg_check_why){NULL, NULL};
    if (!first_traced(m, &m->callees[function], args))
        return UNDECIDED;
    *why = (struct qg_check_why){m->why[0], m->why[1]};
    return (struct qg_check){m->stack[0], m->stack[1]};
}
