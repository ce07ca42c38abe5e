// SPDX-License-Identifier: Apache-2.0

#include "settings.h"

#include "date.h"
#include "option_kind.h"

#include <stdlib.h>
#include <string.h>

void qg_settings_free(struct qg_option_settings *settings) {
    qg_vec_free(&settings->all);
}

bool qg_settings_add(struct qg_option_settings *settings, const struct qg_option_setting *setting) {
    return qg_vec_push(&settings->all, *setting);
}

// ---- what may be set ----

// `--no-color` is another way to say what `color` says, and `--help` is no setting. What is said to
// be for a variable is one all the same.
bool qg_settings_allow(const struct qg_command_line *line, int option, enum qg_origin origin) {
    const struct qg_option *o = &line->options[option];
    if (origin == QG_ORIGIN_FLAG)
        return true;
    enum qg_from from = line->setters[option].from;
    if (from != QG_FROM_ANYWHERE)
        return from == QG_FROM_VARIABLE && origin == QG_ORIGIN_VARIABLE;
    return strncmp(o->name, "no-", 3) != 0 && strcmp(o->name, "help") != 0;
}

bool qg_settings_fileable(const struct qg_command_line *line) {
    for (int i = 0; line->options[i].name != NULL; i++)
        if (qg_settings_allow(line, i, QG_ORIGIN_FILE))
            return true;
    return false;
}

// What the word begins with, up to an `=`, must be one of those that there are.
static bool check_beginning(const struct qg_setter *setter, const char *what, const char *value,
                            struct qg_text *problem) {
    struct qg_text name = {0};
    qg_text_add(&name, (struct qg_str){value, strcspn(value, "=")});
    bool ok =
        !name.failed && qg_options_choice(what, name.at, qg_option_choices(setter), problem) >= 0;
    qg_text_free(&name);
    return ok;
}

static bool check_date(const char *what, const char *value, struct qg_text *problem) {
    int32_t day;
    if (qg_date_parse(value, strlen(value), &day))
        return true;
    qg_text_printf(problem, "%s takes a date like 2024-01-31, not `%s`", what, value);
    return false;
}

static bool check_pair(const char *what, const char *value, struct qg_text *problem) {
    if (strchr(value, '=') != NULL)
        return true;
    qg_text_printf(problem, "%s takes NAME=VALUE, not `%s`", what, value);
    return false;
}

bool qg_settings_check(const struct qg_command_line *line, int option, const char *what,
                       const char *value, struct qg_text *problem) {
    // As large as anything that an option with a closed set of values is read into.
    union {
        int number;
        double real;
        uint64_t count;
        bool marks[64];
    } scratch = {0};
    struct qg_setter setter = line->setters[option];
    enum qg_option_kind kind;
    setter.at = 0;
    (void)qg_option_kind(&line->options[option], &kind);
    if (setter.how == QG_SET_CHOICE || setter.how == QG_SET_REAL || setter.how == QG_SET_COUNT ||
        setter.how == QG_MARK)
        return qg_options_set(&setter, &scratch, what, value, problem);
    if (qg_option_choices(&setter) != NULL)
        return check_beginning(&setter, what, value, problem);
    if (kind == QG_OPTION_DATE)
        return check_date(what, value, problem);
    return kind != QG_OPTION_PAIR || check_pair(what, value, problem);
}

// ---- the environment ----

