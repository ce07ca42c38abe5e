// SPDX-License-Identifier: Apache-2.0
//
// What the machine promises of every program: hiding part of a record can only widen a result,
// never change it; tracing gives the same result; and a result that is not known has a fact that
// blocks it. Tried on thousands of random records, with parts hidden at random.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "date.h"
#include "hand_program.h"

enum { ROUNDS = 4000, PROBES = 16, START = 42000 };

static uint64_t seed = 88172645463325252U;

static int32_t below(int32_t limit) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int32_t)(seed >> 33) % limit;
}

static int32_t pick_probe(struct hand *h, uint8_t op, struct qg_instr last) {
    struct qg_instr code[] = {I(LIST, 1, 0, 0, F_HEARINGS),
                              I(PICK_START, 2, 0, 0, 0),
                              I(EACH, 5, 1, 0, 8),
                              I(LOAD, 6, 5, 0, F_DATE),
                              I(LOAD, 7, 5, 0, F_STATUS),
                              I(EQ_I, 7, 7, 0, DECIDED),
                              {op, 2, 5, 6, 7},
                              I(NEXT, 5, 0, 0, 3),
                              I(WIDEN_VALUE, 2, 1, 0, F_HEARINGS),
                              I(PICK_END, 2, 0, 0, 0),
                              last,
                              I(RETURN, 6, 0, 0, 0)};
    struct qg_shape result = last.op == QG_OP_LOAD ? HAND_DATE_SHAPE : HAND_COUNT_SHAPE;
    return hand_function(h, result, 1, 8, code, sizeof code / sizeof *code);
}

static int32_t the_probe(struct hand *h) {
    return HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 8, I(LIST, 1, 0, 0, F_HEARINGS),
                         I(PICK_START, 2, 0, 0, 0), I(EACH, 5, 1, 0, 7), I(LOAD, 7, 5, 0, F_CHAIR),
                         I(EQ_I, 7, 7, 0, 3), I(PICK_THE, 2, 5, 7, 0), I(NEXT, 5, 0, 0, 3),
                         I(THE_END, 2, 1, 0, F_HEARINGS), I(EXISTS, 6, 2, 0, 0),
                         I(RETURN, 6, 0, 0, 0));
}

static int32_t fold_probe(struct hand *h, uint8_t op) {
    struct qg_instr code[] = {I(LIST, 1, 0, 0, F_HEARINGS),
                              I(FOLD_START, 2, 0, 0, 0),
                              I(EACH, 5, 1, 0, 8),
                              I(LOAD, 6, 5, 0, F_DATE),
                              I(LOAD, 7, 5, 0, F_STATUS),
                              I(EQ_I, 7, 7, 0, DECIDED),
                              {op, 2, 6, 7, 0},
                              I(NEXT, 5, 0, 0, 3),
                              I(WIDEN_VALUE, 2, 1, 0, F_HEARINGS),
                              I(FOLD_END, 2, 0, 0, QG_KIND_DATE),
                              I(LE_I, 6, 2, 0, START + 8),
                              I(RETURN, 6, 0, 0, 0)};
    return hand_function(h, HAND_BOOL_SHAPE, 1, 8, code, sizeof code / sizeof *code);
}

static int32_t count_probe(struct hand *h) {
    return HAND_FUNCTION(
        h, HAND_BOOL_SHAPE, 1, 7, I(LIST, 1, 0, 0, F_HEARINGS), I(CONST, 2, 0, 0, 0),
        I(EACH, 3, 1, 0, 10), I(LOAD, 4, 3, 0, F_STATUS), I(EQ_I, 4, 4, 0, DECIDED),
        I(LOAD, 5, 3, 0, F_DATE), I(LE_I, 5, 5, 0, START + 10), I(AND, 4, 4, 5, 0),
        I(ADD, 2, 2, 4, 0), I(NEXT, 3, 0, 0, 3), I(WIDEN_COUNT, 2, 1, 0, F_HEARINGS),
        I(LOAD, 6, 0, 0, F_NUMBER), I(RATIO_GE, 2, 2, 6, 1), I(RETURN, 2, 0, 0, 0));
}

