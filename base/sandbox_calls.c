// SPDX-License-Identifier: Apache-2.0

// The numbers of system calls are Linux's own.
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): the C library asks for this one

#include "sandbox_calls.h"

#include "sanitized.h"

#ifdef __linux__
#include <linux/audit.h>
#endif

// What the kernel calls this architecture; without a name there is no filter.
#if !defined __linux__ || defined QG_SANITIZED
#elif defined __x86_64__ && !defined __ILP32__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __i386__
#define ARCHITECTURE AUDIT_ARCH_I386
#elif defined __aarch64__ && defined __AARCH64EL__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined __arm__ && defined __ARMEL__
#define ARCHITECTURE AUDIT_ARCH_ARM
#elif defined __s390x__
#define ARCHITECTURE AUDIT_ARCH_S390X
#elif defined __powerpc64__ && defined __LITTLE_ENDIAN__
#define ARCHITECTURE AUDIT_ARCH_PPC64LE
#elif defined __riscv && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#ifdef ARCHITECTURE

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// ---- the words of the table ----

// An argument is 64 bits wide; what is asked of one stands in its lower half.
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define LOWER_HALF 4
#else
#define LOWER_HALF 0
#endif

#define LOAD(offset)     BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (offset))
#define LOAD_NUMBER      LOAD(offsetof(struct seccomp_data, nr))
#define LOAD_ARGUMENT(n) LOAD(offsetof(struct seccomp_data, args[n]) + LOWER_HALF)
#define END(action)      BPF_STMT(BPF_RET | BPF_K, (action))
#define FAIL(error)      END(SECCOMP_RET_ERRNO | (error))
// So many instructions are passed over if it is so, so many if not.
#define IF_IS(value, yes, no)       BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (yes), (no))
#define IF_HAS(bits, yes, no)       BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), (yes), (no))
#define IF_AT_LEAST(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (value), (yes), (no))

// ---- what differs between architectures ----

// Where mmap takes its arguments from memory, what it is asked for cannot be seen.
#ifdef SYS_mmap2
#define CALL_MMAP SYS_mmap2
#elif defined __s390x__
#define CALL_MMAP SYS_mprotect // which is looked at as well
#else
#define CALL_MMAP SYS_mmap
#endif

#ifdef SYS_fcntl64
#define CALL_FCNTL SYS_fcntl64
#else
#define CALL_FCNTL SYS_fcntl
#endif

#ifdef __s390x__
#define CLONE_FLAGS 1 // the argument with the flags
#else
#define CLONE_FLAGS 0
#endif

// ---- calls that are allowed by their arguments ----

enum { FOR_CODE = 6 }; // instructions at the beginning that go where code may still be loaded

static const struct sock_filter beginning[] = {
    // No page is made of code: mmap and mprotect both have their protection third.
    LOAD_NUMBER,
    IF_IS(SYS_mprotect, 1, 0),
    IF_IS(CALL_MMAP, 0, 3),
    LOAD_ARGUMENT(2),
    IF_HAS(PROT_EXEC, 0, 1),
    FAIL(EACCES),

    LOAD(offsetof(struct seccomp_data, arch)),
    IF_IS(ARCHITECTURE, 1, 0),
    END(SECCOMP_RET_KILL_PROCESS),
    LOAD_NUMBER,

    // What is opened is not emptied: of no use here, and Landlock sees it only since version 3.
    IF_IS(SYS_openat, 0, 4),
    LOAD_ARGUMENT(2),
    IF_HAS(O_TRUNC, 1, 0),
    END(SECCOMP_RET_ALLOW),
    FAIL(EPERM),
#ifdef SYS_open
    IF_IS(SYS_open, 0, 4),
    LOAD_ARGUMENT(1),
    IF_HAS(O_TRUNC, 1, 0),
    END(SECCOMP_RET_ALLOW),
    FAIL(EPERM),
#endif

    // A thread, but no process. What clone3 is asked for cannot be seen, so it is not on the list,
    // and a C library takes this one.
    IF_IS(SYS_clone, 0, 4),
    LOAD_ARGUMENT(CLONE_FLAGS),
    IF_HAS(CLONE_THREAD, 0, 1),
    END(SECCOMP_RET_ALLOW),
    FAIL(EPERM),

    // Whether this is a terminal, and how wide.
    IF_IS(SYS_ioctl, 0, 5),
    LOAD_ARGUMENT(1),
    IF_IS(TCGETS, 1, 0),
    IF_IS(TIOCGWINSZ, 0, 1),
    END(SECCOMP_RET_ALLOW),
    FAIL(ENOTTY),

    // What is done with a descriptor; not whom it sends signals to.
    IF_IS(CALL_FCNTL, 0, 5),
    LOAD_ARGUMENT(1),
    IF_IS(F_DUPFD_CLOEXEC, 1, 0),
    IF_AT_LEAST(F_SETFL + 1, 1, 0),
    END(SECCOMP_RET_ALLOW),
    FAIL(EPERM),

    // One's own limits.
    IF_IS(SYS_prlimit64, 0, 4),
    LOAD_ARGUMENT(0),
    IF_IS(0, 0, 1),
    END(SECCOMP_RET_ALLOW),
    FAIL(EPERM),
};

