// SPDX-License-Identifier: Apache-2.0
//
// XML, written so that it is well-formed whatever it is given: elements close in the order in which
// they were opened, every text and attribute is escaped, and what XML 1.0 cannot hold at all (most
// control characters) is left out. Elements are indented; an element with text stays on its line.
//
//     struct qg_xml xml;
//     qg_xml_begin(&xml, &out);
//     qg_xml_open(&xml, "testcase");
//     qg_xml_attribute(&xml, "name", name);
//     qg_xml_text(&xml, text);
//     qg_xml_close(&xml);
//
// Names of elements and attributes are ours, never data.

#ifndef QG_XML_H
#define QG_XML_H

#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

// Elements open at once; the formats we write need five.
enum { QG_XML_DEPTH = 16 };

struct qg_xml {
    struct qg_text *out;            // not owned; failure sticks in it
    const char *open[QG_XML_DEPTH]; // names of the open elements, static storage
    uint32_t depth;
    bool in_tag;  // the tag of the innermost element still takes attributes
    bool inlined; // the innermost element has text: its end stays on the line
};

// Writes the declaration.
void qg_xml_begin(struct qg_xml *xml, struct qg_text *out);

// Opens an element; beyond QG_XML_DEPTH the text fails.
void qg_xml_open(struct qg_xml *xml, const char *name);

// Only right after opening.
void qg_xml_attribute(struct qg_xml *xml, const char *name, struct qg_str value);
void qg_xml_attribute_number(struct qg_xml *xml, const char *name, uint64_t value);

void qg_xml_text(struct qg_xml *xml, struct qg_str text);

// Closes the innermost element.
void qg_xml_close(struct qg_xml *xml);

#endif
