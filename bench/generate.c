// SPDX-License-Identifier: Apache-2.0
//
// qg_generate: writes exports of certification dossiers of any size, lawful ones and ones with a
// known defect, the same bytes for the same options. The manifest says what was damaged, so that
// a checker's report can be compared with it.
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generate_date.h"
#include "generate_defects.h"
#include "generate_dossier.h"
#include "generate_names.h"
#include "generate_writer.h"

enum carrier { NDJSON, ARRAY, ENVELOPE };

// Audit dates for which every wish can be granted and every life has room.
static const char *const earliest_export = "2022-07-01";
static const char *const latest_export = "2030-12-31";

struct options {
    uint64_t seed;
    uint64_t records; // zero: until `bytes` are written
    uint64_t bytes;
    int defects; // per mille of the dossiers; a tenth of them, or all with --only, unless told
    const struct qg_defect *only;
    enum carrier carrier;
    enum qg_key_order order;
    bool escaped;
    bool spaced;
    struct qg_world world;
    const char *manifest;
};

struct run {
    const struct options *options;
    struct qg_writer writer;
    FILE *manifest;             // NULL when none was asked for
    uint64_t written;           // records, in the file's list
    uint64_t *damaged;          // per defect, dossiers that have it
    struct qg_dossier *dossier; // the one being built
};

static void usage(FILE *out) {
    fputs(
        "usage: qg_generate [--seed N] [--records N | --bytes 100M] [--defects PERCENT | --clean]\n"
        "                   [--only DEFECT] [--list-defects] [--carrier ndjson|array|envelope]\n"
        "                   [--key-order schema|alphabetical|shuffled] [--escape-unicode]\n"
        "                   [--spaced] [--exported-on DATE] [--manifest FILE]\n",
        out);
}

static bool parse_size(uint64_t *out, const char *text) {
    char *end;
    errno = 0;
    const unsigned long long number = strtoull(text, &end, 10);
    if (errno || end == text || *text == '-')
        return false;
    unsigned shift = *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;
    if (end[shift ? 1 : 0] != '\0' || number > UINT64_MAX >> shift)
        return false;
    *out = (uint64_t)number << shift;
    return true;
}

static bool parse_percent(int *out, const char *text) {
    char *end;
    const double percent = strtod(text, &end);
    if (end == text || *end || !(percent >= 0 && percent <= 100))
        return false;
    *out = (int)(percent * 10 + 0.5);
    return true;
}

