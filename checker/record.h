// SPDX-License-Identifier: Apache-2.0
//
// One decoded record: regions of slots laid out by the program's schema, and the symbols (ids
// and texts) that occur in it. A record is reused for the next one (qg_record_reset): memory
// stays at the size of the largest record seen, however many pass.
//
// References are indices into `slots`; 0 is "none". Region 1 is the record itself. A value that
// contradicts its type is QG_SLOT_UNREADABLE; so is every field of an object that does, so that
// whoever loads a field of it finds "unknown" without asking how that came about.
#ifndef QG_RECORD_H
#define QG_RECORD_H

#include "arena.h"
#include "fault.h"
#include "schema.h"
#include "str.h"
#include "symtab.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>
#include <stdint.h>

// The most slots a record may take (128 MB). A dossier takes some 2000; the limit keeps a record
// of nothing but "{},{},…" from multiplying its size.
#define QG_RECORD_SLOTS_LIMIT ((uint32_t)1 << 25)

struct qg_redaction;

// The region of the record itself.
#define QG_RECORD_ROOT 1u

struct qg_record {
    const struct qg_schema *schema;
    int32_t *slots;     // owned
    uint32_t used, cap; // slots[0] is reserved
    bool full;          // an allocation was refused for QG_RECORD_SLOTS_LIMIT's sake
    struct qg_symtab symbols;
    struct qg_arena bytes;    // texts that are not in the input as they are (escapes)
    uint16_t type;            // index of the record's type
    uint32_t export_sections; // mask attested by the export header; ORed into every attestation
    const struct qg_redaction *redaction; // NULL: the texts are those that were read (redact.h)
    QG_VEC(int32_t) births;               // under redaction: days on which somebody was born
};

// Prepares an empty record for `schema`; `seed` varies hashing only, never a result.
enum qg_fault qg_record_init(struct qg_record *record, const struct qg_schema *schema,
                             uint64_t seed);

// The same for a record of the same kind as `lender`, which must outlive it, that is never read
// into at the same time: it finds its symbols through the other's buckets (symtab.h).
enum qg_fault qg_record_init_beside(struct qg_record *record, const struct qg_record *lender);
void qg_record_reset(struct qg_record *record);
void qg_record_free(struct qg_record *record);

// Appends a fresh region of `type` (a copy of its image); returns its reference, 0 if out of
// memory or past QG_RECORD_SLOTS_LIMIT. `owner` is the region it hangs below (0 for the record).
uint32_t qg_record_region(struct qg_record *record, uint16_t type, uint32_t owner, int32_t field,
                          int32_t index);

// Appends `count` raw slots (a list block, scalar elements), all 0; returns the first, 0 on
// failure.
uint32_t qg_record_slots(struct qg_record *record, uint32_t count);

// Appends one slot that holds `value`; returns it, 0 on failure.
static inline uint32_t qg_record_push(struct qg_record *record, int32_t value) {
    uint32_t slot = record->used < record->cap ? record->used++ : qg_record_slots(record, 1);
    if (slot != 0)
        record->slots[slot] = value;
    return slot;
}

// Makes a field unreadable; an embedded object with everything in it.
void qg_record_spoil(struct qg_record *record, uint32_t ref, const struct qg_field *field);

// Makes the region at `ref`, which is of `type`, unreadable with everything in it.
void qg_record_spoil_region(struct qg_record *record, uint32_t ref, uint16_t type);

// The symbol of a text; `stays` says that `text` outlives the record (it points into the input
// buffer), otherwise its bytes are copied. 0 on failure.
uint32_t qg_record_symbol(struct qg_record *record, struct qg_str text, bool stays);
struct qg_str qg_record_text(const struct qg_record *record, int32_t symbol);

// The type of the region at `ref`.
uint16_t qg_record_type(const struct qg_record *record, uint32_t ref);

// The region that the one at `ref` hangs below; 0 for the record itself.
uint32_t qg_record_owner(const struct qg_record *record, uint32_t ref);

// The section whose attestation settles the absence of `field` in the region at `ref`: the
// field's own where it is one, else that of the nearest field above that is one; -1: none can.
int32_t qg_record_section(const struct qg_record *record, uint32_t ref, int32_t field);

// The sections attested for the region at `ref`: the union of every `complete` on the way up to
// the record, and the export's.
uint32_t qg_record_attested(const struct qg_record *record, uint32_t ref);

// Appends the JSON Pointer of the region at `ref` (and of one of its fields, or -1), relative to
// the record: "/certifications/0/hearings/1/present_ids".
void qg_record_pointer(const struct qg_record *record, uint32_t ref, int32_t field,
                       struct qg_text *out);

// Appends "/name" as a JSON Pointer writes it: "~" as "~0", "/" as "~1".
void qg_pointer_add(struct qg_text *out, struct qg_str name);

static inline int32_t qg_record_slot(const struct qg_record *record, uint32_t ref, uint32_t slot) {
    return record->slots[ref + slot];
}

#endif
