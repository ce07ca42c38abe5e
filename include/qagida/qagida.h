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
//     qagida_checker_finish(checker);
//
//     qagida_checker_free(checker);
//     qagida_policy_free(policy);
//
// docs/examples/check.c is a whole program; docs/library.md tells how to build with the library.
//
// Two kinds of objects: a policy is compiled from texts once; a checker holds records against it
// and calls back for what it finds. No other type has to be freed.
//
// Texts are UTF-8 and end with a NUL. What is passed in is copied before the call returns, unless
// said otherwise, and must not be NULL, unless said otherwise. What is handed out belongs to the
// library: it is good until the callback returns, or as long as is said. Texts of findings come
// from the records, so what cannot be trusted in a record cannot be trusted in them. Days are
// "2024-02-29"; sizes are in bytes; lines and columns count from 1, places in a list from 0.
//
// Threads: a compiled policy never changes. Any number of checkers, each used by one thread at a
// time, may share it, and it must outlive them. A policy that is not compiled yet is used by one
// thread at a time too. Callbacks run in the thread that called, before the call returns; they may
// not call anything on the checker that calls them. Nothing here is global, reads the clock or the
// environment, writes a file, prints, or ends the process.
//
// Compatibility: programs built with a header run with every later library of the same SONAME.
// Later headers may add functions, settings, words (of outcomes, severities, verdicts, codes),
// members at the end of qagida_finding, qagida_verdict and qagida_totals, which only the library
// makes, and statuses: take an unknown one for a failure. The structs that stand in lists
// (qagida_fact, qagida_subject, qagida_reading_outcome, qagida_flag) stay as they are.
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

// The version of this header. QAGIDA_VERSION_NUMBER grows from version to version; compare it with
// QAGIDA_VERSION_OF(0, 1, 0) in an #if. What is loaded at run time may be later: qagida_version().
#define QAGIDA_VERSION_MAJOR                   0
#define QAGIDA_VERSION_MINOR                   1
#define QAGIDA_VERSION_PATCH                   0
#define QAGIDA_VERSION_OF(major, minor, patch) ((major)*10000 + (minor)*100 + (patch))
#define QAGIDA_VERSION_NUMBER                                                                      \
    QAGIDA_VERSION_OF(QAGIDA_VERSION_MAJOR, QAGIDA_VERSION_MINOR, QAGIDA_VERSION_PATCH)

typedef struct qagida_policy qagida_policy;
typedef struct qagida_checker qagida_checker;

// What a call came to. Of anything but QAGIDA_OK the message of the policy or checker tells more.
typedef enum qagida_status {
    QAGIDA_OK = 0,
    QAGIDA_INVALID, // a policy that does not compile, a setting that is unknown, a call out of turn
    QAGIDA_INPUT,   // an input that cannot be read; the checker goes on with the next
    QAGIDA_MEMORY,  // memory ran out; free the object
    QAGIDA_STOPPED, // a callback asked to stop; free the checker
    QAGIDA_BUG      // a state that the library promised itself never to reach; please report it
} qagida_status;

// The version of the library that is loaded, "0.1.0". Good for ever.
QAGIDA_API const char *qagida_version(void);

// ---- policies ----

// An empty policy, or NULL when memory is out. It is the caller's, to be freed after its checkers.
QAGIDA_API qagida_policy *qagida_policy_new(void);
QAGIDA_API void qagida_policy_free(qagida_policy *policy); // NULL is fine

// Add texts, before compiling: the rules of Order 300 that the library carries with it; a text in
// memory under the name that diagnostics are to show; a file, or every *.qagida of a folder. Texts
// that are added together are one policy. QAGIDA_INVALID for a path that cannot be read.
QAGIDA_API qagida_status qagida_policy_add_builtin(qagida_policy *policy);
QAGIDA_API qagida_status qagida_policy_add_text(qagida_policy *policy, const char *name,
                                                const char *text, size_t length);
QAGIDA_API qagida_status qagida_policy_add_path(qagida_policy *policy, const char *path);

