// SPDX-License-Identifier: Apache-2.0
//
// `text`: for people. One line a finding, in the form that editors and grep know, and below it
// what it rests on:
//
//     export.json:12:33: violated: Notice was served late [order_300 35 P35-b]
//         RC1; dossier D-7, certification c2
//         /certifications/1/notice/served_on: "2023-03-01"
//
// then a verdict for each certification that is not clean, and at the end the counts and the
// circumstances of the run. All of it goes through qg_shown_add, since all of it may be a
// stranger's text.

#include "shown.h"
#include "statistics.h"
#include "words.h"
#include "writer.h"

#include "figures.h"
#include "message.h"

#include <inttypes.h>

#define STYLE_OFF  "\x1b[0m"
#define STYLE_BOLD "\x1b[1m"
#define STYLE_DIM  "\x1b[2m"
#define INDENT     "    "

// Bytes after which a long list goes on in the next line.
enum { LINE_WIDTH = 70 };

// Digits of a digest that tell two texts apart as far as a person needs.
enum { SHORT_DIGEST = 12 };

static const char *const outcome_styles[QG_OUTCOMES] = {
    [QG_SATISFIED] = "\x1b[32m", [QG_VIOLATED] = "\x1b[1;31m",    [QG_UNDETERMINED] = "\x1b[1;33m",
    [QG_EXEMPT] = "\x1b[36m",    [QG_NOT_APPLICABLE] = STYLE_DIM, [QG_NOT_IN_FORCE] = STYLE_DIM,
};

static const char *const verdict_styles[QG_VERDICTS] = {
    [QG_VERDICT_CLEAN] = "\x1b[32m",
    [QG_VERDICT_UNDETERMINED] = "\x1b[1;33m",
    [QG_VERDICT_WARRANTED] = "\x1b[1;31m",
};

static void styled(struct qg_writer *w, const char *style, const char *word) {
    if (w->facts->colour)
        qg_text_addz(&w->text, style);
    qg_text_addz(&w->text, word);
    if (w->facts->colour)
        qg_text_addz(&w->text, STYLE_OFF);
}

static const char *word(const struct qg_writer *w, enum qg_word which) {
    return qg_word(which, w->facts->lang);
}

static void value(struct qg_writer *w, struct qg_shape shape, struct qg_value v) {
    const struct qg_record words = {.schema = &w->facts->program->schema};
    qg_value_add(&words, shape, v, w->facts->lang, &w->text);
}

// ---- finding ----

static void place(struct qg_writer *w, const struct qg_location *at) {
    struct qg_text link = {0};
    if (w->facts->links != NULL)
        qg_links_name(w->facts->links, at->file, at->line, &link);
    w->text.failed = w->text.failed || link.failed;
    qg_links_open(qg_text_str(&link), &w->text);
    qg_shown_add(&w->text, at->file);
    if (at->line > 0)
        qg_text_printf(&w->text, ":%" PRIu64 ":%" PRIu32, at->line, at->column);
    qg_links_close(qg_text_str(&link), &w->text);
    qg_text_free(&link);
}

// The name of a rule's text, where there are links.
static struct qg_str rule_link(const struct qg_writer *w, int32_t rule) {
    const struct qg_links *links = w->facts->links;
    return links != NULL && links->rules != NULL ? links->rules[rule] : (struct qg_str){0};
}

// " [order_300 46 P46-a"; `link` names what it stands for, if it is one.
static void cite(struct qg_writer *w, int32_t act, struct qg_str paragraph, struct qg_str id,
                 struct qg_str link) {
    qg_text_addz(&w->text, " [");
    qg_links_open(link, &w->text);
    qg_shown_add(&w->text, w->facts->program->acts[act].name);
    qg_text_char(&w->text, ' ');
    qg_shown_add(&w->text, paragraph);
    qg_text_char(&w->text, ' ');
    qg_shown_add(&w->text, id);
    qg_links_close(link, &w->text);
}

