// SPDX-License-Identifier: Apache-2.0
#include "hand_program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "date.h"

const struct qg_shape HAND_DOSSIER = {.kind = QG_KIND_OBJECT, .type = T_DOSSIER, .list = QG_NONE};
const struct qg_shape HAND_HEARING = {.kind = QG_KIND_OBJECT, .type = T_HEARING, .list = QG_NONE};
const struct qg_shape HAND_COUNT_SHAPE = {.kind = QG_KIND_COUNT, .list = QG_NONE};
const struct qg_shape HAND_DATE_SHAPE = {.kind = QG_KIND_DATE, .list = QG_NONE};
const struct qg_shape HAND_BOOL_SHAPE = {.kind = QG_KIND_BOOL, .list = QG_NONE};
const struct qg_shape HAND_HEARINGS_SHAPE = {.kind = QG_KIND_LIST, .list = F_HEARINGS};

static const struct qg_str statuses[] = {QG_STR_INIT("decided"), QG_STR_INIT("postponed")};
static const struct qg_enum enums[] = {{QG_STR_INIT("status"), statuses, .count = 2}};
static const struct qg_str sections[S_COUNT] = {QG_STR_INIT(""), QG_STR_INIT("hearings"),
                                                QG_STR_INIT("sittings"), QG_STR_INIT("notice")};
static const struct qg_str two_values[] = {QG_STR_INIT("first"), QG_STR_INIT("second")};
static const struct qg_reading readings[] = {
    {.name = QG_STR_INIT("month_end"), .values = two_values, .count = 2, .built_in = true},
    {.name = QG_STR_INIT("last_day"), .values = two_values, .count = 2, .built_in = true},
    {.name = QG_STR_INIT("base"), .values = two_values, .count = 2}};
static const uint16_t ordinals[] = {0, 0, 0};
static const struct qg_ratio ratios[] = {{2, 3}, {1, 2}};
static const struct qg_accrual accruals[] = {{F_FROM, F_TO, P_THREE_YEARS}};
static const struct qg_parameter parameters[] = {
    {.name = QG_STR_INIT("limit"), .shape = {.kind = QG_KIND_COUNT, .list = QG_NONE}}};
static const struct qg_value values[] = {{7, 7}};

int32_t day(const char *text) {
    int32_t result = -1;
    if (!qg_date_parse(text, strlen(text), &result))
        fail_msg("no such day: %s", text);
    return result;
}

struct declared_field {
    const char *name;
    enum hand_type owner;
    enum qg_kind kind, element;
    int type, section;
    bool ongoing, partial;
};

static const struct declared_field declared[F_COUNT] = {
    [F_NUMBER] = {"number", T_DOSSIER, QG_KIND_COUNT, 0, 0, -1, false, false},
    [F_FLAG] = {"flag", T_DOSSIER, QG_KIND_BOOL, 0, 0, -1, false, false},
    [F_BORN] = {"born", T_DOSSIER, QG_KIND_DATE, 0, 0, -1, false, false},
    [F_OPENED_AT] = {"opened_at", T_DOSSIER, QG_KIND_TIME, 0, 0, -1, false, false},
    [F_HEARINGS] = {"hearings", T_DOSSIER, QG_KIND_LIST, QG_KIND_OBJECT, T_HEARING, S_HEARINGS,
                    false, false},
    [F_SITTINGS] = {"sittings", T_DOSSIER, QG_KIND_LIST, QG_KIND_OBJECT, T_HEARING, S_SITTINGS,
                    false, true},
    [F_PERIODS] = {"periods", T_DOSSIER, QG_KIND_LIST, QG_KIND_OBJECT, T_PERIOD, -1, false, false},
    [F_MEMBERS] = {"members", T_DOSSIER, QG_KIND_LIST, QG_KIND_ID, 0, -1, false, false},
    [F_NOTICE] = {"notice", T_DOSSIER, QG_KIND_OBJECT, 0, T_NOTICE, S_NOTICE, false, false},
    [F_COMPLETE] = {"complete", T_DOSSIER, QG_KIND_SECTIONS, 0, 0, -1, false, false},
    [F_DATE] = {"date", T_HEARING, QG_KIND_DATE, 0, 0, -1, false, false},
    [F_STATUS] = {"status", T_HEARING, QG_KIND_ENUM, 0, 0, -1, false, false},
    [F_PRESENT] = {"present", T_HEARING, QG_KIND_LIST, QG_KIND_ID, 0, -1, false, false},
    [F_CHAIR] = {"chair", T_HEARING, QG_KIND_ID, 0, 0, -1, false, false},
    [F_FROM] = {"from", T_PERIOD, QG_KIND_DATE, 0, 0, -1, false, false},
    [F_TO] = {"to", T_PERIOD, QG_KIND_DATE, 0, 0, -1, true, false},
    [F_SERVED_ON] = {"served_on", T_NOTICE, QG_KIND_DATE, 0, 0, -1, false, false},
};

