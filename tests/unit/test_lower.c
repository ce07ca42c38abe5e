// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

//
// The back of the compiler over small typed trees built by hand: what a tree becomes as an
// intermediate listing, and that every program made is one that the verifier proves.
//
// The world: a dossier has an id, a birth date, a kind, a number, an embedded notice and hearings;
// a hearing has a date, a length, whether it was held, and the ids of those present.
#include "compile.h"
#include "date.h"

#include <stdio.h>
#include <string.h>

enum { DOSSIER, HEARING, NOTICE, TYPES };
enum {
    ID,
    BORN,
    KIND,
    SIZE,
    NOTED,
    HEARINGS, // of a dossier
    DATE,
    LENGTH,
    HELD,
    PRESENT, // of a hearing
    SERVED,
    LASTS, // of a notice
    FIELDS
};

static const struct qg_str kinds[] = {QG_STR_INIT("regular"), QG_STR_INIT("repeat"),
                                      QG_STR_INIT("other")};
static const struct qg_enum enums[] = {{QG_STR_INIT("kind"), kinds, .count = 3}};

#define FIELD(its_name, its_kind, its_owner)                                                       \
    .name = QG_STR_INIT(its_name), .kind = QG_KIND_##its_kind, .owner = (its_owner), .section = -1

static const struct qg_field fields[FIELDS] = {
    [ID] = {FIELD("id", ID, DOSSIER)},
    [BORN] = {FIELD("born", DATE, DOSSIER)},
    [KIND] = {FIELD("kind", ENUM, DOSSIER)},
    [SIZE] = {FIELD("size", COUNT, DOSSIER)},
    [NOTED] = {FIELD("notice", OBJECT, DOSSIER), .type = NOTICE},
    [HEARINGS] = {FIELD("hearings", LIST, DOSSIER), .element = QG_KIND_OBJECT, .type = HEARING},
    [DATE] = {FIELD("date", DATE, HEARING)},
    [LENGTH] = {FIELD("length", COUNT, HEARING)},
    [HELD] = {FIELD("held", BOOL, HEARING)},
    [PRESENT] = {FIELD("present", LIST, HEARING), .element = QG_KIND_ID},
    [SERVED] = {FIELD("served", DATE, NOTICE)},
    [LASTS] = {FIELD("to", DATE, NOTICE), .ongoing = true},
};
static const struct qg_type types[TYPES] = {
    [DOSSIER] = {.name = QG_STR_INIT("dossier"),
                 .first_field = ID,
                 .field_count = 6,
                 .id_field = ID,
                 .sections_field = -1,
                 .is_record = true},
    [HEARING] = {.name = QG_STR_INIT("hearing"),
                 .first_field = DATE,
                 .field_count = 4,
                 .id_field = -1,
                 .sections_field = -1},
    [NOTICE] = {.name = QG_STR_INIT("notice"),
                .first_field = SERVED,
                .field_count = 2,
                .id_field = -1,
                .sections_field = -1},
};

static const struct qg_str endings[] = {QG_STR_INIT("one"), QG_STR_INIT("two")};
static const struct qg_phrase no_phrases[2];
static const struct qg_reading readings[] = {
    {.name = QG_STR_INIT("month_end"),
     .values = endings,
     .value_texts = no_phrases,
     .count = 2,
     .built_in = true},
    {.name = QG_STR_INIT("last_day"),
     .values = endings,
     .value_texts = no_phrases,
     .count = 2,
     .built_in = true},
    {.name = QG_STR_INIT("majority"), .values = endings, .value_texts = no_phrases, .count = 2},
};

// ---- Builders ----------------------------------------------------------------------------------

enum { FUNCTIONS = 8 };

struct world {
    struct qg_compilation c;
    struct qg_typed typed;
    struct qg_typed_function functions[FUNCTIONS];
    struct qg_local dossier, hearing; // arguments 0 and 1
    struct qg_text listing;
    uint32_t locals;
};

static int begin(void **state) {
    struct world *w = test_calloc(1, sizeof *w);
    assert_int_equal(qg_compilation_init(&w->c), QG_OK);
    struct qg_schema *schema = &w->typed.tables.schema;
    *schema = (struct qg_schema){.enums = enums,
                                 .enum_count = 1,
                                 .types = types,
                                 .type_count = TYPES,
                                 .fields = fields,
                                 .field_count = FIELDS};
    w->typed.tables.readings = readings;
    w->typed.tables.reading_count = 3;
    w->typed.functions = w->functions;
    w->c.typed = &w->typed;
    w->dossier = (struct qg_local){QG_STR("dossier"), {QG_KIND_OBJECT, 0, DOSSIER, QG_NONE}, 0};
    w->hearing = (struct qg_local){QG_STR("hearing"), {QG_KIND_OBJECT, 0, HEARING, QG_NONE}, 1};
    w->locals = 2;
    *state = w;
    return 0;
}

