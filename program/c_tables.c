// SPDX-License-Identifier: Apache-2.0
//
// tables.def is read twice: once as structures of the same fields, which must be as large as the
// real ones, so that none can be forgotten; and once as a description by which one is printed.
#include "c_tables.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

// ---- Nothing is forgotten ----------------------------------------------------------------------

// clang-format off
#define QG_BEGIN(structure) struct same_as_##structure {
#define QG_END(structure) };                                                                       \
    static_assert(sizeof(struct same_as_##structure) == sizeof(struct structure),                  \
                  #structure " has other fields than tables.def says");
#define QG_NUMBER(structure, type, name)              type name;
#define QG_STRING(structure, name)                    struct qg_str name;
#define QG_INNER(structure, inner, name)              struct inner name;
#define QG_EACH_STRING(structure, name, length)       struct qg_str name[length];
#define QG_EACH_NUMBER(structure, type, name, length) type name[length];
#define QG_MANY(structure, inner, name, count)        const struct inner *name;
#define QG_MANY_STRINGS(structure, name, count)       const struct qg_str *name;
#define QG_MANY_NUMBERS(structure, type, name, count) const type *name;
#include "tables.def"
#undef QG_BEGIN
#undef QG_END
#undef QG_NUMBER
#undef QG_STRING
#undef QG_INNER
#undef QG_EACH_STRING
#undef QG_EACH_NUMBER
#undef QG_MANY
#undef QG_MANY_STRINGS
#undef QG_MANY_NUMBERS
// clang-format on

// ---- What a structure is made of ---------------------------------------------------------------

enum element { NUMBER, STRING, STRUCTURE };
enum holding { ONE, EACH, MANY }; // itself; so many of them in place; a pointer to so many

struct layout;

struct part {
    const char *name;
    enum element element;
    enum holding holding;
    const char *type;            // of an element
    size_t at, size;             // offset in its structure; size of an element
    bool negative;               // NUMBER: of a type that can be
    size_t length;               // EACH
    size_t count_at, count_size; // MANY: the number beside it that says how many
    const struct layout *inner;  // STRUCTURE
};

struct layout {
    size_t size;
    const struct part *parts; // up to one without a name
};

// clang-format off
#define AT(structure, field) .name = #field, .at = offsetof(struct structure, field)
#define COUNTED(structure, field)                                                                  \
    .holding = MANY, .count_at = offsetof(struct structure, field),                                \
    .count_size = sizeof(((struct structure *)NULL)->field)
#define OF_NUMBERS(kind)                                                                           \
    .element = NUMBER, .type = #kind, .size = sizeof(kind), .negative = (kind)-1 < (kind)1
#define OF_STRINGS .element = STRING, .type = "struct qg_str", .size = sizeof(struct qg_str)
#define OF_STRUCTURES(kind)                                                                        \
    .element = STRUCTURE, .type = "struct " #kind, .size = sizeof(struct kind),                    \
    .inner = &layout_of_##kind

#define QG_BEGIN(structure) static const struct part parts_of_##structure[] = {
#define QG_END(structure) {.name = NULL}};                                                         \
    static const struct layout layout_of_##structure = {sizeof(struct structure),                  \
                                                        parts_of_##structure};
#define QG_NUMBER(structure, type, name)        {AT(structure, name), OF_NUMBERS(type)},
#define QG_STRING(structure, name)              {AT(structure, name), OF_STRINGS},
#define QG_INNER(structure, inner, name)        {AT(structure, name), OF_STRUCTURES(inner)},
#define QG_EACH_STRING(structure, name, many)                                                      \
    {AT(structure, name), OF_STRINGS, .holding = EACH, .length = (many)},
#define QG_EACH_NUMBER(structure, type, name, many)                                                \
    {AT(structure, name), OF_NUMBERS(type), .holding = EACH, .length = (many)},
#define QG_MANY(structure, inner, name, count)                                                     \
    {AT(structure, name), OF_STRUCTURES(inner), COUNTED(structure, count)},
#define QG_MANY_STRINGS(structure, name, count)                                                    \
    {AT(structure, name), OF_STRINGS, COUNTED(structure, count)},
#define QG_MANY_NUMBERS(structure, type, name, count)                                              \
    {AT(structure, name), OF_NUMBERS(type), COUNTED(structure, count)},
#include "tables.def"
// clang-format on

// ---- Scalars -----------------------------------------------------------------------------------

static uint64_t read_unsigned(const char *at, size_t size) {
    uint8_t one;
    uint16_t two;
    uint32_t four;
    uint64_t eight;
    switch (size) {
    case sizeof one:
        memcpy(&one, at, sizeof one);
        return one;
    case sizeof two:
        memcpy(&two, at, sizeof two);
        return two;
    case sizeof four:
        memcpy(&four, at, sizeof four);
        return four;
    default:
        memcpy(&eight, at, sizeof eight);
        return eight;
    }
}

static int64_t read_signed(const char *at, size_t size) {
    unsigned unused = 64 - 8 * (unsigned)size;
    return (int64_t)(read_unsigned(at, size) << unused) >> unused;
}

static void add_number(const struct part *part, const char *at, struct qg_text *out) {
    uint64_t value = read_unsigned(at, part->size);
    if (!part->negative)
        qg_text_printf(out, value > INT32_MAX ? "UINT64_C(%" PRIu64 ")" : "%" PRIu64, value);
    else if (read_signed(at, part->size) == INT32_MIN)
        qg_text_addz(out, "INT32_MIN");
    else
        qg_text_printf(out, "%" PRId64, read_signed(at, part->size));
}

// Quotes and what cannot be seen become octal, of three digits, whatever follows; and so does the
// question mark, of which trigraphs are made.
static void add_quoted(struct qg_str s, struct qg_text *out) {
    qg_text_addz(out, "TEXT(\"");
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c < ' ' || c == 0x7f || c == '"' || c == '\\' || c == '?')
            qg_text_printf(out, "\\%03o", c);
        else
            qg_text_char(out, s.at[i]);
    }
    qg_text_addz(out, "\")");
}

