// SPDX-License-Identifier: Apache-2.0
//
// What every report format is: a writer that hears of the run's beginning, of each finding and
// verdict as it is found, and of the end, and appends bytes to an output. Writers keep nothing of
// what passes, so that a report's size never shows in memory; the one thing JSON needs later (the
// verdicts) waits in a spool that goes to an unnamed temporary file when it grows.

#ifndef QG_WRITER_H
#define QG_WRITER_H

#include "fault.h"
#include "finding.h"
#include "heading.h"
#include "links.h"
#include "spares.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

// Where the bytes go; returns a fault when they cannot.
struct qg_output {
    void *user;
    enum qg_fault (*write)(void *user, const char *at, size_t len);
};

// Hands on what was gathered in `text`, if there is enough for one go, or `all` of it.
enum qg_fault qg_output_flush(const struct qg_output *output, struct qg_text *text, bool all);

// Who is told what concerns a report and belongs in none, such as that it is larger than those whom
// it is for take. One line, without its end. `say` may be NULL.
struct qg_aside {
    void *user;
    void (*say)(void *user, struct qg_str line);
};

// The circumstances of a run, printed in every report.
struct qg_run_facts {
    const struct qg_program *program;
    const char *version;
    int32_t as_of;                     // date, or QG_NONE
    const struct qg_value *parameters; // [program->parameter_count]
    const uint16_t *readings;          // [program->reading_count]
    int lang;                          // of messages and of the report's own words
    bool colour;                       // ANSI colours (text only)
    const struct qg_links *links;      // places are links (text only); NULL: they are not
    bool statistics;                   // counts by rule and by what rules share (text only)
    bool strict_readings;
    struct qg_aside aside;
    struct qg_spares *spares; // for what must wait (spool.h); NULL: opened when it is needed
    bool show_excused;        // findings that do not count (text only; the other formats mark them)
};

// What a format needs beyond findings and verdicts, a bit each; making it takes time.
enum qg_wants {
    QG_WANTS_HEADINGS = 1,  // to hear of each record first
    QG_WANTS_LANGUAGES = 2, // messages in every language, not in that of the run alone
    QG_WANTS_REMEDIES = 4   // to hear what is to be done about a verdict, and by when
};

struct qg_writer {
    unsigned wants; // enum qg_wants; of the format
    const struct qg_run_facts *facts;
    struct qg_output output;
    struct qg_text text; // bytes not yet passed on
    void *state;         // of the format
    // Whether the format can be had on this machine, asked before anything is read; or NULL.
    // QG_FAULT_WRITE, with the reason in `problem`.
    enum qg_fault (*ready)(struct qg_writer *w, struct qg_text *problem);
    enum qg_fault (*begin)(struct qg_writer *w);
    enum qg_fault (*heading)(struct qg_writer *w, const struct qg_heading *heading); // or NULL
    enum qg_fault (*finding)(struct qg_writer *w, const struct qg_finding *finding);
    enum qg_fault (*verdict)(struct qg_writer *w, const struct qg_verdict *verdict);
    enum qg_fault (*end)(struct qg_writer *w, const struct qg_tally *tally);
    void (*free)(struct qg_writer *w);
};

// Begins a report in one of the formats. False for a name that is none. `facts` must stay.
bool qg_writer_open(struct qg_writer *w, const char *format, const struct qg_run_facts *facts,
                    struct qg_output output);
void qg_writer_close(struct qg_writer *w);
const char *const *qg_writer_formats(void); // names, NULL at the end

// For formats: says a line beside the report.
void qg_writer_say(const struct qg_writer *w, struct qg_str line);

// For formats: passes the text on when there is a good deal of it, or all of it.
enum qg_fault qg_writer_flush(struct qg_writer *w, bool all);

// The formats' own openings.
#define QG_FORMAT(name, opening) void opening(struct qg_writer *w);
#include "formats.def"
#undef QG_FORMAT

#endif
