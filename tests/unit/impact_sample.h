// SPDX-License-Identifier: Apache-2.0
//
// An impact made by hand for tests of its formats: two drafts, "d1" and "d2", two rules of one act
// (P35-b, to which d1 gave another text, and P48), and certifications as a test wants them.

#ifndef IMPACT_SAMPLE_H
#define IMPACT_SAMPLE_H

#include "impact_report.h"

struct impact_sample {
    struct qg_run_facts run;
    struct qg_impact_facts facts;
    struct qg_impact_writer writer;
    struct qg_text out;
    struct qg_finding late; // violated P35-b of certification c2 of dossier D-7
    struct qg_impact_finding differs;
    struct qg_impact_certification changed; // by d1: clean, then warranted, because of `late`
};

// Opens `format` (its own opening function) in language `lang`, begun.
void impact_sample_open(struct impact_sample *s, void (*format)(struct qg_impact_writer *w),
                        int lang);

// One more certification.
void impact_sample_tell(struct impact_sample *s);

// Ends the report, with totals that fit `late` told once: of d1 one newly unlawful of three.
// The text is good until close.
const char *impact_sample_end(struct impact_sample *s);
void impact_sample_close(struct impact_sample *s);

#endif
