// SPDX-License-Identifier: Apache-2.0

#include "settings_file.h"

#include "common_args.h"
#include "option_kind.h"
#include "readfile.h"

#include <errno.h>
#include <string.h>

void qg_settings_file_free(struct qg_settings_file *file) {
    if (file->read)
        qg_notation_free(&file->notation);
    qg_text_free(&file->path);
    qg_text_free(&file->folder);
}

bool qg_settings_file_name(struct qg_settings_file *file, const char *path,
                           struct qg_text *problem) {
    const char *slash = strrchr(path, '/');
    qg_text_addz(&file->path, path);
    if (slash != NULL)
        qg_text_add(&file->folder, (struct qg_str){path, (size_t)(slash - path) + 1});
    if (file->path.failed || file->folder.failed)
        qg_text_addz(problem, "out of memory");
    return problem->len == 0;
}

static bool parse(struct qg_settings_file *file, struct qg_str bytes, struct qg_text *problem) {
    file->read = true;
    enum qg_fault fault = qg_notation_read(&file->notation, bytes, file->path.at);
    if (fault == QG_FAULT_LIMIT)
        qg_text_printf(problem, "%s: too long for settings", file->path.at);
    else if (fault != QG_OK)
        qg_text_addz(problem, qg_fault_text(fault));
    qg_text_add(problem, qg_text_str(&file->notation.problems));
    return problem->len == 0;
}

bool qg_settings_file_read(struct qg_settings_file *file, struct qg_text *problem) {
    struct qg_text bytes = {0};
    enum qg_fault fault = qg_readfile(file->path.at, QG_NOTATION_BYTES, &bytes);
    if (fault == QG_FAULT_READ)
        qg_text_printf(problem, "%s: %s", file->path.at, qg_readfile_reason(errno));
    else if (fault != QG_OK)
        qg_text_printf(problem, "%s: %s", file->path.at, qg_fault_text(fault));
    bool ok = fault == QG_OK && parse(file, qg_text_str(&bytes), problem);
    qg_text_free(&bytes);
    return ok;
}

// ---- what a node says of an option ----

// A table of options that a file can speak of, as it is being read: with nowhere to put what is
// said, it is only checked.
struct target {
    struct qg_settings_file *file;
    const struct qg_command_line *line;
    struct qg_option_settings *settings; // or NULL
    struct qg_arena *arena;
};

static bool complain(struct target *t, const struct qg_notation_node *at, struct qg_text *why) {
    qg_notation_complain(&t->file->notation, at, "%s",
                         why->len > 0 && !why->failed ? why->at : "out of memory");
    qg_text_free(why);
    return false;
}

// "qagida.yaml:3:7"
static const char *place(struct target *t, const struct qg_notation_node *node) {
    struct qg_text text = {0};
    qg_text_printf(&text, "%s:%u:%u", t->file->path.at, node->line, node->column);
    const char *copy = text.failed ? NULL : qg_arena_copy(t->arena, text.at, text.len);
    qg_text_free(&text);
    return copy;
}

// Where in a value a path stands, or NULL: that of a report stands behind its name.
static const char *path_in(const struct qg_option *option, const char *value) {
    enum qg_option_kind kind;
    (void)qg_option_kind(option, &kind);
    if (kind == QG_OPTION_PATH)
        return value;
    const char *equals = kind == QG_OPTION_REPORT ? strchr(value, '=') : NULL;
    return equals != NULL ? equals + 1 : NULL;
}

// The value with its path seen from the working folder, in the arena.
static const char *relocate(struct target *t, const struct qg_option *option, const char *value) {
    const char *path = path_in(option, value);
    if (path == NULL || path[0] == '/' || strcmp(path, "-") == 0 || t->file->folder.at == NULL)
        return value;
    struct qg_text text = {0};
    qg_text_add(&text, (struct qg_str){value, strlen(value) - strlen(path)});
    qg_text_add(&text, qg_text_str(&t->file->folder));
    qg_text_addz(&text, path);
    const char *copy = text.failed ? NULL : qg_arena_copy(t->arena, text.at, text.len);
    qg_text_free(&text);
    return copy;
}

static bool add(struct target *t, const struct qg_notation_node *node,
                struct qg_option_setting setting) {
    if (t->settings == NULL)
        return true;
    setting.origin = QG_ORIGIN_FILE;
    setting.where = place(t, node);
    if (setting.value != NULL)
        setting.value = relocate(t, &t->line->options[setting.option], setting.value);
    bool lost = setting.where == NULL || !qg_settings_add(t->settings, &setting);
    if (lost)
        qg_notation_complain(&t->file->notation, node, "out of memory");
    return !lost;
}

