// SPDX-License-Identifier: Apache-2.0

#include "sweep_values.h"

#include "date.h"

#include <inttypes.h>

// ---- words ----

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct qg_str trimmed(struct qg_str s) {
    while (s.len > 0 && is_space(s.at[0]))
        s = qg_str_slice(s, 1, s.len);
    while (s.len > 0 && is_space(s.at[s.len - 1]))
        s.len--;
    return s;
}

// Takes the first word off; empty at the end.
static struct qg_str next_word(struct qg_str *rest) {
    size_t len = 0;
    *rest = trimmed(*rest);
    while (len < rest->len && !is_space(rest->at[len]))
        len++;
    struct qg_str word = qg_str_slice(*rest, 0, len);
    *rest = qg_str_slice(*rest, len, rest->len);
    return word;
}

bool qg_sweep_value_same(struct qg_str a, struct qg_str b) {
    struct qg_str x, y;
    do {
        x = next_word(&a);
        y = next_word(&b);
    } while (x.len > 0 && qg_str_equal(x, y));
    return x.len == 0 && y.len == 0;
}

// ---- numbers ----

// `num`/`den`; `fraction` if it was written as one.
struct number {
    int64_t num, den;
    bool fraction;
};

enum { DIGITS_MAX = 9, DENOMINATOR_MAX = 1000000 };

static bool read_digits(struct qg_str *s, int64_t *out) {
    size_t len = 0;
    *out = 0;
    for (; len < s->len && s->at[len] >= '0' && s->at[len] <= '9'; len++)
        if (len < DIGITS_MAX)
            *out = *out * 10 + (s->at[len] - '0');
    *s = qg_str_slice(*s, len, s->len);
    return len > 0 && len <= DIGITS_MAX;
}

// Takes a number off the front.
static bool read_number(struct qg_str *s, struct number *out) {
    *s = trimmed(*s);
    *out = (struct number){.den = 1};
    if (!read_digits(s, &out->num))
        return false;
    if (s->len == 0 || s->at[0] != '/')
        return true;
    *s = qg_str_slice(*s, 1, s->len);
    out->fraction = true;
    return read_digits(s, &out->den) && out->den > 0;
}

static int64_t common_divisor(int64_t a, int64_t b) {
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a > 0 ? a : 1; // never 0: it divides
}

// ---- sizes ----

// What a unit comes to in days, nearly: enough to tell which value is the longer.
static bool unit_days(struct qg_str unit, double *out) {
    static const struct {
        const char *name;
        double days;
    } units[] = {{"", 1},           {"day", 1},           {"days", 1},          {"week", 7},
                 {"weeks", 7},      {"month", 30.44},     {"months", 30.44},    {"year", 365.25},
                 {"years", 365.25}, {"working day", 1.4}, {"working days", 1.4}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        *out = units[i].days;
        if (qg_sweep_value_same(unit, qg_str_of(units[i].name)))
            return true;
    }
    return false;
}

// How large a value is; false for words.
static bool size_of(struct qg_str value, double *out) {
    struct number number;
    int32_t date;
    double unit;
    value = trimmed(value);
    if (qg_date_parse(value.at, value.len, &date)) {
        *out = date;
        return true;
    }
    if (!read_number(&value, &number) || !unit_days(value, &unit))
        return false;
    *out = (double)number.num / (double)number.den * unit;
    return true;
}

// ---- ranges ----

struct range {
    struct number from, to, step;
    struct qg_str unit;
};

static bool is_step(struct qg_str word) {
    return qg_str_equal(word, QG_STR("step"));
}

// "12 months step 2": what stands behind the dots.
static bool read_end(struct qg_str rest, struct range *out) {
    if (!read_number(&rest, &out->to))
        return false;
    out->step = (struct number){1, 1, false};
    struct qg_str all = trimmed(rest), word = {0};
    do {
        word = next_word(&rest);
    } while (word.len > 0 && !is_step(word));
    out->unit = all;
    if (word.len == 0)
        return true;
    out->unit = trimmed(qg_str_slice(all, 0, (size_t)(word.at - all.at)));
    if (!read_number(&rest, &out->step))
        return false;
    rest = trimmed(rest);
    if (out->unit.len == 0)
        out->unit = rest;
    return rest.len == 0 || qg_sweep_value_same(out->unit, rest);
}

static bool find_dots(struct qg_str item, size_t *at) {
    for (*at = 0; *at + 1 < item.len; (*at)++)
        if (item.at[*at] == '.' && item.at[*at + 1] == '.')
            return true;
    return false;
}

static bool read_range(struct qg_str item, size_t dots, struct range *out) {
    struct qg_str begin = qg_str_slice(item, 0, dots);
    *out = (struct range){0};
    return read_number(&begin, &out->from) && trimmed(begin).len == 0 &&
           read_end(qg_str_slice(item, dots + 2, item.len), out);
}

