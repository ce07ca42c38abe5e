// SPDX-License-Identifier: Apache-2.0
#include "record_schema.h"

#include "decode_jansson.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { SIZE_NOTICE = 7, SIZE_SHEET = 6, SIZE_HEARING = 7, SIZE_INSTITUTION = 7 };
enum { SIZE_CERTIFICATION = 5 + 2 + SIZE_SHEET + 2, SIZE_DOSSIER = 5 + 7 + SIZE_NOTICE + 3 };
enum { SEX, KIND };

#define FIELD(text, of, owner_type, at)                                                            \
    .name = QG_STR_INIT(text), .kind = QG_KIND_##of, .owner = (owner_type), .slot = (at)

static const struct qg_field fields[TEST_FIELDS] = {
    [D_ID] = {FIELD("id", ID, DOSSIER, 5), .section = -1},
    [D_NAME] = {FIELD("name", TEXT, DOSSIER, 6), .section = -1},
    [D_BORN] = {FIELD("born", DATE, DOSSIER, 7), .section = -1},
    [D_SEEN_AT] = {FIELD("seen_at", TIME, DOSSIER, 8), .section = -1},
    [D_SEX] = {FIELD("sex", ENUM, DOSSIER, 9), .section = -1, .enumeration = SEX},
    [D_SCORE] = {FIELD("score", COUNT, DOSSIER, 10), .section = -1},
    [D_ACTIVE] = {FIELD("active", BOOL, DOSSIER, 11), .section = -1},
    [D_NOTICE] = {FIELD("notice", OBJECT, DOSSIER, 12), .section = 0, .type = NOTICE},
    [D_TAGS] = {FIELD("tags", LIST, DOSSIER, 19), .section = -1, .element = QG_KIND_ID},
    [D_CERTIFICATIONS] = {FIELD("certifications", LIST, DOSSIER, 20), .section = 1,
                          .element = QG_KIND_OBJECT, .type = CERTIFICATION},
    [D_COMPLETE] = {FIELD("complete", SECTIONS, DOSSIER, 21), .section = -1},
    [N_SERVED_ON] = {FIELD("served_on", DATE, NOTICE, 5), .section = -1},
    [N_TO] = {FIELD("to", TEXT, NOTICE, 6), .section = -1},
    [C_ID] = {FIELD("id", ID, CERTIFICATION, 5), .section = -1},
    [C_KIND] = {FIELD("kind", ENUM, CERTIFICATION, 6), .section = -1, .enumeration = KIND},
    [C_SHEET] = {FIELD("sheet", OBJECT, CERTIFICATION, 7), .section = 2, .type = SHEET},
    [C_HEARINGS] = {FIELD("hearings", LIST, CERTIFICATION, 13), .section = 3,
                    .element = QG_KIND_OBJECT, .type = HEARING},
    [C_COMPLETE] = {FIELD("complete", SECTIONS, CERTIFICATION, 14), .section = -1},
    [S_TOTAL] = {FIELD("total", COUNT, SHEET, 5), .section = -1},
    [H_DATE] = {FIELD("date", DATE, HEARING, 5), .section = -1},
    [H_PRESENT] = {FIELD("present_ids", LIST, HEARING, 6), .section = -1, .element = QG_KIND_ID},
    [I_ID] = {FIELD("id", ID, INSTITUTION, 5), .section = -1},
    [I_NAME] = {FIELD("name", TEXT, INSTITUTION, 6), .section = -1},
};

#define NONE QG_SLOT_MISSING

static const int32_t dossier_image[SIZE_DOSSIER] = {1,    0,    0,        0,    -1,   NONE, NONE,
                                                    NONE, NONE, NONE,     NONE, NONE, NONE, 0,
                                                    12,   0,    D_NOTICE, NONE, NONE, // the notice
                                                    NONE, NONE, NONE};
static const int32_t notice_image[SIZE_NOTICE] = {1, 0, 0, 0, -1, NONE, NONE};
static const int32_t certification_image[SIZE_CERTIFICATION] = {
    1,    0,   0, 0, -1, NONE, NONE, NONE, 0, 7, 0, C_SHEET, NONE, // the sheet
    NONE, NONE};
static const int32_t sheet_image[SIZE_SHEET] = {1, 0, 0, 0, -1, NONE};
static const int32_t hearing_image[SIZE_HEARING] = {1, 0, 0, 0, -1, NONE, NONE};

