// SPDX-License-Identifier: Apache-2.0

#include "xml.h"

#include "utf8.h"

// ---- characters ----

// What a document of XML 1.0 may hold, escaped or not.
static bool is_allowed(uint32_t c) {
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

// The reference that a character needs, or NULL. A reader would make spaces of the line breaks of
// an attribute, and a line feed of every carriage return.
static const char *reference(uint32_t c, bool attribute) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;";
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    }
    return NULL;
}

// A byte that is not UTF-8 becomes U+FFFD.
static void escape(struct qg_text *out, struct qg_str s, bool attribute) {
    const char *end = s.len > 0 ? s.at + s.len : s.at;
    for (const char *at = s.at; at < end;) {
        uint32_t c = qg_utf8_decode(&at, end);
        const char *known = reference(c, attribute);
        if (known != NULL)
            qg_text_addz(out, known);
        else if (is_allowed(c))
            qg_text_codepoint(out, c);
    }
}

// ---- elements ----

void qg_xml_begin(struct qg_xml *xml, struct qg_text *out) {
    *xml = (struct qg_xml){.out = out};
    qg_text_addz(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

static void indent(struct qg_xml *xml) {
    qg_text_fill(xml->out, ' ', (size_t)xml->depth * 2);
}

static void end_tag(struct qg_xml *xml, const char *how) {
    if (xml->in_tag)
        qg_text_addz(xml->out, how);
    xml->in_tag = false;
}

void qg_xml_open(struct qg_xml *xml, const char *name) {
    if (xml->depth == QG_XML_DEPTH) {
        xml->out->failed = true;
        return;
    }
    end_tag(xml, ">\n");
    indent(xml);
    qg_text_printf(xml->out, "<%s", name);
    xml->open[xml->depth++] = name;
    xml->in_tag = true;
    xml->inlined = false;
}

void qg_xml_attribute(struct qg_xml *xml, const char *name, struct qg_str value) {
    qg_text_printf(xml->out, " %s=\"", name);
    escape(xml->out, value, true);
    qg_text_char(xml->out, '"');
}

void qg_xml_attribute_number(struct qg_xml *xml, const char *name, uint64_t value) {
    qg_text_printf(xml->out, " %s=\"%llu\"", name, (unsigned long long)value);
}

void qg_xml_text(struct qg_xml *xml, struct qg_str text) {
    end_tag(xml, ">");
    xml->inlined = true;
    escape(xml->out, text, false);
}

void qg_xml_close(struct qg_xml *xml) {
    if (xml->depth == 0)
        return;
    const char *name = xml->open[--xml->depth];
    if (xml->in_tag) {
        end_tag(xml, "/>\n");
        return;
    }
    if (!xml->inlined)
        indent(xml);
    xml->inlined = false;
    qg_text_printf(xml->out, "</%s>\n", name);
}
