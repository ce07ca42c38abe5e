// SPDX-License-Identifier: Apache-2.0
//
// The settings in force, as a file of settings that says the same: each with a comment that tells
// who set it, and in comments those that nobody did, with what they are then.
#ifndef QG_SETTINGS_SHOW_H
#define QG_SETTINGS_SHOW_H

#include "settings_file.h"

void qg_settings_show(const char *command, const struct qg_settings_file *file,
                      const struct qg_option_settings *own, const struct qg_option_settings *common,
                      struct qg_text *out);

#endif
