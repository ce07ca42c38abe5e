// SPDX-License-Identifier: Apache-2.0
//
// A source of bytes: a file, a pipe or memory, seen through a window that slides over it. The
// window is one buffer; it is filled in chunks, what the caller has dropped is overwritten, and it
// grows only when what the caller still holds does not fit. So memory follows the longest record,
// not the input. Behind the last byte there is always padding, for code that reads in words.
#ifndef QG_INPUT_H
#define QG_INPUT_H

#include "fault.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What one read asks for: large enough that system calls do not show, small enough for the cache.
#define QG_INPUT_CHUNK ((size_t)128 << 10)

// Readable bytes behind the window's end: a vector register's worth.
#define QG_INPUT_PADDING 64

// Who must know before bytes of the window move: whatever points at them is then done with. A fault
// ends the input. A zeroed one is nobody.
struct qg_input_hook {
    enum qg_fault (*call)(void *user);
    void *user;
};

struct qg_origin;

struct qg_input {
    char *name;                     // owned; as messages call it
    int fd;                         // -1 for memory
    bool owns_fd;                   //
    int64_t length;                 // of a file when it was opened; 0 for others
    struct qg_str memory;           // what is left of an input in memory; not owned
    const struct qg_origin *origin; // who makes the bytes; NULL: nobody; not owned
    char *at;          // owned; the window's buffer, its bytes may be changed by the caller
    size_t start, end; // the window within the buffer
    size_t cap;        // bytes allocated, padding not counted
    uint64_t offset;   // of the window's first byte in the input
    bool finished;     // nothing more will come
    struct qg_input_hook before_move;
    int error; // errno of the failure, or 0
};

// Opens a file by path, "-" for standard input. QG_FAULT_READ (see explain) or QG_FAULT_MEMORY.
// The input is to be closed whatever this returned.
enum qg_fault qg_input_open(struct qg_input *input, const char *path);

// Reads from an open descriptor, which stays the caller's.
enum qg_fault qg_input_open_fd(struct qg_input *input, int fd, const char *name);

// Reads bytes in memory, which must outlive the input.
enum qg_fault qg_input_open_memory(struct qg_input *input, struct qg_str bytes);

// Reads what an origin makes, which must outlive the input.
enum qg_fault qg_input_open_origin(struct qg_input *input, const struct qg_origin *origin);
void qg_input_close(struct qg_input *input);

// Appends at least one byte to the window, or sets `finished`. The window's bytes may move.
// QG_FAULT_READ, QG_FAULT_MEMORY, or what before_move gave.
enum qg_fault qg_input_fill(struct qg_input *input);

// Drops `count` bytes from the front of the window.
void qg_input_drop(struct qg_input *input, size_t count);

// Appends "name: reason" for a failure.
void qg_input_explain(const struct qg_input *input, struct qg_text *out);

#endif
