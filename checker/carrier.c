// SPDX-License-Identifier: Apache-2.0
//
// A machine of few states; each call takes it to the next piece. The piece being handed out stands
// at the front of the window and is dropped when the next one is asked for.
#include "carrier.h"

#include "json.h"
#include "sniff.h"

#include <string.h>

enum state {
    AT_START,
    IN_LINES,
    IN_LONG_LINE,   // one that was too long: to be skipped to its end
    ARRAY_FIRST,    // behind `[`
    ARRAY_NEXT,     // behind an element
    IN_LONG_VALUE,  // an element that was too long: to be skipped to its end
    ENVELOPE_FIRST, // behind `{`
    ENVELOPE_NEXT,  // behind a member
    AT_END,         // behind everything: only white space may follow
    DONE
};

// What a step came to: a piece, the next state to go on from, or the carrier's fault.
enum step { STEP_PIECE, STEP_ON, STEP_FAILED };

// Not every fault is the input's: whoever is called before the window moves may fail as well.
static enum step failed(struct qg_carrier *c, enum qg_fault fault) {
    c->fault = fault;
    return STEP_FAILED;
}

void qg_carrier_init(struct qg_carrier *c, size_t record_limit) {
    struct qg_input input = c->input;
    *c = (struct qg_carrier){.input = input, .place = {1, 1}};
    c->record_limit = record_limit == 0 ? QG_RECORD_BYTES_LIMIT : record_limit;
}

void qg_carrier_free(struct qg_carrier *c) {
    qg_input_close(&c->input);
}

static char *front(const struct qg_carrier *c) {
    return c->input.at + c->input.start;
}

static size_t held(const struct qg_carrier *c) {
    return c->input.end - c->input.start;
}

// Drops `count` bytes and keeps track of the place.
static void pass(struct qg_carrier *c, size_t count) {
    c->place = qg_place_after(c->place, front(c), count);
    qg_input_drop(&c->input, count);
}

// Takes leave of the last piece. A line is passed with its end, which spares counting in it.
static void release(struct qg_carrier *c) {
    if (!c->patched)
        return;
    front(c)[c->taken] = c->patched_byte;
    c->patched = false;
    if (c->state == IN_LINES && c->patched_byte == '\n' && c->taken < held(c)) {
        qg_input_drop(&c->input, c->taken + 1);
        c->place = (struct qg_place){c->place.line + 1, 1};
    } else {
        pass(c, c->taken);
    }
}

// Steps over white space; *next is the byte then at the front, -1 at the end of the input.
static enum qg_fault skip_space(struct qg_carrier *c, int *next) {
    for (;;) {
        size_t count = 0, len = held(c);
        for (const char *p = front(c); count < len && qg_json_is_space(p[count]);)
            count++;
        if (count > 0)
            pass(c, count);
        *next = count < len ? (unsigned char)*front(c) : -1;
        if (count < len || c->input.finished)
            return c->input.error == 0 ? QG_OK : QG_FAULT_READ;
        enum qg_fault fault = qg_input_fill(&c->input);
        if (fault != QG_OK)
            return fault;
    }
}

static void set_piece(const struct qg_carrier *c, enum qg_raw_kind kind, size_t len,
                      struct qg_raw *out) {
    *out = (struct qg_raw){
        .kind = kind,
        .text = {front(c), len},
        .offset = c->input.offset,
        .place = c->place,
    };
}

// Hands out the first `len` bytes of the window.
static enum step emit(struct qg_carrier *c, enum qg_raw_kind kind, size_t len, struct qg_raw *out) {
    set_piece(c, kind, len, out);
    c->taken = len;
    c->patched_byte = front(c)[len]; // padding, at the worst
    c->patched = true;
    front(c)[len] = '\0';
    return STEP_PIECE;
}

// So much of the input is looked at for what is told of damage, which must not depend on how much
// of it has arrived.
enum { LOOK_AHEAD = 4096 };

static enum qg_fault look_ahead(struct qg_carrier *c) {
    enum qg_fault fault = QG_OK;
    while (fault == QG_OK && held(c) < LOOK_AHEAD && !c->input.finished)
        fault = qg_input_fill(&c->input);
    return fault;
}

