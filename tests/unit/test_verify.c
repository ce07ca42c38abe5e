// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hand_program.h"
#include "text.h"

// Programs with one function each. `flaw` is what the verifier must say, or NULL: nothing.
struct attempt {
    const char *flaw;
    enum qg_kind result;
    uint8_t registers;
    struct qg_instr code[12]; // ends at the first RETURN or OUTCOME, or at `count`
    uint8_t count;            // 0: up to that end
};

static uint32_t length_of(const struct attempt *attempt) {
    uint32_t count = 0;
    if (attempt->count > 0)
        return attempt->count;
    while (attempt->code[count].op != QG_OP_RETURN && attempt->code[count].op != QG_OP_OUTCOME)
        count++;
    return count + 1;
}

static void assert_verdict(const struct attempt *attempt, int at) {
    static struct hand h;
    struct qg_flaw flaw;
    hand_start(&h);
    struct qg_shape result = {.kind = attempt->result, .list = QG_NONE};
    (void)hand_function(&h, result, 1, attempt->registers, attempt->code, length_of(attempt));
    bool ok = qg_program_verify(&h.program, &flaw);
    if (ok != (attempt->flaw == NULL))
        fail_msg("attempt %d: %s", at, ok ? "accepted" : flaw.what);
    if (!ok)
        assert_string_equal(flaw.what, attempt->flaw);
    hand_stop(&h);
}

static void assert_verdicts(const struct attempt *attempts, size_t count) {
    for (size_t i = 0; i < count; i++)
        assert_verdict(&attempts[i], (int)i);
}

#define ASSERT_VERDICTS(attempts) assert_verdicts(attempts, sizeof(attempts) / sizeof *(attempts))

#define SHAPE  "code: a register of the wrong shape"
#define SCALAR "code: a register that holds no scalar"
#define NUMBER "code: a register that holds no number"
#define JUMP   "code: a jump out of its function or the wrong way"
#define TABLE  "code: an immediate out of its table"

static void registers_are_written_before_they_are_read(void **state) {
    (void)state;
    static const struct attempt attempts[] = {
        {SHAPE, QG_KIND_BOOL, 2, {I(NOT, 1, 1, 0, 0), I(RETURN, 1, 0, 0, 0)}, 0},
        {"code: reads a register never written",
         QG_KIND_BOOL,
         3,
         {I(COPY, 1, 2, 0, 0), I(RETURN, 1, 0, 0, 0)},
         0},
        {"code: a register beyond the frame",
         QG_KIND_BOOL,
         2,
         {I(CONST, 2, 0, 0, 1), I(RETURN, 2, 0, 0, 0)},
         0},
        // Written on one way only.
        {SHAPE,
         QG_KIND_BOOL,
         3,
         {I(LOAD, 1, 0, 0, F_FLAG), I(JUMP_NO, 1, 0, 0, 3), I(CONST, 2, 0, 0, 1),
          I(RETURN, 2, 0, 0, 0)},
         0},
        {NULL,
         QG_KIND_BOOL,
         3,
         {I(LOAD, 1, 0, 0, F_FLAG), I(CONST, 2, 0, 0, 0), I(JUMP_NO, 1, 0, 0, 4),
          I(CONST, 2, 0, 0, 1), I(RETURN, 2, 0, 0, 0)},
         0},
    };
    ASSERT_VERDICTS(attempts);
}

