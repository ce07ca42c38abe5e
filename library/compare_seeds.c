// SPDX-License-Identifier: Apache-2.0
#include "compare_seeds.h"

#include "facts.h"
#include "loaded.h"
#include "reader.h"
#include "schema_example.h"
#include "seed.h"

#include <inttypes.h>

static void clear(struct qg_compare_seed *at, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        json_decref(at[i].record);
}

enum qg_fault qg_compare_seeds_init(struct qg_compare_seeds *seeds, const struct qg_policy *policy,
                                    struct qg_text *problem) {
    *seeds = (struct qg_compare_seeds){.policy = policy};
    qg_arena_init(&seeds->arena, "names of seeds");
    return qg_proof_init(&seeds->proof, policy->compilation, problem);
}

void qg_compare_seeds_free(struct qg_compare_seeds *seeds) {
    clear(seeds->given.at, seeds->given.len);
    clear(seeds->chosen.at, seeds->chosen.len);
    qg_vec_free(&seeds->given);
    qg_vec_free(&seeds->chosen);
    qg_proof_free(&seeds->proof);
    qg_arena_free(&seeds->arena);
}

// ---- files ----

// Texts that are no records of the policy are passed over: the search could not use them.
static enum qg_fault take(struct qg_compare_seeds *seeds, const struct qg_raw *raw,
                          const char *path) {
    struct qg_text name = {0};
    json_error_t error;
    struct qg_compare_seed seed = {.record = qg_load_json(raw->text.at, raw->text.len, 0, &error)};
    qg_text_printf(&name, "%s:%" PRIu64, path, raw->place.line);
    bool kept = qg_text_keep(&seeds->arena, &name, &seed.name);
    qg_text_free(&name);
    if (seed.record == NULL)
        return json_error_code(&error) == json_error_out_of_memory ? QG_FAULT_MEMORY : QG_OK;
    if (kept && qg_vec_push(&seeds->given, seed))
        return QG_OK;
    json_decref(seed.record);
    return QG_FAULT_MEMORY;
}

static enum qg_fault take_all(struct qg_compare_seeds *seeds, struct qg_reader *reader,
                              const char *path) {
    struct qg_raw raw = {.kind = QG_RAW_RECORD};
    enum qg_fault fault = QG_OK;
    while (fault == QG_OK && seeds->given.len < QG_SEEDS_GIVEN) {
        fault = qg_reader_slice(reader, &raw);
        if (raw.kind == QG_RAW_END)
            break;
        if (fault == QG_OK && raw.kind == QG_RAW_RECORD)
            fault = take(seeds, &raw, path);
    }
    return fault;
}

enum qg_fault qg_compare_seeds_file(struct qg_compare_seeds *seeds, const char *path,
                                    struct qg_text *problem) {
    struct qg_reader_options options = {.engine = QG_ENGINE_BULK, .seed = qg_seed()};
    struct qg_reader_plan plan;
    struct qg_reader reader;
    uint32_t before = seeds->given.len;
    enum qg_fault fault = qg_reader_plan_init(&plan, &seeds->policy->program->schema);
    if (fault == QG_OK) {
        fault = qg_reader_open(&reader, &plan, &options, path);
        if (fault == QG_OK)
            fault = take_all(seeds, &reader, path);
        if (fault != QG_OK && fault != QG_FAULT_MEMORY)
            qg_reader_explain(&reader, problem);
        qg_reader_close(&reader);
    }
    qg_reader_plan_free(&plan);
    if (fault == QG_OK && seeds->given.len == before) {
        qg_text_printf(problem, "%s: no record in it", path);
        fault = QG_FAULT_READ;
    }
    return fault;
}

// ---- choosing ----

struct chooser {
    struct qg_compare_seeds *seeds;
    const struct qg_rule *rule;
    struct qg_str kind; // of record
};

static bool is_known(const struct qg_compare_seeds *seeds, const json_t *record) {
    for (uint32_t i = 0; i < seeds->chosen.len; i++)
        if (json_equal(seeds->chosen.at[i].record, record))
            return true;
    return false;
}