// Called for `use MODULE` in the text named `from`. Gives the module's text, which must stay until
// the policy is freed, and its length, or NULL: then the built-in library is asked. With a loader
// no file is looked for on the disk. NULL takes the loader away. `user` is handed to it as it is.
typedef const char *qagida_loader(void *user, const char *module, const char *from, size_t *length);
QAGIDA_API void qagida_policy_set_loader(qagida_policy *policy, qagida_loader *loader, void *user);

// Compiles what was added; once. QAGIDA_INVALID if a diagnostic is an error: the policy can then
// only be asked for its message, and freed.
QAGIDA_API qagida_status qagida_policy_compile(qagida_policy *policy);

// Takes a policy that `qagida build --shared` compiled, instead of texts and compiling. Code of the
// file at `path` becomes part of this process: open only what you trust as you trust a program. It
// stays loaded until the policy is freed. QAGIDA_INVALID for what is no such file, or was built by
// another version than the library's; the policy can then only be asked for its message, and freed.
QAGIDA_API qagida_status qagida_policy_open(qagida_policy *policy, const char *path);

// What the last call had to say (diagnostics, warnings among them; why a file cannot be read), or
// "". Good until the next call on this policy.
QAGIDA_API const char *qagida_policy_message(const qagida_policy *policy);

// ---- checkers ----

// A checker with every setting at its default, or NULL if memory is out or the policy is not
// compiled. It is the caller's, to be freed before its policy.
QAGIDA_API qagida_checker *qagida_checker_new(const qagida_policy *policy);
QAGIDA_API void qagida_checker_free(qagida_checker *checker); // NULL is fine

// Settings, before the first input. QAGIDA_INVALID for what the policy does not know, which leaves
// the setting as it was.

// The audit date. Without one it is that of the first export; without either, what depends on it
// stays undetermined.
QAGIDA_API qagida_status qagida_checker_set_as_of(qagida_checker *checker, const char *date);

// A parameter of the policy, its value written as in a policy: "3", "2019-09-08"; and how an
// ambiguous phrase is read.
QAGIDA_API qagida_status qagida_checker_set_parameter(qagida_checker *checker, const char *name,
                                                      const char *value);
QAGIDA_API qagida_status qagida_checker_set_reading(qagida_checker *checker, const char *name,
                                                    const char *value);

// The language of messages and remarks: "en" (unless set), "ru" or "kk".
QAGIDA_API qagida_status qagida_checker_set_language(qagida_checker *checker, const char *language);

// Looks only at these rules, or at all but these: a rule, a paragraph or a severity, with * at its
// end for all that begin so: "P46-a", "46", "RC1", "P48*". Every call adds to those before it; what
// is ignored is so even if it is selected.
QAGIDA_API qagida_status qagida_checker_select(qagida_checker *checker, const char *rules);
QAGIDA_API qagida_status qagida_checker_ignore(qagida_checker *checker, const char *rules);

// Also hear of "satisfied", "exempt", "not_applicable", "not_in_force" or "silenced" ones. Every
// call adds to those before it.
QAGIDA_API qagida_status qagida_checker_show(qagida_checker *checker, const char *what);

// Judges with up to so many threads, the calling one among them: 1 unless set; 0 for as many as the
// process has processors to run on. They make no difference to what is called back, nor where, and
// end with the checker. Only inputs of more than a quarter of a megabyte are shared.
QAGIDA_API qagida_status qagida_checker_set_jobs(qagida_checker *checker, unsigned jobs);

// What a finding rests on.
typedef struct qagida_fact {
    const char *pointer; // JSON Pointer within the record
    const char *value;   // as JSON text; "null" where missing
    const char *record;  // the id of the other record that it stands in; NULL: that of the finding
} qagida_fact;

// What a finding is about.
typedef struct qagida_subject {
    const char *noun; // "dossier", "certification", "hearing" …
    const char *id;   // NULL without
    int32_t index;    // in its list, from 0; -1 for the record
} qagida_subject;

