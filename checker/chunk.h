// SPDX-License-Identifier: Apache-2.0
//
// A chunk: a stretch of an input cut into its pieces, which are copied out of the reader's window,
// so that somebody else can judge them while the reader goes on. The pieces come from the carrier
// (carrier.h), so they are the same whatever the size of a chunk, and each of them remembers where
// it stood.
#ifndef QG_CHUNK_H
#define QG_CHUNK_H

#include "carrier.h"
#include "run_ids.h"
#include "vec.h"

// A chunk is full with so many bytes, or so many pieces: some fifty dossiers, a quarter of a
// millisecond's work, which is long enough for handing it over not to show.
#define QG_CHUNK_BYTES  ((size_t)256 << 10)
#define QG_CHUNK_PIECES 4096

struct qg_chunk_piece {
    enum qg_raw_kind kind;
    uint32_t problem; // of BROKEN: index into `problems`
    size_t at, len;   // within the chunk's text; a zero byte stands behind it
    uint64_t offset;  // as in struct qg_raw, like the next
    struct qg_place place;
    bool is_record;     // filled in by who decodes it, like the next two
    bool has_id;        //
    struct qg_print id; // of the record
};

struct qg_chunk {
    struct qg_text text; // owned; of the pieces, one behind the other
    QG_VEC(struct qg_chunk_piece) pieces;
    QG_VEC(struct qg_data_finding) problems;
};

// A zeroed one is empty.
void qg_chunk_free(struct qg_chunk *chunk);

// Forgets the pieces, keeping the memory.
void qg_chunk_clear(struct qg_chunk *chunk);

// Adds a copy of a piece that has no origin; QG_FAULT_MEMORY.
enum qg_fault qg_chunk_add(struct qg_chunk *chunk, const struct qg_raw *raw);

// A piece as the carrier gave it. Nothing may be added as long as it is used.
struct qg_raw qg_chunk_raw(const struct qg_chunk *chunk, uint32_t at);

// Whether there is enough in it, `bytes` being enough.
static inline bool qg_chunk_is_full(const struct qg_chunk *chunk, size_t bytes) {
    return chunk->text.len >= bytes || chunk->pieces.len >= QG_CHUNK_PIECES;
}

#endif