static bool is_scalar(struct target *t, int option, const struct qg_notation_node *node) {
    if (node->kind == QG_NOTATION_SCALAR)
        return true;
    qg_notation_complain(&t->file->notation, node, "`%s` takes a single value here",
                         t->line->options[option].name);
    return false;
}

static bool take_value(struct target *t, int option, const struct qg_notation_node *node) {
    const char *name = t->line->options[option].name;
    struct qg_text what = {0}, problem = {0};
    if (!is_scalar(t, option, node))
        return false;
    if (node->text.len == 0 || memchr(node->text.at, '\0', node->text.len) != NULL) {
        qg_notation_complain(&t->file->notation, node, "`%s` has no value", name);
        return false;
    }
    qg_text_printf(&what, "`%s`", name);
    bool ok = !what.failed && qg_settings_check(t->line, option, what.at, node->text.at, &problem);
    qg_text_free(&what);
    if (!ok)
        return complain(t, node, &problem);
    return add(t, node, (struct qg_option_setting){.option = option, .value = node->text.at});
}

static bool take_switch(struct target *t, int option, const struct qg_notation_node *node) {
    bool scalar = node->kind == QG_NOTATION_SCALAR && node->plain;
    bool on = scalar && qg_str_equal(node->text, QG_STR("true"));
    if (on || (scalar && qg_str_equal(node->text, QG_STR("false"))))
        return add(t, node, (struct qg_option_setting){.option = option, .off = !on});
    qg_notation_complain(&t->file->notation, node, "`%s` is true or false",
                         t->line->options[option].name);
    return false;
}

static bool take_list(struct target *t, int option, const struct qg_notation_node *node) {
    bool ok = true;
    if (node->kind != QG_NOTATION_LIST)
        return take_value(t, option, node);
    for (const struct qg_notation_node *item = node->first; item != NULL; item = item->next)
        ok = take_value(t, option, item) && ok;
    return ok;
}

static bool take_pair(struct target *t, int option, const struct qg_notation_node *entry) {
    struct qg_text pair = {0};
    if (!is_scalar(t, option, entry))
        return false;
    qg_text_printf(&pair, "%.*s=%.*s", QG_STR_ARG(entry->key), QG_STR_ARG(entry->text));
    const char *value = pair.failed ? NULL : qg_arena_copy(t->arena, pair.at, pair.len);
    qg_text_free(&pair);
    if (value != NULL)
        return add(t, entry, (struct qg_option_setting){.option = option, .value = value});
    qg_notation_complain(&t->file->notation, entry, "out of memory");
    return false;
}

static bool take_pairs(struct target *t, int option, const struct qg_notation_node *node) {
    bool ok = true;
    if (node->kind != QG_NOTATION_MAP) {
        qg_notation_complain(&t->file->notation, node, "`%s` is a mapping of names to values",
                             t->line->options[option].name);
        return false;
    }
    for (const struct qg_notation_node *entry = node->first; entry != NULL; entry = entry->next)
        ok = take_pair(t, option, entry) && ok;
    return ok;
}

static bool take_option(struct target *t, int option, const struct qg_notation_node *node) {
    enum qg_option_kind kind;
    (void)qg_option_kind(&t->line->options[option], &kind);
    if (kind == QG_OPTION_FLAG)
        return take_switch(t, option, node);
    if (kind == QG_OPTION_PAIR)
        return take_pairs(t, option, node);
    return qg_option_is_list(&t->line->setters[option]) ? take_list(t, option, node)
                                                        : take_value(t, option, node);
}

// ---- keys ----

// More keys than there are options and commands.
enum { KEYS = 128 };

struct keys {
    const char *at[KEYS + 1];
    size_t count;
};

static void add_options(struct keys *keys, const struct qg_command_line *line) {
    for (int i = 0; line->options[i].name != NULL && keys->count < KEYS; i++)
        if (qg_settings_allow(line, i, QG_ORIGIN_FILE))
            keys->at[keys->count++] = line->options[i].name;
}

static int find_option(const struct qg_command_line *line, struct qg_str name) {
    for (int i = 0; line->options[i].name != NULL; i++)
        if (qg_str_equal(qg_str_of(line->options[i].name), name))
            return qg_settings_allow(line, i, QG_ORIGIN_FILE) ? i : QG_OPTION_WRONG;
    return QG_OPTION_WRONG;
}

