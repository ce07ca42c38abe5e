// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

//
// What a typed tree means, and what the program made of it computes, must be the same. Trees are
// made at random over a dossier with a size and hearings, with whatever is missing at random; a
// tree-walker of a page says what each must give, and the machine runs what lowering, folding
// and laying out frames have made of it.
//
#include "compile.h"
#include "interval.h"
#include "machine.h"

enum { DOSSIER, HEARING };
enum { SIZE, HEARINGS, LENGTH, HELD, FIELDS };
enum { ROUNDS = 1500, LETS = 3, HEARING_LIMIT = 4, LOCALS = 64 };

static const struct qg_field fields[FIELDS] = {
    [SIZE] = {QG_STR_INIT("size"), .kind = QG_KIND_COUNT, .owner = DOSSIER, .section = -1},
    [HEARINGS] = {QG_STR_INIT("hearings"), .kind = QG_KIND_LIST, .element = QG_KIND_OBJECT,
                  .owner = DOSSIER, .type = HEARING, .section = -1},
    [LENGTH] = {QG_STR_INIT("length"), .kind = QG_KIND_COUNT, .owner = HEARING, .section = -1},
    [HELD] = {QG_STR_INIT("held"), .kind = QG_KIND_BOOL, .owner = HEARING, .section = -1},
};
static const struct qg_type types[] = {
    {QG_STR_INIT("dossier"), .first_field = SIZE, .field_count = 2, .id_field = -1,
     .sections_field = -1, .is_record = true},
    {QG_STR_INIT("hearing"), .first_field = LENGTH, .field_count = 2, .id_field = -1,
     .sections_field = -1},
};
static const struct qg_str values[] = {QG_STR_INIT("one"), QG_STR_INIT("two")};
static const struct qg_phrase phrases[2];
static const struct qg_reading readings[] = {
    {.values = values, .value_texts = phrases, .count = 2, .built_in = true},
    {.values = values, .value_texts = phrases, .count = 2, .built_in = true},
    {.values = values, .value_texts = phrases, .count = 2, .preset = 1},
};
static const uint16_t settings_readings[] = {0, 0, 1};

struct world {
    struct qg_compilation c;
    struct qg_typed typed;
    struct qg_typed_function function;
    struct qg_local dossier, *scope[LOCALS]; // scope: what may be named here, the dossier first
    struct qg_let lets[LETS];
    uint32_t known, locals;
    uint64_t seed;
    // The record: -1 for what is missing; a negative count is a missing list.
    int32_t size, hearing_count, length[HEARING_LIMIT], held[HEARING_LIMIT];
    struct qg_value bound[LOCALS]; // by local: its value, or the number of its hearing
};

static uint32_t below(struct world *w, uint32_t limit) {
    w->seed = w->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(w->seed >> 33) % limit;
}

// ---- Trees -------------------------------------------------------------------------------------

static const struct qg_shape truth_shape = {QG_KIND_BOOL, 0, 0, QG_NONE};
static const struct qg_shape count_shape = {QG_KIND_COUNT, 0, 0, QG_NONE};

static struct qg_node *make(struct world *w, bool truth, uint32_t depth);

static struct qg_node *node(struct world *w, enum qg_node_kind kind, struct qg_shape shape) {
    struct qg_node *n = qg_arena_alloc(&w->c.arena, sizeof *n);
    assert_non_null(n);
    n->kind = kind;
    n->shape = shape;
    n->span = QG_SPAN_NONE;
    return n;
}

static struct qg_node *name(struct world *w, struct qg_local *local) {
    struct qg_node *n = node(w, QG_N_LOCAL, local->shape);
    n->local = local;
    return n;
}

static struct qg_node *field(struct world *w, struct qg_local *of, int32_t index) {
    struct qg_node *n = node(w, index == HEARINGS ? QG_N_LIST : QG_N_FIELD,
                             (struct qg_shape){fields[index].kind, 0, fields[index].type, QG_NONE});
    if (index == HEARINGS)
        n->shape.list = index;
    n->field = index;
    n->a = name(w, of);
    return n;
}

