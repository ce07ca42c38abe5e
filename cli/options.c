// SPDX-License-Identifier: Apache-2.0

#include "options.h"

#include "suggest.h"
#include "vec.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// More names than any table has.
enum { NAMES = 64, HELP_COLUMN = 30 };

// ---- what is wrong ----

static void add_hint(struct qg_text *problem, struct qg_str wanted, const struct qg_str *names,
                     size_t count, const char *dashes) {
    struct qg_str close;
    if (qg_suggest(wanted, names, count, &close))
        qg_text_printf(problem, "; did you mean `%s%.*s`?", dashes, QG_STR_ARG(close));
}

static int unknown(const struct qg_option *table, const char *word, struct qg_str name,
                   struct qg_text *problem) {
    struct qg_str names[NAMES];
    size_t count = 0;
    for (; table->name != NULL && count < NAMES; table++)
        names[count++] = qg_str_of(table->name);
    qg_text_printf(problem, "unknown option `%s`", word);
    add_hint(problem, name, names, count, "--");
    return QG_OPTION_WRONG;
}

static int wrong(struct qg_text *problem, const char *name, const char *why) {
    qg_text_printf(problem, "option `--%s` %s", name, why);
    return QG_OPTION_WRONG;
}

// ---- reading ----

static int find_long(const struct qg_option *table, struct qg_str name) {
    for (int i = 0; table[i].name != NULL; i++)
        if (qg_str_equal(qg_str_of(table[i].name), name))
            return i;
    return QG_OPTION_WRONG;
}

static int find_letter(const struct qg_option *table, char letter) {
    for (int i = 0; table[i].name != NULL; i++)
        if (table[i].letter == letter)
            return i;
    return QG_OPTION_WRONG;
}

// Gives option `number` its value: what was attached to it, or the next word.
static int with_value(struct qg_options *o, int number, const char *attached,
                      struct qg_text *problem) {
    const struct qg_option *option = &o->table[number];
    o->value = attached;
    if (option->value == NULL)
        return attached == NULL ? number : wrong(problem, option->name, "takes no value");
    if (attached == NULL && option->value[0] == '[')
        return number;
    if (attached == NULL && o->at == o->argc)
        return wrong(problem, option->name, "needs a value");
    if (attached == NULL)
        o->value = o->argv[o->at++];
    return number;
}

static int next_long(struct qg_options *o, const char *word, struct qg_text *problem) {
    const char *equals = strchr(word, '=');
    struct qg_str name = qg_str_of(word + 2);
    if (equals != NULL)
        name.len = (size_t)(equals - word) - 2;
    int number = find_long(o->table, name);
    if (number == QG_OPTION_WRONG)
        return unknown(o->table, word, name, problem);
    return with_value(o, number, equals == NULL ? NULL : equals + 1, problem);
}

static int next_short(struct qg_options *o, const char *word, struct qg_text *problem) {
    int number = find_letter(o->table, word[1]);
    if (number == QG_OPTION_WRONG)
        return unknown(o->table, word, qg_str_of(word + 1), problem);
    return with_value(o, number, word[2] == '\0' ? NULL : word + 2, problem);
}

int qg_options_next(struct qg_options *o, struct qg_text *problem) {
    if (o->at == o->argc)
        return QG_OPTION_END;
    const char *word = o->argv[o->at++];
    if (!o->operands_only && strcmp(word, "--") == 0) {
        o->operands_only = true;
        return qg_options_next(o, problem);
    }
    if (o->operands_only || word[0] != '-' || word[1] == '\0') {
        o->value = word;
        return QG_OPTION_OPERAND;
    }
    return word[1] == '-' ? next_long(o, word, problem) : next_short(o, word, problem);
}

int qg_options_choice(const char *what, const char *value, const char *const *names,
                      struct qg_text *problem) {
    struct qg_str known[NAMES];
    size_t count = 0;
    for (; count < NAMES && names[count] != NULL; count++) {
        known[count] = qg_str_of(names[count]);
        if (strcmp(names[count], value) == 0)
            return (int)count;
    }
    qg_text_printf(problem, "%s cannot be `%s`", what, value);
    struct qg_str close;
    if (qg_suggest(qg_str_of(value), known, count, &close)) {
        qg_text_printf(problem, "; did you mean `%.*s`?", QG_STR_ARG(close));
        return -1;
    }
    qg_text_addz(problem, " (it is one of");
    for (size_t i = 0; i < count; i++)
        qg_text_printf(problem, "%s %s", i > 0 ? "," : "", names[i]);
    qg_text_char(problem, ')');
    return -1;
}

// ---- into a struct ----

bool qg_words_add(struct qg_words *words, const char *word) {
    return qg_vec_push(words, word);
}

void qg_words_free(struct qg_words *words) {
    qg_vec_free(words);
}

static bool add_word(struct qg_words *words, const char *word, struct qg_text *problem) {
    bool added = qg_words_add(words, word);
    if (!added)
        qg_text_addz(problem, "out of memory");
    return added;
}

static bool choose(int *field, const struct qg_setter *setter, const char *what, const char *value,
                   struct qg_text *problem) {
    int which =
        value == NULL ? setter->number : qg_options_choice(what, value, setter->names, problem);
    if (which >= 0)
        *field = which;
    return which >= 0;
}

