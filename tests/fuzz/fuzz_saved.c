// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a report that was saved as JSON: it is told once more in every format and is what
// that format says it is, or refused with a reason; and what is told as JSON is told so again.

#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): memfd_create

#include "fuzz_file.h"

#include "forms.h"
#include "json_mutator.h"
#include "outputs.h"
#include "readfile.h"
#include "saved.h"

#include <string.h>

enum { LONGEST = 1 << 16 };

static void demand(bool holds) {
    if (!holds)
        abort();
}

// Appends the report in one format; false if something in it is not what a report says.
static bool tell(struct qg_saved *saved, const char *format, struct qg_text *out) {
    struct fuzz_file file = fuzz_file_open(NULL, 0);
    struct qg_stream stream = {.fd = file.fd};
    struct qg_outputs outputs;
    struct qg_text problem = {0};
    qg_outputs_init(&outputs, &stream);
    demand(qg_outputs_add(&outputs, format, NULL, &problem) == QG_OK);
    enum qg_fault fault = qg_saved_replay(saved, &outputs, QG_NONE, false, &problem);
    demand(fault == QG_OK || (fault == QG_FAULT_READ && problem.len > 0));
    demand(qg_readfile(file.path, PTRDIFF_MAX, out) == QG_OK);
    qg_outputs_free(&outputs);
    qg_text_free(&problem);
    fuzz_file_close(&file);
    return fault == QG_OK;
}

static void tell_all(struct qg_saved *saved) {
    struct qg_text told = {0};
    for (const char *const *format = qg_writer_formats(); *format != NULL; format++) {
        if (strcmp(*format, "act-pdf") == 0) // the fonts of a machine are none of this
            continue;
        if (tell(saved, *format, &told) && !qg_form_holds(*format, qg_text_str(&told))) {
            fprintf(stderr, "this is no %s:\n%.*s\n", *format, QG_STR_ARG(qg_text_str(&told)));
            abort();
        }
        qg_text_clear(&told);
    }
    qg_text_free(&told);
    (void)qg_saved_conclusion(saved, QG_FAIL_ON_UNDETERMINED);
}

// Opens it; false if it is refused. What it gave is to be freed either way.
static bool open_saved(struct qg_saved *saved, const char *path) {
    struct qg_text problem = {0};
    enum qg_fault fault = qg_saved_open(saved, path, &problem);
    demand(fault == QG_OK || (fault == QG_FAULT_READ && problem.len > 0));
    qg_text_free(&problem);
    return fault == QG_OK;
}

// What was told as JSON, opened and told as JSON.
static void tell_again(struct qg_str once) {
    struct fuzz_file file = fuzz_file_open((const uint8_t *)once.at, once.len);
    struct qg_text again = {0};
    struct qg_saved saved;
    demand(open_saved(&saved, file.path) && tell(&saved, "json", &again));
    demand(qg_str_equal(once, qg_text_str(&again)));
    qg_saved_free(&saved);
    qg_text_free(&again);
    fuzz_file_close(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_saved saved;
    struct qg_text once = {0};
    if (size > LONGEST)
        return 0;
    struct fuzz_file file = fuzz_file_open(data, size);
    if (open_saved(&saved, file.path)) {
        tell_all(&saved);
        if (tell(&saved, "json", &once))
            tell_again(qg_text_str(&once));
    }
    qg_saved_free(&saved);
    qg_text_free(&once);
    fuzz_file_close(&file);
    return 0;
}

// Half of what is tried alters a value of the report and leaves it a report.
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed) {
    size_t altered = seed % 2 == 0 ? qg_json_mutate(data, size, room, seed / 2) : 0;
    return altered > 0 ? altered : LLVMFuzzerMutate(data, size, room);
}