// What a finding would come to were an ambiguous phrase read otherwise.
typedef struct qagida_reading_outcome {
    const char *reading, *value; // its name, and the other value
    const char *outcome;         // as that of the finding
} qagida_reading_outcome;

// That a rule is broken or cannot be decided, or that the data are wrong. Lists may be empty. All
// of it is good until the callback returns.
typedef struct qagida_finding {
    const char *act, *paragraph;    // NULL for a data finding
    const char *rule;               // "data" for a data finding
    const char *code;               // of a data finding, else NULL
    const char *outcome;            // "violated", "undetermined"; others as asked for
    const char *severity;           // NULL without
    const char *message;            // one sentence, in the language that was set
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
    const char *const *missing; // JSON Pointers to what would have to be known
    size_t missing_count;
    const qagida_reading_outcome *readings; // under other readings, where they differ
    size_t reading_count;
    int voids_meeting;     // 1: the sitting could not decide at all
    int boundary;          // 1: a day more or less would change the outcome
    int reading_dependent; // 1: so would another reading; `readings` tells which
} qagida_finding;

// What the policy tells the reader of a verdict although it is no breach.
typedef struct qagida_flag {
    const char *paragraph, *flag; // where it stands, its id
    const char *remark;
    int priority; // 1: it puts the verdict before all others
} qagida_flag;

// What the findings of a certification come to. All of it is good until the callback returns.
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

// Callbacks; what they return other than 0 stops the check with QAGIDA_STOPPED. `user` is handed to
// them as it is. Findings come in the order of the input, the verdicts of a record behind its
// findings. NULL takes a callback away.
typedef int qagida_finding_callback(void *user, const qagida_finding *finding);
typedef int qagida_verdict_callback(void *user, const qagida_verdict *verdict);
QAGIDA_API void qagida_checker_on_finding(qagida_checker *checker,
                                          qagida_finding_callback *callback, void *user);
QAGIDA_API void qagida_checker_on_verdict(qagida_checker *checker,
                                          qagida_verdict_callback *callback, void *user);

// Check every record of an input, told apart by what it holds: one record, a JSON array, one record
// a line, or an envelope. Inputs may follow each other; ids must not repeat among them. What is not
// JSON or no record is a data finding and counted as unreadable, and the next record is checked all
// the same: ask the totals whether everything could be read. QAGIDA_INPUT is for an input that
// cannot be opened or read, or is beyond a limit; the records before that place were checked.
//
// Bytes are not copied, and may go when the call has returned. `name` is what findings show. A file
// named "-" is the standard input. A descriptor is read from where it stands and stays open.
QAGIDA_API qagida_status qagida_check_bytes(qagida_checker *checker, const char *bytes,
                                            size_t length, const char *name);
QAGIDA_API qagida_status qagida_check_file(qagida_checker *checker, const char *path);
QAGIDA_API qagida_status qagida_check_descriptor(qagida_checker *checker, int descriptor,
                                                 const char *name);

// Tells of what concerns all records together (shares of them, records that contradict each other),
// once, after the last input. Nothing can be checked after it.
QAGIDA_API qagida_status qagida_checker_finish(qagida_checker *checker);

typedef struct qagida_totals {
    uint64_t records;                      // that were judged
    uint64_t not_audited;                  // of a kind that no act of the policy audits
    uint64_t unreadable;                   // places with what is not JSON, or no record
    uint64_t certifications;               // within the records
    uint64_t violated, undetermined, data; // findings
    uint64_t warranted, open, clean;       // verdicts
    uint64_t priority;                     // verdicts to be looked at before all others
} qagida_totals;

// The counts of everything checked so far. Good until the next call on this checker.
QAGIDA_API const qagida_totals *qagida_checker_totals(qagida_checker *checker);

// What the last call had to say (a setting that is unknown, an input that cannot be read), a line
// for each thing, or "". Good until the next call on this checker.
QAGIDA_API const char *qagida_checker_message(const qagida_checker *checker);

#ifdef __cplusplus
}
#endif

#endif
