// SPDX-License-Identifier: Apache-2.0
//
// Names of files as formats for code hosts want them.
#ifndef QG_URI_H
#define QG_URI_H

#include "str.h"
#include "text.h"

// Appends a path as a reference of RFC 3986: "data/a b.json" as "data/a%20b.json", an absolute one
// as "file:///data/…". Segments that say nothing ("." and empty ones) are left out, ".." stays:
// what it leads to, the file system alone can tell.
void qg_uri_add(struct qg_text *out, struct qg_str path);

// Appends a path as these hosts look it up in their tree: without "./" in front.
void qg_tree_path_add(struct qg_text *out, struct qg_str path);

#endif