// The least common denominator of the three numbers; 0 if it is too large.
static int64_t denominator(const struct range *r) {
    const int64_t all[] = {r->from.den, r->to.den, r->step.den};
    int64_t common = 1;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        common = common / common_divisor(common, all[i]) * all[i];
        if (common > DENOMINATOR_MAX)
            return 0;
    }
    return common;
}

static bool add_value(struct qg_sweep_values *out, struct qg_arena *arena, struct qg_str value) {
    struct qg_str kept = {qg_arena_copy(arena, value.at, value.len), value.len};
    return kept.at != NULL && qg_vec_push(&out->items, kept);
}

// "1 month", "2 months", "7/12".
static bool add_number(struct qg_sweep_values *out, struct qg_arena *arena, const struct range *r,
                       struct number at) {
    struct qg_text text = {0};
    struct qg_str unit = r->unit;
    int64_t divisor = common_divisor(at.num, at.den);
    qg_text_number(&text, at.num / divisor);
    if (at.fraction)
        qg_text_printf(&text, "/%" PRId64, at.den / divisor);
    if (at.num == at.den && unit.len > 1 && unit.at[unit.len - 1] == 's')
        unit.len--;
    if (unit.len > 0)
        qg_text_char(&text, ' ');
    qg_text_add(&text, unit);
    bool ok = !text.failed && add_value(out, arena, qg_text_str(&text));
    qg_text_free(&text);
    return ok;
}

static bool spell_out(struct qg_sweep_values *out, struct qg_arena *arena, const struct range *r,
                      struct qg_text *problem) {
    int64_t den = denominator(r);
    if (den == 0) {
        qg_text_addz(problem, "the denominators of the range have too large a common one");
        return false;
    }
    int64_t from = r->from.num * (den / r->from.den), to = r->to.num * (den / r->to.den);
    int64_t step = r->step.num * (den / r->step.den);
    if (step == 0 || from > to || (to - from) / step >= QG_SWEEP_VALUES_MAX) {
        qg_text_printf(problem, "a range goes up, in 1 to %d steps", QG_SWEEP_VALUES_MAX);
        return false;
    }
    bool fraction = r->from.fraction || r->to.fraction || r->step.fraction;
    for (int64_t at = from; at <= to; at += step)
        if (!add_number(out, arena, r, (struct number){at, den, fraction})) {
            qg_text_addz(problem, "out of memory");
            return false;
        }
    return true;
}

// ---- the list ----

static bool read_item(struct qg_sweep_values *out, struct qg_arena *arena, struct qg_str item,
                      struct qg_text *problem) {
    struct range range;
    size_t dots;
    if (item.len == 0) {
        qg_text_addz(problem, "a value is missing");
        return false;
    }
    if (!find_dots(item, &dots)) {
        if (add_value(out, arena, item))
            return true;
        qg_text_addz(problem, "out of memory");
        return false;
    }
    if (read_range(item, dots, &range))
        return spell_out(out, arena, &range, problem);
    qg_text_printf(problem, "`%.*s` is not a range: as in `1..12 months` or `1/2..1 step 1/12`",
                   QG_STR_ARG(item));
    return false;
}

bool qg_sweep_values_read(struct qg_sweep_values *out, struct qg_arena *arena, struct qg_str list,
                          struct qg_text *problem) {
    for (size_t from = 0, to; from <= list.len; from = to + 1) {
        for (to = from; to < list.len && list.at[to] != ',';)
            to++;
        if (!read_item(out, arena, trimmed(qg_str_slice(list, from, to)), problem))
            return false;
        if (out->items.len > QG_SWEEP_VALUES_MAX) {
            qg_text_printf(problem, "more than %d values", QG_SWEEP_VALUES_MAX);
            return false;
        }
    }
    return true;
}

void qg_sweep_values_free(struct qg_sweep_values *values) {
    qg_vec_free(&values->items);
}

// ---- the value as it stands ----

static uint32_t place_by_size(const struct qg_sweep_values *values, struct qg_str present) {
    uint32_t at = 0;
    double size, other;
    if (!size_of(present, &size))
        return 0;
    for (uint32_t i = 0; i < values->items.len; i++) {
        if (!size_of(values->items.at[i], &other))
            return 0;
        at += other < size && at == i;
    }
    return at;
}

bool qg_sweep_values_place(struct qg_sweep_values *values, struct qg_str present, uint32_t *at) {
    for (*at = 0; *at < values->items.len; (*at)++)
        if (qg_sweep_value_same(values->items.at[*at], present))
            return true;
    *at = place_by_size(values, present);
    if (!qg_vec_push(&values->items, present))
        return false;
    for (uint32_t i = values->items.len - 1; i > *at; i--)
        values->items.at[i] = values->items.at[i - 1];
    values->items.at[*at] = present;
    return true;
}