static int index_of(const char *const *words, int count, const char *word) {
    for (int i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

static bool parse_carrier(struct options *options, const char *value) {
    static const char *const words[] = {"ndjson", "array", "envelope"};
    const int index = index_of(words, 3, value);
    options->carrier = (enum carrier)index;
    return index >= 0;
}

static bool parse_order(struct options *options, const char *value) {
    static const char *const words[] = {"schema", "alphabetical", "shuffled"};
    const int index = index_of(words, 3, value);
    options->order = (enum qg_key_order)index;
    return index >= 0;
}

static bool parse_date(struct options *options, const char *value) {
    // Dates in this form are in the order of their texts.
    return qg_gendate_parse(&options->world.exported_on, value) &&
           strcmp(value, earliest_export) >= 0 && strcmp(value, latest_export) <= 0;
}

// An option with a value; false when it is none or the value is not understood.
static bool take_value(struct options *options, const char *name, const char *value) {
    if (strcmp(name, "--seed") == 0)
        return parse_size(&options->seed, value);
    if (strcmp(name, "--records") == 0)
        return parse_size(&options->records, value) && options->records > 0;
    if (strcmp(name, "--bytes") == 0)
        return options->records = 0, parse_size(&options->bytes, value);
    if (strcmp(name, "--defects") == 0)
        return parse_percent(&options->defects, value);
    if (strcmp(name, "--only") == 0)
        return (options->only = qg_defects_find(value)) != NULL;
    if (strcmp(name, "--carrier") == 0)
        return parse_carrier(options, value);
    if (strcmp(name, "--key-order") == 0)
        return parse_order(options, value);
    if (strcmp(name, "--exported-on") == 0)
        return parse_date(options, value);
    if (strcmp(name, "--manifest") == 0)
        return (options->manifest = value) != NULL;
    return false;
}

static bool take_switch(struct options *options, const char *name) {
    if (strcmp(name, "--clean") == 0)
        options->defects = 0;
    else if (strcmp(name, "--escape-unicode") == 0)
        options->escaped = true;
    else if (strcmp(name, "--spaced") == 0)
        options->spaced = true;
    else
        return false;
    return true;
}

static bool parse_options(struct options *out, int count, char **words) {
    for (int i = 1; i < count; i++) {
        if (take_switch(out, words[i]))
            continue;
        if (i + 1 >= count || !take_value(out, words[i], words[i + 1])) {
            fprintf(stderr, "qg_generate: cannot use '%s'\n", words[i]);
            return false;
        }
        i++;
    }
    return true;
}

static void list_defects(void) {
    for (int i = 0; i < qg_defects_count(); i++)
        puts(qg_defects_at(i)->name);
}

static void note(struct run *run, const struct qg_defect *defect, const char *record,
                 const char *certification) {
    static const char *const outcomes[] = {"violated", "undetermined"};
    for (int i = 0; i < qg_defects_count(); i++)
        if (qg_defects_at(i) == defect)
            run->damaged[i]++;
    if (!run->manifest)
        return;
    for (const struct qg_expected *expected = defect->expected; expected->rule; expected++)
        fprintf(run->manifest, "%s\t%s\t%s\t%s\t%s\n", record, certification, defect->name,
                expected->rule, outcomes[expected->outcome]);
}

// Lines that start with '#': how many dossiers have each defect. Nothing at all for a clean run.
static void note_totals(const struct run *run) {
    uint64_t total = 0;
    for (int i = 0; i < qg_defects_count() && run->manifest; i++) {
        total += run->damaged[i];
        if (run->damaged[i])
            fprintf(run->manifest, "# %s\t%" PRIu64 "\n", qg_defects_at(i)->name, run->damaged[i]);
    }
    if (total)
        fprintf(run->manifest, "# damaged records\t%" PRIu64 "\n", total);
}

static void begin_record(struct run *run) {
    const bool lines = run->options->carrier == NDJSON;
    if (!lines && run->written > 0)
        qg_writer_raw(&run->writer, ",\n", 2);
    run->written++;
}

static void end_record(struct run *run) {
    if (run->options->carrier == NDJSON)
        qg_writer_raw(&run->writer, "\n", 1);
    qg_writer_flush(&run->writer);
}

static void write_head(struct run *run) {
    const struct qg_export head = {true, "export", run->options->world.exported_on,
                                   "Реестр кадровых дел, тестовая выгрузка"};
    if (run->options->carrier == ARRAY) {
        qg_writer_raw(&run->writer, "[\n", 2);
    } else if (run->options->carrier == ENVELOPE) {
        qg_writer_raw(&run->writer, "{\"export\": ", 11);
        qg_writer_object(&run->writer, &qg_shape_envelope, &head);
        qg_writer_raw(&run->writer, ", \"records\": [\n", 15);
    } else {
        qg_writer_object(&run->writer, &qg_shape_export, &head);
        qg_writer_raw(&run->writer, "\n", 1);
    }
}

static void write_tail(struct run *run) {
    if (run->options->carrier == ARRAY)
        qg_writer_raw(&run->writer, "\n]\n", 3);
    else if (run->options->carrier == ENVELOPE)
        qg_writer_raw(&run->writer, "\n]}\n", 4);
}

// The defect that an institution's record can have: a half-year without an identification run.
static void damage_institution(struct run *run, struct qg_institution_record *record) {
    const struct qg_defect *defect = qg_defects_find("P33-a");
    record->identification_runs.items[2] = record->identification_runs.items[1];
    note(run, defect, record->id, "");
}

static void write_institution(struct run *run, int number) {
    const struct options *options = run->options;
    struct qg_institution_record record;
    struct qg_random random = qg_random_stream(options->seed, UINT64_MAX - 1 - (uint64_t)number);
    qg_institution_build(&record, &options->world, number);
    const bool drawn = qg_random_permille(&random, options->defects);
    if (drawn && (!options->only || !options->only->apply))
        damage_institution(run, &record);
    begin_record(run);
    qg_writer_object(&run->writer, &qg_shape_institution, &record);
    end_record(run);
}

static const struct qg_defect *draw_defect(const struct options *options,
                                           struct qg_random *random) {
    if (!qg_random_permille(random, options->defects))
        return NULL;
    if (!options->only)
        return qg_defects_draw(random);
    return options->only->apply ? options->only : NULL;
}

static void write_dossier(struct run *run, uint64_t number) {
    static const struct qg_wish no_wish = {0};
    const struct options *options = run->options;
    struct qg_random random = qg_random_stream(options->seed, number);
    const struct qg_defect *defect = draw_defect(options, &random);
    qg_dossier_build(run->dossier, &random, &options->world, (int)number,
                     defect ? &defect->wish : &no_wish);
    if (defect)
        note(run, defect, run->dossier->id, qg_defects_apply(defect, run->dossier));
    begin_record(run);
    qg_writer_object(&run->writer, &qg_shape_dossier, run->dossier);
    end_record(run);
}

static bool is_done(const struct run *run, uint64_t dossiers) {
    if (run->writer.failed || dossiers >= INT32_MAX)
        return true;
    if (run->options->records)
        return dossiers >= run->options->records;
    return run->writer.total >= run->options->bytes;
}

static bool generate(struct run *run) {
    const struct options *options = run->options;
    if (!qg_writer_open(&run->writer, stdout, options->order, options->seed))
        return false;
    run->writer.spaced = options->spaced;
    run->writer.escaped = options->escaped;
    write_head(run);
    for (int i = 0; i < QG_INSTITUTIONS; i++)
        write_institution(run, i);
    for (uint64_t dossiers = 0; !is_done(run, dossiers); dossiers++)
        write_dossier(run, dossiers + 1);
    write_tail(run);
    note_totals(run);
    return qg_writer_close(&run->writer);
}

static bool run_with(const struct options *options) {
    struct run run = {.options = options};
    if (options->manifest && !(run.manifest = fopen(options->manifest, "w")))
        return false;
    run.damaged = calloc((size_t)qg_defects_count(), sizeof *run.damaged);
    run.dossier = calloc(1, sizeof *run.dossier);
    bool done = run.damaged && run.dossier && generate(&run);
    if (run.manifest && fclose(run.manifest) != 0)
        done = false;
    free(run.dossier);
    free(run.damaged);
    return done;
}

int main(int argc, char **argv) {
    struct options options = {.seed = 1, .records = 1000, .defects = -1};
    options.world.exported_on = qg_gendate_make(2025, 10, 31);
    options.world.effective_on = qg_gendate_make(2019, 9, 8);
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return usage(stdout), 0;
    if (argc == 2 && strcmp(argv[1], "--list-defects") == 0)
        return list_defects(), 0;
    if (!parse_options(&options, argc, argv))
        return usage(stderr), 2;
    if (options.defects < 0)
        options.defects = options.only ? 1000 : 100;
    if (run_with(&options))
        return 0;
    perror("qg_generate");
    return 2;
}