// Of what stands at the front of the window; empty at the end of the input.
static struct qg_str excerpt(struct qg_carrier *c) {
    if (held(c) == 0)
        return (struct qg_str){0};
    size_t len = held(c) < LOOK_AHEAD ? held(c) : LOOK_AHEAD;
    struct qg_json json = {.end = front(c) + len};
    char behind = front(c)[len];
    front(c)[len] = '\0';
    struct qg_str found = qg_json_excerpt(&json, front(c));
    front(c)[len] = behind;
    return found;
}

// Hands out a finding about the front of the window, and goes on in `state`.
static enum step damaged(struct qg_carrier *c, enum qg_data_code code, const char *expected,
                         enum state state, struct qg_raw *out) {
    enum qg_fault fault = look_ahead(c);
    if (fault != QG_OK)
        return failed(c, fault);
    struct qg_str found = excerpt(c);
    set_piece(c, QG_RAW_BROKEN, found.len, out);
    out->problem = (struct qg_data_finding){
        .code = code,
        .found = found,
        .expected = qg_str_of(expected),
        .number = c->record_limit,
    };
    c->state = (uint8_t)state;
    return STEP_PIECE;
}

static enum step go(struct qg_carrier *c, enum state state) {
    c->state = (uint8_t)state;
    return STEP_ON;
}

// One byte of structure is behind us.
static enum step pass_to(struct qg_carrier *c, enum state state) {
    pass(c, 1);
    return go(c, state);
}

// One record a line.
static enum step line(struct qg_carrier *c, struct qg_raw *out) {
    int next;
    enum qg_fault fault = skip_space(c, &next);
    if (fault != QG_OK)
        return failed(c, fault);
    if (next < 0)
        return go(c, DONE);
    for (size_t from = 0;;) {
        const char *end = memchr(front(c) + from, '\n', held(c) - from);
        size_t len = end != NULL ? (size_t)(end - front(c)) : held(c);
        if (len > c->record_limit)
            return damaged(c, QG_DATA_TOO_LONG, NULL, IN_LONG_LINE, out);
        if (end != NULL || c->input.finished)
            return emit(c, QG_RAW_RECORD, len, out);
        from = len;
        fault = qg_input_fill(&c->input);
        if (fault != QG_OK)
            return failed(c, fault);
    }
}

static enum step skip_line(struct qg_carrier *c) {
    for (;;) {
        const char *end = held(c) == 0 ? NULL : memchr(front(c), '\n', held(c));
        pass(c, end != NULL ? (size_t)(end - front(c)) : held(c));
        if (end != NULL || c->input.finished)
            return go(c, IN_LINES);
        enum qg_fault fault = qg_input_fill(&c->input);
        if (fault != QG_OK)
            return failed(c, fault);
    }
}

// The value at the front, as a piece of `kind`; behind it the state is `then`.
static enum step value(struct qg_carrier *c, enum qg_raw_kind kind, enum state then,
                       struct qg_raw *out) {
    struct qg_extent extent = {0};
    size_t len = 0;
    c->state = c->after_long = (uint8_t)then;
    for (;;) {
        len += qg_extent_scan(&extent, front(c) + len, held(c) - len);
        if (len > c->record_limit)
            return damaged(c, QG_DATA_TOO_LONG, NULL, IN_LONG_VALUE, out);
        if (extent.complete || c->input.finished) {
            if (!extent.complete && !extent.bare)
                c->state = DONE; // cut off; the decoder says so
            return emit(c, kind, len, out);
        }
        enum qg_fault fault = qg_input_fill(&c->input);
        if (fault != QG_OK)
            return failed(c, fault);
    }
}

static enum step skip_value(struct qg_carrier *c) {
    struct qg_extent extent = {0};
    for (;;) {
        pass(c, qg_extent_scan(&extent, front(c), held(c)));
        if (extent.complete || c->input.finished)
            return go(c, extent.complete ? (enum state)c->after_long : DONE);
        enum qg_fault fault = qg_input_fill(&c->input);
        if (fault != QG_OK)
            return failed(c, fault);
    }
}

