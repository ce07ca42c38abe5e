// SPDX-License-Identifier: Apache-2.0

#include "explain.h"

#include "check_codes.h"
#include "data.h"
#include "grammar_codes.h"
#include "words.h"

static bool add_policy_code(struct qg_str wanted, const char *code, const char *title, int lang,
                            struct qg_text *out) {
    if (!qg_str_equal(qg_str_of(code), wanted))
        return false;
    qg_text_printf(out, "%s (%s): %s\n", code, qg_word(QG_WORD_IN_POLICY, lang), title);
    return true;
}

static bool add_data_code(struct qg_str wanted, enum qg_data_code code, int lang,
                          struct qg_text *out) {
    struct qg_data_finding example = {
        .code = code, .found = QG_STR("…"), .expected = QG_STR("…"), .number = QG_DATA_LIMIT};
    if (!qg_str_equal(qg_data_code(code), wanted))
        return false;
    qg_text_printf(out, "%.*s (%s): ", QG_STR_ARG(wanted), qg_word(QG_WORD_IN_DATA, lang));
    qg_data_message(&example, lang, out);
    qg_text_char(out, '\n');
    return true;
}

bool qg_explain_code(struct qg_str code, int lang, struct qg_text *out) {
    for (int i = 0; i < QG_E_LIMIT; i++)
        if (add_policy_code(code, qg_code_text((enum qg_code)i), qg_code_title((enum qg_code)i),
                            lang, out))
            return true;
    for (int i = 0; i < QG_GRAMMAR_CODE_COUNT; i++) {
        enum qg_grammar_code which = (enum qg_grammar_code)i;
        if (add_policy_code(code, qg_grammar_code(which), qg_grammar_title(which), lang, out))
            return true;
    }
    for (int i = 0; i < QG_DATA_CODES; i++)
        if (add_data_code(code, (enum qg_data_code)i, lang, out))
            return true;
    return false;
}
