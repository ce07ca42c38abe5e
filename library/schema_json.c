// SPDX-License-Identifier: Apache-2.0
//
// A definition is asked for by whoever speaks of it and written when its turn comes, so nothing
// recurses and nothing unused is there.
//
// Names of our own definitions have a dot, which no name of a policy has.
#include "schema_json.h"

#include "built_json.h"
#include "vec.h"

#define DIALECT "https://json-schema.org/draft/2020-12/schema"

// The days of the years 1900 to 2199, written so that ECMA-262, POSIX and others agree on it. Where
// `$` also matches before a line's end at the end of the text, the length tells.
#define LONG_MONTHS  "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
#define SHORT_MONTHS "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
#define FEBRUARY     "02-(0[1-9]|1[0-9]|2[0-8])"
#define LEAP_YEARS   "((19|20|21)(0[48]|[2468][048]|[13579][26])|2000)"
#define DAY                                                                                        \
    "((19|20|21)[0-9]{2}-(" LONG_MONTHS "|" SHORT_MONTHS "|" FEBRUARY ")|" LEAP_YEARS "-02-29)"
#define TIME_OF_DAY "([01][0-9]|2[0-3]):[0-5][0-9]"

enum form {
    FORM_DATE,
    FORM_TIME,
    FORM_COUNT,
    FORM_SECTION,
    FORM_ENUM,     // index: the enum
    FORM_TYPE,     // index: the type, as the value of a field
    FORM_RECORD,   // index: the type, as a record with its tag
    FORM_ANY,      // a record of whatever kind
    FORM_EXPORT,   // what the records of a file share
    FORM_ENVELOPE, // an export with its records
};

struct definition {
    enum form form;
    uint32_t index;
};

struct writer {
    const struct qg_program *program;
    const struct qg_schema *schema;
    struct qg_schema_wish wish;
    json_t *defs;
    QG_VEC(struct definition) asked; // in the order of `defs`
    bool failed;
};

// ---- building ----

static void put(struct writer *w, json_t *object, const char *key, json_t *value) {
    qg_built_put(&w->failed, object, qg_str_of(key), value);
}

static void push(struct writer *w, json_t *array, json_t *value) {
    qg_built_push(&w->failed, array, value);
}

static json_t *of_type(const char *type) {
    return json_pack("{s:s}", "type", type);
}

// ---- names ----

// A name as it stands in a URI.
static void add_encoded(struct qg_text *out, struct qg_str name) {
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        if (c < 0x80)
            qg_text_char(out, (char)c);
        else
            qg_text_printf(out, "%%%02X", c);
    }
}

static struct qg_str name_of(const struct writer *w, struct definition d) {
    switch (d.form) {
    case FORM_DATE:
        return QG_STR("scalar.date");
    case FORM_TIME:
        return QG_STR("scalar.time");
    case FORM_COUNT:
        return QG_STR("scalar.count");
    case FORM_SECTION:
        return QG_STR("scalar.section");
    case FORM_ENUM:
        return w->schema->enums[d.index].name;
    case FORM_TYPE:
    case FORM_RECORD:
        return w->schema->types[d.index].name;
    case FORM_ANY:
        return QG_STR("carrier.record");
    case FORM_EXPORT:
        return QG_STR("carrier.export");
    case FORM_ENVELOPE:
        break;
    }
    return QG_STR("carrier.envelope");
}

// Appends the name of a definition. A record that is also the value of some field is described
// twice: as a value it needs no tag.
static void add_name(struct writer *w, struct definition d, struct qg_text *out) {
    bool value = d.form == FORM_TYPE && w->schema->types[d.index].is_record;
    qg_text_addz(out, value ? "value." : "");
    qg_text_add(out, name_of(w, d));
    w->failed = w->failed || out->failed;
}

// Sees to it that the definition will be written.
static void ask(struct writer *w, struct definition d, struct qg_str name) {
    if (json_object_getn(w->defs, name.at, name.len) != NULL)
        return;
    qg_built_put(&w->failed, w->defs, name, json_null()); // its place
    if (!qg_vec_push(&w->asked, d))
        w->failed = true;
}

// Where the definition is found.
static json_t *path_to(struct writer *w, enum form form, uint32_t index) {
    struct definition d = {form, index};
    struct qg_text name = {0}, path = {0};
    add_name(w, d, &name);
    qg_text_addz(&path, "#/$defs/");
    add_encoded(&path, qg_text_str(&name));
    w->failed = w->failed || path.failed;
    if (!w->failed)
        ask(w, d, qg_text_str(&name));
    json_t *result = w->failed ? NULL : qg_built_string(qg_text_str(&path));
    qg_text_free(&name);
    qg_text_free(&path);
    return result;
}

