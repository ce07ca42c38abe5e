// SPDX-License-Identifier: Apache-2.0
//
// `act` and `act-pdf`: the inspection act, a paper for each institution. Records of institutions
// come in any order, so what is said of them waits in one spool, and of each record a place in it
// is remembered; the papers are put together at the end, one after the other. What is only counted
// takes no room at all.

#include "inspection.h"
#include "inspection_pages.h"
#include "intern.h"
#include "press.h"
#include "spool.h"
#include "words.h"

#include "date.h"
#include "seed.h"

#include <stdlib.h>

#define NOWHERE UINT32_MAX

// What is said of one record: bytes of the spool, and the next record of the same institution.
struct entry {
    uint64_t from;
    size_t len;
    uint32_t next; // index into entries, or NOWHERE
};

struct body {
    struct qg_inspected sum;
    uint32_t first, last; // entries; NOWHERE
    uint32_t sections;    // numbered so far
};

struct act_state {
    struct qg_press press;
    struct qg_imprint imprint;
    struct qg_inspection record; // the one under way
    struct qg_intern ids;        // of institutions
    struct qg_arena arena;       // their names, and the imprint's texts
    QG_VEC(struct body) bodies;  // by symbol - 1
    QG_VEC(struct entry) entries;
    struct qg_spool spool;

    // The paper being printed.
    struct qg_text front, back, section;
    uint32_t at;        // entry to come
    int stage;          // 0 front, 1 entries, 2 back, 3 behind it
    struct qg_str rest; // of the part at hand
    const struct body *body;
};

// ---- gathering ----

static struct body *body_of(struct act_state *s, const struct qg_inspection *record) {
    uint32_t symbol = qg_intern_add(&s->ids, record->body);
    if (symbol == 0)
        return NULL;
    if (symbol > s->bodies.len) {
        struct body new_one = {.first = NOWHERE, .last = NOWHERE};
        new_one.sum.id = qg_intern_text(&s->ids, symbol);
        if (!qg_vec_push(&s->bodies, new_one))
            return NULL;
    }
    struct body *body = &s->bodies.at[symbol - 1];
    if (body->sum.name.len == 0 && record->body_name.len > 0) {
        const char *name = qg_arena_copy(&s->arena, record->body_name.at, record->body_name.len);
        if (name == NULL)
            return NULL;
        body->sum.name = (struct qg_str){name, record->body_name.len};
    }
    return body;
}

static void add_up(struct qg_inspected *sum, const struct qg_inspection *record) {
    sum->records += record->noun.len > 0;
    sum->breaches += record->breaches;
    sum->open += record->open;
    sum->readings |= record->readings;
    for (int v = 0; v < QG_VERDICTS; v++)
        sum->verdicts[v] += record->verdicts[v];
}

static enum qg_fault remember(struct act_state *s, struct body *body, uint64_t from) {
    struct entry entry = {from, (size_t)(qg_spool_size(&s->spool) - from), NOWHERE};
    if (entry.len == 0)
        return QG_OK;
    if (!qg_vec_push(&s->entries, entry))
        return QG_FAULT_MEMORY;
    uint32_t at = s->entries.len - 1;
    if (body->first == NOWHERE)
        body->first = at;
    else
        s->entries.at[body->last].next = at;
    body->last = at;
    return QG_OK;
}

// Puts aside what was said of the record under way.
static enum qg_fault finish_record(struct act_state *s) {
    if (!s->record.begun)
        return QG_OK;
    struct body *body = body_of(s, &s->record);
    if (body == NULL || s->record.failed)
        return QG_FAULT_MEMORY;
    uint64_t from = qg_spool_size(&s->spool);
    add_up(&body->sum, &s->record);
    qg_inspection_write(&s->record, &s->spool.text, &body->sections);
    enum qg_fault fault = remember(s, body, from);
    qg_inspection_reset(&s->record);
    return fault == QG_OK ? qg_spool_settle(&s->spool) : fault;
}

static enum qg_fault turn_to(struct act_state *s, struct qg_str noun, struct qg_str id) {
    if (!qg_inspection_is_other(&s->record, noun, id))
        return QG_OK;
    enum qg_fault fault = finish_record(s);
    qg_inspection_begin(&s->record, noun, id);
    return fault;
}

static enum qg_fault heading(struct qg_writer *w, const struct qg_heading *heading) {
    struct act_state *s = w->state;
    enum qg_fault fault = finish_record(s);
    qg_inspection_heading(&s->record, heading);
    return fault;
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    struct act_state *s = w->state;
    bool owned = f->subject_count > 0;
    enum qg_fault fault = turn_to(s, owned ? f->subject[0].noun : (struct qg_str){0},
                                  owned ? f->subject[0].id : (struct qg_str){0});
    qg_inspection_finding(&s->record, f);
    return s->record.failed ? QG_FAULT_MEMORY : fault;
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    struct act_state *s = w->state;
    // What the record under way is called is gone when another one's turn comes.
    bool same = s->record.begun && qg_str_equal(s->record.id, v->record);
    struct qg_str noun = same && s->record.noun.len > 0 ? s->record.noun : QG_STR("record");
    enum qg_fault fault = turn_to(s, noun, v->record);
    qg_inspection_verdict(&s->record, v);
    return s->record.failed ? QG_FAULT_MEMORY : fault;
}

// ---- printing ----

static enum qg_fault rewind_paper(void *user) {
    struct act_state *s = user;
    s->stage = 0;
    s->rest = qg_text_str(&s->front);
    s->at = s->body->first;
    return QG_OK;
}

