// SPDX-License-Identifier: Apache-2.0

#include "inspection.h"

#include "inspection_cells.h"
#include "keeper.h"
#include "shown.h"
#include "words.h"

#include <inttypes.h>

// ---- one record after the other ----

void qg_inspection_init(struct qg_inspection *i, const struct qg_run_facts *facts) {
    *i = (struct qg_inspection){.facts = facts};
    qg_arena_init(&i->arena, "inspection of a record");
}

static void free_part(struct qg_inspection_part *part) {
    struct qg_text *const texts[] = {&part->conclusion, &part->remedies, &part->notes,
                                     &part->moments,    &part->breaches, &part->open,
                                     &part->unreadable};
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++)
        qg_text_free(texts[t]);
    for (uint32_t w = 0; w < part->wants.len; w++)
        qg_text_free(&part->wants.at[w].rules);
    qg_vec_free(&part->wants);
}

void qg_inspection_reset(struct qg_inspection *i) {
    for (uint32_t p = 0; p < i->parts.len; p++)
        free_part(&i->parts.at[p]);
    i->parts.len = i->labels.len = 0;
    qg_arena_reset(&i->arena);
    i->noun = i->id = i->title = i->body = i->body_name = i->person = (struct qg_str){0};
    i->begun = false;
    i->breaches = i->open = i->readings = 0;
    for (int v = 0; v < QG_VERDICTS; v++)
        i->verdicts[v] = 0;
}

void qg_inspection_free(struct qg_inspection *i) {
    qg_inspection_reset(i);
    qg_vec_free(&i->parts);
    qg_vec_free(&i->labels);
    qg_arena_free(&i->arena);
}

static struct qg_str keep(struct qg_inspection *i, struct qg_str s) {
    const char *copy = qg_arena_copy(&i->arena, s.at, s.len);
    i->failed = i->failed || copy == NULL;
    return (struct qg_str){copy, copy != NULL ? s.len : 0};
}

bool qg_inspection_is_other(const struct qg_inspection *i, struct qg_str noun, struct qg_str id) {
    return !i->begun || !qg_str_equal(i->noun, noun) || !qg_str_equal(i->id, id);
}

void qg_inspection_begin(struct qg_inspection *i, struct qg_str noun, struct qg_str id) {
    qg_inspection_reset(i);
    i->begun = true;
    i->noun = keep(i, noun);
    i->id = keep(i, id);
    i->title = i->noun;
}

// ---- parts ----

// Of a title only the words in the reader's language are kept.
static struct qg_str titled(struct qg_inspection *i, const struct qg_subject *subject) {
    struct qg_str title = {0};
    if (subject->title != NULL)
        title = qg_phrase_in(subject->title, i->facts->lang);
    return keep(i, title.len > 0 ? title : subject->noun);
}

static struct qg_inspection_part *add_part(struct qg_inspection *i,
                                           const struct qg_subject *subject) {
    struct qg_inspection_part part = {.of = {.index = -1}};
    if (subject != NULL)
        part.of = (struct qg_subject){.noun = titled(i, subject),
                                      .is_number = subject->is_number,
                                      .id = keep(i, subject->id),
                                      .index = subject->index};
    if (!qg_vec_push(&i->parts, part))
        i->failed = true;
    return i->failed ? NULL : &i->parts.at[i->parts.len - 1];
}

// The part about an element of the record (NULL: the record as a whole), new or known; NULL where
// memory is out.
static struct qg_inspection_part *part_of(struct qg_inspection *i,
                                          const struct qg_subject *subject) {
    if (i->parts.len == 0 && add_part(i, NULL) == NULL)
        return NULL;
    if (subject == NULL || subject->index < 0)
        return &i->parts.at[0];
    for (uint32_t p = 1; p < i->parts.len; p++) {
        const struct qg_subject *of = &i->parts.at[p].of;
        if (of->index == subject->index && qg_str_equal(of->id, subject->id))
            return &i->parts.at[p];
    }
    return add_part(i, subject);
}