static int32_t some_probe(struct hand *h) {
    return HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 7, I(LIST, 1, 0, 0, F_HEARINGS),
                         I(LOAD, 6, 0, 0, F_BORN), I(DATE_ADD, 6, 6, 0, P_TEN_DAYS),
                         I(CONST, 2, 0, 0, 0), I(EACH, 3, 1, 0, 9), I(LOAD, 5, 3, 0, F_DATE),
                         I(LT, 5, 6, 5, 0), I(OR, 2, 2, 5, 0), I(NEXT, 3, 0, 0, 5),
                         I(WIDEN_SOME, 2, 1, 0, F_HEARINGS), I(RETURN, 2, 0, 0, 0));
}

static int32_t set_probe(struct hand *h, uint8_t op, struct qg_shape result) {
    struct qg_instr code[] = {I(LIST, 1, 0, 0, F_HEARINGS),
                              I(LIST, 2, 0, 0, F_MEMBERS),
                              {op, 3, 1, 2, SET_CHAIRS_MEMBERS},
                              I(RETURN, 3, 0, 0, 0)};
    return hand_function(h, result, 1, 4, code, 4);
}

static int32_t accrual_probe(struct hand *h, uint8_t op, struct qg_shape result, int32_t with) {
    struct qg_instr code[] = {I(LIST, 1, 0, 0, F_PERIODS),
                              I(CONST, 2, 0, 0, with),
                              {op, 3, 1, 2, 0},
                              I(RETURN, 3, 0, 0, 0)};
    return hand_function(h, result, 1, 4, code, 4);
}

static int32_t select_probe(struct hand *h) {
    return HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 4, I(LOAD, 1, 0, 0, F_FLAG),
                         I(LOAD, 2, 0, 0, F_NUMBER), I(CONST, 3, 0, 0, 4), I(MAX, 3, 2, 3, 0),
                         I(SELECT, 1, 1, 2, 3), I(RETURN, 1, 0, 0, 0));
}

static int make_probes(struct hand *h, int32_t probes[PROBES]) {
    int count = 0;
    probes[count++] = pick_probe(h, QG_OP_PICK_MAX, (struct qg_instr)I(LOAD, 6, 2, 0, F_DATE));
    probes[count++] = pick_probe(h, QG_OP_PICK_MIN, (struct qg_instr)I(LOAD, 6, 2, 0, F_DATE));
    probes[count++] = pick_probe(h, QG_OP_PICK_MIN, (struct qg_instr)I(INDEX, 6, 2, 0, 0));
    probes[count++] = pick_probe(h, QG_OP_PICK_MAX, (struct qg_instr)I(INDEX, 6, 2, 0, 0));
    probes[count++] = the_probe(h);
    probes[count++] = fold_probe(h, QG_OP_FOLD_MAX);
    probes[count++] = fold_probe(h, QG_OP_FOLD_MIN);
    probes[count++] = count_probe(h);
    probes[count++] = some_probe(h);
    probes[count++] = set_probe(h, QG_OP_SUBSET, HAND_BOOL_SHAPE);
    probes[count++] = set_probe(h, QG_OP_DISJOINT, HAND_BOOL_SHAPE);
    probes[count++] = set_probe(h, QG_OP_COMMON, HAND_COUNT_SHAPE);
    probes[count++] = set_probe(h, QG_OP_DISTINCT, HAND_COUNT_SHAPE);
    probes[count++] = accrual_probe(h, QG_OP_ACCRUED, HAND_DATE_SHAPE, 2);
    probes[count++] = accrual_probe(h, QG_OP_DUE_COUNT, HAND_COUNT_SHAPE, START + 3000);
    probes[count++] = select_probe(h);
    return count;
}