static struct qg_local *declare(struct world *w, struct qg_shape shape) {
    struct qg_local *local = qg_arena_alloc(&w->c.arena, sizeof *local);
    assert_non_null(local);
    *local = (struct qg_local){QG_STR("x"), shape, w->locals++};
    return local;
}

// A constant, or what some variable in scope offers of the shape.
static struct qg_node *make_leaf(struct world *w, bool truth) {
    struct qg_local *local = w->scope[below(w, w->known)];
    struct qg_node *n = node(w, QG_N_CONST, truth ? truth_shape : count_shape);
    n->number = (int32_t)below(w, truth ? 2 : 5);
    if (local->shape.kind == QG_KIND_OBJECT && local->shape.type == HEARING)
        return field(w, local, truth ? HELD : LENGTH);
    if (local->shape.kind == QG_KIND_OBJECT)
        return truth || below(w, 4) == 0 ? n : field(w, local, SIZE);
    return local->shape.kind == n->shape.kind ? name(w, local) : n;
}

static struct qg_node *make_loop(struct world *w, enum qg_node_kind kind, bool truth,
                                 uint32_t depth) {
    struct qg_node *n = node(w, kind, truth ? truth_shape : count_shape);
    struct qg_local *h = declare(w, (struct qg_shape){QG_KIND_OBJECT, 0, HEARING, QG_NONE});
    uint32_t known = w->known;
    n->loop = qg_arena_alloc(&w->c.arena, sizeof *n->loop);
    assert_non_null(n->loop);
    n->loop->list = field(w, &w->dossier, HEARINGS);
    n->loop->variable = h;
    w->scope[w->known++] = h;
    n->loop->where = below(w, 4) == 0 ? NULL : make(w, true, depth + 1);
    if (kind == QG_N_EVERY || kind == QG_N_SUM)
        n->b = make(w, kind == QG_N_EVERY, depth + 1);
    w->known = known;
    return n;
}

static struct qg_node *make_choice(struct world *w, bool truth, uint32_t depth) {
    struct qg_node *n = node(w, QG_N_CHOOSE, truth ? truth_shape : count_shape);
    n->index = 2;
    n->item_count = 2;
    n->items = qg_arena_array(&w->c.arena, 2, sizeof *n->items);
    assert_non_null(n->items);
    n->items[0] = make(w, truth, depth + 1);
    n->items[1] = make(w, truth, depth + 1);
    return n;
}

static struct qg_node *make(struct world *w, bool truth, uint32_t depth) {
    static const enum qg_node_kind truths[] = {QG_N_NOT,  QG_N_AND,   QG_N_OR,    QG_N_AND, QG_N_OR,
                                               QG_N_EQ,   QG_N_NE,    QG_N_LT,    QG_N_LE,  QG_N_IF,
                                               QG_N_SOME, QG_N_EVERY, QG_N_CHOOSE};
    static const enum qg_node_kind counts[] = {QG_N_ADD, QG_N_MIN,   QG_N_MAX, QG_N_TIMES,
                                               QG_N_IF,  QG_N_COUNT, QG_N_SUM, QG_N_CHOOSE};
    enum qg_node_kind kind = truth ? truths[below(w, 13)] : counts[below(w, 8)];
    if (depth >= 5 || below(w, 6) == 0 || w->locals + 8 >= LOCALS)
        return make_leaf(w, truth);
    if (kind == QG_N_CHOOSE)
        return make_choice(w, truth, depth);
    if (kind >= QG_N_SOME && kind <= QG_N_SUM)
        return make_loop(w, kind, truth, depth);
    struct qg_node *n = node(w, kind, truth ? truth_shape : count_shape);
    bool logic = kind == QG_N_NOT || kind == QG_N_AND || kind == QG_N_OR || kind == QG_N_IF;
    n->a = make(w, logic, depth + 1);
    n->number = (int32_t)below(w, 3);
    if (kind != QG_N_NOT && kind != QG_N_TIMES)
        n->b = make(w, kind == QG_N_IF ? truth : logic, depth + 1);
    if (kind == QG_N_IF)
        n->c = make(w, truth, depth + 1);
    return n;
}

// ---- What a tree means -------------------------------------------------------------------------

