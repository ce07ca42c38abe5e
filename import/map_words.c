// SPDX-License-Identifier: Apache-2.0
//
// What a map says of words and dates: `formats`, `words`, and the `export` as a whole.

#include "map.h"

#include "facts.h"
#include "trim.h"

// ---- lists of words ----

// Appends a word to a list that has room for it; folded if that is asked.
static bool add_word(struct qg_map *map, struct qg_str *to, struct qg_str word, bool fold) {
    struct qg_text text = {0};
    if (fold)
        qg_fold(word, &text);
    else
        qg_text_add(&text, word);
    *to = qg_map_keep(map, &text);
    qg_text_free(&text);
    return to->at != NULL;
}

// How a list reads in a message: "да, иә".
static bool show(struct qg_map *map, const struct qg_word_list *words, struct qg_str *out,
                 const struct qg_word_list *others) {
    struct qg_text text = {0};
    for (uint32_t i = 0; i < words->len; i++) {
        qg_text_addz(&text, i > 0 ? ", " : "");
        qg_text_add(&text, words->at[i]);
    }
    for (uint32_t i = 0; others != NULL && i < others->len; i++) {
        qg_text_addz(&text, ", ");
        qg_text_add(&text, others->at[i]);
    }
    *out = qg_map_keep(map, &text);
    qg_text_free(&text);
    return out->at != NULL;
}

static enum qg_fault fill(struct qg_map *map, struct qg_word_list *out, const struct qg_str *words,
                          uint32_t count, bool fold) {
    struct qg_str *at = qg_arena_array(&map->notation.arena, (size_t)count + 1, sizeof *at);
    if (at == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < count; i++)
        if (!add_word(map, &at[i], words[i], fold))
            return QG_FAULT_MEMORY;
    *out = (struct qg_word_list){at, count};
    return QG_OK;
}

enum { WORDS_OF_A_LIST = 64 };

struct preset {
    const char *key;
    struct qg_word_list *out;
    bool fold;
    const struct qg_str *words;
    uint32_t count;
};

// A list of the map, or what is preset. `always` words are understood whatever the map says.
static enum qg_fault read_list(struct qg_map *map, const struct qg_notation_node *formats,
                               const struct preset *preset, const char *always) {
    struct qg_str words[WORDS_OF_A_LIST + 1];
    const struct qg_notation_node *list = qg_notation_entry(formats, preset->key);
    uint32_t count = 0;
    if (list == NULL)
        return fill(map, preset->out, preset->words, preset->count, preset->fold);
    if (!qg_notation_expect(&map->notation, list, QG_NOTATION_LIST, preset->key))
        return QG_OK;
    for (const struct qg_notation_node *w = list->first; w != NULL && count < WORDS_OF_A_LIST;
         w = w->next)
        if (qg_notation_expect(&map->notation, w, QG_NOTATION_SCALAR, "a word"))
            words[count++] = w->text;
    if (list->count > WORDS_OF_A_LIST)
        qg_notation_complain(&map->notation, list, "more than %d words", WORDS_OF_A_LIST);
    if (always != NULL)
        words[count++] = qg_str_of(always);
    return fill(map, preset->out, words, count, preset->fold);
}

static void check_formats(struct qg_map *map, const struct qg_notation_node *formats,
                          const char *key, bool time) {
    const struct qg_notation_node *list = qg_notation_entry(formats, key);
    const char *why = NULL;
    for (const struct qg_notation_node *f = list != NULL ? list->first : NULL; f != NULL;
         f = f->next)
        if (f->kind == QG_NOTATION_SCALAR && !qg_meaning_is_format(f->text, time, &why))
            qg_notation_complain(&map->notation, f, "`%.*s`: %s", QG_STR_ARG(f->text), why);
}

