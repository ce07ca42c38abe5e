// SPDX-License-Identifier: Apache-2.0

#include "explain.h"

#include "check_codes.h"
#include "data.h"
#include "grammar_codes.h"
#include "note.h"

// One code on its way to its explanation.
struct code {
    struct qg_str wanted;
    struct qg_notes notes;
    struct qg_note *root;
};

static bool tell(struct code *c, enum qg_word where, const char *kind, struct qg_str meaning) {
    c->root = qg_note_item(&c->notes, NULL, c->wanted, meaning);
    if (c->root != NULL)
        c->root->cited = qg_str_of(qg_word(where, c->notes.lang));
    qg_note_text(&c->notes, c->root, "kind", QG_WORDS, qg_str_of(kind));
    return true;
}

static bool tell_policy_code(struct code *c, const char *code, const char *title) {
    return qg_str_equal(qg_str_of(code), c->wanted) &&
           tell(c, QG_WORD_IN_POLICY, code[0] == 'W' ? "warning" : "error", qg_str_of(title));
}

static bool tell_data_code(struct code *c, enum qg_data_code code) {
    struct qg_data_finding example = {
        .code = code, .found = QG_STR("…"), .expected = QG_STR("…"), .number = QG_DATA_LIMIT};
    struct qg_text text = {0};
    if (!qg_str_equal(qg_data_code(code), c->wanted))
        return false;
    qg_data_message(&example, c->notes.lang, &text);
    return tell(c, QG_WORD_IN_DATA, "data", qg_note_keep(&c->notes, &text));
}

static bool tell_code(struct code *c) {
    bool found = false;
    for (int i = 0; i < QG_E_LIMIT && !found; i++)
        found = tell_policy_code(c, qg_code_text((enum qg_code)i), qg_code_title((enum qg_code)i));
    for (int i = 0; i < QG_GRAMMAR_CODE_COUNT && !found; i++)
        found = tell_policy_code(c, qg_grammar_code((enum qg_grammar_code)i),
                                 qg_grammar_title((enum qg_grammar_code)i));
    for (int i = 0; i < QG_DATA_CODES && !found; i++)
        found = tell_data_code(c, (enum qg_data_code)i);
    return found;
}

bool qg_explain_code(struct qg_str code, const struct qg_explain_options *options,
                     struct qg_text *out) {
    struct code c = {.wanted = code};
    qg_notes_init(&c.notes, NULL, options->lang);
    bool found = tell_code(&c);
    out->failed = out->failed || c.notes.failed;
    if (found && !c.notes.failed) {
        if (options->json)
            qg_note_json(c.root, out);
        else
            qg_note_print(c.root, out);
    }
    qg_notes_free(&c.notes);
    return found;
}
