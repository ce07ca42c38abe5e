// SPDX-License-Identifier: Apache-2.0

#include "spool.h"

static enum qg_fault spill(struct qg_spool *spool) {
    if (spool->file == NULL)
        spool->file = tmpfile();
    if (spool->file == NULL)
        return QG_FAULT_WRITE;
    size_t written = fwrite(spool->text.at, 1, spool->text.len, spool->file);
    enum qg_fault fault = written == spool->text.len ? QG_OK : QG_FAULT_WRITE;
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

void qg_spool_free(struct qg_spool *spool) {
    if (spool->file != NULL)
        (void)fclose(spool->file); // a temporary file: nothing is lost with it
    qg_text_free(&spool->text);
}
