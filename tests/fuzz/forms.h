// SPDX-License-Identifier: Apache-2.0
//
// Whether a report is what its format says it is, asked of readers that are not ours where there
// are such: whatever text the report is about, it must not be able to break out of its place.
#ifndef QG_FORMS_H
#define QG_FORMS_H

#include "str.h"

#include <stdbool.h>

// Of any format: UTF-8 without control characters; of text, nothing that a terminal obeys. Then
// JSON by jansson, XML by expat; of CSV, that rows have as many cells as there are columns, none of
// which a spreadsheet would compute; of HTML and Markdown, that elements nest and that the JSON
// within is JSON; of GitHub's commands, that a line is one or cannot be taken for one.
bool qg_form_holds(const char *format, struct qg_str report);

#endif
