// SPDX-License-Identifier: Apache-2.0
#include "natives.h"

extern const struct qg_native qg_native_order_300;
extern const struct qg_program qg_program_order_300;

const struct qg_native *const qg_natives[] = {&qg_native_order_300, NULL};

const struct qg_built_in qg_built_in = {&qg_program_order_300, &qg_native_order_300, false};
