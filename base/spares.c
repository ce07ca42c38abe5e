// SPDX-License-Identifier: Apache-2.0

#include "spares.h"

static void close_file(FILE *file) {
    if (file != NULL)
        (void)fclose(file); // a temporary file: nothing is lost with it
}

void qg_spares_open(struct qg_spares *spares, uint32_t more) {
    while (more-- > 0) {
        FILE *file = tmpfile();
        if (file == NULL || !qg_vec_push(&spares->files, file)) {
            close_file(file);
            return;
        }
    }
}

FILE *qg_spares_take(struct qg_spares *spares) {
    if (spares == NULL || spares->files.len == 0)
        return tmpfile();
    return spares->files.at[--spares->files.len];
}

void qg_spares_free(struct qg_spares *spares) {
    while (spares->files.len > 0)
        close_file(spares->files.at[--spares->files.len]);
    qg_vec_free(&spares->files);
}
