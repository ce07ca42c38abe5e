// SPDX-License-Identifier: Apache-2.0
//
// Whether a sanitizer was built in that makes calls of its own: it stops and looks at the process
// at its end, for which it needs what others can give up. Clang tells of one otherwise than gcc.
#ifndef QG_SANITIZED_H
#define QG_SANITIZED_H

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define QG_SANITIZED
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                         \
    __has_feature(thread_sanitizer)
#define QG_SANITIZED
#endif
#endif

#endif