// " as amended by draft_2027"
static void cite_amendment(struct qg_writer *w, int32_t amendment) {
    if (amendment == QG_NONE)
        return;
    qg_text_addz(&w->text, ", ");
    qg_text_addz(&w->text, word(w, QG_WORD_AMENDED));
    qg_text_char(&w->text, ' ');
    qg_shown_add(&w->text, w->facts->program->amendments[amendment].name);
}

static void citation(struct qg_writer *w, const struct qg_finding *f) {
    if (f->rule == QG_NONE) {
        qg_text_printf(&w->text, " [data %.*s]\n", QG_STR_ARG(f->data_code));
        return;
    }
    const struct qg_rule *rule = &w->facts->program->rules[f->rule];
    cite(w, rule->act, rule->paragraph, rule->id, rule_link(w, f->rule));
    cite_amendment(w, rule->amendment);
    qg_text_addz(&w->text, "]\n");
}

// "certification c2", "sitting 0", "no. 3": by the title of its type, a number as such.
static void one_subject(struct qg_writer *w, const struct qg_subject *subject) {
    struct qg_str title = {0};
    if (subject->is_number)
        title = qg_str_of(word(w, QG_WORD_NUMBERED));
    else if (subject->title != NULL)
        title = qg_phrase_in(subject->title, w->facts->lang);
    qg_shown_add(&w->text, title.len > 0 ? title : subject->noun);
    if (subject->id.len > 0) {
        qg_text_char(&w->text, ' ');
        qg_shown_add(&w->text, subject->id);
    } else if (subject->index >= 0) {
        qg_text_printf(&w->text, " %" PRId32, subject->index);
    }
}

// "servant, body.id: B-7": whom it is about, and of which group.
static void group(struct qg_writer *w, const struct qg_finding *f) {
    const struct qg_together *t = f->together;
    if (f->subject_count == 0)
        one_subject(w, &(struct qg_subject){.noun = t->noun, .title = t->title, .index = QG_NONE});
    if (t->per.len == 0)
        return;
    qg_text_addz(&w->text, ", ");
    qg_shown_add(&w->text, t->per);
    qg_text_addz(&w->text, ": ");
    qg_shown_add(&w->text, t->group.len > 0 ? t->group : qg_str_of(word(w, QG_WORD_NOT_RECORDED)));
}

// "RC1, the meeting is void; dossier D-7, certification c2"
static void about(struct qg_writer *w, const struct qg_finding *f) {
    bool somebody = f->subject_count > 0 || f->together != NULL;
    if (f->severity == QG_NONE && !somebody)
        return;
    qg_text_addz(&w->text, INDENT);
    if (f->severity != QG_NONE)
        qg_shown_add(&w->text, w->facts->program->severities[f->severity].name);
    if (f->voids_meeting && f->outcome == QG_VIOLATED)
        qg_text_printf(&w->text, ", %s", word(w, QG_WORD_VOIDS));
    if (f->severity != QG_NONE && somebody)
        qg_text_addz(&w->text, "; ");
    for (uint8_t i = 0; i < f->subject_count; i++) {
        if (i > 0)
            qg_text_addz(&w->text, ", ");
        one_subject(w, &f->subject[i]);
    }
    if (f->together != NULL)
        group(w, f);
    qg_text_char(&w->text, '\n');
}

// ---- populations ----

// "D-7 (export.ndjson:12:33)"
static void elsewhere(struct qg_writer *w, const struct qg_elsewhere *at) {
    qg_shown_add(&w->text, at->record);
    qg_text_addz(&w->text, at->record.len > 0 ? " (" : "(");
    place(w, &at->location);
    qg_text_char(&w->text, ')');
}

