// SPDX-License-Identifier: Apache-2.0
//
// A map: how rows of an HR system's tables become records of a policy. It is a file in YAML beside
// the policy, in which `sources` says how the tables are to be read and `fields` what each field of
// a record is taken from. It is held against the policy's schema before any table is opened, so a
// field that there is not, a list that is mapped like a text or a word that stands for nothing is
// told with its line and column.
//
// docs/exports.md tells how to write one. The words are those of Frictionless Data's Table Schema
// and Table Dialect where these have one (delimiter, header row, true and missing values), so that
// whoever has described a table before knows them.
#ifndef QG_MAP_H
#define QG_MAP_H

#include "meaning.h"
#include "notation.h"
#include "program.h"
#include "source_file.h"
#include "vec.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    QG_MAP_DEPTH = 12,     // fields within each other, which bounds every walk over a map
    QG_MAP_COLUMNS = 8,    // put together into one value
    QG_MAP_MATCHES = 8,    // conditions of one join
    QG_MAP_SOURCES = 64,   //
    QG_MAP_SPECS = 1 << 14 // fields in all
};

struct qg_resource {
    struct qg_str name;
    struct qg_str pattern; // of the files it is read from, by their names without folders
    bool optional;         // there may be no such file
    struct qg_source_file file;
    QG_VEC(struct qg_str) columns; // that somebody asks for
    QG_VEC(uint32_t) key;          // those of them that tell its rows apart; empty: none
    int32_t above;                 // the source within whose rows its own lie, or QG_NONE
    bool used;
    const struct qg_notation_node *at;
};

// A condition on the rows that belong to a row: a column of theirs is as one of that row, or is
// `value`.
struct qg_match {
    uint32_t column, as; // `as` QG_GRID_NOWHERE: the value counts
    struct qg_str value;
    bool within; // they lie within it; no column is asked
};

struct qg_join {
    uint32_t source, to; // whose rows; to which source's rows they belong
    struct qg_match matches[QG_MAP_MATCHES];
    uint32_t match_count;
    bool single; // one row at most
};

enum qg_spec_kind {
    QG_SPEC_CELL,  // a value from one column or several
    QG_SPEC_VALUE, // the same value in each record
    QG_SPEC_GROUP, // an object, whose members are specs
    QG_SPEC_ROWS,  // what the rows of another source make, or the one of them
    QG_SPEC_ITEMS  // a list whose elements are each spelled out
};

struct qg_spec {
    enum qg_spec_kind kind;
    const struct qg_field *field; // NULL: the record itself, or an element of a list
    enum qg_kind as;              // CELL: of the value, or of each element of a list
    const struct qg_enum *of;     // CELL: where that is ENUM
    struct qg_spec *first, *last; // GROUP: members; ITEMS: elements; ROWS: `first`, of each row
    struct qg_spec *next;
    uint32_t columns[QG_MAP_COLUMNS], column_count; // CELL
    struct qg_str split;                            // CELL: what parts the elements; empty: nothing
    const struct qg_meanings *meanings;             // CELL: of ENUM
    struct qg_str json;                             // VALUE; empty: nothing is said
    uint32_t join;                                  // ROWS
};

struct qg_map {
    struct qg_notation notation; // the file; its arena owns everything below
    const struct qg_schema *schema;
    const struct qg_type *type; // of the record
    uint32_t from;              // source of which each row makes one
    struct qg_spec *record;     // GROUP
    struct qg_str header;       // line of the export, as JSON; empty without
    struct qg_formats formats;
    struct qg_meanings *meanings; // [enum_count]
    QG_VEC(struct qg_resource) sources;
    QG_VEC(struct qg_join) joins;
    uint32_t spec_count;
};

// Reads and checks the map; what is wrong with it is in `notation.problems`. `name` and the schema
// must outlive it. To be freed whatever this gave.
enum qg_fault qg_map_read(struct qg_map *out, struct qg_str text, const char *name,
                          const struct qg_schema *schema);
void qg_map_free(struct qg_map *map);

// ---- for the files that read its parts ----

// Reads `formats`, `words` and `export`.
enum qg_fault qg_map_read_formats(struct qg_map *map, const struct qg_notation_node *at);
enum qg_fault qg_map_read_words(struct qg_map *map, const struct qg_notation_node *words);
enum qg_fault qg_map_read_export(struct qg_map *map, const struct qg_notation_node *entry);

// The enum's words and what `own` adds to them ("сдал": passed); NULL when memory is out.
const struct qg_meanings *qg_map_meanings(struct qg_map *map, uint32_t enumeration,
                                          const struct qg_notation_node *own);

// Reads `sources`.
enum qg_fault qg_map_read_sources(struct qg_map *map, const struct qg_notation_node *sources);

// The source of that name; QG_NONE with a complaint at `at`.
int32_t qg_map_source(struct qg_map *map, const struct qg_notation_node *at, struct qg_str name);

// The number of a column of a source, from now on asked for; QG_GRID_NOWHERE when memory is out.
uint32_t qg_map_column(struct qg_map *map, uint32_t source, struct qg_str name);

// Reads the fields of a GROUP of that type, made of rows of `source`.
enum qg_fault qg_map_read_fields(struct qg_map *map, struct qg_spec *group,
                                 const struct qg_type *type, uint32_t source,
                                 const struct qg_notation_node *fields, uint32_t depth);

// Reads what rows of another source make of a field; with a join of its own.
enum qg_fault qg_map_read_rows(struct qg_map *map, struct qg_spec *spec, uint32_t source,
                               const struct qg_notation_node *at, uint32_t depth);

// Reads what a scalar, or an element of a list of them, is taken from.
enum qg_fault qg_map_read_leaf(struct qg_map *map, struct qg_spec *spec, uint32_t source,
                               const struct qg_notation_node *at);

// Reads section names as a JSON list; empty with a complaint.
enum qg_fault qg_map_read_sections(struct qg_map *map, struct qg_str *json,
                                   const struct qg_notation_node *at);

// A spec in the map's arena, appended to `parent` if that is not NULL; NULL when memory is out.
struct qg_spec *qg_map_spec(struct qg_map *map, struct qg_spec *parent, enum qg_spec_kind kind,
                            const struct qg_field *field);

// A copy in the map's arena; `at` is NULL when memory is out.
struct qg_str qg_map_keep(struct qg_map *map, const struct qg_text *text);

// "; did you mean `…`?", or nothing: for the end of a complaint. In the map's arena.
const char *qg_map_meant(struct qg_map *map, struct qg_str wanted, const struct qg_str *names,
                         size_t count);

#endif
