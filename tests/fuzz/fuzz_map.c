// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a map: it is accepted, or refused with complaints that name lines.
#include "fuzz.h"

#include "map.h"

#include <stdlib.h>
#include <string.h>

#define FIELD(text, of, at)                                                                        \
    .name = QG_STR_INIT(text), .kind = QG_KIND_##of, .section = -1, .slot = at

static const struct qg_field fields[] = {
    {FIELD("id", ID, 5)},
    {FIELD("born", DATE, 6)},
    {FIELD("sex", ENUM, 7)},
    {FIELD("l", LIST, 8), .element = QG_KIND_OBJECT, .type = 1},
    {FIELD("o", OBJECT, 9), .type = 1},
    {FIELD("complete", SECTIONS, 16)},
    {FIELD("to", DATE, 5), .owner = 1, .ongoing = true},
    {FIELD("t", LIST, 6), .owner = 1, .element = QG_KIND_COUNT},
};
static const struct qg_type types[] = {
    {QG_STR_INIT("d"), 0, 6, 17, NULL, 0, .sections_field = 5, .is_record = true},
    {QG_STR_INIT("e"), 6, 2, 7, NULL, -1, .sections_field = -1, .is_record = false},
};
static const struct qg_str values[] = {QG_STR_INIT("female"), QG_STR_INIT("male")};
static const struct qg_enum enums[] = {{QG_STR_INIT("sex"), values, .count = 2}};
static const struct qg_str sections[] = {QG_STR_INIT(""), QG_STR_INIT("l")};
static const struct qg_schema schema = {
    .enums = enums,
    .enum_count = 1,
    .types = types,
    .type_count = 2,
    .fields = fields,
    .field_count = 8,
    .sections = sections,
    .section_count = 2,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_map map;
    const struct qg_str text = {(const char *)data, size};
    enum qg_fault fault = qg_map_read(&map, text, "map.yaml", &schema);
    if (fault != QG_OK && fault != QG_FAULT_LIMIT)
        abort();
    if (map.notation.problems.len > 0 &&
        strncmp(map.notation.problems.at, "map.yaml:", strlen("map.yaml:")) != 0)
        abort();
    qg_map_free(&map);
    return 0;
}
