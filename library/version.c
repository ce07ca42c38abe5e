// SPDX-License-Identifier: Apache-2.0

#include "version.h"

const char *qg_version(void) {
    return QG_VERSION;
}