static void declare_field(struct hand *h, int at) {
    const struct declared_field *from = &declared[at];
    struct qg_type *type = &h->types[from->owner];
    int32_t *image = h->image[from->owner];
    if (type->field_count++ == 0)
        type->first_field = (uint32_t)at;
    h->fields[at] = (struct qg_field){.name = qg_str_of(from->name),
                                      .kind = from->kind,
                                      .element = from->element,
                                      .owner = (uint16_t)from->owner,
                                      .type = (uint16_t)from->type,
                                      .section = (int16_t)from->section,
                                      .slot = type->slots,
                                      .ongoing = from->ongoing,
                                      .partial = from->partial};
    image[type->slots] = from->ongoing ? QG_DATE_ONGOING : QG_SLOT_MISSING;
    if (from->kind != QG_KIND_OBJECT) {
        type->slots++;
        return;
    }
    const struct qg_type *inner = &h->types[from->type];
    memcpy(image + type->slots, inner->image, inner->slots * sizeof *image);
    image[type->slots + QG_AT_STATE] = QG_SLOT_MISSING;
    image[type->slots + QG_AT_BACK] = (int32_t)type->slots;
    image[type->slots + QG_AT_FIELD] = at;
    type->slots += inner->slots;
}

static void declare_types(struct hand *h) {
    static const char *const names[] = {"dossier", "hearing", "period", "notice"};
    for (int i = 0; i < T_COUNT; i++) {
        h->types[i] = (struct qg_type){.name = qg_str_of(names[i]),
                                       .slots = QG_HEADER_SLOTS,
                                       .image = h->image[i],
                                       .id_field = -1,
                                       .sections_field = i == T_DOSSIER ? F_COMPLETE : -1,
                                       .is_record = i == T_DOSSIER};
        h->image[i][QG_AT_STATE] = 1;
        h->image[i][QG_AT_FIELD] = -1;
    }
    declare_field(h, F_SERVED_ON); // what is embedded first
    for (int i = 0; i < F_SERVED_ON; i++)
        declare_field(h, i);
    for (int i = 0; i < 2; i++) // a memo of two slots, at the dossier's end
        h->image[T_DOSSIER][h->types[T_DOSSIER].slots++] = QG_SLOT_UNCOMPUTED;
}

static void declare_tables(struct hand *h) {
    h->periods[P_THREE_YEARS] = (struct qg_period){36, 0, 0, QG_NONE, 1};
    h->periods[P_ONE_MONTH] = (struct qg_period){1, 0, 0, QG_NONE, 1};
    h->periods[P_TEN_DAYS] = (struct qg_period){0, 10, 0, QG_NONE, 1};
    h->periods[P_FIVE_WORKDAYS] = (struct qg_period){0, 0, 5, 0, 1};
    h->periods[P_MONTH_BEFORE] = (struct qg_period){1, 0, 0, QG_NONE, -1};
    h->sets[SET_PRESENT_MEMBERS] = (struct qg_set){F_PRESENT, QG_NONE, F_MEMBERS, QG_NONE};
    h->sets[SET_CHAIRS_MEMBERS] = (struct qg_set){F_HEARINGS, F_CHAIR, F_MEMBERS, QG_NONE};
}

// 2023 in Kazakhstan: Thursday 6 July was a holiday, Friday 7 July a day off in exchange.
static void declare_calendar(struct hand *h) {
    static int32_t off[2];
    off[0] = day("2023-07-06");
    off[1] = day("2023-07-07");
    h->calendar = (struct qg_calendar){.name = QG_STR("kz"),
                                       .first = day("2023-01-01"),
                                       .last = day("2023-12-31"),
                                       .off = off,
                                       .off_count = 2};
}

void hand_start(struct hand *h) {
    memset(h, 0, sizeof *h);
    declare_types(h);
    declare_tables(h);
    declare_calendar(h);
    h->program = (struct qg_program){.schema = {.enums = enums,
                                                .enum_count = 1,
                                                .types = h->types,
                                                .type_count = T_COUNT,
                                                .fields = h->fields,
                                                .field_count = F_COUNT,
                                                .sections = sections,
                                                .section_count = S_COUNT},
                                     .code = h->code,
                                     .spans = h->spans,
                                     .functions = h->functions,
                                     .readings = readings,
                                     .reading_count = 3,
                                     .ratios = ratios,
                                     .ratio_count = 2,
                                     .accruals = accruals,
                                     .accrual_count = 1,
                                     .parameters = parameters,
                                     .parameter_count = 1,
                                     .periods = h->periods,
                                     .period_count = P_COUNT,
                                     .sets = h->sets,
                                     .set_count = SET_COUNT,
                                     .calendars = &h->calendar,
                                     .calendar_count = 1};
    h->settings = (struct qg_settings){.as_of = {day("2024-01-01"), day("2024-01-01")},
                                       .parameters = values,
                                       .readings = ordinals};
    assert_int_equal(qg_record_init(&h->record, &h->program.schema, 1), QG_OK);
    assert_int_equal(qg_record_region(&h->record, T_DOSSIER, 0, -1, 0), 1);
}

