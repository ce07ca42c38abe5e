// SPDX-License-Identifier: Apache-2.0
//
// Quotas over populations of which not everything is known: held against going through every way
// in which it may turn out.
#include "crowd.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { MOST = 2, KINDS = 2 * QG_HAVINGS };

// The numbers of one way in which all turns out.
struct way {
    uint64_t members, having;
};

// What going through all ways with somebody in them finds.
struct tried {
    bool any, empty, met, broken;
};

static bool quota_met(const struct qg_population *p, struct way w) {
    uint64_t left = p->den == 0 ? w.having : w.having * (uint64_t)p->den;
    uint64_t right = p->den == 0 ? (uint64_t)p->num : w.members * (uint64_t)p->num;
    if (p->demand == QG_DEMAND_AT_LEAST)
        return left >= right;
    return p->demand == QG_DEMAND_MORE_THAN ? left > right : left <= right;
}

// Lets the elements from kind `kind` on choose, one after the other. Kinds 0 to 2 belong.
static void choose(struct tried *out, const struct qg_population *p, unsigned left[KINDS],
                   unsigned kind, struct way way) {
    while (kind < KINDS && left[kind] == 0)
        kind++;
    if (kind == KINDS) {
        out->empty |= way.members == 0;
        out->any |= way.members > 0;
        if (way.members > 0)
            *(quota_met(p, way) ? &out->met : &out->broken) = true;
        return;
    }
    unsigned having = kind % QG_HAVINGS;
    left[kind]--;
    if (kind >= QG_HAVINGS)
        choose(out, p, left, kind, way);
    if (having != QG_HAS)
        choose(out, p, left, kind, (struct way){way.members + 1, way.having});
    if (having != QG_LACKS)
        choose(out, p, left, kind, (struct way){way.members + 1, way.having + 1});
    left[kind]++;
}

static enum qg_outcome by_trying(const struct qg_population *p, unsigned counts[KINDS]) {
    struct tried tried = {0};
    choose(&tried, p, counts, 0, (struct way){0, 0});
    if (!tried.any)
        return QG_NOT_APPLICABLE;
    if (!tried.broken)
        return QG_SATISFIED;
    return !tried.met && !tried.empty ? QG_VIOLATED : QG_UNDETERMINED;
}

static void hold_against_trying(const struct qg_population *p) {
    unsigned counts[KINDS] = {0};
    for (;;) {
        struct qg_crowd crowd = {{counts[0], counts[1], counts[2]},
                                 {counts[3], counts[4], counts[5]}};
        assert_int_equal(qg_crowd_outcome(&crowd, p), by_trying(p, counts));
        unsigned at = 0;
        while (at < KINDS && counts[at] == MOST)
            counts[at++] = 0;
        if (at == KINDS)
            return;
        counts[at]++;
    }
}

static void a_quota_comes_out_as_going_through_every_way_does(void **state) {
    static const int32_t portions[][2] = {{1, 3}, {1, 2}, {2, 3}, {0, 1}, {1, 1},
                                          {0, 0}, {1, 0}, {2, 0}, {5, 0}};
    (void)state;
    for (int demand = QG_DEMAND_AT_LEAST; demand <= QG_DEMAND_AT_MOST; demand++)
        for (size_t i = 0; i < sizeof portions / sizeof portions[0]; i++)
            hold_against_trying(&(struct qg_population){
                .demand = (enum qg_demand)demand, .num = portions[i][0], .den = portions[i][1]});
}

static void equality_satisfies(void **state) {
    (void)state;
    struct qg_population third = {.demand = QG_DEMAND_AT_LEAST, .num = 1, .den = 3};
    struct qg_population more = {.demand = QG_DEMAND_MORE_THAN, .num = 1, .den = 3};
    struct qg_crowd crowd = {.sure = {2, 0, 1}};
    assert_int_equal(qg_crowd_outcome(&crowd, &third), QG_SATISFIED);
    assert_int_equal(qg_crowd_outcome(&crowd, &more), QG_VIOLATED);
}

static void whom_nobody_counted_is_not_applicable(void **state) {
    (void)state;
    struct qg_population any = {.demand = QG_DEMAND_AT_LEAST, .num = 1, .den = 3};
    struct qg_crowd crowd = {0};
    assert_int_equal(qg_crowd_outcome(&crowd, &any), QG_NOT_APPLICABLE);
    assert_int_equal(qg_crowd_members(&crowd).most, 0);
}

// 10^15 elements of which a third, or a third and one, have it: far beyond 64 bits when multiplied.
static void large_numbers_are_compared_exactly(void **state) {
    (void)state;
    struct qg_population p = {.demand = QG_DEMAND_MORE_THAN, .num = 715827882, .den = 2147483646};
    uint64_t third = UINT64_C(1000000000000000);
    struct qg_crowd crowd = {.sure = {2 * third, 0, third}};
    assert_int_equal(qg_crowd_outcome(&crowd, &p), QG_VIOLATED);
    crowd.sure[QG_HAS]++;
    assert_int_equal(qg_crowd_outcome(&crowd, &p), QG_SATISFIED);
}

static void whose_group_is_unknown_may_belong_to_any(void **state) {
    (void)state;
    struct qg_crowd group = {.sure = {1, 0, 1}}, unknown = {.sure = {1, 0, 2}, .maybe = {0, 1, 0}};
    qg_crowd_join_maybe(&group, &unknown);
    assert_int_equal(qg_crowd_members(&group).least, 2);
    assert_int_equal(qg_crowd_members(&group).most, 6);
    assert_int_equal(qg_crowd_having(&group).least, 1);
    assert_int_equal(qg_crowd_having(&group).most, 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quota_comes_out_as_going_through_every_way_does),
        cmocka_unit_test(equality_satisfies),
        cmocka_unit_test(whom_nobody_counted_is_not_applicable),
        cmocka_unit_test(large_numbers_are_compared_exactly),
        cmocka_unit_test(whose_group_is_unknown_may_belong_to_any),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