static bool same_word(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

// Lists of words, NULL at the end.
static bool same_words(const char *const *a, const char *const *b) {
    size_t i = 0;
    if (a == NULL || b == NULL)
        return a == b;
    while (a[i] != NULL && same_word(a[i], b[i]))
        i++;
    return a[i] == b[i];
}

// Whether an option of one command is the option of the same name of another.
static bool is_same(const struct qg_command_line *a, int i, const struct qg_command_line *b,
                    int j) {
    return same_word(a->options[i].value, b->options[j].value) &&
           a->setters[i].how == b->setters[j].how &&
           same_words(qg_option_choices(&a->setters[i]), qg_option_choices(&b->setters[j]));
}

// ---- the levels of the file ----

struct level {
    struct qg_settings_file *file;
    const struct qg_settings_reader *reader;
    struct qg_arena *arena;
};

static struct target target_of(const struct level *level, const struct qg_command_line *line,
                               struct qg_option_settings *settings) {
    return (struct target){level->file, line, settings, level->arena};
}

static const struct qg_notation_node *section_of(const struct level *level, const char *name) {
    return qg_notation_entry(level->file->notation.root, name);
}

// A key at the top: an option of the first command, which the command at hand may have as well, and
// which its own section may set otherwise.
static void take_top(const struct level *level, const struct qg_notation_node *node) {
    const struct qg_settings_reader *r = level->reader;
    const struct qg_command_line *top = r->commands[0]->line, *own = r->own->line;
    int common = find_option(&qg_common_line, node->key), first = find_option(top, node->key);
    struct target t = target_of(level, &qg_common_line, r->common);
    if (common >= 0) {
        (void)take_option(&t, common, node);
        return;
    }
    if (first < 0)
        return;
    int mine = find_option(own, node->key);
    const struct qg_notation_node *section = section_of(level, r->command->name);
    bool shared = mine >= 0 && is_same(top, first, own, mine);
    bool hidden = section != NULL && qg_notation_entry(section, top->options[first].name) != NULL;
    t = target_of(level, top, NULL);
    if (shared && !hidden)
        t = target_of(level, own, r->own);
    (void)take_option(&t, shared && !hidden ? mine : first, node);
}

static void take_section(const struct level *level, const struct qg_command *command,
                         const struct qg_notation_node *node) {
    const struct qg_settings_reader *r = level->reader;
    struct keys keys = {0};
    bool wanted = command == r->command;
    struct target t =
        target_of(level, wanted ? r->own->line : command->line, wanted ? r->own : NULL);
    if (node->kind != QG_NOTATION_MAP) {
        qg_notation_complain(&level->file->notation, node,
                             "below `%s` stand options of that command, and what they are set to",
                             command->name);
        return;
    }
    add_options(&keys, command->line);
    qg_notation_keys(&level->file->notation, node, keys.at);
    for (const struct qg_notation_node *entry = node->first; entry != NULL; entry = entry->next) {
        int option = find_option(t.line, entry->key);
        if (option >= 0)
            (void)take_option(&t, option, entry);
    }
}

static const struct qg_command *find_command(const struct qg_command *const *commands,
                                             struct qg_str name) {
    for (; *commands != NULL; commands++)
        if (qg_str_equal(qg_str_of((*commands)->name), name) &&
            qg_settings_fileable((*commands)->line))
            return *commands;
    return NULL;
}

// `baseline` may be a command as well as an option; below a command stands a mapping.
static const struct qg_command *meant(const struct qg_settings_reader *r,
                                      const struct qg_notation_node *node) {
    if (node->kind != QG_NOTATION_MAP && find_option(r->commands[0]->line, node->key) >= 0)
        return NULL;
    return find_command(r->commands, node->key);
}

static void take_root(const struct level *level, const struct qg_notation_node *root) {
    const struct qg_command *const *commands = level->reader->commands;
    struct keys keys = {0};
    add_options(&keys, &qg_common_line);
    add_options(&keys, commands[0]->line);
    for (; *commands != NULL && keys.count < KEYS; commands++)
        if (qg_settings_fileable((*commands)->line))
            keys.at[keys.count++] = (*commands)->name;
    qg_notation_keys(&level->file->notation, root, keys.at);
    for (const struct qg_notation_node *node = root->first; node != NULL; node = node->next) {
        const struct qg_command *command = meant(level->reader, node);
        if (command != NULL)
            take_section(level, command, node);
        else
            take_top(level, node);
    }
}

bool qg_settings_file_take(struct qg_settings_file *file, const struct qg_settings_reader *reader,
                           struct qg_text *problem) {
    const struct level level = {file, reader, reader->own->arena};
    const struct qg_notation_node *root = file->notation.root;
    if (root != NULL && qg_notation_expect(&file->notation, root, QG_NOTATION_MAP, "the file"))
        take_root(&level, root);
    qg_text_add(problem, qg_text_str(&file->notation.problems));
    return problem->len == 0 && !problem->failed;
}
