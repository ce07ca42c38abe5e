// SPDX-License-Identifier: Apache-2.0
//
// Redaction: reports that do not give away whom they are about. Every id and text of a record gives
// way to a pseudonym as soon as the record is read, before it is judged. Whatever prints a value
// later, a message, a fact, a subject, a sighting, finds nothing else; so none of them can forget
// to ask, and none of them pays for it when nothing is redacted. Rules compare symbols, not bytes,
// so that outcomes are the same.
//
// A pseudonym is a keyed digest (hmac.h): the same text has the same one everywhere, in every run
// with that key, and nobody without the key can tell or test what it stands for. What stays: words
// of enums, texts that the policy itself names (a rule compares with them), numbers, truths, times
// and dates. Dates of birth do not: a day on which a field with "birth" or "born" in its name says
// that somebody in the record was born is shown as a pseudonym too, wherever it is printed.
#ifndef QG_REDACT_H
#define QG_REDACT_H

#include "data.h"
#include "hmac.h"
#include "record.h"

// "p-" and 64 bits in hexadecimal: among a million texts two would share one in one run of 40
// million.
enum { QG_PSEUDONYM = 18 };

struct qg_redaction {
    struct qg_hmac hmac; // with its key
};

void qg_redaction_init(struct qg_redaction *out, struct qg_str key);

// The pseudonym of a text, with a NUL; of the empty text, which says nothing, the empty text.
void qg_redaction_name(const struct qg_redaction *redaction, struct qg_str text,
                       char out[QG_PSEUDONYM + 1]);

// Gives every text of a record its pseudonym; false if memory is out. The redaction must outlive
// the record's contents, to which nothing is to be added.
bool qg_redact_record(const struct qg_redaction *redaction, struct qg_record *record);

// Whether the day is to be shown as a pseudonym, and that.
bool qg_redact_day(const struct qg_record *record, int32_t day, char out[QG_PSEUDONYM + 1]);

// Replaces what a data finding quotes of the input: the value found, unless it is a mere `true`, a
// bracket or the name of a field, and a key that `schema` does not know. Of a text in quotes it is
// the pseudonym that the text has elsewhere. New texts go to `arena`; false if memory is out.
bool qg_redact_data(const struct qg_redaction *redaction, const struct qg_schema *schema,
                    struct qg_arena *arena, struct qg_data_finding *finding);

#endif
