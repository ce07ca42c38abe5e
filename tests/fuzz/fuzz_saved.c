// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a report that was saved as JSON: it is told once more in every format, or refused
// with a reason.

#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): memfd_create

#include "fuzz_file.h"

#include "outputs.h"
#include "saved.h"

#include <fcntl.h>
#include <string.h>

enum { LONGEST = 1 << 16 };

static void demand(bool holds) {
    if (!holds)
        abort();
}

static void tell(struct qg_saved *saved, int nowhere) {
    struct qg_stream stream = {.fd = nowhere};
    struct qg_outputs outputs;
    struct qg_text problem = {0};
    qg_outputs_init(&outputs, &stream);
    for (const char *const *format = qg_writer_formats(); *format != NULL; format++)
        if (strcmp(*format, "act-pdf") != 0) // the fonts of a machine are none of this
            demand(qg_outputs_add(&outputs, *format, "/dev/null", &problem) == QG_OK);
    enum qg_fault fault = qg_saved_replay(saved, &outputs, QG_NONE, false, &problem);
    demand(fault == QG_OK || (fault == QG_FAULT_READ && problem.len > 0));
    (void)qg_saved_conclusion(saved, QG_FAIL_ON_UNDETERMINED);
    qg_outputs_free(&outputs);
    qg_text_free(&problem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_saved saved;
    struct qg_text problem = {0};
    if (size > LONGEST)
        return 0;
    struct fuzz_file file = fuzz_file_open(data, size);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    demand(nowhere >= 0);
    enum qg_fault fault = qg_saved_open(&saved, file.path, &problem);
    demand(fault == QG_OK || (fault == QG_FAULT_READ && problem.len > 0));
    if (fault == QG_OK)
        tell(&saved, nowhere);
    qg_saved_free(&saved);
    qg_text_free(&problem);
    (void)close(nowhere);
    fuzz_file_close(&file);
    return 0;
}
