// SPDX-License-Identifier: Apache-2.0
//
// The version of the engine, which every report names. The build file says what it is.

#ifndef QG_VERSION_H
#define QG_VERSION_H

const char *qg_version(void);

#endif