static int finish(void **state) {
    struct world *w = *state;
    qg_text_free(&w->listing);
    qg_compilation_free(&w->c);
    test_free(w);
    return 0;
}

static struct qg_shape plain(enum qg_kind kind) {
    return (struct qg_shape){.kind = kind, .list = QG_NONE};
}

static struct qg_node *node(struct world *w, enum qg_node_kind kind, struct qg_shape shape,
                            struct qg_node *a, struct qg_node *b) {
    struct qg_node *n = qg_arena_alloc(&w->c.arena, sizeof *n);
    assert_non_null(n);
    n->kind = kind;
    n->shape = shape;
    n->span = QG_SPAN_NONE;
    n->a = a;
    n->b = b;
    return n;
}

static struct qg_node *truth(struct world *w, enum qg_node_kind kind, struct qg_node *a,
                             struct qg_node *b) {
    return node(w, kind, plain(QG_KIND_BOOL), a, b);
}

static struct qg_node *number(struct world *w, enum qg_kind kind, int32_t value) {
    struct qg_node *n = node(w, QG_N_CONST, plain(kind), NULL, NULL);
    n->number = value;
    return n;
}

static struct qg_node *local(struct world *w, struct qg_local *of) {
    struct qg_node *n = node(w, QG_N_LOCAL, of->shape, NULL, NULL);
    n->local = of;
    return n;
}

static struct qg_local *variable(struct world *w, const char *name, struct qg_shape shape) {
    struct qg_local *v = qg_arena_alloc(&w->c.arena, sizeof *v);
    assert_non_null(v);
    *v = (struct qg_local){qg_str_of(name), shape, w->locals++};
    return v;
}

// A field of a variable: a load, an embedded object or a list, as the field is.
static struct qg_node *field(struct world *w, struct qg_node *of, int32_t index) {
    const struct qg_field *at = &fields[index];
    enum qg_node_kind kind = at->kind == QG_KIND_OBJECT ? QG_N_NESTED
                             : at->kind == QG_KIND_LIST ? QG_N_LIST
                                                        : QG_N_FIELD;
    struct qg_shape shape = {at->kind, at->enumeration, at->type,
                             at->kind == QG_KIND_LIST ? index : QG_NONE};
    struct qg_node *n = node(w, kind, shape, of, NULL);
    n->field = index;
    return n;
}

static struct qg_node *of_dossier(struct world *w, int32_t index) {
    return field(w, local(w, &w->dossier), index);
}

// dossier.size >= at_least
static struct qg_node *size_reaches(struct world *w, int32_t at_least) {
    return truth(w, QG_N_LE, number(w, QG_KIND_COUNT, at_least), of_dossier(w, SIZE));
}

// A loop over dossier.hearings; the variable goes to `out`.
static struct qg_node *loop(struct world *w, enum qg_node_kind kind, struct qg_shape shape,
                            struct qg_local **out) {
    struct qg_node *n = node(w, kind, shape, NULL, NULL);
    *out = variable(w, "h", (struct qg_shape){QG_KIND_OBJECT, 0, HEARING, QG_NONE});
    n->loop = qg_arena_alloc(&w->c.arena, sizeof *n->loop);
    assert_non_null(n->loop);
    *n->loop = (struct qg_loop){.list = of_dossier(w, HEARINGS), .variable = *out};
    return n;
}

// some hearing where held
static struct qg_node *some_held(struct world *w) {
    struct qg_local *h;
    struct qg_node *n = loop(w, QG_N_SOME, plain(QG_KIND_BOOL), &h);
    n->loop->where = field(w, local(w, h), HELD);
    return n;
}

static struct qg_node *moved(struct world *w, enum qg_node_kind kind, struct qg_node *date,
                             struct qg_period by) {
    struct qg_node *n = node(w, kind, plain(QG_KIND_DATE), date, NULL);
    n->period = by;
    return n;
}

static const struct qg_period three_days = {0, 3, 0, QG_NONE, 1};
static const struct qg_period one_month = {1, 0, 0, QG_NONE, 1};

