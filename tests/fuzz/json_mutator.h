// SPDX-License-Identifier: Apache-2.0
//
// Alters a value of a JSON text and leaves it JSON, for inputs of which hardly any survives when
// its bytes are altered.
#ifndef QG_JSON_MUTATOR_H
#define QG_JSON_MUTATOR_H

#include "fuzz.h"

// Alters `data` of `size` bytes in place, within `room`. Returns its new size; 0, and nothing is
// altered, if it is no JSON or does not fit.
size_t qg_json_mutate(uint8_t *data, size_t size, size_t room, unsigned seed);

// A custom mutator for records: half of the time it alters a value on one line, which stays JSON.
size_t qg_json_mutate_records(uint8_t *data, size_t size, size_t room, unsigned seed);

#endif
