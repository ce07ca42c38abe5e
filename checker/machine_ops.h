// SPDX-License-Identifier: Apache-2.0
//
// The bodies of the instructions, in the words of loop.h. They are compiled into the
// plain run and the counting one, where WHY(…) is nothing, and into the tracing one, where it is
// what the register's why becomes. An instruction of the form
//
//     PUT(value, why)
//
// computes both from the operands before either register is written, so that a register may be
// read and written by one instruction.
//
// Nothing is checked here that qg_program_verify has proved: indices, shapes, jumps. Steps are
// paid where time can grow: at a loop's end for the whole of its body, at a call for the whole of
// the callee.

// clang-format off
        OP(CONST)
            PUT(qg_exactly(ip->imm), NULL);
        OP(RANGE)
            PUT(qg_unknown_of(program, qg_immediate_kind(ip->imm), qg_immediate_index(ip->imm)), NULL);
        OP(COPY)
            PUT(B, w[ip->b]);
        OP(PARAMETER)
            PUT(m->settings->parameters[ip->imm], NULL);
        OP(READING)
            PUT(qg_exactly(m->readings[ip->imm]), NULL);
        OP(AS_OF)
            PUT(m->settings->as_of, NULL);

        OP(LOAD) {
            int32_t slot = qg_slot_of(slots, &fields[ip->imm], B);
            PUT(qg_loaded(&fields[ip->imm], slot), qg_why_field(m, GIVEN(b), ip->imm, slot >= 0));
        }
        OP(NESTED)
            PUT(qg_nested(&fields[ip->imm], B), w[ip->b]);
        OP(LIST) {
            struct qg_value list = qg_list_of(m, B.lo, ip->imm);
            PUT(list, qg_why_field(m, GIVEN(b), ip->imm, qg_is_known(list) && list.lo >= 0));
        }
        OP(RECORDED) {
            struct qg_value recorded = qg_recorded_of(m, B.lo, ip->imm);
            PUT(recorded, qg_why_field(m, GIVEN(b), ip->imm, qg_is_known(recorded)));
        }
        OP(EXISTS)
            PUT(qg_truth(B.lo > 0, B.lo != 0), w[ip->b]);
        OP(OWNER)
            PUT(qg_owner_of(slots, B, ip->imm), w[ip->b]);
        OP(INDEX)
            PUT(B.lo > 0 ? qg_exactly(slots[B.lo + QG_AT_INDEX]) : QG_ANY_COUNT,
                B.lo == 0 ? qg_why_blocked(m, w[ip->b]) : w[ip->b]);

        OP(NOT)
            PUT(qg_not(B), w[ip->b]);
        OP(AND)
            PUT(qg_and(B, C), qg_why_logic(m, qg_and(B, C), 0, GIVEN(b), GIVEN(c)));
        OP(OR)
            PUT(qg_or(B, C), qg_why_logic(m, qg_or(B, C), 1, GIVEN(b), GIVEN(c)));
        OP(SELECT) {
            struct qg_value no = r[ip->imm];
            PUT(B.lo == 1 ? C : B.hi == 0 ? no : qg_hull(C, no), qg_trace_select(m, FRAME, ip));
        }
        OP(SELECT_REF) {
            struct qg_value no = r[ip->imm];
            PUT(B.lo == 1 ? C : B.hi == 0 || qg_is_same(C, no) ? no : QG_UNKNOWN_REF,
                qg_trace_select(m, FRAME, ip));
        }
        OP(KNOWN)
            PUT(qg_truth(qg_is_known(B), true), w[ip->b]);

        OP(EQ)
            BINARY(qg_equal(B, C));
        OP(NE)
            BINARY(qg_not(qg_equal(B, C)));
        OP(LT)
            PUT(qg_less(B, C), qg_why_order(m, qg_less(B, C), true, GIVEN(b), GIVEN(c)));
        OP(LE)
            PUT(qg_less_equal(B, C),
                qg_why_order(m, qg_less_equal(B, C), false, GIVEN(b), GIVEN(c)));
        OP(EQ_I)
            UNARY(qg_equal(B, qg_exactly(ip->imm)));
        OP(LE_I)
            UNARY(qg_less_equal(B, qg_exactly(ip->imm)));
        OP(GE_I)
            UNARY(qg_less_equal(qg_exactly(ip->imm), B));
        OP(IN_MASK)
            UNARY(qg_in_mask(B, (uint32_t)ip->imm));
        OP(RATIO_GE)
            BINARY(qg_ratio_reached(B, C, program->ratios[ip->imm], false));
        OP(RATIO_GT)
            BINARY(qg_ratio_reached(B, C, program->ratios[ip->imm], true));
        OP(ODD)
            UNARY(qg_odd(B));

        OP(ADD)
            PUT(qg_add(B, C), qg_why_join(m, w[ip->b], w[ip->c]));
        OP(SUBTRACT)
            PUT(qg_subtract(B, C), qg_why_join(m, w[ip->b], w[ip->c]));
        OP(MULTIPLY_I)
            PUT(qg_multiply(B, ip->imm), w[ip->b]);
        OP(MIN)
            PUT(qg_min(B, C), qg_trace_extreme(m, qg_min(B, C), GIVEN(b), GIVEN(c)));
        OP(MAX)
            PUT(qg_max(B, C), qg_trace_extreme(m, qg_max(B, C), GIVEN(b), GIVEN(c)));

        OP(DATE_ADD) {
            struct qg_value end = qg_dates_move(m, B, ip->imm);
            PUT(end, qg_why_term(m, end, qg_why_both(m, end, GIVEN(b), GIVEN(b))));
        }
        OP(TERM) {
            struct qg_value end = qg_dates_term(m, B, ip->imm);
            PUT(end, qg_why_term(m, end, qg_why_both(m, end, GIVEN(b), GIVEN(b))));
        }
        OP(ADD_MONTHS)
            BINARY(qg_dates_add_months(m, B, C));
        OP(ROLL)
            UNARY(qg_dates_roll(m, B, ip->imm));
        OP(DAY_OF)
            UNARY(qg_dates_day_of(B));
        OP(YEAR_END)
            UNARY(qg_dates_year_end(B));
        OP(HALF_START)
            UNARY(qg_dates_half_start(B));
        OP(ACCRUED)
            OF_LISTS(qg_dates_accrued(m, B, C, ip->imm),
                     qg_trace_accrual(m, GIVEN(b), GIVEN(c), ip->imm));
        OP(DUE_COUNT)
            OF_LISTS(qg_dates_due_count(m, B, C, ip->imm),
                     qg_trace_accrual(m, GIVEN(b), GIVEN(c), ip->imm));
        OP(GRID_NTH)
            BINARY(qg_dates_grid_nth(m, B, C, ip->imm));
        OP(GRID_COUNT)
            BINARY(qg_dates_grid_count(m, B, C, ip->imm));

        OP(JUMP)
            GO(ip->imm);
        OP(JUMP_NO)
            GO_IF(A.hi == 0, ip->imm);
        OP(JUMP_YES)
            GO_IF(A.lo == 1, ip->imm);
        OP(EACH) {
            int32_t first = B.lo > 0 ? slots[B.lo + QG_LIST_FIRST] : 0;
            if (first == 0)
                GO(ip->imm);
            PUT(qg_exactly(first), NULL);
        }
        OP(NEXT) {
            int32_t next = A.lo > 0 ? slots[A.lo + QG_AT_NEXT] : 0;
            if (next == 0)
                SKIP;
            A = qg_exactly(next);
            AGAIN(ip->imm);
        }
        OP(EACH_VALUE) {
            int32_t count = B.lo > 0 ? slots[B.lo + QG_LIST_COUNT] : 0, at = B.lo + 1;
            if (count == 0)
                GO(ip->imm);
            WHY(w[ip->a + 1] = w[ip->b]);
            r[ip->a + 1] = (struct qg_value){at, at + count - 1};
            PUT(qg_value_at(slots, at), qg_trace_value(m, w[ip->a + 1], slots[at]));
        }
        OP(NEXT_VALUE) {
            struct qg_value *cursor = &r[ip->a + 1];
            if (cursor->lo >= cursor->hi)
                SKIP;
            A = qg_value_at(slots, ++cursor->lo);
            WHY(w[ip->a] = qg_trace_value(m, w[ip->a + 1], slots[cursor->lo]));
            AGAIN(ip->imm);
        }

        OP(WIDEN_SOME)
            PUT(qg_is_whole(B) ? A : qg_truth(A.lo == 1, true), qg_trace_widen_some(m, FRAME, ip));
        OP(WIDEN_COUNT)
            PUT(qg_is_whole(B) ? A : ((struct qg_value){A.lo, INT32_MAX}),
                qg_why_join(m, w[ip->a], w[ip->b]));
        OP(WIDEN_VALUE)
            PUT(qg_is_whole(B) ? A : QG_FOLD_NOTHING, qg_trace_widen_value(m, FRAME, ip));

        OP(FOLD_START)
            PUT(QG_FOLD_NOTHING, NULL);
        OP(FOLD_MAX)
            PUT(qg_fold_max(A, B, C), qg_trace_fold(m, FRAME, ip));
        OP(FOLD_MIN)
            PUT(qg_fold_min(A, B, C), qg_trace_fold(m, FRAME, ip));
        OP(FOLD_END)
            PUT(qg_fold_is_sure(A) ? A : qg_anything_of(qg_immediate_kind(ip->imm)),
                qg_trace_fold_end(m, GIVEN(a)));
        OP(PICK_START)
            WHY(w[ip->a + 1] = w[ip->a + 2] = NULL);
            r[ip->a + 1] = r[ip->a + 2] = QG_TRUTH_NO;
            PUT(qg_exactly(0), NULL);
        OP(PICK_MAX) {
            struct qg_candidate candidate = {B.lo, C, r[ip->imm]};
            enum qg_pick_change change = qg_pick_latest(&A, candidate);
            WHY(qg_trace_pick(m, FRAME, ip, change));
            (void)change;
            SKIP;
        }
        OP(PICK_MIN) {
            struct qg_candidate candidate = {B.lo, C, r[ip->imm]};
            enum qg_pick_change change = qg_pick_earliest(&A, candidate);
            WHY(qg_trace_pick(m, FRAME, ip, change));
            (void)change;
            SKIP;
        }
        OP(PICK_END)
            PUT(qg_picked(&A), qg_trace_picked(m, FRAME, ip));

        OP(PICK_THE) {
            enum qg_pick_change change = qg_pick_the(&A, B.lo, C);
            WHY(qg_trace_the(m, FRAME, ip, change));
            (void)change;
            SKIP;
        }
        OP(THE_END)
            PUT(qg_picked_the(&A, qg_is_whole(B)), qg_trace_picked_the(m, FRAME, ip));

        OP(MEMBER)
            OF_LISTS(qg_sets_member(m, B, C, ip->imm),
                     qg_trace_member(m, GIVEN(b), GIVEN(c), ip->imm));
        OP(SUBSET)
            OF_LISTS(qg_sets_subset(m, B, C, ip->imm),
                     qg_trace_lists(m, GIVEN(b), GIVEN(c), ip->imm));
        OP(DISJOINT)
            OF_LISTS(qg_sets_disjoint(m, B, C, ip->imm),
                     qg_trace_lists(m, GIVEN(b), GIVEN(c), ip->imm));
        OP(COMMON)
            OF_LISTS(qg_sets_common(m, B, C, ip->imm),
                     qg_trace_lists(m, GIVEN(b), GIVEN(c), ip->imm));
        OP(DISTINCT)
            OF_LISTS(qg_sets_distinct(m, B, ip->imm),
                     qg_why_list(m, GIVEN(b), program->sets[ip->imm].left_field));
        OP(LENGTH)
            PUT(qg_sets_length(m, B), w[ip->b]);
// clang-format on
