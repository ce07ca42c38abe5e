// SPDX-License-Identifier: Apache-2.0

#include "source_file.h"

#include "readfile.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum qg_fault qg_grid_refuse(const struct qg_opened *file, struct qg_reading_notes *notes,
                             const char *format, ...) {
    char said[512];
    va_list args;
    va_start(args, format);
    vsnprintf(said, sizeof said, format, args);
    va_end(args);
    qg_text_printf(notes->problem, "%s: %s", file->path, said);
    return QG_FAULT_READ;
}

enum qg_fault qg_opened_read(struct qg_opened *out, const char *path,
                             struct qg_reading_notes *notes) {
    *out = (struct qg_opened){.path = path};
    enum qg_fault fault = qg_readfile(path, QG_GRID_FILE_BYTES, &out->bytes);
    if (fault == QG_FAULT_READ)
        return qg_grid_refuse(out, notes, "%s", qg_readfile_reason(errno));
    if (fault == QG_FAULT_LIMIT)
        return qg_grid_refuse(out, notes, "longer than %zu MiB, which is more than is read",
                              QG_GRID_FILE_BYTES >> 20);
    return fault;
}

void qg_opened_free(struct qg_opened *opened) {
    qg_text_free(&opened->bytes);
}

// The first byte that is neither white space nor a byte order mark; 0 without.
static char first_sign(struct qg_str s) {
    if (qg_str_starts(s, QG_STR("\xEF\xBB\xBF")))
        s = qg_str_slice(s, 3, s.len);
    for (size_t i = 0; i < s.len; i++)
        if (strchr(" \t\r\n", s.at[i]) == NULL)
            return s.at[i];
    return 0;
}

enum qg_fault qg_grid_read(struct qg_grid *table, const struct qg_opened *file,
                           const struct qg_source_file *source, struct qg_reading_notes *notes) {
    struct qg_str bytes = qg_text_str(&file->bytes);
    if (qg_str_starts(bytes, QG_STR("PK\x03\x04")))
        return qg_grid_read_xlsx(table, file, source, notes);
    if (qg_str_starts(bytes, QG_STR("\xD0\xCF\x11\xE0")))
        return qg_grid_refuse(file, notes, "a workbook in the old format (.xls); save it as .xlsx");
    char sign = first_sign(bytes);
    if (sign == '{' || sign == '[')
        return qg_grid_read_json(table, file, source, notes);
    return qg_grid_read_csv(table, file, source, notes);
}