// Adds a function over the first `args` of dossier and hearing.
static struct qg_typed_function *function(struct world *w, enum qg_purpose purpose, uint32_t args,
                                          struct qg_node *body) {
    assert_true(w->typed.function_count < FUNCTIONS);
    struct qg_local **list = qg_arena_array(&w->c.arena, 2, sizeof(struct qg_local *));
    assert_non_null(list);
    list[0] = &w->dossier;
    list[1] = &w->hearing;
    struct qg_typed_function *f = &w->functions[w->typed.function_count++];
    *f = (struct qg_typed_function){.name = QG_STR("f"),
                                    .purpose = purpose,
                                    .args = list,
                                    .arg_count = args,
                                    .body = body,
                                    .span = QG_SPAN_NONE};
    return f;
}

static struct qg_node *call(struct world *w, int32_t index, struct qg_node *first,
                            struct qg_node *second) {
    struct qg_node *n = node(w, QG_N_CALL, w->functions[index].body->shape, NULL, NULL);
    n->index = index;
    n->items = qg_arena_array(&w->c.arena, 2, sizeof(struct qg_node *));
    assert_non_null(n->items);
    n->items[0] = first;
    n->items[1] = second;
    n->item_count = second != NULL ? 2 : 1;
    return n;
}

// ---- Expectations ------------------------------------------------------------------------------

static void expect_proved(struct world *w) {
    enum qg_fault fault = qg_lower(&w->c);
    if (fault != QG_OK)
        print_error("flaw %u: %s\n", w->c.flaw.at, w->c.flaw.what);
    assert_int_equal(fault, QG_OK);
    assert_non_null(w->c.program);
    struct qg_flaw flaw = {0};
    if (!qg_program_verify(w->c.program, &flaw)) {
        qg_text_clear(&w->listing);
        qg_program_list(w->c.program, &w->listing);
        print_error("%s at %u in\n%s\n", flaw.what, flaw.at, w->listing.at);
        fail();
    }
}

// The listing of the last function, and that the program is proved.
static void expect_listing(struct world *w, const char *expected) {
    qg_text_clear(&w->listing);
    assert_int_equal(qg_ir_print(&w->c, &w->listing), QG_OK);
    char head[32];
    snprintf(head, sizeof head, "function %u f(", w->typed.function_count - 1);
    const char *start = strstr(w->listing.at, head);
    assert_non_null(start);
    assert_string_equal(strchr(start, '\n') + 1, expected);
    expect_proved(w);
}

static void expect_body(struct world *w, struct qg_node *body, const char *expected) {
    function(w, QG_FN_DEFINE, 1, body);
    expect_listing(w, expected);
}

// ---- Rules -------------------------------------------------------------------------------------

static void a_rule_without_a_when_always_applies(void **state) {
    struct world *w = *state;
    function(w, QG_FN_RULE, 1, size_reaches(w, 2));
    expect_listing(w, "    v1 = const 1\n"
                      "    v4 = load v0, dossier.size\n"
                      "    v2 = ge-i v4, 2\n"
                      "    outcome v1, v2\n");
}

static void a_rule_that_does_not_apply_skips_its_requirement(void **state) {
    struct world *w = *state;
    struct qg_typed_function *f = function(w, QG_FN_RULE, 1, some_held(w));
    f->when = size_reaches(w, 2);
    qg_text_clear(&w->listing);
    expect_proved(w);
    const struct qg_program *p = w->c.program;
    assert_int_equal(p->code[2].op, QG_OP_JUMP_NO);
    assert_int_equal(p->code[2].imm, p->code_count - 1);
    assert_int_equal(p->code[p->code_count - 1].op, QG_OP_OUTCOME);
    assert_int_equal(p->code[p->code_count - 1].a, p->code[p->code_count - 1].b);
}

static void a_rule_hands_its_outcome_over_in_two_registers(void **state) {
    struct world *w = *state;
    function(w, QG_FN_RULE, 0, number(w, QG_KIND_BOOL, 1));
    expect_proved(w);
    assert_true(w->c.program->functions[0].registers >= 2);
}

static void a_severity_of_an_unknown_condition_is_the_else(void **state) {
    struct world *w = *state;
    struct qg_node *choice =
        node(w, QG_N_IF, plain(QG_KIND_COUNT), size_reaches(w, 2), number(w, QG_KIND_COUNT, 0));
    choice->c = number(w, QG_KIND_COUNT, 2);
    function(w, QG_FN_SEVERITY, 1, choice);
    expect_listing(w, "    v4 = load v0, dossier.size\n"
                      "    v2 = ge-i v4, 2\n"
                      "    jump-yes v2, L0\n"
                      "    v1 = const 2\n"
                      "    jump L1\n"
                      "  L0:\n"
                      "    v1 = const 0\n"
                      "  L1:\n"
                      "    return v1\n");
}