// ---- headings ----

static void moment_date(const struct qg_inspection *i, const struct qg_moment *moment,
                        struct qg_text *out) {
    qg_inspection_date(i->facts, moment->from, out);
    if (moment->to == moment->from)
        return;
    qg_text_addz(out, " –\n");
    qg_inspection_date(i->facts, moment->to, out);
}

// "term P35-b", "notice served"
static void moment_event(const struct qg_inspection *i, const struct qg_moment *moment,
                         struct qg_text *out) {
    if (moment->term)
        qg_text_addz(out, qg_word(QG_WORD_ACT_TERM, i->facts->lang));
    if (moment->rule != QG_NONE) {
        qg_text_char(out, ' ');
        qg_shown_add(out, i->facts->program->rules[moment->rule].id);
    }
    if (moment->title == NULL)
        return;
    qg_text_addz(out, moment->term ? ": " : "");
    qg_shown_add(out, qg_phrase_in(moment->title, i->facts->lang));
}

// What happened on one day, or in one period, stands in one row.
static void add_moments(struct qg_inspection *i, const struct qg_course *course,
                        struct qg_text *out) {
    for (uint32_t m = 0, next; m < course->count; m = next) {
        const struct qg_moment *first = &course->moments[m];
        struct qg_text date = {0}, event = {0};
        moment_date(i, first, &date);
        for (next = m; next < course->count && course->moments[next].from == first->from &&
                       course->moments[next].to == first->to;
             next++) {
            qg_text_addz(&event, event.len > 0 ? "; " : "");
            moment_event(i, &course->moments[next], &event);
        }
        const struct qg_paper_block row = {
            .kind = QG_BLOCK_ROW, .count = 2, .cells = {qg_text_str(&date), qg_text_str(&event)}};
        qg_paper_add(out, &row);
        i->failed = i->failed || date.failed || event.failed;
        qg_text_free(&date);
        qg_text_free(&event);
    }
}

static void add_labels(struct qg_inspection *i, const struct qg_course *course) {
    for (uint32_t m = 0; m < course->count; m++) {
        const struct qg_moment *moment = &course->moments[m];
        if (moment->term || moment->title == NULL)
            continue;
        const struct qg_inspection_named label = {
            keep(i, moment->pointer), keep(i, qg_phrase_in(moment->title, i->facts->lang))};
        i->failed = i->failed || !qg_vec_push(&i->labels, label);
    }
}

struct qg_str qg_inspection_label(const struct qg_inspection *i, struct qg_str pointer) {
    for (uint32_t l = 0; l < i->labels.len; l++)
        if (qg_str_equal(i->labels.at[l].pointer, pointer))
            return i->labels.at[l].title;
    return (struct qg_str){0};
}

void qg_inspection_heading(struct qg_inspection *i, const struct qg_heading *heading) {
    qg_inspection_begin(i, heading->record.noun, heading->record.id);
    i->title = titled(i, &heading->record);
    i->body = keep(i, heading->body);
    i->body_name = keep(i, heading->body_name);
    i->person = keep(i, heading->person);
    for (uint32_t c = 0; c < heading->course_count; c++) {
        const struct qg_course *course = &heading->courses[c];
        struct qg_inspection_part *part = part_of(i, &course->of);
        if (part != NULL)
            add_moments(i, course, &part->moments);
        add_labels(i, course);
    }
}

// ---- findings ----

static struct qg_inspection_want *want_of(struct qg_inspection *i, struct qg_inspection_part *part,
                                          struct qg_str pointer, enum qg_gap gap) {
    for (uint32_t w = 0; w < part->wants.len; w++)
        if (qg_str_equal(part->wants.at[w].pointer, pointer))
            return &part->wants.at[w];
    struct qg_inspection_want want = {.keeper = qg_keeper_of(i->facts->program, i->noun, pointer),
                                      .pointer = keep(i, pointer),
                                      .gap = gap};
    if (!qg_vec_push(&part->wants, want))
        i->failed = true;
    return i->failed ? NULL : &part->wants.at[part->wants.len - 1];
}

