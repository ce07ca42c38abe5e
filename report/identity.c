// SPDX-License-Identifier: Apache-2.0

#include "identity.h"

#include "facts.h"

#include <inttypes.h>

static bool is_plain(struct qg_str name) {
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        if (c <= ' ' || c == 0x7f || c == '"' || c == '/' || c == '#')
            return false;
    }
    return name.len > 0;
}

static void add_name(struct qg_text *out, struct qg_str name) {
    if (is_plain(name))
        qg_text_add(out, name);
    else
        qg_json_quote(out, name);
}

static void add_rule(const struct qg_program *program, const struct qg_finding *finding,
                     bool paragraph, struct qg_text *out) {
    if (finding->rule == QG_NONE) {
        qg_text_addz(out, "data ");
        qg_text_add(out, finding->data_code);
        return;
    }
    const struct qg_rule *rule = &program->rules[finding->rule];
    qg_text_add(out, program->acts[rule->act].name);
    qg_text_char(out, ' ');
    if (paragraph) {
        qg_text_add(out, rule->paragraph);
        qg_text_char(out, ' ');
    }
    qg_text_add(out, rule->id);
}

void qg_identity_rule(const struct qg_program *program, const struct qg_finding *finding,
                      struct qg_text *out) {
    add_rule(program, finding, false, out);
}

void qg_identity_citation(const struct qg_program *program, const struct qg_finding *finding,
                          struct qg_text *out) {
    add_rule(program, finding, true, out);
}

static void add_record(const struct qg_finding *finding, struct qg_text *out) {
    const struct qg_location *at = &finding->location;
    qg_text_addz(out, "record ");
    if (finding->subject_count > 0 && finding->subject[0].id.len > 0) {
        add_name(out, finding->subject[0].id);
        return;
    }
    qg_text_addz(out, "at ");
    add_name(out, at->file);
    qg_text_printf(out, "#%" PRIu64, at->line);
}

static void add_element(const struct qg_subject *element, struct qg_text *out) {
    qg_text_addz(out, " / ");
    add_name(out, element->noun);
    qg_text_char(out, ' ');
    if (element->id.len > 0)
        add_name(out, element->id);
    else
        qg_text_printf(out, "#%" PRId32, element->index);
}

static void add_group(const struct qg_together *together, struct qg_text *out) {
    qg_text_addz(out, "together ");
    add_name(out, together->noun);
    qg_text_addz(out, " / ");
    add_name(out, together->group);
}

void qg_identity_subject(const struct qg_finding *finding, struct qg_text *out) {
    if (finding->together != NULL) {
        add_group(finding->together, out);
        return;
    }
    add_record(finding, out);
    for (uint8_t i = 1; i < finding->subject_count; i++)
        add_element(&finding->subject[i], out);
    if (finding->rule == QG_NONE && finding->location.pointer.len > 0) {
        qg_text_addz(out, " / at ");
        add_name(out, finding->location.pointer);
    }
}

bool qg_identity_digest(const struct qg_program *program, const struct qg_finding *finding,
                        char out[QG_SHA256_HEX + 1]) {
    struct qg_text text = {0};
    struct qg_sha256 sha;
    qg_identity_rule(program, finding, &text);
    qg_text_char(&text, '\n');
    qg_identity_subject(finding, &text);
    qg_sha256_init(&sha);
    qg_sha256_add(&sha, qg_text_str(&text));
    qg_sha256_end(&sha, out);
    bool kept = !text.failed;
    qg_text_free(&text);
    return kept;
}
