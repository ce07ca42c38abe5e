// SPDX-License-Identifier: Apache-2.0
#include "input.h"

#include "origin.h"
#include "readfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum qg_fault set_name(struct qg_input *input, const char *name) {
    size_t size = strlen(name) + 1;
    input->name = malloc(size);
    if (input->name == NULL)
        return QG_FAULT_MEMORY;
    memcpy(input->name, name, size);
    return QG_OK;
}

static enum qg_fault fail(struct qg_input *input, int error) {
    input->error = error;
    input->finished = true;
    return QG_FAULT_READ;
}

// What there is to be known of a file before it is read. A folder can be opened, and says only when
// it is read that it is none to be read.
static enum qg_fault look_at(struct qg_input *input) {
    struct stat status;
    if (fstat(input->fd, &status) != 0)
        return fail(input, errno);
    input->length = qg_readfile_length(input->fd);
    return S_ISDIR(status.st_mode) ? fail(input, EISDIR) : QG_OK;
}

enum qg_fault qg_input_open_fd(struct qg_input *input, int fd, const char *name) {
    *input = (struct qg_input){.fd = fd};
    enum qg_fault fault = set_name(input, name);
    return fault != QG_OK ? fault : look_at(input);
}

enum qg_fault qg_input_open(struct qg_input *input, const char *path) {
    if (strcmp(path, "-") == 0)
        return qg_input_open_fd(input, STDIN_FILENO, "<stdin>");
    *input = (struct qg_input){.fd = -1};
    enum qg_fault fault = set_name(input, path);
    if (fault != QG_OK)
        return fault;
    input->fd = qg_readfile_open(path);
    if (input->fd < 0)
        return fail(input, errno);
    input->owns_fd = true;
    return look_at(input);
}

enum qg_fault qg_input_open_memory(struct qg_input *input, struct qg_str bytes) {
    *input = (struct qg_input){.fd = -1, .memory = bytes};
    return set_name(input, "<memory>");
}

enum qg_fault qg_input_open_origin(struct qg_input *input, const struct qg_origin *origin) {
    *input = (struct qg_input){.fd = -1, .origin = origin};
    return set_name(input, origin->name);
}

void qg_input_close(struct qg_input *input) {
    if (input->owns_fd)
        close(input->fd);
    free(input->name);
    free(input->at);
    *input = (struct qg_input){.fd = -1, .finished = true};
}

// Makes room behind the window: by moving it to the front of the buffer, or by a larger buffer.
static enum qg_fault make_room(struct qg_input *input) {
    size_t held = input->end - input->start;
    if (input->cap - input->end >= QG_INPUT_CHUNK)
        return QG_OK;
    if (input->before_move.call != NULL) {
        enum qg_fault fault = input->before_move.call(input->before_move.user);
        if (fault != QG_OK)
            return fault;
    }
    if (input->cap - held >= QG_INPUT_CHUNK) {
        memmove(input->at, input->at + input->start, held);
        input->start = 0;
        input->end = held;
        return QG_OK;
    }
    size_t cap = input->cap == 0 ? 2 * QG_INPUT_CHUNK : input->cap * 2;
    if (cap < input->cap || cap > SIZE_MAX - QG_INPUT_PADDING)
        return QG_FAULT_MEMORY;
    char *at = malloc(cap + QG_INPUT_PADDING);
    if (at == NULL)
        return QG_FAULT_MEMORY;
    if (held > 0)
        memcpy(at, input->at + input->start, held);
    free(input->at);
    input->at = at;
    input->start = 0;
    input->end = held;
    input->cap = cap;
    return QG_OK;
}

// Up to QG_INPUT_CHUNK bytes from wherever they come; -1 with errno for a failure.
static ssize_t take(struct qg_input *input, char *to) {
    if (input->origin != NULL)
        return input->origin->read(input->origin->user, to, QG_INPUT_CHUNK);
    if (input->fd < 0) {
        size_t len = input->memory.len < QG_INPUT_CHUNK ? input->memory.len : QG_INPUT_CHUNK;
        if (len > 0)
            memcpy(to, input->memory.at, len);
        input->memory = qg_str_slice(input->memory, len, input->memory.len);
        return (ssize_t)len;
    }
    ssize_t got;
    do
        got = read(input->fd, to, QG_INPUT_CHUNK);
    while (got < 0 && errno == EINTR);
    return got;
}

enum qg_fault qg_input_fill(struct qg_input *input) {
    if (input->finished)
        return input->error == 0 ? QG_OK : QG_FAULT_READ;
    enum qg_fault fault = make_room(input);
    if (fault != QG_OK)
        return fault;
    ssize_t got = take(input, input->at + input->end);
    if (got < 0 || (got == 0 && !qg_readfile_is_whole(input->fd, input->length)))
        return fail(input, errno);
    input->finished = got == 0;
    input->end += (size_t)got;
    memset(input->at + input->end, 0, QG_INPUT_PADDING);
    return QG_OK;
}

void qg_input_drop(struct qg_input *input, size_t count) {
    input->start += count;
    input->offset += count;
}

void qg_input_explain(const struct qg_input *input, struct qg_text *out) {
    qg_text_addz(out, input->name != NULL ? input->name : "input");
    qg_text_addz(out, ": ");
    qg_text_addz(out, qg_readfile_reason(input->error));
}