// In front of an element; a bracket here is wrong, since there was a comma or none is needed.
static enum step element(struct qg_carrier *c, struct qg_raw *out) {
    int next;
    enum qg_fault fault = skip_space(c, &next);
    if (fault != QG_OK)
        return failed(c, fault);
    if (next < 0 || next == ']' || next == '}' || next == ',' || next == ':')
        return damaged(c, QG_DATA_NO_VALUE, NULL, DONE, out);
    return value(c, QG_RAW_RECORD, ARRAY_NEXT, out);
}

static enum step close_array(struct qg_carrier *c) {
    return pass_to(c, c->envelope ? ENVELOPE_NEXT : AT_END);
}

static enum step array_first(struct qg_carrier *c, int next, struct qg_raw *out) {
    return next == ']' ? close_array(c) : element(c, out);
}

static enum step array_next(struct qg_carrier *c, int next, struct qg_raw *out) {
    if (next == ']')
        return close_array(c);
    if (next != ',')
        return damaged(c, QG_DATA_SYNTAX, "`,` `]`", DONE, out);
    pass(c, 1);
    return element(c, out);
}

// What the value of an envelope's key is. A key that has been before contradicts itself.
static enum qg_raw_kind member_kind(struct qg_carrier *c, struct qg_str key) {
    if (qg_str_equal(key, QG_STR("records")))
        return c->records_seen ? QG_RAW_BROKEN : QG_RAW_RECORD;
    if (!qg_str_equal(key, QG_STR("export")))
        return QG_RAW_OTHER;
    if (c->export_seen)
        return QG_RAW_BROKEN;
    c->export_seen = true;
    return c->records_seen ? QG_RAW_LATE : QG_RAW_EXPORT;
}

// The value of "records": its elements are the records.
static enum step enter_records(struct qg_carrier *c, int next, struct qg_raw *out) {
    c->records_seen = c->envelope = true;
    if (next != '[')
        return damaged(c, QG_DATA_LIST, NULL, DONE, out);
    return pass_to(c, ARRAY_FIRST);
}

static enum step member_value(struct qg_carrier *c, enum qg_raw_kind kind, struct qg_raw *out) {
    int next;
    enum qg_fault fault = skip_space(c, &next);
    if (fault != QG_OK)
        return failed(c, fault);
    if (next != ':')
        return damaged(c, QG_DATA_SYNTAX, "`:`", DONE, out);
    pass(c, 1);
    fault = skip_space(c, &next);
    if (fault != QG_OK)
        return failed(c, fault);
    if (next < 0 || next == ']' || next == '}' || next == ',' || next == ':')
        return damaged(c, QG_DATA_NO_VALUE, NULL, DONE, out);
    if (kind == QG_RAW_RECORD)
        return enter_records(c, next, out);
    enum step step = value(c, kind, ENVELOPE_NEXT, out);
    if (step == STEP_PIECE && out->kind == QG_RAW_BROKEN && c->patched)
        out->problem = (struct qg_data_finding){.code = QG_DATA_DUPLICATE,
                                                .found = qg_data_excerpt(out->text.at, 1)};
    return step;
}

// In front of a member of the envelope: its key is read whole, then its value.
static enum step member(struct qg_carrier *c, struct qg_raw *out) {
    int next;
    enum qg_fault fault = skip_space(c, &next);
    if (fault != QG_OK)
        return failed(c, fault);
    if (next != '"')
        return damaged(c, QG_DATA_SYNTAX, "`\"`", DONE, out);
    struct qg_extent extent = {0};
    size_t len = 0;
    while (!extent.complete && !c->input.finished && len <= c->record_limit) {
        len += qg_extent_scan(&extent, front(c) + len, held(c) - len);
        if (!extent.complete && (fault = qg_input_fill(&c->input)) != QG_OK)
            return failed(c, fault);
    }
    if (len > c->record_limit)
        return damaged(c, QG_DATA_TOO_LONG, NULL, DONE, out);
    struct qg_json json = {.end = front(c) + held(c)};
    if (qg_json_string(&json, front(c) + 1, NULL) == NULL)
        return damaged(c, json.code, json.expected, DONE, out);
    enum qg_raw_kind kind = member_kind(c, (struct qg_str){front(c) + 1, len - 2});
    pass(c, len);
    return member_value(c, kind, out);
}

