// SPDX-License-Identifier: Apache-2.0

#include "annotation.h"

#include "date.h"
#include "utf8.h"
#include "words.h"

// Of what is missing so many pointers are named; all of them stand in the JSON report.
enum { POINTERS = 3 };

// ---- levels ----

const char *qg_level_name(enum qg_annotation_level level) {
    static const char *const names[QG_LEVELS] = {"error", "warning", "note"};
    return names[level];
}

// How many of the severities before `end` do not warrant re-certification.
static uint32_t harmless(const struct qg_program *program, uint32_t end) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < end; i++)
        count += !program->severities[i].warrants;
    return count;
}

enum qg_annotation_level qg_level_of_severity(const struct qg_program *program, int32_t severity) {
    if (severity == QG_NONE)
        return QG_LEVEL_WARNING;
    if (program->severities[severity].warrants)
        return QG_LEVEL_ERROR;
    uint32_t before = harmless(program, (uint32_t)severity);
    uint32_t all = harmless(program, program->severity_count);
    return 2 * before < all ? QG_LEVEL_WARNING : QG_LEVEL_NOTE;
}

int32_t qg_own_severity(const struct qg_rule *rule) {
    return rule->severity_fn != QG_NONE ? QG_NONE : rule->severity;
}

// D01… make a whole record unreadable (data.def).
enum qg_annotation_level qg_level_of_data(struct qg_str code) {
    return qg_str_starts(code, QG_STR("D01")) ? QG_LEVEL_ERROR : QG_LEVEL_WARNING;
}

enum qg_annotation_level qg_level_of(const struct qg_program *program,
                                     const struct qg_finding *finding) {
    if (finding->rule == QG_NONE)
        return qg_level_of_data(finding->data_code);
    return qg_level_of_severity(program, finding->severity);
}

bool qg_is_due(const struct qg_finding *finding) {
    bool stands = finding->outcome == QG_VIOLATED || finding->outcome == QG_UNDETERMINED;
    return stands && finding->silenced_by == QG_NONE && finding->excused == NULL;
}

// ---- places and words ----

const struct qg_location *qg_shown_place(const struct qg_finding *finding) {
    const struct qg_together *together = finding->together;
    if (finding->location.file.len == 0 && together != NULL && together->example_count > 0)
        return &together->examples[0].location;
    return &finding->location;
}

void qg_paragraph_add(struct qg_str paragraph, int lang, struct qg_text *out) {
    if (paragraph.len > 0 && paragraph.at[0] >= '0' && paragraph.at[0] <= '9')
        qg_text_printf(out, "%s ", qg_word(QG_WORD_PARAGRAPH, lang));
    qg_text_add(out, paragraph);
}

void qg_says_add(const struct qg_finding *finding, int lang, size_t limit, struct qg_text *out) {
    static const enum qg_word words[] = {
        [QG_GAP_MISSING] = QG_WORD_NOT_RECORDED,
        [QG_GAP_UNREADABLE] = QG_WORD_VALUE_UNREADABLE,
        [QG_GAP_OPEN] = QG_WORD_OPEN,
    };
    qg_clipped_add(out, finding->message[lang], limit);
    for (uint32_t i = 0; i < finding->missing_count && i < POINTERS; i++) {
        qg_text_printf(out, " – %s: ", qg_word(words[finding->gaps[i]], lang));
        qg_text_add(out, finding->missing[i]);
    }
    if (finding->missing_count > POINTERS)
        qg_text_addz(out, " …");
}

void qg_duty_add(const struct qg_program *program, const struct qg_rule *rule, int lang,
                 struct qg_text *out) {
    struct qg_pieces pieces =
        qg_message_pieces(program, rule->duty != QG_NONE ? rule->duty : rule->breach, lang);
    for (uint32_t i = 0; i < pieces.count; i++) {
        const struct qg_piece *piece = &pieces.at[i];
        if (piece->fn == QG_NONE && piece->figure == QG_FIGURE_NONE)
            qg_text_add(out, piece->text);
        else
            qg_text_addz(out, "…");
    }
}

void qg_excuse_add(const struct qg_excuse *excuse, int lang, struct qg_text *out) {
    char day[QG_DATE_TEXT];
    if (excuse->kind == QG_EXCUSE_BASELINE) {
        qg_text_addz(out, qg_word(QG_WORD_EXCUSED_BASELINE, lang));
        return;
    }
    qg_date_format(excuse->expires, day);
    qg_text_printf(out, "%s: ", qg_word(QG_WORD_EXCUSED_EXCEPTION, lang));
    qg_text_add(out, excuse->reason);
    qg_text_printf(out, "; %s: ", qg_word(QG_WORD_EXCUSE_OWNER, lang));
    qg_text_add(out, excuse->owner);
    qg_text_printf(out, "; %s: %s", qg_word(QG_WORD_EXCUSE_EXPIRES, lang), day);
}

void qg_clipped_add(struct qg_text *out, struct qg_str s, size_t limit) {
    const char *at = s.at, *end = s.len > 0 ? s.at + s.len : s.at;
    size_t before = out->len;
    while (at < end && out->len - before < limit) {
        uint32_t c = qg_utf8_decode(&at, end);
        qg_text_codepoint(out, c);
    }
    if (at < end)
        qg_text_addz(out, "…");
}
