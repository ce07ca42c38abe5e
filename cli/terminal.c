// SPDX-License-Identifier: Apache-2.0

#include "terminal.h"

#include <stdlib.h>
#include <string.h>

static const char *variable(const char *name) {
    const char *value = getenv(name);
    return value != NULL ? value : "";
}

static bool is_set(const char *name) {
    return variable(name)[0] != '\0';
}

static bool is(const char *name, const char *value) {
    return strcmp(variable(name), value) == 0;
}

static enum qg_terminal_word colour(void) {
    if (is_set("FORCE_COLOR") && !is("FORCE_COLOR", "0"))
        return QG_TERMINAL_YES;
    if (is_set("NO_COLOR"))
        return QG_TERMINAL_NO;
    if (is_set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0"))
        return QG_TERMINAL_YES;
    return is("CLICOLOR", "0") ? QG_TERMINAL_NO : QG_TERMINAL_SILENT;
}

static enum qg_terminal_word links(void) {
    if (!is_set("FORCE_HYPERLINK"))
        return QG_TERMINAL_SILENT;
    return is("FORCE_HYPERLINK", "0") ? QG_TERMINAL_NO : QG_TERMINAL_YES;
}

// The terminals that show links, by the variables that they set.
static bool knows_links(void) {
    static const struct {
        const char *name, *value; // NULL: whatever it is
    } signs[] = {
        {"KITTY_WINDOW_ID", NULL},  {"KONSOLE_VERSION", NULL},     {"WT_SESSION", NULL},
        {"DOMTERM", NULL},          {"TERM_PROGRAM", "iTerm.app"}, {"TERM_PROGRAM", "WezTerm"},
        {"TERM_PROGRAM", "vscode"}, {"TERM_PROGRAM", "ghostty"},   {"TERM_PROGRAM", "Hyper"},
        {"TERM_PROGRAM", "zed"},    {"TERM", "xterm-kitty"},       {"TERM", "alacritty"},
        {"TERM", "foot"},           {"TERM", "xterm-ghostty"},
    };
    enum { VTE_WITH_LINKS = 5000 };
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (signs[i].value == NULL ? is_set(signs[i].name) : is(signs[i].name, signs[i].value))
            return true;
    return strtol(variable("VTE_VERSION"), NULL, 10) >= VTE_WITH_LINKS;
}

static bool is_utf8_locale(void) {
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *locale = "";
    for (int i = 0; i < 3 && locale[0] == '\0'; i++)
        locale = variable(variables[i]);
    return strstr(locale, "UTF-8") != NULL || strstr(locale, "utf8") != NULL;
}

struct qg_terminal qg_terminal_named(void) {
    return (struct qg_terminal){.colour = colour(),
                                .links = links(),
                                .dumb = !is_set("TERM") || is("TERM", "dumb"),
                                .knows_links = knows_links(),
                                .utf8 = is_utf8_locale()};
}