void hand_stop(struct hand *h) {
    qg_machine_free(&h->machine);
    qg_views_free(&h->views);
    qg_record_free(&h->record);
}

int hand_set_up(void **state) {
    static struct hand hand;
    hand_start(&hand);
    *state = &hand;
    return 0;
}

int hand_tear_down(void **state) {
    hand_stop(*state);
    return 0;
}

int32_t hand_function(struct hand *h, struct qg_shape result, uint8_t args, uint8_t registers,
                      const struct qg_instr *code, uint32_t count) {
    struct qg_function *function = &h->functions[h->program.function_count];
    *function = (struct qg_function){.name = QG_STR("f"),
                                     .entry = h->program.code_count,
                                     .end = h->program.code_count + count,
                                     .args = args,
                                     .registers = registers,
                                     .arg_shapes = &HAND_DOSSIER,
                                     .result = result,
                                     .memo = QG_NONE,
                                     .readings = UINT64_MAX,
                                     .terms = true};
    for (uint32_t i = 0; i < count; i++) {
        struct qg_instr *ip = &h->code[h->program.code_count++];
        *ip = code[i];
        if (ip->op < QG_OP_LIMIT && qg_op_info(ip->op)->immediate == QG_IMMEDIATE_JUMP)
            ip->imm += (int32_t)function->entry; // jumps are written within the function
    }
    return (int32_t)h->program.function_count++;
}

void hand_run(struct hand *h) {
    struct qg_flaw flaw;
    if (!qg_program_verify(&h->program, &flaw))
        fail_msg("%s at %u", flaw.what, flaw.at);
    assert_int_equal(qg_views_init(&h->views, &h->program, NULL), QG_OK);
    assert_int_equal(
        qg_machine_init(&h->machine, &h->program, &h->views, &h->settings, &h->record, NULL),
        QG_OK);
}

// What was computed before the record was changed holds no more.
static void forget(struct hand *h) {
    qg_recent_forget(&h->machine.recent);
}

struct qg_value hand_value(struct hand *h, int32_t function) {
    forget(h);
    return qg_machine_value(&h->machine, function, &(struct qg_value){1, 1});
}

void hand_set(struct hand *h, uint32_t ref, enum hand_field field, int32_t value) {
    h->record.slots[ref + h->fields[field].slot] = value;
    forget(h);
}

void hand_list(struct hand *h, uint32_t ref, enum hand_field field) {
    hand_set(h, ref, field, (int32_t)qg_record_slots(&h->record, QG_LIST_SLOTS));
}

uint32_t hand_element(struct hand *h, uint32_t ref, enum hand_field field) {
    uint32_t slot = ref + h->fields[field].slot;
    if (h->record.slots[slot] < 0)
        hand_list(h, ref, field);
    int32_t list = h->record.slots[slot];
    int32_t index = h->record.slots[list + QG_LIST_COUNT]++;
    uint32_t made = qg_record_region(&h->record, h->fields[field].type, ref, (int32_t)field, index);
    int32_t last = h->record.slots[list + QG_LIST_LAST];
    h->record.slots[last > 0 ? last + QG_AT_NEXT : list + QG_LIST_FIRST] = (int32_t)made;
    h->record.slots[list + QG_LIST_LAST] = (int32_t)made;
    return made;
}

void hand_scalars(struct hand *h, uint32_t ref, enum hand_field field, int32_t count,
                  const int32_t *elements) {
    uint32_t list = qg_record_slots(&h->record, (uint32_t)count + 1);
    h->record.slots[list] = count;
    for (int32_t i = 0; i < count; i++)
        h->record.slots[list + 1 + (uint32_t)i] = elements[i];
    hand_set(h, ref, field, (int32_t)list);
}

uint32_t hand_hearing(struct hand *h, int32_t date, int32_t status) {
    uint32_t ref = hand_element(h, 1, F_HEARINGS);
    hand_set(h, ref, F_DATE, date);
    hand_set(h, ref, F_STATUS, status);
    return ref;
}

void hand_period(struct hand *h, int32_t from, int32_t to) {
    uint32_t ref = hand_element(h, 1, F_PERIODS);
    hand_set(h, ref, F_FROM, from);
    hand_set(h, ref, F_TO, to);
}
