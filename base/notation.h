// SPDX-License-Identifier: Apache-2.0
//
// Files that people write beside a policy (settings, exceptions, mappings) are YAML: a tree of
// mappings, lists and scalars, read by libyaml, in which every node knows where it stands. What a
// scalar means is for whoever reads the tree to say, by what stands in its place: nothing is
// guessed from its looks, so `no` is the text "no". What makes such a file hard to check or
// dangerous to read (anchors and aliases, tags, several documents, keys that are given twice) is
// refused.
//
// Complaints are lines "FILE:LINE:COLUMN: what is wrong", so that several can be told at once.
#ifndef QG_NOTATION_H
#define QG_NOTATION_H

#include "arena.h"
#include "fault.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    QG_NOTATION_BYTES = 16 << 20, // such files are written by hand; a longer one is a mistake
    QG_NOTATION_DEPTH = 32,       // lists and mappings within each other
    QG_NOTATION_KEYS = 1024       // of one mapping: each is compared with those before it
};

enum qg_notation_kind { QG_NOTATION_SCALAR, QG_NOTATION_LIST, QG_NOTATION_MAP };

struct qg_notation_node {
    enum qg_notation_kind kind;
    uint32_t line, column; // from 1, in code points; of the value
    uint32_t key_line, key_column;
    struct qg_str key;                     // of an entry of a mapping
    struct qg_str text;                    // SCALAR; ends with a NUL that is not counted
    bool plain;                            // SCALAR: written without quotes
    struct qg_notation_node *first, *last; // LIST, MAP: what it holds, in order
    struct qg_notation_node *next;         // beside it
    uint32_t count;                        // LIST, MAP: how many it holds
};

// A file that was read, and what is wrong with it.
struct qg_notation {
    const char *name;              // of the file, for complaints; not owned
    struct qg_notation_node *root; // NULL: the file is empty
    struct qg_arena arena;         // owns the nodes and their texts
    struct qg_text problems;       // owned; complaints, each with its line's end
};

// Reads `text`. QG_FAULT_MEMORY; QG_FAULT_LIMIT for more than QG_NOTATION_BYTES. A text that is no
// such YAML is no fault, but a problem. To be freed whatever this gave.
enum qg_fault qg_notation_read(struct qg_notation *out, struct qg_str text, const char *name);
void qg_notation_free(struct qg_notation *notation);

// The entry of a mapping called `key`; NULL without, and where `map` is NULL or no mapping.
const struct qg_notation_node *qg_notation_entry(const struct qg_notation_node *map,
                                                 const char *key);

// Complains about a node; the format goes on after "FILE:LINE:COLUMN: ".
void qg_notation_complain(struct qg_notation *notation, const struct qg_notation_node *at,
                          const char *format, ...) QG_PRINTF(3, 4);

// Whether the node is of that kind; else there is a complaint: "`what` must be a list".
bool qg_notation_expect(struct qg_notation *notation, const struct qg_notation_node *node,
                        enum qg_notation_kind kind, const char *what);

// Complains about every key of the mapping that is not among `known` (NULL at the end), with the
// one that may have been meant.
void qg_notation_keys(struct qg_notation *notation, const struct qg_notation_node *map,
                      const char *const *known);

// The text of a scalar entry, with a complaint if it is none, or if it is not there and required;
// the empty string then.
struct qg_str qg_notation_text(struct qg_notation *notation, const struct qg_notation_node *map,
                               const char *key, bool required);

#endif
