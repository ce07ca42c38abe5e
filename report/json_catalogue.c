// SPDX-License-Identifier: Apache-2.0

#include "json_catalogue.h"

#include "date.h"
#include "facts.h"
#include "json_parts.h"
#include "op_info.h"

static const char *const languages[QG_LANGS] = {
    [QG_LANG_EN] = "en", [QG_LANG_RU] = "ru", [QG_LANG_KK] = "kk"};

void qg_json_member_texts(struct qg_text *out, const char *name,
                          const struct qg_str texts[QG_LANGS]) {
    qg_json_member(out, name);
    qg_text_char(out, '{');
    for (int lang = 0; lang < QG_LANGS; lang++)
        if (texts[lang].len > 0)
            qg_json_member_string(out, languages[lang], texts[lang]);
    qg_text_char(out, '}');
}

void qg_json_member_title(struct qg_text *out, const struct qg_titles *titles,
                          const struct qg_phrase *title) {
    int32_t number = qg_titles_number(titles, title);
    if (number < 0)
        return;
    qg_json_member(out, "title");
    qg_text_number(out, number);
}

// ---- lists ----

static void open_list(struct qg_text *out, const char *name) {
    qg_json_member(out, name);
    qg_text_char(out, '[');
}

static void open_object(struct qg_text *out, uint32_t at) {
    qg_text_addz(out, at > 0 ? ",\n   {" : "\n   {");
}

static void member_name(struct qg_text *out, const char *name, const struct qg_str *given) {
    if (given->len > 0)
        qg_json_member_string(out, name, *given);
}

static void member_date(struct qg_text *out, const char *name, int32_t date) {
    char text[QG_DATE_TEXT];
    if (date == QG_NONE)
        return;
    qg_date_format(date, text);
    qg_json_member_string(out, name, qg_str_of(text));
}

// ---- acts ----