// ---- Truth -------------------------------------------------------------------------------------

static void a_cheap_right_side_is_not_jumped_over(void **state) {
    struct world *w = *state;
    expect_body(w, truth(w, QG_N_AND, size_reaches(w, 1), size_reaches(w, 2)),
                "    v4 = load v0, dossier.size\n"
                "    v2 = ge-i v4, 1\n"
                "    v7 = load v0, dossier.size\n"
                "    v5 = ge-i v7, 2\n"
                "    v1 = and v2, v5\n"
                "    return v1\n");
}

static void a_costly_right_side_is_jumped_over(void **state) {
    struct world *w = *state;
    expect_body(w, truth(w, QG_N_OR, size_reaches(w, 1), some_held(w)),
                "    v3 = load v0, dossier.size\n"
                "    v1 = ge-i v3, 1\n"
                "    jump-yes v1, L0\n"
                "    v4 = const 0\n"
                "    v5 = list v0, dossier.hearings\n"
                "    v6 = each v5, L4\n"
                "  L2:\n"
                "    v7 = load v6, hearing.held\n"
                "    v4 = or v4, v7\n"
                "    jump-yes v4, L1\n"
                "  L3:\n"
                "    v6 = next L2\n"
                "  L4:\n"
                "    v4 = widen-some v5, dossier.hearings\n"
                "  L1:\n"
                "    v1 = or v1, v4\n"
                "  L0:\n"
                "    return v1\n");
}

static void a_chain_of_jumps_goes_straight_to_its_end(void **state) {
    struct world *w = *state;
    struct qg_node *two = truth(w, QG_N_AND, size_reaches(w, 1), some_held(w));
    function(w, QG_FN_DEFINE, 1, truth(w, QG_N_AND, two, some_held(w)));
    expect_proved(w);
    const struct qg_instr *code = w->c.program->code;
    assert_int_equal(code[2].op, QG_OP_JUMP_NO);
    assert_int_equal(code[code[2].imm].op, QG_OP_RETURN);
}

static void denial_turns_an_order_round(void **state) {
    struct world *w = *state;
    struct qg_node *lt = truth(w, QG_N_LT, of_dossier(w, BORN), of_dossier(w, BORN));
    expect_body(w, truth(w, QG_N_NOT, lt, NULL),
                "    v2 = load v0, dossier.born\n"
                "    v3 = load v0, dossier.born\n"
                "    v1 = le v3, v2\n"
                "    return v1\n");
}

// ---- Choices -----------------------------------------------------------------------------------

static void cheap_branches_are_both_computed(void **state) {
    struct world *w = *state;
    struct qg_node *choice =
        node(w, QG_N_IF, plain(QG_KIND_COUNT), size_reaches(w, 2), number(w, QG_KIND_COUNT, 3));
    choice->c = of_dossier(w, SIZE);
    expect_body(w, choice,
                "    v4 = load v0, dossier.size\n"
                "    v2 = ge-i v4, 2\n"
                "    v5 = const 3\n"
                "    v6 = load v0, dossier.size\n"
                "    v1 = select v2, v5, v6\n"
                "    return v1\n");
}

static void a_costly_branch_that_is_surely_not_wanted_is_skipped(void **state) {
    struct world *w = *state;
    struct qg_node *choice = truth(w, QG_N_IF, size_reaches(w, 2), some_held(w));
    choice->c = some_held(w);
    function(w, QG_FN_DEFINE, 1, choice);
    expect_proved(w);
}

static void only_the_chosen_reading_runs(void **state) {
    struct world *w = *state;
    struct qg_node *choice = node(w, QG_N_CHOOSE, plain(QG_KIND_COUNT), NULL, NULL);
    struct qg_node *items[] = {number(w, QG_KIND_COUNT, 5), of_dossier(w, SIZE)};
    choice->index = 2;
    choice->items = items;
    choice->item_count = 2;
    expect_body(w, choice,
                "    v2 = reading reading 2\n"
                "    v3 = eq-i v2, 0\n"
                "    jump-no v3, L1\n"
                "    v1 = const 5\n"
                "    jump L0\n"
                "  L1:\n"
                "    v1 = load v0, dossier.size\n"
                "  L0:\n"
                "    return v1\n");
    assert_int_equal(w->c.program->functions[0].readings, 1U << 2);
    assert_false(w->c.program->functions[0].terms);
}