// Takes the record over if it is of use; NULL where there was no memory for it.
static enum qg_fault choose(struct chooser *c, struct qg_str name, json_t *record) {
    const json_t *kind = json_object_get(record, "record");
    struct qg_str word = {json_string_value(kind), json_string_length(kind)};
    struct qg_compare_seed seed = {name, record};
    if (record == NULL)
        return QG_FAULT_MEMORY;
    bool useful = qg_str_equal(word, c->kind) && !is_known(c->seeds, record);
    if (useful && qg_vec_push(&c->seeds->chosen, seed))
        return QG_OK;
    json_decref(record);
    return useful ? QG_FAULT_MEMORY : QG_OK;
}

static bool expects(const struct qg_proof_test *test, struct qg_str rule) {
    for (const struct qg_expect *e = test->decl->as.test.expects.first; e != NULL; e = e->next)
        if (qg_str_equal(e->rule.text, rule))
            return true;
    return false;
}

static enum qg_fault choose_test(struct chooser *c, const struct qg_proof_test *test) {
    struct qg_text name = {0};
    struct qg_str kept;
    qg_text_printf(&name, "test \"%.*s\"", QG_STR_ARG(test->decl->name.text));
    bool ok = qg_text_keep(&c->seeds->arena, &name, &kept);
    qg_text_free(&name);
    return ok ? choose(c, kept, qg_load_json(test->json.at, test->json.len, JSON_DECODE_ANY, NULL))
              : QG_FAULT_MEMORY;
}

// Tests of the rule, or of other rules, until there are so many seeds.
static enum qg_fault choose_tests(struct chooser *c, bool of_rule, uint32_t most) {
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < c->seeds->proof.tests.len && fault == QG_OK; i++) {
        const struct qg_proof_test *test = &c->seeds->proof.tests.at[i];
        if (c->seeds->chosen.len >= most)
            break;
        if (expects(test, c->rule->id) == of_rule)
            fault = choose_test(c, test);
    }
    return fault;
}

static enum qg_fault choose_example(struct chooser *c, uint16_t type, enum qg_example which) {
    struct qg_text text = {0};
    enum qg_fault fault = qg_schema_example(c->seeds->policy->program, type, which, &text);
    if (fault == QG_OK)
        fault = choose(c, QG_STR("the example that the schema makes"),
                       qg_load_json(text.at, text.len, 0, NULL));
    qg_text_free(&text);
    return fault == QG_FAULT_LIMIT && which == QG_EXAMPLE_FULL
               ? choose_example(c, type, QG_EXAMPLE_MINIMAL)
               : fault;
}

// The type of the records that the rule is about.
static uint16_t type_of(const struct qg_program *program, const struct qg_rule *rule) {
    int32_t at = rule->scope;
    while (program->scopes[at].parent != QG_NONE)
        at = program->scopes[at].parent;
    return program->scopes[at].type;
}

enum qg_fault qg_compare_seeds_choose(struct qg_compare_seeds *seeds, const struct qg_rule *rule) {
    const struct qg_program *program = seeds->policy->program;
    uint16_t type = type_of(program, rule);
    struct chooser c = {seeds, rule, program->schema.types[type].name};
    enum qg_fault fault = QG_OK;
    clear(seeds->chosen.at, seeds->chosen.len);
    seeds->chosen.len = 0;
    for (uint32_t i = 0; i < seeds->given.len && fault == QG_OK; i++)
        fault = choose(&c, seeds->given.at[i].name, json_incref(seeds->given.at[i].record));
    uint32_t given = seeds->chosen.len;
    if (fault == QG_OK)
        fault = choose_tests(&c, true, given + QG_SEEDS_TESTS);
    if (fault == QG_OK)
        fault = choose_tests(&c, false, given + QG_SEEDS_OTHERS);
    return fault == QG_OK ? choose_example(&c, type, QG_EXAMPLE_FULL) : fault;
}
