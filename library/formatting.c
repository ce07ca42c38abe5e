// SPDX-License-Identifier: Apache-2.0

#include "formatting.h"

#include "diag.h"
#include "format.h"
#include "source.h"

enum qg_fault qg_formatting(struct qg_str name, struct qg_str text, bool colour, bool *ok,
                            struct qg_text *out, struct qg_text *said) {
    struct qg_sources sources = {0};
    struct qg_diag_list diags;
    uint32_t source = 0;
    qg_diag_init(&diags);
    enum qg_fault fault = qg_sources_add(&sources, name, text, &source);
    if (fault == QG_OK)
        fault = qg_format(&sources, source, &diags, out);
    *ok = fault == QG_OK && qg_diag_errors(&diags) == 0;
    if (fault == QG_OK && !*ok)
        qg_diag_render(&diags, &sources, said, colour);
    qg_diag_free(&diags);
    qg_sources_free(&sources);
    return fault;
}