// ---- Loops -------------------------------------------------------------------------------------

static void existence_without_a_condition_is_a_length(void **state) {
    struct world *w = *state;
    struct qg_local *h;
    expect_body(w, loop(w, QG_N_SOME, plain(QG_KIND_BOOL), &h),
                "    v3 = list v0, dossier.hearings\n"
                "    v2 = length v3, dossier.hearings\n"
                "    v1 = ge-i v2, 1\n"
                "    return v1\n");
}

static void every_is_no_counterexample(void **state) {
    struct world *w = *state;
    struct qg_local *h;
    struct qg_node *n = loop(w, QG_N_EVERY, plain(QG_KIND_BOOL), &h);
    n->loop->where = field(w, local(w, h), HELD);
    n->b = truth(w, QG_N_LE, number(w, QG_KIND_COUNT, 30), field(w, local(w, h), LENGTH));
    expect_body(w, n,
                "    v1 = const 0\n"
                "    v2 = list v0, dossier.hearings\n"
                "    v3 = each v2, L3\n"
                "  L1:\n"
                "    v4 = load v3, hearing.held\n"
                "    jump-no v4, L4\n"
                "    v7 = load v3, hearing.length\n"
                "    v5 = le-i v7, 29\n"
                "    v4 = and v4, v5\n"
                "  L4:\n"
                "    v1 = or v1, v4\n"
                "    jump-yes v1, L0\n"
                "  L2:\n"
                "    v3 = next L1\n"
                "  L3:\n"
                "    v1 = widen-some v2, dossier.hearings\n"
                "  L0:\n"
                "    v1 = not v1\n"
                "    return v1\n");
}

static void a_count_adds_truth(void **state) {
    struct world *w = *state;
    struct qg_local *h;
    struct qg_node *n = loop(w, QG_N_COUNT, plain(QG_KIND_COUNT), &h);
    n->loop->where = field(w, local(w, h), HELD);
    expect_body(w, n,
                "    v1 = const 0\n"
                "    v2 = list v0, dossier.hearings\n"
                "    v3 = each v2, L2\n"
                "  L0:\n"
                "    v4 = load v3, hearing.held\n"
                "    v1 = add v1, v4\n"
                "  L1:\n"
                "    v3 = next L0\n"
                "  L2:\n"
                "    v1 = widen-count v2, dossier.hearings\n"
                "    return v1\n");
}

static void a_sum_takes_nothing_where_the_condition_is_no(void **state) {
    struct world *w = *state;
    struct qg_local *h;
    struct qg_node *n = loop(w, QG_N_SUM, plain(QG_KIND_COUNT), &h);
    n->loop->where = field(w, local(w, h), HELD);
    n->b = field(w, local(w, h), LENGTH);
    function(w, QG_FN_DEFINE, 1, n);
    expect_proved(w);
}

static void a_fold_ends_as_its_kind(void **state) {
    struct world *w = *state;
    struct qg_local *h;
    struct qg_node *n = loop(w, QG_N_FOLD_MAX, plain(QG_KIND_DATE), &h);
    n->b = field(w, local(w, h), DATE);
    expect_body(w, n,
                "    v2 = const 1\n"
                "    v1 = fold-start\n"
                "    v3 = list v0, dossier.hearings\n"
                "    v4 = each v3, L2\n"
                "  L0:\n"
                "    v5 = load v4, hearing.date\n"
                "    v1 = fold-max v5, v2\n"
                "  L1:\n"
                "    v4 = next L0\n"
                "  L2:\n"
                "    v1 = widen-value v3, dossier.hearings\n"
                "    v1 = fold-end date\n"
                "    return v1\n");
}

static struct qg_node *pick(struct world *w, enum qg_node_kind kind) {
    struct qg_local *h;
    struct qg_shape shape = {QG_KIND_OBJECT, 0, HEARING, QG_NONE};
    struct qg_node *n = loop(w, kind, shape, &h);
    n->loop->where = field(w, local(w, h), HELD);
    if (kind != QG_N_PICK_THE)
        n->b = field(w, local(w, h), DATE);
    return n;
}

static void a_pick_keeps_three_neighbours(void **state) {
    struct world *w = *state;
    struct qg_node *latest = field(w, pick(w, QG_N_PICK_MAX), DATE);
    struct qg_node *the = field(w, pick(w, QG_N_PICK_THE), DATE);
    function(w, QG_FN_DEFINE, 1, truth(w, QG_N_LT, latest, the));
    expect_proved(w);
}

