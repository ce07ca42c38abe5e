// SPDX-License-Identifier: Apache-2.0
//
// Reading a baseline, line by line. It is a file that people review, edit and merge, so whatever is
// not understood is refused with its place and with what to do about it: a merge that was not
// finished, an entry given twice, a key that nobody knows, an outcome that is none.

#include "baseline.h"

#include "input.h"
#include "json.h"
#include "readfile.h"
#include "suggest.h"
#include "utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct reading {
    struct qg_baseline *baseline;
    const char *name; // of the file
    struct qg_text *problem;
    uint32_t line;
    const char *start;   // of the line
    struct qg_json json; // its end, and what is wrong with it as JSON
    bool head_met;
};

// A member of the line's object: its value, from the first byte to behind the last.
struct member {
    const char *at, *end; // NULL: it is not there
};

enum { HEAD_VERSION, HEAD_POLICY, HEAD_REDACTION, HEAD_KEYS };
enum { ENTRY_ACT, ENTRY_RULE, ENTRY_SUBJECT, ENTRY_OUTCOME, ENTRY_KEYS };
enum { KEYS_LIMIT = 4 };
_Static_assert((int)HEAD_KEYS <= (int)KEYS_LIMIT && (int)ENTRY_KEYS <= (int)KEYS_LIMIT,
               "room for the members");

// What an object may hold.
struct keys {
    struct qg_str names[KEYS_LIMIT];
    uint32_t count;
};

static const struct keys head_keys = {
    {QG_STR_INIT("qagida_baseline"), QG_STR_INIT("policy"), QG_STR_INIT("redaction")}, HEAD_KEYS};
static const struct keys entry_keys = {
    {QG_STR_INIT("act"), QG_STR_INIT("rule"), QG_STR_INIT("subject"), QG_STR_INIT("outcome")},
    ENTRY_KEYS};

// ---- complaints ----

static bool refuse(struct reading *r, const char *at, const char *format, ...) QG_PRINTF(3, 4);

static bool refuse(struct reading *r, const char *at, const char *format, ...) {
    char said[512];
    va_list args;
    va_start(args, format);
    vsnprintf(said, sizeof said, format, args);
    va_end(args);
    qg_text_printf(r->problem, "%s:%u:%zu: %s", r->name, r->line,
                   qg_utf8_count(r->start, (size_t)(at - r->start)) + 1, said);
    return false;
}

// What the JSON functions noted.
static bool refuse_json(struct reading *r) {
    struct qg_text said = {0};
    struct qg_data_finding finding = {.code = r->json.code,
                                      .found = qg_json_excerpt(&r->json, r->json.at),
                                      .expected = qg_str_of(r->json.expected),
                                      .number = QG_JSON_DEPTH_LIMIT};
    if (r->json.at == r->json.end)
        finding.found = (struct qg_str){0};
    qg_data_message(&finding, QG_LANG_EN, &said);
    refuse(r, r->json.at, "%.*s", QG_STR_ARG(qg_text_str(&said)));
    qg_text_free(&said);
    return false;
}

static bool refuse_key(struct reading *r, const char *at, struct qg_str key,
                       const struct keys *keys) {
    struct qg_str close;
    if (qg_suggest(key, keys->names, keys->count, &close))
        return refuse(r, at, "unknown key `%.*s`; did you mean `%.*s`?", QG_STR_ARG(key),
                      QG_STR_ARG(close));
    return refuse(r, at, "unknown key `%.*s`", QG_STR_ARG(key));
}

// ---- one object ----

static bool take_member(struct reading *r, const struct keys *keys, const char *key_at,
                        const char **p, struct member *out) {
    const char *end = qg_json_string(&r->json, key_at + 1, NULL);
    if (end == NULL)
        return refuse_json(r);
    struct qg_str key = {key_at + 1, (size_t)(end - key_at) - 2};
    const char *colon = qg_json_space(end);
    uint32_t which = 0;
    while (which < keys->count && !qg_str_equal(keys->names[which], key))
        which++;
    if (which == keys->count)
        return refuse_key(r, key_at, key, keys);
    if (out[which].at != NULL)
        return refuse(r, key_at, "`%.*s` is given twice", QG_STR_ARG(key));
    if (*colon != ':')
        return refuse(r, colon, "expected `:` behind the key");
    const char *value = qg_json_space(colon + 1);
    const char *value_end = qg_json_value(&r->json, value, 1);
    if (value_end == NULL)
        return refuse_json(r);
    out[which] = (struct member){value, value_end};
    *p = qg_json_space(value_end);
    return true;
}