static void operands_are_of_the_kind_their_use_demands(void **state) {
    (void)state;
    static const struct attempt attempts[] = {
        {SHAPE,
         QG_KIND_BOOL,
         2,
         {I(LOAD, 1, 0, 0, F_BORN), I(NOT, 1, 1, 0, 0), I(RETURN, 1, 0, 0, 0)},
         0},
        {NUMBER,
         QG_KIND_COUNT,
         2,
         {I(LOAD, 1, 0, 0, F_BORN), I(ADD, 1, 1, 1, 0), I(RETURN, 1, 0, 0, 0)},
         0},
        {"code: compares values of different kinds",
         QG_KIND_BOOL,
         3,
         {I(LOAD, 1, 0, 0, F_BORN), I(LOAD, 2, 0, 0, F_NUMBER), I(LT, 1, 1, 2, 0),
          I(RETURN, 1, 0, 0, 0)},
         0},
        {SHAPE, QG_KIND_DATE, 2, {I(LOAD, 1, 0, 0, F_NUMBER), I(RETURN, 1, 0, 0, 0)}, 0},
        {SCALAR, QG_KIND_BOOL, 2, {I(EQ_I, 1, 0, 0, 1), I(RETURN, 1, 0, 0, 0)}, 0},
        {NULL,
         QG_KIND_COUNT,
         2,
         {I(LOAD, 1, 0, 0, F_FLAG), I(ADD, 1, 1, 1, 0), I(RETURN, 1, 0, 0, 0)},
         0},
        {"code: a register that holds no enum",
         QG_KIND_BOOL,
         2,
         {I(LOAD, 1, 0, 0, F_BORN), I(IN_MASK, 1, 1, 0, 1), I(RETURN, 1, 0, 0, 0)},
         0},
    };
    ASSERT_VERDICTS(attempts);
}

static void fields_are_loaded_from_regions_of_their_owner(void **state) {
    (void)state;
    static const struct attempt attempts[] = {
        {SHAPE, QG_KIND_DATE, 2, {I(LOAD, 1, 0, 0, F_DATE), I(RETURN, 1, 0, 0, 0)}, 0},
        {SHAPE,
         QG_KIND_DATE,
         2,
         {I(CONST, 1, 0, 0, 5), I(LOAD, 1, 1, 0, F_BORN), I(RETURN, 1, 0, 0, 0)},
         0},
        {NULL,
         QG_KIND_DATE,
         2,
         {I(CONST, 1, 0, 0, 0), I(LOAD, 1, 1, 0, F_BORN), I(RETURN, 1, 0, 0, 0)},
         0},
        {"code: a field of another kind",
         QG_KIND_DATE,
         2,
         {I(LOAD, 1, 0, 0, F_HEARINGS), I(RETURN, 1, 0, 0, 0)},
         0},
        {"code: a field of another kind",
         QG_KIND_DATE,
         2,
         {I(LIST, 1, 0, 0, F_BORN), I(RETURN, 1, 0, 0, 0)},
         0},
        {TABLE, QG_KIND_DATE, 2, {I(LOAD, 1, 0, 0, F_COUNT), I(RETURN, 1, 0, 0, 0)}, 0},
        {TABLE, QG_KIND_DATE, 2, {I(LOAD, 1, 0, 0, -1), I(RETURN, 1, 0, 0, 0)}, 0},
        {"code: an owner that is not always of one type",
         QG_KIND_DATE,
         2,
         {I(OWNER, 1, 0, 0, 1), I(LOAD, 1, 1, 0, F_BORN), I(RETURN, 1, 0, 0, 0)},
         0},
        {NULL,
         QG_KIND_DATE,
         2,
         {I(NESTED, 1, 0, 0, F_NOTICE), I(OWNER, 1, 1, 0, 1), I(LOAD, 1, 1, 0, F_BORN),
          I(RETURN, 1, 0, 0, 0)},
         0},
    };
    ASSERT_VERDICTS(attempts);
}

static void jumps_stay_in_their_function_and_go_forward(void **state) {
    (void)state;
    static const struct attempt attempts[] = {
        {JUMP, QG_KIND_BOOL, 2, {I(JUMP, 0, 0, 0, 2), I(RETURN, 1, 0, 0, 0)}, 0},
        {JUMP,
         QG_KIND_BOOL,
         2,
         {I(CONST, 1, 0, 0, 0), I(JUMP, 0, 0, 0, 0), I(RETURN, 1, 0, 0, 0)},
         0},
        {JUMP, QG_KIND_BOOL, 2, {I(JUMP, 0, 0, 0, -1), I(RETURN, 1, 0, 0, 0)}, 0},
        {JUMP, QG_KIND_BOOL, 2, {I(NEXT, 0, 0, 0, 1), I(RETURN, 1, 0, 0, 0)}, 0},
        {"code: runs past the end of its function", QG_KIND_BOOL, 2, {I(CONST, 1, 0, 0, 0)}, 1},
        {"code: no such instruction", QG_KIND_BOOL, 2, {{QG_OP_LIMIT, 0, 0, 0, 0}}, 1},
    };
    ASSERT_VERDICTS(attempts);
}

