// SPDX-License-Identifier: Apache-2.0
//
// `text` of a sweep: a line for each value, with a bar of how many certifications it changes. The
// value as it stands has an asterisk.

#include "sweep_report.h"

#include "date.h"
#include "shown.h"
#include "words.h"

#include "utf8.h"

#include <inttypes.h>

enum { COLUMNS = 6, NARROWEST = 6, BAR = 30, EIGHTHS = 8 };

static const enum qg_word headings[COLUMNS] = {QG_WORD_AFFECTED,     QG_WORD_NEWLY_UNLAWFUL,
                                               QG_WORD_NEWLY_LAWFUL, QG_WORD_NEWLY_OPEN,
                                               QG_WORD_VIOLATED,     QG_WORD_UNDETERMINED};

static uint64_t number_of(const struct qg_sweep_point *point, int column) {
    const struct qg_impact_world *world = &point->world;
    const uint64_t numbers[COLUMNS] = {
        qg_sweep_affected(point),       world->turns[QG_IMPACT_UNLAWFUL],
        world->turns[QG_IMPACT_LAWFUL], world->turns[QG_IMPACT_OPEN],
        world->findings[QG_VIOLATED],   world->findings[QG_UNDETERMINED]};
    return numbers[column];
}

static const char *word(const struct qg_sweep_report *sweep, enum qg_word which) {
    return qg_word(which, sweep->run->lang);
}

static size_t width_of(struct qg_str s) {
    return qg_utf8_count(s.at, s.len);
}

// Text in a column: numbers and their headings to the right.
static void left(struct qg_text *out, struct qg_str s, size_t width) {
    size_t taken = width_of(s);
    qg_shown_add(out, s);
    qg_text_fill(out, ' ', taken < width ? width - taken : 0);
}

static void right(struct qg_text *out, struct qg_str s, size_t width) {
    size_t taken = width_of(s);
    qg_text_fill(out, ' ', taken < width ? width - taken : 0);
    qg_text_add(out, s);
}

static size_t column_width(const struct qg_sweep_report *sweep, int column) {
    size_t width = width_of(qg_str_of(word(sweep, headings[column])));
    return width > NARROWEST ? width : NARROWEST;
}

static size_t value_width(const struct qg_sweep_report *sweep) {
    size_t width = width_of(qg_str_of(word(sweep, QG_WORD_VALUE)));
    for (uint32_t i = 0; i < sweep->point_count; i++) {
        size_t other = width_of(sweep->points[i].value);
        width = other > width ? other : width;
    }
    return width;
}

static void bar(struct qg_text *out, uint64_t affected, uint64_t most) {
    static const char *const blocks[EIGHTHS] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    uint32_t eighths =
        most == 0 ? 0 : (uint32_t)((double)affected / (double)most * BAR * EIGHTHS + 0.5);
    if (affected > 0 && eighths == 0)
        eighths = 1;
    if (eighths == 0)
        return;
    qg_text_addz(out, "  ");
    for (uint32_t i = 0; i < eighths / EIGHTHS; i++)
        qg_text_addz(out, "█");
    qg_text_addz(out, blocks[eighths % EIGHTHS]);
}

static void heading(const struct qg_sweep_report *sweep, struct qg_text *out) {
    qg_text_addz(out, "  ");
    left(out, qg_str_of(word(sweep, QG_WORD_VALUE)), value_width(sweep));
    for (int c = 0; c < COLUMNS; c++) {
        qg_text_addz(out, "  ");
        right(out, qg_str_of(word(sweep, headings[c])), column_width(sweep, c));
    }
    qg_text_char(out, '\n');
}

static void line(const struct qg_sweep_report *sweep, const struct qg_sweep_point *point,
                 struct qg_text *out) {
    qg_text_addz(out, point->stands ? "* " : "  ");
    left(out, point->value, value_width(sweep));
    for (int c = 0; c < COLUMNS; c++)
        qg_text_printf(out, "  %*" PRIu64, (int)column_width(sweep, c), number_of(point, c));
    bar(out, qg_sweep_affected(point), qg_sweep_most_affected(sweep));
    qg_text_char(out, '\n');
}

static void circumstances(const struct qg_sweep_report *sweep, struct qg_text *out) {
    char date[QG_DATE_TEXT];
    uint64_t certifications = sweep->point_count > 0 ? sweep->points[0].world.certifications : 0;
    qg_text_printf(out, "* %s\n\n", word(sweep, QG_WORD_STANDS));
    qg_text_printf(out, "%s: %" PRIu64 " (%s: %" PRIu64 ", %s: %" PRIu64 ")\n",
                   word(sweep, QG_WORD_RECORDS), sweep->records, word(sweep, QG_WORD_NOT_AUDITED),
                   sweep->not_audited, word(sweep, QG_WORD_UNREADABLE), sweep->unreadable);
    qg_text_printf(out, "%s: %" PRIu64 "\n", word(sweep, QG_WORD_CERTIFICATIONS), certifications);
    if (sweep->run->as_of == QG_NONE)
        return;
    qg_date_format(sweep->run->as_of, date);
    qg_text_printf(out, "%s: %s\n", word(sweep, QG_WORD_AS_OF), date);
}

void qg_sweep_text(const struct qg_sweep_report *sweep, struct qg_text *out) {
    qg_shown_add(out, sweep->act);
    qg_text_addz(out, ": ");
    qg_shown_add(out, sweep->change);
    qg_text_addz(out, " …\n\n");
    heading(sweep, out);
    for (uint32_t i = 0; i < sweep->point_count; i++)
        line(sweep, &sweep->points[i], out);
    circumstances(sweep, out);
}
