// SPDX-License-Identifier: Apache-2.0
//
// The schema: what a policy's records look like, as the reader and the machine see it.
//
// The compiler lays every declared type out as a *region* of 32-bit slots; the record reader
// fills regions straight from JSON, driven by these tables, and the machine addresses them by
// slot number. A nested object (`notice: notice`) is embedded in its owner's region, header and
// all, so that its fields stand at fixed distances; the elements of a list are regions of their
// own, chained. Everything here is immutable after compilation and lives in the program's arena.

#ifndef QG_SCHEMA_H
#define QG_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "lang.h"
#include "str.h"

// A text in each language; one without text has length 0 and is then taken from English.
struct qg_phrase {
    struct qg_str in[QG_LANGS];
};

static inline struct qg_str qg_phrase_in(const struct qg_phrase *phrase, int lang) {
    return phrase->in[lang].len > 0 ? phrase->in[lang] : phrase->in[QG_LANG_EN];
}

// Whether it says anything in any language.
static inline bool qg_phrase_given(const struct qg_phrase *phrase) {
    for (int lang = 0; lang < QG_LANGS; lang++)
        if (phrase->in[lang].len > 0)
            return true;
    return false;
}

// What a slot may hold instead of a value. Every known value is >= 0: days since 1900-01-01,
// minutes since 1900-01-01T00:00, counts, enum ordinals, 0/1, symbols (>= 1), references (>= 1).
enum {
    QG_SLOT_MISSING = -1,          // absent or null
    QG_SLOT_UNREADABLE = -2,       // present but not of its type: a data finding, then unknown
    QG_SLOT_UNCOMPUTED = INT32_MIN // a memo slot that holds no result yet
};

// The header that every region begins with.
enum {
    QG_AT_STATE = 0, // 1 present, QG_SLOT_MISSING, QG_SLOT_UNREADABLE
    QG_AT_NEXT = 1,  // reference of the next element in its list, 0 at the end
    QG_AT_BACK = 2,  // distance in slots back to the owner's region, 0 for the record itself
    QG_AT_INDEX = 3, // position in its list, from 0; 0 where it is embedded
    QG_AT_FIELD = 4, // the field (index into qg_schema.fields) that holds it, -1 for the record
    QG_HEADER_SLOTS = 5
};

// A list slot holds the reference of a list block: a count, then for scalars the elements
// themselves, for objects the references of the first and the last element.
enum { QG_LIST_COUNT = 0, QG_LIST_FIRST = 1, QG_LIST_LAST = 2, QG_LIST_SLOTS = 3 };

enum qg_kind {
    QG_KIND_BOOL,
    QG_KIND_COUNT,    // 0 .. 2^31-1
    QG_KIND_DATE,     // "YYYY-MM-DD", days since 1900-01-01
    QG_KIND_TIME,     // "YYYY-MM-DDTHH:MM", minutes since 1900-01-01T00:00
    QG_KIND_ENUM,     // ordinal in its enum
    QG_KIND_ID,       // symbol of the record's symbol table
    QG_KIND_TEXT,     // likewise
    QG_KIND_SECTIONS, // the list of attested section names: slot holds a bit mask, low 31 bits
    QG_KIND_OBJECT,   // embedded region
    QG_KIND_LIST      // reference of a list block
};

// Sections fit one slot as a mask. Section 0 has no name and is always attested: it is the section
// of `optional` fields, whose absence is a statement (a right that was not used).
enum { QG_SECTION_LIMIT = 31, QG_SECTION_ALWAYS = 0 };

struct qg_field {
    struct qg_str name;   // the JSON key
    enum qg_kind kind;    //
    enum qg_kind element; // LIST: kind of its elements (any scalar kind, or OBJECT)
    uint16_t owner;       // index of the type it belongs to
    uint16_t type;        // OBJECT, or LIST of OBJECT: index of that type
    uint16_t enumeration; // ENUM, or LIST of ENUM: index of that enum
    int16_t section;      // the section that this field's own name is, or -1. What attests an
                          // absence is the nearest section on the way up (qg_record_section)
    uint32_t slot;        // distance from the start of the owner's region
    bool ongoing;         // DATE: absent means that the state lasts (QG_DATE_ONGOING)
    bool partial;         // LIST: whole only when its section is attested
    bool unread; // TEXT, or LIST of it: no instruction looks at a value, which is at most printed
    struct qg_phrase title; // DATE: what that day is called in a report; empty: nothing
};

// A way into a record: from the record's own region through embedded objects to an id or a text.
struct qg_path {
    const int32_t *fields; // each of the type that the one before it embeds
    uint32_t count;        // 0: there is none
};

struct qg_enum {
    struct qg_str name;
    const struct qg_str *values;
    uint16_t count;
    const struct qg_phrase *titles; // [count]: how a value is printed; empty: as it is written;
                                    // NULL: none has a title
};

// What a value of an enum is called in a language: its title, else the word itself.
static inline struct qg_str qg_enum_title(const struct qg_enum *of, int32_t value, int lang) {
    struct qg_str title = {0};
    if (of->titles != NULL)
        title = qg_phrase_in(&of->titles[value], lang);
    return title.len > 0 ? title : of->values[value];
}

// One declared type. `image` is the region of a new instance: header, MISSING (or
// QG_DATE_ONGOING) everywhere, embedded headers and UNCOMPUTED memos in place.
struct qg_type {
    struct qg_str name;
    uint32_t first_field; // its fields stand together in qg_schema.fields, in declared order
    uint32_t field_count;
    uint32_t slots; // size of a region, header and memos included
    const int32_t *image;
    int32_t id_field;       // the field named "id" of kind ID, or -1
    int32_t sections_field; // the first of its fields of kind SECTIONS, or -1
    bool is_record;         // declared with `record`: its name is the value of "record"
    struct qg_phrase title; // what an element is called in a report; empty: by its name
    // Of a record: the body that it is from, by id and name, and the name of whom it is about.
    struct qg_path body, body_name, person;
};

struct qg_schema {
    const struct qg_enum *enums;
    uint32_t enum_count;
    const struct qg_type *types;
    uint32_t type_count;
    const struct qg_field *fields;
    uint32_t field_count;
    const struct qg_str *sections; // bit i of a sections mask is sections[i]
    uint32_t section_count;
    const struct qg_str *symbols; // text constants of the policy: symbols 1..symbol_count
    uint32_t symbol_count;        //   of every record's symbol table
};

#endif
