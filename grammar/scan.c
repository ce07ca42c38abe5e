// SPDX-License-Identifier: Apache-2.0
#include "scan.h"

#include "build.h"
#include "date.h"
#include "grammar_codes.h"
#include "parser.h"
#include "tokens.h"
#include "utf8.h"

#define YYSTYPE union qg_scan_value
#define YYLTYPE struct qg_span
#include "scanner.h"

#include <limits.h>

static struct qg_diag *report(struct qg_scan *scan, enum qg_grammar_code code, struct qg_span span,
                              const char *message) {
    return qg_grammar_error(scan->diags, code, span, "%s", message);
}

// ---- Beginning and going on ------------------------------------------------------------------

void *qg_scan_take(struct qg_scan *scan, size_t size) {
    size_t rounded = (size + 15) & ~(size_t)15;
    if (rounded > sizeof scan->slab - scan->slab_used)
        return NULL;
    void *at = scan->slab + scan->slab_used;
    scan->slab_used += rounded;
    return at;
}

static void check_utf8(struct qg_scan *scan) {
    size_t bad;
    if (qg_utf8_valid(scan->text->text.at, scan->text->text.len, &bad))
        return;
    struct qg_span span = {scan->source, (uint32_t)bad, (uint32_t)bad + 1};
    qg_diag_hint(report(scan, QG_CODE_BAD_UTF8, span, "the text is not valid UTF-8 from here"),
                 "Save the file as UTF-8.");
}

void qg_scan_open(struct qg_scan *scan, struct qg_arena *arena, const struct qg_sources *sources,
                  uint32_t source, struct qg_diag_list *diags) {
    *scan = (struct qg_scan){.arena = arena, .diags = diags, .source = source};
    scan->text = qg_sources_at(sources, source);
    check_utf8(scan);

    // A byte order mark is no part of the text, but it is counted in its offsets.
    size_t mark = qg_str_starts(scan->text->text, QG_STR("\xEF\xBB\xBF")) ? 3 : 0;
    yyscan_t flex = NULL;
    if (qg_scanner_lex_init_extra(scan, &flex) != 0 ||
        qg_scanner__scan_buffer(scan->text->buffer + mark, scan->text->text.len - mark + 2, flex) ==
            NULL)
        scan->fault = QG_FAULT_BUG;
    scan->flex = flex;
}

int qg_scan_next(struct qg_scan *scan, union qg_scan_value *value, struct qg_span *span) {
    uint32_t end = (uint32_t)scan->text->text.len;
    *span = (struct qg_span){scan->source, end, end};
    if (scan->fault != QG_OK)
        return QG_T_END;
    int token = qg_scanner_lex(value, span, scan->flex);
    if (token == QG_T_END)
        *span = (struct qg_span){scan->source, end, end};
    return token;
}

// ---- What tokens are worth -------------------------------------------------------------------

static int64_t decimal(struct qg_str digits) {
    int64_t number = 0;
    for (size_t i = 0; i < digits.len && number <= INT32_MAX; i++)
        number = number * 10 + (digits.at[i] - '0');
    return number;
}

int64_t qg_scan_number(struct qg_scan *scan, struct qg_str digits, struct qg_span span) {
    int64_t number = decimal(digits);
    if (number <= INT32_MAX)
        return number;
    report(scan, QG_CODE_BAD_NUMBER, span, "this number is too large");
    return INT32_MAX;
}

int64_t qg_scan_date(struct qg_scan *scan, struct qg_str text, struct qg_span span) {
    int32_t date = 0;
    if (!qg_date_parse(text.at, text.len, &date))
        qg_diag_hint(report(scan, QG_CODE_BAD_DATE, span, "there is no such day"),
                     "A date is a day of the calendar from 1900-01-01 to 2199-12-31.");
    return date;
}

int64_t qg_scan_monthday(struct qg_str text) {
    return decimal(qg_str_slice(text, 0, 2)) * 100 + decimal(qg_str_slice(text, 3, 5));
}

// A typographic mark is a letter to the scanner, as anything beyond ASCII; in a name it is always
// a slip of the word processor.
static bool has_printers_mark(struct qg_str word) {
    const char *at = word.at;
    while (at < word.at + word.len) {
        uint32_t c = qg_utf8_decode(&at, word.at + word.len);
        if ((c >= 0x2000 && c <= 0x206F) || c == 0x00A0 || c == 0x00AB || c == 0x00BB)
            return true;
    }
    return false;
}

