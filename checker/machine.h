// SPDX-License-Identifier: Apache-2.0
//
// The machine that runs a verified program over one record. One set of instruction bodies
// (machine_ops.h) is compiled twice: plain (run_plain.c), for the outcome alone, and tracing
// (run_traced.c), which also keeps for every register the facts its value rests on. Rules are first
// run plain; only what will be reported is run again, tracing, and under the boundary modes and the
// other readings.

#ifndef QG_MACHINE_H
#define QG_MACHINE_H

#include "arena.h"
#include "memo.h"
#include "program.h"
#include "recent.h"
#include "record.h"
#include "vec.h"

// How the ends of terms are moved to find out whether an outcome hangs on a single day.
enum qg_term_mode {
    QG_TERM_EXACT,
    QG_TERM_LATER,   // every term ends a day later
    QG_TERM_SOONER,  // … a day sooner
    QG_TERM_ROUND_UP // a month that has no such day ends on the first of the next one
};

// Instructions (and comparisons within sets) for one record. The longest dossier of a real person
// takes some ten thousand; this ends a record built to waste time in about a tenth of a second. It
// is what a record has unless the settings of the run say otherwise.
enum { QG_STEP_LIMIT = 20000000 };

struct qg_why; // what a value rests on: a rope of facts, in the trace arena

// What stays the same for a whole run.
struct qg_settings {
    struct qg_value as_of;             // unknown range if there is no audit date
    const struct qg_value *parameters; // [program->parameter_count]
    const uint16_t *readings;          // [program->reading_count] ordinals in force
    const struct qg_native *native; // the program compiled (native.h), or NULL: it is interpreted
    struct qg_profile *profile;     // counts what is interpreted (profile.h); NULL: nobody asks
    int64_t steps;                  // for one record; 0: QG_STEP_LIMIT
};

static inline int64_t qg_settings_steps(const struct qg_settings *settings) {
    return settings->steps > 0 ? settings->steps : QG_STEP_LIMIT;
}

// A field as LOAD and LIST want it: where it stands and what it may be while it is not known.
struct qg_field_view {
    uint32_t slot;
    struct qg_value unknown;
    bool partial; // a list that is whole only when attested
};

// What a call wants to know of a function, taken from the program's tables and put close together:
// a walk over one record calls hundreds of them, and so they stay in the nearest cache.
struct qg_callee {
    uint32_t entry, cost;    // steps of one run
    int32_t memo;            // SLOTS: in the region of argument 0
    uint8_t args, registers; //
    uint8_t how;             // enum qg_call
    uint8_t result;          // enum qg_kind
    bool terms;              //
    uint64_t readings;       //
};

// Values seen in a list, for the set instructions: open addressing over 32-bit values, stamped so
// that emptying it touches nothing. A few values stand one after the other instead.
struct qg_marks {
    int32_t *values;  // owned
    uint32_t *stamps; // owned; `stamp`, or 1 more, where the place is taken
    uint32_t mask, stamp;
    uint32_t taken; // values in it
    bool in_line;   // they are the first `taken` ones
};

// What every machine of one program looks into, and none changes.
struct qg_views {
    struct qg_field_view *fields; // owned; [schema.field_count]
    struct qg_callee *callees;    // owned; [function_count]
    struct qg_instr *fused;       // owned; the code of the plain run (fuse.h)
    struct qg_field_view *named;  // owned; the fields as compiled code numbers them (native.h) …
    int32_t *field_of;            // owned; … and which these are; NULL where there is none
};

// A function that was compiled to C (native.h); the value comes as a word (qg_pack).
struct qg_machine;
typedef uint64_t qg_native_value(struct qg_machine *m, const struct qg_value *args);

// `native` may be NULL.
struct qg_native;
enum qg_fault qg_views_init(struct qg_views *views, const struct qg_program *program,
                            const struct qg_native *native);
void qg_views_free(struct qg_views *views);

