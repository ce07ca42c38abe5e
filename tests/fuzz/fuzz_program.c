// SPDX-License-Identifier: Apache-2.0
//
// A compiled policy (program.qagida) with some of its numbers altered: the verifier refuses it, or
// it can be run over records (program.ndjson). An input is a row of alterations of eight bytes
// each: which table, which row (two bytes), which field, and its value (four). What is no number (a
// text, an address, the length of an array that stands elsewhere) is not altered, for no verifier
// could tell.

#include "fuzz.h"

#include "policy.h"
#include "reader.h"
#include "readfile.h"
#include "run.h"
#include "session.h"

#include <stdlib.h>
#include <string.h>

enum { ALTERATION = 8, ALTERATIONS = 24, BYTES = 1 << 20 };

static const char policy_path[] = "tests/fuzz/program.qagida";
static const char records_path[] = "tests/fuzz/program.ndjson";

// ---- the numbers of each structure ----

struct number {
    const char *name; // NULL at the end
    size_t at, size;
    bool truth; // a bool is 0 or 1
};

#define NUMBER(type, name, at)                                                                     \
    { name, at, sizeof(type), _Generic((type)0, bool : true, default : false) }

#define QG_BEGIN(s)              static const struct number numbers_of_##s[] __attribute__((unused)) = {
#define QG_NUMBER(s, type, name) NUMBER(type, #name, offsetof(struct s, name)),
#define QG_STRING(s, name)
#define QG_INNER(s, inner, name)
#define QG_EACH_STRING(s, name, length)
#define QG_EACH_NUMBER(s, type, name, length) NUMBER(type, #name, offsetof(struct s, name)),
#define QG_MANY(s, inner, name, count)
#define QG_MANY_STRINGS(s, name, count)
#define QG_MANY_NUMBERS(s, type, name, count)
#define QG_END(s)                                                                                  \
    { 0 }                                                                                          \
    }                                                                                              \
    ;
#include "tables.def"
#undef QG_BEGIN
#undef QG_NUMBER
#undef QG_EACH_NUMBER
#undef QG_MANY
#undef QG_MANY_NUMBERS
#undef QG_END

static const struct number one_number[] = {NUMBER(uint32_t, "", 0), {0}};

// ---- the tables of a program ----

struct table {
    const char *name;
    size_t at, count, row; // of the address and of the length, in the program; of a row
    const struct number *numbers;
};

