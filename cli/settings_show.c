// SPDX-License-Identifier: Apache-2.0

#include "settings_show.h"

#include "option_kind.h"

#include <string.h>

// The column of the comments.
enum { COMMENT = 40 };

// A text in single quotes: YAML takes everything in them for itself, but for the quote.
static void quote(const char *value, size_t length, struct qg_text *out) {
    qg_text_char(out, '\'');
    for (size_t i = 0; i < length; i++) {
        if (value[i] == '\'')
            qg_text_char(out, '\'');
        qg_text_char(out, value[i]);
    }
    qg_text_char(out, '\'');
}

static bool is_plain(const char *value, size_t length) {
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
    return length > 0 && strspn(value, plain) >= length && value[0] != '-';
}

static void scalar(const char *value, size_t length, struct qg_text *out) {
    if (is_plain(value, length))
        qg_text_add(out, (struct qg_str){value, length});
    else
        quote(value, length, out);
}

static void comment(size_t begun, const char *words, struct qg_text *out) {
    size_t width = out->len - begun;
    qg_text_fill(out, ' ', width < COMMENT ? COMMENT - width : 1);
    qg_text_printf(out, "# %s\n", words);
}

// ---- one option ----

// "  - rules/", "  effective_on: 2020-01-01"
static void item(enum qg_option_kind kind, const struct qg_option_setting *setting,
                 struct qg_text *out) {
    size_t begun = out->len, name = strcspn(setting->value, "=");
    qg_text_addz(out, kind == QG_OPTION_PAIR ? "  " : "  - ");
    if (kind == QG_OPTION_PAIR) {
        scalar(setting->value, name, out);
        qg_text_addz(out, ": ");
        scalar(setting->value + name + 1, strlen(setting->value) - name - 1, out);
    } else {
        scalar(setting->value, strlen(setting->value), out);
    }
    comment(begun, setting->where, out);
}

static void value(const struct qg_setter *setter, const struct qg_option_setting *setting,
                  struct qg_text *out) {
    if (setting->value != NULL)
        scalar(setting->value, strlen(setting->value), out);
    else if (setter->how == QG_SET_CHOICE)
        qg_text_addz(out, setter->names[setter->number]);
    else
        qg_text_addz(out, setting->off ? "false" : "true");
}

static void one(const struct qg_option_settings *settings, const struct qg_option_setting *setting,
                bool first, struct qg_text *out) {
    const struct qg_option *option = &settings->line->options[setting->option];
    const struct qg_setter *setter = &settings->line->setters[setting->option];
    enum qg_option_kind kind;
    size_t begun = out->len;
    (void)qg_option_kind(option, &kind);
    if (!qg_option_is_list(setter) || setting->value == NULL) {
        qg_text_printf(out, "%s: ", option->name);
        value(setter, setting, out);
        comment(begun, setting->where, out);
        return;
    }
    if (first)
        qg_text_printf(out, "%s:\n", option->name);
    item(kind, setting, out);
}

// What the option is where nobody sets it.
static void nobody(const struct qg_option *option, const struct qg_setter *setter,
                   struct qg_text *out) {
    size_t begun = out->len;
    qg_text_printf(out, "# %s:", option->name);
    if (option->value == NULL)
        qg_text_addz(out, " false");
    else if (setter->how == QG_SET_CHOICE && option->value[0] != '[')
        qg_text_printf(out, " %s", setter->names[0]);
    else if (setter->names == qg_wishes)
        qg_text_addz(out, " auto");
    comment(begun, "default", out);
}

static void option(const struct qg_option_settings *settings, int which, struct qg_text *out) {
    uint32_t shown = 0;
    for (uint32_t i = 0; i < settings->all.len; i++) {
        const struct qg_option_setting *setting = &settings->all.at[i];
        if (setting->option == which && qg_settings_hold(settings, setting))
            one(settings, setting, shown++ == 0, out);
    }
    if (shown == 0)
        nobody(&settings->line->options[which], &settings->line->setters[which], out);
}

// ---- all of them ----

static void table(const struct qg_option_settings *settings, struct qg_text *out) {
    for (int i = 0; settings->line->options[i].name != NULL; i++)
        if (qg_settings_allow(settings->line, i, QG_ORIGIN_FILE))
            option(settings, i, out);
}

void qg_settings_show(const char *command, const struct qg_settings_file *file,
                      const struct qg_option_settings *own, const struct qg_option_settings *common,
                      struct qg_text *out) {
    qg_text_printf(out, "# settings of `qagida %s`, ", command);
    if (file->read)
        qg_text_printf(out, "with the file %s\n", file->path.at);
    else
        qg_text_addz(out, "without a file\n");
    table(own, out);
    table(common, out);
}