#define LIST(name, field, folded)                                                                  \
    { #name, &f->field, folded, (name), sizeof(name) / sizeof *(name) }

static enum qg_fault read_lists(struct qg_map *map, const struct qg_notation_node *at) {
    static const struct qg_str date_formats[] = {QG_STR_INIT("dd.mm.yyyy"),
                                                 QG_STR_INIT("yyyy-mm-dd")};
    static const struct qg_str time_formats[] = {QG_STR_INIT("dd.mm.yyyy hh:mm"),
                                                 QG_STR_INIT("yyyy-mm-dd hh:mm")};
    static const struct qg_str true_values[] = {QG_STR_INIT("да"), QG_STR_INIT("иә"),
                                                QG_STR_INIT("yes"), QG_STR_INIT("1"),
                                                QG_STR_INIT("true")};
    static const struct qg_str false_values[] = {QG_STR_INIT("нет"), QG_STR_INIT("жоқ"),
                                                 QG_STR_INIT("no"), QG_STR_INIT("0"),
                                                 QG_STR_INIT("false")};
    static const struct qg_str missing_values[] = {QG_STR_INIT("")};
    struct qg_formats *f = &map->formats;
    const struct preset presets[] = {
        LIST(date_formats, dates, false), LIST(time_formats, times, false),
        LIST(true_values, trues, true), LIST(false_values, falses, true),
        LIST(missing_values, missing, true)};
    static const char *const always[] = {NULL, NULL, "true", "false", ""};
    enum qg_fault fault = QG_OK;
    for (size_t i = 0; i < sizeof presets / sizeof *presets && fault == QG_OK; i++)
        fault = read_list(map, at, &presets[i], always[i]);
    return fault;
}

enum qg_fault qg_map_read_formats(struct qg_map *map, const struct qg_notation_node *at) {
    static const char *const known[] = {"date_formats", "time_formats",   "true_values",
                                        "false_values", "missing_values", NULL};
    struct qg_formats *f = &map->formats;
    if (at != NULL && !qg_notation_expect(&map->notation, at, QG_NOTATION_MAP, "`formats`"))
        return QG_OK;
    qg_notation_keys(&map->notation, at, known);
    check_formats(map, at, "date_formats", false);
    check_formats(map, at, "time_formats", true);
    enum qg_fault fault = read_lists(map, at);
    if (fault != QG_OK)
        return fault;
    return show(map, &f->dates, &f->dates_shown, NULL) &&
                   show(map, &f->times, &f->times_shown, NULL) &&
                   show(map, &f->trues, &f->truths_shown, &f->falses)
               ? QG_OK
               : QG_FAULT_MEMORY;
}

// ---- words of enums ----

struct gathering {
    struct qg_map *map;
    const struct qg_enum *of;
    QG_VEC(struct qg_meaning) meanings;
    bool failed;
};

static void gather(struct gathering *g, struct qg_str word, int32_t value) {
    struct qg_meaning meaning = {.value = value};
    if (word.len == 0)
        return;
    if (!add_word(g->map, &meaning.word, word, true) || !qg_vec_push(&g->meanings, meaning))
        g->failed = true;
}

static void gather_own(struct gathering *g, const struct qg_notation_node *own) {
    if (own == NULL || !qg_notation_expect(&g->map->notation, own, QG_NOTATION_MAP, "`words`"))
        return;
    for (const struct qg_notation_node *w = own->first; w != NULL; w = w->next) {
        int32_t value = 0;
        if (!qg_notation_expect(&g->map->notation, w, QG_NOTATION_SCALAR, "what a word stands for"))
            continue;
        while (value < g->of->count && !qg_str_equal(g->of->values[value], w->text))
            value++;
        if (value < g->of->count)
            gather(g, w->key, value);
        else
            qg_notation_complain(&g->map->notation, w, "`%.*s` has no word `%.*s`%s",
                                 QG_STR_ARG(g->of->name), QG_STR_ARG(w->text),
                                 qg_map_meant(g->map, w->text, g->of->values, g->of->count));
    }
}

// The words that the map gives for every field of this enum.
static void gather_shared(struct gathering *g) {
    const struct qg_notation_node *words = qg_notation_entry(g->map->notation.root, "words");
    if (words == NULL || words->kind != QG_NOTATION_MAP)
        return;
    for (const struct qg_notation_node *w = words->first; w != NULL; w = w->next)
        if (w->kind == QG_NOTATION_MAP && qg_str_equal(w->key, g->of->name))
            gather_own(g, w);
}

// What the policy calls a word in the languages of the tables.
static void show_titles(const struct qg_enum *of, uint16_t value, struct qg_text *out) {
    if (of->titles == NULL || of->titles[value].in[QG_LANG_RU].len == 0)
        return;
    qg_text_printf(out, " (%.*s, %.*s)", QG_STR_ARG(of->titles[value].in[QG_LANG_RU]),
                   QG_STR_ARG(qg_phrase_in(&of->titles[value], QG_LANG_KK)));
}

// The words that the map gives, then the policy's own, as the reader of a report would like them.
static bool show_meanings(struct gathering *g, uint32_t own, struct qg_str *out) {
    struct qg_text text = {0};
    for (uint32_t i = 0; i < own; i++) {
        qg_text_addz(&text, i > 0 ? ", " : "");
        qg_text_add(&text, g->meanings.at[i].word);
    }
    for (uint16_t v = 0; v < g->of->count; v++) {
        qg_text_addz(&text, text.len > 0 ? ", " : "");
        qg_text_add(&text, g->of->values[v]);
        show_titles(g->of, v, &text);
    }
    *out = qg_map_keep(g->map, &text);
    qg_text_free(&text);
    return out->at != NULL;
}

static bool keep_meanings(struct gathering *g, uint32_t own, struct qg_meanings *out) {
    struct qg_meaning *at =
        qg_arena_array(&g->map->notation.arena, (size_t)g->meanings.len + 1, sizeof *at);
    if (g->failed || at == NULL || !show_meanings(g, own, &out->shown))
        return false;
    for (uint32_t i = 0; i < g->meanings.len; i++)
        at[i] = g->meanings.at[i];
    out->at = at;
    out->len = g->meanings.len;
    return true;
}

const struct qg_meanings *qg_map_meanings(struct qg_map *map, uint32_t enumeration,
                                          const struct qg_notation_node *own) {
    struct gathering g = {.map = map, .of = &map->schema->enums[enumeration]};
    struct qg_meanings *out = qg_arena_alloc(&map->notation.arena, sizeof *out);
    gather_own(&g, own);
    gather_shared(&g);
    uint32_t from_map = g.meanings.len;
    for (uint16_t v = 0; v < g.of->count; v++)
        gather(&g, g.of->values[v], v);
    for (uint16_t v = 0; v < g.of->count && g.of->titles != NULL; v++)
        for (int lang = 0; lang < QG_LANGS; lang++)
            gather(&g, g.of->titles[v].in[lang], v);
    bool ok = out != NULL && keep_meanings(&g, from_map, out);
    qg_vec_free(&g.meanings);
    return ok ? out : NULL;
}

// The name of an enum that there is; else a complaint.
static void check_enum_name(struct qg_map *map, const struct qg_notation_node *entry) {
    struct qg_str names[256];
    size_t count = 0;
    for (uint32_t i = 0; i < map->schema->enum_count; i++) {
        if (qg_str_equal(map->schema->enums[i].name, entry->key))
            return;
        if (count < sizeof names / sizeof *names)
            names[count++] = map->schema->enums[i].name;
    }
    const struct qg_notation_node at = {.line = entry->key_line, .column = entry->key_column};
    qg_notation_complain(&map->notation, &at, "the policy has no enum `%.*s`%s",
                         QG_STR_ARG(entry->key), qg_map_meant(map, entry->key, names, count));
}

enum qg_fault qg_map_read_words(struct qg_map *map, const struct qg_notation_node *words) {
    if (words == NULL || !qg_notation_expect(&map->notation, words, QG_NOTATION_MAP, "`words`"))
        return QG_OK;
    for (const struct qg_notation_node *w = words->first; w != NULL; w = w->next) {
        check_enum_name(map, w);
        (void)qg_notation_expect(&map->notation, w, QG_NOTATION_MAP, "the words of an enum");
    }
    return QG_OK;
}

// ---- the export as a whole ----

enum qg_fault qg_map_read_sections(struct qg_map *map, struct qg_str *json,
                                   const struct qg_notation_node *at) {
    const struct qg_schema *schema = map->schema;
    struct qg_text text = {0};
    if (!qg_notation_expect(&map->notation, at, QG_NOTATION_LIST, "`complete`"))
        return QG_OK;
    qg_text_char(&text, '[');
    for (const struct qg_notation_node *s = at->first; s != NULL; s = s->next) {
        uint32_t i = 0;
        if (!qg_notation_expect(&map->notation, s, QG_NOTATION_SCALAR, "the name of a section"))
            continue;
        while (i < schema->section_count &&
               (schema->sections[i].len == 0 || !qg_str_equal(schema->sections[i], s->text)))
            i++;
        if (i == schema->section_count)
            qg_notation_complain(
                &map->notation, s, "no section is called `%.*s`%s", QG_STR_ARG(s->text),
                qg_map_meant(map, s->text, schema->sections, schema->section_count));
        qg_text_addz(&text, text.len > 1 ? "," : "");
        qg_json_quote(&text, s->text);
    }
    qg_text_char(&text, ']');
    *json = qg_map_keep(map, &text);
    qg_text_free(&text);
    return json->at != NULL ? QG_OK : QG_FAULT_MEMORY;
}

static void add_exported_on(struct qg_map *map, const struct qg_notation_node *entry,
                            struct qg_text *text) {
    static const struct qg_meanings none = {0};
    struct qg_str day = qg_notation_text(&map->notation, entry, "exported_on", false);
    if (day.len == 0)
        return;
    qg_text_addz(text, ",\"exported_on\":");
    if (!qg_meaning_value(text, QG_KIND_DATE, &map->formats, NULL, &none, day))
        qg_notation_complain(&map->notation, qg_notation_entry(entry, "exported_on"),
                             "`%.*s` is no date like %.*s", QG_STR_ARG(day),
                             QG_STR_ARG(map->formats.dates_shown));
}

enum qg_fault qg_map_read_export(struct qg_map *map, const struct qg_notation_node *entry) {
    static const char *const known[] = {"exported_on", "source", "complete", NULL};
    struct qg_text text = {0};
    struct qg_str sections = {0};
    const struct qg_notation_node *complete = qg_notation_entry(entry, "complete");
    if (entry == NULL || !qg_notation_expect(&map->notation, entry, QG_NOTATION_MAP, "`export`"))
        return QG_OK;
    qg_notation_keys(&map->notation, entry, known);
    qg_text_addz(&text, "{\"record\":\"export\"");
    add_exported_on(map, entry, &text);
    struct qg_str source = qg_notation_text(&map->notation, entry, "source", false);
    if (source.len > 0) {
        qg_text_addz(&text, ",\"source\":");
        qg_json_quote(&text, source);
    }
    enum qg_fault fault = complete != NULL ? qg_map_read_sections(map, &sections, complete) : QG_OK;
    if (sections.len > 0) {
        qg_text_addz(&text, ",\"complete\":");
        qg_text_add(&text, sections);
    }
    qg_text_char(&text, '}');
    map->header = qg_map_keep(map, &text);
    qg_text_free(&text);
    return fault == QG_OK && map->header.at == NULL ? QG_FAULT_MEMORY : fault;
}