static void loops_keep_the_shapes_they_rely_on(void **state) {
    (void)state;
    static const struct attempt attempts[] = {
        // Register 2 is a date before the loop and a truth after its first round.
        {SHAPE,
         QG_KIND_DATE,
         4,
         {I(LIST, 1, 0, 0, F_HEARINGS), I(LOAD, 2, 0, 0, F_BORN), I(EACH, 3, 1, 0, 6),
          I(DATE_ADD, 2, 2, 0, P_ONE_MONTH), I(LOAD, 2, 0, 0, F_FLAG), I(NEXT, 3, 0, 0, 3),
          I(RETURN, 2, 0, 0, 0)},
         0},
        // A constant before the loop, a count in it.
        {NULL,
         QG_KIND_COUNT,
         4,
         {I(LIST, 1, 0, 0, F_HEARINGS), I(CONST, 2, 0, 0, 0), I(EACH, 3, 1, 0, 6),
          I(LOAD, 0, 0, 0, F_NUMBER), I(CONST, 0, 0, 0, 0), I(NEXT, 3, 0, 0, 3),
          I(RETURN, 2, 0, 0, 0)},
         0},
        {"code: loops over a list of the other kind",
         QG_KIND_COUNT,
         4,
         {I(LIST, 1, 0, 0, F_MEMBERS), I(EACH, 2, 1, 0, 2), I(RETURN, 2, 0, 0, 0)},
         0},
        {SHAPE, QG_KIND_COUNT, 4, {I(NEXT_VALUE, 1, 0, 0, 0), I(RETURN, 1, 0, 0, 0)}, 0},
    };
    ASSERT_VERDICTS(attempts);
}

static void folds_and_picks_are_begun_and_ended(void **state) {
    (void)state;
    static const struct attempt attempts[] = {
        {SHAPE, QG_KIND_DATE, 2, {I(FOLD_END, 1, 0, 0, QG_KIND_DATE), I(RETURN, 1, 0, 0, 0)}, 0},
        {SHAPE, QG_KIND_DATE, 2, {I(FOLD_START, 1, 0, 0, 0), I(RETURN, 1, 0, 0, 0)}, 0},
        {"code: ends a fold over another kind",
         QG_KIND_DATE,
         4,
         {I(FOLD_START, 1, 0, 0, 0), I(LOAD, 2, 0, 0, F_NUMBER), I(CONST, 3, 0, 0, 1),
          I(FOLD_MAX, 1, 2, 3, 0), I(FOLD_END, 1, 0, 0, QG_KIND_DATE), I(RETURN, 1, 0, 0, 0)},
         0},
        {"code: a register beyond the frame",
         QG_KIND_DATE,
         3,
         {I(PICK_START, 1, 0, 0, 0), I(RETURN, 1, 0, 0, 0)},
         0},
        {"code: ends a pick that was never made",
         QG_KIND_DATE,
         4,
         {I(PICK_START, 1, 0, 0, 0), I(PICK_END, 1, 0, 0, 0), I(RETURN, 1, 0, 0, 0)},
         0},
        {"code: widens what is neither a fold nor a pick",
         QG_KIND_DATE,
         4,
         {I(LIST, 1, 0, 0, F_HEARINGS), I(CONST, 2, 0, 0, 0), I(WIDEN_VALUE, 2, 1, 0, F_HEARINGS),
          I(RETURN, 2, 0, 0, 0)},
         0},
    };
    ASSERT_VERDICTS(attempts);
}

