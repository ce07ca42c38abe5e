// SPDX-License-Identifier: Apache-2.0

#include "forms.h"

#include "markup.h"
#include "utf8.h"

#include <expat.h>
#include <jansson.h>
#include <string.h>

typedef bool form(struct qg_str report);

// ---- any ----

static bool is_plain(struct qg_str report) {
    const char *end = report.at + report.len;
    for (const char *at = report.at; at < end;) {
        uint32_t c = qg_utf8_decode(&at, end);
        if (c < 0x20 && c != '\n' && c != '\r' && c != '\t')
            return false;
    }
    return qg_utf8_valid(report.at, report.len, NULL);
}

// Nothing that a terminal obeys.
static bool is_shown(struct qg_str report) {
    const char *end = report.at + report.len;
    for (const char *at = report.at; at < end;) {
        uint32_t c = qg_utf8_decode(&at, end);
        if (c == '\r' || (c >= 0x7f && c < 0xa0))
            return false;
    }
    return true;
}

static bool each_line(struct qg_str report, form *holds) {
    for (size_t at = 0; at < report.len;) {
        const char *feed = memchr(report.at + at, '\n', report.len - at);
        size_t end = feed != NULL ? (size_t)(feed - report.at) : report.len;
        if (!holds(qg_str_slice(report, at, end)))
            return false;
        at = end + 1;
    }
    return true;
}

// ---- by readers that are not ours ----

static bool is_json(struct qg_str report) {
    json_t *value =
        json_loadb(report.at, report.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    json_decref(value);
    return value != NULL;
}

static bool is_ndjson(struct qg_str report) {
    return each_line(report, is_json);
}

static bool is_xml(struct qg_str report) {
    XML_Parser parser = XML_ParserCreate("UTF-8");
    bool good =
        parser != NULL && XML_Parse(parser, report.at, (int)report.len, true) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return good;
}

// ---- by our own ----

// Goes behind a cell: bare, or within quotes, of which one within is doubled. False for what is
// neither, or what a spreadsheet would compute.
static bool skip_cell(struct qg_str report, size_t *at) {
    bool quoted = qg_str_starts(qg_str_slice(report, *at, report.len), QG_STR("\""));
    bool open = quoted;
    *at += quoted;
    if (*at < report.len && strchr("=+-@\t\r", report.at[*at]) != NULL)
        return false;
    for (; *at < report.len; ++*at) {
        char c = report.at[*at];
        if (!open && (c == ',' || c == '\n' || c == '\r'))
            break;
        if (c == '"' && !quoted)
            return false;
        if (c == '"')
            open = !open;
        else if (quoted && !open)
            return false;
    }
    return !open;
}

// Rows of as many cells as the first, each with its end.
static bool is_csv(struct qg_str report) {
    size_t columns = 0;
    for (size_t at = 0, cells = 0; at < report.len; at++) {
        if (!skip_cell(report, &at) || at == report.len)
            return false;
        cells++;
        if (report.at[at] == ',')
            continue;
        at += report.at[at] == '\r';
        columns = columns == 0 ? cells : columns;
        if (cells != columns || at == report.len || report.at[at] != '\n')
            return false;
        cells = 0;
    }
    return true;
}

static bool is_page(struct qg_str report) {
    return qg_markup_nests(report, is_json);
}

// "::error file=…,line=…::…", or a line that the runner takes for nothing.
static bool is_command(struct qg_str line) {
    static const char *const levels[] = {"::error ", "::warning ", "::notice "};
    bool named = false;
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        named = named || qg_str_starts(line, qg_str_of(levels[i]));
    if (named)
        return qg_str_contains(qg_str_slice(line, 2, line.len), QG_STR("::"));
    return !qg_str_starts(line, QG_STR("::")) && !qg_str_contains(line, QG_STR("##["));
}

static bool are_commands(struct qg_str report) {
    return each_line(report, is_command);
}

static const struct {
    const char *format;
    form *holds;
} forms[] = {
    {"text", is_shown}, {"json", is_json},     {"ndjson", is_ndjson},    {"sarif", is_json},
    {"junit", is_xml},  {"gitlab", is_json},   {"csv", is_csv},          {"html", is_page},
    {"act", is_page},   {"markdown", is_page}, {"github", are_commands},
};

bool qg_form_holds(const char *format, struct qg_str report) {
    bool holds = is_plain(report);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (strcmp(forms[i].format, format) == 0)
            holds = holds && forms[i].holds(report);
    return holds;
}
