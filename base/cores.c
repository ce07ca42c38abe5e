// SPDX-License-Identifier: Apache-2.0
// sched_getaffinity is Linux's own.
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): the C library asks for this one

#include "cores.h"

#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

uint32_t qg_cores_of_quota(const char *text) {
    char *end;
    unsigned long long quota = strtoull(text, &end, 10); // "max" is no number
    unsigned long long period = end != text ? strtoull(end, NULL, 10) : 0;
    if (quota == 0 || period == 0)
        return 0;
    unsigned long long cores = quota / period + (quota % period > 0);
    return cores < UINT32_MAX ? (uint32_t)cores : UINT32_MAX;
}

static uint32_t quota(void) {
    char text[64];
    int fd = open(QG_CORES_QUOTA, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t len = read(fd, text, sizeof text - 1);
    close(fd);
    text[len > 0 ? len : 0] = '\0';
    return qg_cores_of_quota(text);
}

// A machine with more processors than the set has room for has enough.
static uint32_t allowed(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return (uint32_t)CPU_COUNT(&set);
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (uint32_t)online : 1;
}

uint32_t qg_cores(void) {
    uint32_t cores = allowed(), most = quota();
    return most > 0 && most < cores ? most : cores;
}