static const struct qg_type types[TEST_TYPES] = {
    [DOSSIER] = {QG_STR_INIT("dossier"), D_ID, 11, SIZE_DOSSIER, dossier_image, D_ID,
                 .sections_field = D_COMPLETE, .is_record = true},
    [NOTICE] = {QG_STR_INIT("notice"), N_SERVED_ON, 2, SIZE_NOTICE, notice_image, -1,
                .sections_field = -1, .is_record = false},
    [CERTIFICATION] = {QG_STR_INIT("certification"), C_ID, 5, SIZE_CERTIFICATION,
                       certification_image, C_ID, .sections_field = C_COMPLETE, .is_record = false},
    [SHEET] = {QG_STR_INIT("sheet"), S_TOTAL, 1, SIZE_SHEET, sheet_image, -1, .sections_field = -1,
               .is_record = false},
    [HEARING] = {QG_STR_INIT("hearing"), H_DATE, 2, SIZE_HEARING, hearing_image, -1,
                 .sections_field = -1, .is_record = false},
    [INSTITUTION] = {QG_STR_INIT("institution"), I_ID, 2, SIZE_INSTITUTION, hearing_image, I_ID,
                     .sections_field = -1, .is_record = true},
};

static const struct qg_str sexes[] = {QG_STR_INIT("female"), QG_STR_INIT("male")};
static const struct qg_str kinds[] = {QG_STR_INIT("regular"), QG_STR_INIT("repeat")};
static const struct qg_enum enums[] = {
    [SEX] = {QG_STR_INIT("sex"), sexes, .count = 2},
    [KIND] = {QG_STR_INIT("kind"), kinds, .count = 2},
};
static const struct qg_str sections[] = {QG_STR_INIT("notice"), QG_STR_INIT("certifications"),
                                         QG_STR_INIT("sheet"), QG_STR_INIT("hearings")};
static const struct qg_str symbols[] = {QG_STR_INIT("protocol"), QG_STR_INIT("sheet")};

static const struct qg_schema schema = {
    .enums = enums,
    .enum_count = 2,
    .types = types,
    .type_count = TEST_TYPES,
    .fields = fields,
    .field_count = TEST_FIELDS,
    .sections = sections,
    .section_count = 4,
    .symbols = symbols,
    .symbol_count = 2,
};

const struct qg_schema *test_schema(void) {
    return &schema;
}

void trial_open(struct trial *trial, bool report_unknown) {
    *trial = (struct trial){0};
    assert_int_equal(qg_reader_plan_init(&trial->plan, &schema), QG_OK);
    assert_int_equal(qg_decoder_init(&trial->decoder, &trial->plan.records, report_unknown, 42),
                     QG_OK);
    assert_int_equal(qg_record_init(&trial->record, &schema, 42), QG_OK);
    qg_data_init(&trial->data);
}

void trial_close(struct trial *trial) {
    qg_data_free(&trial->data);
    qg_record_free(&trial->record);
    qg_decoder_free(&trial->decoder);
    qg_reader_plan_free(&trial->plan);
    qg_text_free(&trial->text);
}

void trial_decode(struct trial *trial, enum qg_engine engine, struct qg_str text) {
    qg_text_clear(&trial->text);
    qg_text_add(&trial->text, text);
    qg_text_fill(&trial->text, '\0', QG_INPUT_PADDING);
    qg_data_reset(&trial->data);
    struct qg_str padded = {trial->text.at, text.len};
    enum qg_fault fault = engine == QG_ENGINE_BULK
                              ? qg_decode(&trial->decoder, padded, QG_DECODE_TAGGED, &trial->record,
                                          &trial->data, &trial->decoded)
                              : qg_decode_jansson(&trial->decoder, padded, QG_DECODE_TAGGED,
                                                  &trial->record, &trial->data, &trial->decoded);
    assert_int_equal(fault, QG_OK);
}

int32_t trial_slot(const struct trial *trial, uint32_t ref, enum test_field field) {
    return qg_record_slot(&trial->record, ref, fields[field].slot);
}

uint32_t trial_element(const struct trial *trial, uint32_t ref, enum test_field field, int index) {
    const int32_t *slots = trial->record.slots;
    int32_t block = trial_slot(trial, ref, field);
    assert_true(block > 0 && index < slots[block + QG_LIST_COUNT]);
    int32_t element = slots[block + QG_LIST_FIRST];
    while (index-- > 0)
        element = slots[element + QG_AT_NEXT];
    return (uint32_t)element;
}

const char *trial_findings(struct trial *trial, struct qg_text *out) {
    qg_text_clear(out);
    qg_text_addz(out, "");
    for (uint32_t i = 0; i < trial->data.items.len; i++) {
        const struct qg_data_finding *finding = &trial->data.items.at[i];
        struct qg_str code = qg_data_code(finding->code);
        qg_text_printf(out, "%s%.*s %.*s %zu", i == 0 ? "" : "; ", QG_STR_ARG(code),
                       QG_STR_ARG(finding->pointer), finding->offset);
    }
    return out->len == 0 ? "" : out->at;
}