static json_t *refer(struct writer *w, enum form form, uint32_t index) {
    json_t *reference = json_object();
    put(w, reference, "$ref", path_to(w, form, index));
    return reference;
}

// ---- fields ----

static json_t *value(struct writer *w, const struct qg_field *field, enum qg_kind kind) {
    switch (kind) {
    case QG_KIND_BOOL:
        return of_type("boolean");
    case QG_KIND_COUNT:
        return refer(w, FORM_COUNT, 0);
    case QG_KIND_DATE:
        return refer(w, FORM_DATE, 0);
    case QG_KIND_TIME:
        return refer(w, FORM_TIME, 0);
    case QG_KIND_ENUM:
        return refer(w, FORM_ENUM, field->enumeration);
    case QG_KIND_OBJECT:
        return refer(w, FORM_TYPE, field->type);
    default:
        return of_type("string");
    }
}

static json_t *list_of(struct writer *w, json_t *element) {
    json_t *list = of_type("array");
    put(w, list, "items", element);
    return list;
}

// What may be missing is null or absent.
static json_t *or_null(struct writer *w, json_t *schema) {
    const char *type = json_string_value(json_object_get(schema, "type"));
    if (type != NULL) {
        put(w, schema, "type", json_pack("[s, s]", type, "null"));
        return schema;
    }
    json_t *choices = json_array(), *either = json_object();
    push(w, choices, schema);
    push(w, choices, of_type("null"));
    put(w, either, "anyOf", choices);
    return either;
}

static json_t *shape_of(struct writer *w, const struct qg_field *field) {
    if (field->kind == QG_KIND_LIST)
        return list_of(w, value(w, field, field->element));
    if (field->kind == QG_KIND_SECTIONS)
        return list_of(w, refer(w, FORM_SECTION, 0));
    return value(w, field, field->kind);
}

// Whether the type is what a record lists: the reader compares the ids of such elements.
static bool is_listed(const struct qg_schema *schema, uint16_t type) {
    for (uint32_t i = 0; i < schema->field_count; i++) {
        const struct qg_field *f = &schema->fields[i];
        if (f->kind == QG_KIND_LIST && f->element == QG_KIND_OBJECT && f->type == type &&
            schema->types[f->owner].is_record)
            return true;
    }
    return false;
}

static void describe(struct writer *w, const struct qg_field *field, json_t *schema) {
    const struct qg_type *owner = &w->schema->types[field->owner];
    bool is_id = owner->id_field == field - w->schema->fields;
    struct qg_text text = {0};
    qg_text_addz(&text, is_id && owner->is_record ? " Unique among all records." : "");
    qg_text_addz(&text, is_id && is_listed(w->schema, field->owner) ? " Unique in its list." : "");
    qg_text_addz(&text, field->ongoing ? " Absent: the state lasts." : "");
    if (field->section == QG_SECTION_ALWAYS)
        qg_text_addz(&text, " Absent: there was none.");
    else if (field->section > 0)
        qg_text_addz(&text,
                     " A section: `complete` can say that everything there is of it is here.");
    qg_text_addz(&text, field->partial ? " Only then is the list the whole list." : "");
    if (field->kind == QG_KIND_SECTIONS)
        qg_text_addz(&text, " The sections of which everything there is has been exported.");
    w->failed = w->failed || text.failed;
    if (text.len > 0)
        put(w, schema, "description", json_stringn(text.at + 1, text.len - 1));
    qg_text_free(&text);
}

static json_t *field_schema(struct writer *w, const struct qg_field *field) {
    json_t *schema = or_null(w, shape_of(w, field));
    describe(w, field, schema);
    return schema;
}

// ---- definitions ----

static json_t *date_schema(void) {
    return json_pack("{s:s, s:s, s:s, s:i, s:s}", "type", "string", "format", "date", "pattern",
                     "^" DAY "$", "maxLength", 10, "description",
                     "A day from 1900-01-01 to 2199-12-31.");
}

static json_t *time_schema(void) {
    return json_pack("{s:s, s:s, s:i, s:s}", "type", "string", "pattern",
                     "^" DAY "T" TIME_OF_DAY "$", "maxLength", 16, "description",
                     "A local time without a zone, as in 2023-03-30T10:00.");
}

static json_t *count_schema(void) {
    return json_pack("{s:s, s:i, s:I, s:s}", "type", "integer", "minimum", 0, "maximum",
                     (json_int_t)INT32_MAX, "description",
                     "A whole number, written without a fraction or an exponent.");
}