// The next part of the paper at hand: the records one after the other, then the back.
static enum qg_fault next_part(struct act_state *s) {
    if (s->stage == 0)
        s->stage = 1;
    if (s->stage == 1 && s->at != NOWHERE) {
        const struct entry *entry = &s->entries.at[s->at];
        qg_text_clear(&s->section);
        enum qg_fault fault = qg_spool_read(&s->spool, entry->from, entry->len, &s->section);
        s->rest = qg_text_str(&s->section);
        s->at = entry->next;
        return fault;
    }
    s->rest = s->stage == 1 ? qg_text_str(&s->back) : (struct qg_str){0};
    s->stage++;
    return QG_OK;
}

static enum qg_fault next_block(void *user, struct qg_paper_block *out, bool *more) {
    struct act_state *s = user;
    enum qg_fault fault = QG_OK;
    while (fault == QG_OK && s->rest.len == 0 && s->stage < 3)
        fault = next_part(s);
    *more = fault == QG_OK && s->rest.len > 0;
    if (*more && !qg_paper_next(&s->rest, out))
        return QG_FAULT_BUG;
    return fault;
}

static enum qg_fault print_body(struct act_state *s, const struct qg_run_facts *facts,
                                const struct body *body) {
    qg_text_clear(&s->front);
    qg_text_clear(&s->back);
    qg_inspection_front(facts, &body->sum, &s->front);
    qg_inspection_back(facts, &body->sum, &s->back);
    if (s->front.failed || s->back.failed)
        return QG_FAULT_MEMORY;
    s->body = body;
    return s->press.print(&s->press, (struct qg_paper_source){s, rewind_paper, next_block});
}

static const char *kept(struct act_state *s, struct qg_text *text) {
    const char *copy =
        text->failed ? NULL : qg_arena_copy(&s->arena, text->at != NULL ? text->at : "", text->len);
    qg_text_free(text);
    return copy;
}

static enum qg_fault imprint(struct act_state *s, const struct qg_run_facts *facts) {
    struct qg_text author = {0}, created = {0};
    char day[QG_DATE_TEXT] = "1970-01-01";
    qg_text_printf(&author, "Qagida %s", facts->version);
    if (facts->as_of != QG_NONE)
        qg_date_format(facts->as_of, day);
    qg_text_addz(&created, day);
    s->imprint = (struct qg_imprint){.lang = qg_lang_names[facts->lang],
                                     .title = qg_word(QG_WORD_ACT_TITLE, facts->lang),
                                     .author = kept(s, &author),
                                     .created = kept(s, &created),
                                     .page = qg_word(QG_WORD_ACT_PAGE, facts->lang)};
    return s->imprint.author != NULL && s->imprint.created != NULL ? QG_OK : QG_FAULT_MEMORY;
}

// Institutions in the order of their ids, so that the order of records does not show.
static int by_id(const void *a, const void *b) {
    const struct body *x = a, *y = b;
    return qg_str_compare(x->sum.id, y->sum.id);
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    struct act_state *s = w->state;
    (void)tally; // of all institutions together; each has its own
    enum qg_fault fault = finish_record(s);
    if (fault == QG_OK)
        fault = imprint(s, w->facts);
    if (fault == QG_OK)
        fault = s->press.begin(&s->press, &s->imprint, w->output);
    if (fault == QG_OK && s->bodies.len > 1)
        qsort(s->bodies.at, s->bodies.len, sizeof *s->bodies.at, by_id);
    for (uint32_t i = 0; i < s->bodies.len && fault == QG_OK; i++)
        fault = print_body(s, w->facts, &s->bodies.at[i]);
    return fault == QG_OK ? s->press.end(&s->press) : fault;
}

// ---- the writers ----

static enum qg_fault make(struct qg_writer *w) {
    struct act_state *s = calloc(1, sizeof *s);
    if (s == NULL)
        return QG_FAULT_MEMORY;
    w->state = s;
    qg_inspection_init(&s->record, w->facts);
    qg_intern_init(&s->ids, qg_seed());
    qg_arena_init(&s->arena, "inspection act");
    return QG_OK;
}

static enum qg_fault ready(struct qg_writer *w, struct qg_text *problem) {
    (void)problem; // there is always HTML
    enum qg_fault fault = make(w);
    if (fault == QG_OK)
        ((struct act_state *)w->state)->press = qg_press_html;
    return fault;
}

static enum qg_fault ready_for_pdf(struct qg_writer *w, struct qg_text *problem) {
    enum qg_fault fault = make(w);
    if (fault != QG_OK)
        return fault;
    struct act_state *s = w->state;
    return qg_press_pdf(&s->press, problem) ? QG_OK : QG_FAULT_WRITE;
}

static enum qg_fault begin(struct qg_writer *w) {
    struct act_state *s = w->state; // what else is known now is said at the end
    s->spool.spares = w->facts->spares;
    return QG_OK;
}

static void release(struct qg_writer *w) {
    struct act_state *s = w->state;
    if (s == NULL)
        return;
    if (s->press.free != NULL)
        s->press.free(&s->press);
    qg_inspection_free(&s->record);
    qg_intern_free(&s->ids);
    qg_vec_free(&s->bodies);
    qg_vec_free(&s->entries);
    qg_spool_free(&s->spool);
    qg_text_free(&s->front);
    qg_text_free(&s->back);
    qg_text_free(&s->section);
    qg_arena_free(&s->arena);
    free(s);
}

void qg_act_writer(struct qg_writer *w) {
    w->wants = QG_WANTS_HEADINGS | QG_WANTS_REMEDIES;
    w->ready = ready;
    w->begin = begin;
    w->heading = heading;
    w->finding = finding;
    w->verdict = verdict;
    w->end = end;
    w->free = release;
}

void qg_act_pdf_writer(struct qg_writer *w) {
    qg_act_writer(w);
    w->ready = ready_for_pdf;
}
