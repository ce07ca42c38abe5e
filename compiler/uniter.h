// SPDX-License-Identifier: Apache-2.0
//
// The state of uniting editions, shared by its files: the tables of the whole as they grow, and
// where in them the parts of the edition at hand are. The first edition's come in as they are, so
// that a program without and with amendments begin alike.
#ifndef QG_UNITER_H
#define QG_UNITER_H

#include "table.h"
#include "unite.h"
#include "vec.h"

// A version of a rule.
struct qg_united_rule {
    struct qg_rule rule;          // indices of the whole; references come last
    const struct qg_typed *typed; // the edition it was first met in, and what it was there
    const struct qg_rule *met;    //
    uint32_t edition;             //
    uint64_t held;                // a bit for each edition it stands in
    uint32_t id;                  // symbol of its id
    uint32_t source;              // the version that this one is a copy of for other worlds; itself
    int32_t population;           // of a rule about a whole run, in qg_uniter.populations; QG_NONE
};

struct qg_united_flag {
    struct qg_flag flag;
    uint64_t held;
};

struct qg_united_provision {
    struct qg_provision provision;
    uint64_t held;
};

// That a rule (or provision) refers to all versions of an id; one of a chain.
enum qg_link_kind { QG_LINK_SILENCES, QG_LINK_GOVERNS, QG_LINK_POINTS, QG_LINK_KINDS };
struct qg_link {
    uint32_t id, next; // the next of the same rule and kind, or QG_TABLE_NOTHING
};

// What the first number of a pair in qg_uniter.at says.
enum qg_unite_owner {
    QG_UNITE_EDITION,                  // add its index; an id -> its rule there
    QG_UNITE_FIRST = QG_EDITION_LIMIT, // an id -> the first version of that rule
    QG_UNITE_ORDER,                    // an id -> it has its place in the order
    QG_UNITE_HEAD, // add the kind of link; what refers -> its first link and its last one
    QG_UNITE_TAIL = QG_UNITE_HEAD + QG_LINK_KINDS,
    QG_UNITE_LINK = QG_UNITE_TAIL + QG_LINK_KINDS // add what refers and the kind; an id -> known
};

struct qg_uniter {
    struct qg_compilation *c;
    const struct qg_timeline *timeline;
    bool failed; // memory ran out; sticks

    QG_VEC(struct qg_typed_function) functions;
    QG_VEC(uint32_t) canon;     // of each function: the first that says the same
    QG_VEC(uint32_t) same_hash; // of each function: another one with its hash
    QG_VEC(struct qg_scope) scopes;
    QG_VEC(struct qg_exemption) exemptions;
    QG_VEC(uint32_t) rule_exemptions;
    QG_VEC(struct qg_message) messages;
    QG_VEC(struct qg_piece) pieces;
    QG_VEC(struct qg_reading) readings;
    QG_VEC(struct qg_parameter) parameters;
    QG_VEC(struct qg_str) symbols;
    QG_VEC(struct qg_transition) transitions;
    QG_VEC(struct qg_united_rule) rules;
    QG_VEC(struct qg_united_flag) flags;
    QG_VEC(struct qg_united_provision) provisions;
    QG_VEC(struct qg_link) links;
    QG_VEC(struct qg_population) populations; // of versions; whose, is told when all is written
    QG_VEC(struct qg_collected) collected;
    QG_VEC(uint32_t) order; // symbols of rule ids, in order of citation

    struct qg_intern ids;
    struct qg_table seen; // hash of a function -> the last one; see unite_functions.c
    struct qg_table at;   // what stands where (enum qg_unite_owner)

    const struct qg_typed *from; // the edition at hand
    uint32_t edition;
    int32_t *function_map, *scope_map, *exemption_map, *reading_map, *parameter_map, *symbol_map;
    uint32_t *rule_map, *provision_map;
};

#define qg_unite_push(u, table, ...)                                                               \
    (qg_vec_push(&(u)->table, __VA_ARGS__) || ((u)->failed = true, false))

// Zeroed memory of the compilation's lifetime; NULL (remembered).
static inline void *qg_unite_alloc(struct qg_uniter *u, size_t count, size_t size) {
    void *at = qg_arena_array(&u->c->arena, count, size);
    u->failed = u->failed || at == NULL;
    return at;
}

// ---- unite_functions.c: functions of the edition at hand ---------------------------------------

// Fills function_map.
void qg_unite_functions(struct qg_uniter *u);

// Adds a function to the whole; its index.
int32_t qg_unite_add_function(struct qg_uniter *u, const struct qg_typed_function *f);

// Where a function of the edition is in the whole (QG_NONE stays), and whether two of the whole say
// the same.
static inline int32_t qg_united_function(const struct qg_uniter *u, int32_t function) {
    return function == QG_NONE ? QG_NONE : u->function_map[function];
}
static inline bool qg_united_same(const struct qg_uniter *u, int32_t a, int32_t b) {
    return a == b || (a != QG_NONE && b != QG_NONE && u->canon.at[a] == u->canon.at[b]);
}

// The first link of a rule or provision of the whole; QG_TABLE_NOTHING.
static inline uint32_t qg_unite_links(const struct qg_uniter *u, enum qg_link_kind kind,
                                      uint32_t from) {
    return qg_table_find(&u->at, QG_UNITE_HEAD + (uint32_t)kind, from);
}

// ---- unite_rules.c: rules, provisions and flags of the edition at hand --------------------------

void qg_unite_rules(struct qg_uniter *u);

// ---- unite_whole.c: the united tables -----------------------------------------------------------

// Writes compilation->typed.
void qg_unite_write(struct qg_uniter *u);

// ---- unite_populations.c: what rules demand of a whole run --------------------------------------

// Takes what a rule of the edition demands of a population; its index, or QG_NONE.
int32_t qg_unite_population(struct qg_uniter *u, const struct qg_rule *rule);

// Whether a rule of the edition demands the same as a version does.
bool qg_unite_same_population(const struct qg_uniter *u, int32_t known, const struct qg_rule *rule);

// Writes the populations of rules: versions[i] is that of the rule at i.
void qg_unite_write_populations(struct qg_uniter *u, const uint32_t *versions, uint32_t count,
                                struct qg_program *tables);

// ---- unite_force.c: on which days, in which worlds ----------------------------------------------

// Gives every version of a rule, and every flag, its worlds and the functions that say when it is
// the law; a version that differs by world in that is copied.
void qg_unite_force(struct qg_uniter *u);

#endif
