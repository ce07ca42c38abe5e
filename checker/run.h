// SPDX-License-Identifier: Apache-2.0
//
// The run: one decoded record in, findings, verdicts and counts out. It walks the record, weighs
// what it found (other readings, silencing, severity), describes what is to be reported, in the
// order of the text, and gives the verdicts. One run belongs to one thread; the program and the
// settings are shared; tallies of several runs add up.

#ifndef QG_RUN_H
#define QG_RUN_H

#include "finding.h"
#include "heading.h"
#include "reader.h"
#include "redact.h"
#include "silence.h"
#include "verdict.h"
#include "walk.h"
#include "worlds.h"

#include <stdbool.h>
#include <stdint.h>

// Findings that are told of one record: they wait for each other, as they are told by place. Those
// beyond are only counted.
enum { QG_TOLD_LIMIT = 100000 };

struct qg_run_options {
    bool languages[QG_LANGS]; // in which to write messages
    bool show[QG_OUTCOMES];   // outcomes to report besides violated and undetermined
    bool show_silenced;
    bool remedies;        // to tell with each verdict what is to be done, and by when
    bool strict_readings; // violated counts only if violated under every reading
    const bool *enabled;  // [rule_count], or NULL for all
    uint32_t worlds;      // how many there are, for a sink that asks for them
    const struct qg_redaction *redaction; // NULL: nothing is hidden
};

// Who hears of it. What a callback is given is good until it returns. A fault ends the run.
struct qg_sink {
    void *user;
    // Each piece of the input that came to an event, in order, before anything is said of it. May
    // be NULL.
    enum qg_fault (*piece)(void *user, const struct qg_event *event);
    // Each record that was judged, before its findings and verdicts. May be NULL.
    enum qg_fault (*heading)(void *user, const struct qg_heading *heading);
    // May be NULL where worlds are heard: then what is wrong with the data is counted alone.
    enum qg_fault (*finding)(void *user, const struct qg_finding *finding);
    enum qg_fault (*verdict)(void *user, const struct qg_verdict *verdict);
    // Instead of both of these: each record as it is in every world. May be NULL.
    enum qg_fault (*worlds)(void *user, const struct qg_case_worlds *record);
    // What a listener took out of such a record on another thread (said.h).
    enum qg_fault (*extract)(void *user, const void *extract);
};

// Records are judged several at a time (walk.h); so many wait for each other.
enum { QG_RUN_CASES = 16 };

struct qg_waiting {
    struct qg_case of;
    struct qg_event event;
    struct qg_data_list data; // the event's, where it has any
    struct qg_str file;
};

struct qg_run {
    const struct qg_program *program;
    struct qg_run_options options;
    struct qg_sink sink;
    const struct qg_settings *settings;
    uint64_t seed;
    struct qg_views views;
    struct qg_waiting waiting[QG_RUN_CASES]; // those that wait to be judged come first
    uint32_t made, count;                    // that were ever needed; that wait
    struct qg_walk walk;
    struct qg_muster muster; // of all records so far
    struct qg_silencers *silencers;
    struct qg_arena arena; // what is said of one record
    struct qg_tally tally;
};

// `settings` and `program` must outlive the run.
enum qg_fault qg_run_init(struct qg_run *run, const struct qg_program *program,
                          const struct qg_settings *settings, const struct qg_run_options *options,
                          struct qg_sink sink, uint64_t seed);
void qg_run_free(struct qg_run *run);

// The record into which a reader is to decode next; QG_FAULT_MEMORY.
enum qg_fault qg_run_record(struct qg_record **out, struct qg_run *run);

// Takes an event of that reader. `file` names the input. What is said of a record may be said only
// later: the event's text, and `file`, must last until the next flush.
enum qg_fault qg_run_event(struct qg_run *run, const struct qg_event *event, struct qg_str file);

// Judges and reports all that waits.
enum qg_fault qg_run_flush(struct qg_run *run);

// Reports what concerns all records together, once, after the last flush.
enum qg_fault qg_run_finish(struct qg_run *run);

// Exchanges what the run has counted and gathered so far, nothing of which may be waiting, for what
// is given, which is empty: the run goes on as if nothing had been before.
void qg_run_hand_over(struct qg_run *run, struct qg_tally *tally, struct qg_muster *muster);

enum qg_fault qg_tally_init(struct qg_tally *tally, const struct qg_program *program);
void qg_tally_free(struct qg_tally *tally);
void qg_tally_add(struct qg_tally *into, const struct qg_tally *part,
                  const struct qg_program *program);

#endif
