// SPDX-License-Identifier: Apache-2.0

#include "spool.h"

static enum qg_fault spill(struct qg_spool *spool) {
    if (spool->file == NULL)
        spool->file = qg_spares_take(spool->spares);
    if (spool->file == NULL)
        return QG_FAULT_WRITE;
    size_t written = fwrite(spool->text.at, 1, spool->text.len, spool->file);
    enum qg_fault fault = written == spool->text.len ? QG_OK : QG_FAULT_WRITE;
    spool->spilled += written;
    qg_text_clear(&spool->text);
    return fault;
}

enum qg_fault qg_spool_settle(struct qg_spool *spool) {
    if (spool->text.failed)
        return QG_FAULT_MEMORY;
    return spool->text.len < QG_SPOOL_MEMORY ? QG_OK : spill(spool);
}

static enum qg_fault copy_file(FILE *file, struct qg_output output) {
    char buffer[16 * 1024];
    enum qg_fault fault = QG_OK;
    rewind(file);
    for (size_t got; fault == QG_OK && (got = fread(buffer, 1, sizeof buffer, file)) > 0;)
        fault = output.write(output.user, buffer, got);
    return ferror(file) != 0 ? QG_FAULT_READ : fault;
}

enum qg_fault qg_spool_copy(struct qg_spool *spool, struct qg_output output) {
    enum qg_fault fault = QG_OK;
    if (spool->file != NULL)
        fault = copy_file(spool->file, output);
    if (fault == QG_OK && spool->text.len > 0)
        fault = output.write(output.user, spool->text.at, spool->text.len);
    return fault;
}

// Of the bytes asked for, those in the file.
static enum qg_fault read_file(struct qg_spool *spool, uint64_t from, size_t len,
                               struct qg_text *out) {
    if (!qg_text_reserve(out, len))
        return QG_FAULT_MEMORY;
    if (fseeko(spool->file, (off_t)from, SEEK_SET) != 0 ||
        fread(out->at + out->len, 1, len, spool->file) != len ||
        fseeko(spool->file, 0, SEEK_END) != 0)
        return QG_FAULT_READ;
    out->len += len;
    out->at[out->len] = '\0';
    return QG_OK;
}

enum qg_fault qg_spool_read(struct qg_spool *spool, uint64_t from, size_t len,
                            struct qg_text *out) {
    uint64_t in_file = from < spool->spilled ? spool->spilled - from : 0;
    enum qg_fault fault = QG_OK;
    if (from > qg_spool_size(spool) || len > qg_spool_size(spool) - from)
        return QG_FAULT_BUG;
    if (in_file > 0)
        fault = read_file(spool, from, in_file < len ? (size_t)in_file : len, out);
    if (fault != QG_OK || in_file >= len)
        return fault;
    size_t start = in_file > 0 ? 0 : (size_t)(from - spool->spilled);
    qg_text_add(out, qg_str_slice(qg_text_str(&spool->text), start, start + len - (size_t)in_file));
    return out->failed ? QG_FAULT_MEMORY : QG_OK;
}

void qg_spool_free(struct qg_spool *spool) {
    if (spool->file != NULL)
        (void)fclose(spool->file); // a temporary file: nothing is lost with it
    qg_text_free(&spool->text);
}
