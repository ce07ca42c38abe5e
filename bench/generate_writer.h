// SPDX-License-Identifier: Apache-2.0
//
// Writes structures as JSON by their shapes, into one buffer that goes to standard output when it
// is nearly full. It owns the buffer and the three habits that exporters differ in: the order of
// keys, spaces after separators, and whether letters beyond ASCII are escaped.
#ifndef QG_GENERATE_WRITER_H
#define QG_GENERATE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "generate_random.h"
#include "generate_shapes.h"

enum qg_key_order { QG_KEYS_SCHEMA, QG_KEYS_ALPHABETICAL, QG_KEYS_SHUFFLED };

// The buffer is flushed between records; a record is far below this, fixed structures bound it.
enum { QG_WRITER_BYTES = 1 << 20, QG_WRITER_FLUSH = 1 << 18 };

struct qg_writer {
    FILE *file;
    char *buffer; // QG_WRITER_BYTES
    size_t used;
    uint64_t total; // bytes written since the start, those in the buffer included
    bool failed;    // the file took no more
    bool spaced;
    bool escaped;
    enum qg_key_order order;
    struct qg_random shuffle; // kept apart, so that the order of keys changes no content
    uint8_t alphabetical[QG_SHAPES][QG_MAX_FIELDS];
};

// Prepares a writer on an open file; false when memory is short. Close it with qg_writer_close.
bool qg_writer_open(struct qg_writer *out, FILE *file, enum qg_key_order order, uint64_t seed);

// Writes what is left and frees the buffer; false when any write failed.
bool qg_writer_close(struct qg_writer *writer);

// Writes bytes as they are.
void qg_writer_raw(struct qg_writer *writer, const char *bytes, size_t size);

// Writes one structure as a JSON object.
void qg_writer_object(struct qg_writer *writer, const struct qg_shape *shape, const void *value);

// Ends a record: sends the buffer on when it is full enough.
void qg_writer_flush(struct qg_writer *writer);

#endif