static int token_of(struct qg_scan *scan, struct qg_str word) {
    size_t mixed = word.len * 31 + (unsigned char)word.at[0] * 7U +
                   (unsigned char)word.at[word.len / 2] * 3U + (unsigned char)word.at[word.len - 1];
    struct qg_scan_known *known = &scan->known[mixed % QG_SCAN_KNOWN];
    if (!qg_str_equal(known->word, word))
        *known = (struct qg_scan_known){word, qg_token_of_word(word)};
    return known->token;
}

int qg_scan_word(struct qg_scan *scan, struct qg_str word, struct qg_span span) {
    int token = token_of(scan, word);
    if (token != QG_T_NAME || !has_printers_mark(word))
        return token;
    qg_diag_hint(
        report(scan, QG_CODE_PRINTERS_MARK, span, "a typographic quote, dash or space stands here"),
        "Write \" and - as on a keyboard, and ordinary spaces.");
    return QG_T_QG_PARSER_error;
}

// ---- Texts -----------------------------------------------------------------------------------

static char escaped(char c) {
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case '"':
    case '\\':
    case '{':
    case '}':
        return c;
    default:
        return '\0';
    }
}

static void report_escape(struct qg_scan *scan, uint32_t at) {
    struct qg_span span = {scan->source, at, at + 2};
    qg_diag_hint(report(scan, QG_CODE_BAD_ESCAPE, span, "unknown escape"),
                 "There are \\\", \\\\, \\n, \\t, \\{ and \\}.");
}

static void report_lone_brace(struct qg_scan *scan, uint32_t at) {
    struct qg_span span = {scan->source, at, at + 1};
    qg_diag_hint(report(scan, QG_CODE_LONE_BRACE, span, "this `}` closes nothing"),
                 "In a text, write \\} for the character itself.");
}

// Copies `raw` into `copy`, decoded, and returns the length.
static size_t decode(struct qg_scan *scan, char *copy, struct qg_str raw, uint32_t start) {
    size_t len = 0;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.at[i];
        if (c == '}')
            report_lone_brace(scan, start + (uint32_t)i);
        if (c == '\\' && i + 1 < raw.len) {
            c = escaped(raw.at[++i]);
            if (c == '\0')
                report_escape(scan, start + (uint32_t)i - 1);
        }
        if (c != '\0')
            copy[len++] = c;
    }
    return len;
}

struct qg_str qg_scan_text(struct qg_scan *scan, struct qg_str raw, uint32_t start) {
    if (raw.len == 0 ||
        (memchr(raw.at, '\\', raw.len) == NULL && memchr(raw.at, '}', raw.len) == NULL))
        return raw;
    char *copy = qg_arena_array(scan->arena, raw.len, 1);
    if (copy == NULL) {
        scan->fault = QG_FAULT_MEMORY;
        return raw;
    }
    return (struct qg_str){copy, decode(scan, copy, raw, start)};
}

// ---- Comments --------------------------------------------------------------------------------

void qg_scan_comment(struct qg_scan *scan, struct qg_span span) {
    if (scan->comments != NULL && !qg_vec_push(scan->comments, span))
        scan->fault = QG_FAULT_MEMORY;
}

// ---- Mistakes --------------------------------------------------------------------------------

void qg_scan_open_text(struct qg_scan *scan, struct qg_span span) {
    struct qg_diag *d = report(scan, QG_CODE_OPEN_TEXT, span, "this text does not end on its line");
    qg_diag_hint(d, "Close it with \"; texts that follow each other are joined.");
}

void qg_scan_open_hole(struct qg_scan *scan) {
    struct qg_diag *d = report(scan, QG_CODE_OPEN_HOLE, scan->open, "this `{` is not closed");
    qg_diag_hint(d, "Close it with } in the same text, or write \\{ for the character itself.");
    scan->hole = 0;
}

void qg_scan_foreign(struct qg_scan *scan, struct qg_span span, const char *found,
                     const char *ours) {
    qg_grammar_error(scan->diags, QG_CODE_FOREIGN_MARK, span, "`%s` is written `%s` here", found,
                     ours);
}

void qg_scan_stray(struct qg_scan *scan, struct qg_str byte, struct qg_span span) {
    char c = byte.at[0];
    if (c == '\0') {
        report(scan, QG_CODE_NUL_BYTE, span, "a NUL byte in the text");
        return;
    }
    struct qg_diag *d =
        report(scan, QG_CODE_BAD_CHARACTER, span, "this character means nothing here");
    if (c == '\'')
        qg_diag_hint(d, "Texts stand in double quotes.");
    else if (c == ';')
        qg_diag_hint(d, "Nothing is separated by semicolons: leave it out.");
}