static enum step envelope_first(struct qg_carrier *c, int next, struct qg_raw *out) {
    return next == '}' ? pass_to(c, AT_END) : member(c, out);
}

static enum step envelope_next(struct qg_carrier *c, int next, struct qg_raw *out) {
    if (next == '}')
        return pass_to(c, AT_END);
    if (next != ',')
        return damaged(c, QG_DATA_SYNTAX, "`,` `}`", DONE, out);
    pass(c, 1);
    return member(c, out);
}

// An input that begins with `{`.
static enum step sniff(struct qg_carrier *c, struct qg_raw *out) {
    struct qg_sniff state = {0};
    enum qg_sniffed sniffed = QG_SNIFFED_NOTHING;
    size_t len = 0;
    for (;;) {
        size_t used = 0, end = held(c) <= c->record_limit ? held(c) : c->record_limit + 1;
        sniffed = qg_sniff_feed(&state, front(c) + len, end - len, &used);
        len += used;
        if (sniffed != QG_SNIFFED_NOTHING || c->input.finished || len > c->record_limit)
            break;
        enum qg_fault fault = qg_input_fill(&c->input);
        if (fault != QG_OK)
            return failed(c, fault);
    }
    if (sniffed == QG_SNIFFED_NOTHING)
        sniffed = qg_sniff_end(&state);
    if (sniffed == QG_SNIFFED_LINES)
        return go(c, IN_LINES);
    if (sniffed == QG_SNIFFED_ENVELOPE)
        return pass_to(c, ENVELOPE_FIRST);
    return value(c, QG_RAW_RECORD, AT_END, out);
}

// Whether the input begins with these bytes, of which the window holds what there is.
static bool begins(const struct qg_carrier *c, const char *bytes, size_t len) {
    return held(c) >= len && memcmp(front(c), bytes, len) == 0;
}

static enum step start(struct qg_carrier *c, struct qg_raw *out) {
    enum qg_fault fault = QG_OK;
    while (fault == QG_OK && held(c) < 3 && !c->input.finished)
        fault = qg_input_fill(&c->input);
    if (fault != QG_OK)
        return failed(c, fault);
    if (begins(c, "\xFE\xFF", 2) || begins(c, "\xFF\xFE", 2))
        return damaged(c, QG_DATA_UTF16, NULL, DONE, out);
    if (begins(c, "\xEF\xBB\xBF", 3))
        qg_input_drop(&c->input, 3);
    int next;
    fault = skip_space(c, &next);
    if (fault != QG_OK)
        return failed(c, fault);
    if (next == '{')
        return sniff(c, out);
    return next == '[' ? pass_to(c, ARRAY_FIRST) : go(c, IN_LINES);
}

// The states in which white space does not matter, with the byte behind it.
static enum step between(struct qg_carrier *c, struct qg_raw *out) {
    int next;
    enum qg_fault fault = skip_space(c, &next);
    if (fault != QG_OK)
        return failed(c, fault);
    switch ((enum state)c->state) {
    case ARRAY_FIRST:
        return array_first(c, next, out);
    case ARRAY_NEXT:
        return array_next(c, next, out);
    case ENVELOPE_FIRST:
        return envelope_first(c, next, out);
    case ENVELOPE_NEXT:
        return envelope_next(c, next, out);
    default:
        return next < 0 ? go(c, DONE) : damaged(c, QG_DATA_TRAILING, NULL, DONE, out);
    }
}

static enum step step(struct qg_carrier *c, struct qg_raw *out) {
    switch ((enum state)c->state) {
    case AT_START:
        return start(c, out);
    case IN_LINES:
        return line(c, out);
    case IN_LONG_LINE:
        return skip_line(c);
    case IN_LONG_VALUE:
        return skip_value(c);
    case DONE:
        *out = (struct qg_raw){.kind = QG_RAW_END, .offset = c->input.offset, .place = c->place};
        return STEP_PIECE;
    default:
        return between(c, out);
    }
}

enum qg_fault qg_carrier_next(struct qg_carrier *c, struct qg_raw *out) {
    enum step came;
    release(c);
    do
        came = step(c, out);
    while (came == STEP_ON);
    if (came == STEP_PIECE)
        return QG_OK;
    c->state = DONE;
    return c->fault;
}
