// SPDX-License-Identifier: Apache-2.0

#include "told.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char told_types[] =
    "severity grave warrants en \"grave\"\n"
    "severity slight en \"slight\"\n"
    "enum state { decided, postponed }\n"
    "type member { id: id  born: date  admitted: date }\n"
    "type sitting { date: date  present: list of id  votes: count  state: state  open: bool\n"
    "  start: time  chair: id }\n"
    "type notice { served: date }\n"
    "type meeting { id: id  notice: section notice  members: section list of member\n"
    "  sittings: section list of sitting  complete: sections }\n"
    "record club { id: id  founded: date  meetings: section partial list of meeting\n"
    "  complete: sections }\n"
    "calendar village { source \"x\" year 2024 { off 05-01, 05-09 working 05-06 } }\n"
    "act statute { title en \"S\" number \"7\" adopted 2019-05-01 in force from 2019-06-01\n"
    "  audits club verdict for each meeting dated sitting by sitting.date calendar village }\n";

struct qg_inquiry_options told_options(void) {
    struct qg_inquiry_options options = {
        .record = QG_STR("k"), .ascii = true, .format = &qg_why_text, .version = "0"};
    options.show[QG_VIOLATED] = options.show[QG_UNDETERMINED] = true;
    options.show[QG_EXEMPT] = options.show[QG_NOT_IN_FORCE] = true;
    return options;
}

static void compile(struct qg_policy *policy, const char *rules) {
    struct qg_text text = {0}, problems = {0};
    qg_text_printf(&text, "%s%s", told_types, rules);
    qg_policy_init(policy);
    enum qg_fault fault = qg_policy_add_text(policy, QG_STR("club.qagida"), qg_text_str(&text));
    if (fault == QG_OK)
        fault = qg_policy_compile(policy);
    qg_policy_render(policy, &problems, false);
    if (policy->program == NULL)
        fprintf(stderr, "%s\n", problems.at != NULL ? problems.at : "no program");
    assert(fault == QG_OK && policy->program != NULL);
    fault = qg_policy_outline(policy);
    assert(fault == QG_OK && policy->program != NULL);
    qg_text_free(&problems);
    qg_text_free(&text);
}

char *told_as(const char *rules, const char *record, const char *rule,
              const struct qg_inquiry_options *options) {
    struct qg_policy policy;
    struct qg_session session;
    struct qg_inquiry inquiry;
    struct qg_text out = {0}, problem = {0};
    compile(&policy, rules);
    enum qg_fault fault = qg_session_init(&session, policy.program, NULL);
    bool ok = fault == QG_OK && qg_session_as_of(&session, QG_STR("2025-01-01"), &problem) &&
              (rule == NULL || qg_session_select(&session, qg_str_of(rule), &problem)) &&
              qg_session_settle(&session, &problem);
    if (ok)
        fault = qg_inquiry_init(&inquiry, &policy, &session, options, &out);
    if (ok && fault == QG_OK)
        fault = qg_inquiry_memory(&inquiry, qg_str_of(record), "r", &problem);
    if (!ok || fault != QG_OK || !qg_inquiry_conclude(&inquiry, &problem)) {
        qg_text_clear(&out);
        qg_text_printf(&out, "fault %d: %s", (int)fault, problem.at != NULL ? problem.at : "");
    }
    if (ok)
        qg_inquiry_free(&inquiry);
    qg_session_free(&session);
    qg_policy_free(&policy);
    qg_text_free(&problem);
    return out.at != NULL ? out.at : strdup("");
}

char *told(const char *rules, const char *record, const char *rule) {
    struct qg_inquiry_options options = told_options();
    return told_as(rules, record, rule, &options);
}

char *told_of(const char *rules, const char *record, const char *rule) {
    char *all = told(rules, record, rule), cited[64];
    snprintf(cited, sizeof cited, " %s]\n", rule);
    const char *from = strstr(all, cited);
    if (from == NULL)
        return all;
    from = strchr(from + strlen(cited), '\n') + 1; // past the line of its subject
    const char *end = strstr(from, "\n\n");
    char *part = strndup(from, end != NULL ? (size_t)(end + 1 - from) : strlen(from));
    free(all);
    return part;
}