#define TABLE_OF_qg_program(inner, name, count)                                                    \
    {#name, offsetof(struct qg_program, name), offsetof(struct qg_program, count),                 \
     sizeof(struct inner), numbers_of_##inner},
#define TABLE_OF_qg_enum(inner, name, count)
#define TABLE_OF_qg_schema(inner, name, count)
#define TABLE_OF_qg_function(inner, name, count)
#define TABLE_OF_qg_reading(inner, name, count)
#define NUMBERS_OF_qg_program(type, name, count)                                                   \
    {#name, offsetof(struct qg_program, name), offsetof(struct qg_program, count), sizeof(type),   \
     one_number},
#define NUMBERS_OF_qg_path(type, name, count)
#define NUMBERS_OF_qg_type(type, name, count)
#define NUMBERS_OF_qg_calendar(type, name, count)

#define QG_BEGIN(s)
#define QG_NUMBER(s, type, name)
#define QG_EACH_NUMBER(s, type, name, length)
#define QG_MANY(s, inner, name, count)        TABLE_OF_##s(inner, name, count)
#define QG_MANY_NUMBERS(s, type, name, count) NUMBERS_OF_##s(type, name, count)
#define QG_END(s)
static const struct table tables[] = {
#include "tables.def"
};

enum { TABLES = sizeof tables / sizeof tables[0] };

// Tables of which a number is the length of an array of their own.
static bool has_lengths(const struct table *table) {
    static const char *const names[] = {"readings", "keepers", "calendars"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(table->name, names[i]) == 0)
            return true;
    return false;
}

// ---- altering ----

static struct qg_policy policy;
static struct qg_text records;

static void prepare(void) {
    struct qg_text text = {0};
    qg_policy_init(&policy);
    if (qg_readfile(policy_path, BYTES, &text) != QG_OK ||
        qg_policy_add_text(&policy, qg_str_of(policy_path), qg_text_str(&text)) != QG_OK ||
        qg_policy_compile(&policy) != QG_OK || policy.program == NULL ||
        qg_readfile(records_path, BYTES, &records) != QG_OK)
        abort();
    qg_text_free(&text);
}

struct altered {
    struct qg_program program;
    void *copies[TABLES]; // owned; NULL: the table is as it was
};

static uint32_t rows_of(const struct altered *a, const struct table *table) {
    uint32_t count;
    memcpy(&count, (const char *)&a->program + table->count, sizeof count);
    return count;
}

static char *copy_of(struct altered *a, size_t which) {
    const struct table *table = &tables[which];
    char *at = (char *)&a->program + table->at;
    size_t size = rows_of(a, table) * table->row;
    const void *from;
    if (a->copies[which] != NULL)
        return a->copies[which];
    a->copies[which] = malloc(size);
    if (a->copies[which] == NULL)
        abort();
    memcpy(&from, at, sizeof from);
    memcpy(a->copies[which], from, size);
    memcpy(at, &a->copies[which], sizeof from);
    return a->copies[which];
}

static void alter(struct altered *a, const uint8_t *data) {
    size_t which = data[0] % TABLES;
    const struct table *table = &tables[which];
    uint32_t rows = rows_of(a, table), row = (uint32_t)data[1] << 8 | data[2], fields = 0;
    uint32_t value = (uint32_t)data[4] << 24 | (uint32_t)data[5] << 16 | (uint32_t)data[6] << 8 |
                     (uint32_t)data[7];
    while (table->numbers[fields].name != NULL)
        fields++;
    if (rows == 0 || fields == 0 || has_lengths(table))
        return;
    const struct number *number = &table->numbers[data[3] % fields];
    char *at = copy_of(a, which) + row % rows * table->row + number->at;
    uint64_t wide = number->truth ? value & 1 : value;
    if (strcmp(number->name, "args") == 0) // the length of a function's own array
        return;
    if (number->size == 1)
        *(uint8_t *)at = (uint8_t)wide;
    else
        memcpy(at, &wide, number->size);
}

// ---- running ----

static enum qg_fault pass_finding(void *user, const struct qg_finding *finding) {
    (void)user;
    (void)finding;
    return QG_OK;
}

static enum qg_fault pass_verdict(void *user, const struct qg_verdict *verdict) {
    (void)user;
    (void)verdict;
    return QG_OK;
}

static void run_over(const struct qg_program *program, struct qg_session *session) {
    struct qg_run run;
    struct qg_reader reader;
    struct qg_reader_plan plan;
    struct qg_event event = {.kind = QG_EVENT_NOTE};
    struct qg_run_options options = {.languages = {true}, .remedies = true};
    struct qg_reader_options reading = {0};
    const struct qg_sink sink = {.finding = pass_finding, .verdict = pass_verdict};
    if (qg_reader_plan_init(&plan, &program->schema) != QG_OK ||
        qg_run_init(&run, program, &session->settings, &options, sink, 1) != QG_OK)
        abort();
    enum qg_fault fault = qg_reader_open_memory(&reader, &plan, &reading, qg_text_str(&records));
    while (fault == QG_OK && event.kind != QG_EVENT_END) {
        struct qg_record *record;
        fault = qg_run_record(&record, &run);
        if (fault == QG_OK)
            fault = qg_reader_next(&reader, record, &event);
        if (fault == QG_OK && event.kind != QG_EVENT_END)
            fault = qg_run_event(&run, &event, QG_STR("fuzz"));
        if (fault == QG_OK)
            fault = qg_run_flush(&run);
    }
    if (fault == QG_OK)
        (void)qg_run_finish(&run);
    qg_reader_close(&reader);
    qg_reader_plan_free(&plan);
    qg_run_free(&run);
}

static void try_program(const struct qg_program *program) {
    struct qg_session session;
    struct qg_flaw flaw;
    struct qg_text problem = {0};
    if (!qg_program_verify(program, &flaw))
        return;
    if (qg_session_init(&session, program, NULL) == QG_OK &&
        qg_session_as_of(&session, QG_STR("2025-10-31"), &problem) &&
        qg_session_settle(&session, &problem))
        run_over(program, &session);
    qg_session_free(&session);
    qg_text_free(&problem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (policy.program == NULL)
        prepare();
    struct altered altered = {.program = *policy.program};
    for (size_t i = 0; i < ALTERATIONS && (i + 1) * ALTERATION <= size; i++)
        alter(&altered, data + i * ALTERATION);
    try_program(&altered.program);
    for (size_t i = 0; i < TABLES; i++)
        free(altered.copies[i]);
    return 0;
}
