// SPDX-License-Identifier: Apache-2.0

#include "message.h"

#include "date.h"
#include "redact.h"

static const char *const NOT_RECORDED[QG_LANGS] = {"not recorded", "не указано", "көрсетілмеген"};
static const char *const YES[QG_LANGS] = {"yes", "да", "иә"};
static const char *const NO[QG_LANGS] = {"no", "нет", "жоқ"};
static const char *const TO_THIS_DAY[QG_LANGS] = {"to this day", "по настоящее время",
                                                  "осы күнге дейін"};

// ISO in English, day first with points in Russian and Kazakh.
static void date_add(int32_t days, int lang, struct qg_text *out) {
    if (days == QG_DATE_ONGOING) {
        qg_text_addz(out, TO_THIS_DAY[lang]);
        return;
    }
    struct qg_ymd ymd = qg_date_split(days);
    if (lang == QG_LANG_EN)
        qg_text_printf(out, "%04d-%02d-%02d", ymd.year, ymd.month, ymd.day);
    else
        qg_text_printf(out, "%02d.%02d.%04d", ymd.day, ymd.month, ymd.year);
}

static void time_add(int32_t minutes, int lang, struct qg_text *out) {
    int32_t of_day = minutes % (24 * 60);
    date_add(qg_time_date(minutes), lang, out);
    qg_text_printf(out, " %02d:%02d", of_day / 60, of_day % 60);
}

// A day of the record, which may be one that is not to be known.
static void day_add(const struct qg_record *record, int32_t days, int lang, struct qg_text *out) {
    char name[QG_PSEUDONYM + 1];
    if (qg_redact_day(record, days, name))
        qg_text_addz(out, name);
    else
        date_add(days, lang, out);
}

static void known_add(const struct qg_record *record, struct qg_shape shape, int32_t value,
                      int lang, struct qg_text *out) {
    switch (shape.kind) {
    case QG_KIND_BOOL:
        qg_text_addz(out, value != 0 ? YES[lang] : NO[lang]);
        break;
    case QG_KIND_DATE:
        day_add(record, value, lang, out);
        break;
    case QG_KIND_TIME:
        time_add(value, lang, out);
        break;
    case QG_KIND_ENUM:
        qg_text_add(out, qg_enum_title(&record->schema->enums[shape.enumeration], value, lang));
        break;
    case QG_KIND_ID:
    case QG_KIND_TEXT:
        qg_text_add(out, qg_record_text(record, value));
        break;
    default:
        qg_text_number(out, value);
        break;
    }
}

void qg_value_add(const struct qg_record *record, struct qg_shape shape, struct qg_value value,
                  int lang, struct qg_text *out) {
    if (value.lo == value.hi)
        known_add(record, shape, value.lo, lang, out);
    else
        qg_text_addz(out, NOT_RECORDED[lang]);
}

void qg_message_add(struct qg_machine *m, int32_t at, const struct qg_value *args, int lang,
                    struct qg_text *out) {
    const struct qg_program *program = m->program;
    struct qg_pieces pieces = qg_message_pieces(program, at, lang);
    for (uint32_t i = 0; i < pieces.count; i++) {
        const struct qg_piece *piece = &pieces.at[i];
        if (piece->fn == QG_NONE) {
            qg_text_add(out, piece->text);
            continue;
        }
        struct qg_value value = qg_machine_value(m, piece->fn, args);
        qg_value_add(m->record, program->functions[piece->fn].result, value, lang, out);
    }
}
