// SPDX-License-Identifier: Apache-2.0

#include "note.h"

void qg_notes_init(struct qg_notes *notes, const struct qg_sources *sources, int lang) {
    *notes = (struct qg_notes){.sources = sources, .lang = lang};
    qg_arena_init(&notes->arena, "notes");
}

void qg_notes_free(struct qg_notes *notes) {
    qg_arena_free(&notes->arena);
}

struct qg_str qg_note_keep(struct qg_notes *notes, struct qg_text *text) {
    struct qg_str copy = {qg_arena_copy(&notes->arena, text->at != NULL ? text->at : "", text->len),
                          text->len};
    notes->failed = notes->failed || text->failed || copy.at == NULL;
    qg_text_free(text);
    return copy.at != NULL ? copy : (struct qg_str){0};
}

// ---- building ----

struct qg_note *qg_note_add(struct qg_notes *notes, struct qg_note *parent, enum qg_note_form form,
                            const char *key, enum qg_word word) {
    struct qg_note *note = qg_arena_alloc(&notes->arena, sizeof *note);
    if (note == NULL) {
        notes->failed = true;
        return NULL;
    }
    *note = (struct qg_note){.form = form, .key = key};
    note->label = word < QG_WORDS ? qg_word(word, notes->lang) : NULL;
    if (parent == NULL)
        return note;
    if (parent->last == NULL)
        parent->first = note;
    else
        parent->last->next = note;
    parent->last = note;
    return note;
}

void qg_note_text(struct qg_notes *notes, struct qg_note *parent, const char *key,
                  enum qg_word word, struct qg_str text) {
    struct qg_note *note =
        text.len > 0 ? qg_note_add(notes, parent, QG_NOTE_TEXT, key, word) : NULL;
    if (note != NULL)
        note->text = text;
}

void qg_note_flag(struct qg_notes *notes, struct qg_note *parent, const char *key,
                  enum qg_word word) {
    (void)qg_note_add(notes, parent, QG_NOTE_FLAG, key, word);
}

void qg_note_cell(struct qg_notes *notes, struct qg_note *row, struct qg_str text) {
    qg_note_text(notes, row, NULL, QG_WORDS, text);
}

struct qg_note *qg_note_item(struct qg_notes *notes, struct qg_note *list, struct qg_str name,
                             struct qg_str text) {
    struct qg_note *item = qg_note_add(notes, list, QG_NOTE_ITEM, NULL, QG_WORDS);
    if (item != NULL) {
        item->name = name;
        item->text = text;
    }
    return item;
}

// ---- places ----

void qg_note_place(const struct qg_notes *notes, struct qg_note *note, struct qg_span span) {
    struct qg_file_place written = qg_sources_place(notes->sources, span);
    if (note == NULL || written.name.len == 0)
        return;
    note->file = written.name;
    note->line = written.place.line;
}

struct qg_str qg_note_lines(const struct qg_notes *notes, struct qg_span span) {
    const struct qg_source *source = qg_sources_at(notes->sources, span.source);
    if (source == NULL)
        return (struct qg_str){0};
    size_t start = span.start, end = span.end;
    while (start > 0 && source->text.at[start - 1] != '\n')
        start--;
    while (end < source->text.len && source->text.at[end] != '\n')
        end++;
    return qg_str_slice(source->text, start, end);
}
