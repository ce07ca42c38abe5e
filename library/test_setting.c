// SPDX-License-Identifier: Apache-2.0

#include "test_setting.h"

static bool set_one(struct qg_session *session, const struct qg_compilation *c,
                    const struct qg_setting *setting, struct qg_text *problem) {
    struct qg_str value = qg_sources_slice(&c->sources, setting->value->span);
    return setting->reading ? qg_session_reading(session, setting->name.text, value, problem)
                            : qg_session_parameter(session, setting->name.text, value, problem);
}

bool qg_test_settings_make(struct qg_session *session, const struct qg_compilation *c,
                           const struct qg_test_decl *test, struct qg_text *problem) {
    bool ok = true;
    if (test->as_of != NULL && test->as_of->kind == QG_EXPR_DATE)
        qg_session_date(session, test->as_of->as.date);
    for (const struct qg_setting *s = test->settings.first; s != NULL && ok; s = s->next)
        ok = set_one(session, c, s, problem);
    return ok && qg_session_settle(session, problem);
}
