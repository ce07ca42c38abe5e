// SPDX-License-Identifier: Apache-2.0

#include "writer.h"

#include <string.h>

// Large enough that writes are few, small enough to stay in the cache.
enum { FLUSH_AT = 64 * 1024 };

static const struct {
    const char *name;
    void (*open)(struct qg_writer *w);
} formats[] = {
#define QG_FORMAT(name, opening) {name, opening},
#include "formats.def"
#undef QG_FORMAT
};

enum { FORMATS = sizeof formats / sizeof formats[0] };

const char *const *qg_writer_formats(void) {
    static const char *const names[] = {
#define QG_FORMAT(name, opening) name,
#include "formats.def"
#undef QG_FORMAT
        NULL};
    return names;
}

bool qg_writer_open(struct qg_writer *w, const char *format, const struct qg_run_facts *facts,
                    struct qg_output output) {
    *w = (struct qg_writer){.facts = facts, .output = output};
    for (size_t i = 0; i < FORMATS; i++) {
        if (strcmp(formats[i].name, format) != 0)
            continue;
        formats[i].open(w);
        return true;
    }
    return false;
}

void qg_writer_close(struct qg_writer *w) {
    if (w->free != NULL)
        w->free(w);
    qg_text_free(&w->text);
}

void qg_writer_say(const struct qg_writer *w, struct qg_str line) {
    if (w->facts->aside.say != NULL)
        w->facts->aside.say(w->facts->aside.user, line);
}

enum qg_fault qg_output_flush(const struct qg_output *output, struct qg_text *text, bool all) {
    if (text->failed)
        return QG_FAULT_MEMORY;
    if (text->len == 0 || (!all && text->len < FLUSH_AT))
        return QG_OK;
    enum qg_fault fault = output->write(output->user, text->at, text->len);
    qg_text_clear(text);
    return fault;
}

enum qg_fault qg_writer_flush(struct qg_writer *w, bool all) {
    return qg_output_flush(&w->output, &w->text, all);
}