static void set_operations_get_the_lists_of_their_set(void **state) {
    (void)state;
    static const struct attempt attempts[] = {
        {"code: a list that is none of the set's",
         QG_KIND_BOOL,
         3,
         {I(LIST, 1, 0, 0, F_MEMBERS), I(SUBSET, 1, 1, 1, SET_CHAIRS_MEMBERS),
          I(RETURN, 1, 0, 0, 0)},
         0},
        {"code: lists of different kinds",
         QG_KIND_BOOL,
         3,
         {I(LOAD, 1, 0, 0, F_BORN), I(LIST, 2, 0, 0, F_MEMBERS),
          I(MEMBER, 1, 1, 2, SET_CHAIRS_MEMBERS), I(RETURN, 1, 0, 0, 0)},
         0},
        {TABLE,
         QG_KIND_BOOL,
         3,
         {I(LIST, 1, 0, 0, F_MEMBERS), I(DISTINCT, 1, 1, 0, SET_COUNT), I(RETURN, 1, 0, 0, 0)},
         0},
    };
    ASSERT_VERDICTS(attempts);
}

static void assert_refused(struct hand *h, const char *what) {
    struct qg_flaw flaw;
    assert_false(qg_program_verify(&h->program, &flaw));
    assert_string_equal(flaw.what, what);
}

static int32_t caller_of(struct hand *h, int32_t callee) {
    return HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(CALL, 1, 0, 0, callee), I(RETURN, 1, 0, 0, 0));
}

static void functions_that_call_each_other_in_a_circle_are_refused(void **state) {
    struct hand *h = *state;
    (void)caller_of(h, 1);
    (void)caller_of(h, 0);
    assert_refused(h, "code: calls nest too deep, or in a circle");
}

static void calls_may_nest_to_the_limit_and_no_further(void **state) {
    struct hand *h = *state;
    struct qg_flaw flaw;
    int32_t below =
        HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_FLAG), I(RETURN, 1, 0, 0, 0));
    for (int i = 0; i < QG_CALL_DEPTH; i++)
        below = caller_of(h, below);
    assert_true(qg_program_verify(&h->program, &flaw));
    (void)caller_of(h, below);
    assert_refused(h, "code: calls nest too deep, or in a circle");
}

static void arguments_have_the_shapes_that_were_declared(void **state) {
    struct hand *h = *state;
    (void)HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_FLAG), I(RETURN, 1, 0, 0, 0));
    (void)HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_FLAG), I(CALL, 1, 1, 0, 0),
                        I(RETURN, 1, 0, 0, 0));
    assert_refused(h, SHAPE);
}

static void rules_and_only_they_end_in_an_outcome(void **state) {
    struct hand *h = *state;
    int32_t rule =
        HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_FLAG), I(OUTCOME, 1, 1, 0, 0));
    struct qg_flaw flaw;
    assert_refused(h, "code: rules, and only they, end in an outcome");
    h->functions[rule].purpose = QG_FN_RULE;
    assert_true(qg_program_verify(&h->program, &flaw));
    (void)caller_of(h, rule);
    assert_refused(h, "code: calls a rule");
}

static void readings_and_terms_in_use_are_announced(void **state) {
    struct hand *h = *state;
    struct qg_flaw flaw;
    int32_t f = HAND_FUNCTION(h, HAND_DATE_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_BORN),
                              I(TERM, 1, 1, 0, P_ONE_MONTH), I(RETURN, 1, 0, 0, 0));
    h->functions[f].readings = 0;
    assert_refused(h, "code: uses a reading that its function does not name");
    h->functions[f].readings = 1u << QG_READING_MONTH_END;
    h->functions[f].terms = false;
    assert_refused(h, "code: uses terms unannounced");
    h->functions[f].terms = true;
    assert_true(qg_program_verify(&h->program, &flaw));
}

static void regions_have_no_slot_twice_and_no_reference_to_start_with(void **state) {
    struct hand *h = *state;
    struct qg_flaw flaw;
    assert_true(qg_program_verify(&h->program, &flaw));
    h->fields[F_FLAG].slot = h->fields[F_NUMBER].slot;
    assert_refused(h, "types: two fields share a slot");
    h->fields[F_FLAG].slot = h->types[T_DOSSIER].slots;
    assert_refused(h, "types: a field lies outside its region");
    h->fields[F_FLAG].slot = h->fields[F_NUMBER].slot + 1;
    h->image[T_DOSSIER][h->fields[F_MEMBERS].slot] = 3;
    assert_refused(h, "types: the image holds a value");
    h->image[T_DOSSIER][h->fields[F_MEMBERS].slot] = QG_SLOT_MISSING;
    h->image[T_DOSSIER][h->fields[F_NOTICE].slot + QG_AT_BACK] = 1;
    assert_refused(h, "types: the image of an embedded region is wrong");
}

