// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as an export under the policy for Order 300: given whole to one thread, and in small
// pieces, as a pipe gives them, to threads that take a few records each, it comes to the same
// report, to the byte.

#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): memfd_create

#include "fuzz_file.h"

#include "audit.h"
#include "json_mutator.h"
#include "natives.h"
#include "readfile.h"

#include <sys/socket.h>

enum { LONGEST = 1 << 15, LONGEST_RECORD = 1 << 12, PIECES = 40, SIZES = 997, THREADS = 3 };

static void demand(bool holds) {
    if (!holds)
        abort();
}

static void add_note(void *user, struct qg_str line) {
    qg_text_add(user, line);
    qg_text_char(user, '\n');
}

// A descriptor from which the bytes are read in about so many pieces, for a packet is never joined
// to the next.
static int open_pieces(struct qg_str bytes) {
    size_t piece = bytes.len / PIECES + 1;
    int ends[2];
    demand(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0);
    for (size_t at = 0; at < bytes.len; at += piece) {
        struct qg_str packet = qg_str_slice(bytes, at, at + piece);
        demand(send(ends[1], packet.at, packet.len, 0) == (ssize_t)packet.len);
    }
    (void)close(ends[1]);
    return ends[0];
}

static enum qg_fault audit_pieces(struct qg_audit *audit, struct qg_str bytes) {
    int fd = open_pieces(bytes);
    enum qg_fault fault = qg_audit_fd(audit, fd, "input");
    (void)close(fd);
    return fault;
}

static void run(struct qg_session *session, struct qg_outputs *outputs, struct qg_str bytes,
                bool shared, struct qg_text *notes) {
    struct qg_audit audit;
    struct qg_audit_options options = {.run = {.languages = {true}, .remedies = true},
                                       .reader = {.record_limit = LONGEST_RECORD},
                                       .statistics = true,
                                       .version = "0",
                                       .jobs = shared ? THREADS : 1,
                                       .chunk_bytes = 1 + bytes.len % SIZES};
    struct qg_audit_notes listener = {notes, add_note};
    for (int i = 0; i < QG_OUTCOMES; i++)
        options.run.show[i] = true;
    demand(qg_audit_init(&audit, session, outputs, &options, listener) == QG_OK);
    demand((shared ? audit_pieces(&audit, bytes) : qg_audit_memory(&audit, bytes, "input")) ==
           QG_OK);
    demand(qg_audit_end(&audit) == QG_OK);
    qg_text_printf(notes, "%d\n", (int)qg_audit_conclusion(&audit, QG_FAIL_ON_UNDETERMINED));
    qg_audit_free(&audit);
}

// The report of a run, and what was said beside it.
static void report(struct qg_str bytes, bool shared, struct qg_text *out) {
    struct fuzz_file file = fuzz_file_open(NULL, 0);
    struct qg_stream stream = {.fd = file.fd};
    struct qg_outputs outputs;
    struct qg_session session;
    struct qg_text notes = {0};
    qg_outputs_init(&outputs, &stream);
    demand(qg_outputs_add(&outputs, "ndjson", NULL, &notes) == QG_OK);
    demand(qg_session_init(&session, qg_built_in.program, qg_built_in.native) == QG_OK);
    demand(qg_session_settle(&session, &notes));
    run(&session, &outputs, bytes, shared, &notes);
    demand(qg_readfile(file.path, PTRDIFF_MAX, out) == QG_OK);
    qg_text_add(out, qg_text_str(&notes));
    qg_outputs_free(&outputs);
    qg_session_free(&session);
    qg_text_free(&notes);
    fuzz_file_close(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_str bytes = {(const char *)data, size};
    struct qg_text alone = {0}, shared = {0};
    if (size > LONGEST)
        return 0;
    report(bytes, false, &alone);
    report(bytes, true, &shared);
    demand(qg_str_equal(qg_text_str(&alone), qg_text_str(&shared)));
    qg_text_free(&alone);
    qg_text_free(&shared);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed) {
    return qg_json_mutate_records(data, size, room, seed);
}
