// SPDX-License-Identifier: Apache-2.0

#include "uri.h"

// What a segment of a path holds as it is: "unreserved" of RFC 3986 and most of "sub-delims". The
// colon is not among them: in the first segment it would end a scheme.
static bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~!$()+,=@", c) != NULL);
}

static void add_segment(struct qg_text *out, struct qg_str segment) {
    for (size_t i = 0; i < segment.len; i++) {
        if (is_plain(segment.at[i]))
            qg_text_char(out, segment.at[i]);
        else
            qg_text_printf(out, "%%%02X", (unsigned)(unsigned char)segment.at[i]);
    }
}

// The segment that `path` begins with; moves behind it and its slash.
static struct qg_str next_segment(struct qg_str *path) {
    size_t len = 0;
    while (len < path->len && path->at[len] != '/')
        len++;
    struct qg_str segment = qg_str_slice(*path, 0, len);
    *path = qg_str_slice(*path, len + 1, path->len);
    return segment;
}

void qg_uri_add(struct qg_text *out, struct qg_str path) {
    bool absolute = path.len > 0 && path.at[0] == '/', first = true;
    qg_text_addz(out, absolute ? "file:///" : "");
    while (path.len > 0) {
        struct qg_str segment = next_segment(&path);
        if (segment.len == 0 || qg_str_equal(segment, QG_STR(".")))
            continue;
        qg_text_addz(out, first ? "" : "/");
        add_segment(out, segment);
        first = false;
    }
}

void qg_tree_path_add(struct qg_text *out, struct qg_str path) {
    while (qg_str_starts(path, QG_STR("./")))
        path = qg_str_slice(path, 2, path.len);
    qg_text_add(out, path);
}
