// SPDX-License-Identifier: Apache-2.0

#include "alter.h"

#include "date.h"
#include "parser.h"
#include "scan.h"
#include "text.h"
#include "tokens.h"

struct token {
    int kind;
    struct qg_span span;
};

// Every word of every enum, with the one that follows it there (the first follows the last), and
// likewise the severities.
struct word {
    struct qg_str value, next;
};

struct alterer {
    struct qg_alterations *out;
    struct qg_arena *arena;
    const struct qg_sources *sources;
    QG_VEC(struct token) tokens; // of the file at hand, those inside texts left out
    QG_VEC(struct word) words;
    struct qg_str place; // of the token at hand
    struct qg_span within;
    uint32_t first;      // alteration of this place
    enum qg_fault fault; // sticks
};

// ---- tokens ----

static bool keep_token(struct alterer *a, int kind, struct qg_span span) {
    return qg_vec_push(&a->tokens, (struct token){kind, span});
}

static enum qg_fault read_tokens(struct alterer *a, struct qg_scan *scan) {
    union qg_scan_value value;
    struct qg_span span;
    bool hole = false;
    int kind;
    a->tokens.len = 0;
    do {
        kind = qg_scan_next(scan, &value, &span);
        hole = hole ? kind != QG_T_STRING_TAIL : kind == QG_T_STRING_HEAD;
        if (!hole && !keep_token(a, kind, span))
            return QG_FAULT_MEMORY;
    } while (kind != QG_T_END);
    return scan->fault;
}

static enum qg_fault load_tokens(struct alterer *a, uint32_t source) {
    struct qg_diag_list diags; // the file was parsed before: nothing will come
    struct qg_scan scan;
    qg_diag_init(&diags);
    qg_scan_open(&scan, a->arena, a->sources, source, &diags);
    enum qg_fault fault = read_tokens(a, &scan);
    qg_diag_free(&diags);
    return fault;
}

static int kind_at(const struct alterer *a, uint32_t at) {
    return at < a->tokens.len ? a->tokens.at[at].kind : QG_T_END;
}

static struct qg_str text_at(const struct alterer *a, uint32_t at) {
    return qg_sources_slice(a->sources, a->tokens.at[at].span);
}

static struct qg_span span_over(const struct alterer *a, uint32_t from, uint32_t to) {
    return qg_span_join(a->tokens.at[from].span, a->tokens.at[to].span);
}

// What stands between two tokens.
static struct qg_str between(const struct alterer *a, uint32_t from, uint32_t to) {
    struct qg_span span = a->tokens.at[from].span;
    return qg_sources_slice(a->sources,
                            (struct qg_span){span.source, span.end, a->tokens.at[to].span.start});
}

// ---- alterations ----

// Whether it was made already, by another way to the same text; counts those of the same change.
static bool is_new(const struct alterer *a, struct qg_alteration *made) {
    made->occurrence = 1;
    for (uint32_t i = a->first; i < a->out->items.len; i++) {
        const struct qg_alteration *other = &a->out->items.at[i];
        if (!qg_str_equal(other->from, made->from) || !qg_str_equal(other->to, made->to))
            continue;
        if (other->span.start == made->span.start)
            return false;
        made->occurrence++;
    }
    return true;
}

static void add_shown(struct alterer *a, struct qg_span span, struct qg_str with,
                      struct qg_str from, struct qg_str to) {
    struct qg_alteration made = {span, with, from, to, a->place, 1};
    if (is_new(a, &made) && !qg_vec_push(&a->out->items, made))
        a->fault = QG_FAULT_MEMORY;
}

// Source text on one line, whatever it was written on.
static struct qg_str flat(struct alterer *a, struct qg_str s) {
    char *copy = qg_arena_copy(a->arena, s.at, s.len);
    size_t len = 0;
    if (copy == NULL) {
        a->fault = QG_FAULT_MEMORY;
        return s;
    }
    for (size_t i = 0; i < s.len; i++) {
        bool blank = s.at[i] == ' ' || s.at[i] == '\n' || s.at[i] == '\r' || s.at[i] == '\t';
        if (!blank)
            copy[len++] = s.at[i];
        else if (len > 0 && copy[len - 1] != ' ')
            copy[len++] = ' ';
    }
    return (struct qg_str){copy, len};
}

