// SPDX-License-Identifier: Apache-2.0
#include "sighting.h"

#include "data.h"
#include "subject.h"

void qg_sightings_init(struct qg_sightings *sightings, uint64_t seed) {
    *sightings = (struct qg_sightings){0};
    qg_intern_init(&sightings->texts, seed);
}

void qg_sightings_free(struct qg_sightings *sightings) {
    qg_intern_free(&sightings->texts);
    qg_vec_free(&sightings->items);
}

void qg_kept_add(struct qg_text *out, struct qg_str text) {
    struct qg_str kept = qg_data_excerpt(text.at, text.len);
    _Static_assert(QG_KEPT_BYTES == QG_DATA_EXCERPT, "what is kept is cut like any excerpt");
    qg_text_add(out, kept);
    if (kept.len < text.len)
        qg_text_addz(out, "…");
}

bool qg_sightings_text(struct qg_sightings *sightings, struct qg_str text, uint32_t *out) {
    *out = text.len > 0 ? qg_intern_add(&sightings->texts, text) : 0;
    return text.len == 0 || *out != 0;
}

static uint32_t push(struct qg_sightings *sightings, struct qg_sighting sighting) {
    return qg_vec_push(&sightings->items, sighting) ? sightings->items.len : 0;
}

// The record's id, shortened.
static bool record_text(struct qg_sightings *sightings, const struct qg_record *record,
                        uint32_t *out) {
    struct qg_text text = {0};
    qg_kept_add(&text, qg_region_id(record, record->type, (int32_t)QG_RECORD_ROOT));
    bool kept = !text.failed && qg_sightings_text(sightings, qg_text_str(&text), out);
    qg_text_free(&text);
    return kept;
}

uint32_t qg_sightings_add(struct qg_sightings *sightings, const struct qg_case *of,
                          struct qg_str pointer) {
    struct qg_location at = {.pointer = pointer};
    if (!qg_case_locate(of, &at))
        return 0;
    struct qg_sighting sighting = {.line = at.line, .column = at.column};
    if (!record_text(sightings, &of->record, &sighting.record) ||
        !qg_sightings_text(sightings, at.file, &sighting.file) ||
        !qg_sightings_text(sightings, pointer, &sighting.pointer))
        return 0;
    return push(sightings, sighting);
}

uint32_t qg_sightings_copy(struct qg_sightings *into, const struct qg_sightings *from,
                           uint32_t sighting) {
    if (sighting == 0)
        return 0;
    struct qg_sighting copy = from->items.at[sighting - 1];
    if (!qg_sightings_text(into, qg_intern_text(&from->texts, copy.record), &copy.record) ||
        !qg_sightings_text(into, qg_intern_text(&from->texts, copy.file), &copy.file) ||
        !qg_sightings_text(into, qg_intern_text(&from->texts, copy.pointer), &copy.pointer))
        return 0;
    return push(into, copy);
}

struct qg_elsewhere qg_sightings_at(const struct qg_sightings *sightings, uint32_t sighting) {
    const struct qg_sighting *s = &sightings->items.at[sighting - 1];
    return (struct qg_elsewhere){
        .record = qg_intern_text(&sightings->texts, s->record),
        .location = {.file = qg_intern_text(&sightings->texts, s->file),
                     .line = s->line,
                     .column = s->column,
                     .pointer = qg_intern_text(&sightings->texts, s->pointer)}};
}
