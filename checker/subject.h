// SPDX-License-Identifier: Apache-2.0
//
// What a finding is about: the chain of elements from the record inwards, with their ids.

#ifndef QG_SUBJECT_H
#define QG_SUBJECT_H

#include "finding.h"
#include "instance.h"

// The subject for the element `value` of the scope `scope`.
struct qg_subject qg_subject_of(const struct qg_record *record, const struct qg_scope *scope,
                                struct qg_value value);

// The id of the region `ref` of type `type`, empty where it has none.
struct qg_str qg_region_id(const struct qg_record *record, uint16_t type, int32_t ref);

// The innermost element of the instance that has a region: what it is about. The record at least.
uint32_t qg_instance_region(const struct qg_program *program, const struct qg_instance *instance);

#endif
