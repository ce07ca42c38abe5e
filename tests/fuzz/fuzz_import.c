// SPDX-License-Identifier: Apache-2.0
//
// A map and, behind a form feed, the bytes of the file that all of its sources read: what is made
// of the rows is a record in JSON on a line, or the file is refused with a reason; and whatever the
// checker says of a record can be told where it stands in the file.

#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): memfd_create

#include "fuzz_file.h"

#include "forms.h"
#include "import.h"
#include "policy.h"
#include "reader.h"
#include "readfile.h"

#include <string.h>

enum { LONGEST = 1 << 14, BLOCK = 1 << 12, BYTES = 1 << 20 };

static const char policy_path[] = "tests/fuzz/program.qagida";

// Whose records are made, compiled once; a fuzz target has nowhere else to keep it.
static struct qg_policy policy;
static struct qg_reader_plan plan;

static void demand(bool holds) {
    if (!holds)
        abort();
}

static void prepare(void) {
    struct qg_text text = {0};
    qg_policy_init(&policy);
    demand(qg_readfile(policy_path, BYTES, &text) == QG_OK);
    demand(qg_policy_add_text(&policy, qg_str_of(policy_path), qg_text_str(&text)) == QG_OK);
    demand(qg_policy_compile(&policy) == QG_OK && policy.program != NULL);
    demand(qg_reader_plan_init(&plan, &policy.program->schema) == QG_OK);
    qg_text_free(&text);
}

static void check_lines(const struct qg_origin *origin) {
    struct qg_text lines = {0};
    for (ssize_t got = 1; got > 0; lines.len += (size_t)got) {
        demand(qg_text_reserve(&lines, BLOCK));
        got = origin->read(origin->user, lines.at + lines.len, BLOCK);
        demand(got >= 0);
    }
    demand(qg_form_holds("ndjson", qg_text_str(&lines)));
    qg_text_free(&lines);
}

// The place of each thing that is wrong with a record is one in the file.
static void check_places(const struct qg_origin *origin, const struct qg_event *event) {
    for (uint32_t i = 0; i < event->data->items.len; i++) {
        struct qg_location at = {.line = event->raw.place.line,
                                 .pointer = event->data->items.at[i].pointer};
        origin->place(origin->user, &at);
        demand(at.file.len > 0 && at.line > 0 && at.column > 0);
    }
}

static void read_records(const struct qg_origin *origin) {
    const struct qg_reader_options options = {.origin = origin};
    struct qg_event event = {.kind = QG_EVENT_NOTE};
    struct qg_reader reader;
    struct qg_record record;
    demand(qg_record_init(&record, &policy.program->schema, 1) == QG_OK);
    demand(qg_reader_open_origin(&reader, &plan, &options) == QG_OK);
    while (event.kind != QG_EVENT_END) {
        demand(qg_reader_next(&reader, &record, &event) == QG_OK);
        demand(event.kind != QG_EVENT_UNREADABLE);
        if (event.kind == QG_EVENT_RECORD)
            check_places(origin, &event);
    }
    qg_reader_close(&reader);
    qg_record_free(&record);
}

// Reads the tables by the map, and does with the records what is asked.
static void import_for(const struct fuzz_file *map, const struct fuzz_file *table,
                       void use(const struct qg_origin *origin)) {
    const char *files[] = {table->path};
    struct qg_import import;
    enum qg_fault fault = qg_import_open(&import, &policy.program->schema, map->path, files, 1, 1);
    demand(fault == QG_OK || (fault == QG_FAULT_READ && import.problem.len > 0));
    if (fault == QG_OK)
        use(&import.origin);
    qg_import_free(&import);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *feed = size > 0 ? memchr(data, '\f', size) : NULL;
    if (feed == NULL || size > LONGEST)
        return 0;
    if (policy.program == NULL)
        prepare();
    struct fuzz_file map = fuzz_file_open(data, (size_t)(feed - data));
    struct fuzz_file table = fuzz_file_open(feed + 1, size - (size_t)(feed + 1 - data));
    import_for(&map, &table, check_lines);
    import_for(&map, &table, read_records);
    fuzz_file_close(&table);
    fuzz_file_close(&map);
    return 0;
}