static void add_wants(struct qg_inspection *i, struct qg_inspection_part *part,
                      const struct qg_finding *f) {
    const struct qg_rule *rule = &i->facts->program->rules[f->rule];
    for (uint32_t m = 0; m < f->missing_count; m++) {
        struct qg_inspection_want *want = want_of(i, part, f->missing[m], f->gaps[m]);
        if (want == NULL || qg_str_contains(qg_text_str(&want->rules), rule->id))
            continue;
        qg_text_addz(&want->rules, want->rules.len > 0 ? ", " : "");
        qg_shown_add(&want->rules, rule->id);
    }
}

static void note_readings(struct qg_inspection *i, const struct qg_finding *f) {
    const struct qg_program *program = i->facts->program;
    for (uint32_t r = 0; r < f->reading_count; r++)
        for (uint32_t k = 0; k < program->reading_count && k < QG_READING_LIMIT; k++)
            if (qg_str_equal(program->readings[k].name, f->readings[r].reading))
                i->readings |= UINT64_C(1) << k;
}

void qg_inspection_finding(struct qg_inspection *i, const struct qg_finding *f) {
    bool breach = f->outcome == QG_VIOLATED;
    bool element = f->subject_count > 1 && !f->subject[1].is_number;
    struct qg_inspection_part *part = part_of(i, element ? &f->subject[1] : NULL);
    if (part == NULL || f->silenced_by != QG_NONE)
        return;
    if (f->rule == QG_NONE) {
        qg_inspection_unreadable_row(i, f, &part->unreadable);
        return;
    }
    if (!breach && f->outcome != QG_UNDETERMINED)
        return;
    *(breach ? &i->breaches : &i->open) += 1;
    qg_inspection_finding_row(i, f, breach ? &part->breaches : &part->open);
    note_readings(i, f);
    if (!breach)
        add_wants(i, part, f);
}

// ---- verdicts ----

static void add_grounds(const struct qg_inspection *i, const struct qg_verdict *v,
                        struct qg_text *out) {
    const struct qg_program *program = i->facts->program;
    for (uint32_t g = 0; g < v->ground_count; g++) {
        qg_text_addz(out, g > 0 ? ", " : "");
        qg_shown_add(out, program->rules[v->grounds[g]].id);
    }
    if (v->strongest == QG_NONE)
        return;
    const struct qg_severity *strongest = &program->severities[v->strongest];
    qg_text_addz(out, " (");
    qg_shown_add(out, strongest->name);
    qg_text_char(out, ')');
}

// "Remark [order_300 59 P59-cancelled]"
static void add_raised(const struct qg_inspection *i, const struct qg_raised *raised,
                       enum qg_block_kind kind, struct qg_text *out) {
    const struct qg_flag *flag = &i->facts->program->flags[raised->flag];
    struct qg_text line = {0};
    qg_shown_add(&line, raised->remark[i->facts->lang]);
    qg_text_addz(&line, " [");
    qg_shown_add(&line, i->facts->program->acts[flag->act].name);
    qg_text_char(&line, ' ');
    qg_shown_add(&line, flag->paragraph);
    qg_text_char(&line, ' ');
    qg_shown_add(&line, flag->id);
    qg_text_char(&line, ']');
    qg_paper_line(out, kind, qg_text_str(&line));
    out->failed = out->failed || line.failed;
    qg_text_free(&line);
}

static void add_field(struct qg_text *out, const char *name, const struct qg_text *value) {
    qg_paper_field(out, qg_str_of(name), qg_text_str(value));
    out->failed = out->failed || value->failed;
}

static void add_due(const struct qg_inspection *i, const struct qg_verdict *v,
                    struct qg_text *out) {
    struct qg_text day = {0};
    for (uint32_t r = 0; r < v->remedy_count && day.len == 0; r++)
        if (v->flags[v->flag_count + r].due != QG_NONE)
            qg_inspection_date(i->facts, v->flags[v->flag_count + r].due, &day);
    if (day.len > 0 || day.failed)
        add_field(out, qg_word(QG_WORD_ACT_DEADLINE, i->facts->lang), &day);
    qg_text_free(&day);
}

