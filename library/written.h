// SPDX-License-Identifier: Apache-2.0
//
// From what a program cites back to what was written: the declaration of a rule, the paragraph and
// chapter it stands in, the application that made it of a template. The program knows spans, the
// syntax tree knows sentences; a span leads from the one to the other.

#ifndef QG_WRITTEN_H
#define QG_WRITTEN_H

#include "source.h"
#include "str.h"
#include "tree.h"

struct qg_compilation; // compile.h

struct qg_written {
    const struct qg_decl *decl;      // what stands there
    const struct qg_decl *paragraph; // NULL: directly in the chapter
    const struct qg_decl *chapter;   // or appendix, or preamble
    const struct qg_decl *apply;     // what made it of a template, or NULL
};

// Calls `visit` for everything that stands in a chapter or paragraph, in the order of the text.
typedef void qg_written_visitor(void *user, const struct qg_written *at);
void qg_written_visit(const struct qg_compilation *c, qg_written_visitor *visit, void *user);

// The declaration of the rule, exemption or provision at `span`, as which `id` is known. `decl` is
// NULL if there is none.
struct qg_written qg_written_find(const struct qg_compilation *c, struct qg_span span,
                                  struct qg_str id);

// Whether a visited place belongs to the paragraph (or appendix) that rules cite as `cited`.
bool qg_written_is_in(const struct qg_written *at, struct qg_str cited);

// Calls `visit` for every expectation of every test.
typedef void qg_expect_visitor(void *user, const struct qg_decl *test,
                               const struct qg_expect *expect);
void qg_written_expects(const struct qg_compilation *c, qg_expect_visitor *visit, void *user);

#endif