static void a_path_leads_through_what_a_record_embeds_to_a_name(void **state) {
    struct hand *h = *state;
    struct qg_flaw flaw;
    int32_t path[] = {F_NOTICE, F_SERVED_ON};
    h->types[T_DOSSIER].person = (struct qg_path){path, 2};
    assert_refused(h, "types: a path does not lead to a name"); // but to a day
    path[0] = F_HEARINGS;
    path[1] = F_CHAIR;
    assert_refused(h, "types: a path does not lead to a name"); // through a list
    path[0] = 1000;
    assert_refused(h, "types: a path leads through no field");
    path[0] = F_CHAIR;
    h->types[T_DOSSIER].person.count = 1;
    assert_refused(h, "types: a path does not lead to a name"); // of another type
    h->types[T_DOSSIER].person.count = 0;
    h->types[T_HEARING].body = (struct qg_path){path, 1};
    assert_refused(h, "types: a path from what is no record");
    h->types[T_HEARING].body.count = 0;
    assert_true(qg_program_verify(&h->program, &flaw));
    h->fields[F_FLAG].title.in[QG_LANG_EN] = QG_STR("a flag");
    assert_refused(h, "types: only a date has a title");
}

static void a_field_that_is_said_to_be_unread_is_not_read(void **state) {
    struct hand *h = *state;
    struct qg_flaw flaw;
    h->fields[F_BORN].unread = h->fields[F_HEARINGS].unread = true;
    assert_true(qg_program_verify(&h->program, &flaw));
    (void)HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(RECORDED, 1, 0, 0, F_BORN),
                        I(RETURN, 1, 0, 0, 0));
    assert_true(qg_program_verify(&h->program, &flaw));
    (void)HAND_FUNCTION(h, HAND_DATE_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_BORN), I(RETURN, 1, 0, 0, 0));
    assert_refused(h, "code: a field that is said to be unread");
}

static void operand_tables_hold_what_the_machine_can_use(void **state) {
    struct hand *h = *state;
    h->periods[P_FIVE_WORKDAYS].calendar = 1;
    assert_refused(h, "periods: working days without a calendar");
    h->periods[P_FIVE_WORKDAYS] = (struct qg_period){0, 1, 5, 0, 1};
    assert_refused(h, "periods: working days stand by themselves");
    h->periods[P_FIVE_WORKDAYS] = (struct qg_period){0, 1, 0, 0, 0};
    assert_refused(h, "periods: out of range");
    h->periods[P_FIVE_WORKDAYS].sign = 1;
    h->sets[0].right = F_BORN;
    assert_refused(h, "sets: a side is no list of scalars");
}

static void a_flag_asks_about_what_verdicts_are_given_for(void **state) {
    struct hand *h = *state;
    struct qg_flaw flaw;
    const struct qg_act act = {.verdict_type = T_DOSSIER, .from_fn = QG_NONE, .until_fn = QG_NONE};
    const struct qg_scope scope = {.kind = QG_SCOPE_RECORD,
                                   .parent = QG_NONE,
                                   .type = T_DOSSIER,
                                   .where = QG_NONE,
                                   .dated = QG_NONE,
                                   .depth = 1};
    int32_t asks =
        HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_FLAG), I(RETURN, 1, 0, 0, 0));
    int32_t counts =
        HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_NUMBER), I(RETURN, 1, 0, 0, 0));
    struct qg_flag flag = {
        .check = asks, .due = QG_NONE, .remark = QG_NONE, .in_force = QG_NONE, .worlds = 1};
    struct qg_act acts[] = {act};
    h->program.acts = acts;
    h->program.act_count = 1;
    h->program.scopes = &scope;
    h->program.scope_count = 1;
    h->program.flags = &flag;
    h->program.flag_count = 1;
    assert_true(qg_program_verify(&h->program, &flaw));
    flag.check = counts;
    assert_refused(h, "flags: the check is no such function");
    flag.check = asks;
    flag.remark = 0;
    assert_refused(h, "flags: the remark does not fit");
    int32_t ends =
        HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_FLAG), I(OUTCOME, 1, 1, 0, 0));
    h->functions[ends].purpose = QG_FN_RULE;
    const struct qg_piece hole = {.fn = ends};
    const struct qg_message message = {.count = {[QG_LANG_EN] = 1}};
    h->program.pieces = &hole;
    h->program.piece_count = 1;
    h->program.messages = &message;
    h->program.message_count = 1;
    assert_refused(h, "flags: the remark does not fit"); // an outcome cannot be printed
    flag.remark = QG_NONE;
    flag.scope = 1;
    assert_refused(h, "flags: no such act or scope");
    flag.scope = 0;
    acts[0].verdict_type = T_HEARING;
    assert_refused(h, "flags: no verdict is given for its elements");
}