// A few of those whom it is owed to, and how many more there are.
static void examples(struct qg_writer *w, const struct qg_finding *f) {
    const struct qg_together *t = f->together;
    static const enum qg_word words[QG_HAVINGS] = {[QG_LACKS] = QG_WORD_LACK_IT,
                                                   [QG_MAY_HAVE] = QG_WORD_NOT_KNOWN_OF,
                                                   [QG_HAS] = QG_WORD_HAVE_IT};
    if (t->example_count == 0 || (f->outcome != QG_VIOLATED && f->outcome != QG_UNDETERMINED))
        return;
    qg_text_printf(&w->text, INDENT "%s: ", word(w, words[t->exemplary]));
    for (uint32_t i = 0; i < t->example_count; i++) {
        qg_text_addz(&w->text, i > 0 ? ", " : "");
        elsewhere(w, &t->examples[i]);
    }
    if (t->examples_of > t->example_count && t->examples_of < INT32_MAX)
        qg_text_printf(&w->text, "; %s: %" PRIu64, word(w, QG_WORD_FURTHER),
                       t->examples_of - t->example_count);
    qg_text_char(&w->text, '\n');
}

// "counted: 12; have it: 3–4 (25–33.3 %)"
static void figures(struct qg_writer *w, const struct qg_finding *f) {
    const struct qg_together *t = f->together;
    if (t == NULL || t->agreement)
        return;
    qg_text_printf(&w->text, INDENT "%s: ", word(w, QG_WORD_TAKEN_IN));
    qg_count_bounds_add(&w->text, t->members);
    qg_text_printf(&w->text, "; %s: ", word(w, QG_WORD_HAVE_IT));
    qg_count_bounds_add(&w->text, t->having);
    qg_text_addz(&w->text, " (");
    qg_share_bounds_add(&w->text, t->share, w->facts->lang);
    qg_text_addz(&w->text, ")\n");
    examples(w, f);
}

static const char *gap(const struct qg_writer *w, enum qg_gap gap) {
    static const enum qg_word words[] = {
        [QG_GAP_MISSING] = QG_WORD_NOT_RECORDED,
        [QG_GAP_UNREADABLE] = QG_WORD_VALUE_UNREADABLE,
        [QG_GAP_OPEN] = QG_WORD_OPEN,
    };
    return word(w, words[gap]);
}

// The word of an enum in the reader's language, behind the one in the record where that is another.
static void title(struct qg_writer *w, const struct qg_fact *fact) {
    if (fact->title == NULL)
        return;
    struct qg_str says = qg_phrase_in(fact->title, w->facts->lang);
    if (fact->value.len < 2 ||
        qg_str_equal(says, qg_str_slice(fact->value, 1, fact->value.len - 1)))
        return;
    qg_text_addz(&w->text, " (");
    qg_shown_add(&w->text, says);
    qg_text_char(&w->text, ')');
}

// Whether the fact is the id of an element of a list whose ids another fact has given already.
static bool is_listed(const struct qg_finding *f, const struct qg_fact *fact) {
    struct qg_str list = fact->pointer, tail = QG_STR("/id");
    if (list.len <= tail.len ||
        !qg_str_equal(qg_str_slice(list, list.len - tail.len, list.len), tail))
        return false;
    list = qg_str_slice(list, 0, list.len - tail.len);
    while (list.len > 0 && list.at[list.len - 1] >= '0' && list.at[list.len - 1] <= '9')
        list.len--;
    if (list.len == 0 || list.at[--list.len] != '/')
        return false;
    for (uint32_t i = 0; i < f->evidence_count; i++)
        if (qg_str_equal(f->evidence[i].pointer, list))
            return f->evidence[i].value.len > 0 && f->evidence[i].value.at[0] == '[';
    return false;
}

