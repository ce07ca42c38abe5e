// SPDX-License-Identifier: Apache-2.0
#include "spell.h"

// The forms of a unit: for one, for two to four (Russian; elsewhere as for many), for many.
enum { ONE, FEW, MANY, FORMS };

struct unit {
    const char *words[QG_LANGS][FORMS];
};

static const struct unit years = {
    {{"year", "years", "years"}, {"год", "года", "лет"}, {"жыл", "жыл", "жыл"}}};
static const struct unit months = {
    {{"month", "months", "months"}, {"месяц", "месяца", "месяцев"}, {"ай", "ай", "ай"}}};
static const struct unit days = {
    {{"day", "days", "days"}, {"день", "дня", "дней"}, {"күн", "күн", "күн"}}};
static const struct unit workdays = {{{"working day", "working days", "working days"},
                                      {"рабочий день", "рабочих дня", "рабочих дней"},
                                      {"жұмыс күні", "жұмыс күні", "жұмыс күні"}}};

// 1, 21, 101 are like one in Russian, but 11 is not; 2 to 4 are few, but 12 to 14 are not.
static int russian_form(int32_t number) {
    int32_t last = number % 10, teens = number % 100;
    if (teens >= 11 && teens <= 14)
        return MANY;
    return last == 1 ? ONE : last >= 2 && last <= 4 ? FEW : MANY;
}

static void spell(struct qg_text *out, int32_t number, const struct unit *unit, enum qg_lang lang,
                  bool *first) {
    int form = lang == QG_LANG_RU ? russian_form(number) : number == 1 ? ONE : MANY;
    if (number == 0)
        return;
    qg_text_printf(out, "%s%d %s", *first ? "" : " ", (int)number, unit->words[lang][form]);
    *first = false;
}

void qg_spell_duration(struct qg_text *out, const struct qg_duration *d, enum qg_lang lang) {
    bool first = true;
    spell(out, d->months / 12, &years, lang, &first);
    spell(out, d->months % 12, &months, lang, &first);
    spell(out, d->days, &days, lang, &first);
    spell(out, d->workdays, &workdays, lang, &first);
    if (first)
        qg_text_printf(out, "0 %s", (d->in_months ? &months : &days)->words[lang][MANY]);
}