// The members of the object that the line is.
static bool take_object(struct reading *r, const struct keys *keys, struct member *out) {
    const char *p = qg_json_space(r->start);
    bool more = true;
    if (*p != '{')
        return refuse(r, p, "expected `{`: an entry is an object on a line of its own");
    p = qg_json_space(p + 1);
    while (more) {
        if (*p != '"')
            return refuse(r, p, "expected a key in quotes");
        if (!take_member(r, keys, p, &p, out))
            return false;
        more = *p == ',';
        p = more ? qg_json_space(p + 1) : p;
    }
    if (*p != '}')
        return refuse(r, p, "expected `,` or `}`");
    p = qg_json_space(p + 1);
    return p == r->json.end || refuse(r, p, "expected the end of the line");
}

static bool is_null(struct member member) {
    return member.end - member.at == 4 && member.at[0] == 'n';
}

// Appends the text that a member is, as it was meant.
static bool take_text(struct reading *r, const struct member *members, const struct keys *keys,
                      uint32_t which, struct qg_text *out) {
    struct member member = members[which];
    struct qg_str key = keys->names[which];
    if (member.at == NULL)
        return refuse(r, r->start, "`%.*s` is missing", QG_STR_ARG(key));
    if (*member.at != '"')
        return refuse(r, member.at, "`%.*s` must be a text in quotes", QG_STR_ARG(key));
    size_t before = out->len;
    qg_json_unescape((struct qg_str){member.at + 1, (size_t)(member.end - member.at) - 2}, out);
    if (out->len == before && !out->failed)
        return refuse(r, member.at, "`%.*s` is empty", QG_STR_ARG(key));
    if (which != ENTRY_SUBJECT && memchr(out->at + before, '\n', out->len - before) != NULL)
        return refuse(r, member.at, "`%.*s` has a line break in it", QG_STR_ARG(key));
    return true;
}

// ---- entries ----

static bool take_outcome(struct reading *r, const struct member *members, enum qg_outcome *out) {
    struct qg_text word = {0};
    bool ok = take_text(r, members, &entry_keys, ENTRY_OUTCOME, &word);
    *out = QG_OUTCOMES;
    for (int i = 0; ok && i < QG_OUTCOMES; i++)
        if (qg_str_equal(qg_str_of(qg_outcome_name((enum qg_outcome)i)), qg_text_str(&word)))
            *out = (enum qg_outcome)i;
    qg_text_free(&word);
    if (ok && *out != QG_VIOLATED && *out != QG_UNDETERMINED)
        return refuse(r, members[ENTRY_OUTCOME].at,
                      "`outcome` is \"violated\" or \"undetermined\"");
    return ok;
}

static bool take_key(struct reading *r, const struct member *members) {
    struct qg_text *key = &r->baseline->key;
    qg_text_clear(key);
    if (members[ENTRY_ACT].at == NULL)
        return refuse(r, r->start, "`act` is missing; of a data finding it is null");
    if (!is_null(members[ENTRY_ACT]) && !take_text(r, members, &entry_keys, ENTRY_ACT, key))
        return false;
    qg_text_char(key, '\n');
    if (!take_text(r, members, &entry_keys, ENTRY_RULE, key))
        return false;
    qg_text_char(key, '\n');
    return take_text(r, members, &entry_keys, ENTRY_SUBJECT, key);
}

static bool take_entry(struct reading *r) {
    struct qg_baseline *baseline = r->baseline;
    struct member members[KEYS_LIMIT] = {0};
    struct qg_baseline_entry entry = {.line = r->line};
    if (!take_object(r, &entry_keys, members) || !take_key(r, members) ||
        !take_outcome(r, members, &entry.outcome) || baseline->key.failed)
        return false;
    uint32_t symbol = qg_intern_add(&baseline->keys, qg_text_str(&baseline->key));
    if (symbol != 0 && symbol <= baseline->entries.len)
        return refuse(r, r->start, "this finding stands in line %u already; delete one of the two",
                      baseline->entries.at[symbol - 1].line);
    baseline->key.failed = symbol == 0 || !qg_vec_push(&baseline->entries, entry);
    return !baseline->key.failed;
}

// ---- the head ----