static struct qg_value mean(struct world *w, const struct qg_node *n);

static struct qg_value of_slot(int32_t slot, bool truth) {
    if (slot >= 0)
        return qg_exactly(slot);
    return truth ? (struct qg_value){0, 1} : (struct qg_value){0, INT32_MAX};
}

static struct qg_value mean_field(struct world *w, const struct qg_node *n) {
    if (n->field == SIZE)
        return of_slot(w->size, false);
    int32_t hearing = w->bound[n->a->local->index].lo;
    return n->field == HELD ? of_slot(w->held[hearing], true) : of_slot(w->length[hearing], false);
}

// What one hearing adds to the whole.
static struct qg_value mean_share(struct world *w, const struct qg_node *n) {
    struct qg_value where = n->loop->where != NULL ? mean(w, n->loop->where) : qg_exactly(1);
    if (n->kind == QG_N_EVERY)
        return qg_max(qg_not(where), mean(w, n->b));
    if (n->kind != QG_N_SUM)
        return where;
    struct qg_value value = mean(w, n->b);
    return where.lo == 1 ? value : where.hi == 0 ? qg_exactly(0) : qg_hull(value, qg_exactly(0));
}

static struct qg_value mean_loop(struct world *w, const struct qg_node *n) {
    bool some = n->kind == QG_N_SOME, every = n->kind == QG_N_EVERY;
    struct qg_value all = qg_exactly(every);
    for (int32_t i = 0; i < w->hearing_count; i++) {
        w->bound[n->loop->variable->index] = qg_exactly(i);
        struct qg_value share = mean_share(w, n);
        all = some ? qg_max(all, share) : every ? qg_min(all, share) : qg_add(all, share);
    }
    if (w->hearing_count >= 0)
        return all;
    return some || every ? (struct qg_value){0, 1} : (struct qg_value){0, INT32_MAX};
}

static struct qg_value mean_if(struct world *w, const struct qg_node *n) {
    struct qg_value condition = mean(w, n->a), yes = mean(w, n->b), no = mean(w, n->c);
    return condition.lo == 1 ? yes : condition.hi == 0 ? no : qg_hull(yes, no);
}

static struct qg_value mean_pair(enum qg_node_kind kind, struct qg_value a, struct qg_value b) {
    switch (kind) {
    case QG_N_AND:
    case QG_N_MIN:
        return qg_min(a, b);
    case QG_N_OR:
    case QG_N_MAX:
        return qg_max(a, b);
    case QG_N_EQ:
        return qg_equal(a, b);
    case QG_N_NE:
        return qg_not(qg_equal(a, b));
    case QG_N_LT:
        return qg_less(a, b);
    case QG_N_LE:
        return qg_less_equal(a, b);
    default:
        return qg_add(a, b);
    }
}

static struct qg_value mean(struct world *w, const struct qg_node *n) {
    if (n->kind == QG_N_CONST)
        return qg_exactly(n->number);
    if (n->kind == QG_N_LOCAL)
        return w->bound[n->local->index];
    if (n->kind == QG_N_FIELD)
        return mean_field(w, n);
    if (n->kind == QG_N_CHOOSE)
        return mean(w, n->items[1]);
    if (n->kind == QG_N_IF)
        return mean_if(w, n);
    if (n->kind >= QG_N_SOME && n->kind <= QG_N_SUM)
        return mean_loop(w, n);
    if (n->kind == QG_N_NOT)
        return qg_not(mean(w, n->a));
    if (n->kind == QG_N_TIMES)
        return qg_multiply(mean(w, n->a), n->number);
    struct qg_value a = mean(w, n->a);
    return mean_pair(n->kind, a, mean(w, n->b));
}

// ---- What the program computes -----------------------------------------------------------------

