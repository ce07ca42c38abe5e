// SPDX-License-Identifier: Apache-2.0
//
// How many threads of this process can run at the same time: the processors that it may run on
// (affinity: taskset, a cpuset), and no more than its control group has time for, as containers
// limit it.
#ifndef QG_CORES_H
#define QG_CORES_H

#include <stdint.h>

// Where a container sees the quota of its own control group.
#define QG_CORES_QUOTA "/sys/fs/cgroup/cpu.max"

// At least 1. What cannot be found out limits nothing.
uint32_t qg_cores(void);

// What "MAX PERIOD", the text of a control group's cpu.max, comes to: processors, rounded up; 0:
// it sets no limit.
uint32_t qg_cores_of_quota(const char *text);

#endif