static void a_loop_over_plain_values_has_a_cursor(void **state) {
    struct world *w = *state;
    struct qg_local *h, *id;
    struct qg_node *every = loop(w, QG_N_EVERY, plain(QG_KIND_BOOL), &h);
    struct qg_node *some = truth(w, QG_N_SOME, NULL, NULL);
    id = variable(w, "id", plain(QG_KIND_ID));
    some->loop = &(struct qg_loop){.list = field(w, local(w, h), PRESENT), .variable = id};
    some->loop->where = truth(w, QG_N_EQ, local(w, id), of_dossier(w, ID));
    every->b = some;
    function(w, QG_FN_DEFINE, 1, every);
    expect_proved(w);
}

// ---- Lets --------------------------------------------------------------------------------------

static struct qg_let let_size(struct world *w, struct qg_node *value) {
    return (struct qg_let){variable(w, "l", value->shape), value};
}

static void a_let_that_nobody_uses_is_not_computed(void **state) {
    struct world *w = *state;
    struct qg_let let = let_size(w, some_held(w));
    struct qg_typed_function *f = function(w, QG_FN_RULE, 1, size_reaches(w, 1));
    f->lets = &let;
    f->let_count = 1;
    expect_listing(w, "    v1 = const 1\n"
                      "    v4 = load v0, dossier.size\n"
                      "    v2 = ge-i v4, 1\n"
                      "    outcome v1, v2\n");
}

static void a_let_used_once_is_computed_where_it_is_used(void **state) {
    struct world *w = *state;
    struct qg_let let = let_size(w, some_held(w));
    struct qg_node *body = truth(w, QG_N_AND, size_reaches(w, 1), local(w, let.local));
    struct qg_typed_function *f = function(w, QG_FN_DEFINE, 1, body);
    f->lets = &let;
    f->let_count = 1;
    expect_proved(w);
    assert_int_equal(w->c.program->code[2].op, QG_OP_JUMP_NO); // before the loop
}

static void a_let_used_in_a_loop_is_computed_once(void **state) {
    struct world *w = *state;
    struct qg_let let = let_size(w, moved(w, QG_N_MOVE, of_dossier(w, BORN), three_days));
    struct qg_local *h;
    struct qg_node *n = loop(w, QG_N_SOME, plain(QG_KIND_BOOL), &h);
    n->loop->where = truth(w, QG_N_LT, local(w, let.local), field(w, local(w, h), DATE));
    struct qg_typed_function *f = function(w, QG_FN_DEFINE, 1, n);
    f->lets = &let;
    f->let_count = 1;
    expect_proved(w);
    assert_int_equal(w->c.program->code[1].op, QG_OP_DATE_ADD); // before the loop
}

static void a_let_for_the_requirement_comes_after_the_when(void **state) {
    struct world *w = *state;
    struct qg_let let = let_size(w, some_held(w));
    struct qg_node *body = truth(w, QG_N_AND, local(w, let.local), local(w, let.local));
    struct qg_typed_function *f = function(w, QG_FN_RULE, 1, body);
    f->when = size_reaches(w, 1);
    f->lets = &let;
    f->let_count = 1;
    expect_proved(w);
    assert_int_equal(w->c.program->code[2].op, QG_OP_JUMP_NO);
}

static void lets_of_lets_are_computed_in_their_order(void **state) {
    struct world *w = *state;
    struct qg_let lets[40];
    lets[0] = let_size(w, of_dossier(w, SIZE));
    for (int i = 1; i < 40; i++)
        lets[i] = let_size(w, node(w, QG_N_ADD, plain(QG_KIND_COUNT), local(w, lets[i - 1].local),
                                   number(w, QG_KIND_COUNT, i)));
    struct qg_node *body = truth(w, QG_N_LE, number(w, QG_KIND_COUNT, 3), local(w, lets[39].local));
    struct qg_typed_function *f = function(w, QG_FN_DEFINE, 1, body);
    f->lets = lets;
    f->let_count = 40;
    expect_proved(w);
}

// ---- Simplification ----------------------------------------------------------------------------

static void constants_are_calculated(void **state) {
    struct world *w = *state;
    struct qg_node *sum = node(w, QG_N_ADD, plain(QG_KIND_COUNT), number(w, QG_KIND_COUNT, 2),
                               number(w, QG_KIND_COUNT, 3));
    expect_body(w, truth(w, QG_N_LT, of_dossier(w, SIZE), sum),
                "    v2 = load v0, dossier.size\n"
                "    v1 = le-i v2, 4\n"
                "    return v1\n");
}

