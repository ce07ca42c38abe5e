// SPDX-License-Identifier: Apache-2.0
//
// The totals of an impact's page. Every chart is also a table, and where there are too many rows
// for a picture it shows those with the most changes.

#include "impact_html.h"

#include "bars.h"
#include "html.h"
#include "impact_parts.h"

#include <stddef.h>

// Rules or groups in a picture; more are a table.
enum { DRAWN = 20 };

static const char *word(const struct qg_impact_writer *w, enum qg_word which) {
    return qg_impact_html_word(w, which);
}

static struct qg_str world_name(const struct qg_impact_writer *w, uint32_t world) {
    return world == 0 ? qg_str_of(word(w, QG_WORD_PRESENT_LAW)) : w->facts->drafts[world - 1];
}

static uint64_t changed_by(const uint64_t turns[QG_IMPACT_TURNS]) {
    uint64_t all = 0;
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        all += turns[t];
    return all;
}

static void section(struct qg_impact_writer *w, const char *id, uint32_t number) {
    qg_text_printf(&w->text, "<section id=\"%s", id);
    if (number > 0)
        qg_text_printf(&w->text, "-%u", number);
    qg_text_addz(&w->text, "\">\n<h2>");
}

static void draw(struct qg_impact_writer *w, const struct qg_bars *chart) {
    qg_text_addz(&w->text, "<figure>\n");
    qg_bars_draw(chart, &w->text);
    qg_text_printf(&w->text, "<figcaption>%s</figcaption>\n</figure>\n", chart->title);
}

// ---- which are drawn ----

// The rows with the most changes, in their order.
struct top {
    uint32_t at[DRAWN];
    uint64_t changed[DRAWN];
    uint32_t count;
    bool more; // than there is room for
};

// Takes the least changed out; of equals, the last.
static void drop_least(struct top *top) {
    uint32_t least = 0;
    for (uint32_t i = 1; i < top->count; i++)
        if (top->changed[i] <= top->changed[least])
            least = i;
    top->count--;
    for (uint32_t i = least; i < top->count; i++) {
        top->at[i] = top->at[i + 1];
        top->changed[i] = top->changed[i + 1];
    }
}

static void offer(struct top *top, uint32_t at, uint64_t changed) {
    if (changed == 0)
        return;
    if (top->count == DRAWN) {
        top->more = true;
        uint64_t least = UINT64_MAX;
        for (uint32_t i = 0; i < DRAWN; i++)
            least = top->changed[i] < least ? top->changed[i] : least;
        if (changed <= least)
            return;
        drop_least(top);
    }
    top->at[top->count] = at;
    top->changed[top->count++] = changed;
}

static void tell_more(struct qg_impact_writer *w, const struct top *top) {
    if (top->more)
        qg_text_printf(&w->text, "<p>%s</p>\n", word(w, QG_WORD_DRAWN));
}

// ---- all laws side by side ----

// The worst first, as everywhere.
static const enum qg_verdict_kind verdict_order[] = {QG_VERDICT_WARRANTED, QG_VERDICT_UNDETERMINED,
                                                     QG_VERDICT_CLEAN};
enum { VERDICTS = sizeof verdict_order / sizeof verdict_order[0] };

static void law_row(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                    uint32_t at) {
    const struct qg_impact_world *world = &totals->worlds[at];
    qg_html_row(&w->text, world_name(w, at));
    for (int i = 0; i < VERDICTS; i++)
        qg_html_count(&w->text, world->verdicts[verdict_order[i]]);
    qg_html_count(&w->text, world->findings[QG_VIOLATED]);
    qg_html_count(&w->text, world->findings[QG_UNDETERMINED]);
    qg_html_count(&w->text, changed_by(world->turns));
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        qg_html_count(&w->text, world->turns[t]);
    qg_html_row_end(&w->text);
}

