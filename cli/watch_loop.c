// SPDX-License-Identifier: Apache-2.0

#include "watch_loop.h"

#include <errno.h>
#include <signal.h>
#include <time.h>

// Between two looks, in nanoseconds: soon enough for somebody who has just saved a file.
enum { PAUSE = 150 * 1000 * 1000 };

static void signals_that_end(sigset_t *set) {
    (void)sigemptyset(set);
    (void)sigaddset(set, SIGINT);
    (void)sigaddset(set, SIGTERM);
}

// Waits a moment; false if it is over.
static bool pause_between(const sigset_t *ends) {
    struct timespec time = {.tv_nsec = PAUSE};
    int signal = sigtimedwait(ends, NULL, &time);
    return signal < 0 && (errno == EAGAIN || errno == EINTR);
}

// Waits until something has changed and then stays as it is from one look to the next: who saves
// several files wants one run. Empty: it is over.
static enum qg_fault next_change(struct qg_watch *watch, const sigset_t *ends,
                                 struct qg_str *changed) {
    struct qg_str seen = {0};
    *changed = (struct qg_str){0};
    do {
        if (!pause_between(ends)) {
            *changed = (struct qg_str){0};
            return QG_OK;
        }
        enum qg_fault fault = qg_watch_look(watch, &seen);
        if (fault != QG_OK)
            return fault;
        if (seen.len > 0)
            *changed = seen;
    } while (seen.len > 0 || changed->len == 0);
    return QG_OK;
}

int qg_watch_loop(struct qg_console *console, struct qg_watch *watch, qg_watch_job *job,
                  void *user) {
    struct qg_str changed = {0};
    sigset_t ends, before;
    int status = QG_EXIT_OK;
    signals_that_end(&ends);
    (void)sigprocmask(SIG_BLOCK, &ends, &before);
    for (uint32_t number = 1;; number++) {
        status = job(user, watch, number, changed);
        enum qg_fault fault = console->out.error == 0 ? next_change(watch, &ends, &changed) : QG_OK;
        if (fault != QG_OK)
            status = qg_console_fault(fault);
        if (fault != QG_OK || console->out.error != 0 || changed.len == 0)
            break;
    }
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}
