// SPDX-License-Identifier: Apache-2.0
//
// An audit that is shared by threads says what an audit by one of them says, to the byte: in every
// format, from every carrier, with chunks of a single record up to such as hold most of the input.
// tests/threads/agree does the same with the command, whose chunks are larger. What is said by one
// thread is the expectation, whatever it is.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "audit.h"
#include "policy.h"
#include "readfile.h"
#include "scratch.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define EXPORT       "policies/order-300/samples/export.ndjson"
#define REPORT_LIMIT ((size_t)256 << 20)

enum { LINES = 30, AWKWARD = 12 };

struct world {
    struct qg_policy policy;
    struct qg_text lines, array, envelope;
};

// Records whose ids have occurred before, in this chunk or in one long told, and what is none.
static void add_awkward(const struct qg_str *lines, struct qg_str *all, uint32_t *count) {
    static const char *const nonsense[] = {"nonsense", "{\"record\":\"spoon\"}", "{}"};
    for (uint32_t i = 0; i < AWKWARD; i++)
        all[(*count)++] = i % 4 == 3 ? qg_str_of(nonsense[i / 4]) : lines[1 + i * 2 % 20];
}

// Line by line, with `between` between them.
static void join(const struct qg_str *lines, uint32_t count, const char *between,
                 struct qg_text *out) {
    for (uint32_t i = 0; i < count; i++) {
        qg_text_addz(out, i > 0 ? between : "");
        qg_text_add(out, lines[i]);
    }
}

// The first line of the sample is its header.
static void make_inputs(struct world *w, const struct qg_str *lines, uint32_t count) {
    join(lines, count, "\n", &w->lines);
    qg_text_addz(&w->array, "[\n");
    join(lines + 1, count - 1, " ,\n\n", &w->array);
    qg_text_addz(&w->array, ", 5 6]");
    qg_text_addz(&w->envelope, "{\"other\":[[]],\"export\":");
    qg_text_add(&w->envelope, lines[0]);
    qg_text_addz(&w->envelope, ",\"records\":[");
    join(lines + 1, count - 1, ",", &w->envelope);
    qg_text_addz(&w->envelope, "],\"export\":{},\"x\":1}");
}

static void read_inputs(struct world *w) {
    struct qg_text sample = {0};
    struct qg_str lines[LINES + AWKWARD];
    uint32_t count = 0;
    assert_int_equal(qg_readfile(EXPORT, REPORT_LIMIT, &sample), QG_OK);
    for (char *at = sample.at; count < LINES; count++) {
        char *end = strchr(at, '\n');
        lines[count] = (struct qg_str){at, (size_t)(end - at)};
        at = end + 1;
    }
    add_awkward(lines, lines, &count);
    make_inputs(w, lines, count);
    qg_text_free(&sample);
}

static int set_up(void **state) {
    struct world *w = calloc(1, sizeof *w);
    if (w == NULL)
        return -1;
    *state = w;
    qg_policy_init(&w->policy);
    read_inputs(w);
    bool ok = qg_policy_add_builtin(&w->policy) == QG_OK && qg_policy_compile(&w->policy) == QG_OK;
    return ok && w->policy.program != NULL ? 0 : -1;
}

static int tear_down(void **state) {
    struct world *w = *state;
    qg_policy_free(&w->policy);
    qg_text_free(&w->lines);
    qg_text_free(&w->array);
    qg_text_free(&w->envelope);
    free(w);
    return 0;
}

// ---- a run ----

// What may vary between two runs.
struct way {
    const struct qg_text *input;
    const char *format;
    uint32_t jobs;
    size_t chunk_bytes;
    bool everything; // to be shown
    enum qg_engine engine;
};

static void note(void *user, struct qg_str line) {
    qg_text_add(user, line);
    qg_text_char(user, '\n');
}

// Audits the input twice over, so that every id occurs again.
static void audit(struct qg_session *session, struct qg_outputs *outputs, const struct way *way,
                  struct qg_text *notes) {
    struct qg_audit audit;
    struct qg_audit_options options = {
        .run = {.languages = {true, true, true}, .remedies = true},
        .reader = {.engine = way->engine, .seed = 11},
        .version = "0",
        .max_findings = 50,
        .jobs = way->jobs,
        .chunk_bytes = way->chunk_bytes,
    };
    for (int i = 0; i < QG_OUTCOMES; i++)
        options.run.show[i] = options.run.show_silenced = way->everything;
    if (way->everything)
        options.max_findings = 0;
    struct qg_audit_notes listener = {notes, note};
    assert_int_equal(qg_audit_init(&audit, session, outputs, &options, listener), QG_OK);
    for (int i = 0; i < 2; i++)
        assert_int_equal(qg_audit_memory(&audit, qg_text_str(way->input), "input"), QG_OK);
    assert_int_equal(qg_audit_end(&audit), QG_OK);
    assert_int_equal(audit.crew != NULL, way->jobs > 1 && way->chunk_bytes < way->input->len);
    qg_text_printf(notes, "%d records, %d data findings\n", (int)audit.run.tally.records,
                   (int)audit.run.tally.data_findings);
    qg_audit_free(&audit);
}

