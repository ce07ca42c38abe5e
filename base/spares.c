// SPDX-License-Identifier: Apache-2.0

#include "spares.h"

void qg_spares_open(struct qg_spares *spares, uint32_t more) {
    FILE *file;
    if (!qg_vec_reserve(&spares->files, more))
        return;
    for (; more > 0 && (file = tmpfile()) != NULL; more--)
        spares->files.at[spares->files.len++] = file;
}

FILE *qg_spares_take(struct qg_spares *spares) {
    if (spares == NULL || spares->files.len == 0)
        return tmpfile();
    return spares->files.at[--spares->files.len];
}

void qg_spares_free(struct qg_spares *spares) {
    while (spares->files.len > 0)
        (void)fclose(spares->files.at[--spares->files.len]); // temporary: nothing is lost with it
    qg_vec_free(&spares->files);
}