static void make_world(struct world *w, uint64_t seed) {
    *w = (struct world){.seed = seed, .known = 1, .locals = 1};
    assert_int_equal(qg_compilation_init(&w->c), QG_OK);
    w->dossier = (struct qg_local){QG_STR("d"), {QG_KIND_OBJECT, 0, DOSSIER, QG_NONE}, 0};
    w->scope[0] = &w->dossier;
    w->size = (int32_t)below(w, 5) - 1;
    w->hearing_count = (int32_t)below(w, HEARING_LIMIT + 2) - 1;
    for (int32_t i = 0; i < HEARING_LIMIT; i++) {
        w->length[i] = (int32_t)below(w, 5) - 1;
        w->held[i] = (int32_t)below(w, 3) - 1;
    }
    w->typed.tables.schema = (struct qg_schema){
        .types = types, .type_count = 2, .fields = fields, .field_count = FIELDS};
    w->typed.tables.readings = readings;
    w->typed.tables.reading_count = 3;
    w->typed.functions = &w->function;
    w->typed.function_count = 1;
    w->c.typed = &w->typed;
}

static void make_function(struct world *w, struct qg_local **args) {
    for (uint32_t i = 0; i < LETS; i++) {
        struct qg_node *value = make(w, i % 2 == 0, 2);
        w->lets[i] = (struct qg_let){declare(w, value->shape), value};
        w->scope[w->known++] = w->lets[i].local;
    }
    args[0] = &w->dossier;
    w->function = (struct qg_typed_function){.name = QG_STR("f"),
                                             .purpose = QG_FN_DEFINE,
                                             .args = args,
                                             .arg_count = 1,
                                             .lets = w->lets,
                                             .let_count = LETS,
                                             .body = make(w, true, 0)};
}

static void write_record(const struct world *w, struct qg_record *record) {
    const struct qg_field *at = record->schema->fields;
    uint32_t root = qg_record_region(record, DOSSIER, 0, -1, 0), last = 0;
    record->slots[root + at[SIZE].slot] = w->size;
    if (w->hearing_count < 0)
        return;
    uint32_t block = qg_record_slots(record, QG_LIST_SLOTS);
    record->slots[root + at[HEARINGS].slot] = (int32_t)block;
    record->slots[block + QG_LIST_COUNT] = w->hearing_count;
    for (int32_t i = 0; i < w->hearing_count; i++) {
        uint32_t ref = qg_record_region(record, HEARING, root, HEARINGS, i);
        record->slots[ref + at[LENGTH].slot] = w->length[i];
        record->slots[ref + at[HELD].slot] = w->held[i];
        record->slots[last == 0 ? block + QG_LIST_FIRST : last + QG_AT_NEXT] = (int32_t)ref;
        last = ref;
    }
    record->slots[block + QG_LIST_LAST] = (int32_t)last;
}

static struct qg_value compute(struct world *w) {
    struct qg_settings settings = {.readings = settings_readings};
    struct qg_record record;
    struct qg_machine machine;
    struct qg_views views;
    struct qg_flaw flaw;
    assert_int_equal(qg_lower(&w->c), QG_OK);
    assert_true(qg_program_verify(w->c.program, &flaw));
    assert_int_equal(qg_record_init(&record, &w->c.program->schema, 1), QG_OK);
    write_record(w, &record);
    assert_int_equal(qg_views_init(&views, w->c.program, NULL), QG_OK);
    assert_int_equal(qg_machine_init(&machine, w->c.program, &views, &settings, &record, NULL),
                     QG_OK);
    qg_machine_reset(&machine);
    struct qg_value root = qg_exactly(QG_RECORD_ROOT), result;
    result = qg_machine_value(&machine, 0, &root);
    qg_machine_free(&machine);
    qg_views_free(&views);
    qg_record_free(&record);
    return result;
}

static void a_program_computes_what_its_tree_means(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        struct world w;
        struct qg_local *args[1];
        make_world(&w, seed);
        make_function(&w, args);
        for (uint32_t i = 0; i < LETS; i++)
            w.bound[w.lets[i].local->index] = mean(&w, w.lets[i].value);
        struct qg_value expected = mean(&w, w.function.body), actual = compute(&w);
        if (actual.lo != expected.lo || actual.hi != expected.hi)
            fail_msg("seed %d: [%d,%d], not [%d,%d]", (int)seed, actual.lo, actual.hi, expected.lo,
                     expected.hi);
        qg_compilation_free(&w.c);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_program_computes_what_its_tree_means),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