// The report of a run, and what was said beside it.
static void report(const struct world *w, const struct way *way, struct qg_text *out) {
    struct qg_session session;
    struct qg_outputs outputs;
    struct qg_stream nowhere = {.fd = -1};
    struct qg_text problem = {0}, notes = {0};
    char path[SCRATCH_PATH];
    close(scratch_file(path));
    qg_outputs_init(&outputs, &nowhere);
    assert_int_equal(qg_session_init(&session, w->policy.program, w->policy.native), QG_OK);
    assert_true(qg_session_settle(&session, &problem));
    assert_int_equal(qg_outputs_add(&outputs, way->format, path, &problem), QG_OK);
    audit(&session, &outputs, way, &notes);
    qg_outputs_free(&outputs);
    qg_session_free(&session);
    assert_int_equal(qg_readfile(path, REPORT_LIMIT, out), QG_OK);
    qg_text_add(out, qg_text_str(&notes));
    qg_text_free(&notes);
    unlink(path);
}

static void expect_same(const struct world *w, struct way way, const size_t *sizes) {
    static const uint32_t jobs[] = {2, 3, 8};
    struct qg_text alone = {0}, shared = {0};
    report(w, &way, &alone);
    assert_true(alone.len > 1000);
    for (; *sizes != 0; sizes++)
        for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
            way.jobs = jobs[i];
            way.chunk_bytes = *sizes;
            qg_text_clear(&shared);
            report(w, &way, &shared);
            assert_int_equal(shared.len, alone.len);
            assert_memory_equal(shared.at, alone.at, alone.len);
        }
    qg_text_free(&alone);
    qg_text_free(&shared);
}

// ---- tests ----

static void every_format_is_the_same(void **state) {
    static const size_t sizes[] = {20000, 0};
    const struct world *w = *state;
    for (const char *const *format = qg_writer_formats(); *format != NULL; format++)
        if (strcmp(*format, "act-pdf") != 0) // which this machine may not have
            expect_same(w, (struct way){.input = &w->envelope, .format = *format}, sizes);
}

static void every_carrier_is_the_same_in_chunks_of_every_size(void **state) {
    static const size_t sizes[] = {1, 4000, 50000, 100000, 0};
    const struct world *w = *state;
    expect_same(w, (struct way){.input = &w->lines, .format = "json"}, sizes);
    expect_same(w, (struct way){.input = &w->array, .format = "json"}, sizes);
    expect_same(w, (struct way){.input = &w->envelope, .format = "json"}, sizes);
}

// So much is said of each record that chunks are told in several goes.
static void everything_that_can_be_shown_is_the_same(void **state) {
    static const size_t sizes[] = {3000, 60000, 0};
    const struct world *w = *state;
    expect_same(w, (struct way){.input = &w->lines, .format = "json", .everything = true}, sizes);
}

static void the_reference_engine_is_the_same(void **state) {
    static const size_t sizes[] = {1, 10000, 0};
    const struct world *w = *state;
    expect_same(w, (struct way){.input = &w->lines, .format = "text", .engine = QG_ENGINE_JANSSON},
                sizes);
}

// An input no longer than a chunk is nobody else's business.
static void a_small_input_has_no_crew(void **state) {
    static const size_t sizes[] = {QG_CHUNK_BYTES * 4, 0};
    const struct world *w = *state;
    expect_same(w, (struct way){.input = &w->lines, .format = "text"}, sizes);
}

// ---- who stops ----

struct stopper {
    uint32_t findings, most;
};

static enum qg_fault begin_or_end(struct qg_writer *w) {
    (void)w;
    return QG_OK;
}

static enum qg_fault stop(struct qg_writer *w, const struct qg_finding *finding) {
    struct stopper *stopper = w->state;
    (void)finding;
    return ++stopper->findings == stopper->most ? QG_FAULT_WRITE : QG_OK;
}

static enum qg_fault no_verdict(struct qg_writer *w, const struct qg_verdict *verdict) {
    (void)w;
    (void)verdict;
    return QG_OK;
}

// The audit ends with the finding that could not be written, forgets what its crew had under way,
// and can go on with another input.
static void who_cannot_write_stops_the_crew(void **state) {
    const struct world *w = *state;
    struct stopper stopper = {.most = 7};
    const struct qg_writer writer = {
        .state = &stopper, .begin = begin_or_end, .finding = stop, .verdict = no_verdict};
    struct qg_stream nowhere = {.fd = -1};
    struct qg_session session;
    struct qg_outputs outputs;
    struct qg_audit audit;
    struct qg_text text = {0}, notes = {0};
    struct qg_audit_options options = {
        .run = {.languages = {true}}, .version = "0", .jobs = 3, .chunk_bytes = 1000};
    qg_outputs_init(&outputs, &nowhere);
    assert_int_equal(qg_outputs_add_writer(&outputs, &writer), QG_OK);
    assert_int_equal(qg_session_init(&session, w->policy.program, w->policy.native), QG_OK);
    assert_true(qg_session_settle(&session, &text));
    struct qg_audit_notes listener = {&notes, note};
    assert_int_equal(qg_audit_init(&audit, &session, &outputs, &options, listener), QG_OK);
    assert_int_equal(qg_audit_memory(&audit, qg_text_str(&w->lines), "one"), QG_FAULT_WRITE);
    assert_int_equal(stopper.findings, 7);
    assert_int_equal(audit.crew->under_way, 0);
    assert_int_equal(qg_audit_memory(&audit, qg_text_str(&w->lines), "two"), QG_OK);
    assert_true(stopper.findings > 14);
    qg_audit_free(&audit);
    qg_outputs_free(&outputs);
    qg_session_free(&session);
    qg_text_free(&text);
    qg_text_free(&notes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_is_the_same),
        cmocka_unit_test(every_carrier_is_the_same_in_chunks_of_every_size),
        cmocka_unit_test(everything_that_can_be_shown_is_the_same),
        cmocka_unit_test(the_reference_engine_is_the_same),
        cmocka_unit_test(a_small_input_has_no_crew),
        cmocka_unit_test(who_cannot_write_stops_the_crew),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
