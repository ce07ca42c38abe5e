// SPDX-License-Identifier: Apache-2.0
//
// A small world for tests of the machine: one schema, operand tables, and functions assembled by
// hand. The schema stands for what policies declare, in small:
//
//     record dossier { number: count   flag: bool   born: date   opened_at: time
//                      hearings: section list of hearing
//                      sittings: section partial list of hearing
//                      periods: list of period   members: list of id
//                      notice: section { served_on: date }   complete: sections }
//     type hearing   { date: date   status: decided/postponed   present: list of id
//                      chair: id }
//     type period    { from: date   to: date or ongoing }
#ifndef QG_HAND_PROGRAM_H
#define QG_HAND_PROGRAM_H

#include "machine.h"
#include "op_info.h"

enum hand_field {
    F_NUMBER,
    F_FLAG,
    F_BORN,
    F_OPENED_AT,
    F_HEARINGS,
    F_SITTINGS,
    F_PERIODS,
    F_MEMBERS,
    F_NOTICE,
    F_COMPLETE,
    F_DATE,
    F_STATUS,
    F_PRESENT,
    F_CHAIR,
    F_FROM,
    F_TO,
    F_SERVED_ON,
    F_COUNT
};

enum hand_type { T_DOSSIER, T_HEARING, T_PERIOD, T_NOTICE, T_COUNT };
enum hand_section { S_NONE, S_HEARINGS, S_SITTINGS, S_NOTICE, S_COUNT };
enum { DECIDED, POSTPONED };

enum hand_period {
    P_THREE_YEARS,
    P_ONE_MONTH,
    P_TEN_DAYS,
    P_FIVE_WORKDAYS,
    P_MONTH_BEFORE,
    P_COUNT
};
enum hand_set { SET_PRESENT_MEMBERS, SET_CHAIRS_MEMBERS, SET_COUNT };

enum { HAND_CODE = 256, HAND_FUNCTIONS = 40, HAND_CALENDAR_YEAR = 2023 };

struct hand {
    struct qg_program program;
    struct qg_instr code[HAND_CODE];
    struct qg_span spans[HAND_CODE];
    struct qg_function functions[HAND_FUNCTIONS];
    struct qg_type types[T_COUNT];
    struct qg_field fields[F_COUNT];
    int32_t image[T_COUNT][64];
    struct qg_period periods[P_COUNT];
    struct qg_set sets[SET_COUNT];
    struct qg_calendar calendar;
    struct qg_settings settings;
    struct qg_record record;
    struct qg_views views;
    struct qg_machine machine;
};

// Builds the world; the machine is there after hand_run.
void hand_start(struct hand *h);
void hand_stop(struct hand *h);

// The same for cmocka: the state of each test is a `struct hand`.
int hand_set_up(void **state);
int hand_tear_down(void **state);

extern const struct qg_shape HAND_DOSSIER, HAND_HEARING, HAND_COUNT_SHAPE, HAND_DATE_SHAPE,
    HAND_BOOL_SHAPE, HAND_HEARINGS_SHAPE;

// Adds a function of `args` dossiers (0 or 1); gives its index.
int32_t hand_function(struct hand *h, struct qg_shape result, uint8_t args, uint8_t registers,
                      const struct qg_instr *code, uint32_t count);

// An instruction; a whole function from instructions.
#define I(op, a, b, c, imm)                                                                        \
    { QG_OP_##op, (a), (b), (c), (imm) }
#define HAND_FUNCTION(h, result, args, registers, ...)                                             \
    hand_function((h), (result), (args), (registers), (const struct qg_instr[]){__VA_ARGS__},      \
                  sizeof((const struct qg_instr[]){__VA_ARGS__}) / sizeof(struct qg_instr))

// Verifies the program (which must be right) and prepares the machine for it.
void hand_run(struct hand *h);

// The value of a function of the dossier (or of nothing).
struct qg_value hand_value(struct hand *h, int32_t function);

// Day of "YYYY-MM-DD"; a test fails if there is none.
int32_t day(const char *text);

// Writes a field; the dossier is region 1.
void hand_set(struct hand *h, uint32_t ref, enum hand_field field, int32_t value);

// Makes an empty list; appends an element to one (made if need be) and gives its region.
void hand_list(struct hand *h, uint32_t ref, enum hand_field field);
uint32_t hand_element(struct hand *h, uint32_t ref, enum hand_field field);

// A scalar list of `count` values.
void hand_scalars(struct hand *h, uint32_t ref, enum hand_field field, int32_t count,
                  const int32_t *elements);

uint32_t hand_hearing(struct hand *h, int32_t date, int32_t status);
void hand_period(struct hand *h, int32_t from, int32_t to);

#define assert_value(value, low, high)                                                             \
    do {                                                                                           \
        struct qg_value value_ = (value);                                                          \
        assert_int_equal(value_.lo, (low));                                                        \
        assert_int_equal(value_.hi, (high));                                                       \
    } while (0)

#endif