static void laws(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    const char *columns[1 + VERDICTS + 3 + QG_IMPACT_TURNS + 1] = {word(w, QG_WORD_LAW)};
    uint32_t count = 1;
    int lang = w->facts->run->lang;
    for (int i = 0; i < VERDICTS; i++)
        columns[count++] = qg_word_verdict(verdict_order[i], lang);
    struct qg_text violated = {0}, open = {0};
    qg_text_printf(&violated, "%s: %s", word(w, QG_WORD_FINDINGS),
                   qg_word_outcome(QG_VIOLATED, lang));
    qg_text_printf(&open, "%s: %s", word(w, QG_WORD_FINDINGS),
                   qg_word_outcome(QG_UNDETERMINED, lang));
    columns[count++] = violated.failed ? "" : violated.at;
    columns[count++] = open.failed ? "" : open.at;
    columns[count++] = word(w, QG_WORD_CHANGED);
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        columns[count++] = qg_impact_turn_word((enum qg_impact_turn)t, lang);
    qg_html_table(&w->text, word(w, QG_WORD_CERTIFICATIONS), columns);
    w->text.failed = w->text.failed || violated.failed || open.failed;
    qg_text_free(&violated);
    qg_text_free(&open);
    for (uint32_t i = 0; i <= w->facts->draft_count; i++)
        law_row(w, totals, i);
    qg_html_table_end(&w->text);
}

static void draw_laws(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    static const enum qg_fill fills[VERDICTS] = {QG_FILL_SOLID, QG_FILL_HATCH, QG_FILL_NONE};
    struct qg_series series[VERDICTS];
    struct qg_bar bars[QG_WORLD_LIMIT];
    uint64_t values[QG_WORLD_LIMIT][VERDICTS];
    uint32_t count = 0;
    for (int i = 0; i < VERDICTS; i++)
        series[i] =
            (struct qg_series){qg_word_verdict(verdict_order[i], w->facts->run->lang), fills[i]};
    for (; count <= w->facts->draft_count && count < QG_WORLD_LIMIT; count++) {
        for (int i = 0; i < VERDICTS; i++)
            values[count][i] = totals->worlds[count].verdicts[verdict_order[i]];
        bars[count] = (struct qg_bar){world_name(w, count), "", values[count]};
    }
    const struct qg_bars chart = {word(w, QG_WORD_CERTIFICATIONS), series, VERDICTS, bars, count};
    draw(w, &chart);
}

enum qg_fault qg_impact_html_summary(struct qg_impact_writer *w,
                                     const struct qg_impact_totals *totals) {
    section(w, "summary", 0);
    qg_text_printf(&w->text, "%s</h2>\n", word(w, QG_WORD_SUMMARY));
    draw_laws(w, totals);
    laws(w, totals);
    qg_text_addz(&w->text, "</section>\n");
    return qg_impact_writer_flush(w, false);
}

// ---- one draft: verdicts ----

static void matrix(struct qg_impact_writer *w, const struct qg_impact_world *world) {
    const char *columns[QG_IMPACT_VERDICTS + 2] = {word(w, QG_WORD_BEFORE)};
    int lang = w->facts->run->lang;
    for (int v = 0; v < QG_IMPACT_VERDICTS; v++)
        columns[v + 1] = qg_impact_verdict_word(v, lang);
    qg_html_table(&w->text, word(w, QG_WORD_MOVED), columns);
    for (int before = 0; before < QG_IMPACT_VERDICTS; before++) {
        qg_html_row(&w->text, qg_str_of(qg_impact_verdict_word(before, lang)));
        for (int after = 0; after < QG_IMPACT_VERDICTS; after++)
            qg_html_count(&w->text, world->moved[before][after]);
        qg_html_row_end(&w->text);
    }
    qg_html_table_end(&w->text);
}

static void turns(struct qg_impact_writer *w, const struct qg_impact_world *world) {
    const char *columns[] = {word(w, QG_WORD_TURN), word(w, QG_WORD_CERTIFICATIONS), NULL};
    const struct qg_series series = {word(w, QG_WORD_CHANGED), QG_FILL_HATCH};
    struct qg_bar bars[QG_IMPACT_TURNS];
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        bars[t] = (struct qg_bar){
            qg_str_of(qg_impact_turn_word((enum qg_impact_turn)t, w->facts->run->lang)), "",
            &world->turns[t]};
    const struct qg_bars chart = {series.name, &series, 1, bars, QG_IMPACT_TURNS};
    draw(w, &chart);
    qg_html_table(&w->text, series.name, columns);
    for (int t = 0; t < QG_IMPACT_TURNS; t++) {
        qg_html_row(&w->text, bars[t].label);
        qg_html_count(&w->text, world->turns[t]);
        qg_html_row_end(&w->text);
    }
    qg_html_table_end(&w->text);
}

