// SPDX-License-Identifier: Apache-2.0
#include "source.h"

#include "utf8.h"

#include <stdlib.h>

static uint32_t count_lines(struct qg_str text) {
    uint32_t count = 1;
    const char *end = text.at + text.len;
    for (const char *at = text.at; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        count++;
    return count;
}

static void fill_lines(uint32_t *lines, struct qg_str text) {
    const char *end = text.at + text.len;
    *lines++ = 0;
    for (const char *at = text.at; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        *lines++ = (uint32_t)(at + 1 - text.at);
}

static bool index_lines(struct qg_source *source) {
    uint32_t count = count_lines(source->text);
    source->lines.at = malloc(count * sizeof *source->lines.at);
    if (source->lines.at == NULL)
        return false;
    source->lines.len = count;
    fill_lines(source->lines.at, source->text);
    return true;
}

// One block for both: the text, two NUL bytes, the name, one NUL byte.
static bool copy_bytes(struct qg_source *source, struct qg_str name, struct qg_str text) {
    char *buffer = calloc(text.len + 2 + name.len + 1, 1);
    if (buffer == NULL)
        return false;
    char *name_at = buffer + text.len + 2;
    if (text.len > 0)
        memcpy(buffer, text.at, text.len);
    if (name.len > 0)
        memcpy(name_at, name.at, name.len);
    source->buffer = buffer;
    source->text = (struct qg_str){buffer, text.len};
    source->name = (struct qg_str){name_at, name.len};
    return true;
}

static void free_source(struct qg_source *source) {
    if (source == NULL)
        return;
    free(source->buffer);
    free(source->lines.at);
    free(source->stretches);
    free(source);
}

enum qg_fault qg_sources_add(struct qg_sources *list, struct qg_str name, struct qg_str text,
                             uint32_t *out_index) {
    if (text.len > QG_SOURCE_BYTES_MAX || name.len > QG_SOURCE_BYTES_MAX)
        return QG_FAULT_LIMIT;
    struct qg_source *source = calloc(1, sizeof *source);
    if (source == NULL || !copy_bytes(source, name, text) || !index_lines(source) ||
        !qg_vec_push(&list->items, source)) {
        free_source(source);
        return QG_FAULT_MEMORY;
    }
    *out_index = list->items.len - 1;
    return QG_OK;
}

enum qg_fault qg_sources_add_composed(struct qg_sources *list, struct qg_str name,
                                      struct qg_str text, const struct qg_stretch *stretches,
                                      uint32_t count, uint32_t *out_index) {
    struct qg_stretch *copy = malloc((count + (size_t)1) * sizeof *copy);
    if (copy == NULL)
        return QG_FAULT_MEMORY;
    if (count > 0)
        memcpy(copy, stretches, count * sizeof *copy);
    enum qg_fault fault = qg_sources_add(list, name, text, out_index);
    if (fault != QG_OK) {
        free(copy);
        return fault;
    }
    list->items.at[*out_index]->stretches = copy;
    list->items.at[*out_index]->stretch_count = count;
    return QG_OK;
}

// The last stretch that begins at or before the offset.
static uint32_t stretch_of(const struct qg_source *source, uint32_t offset) {
    uint32_t low = 0, high = source->stretch_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->stretches[middle].at <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct qg_span qg_sources_origin(const struct qg_sources *list, struct qg_span span) {
    const struct qg_source *source = qg_sources_at(list, span.source);
    if (source == NULL || source->stretch_count == 0)
        return span;
    const struct qg_stretch *stretch = &source->stretches[stretch_of(source, span.start)];
    struct qg_span from = stretch->from;
    uint64_t start = (uint64_t)from.start + (span.start - stretch->at);
    uint64_t end = start + (span.end - span.start);
    from.start = start < from.end ? (uint32_t)start : from.end;
    from.end = end < from.end ? (uint32_t)end : from.end;
    return from;
}

const struct qg_source *qg_sources_at(const struct qg_sources *list, uint32_t index) {
    return index < list->items.len ? list->items.at[index] : NULL;
}

void qg_sources_free(struct qg_sources *list) {
    for (uint32_t i = 0; i < list->items.len; i++)
        free_source(list->items.at[i]);
    qg_vec_free(&list->items);
}

struct qg_str qg_sources_slice(const struct qg_sources *list, struct qg_span span) {
    const struct qg_source *source = qg_sources_at(list, span.source);
    return source != NULL ? qg_str_slice(source->text, span.start, span.end) : QG_STR("");
}

// The index of the last line that starts at or before the offset.
static uint32_t line_of(const struct qg_source *source, uint32_t offset) {
    uint32_t low = 0, high = source->lines.len;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines.at[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct qg_place qg_source_place(const struct qg_source *source, uint32_t offset) {
    if (offset > source->text.len)
        offset = (uint32_t)source->text.len;
    uint32_t line = line_of(source, offset);
    uint32_t start = source->lines.at[line];
    size_t before = qg_utf8_count(source->text.at + start, offset - start);
    return (struct qg_place){line + 1, (uint32_t)before + 1};
}

static struct qg_str without_break(struct qg_str line) {
    if (line.len > 0 && line.at[line.len - 1] == '\n')
        line.len--;
    if (line.len > 0 && line.at[line.len - 1] == '\r')
        line.len--;
    return line;
}

struct qg_str qg_source_line(const struct qg_source *source, uint32_t line) {
    if (line == 0 || line > source->lines.len)
        return QG_STR("");
    size_t end = line < source->lines.len ? source->lines.at[line] : source->text.len;
    return without_break(qg_str_slice(source->text, source->lines.at[line - 1], end));
}

struct qg_file_place qg_sources_place(const struct qg_sources *list, struct qg_span span) {
    struct qg_span origin = qg_sources_origin(list, span);
    const struct qg_source *source = qg_sources_at(list, origin.source);
    if (source == NULL)
        return (struct qg_file_place){.name = QG_STR("")};
    return (struct qg_file_place){source->name, qg_source_place(source, origin.start)};
}
