// SPDX-License-Identifier: Apache-2.0

#include "links.h"

#include <inttypes.h>
#include <string.h>

#define BEGIN "\x1b]8;;"
#define END   "\x1b\\"

// What a URI takes as it is; a path's slashes among it.
static bool is_plain(unsigned char c) {
    static const char others[] = "-._~/";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr(others, c) != NULL);
}

static void add_encoded(struct qg_str path, struct qg_text *out) {
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.at[i];
        if (is_plain(c))
            qg_text_char(out, (char)c);
        else
            qg_text_printf(out, "%%%02X", c);
    }
}

void qg_links_name(const struct qg_links *links, struct qg_str file, uint64_t line,
                   struct qg_text *out) {
    if (file.len == 0 || qg_str_equal(file, QG_STR("-")))
        return;
    qg_text_addz(out, "file://");
    add_encoded(links->host, out);
    if (file.at[0] != '/') {
        add_encoded(links->folder, out);
        qg_text_char(out, '/');
    }
    add_encoded(file, out);
    if (line > 0)
        qg_text_printf(out, "#%" PRIu64, line);
}

void qg_links_open(struct qg_str name, struct qg_text *out) {
    if (name.len == 0)
        return;
    qg_text_addz(out, BEGIN);
    qg_text_add(out, name);
    qg_text_addz(out, END);
}

void qg_links_close(struct qg_str name, struct qg_text *out) {
    if (name.len > 0)
        qg_text_addz(out, BEGIN END);
}