// "satisfied,exempt"
static bool mark(bool *marks, const struct qg_setter *setter, const char *what, const char *list,
                 struct qg_text *problem) {
    bool ok = true;
    for (const char *at = list; at != NULL && ok;) {
        size_t len = strcspn(at, ",");
        struct qg_text word = {0};
        int which = 0;
        qg_text_add(&word, (struct qg_str){at, len});
        ok = choose(&which, setter, what, word.at != NULL ? word.at : "", problem);
        if (ok)
            marks[which] = true;
        qg_text_free(&word);
        at = at[len] == ',' ? at + len + 1 : NULL;
    }
    return ok;
}

static bool is_made_of(const char *value, const char *bytes) {
    return *value != '\0' && value[strspn(value, bytes)] == '\0';
}

// "5.5", and nothing else that the C library takes for a number.
static bool measure(double *field, const struct qg_setter *setter, const char *what,
                    const char *value, struct qg_text *problem) {
    char *end;
    *field = strtod(value, &end);
    if (is_made_of(value, "0123456789.") && end != value && *end == '\0' &&
        *field >= setter->least && *field <= setter->most)
        return true;
    qg_text_printf(problem, "%s takes a number from %g to %g, not `%s`", what, setter->least,
                   setter->most, value);
    return false;
}

static bool count(uint64_t *field, const struct qg_setter *setter, const char *what,
                  const char *value, struct qg_text *problem) {
    uint64_t least = (uint64_t)setter->least, most = (uint64_t)setter->most;
    errno = 0;
    *field = is_made_of(value, "0123456789") ? strtoull(value, NULL, 10) : UINT64_MAX;
    if (errno == 0 && *field >= least && *field <= most)
        return true;
    qg_text_printf(problem, "%s takes a whole number from %" PRIu64 " to %" PRIu64 ", not `%s`",
                   what, least, most, value);
    return false;
}

bool qg_options_set(const struct qg_setter *setter, void *args, const char *what, const char *value,
                    struct qg_text *problem) {
    void *field = setter->how != QG_SET_NOTHING ? (char *)args + setter->at : args;
    switch (setter->how) {
    case QG_SET_NUMBER:
        *(int *)field = setter->number;
        return true;
    case QG_SET_CHOICE:
        return choose(field, setter, what, value, problem);
    case QG_SET_REAL:
        return measure(field, setter, what, value != NULL ? value : "", problem);
    case QG_SET_COUNT:
        return count(field, setter, what, value != NULL ? value : "", problem);
    case QG_SET_WORD:
        *(const char **)field = value;
        return true;
    case QG_SET_NOTHING:
        break;
    case QG_ADD_WORD:
        return add_word(field, value, problem);
    case QG_MARK:
        return mark(field, setter, what, value, problem);
    }
    return true;
}

static bool set_option(const struct qg_command_line *arguments, int at, void *args,
                       const char *value, struct qg_text *problem) {
    struct qg_text what = {0};
    qg_text_printf(&what, "--%s", arguments->options[at].name);
    bool ok =
        !what.failed && qg_options_set(&arguments->setters[at], args, what.at, value, problem);
    qg_text_free(&what);
    return ok;
}

bool qg_options_read(const struct qg_command_line *arguments, void *args, int argc, char **argv,
                     struct qg_text *problem) {
    struct qg_options o = {.argc = argc, .argv = argv, .table = arguments->options};
    int at;
    while ((at = qg_options_next(&o, problem)) >= QG_OPTION_OPERAND) {
        bool ok = at == QG_OPTION_OPERAND
                      ? qg_options_set(&arguments->operand, args, "", o.value, problem)
                      : set_option(arguments, at, args, o.value, problem);
        if (!ok)
            return false;
    }
    return at == QG_OPTION_END;
}

// ---- the struct ----

void *qg_options_args(const struct qg_command_line *arguments) {
    void *args = calloc(1, arguments->size);
    if (args != NULL && arguments->initial != NULL)
        memcpy(args, arguments->initial, arguments->size);
    return args;
}

static void free_words(const struct qg_setter *setter, void *args) {
    if (setter->how == QG_ADD_WORD)
        qg_words_free((struct qg_words *)(void *)((char *)args + setter->at));
}

void qg_options_free(const struct qg_command_line *arguments, void *args) {
    for (int i = 0; args != NULL && arguments->options[i].name != NULL; i++)
        free_words(&arguments->setters[i], args);
    if (args != NULL)
        free_words(&arguments->operand, args);
    free(args);
}

// ---- help ----

void qg_options_help(const struct qg_option *table, struct qg_text *out) {
    for (; table->name != NULL; table++) {
        size_t start = out->len;
        if (table->letter != 0)
            qg_text_printf(out, "  -%c, --%s", table->letter, table->name);
        else
            qg_text_printf(out, "      --%s", table->name);
        if (table->value != NULL && table->value[0] == '[')
            qg_text_printf(out, "[=%s", table->value + 1);
        else if (table->value != NULL)
            qg_text_printf(out, "=%s", table->value);
        size_t width = out->len - start;
        qg_text_fill(out, ' ', width < HELP_COLUMN ? HELP_COLUMN - width : 2);
        qg_text_printf(out, "%s\n", table->help);
    }
}