// ---- one draft: by rule ----

static const struct qg_rule *rule_of(const struct qg_impact_writer *w,
                                     const struct qg_impact_rule *rule) {
    return &w->facts->run->program->rules[rule->first];
}

// Two bars for each rule: before and after.
static void draw_rules(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                       uint32_t draft, const struct top *top) {
    int lang = w->facts->run->lang;
    const struct qg_series series[] = {{qg_word_outcome(QG_VIOLATED, lang), QG_FILL_SOLID},
                                       {qg_word_outcome(QG_UNDETERMINED, lang), QG_FILL_HATCH}};
    struct qg_bar bars[DRAWN * 2];
    for (uint32_t i = 0; i < top->count; i++) {
        const struct qg_impact_rule *rule = &totals->rules[top->at[i]];
        struct qg_str id = rule_of(w, rule)->id;
        bars[i * 2] = (struct qg_bar){id, word(w, QG_WORD_BEFORE), rule->findings[0]};
        bars[i * 2 + 1] = (struct qg_bar){id, word(w, QG_WORD_AFTER), rule->findings[draft]};
    }
    const struct qg_bars chart = {word(w, QG_WORD_BY_RULE), series, 2, bars, top->count * 2};
    draw(w, &chart);
    tell_more(w, top);
}

static void rules_table(struct qg_impact_writer *w) {
    int lang = w->facts->run->lang;
    struct qg_text heads[4] = {0};
    const char *columns[3 + 4 + 1] = {word(w, QG_WORD_THE_RULE), word(w, QG_WORD_PARAGRAPH)};
    for (int i = 0; i < 4; i++) {
        qg_text_printf(&heads[i], "%s, %s",
                       qg_word_outcome(i < 2 ? QG_VIOLATED : QG_UNDETERMINED, lang),
                       word(w, i % 2 == 0 ? QG_WORD_BEFORE : QG_WORD_AFTER));
        columns[i + 2] = heads[i].failed ? "" : heads[i].at;
        w->text.failed = w->text.failed || heads[i].failed;
    }
    columns[6] = word(w, QG_WORD_CHANGED);
    qg_html_table(&w->text, word(w, QG_WORD_BY_RULE), columns);
    for (int i = 0; i < 4; i++)
        qg_text_free(&heads[i]);
}

static void rule_row(struct qg_impact_writer *w, const struct qg_impact_rule *rule,
                     uint32_t draft) {
    qg_html_row(&w->text, rule_of(w, rule)->id);
    qg_html_cell(&w->text, rule_of(w, rule)->paragraph);
    for (int kind = 0; kind < 2; kind++) {
        qg_html_count(&w->text, rule->findings[0][kind]);
        qg_html_count(&w->text, rule->findings[draft][kind]);
    }
    qg_html_count(&w->text, rule->changed[draft]);
    qg_html_row_end(&w->text);
}

// Only what the draft changes; the rest is the same before and after.
static void rules(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                  uint32_t draft) {
    struct top top = {0};
    for (uint32_t i = 0; i < totals->rule_count; i++)
        offer(&top, i, totals->rules[i].changed[draft]);
    if (top.count == 0)
        return;
    draw_rules(w, totals, draft, &top);
    rules_table(w);
    for (uint32_t i = 0; i < totals->rule_count; i++)
        if (totals->rules[i].changed[draft] > 0)
            rule_row(w, &totals->rules[i], draft);
    qg_html_table_end(&w->text);
}

// ---- one draft: by group ----

static struct qg_str value_of(const struct qg_impact_writer *w,
                              const struct qg_impact_group *group) {
    return group->value.len > 0 ? group->value : qg_str_of(word(w, QG_WORD_NOT_RECORDED));
}

