// SPDX-License-Identifier: Apache-2.0
#include "chunk.h"

void qg_chunk_free(struct qg_chunk *chunk) {
    qg_text_free(&chunk->text);
    qg_vec_free(&chunk->pieces);
    qg_vec_free(&chunk->problems);
}

void qg_chunk_clear(struct qg_chunk *chunk) {
    qg_text_clear(&chunk->text);
    chunk->pieces.len = chunk->problems.len = 0;
}

// The bytes with the zero that a decoder wants behind them. Behind that it wants padding, which the
// pieces that follow are as good as; room for it is kept behind the last.
static bool add_text(struct qg_text *text, struct qg_str piece) {
    if (!qg_text_reserve(text, piece.len + 1 + QG_INPUT_PADDING))
        return false;
    qg_text_add(text, piece);
    qg_text_char(text, '\0');
    memset(text->at + text->len, 0, QG_INPUT_PADDING);
    return true;
}

enum qg_fault qg_chunk_add(struct qg_chunk *chunk, const struct qg_raw *raw) {
    struct qg_chunk_piece piece = {
        .kind = raw->kind,
        .problem = chunk->problems.len,
        .at = chunk->text.len,
        .len = raw->text.len,
        .offset = raw->offset,
        .place = raw->place,
    };
    if (raw->kind == QG_RAW_BROKEN && !qg_vec_push(&chunk->problems, raw->problem))
        return QG_FAULT_MEMORY;
    return add_text(&chunk->text, raw->text) && qg_vec_push(&chunk->pieces, piece)
               ? QG_OK
               : QG_FAULT_MEMORY;
}

struct qg_raw qg_chunk_raw(const struct qg_chunk *chunk, uint32_t at) {
    const struct qg_chunk_piece *piece = &chunk->pieces.at[at];
    struct qg_raw raw = {
        .kind = piece->kind,
        .text = {chunk->text.at + piece->at, piece->len},
        .offset = piece->offset,
        .place = piece->place,
    };
    if (piece->kind == QG_RAW_BROKEN) {
        raw.problem = chunk->problems.at[piece->problem];
        raw.problem.found.at = raw.text.at; // an excerpt of the piece's beginning
    }
    return raw;
}
