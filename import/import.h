// SPDX-License-Identifier: Apache-2.0
//
// An import: a map and the files it speaks of, as one stream of records. It is an origin
// (origin.h): the reader gets text from it, one record a line, and whoever hears of a place in that
// text is told the cell instead.
#ifndef QG_IMPORT_H
#define QG_IMPORT_H

#include "gathered.h"
#include "map.h"
#include "origin.h"

struct qg_import {
    struct qg_map map;
    struct qg_gathered gathered;
    struct qg_origin origin; // itself, for a reader
    struct qg_text problem;  // why it could not be opened; lines
    struct qg_text notes;    // what is worth knowing; lines with their ends
    struct qg_text source;   // the map's text
    struct qg_text line;     // the record under way
    size_t given;            // of its bytes, to the reader
    uint32_t next;           // record
    bool header_given, mapped, gathered_up;
    enum qg_fault fault; // the first while reading
};

// Reads the map and the files. QG_FAULT_READ with `problem`. The schema, and the strings, must
// outlive the import, which must not move. To be freed whatever this gave.
enum qg_fault qg_import_open(struct qg_import *out, const struct qg_schema *schema,
                             const char *map_path, const char *const *files, uint32_t count,
                             uint64_t seed);
void qg_import_free(struct qg_import *import);

// Hands what is wrong with the tables as such, a finding's worth each, to whoever asks; it ends
// with the first fault that he gives.
struct qg_import_listener {
    enum qg_fault (*trouble)(void *user, const struct qg_location *at,
                             const struct qg_data_finding *finding);
    void *user;
};
enum qg_fault qg_import_tell(const struct qg_import *import,
                             const struct qg_import_listener *listener);

#endif
