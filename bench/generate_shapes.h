// SPDX-License-Identifier: Apache-2.0
//
// How the structures of generate_model.h are written: for each a shape, a table of property names,
// kinds and offsets. One writer walks every shape, so the order of keys, the spacing and the
// escaping are decided in one place.
#ifndef QG_GENERATE_SHAPES_H
#define QG_GENERATE_SHAPES_H

#include <stdint.h>

enum qg_field_kind {
    QG_FIELD_TEXT,
    QG_FIELD_DATE,
    QG_FIELD_TIME,
    QG_FIELD_COUNT,
    QG_FIELD_FLAG,
    QG_FIELD_ENUM,
    QG_FIELD_OBJECT,
    QG_FIELD_LIST,
};

// The most properties that one object has.
enum { QG_MAX_FIELDS = 24 };

struct qg_shape;

struct qg_field {
    const char *key;              // written as it stands, quotes and colon are added
    uint8_t kind;                 // enum qg_field_kind
    uint8_t item;                 // of a list: the kind of its items
    uint16_t offset;              // of the value, or of a list's head, in its structure
    uint16_t items;               // of a list: offset of the first item from its head
    uint16_t stride;              // of a list: bytes from one item to the next
    const char *const *words;     // of an enumeration: its words, from value 1
    const struct qg_shape *shape; // of an object, or of a list's objects
};

struct qg_shape {
    uint8_t number; // place in the writer's table of key orders, below QG_SHAPES
    uint8_t count;
    struct qg_field fields[QG_MAX_FIELDS];
};

// How many shapes there are.
enum { QG_SHAPES = 38 };

extern const struct qg_shape qg_shape_dossier;
extern const struct qg_shape qg_shape_institution;
extern const struct qg_shape qg_shape_export;
// The same without `record`, for the head of an envelope.
extern const struct qg_shape qg_shape_envelope;

#endif