static void facts(struct qg_writer *w, const struct qg_finding *f) {
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        if (is_listed(f, &f->evidence[i]))
            continue;
        qg_text_addz(&w->text, INDENT);
        if (f->evidence[i].elsewhere != NULL) {
            elsewhere(w, f->evidence[i].elsewhere);
            qg_text_char(&w->text, ' ');
        }
        qg_shown_add(&w->text, f->evidence[i].pointer);
        qg_text_addz(&w->text, ": ");
        qg_shown_add(&w->text, f->evidence[i].value);
        title(w, &f->evidence[i]);
        qg_text_char(&w->text, '\n');
    }
    for (uint32_t i = 0; i < f->missing_count; i++) {
        qg_text_printf(&w->text, INDENT "%s: ", gap(w, f->gaps[i]));
        qg_shown_add(&w->text, f->missing[i]);
        qg_text_char(&w->text, '\n');
    }
}

static void readings(struct qg_writer *w, const struct qg_finding *f) {
    for (uint32_t i = 0; i < f->reading_count; i++) {
        const struct qg_reading_outcome *reading = &f->readings[i];
        qg_text_printf(&w->text, INDENT "%s: ", word(w, QG_WORD_READING));
        qg_shown_add(&w->text, reading->reading);
        qg_text_addz(&w->text, " = ");
        qg_shown_add(&w->text, reading->value);
        qg_text_printf(&w->text, ": %s\n", qg_word_outcome(reading->outcome, w->facts->lang));
    }
}

static void flags(struct qg_writer *w, const struct qg_finding *f) {
    if (f->category.len > 0) {
        qg_text_printf(&w->text, INDENT "%s: ", word(w, QG_WORD_CATEGORY));
        qg_shown_add(&w->text, f->category);
        qg_text_char(&w->text, '\n');
    }
    if (f->boundary)
        qg_text_printf(&w->text, INDENT "%s\n", word(w, QG_WORD_BOUNDARY));
    readings(w, f);
    if (f->remark[w->facts->lang].len > 0) {
        qg_text_printf(&w->text, INDENT "%s: ", word(w, QG_WORD_REMARK));
        qg_shown_add(&w->text, f->remark[w->facts->lang]);
        qg_text_char(&w->text, '\n');
    }
    if (f->silenced_by != QG_NONE) {
        qg_text_printf(&w->text, INDENT "%s: ", word(w, QG_WORD_SILENCED_BY));
        qg_shown_add(&w->text, w->facts->program->rules[f->silenced_by].id);
        qg_text_char(&w->text, '\n');
    }
}

// " (baseline)"
static void excused(struct qg_writer *w, const struct qg_excuse *excuse) {
    if (excuse == NULL)
        return;
    qg_text_printf(&w->text, " (%s)",
                   word(w, excuse->kind == QG_EXCUSE_BASELINE ? QG_WORD_EXCUSED_BASELINE
                                                              : QG_WORD_EXCUSED_EXCEPTION));
}

// Why an exception was made, who answers for it, and its last day.
static void excuse(struct qg_writer *w, const struct qg_excuse *excuse) {
    if (excuse == NULL || excuse->kind != QG_EXCUSE_EXCEPTION)
        return;
    qg_text_printf(&w->text, INDENT "%s: ", word(w, QG_WORD_EXCUSED_EXCEPTION));
    qg_shown_add(&w->text, excuse->reason);
    qg_text_printf(&w->text, " (%s: ", word(w, QG_WORD_EXCUSE_OWNER));
    qg_shown_add(&w->text, excuse->owner);
    qg_text_printf(&w->text, ", %s: ", word(w, QG_WORD_EXCUSE_EXPIRES));
    value(w, (struct qg_shape){.kind = QG_KIND_DATE},
          (struct qg_value){excuse->expires, excuse->expires});
    qg_text_addz(&w->text, ")\n");
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    int lang = w->facts->lang;
    if (f->excused != NULL && !w->facts->show_excused)
        return QG_OK;
    if (f->location.file.len > 0) { // what is about all records stands in none
        place(w, &f->location);
        qg_text_addz(&w->text, ": ");
    }
    styled(w, outcome_styles[f->outcome], qg_word_outcome(f->outcome, lang));
    excused(w, f->excused);
    qg_text_addz(&w->text, ": ");
    qg_shown_add(&w->text, f->message[lang]);
    citation(w, f);
    about(w, f);
    figures(w, f);
    facts(w, f);
    flags(w, f);
    excuse(w, f->excused);
    return qg_writer_flush(w, false);
}

