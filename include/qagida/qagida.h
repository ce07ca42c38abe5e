// SPDX-License-Identifier: Apache-2.0
//
// libqagida: checks records against the procedural rules of a legal act.
//
//     qagida_policy *policy = qagida_policy_new();
//     qagida_policy_add_builtin(policy);                     the rules of Order 300
//     if (qagida_policy_compile(policy) != QAGIDA_OK)
//         puts(qagida_policy_message(policy));
//
//     qagida_checker *checker = qagida_checker_new(policy);
//     qagida_checker_on_finding(checker, print_finding, NULL);
//     qagida_checker_set_as_of(checker, "2024-01-01");
//     qagida_check_file(checker, "export.ndjson");
//
//     qagida_checker_free(checker);
//     qagida_policy_free(policy);
//
// A compiled policy never changes: any number of checkers, each used by one thread at a time, may
// share it, and it must outlive them. Nothing here is global, reads the clock or the environment,
// or writes a file. Strings handed out are UTF-8 with a NUL at the end; they come from the records,
// so what cannot be trusted in a record cannot be trusted in them.
#ifndef QAGIDA_H
#define QAGIDA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define QAGIDA_API __attribute__((visibility("default")))
#else
#define QAGIDA_API
#endif

typedef struct qagida_policy qagida_policy;
typedef struct qagida_checker qagida_checker;

typedef enum qagida_status {
    QAGIDA_OK = 0,
    QAGIDA_INVALID, // a policy that does not compile, a setting that is unknown, a call out of turn
    QAGIDA_INPUT,   // a file that cannot be read
    QAGIDA_MEMORY,  // memory ran out
    QAGIDA_STOPPED, // a callback asked to stop
    QAGIDA_BUG      // a state that the library promised itself never to reach
} qagida_status;

// The version of the library, "0.1.0".
QAGIDA_API const char *qagida_version(void);

// ---- policies ----

// An empty policy, or NULL when memory is out.
QAGIDA_API qagida_policy *qagida_policy_new(void);
QAGIDA_API void qagida_policy_free(qagida_policy *policy); // NULL is fine

// Add texts, before compiling: the rules of Order 300 that the library carries with it; a text in
// memory, which is copied, under the name that diagnostics are to show; a file, or every *.qagida
// of a folder.
QAGIDA_API qagida_status qagida_policy_add_builtin(qagida_policy *policy);
QAGIDA_API qagida_status qagida_policy_add_text(qagida_policy *policy, const char *name,
                                                const char *text, size_t length);
QAGIDA_API qagida_status qagida_policy_add_path(qagida_policy *policy, const char *path);

// Called for `use MODULE` in the text named `from`. Gives the module's text, which must stay until
// the policy is freed, and its length, or NULL: then the built-in library is asked. With a loader
// no file is looked for on the disk.
typedef const char *qagida_loader(void *user, const char *module, const char *from, size_t *length);
QAGIDA_API void qagida_policy_set_loader(qagida_policy *policy, qagida_loader *loader, void *user);

// Compiles what was added; once. QAGIDA_INVALID if a diagnostic is an error.
QAGIDA_API qagida_status qagida_policy_compile(qagida_policy *policy);

// What the last call had to say (diagnostics, warnings among them; why a file cannot be read), or
// "". Good until the next call on this policy.
QAGIDA_API const char *qagida_policy_message(const qagida_policy *policy);

// ---- checkers ----

// A checker with every setting at its default, or NULL if memory is out or the policy is not
// compiled.
QAGIDA_API qagida_checker *qagida_checker_new(const qagida_policy *policy);
QAGIDA_API void qagida_checker_free(qagida_checker *checker); // NULL is fine

// Settings, before the first record. QAGIDA_INVALID for what the policy does not know.
QAGIDA_API qagida_status qagida_checker_set_as_of(qagida_checker *checker, const char *date);
QAGIDA_API qagida_status qagida_checker_set_parameter(qagida_checker *checker, const char *name,
                                                      const char *value);
QAGIDA_API qagida_status qagida_checker_set_reading(qagida_checker *checker, const char *name,
                                                    const char *value);
QAGIDA_API qagida_status qagida_checker_set_language(qagida_checker *checker,
                                                     const char *language); // "en", "ru", "kk"
QAGIDA_API qagida_status qagida_checker_select(qagida_checker *checker, const char *rules);
QAGIDA_API qagida_status qagida_checker_ignore(qagida_checker *checker, const char *rules);