void qg_inspection_verdict(struct qg_inspection *i, const struct qg_verdict *v) {
    int lang = i->facts->lang;
    struct qg_text grounds = {0};
    struct qg_inspection_part *part = part_of(i, &v->certification);
    if (part == NULL)
        return;
    part->judged = true;
    part->verdict = v->kind;
    i->verdicts[v->kind]++;
    qg_paper_field(&part->conclusion, qg_str_of(qg_word(QG_WORD_ACT_CONCLUSION, lang)),
                   qg_str_of(qg_word_verdict(v->kind, lang)));
    add_grounds(i, v, &grounds);
    if (grounds.len > 0)
        add_field(&part->conclusion, qg_word(QG_WORD_ACT_GROUNDS, lang), &grounds);
    add_due(i, v, &part->conclusion);
    for (uint32_t r = 0; r < v->remedy_count; r++)
        add_raised(i, &v->flags[v->flag_count + r], QG_BLOCK_NOTE, &part->remedies);
    for (uint32_t f = 0; f < v->flag_count; f++)
        add_raised(i, &v->flags[f], QG_BLOCK_TEXT, &part->notes);
    i->failed = i->failed || grounds.failed;
    qg_text_free(&grounds);
}

// ---- writing ----

static bool has_something(const struct qg_inspection_part *part) {
    return part->breaches.len + part->open.len + part->unreadable.len > 0 ||
           (part->judged && part->verdict != QG_VERDICT_CLEAN);
}

// "3. Certification c2 – Name – dossier D-7"
static void write_title(const struct qg_inspection *i, const struct qg_inspection_part *part,
                        uint32_t number, struct qg_text *paper) {
    struct qg_text title = {0};
    qg_text_printf(&title, "%" PRIu32 ". ", number);
    bool whole = part->of.index < 0;
    if (!whole) {
        qg_inspection_subject(i->facts, &part->of, &title);
        qg_text_addz(&title, " – ");
    }
    if (i->person.len > 0) {
        qg_shown_add(&title, i->person);
        qg_text_addz(&title, " – ");
    }
    if (i->noun.len == 0)
        qg_text_addz(&title, qg_word(QG_WORD_ACT_ALL_RECORDS, i->facts->lang));
    qg_shown_add(&title, i->title);
    if (i->id.len > 0) {
        qg_text_char(&title, ' ');
        qg_shown_add(&title, i->id);
    }
    qg_paper_heading(paper, 2, qg_text_str(&title));
    paper->failed = paper->failed || title.failed;
    qg_text_free(&title);
}

struct columns {
    enum qg_word heading;
    uint8_t count;
    enum qg_word columns[3];
    uint8_t widths[3];
};

static void write_table(const struct qg_inspection *i, const struct columns *as,
                        const struct qg_text *rows, struct qg_text *paper) {
    int lang = i->facts->lang;
    struct qg_paper_block table = {.kind = QG_BLOCK_TABLE, .count = as->count};
    if (rows->len == 0 && !rows->failed)
        return;
    for (uint8_t c = 0; c < as->count; c++) {
        table.cells[c] = qg_str_of(qg_word(as->columns[c], lang));
        table.widths[c] = as->widths[c];
    }
    qg_paper_heading(paper, 3, qg_str_of(qg_word(as->heading, lang)));
    qg_paper_add(paper, &table);
    qg_text_add(paper, qg_text_str(rows));
    qg_paper_table_end(paper);
    paper->failed = paper->failed || rows->failed;
}

