// SPDX-License-Identifier: Apache-2.0
//
// Which exception fits a finding, and what becomes of exceptions that fit none. Those about one
// record hang on its id, so that a finding is held against few of them, however many there are.

#include "exceptions.h"

#include "date.h"
#include "pick.h"

#include <inttypes.h>
#include <stdio.h>

void qg_exceptions_free(struct qg_exceptions *exceptions) {
    qg_notation_free(&exceptions->notation);
    qg_vec_free(&exceptions->items);
    qg_intern_free(&exceptions->records);
    qg_vec_free(&exceptions->heads);
}

// ---- which one fits ----

static bool fits_rule(const struct qg_exceptions *e, const struct qg_exception *one,
                      const struct qg_finding *finding) {
    if (finding->rule == QG_NONE)
        return one->act.len == 0 && qg_pick_begins(one->rule, finding->data_code);
    const struct qg_rule *rule = &e->program->rules[finding->rule];
    if (one->act.len > 0 && !qg_str_equal(one->act, e->program->acts[rule->act].name))
        return false;
    return qg_pick_means(e->program, one->rule, (uint32_t)finding->rule);
}

static bool is_element(const struct qg_exception_element *element,
                       const struct qg_subject *subject) {
    char number[16];
    if (!qg_str_equal(element->noun, subject->noun))
        return false;
    if (subject->id.len > 0)
        return qg_str_equal(element->id, subject->id);
    snprintf(number, sizeof number, "%" PRId32, subject->index);
    return qg_str_equal(element->number, qg_str_of(number));
}

static bool fits_elements(const struct qg_exception *one, const struct qg_finding *finding) {
    for (uint32_t i = 0; i < one->element_count; i++) {
        bool met = false;
        for (uint8_t s = 1; s < finding->subject_count && !met; s++)
            met = is_element(&one->elements[i], &finding->subject[s]);
        if (!met)
            return false;
    }
    return true;
}

// A part of a group, up to the comma: a text may stand there as its pseudonym.
static bool same_part(const struct qg_exceptions *e, struct qg_str wanted, struct qg_str there) {
    char name[QG_PSEUDONYM + 1];
    if (e->redaction == NULL || qg_str_equal(wanted, there))
        return qg_str_equal(wanted, there);
    qg_redaction_name(e->redaction, wanted, name);
    return qg_str_equal(qg_str_of(name), there);
}

static struct qg_str next_part(struct qg_str *rest) {
    size_t end = 0;
    while (end < rest->len && !qg_str_starts(qg_str_slice(*rest, end, rest->len), QG_STR(", ")))
        end++;
    struct qg_str part = qg_str_slice(*rest, 0, end);
    *rest = qg_str_slice(*rest, end + 2, rest->len);
    return part;
}

static bool fits_group(const struct qg_exceptions *e, const struct qg_exception *one,
                       const struct qg_finding *finding) {
    if (one->group.len == 0)
        return finding->together == NULL || finding->subject_count > 0;
    if (finding->together == NULL)
        return false;
    struct qg_str wanted = one->group, there = finding->together->group;
    bool same = true;
    while (same && (wanted.len > 0 || there.len > 0)) {
        struct qg_str part = next_part(&wanted);
        same = same_part(e, part, next_part(&there));
    }
    return same;
}

static bool fits(const struct qg_exceptions *e, const struct qg_exception *one,
                 const struct qg_finding *finding) {
    return fits_rule(e, one, finding) && fits_elements(one, finding) && fits_group(e, one, finding);
}

static bool is_valid(const struct qg_exception *one, int32_t as_of) {
    return as_of != QG_NONE && one->since <= as_of && as_of <= one->excuse.expires;
}

// The first of a chain that fits and counts; those before it that fit note it.
static int32_t search(struct qg_exceptions *e, int32_t at, const struct qg_finding *finding,
                      int32_t as_of) {
    for (; at != QG_NONE; at = e->items.at[at].next) {
        struct qg_exception *one = &e->items.at[at];
        if (!fits(e, one, finding))
            continue;
        one->fits = true;
        if (is_valid(one, as_of))
            return at;
    }
    return QG_NONE;
}

const struct qg_excuse *qg_exceptions_find(struct qg_exceptions *e,
                                           const struct qg_finding *finding, int32_t as_of) {
    struct qg_str record = finding->subject_count > 0 ? finding->subject[0].id : (struct qg_str){0};
    uint32_t symbol = record.len > 0 ? qg_intern_find(&e->records, record) : 0;
    int32_t own = search(e, symbol > 0 ? e->heads.at[symbol - 1] : QG_NONE, finding, as_of);
    int32_t any = search(e, e->general, finding, as_of);
    int32_t found = own == QG_NONE || (any != QG_NONE && any < own) ? any : own;
    if (found == QG_NONE)
        return NULL;
    e->items.at[found].used = true;
    return &e->items.at[found].excuse;
}

// ---- what became of them ----

// Whether a rule that the exception is about was looked at.
static bool was_looked_at(const struct qg_exceptions *e, const struct qg_exception *one,
                          const bool *enabled) {
    bool any = false;
    for (uint32_t i = 0; i < e->program->rule_count; i++) {
        if (!qg_pick_means(e->program, one->rule, i))
            continue;
        if (enabled[i])
            return true;
        any = true;
    }
    return !any; // it is about data, at which every run looks
}

static void tell_one(const struct qg_exceptions *e, const struct qg_exception *one, int32_t as_of,
                     const bool *enabled, struct qg_text *out) {
    char day[QG_DATE_TEXT];
    bool expired = one->excuse.expires < as_of;
    qg_date_format(expired ? one->excuse.expires : one->since, day);
    if (expired)
        qg_text_printf(out, "expired on %s: %s", day,
                       one->fits ? "what it excused counts again" : "no finding fits it any more");
    else if (one->since > as_of)
        qg_text_printf(out, "does not count before %s", day);
    else if (!one->used && enabled != NULL && was_looked_at(e, one, enabled))
        qg_text_addz(out, one->fits ? "not needed: another exception stands before it"
                                    : "not used: no finding fits it");
}

static void tell_line(const struct qg_exceptions *e, const struct qg_exception *one,
                      struct qg_str said, qg_exceptions_listener *tell, void *user) {
    struct qg_text line = {0};
    qg_text_printf(&line, "%s:%" PRIu32 ":%" PRIu32 ": ", e->notation.name, one->line, one->column);
    qg_text_add(&line, said);
    if (!line.failed)
        tell(user, qg_text_str(&line));
    qg_text_free(&line);
}

static void tell_undated(const struct qg_exceptions *e, qg_exceptions_listener *tell, void *user) {
    struct qg_text line = {0};
    qg_text_printf(&line, "%s: there is no audit date, so no exception counts; give --as-of DATE",
                   e->notation.name);
    if (!line.failed)
        tell(user, qg_text_str(&line));
    qg_text_free(&line);
}

void qg_exceptions_tell(const struct qg_exceptions *e, int32_t as_of, const bool *enabled,
                        qg_exceptions_listener *tell, void *user) {
    if (as_of == QG_NONE && e->items.len > 0) {
        tell_undated(e, tell, user);
        return;
    }
    for (uint32_t i = 0; i < e->items.len; i++) {
        struct qg_text said = {0};
        tell_one(e, &e->items.at[i], as_of, enabled, &said);
        if (said.len > 0 && !said.failed)
            tell_line(e, &e->items.at[i], qg_text_str(&said), tell, user);
        qg_text_free(&said);
    }
}
