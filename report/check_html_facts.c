// SPDX-License-Identifier: Apache-2.0
//
// The facts of a run as the page's script reads them, and the words that it speaks.

#include "check_html.h"

#include "message.h"
#include "words.h"

// ---- members ----

// `,"name":`, without the comma behind an opening brace.
static void member(const char *name, struct qg_text *out) {
    bool first = out->len > 0 && out->at[out->len - 1] == '{';
    qg_text_printf(out, "%s\"%s\":", first ? "" : ",\n", name);
}

static void list(uint32_t at, struct qg_text *out) {
    qg_text_addz(out, at == 0 ? "[" : ",[");
}

static void string(struct qg_check_page *page, struct qg_str s, struct qg_text *out) {
    qg_text_char(out, ',');
    qg_check_html_string(page, s, out);
}

static void phrase(struct qg_check_page *page, const struct qg_phrase *p, struct qg_text *out) {
    qg_text_char(out, ',');
    qg_check_html_phrase(page, p, out);
}

// ---- tables ----

// [name, number, title, digest], …
static void acts(const struct qg_program *program, struct qg_check_page *page,
                 struct qg_text *out) {
    member("acts", out);
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->act_count; i++) {
        const struct qg_act *act = &program->acts[i];
        list(i, out);
        qg_check_html_string(page, act->name, out);
        string(page, act->number, out);
        phrase(page, &act->title, out);
        string(page, act->digest, out);
        qg_text_char(out, ']');
    }
    qg_text_char(out, ']');
}

// [id, act, paragraph, amendment], …
static void rules(const struct qg_program *program, struct qg_check_page *page,
                  struct qg_text *out) {
    member("rules", out);
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->rule_count; i++) {
        const struct qg_rule *rule = &program->rules[i];
        list(i, out);
        qg_check_html_string(page, rule->id, out);
        qg_text_printf(out, ",%d", (int)rule->act);
        string(page, rule->paragraph, out);
        qg_text_printf(out, ",%d]", (int)rule->amendment);
    }
    qg_text_char(out, ']');
}

// [name, title], strongest first
static void severities(const struct qg_program *program, struct qg_check_page *page,
                       struct qg_text *out) {
    member("severities", out);
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->severity_count; i++) {
        list(i, out);
        qg_check_html_string(page, program->severities[i].name, out);
        phrase(page, &program->severities[i].title, out);
        qg_text_char(out, ']');
    }
    qg_text_char(out, ']');
}

// [id, act, paragraph, whether it has priority], …
static void flags(const struct qg_program *program, struct qg_check_page *page,
                  struct qg_text *out) {
    member("flags", out);
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->flag_count; i++) {
        const struct qg_flag *flag = &program->flags[i];
        list(i, out);
        qg_check_html_string(page, flag->id, out);
        qg_text_printf(out, ",%d", (int)flag->act);
        string(page, flag->paragraph, out);
        qg_text_printf(out, ",%d]", flag->priority);
    }
    qg_text_char(out, ']');
}

static void amendments(const struct qg_program *program, struct qg_check_page *page,
                       struct qg_text *out) {
    member("amendments", out);
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->amendment_count; i++) {
        qg_text_addz(out, i > 0 ? "," : "");
        qg_check_html_string(page, program->amendments[i].name, out);
    }
    qg_text_char(out, ']');
}

// ---- the run ----

// [name, value in each language], …
static void parameters(const struct qg_run_facts *facts, struct qg_check_page *page,
                       struct qg_text *out) {
    const struct qg_program *program = facts->program;
    const struct qg_record words = {.schema = &program->schema};
    struct qg_text value = {0};
    member("parameters", out);
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->parameter_count; i++) {
        list(i, out);
        qg_check_html_string(page, program->parameters[i].name, out);
        for (int lang = 0; lang < QG_LANGS; lang++) {
            qg_text_clear(&value);
            qg_value_add(&words, program->parameters[i].shape, facts->parameters[i], lang, &value);
            qg_text_addz(out, lang == 0 ? ",[" : ",");
            qg_check_html_string(page, qg_text_str(&value), out);
            out->failed = out->failed || value.failed;
        }
        qg_text_addz(out, "]]");
    }
    qg_text_char(out, ']');
    qg_text_free(&value);
}

// [name, value], …
static void readings(const struct qg_run_facts *facts, struct qg_check_page *page,
                     struct qg_text *out) {
    const struct qg_program *program = facts->program;
    member("readings", out);
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < program->reading_count; i++) {
        list(i, out);
        qg_check_html_string(page, program->readings[i].name, out);
        string(page, program->readings[i].values[facts->readings[i]], out);
        qg_text_char(out, ']');
    }
    qg_text_char(out, ']');
}

// ---- words ----

static const struct {
    const char *key;
    enum qg_word word;
} words[] = {
#define PAGE_WORD(name) {#name, QG_WORD_##name},
#include "check_html_words.def"
#undef PAGE_WORD
};

// Each in every language, under its name in words.def.
static void speak(struct qg_check_page *page, struct qg_text *out) {
    member("words", out);
    qg_text_char(out, '{');
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct qg_phrase says = {0};
        for (int lang = 0; lang < QG_LANGS; lang++)
            says.in[lang] = qg_str_of(qg_word(words[i].word, lang));
        member(words[i].key, out);
        qg_check_html_phrase(page, &says, out);
    }
    qg_text_char(out, '}');
}

void qg_check_html_facts(const struct qg_run_facts *facts, struct qg_check_page *page,
                         struct qg_text *out) {
    qg_text_char(out, '{');
    member("version", out);
    qg_check_html_string(page, qg_str_of(facts->version), out);
    member("as_of", out);
    qg_text_number(out, facts->as_of);
    member("strict", out);
    qg_text_number(out, facts->strict_readings);
    acts(facts->program, page, out);
    rules(facts->program, page, out);
    severities(facts->program, page, out);
    flags(facts->program, page, out);
    amendments(facts->program, page, out);
    parameters(facts, page, out);
    readings(facts, page, out);
    speak(page, out);
    qg_text_char(out, '}');
}