static void a_sum_beyond_32_bits_is_left_to_the_machine(void **state) {
    struct world *w = *state;
    expect_body(w,
                node(w, QG_N_ADD, plain(QG_KIND_COUNT), number(w, QG_KIND_COUNT, INT32_MAX),
                     number(w, QG_KIND_COUNT, 1)),
                "    v2 = const 2147483647\n"
                "    v3 = const 1\n"
                "    v1 = add v2, v3\n"
                "    return v1\n");
}

static void what_a_constant_decides_is_taken_out(void **state) {
    struct world *w = *state;
    expect_body(w, truth(w, QG_N_OR, number(w, QG_KIND_BOOL, 1), some_held(w)),
                "    v1 = const 1\n"
                "    return v1\n");
}

// ---- Calls, memos, regions ---------------------------------------------------------------------

static void elements_in_scope_are_handed_on_as_they_stand(void **state) {
    struct world *w = *state;
    function(w, QG_FN_DEFINE, 2,
             truth(w, QG_N_LT, of_dossier(w, BORN), field(w, local(w, &w->hearing), DATE)));
    function(w, QG_FN_DEFINE, 2, call(w, 0, local(w, &w->dossier), local(w, &w->hearing)));
    expect_listing(w, "    v2 = call v0, function 0\n"
                      "    return v2\n");
}

static void other_arguments_are_made_neighbours(void **state) {
    struct world *w = *state;
    function(w, QG_FN_DEFINE, 2,
             truth(w, QG_N_LT, of_dossier(w, BORN), field(w, local(w, &w->hearing), DATE)));
    function(w, QG_FN_DEFINE, 1, call(w, 0, local(w, &w->dossier), pick(w, QG_N_PICK_MIN)));
    expect_proved(w);
}

static void derived_fields_are_remembered_unless_they_only_read(void **state) {
    struct world *w = *state;
    function(w, QG_FN_DEFINE, 1, of_dossier(w, BORN))->derived = true;
    function(w, QG_FN_DEFINE, 1, some_held(w))->derived = true;
    function(w, QG_FN_DEFINE, 1, some_held(w))->derived = true;
    expect_proved(w);
    const struct qg_program *p = w->c.program;
    // header 5; id, born, kind, size; notice 5 + 2; hearings; two memos of two slots
    assert_int_equal(p->functions[0].memo, QG_NONE);
    assert_int_equal(p->functions[1].memo, 5 + 4 + 7 + 1);
    assert_int_equal(p->functions[2].memo, 5 + 4 + 7 + 1 + 2);
    assert_int_equal(p->schema.types[DOSSIER].slots, 5 + 4 + 7 + 1 + 4);
    assert_int_equal(p->schema.types[DOSSIER].image[p->functions[1].memo], QG_SLOT_UNCOMPUTED);
}

static void an_embedded_object_has_its_header_in_the_image(void **state) {
    struct world *w = *state;
    function(w, QG_FN_DEFINE, 1, of_dossier(w, BORN));
    expect_proved(w);
    const struct qg_schema *schema = &w->c.program->schema;
    uint32_t at = schema->fields[NOTED].slot;
    const int32_t *region = schema->types[DOSSIER].image + at;
    assert_int_equal(at, 5 + 4);
    assert_int_equal(region[QG_AT_STATE], QG_SLOT_MISSING);
    assert_int_equal(region[QG_AT_BACK], at);
    assert_int_equal(region[QG_AT_FIELD], NOTED);
    assert_int_equal(region[schema->fields[SERVED].slot], QG_SLOT_MISSING);
    assert_int_equal(region[schema->fields[LASTS].slot], QG_DATE_ONGOING);
}

// ---- Tables and masks --------------------------------------------------------------------------

static void equal_periods_are_kept_once(void **state) {
    struct world *w = *state;
    struct qg_node *a = moved(w, QG_N_TERM, of_dossier(w, BORN), three_days);
    struct qg_node *b = moved(w, QG_N_MOVE, a, three_days);
    function(w, QG_FN_DEFINE, 1, moved(w, QG_N_MOVE, b, one_month));
    expect_proved(w);
    assert_int_equal(w->c.program->period_count, 2);
    assert_int_equal(w->c.program->periods[0].days, 3);
    assert_int_equal(w->c.program->periods[1].months, 1);
}