static void a_scope_is_of_a_kind_that_there_is(void **state) {
    struct hand *h = *state;
    struct qg_flaw flaw;
    const struct qg_act act = {.verdict_type = T_DOSSIER, .from_fn = QG_NONE, .until_fn = QG_NONE};
    struct qg_scope scopes[2] = {
        {.kind = QG_SCOPE_RECORD,
         .parent = QG_NONE,
         .type = T_DOSSIER,
         .where = QG_NONE,
         .dated = QG_NONE,
         .depth = 1},
        {.kind = QG_SCOPE_NUMBERS, .where = QG_NONE, .dated = QG_NONE, .depth = 2}};
    scopes[1].list = scopes[1].last =
        HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_NUMBER), I(RETURN, 1, 0, 0, 0));
    h->program.acts = &act;
    h->program.act_count = 1;
    h->program.scopes = scopes;
    h->program.scope_count = 2;
    assert_true(qg_program_verify(&h->program, &flaw));
    scopes[1].kind = (enum qg_scope_kind)(QG_SCOPE_NUMBERS + 1);
    assert_refused(h, "scopes: no such kind, act or type");
}

static void a_program_is_listed_by_names(void **state) {
    struct hand *h = *state;
    struct qg_text text = {0};
    (void)HAND_FUNCTION(h, HAND_DATE_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_BORN),
                        I(TERM, 1, 1, 0, P_ONE_MONTH), I(LOAD, 1, 0, 0, 999),
                        I(RETURN, 1, 0, 0, 0));
    qg_program_list(&h->program, &text);
    assert_non_null(text.at);
    assert_non_null(strstr(text.at, "load r1 r0 dossier.born\n"));
    assert_non_null(strstr(text.at, "term r1 r1 +1m0d\n"));
    assert_non_null(strstr(text.at, "load r1 r0 field[999]\n"));
    assert_non_null(strstr(text.at, "hearings: list of hearing section 1\n"));
    qg_text_free(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, hand_set_up, hand_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(registers_are_written_before_they_are_read),
        cmocka_unit_test(operands_are_of_the_kind_their_use_demands),
        cmocka_unit_test(fields_are_loaded_from_regions_of_their_owner),
        cmocka_unit_test(jumps_stay_in_their_function_and_go_forward),
        cmocka_unit_test(loops_keep_the_shapes_they_rely_on),
        cmocka_unit_test(folds_and_picks_are_begun_and_ended),
        cmocka_unit_test(set_operations_get_the_lists_of_their_set),
        TEST(functions_that_call_each_other_in_a_circle_are_refused),
        TEST(calls_may_nest_to_the_limit_and_no_further),
        TEST(arguments_have_the_shapes_that_were_declared),
        TEST(rules_and_only_they_end_in_an_outcome),
        TEST(readings_and_terms_in_use_are_announced),
        TEST(regions_have_no_slot_twice_and_no_reference_to_start_with),
        TEST(a_path_leads_through_what_a_record_embeds_to_a_name),
        TEST(a_field_that_is_said_to_be_unread_is_not_read),
        TEST(operand_tables_hold_what_the_machine_can_use),
        TEST(a_flag_asks_about_what_verdicts_are_given_for),
        TEST(a_scope_is_of_a_kind_that_there_is),
        TEST(a_program_is_listed_by_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
