// SPDX-License-Identifier: Apache-2.0
#include "natives.h"

extern const struct qg_native qg_native_order_300;

const struct qg_native *const qg_natives[] = {&qg_native_order_300, NULL};