static void add(struct alterer *a, struct qg_span span, struct qg_str with) {
    add_shown(a, span, with, flat(a, qg_sources_slice(a->sources, span)),
              with.len > 0 ? with : QG_STR("(nothing)"));
}

// The same with a text that was composed, which is given back.
static void add_composed(struct alterer *a, struct qg_span span, struct qg_text *with,
                         struct qg_str from, struct qg_str to) {
    char *copy = qg_arena_copy(a->arena, with->at != NULL ? with->at : "", with->len);
    struct qg_str text = {copy, with->len};
    if (copy == NULL || with->failed)
        a->fault = QG_FAULT_MEMORY;
    else
        add_shown(a, span, text, from, to.len > 0 ? to : text);
    qg_text_free(with);
}

static void add_built(struct alterer *a, struct qg_span span, struct qg_text *with) {
    add_composed(a, span, with, flat(a, qg_sources_slice(a->sources, span)), QG_STR(""));
}

// ---- words and marks ----

static void alter_marks(struct alterer *a, uint32_t at) {
    static const struct {
        int first, second;
        struct qg_str with;
    } table[] = {
#define QG_ALTER(one, two, text) {QG_T_##one, QG_T_##two, QG_STR_INIT(text)},
#include "alterations.def"
#undef QG_ALTER
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        bool pair = table[i].second != QG_T_END;
        if (table[i].first == kind_at(a, at) && (!pair || table[i].second == kind_at(a, at + 1)))
            add(a, span_over(a, at, at + pair), table[i].with);
    }
}

// `A shares none with B`, and `to a working day`, which moves the end of a term.
static void alter_phrases(struct alterer *a, uint32_t at) {
    if (kind_at(a, at) == QG_T_SHARES && kind_at(a, at + 2) == QG_T_WITH)
        add(a, span_over(a, at, at + 2), QG_STR("equals"));
    if (kind_at(a, at) == QG_T_TO && kind_at(a, at + 1) == QG_T_A &&
        kind_at(a, at + 2) == QG_T_WORKING)
        add(a, span_over(a, at, at + 3), QG_STR(""));
}

// ---- conditions that are left out ----

static int nesting(int kind) {
    return (kind == QG_T_LPAREN || kind == QG_T_LBRACE) -
           (kind == QG_T_RPAREN || kind == QG_T_RBRACE);
}

static bool is_connective(int kind) {
    return kind == QG_T_AND || kind == QG_T_OR;
}

// What a side of `and` cannot reach over, without a bracket of its own.
static bool is_edge(int kind) {
    return is_connective(kind) || kind == QG_T_COMMA || kind == QG_T_COLON || kind == QG_T_WHERE ||
           kind == QG_T_HAS || kind == QG_T_IF || kind == QG_T_THEN || kind == QG_T_ELSE ||
           (kind >= QG_T_REQUIRE && kind <= QG_T_AS);
}

static bool is_in_place(const struct alterer *a, uint32_t at) {
    struct qg_span span = a->tokens.at[at].span;
    return span.start >= a->within.start && span.end <= a->within.end;
}

// The last token of the right side of the connective at `at`, or the first of its left side.
static uint32_t side_of(const struct alterer *a, uint32_t at, int step) {
    int open = 0;
    uint32_t i = at;
    while ((step > 0 || i > 0) && i + 1 < a->tokens.len) {
        uint32_t next = step > 0 ? i + 1 : i - 1;
        int kind = kind_at(a, next);
        if (!is_in_place(a, next) || (open == 0 && is_edge(kind)))
            break;
        open += nesting(kind) * step;
        if (open < 0)
            break;
        i = next;
    }
    return i;
}

// `A and B`: A alone; and B alone, where no other connective stands before A.
static void alter_sides(struct alterer *a, uint32_t at) {
    if (!is_connective(kind_at(a, at)))
        return;
    uint32_t first = side_of(a, at, -1), last = side_of(a, at, +1);
    if (last > at)
        add(a, span_over(a, at, last), QG_STR(""));
    if (first < at && (first == 0 || !is_connective(kind_at(a, first - 1))))
        add(a, span_over(a, first, at), QG_STR(""));
}

