// SPDX-License-Identifier: Apache-2.0
//
// The settings that a test asks for: its audit date, its parameters, its readings.

#ifndef QG_TEST_SETTING_H
#define QG_TEST_SETTING_H

#include "compile.h"
#include "session.h"
#include "text.h"

#include <stdbool.h>

// Makes them in a session that was just begun and settles it; `c` is the compilation that the test
// was written in. False with the reason in `problem` (one line, lower case).
bool qg_test_settings_make(struct qg_session *session, const struct qg_compilation *c,
                           const struct qg_test_decl *test, struct qg_text *problem);

#endif
