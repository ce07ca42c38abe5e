// SPDX-License-Identifier: Apache-2.0
//
// `markdown`: a summary to be read on a code host, as a comment on a merge request or as the
// summary of a step. GitHub takes 65,536 characters of the one and a mebibyte of the other, so the
// page stays within the first: rules are added, the gravest first, as long as there is room, and
// what was left out is said. Of each rule the first few findings are folded away beneath it.

#include "writer.h"

#include "annotation.h"
#include "date.h"
#include "html.h"
#include "identity.h"
#include "sheaf.h"
#include "shown.h"
#include "utf8.h"
#include "words.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    PAGE = 65536,  // characters of a comment
    RESERVE = 2000 // of them for what stands below the rules
};

struct page {
    struct qg_writer *w;
    const struct qg_tally *tally;
    size_t room; // characters left
    uint64_t left_out;
};

static const char *word(const struct qg_writer *w, enum qg_word which) {
    return qg_word(which, w->facts->lang);
}

// ---- text ----

// Text of anybody as text of Markdown: nothing in it is markup, a mention of a person, a reference
// to an issue or a link. The empty comment parts what GitHub would join.
static void escaped(struct qg_text *out, struct qg_str s) {
    struct qg_text shown = {0};
    qg_shown_add(&shown, s);
    for (size_t i = 0; i < shown.len; i++) {
        char c = shown.at[i];
        bool link =
            c == ':' && i + 2 < shown.len && shown.at[i + 1] == '/' && shown.at[i + 2] == '/';
        if (strchr("\\`*_[]|~", c) != NULL)
            qg_text_char(out, '\\');
        if (c == '<' || c == '>' || c == '&')
            qg_text_addz(out, c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;");
        else
            qg_text_char(out, c);
        if (c == '@' || c == '#' || link)
            qg_text_addz(out, "<!-- -->");
    }
    out->failed = out->failed || shown.failed;
    qg_text_free(&shown);
}

static void item(const struct qg_writer *w, const struct qg_finding *f, struct qg_text *out) {
    const struct qg_location *at = qg_shown_place(f);
    struct qg_text text = {0};
    qg_text_addz(out, "- ");
    if (at->file.len > 0) {
        escaped(out, at->file);
        qg_text_printf(out, ":%" PRIu64 ":%" PRIu32 ": ", at->line, at->column);
    }
    qg_says_add(f, w->facts->lang, QG_SHEAF_MESSAGE, &text);
    escaped(out, qg_text_str(&text));
    qg_text_clear(&text);
    qg_identity_subject(f, &text);
    qg_text_addz(out, " (");
    escaped(out, qg_text_str(&text));
    qg_text_addz(out, ")\n");
    out->failed = out->failed || text.failed;
    qg_text_free(&text);
}

// ---- while the run goes on ----

static enum qg_fault begin(struct qg_writer *w) {
    struct qg_sheaves *sheaves = w->state = calloc(1, sizeof *sheaves);
    return sheaves == NULL ? QG_FAULT_MEMORY : qg_sheaves_init(sheaves, w->facts->program);
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    struct qg_text *kept = qg_sheaves_take(w->state, w->facts->program, f);
    if (kept != NULL)
        item(w, f, kept);
    return kept != NULL && kept->failed ? QG_FAULT_MEMORY : QG_OK;
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    (void)w, (void)v; // they are counted in the tally
    return QG_OK;
}

// ---- tables ----

static void table(struct qg_writer *w, enum qg_word caption, enum qg_word first,
                  enum qg_word second) {
    qg_text_printf(&w->text, "\n### %s\n\n| %s | %s |\n| :-- | --: |\n", word(w, caption),
                   word(w, first), word(w, second));
}

static void row(struct qg_writer *w, const char *name, uint64_t count) {
    qg_text_printf(&w->text, "| %s | %" PRIu64 " |\n", name, count);
}

static uint64_t excused(const struct qg_tally *t) {
    return t->excused[QG_VIOLATED] + t->excused[QG_UNDETERMINED] + t->excused_data;
}

static void totals(struct qg_writer *w, const struct qg_tally *t) {
    int lang = w->facts->lang;
    qg_text_printf(&w->text, "## qagida: %s: %" PRIu64 ", %s: %" PRIu64 ", %s: %" PRIu64 "\n",
                   qg_word_outcome(QG_VIOLATED, lang), t->findings[QG_VIOLATED],
                   qg_word_outcome(QG_UNDETERMINED, lang), t->findings[QG_UNDETERMINED],
                   word(w, QG_WORD_DATA), t->data_findings);
    table(w, QG_WORD_SUMMARY, QG_WORD_RECORDS, QG_WORD_HOW_MANY);
    row(w, word(w, QG_WORD_RECORDS), t->records);
    row(w, word(w, QG_WORD_NOT_AUDITED), t->not_audited);
    row(w, word(w, QG_WORD_UNREADABLE), t->unreadable);
    if (excused(t) > 0)
        row(w, word(w, QG_WORD_EXCUSED), excused(t));
    table(w, QG_WORD_CERTIFICATIONS, QG_WORD_VERDICT, QG_WORD_HOW_MANY);
    for (int kind = QG_VERDICTS - 1; kind >= 0; kind--)
        row(w, qg_word_verdict((enum qg_verdict_kind)kind, lang), t->verdicts[kind]);
    if (t->priorities > 0)
        row(w, word(w, QG_WORD_PRIORITY), t->priorities);
}

// ---- what fits ----

// Adds `part` to the page if there is room for it.
static bool fits(struct page *page, const struct qg_text *part) {
    size_t characters = qg_utf8_count(part->at, part->len);
    page->w->text.failed = page->w->text.failed || part->failed;
    if (characters > page->room)
        return false;
    page->room -= characters;
    qg_text_add(&page->w->text, qg_text_str(part));
    return true;
}

static uint64_t of_rule(const struct page *page, uint32_t rule, enum qg_outcome outcome) {
    return qg_rule_tally(page->w->facts->program, page->tally, rule, outcome);
}

// The rules from `first` on that stand in one paragraph: the index behind the last of them.
static uint32_t paragraph_end(const struct qg_program *program, uint32_t first) {
    const struct qg_rule *rule = &program->rules[first];
    uint32_t end = first + 1;
    while (end < program->rule_count && program->rules[end].act == rule->act &&
           qg_str_equal(program->rules[end].paragraph, rule->paragraph))
        end++;
    return end;
}

static void paragraph_row(struct page *page, uint32_t first, uint32_t end) {
    const struct qg_program *program = page->w->facts->program;
    uint64_t violated = 0, undetermined = 0;
    struct qg_text text = {0};
    for (uint32_t i = first; i < end; i++) {
        violated += page->tally->by_rule[i][QG_VIOLATED];
        undetermined += page->tally->by_rule[i][QG_UNDETERMINED];
    }
    if (violated + undetermined == 0)
        return;
    qg_text_addz(&text, "| ");
    escaped(&text, program->acts[program->rules[first].act].name);
    qg_text_char(&text, ' ');
    escaped(&text, program->rules[first].paragraph);
    qg_text_printf(&text, " | %" PRIu64 " | %" PRIu64 " |\n", violated, undetermined);
    (void)fits(page, &text);
    qg_text_free(&text);
}

static void paragraphs(struct page *page) {
    const struct qg_program *program = page->w->facts->program;
    int lang = page->w->facts->lang;
    if (page->tally->findings[QG_VIOLATED] + page->tally->findings[QG_UNDETERMINED] == 0)
        return;
    qg_text_printf(&page->w->text, "\n### %s\n\n| %s | %s | %s |\n| :-- | --: | --: |\n",
                   word(page->w, QG_WORD_BY_PARAGRAPH), word(page->w, QG_WORD_PARAGRAPH),
                   qg_word_outcome(QG_VIOLATED, lang), qg_word_outcome(QG_UNDETERMINED, lang));
    for (uint32_t i = 0, end; i < program->rule_count; i = end) {
        end = paragraph_end(program, i);
        paragraph_row(page, i, end);
    }
}

// ---- rules ----

static void kept(const struct page *page, const struct qg_text *items, uint64_t count,
                 struct qg_text *out) {
    qg_text_add(out, qg_text_str(items));
    if (count > QG_SHEAF_KEPT)
        qg_text_printf(out, "- %s: %" PRIu64 "\n", word(page->w, QG_WORD_FURTHER),
                       count - QG_SHEAF_KEPT);
}

// What is folded away beneath a line of HTML.
static void folded(struct page *page, const struct qg_sheaf *sheaf, const struct qg_text *summary) {
    struct qg_text part = {0};
    qg_text_addz(&part, "<details><summary>");
    qg_text_add(&part, qg_text_str(summary));
    qg_text_addz(&part, "</summary>\n\n");
    kept(page, &sheaf->violated, sheaf->due[QG_VIOLATED], &part);
    kept(page, &sheaf->undetermined, sheaf->due[QG_UNDETERMINED], &part);
    qg_text_addz(&part, "\n</details>\n");
    part.failed = part.failed || summary->failed;
    if (page->left_out > 0 || !fits(page, &part))
        page->left_out++;
    qg_text_free(&part);
}

static void rule(struct page *page, uint32_t at) {
    const struct qg_run_facts *facts = page->w->facts;
    const struct qg_rule *rule = &facts->program->rules[at];
    struct qg_text summary = {0}, duty = {0};
    qg_duty_add(facts->program, rule, facts->lang, &duty);
    qg_text_addz(&summary, "<b>");
    qg_html_text(&summary, rule->id);
    qg_text_addz(&summary, "</b> ");
    qg_html_text(&summary, qg_text_str(&duty));
    qg_text_printf(&summary, " – %s: %" PRIu64 ", %s: %" PRIu64,
                   qg_word_outcome(QG_VIOLATED, facts->lang), of_rule(page, at, QG_VIOLATED),
                   qg_word_outcome(QG_UNDETERMINED, facts->lang),
                   of_rule(page, at, QG_UNDETERMINED));
    summary.failed = summary.failed || duty.failed;
    folded(page, &((struct qg_sheaves *)page->w->state)->rules[at], &summary);
    qg_text_free(&summary);
    qg_text_free(&duty);
}

// The rules with something due, of one level, those only undetermined behind all others.
static void rules_of(struct page *page, int level) {
    const struct qg_program *program = page->w->facts->program;
    const struct qg_sheaves *sheaves = page->w->state;
    for (uint32_t i = 0; i < program->rule_count; i = qg_rule_versions_end(program, i)) {
        const struct qg_sheaf *sheaf = &sheaves->rules[i];
        int own = sheaf->due[QG_VIOLATED] > 0
                      ? (int)qg_level_of_severity(program, qg_own_severity(&program->rules[i]))
                      : QG_LEVELS;
        if (own == level && sheaf->due[QG_VIOLATED] + sheaf->due[QG_UNDETERMINED] > 0)
            rule(page, i);
    }
}

static void data_codes(struct page *page) {
    const struct qg_sheaves *sheaves = page->w->state;
    for (int i = 0; i < QG_DATA_CODES; i++) {
        struct qg_text summary = {0};
        uint64_t count = sheaves->data[i].due[QG_VIOLATED];
        qg_text_printf(&summary, "<b>%.*s</b> %s: %" PRIu64,
                       QG_STR_ARG(qg_data_code((enum qg_data_code)i)), word(page->w, QG_WORD_DATA),
                       count);
        if (count > 0)
            folded(page, &sheaves->data[i], &summary);
        qg_text_free(&summary);
    }
}

static void rules(struct page *page) {
    const struct qg_tally *t = page->tally;
    if (t->findings[QG_VIOLATED] + t->findings[QG_UNDETERMINED] + t->data_findings == 0)
        return;
    qg_text_printf(&page->w->text, "\n### %s\n\n", word(page->w, QG_WORD_BY_RULE));
    data_codes(page);
    for (int level = 0; level <= QG_LEVELS; level++)
        rules_of(page, level);
    if (page->left_out > 0)
        qg_text_printf(&page->w->text, "\n%s: %" PRIu64 "\n", word(page->w, QG_WORD_RULES_LEFT_OUT),
                       page->left_out);
}

// ---- the foot ----

static void circumstances(struct qg_writer *w) {
    enum { SHORT_DIGEST = 12 };
    const struct qg_run_facts *facts = w->facts;
    char day[QG_DATE_TEXT];
    qg_text_printf(&w->text, "\n<sub>%s: qagida %s; %s: ", word(w, QG_WORD_ENGINE), facts->version,
                   word(w, QG_WORD_AS_OF));
    if (facts->as_of == QG_NONE) {
        qg_text_addz(&w->text, word(w, QG_WORD_NONE));
    } else {
        qg_date_format(facts->as_of, day);
        qg_text_addz(&w->text, day);
    }
    for (uint32_t i = 0; i < facts->program->act_count && i < 8; i++) {
        const struct qg_act *act = &facts->program->acts[i];
        qg_text_addz(&w->text, "; ");
        qg_html_text(&w->text, act->name);
        qg_text_printf(&w->text, ", sha256 %.*s",
                       QG_STR_ARG(qg_str_slice(act->digest, 0, SHORT_DIGEST)));
    }
    qg_text_addz(&w->text, "</sub>\n");
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    struct page page = {.w = w, .tally = tally, .room = PAGE - RESERVE};
    totals(w, tally);
    page.room -= qg_utf8_count(w->text.at, w->text.len);
    paragraphs(&page);
    rules(&page);
    circumstances(w);
    return qg_writer_flush(w, true);
}

static void release(struct qg_writer *w) {
    if (w->state != NULL)
        qg_sheaves_free(w->state);
    free(w->state);
}

void qg_markdown_writer(struct qg_writer *w) {
    w->begin = begin;
    w->finding = finding;
    w->verdict = verdict;
    w->end = end;
    w->free = release;
}