// The `has` that belongs to the `every` at `at`; 0 for none.
static uint32_t has_of(const struct alterer *a, uint32_t at) {
    uint32_t open = 0;
    for (; at < a->tokens.len && is_in_place(a, at); at++) {
        open += kind_at(a, at) == QG_T_EVERY;
        if (kind_at(a, at) == QG_T_HAS && --open == 0)
            return at;
    }
    return 0;
}

// `every member where A has B` becomes `some member where (A) and B`.
static void alter_every(struct alterer *a, uint32_t at) {
    uint32_t has = kind_at(a, at) == QG_T_EVERY ? has_of(a, at) : 0, where = at;
    struct qg_text with = {0};
    if (has == 0)
        return;
    while (where < has && kind_at(a, where) != QG_T_WHERE)
        where++;
    qg_text_addz(&with, "some ");
    qg_text_add(&with, qg_sources_slice(a->sources, span_over(a, at + 1, where - 1)));
    qg_text_addz(&with, " where");
    if (where < has) {
        qg_text_addz(&with, " (");
        qg_text_add(&with, qg_sources_slice(a->sources, span_over(a, where + 1, has - 1)));
        qg_text_addz(&with, ") and");
    }
    add_composed(a, span_over(a, at, has), &with, QG_STR("every"), QG_STR("some"));
}

static bool in_table(const struct alterer *a) {
    return qg_str_starts(a->place, QG_STR("table "));
}

// Whether a row of a table begins at a token.
static bool begins_row(const struct alterer *a, uint32_t at) {
    return kind_at(a, at) == QG_T_WHEN ||
           (kind_at(a, at) == QG_T_ELSE && kind_at(a, at + 1) == QG_T_COLON);
}

// Leaves a row out, so that a row which no test asks for is found.
static void alter_row(struct alterer *a, uint32_t at) {
    uint32_t last = at;
    if (!in_table(a) || !begins_row(a, at))
        return;
    while (is_in_place(a, last + 1) && !begins_row(a, last + 1))
        last++;
    add(a, span_over(a, at, last), QG_STR(""));
}

// The last cell of a row stands before a colon, as names of arguments do elsewhere.
static void alter_word(struct alterer *a, uint32_t at) {
    struct qg_str text = text_at(a, at);
    int before = at > 0 ? kind_at(a, at - 1) : QG_T_END, after = kind_at(a, at + 1);
    bool named = after == QG_T_COLON && !in_table(a);
    if (before == QG_T_DOT || after == QG_T_DOT || named || after == QG_T_LPAREN)
        return;
    for (uint32_t i = 0; i < a->words.len; i++)
        if (qg_str_equal(a->words.at[i].value, text))
            add(a, a->tokens.at[at].span, a->words.at[i].next);
}

// The next token of that kind behind `at`, within the reach of one duration; 0 for none.
static uint32_t soon(const struct alterer *a, uint32_t at, int kind) {
    for (uint32_t i = at + 1; i < at + 12 && i < a->tokens.len; i++)
        if (kind_at(a, i) == kind)
            return i;
    return 0;
}

// `is younger than D on` and `is at least D old on` are each other's opposite.
static void alter_age(struct alterer *a, uint32_t at) {
    bool younger = kind_at(a, at) == QG_T_YOUNGER && kind_at(a, at + 1) == QG_T_THAN;
    bool older = kind_at(a, at) == QG_T_AT && kind_at(a, at + 1) == QG_T_LEAST;
    uint32_t end = younger ? soon(a, at, QG_T_ON) : older ? soon(a, at, QG_T_OLD) : 0;
    struct qg_text with = {0};
    if (end == 0)
        return;
    qg_text_addz(&with, younger ? "at least" : "younger than");
    qg_text_add(&with, between(a, at + 1, end));
    qg_text_addz(&with, younger ? "old on" : "");
    add_composed(a, span_over(a, at, end), &with, younger ? QG_STR("younger") : QG_STR("old"),
                 younger ? QG_STR("old") : QG_STR("younger"));
}

// The name of the value before or after the one that is the default: of its neighbours the next
// one, or of the last value the one before. 0 for none.
static uint32_t other_value(const struct alterer *a, uint32_t at) {
    for (uint32_t i = at; i < a->tokens.len && kind_at(a, i) != QG_T_RBRACE; i++)
        if (kind_at(a, i) == QG_T_COMMA && kind_at(a, i + 1) != QG_T_RBRACE)
            return i + 1;
    for (uint32_t i = at; i > 0 && kind_at(a, i) != QG_T_READING; i--)
        if (kind_at(a, i) == QG_T_COMMA || kind_at(a, i) == QG_T_LBRACE)
            if (i + 1 < at - 1)
                return i + 1;
    return 0;
}

