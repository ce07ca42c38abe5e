// SPDX-License-Identifier: Apache-2.0
#include "jobs_args.h"

#include "cores.h"

uint32_t qg_jobs_args(uint64_t wanted) {
    return wanted > 0 ? (uint32_t)wanted : qg_cores();
}
