// SPDX-License-Identifier: Apache-2.0
//
// Notes: what is told of a rule, a paragraph, a reading, as a tree that is then written as text or
// as JSON. It is built once, so the two cannot tell different things; a note that turns out empty
// (a list without items) is left out of the text.
//
// All texts are borrowed from the policy or kept in the arena of the tree. When memory runs out,
// notes are NULL, every call takes that in silence, and `failed` says so in the end.

#ifndef QG_NOTE_H
#define QG_NOTE_H

#include "arena.h"
#include "lang.h"
#include "source.h"
#include "str.h"
#include "text.h"
#include "words.h"

#include <stdbool.h>
#include <stdint.h>

enum qg_note_form {
    QG_NOTE_TEXT,  // `text`
    QG_NOTE_FLAG,  // it is so; in the text beside the name of the item it belongs to
    QG_NOTE_ROW,   // texts, on one line
    QG_NOTE_LIST,  // items; a single one that is one line stands beside the heading
    QG_NOTE_BARE,  // items, in the text without their heading
    QG_NOTE_GROUP, // members
    QG_NOTE_ITEM,  // `name`, `text` and `place` as far as there are any, and members
    QG_NOTE_SOURCE // `text` as it stands at `place`, indented
};

struct qg_note {
    enum qg_note_form form;
    const char *key;   // the member of JSON; NULL in a row or list, and for the text alone
    const char *label; // the heading in the text; NULL: for JSON alone
    struct qg_str name, text;
    struct qg_str cited; // in the text beside the name; JSON has members of their own for it
    struct qg_str file;  // of the place; empty: none
    uint64_t line;
    struct qg_note *first, *last, *next;
};

struct qg_notes {
    struct qg_arena arena; // owns the notes and what qg_note_keep was given
    const struct qg_sources *sources;
    int lang;    // enum qg_lang
    bool failed; // memory ran out
};

void qg_notes_init(struct qg_notes *notes, const struct qg_sources *sources, int lang);
void qg_notes_free(struct qg_notes *notes);

// A copy of a text that was built, which is freed; empty when memory is out.
struct qg_str qg_note_keep(struct qg_notes *notes, struct qg_text *text);

// Adds a note below `parent` (NULL: a root) under the heading `word` (QG_WORDS: none).
struct qg_note *qg_note_add(struct qg_notes *notes, struct qg_note *parent, enum qg_note_form form,
                            const char *key, enum qg_word word);

// The usual ones. An empty text is not added.
void qg_note_text(struct qg_notes *notes, struct qg_note *parent, const char *key,
                  enum qg_word word, struct qg_str text);
void qg_note_flag(struct qg_notes *notes, struct qg_note *parent, const char *key,
                  enum qg_word word);
void qg_note_cell(struct qg_notes *notes, struct qg_note *row, struct qg_str text);
struct qg_note *qg_note_item(struct qg_notes *notes, struct qg_note *list, struct qg_str name,
                             struct qg_str text);

// Says where in the policy a note belongs.
void qg_note_place(const struct qg_notes *notes, struct qg_note *note, struct qg_span span);

// The whole lines that a span touches; empty for one that lies nowhere.
struct qg_str qg_note_lines(const struct qg_notes *notes, struct qg_span span);

// Appends the tree of a root: an item whose members are not indented, or one JSON object.
void qg_note_print(const struct qg_note *root, struct qg_text *out);
void qg_note_json(const struct qg_note *root, struct qg_text *out);

#endif