static void add_scalar(const struct part *part, const char *at, struct qg_text *out) {
    struct qg_str s;
    if (part->element == NUMBER) {
        add_number(part, at, out);
        return;
    }
    memcpy(&s, at, sizeof s);
    if (s.at != NULL)
        add_quoted(s, out);
    else
        qg_text_addz(out, "{0}");
}

// ---- Structures --------------------------------------------------------------------------------

enum { DEEPEST = 8 }; // structures in structures; program, schema, type, phrase are four

// A structure, or some that follow each other, being printed.
struct frame {
    const struct layout *layout;
    const char *at;          // the one being printed
    const struct part *next; // of it
    uint64_t left;           // with this one
    bool listed;             // they stand in braces together
    bool empty;              // nothing of this one was printed yet
};

struct printer {
    struct qg_text *out;
    struct frame frames[DEEPEST];
    uint32_t depth;
};

static void new_line(struct printer *p) {
    qg_text_char(p->out, '\n');
    for (uint32_t i = 0; i < p->depth; i++)
        qg_text_addz(p->out, "  ");
}

static void push(struct printer *p, const struct part *part, const char *at, uint64_t count) {
    assert(p->depth < DEEPEST);
    bool listed = part->holding != ONE;
    p->frames[p->depth++] =
        (struct frame){part->inner, at, part->inner->parts, count, listed, true};
    if (listed)
        new_line(p);
    qg_text_char(p->out, '{');
}

static const char *pointed(const struct part *part, const char *structure) {
    const char *at;
    memcpy(&at, structure + part->at, sizeof at); // every pointer to a structure looks alike
    return at;
}

// How many elements a part of a structure has; 0 if there is nothing to say of it.
static uint64_t elements(const struct part *part, const char *structure) {
    switch (part->holding) {
    case EACH:
        return part->length;
    case MANY:
        return pointed(part, structure) == NULL
                   ? 0
                   : read_unsigned(structure + part->count_at, part->count_size);
    case ONE:
        break;
    }
    return part->element == NUMBER && read_unsigned(structure + part->at, part->size) == 0 ? 0 : 1;
}

static void add_scalars(const struct part *part, const char *at, uint64_t count,
                        struct qg_text *out) {
    for (uint64_t i = 0; i < count; i++) {
        qg_text_addz(out, i == 0 ? "" : i % 16 == 0 ? ",\n    " : ", ");
        add_scalar(part, at + i * part->size, out);
    }
}

// Prints a part, or begins to: structures follow on a frame of their own.
static void add_part(struct printer *p, const struct part *part, const char *structure) {
    uint64_t count = elements(part, structure);
    struct frame *frame = &p->frames[p->depth - 1];
    if (count == 0)
        return;
    qg_text_addz(p->out, frame->empty ? "" : p->depth == 1 ? "," : ", ");
    if (p->depth == 1)
        new_line(p);
    qg_text_printf(p->out, ".%s = ", part->name);
    frame->empty = false;
    const char *at = part->holding == MANY ? pointed(part, structure) : structure + part->at;
    if (part->holding == MANY)
        qg_text_printf(p->out, "(const %s[])", part->type);
    if (part->holding != ONE)
        qg_text_char(p->out, '{');
    if (part->element == STRUCTURE) {
        push(p, part, at, count);
        return;
    }
    add_scalars(part, at, count, p->out);
    if (part->holding != ONE)
        qg_text_char(p->out, '}');
}

// Ends a structure and begins the next one of its list.
static void next_structure(struct printer *p) {
    struct frame *frame = &p->frames[p->depth - 1];
    qg_text_addz(p->out, frame->empty ? "0}" : "}");
    if (--frame->left > 0) {
        frame->at += frame->layout->size;
        frame->next = frame->layout->parts;
        frame->empty = true;
        qg_text_char(p->out, ',');
        new_line(p);
        qg_text_char(p->out, '{');
        return;
    }
    if (frame->listed)
        qg_text_char(p->out, '}');
    p->depth--;
}

void qg_program_c_tables(const struct qg_program *program, const char *name, struct qg_text *out) {
    static const struct part whole = {.inner = &layout_of_qg_program};
    struct printer p = {.out = out};
    qg_text_printf(out,
                   "\n#define TEXT(s) {s, sizeof s - 1}\n\n"
                   "const struct qg_program qg_program_%s = ",
                   name);
    push(&p, &whole, (const char *)program, 1);
    while (p.depth > 0) {
        struct frame *frame = &p.frames[p.depth - 1];
        if (frame->next->name == NULL)
            next_structure(&p);
        else
            add_part(&p, frame->next++, frame->at);
    }
    qg_text_addz(out, ";\n");
}