const char *qg_settings_variable(struct qg_arena *arena, const struct qg_option *option) {
    static const char prefix[] = "QAGIDA_";
    size_t length = strlen(option->name);
    char *name = qg_arena_alloc(arena, sizeof prefix + length);
    if (name == NULL)
        return NULL;
    memcpy(name, prefix, sizeof prefix);
    for (size_t i = 0; i <= length; i++) {
        char c = option->name[i];
        name[sizeof prefix - 1 + i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A')
                                      : c == '-'           ? '_'
                                                           : c;
    }
    return name;
}

static bool is_one_of(const char *word, const char *a, const char *b) {
    return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

static bool add_switch(struct qg_option_settings *settings, struct qg_option_setting setting,
                       const char *value, struct qg_text *problem) {
    setting.off = is_one_of(value, "0", "false");
    if (setting.off || is_one_of(value, "1", "true"))
        return qg_settings_add(settings, &setting);
    qg_text_printf(problem, "%s is 1 or 0, not `%s`", setting.where, value);
    return false;
}

static bool add_value(struct qg_option_settings *settings, struct qg_option_setting setting,
                      struct qg_str value, struct qg_text *problem) {
    setting.value = qg_arena_copy(settings->arena, value.at, value.len);
    return setting.value != NULL &&
           qg_settings_check(settings->line, setting.option, setting.where, setting.value,
                             problem) &&
           qg_settings_add(settings, &setting);
}

// A line for each value of an option that takes several.
static bool add_lines(struct qg_option_settings *settings, struct qg_option_setting setting,
                      const char *lines, struct qg_text *problem) {
    bool ok = true;
    for (const char *at = lines; at != NULL && ok;) {
        size_t len = strcspn(at, "\n");
        if (len > 0)
            ok = add_value(settings, setting, (struct qg_str){at, len}, problem);
        at = at[len] == '\n' ? at + len + 1 : NULL;
    }
    return ok;
}

static bool add_variable(struct qg_option_settings *settings, int option, struct qg_text *problem) {
    const struct qg_command_line *line = settings->line;
    struct qg_option_setting setting = {.option = option, .origin = QG_ORIGIN_VARIABLE};
    setting.where = qg_settings_variable(settings->arena, &line->options[option]);
    const char *value = setting.where != NULL ? getenv(setting.where) : NULL;
    if (value == NULL || value[0] == '\0')
        return setting.where != NULL;
    if (line->options[option].value == NULL)
        return add_switch(settings, setting, value, problem);
    if (qg_option_is_list(&line->setters[option]))
        return add_lines(settings, setting, value, problem);
    return add_value(settings, setting, qg_str_of(value), problem);
}

bool qg_settings_environment(struct qg_option_settings *settings, struct qg_text *problem) {
    bool ok = true;
    for (int i = 0; settings->line->options[i].name != NULL && ok; i++)
        if (qg_settings_allow(settings->line, i, QG_ORIGIN_VARIABLE))
            ok = add_variable(settings, i, problem);
    if (!ok && problem->len == 0)
        qg_text_addz(problem, "out of memory");
    return ok;
}

// ---- who is in force ----

static bool is_pair(const struct qg_command_line *line, int option) {
    enum qg_option_kind kind;
    (void)qg_option_kind(&line->options[option], &kind);
    return kind == QG_OPTION_PAIR;
}

static bool same_name(const char *a, const char *b) {
    size_t length = strcspn(a, "=");
    return length == strcspn(b, "=") && strncmp(a, b, length) == 0;
}

static bool sets_same(const struct qg_command_line *line, const struct qg_option_setting *a,
                      const struct qg_option_setting *b) {
    if (line->setters[a->option].at != line->setters[b->option].at)
        return false;
    return !is_pair(line, a->option) || same_name(a->value, b->value);
}

// Of two who are equals the later one counts, unless the option takes both.
static bool comes_before(const struct qg_command_line *line, const struct qg_option_setting *other,
                         const struct qg_option_setting *setting) {
    if (other->origin != setting->origin)
        return other->origin > setting->origin;
    bool both = qg_option_is_list(&line->setters[setting->option]);
    return other > setting && (!both || is_pair(line, setting->option));
}

bool qg_settings_hold(const struct qg_option_settings *settings,
                      const struct qg_option_setting *setting) {
    for (uint32_t i = 0; i < settings->all.len; i++) {
        const struct qg_option_setting *other = &settings->all.at[i];
        if (sets_same(settings->line, other, setting) &&
            comes_before(settings->line, other, setting))
            return false;
    }
    return true;
}

bool qg_settings_given(const struct qg_option_settings *settings, int option, enum qg_origin from) {
    for (uint32_t i = 0; i < settings->all.len; i++)
        if (settings->all.at[i].option == option && settings->all.at[i].origin >= from)
            return true;
    return false;
}
