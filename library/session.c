// SPDX-License-Identifier: Apache-2.0

#include "session.h"

#include "date.h"
#include "pick.h"
#include "suggest.h"

#include <stdlib.h>
#include <string.h>

enum qg_fault qg_session_init(struct qg_session *session, const struct qg_program *program,
                              const struct qg_native *native) {
    size_t rules = (size_t)program->rule_count + 1;
    *session = (struct qg_session){.program = program, .worlds = 1};
    session->parameters = calloc((size_t)program->parameter_count + 1, sizeof *session->parameters);
    session->given = calloc((size_t)program->parameter_count + 1, sizeof *session->given);
    session->readings = calloc((size_t)program->reading_count + 1, sizeof *session->readings);
    session->selected = calloc(rules, sizeof *session->selected);
    session->ignored = calloc(rules, sizeof *session->ignored);
    session->enabled = calloc(rules, sizeof *session->enabled);
    if (session->parameters == NULL || session->given == NULL || session->readings == NULL ||
        session->selected == NULL || session->ignored == NULL || session->enabled == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < program->parameter_count; i++) {
        session->parameters[i] = program->parameters[i].preset;
        session->given[i] = !program->parameters[i].required;
    }
    for (uint32_t i = 0; i < program->reading_count; i++)
        session->readings[i] = program->readings[i].preset;
    session->settings.parameters = session->parameters;
    session->settings.readings = session->readings;
    session->settings.native = native;
    qg_session_date(session, QG_NONE);
    return QG_OK;
}

void qg_session_free(struct qg_session *session) {
    free(session->parameters);
    free(session->given);
    free(session->readings);
    free(session->selected);
    free(session->ignored);
    free(session->enabled);
    *session = (struct qg_session){0};
}

void qg_session_date(struct qg_session *session, int32_t date) {
    session->as_of = date;
    session->settings.as_of = date == QG_NONE ? (struct qg_value){QG_DATE_LOWEST, QG_DATE_HIGHEST}
                                              : (struct qg_value){date, date};
}

// ---- names ----

// Names of one kind, for "did you mean": gathered anew for each message.
struct names {
    struct qg_str *at; // owned; NULL when there was no memory, and then nothing is suggested
    size_t count;
};

static void add_hint(struct qg_text *problem, struct qg_str wanted, struct names names) {
    struct qg_str close;
    if (names.at != NULL && qg_suggest(wanted, names.at, names.count, &close))
        qg_text_printf(problem, "; did you mean `%.*s`?", QG_STR_ARG(close));
}

static void unknown(struct qg_text *problem, const char *what, struct qg_str wanted,
                    struct names names) {
    qg_text_printf(problem, "unknown %s `%.*s`", what, QG_STR_ARG(wanted));
    add_hint(problem, wanted, names);
    free(names.at);
}

static struct names make_names(size_t count) {
    return (struct names){calloc(count + 1, sizeof(struct qg_str)), 0};
}

static void add_name(struct names *names, struct qg_str name) {
    if (names->at != NULL)
        names->at[names->count++] = name;
}

// ---- date and parameters ----

bool qg_session_as_of(struct qg_session *session, struct qg_str date, struct qg_text *problem) {
    int32_t day;
    if (!qg_date_parse(date.at, date.len, &day)) {
        qg_text_printf(problem, "`%.*s` is not a date (YYYY-MM-DD, 1900 to 2199)",
                       QG_STR_ARG(date));
        return false;
    }
    qg_session_date(session, day);
    return true;
}

static bool parse_count(struct qg_str s, int32_t *out) {
    int64_t number = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        number = number * 10 + (s.at[i] - '0');
        if (number > INT32_MAX)
            return false;
    }
    *out = (int32_t)number;
    return s.len > 0;
}

static bool parse_bool(struct qg_str s, int32_t *out) {
    *out = qg_str_equal(s, QG_STR("true"));
    return *out != 0 || qg_str_equal(s, QG_STR("false"));
}

static int32_t value_named(const struct qg_str *values, uint32_t count, struct qg_str name) {
    for (uint32_t i = 0; i < count; i++)
        if (qg_str_equal(values[i], name))
            return (int32_t)i;
    return -1;
}

// The words for what a parameter of this kind may be; NULL where the command line cannot say it.
static const char *wanted_of(enum qg_kind kind) {
    switch (kind) {
    case QG_KIND_DATE:
        return "a date (YYYY-MM-DD, 1900 to 2199)";
    case QG_KIND_TIME:
        return "a time (YYYY-MM-DDTHH:MM)";
    case QG_KIND_COUNT:
        return "a whole number";
    case QG_KIND_BOOL:
        return "`true` or `false`";
    case QG_KIND_ENUM:
        return "a value of its enum";
    default:
        return NULL;
    }
}

static bool parse_value(const struct qg_program *program, struct qg_shape shape, struct qg_str s,
                        int32_t *out) {
    const struct qg_enum *e;
    switch (shape.kind) {
    case QG_KIND_DATE:
        return qg_date_parse(s.at, s.len, out);
    case QG_KIND_TIME:
        return qg_time_parse(s.at, s.len, out);
    case QG_KIND_COUNT:
        return parse_count(s, out);
    case QG_KIND_BOOL:
        return parse_bool(s, out);
    case QG_KIND_ENUM:
        e = &program->schema.enums[shape.enumeration];
        *out = value_named(e->values, e->count, s);
        return *out >= 0;
    default:
        return false;
    }
}