struct qg_machine {
    const struct qg_program *program;
    const struct qg_settings *settings;
    struct qg_record *record;
    uint16_t *readings;                 // owned: varied one at a time
    uint64_t varied;                    // mask of readings that differ from the settings just now
    bool altered;                       // some reading differs, or the term mode is not EXACT
    enum qg_term_mode term_mode;        //
    struct qg_value *stack;             // owned unless `borrows`: the frames, each after that of
                                        // its caller; room for any program that was verified
    struct qg_why **why;                // owned likewise: parallel to the stack, while tracing
    bool borrows;                       //
    int64_t steps;                      // left for this record; negative: they ran out
    bool exhausted;                     // the steps ran out: every result since is unknown
    bool failed;                        // memory ran out: results are sound, but may say too little
    bool tells_terms;                   // whys also note ends of terms (qg_why_limits)
    struct qg_arena trace;              // whys; reset by qg_machine_reset and qg_machine_forget
    uint32_t why_count, why_stamp;      // whys made since; mark of the last walk over them
    const struct qg_field_view *fields; // those of the views
    const struct qg_callee *callees;    //
    const struct qg_instr *fused;       //
    const struct qg_field_view *named;  //
    const int32_t *field_of;            //
    uint32_t compiled;                  // functions that run compiled: the first ones …
    qg_native_value *const *entries;    // … by these (native.h)
    struct qg_memo memo;             // results that the memo slots cannot hold (memo.h), under …
    uint64_t memo_varied;            // … these readings and this term mode
    uint16_t *memo_readings;         // owned
    enum qg_term_mode memo_mode;     //
    struct qg_recent recent;         // results of the plain run that have no memo slot
    QG_VEC(struct qg_value) periods; // scratch of the accrual kernels
    struct qg_marks marks;           // scratch of the set kernels
};

// `program` must be verified. `lender` is another machine of the program, on whose stack this one
// is to work, as the two are never at work at the same time; or NULL. All that is passed must
// outlive the machine.
enum qg_fault qg_machine_init(struct qg_machine *m, const struct qg_program *program,
                              const struct qg_views *views, const struct qg_settings *settings,
                              struct qg_record *record, const struct qg_machine *lender);
void qg_machine_reset(struct qg_machine *m); // before each record
void qg_machine_free(struct qg_machine *m);

// Drops every why made so far, so that a record with many findings needs the memory of one.
void qg_machine_forget(struct qg_machine *m);

// Runs a value function over `args` ([function.args]). Plain. A list comes as opcodes.def says.
struct qg_value qg_machine_value(struct qg_machine *m, int32_t function,
                                 const struct qg_value *args);

// What a rule's check function says, and why.
struct qg_check {
    struct qg_value applies, holds;
};
struct qg_check_why {
    struct qg_why *applies, *holds;
};

// A chain of arguments, and the machine (and so the record) that they belong to.
struct qg_chain {
    struct qg_value args[QG_SCOPE_DEPTH];
    struct qg_machine *machine;
};

// Runs it for the chains of a batch (batch.h), which may be of different machines of the one
// program.
struct qg_batch;
void qg_machine_judge(struct qg_batch *batch);

// Runs it for one chain.
struct qg_check qg_machine_check(int32_t function, const struct qg_chain *chain);

// Runs one; traced, with the whys.
struct qg_check qg_machine_check_traced(struct qg_machine *m, int32_t function,
                                        const struct qg_value *args, struct qg_check_why *why);

// A value function with its why.
struct qg_value qg_machine_traced(struct qg_machine *m, int32_t function,
                                  const struct qg_value *args, struct qg_why **why);

// One fact of a why.
struct qg_fact_ref {
    uint32_t ref;  // region
    int32_t field; // its field; -1: the region itself
    bool known;
};

// Flattens `why` to its facts, each once, in the order of the record's text (by reference, then
// field). Returns the count; `out` is in the trace arena.
uint32_t qg_why_facts(struct qg_machine *m, struct qg_why *why, const struct qg_fact_ref **out);
struct qg_why *qg_why_join(struct qg_machine *m, struct qg_why *a, struct qg_why *b);

#endif