static void want_row(const struct qg_inspection *i, const struct qg_inspection_want *want,
                     struct qg_text *rows) {
    int lang = i->facts->lang;
    struct qg_text who = {0}, what = {0};
    struct qg_str title = {0};
    if (want->keeper != QG_NONE)
        title = qg_phrase_in(&i->facts->program->keepers[want->keeper].title, lang);
    qg_shown_add(&who, title.len > 0 ? title : qg_str_of(qg_word(QG_WORD_ACT_NOT_NAMED, lang)));
    qg_shown_add(&what, want->pointer);
    qg_text_printf(&what, "\n%s", qg_inspection_gap(want->gap, lang));
    const struct qg_paper_block row = {
        .kind = QG_BLOCK_ROW,
        .count = 3,
        .cells = {qg_text_str(&who), qg_text_str(&what), qg_text_str(&want->rules)}};
    qg_paper_add(rows, &row);
    rows->failed = rows->failed || who.failed || what.failed || want->rules.failed;
    qg_text_free(&who);
    qg_text_free(&what);
}

// By keeper, in the order of the policy; those that nobody is named for come last.
static void write_wants(const struct qg_inspection *i, const struct qg_inspection_part *part,
                        struct qg_text *paper) {
    static const struct columns columns = {
        QG_WORD_ACT_EVIDENCE,
        3,
        {QG_WORD_ACT_ASK, QG_WORD_ACT_LACKS, QG_WORD_ACT_PARAGRAPH},
        {30, 50, 20}};
    struct qg_text rows = {0};
    int32_t keepers = (int32_t)i->facts->program->keeper_count;
    for (int32_t k = 0; k <= keepers; k++)
        for (uint32_t w = 0; w < part->wants.len; w++)
            if (part->wants.at[w].keeper == (k < keepers ? k : QG_NONE))
                want_row(i, &part->wants.at[w], &rows);
    write_table(i, &columns, &rows, paper);
    qg_text_free(&rows);
}

static void write_part(const struct qg_inspection *i, const struct qg_inspection_part *part,
                       struct qg_text *paper) {
    static const struct columns breaches = {
        QG_WORD_ACT_BREACHES,
        3,
        {QG_WORD_ACT_PARAGRAPH, QG_WORD_ACT_FOUND, QG_WORD_ACT_FACTS},
        {14, 43, 43}};
    static const struct columns open = {
        QG_WORD_ACT_OPEN,
        3,
        {QG_WORD_ACT_PARAGRAPH, QG_WORD_ACT_DEMANDED, QG_WORD_ACT_FACTS},
        {14, 43, 43}};
    static const struct columns unreadable = {
        QG_WORD_ACT_UNREADABLE,
        3,
        {QG_WORD_ACT_WHERE, QG_WORD_ACT_WHY, QG_WORD_ACT_CODE},
        {30, 55, 15}};
    static const struct columns moments = {
        QG_WORD_ACT_TIMELINE, 2, {QG_WORD_ACT_DATE, QG_WORD_ACT_EVENT}, {20, 80}};
    qg_text_add(paper, qg_text_str(&part->conclusion));
    qg_text_add(paper, qg_text_str(&part->remedies));
    write_table(i, &breaches, &part->breaches, paper);
    write_table(i, &open, &part->open, paper);
    write_wants(i, part, paper);
    write_table(i, &unreadable, &part->unreadable, paper);
    if (part->notes.len > 0) {
        qg_paper_heading(paper, 3, qg_str_of(qg_word(QG_WORD_ACT_NOTES, i->facts->lang)));
        qg_text_add(paper, qg_text_str(&part->notes));
    }
    write_table(i, &moments, &part->moments, paper);
    paper->failed = paper->failed || part->conclusion.failed || part->remedies.failed ||
                    part->notes.failed || i->failed;
}

void qg_inspection_write(const struct qg_inspection *i, struct qg_text *paper, uint32_t *number) {
    for (uint32_t p = 0; p < i->parts.len; p++) {
        const struct qg_inspection_part *part = &i->parts.at[p];
        if (!has_something(part))
            continue;
        write_title(i, part, ++*number, paper);
        write_part(i, part, paper);
    }
    paper->failed = paper->failed || i->failed;
}
