// SPDX-License-Identifier: Apache-2.0
//
// The defects that the generator can put into a dossier, each with what a checker must find.
#ifndef QG_GENERATE_DEFECTS_H
#define QG_GENERATE_DEFECTS_H

#include <stdbool.h>
#include <stdint.h>

#include "generate_dossier.h"
#include "generate_model.h"
#include "generate_random.h"

enum qg_expected_outcome { QG_EXPECT_VIOLATED, QG_EXPECT_UNDETERMINED };

enum { QG_MAX_EXPECTED = 4 };

struct qg_expected {
    const char *rule; // NULL ends the list
    uint8_t outcome;  // enum qg_expected_outcome
};

struct qg_damage;

struct qg_defect {
    const char *name;
    uint16_t share;  // weight among all defects; zero is drawn only when asked for by name
    bool of_record;  // the finding is about the record, not about one certification
    bool of_initial; // the damaged certification is the one before the last
    struct qg_wish wish;
    void (*apply)(struct qg_damage *damage); // NULL: an institution's record is damaged instead
    struct qg_expected expected[QG_MAX_EXPECTED + 1];
};

// The table, by index from 0.
int qg_defects_count(void);
const struct qg_defect *qg_defects_at(int index);

// The defect of that name, or NULL.
const struct qg_defect *qg_defects_find(const char *name);

// One of them, by their shares.
const struct qg_defect *qg_defects_draw(struct qg_random *random);

// Damages a dossier that was built with the defect's wish; gives the id of the certification that
// the findings are about, empty when they are about the record.
const char *qg_defects_apply(const struct qg_defect *defect, struct qg_dossier *dossier);

#endif