static void refuse_value(const struct qg_program *program, const struct qg_parameter *parameter,
                         struct qg_str value, struct qg_text *problem) {
    const char *wanted = wanted_of(parameter->shape.kind);
    if (wanted == NULL) {
        qg_text_printf(problem, "parameter `%.*s` cannot be set from outside",
                       QG_STR_ARG(parameter->name));
        return;
    }
    qg_text_printf(problem, "parameter `%.*s` is %s, not `%.*s`", QG_STR_ARG(parameter->name),
                   wanted, QG_STR_ARG(value));
    if (parameter->shape.kind == QG_KIND_ENUM) {
        const struct qg_enum *e = &program->schema.enums[parameter->shape.enumeration];
        struct qg_str close;
        if (qg_suggest(value, e->values, e->count, &close))
            qg_text_printf(problem, "; did you mean `%.*s`?", QG_STR_ARG(close));
    }
}

static void unknown_parameter(const struct qg_program *program, struct qg_str name,
                              struct qg_text *problem) {
    struct names names = make_names(program->parameter_count);
    for (uint32_t i = 0; i < program->parameter_count; i++)
        add_name(&names, program->parameters[i].name);
    unknown(problem, "parameter", name, names);
}

bool qg_session_parameter(struct qg_session *session, struct qg_str name, struct qg_str value,
                          struct qg_text *problem) {
    const struct qg_program *program = session->program;
    for (uint32_t i = 0; i < program->parameter_count; i++) {
        const struct qg_parameter *parameter = &program->parameters[i];
        int32_t number;
        if (!qg_str_equal(parameter->name, name))
            continue;
        if (!parse_value(program, parameter->shape, value, &number)) {
            refuse_value(program, parameter, value, problem);
            return false;
        }
        session->parameters[i] = (struct qg_value){number, number};
        session->given[i] = true;
        return true;
    }
    unknown_parameter(program, name, problem);
    return false;
}

// ---- readings ----

static void unknown_reading(const struct qg_program *program, struct qg_str name,
                            struct qg_text *problem) {
    struct names names = make_names(program->reading_count);
    for (uint32_t i = 0; i < program->reading_count; i++)
        add_name(&names, program->readings[i].name);
    unknown(problem, "reading", name, names);
}

static void refuse_reading(const struct qg_reading *reading, struct qg_str value,
                           struct qg_text *problem) {
    qg_text_printf(problem,
                   "reading `%.*s` has no value `%.*s` (its values:", QG_STR_ARG(reading->name),
                   QG_STR_ARG(value));
    for (uint16_t i = 0; i < reading->count; i++)
        qg_text_printf(problem, "%s %.*s", i > 0 ? "," : "", QG_STR_ARG(reading->values[i]));
    qg_text_char(problem, ')');
}

bool qg_session_reading(struct qg_session *session, struct qg_str name, struct qg_str value,
                        struct qg_text *problem) {
    const struct qg_program *program = session->program;
    for (uint32_t i = 0; i < program->reading_count; i++) {
        const struct qg_reading *reading = &program->readings[i];
        if (!qg_str_equal(reading->name, name))
            continue;
        int32_t ordinal = value_named(reading->values, reading->count, value);
        if (ordinal < 0) {
            refuse_reading(reading, value, problem);
            return false;
        }
        session->readings[i] = (uint16_t)ordinal;
        return true;
    }
    unknown_reading(program, name, problem);
    return false;
}

// ---- rules ----

static bool mark(const struct qg_program *program, struct qg_str pattern, bool *marks,
                 struct qg_text *problem) {
    bool any = false;
    for (uint32_t i = 0; i < program->rule_count; i++) {
        if (!qg_pick_means(program, pattern, i))
            continue;
        marks[i] = true;
        any = true;
    }
    if (!any)
        qg_pick_unknown(program, pattern, problem);
    return any;
}

bool qg_session_select(struct qg_session *session, struct qg_str pattern, struct qg_text *problem) {
    session->any_selected = true;
    return mark(session->program, pattern, session->selected, problem);
}

bool qg_session_ignore(struct qg_session *session, struct qg_str pattern, struct qg_text *problem) {
    return mark(session->program, pattern, session->ignored, problem);
}

// ---- at the end ----

static bool parameters_given(const struct qg_session *session, struct qg_text *problem) {
    for (uint32_t i = 0; i < session->program->parameter_count; i++) {
        if (session->given[i])
            continue;
        qg_text_printf(problem, "the policy needs a value for the parameter `%.*s`",
                       QG_STR_ARG(session->program->parameters[i].name));
        return false;
    }
    return true;
}

// Scope rules are always judged: they say which of the others there are.
bool qg_session_settle(struct qg_session *session, struct qg_text *problem) {
    const struct qg_program *program = session->program;
    bool any = false;
    for (uint32_t i = 0; i < program->rule_count; i++) {
        bool wanted = (!session->any_selected || session->selected[i]) && !session->ignored[i];
        bool is_law = (program->rules[i].worlds & session->worlds) != 0; // else of a draft
        session->enabled[i] = is_law && (wanted || program->rules[i].kind == QG_RULE_SCOPE);
        any = any || wanted;
    }
    if (!any)
        qg_text_addz(problem, program->rule_count == 0 ? "the policy has no rule"
                                                       : "no rule is left to look at");
    return any && parameters_given(session, problem);
}

struct qg_run_facts qg_session_facts(const struct qg_session *session, const char *version,
                                     int lang) {
    return (struct qg_run_facts){
        .program = session->program,
        .version = version,
        .as_of = session->as_of,
        .parameters = session->parameters,
        .readings = session->readings,
        .lang = lang,
    };
}