static json_t *words(struct writer *w, const struct qg_str *values, uint32_t count) {
    json_t *list = json_array(), *schema = json_object();
    for (uint32_t i = 0; i < count; i++)
        push(w, list, qg_built_string(values[i]));
    put(w, schema, "enum", list);
    return schema;
}

// The first section has no name. Without others no name is right.
static json_t *section_schema(struct writer *w) {
    const struct qg_schema *schema = w->schema;
    if (schema->section_count <= 1)
        return json_false();
    return words(w, schema->sections + 1, schema->section_count - 1);
}

// An object, its unknown properties skipped or refused. `required` may be NULL.
static json_t *object_schema(struct writer *w, json_t *properties, const char *required,
                             bool closed) {
    json_t *schema = of_type("object");
    put(w, schema, "properties", properties);
    if (required != NULL)
        put(w, schema, "required", json_pack("[s]", required));
    put(w, schema, "additionalProperties", json_boolean(!closed));
    return schema;
}

// The tag is the kind's name, and if there is a field of that name its value as well.
static json_t *type_schema(struct writer *w, const struct qg_type *type, bool tagged) {
    json_t *properties = json_object();
    if (tagged)
        put(w, properties, "record", json_object());
    for (uint32_t i = 0; i < type->field_count; i++) {
        const struct qg_field *field = &w->schema->fields[type->first_field + i];
        qg_built_put(&w->failed, properties, field->name, field_schema(w, field));
    }
    if (tagged)
        put(w, json_object_get(properties, "record"), "const", qg_built_string(type->name));
    return object_schema(w, properties, tagged ? "record" : NULL, w->wish.closed);
}

// Where `record` is `name`, the record is as `target` says.
static json_t *branch(struct writer *w, struct qg_str name, json_t *target) {
    json_t *condition = json_pack("{s:{s:{s:s%}}, s:[s]}", "properties", "record", "const", name.at,
                                  name.len, "required", "record");
    json_t *schema = json_object();
    put(w, schema, "if", condition);
    put(w, schema, "then", target);
    return schema;
}

// A record of any kind: the tag decides. What a kind that nobody declared holds is not looked at.
static json_t *any_schema(struct writer *w) {
    json_t *branches = json_array();
    bool export_declared = false;
    for (uint32_t i = 0; i < w->schema->type_count; i++) {
        const struct qg_type *type = &w->schema->types[i];
        if (!type->is_record)
            continue;
        push(w, branches, branch(w, type->name, refer(w, FORM_RECORD, i)));
        export_declared = export_declared || qg_str_equal(type->name, QG_STR("export"));
    }
    if (!export_declared)
        push(w, branches, branch(w, QG_STR("export"), refer(w, FORM_EXPORT, 0)));
    json_t *tag = json_pack("{s:{s:s, s:s}}", "record", "type", "string", "description",
                            "The kind of the record. One of a kind that the policy does not "
                            "declare is counted as not audited.");
    json_t *schema = object_schema(w, tag, "record", false);
    put(w, schema, "allOf", branches);
    return schema;
}

// It has a tag only where it is a line of its own.
static json_t *export_schema(struct writer *w) {
    json_t *properties = json_pack("{s:b}", "record", 1);
    json_t *date = or_null(w, refer(w, FORM_DATE, 0));
    json_t *sections = or_null(w, list_of(w, refer(w, FORM_SECTION, 0)));
    put(w, date, "description", json_string("The audit date, unless another is asked for."));
    put(w, sections, "description", json_string("The sections attested for every record."));
    put(w, properties, "exported_on", date);
    put(w, properties, "source", or_null(w, of_type("string")));
    put(w, properties, "complete", sections);
    return object_schema(w, properties, NULL, w->wish.closed);
}

static json_t *envelope_schema(struct writer *w) {
    json_t *properties = json_object();
    put(w, properties, "export", refer(w, FORM_EXPORT, 0));
    put(w, properties, "records", list_of(w, refer(w, FORM_ANY, 0)));
    return object_schema(w, properties, "records", false);
}

static json_t *define(struct writer *w, struct definition d) {
    switch (d.form) {
    case FORM_DATE:
        return date_schema();
    case FORM_TIME:
        return time_schema();
    case FORM_COUNT:
        return count_schema();
    case FORM_SECTION:
        return section_schema(w);
    case FORM_ENUM:
        return words(w, w->schema->enums[d.index].values, w->schema->enums[d.index].count);
    case FORM_TYPE:
    case FORM_RECORD:
        return type_schema(w, &w->schema->types[d.index], d.form == FORM_RECORD);
    case FORM_ANY:
        return any_schema(w);
    case FORM_EXPORT:
        return export_schema(w);
    case FORM_ENVELOPE:
        break;
    }
    return envelope_schema(w);
}