static void make_record(struct hand *h) {
    qg_record_reset(&h->record);
    assert_int_equal(qg_record_region(&h->record, T_DOSSIER, 0, -1, 0), 1);
    hand_set(h, 1, F_FLAG, below(2));
    hand_set(h, 1, F_NUMBER, below(6));
    hand_set(h, 1, F_BORN, START + below(16));
    hand_list(h, 1, F_HEARINGS);
    hand_list(h, 1, F_PERIODS);
    for (int32_t i = below(6); i > 0; i--)
        hand_set(h, hand_hearing(h, START + below(12), below(2)), F_CHAIR, 1 + below(4));
    for (int32_t i = below(4); i > 0; i--) {
        int32_t from = START + below(3000);
        hand_period(h, from, below(4) == 0 ? QG_DATE_ONGOING : from + below(1500));
    }
    const int32_t members[] = {1 + below(4), 1 + below(4), 1 + below(4)};
    hand_scalars(h, 1, F_MEMBERS, below(4), members);
}

static void hide_fields(struct hand *h, uint32_t ref, enum hand_type type) {
    for (uint32_t i = 0; i < h->types[type].field_count; i++) {
        const struct qg_field *field = &h->fields[h->types[type].first_field + i];
        int32_t *slot = &h->record.slots[ref + field->slot];
        if (field->kind != QG_KIND_OBJECT && below(4) == 0)
            *slot = below(2) == 0 && !field->ongoing ? QG_SLOT_MISSING : QG_SLOT_UNREADABLE;
    }
}

static void hide_some(struct hand *h) {
    for (int f = F_HEARINGS; f <= F_PERIODS; f += F_PERIODS - F_HEARINGS) {
        int32_t list = h->record.slots[1 + h->fields[f].slot];
        int32_t at = h->record.slots[list + QG_LIST_FIRST];
        for (; at > 0; at = h->record.slots[at + QG_AT_NEXT])
            hide_fields(h, (uint32_t)at, f == F_HEARINGS ? T_HEARING : T_PERIOD);
    }
    int32_t members = h->record.slots[1 + h->fields[F_MEMBERS].slot];
    if (below(4) == 0 && h->record.slots[members] > 0)
        h->record.slots[members + 1] = QG_SLOT_UNREADABLE;
    hide_fields(h, 1, T_DOSSIER);
}

static void check_hidden(struct hand *h, int32_t probe, int index, struct qg_value whole) {
    struct qg_why *why;
    const struct qg_fact_ref *facts;
    struct qg_value hidden = hand_value(h, probe);
    struct qg_value traced = qg_machine_traced(&h->machine, probe, &(struct qg_value){1, 1}, &why);
    uint32_t count = qg_why_facts(&h->machine, why, &facts), blocking = 0;
    for (uint32_t i = 0; i < count; i++)
        blocking += !facts[i].known;
    if (hidden.lo > whole.lo || hidden.hi < whole.hi)
        fail_msg("probe %d: [%d,%d] is not within [%d,%d]", index, whole.lo, whole.hi, hidden.lo,
                 hidden.hi);
    assert_value(traced, hidden.lo, hidden.hi);
    if (hidden.lo != hidden.hi && blocking == 0)
        fail_msg("probe %d: nothing blocks [%d,%d]", index, hidden.lo, hidden.hi);
    if (hidden.lo == hidden.hi && blocking > 0)
        fail_msg("probe %d: known, and yet blocked", index);
}

static void hiding_facts_only_widens_results(void **state) {
    (void)state;
    static struct hand h;
    int32_t probes[PROBES];
    struct qg_value whole[PROBES];
    hand_start(&h);
    int count = make_probes(&h, probes);
    hand_run(&h);
    for (int round = 0; round < ROUNDS; round++) {
        make_record(&h);
        qg_machine_reset(&h.machine);
        for (int i = 0; i < count; i++)
            whole[i] = hand_value(&h, probes[i]);
        hide_some(&h);
        for (int i = 0; i < count; i++)
            check_hidden(&h, probes[i], i, whole[i]);
    }
    hand_stop(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(hiding_facts_only_widens_results)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
