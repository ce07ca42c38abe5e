// SPDX-License-Identifier: Apache-2.0

#include "consolidate.h"

#include "date.h"
#include "static_day.h"

static void add_day(struct qg_text *out, int32_t day) {
    char text[QG_DATE_TEXT];
    qg_date_format(day, text);
    qg_text_addz(out, text);
}

// "from 2027-01-01", "from a day not before …", "from a day that is not known"
static void add_bound(const struct qg_law *law, const struct qg_expr *e, const char *word,
                      struct qg_text *out) {
    struct qg_day_range day = qg_static_day(law->c, e);
    qg_text_printf(out, " %s ", word);
    if (day.lo == day.hi) {
        add_day(out, day.lo);
    } else if (day.lo > QG_DATE_MIN) {
        qg_text_addz(out, "a day not before ");
        add_day(out, day.lo);
    } else {
        qg_text_addz(out, "a day that is not known");
    }
}

// "(No. 300, adopted 2019-08-26)"
static void add_identity(const struct qg_law *law, const struct qg_act_decl *act,
                         struct qg_text *out) {
    int32_t adopted = qg_static_adopted(law->c, act);
    if (act->number.len == 0 && adopted == QG_NONE)
        return;
    qg_text_addz(out, " (");
    if (act->number.len > 0)
        qg_text_printf(out, "No. %.*s", QG_STR_ARG(act->number));
    if (adopted != QG_NONE) {
        qg_text_addz(out, act->number.len > 0 ? ", adopted " : "adopted ");
        add_day(out, adopted);
    }
    qg_text_char(out, ')');
}

void qg_consolidate_amendment(const struct qg_law *law, const struct qg_decl *amendment,
                              struct qg_text *out) {
    const struct qg_act_decl *act = &amendment->as.act;
    qg_text_add(out, amendment->name.text);
    add_identity(law, act, out);
    qg_text_addz(out, ", in force");
    add_bound(law, act->force_from, "from", out);
    if (act->force_until != NULL)
        add_bound(law, act->force_until, "until", out);
    qg_text_printf(out, ": %.*s",
                   QG_STR_ARG(qg_sources_at(&law->c->sources, amendment->span.source)->name));
}

// ---- the head ----

// What is to be known of an act on the day: that it is not the law.
static void add_standing(const struct qg_law *law, const struct qg_act_decl *act, int32_t day,
                         struct qg_text *out) {
    struct qg_day_range from = qg_static_day(law->c, act->force_from);
    struct qg_day_range until = qg_static_day(law->c, act->force_until);
    if (day == QG_NONE)
        return;
    if (act->force_from != NULL && from.lo > day)
        qg_text_addz(out, "# It was not in force yet on that day.\n");
    if (act->force_until != NULL && until.hi < day)
        qg_text_addz(out, "# It was no longer in force on that day.\n");
}

static void add_act(const struct qg_law *law, const struct qg_decl *decl, int32_t day,
                    struct qg_text *out) {
    qg_text_printf(out, "# Consolidated text of %.*s", QG_STR_ARG(decl->name.text));
    add_identity(law, &decl->as.act, out);
    qg_text_addz(out, day != QG_NONE ? " as of " : " with all its amendments");
    if (day != QG_NONE)
        add_day(out, day);
    qg_text_addz(out, ".\n");
    add_standing(law, &decl->as.act, day, out);
}

static void add_acts(const struct qg_law *law, const struct qg_consolidate_wish *wish,
                     struct qg_text *out) {
    for (uint32_t i = 0; i < law->c->file_count; i++)
        for (const struct qg_decl *d = law->files[i]->decls.first; d != NULL; d = d->next)
            if (d->kind == QG_DECL_ACT &&
                (wish->act.len == 0 || qg_str_equal(d->name.text, wish->act)))
                add_act(law, d, wish->day, out);
}

// What an amendment says of the days of its own effects is no part of the text.
static void add_transition(const struct qg_act_decl *amendment, struct qg_text *out) {
    for (const struct qg_dated *d = amendment->dated.first; d != NULL; d = d->next)
        qg_text_printf(out, "#     For %.*s it decides which text applies by a day of its own.\n",
                       QG_STR_ARG(d->noun.text));
}

static void add_amendments(const struct qg_law *law, const struct qg_consolidate_wish *wish,
                           struct qg_text *out) {
    const struct qg_decl *list[QG_EDITION_LIMIT + 1];
    uint32_t count = qg_law_amendments(law, list), shown = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct qg_act_decl *act = &list[i]->as.act;
        if (wish->act.len > 0 && !qg_str_equal(act->amends.text, wish->act))
            continue;
        if (shown++ == 0)
            qg_text_addz(out, "# As amended by\n");
        qg_text_addz(out, "#   ");
        qg_consolidate_amendment(law, list[i], out);
        qg_text_char(out, '\n');
        add_transition(act, out);
    }
    if (shown == 0)
        qg_text_addz(out, "# No amendment has come into force by then.\n");
}

void qg_consolidate_head(const struct qg_law *law, const struct qg_consolidate_wish *wish,
                         struct qg_text *out) {
    add_acts(law, wish, out);
    add_amendments(law, wish, out);
    if (law->doubt != NULL)
        qg_text_printf(out,
                       "# The text is not certain: nobody can tell from the dates whether %.*s has "
                       "%s by then.\n",
                       QG_STR_ARG(law->doubt->amendment->name.text),
                       law->doubt->ends ? "ended" : "begun");
    qg_text_char(out, '\n');
}
