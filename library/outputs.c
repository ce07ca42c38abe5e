// SPDX-License-Identifier: Apache-2.0

#include "outputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- destinations ----

static enum qg_fault write_stream(void *user, const char *at, size_t len) {
    struct qg_stream *stream = user;
    if (stream->before != NULL)
        stream->before(stream->user);
    while (len > 0 && stream->error == 0) {
        ssize_t written = write(stream->fd, at, len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            stream->error = written < 0 ? errno : EIO;
        if (written <= 0)
            break;
        at += written;
        len -= (size_t)written;
    }
    return stream->error == 0 ? QG_OK : QG_FAULT_WRITE;
}

struct qg_output qg_stream_output(struct qg_stream *stream) {
    return (struct qg_output){stream, write_stream};
}

static enum qg_fault write_file(void *user, const char *at, size_t len) {
    return qg_outfile_write(user, (struct qg_str){at, len});
}

// ---- the list ----

void qg_outputs_init(struct qg_outputs *outputs, struct qg_stream *stream) {
    *outputs = (struct qg_outputs){.stream = stream};
}

static void free_one(struct qg_report_out *report) {
    qg_writer_close(&report->writer);
    if (report->file != NULL)
        qg_outfile_free(report->file);
    free(report->file);
    free(report);
}

void qg_outputs_free(struct qg_outputs *outputs) {
    for (uint32_t i = 0; i < outputs->items.len; i++)
        free_one(outputs->items.at[i]);
    qg_vec_free(&outputs->items);
}

static enum qg_fault open_file(struct qg_report_out *report, const char *path,
                               struct qg_text *problem) {
    report->file = calloc(1, sizeof *report->file);
    if (report->file == NULL)
        return QG_FAULT_MEMORY;
    enum qg_fault fault = qg_outfile_open(report->file, path);
    if (fault != QG_OK)
        qg_outfile_explain(report->file, problem);
    return fault;
}

enum qg_fault qg_outputs_add(struct qg_outputs *outputs, const char *format, const char *path,
                             struct qg_text *problem) {
    struct qg_report_out *report = calloc(1, sizeof *report);
    if (report == NULL || !qg_vec_push(&outputs->items, report)) {
        free(report);
        return QG_FAULT_MEMORY;
    }
    struct qg_output output = qg_stream_output(outputs->stream);
    if (path != NULL) {
        enum qg_fault fault = open_file(report, path, problem);
        if (fault != QG_OK)
            return fault;
        output = (struct qg_output){report->file, write_file};
    }
    if (!qg_writer_open(&report->writer, format, &report->facts, output))
        return QG_FAULT_BUG;
    return report->writer.ready == NULL ? QG_OK : report->writer.ready(&report->writer, problem);
}

enum qg_fault qg_outputs_add_writer(struct qg_outputs *outputs, const struct qg_writer *writer) {
    struct qg_report_out *report = calloc(1, sizeof *report);
    if (report == NULL || !qg_vec_push(&outputs->items, report)) {
        free(report);
        return QG_FAULT_MEMORY;
    }
    report->writer = *writer;
    report->writer.facts = &report->facts;
    return QG_OK;
}

// ---- passing on ----

enum qg_fault qg_outputs_begin(struct qg_outputs *outputs, const struct qg_run_facts *facts) {
    enum qg_fault fault = QG_OK;
    outputs->begun = true;
    for (uint32_t i = 0; i < outputs->items.len && fault == QG_OK; i++) {
        struct qg_report_out *report = outputs->items.at[i];
        report->facts = *facts;
        report->facts.colour = facts->colour && report->file == NULL;
        report->facts.spares = outputs->spares;
        report->facts.links = report->file == NULL ? facts->links : NULL;
        fault = report->writer.begin(&report->writer);
    }
    return fault;
}

unsigned qg_outputs_wants(const struct qg_outputs *outputs) {
    unsigned wants = outputs->only.kind != QG_ONLY_ALL ? QG_WANTS_HEADINGS : 0;
    for (uint32_t i = 0; i < outputs->items.len; i++)
        wants |= outputs->items.at[i]->writer.wants;
    return wants;
}

enum qg_fault qg_outputs_heading(struct qg_outputs *outputs, const struct qg_heading *heading) {
    enum qg_fault fault = QG_OK;
    if (!qg_only_heading(&outputs->only, heading))
        return QG_OK;
    for (uint32_t i = 0; i < outputs->items.len && fault == QG_OK; i++) {
        struct qg_writer *writer = &outputs->items.at[i]->writer;
        if (writer->heading != NULL)
            fault = writer->heading(writer, heading);
    }
    return fault;
}

enum qg_fault qg_outputs_finding(struct qg_outputs *outputs, const struct qg_finding *finding) {
    enum qg_fault fault = QG_OK;
    if (!qg_only_finding(&outputs->only, finding))
        return QG_OK;
    for (uint32_t i = 0; i < outputs->items.len && fault == QG_OK; i++)
        fault = outputs->items.at[i]->writer.finding(&outputs->items.at[i]->writer, finding);
    return fault;
}

enum qg_fault qg_outputs_verdict(struct qg_outputs *outputs, const struct qg_verdict *verdict) {
    enum qg_fault fault = QG_OK;
    if (!qg_only_verdict(&outputs->only, verdict))
        return QG_OK;
    for (uint32_t i = 0; i < outputs->items.len && fault == QG_OK; i++)
        fault = outputs->items.at[i]->writer.verdict(&outputs->items.at[i]->writer, verdict);
    return fault;
}

enum qg_fault qg_outputs_end(struct qg_outputs *outputs, const struct qg_tally *tally) {
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < outputs->items.len && fault == QG_OK; i++) {
        struct qg_report_out *report = outputs->items.at[i];
        fault = report->writer.end(&report->writer, tally);
        if (fault == QG_OK && report->file != NULL)
            fault = qg_outfile_close(report->file);
    }
    return fault;
}

void qg_outputs_explain(const struct qg_outputs *outputs, struct qg_text *out) {
    for (uint32_t i = 0; i < outputs->items.len; i++) {
        const struct qg_outfile *file = outputs->items.at[i]->file;
        if (file == NULL || file->fault == QG_OK)
            continue;
        qg_outfile_explain(file, out);
        return;
    }
    if (outputs->stream->error != 0)
        qg_text_printf(out, "cannot write the standard output: %s",
                       strerror(outputs->stream->error));
}