// ---- verdict ----

static void grounds(struct qg_writer *w, const struct qg_verdict *v) {
    const struct qg_program *program = w->facts->program;
    if (v->strongest != QG_NONE) {
        qg_text_addz(&w->text, ", ");
        qg_shown_add(&w->text, program->severities[v->strongest].name);
    }
    for (uint32_t i = 0; i < v->ground_count; i++) {
        qg_text_addz(&w->text, i == 0 ? ": " : ", ");
        qg_shown_add(&w->text, program->rules[v->grounds[i]].id);
    }
}

// What the reader is told beside the verdict, one line each.
static void raised(struct qg_writer *w, const struct qg_verdict *v) {
    for (uint32_t i = 0; i < v->flag_count; i++) {
        const struct qg_flag *flag = &w->facts->program->flags[v->flags[i].flag];
        qg_text_addz(&w->text, INDENT);
        if (flag->priority)
            styled(w, verdict_styles[QG_VERDICT_WARRANTED], word(w, QG_WORD_PRIORITY));
        else
            qg_text_addz(&w->text, word(w, QG_WORD_FLAG));
        qg_text_addz(&w->text, ": ");
        qg_shown_add(&w->text, v->flags[i].remark[w->facts->lang]);
        cite(w, flag->act, flag->paragraph, flag->id, (struct qg_str){0});
        qg_text_addz(&w->text, "]\n");
    }
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    if (v->kind == QG_VERDICT_CLEAN && v->flag_count == 0)
        return QG_OK;
    qg_text_printf(&w->text, "%s: ", word(w, QG_WORD_VERDICT));
    qg_shown_add(&w->text, v->record);
    if (v->certification.index >= 0) { // else the verdict is on the record itself
        qg_text_addz(&w->text, ", ");
        one_subject(w, &v->certification);
    }
    qg_text_addz(&w->text, ": ");
    styled(w, verdict_styles[v->kind], qg_word_verdict(v->kind, w->facts->lang));
    grounds(w, v);
    qg_text_char(&w->text, '\n');
    raised(w, v);
    return qg_writer_flush(w, false);
}

// ---- the end ----

static void heading(struct qg_writer *w, enum qg_word which) {
    styled(w, STYLE_BOLD, word(w, which));
    qg_text_addz(&w->text, ": ");
}

static void count(struct qg_writer *w, const char *name, uint64_t value, const char *after) {
    qg_text_printf(&w->text, "%s: %" PRIu64 "%s", name, value, after);
}

static uint64_t all_excused(const struct qg_tally *t) {
    return t->excused[QG_VIOLATED] + t->excused[QG_UNDETERMINED] + t->excused_data;
}

static void counts(struct qg_writer *w, const struct qg_tally *t) {
    int lang = w->facts->lang;
    styled(w, STYLE_BOLD, word(w, QG_WORD_RECORDS));
    qg_text_printf(&w->text, ": %" PRIu64 " (", t->records);
    count(w, word(w, QG_WORD_NOT_AUDITED), t->not_audited, ", ");
    count(w, word(w, QG_WORD_UNREADABLE), t->unreadable, ")\n");
    styled(w, STYLE_BOLD, word(w, QG_WORD_CERTIFICATIONS));
    qg_text_printf(&w->text, ": %" PRIu64 " (", t->certifications);
    for (int kind = QG_VERDICTS - 1; kind >= 0; kind--)
        count(w, qg_word_verdict((enum qg_verdict_kind)kind, lang), t->verdicts[kind],
              kind > 0 ? ", " : ")\n");
    if (t->priorities > 0)
        count(w, word(w, QG_WORD_PRIORITY), t->priorities, "\n");
    heading(w, QG_WORD_FINDINGS);
    count(w, qg_word_outcome(QG_VIOLATED, lang), t->findings[QG_VIOLATED], ", ");
    count(w, qg_word_outcome(QG_UNDETERMINED, lang), t->findings[QG_UNDETERMINED], ", ");
    count(w, word(w, QG_WORD_DATA), t->data_findings, "\n");
    if (all_excused(t) == 0)
        return;
    heading(w, QG_WORD_EXCUSED);
    count(w, qg_word_outcome(QG_VIOLATED, lang), t->excused[QG_VIOLATED], ", ");
    count(w, qg_word_outcome(QG_UNDETERMINED, lang), t->excused[QG_UNDETERMINED], ", ");
    count(w, word(w, QG_WORD_DATA), t->excused_data, "\n");
}

