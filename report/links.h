// SPDX-License-Identifier: Apache-2.0
//
// Links in a text on a terminal: the sequence OSC 8, of which terminals show the text between its
// two halves, and open what it names on a click. A place in a file is named as programs that make
// such links have come to: "file://HOST/PATH#LINE". The host is there because the terminal may be
// on another machine; who knows nothing of lines opens the file.
#ifndef QG_LINKS_H
#define QG_LINKS_H

#include "str.h"
#include "text.h"

#include <stdint.h>

struct qg_links {
    struct qg_str host;         // of this machine
    struct qg_str folder;       // absolute; relative names are seen from there
    const struct qg_str *rules; // names of the rules' texts, [program->rule_count], empty for one
                                // that is in no file; or NULL
};

// Appends the name of a place in a file; of the file, where `line` is 0. Nothing for the standard
// input.
void qg_links_name(const struct qg_links *links, struct qg_str file, uint64_t line,
                   struct qg_text *out);

// The halves around a text that stands for what is so named. Nothing for an empty name.
void qg_links_open(struct qg_str name, struct qg_text *out);
void qg_links_close(struct qg_str name, struct qg_text *out);

#endif