// "by institution.id", escaped.
static void group_title(const struct qg_impact_writer *w, uint32_t by, struct qg_text *out) {
    qg_text_printf(out, "%s ", word(w, QG_WORD_BY_GROUP));
    qg_html_text(out, w->facts->groups[by]);
}

static void draw_groups(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                        uint32_t draft, const struct top *top, const char *title) {
    static const enum qg_fill fills[QG_IMPACT_TURNS] = {
        [QG_IMPACT_UNLAWFUL] = QG_FILL_SOLID, [QG_IMPACT_LAWFUL] = QG_FILL_NONE,
        [QG_IMPACT_OPEN] = QG_FILL_HATCH,     [QG_IMPACT_OUTSIDE] = QG_FILL_CROSS,
        [QG_IMPACT_SAME] = QG_FILL_DOTS,
    };
    struct qg_series series[QG_IMPACT_TURNS];
    struct qg_bar bars[DRAWN];
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        series[t] = (struct qg_series){
            qg_impact_turn_word((enum qg_impact_turn)t, w->facts->run->lang), fills[t]};
    for (uint32_t i = 0; i < top->count; i++) {
        const struct qg_impact_group *group = &totals->groups[top->at[i]];
        bars[i] = (struct qg_bar){value_of(w, group), "", group->turns[draft]};
    }
    const struct qg_bars chart = {title, series, QG_IMPACT_TURNS, bars, top->count};
    draw(w, &chart);
    tell_more(w, top);
}

static void groups_table(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                         uint32_t draft, uint32_t by, const char *title) {
    const char *columns[1 + QG_IMPACT_TURNS + 1] = {word(w, QG_WORD_VALUE)};
    for (int t = 0; t < QG_IMPACT_TURNS; t++)
        columns[t + 1] = qg_impact_turn_word((enum qg_impact_turn)t, w->facts->run->lang);
    qg_html_table(&w->text, title, columns);
    for (uint32_t i = 0; i < totals->group_count; i++) {
        const struct qg_impact_group *group = &totals->groups[i];
        if (group->by != by || changed_by(group->turns[draft]) == 0)
            continue;
        qg_html_row(&w->text, value_of(w, group));
        for (int t = 0; t < QG_IMPACT_TURNS; t++)
            qg_html_count(&w->text, group->turns[draft][t]);
        qg_html_row_end(&w->text);
    }
    qg_html_table_end(&w->text);
}

static void groups(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                   uint32_t draft, uint32_t by) {
    struct top top = {0};
    struct qg_text title = {0};
    for (uint32_t i = 0; i < totals->group_count; i++)
        if (totals->groups[i].by == by)
            offer(&top, i, changed_by(totals->groups[i].turns[draft]));
    if (top.count == 0)
        return;
    group_title(w, by, &title);
    if (title.failed) {
        w->text.failed = true;
    } else {
        draw_groups(w, totals, draft, &top, title.at);
        groups_table(w, totals, draft, by, title.at);
    }
    qg_text_free(&title);
}

// ---- one draft ----

enum qg_fault qg_impact_html_draft(struct qg_impact_writer *w,
                                   const struct qg_impact_totals *totals, uint32_t draft) {
    const struct qg_impact_world *world = &totals->worlds[draft];
    section(w, "draft", draft);
    qg_text_printf(&w->text, "%s ", word(w, QG_WORD_DRAFT));
    qg_html_text(&w->text, w->facts->drafts[draft - 1]);
    qg_text_addz(&w->text, "</h2>\n");
    if (changed_by(world->turns) == 0)
        qg_text_printf(&w->text, "<p>%s</p>\n", word(w, QG_WORD_NOTHING_CHANGES));
    matrix(w, world);
    turns(w, world);
    rules(w, totals, draft);
    for (uint32_t by = 0; by < w->facts->group_count; by++)
        groups(w, totals, draft, by);
    qg_text_addz(&w->text, "</section>\n");
    return qg_impact_writer_flush(w, false);
}
