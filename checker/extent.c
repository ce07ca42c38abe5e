// SPDX-License-Identifier: Apache-2.0
#include "extent.h"

#include "json.h"

// Within a string: steps to behind its closing quote, or to the end.
static const char *string_part(struct qg_extent *extent, const char *p, const char *end) {
    while (p < end && extent->in_string) {
        if (extent->escaped)
            extent->escaped = false;
        else if (*p == '\\')
            extent->escaped = true;
        else
            extent->in_string = *p != '"';
        p++;
    }
    if (!extent->in_string && extent->depth == 0)
        extent->complete = true;
    return p;
}

static bool ends_bare(char c) {
    return qg_json_is_space(c) || c == ',' || c == ']' || c == '}' || c == ':';
}

// A number or a word at depth 0 ends before what cannot belong to it.
static const char *bare_part(struct qg_extent *extent, const char *p, const char *end) {
    extent->bare = true;
    while (p < end && !ends_bare(*p))
        p++;
    extent->complete = p < end;
    return p;
}

// Between brackets: steps to behind the next quote or the closing bracket, or to the end.
static const char *structure_part(struct qg_extent *extent, const char *p, const char *end) {
    while (p < end) {
        char c = *p++;
        if (c == '"') {
            extent->in_string = true;
            return p;
        }
        if (c == '{' || c == '[')
            extent->depth++;
        else if ((c == '}' || c == ']') && --extent->depth == 0) {
            extent->complete = true;
            return p;
        }
    }
    return p;
}

static bool opens(char c) {
    return c == '{' || c == '[' || c == '"';
}

size_t qg_extent_scan(struct qg_extent *extent, const char *at, size_t len) {
    const char *p = at, *end = at + len;
    while (p < end && !extent->complete) {
        if (extent->in_string)
            p = string_part(extent, p, end);
        else if (extent->bare || (extent->depth == 0 && !opens(*p)))
            p = bare_part(extent, p, end);
        else
            p = structure_part(extent, p, end);
    }
    return (size_t)(p - at);
}
