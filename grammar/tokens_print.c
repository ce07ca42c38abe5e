// SPDX-License-Identifier: Apache-2.0
//
// The listing of tokens, for `qagida compile --emit=tokens`.

#include "parse.h"

#include "parser.h"
#include "scan.h"
#include "tokens.h"

// The bytes as written, on one line: only the white space inside `in force` can be a line break.
static void print_bytes(struct qg_text *out, struct qg_str bytes) {
    for (size_t i = 0; i < bytes.len; i++)
        qg_text_char(out, (unsigned char)bytes.at[i] < ' ' ? ' ' : bytes.at[i]);
}

static void print_token(struct qg_text *out, int token, struct qg_span span, struct qg_str bytes) {
    qg_text_printf(out, "%u-%u %s", (unsigned)span.start, (unsigned)span.end, qg_token_name(token));
    if (bytes.len != 0)
        qg_text_char(out, ' ');
    print_bytes(out, bytes);
    qg_text_char(out, '\n');
}

enum qg_fault qg_tokens_print(struct qg_sources *sources, uint32_t source,
                              struct qg_diag_list *diags, struct qg_text *out) {
    if (qg_sources_at(sources, source) == NULL)
        return QG_FAULT_BUG;
    struct qg_arena arena;
    qg_arena_init(&arena, "tokens");
    struct qg_scan scan;
    qg_scan_open(&scan, &arena, sources, source, diags);
    int token;
    do {
        union qg_scan_value value;
        struct qg_span span;
        token = qg_scan_next(&scan, &value, &span);
        print_token(out, token, span, qg_sources_slice(sources, span));
    } while (token != QG_T_END);
    qg_arena_free(&arena);
    if (scan.fault != QG_OK)
        return scan.fault;
    return out->failed || diags->failed ? QG_FAULT_MEMORY : QG_OK;
}
