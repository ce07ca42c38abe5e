// SPDX-License-Identifier: Apache-2.0

#include "impact_parts.h"

#include "words.h"

const char *qg_impact_state_word(int state, int lang) {
    if (state < QG_OUTCOMES)
        return qg_word_outcome((enum qg_outcome)state, lang);
    return qg_word(state == QG_IMPACT_SILENCED ? QG_WORD_SILENCED : QG_WORD_NO_RULE, lang);
}

const char *qg_impact_verdict_word(int verdict, int lang) {
    if (verdict == QG_IMPACT_NO_VERDICT)
        return qg_word(QG_WORD_NO_VERDICT, lang);
    return qg_word_verdict((enum qg_verdict_kind)verdict, lang);
}

const char *qg_impact_turn_word(enum qg_impact_turn turn, int lang) {
    static const enum qg_word words[QG_IMPACT_TURNS] = {
        [QG_IMPACT_UNLAWFUL] = QG_WORD_NEWLY_UNLAWFUL,
        [QG_IMPACT_LAWFUL] = QG_WORD_NEWLY_LAWFUL,
        [QG_IMPACT_OPEN] = QG_WORD_NEWLY_OPEN,
        [QG_IMPACT_OUTSIDE] = QG_WORD_NO_LONGER_JUDGED,
        [QG_IMPACT_SAME] = QG_WORD_SAME_VERDICT,
    };
    return qg_word(words[turn], lang);
}

const struct qg_rule *qg_impact_provision(const struct qg_program *program,
                                          const struct qg_impact_finding *finding) {
    int32_t rule = finding->rules[1] != QG_NONE ? finding->rules[1] : finding->rules[0];
    return rule != QG_NONE ? &program->rules[rule] : NULL;
}
