// SPDX-License-Identifier: Apache-2.0

#include "impact_out.h"

#include "format_args.h"

#include <stdlib.h>
#include <string.h>

void qg_impact_out_init(struct qg_impact_out *out, const struct qg_impact_facts *facts,
                        struct qg_stream *stream) {
    *out = (struct qg_impact_out){.facts = facts, .stream = stream};
}

// ---- opening and closing ----

static enum qg_fault write_file(void *user, const char *at, size_t len) {
    return qg_outfile_write(user, (struct qg_str){at, len});
}

static enum qg_fault open_file(struct qg_impact_out *out, const char *path,
                               struct qg_text *problem) {
    struct qg_outfile *file = calloc(1, sizeof *file);
    out->files[out->count] = file;
    if (file == NULL)
        return QG_FAULT_MEMORY;
    enum qg_fault fault = qg_outfile_open(file, path);
    if (fault != QG_OK)
        qg_outfile_explain(file, problem);
    return fault;
}

static enum qg_fault open_one(struct qg_impact_out *out, const char *word,
                              struct qg_text *problem) {
    const char *const *names = qg_impact_writer_formats();
    int format = qg_format_args_format(word, names, problem);
    const char *path = qg_format_args_file(word);
    struct qg_output output = qg_stream_output(out->stream);
    enum qg_fault fault = format >= 0 ? QG_OK : QG_FAULT_BUG; // they were checked
    if (fault == QG_OK && path != NULL) {
        fault = open_file(out, path, problem);
        output = (struct qg_output){out->files[out->count], write_file};
    }
    struct qg_impact_writer *writer = &out->writers[out->count++];
    if (fault == QG_OK && !qg_impact_writer_open(writer, names[format], out->facts, output))
        fault = QG_FAULT_BUG;
    return fault;
}

enum qg_fault qg_impact_out_open(struct qg_impact_out *out, const struct qg_words *formats,
                                 struct qg_text *problem) {
    enum qg_fault fault = QG_OK;
    uint32_t count = formats->len > 0 ? formats->len : 1;
    out->writers = calloc(count, sizeof *out->writers);
    out->files = calloc(count, sizeof(struct qg_outfile *));
    if (out->writers == NULL || out->files == NULL)
        return QG_FAULT_MEMORY;
    if (formats->len == 0)
        return open_one(out, "text", problem);
    for (uint32_t i = 0; i < formats->len && fault == QG_OK; i++)
        fault = open_one(out, formats->at[i], problem);
    return fault;
}

enum qg_fault qg_impact_out_close(struct qg_impact_out *out) {
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < out->count && fault == QG_OK; i++)
        if (out->files[i] != NULL)
            fault = qg_outfile_close(out->files[i]);
    return fault;
}

void qg_impact_out_explain(const struct qg_impact_out *out, struct qg_text *text) {
    for (uint32_t i = 0; i < out->count && text->len == 0; i++)
        if (out->files[i] != NULL && out->files[i]->fault != QG_OK)
            qg_outfile_explain(out->files[i], text);
    if (text->len == 0 && out->stream->error != 0)
        qg_text_printf(text, "cannot write the standard output: %s", strerror(out->stream->error));
}

void qg_impact_out_free(struct qg_impact_out *out) {
    for (uint32_t i = 0; i < out->count; i++) {
        qg_impact_writer_close(&out->writers[i]);
        if (out->files[i] != NULL)
            qg_outfile_free(out->files[i]);
        free(out->files[i]);
    }
    free(out->files);
    free(out->writers);
}