// Makes another value of a reading the default: the names of the two change places.
static void alter_default(struct alterer *a, uint32_t at) {
    struct qg_text with = {0};
    uint32_t here = at > 0 ? at - 1 : 0, other = 0;
    if (kind_at(a, at) == QG_T_DEFAULT && qg_str_starts(a->place, QG_STR("reading ")))
        other = other_value(a, at);
    if (other == 0)
        return;
    uint32_t first = here < other ? here : other, last = here < other ? other : here;
    qg_text_add(&with, text_at(a, last));
    qg_text_add(&with, between(a, first, last));
    qg_text_add(&with, text_at(a, first));
    add_composed(a, span_over(a, first, last), &with, text_at(a, here), text_at(a, other));
}

// ---- numbers and durations ----

// A unit in the singular, how many of another one it is taken for, and the next smaller one, for
// which it is taken by its number alone; NULL for none.
struct unit {
    const char *name;
    int64_t times;
    const char *meant, *smaller;
};

static const struct unit *unit_of(int token) {
    static const struct unit year = {"year", 365, "day", "month"},
                             month = {"month", 30, "day", "week"},
                             week = {"week", 5, "working day", "day"},
                             day = {"day", 1, "working day", NULL},
                             working = {"working day", 1, "day", NULL};
    switch (token) {
    case QG_T_YEAR:
    case QG_T_YEARS:
        return &year;
    case QG_T_MONTH:
    case QG_T_MONTHS:
        return &month;
    case QG_T_WEEK:
    case QG_T_WEEKS:
        return &week;
    case QG_T_DAY:
    case QG_T_DAYS:
        return &day;
    case QG_T_WORKING:
        return &working;
    default:
        return NULL;
    }
}

// `unit` in the singular, or empty.
static void add_number(struct alterer *a, struct qg_span span, int64_t number, const char *unit) {
    struct qg_text with = {0};
    qg_text_printf(&with, *unit == '\0' ? "%lld" : "%lld ", (long long)number);
    qg_text_addz(&with, unit);
    qg_text_addz(&with, *unit == '\0' || number == 1 ? "" : "s");
    add_built(a, span, &with);
}

static int64_t number_at(const struct alterer *a, uint32_t at) {
    struct qg_str text = text_at(a, at);
    int64_t number = 0;
    for (size_t i = 0; i < text.len && number <= INT32_MAX; i++)
        number = number * 10 + (text.at[i] - '0');
    return number;
}

static void alter_duration(struct alterer *a, uint32_t at, const struct unit *unit) {
    uint32_t last = kind_at(a, at + 1) == QG_T_WORKING ? at + 2 : at + 1;
    struct qg_span span = span_over(a, at, last);
    int64_t number = number_at(a, at);
    add_number(a, span, number + 1, unit->name);
    if (number > 0)
        add_number(a, span, number - 1, unit->name);
    add_number(a, span, number * unit->times, unit->meant);
    if (unit->smaller != NULL)
        add_number(a, span, number, unit->smaller);
}

// A number that names a part of the act is no number to reckon with.
static bool is_citation(const struct alterer *a, uint32_t at) {
    int before = at > 0 ? kind_at(a, at - 1) : QG_T_END;
    return before == QG_T_PARAGRAPH || before == QG_T_CHAPTER || before == QG_T_APPENDIX;
}

static void alter_number(struct alterer *a, uint32_t at) {
    const struct unit *unit = unit_of(kind_at(a, at + 1));
    if (is_citation(a, at))
        return;
    if (unit != NULL) {
        alter_duration(a, at, unit);
        return;
    }
    int64_t number = number_at(a, at);
    add_number(a, a->tokens.at[at].span, number + 1, "");
    if (number > 0)
        add_number(a, a->tokens.at[at].span, number - 1, "");
}