// Also hear of "satisfied", "exempt", "not_applicable", "not_in_force" or "silenced" ones.
QAGIDA_API qagida_status qagida_checker_show(qagida_checker *checker, const char *what);

typedef struct qagida_fact {
    const char *pointer; // JSON Pointer within the record
    const char *value;   // as JSON text; "null" where missing
    const char *record;  // the id of the other record that it stands in; NULL: that of the finding
} qagida_fact;

typedef struct qagida_subject {
    const char *noun; // "dossier", "certification", "hearing" …
    const char *id;   // NULL without
    int32_t index;    // in its list, from 0; -1 for the record
} qagida_subject;

typedef struct qagida_reading_outcome {
    const char *reading, *value, *outcome;
} qagida_reading_outcome;

// All of it is good until the callback returns.
typedef struct qagida_finding {
    const char *act, *paragraph; // NULL for a data finding
    const char *rule;            // "data" for a data finding
    const char *code;            // of a data finding, else NULL
    const char *outcome;         // "violated", "undetermined" …
    const char *severity;        // NULL without
    const char *message;
    const char *remark;             // what the policy notes about the rule, or NULL
    const char *category;           // of what is exempt, else NULL
    const char *silenced_by;        // a rule, or NULL
    const char *file;               // the name of the input
    uint64_t line;                  // from 1; 0: no place
    uint32_t column;                // from 1, in code points
    const char *pointer;            // JSON Pointer within the record
    const qagida_subject *subjects; // outermost first; of a rule about all elements together the
                                    // last one is these, its id what their group has in common
    size_t subject_count;
    const qagida_fact *evidence;
    size_t evidence_count;
    const char *const *missing; // JSON Pointers
    size_t missing_count;
    const qagida_reading_outcome *readings; // under other readings, where they differ
    size_t reading_count;
    int voids_meeting, boundary, reading_dependent;
} qagida_finding;

// What the policy tells the reader of a verdict although it is no breach.
typedef struct qagida_flag {
    const char *paragraph, *flag; // where it stands, its id
    const char *remark;
    int priority; // 1: it puts the verdict before all others
} qagida_flag;

typedef struct qagida_verdict {
    const char *act;
    const char *record, *certification; // ids; NULL without
    const char *verdict;                // "recertification_warranted", "undetermined", "clean"
    const char *strongest;              // severity, or NULL
    const char *const *grounds;         // rules
    size_t ground_count;
    const qagida_flag *flags;
    size_t flag_count;
    int priority; // 1: to be looked at before all others
} qagida_verdict;

// Callbacks; what they return other than 0 stops the check with QAGIDA_STOPPED.
typedef int qagida_finding_callback(void *user, const qagida_finding *finding);
typedef int qagida_verdict_callback(void *user, const qagida_verdict *verdict);
QAGIDA_API void qagida_checker_on_finding(qagida_checker *checker,
                                          qagida_finding_callback *callback, void *user);
QAGIDA_API void qagida_checker_on_verdict(qagida_checker *checker,
                                          qagida_verdict_callback *callback, void *user);

// Check every record of an input: one record, a JSON array, one record a line, or an envelope.
// Inputs may follow each other; ids must not repeat among them. Records that cannot be read are
// findings, not failures.
QAGIDA_API qagida_status qagida_check_bytes(qagida_checker *checker, const char *bytes,
                                            size_t length, const char *name);
QAGIDA_API qagida_status qagida_check_file(qagida_checker *checker, const char *path);
QAGIDA_API qagida_status qagida_check_descriptor(qagida_checker *checker, int descriptor,
                                                 const char *name);

// Tells of what concerns all records together (shares of them, records that contradict each other),
// once, after the last input. Nothing can be checked after it.
QAGIDA_API qagida_status qagida_checker_finish(qagida_checker *checker);

typedef struct qagida_totals {
    uint64_t records, not_audited, unreadable, certifications;
    uint64_t violated, undetermined, data; // findings
    uint64_t warranted, open, clean;       // verdicts
    uint64_t priority;                     // verdicts to be looked at before all others
} qagida_totals;

// The counts of everything checked so far.
QAGIDA_API qagida_totals qagida_checker_totals(const qagida_checker *checker);

// What the last call had to say, or "". Good until the next call on this checker.
QAGIDA_API const char *qagida_checker_message(const qagida_checker *checker);

#ifdef __cplusplus
}
#endif

#endif
