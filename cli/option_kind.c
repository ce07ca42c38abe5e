// SPDX-License-Identifier: Apache-2.0

#include "option_kind.h"

#include <string.h>

static const struct {
    const char *word;
    enum qg_option_kind kind;
} kinds[] = {
    {"PATH", QG_OPTION_PATH},       {"FILE", QG_OPTION_PATH},
    {"RECORDS", QG_OPTION_PATH},    {"NAME[=FILE]", QG_OPTION_REPORT},
    {"DATE", QG_OPTION_DATE},       {"N", QG_OPTION_NUMBER},
    {"PERCENT", QG_OPTION_NUMBER},  {"RULES", QG_OPTION_RULES},
    {"NAME=VALUE", QG_OPTION_PAIR}, {"NAME", QG_OPTION_WORD},
    {"LANG", QG_OPTION_WORD},       {"LIST", QG_OPTION_WORD},
    {"WHAT", QG_OPTION_WORD},       {"[WHEN]", QG_OPTION_WORD},
    {"WHEN", QG_OPTION_WORD},       {"ID", QG_OPTION_WORD},
    {"WHAT=ID", QG_OPTION_WORD},    {"FIELD", QG_OPTION_WORD},
    {"TEXT", QG_OPTION_WORD},       {"WORDS", QG_OPTION_WORD},
    {"PATTERN", QG_OPTION_WORD},    {"STAGE", QG_OPTION_WORD},
    {"FORMAT", QG_OPTION_WORD},     {"[full]", QG_OPTION_WORD},
    {"LEVEL", QG_OPTION_WORD},
};

bool qg_option_kind(const struct qg_option *option, enum qg_option_kind *out) {
    *out = option->value == NULL ? QG_OPTION_FLAG : QG_OPTION_WORD;
    if (option->value == NULL)
        return true;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].word, option->value) != 0)
            continue;
        *out = kinds[i].kind;
        return true;
    }
    return false;
}

const char *const *qg_option_choices(const struct qg_setter *setter) {
    return setter->names_of != NULL ? setter->names_of() : setter->names;
}

bool qg_option_is_list(const struct qg_setter *setter) {
    return setter->how == QG_ADD_WORD || setter->how == QG_MARK;
}

bool qg_option_keeps_operands(const struct qg_command_line *line, int option) {
    const struct qg_setter *setter = &line->setters[option];
    return setter->how == QG_ADD_WORD && setter->at == line->operand.at;
}