static void add_date(struct alterer *a, struct qg_span span, int32_t day) {
    struct qg_text with = {0};
    char text[QG_DATE_TEXT];
    qg_date_format(day, text);
    qg_text_addz(&with, text);
    add_built(a, span, &with);
}

static void alter_date(struct alterer *a, uint32_t at) {
    struct qg_str text = text_at(a, at);
    int32_t day;
    if (!qg_date_parse(text.at, text.len, &day))
        return;
    add_date(a, a->tokens.at[at].span, day + 1);
    add_date(a, a->tokens.at[at].span, day - 1);
}

// ---- files ----

// The mark of `let NAME =`, which compares nothing.
static bool is_definition(const struct alterer *a, uint32_t at) {
    return kind_at(a, at) == QG_T_EQUAL && at > 1 && kind_at(a, at - 2) == QG_T_LET;
}

static void alter_token(struct alterer *a, uint32_t at) {
    int kind = kind_at(a, at);
    if (is_definition(a, at))
        return;
    if (kind == QG_T_INT)
        alter_number(a, at);
    else if (kind == QG_T_DATE)
        alter_date(a, at);
    alter_marks(a, at);
    alter_phrases(a, at);
    alter_sides(a, at);
    alter_every(a, at);
    alter_age(a, at);
    alter_default(a, at);
    alter_row(a, at);
    alter_word(a, at);
}

static void alter_place(struct alterer *a, const struct qg_alter_place *place) {
    a->place = place->name;
    a->within = place->span;
    a->first = a->out->items.len;
    for (uint32_t i = 0; i < a->tokens.len && a->fault == QG_OK; i++) {
        struct qg_span span = a->tokens.at[i].span;
        if (span.start >= place->span.start && span.end <= place->span.end)
            alter_token(a, i);
    }
}

static enum qg_fault alter_file(struct alterer *a, const struct qg_file *file) {
    struct qg_alter_places places;
    enum qg_fault fault = qg_alter_places_list(&places, a->arena, file);
    if (fault == QG_OK && places.items.len > 0)
        fault = load_tokens(a, file->source);
    for (uint32_t i = 0; i < places.items.len && fault == QG_OK; i++) {
        alter_place(a, &places.items.at[i]);
        fault = a->fault;
    }
    qg_vec_free(&places.items);
    return fault;
}

// ---- enums ----

static bool add_words(struct alterer *a, const struct qg_enum_values *values) {
    for (const struct qg_enum_value *v = values->first; v != NULL; v = v->next) {
        const struct qg_enum_value *next = v->next != NULL ? v->next : values->first;
        if (next != v && !qg_vec_push(&a->words, (struct word){v->name.text, next->name.text}))
            return false;
    }
    return true;
}

// The severities of a file, as if they were the words of one enum.
static bool add_severities(struct alterer *a, const struct qg_file *file) {
    const struct qg_decl *first = NULL, *last = NULL;
    bool kept = true;
    for (const struct qg_decl *d = file->decls.first; d != NULL && kept; d = d->next) {
        if (d->kind != QG_DECL_SEVERITY)
            continue;
        first = first != NULL ? first : d;
        kept = last == NULL || qg_vec_push(&a->words, (struct word){last->name.text, d->name.text});
        last = d;
    }
    return kept && (first == last ||
                    qg_vec_push(&a->words, (struct word){last->name.text, first->name.text}));
}

static bool gather_words(struct alterer *a, const struct qg_file *file) {
    bool kept = add_severities(a, file);
    for (const struct qg_decl *d = file->decls.first; d != NULL && kept; d = d->next)
        if (d->kind == QG_DECL_ENUM)
            kept = add_words(a, &d->as.enumeration.values);
    return kept;
}

enum qg_fault qg_alterations_list(struct qg_alterations *out, struct qg_arena *arena,
                                  const struct qg_sources *sources, struct qg_file *const *files,
                                  uint32_t file_count) {
    struct alterer a = {.out = out, .arena = arena, .sources = sources};
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < file_count && fault == QG_OK; i++)
        fault = gather_words(&a, files[i]) ? QG_OK : QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < file_count && fault == QG_OK; i++)
        fault = alter_file(&a, files[i]);
    qg_vec_free(&a.tokens);
    qg_vec_free(&a.words);
    return fault;
}

void qg_alterations_free(struct qg_alterations *alterations) {
    qg_vec_free(&alterations->items);
}