static void acts(const struct qg_program *program, struct qg_text *out) {
    open_list(out, "acts");
    for (uint32_t i = 0; i < program->act_count; i++) {
        const struct qg_act *act = &program->acts[i];
        open_object(out, i);
        qg_json_member_string(out, "act", act->name);
        qg_json_member_texts(out, "title", act->title.in);
        member_name(out, "number", &act->number);
        member_date(out, "adopted", act->adopted);
        qg_json_member_bool(out, "gives_verdicts", act->verdict_type != QG_NO_VERDICT);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void amendments(const struct qg_program *program, struct qg_text *out) {
    open_list(out, "amendments");
    for (uint32_t i = 0; i < program->amendment_count; i++) {
        const struct qg_amendment *amendment = &program->amendments[i];
        open_object(out, i);
        qg_json_member_string(out, "amendment", amendment->name);
        qg_json_member_string(out, "act", program->acts[amendment->act].name);
        qg_json_member_texts(out, "title", amendment->title.in);
        member_name(out, "number", &amendment->number);
        member_date(out, "adopted", amendment->adopted);
        qg_json_member_bool(out, "draft", (amendment->worlds & 1) == 0);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void severities(const struct qg_program *program, struct qg_text *out) {
    open_list(out, "severities");
    for (uint32_t i = 0; i < program->severity_count; i++) {
        open_object(out, i);
        qg_json_member_string(out, "severity", program->severities[i].name);
        qg_json_member_texts(out, "title", program->severities[i].title.in);
        qg_json_member_bool(out, "warrants", program->severities[i].warrants);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

// ---- rules ----

// The text of a message with an ellipsis for each of its holes, in the languages that it is given
// in.
static void member_message(const struct qg_program *program, const char *name, int32_t at,
                           struct qg_text *out) {
    if (at == QG_NONE)
        return;
    const struct qg_message *message = &program->messages[at];
    struct qg_text texts[QG_LANGS] = {{0}};
    struct qg_str in[QG_LANGS];
    for (int lang = 0; lang < QG_LANGS; lang++) {
        for (uint32_t i = 0; i < message->count[lang]; i++) {
            const struct qg_piece *piece = &program->pieces[message->first[lang] + i];
            bool literal = piece->fn == QG_NONE && piece->figure == QG_FIGURE_NONE;
            qg_text_add(&texts[lang], literal ? piece->text : QG_STR("…"));
        }
        out->failed |= texts[lang].failed;
        in[lang] = qg_text_str(&texts[lang]);
    }
    qg_json_member_texts(out, name, in);
    for (int lang = 0; lang < QG_LANGS; lang++)
        qg_text_free(&texts[lang]);
}

static void rule(const struct qg_program *program, const struct qg_rule *r, struct qg_text *out) {
    qg_json_member_string(out, "rule", r->id);
    qg_json_member_string(out, "act", program->acts[r->act].name);
    qg_json_member_string(out, "paragraph", r->paragraph);
    if (r->amendment != QG_NONE)
        qg_json_member_string(out, "amended_by", program->amendments[r->amendment].name);
    qg_json_member_string(out, "kind", qg_str_of(qg_rule_kind_name(r->kind)));
    if (r->severity_fn == QG_NONE && r->severity != QG_NONE)
        qg_json_member_string(out, "severity", program->severities[r->severity].name);
    qg_json_member_bool(out, "voids_meeting", r->voids);
    member_message(program, "duty", r->duty, out);
    member_message(program, "breach", r->breach, out);
    member_message(program, "remark", r->remark, out);
}

static void rules(const struct qg_program *program, struct qg_text *out) {
    open_list(out, "rules");
    for (uint32_t i = 0; i < program->rule_count; i++) {
        open_object(out, i);
        rule(program, &program->rules[i], out);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void flags(const struct qg_program *program, struct qg_text *out) {
    open_list(out, "flags");
    for (uint32_t i = 0; i < program->flag_count; i++) {
        const struct qg_flag *flag = &program->flags[i];
        open_object(out, i);
        qg_json_member_string(out, "flag", flag->id);
        qg_json_member_string(out, "act", program->acts[flag->act].name);
        qg_json_member_string(out, "paragraph", flag->paragraph);
        qg_json_member_bool(out, "priority", flag->priority);
        if (flag->due != QG_NONE)
            qg_json_member_bool(out, "remedy", true);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void keepers(const struct qg_program *program, struct qg_text *out) {
    open_list(out, "keepers");
    for (uint32_t i = 0; i < program->keeper_count; i++) {
        const struct qg_keeper *keeper = &program->keepers[i];
        open_object(out, i);
        qg_json_member_string(out, "keeper", keeper->name);
        qg_json_member_texts(out, "title", keeper->title.in);
        open_list(out, "keeps");
        for (uint32_t k = 0; k < keeper->kept_count; k++) {
            qg_text_addz(out, k > 0 ? ", " : "");
            qg_json_quote(out, keeper->kept[k]);
        }
        qg_text_addz(out, "]}");
    }
    qg_text_char(out, ']');
}

// ---- settings ----

static void parameters(const struct qg_run_facts *facts, const struct qg_titles *titles,
                       struct qg_text *out) {
    const struct qg_program *program = facts->program;
    open_list(out, "parameters");
    for (uint32_t i = 0; i < program->parameter_count; i++) {
        const struct qg_parameter *p = &program->parameters[i];
        struct qg_value value = facts->parameters[i];
        open_object(out, i);
        qg_json_member_string(out, "parameter", p->name);
        qg_json_member_string(out, "type", qg_str_of(qg_kind_name(p->shape.kind)));
        if (p->shape.kind == QG_KIND_ENUM && value.lo == value.hi) {
            const struct qg_enum *of = &program->schema.enums[p->shape.enumeration];
            qg_json_member_title(out, titles, of->titles != NULL ? &of->titles[value.lo] : NULL);
        }
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void reading_values(const struct qg_reading *reading, struct qg_text *out) {
    qg_json_member(out, "values");
    qg_text_char(out, '[');
    for (uint16_t v = 0; v < reading->count; v++) {
        qg_text_addz(out, v > 0 ? ", {" : "{");
        qg_json_member_string(out, "value", reading->values[v]);
        qg_json_member_texts(out, "text", reading->value_texts[v].in);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void readings(const struct qg_program *program, struct qg_text *out) {
    open_list(out, "readings");
    for (uint32_t i = 0; i < program->reading_count; i++) {
        const struct qg_reading *reading = &program->readings[i];
        open_object(out, i);
        qg_json_member_string(out, "reading", reading->name);
        qg_json_member_texts(out, "asks", reading->asks.in);
        qg_json_member_string(out, "default", reading->values[reading->preset]);
        reading_values(reading, out);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

static void all_titles(const struct qg_titles *titles, struct qg_text *out) {
    open_list(out, "titles");
    for (uint32_t i = 0; i < titles->count; i++) {
        open_object(out, i);
        for (int lang = 0; lang < QG_LANGS; lang++)
            if (titles->at[i]->in[lang].len > 0)
                qg_json_member_string(out, languages[lang], titles->at[i]->in[lang]);
        qg_text_char(out, '}');
    }
    qg_text_char(out, ']');
}

void qg_json_catalogue(const struct qg_run_facts *facts, const struct qg_titles *titles,
                       struct qg_text *out) {
    qg_text_char(out, '{');
    qg_json_member_string(out, "language", qg_str_of(languages[facts->lang]));
    qg_json_member_bool(out, "strict_readings", facts->strict_readings);
    acts(facts->program, out);
    amendments(facts->program, out);
    severities(facts->program, out);
    rules(facts->program, out);
    flags(facts->program, out);
    keepers(facts->program, out);
    parameters(facts, titles, out);
    readings(facts->program, out);
    all_titles(titles, out);
    qg_text_char(out, '}');
}
