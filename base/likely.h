// SPDX-License-Identifier: Apache-2.0
//
// For the innermost loops alone: what hardly ever happens is moved out of the way of the rest,
// which then takes less room in the instruction cache.
#ifndef QG_LIKELY_H
#define QG_LIKELY_H

#if defined(__GNUC__)
#define QG_RARELY(condition) __builtin_expect((condition), 0)
#else
#define QG_RARELY(condition) (condition)
#endif

#endif
