// SPDX-License-Identifier: Apache-2.0
//
// The filter of system calls: what a process may still ask of the kernel once it is confined
// (sandbox.h). What is allowed is listed; the list is what reading, judging and reporting take, on
// every architecture that Debian has. Not on it: starting a program or a process, sockets, tracing
// or signalling others, mounting, changing who one is.
//
// Whatever is not on the list fails as on a kernel that does not know the call, since that is what
// a C library is made to meet: it takes an older way where there is one. A call made in the manner
// of another architecture, by which filters are got round, ends the process.
//
// The program of the filter is written here and not by libseccomp: the list is short, and of that
// library nothing but the time that it takes would be used.
#ifndef QG_SANDBOX_CALLS_H
#define QG_SANDBOX_CALLS_H

#include <stdbool.h>

// Puts the filter in force for this thread and those that it starts; false where the kernel or the
// build has none (sanitized.h). `modules`: pages of code may still
// be mapped.
bool qg_sandbox_filter_calls(bool modules);

#endif