static bool take_mark(struct reading *r, struct member member) {
    char mark[QG_REDACTION_MARK + 1] = "";
    size_t len = (size_t)(member.end - member.at);
    bool none = member.at == NULL || is_null(member);
    if (!none && (*member.at != '"' || len != QG_REDACTION_MARK + 2))
        return refuse(r, member.at, "`redaction` is null, or %d digits that tell the key",
                      (int)QG_REDACTION_MARK);
    if (!none)
        memcpy(mark, member.at + 1, QG_REDACTION_MARK);
    if (r->baseline->any_mark)
        memcpy(r->baseline->mark, mark, sizeof mark);
    if (strcmp(mark, r->baseline->mark) == 0)
        return true;
    const char *at = none ? r->start : member.at;
    if (none)
        return refuse(r, at,
                      "the run has pseudonyms and this baseline has none: create one with "
                      "the same key, or leave out --redact");
    return refuse(r, at,
                  r->baseline->mark[0] == '\0'
                      ? "this baseline has pseudonyms: give --redact-key-file with its key"
                      : "this baseline has pseudonyms made with another key");
}

static bool take_head(struct reading *r) {
    struct member members[KEYS_LIMIT] = {0};
    if (!take_object(r, &head_keys, members))
        return false;
    struct member version = members[HEAD_VERSION];
    if (version.at == NULL || version.end - version.at != 1 || *version.at != '1')
        return refuse(r, version.at != NULL ? version.at : r->start,
                      "`qagida_baseline` must be %d, the only version there is",
                      (int)QG_BASELINE_VERSION);
    r->head_met = true;
    return take_mark(r, members[HEAD_REDACTION]);
}

static bool is_head(const struct reading *r) {
    return strstr(r->start, "\"qagida_baseline\"") != NULL;
}

// ---- lines ----

// The lines that version control leaves where it could not merge.
static bool is_conflict(const char *line) {
    static const char *const marks[] = {"<<<<<<<", "|||||||", "=======", ">>>>>>>"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (strncmp(line, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

static bool take_line(struct reading *r) {
    if (is_conflict(r->start))
        return refuse(r, r->start,
                      "this is a merge that was not finished: keep the entries of "
                      "both sides, delete the marks, then prune the baseline");
    if (qg_json_space(r->start) == r->json.end)
        return true;
    if (r->head_met)
        return take_entry(r);
    if (!is_head(r))
        return refuse(r, r->start,
                      "this is no baseline: it does not begin with "
                      "{\"qagida_baseline\": 1}; see `qagida baseline --help`");
    return take_head(r);
}

enum qg_fault qg_baseline_parse(struct qg_baseline *baseline, struct qg_text *text,
                                const char *name, struct qg_text *problem) {
    struct reading r = {.baseline = baseline, .name = name, .problem = problem};
    size_t len = text->len;
    bool ok = true;
    qg_text_fill(text, '\0', QG_INPUT_PADDING); // as whatever reads JSON wants it
    if (text->failed)
        return QG_FAULT_MEMORY;
    char *end = text->at + len, *stop = NULL;
    for (char *p = text->at; p < end && ok; p = stop + 1) {
        stop = memchr(p, '\n', (size_t)(end - p));
        stop = stop != NULL ? stop : end;
        *stop = '\0';
        r.json = (struct qg_json){.end = stop};
        r.start = p;
        r.line++;
        ok = take_line(&r);
    }
    if (baseline->key.failed || problem->failed)
        return QG_FAULT_MEMORY;
    if (ok && !r.head_met) {
        r.line = 1;
        r.start = text->at;
        ok = refuse(&r, r.start, "this is no baseline: it is empty");
    }
    return ok ? QG_OK : QG_FAULT_READ;
}

enum qg_fault qg_baseline_read(struct qg_baseline *baseline, const char *path,
                               struct qg_text *problem) {
    struct qg_text text = {0};
    enum qg_fault fault = qg_readfile(path, QG_BASELINE_BYTES, &text);
    if (fault == QG_FAULT_READ)
        qg_text_printf(problem, "cannot read %s: %s", path, qg_readfile_reason(errno));
    else if (fault == QG_FAULT_LIMIT)
        qg_text_printf(problem, "%s is longer than %d bytes, the limit of a baseline", path,
                       (int)QG_BASELINE_BYTES);
    else if (fault == QG_OK)
        fault = qg_baseline_parse(baseline, &text, path, problem);
    qg_text_free(&text);
    return fault;
}
