// SPDX-License-Identifier: Apache-2.0
#include "checked.h"

#include "compile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const char checked_types[] =
    "severity RC1 warrants en \"a\" ru \"a\" kk \"a\"\n"
    "severity RC2 en \"b\" ru \"b\" kk \"b\"\n"
    "enum status { decided, postponed }\n"
    "enum level { ministry, institution, vote }\n"
    "type member { id: id role: text }\n"
    "type period { from: date to: date or ongoing }\n"
    "type notice { served_on: date }\n"
    "type hearing { date: date starts_at: time status: status vote: level votes: count heard: "
    "bool\n"
    "  present_ids: list of id secretary: member }\n"
    "type commission { members: list of member chair_id: id }\n"
    "type certification { id: id level: level notice: section notice commission: commission\n"
    "  hearings: section list of hearing }\n"
    "record dossier { id: id born: date periods: list of period\n"
    "  certifications: section partial list of certification }\n"
    "record institution { id: id runs: list of date name: text }\n"
    "act rules_1 { title en \"Rules\" ru \"Правила\" kk \"Қағидалар\" adopted 2019-08-26 audits "
    "dossier, institution\n"
    "  verdict for each certification dated hearing by date }\n";

struct checked {
    struct qg_compilation compilation;
    struct qg_text source, out;
};

static void start(struct checked *c, const char *text) {
    *c = (struct checked){0};
    if (qg_compilation_init(&c->compilation) != QG_OK)
        abort();
    qg_text_addz(&c->source, checked_types);
    qg_text_addz(&c->source, text);
    struct qg_policy_text policy = {QG_STR("policy.qagida"), qg_text_str(&c->source), 0};
    if (qg_modules_load(&c->compilation, &policy, 1, NULL, NULL) != QG_OK)
        abort();
    if (qg_diag_errors(&c->compilation.diags) == 0 && qg_check(&c->compilation) != QG_OK)
        abort();
}

static char *finish(struct checked *c) {
    qg_text_addz(&c->out, "");
    char *out = strdup(c->out.at != NULL ? c->out.at : "");
    qg_text_free(&c->source);
    qg_text_free(&c->out);
    qg_compilation_free(&c->compilation);
    if (out == NULL)
        abort();
    return out;
}

static void write_diagnostics(struct checked *c) {
    struct qg_diag_list *list = &c->compilation.diags;
    qg_diag_sort(list);
    for (uint32_t i = 0; i < list->items.len; i++)
        qg_text_printf(&c->out, "%s %.*s\n", list->items.at[i]->code,
                       QG_STR_ARG(list->items.at[i]->message));
}

char *checked_report(const char *text) {
    struct checked c;
    start(&c, text);
    write_diagnostics(&c);
    return finish(&c);
}

// A definition of its own, whose function is then the only one that is called so.
static char *with_definition(const char *expression) {
    struct qg_text text = {0};
    qg_text_printf(&text, "define asked of hearing = %s\n", expression);
    return text.at;
}

char *checked_report_value(const char *expression) {
    char *text = with_definition(expression);
    char *report = checked_report(text);
    free(text);
    return report;
}

static void expect(char *report, const char *expected) {
    assert_string_equal(report, expected);
    free(report);
}

void checked_fails(const char *expression, const char *expected) {
    expect(checked_report_value(expression), expected);
}

void checked_reports(const char *text, const char *expected) {
    expect(checked_report(text), expected);
}

char *checked_listing(const char *text) {
    struct checked c;
    start(&c, text);
    if (c.compilation.typed == NULL)
        write_diagnostics(&c);
    else
        qg_typed_print(c.compilation.typed, &c.out);
    return finish(&c);
}

const char *checked_section(const char *listing, const char *section) {
    const char *at = strstr(listing, section);
    return at != NULL ? at : "";
}

char *checked_value(const char *expression) {
    char *text = with_definition(expression);
    char *listing = checked_listing(text);
    free(text);
    const char *asked = strstr(listing, "define hearing.asked(");
    const char *value = asked != NULL ? strstr(asked, "    value ") : NULL;
    if (value == NULL)
        return listing;
    value += strlen("    value ");
    char *out = strndup(value, strcspn(value, "\n"));
    free(listing);
    return out;
}
