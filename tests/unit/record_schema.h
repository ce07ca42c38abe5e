// SPDX-License-Identifier: Apache-2.0
//
// A small schema, built by hand, and what the tests of the record reader share besides. It has one
// field of every kind and a list in a list:
//
//     record dossier { id, name text, born date, seen_at time, sex female|male, score count,
//                      active bool, notice { served_on date, to text }, tags [id],
//                      certifications [certification], complete }
//     certification { id, kind regular|repeat, sheet { total count }, hearings [hearing], complete
//     } hearing { date, present_ids [id] } record institution { id, name }
//
// Sections: notice 0, certifications 1, sheet 2, hearings 3.
#ifndef QG_RECORD_SCHEMA_H
#define QG_RECORD_SCHEMA_H

#include "data.h"
#include "decode.h"
#include "reader.h"
#include "record.h"
#include "schema.h"

enum test_type { DOSSIER, NOTICE, CERTIFICATION, SHEET, HEARING, INSTITUTION, TEST_TYPES };

enum test_field {
    D_ID,
    D_NAME,
    D_BORN,
    D_SEEN_AT,
    D_SEX,
    D_SCORE,
    D_ACTIVE,
    D_NOTICE,
    D_TAGS,
    D_CERTIFICATIONS,
    D_COMPLETE,
    N_SERVED_ON,
    N_TO,
    C_ID,
    C_KIND,
    C_SHEET,
    C_HEARINGS,
    C_COMPLETE,
    S_TOTAL,
    H_DATE,
    H_PRESENT,
    I_ID,
    I_NAME,
    TEST_FIELDS
};

// Static, the same for all tests. The slots of each type begin behind the header, in the order of
// its fields.
const struct qg_schema *test_schema(void);

// A decoder with a record and findings, for one text after another.
struct trial {
    struct qg_reader_plan plan;
    struct qg_decoder decoder;
    struct qg_record record;
    struct qg_data_list data;
    struct qg_text text; // with the padding that decoders want
    enum qg_decoded decoded;
};

void trial_open(struct trial *trial, bool report_unknown);
void trial_close(struct trial *trial);

// Decodes a text with the engine; the findings of the text before are gone.
void trial_decode(struct trial *trial, enum qg_engine engine, struct qg_str text);

// The slot of a field in a region; of the record itself with QG_RECORD_ROOT.
int32_t trial_slot(const struct trial *trial, uint32_t ref, enum test_field field);

// The region of the `index`th element of an object list.
uint32_t trial_element(const struct trial *trial, uint32_t ref, enum test_field field, int index);

// The findings as one text: "D0206 /born 12; D0210 /name 30".
const char *trial_findings(struct trial *trial, struct qg_text *out);

#endif
