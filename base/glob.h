// SPDX-License-Identifier: Apache-2.0
//
// Names picked by a pattern: `*` stands for any run of characters, `?` for one, everything else
// for itself. fnmatch(3) would do but for its characters, which are bytes unless the process is
// given a locale.
#ifndef QG_GLOB_H
#define QG_GLOB_H

#include "str.h"

#include <stdbool.h>

// Whether the pattern has a `*` or a `?` at all.
bool qg_glob_is_pattern(struct qg_str s);

// Whether the pattern means the whole of `s`. Takes time of at most the product of the lengths.
bool qg_glob_matches(struct qg_str pattern, struct qg_str s);

#endif