static void what_a_call_depends_on_its_caller_depends_on(void **state) {
    struct world *w = *state;
    function(w, QG_FN_DEFINE, 1, moved(w, QG_N_MOVE, of_dossier(w, BORN), three_days));
    function(w, QG_FN_DEFINE, 1, moved(w, QG_N_MOVE, of_dossier(w, BORN), one_month));
    function(w, QG_FN_DEFINE, 1, moved(w, QG_N_TERM, of_dossier(w, BORN), three_days));
    for (int32_t i = 0; i < 3; i++)
        function(w, QG_FN_DEFINE, 1, call(w, i, local(w, &w->dossier), NULL));
    expect_proved(w);
    const struct qg_function *f = w->c.program->functions;
    assert_int_equal(f[3].readings, 0);
    assert_false(f[3].terms);
    assert_int_equal(f[4].readings, 1U << QG_READING_MONTH_END);
    assert_true(f[4].terms);
    assert_int_equal(f[5].readings, 0);
    assert_true(f[5].terms);
}

// ---- Limits ------------------------------------------------------------------------------------

// A sum whose computation holds `values` loads at a time.
static struct qg_node *wide_sum(struct world *w, int values) {
    struct qg_node *n = of_dossier(w, SIZE);
    for (int i = 1; i < values; i++)
        n = node(w, QG_N_ADD, plain(QG_KIND_COUNT), of_dossier(w, SIZE), n);
    return n;
}

// The argument needs a register as long as there is something to load.
static void a_frame_of_all_registers_is_allowed(void **state) {
    struct world *w = *state;
    function(w, QG_FN_DEFINE, 1, wide_sum(w, QG_REGISTERS));
    expect_proved(w);
    assert_int_equal(w->c.program->functions[0].registers, QG_REGISTERS);
}

static void a_function_too_large_for_a_frame_is_an_error_in_the_policy(void **state) {
    struct world *w = *state;
    function(w, QG_FN_DEFINE, 1, wide_sum(w, QG_REGISTERS + 1));
    assert_int_equal(qg_lower(&w->c), QG_OK);
    assert_null(w->c.program);
    assert_int_equal(qg_diag_errors(&w->c.diags), 1);
    assert_string_equal(w->c.diags.items.at[0]->code, "E0310");
}

static void a_tree_that_cannot_be_is_a_bug_with_a_name(void **state) {
    struct world *w = *state;
    function(w, QG_FN_DEFINE, 1, local(w, variable(w, "x", plain(QG_KIND_COUNT))));
    assert_int_equal(qg_lower(&w->c), QG_FAULT_BUG);
    assert_string_equal(w->c.flaw.what, "a variable that has no value here");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, finish)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_rule_without_a_when_always_applies),
        TEST(a_rule_that_does_not_apply_skips_its_requirement),
        TEST(a_rule_hands_its_outcome_over_in_two_registers),
        TEST(a_severity_of_an_unknown_condition_is_the_else),
        TEST(a_cheap_right_side_is_not_jumped_over),
        TEST(a_costly_right_side_is_jumped_over),
        TEST(a_chain_of_jumps_goes_straight_to_its_end),
        TEST(denial_turns_an_order_round),
        TEST(cheap_branches_are_both_computed),
        TEST(a_costly_branch_that_is_surely_not_wanted_is_skipped),
        TEST(only_the_chosen_reading_runs),
        TEST(existence_without_a_condition_is_a_length),
        TEST(every_is_no_counterexample),
        TEST(a_count_adds_truth),
        TEST(a_sum_takes_nothing_where_the_condition_is_no),
        TEST(a_fold_ends_as_its_kind),
        TEST(a_pick_keeps_three_neighbours),
        TEST(a_loop_over_plain_values_has_a_cursor),
        TEST(a_let_that_nobody_uses_is_not_computed),
        TEST(a_let_used_once_is_computed_where_it_is_used),
        TEST(a_let_used_in_a_loop_is_computed_once),
        TEST(a_let_for_the_requirement_comes_after_the_when),
        TEST(lets_of_lets_are_computed_in_their_order),
        TEST(constants_are_calculated),
        TEST(a_sum_beyond_32_bits_is_left_to_the_machine),
        TEST(what_a_constant_decides_is_taken_out),
        TEST(elements_in_scope_are_handed_on_as_they_stand),
        TEST(other_arguments_are_made_neighbours),
        TEST(derived_fields_are_remembered_unless_they_only_read),
        TEST(an_embedded_object_has_its_header_in_the_image),
        TEST(equal_periods_are_kept_once),
        TEST(what_a_call_depends_on_its_caller_depends_on),
        TEST(a_frame_of_all_registers_is_allowed),
        TEST(a_function_too_large_for_a_frame_is_an_error_in_the_policy),
        TEST(a_tree_that_cannot_be_is_a_bug_with_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
