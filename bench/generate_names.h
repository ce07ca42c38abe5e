// SPDX-License-Identifier: Apache-2.0
//
// The invented world that dossiers are drawn from: people's names, institutions, posts and the
// phrases of the forms. Nobody here exists; institutions are made up too.
#ifndef QG_GENERATE_NAMES_H
#define QG_GENERATE_NAMES_H

#include <stddef.h>

#include "generate_model.h"
#include "generate_random.h"

enum { QG_INSTITUTIONS = 12 };

// A surname, a given name and a patronymic that agree with the sex; at most `size` bytes in `out`.
void qg_names_person(char *out, size_t size, struct qg_random *random, enum qg_sex sex);

// Name of an institution, 0 … QG_INSTITUTIONS - 1.
const char *qg_names_institution(int number);

// The Ministry's own name, as its commission's minutes carry it.
const char *qg_names_ministry(void);

// A post of the given rank.
const char *qg_names_title(struct qg_random *random, enum qg_track track);

// A structural unit of an institution.
const char *qg_names_unit(struct qg_random *random, enum qg_track track);

// Phrases of the forms.
const char *qg_names_school(struct qg_random *random);
const char *qg_names_studies(struct qg_random *random);
const char *qg_names_appraisal(struct qg_random *random);
const char *qg_names_recommendation(struct qg_random *random, enum qg_word decision);
const char *qg_names_place(int institution);

#endif