// ---- calls that are always allowed ----

static const uint32_t calls[] = {
#define CALL(name) SYS_##name,
#include "sandbox_calls.def"
#undef CALL
};

enum {
    BEGINNING = sizeof beginning / sizeof beginning[0],
    GIVING_UP = 7,
    CALLS = sizeof calls / sizeof calls[0],
    FARTHEST = 255 // a jump
};

// Calls whose numbers follow each other.
struct range {
    uint32_t first, end;
};

struct code {
    struct sock_filter at[BEGINNING + GIVING_UP + 5 * CALLS];
    size_t len;
    bool too_long;
};

static void put(struct code *code, struct sock_filter instruction) {
    code->at[code->len++] = instruction;
}

// This process may give up, which abort does by a signal to itself.
static void put_giving_up(struct code *code) {
    const struct sock_filter self[GIVING_UP] = {
        IF_IS(SYS_tgkill, 0, 6),
        LOAD_ARGUMENT(0),
        IF_IS((uint32_t)getpid(), 0, 3),
        LOAD_ARGUMENT(2),
        IF_IS(SIGABRT, 0, 1),
        END(SECCOMP_RET_ALLOW),
        FAIL(EPERM),
    };
    for (size_t i = 0; i < GIVING_UP; i++)
        put(code, self[i]);
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static size_t find_ranges(struct range *out) {
    uint32_t sorted[CALLS];
    size_t count = 0;
    memcpy(sorted, calls, sizeof calls);
    qsort(sorted, CALLS, sizeof sorted[0], by_number);
    for (size_t i = 0; i < CALLS; i++) {
        if (count == 0 || sorted[i] != out[count - 1].end)
            out[count++].first = sorted[i];
        out[count - 1].end = sorted[i] + 1;
    }
    return count;
}

static void put_range(struct code *code, struct range range) {
    put(code, (struct sock_filter)IF_AT_LEAST(range.first, 0, 2));
    put(code, (struct sock_filter)IF_AT_LEAST(range.end, 1, 0));
    put(code, (struct sock_filter)END(SECCOMP_RET_ALLOW));
    put(code, (struct sock_filter)FAIL(ENOSYS));
}

// A tree, as deep as the logarithm of the ranges: the kernel tries the whole filter with every
// number that there is when it is put in force, for which a chain would take it longer than all
// else at the start.
static void put_ranges(struct code *code, const struct range *ranges, size_t count) {
    if (count == 1) {
        put_range(code, ranges[0]);
        return;
    }
    size_t half = count / 2, fork = code->len++;
    put_ranges(code, ranges, half);
    size_t over = code->len - fork - 1;
    code->too_long |= over > FARTHEST;
    code->at[fork] = (struct sock_filter)IF_AT_LEAST(ranges[half].first, (uint8_t)over, 0);
    put_ranges(code, ranges + half, count - half);
}

bool qg_sandbox_filter_calls(bool modules) {
    struct code code = {.len = BEGINNING};
    struct range ranges[CALLS];
    memcpy(code.at, beginning, sizeof beginning);
    put_giving_up(&code);
    put_ranges(&code, ranges, find_ranges(ranges));
    const size_t from = modules ? FOR_CODE : 0;
    struct sock_fprog program = {.len = (unsigned short)(code.len - from),
                                 .filter = code.at + from};
    return !code.too_long && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0U, &program) == 0;
}

#else

bool qg_sandbox_filter_calls(bool modules) {
    (void)modules;
    return false;
}

#endif