// The definitions asked for, and those that they ask for in turn.
static void define_all(struct writer *w) {
    struct qg_text name = {0};
    for (uint32_t i = 0; i < w->asked.len && !w->failed; i++) {
        struct definition d = w->asked.at[i];
        qg_text_clear(&name);
        add_name(w, d, &name);
        qg_built_put(&w->failed, w->defs, qg_text_str(&name), define(w, d));
    }
    qg_text_free(&name);
}

// ---- the document ----

static json_t *identifier(struct writer *w) {
    struct qg_text id = {0};
    qg_text_addz(&id, "urn:qagida:schema");
    for (uint32_t i = 0; i < w->program->act_count; i++) {
        qg_text_addz(&id, i > 0 ? "+" : ":");
        add_encoded(&id, w->program->acts[i].name);
    }
    if (w->wish.record != QG_NONE) {
        qg_text_char(&id, ':');
        add_encoded(&id, w->schema->types[w->wish.record].name);
    }
    qg_text_addz(&id, w->wish.closed ? ":closed" : "");
    w->failed = w->failed || id.failed;
    json_t *result = id.failed ? NULL : json_string(id.at);
    qg_text_free(&id);
    return result;
}

static json_t *title(struct writer *w) {
    struct qg_text text = {0};
    if (w->wish.record == QG_NONE)
        qg_text_addz(&text, "Records");
    else
        qg_text_printf(&text, "A record `%.*s`", QG_STR_ARG(w->schema->types[w->wish.record].name));
    for (uint32_t i = 0; i < w->program->act_count; i++) {
        const struct qg_act *act = &w->program->acts[i];
        struct qg_str words_of = act->title.in[QG_LANG_EN];
        qg_text_addz(&text, i == 0 ? " for: " : "; ");
        qg_text_add(&text, words_of.len > 0 ? words_of : act->name);
        if (act->number.len > 0)
            qg_text_printf(&text, " (No. %.*s)", QG_STR_ARG(act->number));
    }
    w->failed = w->failed || text.failed;
    json_t *result = text.failed ? NULL : json_stringn(text.at, text.len);
    qg_text_free(&text);
    return result;
}

// An array is a list of records, an object with `records` an envelope, any other a record.
static void put_carriers(struct writer *w, json_t *root) {
    json_t *list = json_object(), *rest = json_object();
    put(w, list, "items", refer(w, FORM_ANY, 0));
    put(w, rest, "if",
        json_pack("{s:[s], s:{s:{s:s}}, s:{s:[s]}}", "required", "records", "properties", "records",
                  "type", "array", "not", "required", "record"));
    put(w, rest, "then", refer(w, FORM_ENVELOPE, 0));
    put(w, rest, "else", refer(w, FORM_ANY, 0));
    put(w, root, "if", of_type("array"));
    put(w, root, "then", list);
    put(w, root, "else", rest);
}

static json_t *document(struct writer *w) {
    json_t *root = json_object();
    put(w, root, "$schema", json_string(DIALECT));
    put(w, root, "$id", identifier(w));
    put(w, root, "title", title(w));
    put(w, root, "description",
        json_string("Valid is what `qagida check` has no data finding about. null is the same as "
                    "absent: not recorded, unless a property says otherwise."));
    put(w, root, "$comment",
        json_string("A schema cannot see: a key or an id given twice; the order of keys and of "
                    "records; 1.0 or 1e2 for a whole number; halves of surrogate pairs; nesting "
                    "and size beyond the limits."));
    if (w->wish.record == QG_NONE)
        put_carriers(w, root);
    else
        put(w, root, "$ref", path_to(w, FORM_RECORD, (uint32_t)w->wish.record));
    define_all(w);
    put(w, root, "$defs", json_incref(w->defs));
    return root;
}

enum qg_fault qg_schema_json(const struct qg_program *program, struct qg_schema_wish wish,
                             struct qg_text *out) {
    struct writer w = {
        .program = program, .schema = &program->schema, .wish = wish, .defs = json_object()};
    json_t *root = document(&w);
    bool printed = !w.failed && qg_built_print(root, out);
    json_decref(root);
    json_decref(w.defs);
    qg_vec_free(&w.asked);
    return printed ? QG_OK : QG_FAULT_MEMORY;
}