static void audit_date(struct qg_writer *w) {
    int32_t day = w->facts->as_of;
    heading(w, QG_WORD_AS_OF);
    if (day == QG_NONE)
        qg_text_addz(&w->text, word(w, QG_WORD_NONE));
    else
        value(w, (struct qg_shape){.kind = QG_KIND_DATE}, (struct qg_value){day, day});
    qg_text_char(&w->text, '\n');
}

static void policies(struct qg_writer *w) {
    const struct qg_program *program = w->facts->program;
    for (uint32_t i = 0; i < program->act_count; i++) {
        heading(w, QG_WORD_POLICY);
        qg_shown_add(&w->text, program->acts[i].name);
        qg_text_addz(&w->text, ", sha256 ");
        qg_text_add(&w->text, qg_str_slice(program->acts[i].digest, 0, SHORT_DIGEST));
        qg_text_char(&w->text, '\n');
    }
}

static void parameters(struct qg_writer *w) {
    const struct qg_program *program = w->facts->program;
    if (program->parameter_count == 0)
        return;
    heading(w, QG_WORD_PARAMETERS);
    for (uint32_t i = 0; i < program->parameter_count; i++) {
        qg_text_addz(&w->text, i > 0 ? ", " : "");
        qg_shown_add(&w->text, program->parameters[i].name);
        qg_text_addz(&w->text, " = ");
        value(w, program->parameters[i].shape, w->facts->parameters[i]);
    }
    qg_text_char(&w->text, '\n');
}

static void readings_in_force(struct qg_writer *w) {
    const struct qg_program *program = w->facts->program;
    heading(w, QG_WORD_READINGS);
    size_t begun = w->text.len;
    for (uint32_t i = 0; i < program->reading_count; i++) {
        const struct qg_reading *reading = &program->readings[i];
        bool full = w->text.len - begun > LINE_WIDTH;
        qg_text_addz(&w->text, i == 0 ? "" : full ? ",\n" INDENT : ", ");
        begun = full ? w->text.len : begun;
        qg_shown_add(&w->text, reading->name);
        qg_text_addz(&w->text, " = ");
        qg_shown_add(&w->text, reading->values[w->facts->readings[i]]);
    }
    if (w->facts->strict_readings)
        qg_text_printf(&w->text, "; %s", word(w, QG_WORD_STRICT));
    qg_text_char(&w->text, '\n');
}

static enum qg_fault begin(struct qg_writer *w) {
    (void)w; // what is known now is said at the end, where people look
    return QG_OK;
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    uint64_t found =
        tally->findings[QG_VIOLATED] + tally->findings[QG_UNDETERMINED] + tally->data_findings;
    if (found > (w->facts->show_excused ? 0 : all_excused(tally)))
        qg_text_char(&w->text, '\n');
    counts(w, tally);
    audit_date(w);
    policies(w);
    parameters(w);
    readings_in_force(w);
    if (w->facts->statistics)
        qg_statistics_add(w->facts, tally, &w->text);
    return qg_writer_flush(w, true);
}

void qg_text_writer(struct qg_writer *w) {
    w->begin = begin;
    w->finding = finding;
    w->verdict = verdict;
    w->end = end;
}
